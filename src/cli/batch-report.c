/* SPDX-License-Identifier: MIT */
#include "batch-report.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/quote.h"
#include "output/file.h"
#include "report.h"

#define BAR_WIDTH    24U
#define REDRAW_US    200000
#define LISTED_MAX   20U
#define STOPPED_BASE 128

struct MarchBatchReporter {
    MarchBatchReportOptions options;
    FILE *log;
    gboolean is_terminal;
    gboolean has_line; /* a progress line stands on the terminal */
    gint64 started;    /* monotonic, us */
    gint64 redrawn;
    char **fail_on;
};

static const char *const FAIL_WORDS[] = {"identical", "empty", "dropped-labels",
                                         "warnings", NULL};

MarchBatchReporter *
march_batch_reporter_new(const MarchBatchReportOptions *options, GError **error)
{
    g_autoptr(MarchBatchReporter) reporter = g_new0(MarchBatchReporter, 1);

    reporter->options = *options;
    reporter->is_terminal = !options->is_quiet && isatty(STDERR_FILENO);
    reporter->started = g_get_monotonic_time();
    reporter->fail_on =
        g_strsplit(options->fail_on != NULL ? options->fail_on : "", ",", -1);
    for (char **word = reporter->fail_on; *word != NULL; word++) {
        g_strstrip(*word);
        if (**word != '\0' && !g_strv_contains(FAIL_WORDS, *word)) {
            march_error_set(error, MARCH_ERROR_USAGE, MARCH_LOCATION_NONE,
                            "--fail-on \"%s\"; expected identical, empty, "
                            "dropped-labels or warnings",
                            *word);
            return NULL;
        }
    }
    if (options->log_file != NULL) {
        reporter->log = fopen(options->log_file, "ae");
        if (reporter->log == NULL) {
            march_error_set(error, march_error_code_from_errno(errno, TRUE),
                            march_location_new(options->log_file, 0, 0),
                            "cannot open the log: %s", g_strerror(errno));
            return NULL;
        }
    }
    return g_steal_pointer(&reporter);
}

void
march_batch_reporter_free(MarchBatchReporter *reporter)
{
    if (reporter == NULL) {
        return;
    }
    if (reporter->log != NULL) {
        fclose(reporter->log);
    }
    g_strfreev(reporter->fail_on);
    g_free(reporter);
}

void
march_batch_reporter_end_line(MarchBatchReporter *reporter)
{
    if (reporter->has_line) {
        g_printerr("\r\033[K");
        reporter->has_line = FALSE;
    }
}

static void
progress_draw(MarchBatchReporter *reporter, const MarchBatchEvent *event)
{
    gint64 now = g_get_monotonic_time();
    double seconds = (double)(now - reporter->started) / 1e6;
    double rate = seconds > 0 ? event->done / seconds : 0;
    guint filled = event->total > 0 ? BAR_WIDTH * event->done / event->total : 0;
    char bar[BAR_WIDTH + 1];

    if (!reporter->is_terminal || event->total == 0 ||
        (now - reporter->redrawn < REDRAW_US && event->done < event->total)) {
        return;
    }
    memset(bar, '.', BAR_WIDTH);
    memset(bar, '#', filled);
    bar[BAR_WIDTH] = '\0';
    g_printerr("\r\033[K[%s] %u/%u figures, %.1f a second", bar, event->done,
               event->total, rate);
    if (rate > 0 && event->done < event->total) {
        g_printerr(", %.0f s left", (event->total - event->done) / rate);
    }
    reporter->redrawn = now;
    reporter->has_line = TRUE;
}

static const char *
event_name(MarchBatchEventKind kind)
{
    switch (kind) {
    case MARCH_BATCH_MADE:
        return "made";
    case MARCH_BATCH_FAILED:
        return "failed";
    case MARCH_BATCH_PRUNED:
        return "pruned";
    case MARCH_BATCH_ORPHAN:
        return "orphan";
    case MARCH_BATCH_STALE:
        return "stale";
    case MARCH_BATCH_STARTED:
    case MARCH_BATCH_UNCHANGED:
    case MARCH_BATCH_WAITED:
    default:
        return NULL;
    }
}

static void
log_write(const MarchBatchReporter *reporter, const MarchBatchEvent *event)
{
    const char *name = event_name(event->kind);
    g_autoptr(GDateTime) now = g_date_time_new_now_utc();
    g_autofree char *time = g_date_time_format(now, "%Y-%m-%dT%H:%M:%SZ");
    g_autoptr(GString) text = g_string_new(NULL);

    if (reporter->log == NULL || name == NULL) {
        return;
    }
    g_string_append_printf(
        text, "{\"ts\":\"%s\",\"level\":\"%s\",\"event\":\"%s\",\"figure\":", time,
        event->kind == MARCH_BATCH_FAILED ? "error" : "info", name);
    march_quote_append(text, event->name);
    if (event->why != NULL) {
        g_string_append(text, ",\"why\":");
        march_quote_append(text, event->why);
    }
    if (event->record != NULL) {
        g_string_append_printf(text,
                               ",\"ms\":%u,\"incidents\":%u,\"labels_dropped\":%u,"
                               "\"warnings\":%u",
                               event->record->milliseconds, event->record->shown,
                               event->record->dropped, event->record->warnings);
    }
    g_string_append(text, "}\n");
    fputs(text->str, reporter->log);
    fflush(reporter->log);
}

static void
messages_print(const GPtrArray *messages)
{
    for (guint i = 0; messages != NULL && i < messages->len; i++) {
        g_printerr("  %s\n", (const char *)g_ptr_array_index(messages, i));
    }
}

void
march_batch_reporter_tell(const MarchBatchEvent *event, gpointer data)
{
    MarchBatchReporter *reporter = data;
    const MarchBatchReportOptions *options = &reporter->options;

    log_write(reporter, event);
    switch (event->kind) {
    case MARCH_BATCH_FAILED:
        march_batch_reporter_end_line(reporter);
        g_printerr("%s: failed: %s\n", event->name, event->why);
        if (options->is_verbose) {
            messages_print(event->messages);
        }
        break;
    case MARCH_BATCH_MADE:
        if (options->is_verbose) {
            march_batch_reporter_end_line(reporter);
            g_printerr("%s: made in %u ms, %u incidents, %u warnings\n", event->name,
                       event->record->milliseconds, event->record->shown,
                       event->record->warnings);
            messages_print(event->messages);
        }
        break;
    case MARCH_BATCH_STALE:
        if (options->says_why || options->is_check) {
            march_batch_reporter_end_line(reporter);
            g_print("%s: %s\n", event->name, event->why);
        }
        break;
    case MARCH_BATCH_PRUNED:
    case MARCH_BATCH_ORPHAN:
        if (!options->is_quiet) {
            march_batch_reporter_end_line(reporter);
            g_printerr("%s: no figure makes it any more; %s\n", event->name,
                       event->kind == MARCH_BATCH_PRUNED ? "removed"
                                                         : "--prune removes it");
        }
        break;
    case MARCH_BATCH_STARTED:
    case MARCH_BATCH_UNCHANGED:
    case MARCH_BATCH_WAITED:
    default:
        break;
    }
    progress_draw(reporter, event);
}

static void
list_print(const GPtrArray *texts, const char *what)
{
    for (guint i = 0; i < MIN(texts->len, LISTED_MAX); i++) {
        g_printerr("%s: %s\n", what, (const char *)g_ptr_array_index(texts, i));
    }
    if (texts->len > LISTED_MAX) {
        g_printerr("%s: %u more\n", what, texts->len - LISTED_MAX);
    }
}

static gboolean
fails_on(const MarchBatchReporter *reporter, const char *word)
{
    return g_strv_contains((const char *const *)reporter->fail_on, word);
}

/* What the audit found, and whether it is to fail the batch. */
static gboolean
audit_report(const MarchBatchReporter *reporter, const MarchBatchReport *report)
{
    gboolean is_bad = FALSE;

    if (report->identical == NULL) {
        return FALSE;
    }
    if (report->identical->len > 0) {
        list_print(report->identical, "identical");
        is_bad |= fails_on(reporter, "identical");
    }
    if (fails_on(reporter, "empty") && report->without_events->len > 0) {
        list_print(report->without_events, "no incident on the map");
        is_bad = TRUE;
    }
    if (fails_on(reporter, "dropped-labels") && report->dropped > 0) {
        g_printerr("%u labels were left out\n", report->dropped);
        is_bad = TRUE;
    }
    if (fails_on(reporter, "warnings") && report->warnings > 0) {
        g_printerr("%u warnings\n", report->warnings);
        is_bad = TRUE;
    }
    return is_bad;
}

static void
metrics_write(const MarchBatchReporter *reporter,
              const MarchBatchReport *report,
              int status)
{
    g_autoptr(GString) text = g_string_new(NULL);
    g_autoptr(GBytes) bytes = NULL;
    g_autoptr(GError) error = NULL;
    gint64 now = g_get_real_time() / G_USEC_PER_SEC;
    double seconds = (double)(g_get_monotonic_time() - reporter->started) / 1e6;

    if (reporter->options.metrics == NULL) {
        return;
    }
    g_string_append_printf(
        text,
        "# HELP marchland_batch_figures Figures of the last batch by result.\n"
        "# TYPE marchland_batch_figures gauge\n"
        "marchland_batch_figures{result=\"made\"} %u\n"
        "marchland_batch_figures{result=\"unchanged\"} %u\n"
        "marchland_batch_figures{result=\"failed\"} %u\n"
        "# HELP marchland_batch_labels_dropped Labels left out of all figures.\n"
        "# TYPE marchland_batch_labels_dropped gauge\n"
        "marchland_batch_labels_dropped %u\n"
        "# HELP marchland_batch_duration_seconds How long the last batch took.\n"
        "# TYPE marchland_batch_duration_seconds gauge\n"
        "marchland_batch_duration_seconds %.3f\n"
        "# HELP marchland_batch_last_run_timestamp_seconds When the last batch ended.\n"
        "# TYPE marchland_batch_last_run_timestamp_seconds gauge\n"
        "marchland_batch_last_run_timestamp_seconds %" G_GINT64_FORMAT "\n"
        "# HELP marchland_batch_last_status Exit status of the last batch.\n"
        "# TYPE marchland_batch_last_status gauge\n"
        "marchland_batch_last_status %d\n",
        report->made, report->unchanged, report->failed, report->dropped, seconds, now,
        status);
    bytes = g_bytes_new(text->str, text->len);
    if (!march_output_write(reporter->options.metrics, bytes, &error)) {
        march_report_error(error);
    }
}

static void
summary_print(const MarchBatchReporter *reporter, const MarchBatchReport *report)
{
    double seconds = (double)(g_get_monotonic_time() - reporter->started) / 1e6;

    if (reporter->options.is_check) {
        g_print("%u of %u figures are out of date\n", report->stale, report->planned);
        return;
    }
    g_print("%u made, %u unchanged, %u failed in %.1f s", report->made,
            report->unchanged, report->failed, seconds);
    if (report->pruned > 0) {
        g_print(", %u outputs removed", report->pruned);
    }
    g_print("\n");
    if (report->dropped > 0 || report->without_events->len > 0) {
        g_print("in all figures: %u labels left out, %u figures without an incident\n",
                report->dropped, report->without_events->len);
    }
}

int
march_batch_reporter_finish(MarchBatchReporter *reporter,
                            const MarchBatchReport *report,
                            int stop_signal)
{
    gboolean is_bad;
    int status;

    march_batch_reporter_end_line(reporter);
    is_bad = audit_report(reporter, report);
    is_bad |= report->failed > 0 || (reporter->options.is_check && report->stale > 0);
    status = report->is_stopped ? STOPPED_BASE + stop_signal : is_bad ? 1 : 0;
    if (!reporter->options.is_quiet) {
        summary_print(reporter, report);
    }
    if (!reporter->options.is_check) {
        metrics_write(reporter, report, status);
    }
    if (report->is_stopped) {
        g_printerr("marchland: stopped; what is done is kept, run it again to go on\n");
    }
    return status;
}
