/* SPDX-License-Identifier: MIT */
#include "area-grid.h"

#include <math.h>

#define CELL_MM 1.0
/* Cells along the longer side of a large map; then they are larger. */
#define CELLS_MAX 250
/* Steps of the distance, in parts of a cell: across (a label's room is taken to be
 * three times wider than high), down, and both at once: sqrt(1 + 1 / 3^2). */
#define ACROSS (MARCH_AREA_GRID_DOWN / 3)
#define DOWN   MARCH_AREA_GRID_DOWN
#define SLANT  12953U
#define FAR    (G_MAXUINT32 / 2)

void
march_area_grid_init(MarchAreaGrid *grid, MarchRect rect)
{
    grid->rect = rect;
    grid->cell = MAX(CELL_MM, MAX(rect.width, rect.height) / CELLS_MAX);
    grid->columns = (guint)MAX(ceil(rect.width / grid->cell), 1);
    grid->rows = (guint)MAX(ceil(rect.height / grid->cell), 1);
    grid->owner = g_new0(guint16, (gsize)grid->columns * grid->rows);
    grid->distance = g_new0(guint32, (gsize)grid->columns * grid->rows);
}

void
march_area_grid_clear(MarchAreaGrid *grid)
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
row_near(const MarchAreaGrid *grid, double y, double away)
{
    double row = (y - grid->rect.y) / grid->cell + away;

    return (guint)CLAMP(row, 0, (double)grid->rows - 1);
}

static void
edge_cross(const MarchAreaGrid *grid, MarchPoint a, MarchPoint b, GArray *crossings)
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
crossings_find(const MarchAreaGrid *grid, const MarchPath *path, GArray *crossings)
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
void
march_area_grid_paint(MarchAreaGrid *grid, const MarchPath *path, guint16 owner)
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
inner_mark(MarchAreaGrid *grid)
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
void
march_area_grid_measure(MarchAreaGrid *grid)
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
