/* SPDX-License-Identifier: MIT */
#include "spec.h"

#include <string.h>

#include "base/file.h"
#include "base/typeset.h"
#include "reader.h"
#include "tables.h"

static MarchSpec *
spec_new(const char *path)
{
    MarchSpec *spec = g_new0(MarchSpec, 1);

    spec->path = g_strdup(path);
    spec->extent.places = g_ptr_array_new_with_free_func(march_spec_place_free);
    spec->label_languages = g_ptr_array_new_with_free_func(g_free);
    spec->word_files = g_ptr_array_new_with_free_func(g_free);
    spec->zooms = g_ptr_array_new_with_free_func(march_spec_zoom_free);
    spec->panels.views = g_ptr_array_new_with_free_func(g_free);
    spec->panels.days = g_array_new(FALSE, FALSE, sizeof(MarchDate));
    spec->panels.ranges = g_array_new(FALSE, FALSE, sizeof(MarchDateRange));
    spec->panels.types = g_ptr_array_new_with_free_func(g_free);
    spec->style_variables = g_ptr_array_new_with_free_func(g_free);
    spec->gazetteers = g_ptr_array_new_with_free_func(g_free);
    spec->countries = g_ptr_array_new_with_free_func(g_free);
    spec->picks = g_ptr_array_new_with_free_func(g_free);
    spec->boundaries = g_ptr_array_new_with_free_func(march_spec_boundaries_free);
    spec->section_layers = g_ptr_array_new_with_free_func(g_free);
    spec->border_files = g_ptr_array_new_with_free_func(g_free);
    spec->sections = g_ptr_array_new_with_free_func(march_spec_section_free);
    spec->area_layers = g_ptr_array_new_with_free_func(g_free);
    spec->areas = g_ptr_array_new_with_free_func(march_spec_area_free);
    spec->incidents = g_ptr_array_new_with_free_func(march_spec_incidents_free);
    spec->layers = g_ptr_array_new_with_free_func(march_spec_layer_free);
    spec->labels = g_ptr_array_new_with_free_func(march_spec_label_free);
    spec->notes = g_ptr_array_new_with_free_func(g_free);
    spec->own_notes = g_ptr_array_new_with_free_func(march_spec_note_free);
    spec->note_files = g_ptr_array_new_with_free_func(g_free);
    spec->sources = g_ptr_array_new_with_free_func(g_free);
    spec->outputs = g_ptr_array_new_with_free_func(g_free);
    spec->locations = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    return spec;
}

void
march_spec_free(MarchSpec *spec)
{
    if (spec == NULL) {
        return;
    }
    g_free(spec->path);
    g_free(spec->title);
    g_free(spec->subtitle);
    g_free(spec->alt);
    g_free(spec->language);
    g_ptr_array_unref(spec->label_languages);
    g_ptr_array_unref(spec->word_files);
    march_words_free(spec->words);
    g_free(spec->view);
    g_free(spec->page);
    g_ptr_array_unref(spec->panels.views);
    g_array_unref(spec->panels.days);
    g_array_unref(spec->panels.ranges);
    g_ptr_array_unref(spec->panels.types);
    g_ptr_array_unref(spec->extent.places);
    g_free(spec->extent.country);
    g_ptr_array_unref(spec->zooms);
    g_free(spec->projection);
    g_free(spec->style);
    g_ptr_array_unref(spec->style_variables);
    g_ptr_array_unref(spec->gazetteers);
    g_ptr_array_unref(spec->countries);
    g_ptr_array_unref(spec->picks);
    g_ptr_array_unref(spec->boundaries);
    g_free(spec->border_error);
    g_free(spec->border_style);
    g_free(spec->section_labels);
    g_free(spec->aggregate);
    g_free(spec->districts);
    g_free(spec->color_by);
    g_free(spec->icons);
    g_free(spec->symbol_scaling);
    g_ptr_array_unref(spec->section_layers);
    g_ptr_array_unref(spec->border_files);
    g_ptr_array_unref(spec->sections);
    g_ptr_array_unref(spec->area_layers);
    g_ptr_array_unref(spec->areas);
    g_ptr_array_unref(spec->incidents);
    g_ptr_array_unref(spec->layers);
    g_free(spec->relief);
    g_ptr_array_unref(spec->labels);
    g_ptr_array_unref(spec->notes);
    g_ptr_array_unref(spec->own_notes);
    g_ptr_array_unref(spec->note_files);
    g_ptr_array_unref(spec->sources);
    g_free(spec->disclaimer);
    g_free(spec->author);
    g_free(spec->logo);
    g_free(spec->reference);
    g_free(spec->units);
    g_free(spec->place_labels);
    g_free(spec->svg_text);
    g_ptr_array_unref(spec->outputs);
    g_hash_table_unref(spec->locations);
    g_free(spec);
}

MarchLocation
march_spec_get_location(const MarchSpec *spec, const char *key)
{
    const MarchLocation *where = g_hash_table_lookup(spec->locations, key);

    return where != NULL ? *where : march_location_new(spec->path, 0, 0);
}

MarchLocation
march_spec_get_file_location(const MarchSpec *spec, const char *path)
{
    return march_spec_get_location(spec, path);
}

void
march_spec_note_file(MarchSpec *spec, const char *path, const MarchYamlNode *node)
{
    /* No key of a figure file has a slash, and every path has one. */
    if (path != NULL && node != NULL) {
        g_hash_table_insert(spec->locations, g_strdup(path),
                            g_memdup2(&node->where, sizeof node->where));
    }
}

/* As "style-variables.land". */
static void
variable_locations_note(MarchSpec *spec, const MarchYamlNode *variables)
{
    for (guint i = 0; variables != NULL && variables->kind == MARCH_YAML_MAPPING &&
                      i < variables->items->len;
         i++) {
        const MarchYamlNode *key = g_ptr_array_index(variables->keys, i);
        const MarchYamlNode *value = g_ptr_array_index(variables->items, i);

        g_hash_table_insert(spec->locations,
                            g_strconcat("style-variables.", key->text, NULL),
                            g_memdup2(&value->where, sizeof value->where));
    }
}

static void
locations_note(MarchSpec *spec, const MarchYamlNode *root)
{
    for (guint i = 0; i < root->items->len; i++) {
        const MarchYamlNode *key = g_ptr_array_index(root->keys, i);
        const MarchYamlNode *value = g_ptr_array_index(root->items, i);

        g_hash_table_insert(spec->locations, g_strdup(key->text),
                            g_memdup2(&value->where, sizeof value->where));
    }
}

static void
aggregate_check(MarchSpecReader *reader, const MarchSpec *spec)
{
    if (g_strcmp0(spec->aggregate, "district") == 0 && spec->districts == NULL) {
        march_spec_reader_fail(reader, march_spec_get_location(spec, "aggregate"),
                               "aggregate: 'district' needs the key 'districts', a "
                               "vector file with their polygons, such as COD-AB of "
                               "OCHA (data.humdata.org) or geoBoundaries");
    }
}

static void
text_typeset(char **text, const char *language)
{
    char *set = *text != NULL ? march_typeset_marks(*text, language) : NULL;

    if (set != NULL) {
        g_free(*text);
        *text = set;
    }
}

/* The texts that are read as sentences; keys, paths and names of data are not. */
static void
texts_typeset(MarchSpec *spec)
{
    text_typeset(&spec->title, spec->language);
    text_typeset(&spec->subtitle, spec->language);
    for (guint i = 0; i < spec->notes->len; i++) {
        text_typeset((char **)&g_ptr_array_index(spec->notes, i), spec->language);
    }
    for (guint i = 0; i < spec->own_notes->len; i++) {
        MarchSpecNote *note = g_ptr_array_index(spec->own_notes, i);

        text_typeset(&note->text, spec->language);
    }
    for (guint i = 0; i < spec->zooms->len; i++) {
        MarchSpecZoom *zoom = g_ptr_array_index(spec->zooms, i);

        text_typeset(&zoom->title, spec->language);
    }
    for (guint i = 0; i < spec->sources->len; i++) {
        text_typeset((char **)&g_ptr_array_index(spec->sources, i), spec->language);
    }
}

/* Texts of the user's own are in the language that he wants. */
static void
words_except_own(MarchSpec *spec)
{
    for (guint i = 0; i < spec->notes->len; i++) {
        march_words_except(spec->words, g_ptr_array_index(spec->notes, i));
    }
    for (guint i = 0; i < spec->own_notes->len; i++) {
        const MarchSpecNote *note = g_ptr_array_index(spec->own_notes, i);

        march_words_except(spec->words, note->text);
    }
    for (guint i = 0; i < spec->sources->len; i++) {
        march_words_except(spec->words, g_ptr_array_index(spec->sources, i));
    }
    for (guint i = 0; i < spec->sections->len; i++) {
        const MarchSpecSection *section = g_ptr_array_index(spec->sections, i);

        march_words_except(spec->words, section->label);
    }
    for (guint i = 0; i < spec->areas->len; i++) {
        const MarchSpecArea *area = g_ptr_array_index(spec->areas, i);

        march_words_except(spec->words, area->label);
    }
    for (guint i = 0; i < spec->incidents->len; i++) {
        const MarchSpecIncidents *incidents = g_ptr_array_index(spec->incidents, i);

        march_words_except(spec->words, incidents->value_label);
    }
    march_words_except(spec->words, spec->disclaimer);
}

/* The words of the program first, so that those of the figure go before them. */
static void
words_settle(MarchSpecReader *reader, MarchSpec *spec)
{
    g_autoptr(GError) error = NULL;
    gboolean is_english = spec->language == NULL || strcmp(spec->language, "en") == 0;

    texts_typeset(spec);
    if (is_english && spec->word_files->len == 0) {
        return;
    }
    if (!is_english && reader->data_directory != NULL) {
        g_autofree char *folder =
            g_build_filename(reader->data_directory, "styles", "words", NULL);

        spec->words = march_words_load(folder, spec->language, &error);
    }
    if (spec->words == NULL && spec->word_files->len == 0) {
        march_spec_reader_fail(reader, march_spec_get_location(spec, "language"),
                               "language: there are no words of '%s'; expected en, ar, "
                               "es, fr, ky, ru or tg, or a file under words",
                               spec->language);
        return;
    }
    spec->words = spec->words != NULL ? spec->words : march_words_new(spec->language);
    for (guint i = 0; i < spec->word_files->len; i++) {
        g_autoptr(GError) failure = NULL;

        if (!march_words_add_file(spec->words, g_ptr_array_index(spec->word_files, i),
                                  &failure)) {
            march_spec_reader_fail(reader, march_spec_get_location(spec, "words"),
                                   "words: %s", failure->message);
        }
    }
    words_except_own(spec);
}

static gboolean
overrides_apply(MarchYaml *yaml, const MarchSpecOptions *options, GError **error)
{
    const char *const *overrides = options != NULL ? options->overrides : NULL;

    for (gsize i = 0; overrides != NULL && overrides[i] != NULL; i++) {
        if (!march_yaml_set(yaml, overrides[i], error)) {
            return FALSE;
        }
    }
    return TRUE;
}

static gpointer
text_copy(gconstpointer text, gpointer data)
{
    (void)data;
    return g_strdup(text);
}

static void
spec_fill(MarchSpecReader *reader, MarchSpec *spec, const MarchYamlNode *root)
{
    march_spec_read_mapping(reader, &MARCH_FIGURE_TABLE, root, spec);
    if (root->kind != MARCH_YAML_MAPPING) {
        return;
    }
    march_spec_settle_size(reader, spec, march_yaml_node_get(root, "size"),
                           root->where);
    march_spec_settle_changes(reader, spec, march_yaml_node_get(root, "changes"));
    locations_note(spec, root);
    aggregate_check(reader, spec);
    variable_locations_note(spec, march_yaml_node_get(root, "style-variables"));
    words_settle(reader, spec);
    if (spec->panels.is_given && spec->zooms->len > 0) {
        march_spec_reader_fail(reader, march_spec_get_location(spec, "insets"),
                               "insets: a figure with panels has none");
    }
    g_ptr_array_extend(spec->gazetteers, reader->gazetteers, text_copy, NULL);
    g_ptr_array_extend(spec->picks, reader->picks, text_copy, NULL);
}

MarchSpec *
march_spec_parse(const char *text,
                 gsize length,
                 const char *path,
                 const MarchSpecOptions *options,
                 MarchDiagnostics *diagnostics,
                 GError **error)
{
    g_autoptr(MarchYaml) yaml = march_yaml_parse(text, length, path, error);
    g_autoptr(MarchSpec) spec = NULL;
    g_autofree char *folder = g_path_get_dirname(path);
    g_autoptr(GPtrArray) gazetteers = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GPtrArray) picks = g_ptr_array_new_with_free_func(g_free);
    MarchSpecReader reader = {.folder = folder,
                              .data_directory =
                                  options != NULL ? options->data_directory : NULL,
                              .diagnostics = diagnostics,
                              .gazetteers = gazetteers,
                              .picks = picks};

    if (yaml == NULL || !overrides_apply(yaml, options, error)) {
        return NULL;
    }
    if (march_yaml_get_root(yaml) == NULL) {
        march_error_set(error, MARCH_ERROR_CONFIG, march_location_new(path, 1, 1),
                        "the figure file is empty");
        return NULL;
    }
    spec = spec_new(path);
    spec_fill(&reader, spec, march_yaml_get_root(yaml));
    if (reader.first != NULL) {
        g_propagate_error(error, reader.first);
        return NULL;
    }
    return g_steal_pointer(&spec);
}

MarchSpec *
march_spec_load(const char *path,
                const MarchSpecOptions *options,
                MarchDiagnostics *diagnostics,
                GError **error)
{
    gsize length = 0;
    g_autofree char *text = march_file_read(path, MARCH_YAML_MAX_BYTES, &length, error);

    if (text == NULL) {
        return NULL;
    }
    return march_spec_parse(text, length, path, options, diagnostics, error);
}
