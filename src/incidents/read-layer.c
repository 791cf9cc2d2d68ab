/* SPDX-License-Identifier: MIT */
#include "geodata/layer.h"
#include "read-private.h"
#include "schema.h"

static MarchSchema
schema_recognise(const MarchFeatures *features,
                 const char *path,
                 MarchDiagnostics *diagnostics)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();

    /* Empty cells are no properties: the first rows together show the columns. */
    for (guint i = 0; i < MIN(march_features_count(features), 100); i++) {
        const GArray *properties = march_features_get(features, i)->properties;

        for (guint j = 0; j < properties->len; j++) {
            g_ptr_array_add(
                names,
                (gpointer)(guintptr)g_array_index(properties, MarchProperty, j).key);
        }
    }
    g_ptr_array_add(names, NULL);
    return march_schema_recognise((const char *const *)names->pdata, path, diagnostics);
}

static void
feature_read(MarchIncidents *incidents,
             MarchIncidentCells *cells,
             const MarchIncidentOptions *options,
             MarchRowReport *report)
{
    const MarchGeometry *geometry = cells->feature->geometry;

    g_ptr_array_set_size(cells->texts, 0);
    cells->position = NULL;
    if (incidents->value_column == NULL) {
        incidents->value_column =
            g_strdup(march_incident_cell_column(cells, MARCH_FIELD_VALUE));
    }
    if (geometry->positions->len > 0 && geometry->type != MARCH_GEOMETRY_POINT) {
        incidents->tally.rows++;
        march_row_report_add(report, MARCH_SEVERITY_ERROR, "not-a-point",
                             march_incident_cell_locate(cells, MARCH_FIELD_ID),
                             march_incident_cell(cells, MARCH_FIELD_ID),
                             "the incident is left out: it is a line or an area; "
                             "expected a point");
        march_incidents_lose(incidents,
                             march_incident_cell_locate(cells, MARCH_FIELD_ID),
                             march_incident_cell(cells, MARCH_FIELD_ID),
                             march_incident_cell(cells, MARCH_FIELD_DATE),
                             march_incident_cell(cells, MARCH_FIELD_PLACE), report);
        return;
    }
    if (geometry->positions->len > 0) {
        cells->position = &g_array_index(geometry->positions, MarchLonLat, 0);
    }
    march_incidents_add_row(incidents, cells, options, report);
}

static gboolean
has_claimants(MarchIncidentCells *cells, const MarchFeatures *features)
{
    for (guint i = 0; i < march_features_count(features); i++) {
        cells->feature = march_features_get(features, i);
        if (march_incident_cell_column(cells, MARCH_FIELD_CLAIMANT) != NULL) {
            return TRUE;
        }
    }
    return FALSE;
}

gboolean
march_incidents_read_layer(MarchIncidents *incidents,
                           const char *path,
                           const MarchIncidentOptions *options,
                           MarchRowReport *report,
                           GError **error)
{
    g_autoptr(MarchFeatures) features = NULL;
    g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);
    MarchIncidentCells cells = {.named = &options->columns, .texts = texts};
    MarchLayerOptions layer_options;

    march_layer_options_init(&layer_options);
    layer_options.layer = options->layer;
    layer_options.query = options->query;
    layer_options.allow_network = options->allow_network;
    features = march_layer_read(path, &layer_options, report->diagnostics, error);
    if (features == NULL) {
        return FALSE;
    }
    incidents->schema = options->schema == MARCH_SCHEMA_AUTO
                            ? schema_recognise(features, path, report->diagnostics)
                            : options->schema;
    cells.schema = incidents->schema;
    if (has_claimants(&cells, features)) {
        incidents->by_id = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    }
    if (march_features_count(features) > 0) {
        cells.feature = march_features_get(features, 0);
        march_incidents_note_columns(incidents, &cells);
    }
    for (guint i = 0; i < march_features_count(features); i++) {
        cells.feature = march_features_get(features, i);
        feature_read(incidents, &cells, options, report);
    }
    return TRUE;
}
