/* SPDX-License-Identifier: MIT */
#include "map-draw.h"

#include <string.h>

#include "base/file.h"
#include "style/icon-file.h"

#define ICON_BYTES_MAX  (1024 * 1024)
#define DEFAULT_SIDE_PX 15.0
#define SIDE_PX_MAX     4096.0

/* The number in attribute @name of the tag [@tag, @end), or 0. */
static double
attribute_number(const char *tag, const char *end, const char *name)
{
    gsize length = strlen(name);

    for (const char *at = tag; at + length + 2 < end; at++) {
        if (g_ascii_isspace(at[0]) && strncmp(at + 1, name, length) == 0 &&
            at[1 + length] == '=' &&
            (at[2 + length] == '"' || at[2 + length] == '\'')) {
            return g_ascii_strtod(at + length + 3, NULL);
        }
    }
    return 0;
}

static void
view_box_size(const char *tag, const char *end, double *width, double *height)
{
    const char *box = g_strstr_len(tag, end - tag, "viewBox=");
    const char *next;

    if (box == NULL || end - box < 10) {
        return;
    }
    next = box + strlen("viewBox=") + 1;
    for (guint i = 0; i < 4; i++) {
        char *stop;
        double number = g_ascii_strtod(next, &stop);

        next = stop;
        if (i == 2) {
            *width = number;
        } else if (i == 3) {
            *height = number;
        }
        while (*next == ',' || g_ascii_isspace(*next)) {
            next++;
        }
    }
}

/* What the document says its size is; 15 px, the size of Maki, when it does not. */
static void
read_size(MarchMapIcon *icon, const char *svg)
{
    const char *tag = strstr(svg, "<svg");
    const char *end = tag != NULL ? strchr(tag, '>') : NULL;

    if (end != NULL) {
        icon->width = attribute_number(tag, end, "width");
        icon->height = attribute_number(tag, end, "height");
        if (!(icon->width > 0) || !(icon->height > 0)) {
            view_box_size(tag, end, &icon->width, &icon->height);
        }
    }
    if (!(icon->width > 0 && icon->width <= SIDE_PX_MAX) ||
        !(icon->height > 0 && icon->height <= SIDE_PX_MAX)) {
        icon->width = icon->height = DEFAULT_SIDE_PX;
    }
}

static void
load_icon(MarchMapDrawing *drawing, const char *name, MarchMapIcon *icon)
{
    g_autofree char *path = march_icon_file_find(drawing->input->spec->icons,
                                                 drawing->input->icon_directory, name);
    g_autofree char *svg = NULL;
    gsize length = 0;

    if (path == NULL) {
        march_diagnostics_add(drawing->diagnostics, MARCH_SEVERITY_WARNING,
                              "icon-missing",
                              march_style_layer_get_image_location(drawing->layer),
                              name, "layer \"%s\": there is no icon \"%s\"",
                              march_style_layer_get_id(drawing->layer), name);
        return;
    }
    if (!g_file_get_contents(path, &svg, &length, NULL) || length > ICON_BYTES_MAX) {
        march_diagnostics_add(
            drawing->diagnostics, MARCH_SEVERITY_WARNING, "icon-unreadable",
            march_style_layer_get_image_location(drawing->layer), name,
            "the icon \"%s\" cannot be read or exceeds 1 MiB", path);
        return;
    }
    read_size(icon, svg);
    icon->svg = g_bytes_new_take(g_steal_pointer(&svg), length);
    icon->id = march_scene_add_icon(drawing->scene, name, icon->svg);
    icon->found = TRUE;
}

const MarchMapIcon *
march_map_get_icon(MarchMapDrawing *drawing, const char *name)
{
    MarchMapIcon *icon = g_hash_table_lookup(drawing->icons, name);

    if (icon == NULL) {
        icon = g_new0(MarchMapIcon, 1);
        icon->width = icon->height = DEFAULT_SIDE_PX;
        load_icon(drawing, name, icon);
        g_hash_table_insert(drawing->icons, g_strdup(name), icon);
    }
    return icon;
}
