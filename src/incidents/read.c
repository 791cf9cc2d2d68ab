/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/csv.h"
#include "base/suggest.h"
#include "geodata/layer.h"
#include "read-private.h"

/* The column of each field, or -1. FALSE with an error for a named one that is not there. */
static gboolean
columns_find(const MarchCsv *csv,
             const char *path,
             const MarchIncidentColumns *columns,
             int found[MARCH_N_FIELDS],
             GError **error)
{
    for (guint field = 0; field < MARCH_N_FIELDS; field++) {
        const char *name = march_incident_columns_get(columns, field);

        found[field] = -1;
        if (name != NULL) {
            found[field] = march_csv_find_column(csv, name);
            if (found[field] < 0) {
                g_autoptr(GPtrArray) headers = g_ptr_array_new();
                const char *near;

                for (guint i = 0; i < march_csv_count_columns(csv); i++) {
                    g_ptr_array_add(headers,
                                    (gpointer)(guintptr)march_csv_get_header(csv, i));
                }
                g_ptr_array_add(headers, NULL);
                near = march_suggest(name, (const char *const *)headers->pdata);
                march_error_set(error, MARCH_ERROR_DATA, march_location_new(path, 1, 1),
                                "there is no column \"%s\" for %s%s%s%s", name,
                                march_field_name(field),
                                near != NULL ? "; did you mean \"" : "",
                                near != NULL ? near : "", near != NULL ? "\"?" : "");
                return FALSE;
            }
            continue;
        }
        for (const char *const *alias = march_field_aliases(field);
             *alias != NULL && found[field] < 0; alias++) {
            found[field] = march_csv_find_column(csv, *alias);
        }
    }
    return TRUE;
}

static MarchIncidents *
csv_read(const char *path,
         const MarchIncidentOptions *options,
         MarchDiagnostics *diagnostics,
         GError **error)
{
    g_autoptr(MarchIncidents) incidents = march_incidents_new();
    g_autoptr(MarchCsv) csv = march_csv_read(path, diagnostics, error);
    int columns[MARCH_N_FIELDS];

    if (csv == NULL || !columns_find(csv, path, &options->columns, columns, error)) {
        return NULL;
    }
    if (columns[MARCH_FIELD_PLACE] < 0 &&
        (columns[MARCH_FIELD_LON] < 0 || columns[MARCH_FIELD_LAT] < 0)) {
        march_error_set(error, MARCH_ERROR_DATA, march_location_new(path, 1, 1),
                        "no column tells where: expected \"lon\" and \"lat\", or "
                        "\"place\"; name others under \"columns:\"");
        return NULL;
    }
    incidents->n_lost = march_csv_count_broken(csv);
    if (columns[MARCH_FIELD_VALUE] >= 0) {
        incidents->value_column =
            g_strdup(march_csv_get_header(csv, (guint)columns[MARCH_FIELD_VALUE]));
    }
    for (guint i = 0; i < march_csv_count_rows(csv); i++) {
        MarchIncidentRow row = {.row = march_csv_locate(csv, i, 0)};

        for (guint field = 0; field < MARCH_N_FIELDS; field++) {
            if (columns[field] >= 0) {
                row.cells[field] = march_csv_get(csv, i, (guint)columns[field]);
                row.where[field] = march_csv_locate(csv, i, (guint)columns[field]);
            } else {
                row.where[field] = row.row;
            }
        }
        if (columns[MARCH_FIELD_PRECISION] >= 0) {
            row.precision_column =
                march_csv_get_header(csv, (guint)columns[MARCH_FIELD_PRECISION]);
        }
        march_incidents_add_row(incidents, &row, options, diagnostics);
    }
    return g_steal_pointer(&incidents);
}

static const MarchProperty *
property_find(const MarchFeature *feature, const char *name)
{
    for (guint i = 0; i < feature->properties->len; i++) {
        const MarchProperty *property =
            &g_array_index(feature->properties, MarchProperty, i);

        if (g_ascii_strcasecmp(property->key, name) == 0) {
            return property;
        }
    }
    return NULL;
}

static const MarchProperty *
field_find(const MarchFeature *feature,
           const MarchIncidentColumns *columns,
           MarchField field)
{
    const char *name = march_incident_columns_get(columns, field);
    const MarchProperty *property = NULL;

    if (name != NULL) {
        return property_find(feature, name);
    }
    for (const char *const *alias = march_field_aliases(field);
         *alias != NULL && property == NULL; alias++) {
        property = property_find(feature, *alias);
    }
    return property;
}

static char *
value_to_text(const MarchValue *value)
{
    char buffer[G_ASCII_DTOSTR_BUF_SIZE];

    switch (value->type) {
    case MARCH_VALUE_STRING:
        return g_strdup(value->as.string);
    case MARCH_VALUE_NUMBER:
        return g_strdup(
            g_ascii_formatd(buffer, sizeof buffer, "%.12g", value->as.number));
    case MARCH_VALUE_BOOLEAN:
        return g_strdup(value->as.boolean ? "true" : "false");
    case MARCH_VALUE_NULL:
    case MARCH_VALUE_COLOR:
    case MARCH_VALUE_ARRAY:
    case MARCH_VALUE_OBJECT:
    default:
        return NULL;
    }
}

static void
feature_read(MarchIncidents *incidents,
             const MarchFeature *feature,
             const MarchIncidentOptions *options,
             MarchDiagnostics *diagnostics)
{
    MarchIncidentRow row = {.row = feature->where};
    g_autoptr(GPtrArray) owned = g_ptr_array_new_with_free_func(g_free);

    for (guint field = 0; field < MARCH_N_FIELDS; field++) {
        const MarchProperty *property = field_find(feature, &options->columns, field);

        row.where[field] = feature->where;
        if (property != NULL) {
            char *text = value_to_text(&property->value);

            g_ptr_array_add(owned, text);
            row.cells[field] = text;
            if (field == MARCH_FIELD_PRECISION) {
                row.precision_column = property->key;
            }
            if (field == MARCH_FIELD_VALUE && incidents->value_column == NULL) {
                incidents->value_column = g_strdup(property->key);
            }
        }
    }
    if (feature->geometry->type == MARCH_GEOMETRY_POINT &&
        feature->geometry->positions->len > 0) {
        row.position = &g_array_index(feature->geometry->positions, MarchLonLat, 0);
    } else if (feature->geometry->positions->len > 0) {
        march_diagnostics_add(diagnostics, MARCH_SEVERITY_ERROR, "not-a-point",
                              feature->where, row.cells[MARCH_FIELD_ID],
                              "the incident is left out: it is a line or an area; "
                              "expected a point");
        incidents->n_lost++;
        return;
    }
    march_incidents_add_row(incidents, &row, options, diagnostics);
}

static MarchIncidents *
layer_read(const char *path,
           const MarchIncidentOptions *options,
           MarchDiagnostics *diagnostics,
           GError **error)
{
    g_autoptr(MarchIncidents) incidents = march_incidents_new();
    g_autoptr(MarchFeatures) features = NULL;
    MarchLayerOptions layer_options;

    march_layer_options_init(&layer_options);
    layer_options.layer = options->layer;
    layer_options.allow_network = options->allow_network;
    features = march_layer_read(path, &layer_options, diagnostics, error);
    if (features == NULL) {
        return NULL;
    }
    for (guint i = 0; i < march_features_count(features); i++) {
        feature_read(incidents, march_features_get(features, i), options, diagnostics);
    }
    return g_steal_pointer(&incidents);
}

MarchIncidents *
march_incidents_read(const char *path,
                     const MarchIncidentOptions *options,
                     MarchDiagnostics *diagnostics,
                     GError **error)
{
    g_autofree char *lower = g_ascii_strdown(path, -1);

    if (g_str_has_suffix(lower, ".csv") || g_str_has_suffix(lower, ".tsv") ||
        g_str_has_suffix(lower, ".txt")) {
        return csv_read(path, options, diagnostics, error);
    }
    return layer_read(path, options, diagnostics, error);
}
