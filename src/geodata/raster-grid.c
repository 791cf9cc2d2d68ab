/* SPDX-License-Identifier: MIT */
/* Where the pixels of the page lie in a raster file.
 *
 * The way from the page to the file goes through two projections. It is taken exactly
 * at the corners of cells of 16 pixels; within a cell positions are interpolated where
 * its middle shows that this is good enough, and else taken exactly, too. */
#include "raster-private.h"

#include <math.h>

#define CELL 16U
/* Of a pixel, of the page or of the file, whichever is larger. */
#define TOLERANCE 0.125
/* Numbers read for a band; more tell nothing on a page of at most 16 million. */
#define BUFFER_MAX 16e6

typedef struct {
    MarchRasterXY at; /* NAN where there is none */
    double metres;
} Node;

typedef enum {
    CELL_EMPTY,
    CELL_REGULAR,
    CELL_EXACT,
} CellKind;

struct MarchRasterGrid {
    const MarchRasterSource *source;
    const MarchFrame *frame;
    MarchRect rect;
    double pixel_mm[2];
    guint across, down; /* cells */
    Node *nodes;        /* (across + 1) * (down + 1) */
    guint8 *kinds;      /* CellKind of each cell */
};

void
march_raster_grid_free(MarchRasterGrid *grid)
{
    if (grid == NULL) {
        return;
    }
    g_free(grid->nodes);
    g_free(grid->kinds);
    g_free(grid);
}

/* Of several turns of the earth the one that the file has. */
static double
turn_choose(const MarchRasterSource *source, double x)
{
    if (source->turn > 0 && x < 0 && x + source->turn <= source->columns) {
        return x + source->turn;
    }
    if (source->turn > 0 && x > source->columns && x - source->turn >= 0) {
        return x - source->turn;
    }
    return x;
}

/* @point counts pixels of the page. */
static Node
exact(const MarchRasterGrid *grid, double page_x, double page_y)
{
    const MarchRasterSource *source = grid->source;
    const double *affine = source->to_pixel;
    const MarchPoint point = {grid->rect.x + page_x * grid->pixel_mm[0],
                              grid->rect.y + page_y * grid->pixel_mm[1]};
    MarchLonLat position;
    double x, y, length;
    double z = 0;

    if (!march_frame_unproject(grid->frame, point, &position)) {
        return (Node){{NAN, NAN}, NAN};
    }
    x = position.lon;
    y = position.lat;
    if (source->from_degrees != NULL &&
        (!source->gdal->OCTTransform(source->from_degrees, 1, &x, &y, &z) ||
         !isfinite(x) || !isfinite(y))) {
        return (Node){{NAN, NAN}, NAN};
    }
    length = march_frame_length_at(grid->frame, position, 1);
    return (Node){{turn_choose(source, affine[0] + affine[1] * x + affine[2] * y),
                   affine[3] + affine[4] * x + affine[5] * y},
                  length > 0 ? grid->pixel_mm[0] / length : NAN};
}

static const Node *
corner(const MarchRasterGrid *grid, guint column, guint row)
{
    return &grid->nodes[(gsize)row * (grid->across + 1) + column];
}

static gboolean
node_is_valid(const Node *node)
{
    return isfinite(node->at.x) && isfinite(node->at.y) && isfinite(node->metres);
}

/* Between the corners; @x and @y run from 0 to 1 within the cell. */
static void
interpolate(const MarchRasterGrid *grid,
            guint column,
            guint row,
            double x,
            double y,
            MarchRasterSpot *spot)
{
    const Node *a = corner(grid, column, row);
    const Node *b = corner(grid, column + 1, row);
    const Node *c = corner(grid, column, row + 1);
    const Node *d = corner(grid, column + 1, row + 1);
    double top = 1 - y;
    double left = 1 - x;

    spot->at.x =
        top * (left * a->at.x + x * b->at.x) + y * (left * c->at.x + x * d->at.x);
    spot->at.y =
        top * (left * a->at.y + x * b->at.y) + y * (left * c->at.y + x * d->at.y);
    spot->right.x = (top * (b->at.x - a->at.x) + y * (d->at.x - c->at.x)) / CELL;
    spot->right.y = (top * (b->at.y - a->at.y) + y * (d->at.y - c->at.y)) / CELL;
    spot->down.x = (left * (c->at.x - a->at.x) + x * (d->at.x - b->at.x)) / CELL;
    spot->down.y = (left * (c->at.y - a->at.y) + x * (d->at.y - b->at.y)) / CELL;
    spot->metres = top * (left * a->metres + x * b->metres) +
                   y * (left * c->metres + x * d->metres);
}

/* How many pixels of the file a pixel of the page is wide. */
static double
fineness(const MarchRasterSpot *spot)
{
    return sqrt(fabs(spot->right.x * spot->down.y - spot->right.y * spot->down.x));
}

static CellKind
cell_judge(const MarchRasterGrid *grid, guint column, guint row)
{
    const Node middle = exact(grid, (column + 0.5) * CELL, (row + 0.5) * CELL);
    MarchRasterSpot spot;
    guint valid = 0;

    for (guint i = 0; i < 4; i++) {
        valid += node_is_valid(corner(grid, column + i % 2, row + i / 2)) ? 1 : 0;
    }
    if (valid == 0 && !node_is_valid(&middle)) {
        return CELL_EMPTY;
    }
    if (valid < 4 || !node_is_valid(&middle)) {
        return CELL_EXACT;
    }
    interpolate(grid, column, row, 0.5, 0.5, &spot);
    return hypot(spot.at.x - middle.at.x, spot.at.y - middle.at.y) <=
                   TOLERANCE * MAX(1, fineness(&spot))
               ? CELL_REGULAR
               : CELL_EXACT;
}

MarchRasterGrid *
march_raster_grid_new(const MarchRasterSource *source,
                      const MarchFrame *frame,
                      const MarchPageRaster *page)
{
    MarchRasterGrid *grid = g_new0(MarchRasterGrid, 1);

    grid->source = source;
    grid->frame = frame;
    grid->rect = page->rect;
    grid->pixel_mm[0] = page->rect.width / page->width;
    grid->pixel_mm[1] = page->rect.height / page->height;
    grid->across = (page->width + CELL - 1) / CELL;
    grid->down = (page->height + CELL - 1) / CELL;
    grid->nodes = g_new(Node, ((gsize)grid->across + 1) * (grid->down + 1));
    grid->kinds = g_new(guint8, (gsize)grid->across * grid->down);
    for (guint row = 0; row <= grid->down; row++) {
        for (guint column = 0; column <= grid->across; column++) {
            grid->nodes[(gsize)row * (grid->across + 1) + column] =
                exact(grid, column * CELL, row * CELL);
        }
    }
    for (guint row = 0; row < grid->down; row++) {
        for (guint column = 0; column < grid->across; column++) {
            grid->kinds[(gsize)row * grid->across + column] =
                (guint8)cell_judge(grid, column, row);
        }
    }
    return grid;
}

static gboolean
locate_exactly(const MarchRasterGrid *grid, double x, double y, MarchRasterSpot *spot)
{
    const Node here = exact(grid, x, y);
    const Node right = exact(grid, x + 1, y);
    const Node down = exact(grid, x, y + 1);

    if (!node_is_valid(&here)) {
        return FALSE;
    }
    spot->at = here.at;
    spot->right = (MarchRasterXY){right.at.x - here.at.x, right.at.y - here.at.y};
    spot->down = (MarchRasterXY){down.at.x - here.at.x, down.at.y - here.at.y};
    spot->metres = here.metres;
    return TRUE;
}

gboolean
march_raster_grid_locate(const MarchRasterGrid *grid,
                         guint x,
                         guint y,
                         MarchRasterSpot *spot)
{
    guint column = x / CELL;
    guint row = y / CELL;

    switch ((CellKind)grid->kinds[(gsize)row * grid->across + column]) {
    case CELL_EMPTY:
        return FALSE;
    case CELL_REGULAR:
        interpolate(grid, column, row, (x % CELL + 0.5) / CELL, (y % CELL + 0.5) / CELL,
                    spot);
        return TRUE;
    case CELL_EXACT:
        break;
    }
    return locate_exactly(grid, x + 0.5, y + 0.5, spot);
}

static int
compare_numbers(gconstpointer a, gconstpointer b)
{
    double one = *(const double *)a;
    double other = *(const double *)b;

    return (one > other) - (one < other);
}

/* The middle one of the cells' finenesses; 1 when there are none. */
static double
fineness_find(const MarchRasterGrid *grid)
{
    g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(double));

    for (guint row = 0; row < grid->down; row++) {
        for (guint column = 0; column < grid->across; column++) {
            MarchRasterSpot spot;
            double number;

            if (grid->kinds[(gsize)row * grid->across + column] != CELL_REGULAR) {
                continue;
            }
            interpolate(grid, column, row, 0.5, 0.5, &spot);
            number = fineness(&spot);
            if (spot.at.x >= 0 && spot.at.x <= grid->source->columns &&
                spot.at.y >= 0 && spot.at.y <= grid->source->rows) {
                g_array_append_val(all, number);
            }
        }
    }
    if (all->len == 0) {
        return 1;
    }
    g_array_sort(all, compare_numbers);
    return g_array_index(all, double, all->len / 2);
}

typedef struct {
    double west, east, north, south;
} Bounds;

/* All that regular cells cover; the whole file where there are others. */
static Bounds
bounds_find(const MarchRasterGrid *grid)
{
    const Bounds whole = {0, grid->source->columns, 0, grid->source->rows};
    Bounds bounds = {HUGE_VAL, -HUGE_VAL, HUGE_VAL, -HUGE_VAL};

    for (guint row = 0; row < grid->down; row++) {
        for (guint column = 0; column < grid->across; column++) {
            CellKind kind = grid->kinds[(gsize)row * grid->across + column];

            if (kind == CELL_EXACT) {
                return whole;
            }
            for (guint i = 0; kind == CELL_REGULAR && i < 4; i++) {
                MarchRasterXY at = corner(grid, column + i % 2, row + i / 2)->at;

                bounds.west = MIN(bounds.west, at.x);
                bounds.east = MAX(bounds.east, at.x);
                bounds.north = MIN(bounds.north, at.y);
                bounds.south = MAX(bounds.south, at.y);
            }
        }
    }
    return bounds;
}

gboolean
march_raster_grid_window(const MarchRasterGrid *grid, MarchRasterWindow *window)
{
    const MarchRasterSource *source = grid->source;
    double factor = MAX(fineness_find(grid), 1);
    double margin = 2 * factor + 2;
    Bounds bounds = bounds_find(grid);
    double west = MAX(floor(bounds.west - margin), 0);
    double east = MIN(ceil(bounds.east + margin), source->columns);
    double north = MAX(floor(bounds.north - margin), 0);
    double south = MIN(ceil(bounds.south + margin), source->rows);

    if (!(east > west) || !(south > north)) {
        return FALSE;
    }
    factor = MAX(factor, sqrt((east - west) * (south - north) / BUFFER_MAX));
    window->x = (int)west;
    window->y = (int)north;
    window->columns = (int)(east - west);
    window->rows = (int)(south - north);
    window->buffer_columns = MAX((int)(window->columns / factor), 1);
    window->buffer_rows = MAX((int)(window->rows / factor), 1);
    return TRUE;
}
