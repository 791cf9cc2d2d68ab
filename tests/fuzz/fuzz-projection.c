/* SPDX-License-Identifier: MIT */
/*
 * A projection of a figure file: its first bytes choose the extent, the rest is the
 * text. Whatever PROJ makes of it, frames are fitted and lines and rings projected
 * without an end outside the page, a crash or a hang.
 */
#include <math.h>
#include <stdint.h>

#include "geo/frame.h"

static const MarchRect RECT = {10, 10, 160, 100};

static void
project_some(const MarchFrame *frame, MarchGeometryType type)
{
    static const MarchLonLat POSITIONS[] = {
        {-180, -90}, {-90, 10}, {0, 89},   {60, 40},  {71, 40},
        {72, 39},    {179, -5}, {-179, 5}, {180, 90}, {10, -80},
    };
    g_autoptr(MarchGeometry) geometry = march_geometry_new(type);
    g_autoptr(MarchPath) path = NULL;
    MarchRect rect = march_rect_inset(RECT, 1 + 1e-6);

    march_geometry_add_part(geometry, POSITIONS, G_N_ELEMENTS(POSITIONS), FALSE);
    path = march_frame_project_geometry(frame, geometry, 1);
    for (guint i = 0; i < path->points->len; i++) {
        g_assert_true(
            march_rect_contains(rect, g_array_index(path->points, MarchPoint, i)));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(MarchFrame) frame = NULL;
    g_autofree char *definition = NULL;
    MarchProjection *projection;
    MarchBox extent, visible;

    if (size < 4 || size > 400) {
        return 0;
    }
    extent.west = data[0] * 360.0 / 255 - 180;
    extent.east = data[1] * 360.0 / 255 - 180;
    extent.south = MIN(data[2], data[3]) * 180.0 / 255 - 90;
    extent.north = MAX(data[2], data[3]) * 180.0 / 255 - 90;
    definition = g_strndup((const char *)data + 4, size - 4);
    projection = march_projection_new(definition, extent, &error);
    g_assert_true((projection == NULL) == (error != NULL));
    if (projection == NULL) {
        return 0;
    }
    frame = march_frame_new(projection, extent, RECT, &error);
    g_assert_true((frame == NULL) == (error != NULL));
    if (frame == NULL) {
        return 0;
    }
    visible = march_frame_get_visible_box(frame);
    g_assert_true(march_box_is_valid(visible));
    project_some(frame, MARCH_GEOMETRY_LINE);
    project_some(frame, MARCH_GEOMETRY_POLYGON);
    project_some(frame, MARCH_GEOMETRY_POINT);
    return 0;
}
