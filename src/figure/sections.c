/* SPDX-License-Identifier: MIT */
#include "sections.h"

#include <math.h>

#include "geodata/layer.h"
#include "natural-earth.h"

/* The border is read at least so far around the places of sections. */
#define REACH_DEGREES 0.6
#define KM_PER_DEGREE 111.2

static MarchCutPlace
cut_place(const MarchPlaces *places, const MarchSpecPlace *place)
{
    const MarchNamedPlace *named = march_places_find(places, place);
    MarchCutPlace cut = {0};

    if (named != NULL) {
        cut.name = place->text;
        cut.position = named->position;
        cut.precision_km = named->precision_km;
    }
    return cut;
}

static MarchCutKind
cut_kind(MarchSpecSectionKind kind)
{
    switch (kind) {
    case MARCH_SECTION_NEAR:
        return MARCH_CUT_NEAR;
    case MARCH_SECTION_RING:
        return MARCH_CUT_RING;
    case MARCH_SECTION_KM:
        return MARCH_CUT_KM;
    case MARCH_SECTION_ALL:
        return MARCH_CUT_ALL;
    case MARCH_SECTION_GEOMETRY:
        return MARCH_CUT_GEOMETRY;
    case MARCH_SECTION_NATURAL_EARTH:
        return MARCH_CUT_ALONG;
    case MARCH_SECTION_FROM_TO:
    default:
        return MARCH_CUT_FROM_TO;
    }
}

/* All lines of the user's own file as one geometry. */
static MarchGeometry *
geometry_read(const char *path, MarchDiagnostics *diagnostics, GError **error)
{
    g_autoptr(MarchFeatures) features = NULL;
    MarchGeometry *lines = march_geometry_new(MARCH_GEOMETRY_LINE);
    MarchLayerOptions options;

    march_layer_options_init(&options);
    features = march_layer_read(path, &options, diagnostics, error);
    if (features == NULL) {
        march_geometry_free(lines);
        return NULL;
    }
    for (guint i = 0; i < march_features_count(features); i++) {
        const MarchGeometry *geometry = march_features_get(features, i)->geometry;

        if (geometry->type == MARCH_GEOMETRY_LINE) {
            march_geometry_add_parts(lines, geometry);
        }
    }
    return lines;
}

static gboolean
section_cut(MarchBorders *borders,
            const MarchSpecSection *section,
            const MarchPlaces *places,
            MarchCatalogue *catalogue,
            MarchBox box,
            MarchDiagnostics *diagnostics,
            GError **error)
{
    g_autoptr(GArray) via = g_array_new(FALSE, TRUE, sizeof(MarchCutPlace));
    g_autoptr(GPtrArray) claims = g_ptr_array_new();
    g_autoptr(MarchGeometry) geometry = NULL;
    MarchCutRequest request = {
        .name = section->name,
        .between = {section->between[0], section->between[1]},
        .kind = cut_kind(section->kind),
        .from = cut_place(places, &section->from),
        .to = cut_place(places, &section->to),
        .within_km = section->within_km,
        .km_from = section->km_from,
        .km_to = section->km_to,
        .snap_limit_km = section->snap_limit_km,
        .valid = section->valid,
        .source = section->source,
        .label = section->label,
        .where = section->where,
    };

    if (!march_border_status_parse(section->status, &request.status)) {
        march_error_set(error, MARCH_ERROR_CONFIG, section->where,
                        "status \"%s\" is not known; expected one such as disputed, "
                        "undelimited or line-of-control",
                        section->status);
        return FALSE;
    }
    for (guint i = 0; i < section->via->len; i++) {
        MarchCutPlace place = cut_place(places, g_ptr_array_index(section->via, i));

        g_array_append_val(via, place);
    }
    request.via = (const MarchCutPlace *)(gpointer)via->data;
    request.n_via = via->len;
    for (guint i = 0; i < section->claims->len; i++) {
        g_ptr_array_add(claims, g_ptr_array_index(section->claims, i));
    }
    g_ptr_array_add(claims, NULL);
    request.claims = (const char *const *)claims->pdata;
    if (section->geometry != NULL) {
        geometry = geometry_read(section->geometry, diagnostics, error);
        if (geometry == NULL) {
            return FALSE;
        }
        request.geometry = geometry;
    }
    if (section->kind == MARCH_SECTION_NATURAL_EARTH) {
        request.snap_limit_km = 0; /* these lines are coarser than places are */
        return march_natural_earth_cut(borders, section, &request, catalogue, box,
                                       diagnostics, error);
    }
    return march_borders_cut(borders, &request, diagnostics, error) != NULL;
}

static gboolean
needs_whole_border(const MarchSpec *spec)
{
    for (guint i = 0; i < spec->sections->len; i++) {
        const MarchSpecSection *section = g_ptr_array_index(spec->sections, i);

        if (section->kind == MARCH_SECTION_KM || section->kind == MARCH_SECTION_ALL) {
            return TRUE;
        }
    }
    return FALSE;
}

/* @box, grown so that the border is read around @place too. */
static void
box_reach(MarchBox *box,
          const MarchPlaces *places,
          const MarchSpecPlace *place,
          double within_km)
{
    double reach = MAX(REACH_DEGREES, 1.1 * within_km / KM_PER_DEGREE);
    const MarchNamedPlace *named = march_places_find(places, place);
    double reach_lon;

    if (named == NULL) {
        return;
    }
    reach_lon = reach / MAX(cos(named->position.lat * G_PI / 180), 0.05);
    box->west = MIN(box->west, named->position.lon - reach_lon);
    box->east = MAX(box->east, named->position.lon + reach_lon);
    box->south = MIN(box->south, named->position.lat - reach);
    box->north = MAX(box->north, named->position.lat + reach);
}

/* Where lines are read: a section is cut as it is everywhere, also when the figure
   shows only a part of it, or none. */
static MarchBox
lines_box_choose(const MarchSpec *spec, const MarchPlaces *places, MarchBox box)
{
    const MarchBox world = {-180, -90, 180, 90};

    if (needs_whole_border(spec)) {
        return world;
    }
    for (guint i = 0; i < spec->sections->len; i++) {
        const MarchSpecSection *section = g_ptr_array_index(spec->sections, i);

        if (section->kind != MARCH_SECTION_FROM_TO &&
            section->kind != MARCH_SECTION_NEAR &&
            section->kind != MARCH_SECTION_RING) {
            continue;
        }
        if (box.west > box.east) {
            return world;
        }
        box_reach(&box, places, &section->from, section->within_km);
        if (section->kind == MARCH_SECTION_FROM_TO) {
            box_reach(&box, places, &section->to, 0);
        }
        for (guint k = 0; section->via != NULL && k < section->via->len; k++) {
            box_reach(&box, places, g_ptr_array_index(section->via, k), 0);
        }
    }
    return box.west < -180 || box.east > 180 || box.south < -90 || box.north > 90
               ? world
               : box;
}

/* @box, grown so that the border is read under the lines of the file too. What is wrong
   with the file is told where it is cut. */
static void
box_reach_file(MarchBox *box, const char *path)
{
    g_autoptr(MarchFeatures) lines = NULL;
    MarchLayerOptions options;

    march_layer_options_init(&options);
    lines = march_layer_read(path, &options, NULL, NULL);
    for (guint i = 0; lines != NULL && i < march_features_count(lines); i++) {
        MarchBox own = march_geometry_box(march_features_get(lines, i)->geometry);

        box->west = MAX(MIN(box->west, own.west - REACH_DEGREES), -180);
        box->east = MIN(MAX(box->east, own.east + REACH_DEGREES), 180);
        box->south = MAX(MIN(box->south, own.south - REACH_DEGREES), -90);
        box->north = MIN(MAX(box->north, own.north + REACH_DEGREES), 90);
    }
}

static MarchBox
box_reach_files(const MarchSpec *spec, MarchBox box)
{
    const MarchBox world = {-180, -90, 180, 90};
    gboolean has_files = spec->section_layers->len > 0;

    for (guint i = 0; i < spec->sections->len && !has_files; i++) {
        const MarchSpecSection *section = g_ptr_array_index(spec->sections, i);

        has_files = section->geometry != NULL;
    }
    if (has_files && box.west > box.east) {
        return world;
    }
    for (guint i = 0; i < spec->sections->len; i++) {
        const MarchSpecSection *section = g_ptr_array_index(spec->sections, i);

        if (section->geometry != NULL) {
            box_reach_file(&box, section->geometry);
        }
    }
    for (guint i = 0; i < spec->section_layers->len; i++) {
        box_reach_file(&box, g_ptr_array_index(spec->section_layers, i));
    }
    return box;
}

static gboolean
is_pair(const MarchSpecSection *section, const char *left, const char *right)
{
    return left != NULL && right != NULL &&
           ((g_strcmp0(section->between[0], left) == 0 &&
             g_strcmp0(section->between[1], right) == 0) ||
            (g_strcmp0(section->between[0], right) == 0 &&
             g_strcmp0(section->between[1], left) == 0));
}

static gboolean
has_section(const MarchSpec *spec, const MarchFeature *line)
{
    const char *left = march_feature_get_string(line, "left");
    const char *right = march_feature_get_string(line, "right");

    for (guint i = 0; i < spec->sections->len; i++) {
        const MarchSpecSection *section = g_ptr_array_index(spec->sections, i);

        if (section->kind != MARCH_SECTION_NATURAL_EARTH &&
            is_pair(section, left, right)) {
            return TRUE;
        }
    }
    return FALSE;
}

/* Lines of borders with sections, or of those without. */
static MarchFeatures *
lines_choose(const MarchSpec *spec, const MarchFeatures *lines, gboolean with_sections)
{
    MarchFeatures *chosen = march_features_new();

    for (guint i = 0; i < march_features_count(lines); i++) {
        const MarchFeature *line = march_features_get(lines, i);

        if (has_section(spec, line) == with_sections) {
            march_features_append_one(chosen, line);
        }
    }
    return chosen;
}

/* Generalisation moves a line as far as a wrong survey does: the worse of both counts. */
static void
pack_lines_add(MarchBorders *borders,
               const MarchFeatures *lines,
               const MarchCatalogueEntry *entry,
               MarchDiagnostics *diagnostics)
{
    gboolean is_generalised = entry->tolerance_m > entry->error_m;
    const MarchBorderData data = {
        .name = entry->source,
        .error_m = MAX(entry->tolerance_m, entry->error_m),
        .error_from = is_generalised ? "how far the lines are generalised at this scale"
                                     : entry->error_from,
    };

    march_borders_add_data(borders, lines, &data, diagnostics);
}

/*
 * Lines for the scale, but those that sections are cut from in full detail at any
 * scale: a place snaps to the line where it is, not where generalisation moved it.
 */
static gboolean
lines_add(MarchBorders *borders,
          const MarchSpec *spec,
          MarchCatalogue *catalogue,
          MarchBox box,
          double scale_denominator,
          MarchDiagnostics *diagnostics,
          GError **error)
{
    static const char *const PROPERTIES[] = {"left", "right", "kind", "name", NULL};
    const MarchCatalogueEntry *entry =
        march_catalogue_find(catalogue, "boundaries", scale_denominator);
    const MarchCatalogueEntry *finest =
        march_catalogue_find(catalogue, "boundaries", 1);
    g_autoptr(MarchFeatures) lines = march_catalogue_read(
        catalogue, "boundaries", box, scale_denominator, PROPERTIES, error);
    g_autoptr(MarchFeatures) plain = NULL;
    g_autoptr(MarchFeatures) fine = NULL;
    g_autoptr(MarchFeatures) cut = NULL;

    if (lines == NULL || entry == NULL) {
        return FALSE;
    }
    if (spec->sections->len == 0 || entry == finest) {
        pack_lines_add(borders, lines, entry, diagnostics);
        return TRUE;
    }
    fine = march_catalogue_read(catalogue, "boundaries", box, 1, PROPERTIES, error);
    if (fine == NULL) {
        return FALSE;
    }
    plain = lines_choose(spec, lines, FALSE);
    cut = lines_choose(spec, fine, TRUE);
    pack_lines_add(borders, plain, entry, diagnostics);
    pack_lines_add(borders, cut, finest, diagnostics);
    return TRUE;
}

/* The user's own boundary files come after the pack's, whose borders they replace. */
static gboolean
own_lines_add(MarchBorders *borders,
              const MarchSpec *spec,
              MarchBox box,
              MarchDiagnostics *diagnostics,
              GError **error)
{
    for (guint i = 0; i < spec->boundaries->len; i++) {
        const MarchSpecBoundaries *entry = g_ptr_array_index(spec->boundaries, i);
        g_autofree char *name = g_path_get_basename(entry->data);
        const MarchBorderData data = {
            .name = name,
            .error_m = entry->error_km > 0 ? entry->error_km * 1000 : NAN,
            .error_from = entry->error_km > 0 ? "as the figure file says" : NULL,
        };
        g_autoptr(MarchFeatures) lines = NULL;
        MarchLayerOptions options;

        march_layer_options_init(&options);
        options.box = &box;
        options.layer = entry->layer;
        lines = march_layer_read(entry->data, &options, diagnostics, error);
        if (lines == NULL) {
            return FALSE;
        }
        march_borders_add_data(borders, lines, &data, diagnostics);
    }
    return TRUE;
}

/* Sections that come as lines of a vector file. */
static gboolean
section_layers_cut(MarchBorders *borders,
                   const MarchSpec *spec,
                   MarchDiagnostics *diagnostics,
                   GError **error)
{
    for (guint i = 0; i < spec->section_layers->len; i++) {
        const char *path = g_ptr_array_index(spec->section_layers, i);
        g_autoptr(MarchFeatures) lines = NULL;
        MarchLayerOptions options;

        march_layer_options_init(&options);
        lines = march_layer_read(path, &options, diagnostics, error);
        if (lines == NULL ||
            !march_borders_cut_features(borders, lines, diagnostics, error)) {
            return FALSE;
        }
    }
    return TRUE;
}

MarchBorders *
march_sections_cut(const MarchSpec *spec,
                   const MarchPlaces *places,
                   MarchCatalogue *catalogue,
                   MarchBox box,
                   double scale_denominator,
                   MarchDiagnostics *diagnostics,
                   GError **error)
{
    const MarchBox lines_box =
        box_reach_files(spec, lines_box_choose(spec, places, box));
    g_autoptr(MarchBorders) borders = march_borders_new();

    if (!lines_add(borders, spec, catalogue, lines_box, scale_denominator, diagnostics,
                   error) ||
        !own_lines_add(borders, spec, lines_box, diagnostics, error)) {
        return NULL;
    }
    for (guint i = 0; i < spec->sections->len; i++) {
        if (!section_cut(borders, g_ptr_array_index(spec->sections, i), places,
                         catalogue, box, diagnostics, error)) {
            return NULL;
        }
    }
    if (!section_layers_cut(borders, spec, diagnostics, error)) {
        return NULL;
    }
    return g_steal_pointer(&borders);
}
