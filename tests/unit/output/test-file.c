/* SPDX-License-Identifier: MIT */
#include "output/file.h"

#include <string.h>

#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct {
    char *folder;
    char *path;
    GBytes *bytes;
} Fixture;

static void
set_up(Fixture *fixture, gconstpointer data)
{
    (void)data;
    fixture->folder = g_dir_make_tmp("march-file-XXXXXX", NULL);
    fixture->path = g_build_filename(fixture->folder, "figure.png", NULL);
    fixture->bytes = g_bytes_new_static("new", 3);
}

static void
remove_folder(const char *path)
{
    g_autoptr(GDir) folder = g_dir_open(path, 0, NULL);
    const char *name;

    while ((name = g_dir_read_name(folder)) != NULL) {
        g_autofree char *file = g_build_filename(path, name, NULL);

        if (g_remove(file) != 0) {
            remove_folder(file);
        }
    }
    g_rmdir(path);
}

static void
tear_down(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_chmod(fixture->folder, 0700);
    remove_folder(fixture->folder);
    g_free(fixture->folder);
    g_free(fixture->path);
    g_bytes_unref(fixture->bytes);
}

static void
assert_content(const char *path, const char *expected)
{
    g_autofree char *content = NULL;

    g_assert_true(g_file_get_contents(path, &content, NULL, NULL));
    g_assert_cmpstr(content, ==, expected);
}

static guint
count_files(const char *path)
{
    g_autoptr(GDir) folder = g_dir_open(path, 0, NULL);
    guint count = 0;

    while (g_dir_read_name(folder) != NULL) {
        count++;
    }
    return count;
}

static void
creates_a_file(Fixture *fixture, gconstpointer data)
{
    g_autoptr(GError) error = NULL;

    (void)data;
    g_assert_true(march_output_write(fixture->path, fixture->bytes, &error));
    g_assert_no_error(error);
    assert_content(fixture->path, "new");
    g_assert_cmpuint(count_files(fixture->folder), ==, 1);
}

static void
keeps_the_mode(Fixture *fixture, gconstpointer data)
{
    GStatBuf status;

    (void)data;
    g_assert_true(g_file_set_contents(fixture->path, "old", -1, NULL));
    g_assert_cmpint(g_chmod(fixture->path, 0640), ==, 0);
    g_assert_true(march_output_write(fixture->path, fixture->bytes, NULL));
    g_assert_cmpint(g_stat(fixture->path, &status), ==, 0);
    g_assert_cmpint(status.st_mode & 07777, ==, 0640);
    assert_content(fixture->path, "new");
}

static void
follows_a_link(Fixture *fixture, gconstpointer data)
{
    g_autofree char *link = g_build_filename(fixture->folder, "latest.png", NULL);

    (void)data;
    g_assert_true(g_file_set_contents(fixture->path, "old", -1, NULL));
    g_assert_cmpint(symlink("figure.png", link), ==, 0);
    g_assert_true(march_output_write(link, fixture->bytes, NULL));
    g_assert_true(g_file_test(link, G_FILE_TEST_IS_SYMLINK));
    assert_content(fixture->path, "new");
}

static void
link_to_nothing_creates_its_target(Fixture *fixture, gconstpointer data)
{
    g_autofree char *link = g_build_filename(fixture->folder, "latest.png", NULL);

    (void)data;
    g_assert_cmpint(symlink("figure.png", link), ==, 0);
    g_assert_true(march_output_write(link, fixture->bytes, NULL));
    assert_content(fixture->path, "new");
}

static void
link_loop_is_an_error(Fixture *fixture, gconstpointer data)
{
    g_autoptr(GError) error = NULL;

    (void)data;
    g_assert_cmpint(symlink("figure.png", fixture->path), ==, 0);
    g_assert_false(march_output_write(fixture->path, fixture->bytes, &error));
    g_assert_nonnull(error);
    g_assert_cmpint(error->domain, ==, (gint64)MARCH_ERROR);
}

static void
missing_folder_cannot_be_created_in(Fixture *fixture, gconstpointer data)
{
    g_autofree char *path = g_build_filename(fixture->folder, "no", "a.png", NULL);
    g_autoptr(GError) error = NULL;

    (void)data;
    g_assert_false(march_output_write(path, fixture->bytes, &error));
    g_assert_error(error, MARCH_ERROR, MARCH_ERROR_CREATE);
    g_assert_nonnull(strstr(error->message, path));
}

static void
folder_is_not_replaced(Fixture *fixture, gconstpointer data)
{
    g_autoptr(GError) error = NULL;

    (void)data;
    g_assert_cmpint(g_mkdir(fixture->path, 0700), ==, 0);
    g_assert_false(march_output_write(fixture->path, fixture->bytes, &error));
    g_assert_error(error, MARCH_ERROR, MARCH_ERROR_CREATE);
}

static void
read_only_folder_leaves_the_old_file(Fixture *fixture, gconstpointer data)
{
    g_autoptr(GError) error = NULL;

    (void)data;
    if (geteuid() == 0) {
        g_test_skip("root may write anywhere");
        return;
    }
    g_assert_true(g_file_set_contents(fixture->path, "old", -1, NULL));
    g_assert_cmpint(g_chmod(fixture->folder, 0500), ==, 0);
    g_assert_false(march_output_write(fixture->path, fixture->bytes, &error));
    g_assert_error(error, MARCH_ERROR, MARCH_ERROR_PERMISSION);
    assert_content(fixture->path, "old");
}

static void
full_disk_is_an_error(Fixture *fixture, gconstpointer data)
{
    g_autoptr(GError) error = NULL;

    (void)fixture;
    (void)data;
    if (!g_file_test("/dev/full", G_FILE_TEST_EXISTS)) {
        g_test_skip("no /dev/full here");
        return;
    }
    g_assert_false(march_output_write("/dev/full", fixture->bytes, &error));
    g_assert_error(error, MARCH_ERROR, MARCH_ERROR_IO);
    g_assert_true(g_file_test("/dev/full", G_FILE_TEST_EXISTS));
}

static void
long_names_work(Fixture *fixture, gconstpointer data)
{
    g_autofree char *name = g_strnfill(255, 'n');
    g_autofree char *path = g_build_filename(fixture->folder, name, NULL);

    (void)data;
    g_assert_true(march_output_write(path, fixture->bytes, NULL));
    assert_content(path, "new");
}

#define ADD(name, function)                                                            \
    g_test_add("/output/file/" name, Fixture, NULL, set_up, function, tear_down)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    ADD("creates-a-file", creates_a_file);
    ADD("keeps-the-mode", keeps_the_mode);
    ADD("follows-a-link", follows_a_link);
    ADD("link-to-nothing-creates-its-target", link_to_nothing_creates_its_target);
    ADD("link-loop-is-an-error", link_loop_is_an_error);
    ADD("missing-folder-cannot-be-created-in", missing_folder_cannot_be_created_in);
    ADD("folder-is-not-replaced", folder_is_not_replaced);
    ADD("read-only-folder-leaves-the-old-file", read_only_folder_leaves_the_old_file);
    ADD("full-disk-is-an-error", full_disk_is_an_error);
    ADD("long-names-work", long_names_work);
    return g_test_run();
}
