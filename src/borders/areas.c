/* SPDX-License-Identifier: MIT */
#include "areas.h"

#include <math.h>
#include <string.h>

#include "area-geometry.h"
#include "geodata/overlay.h"

/* What dividing leaves of an area that lies under another by rounding only. */
#define UNDER_SHARE 1e-6

typedef struct {
    char *name, *claimant_names, *source, *label;
    GStrv claimants, claims;
    MarchGeometry *geometry;
    MarchBorderStatus status;
    MarchDateRange valid;
    gboolean is_of_pack;
    MarchLocation where;
} Area;

struct MarchAreas {
    GPtrArray *list; /* of Area, in the order added */
};

static void
area_free(gpointer data)
{
    Area *area = data;

    g_free(area->name);
    g_free(area->claimant_names);
    g_free(area->source);
    g_free(area->label);
    g_strfreev(area->claimants);
    g_strfreev(area->claims);
    march_geometry_free(area->geometry);
    g_free(area);
}

MarchAreas *
march_areas_new(void)
{
    MarchAreas *areas = g_new0(MarchAreas, 1);

    areas->list = g_ptr_array_new_with_free_func(area_free);
    return areas;
}

void
march_areas_free(MarchAreas *areas)
{
    if (areas != NULL) {
        g_ptr_array_unref(areas->list);
        g_free(areas);
    }
}

guint
march_areas_count(const MarchAreas *areas)
{
    return areas->list->len;
}

/* Statuses that only lines have: no style draws an area of them. */
static gboolean
is_of_lines(MarchBorderStatus status)
{
    return status == MARCH_BORDER_LINE_OF_CONTROL || status == MARCH_BORDER_CEASEFIRE;
}

static gboolean
statuses_check(const MarchAreaRequest *request, GError **error)
{
    MarchBorderStatus wrong = request->status;
    gboolean is_wrong = is_of_lines(wrong) || wrong == MARCH_BORDER_INTERNATIONAL ||
                        wrong == MARCH_BORDER_DEMARCATED;

    for (gsize i = 1; !is_wrong && request->claims != NULL &&
                      request->claims[i - 1] != NULL && request->claims[i] != NULL;
         i += 2) {
        is_wrong =
            march_border_status_parse(request->claims[i], &wrong) && is_of_lines(wrong);
    }
    if (is_wrong) {
        march_error_set(error, MARCH_ERROR_CONFIG, request->where,
                        "area \"%s\": \"%s\" is a status of lines; expected one such "
                        "as disputed, claimed or lease",
                        request->name, march_border_status_name(wrong));
    }
    return !is_wrong;
}

static gboolean
request_check(const MarchAreaRequest *request, GError **error)
{
    if (march_date_is_given(request->valid.from) &&
        march_date_is_given(request->valid.to) &&
        request->valid.from.day >= request->valid.to.day) {
        march_error_set(error, MARCH_ERROR_DATA, request->where,
                        "area \"%s\" holds until before it begins", request->name);
        return FALSE;
    }
    return statuses_check(request, error) &&
           march_area_check(request->geometry, request->name, request->where, error);
}

static MarchGeometry *
geometry_keep(const MarchGeometry *given)
{
    MarchGeometry *kept = march_geometry_copy(given);

    for (guint i = 0; i < kept->positions->len; i++) {
        MarchLonLat *position = &g_array_index(kept->positions, MarchLonLat, i);

        if (fabs(position->lon) > 180) {
            position->lon = remainder(position->lon, 360);
        }
    }
    return kept;
}

gboolean
march_areas_add(MarchAreas *areas,
                const MarchAreaRequest *request,
                MarchDiagnostics *diagnostics,
                GError **error)
{
    Area *area;

    if (!request_check(request, error)) {
        return FALSE;
    }
    area = g_new0(Area, 1);
    area->name = g_strdup(request->name);
    area->claimant_names = g_strdup(request->claimant_names);
    area->source = g_strdup(request->source);
    area->label = g_strdup(request->label);
    area->claimants = g_strdupv((GStrv)(gpointer)(guintptr)request->claimants);
    area->claims = g_strdupv((GStrv)(gpointer)(guintptr)request->claims);
    area->geometry = geometry_keep(request->geometry);
    area->status = request->status;
    area->valid = request->valid;
    area->is_of_pack = request->is_of_pack;
    area->where = request->where;
    g_ptr_array_add(areas->list, area);
    if (area->source == NULL) {
        march_diagnostics_add(
            diagnostics, MARCH_SEVERITY_WARNING, "no-source", area->where, area->name,
            "area \"%s\" has no source: the legend says so", area->name);
    }
    return TRUE;
}

/* How an area is drawn in a view, if it is. */
typedef struct {
    gboolean is_drawn;
    MarchBorderStatus status;
    const char *label; /* (nullable) */
} Drawing;

static const char *
claim_find(const Area *area, const char *view)
{
    for (gsize i = 0;
         area->claims != NULL && area->claims[i] != NULL && area->claims[i + 1] != NULL;
         i += 2) {
        if (g_ascii_strcasecmp(area->claims[i], view) == 0) {
            return area->claims[i + 1];
        }
    }
    return NULL;
}

static gboolean
is_claimant(const Area *area, const char *view)
{
    for (gsize i = 0; area->claimants != NULL && area->claimants[i] != NULL; i++) {
        if (g_ascii_strcasecmp(area->claimants[i], view) == 0) {
            return TRUE;
        }
    }
    return FALSE;
}

static Drawing
area_view(const Area *area, const char *view)
{
    Drawing drawing = {TRUE, area->status, area->label};
    const char *claim = claim_find(area, view);

    if (claim == NULL) {
        drawing.is_drawn =
            !is_claimant(area, view) && (area->status != MARCH_BORDER_CLAIMED ||
                                         g_ascii_strcasecmp(view, "all") == 0);
    } else if (march_border_status_parse(claim, &drawing.status)) {
        drawing.label = drawing.status == area->status ? area->label : NULL;
        /* Land within its own boundary is nothing apart. */
        drawing.is_drawn = drawing.status != MARCH_BORDER_INTERNATIONAL &&
                           drawing.status != MARCH_BORDER_DEMARCATED;
    } else {
        drawing.label = claim;
    }
    drawing.is_drawn = drawing.is_drawn && drawing.status != MARCH_BORDER_UNRECOGNISED;
    return drawing;
}

static gboolean
holds_at(const Area *area, MarchDate as_of)
{
    return !march_date_is_given(as_of) || march_date_range_contains(area->valid, as_of);
}

/* Plane area in square degrees, of outlines less holes. */
static double
plane_area(const MarchGeometry *polygons)
{
    double sum = 0;

    for (guint part = 0; part < polygons->parts->len; part++) {
        guint count = 0;
        const MarchLonLat *points = march_geometry_get_part(polygons, part, &count);
        double ring = 0, near = count > 0 ? points[0].lon : 0, lon = near;

        for (guint i = 0; i < count; i++) {
            const MarchLonLat *next = &points[(i + 1) % count];
            double step = remainder(next->lon - points[i].lon, 360);

            ring += step * (points[i].lat + next->lat) / 2;
            lon += step;
        }
        sum += g_array_index(polygons->parts, MarchGeometryPart, part).is_hole
                   ? -fabs(ring)
                   : fabs(ring);
    }
    return sum;
}

static gboolean
boxes_meet(const MarchGeometry *a, const MarchGeometry *b)
{
    MarchBox first = march_geometry_box(a);
    MarchBox second = march_geometry_box(b);

    /* A box knows nothing of the antimeridian: that of a polygon across it reaches the
     * long way round and lacks what lies between its outermost corners and there. */
    return first.south < second.north && second.south < first.north &&
           (first.east - first.west > 180 || second.east - second.west > 180 ||
            (first.west < second.east && second.west < first.east));
}

/* What of @area, at @index, later areas that hold on the day leave to it. */
static MarchGeometry *
rest_find(const MarchAreas *areas,
          guint index,
          MarchDate as_of,
          MarchDiagnostics *diagnostics,
          GError **error)
{
    const Area *area = g_ptr_array_index(areas->list, index);
    g_autoptr(MarchGeometry) rest = march_geometry_copy(area->geometry);

    for (guint i = index + 1; i < areas->list->len; i++) {
        const Area *later = g_ptr_array_index(areas->list, i);
        double before;
        MarchGeometry *left;

        if (rest->parts->len == 0 || !holds_at(later, as_of) ||
            !boxes_meet(rest, later->geometry)) {
            continue;
        }
        before = plane_area(rest);
        left = march_polygons_subtract(rest, later->geometry, error);
        if (left == NULL) {
            g_prefix_error(error, "areas \"%s\" and \"%s\" overlap: ", area->name,
                           later->name);
            march_error_add_location(error != NULL ? *error : NULL, later->where);
            return NULL;
        }
        march_geometry_free(g_steal_pointer(&rest));
        rest = left;
        if (!area->is_of_pack && plane_area(rest) < before * (1 - UNDER_SHARE)) {
            march_diagnostics_add(
                diagnostics, MARCH_SEVERITY_WARNING, "overlapping-areas", later->where,
                later->name,
                "area \"%s\" covers a part of area \"%s\" at the same "
                "time: the later one is drawn there",
                later->name, area->name);
        }
    }
    return g_steal_pointer(&rest);
}

static void
feature_add(MarchFeatures *features,
            const Area *area,
            const Drawing *drawing,
            MarchGeometry *geometry,
            MarchDate as_of)
{
    g_autofree char *label =
        march_area_legend_words(drawing->status, drawing->label, area->claimant_names,
                                area->source != NULL, as_of);
    g_autofree char *plain = march_area_legend_words(drawing->status, drawing->label,
                                                     NULL, area->source != NULL, as_of);
    g_autofree char *claimants =
        area->claimants != NULL ? g_strjoinv("/", area->claimants) : g_strdup("");
    MarchFeature *feature = march_features_add(features, geometry);

    feature->where = area->where;
    march_features_set_string(features, feature, "status",
                              march_border_status_name(drawing->status));
    march_features_set_string(features, feature, "area", area->name);
    march_features_set_string(features, feature, "label", label);
    march_features_set_string(features, feature, "plain-label", plain);
    march_features_set_string(features, feature, "claimants", claimants);
    if (area->claimants != NULL && g_strv_length(area->claimants) == 2) {
        march_features_set_string(features, feature, "first", area->claimants[0]);
        march_features_set_string(features, feature, "second", area->claimants[1]);
    }
    if (area->source != NULL) {
        march_features_set_string(features, feature, "source", area->source);
    }
}

MarchFeatures *
march_areas_select(const MarchAreas *areas,
                   MarchDate as_of,
                   const char *view,
                   MarchDiagnostics *diagnostics,
                   GError **error)
{
    g_autoptr(MarchFeatures) features = march_features_new();

    for (guint i = 0; i < areas->list->len; i++) {
        const Area *area = g_ptr_array_index(areas->list, i);
        Drawing drawing = area_view(area, view);
        MarchGeometry *rest;

        if (!holds_at(area, as_of)) {
            continue;
        }
        if (!drawing.is_drawn) {
            if (!area->is_of_pack) {
                march_diagnostics_add(diagnostics, MARCH_SEVERITY_NOTE,
                                      "area-not-drawn", area->where, area->name,
                                      "area \"%s\" is not drawn in the view %s",
                                      area->name, view);
            }
            continue;
        }
        rest = rest_find(areas, i, as_of, diagnostics, error);
        if (rest == NULL) {
            return NULL;
        }
        if (rest->parts->len == 0) {
            march_geometry_free(rest);
            continue;
        }
        feature_add(features, area, &drawing, rest, as_of);
    }
    return g_steal_pointer(&features);
}
