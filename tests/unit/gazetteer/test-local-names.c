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
        "5\tKhujand\t\tЛенинабад,Худжанд\t42.3\t1.3\tP\tPPLA\tTJ\t\t03\n"
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
    assert_name(
        march_local_names_find(names, (MarchLonLat){1.3, 42.3}, "Khujand", "ru"),
        "Худжанд");
    g_unlink(path);
}

static void
own_places_have_the_names_of_their_table(void)
{
    static const char TABLE[] =
        "name,alternates,lat,lon,class,country\n"
        "Water intake,Intake|Водозабор|Насосная,40,70,feature,KG\n"
        "Village,Кыштак,40,70,place,KG\n";
    const MarchLonLat at = {70, 40};
    g_autoptr(GError) error = NULL;
    g_autofree char *path = NULL;
    int file = g_file_open_tmp("own-XXXXXX.csv", &path, NULL);
    g_autoptr(MarchLocalNames) names =
        march_local_names_read("/nowhere/names.tsv", (MarchBox){0, 0, 1, 1}, &error);
    gboolean is_added;

    g_close(file, NULL);
    g_assert_true(g_file_set_contents(path, TABLE, -1, NULL));
    is_added = march_local_names_add_own(names, path, &error);
    g_assert_no_error(error);
    g_assert_true(is_added);
    assert_name(march_local_names_find(names, at, "intake", "ru"), "Водозабор");
    assert_name(march_local_names_find(names, at, "Village", "ru"), "Кыштак");
    assert_name(march_local_names_find(names, at, "Village", "en"), "Village");
    assert_name(march_local_names_find(names, at, "Elsewhere", "ru"), NULL);
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
    g_test_add_func("/gazetteer/local-names/own-places-have-the-names-of-their-table",
                    own_places_have_the_names_of_their_table);
    g_test_add_func("/gazetteer/local-names/missing-table-has-no-names",
                    missing_table_has_no_names);
    return g_test_run();
}
