/* SPDX-License-Identifier: MIT */
#include "style.h"

#include <string.h>

#include "base/file.h"
#include "base/suggest.h"
#include "style-private.h"

static MarchStyle *
style_new(const char *file)
{
    MarchStyle *style = g_new0(MarchStyle, 1);

    style->arena = march_arena_new();
    style->scratch = march_arena_new();
    style->layers = g_ptr_array_new();
    style->sources = g_ptr_array_new();
    style->bases = g_ptr_array_new();
    style->outline_width = 1;
    style->features =
        g_ptr_array_new_with_free_func((GDestroyNotify)march_features_free);
    style->file = march_location_new(file, 0, 0).file;
    return style;
}

static void
clear_failures(MarchStyleSlot *slot)
{
    g_clear_pointer(&slot->failure, g_free);
    g_clear_pointer(&slot->failed, g_hash_table_unref);
}

static void
free_failures(MarchStyleLayer *layer)
{
    for (guint i = 0; i < layer->n_slots; i++) {
        clear_failures(&layer->slots[i]);
    }
    for (guint i = 0; i < layer->n_hatches; i++) {
        clear_failures(&layer->hatches[i].color);
        clear_failures(&layer->hatches[i].opacity);
    }
    for (guint i = 0; i < MARCH_LINE_COLORS; i++) {
        clear_failures(&layer->line_colors[i]);
    }
    clear_failures(&layer->legend_label);
    layer->n_unclassed = 0;
    layer->n_images_in_text = 0;
}

static void
clear_icons(MarchStyle *style)
{
    g_clear_pointer(&style->icons[0], g_free);
    g_clear_pointer(&style->icons[1], g_free);
    g_clear_pointer(&style->has_icon, g_hash_table_unref);
}

void
march_style_set_icons(MarchStyle *style, const char *own, const char *directory)
{
    clear_icons(style);
    style->generation++;
    style->icons[0] = g_strdup(own);
    style->icons[1] = g_strdup(directory);
    style->has_icon = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
}

void
march_style_reset(MarchStyle *style)
{
    for (guint i = 0; i < style->layers->len; i++) {
        free_failures(g_ptr_array_index(style->layers, i));
    }
    if (style->state != NULL && style->state->length > 0) {
        memcpy(style->state_values, style->state_read,
               style->state->length * sizeof *style->state_values);
    }
    march_arena_reset(style->scratch);
    style->outline_width = 1;
    style->dashes_grow = FALSE;
    clear_icons(style);
    style->generation++;
}

void
march_style_free(MarchStyle *style)
{
    if (style == NULL) {
        return;
    }
    for (guint i = 0; i < style->layers->len; i++) {
        free_failures(g_ptr_array_index(style->layers, i));
    }
    g_ptr_array_unref(style->layers);
    g_ptr_array_unref(style->sources);
    g_ptr_array_unref(style->bases);
    g_ptr_array_unref(style->features);
    march_arena_free(style->scratch);
    march_arena_free(style->arena);
    clear_icons(style);
    g_free(style);
}

/* The member is drawn, or is known to have no meaning here, or is refused. */
static void
read_root_member(MarchStyleReader *reader,
                 const MarchJsonKey *key,
                 const MarchJson *json)
{
    static const char *const drawn[] = {"version", "name",  "metadata", "sources",
                                        "layers",  "state", "center",   "zoom",
                                        "bearing", NULL};
    static const char *const known[] = {
        "version",        "name",       "metadata", "sources", "layers", "state",
        "center",         "zoom",       "bearing",  "sprite",  "glyphs", "transition",
        "light",          "pitch",      "roll",     "terrain", "sky",    "projection",
        "centerAltitude", "font-faces", NULL};
    static const struct {
        const char *name;
        const char *reason;
    } ignored[] = {
        {"sprite", "icons come from the bundled sets"},
        {"glyphs", "text is set in the bundled fonts"},
        {"font-faces", "text is set in the bundled fonts"},
        {"transition", "nothing moves in print"},
        {"light", "it only lights extrusions, which are not drawn"},
    };

    if (g_strv_contains(drawn, key->name)) {
        return;
    }
    for (guint i = 0; i < G_N_ELEMENTS(ignored); i++) {
        if (strcmp(ignored[i].name, key->name) == 0) {
            march_style_reader_note(reader, key->where, key->name,
                                    "\"%s\" has no effect: %s", key->name,
                                    ignored[i].reason);
            return;
        }
    }
    if ((strcmp(key->name, "pitch") == 0 || strcmp(key->name, "roll") == 0) &&
        json->type == MARCH_JSON_NUMBER && !(json->number < 0) && !(json->number > 0)) {
        return;
    }
    if (march_style_reader_fail_misplaced(reader, key)) {
        return;
    }
    if (!g_strv_contains(known, key->name)) {
        march_style_reader_fail_unknown(reader, key, "a member of a style", drawn);
        return;
    }
    march_style_reader_fail(reader, key->where, "\"%s\" is not drawn in print figures",
                            key->name);
}

static void
read_root(MarchStyleReader *reader, const MarchJson *root)
{
    MarchStyle *style = reader->style;
    const MarchJson *metadata, *version;
    MarchValue value;

    if (root->type != MARCH_JSON_OBJECT) {
        march_style_reader_fail(reader, root->where, "a style must be an object");
        return;
    }
    root = march_style_resolve_extends(reader, root);
    for (guint i = 0; i < root->length; i++) {
        read_root_member(reader, &root->keys[i], &root->items[i]);
    }
    version = march_json_get(root, "version");
    if (version == NULL || version->type != MARCH_JSON_NUMBER || version->number < 8 ||
        version->number > 8) {
        march_style_reader_fail(reader, version != NULL ? version->where : root->where,
                                "a style needs \"version\": 8");
    }
    metadata = march_json_get(root, "metadata");
    if (metadata != NULL && metadata->type == MARCH_JSON_OBJECT) {
        value = march_json_to_value(metadata, style->arena);
        style->metadata = value.as.object;
        march_style_check_metadata(reader, metadata, TRUE);
        march_style_read_page(reader, metadata);
    }
    march_style_read_state(reader, march_json_get(root, "state"));
    march_style_read_sources(reader, root);
    if (march_json_get(root, "layers") == NULL) {
        march_style_reader_fail(reader, root->where, "a style needs \"layers\"");
        return;
    }
    march_style_read_layers(reader, march_json_get(root, "layers"));
}

/* By file, that of the style first, then by place. */
static int
compare_problems(gconstpointer a, gconstpointer b, gpointer data)
{
    const MarchStyle *style = data;
    MarchLocation one = march_error_get_location(*(GError *const *)a);
    MarchLocation other = march_error_get_location(*(GError *const *)b);

    if (g_strcmp0(one.file, other.file) != 0) {
        gboolean is_first = g_strcmp0(one.file, style->file) == 0;
        gboolean is_last = g_strcmp0(other.file, style->file) == 0;

        return is_first || is_last ? is_last - is_first
                                   : g_strcmp0(one.file, other.file);
    }
    return one.line != other.line ? one.line - other.line : one.column - other.column;
}

/* The first problem becomes the error, the others diagnostics. */
static gboolean
report_problems(MarchStyleReader *reader, GError **error)
{
    if (reader->problems->len == 0) {
        return TRUE;
    }
    g_ptr_array_sort_with_data(reader->problems, compare_problems, reader->style);
    for (guint i = 1; i < reader->problems->len; i++) {
        const GError *problem = g_ptr_array_index(reader->problems, i);

        march_diagnostics_add(reader->diagnostics, MARCH_SEVERITY_ERROR, "style",
                              march_error_get_location(problem), NULL, "%s",
                              problem->message);
    }
    g_propagate_error(error, g_error_copy(g_ptr_array_index(reader->problems, 0)));
    return FALSE;
}

MarchStyle *
march_style_parse(const char *text,
                  gsize length,
                  const char *file_name,
                  const MarchStyleOptions *options,
                  MarchDiagnostics *diagnostics,
                  GError **error)
{
    static const MarchStyleOptions none = {0};
    g_autoptr(MarchStyle) style = style_new(file_name);
    g_autoptr(GPtrArray) problems =
        g_ptr_array_new_with_free_func((GDestroyNotify)g_error_free);
    MarchStyleReader reader = {style, options != NULL ? options : &none, problems,
                               diagnostics, FALSE};
    const MarchJson *root =
        march_json_parse(text, length, file_name, style->arena, error);

    if (root == NULL) {
        return NULL;
    }
    read_root(&reader, root);
    return report_problems(&reader, error) ? g_steal_pointer(&style) : NULL;
}

MarchStyle *
march_style_load(const char *path,
                 const MarchStyleOptions *options,
                 MarchDiagnostics *diagnostics,
                 GError **error)
{
    GError *cause = NULL;
    gsize length;
    g_autofree char *text = march_file_read(path, MARCH_JSON_SIZE_MAX, &length, &cause);

    if (text == NULL) {
        march_style_explain_unknown_name(&cause, path, options->style_directory);
        g_propagate_error(error, cause);
        return NULL;
    }
    return march_style_parse(text, length, path, options, diagnostics, error);
}

guint
march_style_count_layers(const MarchStyle *style)
{
    return style->layers->len;
}

const MarchStyleLayer *
march_style_get_layer(const MarchStyle *style, guint index)
{
    return g_ptr_array_index(style->layers, index);
}

guint
march_style_count_bases(const MarchStyle *style)
{
    return style->bases->len;
}

const char *
march_style_get_base(const MarchStyle *style, guint index)
{
    return g_ptr_array_index(style->bases, index);
}

guint
march_style_count_sources(const MarchStyle *style)
{
    return style->sources->len;
}

const MarchStyleSource *
march_style_get_source(const MarchStyle *style, guint index)
{
    const MarchStyleSourceEntry *entry = g_ptr_array_index(style->sources, index);

    return &entry->public;
}

MarchLocation
march_style_get_location(const MarchStyle *style)
{
    return march_location_new(style->file, 0, 0);
}

const MarchValue *
march_style_get_metadata(const MarchStyle *style, const char *key)
{
    return style->metadata != NULL ? march_value_object_get(style->metadata, key)
                                   : NULL;
}

gboolean
march_style_set_variable(MarchStyle *style, const char *key, MarchValue value)
{
    if (style->state == NULL || !g_str_has_prefix(key, "figure-")) {
        return FALSE;
    }
    for (gsize i = 0; i < style->state->length; i++) {
        if (strcmp(style->state->keys[i], key) == 0) {
            if (value.type == MARCH_VALUE_STRING) {
                value.as.string = march_arena_strdup(style->arena, value.as.string);
            }
            style->state_values[i] = value;
            style->generation++;
            return TRUE;
        }
    }
    return FALSE;
}

void
march_style_set_web_view(MarchStyle *style, double pixel_ratio)
{
    style->dashes_grow = TRUE;
    style->outline_width = 1 / pixel_ratio;
    style->generation++;
}

static void
report_slot(const MarchStyleLayer *layer,
            const MarchStyleSlot *slot,
            MarchDiagnostics *diagnostics)
{
    if (slot->failed != NULL) {
        guint count = g_hash_table_size(slot->failed);

        march_diagnostics_add(
            diagnostics, MARCH_SEVERITY_WARNING, "style-evaluation", slot->where,
            layer->id, "layer \"%s\": \"%s\" took its default for %u feature%s: %s",
            layer->id, slot->property->name, count, count == 1 ? "" : "s",
            slot->failure);
    }
}

static void
report_unclassed(const MarchStyleLayer *layer, MarchDiagnostics *diagnostics)
{
    if (layer->n_unclassed > 0) {
        march_diagnostics_add(diagnostics, MARCH_SEVERITY_WARNING, "legend-class",
                              layer->legend_where, layer->id,
                              "layer \"%s\": %u feature%s in no class of its legend; "
                              "a \"label\" beside \"classes\" would stand for them",
                              layer->id, layer->n_unclassed,
                              layer->n_unclassed == 1 ? " is" : "s are");
    }
}

static void
report_images(const MarchStyleLayer *layer, MarchDiagnostics *diagnostics)
{
    if (layer->n_images_in_text > 0) {
        march_diagnostics_add(diagnostics, MARCH_SEVERITY_WARNING, "image-in-text",
                              layer->slots[MARCH_TEXT_FIELD].where, layer->id,
                              "layer \"%s\": only the first %d sections of a text "
                              "may be images; %u were left out",
                              layer->id, MARCH_PAINT_SECTIONS_MAX,
                              layer->n_images_in_text);
    }
}

void
march_style_report(const MarchStyle *style, MarchDiagnostics *diagnostics)
{
    for (guint i = 0; i < style->layers->len; i++) {
        const MarchStyleLayer *layer = g_ptr_array_index(style->layers, i);

        for (guint j = 0; j < layer->n_slots; j++) {
            report_slot(layer, &layer->slots[j], diagnostics);
        }
        for (guint j = 0; j < layer->n_hatches; j++) {
            report_slot(layer, &layer->hatches[j].color, diagnostics);
            report_slot(layer, &layer->hatches[j].opacity, diagnostics);
        }
        for (guint j = 0; j < MARCH_LINE_COLORS; j++) {
            report_slot(layer, &layer->line_colors[j], diagnostics);
        }
        if (layer->has_legend) {
            report_slot(layer, &layer->legend_label, diagnostics);
        }
        report_unclassed(layer, diagnostics);
        report_images(layer, diagnostics);
    }
}
