/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "borders-random.h"

/* All lines of a selection as text, to the last bit. */
static char *
dump(const MarchFeatures *features)
{
    GString *text = g_string_new(NULL);

    for (guint i = 0; i < march_features_count(features); i++) {
        const MarchFeature *feature = march_features_get(features, i);

        g_string_append_printf(text, "%s %s %s\n",
                               march_feature_get_string(feature, "left"),
                               march_feature_get_string(feature, "right"),
                               march_feature_get_string(feature, "status"));
        for (guint j = 0; j < feature->geometry->positions->len; j++) {
            MarchLonLat position =
                g_array_index(feature->geometry->positions, MarchLonLat, j);

            g_string_append_printf(text, "%a %a\n", position.lon, position.lat);
        }
    }
    return g_string_free(text, FALSE);
}

static void
cut_some(MarchBorders *borders, const MarchLonLat *line, const MarchLonLat *ring)
{
    MarchCutRequest request = {
        .name = "Line",
        .between = {"AA", "BB"},
        .kind = MARCH_CUT_FROM_TO,
        .from = {"from", line[12], 0},
        .to = {"to", line[41], 0},
        .status = MARCH_BORDER_DISPUTED,
        .source = "a test",
    };

    g_assert_nonnull(march_borders_cut(borders, &request, NULL, NULL));
    request.name = "Ring";
    request.from.position = ring[3];
    request.to.position = ring[9];
    request.status = MARCH_BORDER_UNDELIMITED;
    g_assert_nonnull(march_borders_cut(borders, &request, NULL, NULL));
}

static void
test_order_and_direction_change_nothing(void)
{
    for (int i = 0; i < 60; i++) {
        MarchLonLat line[RANDOM_LINE_VERTICES], ring[RANDOM_RING_VERTICES];
        g_autofree char *expected = NULL;

        random_line(line);
        random_ring(line, ring);
        for (int j = 0; j < 4; j++) {
            g_autoptr(MarchFeatures) parts = random_parts(line, ring);
            g_autoptr(MarchBorders) borders = march_borders_new();
            g_autoptr(MarchDiagnostics) diagnostics = march_diagnostics_new();
            g_autoptr(MarchFeatures) selected = NULL;
            g_autofree char *text = NULL;

            march_borders_add_lines(borders, parts, NULL, diagnostics);
            g_assert_cmpuint(march_diagnostics_count(diagnostics), ==, 0);
            cut_some(borders, line, ring);
            selected = march_borders_select(borders, MARCH_DATE_NONE, "defacto", NULL);
            g_assert_cmpuint(march_features_count(selected), ==, 5);
            text = dump(selected);
            if (expected == NULL) {
                expected = g_steal_pointer(&text);
            } else {
                g_assert_cmpstr(text, ==, expected);
            }
        }
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/borders/stitch/order-and-direction-change-nothing",
                    test_order_and_direction_change_nothing);
    return g_test_run();
}
