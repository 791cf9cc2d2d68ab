/* SPDX-License-Identifier: MIT */
#include "sources.h"

#include <string.h>

#include "area-labels.h"
#include "coarse-layers.h"
#include "geodata/layer.h"
#include "incident-area-counts.h"
#include "incident-callouts.h"
#include "incident-dates.h"
#include "incident-fan.h"
#include "incident-features.h"
#include "label-names.h"
#include "place-features.h"
#include "raster-source.h"
#include "region-names.h"

/* Where the style's sources find what the incidents' symbols need. */
#define INCIDENTS       "figure:incidents"
#define RELIEF          "figure:relief"
#define LEADERS         "figure:leaders"
#define CHANGES         "figure:border-changes"
#define ERRORS          "figure:border-errors"
#define INCIDENT_PLACES "figure:incident-places"
#define INCIDENT_UNITS  "figure:incident-units"
#define INCIDENT_BADGES "figure:incident-badges"
#define INCIDENT_CELLS  "figure:incident-cells"

struct MarchSources {
    GArray *list;       /* of MarchLayoutSource */
    GPtrArray *owned;   /* of MarchFeatures */
    GPtrArray *rasters; /* of MarchPageRaster */
    MarchFeatures *incidents;
    MarchFeatures *leaders;
    MarchFeatures *incident_places;
    MarchFeatures *incident_units;
    MarchFeatures *incident_badges;
    MarchFeatures *incident_cells;
};

void
march_sources_free(MarchSources *sources)
{
    if (sources == NULL) {
        return;
    }
    g_array_unref(sources->list);
    g_ptr_array_unref(sources->owned);
    g_ptr_array_unref(sources->rasters);
    march_features_free(sources->incidents);
    march_features_free(sources->leaders);
    march_features_free(sources->incident_places);
    march_features_free(sources->incident_units);
    march_features_free(sources->incident_badges);
    march_features_free(sources->incident_cells);
    g_free(sources);
}

static void
features_free(gpointer data)
{
    march_features_free(data);
}

static void
raster_free(gpointer data)
{
    march_page_raster_free(data);
}

/* All properties that layers of @source read, NULL-ended, borrowed from the style. */
static GPtrArray *
properties_collect(const MarchStyle *style, const MarchStyleSource *source)
{
    GPtrArray *names = g_ptr_array_new();

    for (guint i = 0; i < march_style_count_layers(style); i++) {
        const MarchStyleLayer *layer = march_style_get_layer(style, i);
        const char *const *names_of_layer = march_style_layer_get_properties(layer);

        if (march_style_layer_get_source(layer) != source) {
            continue;
        }
        for (; names_of_layer != NULL && *names_of_layer != NULL; names_of_layer++) {
            if (!g_ptr_array_find_with_equal_func(names, *names_of_layer, g_str_equal,
                                                  NULL)) {
                g_ptr_array_add(names, (gpointer)(guintptr)*names_of_layer);
            }
        }
    }
    g_ptr_array_add(names, NULL);
    return names;
}

static gboolean
is_shown(const MarchSourceInput *input, const MarchStyleSource *source)
{
    double zoom = march_frame_get_zoom(input->frame);

    for (guint i = 0; i < march_style_count_layers(input->style); i++) {
        const MarchStyleLayer *layer = march_style_get_layer(input->style, i);

        if (march_style_layer_get_source(layer) == source &&
            march_style_layer_is_visible(layer, zoom)) {
            return TRUE;
        }
    }
    return FALSE;
}

static MarchFeatures *
pack_read(const MarchSourceInput *input,
          const MarchStyleSource *source,
          MarchDiagnostics *diagnostics,
          GError **error)
{
    const char *layer = source->location + strlen("pack:");
    g_autoptr(GPtrArray) properties = properties_collect(input->style, source);
    g_autoptr(MarchFeatures) features = march_catalogue_read(
        input->catalogue, layer, march_frame_get_visible_box(input->frame),
        march_frame_get_scale_denominator(input->frame),
        (const char *const *)properties->pdata, error);

    if (features != NULL && march_features_count(features) > 0 &&
        march_coarse_layer_is_left_out(layer, input->spec, input->catalogue,
                                       input->frame, diagnostics)) {
        return march_features_new();
    }
    return g_steal_pointer(&features);
}

/* The counts of regions and districts, and what is not written of them. */
static void
area_counts_make(MarchSources *sources,
                 const MarchSourceInput *input,
                 MarchDiagnostics *diagnostics)
{
    const MarchIncidentAreaCounts lost = march_incident_area_counts_place(
        sources->incident_cells, sources->leaders, input->frame);
    const MarchLocation where = march_spec_get_location(input->spec, "aggregate");

    if (lost.counts > 0) {
        march_diagnostics_add(
            diagnostics, MARCH_SEVERITY_WARNING, "count-not-written", where, NULL,
            "the count of %u %s%s is not written: the map shows "
            "nothing of %s",
            lost.counts, input->spec->aggregate, lost.counts == 1 ? "" : "s",
            lost.counts == 1 ? "it" : "them");
    }
    if (lost.sums > 0) {
        march_diagnostics_add(
            diagnostics, MARCH_SEVERITY_WARNING, "sum-not-written", where, NULL,
            "the sum of %u %s%s is not written: it would cover other "
            "counts; the table of the map has the numbers",
            lost.sums, input->spec->aggregate, lost.sums == 1 ? "" : "s");
    }
}

/* All incidents, with those that share a point fanned out, and what belongs to them. */
static void
incidents_make(MarchSources *sources,
               const MarchSourceInput *input,
               MarchDiagnostics *diagnostics)
{
    GHashTable *counted = input->groups != NULL ? input->groups->units : NULL;

    if (input->groups != NULL) {
        sources->incidents = march_features_new();
        march_features_append(sources->incidents, input->groups->points);
        sources->leaders = march_incident_callouts_place(
            sources->incidents, input->style, INCIDENTS, input->frame);
    } else {
        sources->incidents = march_incident_features_join(
            input->incidents, input->show, input->types, input->measures);
        if (input->spec->show_claim_labels) {
            march_incident_features_label_claims(sources->incidents);
        }
        if (strcmp(input->spec->color_by, "date") == 0) {
            MarchFeatures *joined = sources->incidents;

            sources->incidents = march_incident_dates_classify(
                joined, input->first_date, input->last_date);
            march_features_free(joined);
        }
    }
    sources->incident_places = march_incident_places_make(sources->incidents);
    if (input->groups == NULL) {
        sources->leaders = march_incident_fan_out(sources->incidents, input->style,
                                                  INCIDENTS, input->frame);
    }
    sources->incident_cells = march_features_new();
    if (input->groups != NULL) {
        march_features_append(sources->incident_cells, input->groups->cells);
        area_counts_make(sources, input, diagnostics);
    }
    sources->incident_units = march_incident_units_make(input->show, counted);
    sources->incident_badges = march_incident_badges_make(
        input->show, input->measures, input->spec->show_claim_labels, counted,
        sources->incidents, input->style, INCIDENT_BADGES, INCIDENTS, input->frame);
}

static gboolean
has_iso(const MarchFeatures *areas, const char *iso)
{
    for (guint i = 0; i < march_features_count(areas); i++) {
        if (g_strcmp0(march_feature_get_string(march_features_get(areas, i), "iso"),
                      iso) == 0) {
            return TRUE;
        }
    }
    return FALSE;
}

/* Land that several states claim lies in the land layer as one for each set of them; its
 * parts with their own names are those of the layer of contested land. */
static gboolean
contested_add(const MarchSourceInput *input, MarchFeatures *areas, GError **error)
{
    static const char *const properties[] = {"class", "name", "claimants", NULL};
    g_autoptr(MarchFeatures) contested = march_catalogue_read(
        input->catalogue, "contested", march_frame_get_visible_box(input->frame), 1,
        properties, error);

    if (contested == NULL) {
        return FALSE;
    }
    for (guint i = 0; i < march_features_count(contested); i++) {
        MarchFeature *feature = march_features_edit(contested, i);
        const char *name = march_feature_get_string(feature, "name");

        if (g_strcmp0(march_feature_get_string(feature, "class"), "claim") == 0 &&
            name != NULL &&
            has_iso(areas, march_feature_get_string(feature, "claimants"))) {
            march_features_set_string(contested, feature, "iso", name);
        }
    }
    march_features_append(areas, contested);
    return TRUE;
}

/* Where to write the names of countries, on their land in the figure's view, and of land
 * that several claim. */
static MarchFeatures *
countries_make(const MarchSourceInput *input,
               MarchDiagnostics *diagnostics,
               GError **error)
{
    static const char *const properties[] = {"iso", "name", NULL};
    const MarchViewLand view_land = {input->spec->view, input->borders, input->areas,
                                     input->frame};
    g_autoptr(MarchFeatures) land = march_catalogue_read(
        input->catalogue, "land", march_frame_get_visible_box(input->frame),
        march_frame_get_scale_denominator(input->frame), properties, error);
    MarchFeatures *points;

    if (land == NULL || !contested_add(input, land, error)) {
        return NULL;
    }
    points = march_features_new();
    march_country_labels_add(points, land, &view_land, diagnostics);
    return points;
}

/* Where to write the names of regions, as they are called today. */
static MarchFeatures *
regions_make(const MarchSourceInput *input,
             MarchDiagnostics *diagnostics,
             GError **error)
{
    static const char *const properties[] = {"code",    "iso",        "name", "name_en",
                                             "name_ru", "name_local", NULL};
    g_autoptr(GHashTable) lacking =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    MarchBox box = march_frame_get_visible_box(input->frame);
    g_autoptr(MarchFeatures) regions = march_catalogue_read(
        input->catalogue, "admin1", box,
        march_frame_get_scale_denominator(input->frame), properties, error);
    MarchFeatures *points;

    if (regions == NULL) {
        return NULL;
    }
    march_label_regions_set(regions, input->spec, input->gazetteer, box, lacking,
                            diagnostics);
    points = march_features_new();
    march_area_labels_add(points, regions, "code", "name", input->frame);
    for (guint i = 0; i < march_features_count(points) && input->misses != NULL; i++) {
        const MarchFeature *point = march_features_get(points, i);
        const char *name = march_feature_get_string(point, "name");

        if (name != NULL && *name != '\0') {
            march_label_misses_count(
                input->misses, name,
                g_hash_table_contains(lacking,
                                      march_feature_get_string(point, "code")));
        }
    }
    return points;
}

/* The user's own layers in one set, told apart by the property "layer". */
static MarchFeatures *
layers_read(const MarchSourceInput *input,
            MarchDiagnostics *diagnostics,
            GError **error)
{
    g_autoptr(MarchFeatures) all = march_features_new();
    MarchBox box = march_frame_get_visible_box(input->frame);

    for (guint i = 0; i < input->spec->layers->len; i++) {
        const MarchSpecLayer *layer = g_ptr_array_index(input->spec->layers, i);
        g_autoptr(MarchFeatures) features = NULL;
        MarchLayerOptions options;
        guint first = march_features_count(all);

        march_layer_options_init(&options);
        options.layer = layer->layer;
        options.box = &box;
        if (layer->features == NULL) {
            features = march_layer_read(layer->data, &options, diagnostics, error);
            if (features == NULL) {
                g_prefix_error(error, "layer \"%s\": ", layer->id);
                return NULL;
            }
        }
        march_features_append(all,
                              layer->features != NULL ? layer->features : features);
        for (guint j = first; j < march_features_count(all); j++) {
            march_features_set_string(all, march_features_edit(all, j), "layer",
                                      layer->id);
        }
    }
    return g_steal_pointer(&all);
}

/* @points (taken, nullable) with names in the languages that the figure asks for. */
static MarchFeatures *
names_choose(MarchFeatures *points, const MarchSourceInput *input)
{
    if (points != NULL && input->names != NULL) {
        march_label_names_set(points, input->spec, input->names, input->misses);
    }
    return points;
}

static MarchFeatures *
figure_make(const MarchSourceInput *input,
            const char *name,
            MarchDiagnostics *diagnostics,
            GError **error)
{
    if (strcmp(name, "places") == 0) {
        return names_choose(march_place_features_make(input), input);
    }
    if (strcmp(name, "countries") == 0) {
        return names_choose(countries_make(input, diagnostics, error), input);
    }
    if (strcmp(name, "regions") == 0) {
        return regions_make(input, diagnostics, error);
    }
    if (strcmp(name, "layers") == 0) {
        return layers_read(input, diagnostics, error);
    }
    march_error_set(
        error, MARCH_ERROR_CONFIG, MARCH_LOCATION_NONE,
        "the style's source \"figure:%s\" is not known; expected borders, "
        "border-changes, border-errors, areas, incidents, incident-places, "
        "incident-units, incident-badges, incident-cells, leaders, places, countries, regions or layers",
        name);
    return NULL;
}

static MarchFeatures *
file_read(const MarchSourceInput *input,
          const MarchStyleSource *source,
          MarchDiagnostics *diagnostics,
          GError **error)
{
    MarchBox box = march_frame_get_visible_box(input->frame);
    MarchLayerOptions options;

    march_layer_options_init(&options);
    options.layer = source->layer_name;
    options.box = &box;
    return march_layer_read(source->location, &options, diagnostics, error);
}

/* What the figure gives ready made, or NULL. */
static const MarchFeatures *
ready_find(const MarchSourceInput *input,
           const MarchSources *sources,
           const MarchStyleSource *source)
{
    if (source->location == NULL) {
        return source->inline_features;
    }
    if (strcmp(source->location, "figure:borders") == 0) {
        return input->borders;
    }
    if (strcmp(source->location, CHANGES) == 0) {
        return input->changes;
    }
    if (strcmp(source->location, "figure:areas") == 0) {
        return input->areas;
    }
    if (strcmp(source->location, ERRORS) == 0) {
        return input->errors;
    }
    if (strcmp(source->location, INCIDENTS) == 0) {
        return sources->incidents;
    }
    if (strcmp(source->location, INCIDENT_PLACES) == 0) {
        return sources->incident_places;
    }
    if (strcmp(source->location, INCIDENT_UNITS) == 0) {
        return sources->incident_units;
    }
    if (strcmp(source->location, INCIDENT_BADGES) == 0) {
        return sources->incident_badges;
    }
    if (strcmp(source->location, INCIDENT_CELLS) == 0) {
        return sources->incident_cells;
    }
    return strcmp(source->location, LEADERS) == 0 ? sources->leaders : NULL;
}

/* Sets @features to borrowed or new features; @owned tells which. */
static gboolean
source_read(const MarchSourceInput *input,
            const MarchSources *sources,
            const MarchStyleSource *source,
            const MarchFeatures **features,
            MarchFeatures **owned,
            MarchDiagnostics *diagnostics,
            GError **error)
{
    *owned = NULL;
    *features = ready_find(input, sources, source);
    if (*features != NULL) {
        return TRUE;
    }
    if (g_str_has_prefix(source->location, "pack:")) {
        *owned = pack_read(input, source, diagnostics, error);
    } else if (g_str_has_prefix(source->location, "figure:")) {
        *owned = figure_make(input, source->location + strlen("figure:"), diagnostics,
                             error);
    } else {
        *owned = file_read(input, source, diagnostics, error);
    }
    *features = *owned;
    return *owned != NULL;
}

/* Sets @raster to NULL where the figure gives no relief. */
static gboolean
raster_read(const MarchSourceInput *input,
            const MarchStyleSource *source,
            MarchPageRaster **raster,
            MarchDiagnostics *diagnostics,
            GError **error)
{
    const char *path =
        strcmp(source->location, RELIEF) == 0 ? input->spec->relief : source->location;

    *raster = NULL;
    if (path == NULL) {
        return TRUE;
    }
    *raster = march_raster_source_read(path, input->style, source, input->frame,
                                       input->spec->dpi, diagnostics, error);
    return *raster != NULL;
}

/* Adds what @source stands for. */
static gboolean
source_add(MarchSources *sources,
           const MarchSourceInput *input,
           const MarchStyleSource *source,
           MarchDiagnostics *diagnostics,
           GError **error)
{
    MarchLayoutSource entry = {.id = source->id};
    MarchPageRaster *raster = NULL;
    MarchFeatures *owned = NULL;
    gboolean is_read = source->is_raster
                           ? raster_read(input, source, &raster, diagnostics, error)
                           : source_read(input, sources, source, &entry.features,
                                         &owned, diagnostics, error);

    if (!is_read) {
        g_prefix_error(error, "source \"%s\": ", source->id);
        return FALSE;
    }
    if (owned != NULL) {
        g_ptr_array_add(sources->owned, owned);
    }
    if (raster != NULL) {
        g_ptr_array_add(sources->rasters, raster);
        entry.raster = raster;
    }
    g_array_append_val(sources->list, entry);
    return TRUE;
}

static gboolean
is_drawn(const MarchSourceInput *input, const char *location)
{
    for (guint i = 0; i < march_style_count_sources(input->style); i++) {
        const MarchStyleSource *source = march_style_get_source(input->style, i);

        if (g_strcmp0(source->location, location) == 0 && is_shown(input, source)) {
            return TRUE;
        }
    }
    return FALSE;
}

/* Tells when the style draws none of what a key of the figure file lists. */
static void
list_check(const MarchSourceInput *input,
           const char *key,
           guint count,
           const char *what,
           const char *location,
           MarchDiagnostics *diagnostics)
{
    if (count > 0 && !is_drawn(input, location)) {
        march_diagnostics_add(
            diagnostics, MARCH_SEVERITY_WARNING, "list-not-drawn",
            march_spec_get_location(input->spec, key), NULL,
            "the style draws none of the %u %s: no visible layer uses "
            "\"%s\"",
            count, what, location);
    }
}

/* Whether a layer of the incidents has sizes of their own for each measure. */
static gboolean
has_scales(const MarchSourceInput *input)
{
    for (guint i = 0; i < march_style_count_layers(input->style); i++) {
        const MarchStyleLayer *layer = march_style_get_layer(input->style, i);
        const MarchStyleSource *source = march_style_layer_get_source(layer);
        const char *const *properties = march_style_layer_get_properties(layer);

        if (source != NULL && g_strcmp0(source->location, INCIDENTS) == 0 &&
            properties != NULL && g_strv_contains(properties, "value-largest")) {
            return TRUE;
        }
    }
    return FALSE;
}

static void
lists_check(const MarchSourceInput *input, MarchDiagnostics *diagnostics)
{
    const MarchSpec *spec = input->spec;

    if (input->groups != NULL) {
        list_check(input, "incidents", march_features_count(input->groups->points),
                   "symbols of incidents", INCIDENTS, diagnostics);
    } else {
        list_check(input, "incidents",
                   march_incident_show_get_counts(input->show)->fates[MARCH_FATE_POINT],
                   "incidents", INCIDENTS, diagnostics);
    }
    list_check(input, "borders", spec->sections->len, "border sections",
               "figure:borders", diagnostics);
    list_check(input, "areas", march_features_count(input->areas), "areas",
               "figure:areas", diagnostics);
    list_check(input, "labels", spec->labels->len, "labels", "figure:places",
               diagnostics);
    list_check(input, "layers", spec->layers->len, "layers of the figure file",
               "figure:layers", diagnostics);
}

/* Tells when the style has no use for what the figure gives. */
static void
use_check(const MarchSourceInput *input, MarchDiagnostics *diagnostics)
{
    lists_check(input, diagnostics);
    if (input->groups == NULL && march_measures_are_several(input->measures) &&
        !has_scales(input)) {
        march_diagnostics_add(diagnostics, MARCH_SEVERITY_WARNING, "one-size-scale",
                              march_spec_get_location(input->spec, "incidents"), NULL,
                              "the tables count different things, but the style gives "
                              "their symbols one scale: no layer reads "
                              "\"value-largest\"");
    }
    if (input->spec->relief != NULL && !is_drawn(input, RELIEF)) {
        march_diagnostics_add(diagnostics, MARCH_SEVERITY_WARNING, "relief-not-drawn",
                              march_spec_get_location(input->spec, "relief"), NULL,
                              "the relief is not drawn: no layer of the style has the "
                              "source \"%s\"",
                              RELIEF);
    }
    if (march_incident_show_get_counts(input->show)->fates[MARCH_FATE_BADGE] > 0 &&
        !is_drawn(input, INCIDENT_BADGES)) {
        march_diagnostics_add(diagnostics, MARCH_SEVERITY_WARNING, "badges-not-drawn",
                              march_spec_get_location(input->spec, "incidents"), NULL,
                              "incidents known only to a district or region are not "
                              "drawn: no layer of the style has the source \"%s\"",
                              INCIDENT_BADGES);
    }
    if (input->groups != NULL && march_features_count(input->groups->cells) > 0 &&
        !is_drawn(input, INCIDENT_CELLS)) {
        march_diagnostics_add(diagnostics, MARCH_SEVERITY_WARNING, "cells-not-drawn",
                              march_spec_get_location(input->spec, "aggregate"), NULL,
                              "the incidents' cells are not drawn: no layer of the "
                              "style has the source \"%s\"",
                              INCIDENT_CELLS);
    }
    if (input->spec->shows_changes && !is_drawn(input, CHANGES)) {
        march_diagnostics_add(diagnostics, MARCH_SEVERITY_WARNING, "changes-not-drawn",
                              march_spec_get_location(input->spec, "changes"), NULL,
                              "the changes are not drawn: no layer of the style has "
                              "the source \"%s\"",
                              CHANGES);
    }
    if (march_features_count(input->errors) > 0 && !is_drawn(input, ERRORS)) {
        march_diagnostics_add(diagnostics, MARCH_SEVERITY_WARNING, "band-not-drawn",
                              march_spec_get_location(input->spec, "border-error"),
                              NULL,
                              "the band of the border's error is not drawn: no layer "
                              "of the style has the source \"%s\"",
                              ERRORS);
    }
}

MarchSources *
march_sources_read(const MarchSourceInput *input,
                   MarchDiagnostics *diagnostics,
                   GError **error)
{
    g_autoptr(MarchSources) sources = g_new0(MarchSources, 1);

    sources->list = g_array_new(FALSE, TRUE, sizeof(MarchLayoutSource));
    sources->owned = g_ptr_array_new_with_free_func(features_free);
    sources->rasters = g_ptr_array_new_with_free_func(raster_free);
    incidents_make(sources, input, diagnostics);
    use_check(input, diagnostics);
    for (guint i = 0; i < march_style_count_sources(input->style); i++) {
        const MarchStyleSource *source = march_style_get_source(input->style, i);

        if (is_shown(input, source) &&
            !source_add(sources, input, source, diagnostics, error)) {
            return NULL;
        }
    }
    return g_steal_pointer(&sources);
}

const MarchLayoutSource *
march_sources_get_all(const MarchSources *sources, gsize *count)
{
    *count = sources->list->len;
    return (const MarchLayoutSource *)(gpointer)sources->list->data;
}
