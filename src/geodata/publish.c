/* SPDX-License-Identifier: MIT */
#include "publish.h"

#include <string.h>

#include "ogr-private.h"

/* TRUE when all is written and the store says so: it does at the end only. */
static gboolean
target_write(const MarchGdal *gdal, const char *target, const char *bytes, gsize length)
{
    VSILFILE *file = gdal->VSIFOpenExL(target, "wb", TRUE);
    gboolean is_written;

    if (file == NULL) {
        return FALSE;
    }
    is_written = gdal->VSIFWriteL(bytes, 1, length, file) == length;
    return gdal->VSIFCloseL(file) == 0 && is_written;
}

gboolean
march_publish_file(const char *path, const char *target, GError **error)
{
    const MarchGdal *gdal = march_gdal_get(error);
    g_autofree char *bytes = NULL;
    g_autoptr(GError) cause = NULL;
    g_autoptr(GString) messages = g_string_new(NULL);
    gsize length = 0;
    gboolean is_written;

    if (gdal == NULL) {
        return FALSE;
    }
    if (!g_file_get_contents(path, &bytes, &length, &cause)) {
        march_error_set(error, MARCH_ERROR_IO, march_location_new(path, 0, 0),
                        "cannot be read: %s", cause->message);
        return FALSE;
    }
    march_ogr_thread_configure(gdal, TRUE);
    march_ogr_messages_begin(gdal, messages);
    is_written = target_write(gdal, target, bytes, length);
    march_ogr_messages_end(gdal);
    if (!is_written) {
        march_error_set(error, MARCH_ERROR_UNAVAILABLE,
                        march_location_new(target, 0, 0), "cannot be written: %s",
                        messages->len > 0 ? messages->str
                                          : "the store gives no reason");
    }
    return is_written;
}
