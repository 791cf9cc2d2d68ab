/* SPDX-License-Identifier: MIT */
#include "logo.h"

#include "base/file.h"
#include "render/png-read.h"
#include "scene/icon.h"

/* A logo longer than this is no logo. */
#define ASPECT_MOST 20.0

void
march_logo_free(MarchLogo *logo)
{
    if (logo == NULL) {
        return;
    }
    g_clear_pointer(&logo->svg, g_bytes_unref);
    g_free(logo->pixels);
    g_free(logo);
}

static gboolean
svg_take(MarchLogo *logo, GBytes *bytes, GError **error)
{
    g_autoptr(MarchIcon) icon = march_icon_parse(bytes, error);

    if (icon == NULL) {
        return FALSE;
    }
    logo->svg = g_bytes_ref(bytes);
    logo->aspect = icon->view_box.width / icon->view_box.height;
    return TRUE;
}

static gboolean
png_take(MarchLogo *logo, GBytes *bytes, GError **error)
{
    g_autoptr(MarchRaster) raster = march_png_decode(bytes, error);

    if (raster == NULL) {
        return FALSE;
    }
    logo->width = raster->width;
    logo->height = raster->height;
    logo->pixels = g_steal_pointer(&raster->pixels);
    logo->aspect = (double)logo->width / logo->height;
    return TRUE;
}

MarchLogo *
march_logo_load(const char *path, MarchLocation where, GError **error)
{
    g_autoptr(MarchLogo) logo = g_new0(MarchLogo, 1);
    g_autoptr(GError) failure = NULL;
    gsize length = 0;
    char *data = march_file_read(path, MARCH_PNG_BYTES_MAX, &length, &failure);
    g_autoptr(GBytes) bytes = NULL;
    g_autofree char *lower = g_ascii_strdown(path, -1);
    gboolean is_read = FALSE;

    if (data != NULL) {
        bytes = g_bytes_new_take(data, length);
        is_read = g_str_has_suffix(lower, ".svg") ? svg_take(logo, bytes, &failure)
                                                  : png_take(logo, bytes, &failure);
    }
    if (!is_read) {
        march_error_set(error, MARCH_ERROR_DATA, where, "the logo \"%s\": %s", path,
                        failure->message);
        return NULL;
    }
    if (!(logo->aspect <= ASPECT_MOST && logo->aspect >= 1 / ASPECT_MOST)) {
        march_error_set(error, MARCH_ERROR_DATA, where,
                        "the logo \"%s\" is %.3g times as wide as high; expected "
                        "between 1/20 and 20",
                        path, logo->aspect);
        return NULL;
    }
    return g_steal_pointer(&logo);
}
