/* SPDX-License-Identifier: MIT */
#include "spec/words.h"

#include <glib/gstdio.h>
#include <string.h>

#define FOLDER MARCH_TEST_SOURCE_DIR "/styles/words"

static void
assert_said(const MarchWords *words, const char *text, const char *expected)
{
    g_autofree char *said = march_words_say(words, text);

    g_assert_cmpstr(said, ==, expected);
}

static MarchWords *
load(const char *language)
{
    g_autoptr(GError) error = NULL;
    MarchWords *words = march_words_load(FOLDER, language, &error);

    g_assert_no_error(error);
    return words;
}

static void
texts_gaps_dates_and_numbers(void)
{
    g_autoptr(MarchWords) words = load("ru");

    assert_said(words, "Notes", "Примечания");
    assert_said(words, "Disputed section as of 1 May 2021",
                "Спорный участок на 1 мая 2021 г.");
    assert_said(words, "Borders (continued)", "Границы (продолжение)");
    assert_said(words, "Scale about 1:1,280,000 at a width of 180\302\240mm.",
                "Масштаб около 1:1\302\240280\302\240000 при ширине 180 мм.");
    assert_said(words, "70°20′\302\240E", "70°20′\302\240в.\302\240д.");
    assert_said(words,
                "7 of 16 incidents are located to a place, 3 of them only to within 25 "
                "km; 3 only to a region; 2 outside the map.",
                "К месту привязаны инциденты: 7 из 16, из них 3 лишь с точностью до 25 "
                "км; 3 лишь к области; 2 за пределами карты.");
}

static void
unknown_text_stays_and_is_told_of(void)
{
    g_autoptr(MarchWords) words = load("fr");
    g_autoptr(MarchDiagnostics) diagnostics = march_diagnostics_new();
    g_autofree char *once = march_words_translate(words, "Never heard of");
    g_autofree char *twice = march_words_translate(words, "Never heard of");
    g_autofree char *own = NULL;

    march_words_except(words, "Mes mots");
    own = march_words_translate(words, "Mes mots");
    g_assert_cmpstr(once, ==, "Never heard of");
    march_words_report(words, MARCH_LOCATION_NONE, diagnostics);
    g_assert_cmpuint(march_diagnostics_count(diagnostics), ==, 2);
    g_assert_cmpstr(march_diagnostics_get(diagnostics, 0)->object, ==,
                    "Never heard of");
    g_assert_cmpint(march_diagnostics_get(diagnostics, 1)->severity, ==,
                    MARCH_SEVERITY_WARNING);
}

/* Every language says the same texts, and none of its words is empty. */
static void
languages_are_complete(void)
{
    static const char *const LANGUAGES[] = {"ar", "es", "fr", "ky", "ru", "tg"};
    static const char *const TEXTS[] = {"Notes",
                                        "Sources",
                                        "Projection",
                                        "Data",
                                        "Borders",
                                        "International boundary",
                                        "Disputed section as of 1 May 2021",
                                        "20 km",
                                        "69° E",
                                        "Sections: x."};

    for (guint i = 0; i < G_N_ELEMENTS(LANGUAGES); i++) {
        g_autoptr(MarchWords) words = load(LANGUAGES[i]);

        g_assert_cmpint(march_words_is_right_to_left(words), ==, i == 0);
        for (guint k = 0; k < G_N_ELEMENTS(TEXTS); k++) {
            g_autofree char *said = march_words_say(words, TEXTS[k]);
            gboolean may_be_same = k < 3 || k >= 7;

            g_assert_cmpstr(said, !=, "");
            g_assert_true(may_be_same || strcmp(said, TEXTS[k]) != 0);
        }
    }
}

static void
mistakes_are_located(void)
{
    static const struct {
        const char *text, *message;
    } CASES[] = {
        {"texts: [a]\n", "texts: expected a mapping"},
        {"months: [a, b]\n", "months: expected a list of twelve"},
        {"other: x\n", "unknown key \"other\""},
        {"- a\n", "a file of words is a mapping"},
        {"texts:\n  \"{}{}{}{}{}{}{}{}{}{}\": x\n", "at most 9 gaps"},
    };
    g_autofree char *path = NULL;
    int file = g_file_open_tmp("words-XXXXXX.yaml", &path, NULL);

    g_assert_cmpint(file, >=, 0);
    g_close(file, NULL);
    for (guint i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autoptr(MarchWords) words = march_words_new("xx");
        g_autoptr(GError) error = NULL;

        g_assert_true(g_file_set_contents(path, CASES[i].text, -1, NULL));
        g_assert_false(march_words_add_file(words, path, &error));
        g_assert_nonnull(error);
        g_assert_nonnull(strstr(error->message, CASES[i].message));
    }
    g_unlink(path);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/spec/words/texts-gaps-dates-and-numbers",
                    texts_gaps_dates_and_numbers);
    g_test_add_func("/spec/words/unknown-text-stays-and-is-told-of",
                    unknown_text_stays_and_is_told_of);
    g_test_add_func("/spec/words/languages-are-complete", languages_are_complete);
    g_test_add_func("/spec/words/mistakes-are-located", mistakes_are_located);
    return g_test_run();
}
