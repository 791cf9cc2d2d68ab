/* SPDX-License-Identifier: MIT */
#include "plan-private.h"

#include <string.h>

#include "spec/spec.h"

static void
job_free(gpointer data)
{
    MarchBatchJob *job = data;

    g_free(job->name);
    g_free(job->fault);
    g_free(job->figure);
    g_strfreev(job->overrides);
    g_clear_pointer(&job->outputs, g_ptr_array_unref);
    g_free(job);
}

static MarchBatchPlan *
plan_new(void)
{
    MarchBatchPlan *plan = g_new0(MarchBatchPlan, 1);

    plan->jobs = g_ptr_array_new_with_free_func(job_free);
    return plan;
}

void
march_batch_plan_free(MarchBatchPlan *plan)
{
    if (plan == NULL) {
        return;
    }
    g_ptr_array_unref(plan->jobs);
    g_free(plan);
}

MarchBatchJob *
march_batch_plan_add(MarchBatchPlan *plan,
                     char *name,
                     const char *figure,
                     GPtrArray *values,
                     const char *const *overrides,
                     GPtrArray *outputs,
                     MarchLocation where)
{
    MarchBatchJob *job = g_new0(MarchBatchJob, 1);
    g_autoptr(GPtrArray) all = g_ptr_array_new();

    for (guint i = 0; values != NULL && i < values->len; i++) {
        g_ptr_array_add(all, g_strdup(g_ptr_array_index(values, i)));
    }
    for (const char *const *text = overrides; text != NULL && *text != NULL; text++) {
        g_ptr_array_add(all, g_strdup(*text));
    }
    g_ptr_array_add(all, NULL);
    job->name = name;
    job->figure = g_strdup(figure);
    job->overrides = (char **)g_ptr_array_free(g_steal_pointer(&all), FALSE);
    job->outputs = outputs;
    job->where = where;
    g_ptr_array_add(plan->jobs, job);
    return job;
}

static int
compare_jobs(gconstpointer a, gconstpointer b)
{
    const MarchBatchJob *first = *(const MarchBatchJob *const *)a;
    const MarchBatchJob *second = *(const MarchBatchJob *const *)b;

    return strcmp(first->name, second->name);
}

/* Two figures of one name would write the same files. */
static gboolean
names_check(const MarchBatchPlan *plan, GError **error)
{
    for (guint i = 1; i < plan->jobs->len; i++) {
        const MarchBatchJob *job = g_ptr_array_index(plan->jobs, i);
        const MarchBatchJob *previous = g_ptr_array_index(plan->jobs, i - 1);

        if (strcmp(job->name, previous->name) == 0) {
            g_autofree char *other =
                g_strdup_printf("%s:%d", previous->where.file, previous->where.line);

            march_error_set(error, MARCH_ERROR_CONFIG, job->where,
                            "two figures are named \"%s\" (the other one: %s)",
                            job->name, other);
            return FALSE;
        }
    }
    return TRUE;
}

MarchBatchPlan *
march_batch_plan_load(const char *path,
                      const char *skip,
                      const char *const *overrides,
                      MarchDiagnostics *diagnostics,
                      GError **error)
{
    g_autoptr(MarchBatchPlan) plan = plan_new();
    gboolean is_read =
        g_file_test(path, G_FILE_TEST_IS_DIR)
            ? march_batch_plan_read_folder(plan, path, skip, overrides, diagnostics,
                                           error)
            : march_batch_plan_read_file(plan, path, overrides, diagnostics, error);

    if (!is_read) {
        return NULL;
    }
    g_ptr_array_sort(plan->jobs, compare_jobs);
    return names_check(plan, error) ? g_steal_pointer(&plan) : NULL;
}

/* The part of @output below @folder, or NULL when it leads elsewhere. */
static const char *
path_below(const char *output, const char *folder)
{
    gsize length = strlen(folder);
    const char *rest = output;

    if (strcmp(folder, ".") != 0) {
        if (strncmp(output, folder, length) != 0 || output[length] != '/') {
            return NULL;
        }
        rest = output + length + 1;
    }
    if (g_path_is_absolute(rest) || g_str_has_prefix(rest, "../") ||
        strstr(rest, "/../") != NULL) {
        return NULL;
    }
    return rest;
}

gboolean
march_batch_job_learn_outputs(const MarchBatchPlan *plan,
                              MarchBatchJob *job,
                              GError **error)
{
    const MarchSpecOptions options = {
        .overrides = (const char *const *)job->overrides,
        .data_directory = plan->data_directory,
    };
    g_autoptr(MarchDiagnostics) unheard = march_diagnostics_new();
    g_autoptr(MarchSpec) spec = NULL;
    g_autoptr(GPtrArray) outputs = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *folder = g_path_get_dirname(job->figure);
    g_autofree char *group = g_path_get_dirname(job->name);

    if (job->outputs != NULL) {
        return TRUE;
    }
    spec = march_spec_load(job->figure, &options, unheard, error);
    if (spec == NULL) {
        return FALSE;
    }
    for (guint i = 0; i < spec->outputs->len; i++) {
        const char *output = g_ptr_array_index(spec->outputs, i);
        const char *below = path_below(output, folder);

        if (below == NULL) {
            march_error_set(error, MARCH_ERROR_CONFIG,
                            march_spec_get_location(spec, "output"),
                            "the output \"%s\" is not below the figure file; a batch "
                            "puts outputs into its own folder",
                            output);
            return FALSE;
        }
        g_ptr_array_add(outputs, strcmp(group, ".") == 0
                                     ? g_strdup(below)
                                     : g_build_filename(group, below, NULL));
    }
    if (outputs->len == 0) {
        g_ptr_array_add(outputs, g_strconcat(job->name, ".png", NULL));
    }
    job->outputs = g_steal_pointer(&outputs);
    return TRUE;
}

gboolean
march_batch_shard_has(guint index, guint count, const char *name)
{
    g_autofree char *hash = NULL;

    if (count <= 1) {
        return TRUE;
    }
    hash = g_compute_checksum_for_string(G_CHECKSUM_SHA256, name, -1);
    hash[15] = '\0';
    return g_ascii_strtoull(hash, NULL, 16) % count == index;
}
