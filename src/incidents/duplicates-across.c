/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "read-private.h"

/* Two incidents of a day so near to each other may be one. */
#define SAME_PLACE_M 2000.0
/* A little more than that in degrees of latitude. */
#define SAME_PLACE_DEGREES 0.02
/* Incidents of one day and latitude that are compared with each one. */
#define COMPARED_MAX 2000U

typedef struct {
    gint32 day;
    double lat;
    guint table, row;
} Key;

static int
keys_compare(gconstpointer a, gconstpointer b)
{
    const Key *x = a;
    const Key *y = b;

    if (x->day != y->day) {
        return x->day < y->day ? -1 : 1;
    }
    if (x->lat < y->lat || x->lat > y->lat) {
        return x->lat < y->lat ? -1 : 1;
    }
    if (x->table != y->table) {
        return x->table < y->table ? -1 : 1;
    }
    return (x->row > y->row) - (x->row < y->row);
}

/* Two of one district or region need not be of one place. */
static gboolean
has_place(const MarchIncident *incident)
{
    return incident->is_located &&
           (incident->precision < MARCH_PRECISION_DISTRICT || incident->place != NULL ||
            g_strcmp0(incident->located_by, "coordinates") == 0);
}

static GArray *
keys_make(GPtrArray *tables)
{
    GArray *keys = g_array_new(FALSE, FALSE, sizeof(Key));

    for (guint i = 0; i < tables->len; i++) {
        MarchIncidents *table = g_ptr_array_index(tables, i);

        for (guint row = 0; row < march_incidents_count(table); row++) {
            const MarchIncident *incident = march_incidents_get(table, row);
            const Key key = {incident->date.day, incident->position.lat, i, row};

            if (march_date_is_given(incident->date) && has_place(incident)) {
                g_array_append_val(keys, key);
            }
        }
    }
    g_array_sort(keys, keys_compare);
    return keys;
}

static const MarchIncident *
incident_of(GPtrArray *tables, const Key *key)
{
    return march_incidents_get(g_ptr_array_index(tables, key->table), key->row);
}

/* Tables of other layouts have other words for their types. */
static gboolean
are_of_a_type(GPtrArray *tables, const Key *a, const Key *b)
{
    const char *first = incident_of(tables, a)->type;
    const char *second = incident_of(tables, b)->type;
    g_autofree char *one = NULL;
    g_autofree char *other = NULL;

    if (march_incidents_get_schema(g_ptr_array_index(tables, a->table)) !=
        march_incidents_get_schema(g_ptr_array_index(tables, b->table))) {
        return TRUE;
    }
    one = first != NULL ? g_utf8_casefold(first, -1) : NULL;
    other = second != NULL ? g_utf8_casefold(second, -1) : NULL;
    return g_strcmp0(one, other) == 0;
}

static gboolean
may_be_one(GPtrArray *tables, const Key *a, const Key *b)
{
    const MarchIncident *first = incident_of(tables, a);
    const MarchIncident *second = incident_of(tables, b);

    return a->table != b->table && first->date_unit == second->date_unit &&
           march_lon_lat_distance(first->position, second->position) <= SAME_PLACE_M &&
           are_of_a_type(tables, a, b);
}

/* What is being compared, and which incidents are part of another by now. */
typedef struct {
    GPtrArray *tables;
    const gboolean *merges;
    GPtrArray *is_gone;  /* of gboolean[], one a table */
    guint *n_unfinished; /* incidents that were not compared with all others */
} Comparison;

static gboolean *
gone(const Comparison *comparison, const Key *key)
{
    return (gboolean *)g_ptr_array_index(comparison->is_gone, key->table) + key->row;
}

static void
rows_move(MarchIncidents *from, MarchIncidents *to, const MarchIncident *incident)
{
    guint claims = incident->rows - 1 - incident->merged;

    from->tally.rows -= incident->rows;
    from->tally.claims -= claims;
    from->tally.merged -= incident->merged;
    to->tally.rows += incident->rows;
    to->tally.claims += claims;
    to->tally.merged += incident->merged + 1;
}

/* @first is of the earlier table. */
static void
pair_settle(const Comparison *comparison,
            const Key *first,
            const Key *second,
            MarchRowReport *report)
{
    MarchIncidents *table = g_ptr_array_index(comparison->tables, first->table);
    MarchIncidents *later = g_ptr_array_index(comparison->tables, second->table);
    MarchIncident *kept = march_incidents_get(table, first->row);
    MarchIncident *other = march_incidents_get(later, second->row);
    gboolean is_merged = comparison->merges[second->table];

    march_row_report_add(
        report, is_merged ? MARCH_SEVERITY_NOTE : MARCH_SEVERITY_WARNING,
        "near-duplicate", other->where, other->id,
        "the row has the day and place of \"%s\" in %s:%d%s", kept->id,
        kept->where.file != NULL ? kept->where.file : "another table", kept->where.line,
        is_merged ? "; it is merged with it"
                  : "; \"merge-duplicates: true\" makes them one");
    if (is_merged) {
        rows_move(later, table, other);
        march_incident_merge(kept, other);
        *gone(comparison, second) = TRUE;
    }
}

/* Compares the incident at @at with those before it of its day and latitude. */
static void
key_compare(const Comparison *comparison,
            const GArray *keys,
            guint at,
            MarchRowReport *report)
{
    const Key *key = &g_array_index(keys, Key, at);
    guint compared = 0;

    for (guint i = at; i-- > 0; compared++) {
        const Key *other = &g_array_index(keys, Key, i);

        if (other->day != key->day || key->lat - other->lat > SAME_PLACE_DEGREES) {
            return;
        }
        if (compared == COMPARED_MAX) {
            (*comparison->n_unfinished)++;
            return;
        }
        if (*gone(comparison, other) || !may_be_one(comparison->tables, other, key)) {
            continue;
        }
        if (other->table < key->table) {
            pair_settle(comparison, other, key, report);
            return;
        }
        pair_settle(comparison, key, other, report);
    }
}

/* What was not looked for is said: nobody is to take silence for a table without
 * duplicates. */
static void
unfinished_report(guint count, MarchDiagnostics *diagnostics)
{
    if (count > 0) {
        march_diagnostics_add(
            diagnostics, MARCH_SEVERITY_WARNING, "duplicates-not-all-compared",
            (MarchLocation){0}, NULL,
            "%u incident%s compared with only %u of those of the same day and latitude "
            "in all tables; near-duplicates among the others are not found",
            count, count == 1 ? " was" : "s were", COMPARED_MAX);
    }
}

void
march_incidents_check_duplicates_across(GPtrArray *tables,
                                        const gboolean *merges,
                                        MarchMoment tolls_as_of,
                                        MarchDiagnostics *diagnostics)
{
    g_autoptr(GPtrArray) is_gone = g_ptr_array_new_with_free_func(g_free);
    guint n_unfinished = 0;
    const Comparison comparison = {tables, merges, is_gone, &n_unfinished};
    g_autoptr(GArray) keys = NULL;
    MarchRowReport report;

    if (tables->len < 2) {
        return;
    }
    keys = keys_make(tables);
    for (guint i = 0; i < tables->len; i++) {
        guint count = march_incidents_count(g_ptr_array_index(tables, i));

        g_ptr_array_add(is_gone, g_new0(gboolean, count + 1));
    }
    march_row_report_init(&report, NULL, diagnostics);
    for (guint i = 1; i < keys->len; i++) {
        key_compare(&comparison, keys, i, &report);
    }
    march_row_report_finish(&report);
    unfinished_report(n_unfinished, diagnostics);
    for (guint i = 0; i < tables->len; i++) {
        march_incidents_drop(g_ptr_array_index(tables, i),
                             g_ptr_array_index(is_gone, i), tolls_as_of);
    }
}
