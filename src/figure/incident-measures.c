/* SPDX-License-Identifier: MIT */
#include "incident-measures.h"

#include <math.h>
#include <string.h>

struct MarchMeasures {
    GPtrArray *list;   /* of MarchMeasure */
    GArray *of_tables; /* of guint: index + 1, 0 without a number */
    gboolean are_several;
};

static void
measure_free(gpointer data)
{
    MarchMeasure *measure = data;

    g_free(measure->words);
    g_free(measure);
}

/* Whether the number of @incident is the size of a symbol: others are counted in badges
 * and beside the map. */
static gboolean
is_sized(const MarchIncident *incident)
{
    return incident->is_located && incident->has_value &&
           incident->precision <= MARCH_PRECISION_NEAR;
}

/* The largest number of @table that sizes a symbol; -1 when none does, not the same as
 * 0. */
static double
largest_find(MarchIncidents *table)
{
    double largest = -1;

    for (guint row = 0; row < march_incidents_count(table); row++) {
        const MarchIncident *incident = march_incidents_get(table, row);

        if (is_sized(incident)) {
            double most = isfinite(incident->value_max) ? incident->value_max : 0;

            largest = MAX(largest, MAX(incident->value, most));
        }
    }
    return largest;
}

/* The index of the measure that is named @words, or the length of the list. */
static guint
measure_find(const MarchMeasures *measures, const char *words)
{
    g_autofree char *wanted = g_utf8_casefold(words, -1);
    guint i = 0;

    for (; i < measures->list->len; i++) {
        const MarchMeasure *measure = g_ptr_array_index(measures->list, i);
        g_autofree char *folded = g_utf8_casefold(measure->words, -1);

        if (strcmp(folded, wanted) == 0) {
            break;
        }
    }
    return i;
}

static void
table_add(MarchMeasures *measures, const char *words, double largest)
{
    guint index = measure_find(measures, words);
    MarchMeasure *measure;
    guint number = index + 1;

    if (index == measures->list->len) {
        measure = g_new0(MarchMeasure, 1);
        *measure = (MarchMeasure){g_strdup(words), -1};
        g_ptr_array_add(measures->list, measure);
    }
    measure = g_ptr_array_index(measures->list, index);
    measure->largest = MAX(measure->largest, largest);
    g_array_append_val(measures->of_tables, number);
}

static guint
used_count(const MarchMeasures *measures)
{
    guint count = 0;

    for (guint i = 0; i < measures->list->len; i++) {
        const MarchMeasure *measure = g_ptr_array_index(measures->list, i);

        count += measure->largest >= 0;
    }
    return count;
}

static void
whole_take(MarchMeasures *measures, const MarchMeasures *whole)
{
    for (guint i = 0; i < measures->list->len; i++) {
        MarchMeasure *measure = g_ptr_array_index(measures->list, i);
        guint index = measure_find(whole, measure->words);

        if (index < whole->list->len) {
            const MarchMeasure *same = g_ptr_array_index(whole->list, index);

            measure->largest = MAX(measure->largest, same->largest);
        }
    }
    measures->are_several = whole->are_several;
}

MarchMeasures *
march_measures_new(const MarchSpec *spec,
                   GPtrArray *incidents,
                   const MarchMeasures *whole)
{
    MarchMeasures *measures = g_new0(MarchMeasures, 1);
    const guint none = 0;

    measures->list = g_ptr_array_new_with_free_func(measure_free);
    measures->of_tables = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint i = 0; i < incidents->len; i++) {
        MarchIncidents *table = g_ptr_array_index(incidents, i);
        const MarchSpecIncidents *entry = g_ptr_array_index(spec->incidents, i);
        const char *column = march_incidents_get_value_column(table);
        const char *words = entry->value_label != NULL ? entry->value_label
                            : column != NULL           ? column
                                                       : "value";
        double largest = largest_find(table);

        if (largest >= 0 || column != NULL || entry->claims->len > 0) {
            table_add(measures, words, largest);
        } else {
            g_array_append_val(measures->of_tables, none);
        }
    }
    measures->are_several = used_count(measures) > 1;
    if (whole != NULL) {
        whole_take(measures, whole);
    }
    return measures;
}

void
march_measures_free(MarchMeasures *measures)
{
    if (measures != NULL) {
        g_ptr_array_unref(measures->list);
        g_array_unref(measures->of_tables);
        g_free(measures);
    }
}

const MarchMeasure *
march_measures_get(const MarchMeasures *measures, guint table)
{
    guint number = g_array_index(measures->of_tables, guint, table);

    return number > 0 ? g_ptr_array_index(measures->list, number - 1) : NULL;
}

gboolean
march_measures_are_several(const MarchMeasures *measures)
{
    return measures->are_several;
}

double
march_measures_get_largest(const MarchMeasures *measures)
{
    double largest = -1;

    for (guint i = 0; i < measures->list->len; i++) {
        const MarchMeasure *measure = g_ptr_array_index(measures->list, i);

        largest = MAX(largest, measure->largest);
    }
    return largest;
}

const char *
march_measures_get_words(const MarchMeasures *measures)
{
    return measures->list->len > 0
               ? ((const MarchMeasure *)g_ptr_array_index(measures->list, 0))->words
               : NULL;
}

void
march_measures_check(const MarchMeasures *measures,
                     const MarchSpec *spec,
                     GPtrArray *incidents,
                     MarchDiagnostics *diagnostics)
{
    g_autoptr(GHashTable) known =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GHashTable) told =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    for (guint i = 0; measures->are_several && i < incidents->len; i++) {
        MarchIncidents *table = g_ptr_array_index(incidents, i);
        const MarchSpecIncidents *entry = g_ptr_array_index(spec->incidents, i);
        const MarchMeasure *measure = march_measures_get(measures, i);

        for (guint row = 0; measure != NULL && row < march_incidents_count(table);
             row++) {
            const MarchIncident *incident = march_incidents_get(table, row);
            g_autofree char *type =
                g_utf8_casefold(incident->type != NULL ? incident->type : "", -1);
            const MarchMeasure *other = g_hash_table_lookup(known, type);

            if (!is_sized(incident)) {
                continue;
            }
            if (other == NULL) {
                g_hash_table_insert(known, g_steal_pointer(&type),
                                    (gpointer)(guintptr)measure);
            } else if (other != measure && g_hash_table_add(told, g_strdup(type))) {
                march_diagnostics_add(
                    diagnostics, MARCH_SEVERITY_WARNING, "measures-look-alike",
                    entry->where, incident->type,
                    "incidents of %s%s%s are sized by %s in one table and by %s in "
                    "another, and look alike; give them types of their own",
                    incident->type != NULL ? "the type \"" : "no type",
                    incident->type != NULL ? incident->type : "",
                    incident->type != NULL ? "\"" : "", other->words, measure->words);
            }
        }
    }
}
