/* SPDX-License-Identifier: MIT */
#include "layout/zoom.h"

#include "layout-fixture.h"

static MarchSpec *
spec_with_insets(double width_mm, double height_mm, guint count)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GString) text = g_string_new("extent: {bbox: [69.2, 39.5, 71.2, 40.5]}\n"
                                           "insets:\n");
    MarchSpec *spec;

    for (guint i = 0; i < count; i++) {
        g_string_append_printf(text,
                               "  - title: Part %u\n    extent: {around: [70.%u, "
                               "40], radius: 10 km}\n",
                               i + 1, i + 1);
    }
    g_string_append_printf(text, "size: {width: %.0fmm, height: %.0fmm}\n", width_mm,
                           height_mm);
    spec = march_spec_parse(text->str, text->len, "figure.yaml", NULL, NULL, &error);
    g_assert_no_error(error);
    return spec;
}

/* Insets, and the map that is left, keep apart and within what the map had. */
static void
test_rooms_keep_apart(void)
{
    static const double SIZES[][2] = {{160, 90}, {90, 160}, {60, 60}, {500, 300}};

    for (gsize size = 0; size < G_N_ELEMENTS(SIZES); size++) {
        for (guint count = 1; count <= MARCH_ZOOMS_MAX; count++) {
            g_autoptr(MarchSpec) spec =
                spec_with_insets(SIZES[size][0] + 20, SIZES[size][1] + 40, count);
            MarchPagePlan plan = {.map = {10, 10, SIZES[size][0], SIZES[size][1]},
                                  .base_size = 2.2};
            MarchRect field = plan.map;

            march_zooms_plan(spec, &plan);
            g_assert_cmpuint(plan.n_zooms, ==, count);
            g_assert_cmpfloat(plan.map.width * plan.map.height, >,
                              0.25 * field.width * field.height);
            for (guint i = 0; i < count; i++) {
                MarchRect zoom = plan.zooms[i];

                g_assert_cmpfloat(zoom.width, >, 5);
                g_assert_cmpfloat(zoom.height, >, 5);
                g_assert_cmpfloat(zoom.x, >=, field.x - 1e-9);
                g_assert_cmpfloat(zoom.y, >=, field.y - 1e-9);
                g_assert_cmpfloat(zoom.x + zoom.width, <=,
                                  field.x + field.width + 1e-9);
                g_assert_cmpfloat(zoom.y + zoom.height, <=,
                                  field.y + field.height + 1e-9);
                g_assert_false(march_rect_intersects(zoom, plan.map));
                for (guint k = 0; k < i; k++) {
                    g_assert_false(march_rect_intersects(zoom, plan.zooms[k]));
                }
            }
        }
    }
}

static void
test_room_is_given_back(void)
{
    g_autoptr(MarchSpec) spec = spec_with_insets(180, 130, 2);
    MarchPagePlan plan = {.map = {10, 10, 160, 90}, .base_size = 2.5};

    march_zooms_plan(spec, &plan);
    g_assert_cmpfloat(plan.map.width, <, 150);
    march_zooms_unplan(&plan);
    g_assert_cmpfloat_with_epsilon(plan.map.width, 160, 1e-9);
    g_assert_cmpuint(plan.n_zooms, ==, 0);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/layout/zoom/rooms-keep-apart", test_rooms_keep_apart);
    g_test_add_func("/layout/zoom/room-is-given-back", test_room_is_given_back);
    return g_test_run();
}
