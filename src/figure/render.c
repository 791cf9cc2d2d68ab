/* SPDX-License-Identifier: MIT */
#include "outputs.h"
#include "panels.h"
#include "render-spec.h"
#include "session.h"

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

static gboolean
spec_render(MarchSession *session,
            const MarchSpec *spec,
            const MarchFigureOptions *options,
            MarchResult *result,
            MarchTimings *timings,
            GError **error)
{
    g_autoptr(GArray) outputs =
        march_outputs_choose(spec, options, spec->outputs, error);
    g_autoptr(MarchComposition) composition = NULL;

    if (outputs == NULL) {
        return FALSE;
    }
    march_timings_mark(timings, "spec");
    composition = spec->panels.is_given
                      ? march_panels_compose(session, spec, options, timings,
                                             result->diagnostics, error)
                      : march_pipeline_compose(session, spec, options, timings,
                                               result->diagnostics, error);
    march_words_report(spec->words, march_spec_get_location(spec, "language"),
                       result->diagnostics);
    if (composition == NULL ||
        !march_outputs_check_strict(result, options, spec, error)) {
        return FALSE;
    }
    march_result_take_facts(result, composition);
    result->as_of = spec->as_of;
    if (options != NULL && options->check_only) {
        return TRUE;
    }
    MarchSpec page = *spec;
    if (spec->panels.is_given) {
        page.width_mm = march_scene_get_width(composition->scene);
        page.height_mm = march_scene_get_height(composition->scene);
        page.width_px = page.height_px = 0;
    }
    if (!march_outputs_encode(outputs, &page, composition,
                              march_session_get_text(session, NULL), error)) {
        return FALSE;
    }
    march_timings_mark(timings, "render");
    if (!march_outputs_write(outputs, result, error)) {
        return FALSE;
    }
    march_timings_mark(timings, "write");
    return TRUE;
}

static gboolean
figure_render(MarchSession *session,
              const char *path,
              const MarchFigureOptions *options,
              MarchResult *result,
              MarchTimings *timings,
              GError **error)
{
    MarchSpecOptions spec_options = {
        .overrides = options != NULL ? options->overrides : NULL,
        .data_directory = march_session_get_data_directory(session),
    };
    g_autoptr(MarchSpec) spec =
        march_spec_load(path, &spec_options, result->diagnostics, error);

    return spec != NULL && spec_render(session, spec, options, result, timings, error);
}

MarchResult *
march_session_render_spec(MarchSession *session,
                          const MarchSpec *spec,
                          const MarchFigureOptions *options,
                          GError **error)
{
    MarchResult *result = march_result_new();
    g_autoptr(MarchTimings) timings = march_timings_new();

    march_timings_mark(timings, "start");
    spec_render(session, spec, options, result, timings, error);
    march_result_finish(result, timings);
    return result;
}

MarchResult *
march_session_render(MarchSession *session,
                     const char *path,
                     const MarchFigureOptions *options,
                     GError **error)
{
    MarchResult *result = march_result_new();
    g_autoptr(MarchTimings) timings = march_timings_new();

    g_return_val_if_fail(session != NULL && path != NULL, result);
    march_timings_mark(timings, "start");
    figure_render(session, path, options, result, timings, error);
    march_result_finish(result, timings);
    return result;
}
