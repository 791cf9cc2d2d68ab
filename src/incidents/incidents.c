/* SPDX-License-Identifier: MIT */
#include "incidents.h"

#include <math.h>
#include <string.h>

#include "read-private.h"

/* Rows that cannot be used and are kept for the table; the rest are counted. */
#define LOSSES_MAX 1000U
/* A place known less exactly than this is a ring, not a point. */
#define NEAR_KM 5.0

void
march_incident_options_init(MarchIncidentOptions *options)
{
    memset(options, 0, sizeof *options);
}

void
march_claim_clear(MarchClaim *claim)
{
    g_free(claim->claimant);
    g_free(claim->source);
    g_free(claim->text);
}

void
march_incident_clear(gpointer data)
{
    MarchIncident *incident = data;

    for (guint i = 0; i < march_incident_count_claims(incident); i++) {
        march_claim_clear(&g_array_index(incident->claims, MarchClaim, i));
    }
    if (incident->claims != NULL) {
        g_array_unref(incident->claims);
    }
    g_free(incident->actor);

    g_free(incident->id);
    g_free(incident->place);
    g_free(incident->region);
    g_free(incident->district);
    g_free(incident->country);
    g_free(incident->type);
    g_free(incident->text);
    g_free(incident->source);
    g_free(incident->label);
    g_free(incident->symbol);
    g_free(incident->date_text);
    g_free(incident->value_text);
    g_free(incident->located_by);
    g_free(incident->unit);
}

static void
loss_clear(gpointer data)
{
    MarchIncidentLoss *loss = data;

    g_free(loss->id);
    g_free(loss->date);
    g_free(loss->place);
}

MarchIncidents *
march_incidents_new(void)
{
    MarchIncidents *incidents = g_new0(MarchIncidents, 1);

    incidents->rows = g_array_new(FALSE, TRUE, sizeof(MarchIncident));
    incidents->columns = g_ptr_array_new_with_free_func(g_free);
    incidents->losses = g_array_new(FALSE, TRUE, sizeof(MarchIncidentLoss));
    incidents->types_seen =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    incidents->actors_seen =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    incidents->countries = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_array_set_clear_func(incidents->rows, march_incident_clear);
    g_array_set_clear_func(incidents->losses, loss_clear);
    return incidents;
}

void
march_incidents_free(MarchIncidents *incidents)
{
    if (incidents == NULL) {
        return;
    }
    g_array_unref(incidents->rows);
    g_array_unref(incidents->losses);
    g_hash_table_unref(incidents->countries);
    g_hash_table_unref(incidents->types_seen);
    g_hash_table_unref(incidents->actors_seen);
    if (incidents->by_id != NULL) {
        g_hash_table_unref(incidents->by_id);
    }
    g_free(incidents->value_column);
    g_free(incidents->encoding);
    g_ptr_array_unref(incidents->columns);
    g_free(incidents);
}

guint
march_incidents_count(const MarchIncidents *incidents)
{
    return incidents->rows->len;
}

guint
march_incidents_count_lost(const MarchIncidents *incidents)
{
    return incidents->tally.lost;
}

guint
march_incidents_count_losses(const MarchIncidents *incidents)
{
    return incidents->losses->len;
}

const MarchIncidentLoss *
march_incidents_get_loss(const MarchIncidents *incidents, guint index)
{
    g_assert(index < incidents->losses->len);
    return &g_array_index(incidents->losses, MarchIncidentLoss, index);
}

void
march_incidents_lose(MarchIncidents *incidents,
                     MarchLocation where,
                     const char *id,
                     const char *date,
                     const char *place,
                     const MarchRowReport *report)
{
    const MarchIncidentLoss loss = {.where = where,
                                    .code = report->last_code,
                                    .id = g_strdup(id),
                                    .date = g_strdup(date),
                                    .place = g_strdup(place)};

    incidents->tally.lost++;
    if (incidents->losses->len < LOSSES_MAX) {
        g_array_append_val(incidents->losses, loss);
    } else {
        loss_clear((gpointer)(guintptr)&loss);
    }
}

const char *
march_incident_choice_name(MarchIncidentChoice choice)
{
    static const char *const NAMES[MARCH_N_CHOICES] = {
        "date", "type", "actor", "expression", "box", "distance", "side", "moment"};

    return NAMES[choice];
}

MarchIncidentTally
march_incidents_get_tally(const MarchIncidents *incidents)
{
    return incidents->tally;
}

MarchSchema
march_incidents_get_schema(const MarchIncidents *incidents)
{
    return incidents->schema;
}

const char *
march_precision_name(MarchPrecision precision)
{
    static const char *const NAMES[MARCH_N_PRECISIONS] = {
        [MARCH_PRECISION_EXACT] = "exact",       [MARCH_PRECISION_NEAR] = "near",
        [MARCH_PRECISION_DISTRICT] = "district", [MARCH_PRECISION_REGION] = "region",
        [MARCH_PRECISION_LINE] = "line",         [MARCH_PRECISION_COUNTRY] = "country",
        [MARCH_PRECISION_NOWHERE] = "nowhere",
    };

    return NAMES[precision];
}

/* Counts what @verdict leaves out; the rows of its claims leave with it. */
static void
row_leave_out(MarchIncidentTally *tally,
              const MarchIncident *row,
              const MarchIncidentVerdict *verdict)
{
    tally->filtered += row->rows;
    tally->by[verdict->by] += row->rows;
    tally->claims -= row->rows - 1 - row->merged;
    tally->merged -= row->merged;
    tally->unsure_out += verdict->is_unsure ? 1 : 0;
}

void
march_incidents_filter(MarchIncidents *incidents, const MarchIncidentVerdict *verdicts)
{
    MarchIncidentTally *tally = &incidents->tally;
    guint kept = 0;

    for (guint i = 0; i < incidents->rows->len; i++) {
        MarchIncident *row = &g_array_index(incidents->rows, MarchIncident, i);

        if (!verdicts[i].is_kept) {
            row_leave_out(tally, row, &verdicts[i]);
            march_incident_clear(row);
            continue;
        }
        tally->unsure_held += verdicts[i].is_unsure ? 1 : 0;
        if (kept++ < i) {
            g_array_index(incidents->rows, MarchIncident, kept - 1) = *row;
        }
    }
    /* What is behind was moved or cleared above. */
    if (kept < incidents->rows->len) {
        memset(incidents->rows->data + kept * sizeof(MarchIncident), 0,
               (incidents->rows->len - kept) * sizeof(MarchIncident));
    }
    g_array_set_size(incidents->rows, kept);
}

const char *
march_incidents_get_value_column(const MarchIncidents *incidents)
{
    return incidents->value_column;
}

MarchIncident *
march_incidents_get(MarchIncidents *incidents, guint index)
{
    g_assert(index < incidents->rows->len);
    return &g_array_index(incidents->rows, MarchIncident, index);
}

void
march_incidents_locate(MarchIncidents *incidents,
                       guint index,
                       MarchLonLat position,
                       double precision_km,
                       const char *located_by)
{
    MarchIncident *incident = march_incidents_get(incidents, index);
    char *by = g_strdup(located_by);

    incident->is_located = TRUE;
    incident->position = position;
    incident->precision_km = precision_km;
    if (incident->precision == MARCH_PRECISION_EXACT && precision_km >= NEAR_KM) {
        incident->precision = MARCH_PRECISION_NEAR;
    }
    g_free(incident->located_by);
    incident->located_by = by;
}

/* Largest first, so that small symbols lie on large ones; then as in the table. */
static int
rows_compare(gconstpointer a, gconstpointer b, gpointer data)
{
    MarchIncidents *incidents = data;
    guint i = *(const guint *)a;
    guint j = *(const guint *)b;
    const MarchIncident *first = march_incidents_get(incidents, i);
    const MarchIncident *second = march_incidents_get(incidents, j);
    double x = first->has_value ? first->value : 0;
    double y = second->has_value ? second->value : 0;

    if (x > y || x < y) {
        return x > y ? -1 : 1;
    }
    return i < j ? -1 : 1;
}

static void
string_set(MarchFeatures *features,
           MarchFeature *feature,
           const char *key,
           const char *string)
{
    if (string != NULL && *string != '\0') {
        march_features_set_string(features, feature, key, string);
    }
}

static void
claims_set(MarchFeatures *features,
           MarchFeature *feature,
           const MarchIncident *incident)
{
    g_autofree char *words = march_incident_describe_claims(incident);

    if (!incident->has_value) {
        return;
    }
    march_features_set_number(features, feature, "value", incident->value);
    if (incident->value_min < incident->value) {
        march_features_set_number(features, feature, "value-min", incident->value_min);
    }
    if (isfinite(incident->value_max) && incident->value_max > incident->value) {
        march_features_set_number(features, feature, "value-max", incident->value_max);
    }
    if (!isfinite(incident->value_max)) {
        march_features_set_boolean(features, feature, "value-open", TRUE);
    }
    march_features_set_number(features, feature, "claimants",
                              march_incident_count_claimants(incident));
    string_set(features, feature, "claims", words);
}

static void
date_set(MarchFeatures *features, MarchFeature *feature, const MarchIncident *incident)
{
    g_autofree char *date = march_incident_date_to_property(incident);
    g_autofree char *last = NULL;

    if (date == NULL) {
        return;
    }
    last = march_date_to_iso(incident->last_date);
    march_features_set_string(features, feature, "date", date);
    march_features_set_string(features, feature, "date-last", last);
    march_features_set_string(
        features, feature, "date-precision",
        march_date_level_name(march_incident_date_level(incident)));
}

static void
feature_add(MarchFeatures *features, const MarchIncident *incident, guint row)
{
    MarchFeature *feature =
        march_features_add(features, march_geometry_new_point(incident->position));

    feature->where = incident->where;
    string_set(features, feature, "id", incident->id);
    string_set(features, feature, "place", incident->place);
    string_set(features, feature, "type", incident->type);
    string_set(features, feature, "label", incident->label);
    string_set(features, feature, "symbol", incident->symbol);
    string_set(features, feature, "text", incident->text);
    string_set(features, feature, "source", incident->source);
    string_set(features, feature, "located-by", incident->located_by);
    string_set(features, feature, "value-text", incident->value_text);
    date_set(features, feature, incident);
    string_set(features, feature, "actor", incident->actor);
    claims_set(features, feature, incident);
    march_features_set_number(features, feature, "precision", incident->precision_km);
    march_features_set_string(features, feature, "precision-class",
                              march_precision_name(incident->precision));
    march_features_set_number(features, feature, "row", row);
}

MarchFeatures *
march_incidents_to_features(const MarchIncidents *incidents)
{
    g_autoptr(MarchFeatures) features = march_features_new();
    g_autoptr(GArray) order = g_array_new(FALSE, FALSE, sizeof(guint));

    for (guint i = 0; i < incidents->rows->len; i++) {
        if (g_array_index(incidents->rows, MarchIncident, i).is_located) {
            g_array_append_val(order, i);
        }
    }
    g_array_sort_with_data(order, rows_compare, (gpointer)(guintptr)incidents);
    for (guint i = 0; i < order->len; i++) {
        guint row = g_array_index(order, guint, i);

        feature_add(features, &g_array_index(incidents->rows, MarchIncident, row), row);
    }
    return g_steal_pointer(&features);
}
