/* SPDX-License-Identifier: MIT */
#include "summary.h"

#include <string.h>

#include "read-private.h"

static void
count_clear(gpointer data)
{
    g_free(((MarchIncidentCount *)data)->name);
}

static int
counts_compare(gconstpointer a, gconstpointer b)
{
    const MarchIncidentCount *x = a;
    const MarchIncidentCount *y = b;

    if (x->count != y->count) {
        return x->count > y->count ? -1 : 1;
    }
    return strcmp(x->name, y->name);
}

static void
tally_add(GHashTable *counts, const char *name)
{
    guint count = GPOINTER_TO_UINT(g_hash_table_lookup(counts, name));

    g_hash_table_insert(counts, (gpointer)(guintptr)name, GUINT_TO_POINTER(count + 1));
}

static GArray *
counts_sort(GHashTable *counts)
{
    GArray *sorted = g_array_new(FALSE, FALSE, sizeof(MarchIncidentCount));
    GHashTableIter iter;
    gpointer name;
    gpointer count;

    g_array_set_clear_func(sorted, count_clear);
    g_hash_table_iter_init(&iter, counts);
    while (g_hash_table_iter_next(&iter, &name, &count)) {
        MarchIncidentCount entry = {g_strdup(name), GPOINTER_TO_UINT(count)};

        g_array_append_val(sorted, entry);
    }
    g_array_sort(sorted, counts_compare);
    return sorted;
}

/* A row without a position is as well known as its name or its area, once that is looked
 * up; what it says itself is a limit. */
static void
place_count(MarchIncidentSummary *summary, const MarchIncident *row)
{
    if (row->is_located || row->precision > MARCH_PRECISION_NEAR) {
        summary->precisions[row->precision]++;
    } else {
        summary->not_yet_known++;
    }
    if (row->is_located) {
        summary->by_coordinates++;
    } else if (row->place != NULL) {
        summary->by_name++;
    } else if (row->region != NULL || row->district != NULL) {
        summary->by_unit++;
    } else {
        summary->by_country++;
    }
}

static void
row_count(MarchIncidentSummary *summary,
          const MarchIncident *row,
          GHashTable *types,
          GHashTable *claimants)
{
    if (march_date_is_given(row->date)) {
        if (!march_date_is_given(summary->first) ||
            row->date.day < summary->first.day) {
            summary->first = row->date;
        }
        summary->last.day = MAX(summary->last.day, row->last_date.day);
        summary->date_levels[march_incident_date_level(row)]++;
        summary->going_on += march_incident_goes_on(row) ? 1 : 0;
    } else {
        summary->undated++;
    }
    if (row->type != NULL) {
        tally_add(types, row->type);
    } else {
        summary->untyped++;
    }
    place_count(summary, row);
    summary->without_value += row->values_unknown;
    summary->with_value += row->has_value ? 1 : 0;
    for (guint i = 0; i < march_incident_count_claims(row); i++) {
        const MarchClaim *claim = march_incident_get_claim(row, i);

        summary->claims++;
        if (claim->claimant != NULL) {
            tally_add(claimants, claim->claimant);
        }
    }
}

static void
missing_find(MarchIncidentSummary *summary, const MarchIncidents *incidents)
{
    summary->missing = g_ptr_array_new();
    for (guint field = 0; field < MARCH_N_FIELDS; field++) {
        gboolean found = FALSE;

        for (guint i = 0; i < incidents->columns->len; i += 2) {
            found = found || strcmp(g_ptr_array_index(incidents->columns, i),
                                    march_field_name(field)) == 0;
        }
        if (!found) {
            g_ptr_array_add(summary->missing,
                            (gpointer)(guintptr)march_field_name(field));
        }
    }
}

void
march_incident_summary_init(MarchIncidentSummary *summary,
                            const MarchIncidents *incidents)
{
    g_autoptr(GHashTable) types = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GHashTable) claimants = g_hash_table_new(g_str_hash, g_str_equal);

    *summary = (MarchIncidentSummary){
        .schema = incidents->schema,
        .encoding = incidents->encoding,
        .n_columns = incidents->n_columns,
        .columns = incidents->columns,
        .tally = incidents->tally,
        .incidents = incidents->rows->len,
        .near_duplicates = incidents->n_near_duplicates,
    };
    for (guint i = 0; i < incidents->rows->len; i++) {
        row_count(summary, &g_array_index(incidents->rows, MarchIncident, i), types,
                  claimants);
    }
    summary->types = counts_sort(types);
    summary->claimants = counts_sort(claimants);
    missing_find(summary, incidents);
}

void
march_incident_summary_clear(MarchIncidentSummary *summary)
{
    g_clear_pointer(&summary->types, g_array_unref);
    g_clear_pointer(&summary->claimants, g_array_unref);
    g_clear_pointer(&summary->missing, g_ptr_array_unref);
}
