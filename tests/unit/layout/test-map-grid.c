/* SPDX-License-Identifier: MIT */
#include "layout/map-grid.h"

static gboolean
has_item(const GArray *items, guint item)
{
    for (guint i = 0; i < items->len; i++) {
        if (g_array_index(items, guint, i) == item) {
            return TRUE;
        }
    }
    return FALSE;
}

static void
test_finds_what_meets_the_query(void)
{
    g_autoptr(MarchMapGrid) grid = march_map_grid_new((MarchRect){0, 0, 100, 80}, 4);
    g_autoptr(GArray) items = g_array_new(FALSE, FALSE, sizeof(guint));
    g_autoptr(GRand) random = g_rand_new_with_seed(7);
    MarchRect rects[300];

    for (guint i = 0; i < G_N_ELEMENTS(rects); i++) {
        rects[i] = (MarchRect){
            g_rand_double_range(random, -10, 105), g_rand_double_range(random, -10, 85),
            g_rand_double_range(random, 0, 20), g_rand_double_range(random, 0, 6)};
        march_map_grid_insert(grid, rects[i], i);
    }
    for (guint i = 0; i < G_N_ELEMENTS(rects); i++) {
        march_map_grid_query(grid, rects[i], items);
        for (guint k = 0; k < G_N_ELEMENTS(rects); k++) {
            if (march_rect_intersects(rects[i], rects[k])) {
                g_assert_true(has_item(items, k));
            }
        }
    }
}

static void
test_returns_each_item_once(void)
{
    g_autoptr(MarchMapGrid) grid = march_map_grid_new((MarchRect){0, 0, 50, 50}, 1);
    g_autoptr(GArray) items = g_array_new(FALSE, FALSE, sizeof(guint));

    march_map_grid_insert(grid, (MarchRect){5, 5, 30, 30}, 0);
    march_map_grid_query(grid, (MarchRect){0, 0, 50, 50}, items);
    g_assert_cmpuint(items->len, ==, 1);
}

static void
test_segments_fill_only_their_cells(void)
{
    g_autoptr(MarchMapGrid) grid = march_map_grid_new((MarchRect){0, 0, 100, 100}, 1);
    g_autoptr(GArray) items = g_array_new(FALSE, FALSE, sizeof(guint));

    march_map_grid_insert_segment(grid, (MarchPoint){1, 1}, (MarchPoint){99, 99}, 0);
    march_map_grid_query(grid, (MarchRect){80.2, 20.2, 1, 1}, items);
    g_assert_cmpuint(items->len, ==, 0);
    for (double t = 1; t <= 99; t += 0.37) {
        march_map_grid_query(grid, (MarchRect){t, t, 0, 0}, items);
        g_assert_cmpuint(items->len, ==, 1);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/layout/map-grid/finds-what-meets-the-query",
                    test_finds_what_meets_the_query);
    g_test_add_func("/layout/map-grid/returns-each-item-once",
                    test_returns_each_item_once);
    g_test_add_func("/layout/map-grid/segments-fill-only-their-cells",
                    test_segments_fill_only_their_cells);
    return g_test_run();
}
