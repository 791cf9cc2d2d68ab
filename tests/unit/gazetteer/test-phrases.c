/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "gazetteer/name-forms.h"
#include "gazetteer/phrases.h"
#include "gazetteer/shorthand.h"

static void
test_takes_the_name_out(void)
{
    static const struct {
        const char *text, *name, *other;
        double km;
    } cases[] = {
        {"15 km north of Gao", "Gao", NULL, 15},
        {"about 15km north-east of the Gao", "Gao", NULL, 15},
        {"10 miles southeast of Mosul", "Mosul", NULL, 16.09344},
        {"à 2,5 km de Gao", "Gao", NULL, 2.5},
        {"a unos 20 kilómetros al norte de Loja", "Loja", NULL, 20},
        {"etwa 5 km nördlich von Gori", "Gori", NULL, 5},
        {"20 км к северу от Донецка", "Донецка", NULL, 20},
        {"500 метрах от Авдеевки", "Авдеевки", NULL, 0.5},
        {"Mosul, 12km west", "Mosul,", NULL, 12},
        {"between Jenin and Tell al Rumah", "Jenin", "Tell al Rumah", 0},
        {"entre Kayes et Gao", "Kayes", "Gao", 0},
        {"между Гори и Цхинвали", "Гори", "Цхинвали", 0},
        {"Kupiansk direction", "Kupiansk", NULL, 30},
        {"on the Gori front", "Gori", NULL, 30},
        {"на Лиманском направлении", "Лиманском", NULL, 30},
        {"front", "front", NULL, 0},
        {"Kilometre 15", "Kilometre 15", NULL, 0},
        {"15 km", "15 km", NULL, 0},
        {"Area 51 km north road", "Area 51 km north road", NULL, 0},
        {"9000 km from Gao", "9000 km from Gao", NULL, 0},
        {"between", "between", NULL, 0},
        {"San Juan", "San Juan", NULL, 0},
        {"", "", NULL, 0},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        MarchPhrase phrase;
        march_phrase_read(cases[i].text, &phrase);
        g_assert_cmpstr(phrase.name, ==, cases[i].name);
        g_assert_cmpstr(phrase.other, ==, cases[i].other);
        g_assert_cmpfloat_with_epsilon(phrase.offset_km, cases[i].km, 1e-6);
        march_phrase_clear(&phrase);
    }
}

static gboolean
has_form(MarchNameFolder *folder, const GArray *forms, const char *name)
{
    MarchSound expected;
    march_name_fold(folder, name, &expected);
    for (guint i = 0; i < forms->len; i++) {
        const MarchNameForm *form = &g_array_index(forms, MarchNameForm, i);
        if (strcmp(form->sound.text, expected.text) == 0) {
            return TRUE;
        }
    }
    return FALSE;
}

static const char *
role_name(const MarchNameHint *hint)
{
    static const char *const names[] = {
        [MARCH_WORD_PLACE] = "place",     [MARCH_WORD_DISTRICT] = "district",
        [MARCH_WORD_REGION] = "region",   [MARCH_WORD_COUNTRY] = "country",
        [MARCH_WORD_FEATURE] = "feature", [MARCH_WORD_FILLER] = "none",
    };
    return hint->has_role ? names[hint->role] : "none";
}

static void
test_type_words_leave_the_name(void)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *text = NULL;
    g_assert_true(g_file_get_contents(MARCH_TEST_SOURCE_DIR
                                      "/tests/unit/gazetteer/data/name-phrases.tsv",
                                      &text, NULL, &error));
    g_assert_no_error(error);
    g_autoptr(MarchNameFolder) folder = march_name_folder_new();
    g_auto(GStrv) lines = g_strsplit(text, "\n", 0);
    guint cases = 0;
    for (guint i = 0; lines[i] != NULL; i++) {
        if (lines[i][0] == '#' || lines[i][0] == '\0') {
            continue;
        }
        g_auto(GStrv) cells = g_strsplit(lines[i], "\t", 0);
        g_assert_cmpuint(g_strv_length(cells), ==, 4);
        g_autoptr(GArray) forms = g_array_new(FALSE, FALSE, sizeof(MarchNameForm));
        MarchNameHint hint;
        march_name_forms_for_query(folder, cells[0], NULL, forms, &hint);
        const gboolean has_name = strcmp(cells[1], "-") != 0;
        if (has_name && !has_form(folder, forms, cells[1])) {
            g_error("\"%s\" has no form \"%s\"", cells[0], cells[1]);
        }
        if (strcmp(role_name(&hint), cells[2]) != 0) {
            g_error("\"%s\" is of the role %s", cells[0], role_name(&hint));
        }
        g_assert_cmpstr(hint.country != NULL ? hint.country : "-", ==, cells[3]);
        g_assert_true(hint.is_all_adjective == !has_name);
        cases++;
    }
    g_assert_cmpuint(cases, >, 20);
}

static void
test_abbreviations_of_states(void)
{
    static const struct {
        const char *text, *code;
        gboolean is_code;
    } cases[] = {
        {"KY", "US.KY", TRUE},       {"Ky.", "US.KY", FALSE},  {"Ont.", "CA.08", FALSE},
        {"N.S.W.", "AU.02", FALSE},  {"Calif", "US.CA", TRUE}, {"ky", NULL, FALSE},
        {"Kyiv", NULL, FALSE},       {"", NULL, FALSE},        {"Los", NULL, FALSE},
        {"ABCDEFGHIJ", NULL, FALSE},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        gboolean is_code = FALSE;
        g_assert_cmpstr(march_abbreviation_find(cases[i].text, &is_code), ==,
                        cases[i].code);
        if (cases[i].code != NULL) {
            g_assert_true(is_code == cases[i].is_code);
        }
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/gazetteer/phrases/takes-the-name-out", test_takes_the_name_out);
    g_test_add_func("/gazetteer/phrases/type-words-leave-the-name",
                    test_type_words_leave_the_name);
    g_test_add_func("/gazetteer/phrases/abbreviations-of-states",
                    test_abbreviations_of_states);
    return g_test_run();
}
