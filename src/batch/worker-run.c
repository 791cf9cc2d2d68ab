/* SPDX-License-Identifier: MIT */
#include "worker-run.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include "figure/result.h"
#include "file-states.h"
#include "geodata/publish.h"
#include "previous.h"

/* job, error, status, title, description, date, warnings, dropped, shown, ms, inputs,
   outputs (path, size, mtime, hash), messages */
#define RESULT_TYPE "(usisssuuuuasa(sxxs)as)"

static gboolean
read_all(int descriptor, void *data, gsize length)
{
    gsize done = 0;

    while (done < length) {
        ssize_t count = read(descriptor, (char *)data + done, length - done);

        if (count == 0 || (count < 0 && errno != EINTR)) {
            return FALSE;
        }
        done += count > 0 ? (gsize)count : 0;
    }
    return TRUE;
}

static gboolean
write_all(int descriptor, const void *data, gsize length)
{
    gsize done = 0;

    while (done < length) {
        ssize_t count = write(descriptor, (const char *)data + done, length - done);

        if (count < 0 && errno != EINTR) {
            return FALSE;
        }
        done += count > 0 ? (gsize)count : 0;
    }
    return TRUE;
}

static double
cpu_ms(void)
{
    struct timespec now;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static const char *
text_or_empty(const char *text)
{
    return text != NULL ? text : "";
}

static char *
valid_text(const char *text)
{
    return g_utf8_make_valid(text_or_empty(text), -1);
}

static GVariant *
inputs_pack(const MarchResult *result)
{
    GVariantBuilder builder;

    g_variant_builder_init(&builder, G_VARIANT_TYPE("as"));
    for (guint i = 0; i < result->inputs->len; i++) {
        g_autofree char *path =
            g_canonicalize_filename(g_ptr_array_index(result->inputs, i), NULL);

        if (g_utf8_validate(path, -1, NULL)) {
            g_variant_builder_add(&builder, "s", path);
        }
    }
    return g_variant_builder_end(&builder);
}

static GVariant *
outputs_pack(const MarchBatchJob *job,
             const MarchWorkerOptions *options,
             gboolean is_made)
{
    GVariantBuilder builder;
    g_autoptr(MarchFileStates) states = march_file_states_new();

    g_variant_builder_init(&builder, G_VARIANT_TYPE("a(sxxs)"));
    for (guint i = 0; is_made && i < job->outputs->len; i++) {
        const char *below = g_ptr_array_index(job->outputs, i);
        g_autofree char *path = g_build_filename(options->folder, below, NULL);
        const MarchFileState *state = march_file_states_get(states, path);

        g_variant_builder_add(&builder, "(sxxs)", below, state->size, state->mtime_ns,
                              state->sha256);
    }
    return g_variant_builder_end(&builder);
}

static GVariant *
messages_pack(const MarchResult *result, guint *dropped)
{
    GVariantBuilder builder;

    *dropped = 0;
    g_variant_builder_init(&builder, G_VARIANT_TYPE("as"));
    for (guint i = 0; i < march_diagnostics_count(result->diagnostics); i++) {
        const MarchDiagnostic *diagnostic =
            march_diagnostics_get(result->diagnostics, i);
        g_autofree char *text = march_diagnostic_format(diagnostic);

        *dropped += strcmp(diagnostic->code, "label-dropped") == 0;
        if (diagnostic->severity != MARCH_SEVERITY_NOTE) {
            g_autofree char *valid = valid_text(text);

            g_variant_builder_add(&builder, "s", valid);
        }
    }
    return g_variant_builder_end(&builder);
}

static GVariant *
result_pack(guint index,
            const MarchBatchJob *job,
            const MarchWorkerOptions *options,
            const MarchResult *result,
            const GError *error,
            double milliseconds)
{
    g_autofree char *message = error != NULL ? march_error_format(error) : NULL;
    g_autofree char *failure = valid_text(message);
    g_autofree char *title = valid_text(result->title);
    g_autofree char *date = march_date_is_given(result->as_of)
                                ? march_date_to_iso(result->as_of)
                                : g_strdup("");
    g_autofree char *description = valid_text(result->description);
    guint dropped;
    GVariant *messages = messages_pack(result, &dropped);

    return g_variant_new("(usisssuuuu@as@a(sxxs)@as)", index, failure,
                         march_error_exit_code(error), title, description, date,
                         march_result_count_warnings(result), dropped, result->shown,
                         (guint)(milliseconds + 0.5), inputs_pack(result),
                         outputs_pack(job, options, error == NULL), messages);
}

static gboolean
folders_make(const MarchBatchJob *job,
             const MarchWorkerOptions *options,
             GError **error)
{
    for (guint i = 0; i < job->outputs->len; i++) {
        g_autofree char *path =
            g_build_filename(options->folder, g_ptr_array_index(job->outputs, i), NULL);
        g_autofree char *folder = g_path_get_dirname(path);

        if (g_mkdir_with_parents(folder, 0777) != 0) {
            march_error_set(error, MARCH_ERROR_CREATE, march_location_new(folder, 0, 0),
                            "cannot create the folder: %s", g_strerror(errno));
            return FALSE;
        }
    }
    return TRUE;
}

static gboolean
previous_hold(const MarchBatchJob *job,
              const MarchWorkerOptions *options,
              GError **error)
{
    for (guint i = 0; options->keep_previous && i < job->outputs->len; i++) {
        if (!march_previous_hold(options->folder, g_ptr_array_index(job->outputs, i),
                                 error)) {
            return FALSE;
        }
    }
    return TRUE;
}

static void
previous_settle(const MarchBatchJob *job, const MarchWorkerOptions *options)
{
    for (guint i = 0; i < job->outputs->len; i++) {
        const char *below = g_ptr_array_index(job->outputs, i);

        if (options->keep_previous) {
            march_previous_settle(options->folder, below);
        } else {
            march_previous_drop(options->folder, below);
        }
    }
}

/* A figure whose files do not arrive has failed, and is made again the next time. */
static gboolean
outputs_publish(const MarchBatchJob *job,
                const MarchWorkerOptions *options,
                GError **error)
{
    for (guint i = 0; options->publish != NULL && i < job->outputs->len; i++) {
        const char *below = g_ptr_array_index(job->outputs, i);
        g_autofree char *path = g_build_filename(options->folder, below, NULL);
        g_autofree char *target =
            g_strdup_printf("%s%s%s", options->publish,
                            g_str_has_suffix(options->publish, "/") ? "" : "/", below);

        if (!march_publish_file(path, target, error)) {
            return FALSE;
        }
    }
    return TRUE;
}

static GVariant *
job_run(MarchSession *session,
        const MarchBatchPlan *plan,
        const MarchWorkerOptions *options,
        guint index)
{
    const MarchBatchJob *job = g_ptr_array_index(plan->jobs, index);
    g_autoptr(GPtrArray) outputs = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(MarchResult) result = NULL;
    g_autoptr(GError) error = NULL;
    double start = cpu_ms();

    for (guint i = 0; i < job->outputs->len; i++) {
        g_ptr_array_add(outputs,
                        g_build_filename(options->folder,
                                         g_ptr_array_index(job->outputs, i), NULL));
    }
    g_ptr_array_add(outputs, NULL);
    const MarchFigureOptions figure = {
        .outputs = (const char *const *)outputs->pdata,
        .overrides = (const char *const *)job->overrides,
        .strict = options->strict,
    };

    if (folders_make(job, options, &error) && previous_hold(job, options, &error)) {
        result = march_session_render(session, job->figure, &figure, &error);
        previous_settle(job, options);
        if (error == NULL) {
            (void)outputs_publish(job, options, &error);
        }
    } else {
        result = march_result_new();
    }
    return g_variant_ref_sink(
        result_pack(index, job, options, result, error, cpu_ms() - start));
}

/* What the process has of its own, bytes: what counts for RLIMIT_DATA. */
static guint64
data_bytes(void)
{
    g_autofree char *text = NULL;
    g_auto(GStrv) fields = NULL;

    if (!g_file_get_contents("/proc/self/statm", &text, NULL, NULL)) {
        return 0;
    }
    fields = g_strsplit(text, " ", -1);
    return g_strv_length(fields) > 5
               ? g_ascii_strtoull(fields[5], NULL, 10) * (guint64)sysconf(_SC_PAGESIZE)
               : 0;
}

/* A worker that grows without bound fails its own allocation, not the machine's. What
   it has from its parent it shares. */
static void
memory_limit(guint64 bytes)
{
    struct rlimit limit;

    if (bytes > 0 && getrlimit(RLIMIT_DATA, &limit) == 0) {
        limit.rlim_cur = MIN((rlim_t)(data_bytes() + bytes), limit.rlim_max);
        setrlimit(RLIMIT_DATA, &limit);
    }
}

/* A worker without its parent would hold the lock for as long as its figure takes: its
   results are of use to nobody. */
static void
end_with(pid_t parent)
{
#ifdef __linux__
    prctl(PR_SET_PDEATHSIG, SIGKILL);
#endif
    if (getppid() != parent) {
        _exit(0);
    }
}

void
march_worker_run(MarchSession *session,
                 const MarchBatchPlan *plan,
                 const MarchWorkerOptions *options,
                 pid_t parent,
                 int requests,
                 int results)
{
    guint32 index;

    end_with(parent);
    memory_limit(options->memory_bytes);
    while (read_all(requests, &index, sizeof index)) {
        g_autoptr(GVariant) packed = job_run(session, plan, options, index);
        guint32 length = (guint32)g_variant_get_size(packed);

        if (!write_all(results, &length, sizeof length) ||
            !write_all(results, g_variant_get_data(packed), length)) {
            break;
        }
    }
    /* No exit handlers: they are the parent's. */
    _exit(0);
}

static GPtrArray *
texts_unpack(GVariant *array)
{
    GPtrArray *texts = g_ptr_array_new_with_free_func(g_free);
    GVariantIter iterator;
    char *text;

    g_variant_iter_init(&iterator, array);
    while (g_variant_iter_next(&iterator, "s", &text)) {
        g_ptr_array_add(texts, text);
    }
    return texts;
}

static GPtrArray *
states_unpack(GVariant *array)
{
    GPtrArray *states = g_ptr_array_new_with_free_func(march_file_state_free);
    GVariantIter iterator;
    MarchFileState state = {.path = NULL};
    const char *sha256;

    g_variant_iter_init(&iterator, array);
    while (g_variant_iter_next(&iterator, "(sxx&s)", &state.path, &state.size,
                               &state.mtime_ns, &sha256)) {
        g_strlcpy(state.sha256, sha256, sizeof state.sha256);
        g_ptr_array_add(states, g_memdup2(&state, sizeof state));
    }
    return states;
}

MarchWorkerResult *
march_worker_result_parse(const guint8 *bytes, gsize length)
{
    /* GVariant wants its bytes aligned. */
    g_autoptr(GBytes) copy = g_bytes_new(bytes, length);
    g_autoptr(GVariant) packed = g_variant_ref_sink(
        g_variant_new_from_bytes(G_VARIANT_TYPE(RESULT_TYPE), copy, FALSE));
    g_autoptr(GVariant) inputs = NULL;
    g_autoptr(GVariant) outputs = NULL;
    g_autoptr(GVariant) messages = NULL;
    MarchWorkerResult *result;

    if (!g_variant_is_normal_form(packed)) {
        return NULL;
    }
    result = g_new0(MarchWorkerResult, 1);
    g_variant_get(packed, "(usisssuuuu@as@a(sxxs)@as)", &result->job, &result->error,
                  &result->exit_status, &result->title, &result->description,
                  &result->date, &result->warnings, &result->dropped, &result->shown,
                  &result->milliseconds, &inputs, &outputs, &messages);
    if (result->error[0] == '\0') {
        g_clear_pointer(&result->error, g_free);
    }
    result->inputs = texts_unpack(inputs);
    result->outputs = states_unpack(outputs);
    result->messages = texts_unpack(messages);
    return result;
}

void
march_worker_result_free(MarchWorkerResult *result)
{
    if (result == NULL) {
        return;
    }
    g_free(result->error);
    g_free(result->title);
    g_free(result->description);
    g_free(result->date);
    g_ptr_array_unref(result->inputs);
    g_ptr_array_unref(result->outputs);
    g_ptr_array_unref(result->messages);
    g_free(result);
}
