/* SPDX-License-Identifier: MIT */
/* Stitching and cutting the boundary lines of the data pack. */
#include <string.h>

#include "base/data-path.h"
#include "border-fixture.h"
#include "borders/borders-private.h"
#include "geodata/catalogue.h"

static MarchBorders *
read_pack(MarchBox box, MarchDiagnostics *diagnostics)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *directory = march_data_path(NULL, &error);
    g_autofree char *pack = NULL;
    g_autoptr(MarchCatalogue) catalogue = NULL;
    g_autoptr(MarchFeatures) lines = NULL;
    MarchBorders *borders = march_borders_new();

    g_assert_no_error(error);
    pack = g_build_filename(directory, "geodata", NULL);
    catalogue = march_catalogue_open(pack, &error);
    g_assert_no_error(error);
    lines = march_catalogue_read(catalogue, "boundaries", box, 100000, NULL, &error);
    g_assert_no_error(error);
    march_borders_add_lines(borders, lines, "the pack", diagnostics);
    return borders;
}

static MarchBorders *
read_batken(void)
{
    return read_pack((MarchBox){69, 39.3, 71.5, 40.5}, NULL);
}

static void
test_kyrgyz_tajik_border_is_a_line_and_vorukh(void)
{
    g_autoptr(MarchBorders) borders = read_batken();
    guint lines = 0, rings = 0;

    for (guint i = 0; i < borders->chains->len; i++) {
        const MarchChain *chain = g_ptr_array_index(borders->chains, i);

        if (!march_chain_is_between(chain, "KG", "TJ")) {
            continue;
        }
        lines += chain->is_ring ? 0 : 1;
        if (chain->is_ring) {
            rings++;
            g_assert_cmpstr(chain->name, ==, "Vorukh");
            /* Counter-clockwise the exclave is on the left. */
            g_assert_cmpstr(chain->left, ==, "TJ");
            g_assert_true(
                march_chain_contains(chain, (MarchLonLat){70.58012, 39.85125}));
        }
    }
    g_assert_cmpuint(lines, ==, 1);
    g_assert_cmpuint(rings, ==, 1);
}

static void
test_sides_of_towns(void)
{
    static const struct {
        const char *name;
        MarchLonLat position;
        const char *country;
    } TOWNS[] = {
        {"Isfara", {70.62526, 40.12649}, "TJ"},
        {"Batken", {70.81939, 40.06259}, "KG"},
        {"Vorukh", {70.58012, 39.85125}, "TJ"},
        {"Razzakov", {69.52760, 39.83895}, "KG"},
        {"Khujand", {69.62216, 40.28256}, "TJ"},
        {"Sokh", {71.13, 39.96}, "UZ"},
        {"Korgon", {69.93559, 39.88899}, "KG"},
        {"Konibodom", {70.43122, 40.29414}, "TJ"},
    };
    g_autoptr(MarchBorders) borders = read_batken();

    for (gsize i = 0; i < G_N_ELEMENTS(TOWNS); i++) {
        g_autoptr(GArray) sides = march_borders_find_sides(borders, TOWNS[i].position);

        g_test_message("%s", TOWNS[i].name);
        g_assert_cmpuint(sides->len, ==, 1);
        g_assert_cmpstr(g_array_index(sides, MarchBorderSide, 0).country, ==,
                        TOWNS[i].country);
    }
}

static void
test_sections_of_the_reference_case(void)
{
    g_autoptr(MarchBorders) borders = read_batken();
    g_autoptr(GError) error = NULL;
    MarchCutRequest request = {
        .name = "Chorkuh – Kok-Tash",
        .between = {"TJ", "KG"},
        .kind = MARCH_CUT_FROM_TO,
        .from = {"Samarkandyk", {70.54589, 39.99810}, 1},
        .to = {"Chorkuh", {70.56667, 39.96667}, 1},
        .status = MARCH_BORDER_DISPUTED,
        .source = "a test",
    };
    const MarchSection *section = march_borders_cut(borders, &request, NULL, &error);

    g_assert_no_error(error);
    /* Round the tip of the valley, where Kok-Tash lies between the two. */
    g_assert_cmpfloat(section->length_km, >, 15);
    g_assert_cmpfloat(section->length_km, <, 30);
    g_assert_cmpfloat(section->from_snap_km, <, 5);
    request.kind = MARCH_CUT_RING;
    request.from = (MarchCutPlace){"Vorukh", {70.58012, 39.85125}, 1};
    section = march_borders_cut(borders, &request, NULL, &error);
    g_assert_no_error(error);
    g_assert_cmpfloat_with_epsilon(section->length_km, 59.6, 0.5);
    g_assert_nonnull(strstr(section->sentence, "around Vorukh"));
}

static void
test_the_world_is_stitched_without_complaint(void)
{
    g_autoptr(MarchDiagnostics) diagnostics = march_diagnostics_new();
    g_autoptr(MarchBorders) borders =
        read_pack((MarchBox){-180, -90, 180, 90}, diagnostics);
    guint rings = 0;

    for (guint i = 0; i < march_diagnostics_count(diagnostics); i++) {
        const MarchDiagnostic *diagnostic = march_diagnostics_get(diagnostics, i);

        /* Borders may touch themselves; anything worse is an error of the pack. */
        g_test_message("%s", diagnostic->message);
        g_assert_cmpint(diagnostic->severity, ==, MARCH_SEVERITY_NOTE);
    }
    for (guint i = 0; i < borders->chains->len; i++) {
        const MarchChain *chain = g_ptr_array_index(borders->chains, i);

        rings += chain->is_ring ? 1 : 0;
    }
    g_assert_cmpuint(borders->chains->len, >, 500);
    g_assert_cmpuint(rings, >, 30);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/borders/pack/kyrgyz-tajik-border-is-a-line-and-vorukh",
                    test_kyrgyz_tajik_border_is_a_line_and_vorukh);
    g_test_add_func("/borders/pack/sides-of-towns", test_sides_of_towns);
    g_test_add_func("/borders/pack/sections-of-the-reference-case",
                    test_sections_of_the_reference_case);
    g_test_add_func("/borders/pack/the-world-is-stitched-without-complaint",
                    test_the_world_is_stitched_without_complaint);
    return g_test_run();
}
