/* SPDX-License-Identifier: MIT */
#include "furniture-place.h"

#include <math.h>
#include <string.h>

#include "furniture-room.h"
#include "map-scan.h"

/* What covering costs; LINE_COST is for a millimetre of international border. */
#define LINE_COST        1.5
#define CLEAR_COST       12.0 /* a mm of what is to be kept clear */
#define COVERED_LEAST    0.2  /* mm; less is a rounding of cells */
#define POINT_COST       8.0
#define LAND_COST        3.0  /* all of it on land: the sea is emptier */
#define COAST_COST       8.0  /* half of it on land */
#define NAME_COST        45.0 /* no room left for a country's name */
#define LABEL_COST_LEAST 3.0
#define LABEL_COST_MOST  25.0
#define SLIDE_COST       0.1 /* a mm away from a corner */
#define WRONG_END_COST   6.0
#define SHAPE_COST       1.0
#define COST_STEP        1e-6 /* costs that differ by less are the same */

#define CANDIDATES_MAX 20 /* kept for each shape */
#define ITEMS_MAX      3
#define INNER_STEP     3   /* cells */
#define CELLS_MAX      250 /* along the longer side */
#define INCIDENT_ROOM  0.6 /* mm kept clear about an incident */
#define POINT_ROOM     0.4 /* mm about a place */
#define NAMED_ROOM     2.0 /* mm about a place that the figure names */
#define ROOMS_MAX      8
#define LAND_ROWS_MAX  300
#define LAND_PRIORITY  60.0 /* of the names of countries */

/* What is being placed, and how. */
typedef struct {
    const MarchFurnitureGround *ground;
    const MarchFurnitureItem *item;
    MarchRect room; /* the map less the gap along its frame */
} Task;

typedef struct {
    guint shape;
    MarchRect rect;
    double cost;
    double covered;
    guint64 blocked[ROOMS_MAX]; /* of each name's places */
} Candidate;

struct MarchFurnitureGround {
    MarchRect map;
    const MarchMapContent *content;
    double cell;
    guint columns, rows;
    double *sums;    /* summed-area table, (columns + 1) x (rows + 1) */
    double *covered; /* the same of mm of lines to be kept clear */
    double *land;    /* the same of cells in countries */
    GArray *rooms;   /* of MarchNameRoom */
    /* What every candidate is compared with. */
    GArray *incidents, *points; /* of MarchRect */
    GArray *named;              /* of MarchPoint: places that the figure names */
};

static void
add_to(const MarchFurnitureGround *ground, double *sums, MarchPoint point, double cost)
{
    double column = floor((point.x - ground->map.x) / ground->cell);
    double row = floor((point.y - ground->map.y) / ground->cell);
    if (column >= 0 && row >= 0 && column < ground->columns && row < ground->rows) {
        sums[((gsize)row + 1) * (ground->columns + 1) + (gsize)column + 1] += cost;
    }
}

static void
add_cost(MarchFurnitureGround *ground, MarchPoint point, double cost)
{
    add_to(ground, ground->sums, point, cost);
}

static void
add_lines(MarchFurnitureGround *ground)
{
    const GArray *lines = ground->content->line_obstacles;
    for (guint l = 0; l < lines->len; l++) {
        const MarchLineObstacle *line = &g_array_index(lines, MarchLineObstacle, l);
        for (guint p = 0; p < line->path->parts->len; p++) {
            const MarchPathPart *part =
                &g_array_index(line->path->parts, MarchPathPart, p);
            const MarchPoint *points =
                &g_array_index(line->path->points, MarchPoint, part->start);
            for (guint i = 1; i < part->count; i++) {
                double dx = points[i].x - points[i - 1].x;
                double dy = points[i].y - points[i - 1].y;
                double length = sqrt(dx * dx + dy * dy);
                guint steps = (guint)MIN(ceil(length / ground->cell), 2000) + 1;
                for (guint s = 0; s < steps; s++) {
                    double t = (s + 0.5) / steps;
                    MarchPoint at = {points[i - 1].x + t * dx,
                                     points[i - 1].y + t * dy};
                    add_cost(ground, at, LINE_COST * line->weight * length / steps);
                    if (line->is_kept_clear) {
                        add_to(ground, ground->covered, at, length / steps);
                    }
                }
            }
        }
    }
}

/* What of the map is in a country: the rest is sea. */
static void
add_land(MarchFurnitureGround *ground)
{
    g_autoptr(GPtrArray) areas = g_ptr_array_new();
    for (guint i = 0; i < ground->content->requests->len; i++) {
        const MarchLabelRequest *request =
            g_ptr_array_index(ground->content->requests, i);
        if (request->in_area && request->path != NULL &&
            request->priority >= LAND_PRIORITY) {
            g_ptr_array_add(areas, request->path);
        }
    }
    if (areas->len == 0) {
        return;
    }
    double cell = ground->cell;
    g_autoptr(MarchMapScan) scan = march_map_scan_new(areas, cell, LAND_ROWS_MAX);
    for (guint row = 0; row < march_map_scan_count_rows(scan); row++) {
        guint count;
        const MarchMapSpan *spans = march_map_scan_get_row(scan, row, &count);
        for (guint i = 0; i < count; i++) {
            MarchPoint at = {spans[i].left + cell / 2, march_map_scan_get_y(scan, row)};
            for (; at.x < spans[i].right; at.x += cell) {
                add_to(ground, ground->land, at, 1);
            }
        }
    }
}

static int
compare_priority(gconstpointer a, gconstpointer b)
{
    const MarchLabelRequest *first = *(const MarchLabelRequest *const *)a;
    const MarchLabelRequest *second = *(const MarchLabelRequest *const *)b;
    if (first->priority < second->priority || first->priority > second->priority) {
        return first->priority > second->priority ? -1 : 1;
    }
    return 0;
}

/* Places with names cost by their rank: what the figure is about comes first. */
static void
add_labels(MarchFurnitureGround *ground)
{
    g_autoptr(GPtrArray) places = g_ptr_array_new();
    for (guint i = 0; i < ground->content->requests->len; i++) {
        MarchLabelRequest *request = g_ptr_array_index(ground->content->requests, i);
        if (!request->along_line && !request->in_area) {
            g_ptr_array_add(places, request);
        }
    }
    g_ptr_array_sort(places, compare_priority);
    for (guint i = 0; i < places->len; i++) {
        const MarchLabelRequest *request = g_ptr_array_index(places, i);
        double rank = (double)i / places->len;
        add_cost(ground, request->anchor,
                 LABEL_COST_MOST - rank * (LABEL_COST_MOST - LABEL_COST_LEAST));
    }
}

static void
list_symbols(MarchFurnitureGround *ground)
{
    const MarchMapContent *content = ground->content;
    ground->incidents = g_array_new(FALSE, FALSE, sizeof(MarchRect));
    ground->points = g_array_new(FALSE, FALSE, sizeof(MarchRect));
    ground->named = g_array_new(FALSE, FALSE, sizeof(MarchPoint));
    for (guint i = 0; i < content->obstacles->len; i++) {
        const MarchObstacle *obstacle =
            &g_array_index(content->obstacles, MarchObstacle, i);
        if (obstacle->kind == MARCH_OBSTACLE_INCIDENT) {
            g_array_append_val(ground->incidents, obstacle->rect);
        } else if (obstacle->kind == MARCH_OBSTACLE_POINT) {
            g_array_append_val(ground->points, obstacle->rect);
        }
    }
    for (guint i = 0; i < content->requests->len; i++) {
        const MarchLabelRequest *request = g_ptr_array_index(content->requests, i);
        if (request->is_named && !request->in_area && !request->along_line) {
            g_array_append_val(ground->named, request->anchor);
        }
    }
}

static void
sum_areas(const MarchFurnitureGround *ground, double *sums)
{
    gsize stride = ground->columns + 1;
    for (gsize row = 1; row <= ground->rows; row++) {
        double *cells = sums + row * stride;
        double sum = 0;
        for (gsize column = 1; column < stride; column++) {
            sum += cells[column];
            cells[column] = sum + cells[column - stride];
        }
    }
}

MarchFurnitureGround *
march_furniture_ground_new(MarchRect map,
                           const MarchMapContent *content,
                           MarchTextEngine *text)
{
    MarchFurnitureGround *ground = g_new0(MarchFurnitureGround, 1);
    ground->map = map;
    ground->content = content;
    ground->cell = MAX(1.0, MAX(map.width, map.height) / CELLS_MAX);
    ground->columns = (guint)ceil(map.width / ground->cell);
    ground->rows = (guint)ceil(map.height / ground->cell);
    ground->sums = g_new0(double, (gsize)(ground->columns + 1) * (ground->rows + 1));
    ground->covered = g_new0(double, (gsize)(ground->columns + 1) * (ground->rows + 1));
    ground->land = g_new0(double, (gsize)(ground->columns + 1) * (ground->rows + 1));

    add_lines(ground);
    add_land(ground);
    add_labels(ground);
    list_symbols(ground);
    ground->rooms = text != NULL ? march_name_rooms_find(map, content, text)
                                 : g_array_new(FALSE, FALSE, sizeof(MarchNameRoom));
    g_array_set_size(ground->rooms, MIN(ground->rooms->len, ROOMS_MAX));
    sum_areas(ground, ground->sums);
    sum_areas(ground, ground->covered);
    sum_areas(ground, ground->land);
    return ground;
}

void
march_furniture_ground_free(MarchFurnitureGround *ground)
{
    if (ground == NULL) {
        return;
    }
    g_free(ground->sums);
    g_free(ground->covered);
    g_free(ground->land);
    g_array_unref(ground->rooms);
    g_array_unref(ground->incidents);
    g_array_unref(ground->points);
    g_array_unref(ground->named);
    g_free(ground);
}

/* What @sums has under @rect, rounded out to whole cells. */
static double
sum_under(const MarchFurnitureGround *ground, const double *sums, MarchRect rect)
{
    gsize stride = ground->columns + 1;
    double left = floor((rect.x - ground->map.x) / ground->cell);
    double top = floor((rect.y - ground->map.y) / ground->cell);
    double right = ceil((rect.x + rect.width - ground->map.x) / ground->cell);
    double bottom = ceil((rect.y + rect.height - ground->map.y) / ground->cell);
    gsize x0 = (gsize)CLAMP(left, 0, ground->columns);
    gsize y0 = (gsize)CLAMP(top, 0, ground->rows);
    gsize x1 = (gsize)CLAMP(right, 0, ground->columns);
    gsize y1 = (gsize)CLAMP(bottom, 0, ground->rows);
    return sums[y1 * stride + x1] - sums[y0 * stride + x1] - sums[y1 * stride + x0] +
           sums[y0 * stride + x0];
}

/* The sea is emptier than land, and either than the coast between them. */
static double
land_cost(const MarchFurnitureGround *ground, MarchRect rect)
{
    double cells = ceil(rect.width / ground->cell) * ceil(rect.height / ground->cell);
    double share = MIN(sum_under(ground, ground->land, rect) / cells, 1);
    return LAND_COST * share + 4 * COAST_COST * share * (1 - share);
}

/* The cost of the symbols under @rect, infinite when one must not be covered. */
static double
symbols_cost(const MarchFurnitureGround *ground, MarchRect rect)
{
    const MarchRect incident_room = march_rect_inset(rect, INCIDENT_ROOM);
    const MarchRect point_room = march_rect_inset(rect, POINT_ROOM);
    const MarchRect named_room = march_rect_inset(rect, NAMED_ROOM);
    double cost = 0;
    for (guint i = 0; i < ground->incidents->len; i++) {
        if (march_rect_intersects(incident_room,
                                  g_array_index(ground->incidents, MarchRect, i))) {
            return HUGE_VAL;
        }
    }
    for (guint i = 0; i < ground->named->len; i++) {
        if (march_rect_contains(named_room,
                                g_array_index(ground->named, MarchPoint, i))) {
            return HUGE_VAL;
        }
    }
    for (guint i = 0; i < ground->points->len; i++) {
        if (march_rect_intersects(point_room,
                                  g_array_index(ground->points, MarchRect, i))) {
            cost += POINT_COST;
        }
    }
    return cost;
}

static int
compare_candidates(gconstpointer a, gconstpointer b)
{
    const Candidate *first = a;
    const Candidate *second = b;
    if (first->cost < second->cost || first->cost > second->cost) {
        return first->cost < second->cost ? -1 : 1;
    }
    /* a total order, so that the same input gives the same place */
    if (first->rect.y < second->rect.y || first->rect.y > second->rect.y) {
        return first->rect.y < second->rect.y ? -1 : 1;
    }
    return (first->rect.x > second->rect.x) - (first->rect.x < second->rect.x);
}

/* Notes which places for names of areas @candidate takes. */
static void
block_names(const MarchFurnitureGround *ground, Candidate *candidate)
{
    for (guint i = 0; i < ground->rooms->len; i++) {
        const MarchNameRoom *room = &g_array_index(ground->rooms, MarchNameRoom, i);
        candidate->blocked[i] = march_name_room_blocked(room, candidate->rect);
        if (march_name_room_is_full(room, candidate->blocked[i])) {
            candidate->cost += NAME_COST;
        }
    }
}

static void
consider(const Task *task, guint shape, MarchPoint at, GArray *candidates)
{
    const MarchFurnitureItem *item = task->item;
    MarchRect room = task->room;
    MarchRect rect = {at.x, at.y, item->shapes[shape].width,
                      item->shapes[shape].height};
    double symbols = symbols_cost(task->ground, rect);
    if (isinf(symbols)) {
        return;
    }
    double from_left = rect.x - room.x;
    double from_top = rect.y - room.y;
    double from_right = room.x + room.width - rect.x - rect.width;
    double from_bottom = room.y + room.height - rect.y - rect.height;
    double covered = sum_under(task->ground, task->ground->covered, rect);
    double cost = symbols + sum_under(task->ground, task->ground->sums, rect) +
                  CLEAR_COST * covered + land_cost(task->ground, rect) +
                  shape * SHAPE_COST;
    cost += SLIDE_COST * (MIN(from_left, from_right) + MIN(from_top, from_bottom));
    if (item->prefers_bottom && from_top < from_bottom) {
        cost += WRONG_END_COST;
    }
    if (item->prefers_top && from_bottom < from_top) {
        cost += WRONG_END_COST / 3;
    }
    Candidate candidate = {.shape = shape,
                           .rect = rect,
                           .cost = round(cost / COST_STEP) * COST_STEP,
                           .covered = covered};
    block_names(task->ground, &candidate);
    g_array_append_val(candidates, candidate);
}

/* All positions of one shape along the frame. */
static void
list_positions(const Task *task, guint shape, GArray *candidates)
{
    MarchRect room = task->room;
    double free_x = room.width - task->item->shapes[shape].width;
    double free_y = room.height - task->item->shapes[shape].height;
    if (free_x < 0 || free_y < 0) {
        return;
    }
    double step = 2 * task->ground->cell;
    guint n_x = (guint)(free_x / step) + 1;
    guint n_y = (guint)(free_y / step) + 1;
    for (guint i = 0; i <= n_x; i++) {
        double x = room.x + free_x * i / n_x;
        consider(task, shape, (MarchPoint){x, room.y}, candidates);
        consider(task, shape, (MarchPoint){x, room.y + free_y}, candidates);
    }
    for (guint i = 1; i < n_y; i++) {
        double y = room.y + free_y * i / n_y;
        consider(task, shape, (MarchPoint){room.x, y}, candidates);
        consider(task, shape, (MarchPoint){room.x + free_x, y}, candidates);
    }
}

/* Positions all over the map, for when every one along the frame covers too much. */
static void
list_inner_positions(const Task *task, guint shape, GArray *candidates)
{
    MarchRect room = task->room;
    double free_x = room.width - task->item->shapes[shape].width;
    double free_y = room.height - task->item->shapes[shape].height;
    if (free_x < 0 || free_y < 0) {
        return;
    }
    double step = INNER_STEP * task->ground->cell;
    guint n_x = (guint)(free_x / step) + 1;
    guint n_y = (guint)(free_y / step) + 1;
    for (guint i = 1; i < n_x; i++) {
        for (guint k = 1; k < n_y; k++) {
            MarchPoint at = {room.x + free_x * i / n_x, room.y + free_y * k / n_y};
            consider(task, shape, at, candidates);
        }
    }
}

static gboolean
has_clear(const GArray *candidates)
{
    for (guint i = 0; i < candidates->len; i++) {
        if (g_array_index(candidates, Candidate, i).covered < COVERED_LEAST) {
            return TRUE;
        }
    }
    return FALSE;
}

/* Keeps the best of @all that are not neighbours of a better one. */
static void
keep_distinct(GArray *all, GArray *kept)
{
    g_array_sort(all, compare_candidates);
    guint first = kept->len;
    for (guint i = 0; i < all->len && kept->len - first < CANDIDATES_MAX; i++) {
        const Candidate *candidate = &g_array_index(all, Candidate, i);
        gboolean is_near = FALSE;
        for (guint k = first; k < kept->len && !is_near; k++) {
            const Candidate *other = &g_array_index(kept, Candidate, k);
            double dx = fabs(candidate->rect.x - other->rect.x);
            double dy = fabs(candidate->rect.y - other->rect.y);
            is_near = dx < candidate->rect.width / 4 && dy < candidate->rect.height / 4;
        }
        if (!is_near) {
            g_array_append_val(kept, *candidate);
        }
    }
}

static GArray *
list_candidates(const Task *task)
{
    GArray *kept = g_array_new(FALSE, FALSE, sizeof(Candidate));
    for (guint shape = 0; shape < task->item->n_shapes; shape++) {
        g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(Candidate));
        list_positions(task, shape, all);
        if (!has_clear(all)) {
            list_inner_positions(task, shape, all);
        }
        keep_distinct(all, kept);
    }
    return kept;
}

typedef struct {
    const MarchFurnitureGround *ground;
    GArray *candidates[ITEMS_MAX];
    guint n_items;
    double gap;
    guint chosen[ITEMS_MAX];
    guint best[ITEMS_MAX];
    double best_cost;
} Search;

/* What it costs that the pieces together leave a name no room, though none does
   alone. */
static double
joint_cost(const Search *search)
{
    double cost = 0;
    for (guint r = 0; r < search->ground->rooms->len; r++) {
        const MarchNameRoom *room =
            &g_array_index(search->ground->rooms, MarchNameRoom, r);
        guint64 blocked = 0;
        gboolean is_counted = FALSE;
        for (guint i = 0; i < search->n_items; i++) {
            const Candidate *candidate =
                &g_array_index(search->candidates[i], Candidate, search->chosen[i]);
            blocked |= candidate->blocked[r];
            is_counted =
                is_counted || march_name_room_is_full(room, candidate->blocked[r]);
        }
        if (!is_counted && march_name_room_is_full(room, blocked)) {
            cost += NAME_COST;
        }
    }
    return cost;
}

static void
search_from(Search *search, guint item, double cost)
{
    if (item == search->n_items) {
        cost += joint_cost(search);
    }
    if (cost >= search->best_cost) {
        return;
    }
    if (item == search->n_items) {
        memcpy(search->best, search->chosen, sizeof search->best);
        search->best_cost = cost;
        return;
    }
    const GArray *candidates = search->candidates[item];
    for (guint i = 0; i < candidates->len; i++) {
        const Candidate *candidate = &g_array_index(candidates, Candidate, i);
        MarchRect grown = march_rect_inset(candidate->rect, search->gap);
        gboolean is_free = TRUE;
        for (guint k = 0; k < item && is_free; k++) {
            is_free = !march_rect_intersects(
                grown,
                g_array_index(search->candidates[k], Candidate, search->chosen[k])
                    .rect);
        }
        if (is_free) {
            search->chosen[item] = i;
            search_from(search, item + 1, cost + candidate->cost);
        }
    }
}

gboolean
march_furniture_place(const MarchFurnitureGround *ground,
                      double gap,
                      MarchFurnitureItem *const *items,
                      guint n_items)
{
    g_assert(n_items <= ITEMS_MAX);
    Search search = {
        .ground = ground, .n_items = n_items, .gap = gap, .best_cost = G_MAXDOUBLE};
    for (guint i = 0; i < n_items; i++) {
        items[i]->is_placed = FALSE;
        Task task = {.ground = ground,
                     .item = items[i],
                     .room = march_rect_inset(ground->map, -gap)};
        search.candidates[i] = list_candidates(&task);
    }
    search_from(&search, 0, 0);

    gboolean found = search.best_cost < G_MAXDOUBLE;
    for (guint i = 0; i < n_items; i++) {
        if (found) {
            const Candidate *candidate =
                &g_array_index(search.candidates[i], Candidate, search.best[i]);
            items[i]->is_placed = TRUE;
            items[i]->shape = candidate->shape;
            items[i]->rect = candidate->rect;
            items[i]->cost = candidate->cost;
            items[i]->covered = candidate->covered;
        }
        g_array_unref(search.candidates[i]);
    }
    return found;
}
