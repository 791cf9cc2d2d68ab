/* SPDX-License-Identifier: MIT */
/*
 * A plan of arbitrary bytes, beside a figure file and a table: it is read or refused
 * with an error, and no output leads out of its folder.
 */
#include <glib/gstdio.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "batch/plan.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* One folder for all runs of the process; its plan is written anew each time. */
static const char *
folder_get(void)
{
    static char folder[] = "/tmp/march-fuzz-plan-XXXXXX";
    static gboolean is_made = FALSE;
    g_autofree char *figure = NULL;
    g_autofree char *table = NULL;

    if (is_made) {
        return folder;
    }
    g_assert_nonnull(mkdtemp(folder));
    is_made = TRUE;
    figure = g_build_filename(folder, "f.yaml", NULL);
    table = g_build_filename(folder, "t.csv", NULL);
    g_assert_true(g_file_set_contents(figure, "title: x\n", -1, NULL));
    g_assert_true(g_file_set_contents(
        table, "a,lat,lon,day\n../x,40,70,2021-04-28\n\"{b}\",41,71,\n", -1, NULL));
    return folder;
}

static void
folder_remove(void)
{
    static const char *const NAMES[] = {"f.yaml", "t.csv", "p.yaml"};

    for (gsize i = 0; i < G_N_ELEMENTS(NAMES); i++) {
        g_autofree char *path = g_build_filename(folder_get(), NAMES[i], NULL);

        g_unlink(path);
    }
    g_rmdir(folder_get());
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static gboolean is_registered = FALSE;
    g_autofree char *path = g_build_filename(folder_get(), "p.yaml", NULL);
    g_autoptr(MarchDiagnostics) diagnostics = march_diagnostics_new();
    g_autoptr(MarchBatchPlan) plan = NULL;
    g_autoptr(GError) error = NULL;

    if (!is_registered) {
        atexit(folder_remove);
        is_registered = TRUE;
    }
    /* Other tables than ours are other targets' business. */
    if (g_strstr_len((const char *)data, (gssize)size, "data") != NULL ||
        !g_file_set_contents(path, (const char *)data, (gssize)size, NULL)) {
        return 0;
    }
    plan = march_batch_plan_load(path, NULL, NULL, diagnostics, &error);
    g_assert_true((plan == NULL) == (error != NULL));
    for (guint i = 0; plan != NULL && i < plan->jobs->len; i++) {
        const MarchBatchJob *job = g_ptr_array_index(plan->jobs, i);

        g_assert_true(job->name[0] != '/' && job->name[0] != '.');
        g_assert_null(strstr(job->name, "/."));
    }
    return 0;
}
