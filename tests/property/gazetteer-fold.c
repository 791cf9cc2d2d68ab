/* SPDX-License-Identifier: MIT */
/* Properties of folding and of finding: seeded random names. */
#include <string.h>

#include "gazetteer/gazetteer.h"
#include "gazetteer/name-forms.h"

#define RUNS 300

static char *
random_name(void)
{
    static const char *const letters[] = {"a",
                                          "b",
                                          "ch",
                                          "kh",
                                          "\xC5\x9F",
                                          "\xD1\x8F",
                                          "\xD0\xB6",
                                          "e",
                                          " ",
                                          "-",
                                          "o",
                                          "sh",
                                          "\xC3\xA9",
                                          "n",
                                          "r",
                                          "t",
                                          "\xE8\xA5\xBF",
                                          "'",
                                          "u",
                                          "k"};
    GString *name = g_string_new(NULL);
    const int length = g_test_rand_int_range(1, 14);
    for (int i = 0; i < length; i++) {
        const gint32 letter = g_test_rand_int_range(0, (gint32)G_N_ELEMENTS(letters));
        g_string_append(name, letters[letter]);
    }
    return g_string_free(name, FALSE);
}

/** Folding has no memory, and softening what is soft only shortens it. */
static void
test_folding_is_stable(void)
{
    g_autoptr(MarchNameFolder) folder = march_name_folder_new();
    for (int i = 0; i < RUNS; i++) {
        g_autofree char *name = random_name();
        MarchSound sound;
        MarchSound soft;
        MarchSound again;
        march_name_fold(folder, name, &sound);
        march_sound_soften(&sound, &soft);
        march_sound_soften(&soft, &again);
        g_assert_cmpuint(again.length, <=, soft.length);
        march_name_fold(folder, name, &again);
        g_assert_cmpstr(again.text, ==, sound.text);
    }
}

static void
test_distance_is_a_distance(void)
{
    g_autoptr(MarchNameFolder) folder = march_name_folder_new();
    for (int i = 0; i < RUNS; i++) {
        g_autofree char *first_name = random_name();
        g_autofree char *second_name = random_name();
        MarchSound first;
        MarchSound second;
        march_name_fold(folder, first_name, &first);
        march_name_fold(folder, second_name, &second);
        const guint there = march_sound_distance(&first, &second, G_MAXUINT);
        g_assert_cmpuint(there, ==, march_sound_distance(&second, &first, G_MAXUINT));
        g_assert_true((there == 0) == (strcmp(first.text, second.text) == 0));
    }
}

/** Every settlement of a box is among the candidates for its own name. */
static void
test_places_are_found_by_their_names(void)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *path =
        g_build_filename(g_getenv("MARCHLAND_DATA"), "gazetteer.idx", NULL);
    g_autoptr(MarchGazetteer) gazetteer = march_gazetteer_open(path, &error);
    g_assert_no_error(error);
    MarchResolveOptions options;
    march_resolve_options_init(&options);
    options.limit = 20;
    for (int i = 0; i < 12; i++) {
        const double west = g_test_rand_double_range(-10, 100);
        const double south = g_test_rand_double_range(20, 55);
        const MarchBox box = {west, south, west + 2, south + 2};
        g_autoptr(GPtrArray) places =
            march_gazetteer_list_places(gazetteer, box, MARCH_DATE_NONE, 6);
        for (guint k = 0; k < places->len; k++) {
            const MarchPlace *place = places->pdata[k];
            const MarchQuery query = {.text = place->name,
                                      .countries = place->country,
                                      .near = &place->position};
            g_autoptr(GPtrArray) answers =
                march_gazetteer_resolve(gazetteer, &query, 1, &options);
            const MarchAnswer *answer = answers->pdata[0];
            gboolean is_there = FALSE;
            for (guint c = 0; c < answer->candidates->len; c++) {
                const MarchPlace *candidate = answer->candidates->pdata[c];
                is_there |=
                    march_lon_lat_distance(candidate->position, place->position) < 1;
            }
            if (!is_there) {
                g_error("\"%s\" is not found by its own name", place->name);
            }
        }
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/gazetteer/property/folding-is-stable", test_folding_is_stable);
    g_test_add_func("/gazetteer/property/distance-is-a-distance",
                    test_distance_is_a_distance);
    g_test_add_func("/gazetteer/property/places-are-found-by-their-names",
                    test_places_are_found_by_their_names);
    return g_test_run();
}
