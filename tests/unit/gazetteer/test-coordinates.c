/* SPDX-License-Identifier: MIT */
#include "gazetteer/coordinates.h"

static void
test_reads_positions(void)
{
    static const struct {
        const char *text;
        double lat, lon, km;
    } cases[] = {
        {"39.95 N 70.6 E", 39.95, 70.6, 5.56},
        {"N 39.9512 E 70.6001", 39.9512, 70.6001, 0.01},
        {"70.60 E, 39.95 N", 39.95, 70.6, 0.556},
        {"39.95, 70.60", 39.95, 70.6, 0.556},
        {"-39.95; -70.60", -39.95, -70.6, 0.556},
        {"(39.9500, 70.6000)", 39.95, 70.6, 0.01},
        {"39°57′ N, 70°36′ E", 39.95, 70.6, 0.93},
        {"39°57'00\"S 70°36'00\"W", -39.95, -70.6, 0.0155},
        {"39°57′ с. ш. 70°36′ в. д.", 39.95, 70.6, 0.93},
        {"39,95° с.ш. 70,60° в.д.", 39.95, 70.6, 0.556},
        {"39.95 north 70.60 east", 39.95, 70.6, 0.556},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        MarchLonLat position;
        double precision_km;
        if (!march_coordinates_read(cases[i].text, &position, &precision_km)) {
            g_error("\"%s\" is not read", cases[i].text);
        }
        g_assert_cmpfloat_with_epsilon(position.lat, cases[i].lat, 1e-6);
        g_assert_cmpfloat_with_epsilon(position.lon, cases[i].lon, 1e-6);
        g_assert_cmpfloat_with_epsilon(precision_km, cases[i].km, 0.005);
    }
}

static void
test_leaves_names_alone(void)
{
    static const char *const texts[] = {
        "",
        "Batken",
        "12, 15",
        "12 15",
        "39.95",
        "39.95 N",
        "39.95 N 70.6 N",
        "39.95 N 70.6",
        "91.5, 70.6",
        "39.95, 181.5",
        "39.95, 70.6 Osh",
        "Osh 39.95, 70.6",
        "-39.95 S 70.6 E",
        "Post 7.5",
        "3.5, 4",
        "39.95, \xFF",
    };
    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
        MarchLonLat position;
        double precision_km;
        if (march_coordinates_read(texts[i], &position, &precision_km)) {
            g_error("\"%s\" is taken for a position", texts[i]);
        }
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/gazetteer/coordinates/reads-positions", test_reads_positions);
    g_test_add_func("/gazetteer/coordinates/leaves-names-alone",
                    test_leaves_names_alone);
    return g_test_run();
}
