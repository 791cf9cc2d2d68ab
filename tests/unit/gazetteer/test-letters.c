/* SPDX-License-Identifier: MIT */
#include "gazetteer/letters.h"

#include "gazetteer/wade-giles.h"

static void
test_counts_edits_per_length(void)
{
    g_assert_cmpfloat_with_epsilon(march_letters_distance("columbus", "columbus"), 0,
                                   1e-9);
    g_assert_cmpfloat_with_epsilon(march_letters_distance("abcd", "abxd"), 0.25, 1e-9);
    g_assert_cmpfloat_with_epsilon(march_letters_distance("abcd", "abcde"), 0.2, 1e-9);
    g_assert_cmpfloat_with_epsilon(march_letters_distance("", "abc"), 1, 1e-9);
}

static void
test_a_swap_is_one_edit(void)
{
    g_assert_cmpfloat_with_epsilon(march_letters_distance("abcd", "acbd"), 0.25, 1e-9);
}

static void
test_spaces_count_nothing(void)
{
    g_assert_cmpfloat_with_epsilon(march_letters_distance("new town", "newtown"), 0,
                                   1e-9);
}

static void
test_long_names_are_cut(void)
{
    g_autofree char *long_name = g_strnfill(500, 'a');
    g_assert_cmpfloat_with_epsilon(march_letters_distance(long_name, long_name), 0,
                                   1e-9);
}

static void
test_tells_where_the_name_stands(void)
{
    static const struct {
        const char *asked, *name;
        guint flags;
    } cases[] = {
        {"pernegg", "pernegg an der mur", MARCH_LETTERS_HEAD | MARCH_LETTERS_FIRST},
        {"union", "villa union", MARCH_LETTERS_TAIL | MARCH_LETTERS_LAST},
        {"rio", "san rio muerto", MARCH_LETTERS_MIDDLE | MARCH_LETTERS_LAST},
        {"rye center", "rye", MARCH_LETTERS_PART | MARCH_LETTERS_FIRST},
        {"rye", "ryefield", MARCH_LETTERS_FIRST},
        {"", "rye", 0},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_assert_cmpuint(march_letters_compare(cases[i].asked, cases[i].name), ==,
                         cases[i].flags);
    }
}

static void
test_tells_what_spellings_share(void)
{
    MarchLettersShare share;
    march_letters_share("san jorge", "san jorje del rio", &share);
    g_assert_cmpfloat_with_epsilon(share.prefix, 6 / 14.0, 1e-9);
    g_assert_cmpfloat_with_epsilon(share.suffix, 0, 1e-9);
    g_assert_cmpfloat_with_epsilon(share.longer, 6 / 14.0, 1e-9);
    g_assert_cmpfloat_with_epsilon(share.shorter, 0, 1e-9);
    g_assert_cmpfloat_with_epsilon(share.asked_words, 1, 1e-9);
    g_assert_cmpfloat_with_epsilon(share.name_words, 8 / 14.0, 1e-9);
    march_letters_share("", "a", &share);
    g_assert_cmpfloat_with_epsilon(share.asked_words, 0, 1e-9);
}

static void
test_rewrites_wade_giles(void)
{
    static const struct {
        const char *wade, *pinyin;
    } cases[] = {
        {"Ta-wu-k'ou", "dawukou"},     {"Hsia-men", "xiamen"},
        {"Ch’ing-tao", "qingdao"},     {"Tz'u-hsien", "cixian"},
        {"Szu-p'ing", "siping"},       {"Kuei-lin", "guilin"},
        {"T'ai-yüan", "taiyuan"},      {"Yen-an", "yanan"},
        {"Ch\xC3\xBC-chou", "juzhou"}, {"Ho-fei", "hefei"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        char pinyin[MARCH_WADE_GILES_LIMIT];
        gsize stem;
        g_assert_true(march_wade_giles_to_pinyin(cases[i].wade, FALSE, pinyin, &stem));
        g_assert_cmpstr(pinyin, ==, cases[i].pinyin);
    }
}

static void
test_finds_the_kind_of_a_chinese_name(void)
{
    char pinyin[MARCH_WADE_GILES_LIMIT];
    gsize stem;
    g_assert_true(march_wade_giles_to_pinyin("Kuei-lin-chen", FALSE, pinyin, &stem));
    g_assert_cmpstr(pinyin, ==, "guilinzhen");
    g_assert_cmpuint(stem, ==, 6);
    g_assert_true(march_wade_giles_to_pinyin("Kuei-lin", FALSE, pinyin, &stem));
    g_assert_cmpuint(stem, ==, 0);
}

static void
test_leaves_other_names_alone(void)
{
    static const char *const names[] = {"Saint-Jean", "Tashkent", "Kok-Tash", "",
                                        "-",          "\xFF-a",   "Ворух-а"};
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        char pinyin[MARCH_WADE_GILES_LIMIT];
        gsize stem;
        g_assert_false(march_wade_giles_to_pinyin(names[i], FALSE, pinyin, &stem));
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/gazetteer/letters/counts-edits-per-length",
                    test_counts_edits_per_length);
    g_test_add_func("/gazetteer/letters/a-swap-is-one-edit", test_a_swap_is_one_edit);
    g_test_add_func("/gazetteer/letters/spaces-count-nothing",
                    test_spaces_count_nothing);
    g_test_add_func("/gazetteer/letters/long-names-are-cut", test_long_names_are_cut);
    g_test_add_func("/gazetteer/letters/tells-where-the-name-stands",
                    test_tells_where_the_name_stands);
    g_test_add_func("/gazetteer/letters/tells-what-spellings-share",
                    test_tells_what_spellings_share);
    g_test_add_func("/gazetteer/wade-giles/rewrites", test_rewrites_wade_giles);
    g_test_add_func("/gazetteer/wade-giles/finds-the-kind",
                    test_finds_the_kind_of_a_chinese_name);
    g_test_add_func("/gazetteer/wade-giles/leaves-other-names-alone",
                    test_leaves_other_names_alone);
    return g_test_run();
}
