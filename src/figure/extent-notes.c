/* SPDX-License-Identifier: MIT */
#include "extent-notes.h"

#include <math.h>
#include <string.h>

#include "borders/borders.h"
#include "codes.h"

/* What takes less of the map is not what the reader looks at; */
#define SMALLEST_MM 3.0
/* of a border within a box that is large enough, a little will do. */
#define TRACE_MM 0.5
/* Straight edges of a box bend on the map. */
#define BOX_STEPS 8

static gboolean
collection_add(MarchSession *session,
               const char *name,
               GPtrArray *notes,
               GError **error)
{
    const GPtrArray *collection = march_session_get_notes(session, name, error);

    for (guint i = 0; collection != NULL && i < collection->len; i++) {
        g_ptr_array_add(notes, march_spec_note_share(g_ptr_array_index(collection, i)));
    }
    return collection != NULL;
}

GPtrArray *
march_extent_notes_load(const MarchSpec *spec,
                        MarchSession *session,
                        MarchDiagnostics *diagnostics,
                        GError **error)
{
    g_autoptr(GPtrArray) notes = g_ptr_array_new_with_free_func(march_spec_note_free);
    MarchCatalogue *catalogue = march_session_get_catalogue(session, error);
    gboolean is_users = FALSE;

    if (catalogue == NULL) {
        return NULL;
    }
    for (guint i = 0; i < spec->note_files->len; i++) {
        const char *name = g_ptr_array_index(spec->note_files, i);
        gboolean is_path =
            g_str_has_suffix(name, ".yaml") || g_str_has_suffix(name, ".yml");

        is_users = is_users || is_path;
        if (!(is_path ? march_spec_load_notes(name, notes, diagnostics, error)
                      : collection_add(session, name, notes, error))) {
            return NULL;
        }
    }
    if (!march_codes_check_notes(spec->own_notes, catalogue, error) ||
        (is_users && !march_codes_check_notes(notes, catalogue, error))) {
        return NULL;
    }
    return g_steal_pointer(&notes);
}

static gboolean
holds(const MarchSpec *spec, const MarchSpecNote *note)
{
    gboolean is_in_view = note->views->len == 0;

    for (guint i = 0; i < note->views->len && !is_in_view; i++) {
        is_in_view =
            g_ascii_strcasecmp(g_ptr_array_index(note->views, i), spec->view) == 0;
    }
    if (!march_date_is_given(spec->as_of)) {
        return is_in_view && !march_date_is_given(note->valid.to);
    }
    return is_in_view && march_date_range_contains(note->valid, spec->as_of);
}

static gboolean
path_is_large(const MarchPath *path, double smallest)
{
    MarchRect bounds;

    if (march_path_is_empty(path)) {
        return FALSE;
    }
    bounds = march_path_bounds(path);
    return hypot(bounds.width, bounds.height) >= smallest;
}

static MarchGeometry *
box_to_polygon(MarchBox box)
{
    MarchGeometry *polygon = march_geometry_new(MARCH_GEOMETRY_POLYGON);
    MarchLonLat ring[2 * BOX_STEPS + 2];
    double width = march_box_width(box);

    for (guint i = 0; i <= BOX_STEPS; i++) {
        double lon = box.west + width * i / BOX_STEPS;

        lon -= lon > 180 ? 360 : 0;
        ring[i] = (MarchLonLat){lon, box.south};
        ring[2 * BOX_STEPS + 1 - i] = (MarchLonLat){lon, box.north};
    }
    march_geometry_add_part(polygon, ring, G_N_ELEMENTS(ring), FALSE);
    return polygon;
}

static gboolean
box_is_shown(MarchBox box, const MarchFrame *frame)
{
    g_autoptr(MarchGeometry) polygon = NULL;
    g_autoptr(MarchPath) path = NULL;

    if (!march_box_intersects(box, march_frame_get_visible_box(frame))) {
        return FALSE;
    }
    polygon = box_to_polygon(box);
    path = march_frame_project_geometry(frame, polygon, 0);
    return path_is_large(path, SMALLEST_MM);
}

/* Those edges of @lines that begin or end within @box. */
static MarchGeometry *
lines_within(const MarchGeometry *lines, MarchBox box)
{
    MarchGeometry *within = march_geometry_new(MARCH_GEOMETRY_LINE);

    for (guint part = 0; part < lines->parts->len; part++) {
        guint count = 0;
        const MarchLonLat *positions = march_geometry_get_part(lines, part, &count);
        guint first = 0;

        for (guint i = 1; i <= count; i++) {
            gboolean goes_on =
                i < count && (march_box_contains(box, positions[i - 1]) ||
                              march_box_contains(box, positions[i]));

            if (!goes_on) {
                if (i - first > 1) {
                    march_geometry_add_part(within, positions + first, i - first,
                                            FALSE);
                }
                first = i;
            }
        }
    }
    return within;
}

/* What the pack has in view, read when a note first asks for it. */
typedef struct {
    MarchCatalogue *catalogue;
    const MarchFrame *frame;
    MarchFeatures *boundaries, *contested; /* (nullable) */
} Shown;

static gboolean
layer_need(Shown *shown,
           const char *layer,
           const char *const *properties,
           MarchFeatures **features,
           GError **error)
{
    if (*features == NULL) {
        *features = march_catalogue_read(
            shown->catalogue, layer, march_frame_get_visible_box(shown->frame),
            march_frame_get_scale_denominator(shown->frame), properties, error);
    }
    return *features != NULL;
}

static gboolean
border_is_shown(const Shown *shown, const MarchSpecNote *note)
{
    const MarchBox world = {-180, -90, 180, 90};

    for (guint i = 0; i < march_features_count(shown->boundaries); i++) {
        const MarchFeature *line = march_features_get(shown->boundaries, i);
        const char *left = march_feature_get_string(line, "left");
        const char *right = march_feature_get_string(line, "right");
        g_autoptr(MarchGeometry) within = NULL;
        g_autoptr(MarchPath) path = NULL;

        if (left == NULL || right == NULL ||
            !march_border_sides_match(left, right, note->between[0],
                                      note->between[1])) {
            continue;
        }
        within = lines_within(line->geometry, note->has_box ? note->box : world);
        path = march_frame_project_geometry(shown->frame, within, 0);
        if (path_is_large(path, note->has_box ? TRACE_MM : SMALLEST_MM)) {
            return TRUE;
        }
    }
    return FALSE;
}

static gboolean
land_is_shown(const Shown *shown, const MarchSpecNote *note)
{
    gboolean is_ordered = strcmp(note->land[0], note->land[1]) < 0;
    g_autofree char *both = g_strdup_printf("%s/%s", note->land[is_ordered ? 0 : 1],
                                            note->land[is_ordered ? 1 : 0]);

    for (guint i = 0; i < march_features_count(shown->contested); i++) {
        const MarchFeature *area = march_features_get(shown->contested, i);
        g_autoptr(MarchPath) path = NULL;

        if (g_strcmp0(march_feature_get_string(area, "claimants"), both) != 0 ||
            g_strcmp0(march_feature_get_string(area, "class"), "claim") != 0) {
            continue;
        }
        path = march_frame_project_geometry(shown->frame, area->geometry, 0);
        if (path_is_large(path, note->has_box ? TRACE_MM : SMALLEST_MM)) {
            return TRUE;
        }
    }
    return FALSE;
}

/* Sets @is_shown; FALSE when the pack cannot be read. */
static gboolean
note_check(Shown *shown, const MarchSpecNote *note, gboolean *is_shown, GError **error)
{
    static const char *const SIDES[] = {"left", "right", NULL};
    static const char *const CLAIMS[] = {"class", "claimants", NULL};

    *is_shown = !note->has_box || box_is_shown(note->box, shown->frame);
    if (*is_shown && note->between[0] != NULL) {
        if (!layer_need(shown, "boundaries", SIDES, &shown->boundaries, error)) {
            return FALSE;
        }
        *is_shown = border_is_shown(shown, note);
    }
    if (*is_shown && note->land[0] != NULL) {
        if (!layer_need(shown, "contested", CLAIMS, &shown->contested, error)) {
            return FALSE;
        }
        *is_shown = land_is_shown(shown, note);
    }
    return TRUE;
}

GPtrArray *
march_extent_notes_find(const MarchSpec *spec,
                        const GPtrArray *notes,
                        MarchCatalogue *catalogue,
                        const MarchFrame *frame,
                        GError **error)
{
    g_autoptr(GPtrArray) found = g_ptr_array_new();
    Shown shown = {catalogue, frame, NULL, NULL};
    gboolean good = TRUE;

    for (guint i = 0; i < spec->own_notes->len + notes->len && good; i++) {
        MarchSpecNote *note = i < spec->own_notes->len
                                  ? g_ptr_array_index(spec->own_notes, i)
                                  : g_ptr_array_index(notes, i - spec->own_notes->len);
        gboolean is_shown = FALSE;

        if (holds(spec, note)) {
            good = note_check(&shown, note, &is_shown, error);
        }
        if (is_shown) {
            g_ptr_array_add(found, note);
        }
    }
    march_features_free(shown.boundaries);
    march_features_free(shown.contested);
    return good ? g_steal_pointer(&found) : NULL;
}

static gboolean
is_party(const MarchSpecNote *note, const char *code)
{
    return code == NULL || code[0] == '\0' ||
           g_ptr_array_find_with_equal_func(note->parties, code, g_str_equal, NULL);
}

gboolean
march_extent_notes_cover(const GPtrArray *notes,
                         const MarchGeometry *line,
                         const char *left,
                         const char *right)
{
    for (guint i = 0; i < notes->len; i++) {
        const MarchSpecNote *note = g_ptr_array_index(notes, i);
        gboolean is_near = !note->has_box && left != NULL && left[0] != '\0';

        if (note->parties->len == 0 || !is_party(note, left) ||
            !is_party(note, right)) {
            continue;
        }
        for (guint j = 0; j < line->positions->len && !is_near; j++) {
            is_near = note->has_box &&
                      march_box_contains(
                          note->box, g_array_index(line->positions, MarchLonLat, j));
        }
        if (is_near) {
            return TRUE;
        }
    }
    return FALSE;
}
