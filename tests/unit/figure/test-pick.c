/* SPDX-License-Identifier: MIT */
#include "figure/pick.h"

#include <string.h>

static MarchAnswer *
answer_new(MarchAnswerStatus status)
{
    static const struct {
        const char *name;
        const char *country;
        const char *admin1;
        gint64 id;
    } PLACES[] = {{"Buston", "TJ", "Sughd", 11}, {"Buston", "UZ", "Jizzakh", 22}};
    MarchAnswer *answer = g_new0(MarchAnswer, 1);

    answer->status = status;
    answer->candidates =
        g_ptr_array_new_with_free_func((GDestroyNotify)march_place_free);
    for (gsize i = 0; i < G_N_ELEMENTS(PLACES); i++) {
        MarchPlace *place = g_new0(MarchPlace, 1);

        place->name = g_strdup(PLACES[i].name);
        place->admin1 = g_strdup(PLACES[i].admin1);
        place->geonames_id = PLACES[i].id;
        place->score = 0.4;
        memcpy(place->country, PLACES[i].country, 3);
        g_ptr_array_add(answer->candidates, place);
    }
    return answer;
}

static gint64
choose(MarchAnswerStatus status, const char *pick, GError **error)
{
    g_autoptr(MarchAnswer) answer = answer_new(status);
    g_autoptr(GPtrArray) spec_picks = g_ptr_array_new();
    const char *picks[] = {pick, NULL};
    const MarchPlace *chosen = NULL;

    if (!march_pick_choose("Buston", answer, picks, spec_picks, MARCH_LOCATION_NONE,
                           &chosen, error)) {
        return -1;
    }
    return chosen != NULL ? chosen->geonames_id : 0;
}

static void
test_a_sure_answer_needs_no_pick(void)
{
    g_assert_cmpint(choose(MARCH_ANSWER_FOUND, NULL, NULL), ==, 11);
}

static void
test_an_unsure_answer_is_not_guessed(void)
{
    g_assert_cmpint(choose(MARCH_ANSWER_AMBIGUOUS, NULL, NULL), ==, 0);
    g_assert_cmpint(choose(MARCH_ANSWER_NOT_FOUND, NULL, NULL), ==, 0);
}

static void
test_picks(void)
{
    static const char *const PICKS[] = {"Buston=2", "Buston=22", "Buston=uz",
                                        "Buston=Jizzakh"};

    for (gsize i = 0; i < G_N_ELEMENTS(PICKS); i++) {
        g_assert_cmpint(choose(MARCH_ANSWER_AMBIGUOUS, PICKS[i], NULL), ==, 22);
    }
}

static void
test_a_pick_that_fits_nothing_lists_the_candidates(void)
{
    g_autoptr(GError) error = NULL;

    g_assert_cmpint(choose(MARCH_ANSWER_AMBIGUOUS, "Buston=KG", &error), ==, -1);
    g_assert_error(error, MARCH_ERROR, MARCH_ERROR_UNKNOWN);
    g_assert_nonnull(strstr(error->message, "1. Buston (Sughd, TJ"));
    g_assert_nonnull(strstr(error->message, "2. Buston (Jizzakh, UZ"));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/figure/pick/a-sure-answer-needs-no-pick",
                    test_a_sure_answer_needs_no_pick);
    g_test_add_func("/figure/pick/an-unsure-answer-is-not-guessed",
                    test_an_unsure_answer_is_not_guessed);
    g_test_add_func("/figure/pick/picks", test_picks);
    g_test_add_func("/figure/pick/a-pick-that-fits-nothing-lists-the-candidates",
                    test_a_pick_that_fits_nothing_lists_the_candidates);
    return g_test_run();
}
