/* SPDX-License-Identifier: MIT */
/*
 * A folder for one test, with files of given content; removed at the end.
 */
#ifndef MARCH_TEST_BATCH_FOLDER_H
#define MARCH_TEST_BATCH_FOLDER_H

#include <fcntl.h>
#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

static inline char *
folder_make(void)
{
    char *folder = g_dir_make_tmp("march-batch-XXXXXX", NULL);

    g_assert_nonnull(folder);
    return folder;
}

/* Returns its path, (transfer full). */
static inline char *
folder_write(const char *folder, const char *name, const char *content)
{
    char *path = g_build_filename(folder, name, NULL);
    g_autofree char *parent = g_path_get_dirname(path);

    g_assert_cmpint(g_mkdir_with_parents(parent, 0700), ==, 0);
    g_assert_true(g_file_set_contents(path, content, -1, NULL));
    return path;
}

/* Sets the time of @path, seconds since the epoch. */
static inline void
folder_date(const char *path, gint64 seconds)
{
    const struct timespec times[] = {{seconds, 0}, {seconds, 0}};

    g_assert_cmpint(utimensat(AT_FDCWD, path, times, 0), ==, 0);
}

static inline void
folder_remove(const char *folder)
{
    g_autoptr(GDir) directory = g_dir_open(folder, 0, NULL);
    const char *name;

    while (directory != NULL && (name = g_dir_read_name(directory)) != NULL) {
        g_autofree char *path = g_build_filename(folder, name, NULL);

        if (g_file_test(path, G_FILE_TEST_IS_DIR)) {
            folder_remove(path);
        } else {
            g_unlink(path);
        }
    }
    g_rmdir(folder);
}

#endif
