/* SPDX-License-Identifier: MIT */
#include "file-check.h"

static gboolean
file_check(const char *path, MarchLocation where, GError **error)
{
    if (path == NULL || g_file_test(path, G_FILE_TEST_EXISTS)) {
        return TRUE;
    }
    march_error_set(error, MARCH_ERROR_NOT_FOUND, where, "there is no file '%s'", path);
    return FALSE;
}

static gboolean
named_check(const MarchSpec *spec, const char *path, GError **error)
{
    return path == NULL ||
           file_check(path, march_spec_get_file_location(spec, path), error);
}

static gboolean
layers_check(const MarchSpec *spec, const GPtrArray *paths, GError **error)
{
    for (guint i = 0; i < paths->len; i++) {
        if (!named_check(spec, g_ptr_array_index(paths, i), error)) {
            return FALSE;
        }
    }
    return TRUE;
}

gboolean
march_files_check(const MarchSpec *spec, GError **error)
{
    for (guint i = 0; i < spec->boundaries->len; i++) {
        const MarchSpecBoundaries *own = g_ptr_array_index(spec->boundaries, i);

        if (!file_check(own->data, own->where, error)) {
            return FALSE;
        }
    }
    for (guint i = 0; i < spec->sections->len; i++) {
        const MarchSpecSection *section = g_ptr_array_index(spec->sections, i);

        if (!named_check(spec, section->geometry, error)) {
            return FALSE;
        }
    }
    for (guint i = 0; i < spec->areas->len; i++) {
        const MarchSpecArea *area = g_ptr_array_index(spec->areas, i);

        if (!named_check(spec, area->geometry, error)) {
            return FALSE;
        }
    }
    return layers_check(spec, spec->section_layers, error) &&
           layers_check(spec, spec->area_layers, error);
}
