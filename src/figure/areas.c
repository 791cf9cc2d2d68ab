/* SPDX-License-Identifier: MIT */
#include "areas.h"

#include <math.h>
#include <string.h>

#include "area-hues.h"
#include "borders/area-geometry.h"
#include "borders/areas.h"
#include "geodata/layer.h"

/* The pack's areas smaller than this on the page would be a blot. */
#define SMALLEST_MM 1.2

/* What is read along the way; the areas keep copies of what they need. */
typedef struct {
    const MarchSpec *spec;
    const MarchBorders *borders;
    MarchCatalogue *catalogue;
    const MarchFrame *frame;
    MarchFeatures *countries; /* (nullable) read when first needed */
    MarchAreas *areas;
    MarchDiagnostics *diagnostics;
} Reading;

/* Who claims a territory is not the territory. */
static const char *
claimant_name(const Reading *reading, const char *code)
{
    if (strcmp(code, "EH") == 0) {
        return "the Sahrawi Republic";
    }
    for (guint i = 0; i < march_features_count(reading->countries); i++) {
        const MarchFeature *country = march_features_get(reading->countries, i);

        if (g_strcmp0(march_feature_get_string(country, "iso"), code) == 0) {
            return march_feature_get_string(country, "name");
        }
    }
    return NULL;
}

static int
names_compare(gconstpointer a, gconstpointer b)
{
    return g_utf8_collate(*(const char *const *)a, *(const char *const *)b);
}

static gboolean
countries_read(Reading *reading, GError **error)
{
    static const char *const PROPERTIES[] = {"iso", "name", NULL};
    const MarchBox world = {-180, -90, 180, 90};

    if (reading->countries == NULL) {
        reading->countries = march_catalogue_read(reading->catalogue, "countries",
                                                  world, 1, PROPERTIES, error);
    }
    return reading->countries != NULL;
}

/* "Kenya and South Sudan", in the order of the alphabet, into @words. */
static gboolean
claimants_name(Reading *reading,
               const MarchAreaRequest *request,
               char **words,
               GError **error)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    g_autoptr(GString) text = g_string_new(NULL);

    *words = NULL;
    if (request->claimants == NULL || request->claimants[0] == NULL) {
        return TRUE;
    }
    if (!countries_read(reading, error)) {
        return FALSE;
    }
    for (gsize i = 0; request->claimants[i] != NULL; i++) {
        const char *name = claimant_name(reading, request->claimants[i]);

        if (name == NULL) {
            march_error_set(error, MARCH_ERROR_UNKNOWN, request->where,
                            "area \"%s\": the data hold no country \"%s\"; expected "
                            "ISO 3166 two-letter codes under \"claimants\"",
                            request->name, request->claimants[i]);
            return FALSE;
        }
        g_ptr_array_add(names, (gpointer)(guintptr)name);
    }
    g_ptr_array_sort(names, names_compare);
    for (guint i = 0; i < names->len; i++) {
        g_string_append_printf(text, "%s%s",
                               i == 0                ? ""
                               : i + 1 == names->len ? " and "
                                                     : ", ",
                               (const char *)g_ptr_array_index(names, i));
    }
    *words = g_string_free(g_steal_pointer(&text), FALSE);
    return TRUE;
}

/* The geometry with longitude and latitude swapped; NULL where that is on no map. */
static MarchGeometry *
swapped_new(const MarchGeometry *geometry)
{
    g_autoptr(MarchGeometry) swapped = march_geometry_copy(geometry);

    for (guint i = 0; i < swapped->positions->len; i++) {
        MarchLonLat *position = &g_array_index(swapped->positions, MarchLonLat, i);

        if (fabs(position->lon) > 90) {
            return NULL;
        }
        *position = (MarchLonLat){position->lat, position->lon};
    }
    return g_steal_pointer(&swapped);
}

/* Whether the map shows the user's area; says so when not. */
static gboolean
view_check(const Reading *reading,
           const MarchGeometry *geometry,
           const char *name,
           MarchLocation where)
{
    g_autoptr(MarchGeometry) swapped = NULL;

    if (march_frame_shows_geometry(reading->frame, geometry)) {
        return TRUE;
    }
    swapped = swapped_new(geometry);
    if (swapped != NULL && march_frame_shows_geometry(reading->frame, swapped)) {
        march_diagnostics_add(reading->diagnostics, MARCH_SEVERITY_WARNING,
                              "area-outside", where, name,
                              "area \"%s\" lies outside of the map; with longitude and "
                              "latitude swapped it would be on it: longitude comes "
                              "first",
                              name);
    } else {
        march_diagnostics_add(reading->diagnostics, MARCH_SEVERITY_NOTE, "area-outside",
                              where, name, "area \"%s\" lies outside of the map", name);
    }
    return FALSE;
}

static gboolean
request_add(Reading *reading, MarchAreaRequest *request, GError **error)
{
    g_autofree char *names = NULL;

    if (!claimants_name(reading, request, &names, error)) {
        return FALSE;
    }
    request->claimant_names = names;
    return march_areas_add(reading->areas, request, reading->diagnostics, error);
}

static gboolean
is_large_enough(const MarchFrame *frame, const MarchGeometry *geometry)
{
    g_autoptr(MarchPath) path = march_frame_project_geometry(frame, geometry, 0);
    MarchRect bounds;

    if (march_path_is_empty(path)) {
        return FALSE;
    }
    bounds = march_path_bounds(path);
    return bounds.width >= SMALLEST_MM && bounds.height >= SMALLEST_MM;
}

/* Land that the source gives to two states, and land that it gives to none. */
static gboolean
pack_areas_add(Reading *reading, GError **error)
{
    static const char *const PROPERTIES[] = {"class", "name", "claimants", NULL};
    const MarchCatalogueEntry *entry =
        march_catalogue_find(reading->catalogue, "contested", 1);
    g_autoptr(MarchFeatures) areas = march_catalogue_read(
        reading->catalogue, "contested", march_frame_get_visible_box(reading->frame), 1,
        PROPERTIES, error);

    if (areas == NULL) {
        return FALSE;
    }
    for (guint i = 0; i < march_features_count(areas); i++) {
        const MarchFeature *feature = march_features_get(areas, i);
        const char *class = march_feature_get_string(feature, "class");
        gboolean is_unclaimed = g_strcmp0(class, "unclaimed") == 0;
        g_autoptr(GPtrArray) kept = g_ptr_array_new_with_free_func(g_free);
        MarchAreaRequest request;

        if ((!is_unclaimed && g_strcmp0(class, "claim") != 0) ||
            !is_large_enough(reading->frame, feature->geometry)) {
            continue;
        }
        if (!march_area_request_read(feature, &request, kept, error)) {
            return FALSE;
        }
        request.source = entry != NULL ? entry->source : NULL;
        request.is_of_pack = TRUE;
        if (is_unclaimed) {
            request.status = MARCH_BORDER_NEUTRAL;
            request.label = "Area claimed by no state";
        }
        if (!request_add(reading, &request, error)) {
            return FALSE;
        }
    }
    return TRUE;
}

static gboolean
layers_add(Reading *reading, GError **error)
{
    for (guint i = 0; i < reading->spec->area_layers->len; i++) {
        g_autoptr(MarchFeatures) features = NULL;
        MarchLayerOptions options;

        march_layer_options_init(&options);
        features = march_layer_read(g_ptr_array_index(reading->spec->area_layers, i),
                                    &options, reading->diagnostics, error);
        if (features == NULL) {
            return FALSE;
        }
        for (guint j = 0; j < march_features_count(features); j++) {
            const MarchFeature *feature = march_features_get(features, j);
            g_autoptr(GPtrArray) kept = g_ptr_array_new_with_free_func(g_free);
            MarchAreaRequest request;

            if (feature->geometry->type != MARCH_GEOMETRY_POLYGON) {
                march_diagnostics_add(reading->diagnostics, MARCH_SEVERITY_WARNING,
                                      "area-not-a-polygon", feature->where, NULL,
                                      "a point or line among the areas was left out");
                continue;
            }
            if (!march_area_request_read(feature, &request, kept, error)) {
                return FALSE;
            }
            if (march_date_range_contains(request.valid, reading->spec->as_of) &&
                view_check(reading, feature->geometry, request.name, feature->where) &&
                !request_add(reading, &request, error)) {
                return FALSE;
            }
        }
    }
    return TRUE;
}

/* All polygons of the file at @area's path. */
static MarchGeometry *
polygons_read(const MarchSpecArea *area, MarchDiagnostics *diagnostics, GError **error)
{
    g_autoptr(MarchFeatures) features = NULL;
    MarchGeometry *polygons;
    MarchLayerOptions options;

    march_layer_options_init(&options);
    options.layer = area->layer;
    features = march_layer_read(area->geometry, &options, diagnostics, error);
    if (features == NULL) {
        march_error_add_location(error != NULL ? *error : NULL, area->where);
        return NULL;
    }
    polygons = march_geometry_new(MARCH_GEOMETRY_POLYGON);
    for (guint i = 0; i < march_features_count(features); i++) {
        const MarchFeature *feature = march_features_get(features, i);
        const MarchGeometry *geometry = feature->geometry;

        if (geometry->type != MARCH_GEOMETRY_POLYGON) {
            march_diagnostics_add(diagnostics, MARCH_SEVERITY_WARNING,
                                  "area-not-a-polygon", feature->where, area->name,
                                  "area \"%s\": a point or line of its file was left "
                                  "out",
                                  area->name);
            continue;
        }
        march_geometry_add_parts(polygons, geometry);
    }
    return polygons;
}

static const MarchGeometry *
section_find(const Reading *reading,
             const MarchSpecArea *area,
             const char *name,
             GError **error)
{
    for (guint i = 0; i < march_borders_count_sections(reading->borders); i++) {
        const MarchSection *section = march_borders_get_section(reading->borders, i);

        if (g_strcmp0(section->name, name) == 0) {
            return section->geometry;
        }
    }
    march_error_set(error, MARCH_ERROR_CONFIG, area->where,
                    "area \"%s\": there is no section \"%s\" under borders for it to "
                    "lie beside",
                    area->name, name);
    return NULL;
}

static MarchGeometry *
geometry_make(const Reading *reading, const MarchSpecArea *area, GError **error)
{
    const MarchGeometry *lines[2] = {NULL, NULL};

    if (area->geometry != NULL) {
        return polygons_read(area, reading->diagnostics, error);
    }
    for (guint i = 0; i < 2; i++) {
        lines[i] =
            section_find(reading, area, g_ptr_array_index(area->between, i), error);
        if (lines[i] == NULL) {
            return NULL;
        }
    }
    return march_area_between(lines[0], lines[1], area->name, area->where,
                              reading->diagnostics, error);
}

/* A NULL-ended borrowed list, or NULL when it is empty. */
static const char *const *
list_borrow(const GPtrArray *texts, GPtrArray *list)
{
    for (guint i = 0; i < texts->len; i++) {
        g_ptr_array_add(list, g_ptr_array_index(texts, i));
    }
    g_ptr_array_add(list, NULL);
    return texts->len > 0 ? (const char *const *)list->pdata : NULL;
}

static gboolean
area_add(Reading *reading, const MarchSpecArea *area, GError **error)
{
    g_autoptr(MarchGeometry) geometry = geometry_make(reading, area, error);
    g_autoptr(GPtrArray) claimants = g_ptr_array_new();
    g_autoptr(GPtrArray) claims = g_ptr_array_new();
    MarchAreaRequest request = {
        .name = area->name,
        .geometry = geometry,
        .valid = area->valid,
        .claimants = list_borrow(area->claimants, claimants),
        .claims = list_borrow(area->claims, claims),
        .source = area->source,
        .label = area->label,
        .where = area->where,
    };

    if (geometry == NULL) {
        return FALSE;
    }
    if (!march_border_status_parse(area->status, &request.status)) {
        march_error_set(error, MARCH_ERROR_CONFIG, area->where,
                        "status \"%s\" is not known; expected one such as disputed, "
                        "claimed or lease",
                        area->status);
        return FALSE;
    }
    if (march_date_range_contains(area->valid, reading->spec->as_of)) {
        view_check(reading, geometry, area->name, area->where);
    }
    return request_add(reading, &request, error);
}

static gboolean
all_add(Reading *reading, GError **error)
{
    if (!pack_areas_add(reading, error) || !layers_add(reading, error)) {
        return FALSE;
    }
    for (guint i = 0; i < reading->spec->areas->len; i++) {
        if (!area_add(reading, g_ptr_array_index(reading->spec->areas, i), error)) {
            return FALSE;
        }
    }
    return TRUE;
}

/* Those in view only, so that hues and labels are those of the map. */
static MarchFeatures *
visible_choose(const MarchFeatures *features, const MarchFrame *frame)
{
    MarchFeatures *visible = march_features_new();

    for (guint i = 0; i < march_features_count(features); i++) {
        const MarchFeature *feature = march_features_get(features, i);

        if (march_frame_shows_geometry(frame, feature->geometry)) {
            march_features_append_one(visible, feature);
        }
    }
    return visible;
}

MarchFeatures *
march_figure_areas_read(const MarchSpec *spec,
                        const MarchBorders *borders,
                        MarchCatalogue *catalogue,
                        const MarchFrame *frame,
                        MarchDiagnostics *diagnostics,
                        GError **error)
{
    g_autoptr(MarchAreas) areas = march_areas_new();
    g_autoptr(MarchFeatures) selected = NULL;
    MarchFeatures *visible;
    Reading reading = {spec, borders, catalogue, frame, NULL, areas, diagnostics};
    gboolean is_read = all_add(&reading, error);

    march_features_free(reading.countries);
    if (!is_read) {
        return NULL;
    }
    selected = march_areas_select(areas, spec->as_of, spec->view, diagnostics, error);
    if (selected == NULL) {
        return NULL;
    }
    visible = visible_choose(selected, frame);
    march_area_hues_set(visible, MARCH_FIGURE_AREAS_TOLD_APART);
    return visible;
}
