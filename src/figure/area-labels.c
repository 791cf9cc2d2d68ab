/* SPDX-License-Identifier: MIT */
#include "area-labels.h"

#include <math.h>
#include <string.h>

#define CELL_MM 1.0
/* Cells along the longer side of a large map; then they are larger. */
#define CELLS_MAX 250
/* Steps of the distance, in parts of a cell: across (a label's room is taken to be
 * ASPECT times wider than high), down, and both at once: sqrt(1 + 1 / ASPECT^2). */
#define ASPECT 3
#define ACROSS 4096U
#define DOWN   (ASPECT * ACROSS)
#define SLANT  12953U
#define FAR    (G_MAXUINT32 / 2)
/* Cells with this share of the most room are as good as the roomiest. */
#define ROOMY 0.95
/* Less room than this holds no name. */
#define SMALLEST_ROOM_MM 1.6

typedef struct {
    const char *key;
    const char *name;
    guint cells;
    guint32 room;       /* of the roomiest cell, in parts of DOWN to a cell */
    double column, row; /* mean of the cells with nearly that room */
    guint roomy;        /* their number */
    guint best;         /* the one of them nearest to the mean */
    double best_distance;
} Area;

typedef struct {
    MarchRect rect;
    double cell; /* mm */
    guint columns, rows;
    guint16 *owner;    /* 0 nobody, else area + 1 */
    guint32 *distance; /* in parts of DOWN to a cell */
} Grid;

static void
grid_init(Grid *grid, MarchRect rect)
{
    grid->rect = rect;
    grid->cell = MAX(CELL_MM, MAX(rect.width, rect.height) / CELLS_MAX);
    grid->columns = (guint)MAX(ceil(rect.width / grid->cell), 1);
    grid->rows = (guint)MAX(ceil(rect.height / grid->cell), 1);
    grid->owner = g_new0(guint16, (gsize)grid->columns * grid->rows);
    grid->distance = g_new0(guint32, (gsize)grid->columns * grid->rows);
}

static void
grid_clear(Grid *grid)
{
    g_free(grid->owner);
    g_free(grid->distance);
}

/** Where the outline of an area crosses the middle of a row of cells. */
typedef struct {
    guint row;
    double x;
} Crossing;

static int
crossings_compare(gconstpointer a, gconstpointer b)
{
    const Crossing *first = a, *second = b;

    if (first->row != second->row) {
        return first->row < second->row ? -1 : 1;
    }
    return (first->x > second->x) - (first->x < second->x);
}

/* A row above or below too many, against rounding; clamped to the grid. */
static guint
row_near(const Grid *grid, double y, double away)
{
    double row = (y - grid->rect.y) / grid->cell + away;

    return (guint)CLAMP(row, 0, (double)grid->rows - 1);
}

static void
edge_cross(const Grid *grid, MarchPoint a, MarchPoint b, GArray *crossings)
{
    guint last = row_near(grid, MAX(a.y, b.y), 1);

    for (guint row = row_near(grid, MIN(a.y, b.y), -2); row <= last; row++) {
        double y = grid->rect.y + ((double)row + 0.5) * grid->cell;

        if ((a.y <= y) != (b.y <= y)) {
            Crossing crossing = {row, a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x)};

            g_array_append_val(crossings, crossing);
        }
    }
}

/* Of all rings of @path, row by row from left to right. */
static void
crossings_find(const Grid *grid, const MarchPath *path, GArray *crossings)
{
    for (guint i = 0; i < path->parts->len; i++) {
        const MarchPathPart *part = &g_array_index(path->parts, MarchPathPart, i);
        const MarchPoint *points =
            &g_array_index(path->points, MarchPoint, part->start);

        for (guint j = 0; j < part->count; j++) {
            edge_cross(grid, points[j], points[j + 1 < part->count ? j + 1 : 0],
                       crossings);
        }
    }
    g_array_sort(crossings, crossings_compare);
}

/* Rings are closed, so that each row has an even number of crossings. */
static void
area_paint(Grid *grid, const MarchPath *path, guint16 owner)
{
    g_autoptr(GArray) crossings = g_array_new(FALSE, FALSE, sizeof(Crossing));

    crossings_find(grid, path, crossings);
    for (guint i = 0; i + 1 < crossings->len; i += 2) {
        const Crossing *crossing = &g_array_index(crossings, Crossing, i);
        double from = crossing[0].x - grid->rect.x;
        double to = crossing[1].x - grid->rect.x;
        int first = (int)ceil(MAX(from, 0) / grid->cell - 0.5);
        int last = (int)floor(MIN(to, grid->rect.width) / grid->cell - 0.5);

        for (int column = MAX(first, 0); column <= last && column < (int)grid->columns;
             column++) {
            grid->owner[crossing->row * grid->columns + (guint)column] = owner;
        }
    }
}

/* Cells whose four neighbours have the same owner are far until found nearer. */
static void
inner_mark(Grid *grid)
{
    guint columns = grid->columns;

    for (guint row = 1; row + 1 < grid->rows; row++) {
        const guint16 *owner = grid->owner + (gsize)row * columns;
        guint32 *distance = grid->distance + (gsize)row * columns;

        for (guint column = 1; column + 1 < columns; column++) {
            const guint16 *at = owner + column;

            distance[column] = *at != 0 && at[-1] == *at && at[1] == *at &&
                                       *(at - columns) == *at && at[columns] == *at
                                   ? FAR
                                   : 0;
        }
    }
}

/* Lowers the distances of a row by those of the row beside it. */
static void
row_relax(guint32 *restrict cells, const guint32 *restrict beside, guint columns)
{
    for (guint column = 1; column + 1 < columns; column++) {
        guint32 slant = MIN(beside[column - 1], beside[column + 1]) + SLANT;
        guint32 down = beside[column] + DOWN;
        guint32 nearest = MIN(slant, down);

        cells[column] = MIN(cells[column], nearest);
    }
}

/* Two-pass chamfer distance to the nearest cell of another owner or the frame
 * (Borgefors 1986). */
static void
distances_find(Grid *grid)
{
    guint columns = grid->columns;

    inner_mark(grid);
    for (guint row = 1; row + 1 < grid->rows; row++) {
        guint32 *cells = grid->distance + (gsize)row * columns;

        row_relax(cells, cells - columns, columns);
        for (guint column = 1; column + 1 < columns; column++) {
            cells[column] = MIN(cells[column], cells[column - 1] + ACROSS);
        }
    }
    for (guint row = grid->rows - 1; row-- > 1;) {
        guint32 *cells = grid->distance + (gsize)row * columns;

        row_relax(cells, cells + columns, columns);
        for (guint column = columns - 1; column-- > 1;) {
            cells[column] = MIN(cells[column], cells[column + 1] + ACROSS);
        }
    }
}

static guint
area_find(GArray *areas, const MarchFeature *feature, const char *key, const char *name)
{
    const char *value = march_feature_get_string(feature, key);
    const char *text = name != NULL ? march_feature_get_string(feature, name) : NULL;
    Area area = {.key = value, .name = text != NULL ? text : value};

    if (value == NULL || *value == '\0') {
        return G_MAXUINT;
    }
    for (guint i = 0; i < areas->len; i++) {
        if (strcmp(g_array_index(areas, Area, i).key, value) == 0) {
            return i;
        }
    }
    if (areas->len >= G_MAXUINT16 - 1) {
        return G_MAXUINT;
    }
    g_array_append_val(areas, area);
    return areas->len - 1;
}

static void
rooms_find(const Grid *grid, Area *areas)
{
    for (guint cell = 0; cell < grid->columns * grid->rows; cell++) {
        if (grid->owner[cell] != 0) {
            Area *area = areas + grid->owner[cell] - 1;

            area->cells++;
            area->room = MAX(area->room, grid->distance[cell]);
        }
    }
}

/* The cells that have nearly the most room of their area. */
static GArray *
roomy_list(const Grid *grid, const Area *areas)
{
    GArray *cells = g_array_new(FALSE, FALSE, sizeof(guint));

    for (guint cell = 0; cell < grid->columns * grid->rows; cell++) {
        if (grid->owner[cell] != 0 &&
            grid->distance[cell] >= areas[grid->owner[cell] - 1].room * ROOMY) {
            g_array_append_val(cells, cell);
        }
    }
    return cells;
}

static void
mean_add(Area *area, double column, double row)
{
    area->roomy++;
    area->column += (column - area->column) / area->roomy;
    area->row += (row - area->row) / area->roomy;
}

static void
best_update(Area *area, guint cell, double column, double row)
{
    double distance = hypot(column - area->column, row - area->row);

    if (distance < area->best_distance) {
        area->best_distance = distance;
        area->best = cell;
    }
}

/* A long area has much equal room: the label goes to the middle of it. */
static void
best_cells_find(const Grid *grid, GArray *found)
{
    Area *areas = (Area *)(gpointer)found->data;
    g_autoptr(GArray) roomy = NULL;

    for (guint i = 0; i < found->len; i++) {
        areas[i].best_distance = HUGE_VAL;
    }
    rooms_find(grid, areas);
    roomy = roomy_list(grid, areas);
    for (guint i = 0; i < roomy->len; i++) {
        guint cell = g_array_index(roomy, guint, i);

        mean_add(areas + grid->owner[cell] - 1, cell % grid->columns,
                 cell / grid->columns);
    }
    for (guint i = 0; i < roomy->len; i++) {
        guint cell = g_array_index(roomy, guint, i);

        best_update(areas + grid->owner[cell] - 1, cell, cell % grid->columns,
                    cell / grid->columns);
    }
}

/* Millimetres of the room of an area. */
static double
area_room(const Grid *grid, const Area *area)
{
    return area->room * grid->cell / DOWN;
}

static void
point_add(MarchFeatures *points,
          const Grid *grid,
          const Area *area,
          const char *key,
          const MarchFrame *frame)
{
    MarchPoint at = {
        grid->rect.x + ((double)(area->best % grid->columns) + 0.5) * grid->cell,
        grid->rect.y + ((double)(area->best / grid->columns) + 0.5) * grid->cell};
    MarchLonLat position;
    MarchFeature *feature;

    if (!march_frame_unproject(frame, at, &position)) {
        return;
    }
    feature = march_features_add(points, march_geometry_new_point(position));
    march_features_set_string(points, feature, key, area->key);
    march_features_set_string(points, feature, "name", area->name);
    march_features_set_number(points, feature, "room", area_room(grid, area));
    march_features_set_number(points, feature, "area",
                              area->cells * grid->cell * grid->cell);
}

void
march_area_labels_add(MarchFeatures *points,
                      const MarchFeatures *areas,
                      const char *key,
                      const char *name,
                      const MarchFrame *frame)
{
    g_autoptr(GArray) found = g_array_new(FALSE, TRUE, sizeof(Area));
    Grid grid;

    grid_init(&grid, march_frame_get_rect(frame));
    for (guint i = 0; i < march_features_count(areas); i++) {
        const MarchFeature *feature = march_features_get(areas, i);
        guint area = area_find(found, feature, key, name);
        g_autoptr(MarchPath) path = NULL;

        if (area == G_MAXUINT || feature->geometry->type != MARCH_GEOMETRY_POLYGON) {
            continue;
        }
        path = march_frame_project_geometry(frame, feature->geometry, 0);
        area_paint(&grid, path, (guint16)(area + 1));
    }
    distances_find(&grid);
    best_cells_find(&grid, found);
    for (guint i = 0; i < found->len; i++) {
        const Area *area = &g_array_index(found, Area, i);

        if (area_room(&grid, area) >= SMALLEST_ROOM_MM) {
            point_add(points, &grid, area, key, frame);
        }
    }
    grid_clear(&grid);
}
