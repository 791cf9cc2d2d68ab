/* SPDX-License-Identifier: MIT */
#include "icon-file.h"

#include <string.h>

char *
march_icon_file_find(const char *own, const char *directory, const char *name)
{
    static const char *const folders[] = {"", "maki", "temaki", "acled"};
    g_autofree char *file = g_strconcat(name, ".svg", NULL);

    if (directory == NULL || *name == '\0' || *name == '.' ||
        strchr(name, '/') != NULL) {
        return NULL;
    }
    if (own != NULL) {
        g_autofree char *path = g_build_filename(own, file, NULL);

        if (g_file_test(path, G_FILE_TEST_IS_REGULAR)) {
            return g_steal_pointer(&path);
        }
    }
    for (guint i = 0; i < G_N_ELEMENTS(folders); i++) {
        g_autofree char *path = g_build_filename(directory, folders[i], file, NULL);

        if (g_file_test(path, G_FILE_TEST_IS_REGULAR)) {
            return g_steal_pointer(&path);
        }
    }
    return NULL;
}
