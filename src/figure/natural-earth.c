/* SPDX-License-Identifier: MIT */
#include "natural-earth.h"

#include <string.h>

#include "base/suggest.h"

static gboolean
is_unsaid(const char *code)
{
    return code == NULL || code[0] == '\0';
}

static gboolean
is_side(const MarchSpecSection *section, const char *code)
{
    return is_unsaid(code) || g_strcmp0(code, section->between[0]) == 0 ||
           g_strcmp0(code, section->between[1]) == 0;
}

/* A line that names no country could be any border's: only a box tells. */
static gboolean
is_between(const MarchSpecSection *section, const MarchFeature *line)
{
    const char *left = march_feature_get_string(line, "left");
    const char *right = march_feature_get_string(line, "right");

    return is_side(section, left) && is_side(section, right) &&
           (section->has_box || !is_unsaid(left) || !is_unsaid(right));
}

static gboolean
is_in_box(const MarchSpecSection *section, const MarchGeometry *line)
{
    MarchBox own = march_geometry_box(line);

    return !section->has_box ||
           march_box_contains(section->box, (MarchLonLat){(own.west + own.east) / 2,
                                                          (own.south + own.north) / 2});
}

static gboolean
is_wanted(const MarchSpecSection *section, const MarchFeature *line)
{
    return g_strcmp0(march_feature_get_string(line, "class"), section->natural_earth) ==
               0 &&
           line->geometry->positions->len > 0 && is_between(section, line) &&
           is_in_box(section, line->geometry);
}

/* A line within one country is no border of the pack's. */
static gboolean
is_within_one(const MarchFeature *line)
{
    return g_strcmp0(march_feature_get_string(line, "left"),
                     march_feature_get_string(line, "right")) == 0;
}

static gboolean
lines_cut(MarchBorders *borders,
          const MarchCutRequest *given,
          const MarchGeometry *lines,
          MarchCutKind kind,
          MarchDiagnostics *diagnostics,
          GError **error)
{
    MarchCutRequest request = *given;

    request.kind = kind;
    request.geometry = lines;
    request.is_beside = TRUE;
    return march_borders_cut(borders, &request, diagnostics, error) != NULL;
}

/* All of the border that is read; nothing where none is in view. */
static void
border_cut(MarchBorders *borders,
           const MarchCutRequest *given,
           MarchDiagnostics *diagnostics)
{
    MarchCutRequest request = *given;

    g_autoptr(GError) nothing = NULL;

    request.kind = MARCH_CUT_ALL;
    request.is_undoubted = TRUE;
    if (march_borders_check_pair(borders, given->between[0], given->between[1], NULL) &&
        march_borders_cut(borders, &request, diagnostics, &nothing) == NULL) {
        march_diagnostics_add(diagnostics, MARCH_SEVERITY_NOTE, "section-not-in-view",
                              given->where, given->name, "%s", nothing->message);
    }
}

/* An end beyond the map may be one of the reading only; what it is joined to must not
   come into view. */
static MarchBox
box_grow(MarchBox box)
{
    const double reach = 0.5;

    if (box.west > box.east || box.west - 2 * reach < -180 ||
        box.east + 2 * reach > 180) {
        return box;
    }
    box.west -= 2 * reach;
    box.east += 2 * reach;
    box.south = MAX(box.south - reach, -90);
    box.north = MIN(box.north + reach, 90);
    return box;
}

/* The program's own sections are over all the world and in order. */
static gboolean
is_of_program(const MarchCutRequest *request)
{
    return request->where.file != NULL &&
           strstr(request->where.file, "/geodata/borders/") != NULL;
}

/* FALSE with UNKNOWN when no line of Natural Earth anywhere has the section's class. */
static gboolean
class_check(const MarchSpecSection *section,
            const MarchCutRequest *request,
            MarchCatalogue *catalogue,
            GError **error)
{
    static const char *const PROPERTIES[] = {"class", NULL};
    const MarchBox world = {-180, -90, 180, 90};
    g_autoptr(MarchFeatures) all = NULL;
    g_autoptr(GPtrArray) classes = g_ptr_array_new();
    const char *meant;

    if (is_of_program(request)) {
        return TRUE;
    }
    all = march_catalogue_read(catalogue, "disputed", world, 1, PROPERTIES, error);
    for (guint i = 0; all != NULL && i < march_features_count(all); i++) {
        const char *known =
            march_feature_get_string(march_features_get(all, i), "class");

        if (g_strcmp0(known, section->natural_earth) == 0) {
            return TRUE;
        }
        if (known != NULL) {
            g_ptr_array_add(classes, (gpointer)(guintptr)known);
        }
    }
    if (all == NULL) {
        return FALSE;
    }
    g_ptr_array_add(classes, NULL);
    meant = march_suggest(section->natural_earth, (const char *const *)classes->pdata);
    march_error_set(error, MARCH_ERROR_UNKNOWN, request->where,
                    "natural-earth: no line of the data has the class \"%s\"%s%s%s",
                    section->natural_earth, meant != NULL ? "; did you mean \"" : "",
                    meant != NULL ? meant : "", meant != NULL ? "\"?" : "");
    return FALSE;
}

static gboolean
class_cut(MarchBorders *borders,
          const MarchSpecSection *section,
          const MarchCutRequest *request,
          MarchCatalogue *catalogue,
          MarchBox box,
          MarchDiagnostics *diagnostics,
          GError **error)
{
    static const char *const PROPERTIES[] = {"class", "left", "right", NULL};
    g_autoptr(MarchFeatures) all = march_catalogue_read(
        catalogue, "disputed", box_grow(box), 1, PROPERTIES, error);
    g_autoptr(MarchGeometry) along = march_geometry_new(MARCH_GEOMETRY_LINE);
    g_autoptr(MarchGeometry) beside = march_geometry_new(MARCH_GEOMETRY_LINE);
    g_autoptr(GError) failure = NULL;

    if (all == NULL) {
        return FALSE;
    }
    for (guint i = 0; i < march_features_count(all); i++) {
        const MarchFeature *line = march_features_get(all, i);

        if (is_wanted(section, line)) {
            march_geometry_add_parts(
                is_within_one(line) || request->status == MARCH_BORDER_CLAIMED ? beside
                                                                               : along,
                line->geometry);
        }
    }
    if (along->parts->len == 0 && beside->parts->len == 0 &&
        !class_check(section, request, catalogue, error)) {
        return FALSE;
    }
    if (along->parts->len > 0 &&
        !lines_cut(borders, request, along, MARCH_CUT_ALONG, diagnostics, &failure)) {
        march_diagnostics_add(diagnostics, MARCH_SEVERITY_NOTE, "line-beside-border",
                              request->where, request->name,
                              "the lines are drawn as Natural Earth has them: %s",
                              failure->message);
        march_geometry_add_parts(beside, along);
    }
    return beside->parts->len == 0 ||
           lines_cut(borders, request, beside, MARCH_CUT_GEOMETRY, diagnostics, error);
}

gboolean
march_natural_earth_has(const MarchSpec *spec, const char *name)
{
    for (guint i = 0; i < spec->sections->len && name != NULL; i++) {
        const MarchSpecSection *section = g_ptr_array_index(spec->sections, i);

        if (section->kind == MARCH_SECTION_NATURAL_EARTH &&
            g_strcmp0(section->name, name) == 0) {
            return TRUE;
        }
    }
    return FALSE;
}

void
march_natural_earth_shorten(const MarchSpec *spec,
                            MarchFeatures *borders,
                            const MarchFrame *frame)
{
    g_autoptr(GPtrArray) labels = g_ptr_array_new();
    g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(guint));

    for (guint i = 0; i < march_features_count(borders); i++) {
        const MarchFeature *border = march_features_get(borders, i);
        const char *label = march_feature_get_string(border, "label");

        if (label == NULL ||
            !march_natural_earth_has(spec,
                                     march_feature_get_string(border, "section")) ||
            !march_frame_shows_geometry(frame, border->geometry)) {
            continue;
        }
        g_array_append_val(found, i);
        if (!g_ptr_array_find_with_equal_func(labels, label, g_str_equal, NULL)) {
            g_ptr_array_add(labels, (gpointer)(guintptr)label);
        }
    }
    for (guint i = 0; i < found->len && labels->len > MARCH_NATURAL_EARTH_LABELS; i++) {
        MarchFeature *border =
            march_features_edit(borders, g_array_index(found, guint, i));
        MarchBorderStatus status = MARCH_BORDER_DISPUTED;
        g_autofree char *words = NULL;

        march_border_status_parse(march_feature_get_string(border, "status"), &status);
        words = march_border_status_describe(status, spec->as_of);
        march_features_set_string(borders, border, "label", words);
    }
}

gboolean
march_natural_earth_cut(MarchBorders *borders,
                        const MarchSpecSection *section,
                        const MarchCutRequest *request,
                        MarchCatalogue *catalogue,
                        MarchBox box,
                        MarchDiagnostics *diagnostics,
                        GError **error)
{
    if (section->is_throughout) {
        border_cut(borders, request, diagnostics);
        return TRUE;
    }
    return class_cut(borders, section, request, catalogue, box, diagnostics, error);
}
