/* SPDX-License-Identifier: MIT */
#include "label-surroundings.h"

#include <math.h>

#define CELL_MM       4.0
#define SAME_POINT_MM 0.5
#define RADIUS_MAX    2.0
#define BORDER_WEIGHT 0.5

typedef struct {
    MarchPoint a, b;
    double weight;
} Segment;

typedef struct {
    MarchPoint point;
    double radius;
} Anchor;

struct MarchLabelSurroundings {
    const GArray *obstacles; /* of MarchObstacle, borrowed */
    GHashTable *named;       /* set of the features that ask for a name */
    GHashTable *nameless;    /* borrowed: set of those that have lost it already */
    GArray *segments;        /* of Segment */
    GArray *anchors;         /* of Anchor */
    double radius_max;       /* of these, but for a few that are larger */
    MarchMapGrid *obstacle_grid;
    MarchMapGrid *segment_grid;
    MarchMapGrid *anchor_grid;
    GArray *found;
};

static void
add_lines(MarchLabelSurroundings *surroundings, const MarchLineObstacle *line)
{
    for (guint i = 0; i < line->path->parts->len; i++) {
        const MarchPathPart *part = &g_array_index(line->path->parts, MarchPathPart, i);
        guint n_segments = part->closed ? part->count : part->count - 1;

        for (guint k = 0; k < n_segments && part->count > 1; k++) {
            Segment segment = {
                g_array_index(line->path->points, MarchPoint, part->start + k),
                g_array_index(line->path->points, MarchPoint,
                              part->start + (k + 1) % part->count),
                line->weight};

            march_map_grid_insert_segment(surroundings->segment_grid, segment.a,
                                          segment.b, surroundings->segments->len);
            g_array_append_val(surroundings->segments, segment);
        }
    }
}

MarchLabelSurroundings *
march_label_surroundings_new(const MarchMapContent *content, MarchRect frame)
{
    MarchLabelSurroundings *surroundings = g_new0(MarchLabelSurroundings, 1);

    surroundings->obstacles = content->obstacles;
    surroundings->nameless = content->nameless;
    surroundings->named = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < content->requests->len; i++) {
        const MarchLabelRequest *request = g_ptr_array_index(content->requests, i);

        g_hash_table_add(surroundings->named, (gpointer)(guintptr)request->feature);
    }
    surroundings->segments = g_array_new(FALSE, FALSE, sizeof(Segment));
    surroundings->anchors = g_array_new(FALSE, FALSE, sizeof(Anchor));
    surroundings->found = g_array_new(FALSE, FALSE, sizeof(guint));
    surroundings->obstacle_grid = march_map_grid_new(frame, CELL_MM);
    surroundings->segment_grid = march_map_grid_new(frame, CELL_MM / 2);
    surroundings->anchor_grid = march_map_grid_new(frame, CELL_MM);
    for (guint i = 0; i < content->obstacles->len; i++) {
        march_map_grid_insert(surroundings->obstacle_grid,
                              g_array_index(content->obstacles, MarchObstacle, i).rect,
                              i);
    }
    for (guint i = 0; i < content->line_obstacles->len; i++) {
        add_lines(surroundings,
                  &g_array_index(content->line_obstacles, MarchLineObstacle, i));
    }
    return surroundings;
}

void
march_label_surroundings_free(MarchLabelSurroundings *surroundings)
{
    if (surroundings == NULL) {
        return;
    }
    g_hash_table_unref(surroundings->named);
    g_array_unref(surroundings->segments);
    g_array_unref(surroundings->anchors);
    g_array_unref(surroundings->found);
    march_map_grid_free(surroundings->obstacle_grid);
    march_map_grid_free(surroundings->segment_grid);
    march_map_grid_free(surroundings->anchor_grid);
    g_free(surroundings);
}

void
march_label_surroundings_add_anchor(MarchLabelSurroundings *surroundings,
                                    MarchPoint anchor,
                                    double radius)
{
    Anchor entry = {anchor, radius};

    surroundings->radius_max = MAX(surroundings->radius_max, MIN(radius, RADIUS_MAX));
    march_map_grid_insert(surroundings->anchor_grid,
                          (MarchRect){anchor.x, anchor.y, 0, 0},
                          surroundings->anchors->len);
    g_array_append_val(surroundings->anchors, entry);
}

double
march_label_rect_distance(MarchRect rect, MarchPoint point)
{
    double dx = MAX(MAX(rect.x - point.x, point.x - rect.x - rect.width), 0);
    double dy = MAX(MAX(rect.y - point.y, point.y - rect.y - rect.height), 0);

    if (!(dx > 0) || !(dy > 0)) {
        return dx > 0 ? dx : dy;
    }
    return sqrt(dx * dx + dy * dy);
}

/* Before the root is taken: most are far away. */
static gboolean
is_within(MarchRect rect, MarchPoint point, double distance)
{
    double dx = MAX(MAX(rect.x - point.x, point.x - rect.x - rect.width), 0);
    double dy = MAX(MAX(rect.y - point.y, point.y - rect.y - rect.height), 0);

    return dx < distance && dy < distance && dx * dx + dy * dy < distance * distance;
}

static MarchPoint
rect_center(MarchRect rect)
{
    return (MarchPoint){rect.x + rect.width / 2, rect.y + rect.height / 2};
}

static gboolean
meets_obstacle(const MarchObstacle *obstacle, MarchRect box)
{
    if (obstacle->is_round) {
        return is_within(box, rect_center(obstacle->rect), obstacle->rect.width / 2);
    }
    return obstacle->rect.x < box.x + box.width &&
           box.x < obstacle->rect.x + obstacle->rect.width &&
           obstacle->rect.y < box.y + box.height &&
           box.y < obstacle->rect.y + obstacle->rect.height;
}

/* The length of the segment inside the box (Liang and Barsky 1984). */
static double
length_inside(const Segment *segment, MarchRect box)
{
    double dx = segment->b.x - segment->a.x;
    double dy = segment->b.y - segment->a.y;
    double p[4] = {-dx, dx, -dy, dy};
    double q[4] = {segment->a.x - box.x, box.x + box.width - segment->a.x,
                   segment->a.y - box.y, box.y + box.height - segment->a.y};
    double from = 0;
    double to = 1;

    for (guint i = 0; i < 4; i++) {
        if (fabs(p[i]) < 1e-12) {
            if (q[i] < 0) {
                return 0;
            }
        } else if (p[i] < 0) {
            from = MAX(from, q[i] / p[i]);
        } else {
            to = MIN(to, q[i] / p[i]);
        }
    }
    return from < to ? (to - from) * hypot(dx, dy) : 0;
}

static void
touch_obstacle(const MarchLabelSurroundings *surroundings,
               const MarchObstacle *obstacle,
               MarchRect box,
               const MarchPoint *own,
               MarchLabelContact *contact)
{
    MarchPoint center = rect_center(obstacle->rect);

    if (!meets_obstacle(obstacle, box)) {
        return;
    }
    switch (obstacle->kind) {
    case MARCH_OBSTACLE_INCIDENT:
        contact->incident = TRUE;
        break;
    case MARCH_OBSTACLE_FURNITURE:
        contact->furniture = TRUE;
        break;
    case MARCH_OBSTACLE_POINT:
        /* whose name may be left out, is for the choice between names */
        if (obstacle->depends_on != NULL &&
            (g_hash_table_contains(surroundings->named, obstacle->depends_on) ||
             g_hash_table_contains(surroundings->nameless, obstacle->depends_on))) {
            break;
        }
        if (own == NULL || march_point_distance(center, *own) > SAME_POINT_MM) {
            contact->points++;
        }
        break;
    }
}

typedef struct {
    const MarchLabelSurroundings *surroundings;
    MarchRect box;
    const MarchPoint *own;
    MarchLabelContact *contact;
} Touch;

/* One incident is enough: a label does not stand there. */
static gboolean
visit_obstacle(guint item, gpointer data)
{
    const Touch *touch = data;

    touch_obstacle(touch->surroundings,
                   &g_array_index(touch->surroundings->obstacles, MarchObstacle, item),
                   touch->box, touch->own, touch->contact);
    return touch->contact->incident;
}

void
march_label_surroundings_hit(MarchLabelSurroundings *surroundings,
                             MarchRect box,
                             const MarchPoint *own,
                             MarchLabelContact *contact)
{
    Touch touch = {surroundings, box, own, contact};

    march_map_grid_visit(surroundings->obstacle_grid, box, visit_obstacle, &touch);
}

void
march_label_surroundings_touch(MarchLabelSurroundings *surroundings,
                               MarchRect box,
                               const MarchPoint *own,
                               MarchLabelContact *contact)
{
    GArray *found = surroundings->found;

    march_label_surroundings_hit(surroundings, box, own, contact);
    if (contact->incident || contact->furniture) {
        return;
    }
    march_map_grid_query(surroundings->segment_grid, box, found);
    for (guint i = 0; i < found->len; i++) {
        const Segment *segment = &g_array_index(surroundings->segments, Segment,
                                                g_array_index(found, guint, i));
        double length = length_inside(segment, box);

        if (length > 0 && segment->weight >= contact->least_weight) {
            contact->crossing += length * segment->weight;
            contact->border |= segment->weight >= BORDER_WEIGHT;
        }
    }
}

typedef struct {
    const MarchLabelSurroundings *surroundings;
    MarchRect box;
    GPtrArray *features;
} Covering;

static gboolean
visit_dependent(guint item, gpointer data)
{
    const Covering *covering = data;
    const MarchObstacle *obstacle =
        &g_array_index(covering->surroundings->obstacles, MarchObstacle, item);

    if (obstacle->depends_on != NULL && meets_obstacle(obstacle, covering->box)) {
        g_ptr_array_add(covering->features, (gpointer)(guintptr)obstacle->depends_on);
    }
    return FALSE;
}

void
march_label_surroundings_list_covered(MarchLabelSurroundings *surroundings,
                                      MarchRect box,
                                      GPtrArray *features)
{
    Covering covering = {surroundings, box, features};

    march_map_grid_visit(surroundings->obstacle_grid, box, visit_dependent, &covering);
}

typedef struct {
    const MarchLabelSurroundings *surroundings;
    MarchRect box;
    MarchPoint own;
    double enough, nearest;
} Nearness;

static gboolean
visit_anchor(guint item, gpointer data)
{
    Nearness *nearness = data;
    const Anchor *anchor =
        &g_array_index(nearness->surroundings->anchors, Anchor, item);

    if (is_within(nearness->box, anchor->point, nearness->nearest + anchor->radius) &&
        hypot(anchor->point.x - nearness->own.x, anchor->point.y - nearness->own.y) >
            SAME_POINT_MM) {
        double distance =
            march_label_rect_distance(nearness->box, anchor->point) - anchor->radius;

        nearness->nearest = MAX(distance, 0);
    }
    return nearness->nearest <= nearness->enough;
}

double
march_label_surroundings_other_anchor(MarchLabelSurroundings *surroundings,
                                      MarchRect box,
                                      MarchPoint own,
                                      double enough,
                                      double reach)
{
    Nearness nearness = {surroundings, box, own, enough, reach};

    march_map_grid_visit(surroundings->anchor_grid,
                         march_rect_inset(box, reach + surroundings->radius_max),
                         visit_anchor, &nearness);
    return nearness.nearest;
}
