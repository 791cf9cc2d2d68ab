/* SPDX-License-Identifier: MIT */
/* The committed data pack, through the catalogue. */
#include "geodata/catalogue.h"

#include <math.h>

static const char PACK[] = MARCH_TEST_SOURCE_DIR "/geodata";
static const MarchBox BATKEN = {68.8, 39.3, 72.3, 40.7};
static const double FINE = 500000;

static MarchFeatures *
pack_read(const char *layer, MarchBox box, double scale)
{
    g_autoptr(MarchCatalogue) catalogue = march_catalogue_open(PACK, NULL);
    MarchFeatures *features =
        march_catalogue_read(catalogue, layer, box, scale, NULL, NULL);

    g_assert_nonnull(features);
    return features;
}

static gboolean
ring_contains(const MarchLonLat *ring, guint count, MarchLonLat at)
{
    gboolean inside = FALSE;

    for (guint i = 0, j = count - 1; i < count; j = i++) {
        if ((ring[i].lat > at.lat) != (ring[j].lat > at.lat) &&
            at.lon < (ring[j].lon - ring[i].lon) * (at.lat - ring[i].lat) /
                             (ring[j].lat - ring[i].lat) +
                         ring[i].lon) {
            inside = !inside;
        }
    }
    return inside;
}

/* The codes of the land at @at, joined; pieces of one owner may overlap. */
static char *
owners_at(MarchLonLat at, double scale)
{
    MarchBox box = {at.lon - 0.01, at.lat - 0.01, at.lon + 0.01, at.lat + 0.01};
    g_autoptr(MarchFeatures) land = pack_read("land", box, scale);
    g_autoptr(GPtrArray) owners = g_ptr_array_new_with_free_func(g_free);

    for (guint i = 0; i < march_features_count(land); i++) {
        const MarchFeature *piece = march_features_get(land, i);
        gboolean inside = FALSE;

        for (guint part = 0; part < piece->geometry->parts->len; part++) {
            guint count = 0;
            const MarchLonLat *ring =
                march_geometry_get_part(piece->geometry, part, &count);

            inside ^= ring_contains(ring, count, at);
        }
        if (inside) {
            const char *iso = march_feature_get_string(piece, "iso");

            if (!g_ptr_array_find_with_equal_func(owners, iso, g_str_equal, NULL)) {
                g_ptr_array_add(owners, g_strdup(iso));
            }
        }
    }
    g_ptr_array_add(owners, NULL);
    return g_strjoinv(" ", (char **)owners->pdata);
}

static void
test_land_belongs_to_whom_it_should(void)
{
    static const struct {
        const char *what;
        MarchLonLat at;
        const char *owners;
    } CASES[] = {
        {"Batken", {70.82, 40.06}, "KG"},
        {"Isfara", {70.63, 40.13}, "TJ"},
        {"Vorukh", {70.58, 39.85}, "TJ"},
        {"Sokh", {71.13, 39.97}, "UZ"},
        {"Shakhimardan", {71.80, 39.98}, "UZ"},
        {"Sarvan", {70.56, 40.998}, "TJ"},
        {"Barak", {72.766, 40.667}, "KG"},
        {"Maseru", {27.6, -29.45}, "LS"},
        {"San Marino", {12.45, 43.94}, "SM"},
        {"Llivia", {1.98, 42.466}, "ES"},
        {"Crimea", {34.2, 45.2}, "RU/UA"},
        {"Laayoune", {-13.0, 27.0}, "EH/MA"},
        {"Tifariti", {-10.5, 26.1}, "EH"},
        {"Abyei", {28.5, 9.8}, "SD/SS"},
        {"Madha", {56.31, 25.30}, "OM"},
        {"South Pole", {10, -89.5}, "AQ"},
        {"the sea", {-30, 40}, ""},
        {"the Caspian", {50.5, 41.5}, ""},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autofree char *owners = owners_at(CASES[i].at, FINE);

        g_test_message("%s", CASES[i].what);
        g_assert_cmpstr(owners, ==, CASES[i].owners);
    }
}

static void
test_every_level_keeps_large_enclaves(void)
{
    static const double SCALES[] = {500000, 5e6, 2e7};

    for (gsize i = 0; i < G_N_ELEMENTS(SCALES); i++) {
        g_autofree char *lesotho = owners_at((MarchLonLat){28.2, -29.6}, SCALES[i]);

        g_assert_cmpstr(lesotho, ==, "LS");
    }
}

static guint
lines_count(const MarchFeatures *lines, const char *left, const char *right, double *km)
{
    guint count = 0;

    for (guint i = 0; i < march_features_count(lines); i++) {
        const MarchFeature *line = march_features_get(lines, i);

        if (g_strcmp0(march_feature_get_string(line, "left"), left) == 0 &&
            g_strcmp0(march_feature_get_string(line, "right"), right) == 0) {
            *km += march_feature_get_number(line, "length_km", 0);
            count++;
        }
    }
    return count;
}

static void
test_boundaries_of_the_reference_window_are_whole(void)
{
    g_autoptr(MarchFeatures) lines = pack_read("boundaries", BATKEN, FINE);
    double km = 0;

    g_assert_cmpuint(lines_count(lines, "KG", "TJ", &km), ==, 2);
    g_assert_cmpfloat_with_epsilon(km, 892.5 + 59.6, 1.0);
}

static void
test_enclaves_of_the_ferghana_valley_have_lines_and_names(void)
{
    static const char *const NAMES[] = {"Vorukh", "Sokh",      "Shakhimardan", "Sarvan",
                                        "Barak",  "Chon-Gara", "Jangail"};
    g_autoptr(MarchFeatures) lines =
        pack_read("boundaries", (MarchBox){68, 39, 74, 42}, FINE);

    for (gsize name = 0; name < G_N_ELEMENTS(NAMES); name++) {
        guint found = 0;

        for (guint i = 0; i < march_features_count(lines); i++) {
            const MarchFeature *line = march_features_get(lines, i);

            if (g_strcmp0(march_feature_get_string(line, "name"), NAMES[name]) == 0) {
                g_assert_cmpstr(march_feature_get_string(line, "kind"), ==, "enclave");
                found++;
            }
        }
        g_assert_cmpuint(found, ==, 1);
    }
}

static void
test_coast_of_crimea_is_no_boundary(void)
{
    const MarchBox crimea = {32.3, 44.3, 36.7, 45.7};
    g_autoptr(MarchFeatures) lines = pack_read("boundaries", crimea, FINE);

    for (guint i = 0; i < march_features_count(lines); i++) {
        const MarchGeometry *line = march_features_get(lines, i)->geometry;

        for (guint k = 0; k < line->positions->len; k++) {
            g_assert_false(march_box_contains(
                crimea, g_array_index(line->positions, MarchLonLat, k)));
        }
    }
}

static void
test_window_over_the_antimeridian_reads_both_sides_once(void)
{
    g_autoptr(MarchFeatures) both =
        pack_read("land", (MarchBox){170, 62, -170, 70}, FINE);
    g_autoptr(MarchFeatures) west =
        pack_read("land", (MarchBox){170, 62, 180, 70}, FINE);
    g_autoptr(MarchFeatures) east =
        pack_read("land", (MarchBox){-180, 62, -170, 70}, FINE);

    g_assert_cmpuint(march_features_count(west), >, 0);
    g_assert_cmpuint(march_features_count(east), >, 0);
    g_assert_cmpuint(march_features_count(both), >=,
                     MAX(march_features_count(west), march_features_count(east)));
    g_assert_cmpuint(march_features_count(both), <=,
                     march_features_count(west) + march_features_count(east));
}

static void
test_read_gives_only_the_properties_asked_for(void)
{
    static const char *const PROPERTIES[] = {"left", "missing", NULL};
    g_autoptr(MarchCatalogue) catalogue = march_catalogue_open(PACK, NULL);
    g_autoptr(MarchFeatures) lines =
        march_catalogue_read(catalogue, "boundaries", BATKEN, FINE, PROPERTIES, NULL);

    g_assert_cmpuint(march_features_count(lines), >, 0);
    g_assert_cmpuint(march_features_get(lines, 0)->properties->len, ==, 1);
    g_assert_nonnull(march_feature_get_string(march_features_get(lines, 0), "left"));
}

static void
test_every_layer_can_be_read_and_is_as_committed(void)
{
    g_autoptr(MarchCatalogue) catalogue = march_catalogue_open(PACK, NULL);
    g_autoptr(GError) error = NULL;

    g_assert_true(march_catalogue_verify(catalogue, &error));
    g_assert_no_error(error);
    for (guint i = 0; i < march_catalogue_count(catalogue); i++) {
        const MarchCatalogueEntry *entry = march_catalogue_get(catalogue, i);
        double scale = MIN(entry->max_scale_denominator, 1e9);
        g_autoptr(MarchFeatures) features =
            march_catalogue_read(catalogue, entry->layer,
                                 (MarchBox){-180, -90, 180, 90}, scale, NULL, &error);

        g_assert_no_error(error);
        g_assert_true(march_catalogue_find(catalogue, entry->layer, scale) == entry);
        g_assert_cmpuint(march_features_count(features), >, 0);
    }
}

static void
test_window_reads_only_what_it_shows(void)
{
    g_autoptr(MarchFeatures) land = pack_read("land", BATKEN, FINE);
    guint64 positions = 0;

    for (guint i = 0; i < march_features_count(land); i++) {
        positions += march_features_get(land, i)->geometry->positions->len;
    }
    g_assert_cmpuint(positions, >, 500);
    g_assert_cmpuint(positions * sizeof(MarchLonLat), <, 1000000);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/geodata/pack/land-belongs-to-whom-it-should",
                    test_land_belongs_to_whom_it_should);
    g_test_add_func("/geodata/pack/every-level-keeps-large-enclaves",
                    test_every_level_keeps_large_enclaves);
    g_test_add_func("/geodata/pack/boundaries-of-the-reference-window-are-whole",
                    test_boundaries_of_the_reference_window_are_whole);
    g_test_add_func(
        "/geodata/pack/enclaves-of-the-ferghana-valley-have-lines-and-names",
        test_enclaves_of_the_ferghana_valley_have_lines_and_names);
    g_test_add_func("/geodata/pack/coast-of-crimea-is-no-boundary",
                    test_coast_of_crimea_is_no_boundary);
    g_test_add_func("/geodata/pack/window-over-the-antimeridian-reads-both-sides-once",
                    test_window_over_the_antimeridian_reads_both_sides_once);
    g_test_add_func("/geodata/pack/read-gives-only-the-properties-asked-for",
                    test_read_gives_only_the_properties_asked_for);
    g_test_add_func("/geodata/pack/every-layer-can-be-read-and-is-as-committed",
                    test_every_layer_can_be_read_and_is_as_committed);
    g_test_add_func("/geodata/pack/window-reads-only-what-it-shows",
                    test_window_reads_only_what_it_shows);
    return g_test_run();
}
