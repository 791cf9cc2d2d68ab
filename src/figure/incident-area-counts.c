/* SPDX-License-Identifier: MIT */
#include "incident-area-counts.h"

#include <math.h>

#include "incident-features.h"

/* About what the words take on the page, mm. */
#define DIGIT_MM      2.2
#define COUNT_MM      3.6
#define SUM_LETTER_MM 1.4
#define SUM_MM        2.8
/* An area bears its count when it is this wide to each side. */
#define ROOM_MM 1.7
/* Outlines need no more detail for this. */
#define TOLERANCE_MM 0.2
#define GRID         24
#define REFINEMENTS  4
/* How far a count stands from an area that is too small. */
#define NEAREST_MM  4.0
#define FARTHEST_MM 24.0
#define STEP_MM     1.0
#define TURNS       16

typedef struct {
    MarchPoint at;
    double room; /* mm to the nearest edge; below 0 outside */
} Middle;

/* One area's count being placed. */
typedef struct {
    guint cell;
    Middle middle;
} AreaCount;

static double
segment_distance(MarchPoint at, MarchPoint a, MarchPoint b)
{
    double dx = b.x - a.x;
    double dy = b.y - a.y;
    double square = dx * dx + dy * dy;
    double along =
        square > 0 ? CLAMP(((at.x - a.x) * dx + (at.y - a.y) * dy) / square, 0, 1) : 0;

    return hypot(a.x + along * dx - at.x, a.y + along * dy - at.y);
}

/* How far inside the rings @at lies; the frame cuts, and is an edge, too. */
static double
room_at(const MarchPath *path, MarchPoint at)
{
    double nearest = G_MAXDOUBLE;
    gboolean is_inside = FALSE;

    for (guint i = 0; i < path->parts->len; i++) {
        const MarchPathPart *part = &g_array_index(path->parts, MarchPathPart, i);

        for (guint j = 0; j < part->count; j++) {
            const MarchPoint a =
                g_array_index(path->points, MarchPoint, part->start + j);
            const MarchPoint b = g_array_index(path->points, MarchPoint,
                                               part->start + (j + 1) % part->count);

            nearest = MIN(nearest, segment_distance(at, a, b));
            if ((a.y > at.y) != (b.y > at.y) &&
                at.x < (b.x - a.x) * (at.y - a.y) / (b.y - a.y) + a.x) {
                is_inside = !is_inside;
            }
        }
    }
    return is_inside ? nearest : -nearest;
}

/* The point farthest from all edges, to a fraction of a millimetre. */
static Middle
middle_find(const MarchPath *path)
{
    MarchRect box = march_path_bounds(path);
    Middle best = {{box.x + box.width / 2, box.y + box.height / 2}, -G_MAXDOUBLE};

    for (int round = 0; round <= REFINEMENTS; round++) {
        const int cells = round == 0 ? GRID : 6;

        for (int row = 0; row < cells; row++) {
            for (int column = 0; column < cells; column++) {
                const MarchPoint at = {box.x + (column + 0.5) * box.width / cells,
                                       box.y + (row + 0.5) * box.height / cells};
                const double room = room_at(path, at);

                if (room > best.room) {
                    best = (Middle){at, room};
                }
            }
        }
        box.width *= round == 0 ? 2.0 / GRID : 0.4;
        box.height *= round == 0 ? 2.0 / GRID : 0.4;
        box.x = best.at.x - box.width / 2;
        box.y = best.at.y - box.height / 2;
    }
    return best;
}

static MarchRect
box_of(MarchPoint at, guint digits, glong letters)
{
    const double width = MAX(digits * DIGIT_MM, (double)letters * SUM_LETTER_MM);
    const double height = COUNT_MM + (letters > 0 ? SUM_MM : 0);

    return (MarchRect){at.x - width / 2, at.y - height / 2, width, height};
}

static gboolean
is_free(const GArray *taken, MarchRect map, MarchRect box)
{
    if (box.x < map.x || box.y < map.y || box.x + box.width > map.x + map.width ||
        box.y + box.height > map.y + map.height) {
        return FALSE;
    }
    for (guint i = 0; i < taken->len; i++) {
        const MarchRect *other = &g_array_index(taken, MarchRect, i);

        if (box.x < other->x + other->width && other->x < box.x + box.width &&
            box.y < other->y + other->height && other->y < box.y + box.height) {
            return FALSE;
        }
    }
    return TRUE;
}

/* The nearest free place beside @from; @from where there is none. */
static MarchPoint
beside_choose(const GArray *taken, MarchRect map, MarchPoint from, guint digits)
{
    for (double distance = NEAREST_MM; distance <= FARTHEST_MM; distance += STEP_MM) {
        for (int i = 0; i < TURNS; i++) {
            const double angle = -G_PI / 4 + i * 2 * G_PI / TURNS;
            const MarchPoint at = {from.x + distance * cos(angle),
                                   from.y + distance * sin(angle)};

            if (is_free(taken, map, box_of(at, digits, 0))) {
                return at;
            }
        }
    }
    return from;
}

static void
leader_add(MarchFeatures *leaders,
           const MarchFrame *frame,
           MarchPoint from,
           MarchPoint to)
{
    const double length = hypot(to.x - from.x, to.y - from.y);
    const double share = length > 0 ? MAX(1 - COUNT_MM / 2 / length, 0) : 0;
    const MarchPoint end = {from.x + share * (to.x - from.x),
                            from.y + share * (to.y - from.y)};
    MarchLonLat ends[2];

    if (!march_frame_unproject(frame, from, &ends[0]) ||
        !march_frame_unproject(frame, end, &ends[1])) {
        return;
    }
    march_incident_leader_add(leaders, ends[0], ends[1]);
    march_features_add(leaders, march_geometry_new_point(ends[0]));
}

/* Wide areas first: their counts cannot stand elsewhere. */
static int
counts_compare(gconstpointer a, gconstpointer b)
{
    const AreaCount *first = a;
    const AreaCount *second = b;

    if (first->middle.room < second->middle.room ||
        first->middle.room > second->middle.room) {
        return first->middle.room > second->middle.room ? -1 : 1;
    }
    return (first->cell > second->cell) - (first->cell < second->cell);
}

static GArray *
counts_collect(const MarchFeatures *cells,
               const MarchFrame *frame,
               MarchIncidentAreaCounts *lost)
{
    GArray *counts = g_array_new(FALSE, FALSE, sizeof(AreaCount));

    for (guint i = 0; i < march_features_count(cells); i++) {
        const MarchFeature *cell = march_features_get(cells, i);
        g_autoptr(MarchPath) path = NULL;
        g_autoptr(MarchPath) simple = NULL;
        AreaCount count = {.cell = i};

        if (march_feature_get_string(cell, "name") == NULL) {
            continue;
        }
        path = march_frame_project_geometry(frame, cell->geometry, 0);
        simple = march_path_simplify(path, TOLERANCE_MM);
        count.middle = middle_find(march_path_is_empty(simple) ? path : simple);
        if (march_path_is_empty(path) || count.middle.room <= -G_MAXDOUBLE) {
            lost->counts++;
        } else {
            g_array_append_val(counts, count);
        }
    }
    g_array_sort(counts, counts_compare);
    return counts;
}

/* Writes one count; FALSE when its sum is left out. */
static gboolean
count_place(MarchFeatures *cells,
            MarchFeatures *leaders,
            const MarchFrame *frame,
            const AreaCount *count,
            GArray *taken)
{
    const MarchFeature *cell = march_features_get(cells, count->cell);
    g_autofree char *text =
        g_strdup_printf("%.0f", march_feature_get_number(cell, "count", 0));
    g_autofree char *sum = g_strdup(march_feature_get_string(cell, "sum"));
    const MarchRect map = march_frame_get_rect(frame);
    const guint digits = (guint)g_utf8_strlen(text, -1);
    const glong letters = sum != NULL ? g_utf8_strlen(sum, -1) : 0;
    MarchPoint at = count->middle.at;
    gboolean has_sum = sum != NULL;
    MarchFeature *point;
    MarchLonLat position;
    MarchRect box;

    if (count->middle.room < ROOM_MM || !is_free(taken, map, box_of(at, digits, 0))) {
        at = beside_choose(taken, map, at, digits);
        leader_add(leaders, frame, count->middle.at, at);
    }
    has_sum = has_sum && is_free(taken, map, box_of(at, digits, letters));
    box = box_of(at, digits, has_sum ? letters : 0);
    g_array_append_val(taken, box);
    if (!march_frame_unproject(frame, at, &position)) {
        return TRUE;
    }
    point = march_features_add(cells, march_geometry_new_point(position));
    march_features_set_string(cells, point, "area-count", text);
    march_features_set_boolean(cells, point, "named", TRUE);
    if (has_sum) {
        march_features_set_string(cells, point, "sum", sum);
    }
    return has_sum || sum == NULL;
}

MarchIncidentAreaCounts
march_incident_area_counts_place(MarchFeatures *cells,
                                 MarchFeatures *leaders,
                                 const MarchFrame *frame)
{
    MarchIncidentAreaCounts lost = {0};
    g_autoptr(GArray) taken = g_array_new(FALSE, FALSE, sizeof(MarchRect));
    g_autoptr(GArray) counts = counts_collect(cells, frame, &lost);

    for (guint i = 0; i < counts->len; i++) {
        const AreaCount *count = &g_array_index(counts, AreaCount, i);

        lost.sums += count_place(cells, leaders, frame, count, taken) ? 0 : 1;
    }
    return lost;
}
