/* SPDX-License-Identifier: MIT */
#include "incident-tables.h"

#include <math.h>
#include <string.h>

#include "incident-filter.h"
#include "line-distance.h"
#include "sections.h"

/* Around the incidents, so that the border of those far inside a country is found. */
#define SIDE_MARGIN_KM 150.0
#define KM_PER_DEGREE  111.2
#define BORDER_SCALE   1e6

static void
incidents_free(gpointer data)
{
    march_incidents_free(data);
}

static MarchIncidentColumns
columns_of(const MarchSpecIncidents *entry)
{
    return (MarchIncidentColumns){
        .id = entry->columns_id,
        .place = entry->columns_place,
        .lon = entry->columns_lon,
        .lat = entry->columns_lat,
        .date = entry->columns_date,
        .last_date = entry->columns_last_date,
        .time = entry->columns_time,
        .clock = entry->columns_clock,
        .type = entry->columns_type,
        .actor = entry->columns_actor,
        .actor2 = entry->columns_actor2,
        .value = entry->columns_value,
        .value_min = entry->columns_value_min,
        .value_max = entry->columns_value_max,
        .claimant = entry->columns_claimant,
        .reported = entry->columns_reported,
        .source = entry->columns_source,
        .precision = entry->columns_precision,
        .label = entry->columns_label,
        .symbol = entry->columns_symbol,
        .text = entry->columns_text,
        .country = entry->columns_country,
    };
}

/* NULL for an empty list; the strings are borrowed. */
static const char *const *
texts_get(const GPtrArray *texts, GPtrArray *holder)
{
    if (texts->len == 0) {
        return NULL;
    }
    g_ptr_array_set_size(holder, 0);
    for (guint i = 0; i < texts->len; i++) {
        g_ptr_array_add(holder, g_ptr_array_index(texts, i));
    }
    g_ptr_array_add(holder, NULL);
    return (const char *const *)holder->pdata;
}

static void
failures_report(const MarchIncidentFilter *filter,
                const MarchSpecIncidents *entry,
                MarchDiagnostics *diagnostics)
{
    const char *message = NULL;
    guint count = march_incident_filter_count_failures(filter, &message);

    if (count > 0) {
        march_diagnostics_add(
            diagnostics, MARCH_SEVERITY_WARNING, "where-failed", entry->filter_where,
            NULL, "the expression fails for %u row%s, which are left out: %s", count,
            count == 1 ? "" : "s", message);
    }
}

static void
result_report(const MarchIncidents *incidents,
              const MarchSpecIncidents *entry,
              MarchDiagnostics *diagnostics)
{
    MarchIncidentTally tally = march_incidents_get_tally(incidents);

    if (tally.filtered + tally.outside > 0) {
        march_diagnostics_add(diagnostics, MARCH_SEVERITY_NOTE, "filtered-out",
                              entry->where, entry->data,
                              "%u of %u rows are filtered out, %u lie outside the box",
                              tally.filtered, tally.rows, tally.outside);
    }
    if (march_incidents_count(incidents) == 0) {
        march_diagnostics_add(diagnostics, MARCH_SEVERITY_WARNING, "no-incidents",
                              entry->where, entry->data,
                              "\"%s\" holds no usable incident", entry->data);
    }
}

static MarchIncidents *
table_read(const MarchSpec *spec,
           const MarchSpecIncidents *entry,
           MarchDiagnostics *diagnostics,
           GError **error)
{
    g_autoptr(MarchIncidentFilter) filter = NULL;
    g_autoptr(GPtrArray) claims = g_ptr_array_new();
    g_autoptr(GPtrArray) types = g_ptr_array_new();
    g_autoptr(GPtrArray) actors = g_ptr_array_new();
    MarchIncidentOptions options;
    MarchIncidents *incidents;

    march_incident_options_init(&options);
    options.layer = entry->layer;
    options.query = entry->query;
    options.encoding = entry->encoding;
    (void)march_schema_parse(entry->schema, &options.schema);
    options.columns = columns_of(entry);
    options.claims = texts_get(entry->claims, claims);
    options.types = texts_get(entry->types, types);
    options.actors = texts_get(entry->actors, actors);
    options.has_clock = entry->has_clock;
    options.clock = entry->clock;
    options.is_shown_at_clock = spec->has_clock;
    options.shown_clock = spec->clock;
    options.tolls_as_of = spec->tolls_as_of;
    options.dates = entry->dates;
    options.box = entry->has_box ? &entry->box : NULL;
    options.merge_duplicates = entry->merge_duplicates;
    options.allow_network = spec->allow_network;
    if (entry->filter != NULL) {
        filter = march_incident_filter_new(entry->filter, entry->filter_where, error);
        if (filter == NULL) {
            return NULL;
        }
        options.accept = march_incident_filter_accept;
        options.accept_data = filter;
    }
    incidents = march_incidents_read(entry->data, &options, diagnostics, error);
    if (incidents == NULL) {
        march_error_add_location(error != NULL ? *error : NULL, entry->where);
    } else if (filter != NULL) {
        failures_report(filter, entry, diagnostics);
    }
    return incidents;
}

GPtrArray *
march_incident_tables_read(const MarchSpec *spec,
                           MarchDiagnostics *diagnostics,
                           GError **error)
{
    g_autoptr(GPtrArray) tables = g_ptr_array_new_with_free_func(incidents_free);

    for (guint i = 0; i < spec->incidents->len; i++) {
        const MarchSpecIncidents *entry = g_ptr_array_index(spec->incidents, i);
        MarchIncidents *incidents = table_read(spec, entry, diagnostics, error);

        if (incidents == NULL) {
            return NULL;
        }
        result_report(incidents, entry, diagnostics);
        g_ptr_array_add(tables, incidents);
    }
    return g_steal_pointer(&tables);
}

gboolean
march_incident_tables_ask_for_places(const MarchSpec *spec)
{
    for (guint i = 0; i < spec->incidents->len; i++) {
        const MarchSpecIncidents *entry = g_ptr_array_index(spec->incidents, i);

        if (entry->has_within || entry->side != NULL) {
            return TRUE;
        }
    }
    return FALSE;
}

/* What the rows of one entry are measured against. */
typedef struct {
    const MarchSpecIncidents *entry;
    const MarchBorders *borders;
    const MarchSideFinder *finder;
    const MarchFeatures *lines;
    const MarchSection *section;  /* (nullable) */
    const MarchNamedPlace *place; /* (nullable) */
} Nearness;

static double
distance_of(const Nearness *nearness, MarchLonLat at)
{
    const GPtrArray *between = nearness->entry->within_between;
    double least = INFINITY;

    if (nearness->place != NULL) {
        return march_lon_lat_distance(at, nearness->place->position);
    }
    if (nearness->section != NULL) {
        return march_line_distance(nearness->section->geometry, at);
    }
    for (guint i = 0; i < march_features_count(nearness->lines); i++) {
        const MarchFeature *line = march_features_get(nearness->lines, i);
        const char *left = march_feature_get_string(line, "left");
        const char *right = march_feature_get_string(line, "right");

        if (between->len == 0 ||
            (left != NULL && right != NULL &&
             march_border_sides_match(left, right, g_ptr_array_index(between, 0),
                                      g_ptr_array_index(between, 1)))) {
            least = MIN(least, march_line_distance(line->geometry, at));
        }
    }
    return least;
}

static gboolean
is_on_side(const Nearness *nearness, MarchLonLat at)
{
    g_autoptr(GArray) sides = march_side_finder_find(nearness->finder, at);

    for (guint i = 0; i < sides->len; i++) {
        const MarchBorderSide *side = &g_array_index(sides, MarchBorderSide, i);

        if (side->is_drawn) {
            g_auto(GStrv) codes = g_strsplit(side->country, "/", -1);

            return g_strv_contains((const char *const *)codes, nearness->entry->side);
        }
    }
    return FALSE;
}

/* Finds what "of" names: the border, a section of the figure, else a place. */
static void
nearness_find(Nearness *nearness, const MarchPlaces *places)
{
    const MarchSpecPlace *of = &nearness->entry->within_of;

    if (of->text != NULL && !of->has_position && strcmp(of->text, "border") == 0) {
        return;
    }
    for (guint i = 0; i < march_borders_count_sections(nearness->borders); i++) {
        const MarchSection *section = march_borders_get_section(nearness->borders, i);

        if (of->text != NULL && g_strcmp0(section->name, of->text) == 0) {
            nearness->section = section;
            return;
        }
    }
    nearness->place = march_places_find(places, of);
}

static guint
table_thin(const Nearness *nearness, MarchIncidents *incidents)
{
    const MarchSpecIncidents *entry = nearness->entry;
    guint count = march_incidents_count(incidents);
    g_autofree gboolean *keep = g_new(gboolean, count + 1);
    guint dropped = 0;

    for (guint i = 0; i < count; i++) {
        const MarchIncident *row = march_incidents_get(incidents, i);

        keep[i] = !row->is_located ||
                  ((!entry->has_within ||
                    distance_of(nearness, row->position) <= entry->within_km * 1000) &&
                   (entry->side == NULL || is_on_side(nearness, row->position)));
        dropped += keep[i] ? 0 : 1;
    }
    march_incidents_filter(incidents, keep);
    return dropped;
}

/* The box of the located rows, grown so far that the borders that matter lie in it. */
static gboolean
box_find(const MarchSpec *spec, GPtrArray *tables, MarchBox *box)
{
    double margin = SIDE_MARGIN_KM;
    gboolean found = FALSE;

    for (guint i = 0; i < tables->len; i++) {
        MarchIncidents *table = g_ptr_array_index(tables, i);
        const MarchSpecIncidents *entry = g_ptr_array_index(spec->incidents, i);

        margin = MAX(margin, entry->within_km);
        for (guint row = 0; row < march_incidents_count(table); row++) {
            const MarchIncident *incident = march_incidents_get(table, row);
            MarchLonLat at = incident->position;

            if (!incident->is_located) {
                continue;
            }
            if (!found) {
                *box = (MarchBox){at.lon, at.lat, at.lon, at.lat};
                found = TRUE;
            }
            box->west = MIN(box->west, at.lon);
            box->east = MAX(box->east, at.lon);
            box->south = MIN(box->south, at.lat);
            box->north = MAX(box->north, at.lat);
        }
    }
    margin /= KM_PER_DEGREE;
    box->south = MAX(box->south - margin, -90);
    box->north = MIN(box->north + margin, 90);
    margin /= MAX(cos(MAX(fabs(box->south), fabs(box->north)) * G_PI / 180), 0.1);
    box->west = MAX(box->west - margin, -180);
    box->east = MIN(box->east + margin, 180);
    return found;
}

gboolean
march_incident_tables_thin(const MarchSpec *spec,
                           GPtrArray *tables,
                           const MarchPlaces *places,
                           MarchCatalogue *catalogue,
                           MarchDiagnostics *diagnostics,
                           GError **error)
{
    g_autoptr(MarchBorders) borders = NULL;
    g_autoptr(MarchSideFinder) finder = NULL;
    g_autoptr(MarchFeatures) lines = NULL;
    MarchBox box = {0, 0, 0, 0};

    if (!box_find(spec, tables, &box)) {
        return TRUE;
    }
    /* What the cuts have to say is said when the map's own are made. */
    borders =
        march_sections_cut(spec, places, catalogue, box, BORDER_SCALE, NULL, error);
    if (borders == NULL) {
        return FALSE;
    }
    lines = march_borders_select(borders, spec->as_of, spec->view, NULL);
    finder = march_side_finder_new(borders);
    for (guint i = 0; i < tables->len; i++) {
        MarchIncidents *table = g_ptr_array_index(tables, i);
        Nearness nearness = {.entry = g_ptr_array_index(spec->incidents, i),
                             .borders = borders,
                             .finder = finder,
                             .lines = lines};
        guint dropped;

        nearness_find(&nearness, places);
        dropped = table_thin(&nearness, table);
        if (dropped > 0) {
            march_diagnostics_add(diagnostics, MARCH_SEVERITY_NOTE, "filtered-out",
                                  nearness.entry->where, nearness.entry->data,
                                  "%u incidents are filtered out by their place",
                                  dropped);
        }
    }
    return TRUE;
}
