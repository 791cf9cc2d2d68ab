/* SPDX-License-Identifier: MIT */
#include "leftovers.h"

#include <string.h>
#include <unistd.h>

/* ".xxxxxxxx.part" */
#define ENDING_BYTES 14U

struct MarchLeftovers {
    GHashTable *paths;   /* set */
    GHashTable *folders; /* set */
};

MarchLeftovers *
march_leftovers_new(void)
{
    MarchLeftovers *leftovers = g_new0(MarchLeftovers, 1);

    leftovers->paths = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    leftovers->folders = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    return leftovers;
}

void
march_leftovers_free(MarchLeftovers *leftovers)
{
    if (leftovers == NULL) {
        return;
    }
    g_hash_table_unref(leftovers->paths);
    g_hash_table_unref(leftovers->folders);
    g_free(leftovers);
}

void
march_leftovers_add(MarchLeftovers *leftovers, const char *path)
{
    g_hash_table_add(leftovers->paths, g_strdup(path));
    g_hash_table_add(leftovers->folders, g_path_get_dirname(path));
}

/* The name of the file that @name was to become, (transfer full), or NULL. */
static char *
target_name(const char *name)
{
    gsize length = strlen(name);
    const char *ending = name + length - ENDING_BYTES;

    if (length < ENDING_BYTES + 2 || name[0] != '.' || ending[0] != '.' ||
        strcmp(ending + 9, ".part") != 0) {
        return NULL;
    }
    for (int i = 1; i < 9; i++) {
        if (!g_ascii_isxdigit(ending[i])) {
            return NULL;
        }
    }
    return g_strndup(name + 1, length - ENDING_BYTES - 1);
}

static guint
folder_clean(const MarchLeftovers *leftovers, const char *folder)
{
    g_autoptr(GDir) directory = g_dir_open(folder, 0, NULL);
    const char *name;
    guint count = 0;

    while (directory != NULL && (name = g_dir_read_name(directory)) != NULL) {
        g_autofree char *target = target_name(name);
        g_autofree char *path =
            target != NULL ? g_build_filename(folder, target, NULL) : NULL;

        if (path != NULL && g_hash_table_contains(leftovers->paths, path)) {
            g_autofree char *left = g_build_filename(folder, name, NULL);

            count += unlink(left) == 0;
        }
    }
    return count;
}

guint
march_leftovers_remove(const MarchLeftovers *leftovers)
{
    GHashTableIter iterator;
    gpointer folder;
    guint count = 0;

    g_hash_table_iter_init(&iterator, leftovers->folders);
    while (g_hash_table_iter_next(&iterator, &folder, NULL)) {
        count += folder_clean(leftovers, folder);
    }
    return count;
}
