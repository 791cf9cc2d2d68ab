/* SPDX-License-Identifier: MIT */
#include "batch.h"

#include <errno.h>
#include <string.h>

#include "audit.h"
#include "leftovers.h"
#include "lock.h"
#include "orphans.h"
#include "staleness.h"
#include "workers.h"

#define WAIT_MS 250

/* One run. */
typedef struct {
    MarchSession *session;
    const MarchBatchOptions *options;
    const MarchBatchObserver *observer;
    MarchBatchReport *report;
    MarchBatchPlan *plan;
    MarchManifest *manifest;
    MarchFileStates *states;
    char *base;
    GArray *work; /* of guint: jobs to be made */
    guint done;
} Run;

static void
run_clear(Run *run)
{
    g_clear_pointer(&run->plan, march_batch_plan_free);
    g_clear_pointer(&run->manifest, march_manifest_free);
    g_clear_pointer(&run->states, march_file_states_free);
    g_clear_pointer(&run->work, g_array_unref);
    g_free(run->base);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Run, run_clear)

void
march_batch_report_clear(MarchBatchReport *report)
{
    g_clear_pointer(&report->identical, g_ptr_array_unref);
    g_clear_pointer(&report->without_events, g_ptr_array_unref);
}

static void
tell(const Run *run, MarchBatchEvent event)
{
    event.done = run->done;
    event.total = run->work != NULL ? run->work->len : 0;
    if (run->observer != NULL) {
        run->observer->tell(&event, run->observer->data);
    }
}

static char *
shard_suffix(const MarchBatchOptions *options)
{
    return options->shard_count <= 1
               ? g_strdup("")
               : g_strdup_printf("-%u-of-%u", options->shard_index + 1,
                                 options->shard_count);
}

static gboolean
has_output(const GPtrArray *outputs, const char *path)
{
    for (guint i = 0; i < outputs->len; i++) {
        if (strcmp(((const MarchFileState *)g_ptr_array_index(outputs, i))->path,
                   path) == 0) {
            return TRUE;
        }
    }
    return FALSE;
}

/* Outputs that the figure wrote before and does not now are not forgotten. */
static void
left_note(const Run *run, MarchManifestRecord *record)
{
    const MarchManifestRecord *before =
        march_manifest_find(run->manifest, record->name);

    for (guint i = 0; before != NULL && i < before->left->len; i++) {
        const char *path = g_ptr_array_index(before->left, i);

        if (!has_output(record->outputs, path)) {
            g_ptr_array_add(record->left, g_strdup(path));
        }
    }
    for (guint i = 0; before != NULL && i < before->outputs->len; i++) {
        const MarchFileState *output = g_ptr_array_index(before->outputs, i);

        if (!has_output(record->outputs, output->path)) {
            g_ptr_array_add(record->left, g_strdup(output->path));
        }
    }
}

static gboolean
record_take(Run *run, MarchManifestRecord *record, GError **error)
{
    left_note(run, record);
    return march_manifest_take(run->manifest, record, error);
}

/* A failed figure keeps its old outputs. */
static void
facts_keep(const Run *run, MarchManifestRecord *record)
{
    const MarchManifestRecord *before =
        march_manifest_find(run->manifest, record->name);

    if (before == NULL) {
        return;
    }
    for (guint i = 0; i < before->outputs->len; i++) {
        march_manifest_add_state(record->outputs,
                                 g_ptr_array_index(before->outputs, i));
    }
    record->title = g_strdup(before->title);
    record->description = g_strdup(before->description);
    record->date = g_strdup(before->date);
}

static gboolean
job_fail(Run *run,
         const MarchBatchJob *job,
         const char *why,
         const GPtrArray *messages,
         GError **error)
{
    MarchManifestRecord *record = march_manifest_record_new(job->name);

    record->error = g_strdup(why);
    facts_keep(run, record);
    run->report->failed++;
    tell(run, (MarchBatchEvent){.kind = MARCH_BATCH_FAILED,
                                .name = job->name,
                                .why = why,
                                .messages = messages});
    return record_take(run, record, error);
}

/* Takes the outputs that are known of an unchanged figure. */
static void
outputs_recall(MarchBatchJob *job, const MarchManifestRecord *record)
{
    if (job->outputs != NULL) {
        return;
    }
    job->outputs = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < record->outputs->len; i++) {
        const MarchFileState *output = g_ptr_array_index(record->outputs, i);

        g_ptr_array_add(job->outputs, g_strdup(output->path));
    }
}

static gboolean
job_consider(Run *run, guint index, GError **error)
{
    MarchBatchJob *job = g_ptr_array_index(run->plan->jobs, index);
    const MarchManifestRecord *record = march_manifest_find(run->manifest, job->name);
    g_autoptr(GError) cause = NULL;
    g_autofree char *why =
        run->options->force
            ? g_strdup("all are to be made")
            : march_batch_find_staleness(job, record, run->options->folder, run->base,
                                         run->states);

    run->report->planned++;
    if (why == NULL) {
        outputs_recall(job, record);
        march_manifest_claim(run->manifest, job->name);
        run->report->unchanged++;
        tell(run, (MarchBatchEvent){.kind = MARCH_BATCH_UNCHANGED, .name = job->name});
        return TRUE;
    }
    run->report->stale++;
    tell(run,
         (MarchBatchEvent){.kind = MARCH_BATCH_STALE, .name = job->name, .why = why});
    if (job->fault != NULL) {
        return run->options->check || job_fail(run, job, job->fault, NULL, error);
    }
    if (!march_batch_job_learn_outputs(run->plan, job, &cause)) {
        g_autofree char *text = march_error_format(cause);

        return run->options->check || job_fail(run, job, text, NULL, error);
    }
    g_array_append_val(run->work, index);
    return TRUE;
}

/* Two figures that write one file would each be told that theirs is there. */
static gboolean
collisions_check(const Run *run, GError **error)
{
    g_autoptr(GHashTable) owners = g_hash_table_new(g_str_hash, g_str_equal);

    for (guint i = 0; i < run->plan->jobs->len; i++) {
        const MarchBatchJob *job = g_ptr_array_index(run->plan->jobs, i);

        for (guint k = 0; job->outputs != NULL && k < job->outputs->len; k++) {
            const char *output = g_ptr_array_index(job->outputs, k);
            const MarchBatchJob *owner = g_hash_table_lookup(owners, output);

            if (owner != NULL) {
                march_error_set(error, MARCH_ERROR_CONFIG, job->where,
                                "the figures \"%s\" and \"%s\" both write %s",
                                owner->name, job->name, output);
                return FALSE;
            }
            g_hash_table_insert(owners, (gpointer)(guintptr)output,
                                (gpointer)(guintptr)job);
        }
    }
    return TRUE;
}

static gboolean
work_find(Run *run, GError **error)
{
    run->work = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint i = 0; i < run->plan->jobs->len; i++) {
        const MarchBatchJob *job = g_ptr_array_index(run->plan->jobs, i);

        if (march_batch_shard_has(run->options->shard_index, run->options->shard_count,
                                  job->name) &&
            !job_consider(run, i, error)) {
            return FALSE;
        }
    }
    return collisions_check(run, error);
}

/* A file that changed while the batch ran is not what the figure was made from. */
static void
input_note(Run *run, MarchManifestRecord *record, const char *path, gint64 started_ns)
{
    const MarchFileState *state = march_file_states_get(run->states, path);

    if (state->mtime_ns < started_ns) {
        march_manifest_add_state(record->inputs, state);
    } else {
        MarchFileState unsure = *state;

        memset(unsure.sha256, '0', sizeof unsure.sha256 - 1);
        march_manifest_add_state(record->inputs, &unsure);
    }
}

static gboolean
result_take(Run *run,
            const MarchWorkerResult *result,
            gint64 started_ns,
            GError **error)
{
    const MarchBatchJob *job = g_ptr_array_index(run->plan->jobs, result->job);
    MarchManifestRecord *record;

    run->done++;
    if (result->error != NULL) {
        return job_fail(run, job, result->error, result->messages, error);
    }
    record = march_manifest_record_new(job->name);
    record->values = march_batch_hash_values(job);
    record->base = g_strdup(run->base);
    record->title = g_strdup(result->title);
    record->description = g_strdup(result->description);
    record->date = result->date[0] != '\0' ? g_strdup(result->date) : NULL;
    record->warnings = result->warnings;
    record->dropped = result->dropped;
    record->shown = result->shown;
    record->milliseconds = result->milliseconds;
    for (guint i = 0; i < result->inputs->len; i++) {
        input_note(run, record, g_ptr_array_index(result->inputs, i), started_ns);
    }
    for (guint i = 0; i < result->outputs->len; i++) {
        march_manifest_add_state(record->outputs,
                                 g_ptr_array_index(result->outputs, i));
    }
    run->report->made++;
    tell(run, (MarchBatchEvent){.kind = MARCH_BATCH_MADE,
                                .name = job->name,
                                .record = record,
                                .messages = result->messages});
    return record_take(run, record, error);
}

/* Opens what all workers share, so that they are forked with it; but not the fonts:
   Pango reads them in threads, which a fork would cut off. */
static gboolean
session_warm(MarchSession *session, GError **error)
{
    return march_session_get_catalogue(session, error) != NULL &&
           march_session_get_gazetteer(session, NULL, NULL, error) != NULL;
}

static gboolean
should_stop(const Run *run)
{
    return run->observer != NULL && run->observer->should_stop != NULL &&
           run->observer->should_stop(run->observer->data);
}

static gboolean
work_do(Run *run, GError **error)
{
    const MarchWorkerOptions options = {
        .count = MAX(
            1, MIN(run->options->jobs > 0 ? run->options->jobs : g_get_num_processors(),
                   run->work->len)),
        .timeout_seconds = run->options->timeout_seconds,
        .memory_bytes = run->options->memory_bytes,
        .folder = run->options->folder,
        .strict = run->options->strict,
        .keep_previous = run->options->keep_previous,
        .publish = run->options->publish,
    };
    gint64 started_ns = march_file_states_now();
    g_autoptr(MarchWorkers) workers = NULL;

    tell(run, (MarchBatchEvent){.kind = MARCH_BATCH_STARTED});
    if (run->work->len == 0) {
        return TRUE;
    }
    if (!session_warm(run->session, error)) {
        return FALSE;
    }
    workers = march_workers_new(run->session, run->plan, &options);
    for (guint i = 0; i < run->work->len; i++) {
        march_workers_push(workers, g_array_index(run->work, guint, i));
    }
    while (march_workers_are_busy(workers)) {
        g_autoptr(MarchWorkerResult) result = march_workers_wait(workers, WAIT_MS);

        if (should_stop(run)) {
            run->report->is_stopped = TRUE;
            return TRUE;
        }
        if (result == NULL) {
            tell(run, (MarchBatchEvent){.kind = MARCH_BATCH_WAITED});
        } else if (!result_take(run, result, started_ns, error)) {
            return FALSE;
        }
    }
    return TRUE;
}

static gboolean
folder_make(const char *folder, GError **error)
{
    g_autofree char *own = march_manifest_folder(folder);

    if (g_mkdir_with_parents(own, 0777) != 0) {
        march_error_set(error,
                        errno == EACCES ? MARCH_ERROR_PERMISSION : MARCH_ERROR_CREATE,
                        march_location_new(own, 0, 0), "cannot create the folder: %s",
                        g_strerror(errno));
        return FALSE;
    }
    return TRUE;
}

static MarchBatchLock *
lock_take(const MarchBatchOptions *options, GError **error)
{
    g_autofree char *own = march_manifest_folder(options->folder);

    return march_batch_lock_take(own, options->shard_index, options->shard_count,
                                 options->wait_seconds, error);
}

/* What a killed run was writing when it ended. */
static void
leftovers_remove(const Run *run)
{
    g_autoptr(MarchLeftovers) leftovers = march_leftovers_new();

    for (guint i = 0; i < run->work->len; i++) {
        const MarchBatchJob *job =
            g_ptr_array_index(run->plan->jobs, g_array_index(run->work, guint, i));

        for (guint k = 0; k < job->outputs->len; k++) {
            g_autofree char *path = g_build_filename(
                run->options->folder, g_ptr_array_index(job->outputs, k), NULL);

            march_leftovers_add(leftovers, path);
        }
    }
    march_leftovers_add(leftovers, march_manifest_get_path(run->manifest));
    march_leftovers_remove(leftovers);
}

static gboolean
run_all(Run *run, GError **error)
{
    march_manifest_teach(run->manifest, run->states);
    run->base = march_batch_hash_base(march_session_get_data_directory(run->session),
                                      run->states);
    if (run->options->publish != NULL) {
        /* What was made without it, or for another place, is not there. */
        g_autofree char *hash = g_steal_pointer(&run->base);

        run->base = g_strdup_printf("%s %s", hash, run->options->publish);
    }
    if (!work_find(run, error)) {
        return FALSE;
    }
    if (run->options->check) {
        march_batch_find_orphans(run->plan, run->manifest, run->options, run->observer,
                                 run->report);
        return TRUE;
    }
    leftovers_remove(run);
    march_manifest_begin(run->manifest);
    if (!work_do(run, error)) {
        return FALSE;
    }
    if (!run->report->is_stopped) {
        march_batch_find_orphans(run->plan, run->manifest, run->options, run->observer,
                                 run->report);
    }
    march_batch_audit(run->manifest, run->report);
    return march_manifest_close(run->manifest, run->states, error);
}

gboolean
march_batch_run(MarchSession *session,
                const char *path,
                const MarchBatchOptions *options,
                const MarchBatchObserver *observer,
                MarchBatchReport *report,
                MarchDiagnostics *diagnostics,
                GError **error)
{
    g_autofree char *suffix = shard_suffix(options);
    g_autoptr(MarchBatchLock) lock = NULL;
    g_auto(Run) run = {.session = session,
                       .options = options,
                       .observer = observer,
                       .report = report,
                       .states = march_file_states_new()};

    *report = (MarchBatchReport){0};
    run.plan = march_batch_plan_load(path, options->folder, options->overrides,
                                     diagnostics, error);
    if (run.plan == NULL || !folder_make(options->folder, error)) {
        return FALSE;
    }
    run.plan->data_directory = march_session_get_data_directory(session);
    lock = lock_take(options, error);
    if (lock == NULL) {
        return FALSE;
    }
    run.manifest = march_manifest_open(options->folder, suffix, error);
    return run.manifest != NULL && run_all(&run, error);
}

gboolean
march_batch_merge(const char *folder, double wait_seconds, guint *count, GError **error)
{
    const MarchBatchOptions options = {.folder = folder, .wait_seconds = wait_seconds};
    g_autofree char *own = march_manifest_folder(folder);
    g_autoptr(MarchBatchLock) lock = NULL;
    g_autoptr(MarchManifest) manifest = NULL;
    g_autoptr(GPtrArray) records = NULL;

    if (!g_file_test(own, G_FILE_TEST_IS_DIR)) {
        march_error_set(error, MARCH_ERROR_NOT_FOUND, march_location_new(own, 0, 0),
                        "no batch has written into this folder");
        return FALSE;
    }
    lock = lock_take(&options, error);
    manifest = lock != NULL ? march_manifest_open(folder, "", error) : NULL;
    if (manifest == NULL) {
        return FALSE;
    }
    records = march_manifest_list(manifest);
    *count = records->len;
    return march_manifest_close(manifest, NULL, error);
}
