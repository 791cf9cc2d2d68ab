/* SPDX-License-Identifier: MIT */
#include "result.h"

MarchResult *
march_result_new(void)
{
    MarchResult *result = g_new0(MarchResult, 1);

    result->diagnostics = march_diagnostics_new();
    result->messages = g_ptr_array_new_with_free_func(g_free);
    result->outputs = g_ptr_array_new_with_free_func(g_free);
    result->inputs = g_ptr_array_new_with_free_func(g_free);
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
    g_ptr_array_unref(result->inputs);
    g_free(result->timings);
    g_free(result->title);
    g_free(result->description);
    g_free(result);
}

void
march_result_take_facts(MarchResult *result, MarchComposition *composition)
{
    g_ptr_array_unref(result->inputs);
    result->inputs = g_steal_pointer(&composition->inputs);
    result->title = g_strdup(composition->title);
    result->description = g_strdup(composition->description);
    result->shown = composition->shown;
}

void
march_result_finish(MarchResult *result, const MarchTimings *timings)
{
    result->timings = march_timings_format(timings);
    for (guint i = 0; i < march_diagnostics_count(result->diagnostics); i++) {
        g_ptr_array_add(result->messages, march_diagnostic_format(march_diagnostics_get(
                                              result->diagnostics, i)));
    }
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
