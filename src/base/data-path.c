/* SPDX-License-Identifier: MIT */
#include "data-path.h"

/* An executable of a build tree lies this deep below its root at most. */
enum { BUILD_DEPTH_MAX = 5 };

static gboolean
folder_has_data(const char *folder)
{
    g_autofree char *geodata = g_build_filename(folder, "geodata", NULL);

    return g_file_test(geodata, G_FILE_TEST_IS_DIR);
}

static char *
given_folder(const char *folder, const char *giver, GError **error)
{
    if (!folder_has_data(folder)) {
        march_error_set(error, MARCH_ERROR_NOT_FOUND, MARCH_LOCATION_NONE,
                        "%s is '%s', but that folder has no geodata", giver, folder);
        return NULL;
    }
    return g_strdup(folder);
}

static char *
build_tree_data(const char *program_folder)
{
    g_autofree char *folder = g_strdup(program_folder);

    for (int i = 0; i < BUILD_DEPTH_MAX; i++) {
        g_autofree char *cache = g_build_filename(folder, "CMakeCache.txt", NULL);
        g_autofree char *parent = NULL;

        if (g_file_test(cache, G_FILE_TEST_EXISTS)) {
            g_autofree char *data = g_build_filename(folder, "data", NULL);

            return folder_has_data(data) ? g_steal_pointer(&data) : NULL;
        }
        parent = g_path_get_dirname(folder);
        g_free(folder);
        folder = g_steal_pointer(&parent);
    }
    return NULL;
}

char *
march_data_path(const char *explicit_dir, GError **error)
{
    const char *environment = g_getenv("MARCHLAND_DATA");
    g_autofree char *program = g_file_read_link("/proc/self/exe", NULL);

    if (explicit_dir != NULL) {
        return given_folder(explicit_dir, "the data folder", error);
    }
    if (environment != NULL && *environment != '\0') {
        return given_folder(environment, "MARCHLAND_DATA", error);
    }
    if (program != NULL) {
        g_autofree char *folder = g_path_get_dirname(program);
        g_autofree char *joined =
            g_build_filename(folder, MARCH_DATA_FROM_BINDIR, NULL);
        g_autofree char *installed = g_canonicalize_filename(joined, NULL);
        char *build = NULL;

        if (folder_has_data(installed)) {
            return g_steal_pointer(&installed);
        }
        build = build_tree_data(folder);
        if (build != NULL) {
            return build;
        }
    }
    if (folder_has_data(MARCH_DATA_DEFAULT)) {
        return g_strdup(MARCH_DATA_DEFAULT);
    }
    march_error_set(error, MARCH_ERROR_NOT_FOUND, MARCH_LOCATION_NONE,
                    "the map data are neither beside the program nor in '%s'; "
                    "MARCHLAND_DATA can name their folder",
                    MARCH_DATA_DEFAULT);
    return NULL;
}
