/* SPDX-License-Identifier: MIT */
#include "gazetteer/local-names.h"

#include <glib/gstdio.h>

static void
assert_name(char *name, const char *expected)
{
    g_assert_cmpstr(name, ==, expected);
    g_free(name);
}

static void
countries_are_named_by_language(void)
{
    assert_name(march_country_name_in("KG", "ru"), "Киргизия");
    assert_name(march_country_name_in("TJ", "fr"), "Tadjikistan");
    assert_name(march_country_name_in("SY", "ar"), "سوريا");
    assert_name(march_country_name_in("TH", "local"), "ไทย");
    assert_name(march_country_name_in("GE", "en"), "Georgia");
    assert_name(march_country_name_in("??", "en"), NULL);
}

static void
places_are_named_by_alphabet(void)
{
    static const char TABLE[] =
        "1\tOrdino\t\tOrdino,ao er di nuo,Ординьо,Өрдино,オルディノ教区\t42.55623\t1.53319\tP"
        "\tPPLA\tKG\t\t05\n"
        "2\tFar\t\tДалеко\t50.0\t50.0\tP\tPPL\tRU\t\t05\n"
        "4\tMariupol\t\tЖданов,Мариупол,Мариуполь\t42.2\t1.2\tP\tPPL\tUA\t\t05\n"
        "broken line\n"
        "3\tNone\t\t\t42.6\t1.6\tP\tPPL\tKG\t\t05";
    const MarchBox box = {1, 42, 2, 43};
    g_autoptr(GError) error = NULL;
    g_autofree char *path = NULL;
    int file = g_file_open_tmp("names-XXXXXX.tsv", &path, NULL);

    g_close(file, NULL);
    g_assert_true(g_file_set_contents(path, TABLE, -1, NULL));
    g_autoptr(MarchLocalNames) names = march_local_names_read(path, box, &error);

    g_assert_no_error(error);
    const MarchLonLat at = {1.53319, 42.55623};

    assert_name(march_local_names_find(names, at, "Ordino", "ky"), "Өрдино");
    assert_name(march_local_names_find(names, at, "Ordino", "en"), "Ordino");
    assert_name(march_local_names_find(names, at, "Ordino", "ka"), NULL);
    assert_name(march_local_names_find(names, (MarchLonLat){1.6, 42.6}, "None", "ru"),
                NULL);
    assert_name(march_local_names_find(names, (MarchLonLat){50, 50}, "Far", "ru"),
                NULL);
    assert_name(
        march_local_names_find(names, (MarchLonLat){1.2, 42.2}, "Mariupol", "ru"),
        "Мариуполь");
    g_unlink(path);
}

static void
missing_table_has_no_names(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(MarchLocalNames) names =
        march_local_names_read("/no/such/table.tsv", (MarchBox){0, 0, 1, 1}, &error);

    g_assert_no_error(error);
    assert_name(march_local_names_find(names, (MarchLonLat){0.5, 0.5}, "x", "ru"),
                NULL);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/gazetteer/local-names/countries-are-named-by-language",
                    countries_are_named_by_language);
    g_test_add_func("/gazetteer/local-names/places-are-named-by-alphabet",
                    places_are_named_by_alphabet);
    g_test_add_func("/gazetteer/local-names/missing-table-has-no-names",
                    missing_table_has_no_names);
    return g_test_run();
}
