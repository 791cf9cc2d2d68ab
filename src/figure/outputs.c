/* SPDX-License-Identifier: MIT */
#include "outputs.h"

#include <string.h>

#include "output/file.h"

/* More rows than this are counted, not read out. */
#define TABLE_ROWS_READ 100

static void
output_clear(gpointer data)
{
    MarchFigureOutput *output = data;

    g_free(output->path);
    g_clear_pointer(&output->bytes, g_bytes_unref);
}

static MarchTableFormat
table_from_path(const char *path)
{
    g_autofree char *lower = g_ascii_strdown(path, -1);

    return g_str_has_suffix(lower, ".csv")    ? MARCH_TABLE_CSV
           : g_str_has_suffix(lower, ".html") ? MARCH_TABLE_HTML
                                              : MARCH_TABLE_NONE;
}

static gboolean
outputs_add(GArray *outputs, const char *path, GError **error)
{
    MarchFigureOutput output = {.path = NULL, .table = table_from_path(path)};

    if (output.table == MARCH_TABLE_NONE &&
        !march_format_from_path(path, &output.format)) {
        march_error_set(error, MARCH_ERROR_USAGE, MARCH_LOCATION_NONE,
                        "the output \"%s\" has no known ending; expected .png, "
                        ".svg, .pdf, or .csv or .html for the incidents' table",
                        path);
        return FALSE;
    }
    output.path = g_strdup(path);
    g_array_append_val(outputs, output);
    return TRUE;
}

/* A table that is written over the one it was made of would be lost data. */
static gboolean
inputs_are_spared(const MarchSpec *spec, const GArray *outputs, GError **error)
{
    for (guint i = 0; i < outputs->len; i++) {
        const char *path = g_array_index(outputs, MarchFigureOutput, i).path;
        g_autofree char *whole = g_canonicalize_filename(path, NULL);

        for (guint j = 0; j < spec->incidents->len; j++) {
            const MarchSpecIncidents *entry = g_ptr_array_index(spec->incidents, j);
            g_autofree char *data = g_canonicalize_filename(entry->data, NULL);

            if (strcmp(whole, data) == 0) {
                march_error_set(error, MARCH_ERROR_USAGE, entry->where,
                                "the output \"%s\" is the table that the figure reads; "
                                "expected another name",
                                path);
                return FALSE;
            }
        }
    }
    return TRUE;
}

GArray *
march_outputs_choose(const MarchSpec *spec,
                     const MarchFigureOptions *options,
                     const GPtrArray *defaults,
                     GError **error)
{
    g_autoptr(GArray) outputs = g_array_new(FALSE, TRUE, sizeof(MarchFigureOutput));

    g_array_set_clear_func(outputs, output_clear);
    if (options != NULL && options->outputs != NULL && options->outputs[0] != NULL) {
        for (const char *const *path = options->outputs; *path != NULL; path++) {
            if (!outputs_add(outputs, *path, error)) {
                return NULL;
            }
        }
        return inputs_are_spared(spec, outputs, error) ? g_steal_pointer(&outputs)
                                                       : NULL;
    }
    for (guint i = 0; i < defaults->len; i++) {
        if (!outputs_add(outputs, g_ptr_array_index(defaults, i), error)) {
            return NULL;
        }
    }
    if (outputs->len == 0 && (options == NULL || !options->check_only)) {
        march_error_set(error, MARCH_ERROR_CONFIG, march_location_new(spec->path, 0, 0),
                        "no output is named; give \"output: figure.png\" or -o");
        return NULL;
    }
    return inputs_are_spared(spec, outputs, error) ? g_steal_pointer(&outputs) : NULL;
}

static MarchSvgText
svg_text_of(const MarchSpec *spec)
{
    return strcmp(spec->svg_text, "live") == 0      ? MARCH_SVG_TEXT_LIVE
           : strcmp(spec->svg_text, "outline") == 0 ? MARCH_SVG_TEXT_OUTLINE
                                                    : MARCH_SVG_TEXT_EMBED;
}

/* NULL with an error when @composition has no table: a sheet of several maps. */
static GBytes *
table_encode(const MarchComposition *composition,
             const MarchFigureOutput *output,
             GError **error)
{
    char *text;

    if (composition->table == NULL) {
        march_error_set(error, MARCH_ERROR_USAGE, MARCH_LOCATION_NONE,
                        "\"%s\" would be the table of a map's incidents, which a sheet "
                        "of several maps has not; expected .png, .svg or .pdf",
                        output->path);
        return NULL;
    }
    text = output->table == MARCH_TABLE_CSV
               ? march_incident_table_to_csv(composition->table)
               : march_incident_table_to_html(composition->table, composition->title);
    return g_bytes_new_take(text, strlen(text));
}

/* What a reader of the SVG hears: the alternative text, then the incidents by number. */
static char *
description_with_table(const MarchComposition *composition)
{
    g_autofree char *rows =
        composition->table != NULL
            ? march_incident_table_to_text(composition->table, TABLE_ROWS_READ)
            : NULL;

    return rows == NULL || *rows == '\0'
               ? g_strdup(composition->description)
               : g_strdup_printf("%s\n%s", composition->description, rows);
}

gboolean
march_outputs_encode(GArray *outputs,
                     const MarchSpec *spec,
                     const MarchComposition *composition,
                     MarchTextEngine *text,
                     GError **error)
{
    MarchDocumentInfo info = {
        .title = composition->title,
        .description = composition->description,
        .author = composition->author,
        .credits = composition->credits,
        .recipe = (const char *const *)composition->recipe,
        .creation_time = march_recipe_creation_time(),
    };
    MarchDocumentOptions options = {.dpi = spec->dpi,
                                    .width_px = (guint)spec->width_px,
                                    .height_px = (guint)spec->height_px,
                                    .svg_text = svg_text_of(spec)};

    g_autofree char *whole = description_with_table(composition);

    for (guint i = 0; i < outputs->len; i++) {
        MarchFigureOutput *output = &g_array_index(outputs, MarchFigureOutput, i);

        info.description =
            output->table == MARCH_TABLE_NONE && output->format == MARCH_FORMAT_SVG
                ? whole
                : composition->description;
        output->bytes =
            output->table != MARCH_TABLE_NONE
                ? table_encode(composition, output, error)
                : march_document_encode(composition->scene, text, output->format,
                                        &options, &info, error);
        if (output->bytes == NULL) {
            return FALSE;
        }
    }
    return TRUE;
}

gboolean
march_outputs_write(GArray *outputs, MarchResult *result, GError **error)
{
    for (guint i = 0; i < outputs->len; i++) {
        const MarchFigureOutput *output = &g_array_index(outputs, MarchFigureOutput, i);

        if (!march_output_write(output->path, output->bytes, error)) {
            return FALSE;
        }
        g_ptr_array_add(result->outputs, g_strdup(output->path));
    }
    return TRUE;
}

gboolean
march_outputs_check_strict(const MarchResult *result,
                           const MarchFigureOptions *options,
                           const MarchSpec *spec,
                           GError **error)
{
    guint warnings =
        march_diagnostics_count_at_least(result->diagnostics, MARCH_SEVERITY_WARNING);

    if (options == NULL || !options->strict || warnings == 0) {
        return TRUE;
    }
    march_error_set(error, MARCH_ERROR_DATA, march_location_new(spec->path, 0, 0),
                    "%u warning%s in strict mode; nothing is written", warnings,
                    warnings == 1 ? "" : "s");
    return FALSE;
}
