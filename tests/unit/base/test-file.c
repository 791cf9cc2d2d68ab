/* SPDX-License-Identifier: MIT */
#include "base/data-path.h"
#include "base/file.h"

#include <glib/gstdio.h>
#include <unistd.h>

static char *
path_make(const char *bytes)
{
    g_autoptr(GError) error = NULL;
    char *path = NULL;
    int descriptor = g_file_open_tmp("marchland-XXXXXX", &path, &error);

    g_assert_no_error(error);
    close(descriptor);
    g_file_set_contents(path, bytes, -1, &error);
    g_assert_no_error(error);
    return path;
}

static void
test_reads_whole(void)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *path = path_make("Batken");
    gsize length = 0;
    g_autofree char *bytes = march_file_read(path, 6, &length, &error);

    g_assert_no_error(error);
    g_assert_cmpstr(bytes, ==, "Batken");
    g_assert_cmpuint(length, ==, 6);
    g_unlink(path);
}

static void
test_refuses_more_than_the_limit(void)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *path = path_make("Batken");
    gsize length = 0;

    g_assert_null(march_file_read(path, 5, &length, &error));
    g_assert_error(error, MARCH_ERROR, MARCH_ERROR_LIMIT);
    g_assert_cmpstr(march_error_get_location(error).file, ==, path);
    g_unlink(path);
}

static void
test_says_why_a_file_cannot_be_read(void)
{
    g_autoptr(GError) missing = NULL;
    g_autoptr(GError) folder = NULL;
    gsize length = 0;

    g_assert_null(march_file_read("/nowhere/figure.yaml", 10, &length, &missing));
    g_assert_error(missing, MARCH_ERROR, MARCH_ERROR_NOT_FOUND);
    g_assert_null(march_file_read("/", 10, &length, &folder));
    g_assert_error(folder, MARCH_ERROR, MARCH_ERROR_IO);
}

static void
test_data_folder_is_taken_at_its_word(void)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *folder = g_dir_make_tmp("marchland-XXXXXX", NULL);
    g_autofree char *geodata = g_build_filename(folder, "geodata", NULL);
    g_autofree char *found = NULL;

    g_assert_null(march_data_path(folder, &error));
    g_assert_error(error, MARCH_ERROR, MARCH_ERROR_NOT_FOUND);
    g_clear_error(&error);
    g_assert_cmpint(g_mkdir(geodata, 0700), ==, 0);
    found = march_data_path(folder, &error);
    g_assert_no_error(error);
    g_assert_cmpstr(found, ==, folder);
    g_rmdir(geodata);
    g_rmdir(folder);
}

static void
test_data_folder_is_found_in_the_build_tree(void)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *found = NULL;

    g_unsetenv("MARCHLAND_DATA");
    found = march_data_path(NULL, &error);
    g_assert_no_error(error);
    g_assert_cmpstr(found, ==, MARCH_TEST_BINARY_DIR "/data");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/base/file/reads-whole", test_reads_whole);
    g_test_add_func("/base/file/refuses-more-than-the-limit",
                    test_refuses_more_than_the_limit);
    g_test_add_func("/base/file/says-why-a-file-cannot-be-read",
                    test_says_why_a_file_cannot_be_read);
    g_test_add_func("/base/data-path/folder-is-taken-at-its-word",
                    test_data_folder_is_taken_at_its_word);
    g_test_add_func("/base/data-path/folder-is-found-in-the-build-tree",
                    test_data_folder_is_found_in_the_build_tree);
    return g_test_run();
}
