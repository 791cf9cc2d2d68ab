/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <string.h>

#include "read-private.h"

/* Two incidents of a day and type so near to each other may be one. */
#define SAME_PLACE_M 2000.0
/* A little more than that in degrees of latitude. */
#define SAME_PLACE_DEGREES 0.02

/* What makes incidents comparable: words that differ in case only are one number. */
typedef struct {
    gint32 day;
    MarchDateUnit unit; /* a month is not its first day */
    guint type;
    guint place; /* 0 when the row is told by its coordinates */
    guint row;
    double lat;
} Key;

/* Numbers for words, from 1. */
typedef struct {
    GHashTable *spellings; /* of words borrowed from rows */
    GHashTable *folded;    /* of owned words */
} Words;

static guint
word_number(Words *words, const char *text)
{
    guint number = text == NULL
                       ? 0
                       : GPOINTER_TO_UINT(g_hash_table_lookup(words->spellings, text));
    char *folded;

    if (text == NULL || number > 0) {
        return number;
    }
    folded = g_utf8_casefold(text, -1);
    number = GPOINTER_TO_UINT(g_hash_table_lookup(words->folded, folded));
    if (number == 0) {
        number = g_hash_table_size(words->folded) + 1;
        g_hash_table_insert(words->folded, folded, GUINT_TO_POINTER(number));
    } else {
        g_free(folded);
    }
    g_hash_table_insert(words->spellings, (gpointer)(guintptr)text,
                        GUINT_TO_POINTER(number));
    return number;
}

static int
keys_compare(gconstpointer a, gconstpointer b)
{
    const Key *x = a;
    const Key *y = b;

    if (x->day != y->day) {
        return x->day < y->day ? -1 : 1;
    }
    if (x->unit != y->unit) {
        return x->unit < y->unit ? -1 : 1;
    }
    if (x->type != y->type) {
        return x->type < y->type ? -1 : 1;
    }
    if (x->place != y->place) {
        return x->place < y->place ? -1 : 1;
    }
    if (x->lat < y->lat || x->lat > y->lat) {
        return x->lat < y->lat ? -1 : 1;
    }
    return x->row < y->row ? -1 : 1;
}

/* Rows with coordinates are compared by these, the others by name. */
static GArray *
keys_make(const MarchIncidents *incidents)
{
    g_autoptr(GHashTable) spellings = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GHashTable) folded =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    Words words = {spellings, folded};
    GArray *keys = g_array_new(FALSE, FALSE, sizeof(Key));

    for (guint i = 0; i < incidents->rows->len; i++) {
        const MarchIncident *row = &g_array_index(incidents->rows, MarchIncident, i);

        /* Two of one region or country need not be of one place. */
        if (march_date_is_given(row->date) && (row->is_located || row->place != NULL)) {
            Key key = {.day = row->date.day,
                       .unit = row->date_unit,
                       .type = word_number(&words, row->type),
                       .place = row->is_located ? 0 : word_number(&words, row->place),
                       .lat = row->is_located ? row->position.lat : 0,
                       .row = i};

            g_array_append_val(keys, key);
        }
    }
    g_array_sort(keys, keys_compare);
    return keys;
}

static gboolean
is_comparable(const Key *a, const Key *b)
{
    return a->day == b->day && a->unit == b->unit && a->type == b->type &&
           a->place == b->place && b->lat - a->lat <= SAME_PLACE_DEGREES;
}

static void
pair_report(MarchIncidents *incidents,
            guint first,
            guint second,
            gboolean merge,
            MarchRowReport *report)
{
    const MarchIncident *kept = &g_array_index(incidents->rows, MarchIncident, first);
    const MarchIncident *other = &g_array_index(incidents->rows, MarchIncident, second);

    g_autofree char *where = march_location_describe(kept->where);

    march_row_report_add(report, merge ? MARCH_SEVERITY_NOTE : MARCH_SEVERITY_WARNING,
                         "near-duplicate", other->where, other->id,
                         "the row has the day, type and place of \"%s\" in %s%s",
                         kept->id, where,
                         merge ? "; it is merged with it"
                               : "; \"merge-duplicates: true\" makes them one");
}

static void
text_take(char **kept, char **other)
{
    if (*kept == NULL) {
        *kept = g_steal_pointer(other);
    }
}

/* Rows that cannot be told apart are claimed by nobody in particular: none of them is
 * later than the other for standing below it. */
void
march_incident_merge(MarchIncident *kept, MarchIncident *other)
{
    guint first = march_incident_count_claims(kept);

    if (other->claims != NULL) {
        if (kept->claims == NULL) {
            kept->claims = g_steal_pointer(&other->claims);
        } else {
            g_array_append_vals(kept->claims, other->claims->data, other->claims->len);
            g_array_free(g_steal_pointer(&other->claims), TRUE);
        }
    }
    for (guint i = first; i < march_incident_count_claims(kept); i++) {
        g_array_index(kept->claims, MarchClaim, i).origin += kept->rows;
    }
    if (other->source != NULL && g_strcmp0(kept->source, other->source) != 0) {
        char *both = kept->source == NULL
                         ? g_strdup(other->source)
                         : g_strdup_printf("%s; %s", kept->source, other->source);

        g_free(kept->source);
        kept->source = both;
    }
    text_take(&kept->text, &other->text);
    text_take(&kept->actor, &other->actor);
    text_take(&kept->place, &other->place);
    text_take(&kept->label, &other->label);
    text_take(&kept->symbol, &other->symbol);
    text_take(&kept->value_text, &other->value_text);
    kept->values_unknown += other->values_unknown;
    kept->rows += other->rows;
    kept->merged += other->merged + 1;
}

static void
pair_merge(MarchIncidents *incidents, guint first, guint second)
{
    march_incident_merge(&g_array_index(incidents->rows, MarchIncident, first),
                         &g_array_index(incidents->rows, MarchIncident, second));
    incidents->tally.merged++;
}

/* The row that @key repeats, or -1: the first in the table of those near it. */
static int
original_find(const MarchIncidents *incidents,
              const GArray *keys,
              guint at,
              const gboolean *is_gone)
{
    const Key *key = &g_array_index(keys, Key, at);
    const MarchIncident *row = &g_array_index(incidents->rows, MarchIncident, key->row);

    for (guint i = at; i-- > 0;) {
        const Key *other = &g_array_index(keys, Key, i);
        const MarchIncident *candidate =
            &g_array_index(incidents->rows, MarchIncident, other->row);

        if (!is_comparable(other, key)) {
            break;
        }
        if (!is_gone[other->row] &&
            (!row->is_located ||
             march_lon_lat_distance(row->position, candidate->position) <=
                 SAME_PLACE_M)) {
            return (int)other->row;
        }
    }
    return -1;
}

void
march_incidents_drop(MarchIncidents *incidents,
                     const gboolean *is_gone,
                     MarchMoment tolls_as_of)
{
    guint kept = 0;

    for (guint i = 0; i < incidents->rows->len; i++) {
        MarchIncident *row = &g_array_index(incidents->rows, MarchIncident, i);

        if (is_gone[i]) {
            march_incident_clear(row);
            continue;
        }
        march_incident_settle_claims(row, tolls_as_of);
        if (kept < i) {
            g_array_index(incidents->rows, MarchIncident, kept) = *row;
        }
        kept++;
    }
    /* What is behind was moved or cleared above. */
    if (kept < incidents->rows->len) {
        memset(incidents->rows->data + kept * sizeof(MarchIncident), 0,
               (incidents->rows->len - kept) * sizeof(MarchIncident));
    }
    g_array_set_size(incidents->rows, kept);
}

void
march_incidents_check_duplicates(MarchIncidents *incidents,
                                 const MarchIncidentOptions *options,
                                 MarchRowReport *report)
{
    g_autoptr(GArray) keys = keys_make(incidents);
    g_autofree gboolean *is_gone = g_new0(gboolean, incidents->rows->len + 1);
    guint merged = incidents->tally.merged;

    for (guint i = 1; i < keys->len; i++) {
        int original = original_find(incidents, keys, i, is_gone);
        guint second = g_array_index(keys, Key, i).row;
        guint first = original < 0 ? second : (guint)original;

        if (original < 0) {
            continue;
        }
        if (first > second) {
            first = second;
            second = (guint)original;
        }
        pair_report(incidents, first, second, options->merge_duplicates, report);
        if (options->merge_duplicates) {
            pair_merge(incidents, first, second);
            is_gone[second] = TRUE;
        }
    }
    if (incidents->tally.merged > merged) {
        march_incidents_drop(incidents, is_gone, options->tolls_as_of);
    }
}
