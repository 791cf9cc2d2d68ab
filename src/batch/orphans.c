/* SPDX-License-Identifier: MIT */
#include "orphans.h"

#include <errno.h>
#include <unistd.h>

#include "previous.h"

/* What stays, and what becomes of the rest. */
typedef struct {
    const MarchBatchPlan *plan;
    GHashTable *jobs;   /* set of names */
    GHashTable *wanted; /* set of paths that a figure of the plan writes */
    MarchManifest *manifest;
    const MarchBatchOptions *options;
    const MarchBatchObserver *observer;
    MarchBatchReport *report;
} Search;

static void
tell(const Search *search, MarchBatchEventKind kind, const char *path)
{
    const MarchBatchEvent event = {.kind = kind, .name = path};

    if (search->observer != NULL) {
        search->observer->tell(&event, search->observer->data);
    }
}

/* Whether the output is gone. */
static gboolean
output_handle(const Search *search, const char *path)
{
    g_autofree char *full = g_build_filename(search->options->folder, path, NULL);
    g_autofree char *kept = march_previous_path(search->options->folder, path);

    if (access(full, F_OK) != 0 && errno == ENOENT) {
        return TRUE;
    }
    if (search->options->prune && !search->options->check && unlink(full) == 0) {
        unlink(kept);
        search->report->pruned++;
        tell(search, MARCH_BATCH_PRUNED, path);
        return TRUE;
    }
    search->report->orphans++;
    tell(search, MARCH_BATCH_ORPHAN, path);
    return FALSE;
}

static void
left_handle(const Search *search, const MarchManifestRecord *record)
{
    for (guint i = record->left->len; i-- > 0;) {
        g_autofree char *path = g_strdup(g_ptr_array_index(record->left, i));

        if (g_hash_table_contains(search->wanted, path) ||
            output_handle(search, path)) {
            march_manifest_forget_left(search->manifest, record->name, path);
        }
    }
}

static void
record_handle(const Search *search, const MarchManifestRecord *record)
{
    gboolean is_gone = TRUE;

    left_handle(search, record);
    if (g_hash_table_contains(search->jobs, record->name)) {
        return;
    }
    for (guint i = 0; i < record->outputs->len; i++) {
        const MarchFileState *output = g_ptr_array_index(record->outputs, i);

        if (!g_hash_table_contains(search->wanted, output->path)) {
            is_gone &= output_handle(search, output->path);
        }
    }
    if (is_gone && record->left->len == 0 && !search->options->check) {
        march_manifest_remove(search->manifest, record->name);
    }
}

/* Outputs of figures of other shards may not be known yet: their files are read. Of one
   that cannot be read, what it wrote before counts. */
static void
wanted_learn(const Search *search, MarchBatchJob *job)
{
    const MarchManifestRecord *record =
        march_manifest_find(search->manifest, job->name);

    if (job->outputs == NULL &&
        !march_batch_job_learn_outputs(search->plan, job, NULL)) {
        for (guint i = 0; record != NULL && i < record->outputs->len; i++) {
            const MarchFileState *output = g_ptr_array_index(record->outputs, i);

            g_hash_table_add(search->wanted, output->path);
        }
        return;
    }
    for (guint i = 0; i < job->outputs->len; i++) {
        g_hash_table_add(search->wanted, g_ptr_array_index(job->outputs, i));
    }
}

static gboolean
is_suspect(const Search *search, const MarchManifestRecord *record)
{
    return march_batch_shard_has(search->options->shard_index,
                                 search->options->shard_count, record->name) &&
           (record->left->len > 0 ||
            !g_hash_table_contains(search->jobs, record->name));
}

void
march_batch_find_orphans(const MarchBatchPlan *plan,
                         MarchManifest *manifest,
                         const MarchBatchOptions *options,
                         const MarchBatchObserver *observer,
                         MarchBatchReport *report)
{
    g_autoptr(GPtrArray) records = march_manifest_list(manifest);
    g_autoptr(GPtrArray) suspects = g_ptr_array_new();
    g_autoptr(GHashTable) jobs = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GHashTable) wanted = g_hash_table_new(g_str_hash, g_str_equal);
    const Search search = {plan, jobs, wanted, manifest, options, observer, report};

    for (guint i = 0; i < plan->jobs->len; i++) {
        const MarchBatchJob *job = g_ptr_array_index(plan->jobs, i);

        g_hash_table_add(jobs, job->name);
    }
    for (guint i = 0; i < records->len; i++) {
        if (is_suspect(&search, g_ptr_array_index(records, i))) {
            g_ptr_array_add(suspects, g_ptr_array_index(records, i));
        }
    }
    if (suspects->len == 0) {
        return;
    }
    for (guint i = 0; i < plan->jobs->len; i++) {
        wanted_learn(&search, g_ptr_array_index(plan->jobs, i));
    }
    for (guint i = 0; i < suspects->len; i++) {
        record_handle(&search, g_ptr_array_index(suspects, i));
    }
}
