/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "gazetteer/name-forms.h"

static void
assert_sound(const char *name, const char *expected)
{
    g_autoptr(MarchNameFolder) folder = march_name_folder_new();
    MarchSound sound;
    march_name_fold(folder, name, &sound);
    g_assert_cmpstr(sound.text, ==, expected);
}

static void
test_strips_accents(void)
{
    assert_sound("Batk\xC3\xA9n", "batken");
    assert_sound("BATKEN", "batken");
    assert_sound("Batke\xCC\x81n", "batken");
}

static void
test_joins_scripts(void)
{
    static const struct {
        const char *name, *sound;
    } cases[] = {
        {"Баткен", "batken"},   {"Воруx", "voruks"},    {"Ворух", "voruh"},
        {"Vorukh", "voruh"},    {"Хуҷанд", "huJand"},   {"Khujand", "huJand"},
        {"Шымкент", "Simkent"}, {"Şimkent", "Simkent"}, {"Тбилиси", "tbilisi"},
        {"თბილისი", "tbilisi"}, {"Αθήνα", "atina"},     {"Երևան", "erevan"},
        {"서울", "soul"},       {"トヨタ", "toiota"},   {"दिल्ली", "dili"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        assert_sound(cases[i].name, cases[i].sound);
    }
}

static void
test_drops_word_breaks(void)
{
    assert_sound("Kok-Tash", "koktaS");
    assert_sound("Kok Tash", "koktaS");
    assert_sound("K\xC3\xB6k-Tash", "koktaS");
    assert_sound("  Kok \t Tash ", "koktaS");
}

/** Whether some form of @name sounds @sound. */
static gboolean
has_form(const char *name, const char *sound)
{
    g_autoptr(MarchNameFolder) folder = march_name_folder_new();
    g_autoptr(GArray) forms = g_array_new(FALSE, FALSE, sizeof(MarchNameForm));
    MarchNameHint hint;
    march_name_forms_for_query(folder, name, NULL, forms, &hint);
    for (guint i = 0; i < forms->len; i++) {
        if (strcmp(g_array_index(forms, MarchNameForm, i).sound.text, sound) == 0) {
            return TRUE;
        }
    }
    return FALSE;
}

static void
test_reads_orthographies(void)
{
    g_assert_true(has_form("Woruch", "voruh"));      /* German ch */
    g_assert_true(has_form("Schitomir", "Sitomir")); /* sch */
    g_assert_true(has_form("Chymkent", "Simkent"));  /* French ch */
    g_assert_true(has_form("Jartum", "hartum"));     /* Spanish j */
    g_assert_true(has_form("Łódź", "lodJ"));
    g_assert_true(has_form("Hucand", "huJand")); /* Turkish c */
}

static void
test_strips_type_words(void)
{
    g_assert_true(has_form("Nohiyai Isfara", "isfara"));
    g_assert_true(has_form("Leylek ilçesi", "leilek"));
    g_assert_true(has_form("région de Sughd", "sugd"));
    g_assert_true(has_form("Leylekskiy Rayon", "leilek"));
    g_assert_true(has_form("in the Chorkuh village area", "Corkuh"));
    g_assert_true(has_form("Баткендин", "batken"));
    g_assert_true(has_form("Лейлекского", "leilek"));
}

static void
test_type_words_give_a_role(void)
{
    static const struct {
        const char *name;
        MarchWordRole role;
    } cases[] = {
        {"Leylekskiy Rayon", MARCH_WORD_DISTRICT},
        {"Batken oblast", MARCH_WORD_REGION},
        {"село Ворух", MARCH_WORD_PLACE},
        {"Isfara River", MARCH_WORD_FEATURE},
    };
    g_autoptr(MarchNameFolder) folder = march_name_folder_new();
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GArray) forms = g_array_new(FALSE, FALSE, sizeof(MarchNameForm));
        MarchNameHint hint;
        march_name_forms_for_query(folder, cases[i].name, NULL, forms, &hint);
        g_assert_true(hint.has_role);
        g_assert_cmpint(hint.role, ==, cases[i].role);
    }
}

static guint
distance(const char *a, const char *b)
{
    MarchSound first = {.length = (guint)strlen(a)};
    MarchSound second = {.length = (guint)strlen(b)};
    memcpy(first.text, a, first.length + 1);
    memcpy(second.text, b, second.length + 1);
    return march_sound_distance(&first, &second, G_MAXUINT16);
}

static void
test_distance_prefers_related_sounds(void)
{
    g_assert_cmpuint(distance("batken", "batken"), ==, 0);
    g_assert_cmpuint(distance("batken", "botken"), <, distance("batken", "bakken"));
    g_assert_cmpuint(distance("voruh", "voruk"), <, distance("voruh", "vorut"));
    g_assert_cmpuint(distance("leilek", "lelek"), <, distance("leilek", "leiek"));
    g_assert_cmpuint(distance("abc", ""), >, 0);
    g_assert_cmpuint(distance("batken", "voruh"), ==, distance("voruh", "batken"));
}

static void
test_takes_any_bytes(void)
{
    assert_sound("", "");
    assert_sound("\xFF\xFE", "");
    assert_sound("\x01\x02\x1F", "");
    g_autofree char *long_name = g_strnfill(10000, 'a');
    assert_sound(long_name, "a");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/gazetteer/fold/strips-accents", test_strips_accents);
    g_test_add_func("/gazetteer/fold/joins-scripts", test_joins_scripts);
    g_test_add_func("/gazetteer/fold/drops-word-breaks", test_drops_word_breaks);
    g_test_add_func("/gazetteer/fold/reads-orthographies", test_reads_orthographies);
    g_test_add_func("/gazetteer/fold/strips-type-words", test_strips_type_words);
    g_test_add_func("/gazetteer/fold/type-words-give-a-role",
                    test_type_words_give_a_role);
    g_test_add_func("/gazetteer/fold/distance-prefers-related-sounds",
                    test_distance_prefers_related_sounds);
    g_test_add_func("/gazetteer/fold/takes-any-bytes", test_takes_any_bytes);
    return g_test_run();
}
