/* SPDX-License-Identifier: MIT */
#include "source-lines.h"

#include <string.h>

#include "geodata/layer.h"
#include "natural-earth.h"

/* What a drawn thing is: the first letter of its key. */
#define SECTION       "s:"
#define AREA          "a:"
#define DATA          "d:"
#define NATURAL_EARTH "n:"

static void
text_add(GPtrArray *texts, const char *text)
{
    if (text != NULL && *text != '\0' &&
        !g_ptr_array_find_with_equal_func(texts, text, g_str_equal, NULL)) {
        g_ptr_array_add(texts, g_strdup(text));
    }
}

static void
line_add(GPtrArray *lines, char *line)
{
    text_add(lines, line);
    g_free(line);
}

static void
key_add(GPtrArray *keys, const char *kind, const char *text)
{
    if (text != NULL) {
        line_add(keys, g_strconcat(kind, text, NULL));
    }
}

static gboolean
is_drawn(const GPtrArray *drawn, const char *kind, const char *text)
{
    g_autofree char *key = g_strconcat(kind, text, NULL);

    return drawn == NULL || g_ptr_array_find_with_equal_func(
                                (GPtrArray *)(guintptr)drawn, key, g_str_equal, NULL);
}

static void
section_key_add(GPtrArray *keys,
                const MarchSpec *spec,
                const MarchFeature *feature,
                const char *name_key,
                const char *source_key)
{
    const char *name = march_feature_get_string(feature, name_key);

    if (name != NULL && march_natural_earth_has(spec, name)) {
        key_add(keys, NATURAL_EARTH, "");
    } else if (name != NULL) {
        key_add(keys, SECTION, march_feature_get_string(feature, source_key));
    }
}

GPtrArray *
march_drawn_sources_find(const MarchSpec *spec,
                         const MarchFeatures *borders,
                         const MarchFeatures *changes,
                         const MarchFeatures *areas,
                         const MarchFrame *frame)
{
    GPtrArray *keys = g_ptr_array_new_with_free_func(g_free);

    for (guint i = 0; i < march_features_count(borders); i++) {
        const MarchFeature *border = march_features_get(borders, i);

        if (march_frame_shows_geometry(frame, border->geometry)) {
            section_key_add(keys, spec, border, "section", "source");
            key_add(keys, DATA, march_feature_get_string(border, "data"));
        }
    }
    for (guint i = 0; i < march_features_count(changes); i++) {
        const MarchFeature *change = march_features_get(changes, i);

        if (march_frame_shows_geometry(frame, change->geometry)) {
            section_key_add(keys, spec, change, "section-before", "source-before");
            section_key_add(keys, spec, change, "section-after", "source-after");
        }
    }
    for (guint i = 0; i < march_features_count(areas); i++) {
        key_add(keys, AREA,
                march_feature_get_string(march_features_get(areas, i), "source"));
    }
    return keys;
}

gboolean
march_drawn_sources_have_data(const GPtrArray *drawn, const char *name)
{
    return is_drawn(drawn, DATA, name);
}

/* Whether what holds on the days of @valid is on the map, or on the one it is compared
   with. */
static gboolean
is_of_the_figure(MarchDateRange valid, const MarchSpec *spec)
{
    return march_date_range_contains(valid, spec->as_of) ||
           (spec->shows_changes &&
            march_date_range_contains(valid, spec->changes.from));
}

/* Lines and polygons of a vector file have their sources in it. What is wrong with the
   file is told where it is drawn from. */
static void
file_sources_add(GPtrArray *texts, const GPtrArray *paths, const MarchSpec *spec)
{
    for (guint i = 0; i < paths->len; i++) {
        MarchLayerOptions options;
        g_autoptr(MarchFeatures) features = NULL;

        march_layer_options_init(&options);
        features = march_layer_read(g_ptr_array_index(paths, i), &options, NULL, NULL);
        for (guint k = 0; features != NULL && k < march_features_count(features); k++) {
            const MarchFeature *feature = march_features_get(features, k);
            const char *text = march_feature_get_string(feature, "valid");
            MarchDateRange valid = {MARCH_DATE_NONE, MARCH_DATE_NONE};

            if (text == NULL || !march_date_range_parse(text, &valid) ||
                is_of_the_figure(valid, spec)) {
                text_add(texts, march_feature_get_string(feature, "source"));
            }
        }
    }
}

/* Those of @drawn that are of @kind: of files of the user's, whose sources the spec does
   not have. @except: (nullable) what the pack has drawn itself. */
static void
drawn_add(GPtrArray *texts,
          const GPtrArray *drawn,
          const char *kind,
          const char *except)
{
    for (guint i = 0; i < drawn->len; i++) {
        const char *key = g_ptr_array_index(drawn, i);

        if (g_str_has_prefix(key, kind) && g_strcmp0(key + strlen(kind), except) != 0) {
            text_add(texts, key + strlen(kind));
        }
    }
}

static void
joined_add(GPtrArray *lines, const char *subject, GPtrArray *texts)
{
    g_autofree char *joined = NULL;

    if (texts->len == 0) {
        return;
    }
    g_ptr_array_add(texts, NULL);
    joined = g_strjoinv("; ", (char **)texts->pdata);
    line_add(lines, g_strdup_printf("%s: %s.", subject, joined));
}

static void
section_lines_add(GPtrArray *lines, const MarchSpec *spec, const GPtrArray *drawn)
{
    g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);

    for (guint i = 0; i < spec->sections->len; i++) {
        const MarchSpecSection *section = g_ptr_array_index(spec->sections, i);

        if (section->kind != MARCH_SECTION_NATURAL_EARTH && section->source != NULL &&
            (drawn != NULL ? is_drawn(drawn, SECTION, section->source)
                           : is_of_the_figure(section->valid, spec))) {
            text_add(texts, section->source);
        }
    }
    if (drawn != NULL) {
        drawn_add(texts, drawn, SECTION, NULL);
    } else {
        file_sources_add(texts, spec->section_layers, spec);
    }
    joined_add(lines, "Sections", texts);
}

static void
area_lines_add(GPtrArray *lines,
               const MarchSpec *spec,
               const MarchCatalogue *catalogue,
               const GPtrArray *drawn)
{
    const MarchCatalogueEntry *pack = march_catalogue_find(catalogue, "contested", 1);
    g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);

    for (guint i = 0; i < spec->areas->len; i++) {
        const MarchSpecArea *area = g_ptr_array_index(spec->areas, i);

        if (area->source != NULL &&
            (drawn != NULL ? is_drawn(drawn, AREA, area->source)
                           : is_of_the_figure(area->valid, spec))) {
            text_add(texts, area->source);
        }
    }
    if (drawn != NULL) {
        drawn_add(texts, drawn, AREA, pack != NULL ? pack->source : NULL);
    } else {
        file_sources_add(texts, spec->area_layers, spec);
    }
    joined_add(lines, "Areas", texts);
}

/* Of the lines all over the world only those in view are drawn: one word for all. */
static void
natural_earth_add(GPtrArray *lines,
                  const MarchSpec *spec,
                  const MarchCatalogue *catalogue,
                  const GPtrArray *drawn)
{
    const MarchCatalogueEntry *entry = march_catalogue_find(catalogue, "disputed", 1);

    for (guint i = 0; i < spec->sections->len && entry != NULL; i++) {
        const MarchSpecSection *section = g_ptr_array_index(spec->sections, i);

        if (section->kind == MARCH_SECTION_NATURAL_EARTH &&
            is_drawn(drawn, NATURAL_EARTH, "")) {
            line_add(lines, g_strdup_printf("Disputed lines: %s.", entry->source));
            return;
        }
    }
}

/* "Map: author, reference 2021/17, 14 May 2021.", of what is given. */
static void
map_line_add(GPtrArray *sources, const MarchSpec *spec)
{
    g_autofree char *made =
        march_date_is_given(spec->made) ? march_date_to_text(spec->made) : NULL;
    g_autofree char *reference = spec->reference != NULL
                                     ? g_strdup_printf("reference %s", spec->reference)
                                     : NULL;
    const char *const given[] = {spec->author, reference, made};
    g_autoptr(GString) text = g_string_new(NULL);

    for (gsize i = 0; i < G_N_ELEMENTS(given); i++) {
        if (given[i] != NULL) {
            g_string_append_printf(text, "%s%s", text->len > 0 ? ", " : "", given[i]);
        }
    }
    if (text->len > 0) {
        line_add(sources, g_strdup_printf("Map: %s.", text->str));
    }
}

GPtrArray *
march_source_lines_make(const MarchSpec *spec,
                        const MarchCatalogue *catalogue,
                        const GPtrArray *drawn)
{
    GPtrArray *sources = g_ptr_array_new_with_free_func(g_free);
    const MarchCatalogueEntry *lines = march_catalogue_find(catalogue, "boundaries", 1);

    if (lines != NULL) {
        line_add(sources, g_strdup_printf("Boundary lines: %s, %s.", lines->source,
                                          lines->date));
    }
    for (guint i = 0; i < spec->boundaries->len; i++) {
        const MarchSpecBoundaries *own = g_ptr_array_index(spec->boundaries, i);
        g_autofree char *name = g_path_get_basename(own->data);

        if (is_drawn(drawn, DATA, name)) {
            line_add(sources,
                     g_strdup_printf("Borders that %s has are drawn from it.", name));
        }
    }
    section_lines_add(sources, spec, drawn);
    natural_earth_add(sources, spec, catalogue, drawn);
    area_lines_add(sources, spec, catalogue, drawn);
    for (guint i = 0; i < spec->incidents->len; i++) {
        const MarchSpecIncidents *incidents = g_ptr_array_index(spec->incidents, i);

        if (incidents->source != NULL) {
            line_add(sources, g_strdup_printf("Incidents: %s.", incidents->source));
        } else {
            g_autofree char *name = march_spec_incidents_name(incidents);

            line_add(sources,
                     g_strdup_printf("Incidents: %s (no source given).", name));
        }
    }
    for (guint i = 0; i < spec->sources->len; i++) {
        line_add(sources, g_strdup(g_ptr_array_index(spec->sources, i)));
    }
    map_line_add(sources, spec);
    return sources;
}
