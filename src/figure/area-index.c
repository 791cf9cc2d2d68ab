/* SPDX-License-Identifier: MIT */
#include "area-index.h"

#include <math.h>

#include "area-names.h"
#include "geo/geodesic.h"

#define SQUARES      256
#define M_PER_DEGREE 111195.0

/* A square is crossed, not asked for yet, or holds its answer (-1 or an area). */
enum { SQUARE_CROSSED = -3, SQUARE_NEW = -2 };

struct MarchAreaIndex {
    const MarchFeatures *areas;
    MarchBox *boxes;
    MarchBox box;
    int *squares; /* (nullable) SQUARES rows of them */
};

/* The square of a share of the box's side; beyond it the nearest. */
static int
square_at(double value, double from, double to)
{
    return (int)CLAMP(floor((value - from) / (to - from) * SQUARES), 0, SQUARES - 1);
}

static void
edge_mark(MarchAreaIndex *index, MarchLonLat a, MarchLonLat b)
{
    const MarchBox box = index->box;
    int west = square_at(MIN(a.lon, b.lon), box.west, box.east);
    int east = square_at(MAX(a.lon, b.lon), box.west, box.east);
    int south = square_at(MIN(a.lat, b.lat), box.south, box.north);
    int north = square_at(MAX(a.lat, b.lat), box.south, box.north);

    for (int row = south; row <= north; row++) {
        for (int column = west; column <= east; column++) {
            index->squares[row * SQUARES + column] = SQUARE_CROSSED;
        }
    }
}

static void
outline_mark(MarchAreaIndex *index, const MarchGeometry *outline)
{
    for (guint part = 0; part < outline->parts->len; part++) {
        guint count = 0;
        const MarchLonLat *ring = march_geometry_get_part(outline, part, &count);

        for (guint i = 0, j = count - 1; i < count; j = i++) {
            edge_mark(index, ring[j], ring[i]);
        }
    }
}

MarchAreaIndex *
march_area_index_new(const MarchFeatures *areas, MarchBox box)
{
    MarchAreaIndex *index = g_new0(MarchAreaIndex, 1);
    guint count = march_features_count(areas);

    index->areas = areas;
    index->box = box;
    index->boxes = g_new0(MarchBox, MAX(count, 1));
    for (guint i = 0; i < count; i++) {
        index->boxes[i] = march_geometry_box(march_features_get(areas, i)->geometry);
    }
    /* Beyond the antimeridian squares would have to wrap. */
    if (box.west < box.east && box.south < box.north) {
        index->squares = g_new(int, SQUARES *SQUARES);
        for (guint i = 0; i < SQUARES * SQUARES; i++) {
            index->squares[i] = SQUARE_NEW;
        }
        for (guint i = 0; i < count; i++) {
            outline_mark(index, march_features_get(areas, i)->geometry);
        }
    }
    return index;
}

void
march_area_index_free(MarchAreaIndex *index)
{
    if (index != NULL) {
        g_free(index->boxes);
        g_free(index->squares);
        g_free(index);
    }
}

static int
area_find(const MarchAreaIndex *index, MarchLonLat at)
{
    for (guint i = 0; i < march_features_count(index->areas); i++) {
        if (march_box_contains(index->boxes[i], at) &&
            march_area_contains(march_features_get(index->areas, i)->geometry, at)) {
            return (int)i;
        }
    }
    return -1;
}

int
march_area_index_find(MarchAreaIndex *index, MarchLonLat at)
{
    int *square;

    if (index->squares == NULL || !march_box_contains(index->box, at)) {
        return area_find(index, at);
    }
    square =
        &index
             ->squares[square_at(at.lat, index->box.south, index->box.north) * SQUARES +
                       square_at(at.lon, index->box.west, index->box.east)];
    if (*square == SQUARE_NEW) {
        *square = area_find(index, at);
    }
    return *square == SQUARE_CROSSED ? area_find(index, at) : *square;
}

/* Metres from @at to the outline, or @reach where it is that far or farther. */
static double
outline_distance(const MarchGeometry *outline, MarchLonLat at, double reach)
{
    double degrees = reach / M_PER_DEGREE;

    for (guint part = 0; part < outline->parts->len; part++) {
        guint count = 0;
        const MarchLonLat *ring = march_geometry_get_part(outline, part, &count);

        for (guint i = 0, j = count - 1; i < count; j = i++) {
            if (fabs(ring[i].lat - at.lat) > degrees &&
                fabs(ring[j].lat - at.lat) > degrees &&
                (ring[i].lat > at.lat) == (ring[j].lat > at.lat)) {
                continue;
            }
            reach =
                MIN(reach, march_lon_lat_segment_distance(at, ring[j], ring[i], NULL));
        }
    }
    return reach;
}

/* Whether an outline crosses a square that is within @reach. */
static gboolean
has_outline_near(const MarchAreaIndex *index, MarchLonLat at, double reach)
{
    const MarchBox box = index->box;
    double lat = reach / M_PER_DEGREE;
    double lon = lat / MAX(cos(at.lat * G_PI / 180), 0.01);

    if (index->squares == NULL || !march_box_contains(box, at)) {
        return TRUE;
    }
    for (int row = square_at(at.lat - lat, box.south, box.north);
         row <= square_at(at.lat + lat, box.south, box.north); row++) {
        for (int column = square_at(at.lon - lon, box.west, box.east);
             column <= square_at(at.lon + lon, box.west, box.east); column++) {
            if (index->squares[row * SQUARES + column] == SQUARE_CROSSED) {
                return TRUE;
            }
        }
    }
    return FALSE;
}

int
march_area_index_find_near(const MarchAreaIndex *index,
                           MarchLonLat at,
                           double reach,
                           const char *iso)
{
    int nearest = -1;

    if (!has_outline_near(index, at, reach)) {
        return -1;
    }
    for (guint i = 0; i < march_features_count(index->areas); i++) {
        const MarchFeature *area = march_features_get(index->areas, i);
        double distance = reach;

        if (iso != NULL && g_strcmp0(march_feature_get_string(area, "iso"), iso) != 0) {
            continue;
        }
        distance = outline_distance(area->geometry, at, reach);
        if (distance < reach) {
            reach = distance;
            nearest = (int)i;
        }
    }
    return nearest;
}
