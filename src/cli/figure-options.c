/* SPDX-License-Identifier: MIT */
#include "figure-options.h"

#include "report.h"

void
march_command_options_clear(MarchCommandOptions *options)
{
    g_strfreev(options->outputs);
    g_strfreev(options->overrides);
    g_strfreev(options->picks);
    g_free(options->as_of);
    g_free(options->view);
    g_free(options->svg_text);
    g_free(options->data);
}

GPtrArray *
march_command_options_get_overrides(const MarchCommandOptions *options)
{
    GPtrArray *all = g_ptr_array_new_with_free_func(g_free);

    if (options->as_of != NULL) {
        g_ptr_array_add(all, g_strdup_printf("as-of=%s", options->as_of));
    }
    if (options->view != NULL) {
        g_ptr_array_add(all, g_strdup_printf("view=%s", options->view));
    }
    if (options->svg_text != NULL) {
        g_ptr_array_add(all, g_strdup_printf("svg-text=%s", options->svg_text));
    }
    if (options->allow_network) {
        g_ptr_array_add(all, g_strdup("allow-network=true"));
    }
    for (char **text = options->overrides; text != NULL && *text != NULL; text++) {
        g_ptr_array_add(all, g_strdup(*text));
    }
    g_ptr_array_add(all, NULL);
    return all;
}

static void
messages_print(const MarchResult *result, const MarchCommandOptions *options)
{
    guint unsaid = 0;

    for (guint i = 0; i < march_result_count_messages(result) && !options->quiet; i++) {
        if (march_result_is_note(result, i) && !options->verbose) {
            unsaid++;
        } else {
            g_printerr("%s\n", march_result_get_message(result, i));
        }
    }
    if (unsaid > 0) {
        g_printerr("%u note%s more; -v prints them\n", unsaid, unsaid == 1 ? "" : "s");
    }
}

int
march_command_report_result(const MarchResult *result,
                            const MarchCommandOptions *options,
                            const GError *error)
{
    messages_print(result, options);
    if (options->timings) {
        g_printerr("%s", march_result_get_timings(result));
    }
    if (error != NULL) {
        return march_report_error(error);
    }
    for (guint i = 0; i < march_result_count_outputs(result) && !options->quiet; i++) {
        g_print("%s\n", march_result_get_output(result, i));
    }
    return march_result_count_failures(result) > 0 ? 1 : 0;
}
