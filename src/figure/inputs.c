/* SPDX-License-Identifier: MIT */
#include "inputs.h"

#include <string.h>

static void
add(GPtrArray *inputs, const char *path)
{
    if (path != NULL &&
        !g_ptr_array_find_with_equal_func(inputs, path, g_str_equal, NULL)) {
        g_ptr_array_add(inputs, g_strdup(path));
    }
}

static void
add_all(GPtrArray *inputs, const GPtrArray *paths)
{
    for (guint i = 0; i < paths->len; i++) {
        add(inputs, g_ptr_array_index(paths, i));
    }
}

static void
add_style(GPtrArray *inputs, const MarchStyle *style, const char *path)
{
    add(inputs, path);
    for (guint i = 0; i < march_style_count_bases(style); i++) {
        add(inputs, march_style_get_base(style, i));
    }
    for (guint i = 0; i < march_style_count_sources(style); i++) {
        const char *location = march_style_get_source(style, i)->location;

        if (location != NULL && !g_str_has_prefix(location, "pack:") &&
            !g_str_has_prefix(location, "figure:")) {
            add(inputs, location);
        }
    }
}

static int
names_compare(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Any icon of the folder may be drawn; a folder that is not there has none. */
static void
add_icons(GPtrArray *inputs, const char *folder)
{
    g_autoptr(GDir) directory = folder != NULL ? g_dir_open(folder, 0, NULL) : NULL;
    g_autoptr(GPtrArray) paths = g_ptr_array_new_with_free_func(g_free);

    for (const char *name = directory != NULL ? g_dir_read_name(directory) : NULL;
         name != NULL; name = g_dir_read_name(directory)) {
        if (g_str_has_suffix(name, ".svg")) {
            g_ptr_array_add(paths, g_build_filename(folder, name, NULL));
        }
    }
    g_ptr_array_sort(paths, names_compare);
    add_all(inputs, paths);
}

GPtrArray *
march_inputs_list(const MarchSpec *spec,
                  const MarchStyle *style,
                  const char *style_path)
{
    GPtrArray *inputs = g_ptr_array_new_with_free_func(g_free);

    add(inputs, spec->path);
    add(inputs, spec->logo);
    add_all(inputs, spec->word_files);
    add_all(inputs, spec->border_files);
    add_all(inputs, spec->gazetteers);
    for (guint i = 0; i < spec->boundaries->len; i++) {
        const MarchSpecBoundaries *boundaries = g_ptr_array_index(spec->boundaries, i);

        add(inputs, boundaries->data);
    }
    add_all(inputs, spec->section_layers);
    add_all(inputs, spec->area_layers);
    for (guint i = 0; i < spec->sections->len; i++) {
        const MarchSpecSection *section = g_ptr_array_index(spec->sections, i);

        add(inputs, section->geometry);
    }
    for (guint i = 0; i < spec->areas->len; i++) {
        const MarchSpecArea *area = g_ptr_array_index(spec->areas, i);

        add(inputs, area->geometry);
    }
    for (guint i = 0; i < spec->incidents->len; i++) {
        const MarchSpecIncidents *incidents = g_ptr_array_index(spec->incidents, i);

        if (g_str_has_prefix(incidents->data, "PG:")) {
            g_autofree char *name = march_spec_incidents_name(incidents);

            add(inputs, name);
        } else {
            add(inputs, incidents->data);
        }
    }
    for (guint i = 0; i < spec->layers->len; i++) {
        const MarchSpecLayer *layer = g_ptr_array_index(spec->layers, i);

        add(inputs, layer->data);
    }
    add(inputs, spec->relief);
    add(inputs, spec->districts);
    add_icons(inputs, spec->icons);
    for (guint i = 0; i < spec->note_files->len; i++) {
        const char *file = g_ptr_array_index(spec->note_files, i);

        /* a bare word is one of the program's presets */
        if (strpbrk(file, "./") != NULL) {
            add(inputs, file);
        }
    }
    add_style(inputs, style, style_path);
    return inputs;
}
