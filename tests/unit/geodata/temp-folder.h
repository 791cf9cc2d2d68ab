/* SPDX-License-Identifier: MIT */
/**
 * A folder for the files of one test, removed with what is in it.
 */
#ifndef MARCH_TESTS_TEMP_FOLDER_H
#define MARCH_TESTS_TEMP_FOLDER_H

#include <glib.h>
#include <glib/gstdio.h>

typedef struct {
    char *path;
} TempFolder;

static inline TempFolder
temp_folder_new(void)
{
    TempFolder folder = {g_dir_make_tmp("march-XXXXXX", NULL)};

    g_assert_nonnull(folder.path);
    return folder;
}

/* Writes @text to @name; (transfer full) the path. */
static inline char *
temp_folder_write(const TempFolder *folder, const char *name, const char *text)
{
    char *path = g_build_filename(folder->path, name, NULL);

    g_assert_true(g_file_set_contents(path, text, -1, NULL));
    return path;
}

static inline void
temp_folder_remove(TempFolder *folder)
{
    g_autoptr(GDir) entries = g_dir_open(folder->path, 0, NULL);
    const char *name;

    while ((name = g_dir_read_name(entries)) != NULL) {
        g_autofree char *path = g_build_filename(folder->path, name, NULL);

        g_remove(path);
    }
    g_rmdir(folder->path);
    g_free(folder->path);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(TempFolder, temp_folder_remove)

#endif
