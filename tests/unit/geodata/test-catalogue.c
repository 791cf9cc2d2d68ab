/* SPDX-License-Identifier: MIT */
#include "geodata/catalogue.h"

#include "temp-folder.h"

#define ENTRY(layer, path, max)                                                        \
    "  - layer: " layer "\n    path: " path "\n    source: s\n    licence: l\n"        \
    "    credit: c\n    date: 2017\n    sha256: abc\n    bytes: 12\n"                  \
    "    tolerance-m: 5\n    min-scale: 0\n    max-scale: " max "\n"

static MarchCatalogue *
catalogue_of(const TempFolder *folder, const char *files, GError **error)
{
    g_autofree char *text = g_strconcat("manifest: 1\nfiles:\n", files, NULL);
    g_autofree char *path = temp_folder_write(folder, "MANIFEST.yaml", text);

    return march_catalogue_open(folder->path, error);
}

static void
test_open_names_the_missing_manifest(void)
{
    g_auto(TempFolder) folder = temp_folder_new();
    g_autoptr(GError) error = NULL;

    g_assert_null(march_catalogue_open(folder.path, &error));
    g_assert_error(error, MARCH_ERROR, MARCH_ERROR_NOT_FOUND);
}

static void
test_open_refuses_a_bad_manifest(void)
{
    static const char *const BAD[] = {
        "", "files: text\n",
        "manifest: 1\nfiles:\n" ENTRY("land", "../secret.fgb", "0"),
        "manifest: 1\nfiles:\n" ENTRY("land", "/etc/passwd", "0"),
        "manifest: 1\nfiles:\n  - layer: land\n"};
    g_auto(TempFolder) folder = temp_folder_new();

    for (gsize i = 0; i < G_N_ELEMENTS(BAD); i++) {
        g_autofree char *path = temp_folder_write(&folder, "MANIFEST.yaml", BAD[i]);
        g_autoptr(MarchCatalogue) catalogue = NULL;
        g_autoptr(GError) error = NULL;

        catalogue = march_catalogue_open(folder.path, &error);
        g_assert_null(catalogue);
        g_assert_error(error, MARCH_ERROR, MARCH_ERROR_DATA);
        g_assert_cmpstr(march_error_get_location(error).file, ==, path);
    }
}

static void
test_find_chooses_the_level_by_scale(void)
{
    static const struct {
        double scale;
        const char *path;
    } CASES[] = {{1, "fine"},         {1000000, "fine"},    {1000001, "middle"},
                 {5000000, "middle"}, {90000000, "coarse"}, {1e12, "coarse"}};
    g_auto(TempFolder) folder = temp_folder_new();
    g_autoptr(MarchCatalogue) catalogue = catalogue_of(
        &folder,
        ENTRY("land", "fine", "1000000") ENTRY("lakes", "other", "0")
            ENTRY("land", "middle", "5000000") ENTRY("land", "coarse", "0"),
        NULL);

    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_assert_cmpstr(march_catalogue_find(catalogue, "land", CASES[i].scale)->path,
                        ==, CASES[i].path);
    }
    g_assert_null(march_catalogue_find(catalogue, "roads", 1));
    g_assert_cmpuint(march_catalogue_count(catalogue), ==, 4);
}

static void
test_find_falls_back_to_the_coarsest(void)
{
    g_auto(TempFolder) folder = temp_folder_new();
    g_autoptr(MarchCatalogue) catalogue =
        catalogue_of(&folder, ENTRY("land", "fine", "1000"), NULL);

    g_assert_cmpstr(march_catalogue_find(catalogue, "land", 5000)->path, ==, "fine");
}

static void
test_read_says_what_is_wrong_with_the_pack(void)
{
    g_auto(TempFolder) folder = temp_folder_new();
    g_autofree char *broken =
        temp_folder_write(&folder, "broken.fgb", "fgb\003fgb\001xx");
    g_autoptr(MarchCatalogue) catalogue = catalogue_of(
        &folder, ENTRY("land", "broken.fgb", "0") ENTRY("lakes", "gone.fgb", "0"),
        NULL);
    static const struct {
        const char *layer;
        MarchErrorCode code;
    } CASES[] = {{"land", MARCH_ERROR_DATA},
                 {"lakes", MARCH_ERROR_NOT_FOUND},
                 {"roads", MARCH_ERROR_UNKNOWN}};

    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autoptr(GError) error = NULL;
        MarchFeatures *features = march_catalogue_read(
            catalogue, CASES[i].layer, (MarchBox){0, 0, 1, 1}, 1, NULL, &error);

        g_assert_null(features);
        g_assert_error(error, MARCH_ERROR, (int)CASES[i].code);
    }
}

static void
test_verify_finds_a_changed_file(void)
{
    g_auto(TempFolder) folder = temp_folder_new();
    g_autofree char *changed = temp_folder_write(&folder, "a.fgb", "something else");
    g_autoptr(MarchCatalogue) catalogue =
        catalogue_of(&folder, ENTRY("land", "a.fgb", "0"), NULL);
    g_autoptr(GError) error = NULL;

    g_assert_false(march_catalogue_verify(catalogue, &error));
    g_assert_error(error, MARCH_ERROR, MARCH_ERROR_DATA);
    g_assert_cmpstr(march_error_get_location(error).file, ==, changed);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/geodata/catalogue/open-names-the-missing-manifest",
                    test_open_names_the_missing_manifest);
    g_test_add_func("/geodata/catalogue/open-refuses-a-bad-manifest",
                    test_open_refuses_a_bad_manifest);
    g_test_add_func("/geodata/catalogue/find-chooses-the-level-by-scale",
                    test_find_chooses_the_level_by_scale);
    g_test_add_func("/geodata/catalogue/find-falls-back-to-the-coarsest",
                    test_find_falls_back_to_the_coarsest);
    g_test_add_func("/geodata/catalogue/read-says-what-is-wrong-with-the-pack",
                    test_read_says_what_is_wrong_with_the_pack);
    g_test_add_func("/geodata/catalogue/verify-finds-a-changed-file",
                    test_verify_finds_a_changed_file);
    return g_test_run();
}
