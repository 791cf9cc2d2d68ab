/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "output/document.h"
#include "output/file.h"
#include "pipeline.h"

struct MarchResult {
    MarchDiagnostics *diagnostics;
    GPtrArray *messages; /* of char*: the diagnostics as text, made when asked for */
    GPtrArray *outputs;  /* of char* */
    char *timings;
    char *description;
};

/* One output to write. */
typedef struct {
    const char *path;
    MarchFormat format;
    GBytes *bytes;
} Output;

const char *
march_version(void)
{
    return MARCH_VERSION;
}

int
march_exit_status(const GError *error)
{
    return march_error_exit_code(error);
}

static MarchResult *
result_new(void)
{
    MarchResult *result = g_new0(MarchResult, 1);

    result->diagnostics = march_diagnostics_new();
    result->messages = g_ptr_array_new_with_free_func(g_free);
    result->outputs = g_ptr_array_new_with_free_func(g_free);
    return result;
}

void
march_result_free(MarchResult *result)
{
    if (result == NULL) {
        return;
    }
    march_diagnostics_free(result->diagnostics);
    g_ptr_array_unref(result->messages);
    g_ptr_array_unref(result->outputs);
    g_free(result->timings);
    g_free(result->description);
    g_free(result);
}

static void
output_clear(gpointer data)
{
    Output *output = data;

    g_clear_pointer(&output->bytes, g_bytes_unref);
}

static gboolean
outputs_choose(const MarchSpec *spec,
               const MarchFigureOptions *options,
               GArray *outputs,
               GError **error)
{
    g_autoptr(GPtrArray) paths = g_ptr_array_new();

    if (options != NULL && options->outputs != NULL && options->outputs[0] != NULL) {
        for (const char *const *path = options->outputs; *path != NULL; path++) {
            g_ptr_array_add(paths, (gpointer)(guintptr)*path);
        }
    } else {
        g_ptr_array_extend(paths, spec->outputs, NULL, NULL);
    }
    for (guint i = 0; i < paths->len; i++) {
        Output output = {.path = g_ptr_array_index(paths, i)};

        if (!march_format_from_path(output.path, &output.format)) {
            march_error_set(error, MARCH_ERROR_USAGE, MARCH_LOCATION_NONE,
                            "the output \"%s\" has no known ending; expected .png, "
                            ".svg or .pdf",
                            output.path);
            return FALSE;
        }
        g_array_append_val(outputs, output);
    }
    if (outputs->len == 0 && (options == NULL || !options->check_only)) {
        march_error_set(error, MARCH_ERROR_CONFIG, march_location_new(spec->path, 0, 0),
                        "no output is named; give \"output: figure.png\" or -o");
        return FALSE;
    }
    return TRUE;
}

static gboolean
outputs_encode(GArray *outputs,
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
                                    .height_px = (guint)spec->height_px};

    for (guint i = 0; i < outputs->len; i++) {
        Output *output = &g_array_index(outputs, Output, i);

        output->bytes = march_document_encode(composition->scene, text, output->format,
                                              &options, &info, error);
        if (output->bytes == NULL) {
            return FALSE;
        }
    }
    return TRUE;
}

static gboolean
outputs_write(GArray *outputs, MarchResult *result, GError **error)
{
    for (guint i = 0; i < outputs->len; i++) {
        const Output *output = &g_array_index(outputs, Output, i);

        if (!march_output_write(output->path, output->bytes, error)) {
            return FALSE;
        }
        g_ptr_array_add(result->outputs, g_strdup(output->path));
    }
    return TRUE;
}

static gboolean
strict_check(const MarchResult *result,
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

static gboolean
figure_render(MarchSession *session,
              const char *path,
              const MarchFigureOptions *options,
              MarchResult *result,
              MarchTimings *timings,
              GError **error)
{
    MarchSpecOptions spec_options = {.overrides =
                                         options != NULL ? options->overrides : NULL};
    g_autoptr(MarchSpec) spec =
        march_spec_load(path, &spec_options, result->diagnostics, error);
    g_autoptr(GArray) outputs = g_array_new(FALSE, TRUE, sizeof(Output));
    g_autoptr(MarchComposition) composition = NULL;

    g_array_set_clear_func(outputs, output_clear);
    if (spec == NULL || !outputs_choose(spec, options, outputs, error)) {
        return FALSE;
    }
    march_timings_mark(timings, "spec");
    composition = march_pipeline_compose(session, spec, options, timings,
                                         result->diagnostics, error);
    if (composition == NULL || !strict_check(result, options, spec, error)) {
        return FALSE;
    }
    result->description = g_strdup(composition->description);
    if (options != NULL && options->check_only) {
        return TRUE;
    }
    if (!outputs_encode(outputs, spec, composition,
                        march_session_get_text(session, NULL), error)) {
        return FALSE;
    }
    march_timings_mark(timings, "render");
    if (!outputs_write(outputs, result, error)) {
        return FALSE;
    }
    march_timings_mark(timings, "write");
    return TRUE;
}

MarchResult *
march_session_render(MarchSession *session,
                     const char *path,
                     const MarchFigureOptions *options,
                     GError **error)
{
    MarchResult *result = result_new();
    g_autoptr(MarchTimings) timings = march_timings_new();

    g_return_val_if_fail(session != NULL && path != NULL, result);
    march_timings_mark(timings, "start");
    figure_render(session, path, options, result, timings, error);
    result->timings = march_timings_format(timings);
    for (guint i = 0; i < march_diagnostics_count(result->diagnostics); i++) {
        g_ptr_array_add(result->messages, march_diagnostic_format(march_diagnostics_get(
                                              result->diagnostics, i)));
    }
    return result;
}

guint
march_result_count_messages(const MarchResult *result)
{
    return result->messages->len;
}

const char *
march_result_get_message(const MarchResult *result, guint index)
{
    g_return_val_if_fail(index < result->messages->len, NULL);
    return g_ptr_array_index(result->messages, index);
}

guint
march_result_count_failures(const MarchResult *result)
{
    return march_diagnostics_count_at_least(result->diagnostics, MARCH_SEVERITY_ERROR);
}

gboolean
march_result_is_note(const MarchResult *result, guint index)
{
    g_return_val_if_fail(index < march_diagnostics_count(result->diagnostics), FALSE);
    return march_diagnostics_get(result->diagnostics, index)->severity ==
           MARCH_SEVERITY_NOTE;
}

guint
march_result_count_outputs(const MarchResult *result)
{
    return result->outputs->len;
}

const char *
march_result_get_output(const MarchResult *result, guint index)
{
    g_return_val_if_fail(index < result->outputs->len, NULL);
    return g_ptr_array_index(result->outputs, index);
}

guint
march_result_count_warnings(const MarchResult *result)
{
    return march_diagnostics_count_at_least(result->diagnostics,
                                            MARCH_SEVERITY_WARNING);
}

const char *
march_result_get_timings(const MarchResult *result)
{
    return result->timings;
}

const char *
march_result_get_description(const MarchResult *result)
{
    return result->description;
}
