/* SPDX-License-Identifier: MIT */
#include "furniture-room.h"

#include <math.h>

#include "map-scan.h"

#define ROW_PITCH   1.0 /* mm */
#define ROWS_MAX    600
#define COLUMN_STEP 4.0 /* mm */

/* Only what is worth keeping free: countries, not every district. */
#define PRIORITY_LEAST 60.0

static gboolean
covers_incident(const MarchMapContent *content, MarchRect rect)
{
    for (guint i = 0; i < content->obstacles->len; i++) {
        const MarchObstacle *obstacle =
            &g_array_index(content->obstacles, MarchObstacle, i);
        if (obstacle->kind == MARCH_OBSTACLE_INCIDENT &&
            march_rect_intersects(rect, obstacle->rect)) {
            return TRUE;
        }
    }
    return FALSE;
}

static gboolean
is_inside_row(const MarchMapScan *scan, guint row, double left, double right)
{
    guint count;
    const MarchMapSpan *spans = march_map_scan_get_row(scan, row, &count);
    for (guint i = 0; i < count; i++) {
        if (spans[i].left <= left && spans[i].right >= right) {
            return TRUE;
        }
    }
    return FALSE;
}

/* For each row and each step across, how many rows from there down have the stretch of
 * @width inside the area. */
static guint16 *
count_rows_below(const MarchMapScan *scan, MarchRect map, double width, guint n_steps)
{
    guint n_rows = march_map_scan_count_rows(scan);
    guint16 *below = g_new0(guint16, (gsize)n_rows * n_steps + 1);
    for (guint row = n_rows; row-- > 0;) {
        for (guint step = 0; step < n_steps; step++) {
            double x = map.x + step * COLUMN_STEP;
            gsize at = (gsize)row * n_steps + step;
            if (is_inside_row(scan, row, x, x + width)) {
                below[at] = (guint16)(1 + (row + 1 < n_rows ? below[at + n_steps] : 0));
            }
        }
    }
    return below;
}

/* All positions of a box within the area and the map, on a coarse raster. */
static GArray *
list_places(const MarchMapScan *scan, MarchRect map, MarchRect size)
{
    GArray *places = g_array_new(FALSE, FALSE, sizeof(MarchRect));
    guint tall = (guint)ceil(size.height / ROW_PITCH);
    guint n_rows = march_map_scan_count_rows(scan);
    if (size.width > map.width) {
        return places;
    }
    guint n_steps = (guint)((map.width - size.width) / COLUMN_STEP) + 1;
    g_autofree guint16 *below = count_rows_below(scan, map, size.width, n_steps);
    for (guint row = 0; row + tall < n_rows; row += 2) {
        double top = march_map_scan_get_y(scan, row);
        if (top < map.y || top + size.height > map.y + map.height) {
            continue;
        }
        for (guint step = 0; step < n_steps; step++) {
            MarchRect place = {map.x + step * COLUMN_STEP, top, size.width,
                               size.height};
            if (below[(gsize)row * n_steps + step] > tall) {
                g_array_append_val(places, place);
            }
        }
    }
    return places;
}

/* An even sample of the places that cover no incident. */
static void
take_sample(MarchNameRoom *room, const GArray *places, const MarchMapContent *content)
{
    guint step = places->len / MARCH_NAME_ROOM_MAX + 1;
    for (guint i = 0; i < places->len && room->n_places < MARCH_NAME_ROOM_MAX;
         i += step) {
        MarchRect place = g_array_index(places, MarchRect, i);
        if (!covers_incident(content, place)) {
            room->places[room->n_places++] = place;
        }
    }
}

GArray *
march_name_rooms_find(MarchRect map,
                      const MarchMapContent *content,
                      MarchTextEngine *text)
{
    GArray *rooms = g_array_new(FALSE, FALSE, sizeof(MarchNameRoom));
    for (guint i = 0; i < content->requests->len; i++) {
        const MarchLabelRequest *request = g_ptr_array_index(content->requests, i);
        if (!request->in_area || request->path == NULL ||
            request->priority < PRIORITY_LEAST) {
            continue;
        }
        MarchRect size = {
            0, 0, march_text_measure(text, &request->run.font, request->text).advance,
            1.2 * request->run.font.size};
        g_autoptr(GPtrArray) areas = g_ptr_array_new();
        g_ptr_array_add(areas, request->path);
        g_autoptr(MarchMapScan) scan = march_map_scan_new(areas, ROW_PITCH, ROWS_MAX);
        g_autoptr(GArray) places = list_places(scan, map, size);
        MarchNameRoom room = {0};
        take_sample(&room, places, content);
        if (room.n_places > 0) {
            g_array_append_val(rooms, room);
        }
    }
    return rooms;
}

guint64
march_name_room_blocked(const MarchNameRoom *room, MarchRect rect)
{
    guint64 blocked = 0;
    for (guint i = 0; i < room->n_places; i++) {
        if (march_rect_intersects(rect, room->places[i])) {
            blocked |= G_GUINT64_CONSTANT(1) << i;
        }
    }
    return blocked;
}

gboolean
march_name_room_is_full(const MarchNameRoom *room, guint64 blocked)
{
    guint64 all = room->n_places == MARCH_NAME_ROOM_MAX
                      ? G_MAXUINT64
                      : (G_GUINT64_CONSTANT(1) << room->n_places) - 1;
    return (blocked & all) == all;
}
