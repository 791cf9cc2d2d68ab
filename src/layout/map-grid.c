/* SPDX-License-Identifier: MIT */
#include "map-grid.h"

#include <math.h>

#define CELLS_MAX 65536

typedef struct {
    guint item;
    guint next; /* index + 1 of the next entry of the cell; 0 ends it */
} GridEntry;

struct MarchMapGrid {
    MarchRect bounds;
    double cell;
    guint columns, rows;
    guint *heads;    /* index + 1 of the first entry; 0 is an empty cell */
    GArray *entries; /* of GridEntry */
    GArray *stamps;  /* of guint: the query that saw the item last */
    guint query;
};

MarchMapGrid *
march_map_grid_new(MarchRect bounds, double cell)
{
    MarchMapGrid *grid = g_new0(MarchMapGrid, 1);
    double width = MAX(bounds.width, 1e-3);
    double height = MAX(bounds.height, 1e-3);

    grid->bounds = bounds;
    grid->cell = MAX(cell, sqrt(width * height / CELLS_MAX));
    grid->cell = MAX(grid->cell, MAX(width, height) / 4096);
    grid->columns = (guint)ceil(width / grid->cell);
    grid->rows = (guint)ceil(height / grid->cell);
    grid->heads = g_new0(guint, (gsize)grid->columns * grid->rows);
    grid->entries = g_array_new(FALSE, FALSE, sizeof(GridEntry));
    grid->stamps = g_array_new(FALSE, TRUE, sizeof(guint));
    return grid;
}

void
march_map_grid_free(MarchMapGrid *grid)
{
    if (grid == NULL) {
        return;
    }
    g_free(grid->heads);
    g_array_unref(grid->entries);
    g_array_unref(grid->stamps);
    g_free(grid);
}

static guint
cell_of(double value, double start, double cell, guint count)
{
    double index = floor((value - start) / cell);

    if (!(index > 0)) {
        return 0;
    }
    return index >= count ? count - 1 : (guint)index;
}

static guint
column_of(const MarchMapGrid *grid, double x)
{
    return cell_of(x, grid->bounds.x, grid->cell, grid->columns);
}

static guint
row_of(const MarchMapGrid *grid, double y)
{
    return cell_of(y, grid->bounds.y, grid->cell, grid->rows);
}

static void
insert_cells(MarchMapGrid *grid, guint left, guint right, guint row, guint item)
{
    for (guint column = left; column <= right; column++) {
        guint *head = &grid->heads[(gsize)row * grid->columns + column];
        GridEntry entry = {item, *head};

        g_array_append_val(grid->entries, entry);
        *head = grid->entries->len;
    }
}

static void
note_item(MarchMapGrid *grid, guint item)
{
    if (item >= grid->stamps->len) {
        g_array_set_size(grid->stamps, item + 1);
    }
}

void
march_map_grid_insert(MarchMapGrid *grid, MarchRect rect, guint item)
{
    guint left = column_of(grid, rect.x);
    guint right = column_of(grid, rect.x + rect.width);
    guint bottom = row_of(grid, rect.y + rect.height);

    note_item(grid, item);
    for (guint row = row_of(grid, rect.y); row <= bottom; row++) {
        insert_cells(grid, left, right, row, item);
    }
}

void
march_map_grid_insert_segment(MarchMapGrid *grid,
                              MarchPoint from,
                              MarchPoint to,
                              guint item)
{
    MarchPoint low = from.y <= to.y ? from : to;
    MarchPoint high = from.y <= to.y ? to : from;
    guint first = row_of(grid, low.y);
    guint last = row_of(grid, high.y);
    double slope = high.y - low.y > 1e-12 ? (high.x - low.x) / (high.y - low.y) : 0;

    note_item(grid, item);
    for (guint row = first; row <= last; row++) {
        double top = grid->bounds.y + row * grid->cell;
        double y0 = row == first ? low.y : CLAMP(top, low.y, high.y);
        double y1 = row == last ? high.y : CLAMP(top + grid->cell, low.y, high.y);
        double x0 = row == first ? low.x : low.x + (y0 - low.y) * slope;
        double x1 = row == last ? high.x : low.x + (y1 - low.y) * slope;

        insert_cells(grid, column_of(grid, MIN(x0, x1) - 1e-9),
                     column_of(grid, MAX(x0, x1) + 1e-9), row, item);
    }
}

void
march_map_grid_visit(MarchMapGrid *grid,
                     MarchRect rect,
                     MarchMapGridVisitor visitor,
                     gpointer data)
{
    guint left = column_of(grid, rect.x);
    guint right = column_of(grid, rect.x + rect.width);
    guint bottom = row_of(grid, rect.y + rect.height);

    grid->query++;
    for (guint row = row_of(grid, rect.y); row <= bottom; row++) {
        for (guint column = left; column <= right; column++) {
            guint next = grid->heads[(gsize)row * grid->columns + column];

            while (next > 0) {
                const GridEntry *entry =
                    &g_array_index(grid->entries, GridEntry, next - 1);
                guint *stamp = &g_array_index(grid->stamps, guint, entry->item);

                if (*stamp != grid->query) {
                    *stamp = grid->query;
                    if (visitor(entry->item, data)) {
                        return;
                    }
                }
                next = entry->next;
            }
        }
    }
}

static gboolean
append_item(guint item, gpointer data)
{
    GArray *items = data;

    g_array_append_val(items, item);
    return FALSE;
}

void
march_map_grid_query(MarchMapGrid *grid, MarchRect rect, GArray *items)
{
    g_array_set_size(items, 0);
    march_map_grid_visit(grid, rect, append_item, items);
}
