/* SPDX-License-Identifier: MIT */
#include "geocode-run.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "geocode-batch.h"
#include "geocode-progress.h"
#include "geocode-reports.h"
#include "report.h"

/** Rows of a batch, unless a report is longer. */
#define BATCH_ROWS 64
/** Batches under way for each thread. */
#define BATCHES_PER_JOB 4
/** Messages of one code that are printed. */
#define MESSAGE_LIMIT 20

/** A table on its way. */
typedef struct {
    const MarchGeocodeRun *run;
    const char *path;
    MarchGeocodeInput *input;
    MarchGeocodeReports *reports; /**< NULL for a table without */
    MarchBatchWorkers *workers;
    GQueue pending;            /**< of MarchGeocodeBatch, in order; owned */
    MarchGeocodeRecord *ahead; /**< read, but not in a batch yet */
    MarchGeocodeTally *tally;
    MarchProgress progress;
    GHashTable *told; /**< code -> how many messages */
} Table;

MarchAnswer *
march_geocode_refuse(const char *query, const char *fault)
{
    const gsize length = strlen(query);
    char *reason = NULL;
    if (fault != NULL) {
        reason = g_strdup(fault);
    } else if (length == 0) {
        reason = g_strdup("there is no name to look up");
    } else if (length > MARCH_QUERY_LIMIT) {
        reason = g_strdup_printf("a text of %" G_GSIZE_FORMAT
                                 " bytes is no name; the limit is %d",
                                 length, MARCH_QUERY_LIMIT);
    }
    if (reason == NULL) {
        return NULL;
    }
    MarchAnswer *answer = g_new0(MarchAnswer, 1);
    answer->status = MARCH_ANSWER_NOT_FOUND;
    answer->candidates =
        g_ptr_array_new_with_free_func((GDestroyNotify)march_place_free);
    answer->reason = reason;
    return answer;
}

static gboolean
print(const GString *text, GError **error)
{
    errno = 0;
    if (fwrite(text->str, 1, text->len, stdout) == text->len) {
        return TRUE;
    }
    const int saved = errno;
    march_error_set(error, MARCH_ERROR_IO, MARCH_LOCATION_NONE,
                    "cannot write the answers: %s", g_strerror(saved));
    return FALSE;
}

gboolean
march_geocode_finish(GError **error)
{
    errno = 0;
    if (fflush(stdout) != 0) {
        const int saved = errno;
        march_error_set(error, MARCH_ERROR_IO, MARCH_LOCATION_NONE,
                        "cannot write the answers: %s", g_strerror(saved));
        return FALSE;
    }
    return TRUE;
}

/** Prints what is new, but of one kind no more than a screenful. */
static void
tell(Table *table, const MarchDiagnostics *diagnostics)
{
    for (guint i = 0; i < march_diagnostics_count(diagnostics); i++) {
        const MarchDiagnostic *diagnostic = march_diagnostics_get(diagnostics, i);
        const guint count =
            GPOINTER_TO_UINT(g_hash_table_lookup(table->told, diagnostic->code)) + 1;
        g_hash_table_insert(table->told, (gpointer)(guintptr)diagnostic->code,
                            GUINT_TO_POINTER(count));
        if (count <= MESSAGE_LIMIT &&
            (table->run->is_verbose ||
             diagnostic->severity >= MARCH_SEVERITY_WARNING)) {
            g_autofree char *line = march_diagnostic_format(diagnostic);
            march_progress_wipe(&table->progress);
            g_printerr("%s\n", line);
        }
    }
}

static void
tell_rest(Table *table)
{
    GHashTableIter iter;
    gpointer count;
    guint rest = 0;
    g_hash_table_iter_init(&iter, table->told);
    while (g_hash_table_iter_next(&iter, NULL, &count)) {
        rest += MAX(GPOINTER_TO_UINT(count), MESSAGE_LIMIT) - MESSAGE_LIMIT;
    }
    if (rest > 0) {
        g_printerr("%s: %u more messages of these kinds\n", table->path, rest);
    }
}

/** The next record, (transfer full); NULL at the end or with @error. */
static MarchGeocodeRecord *
next_record(Table *table, GError **error)
{
    if (table->ahead != NULL) {
        return g_steal_pointer(&table->ahead);
    }
    g_autoptr(MarchDiagnostics) diagnostics = march_diagnostics_new();
    MarchGeocodeRecord *record =
        march_geocode_input_next(table->input, diagnostics, error);
    tell(table, diagnostics);
    if (record != NULL) {
        table->tally->rows++;
        table->tally->faults += record->fault != NULL;
    }
    return record;
}

/** Writes the oldest batch. */
static gboolean
emit(Table *table, GError **error)
{
    g_autoptr(MarchGeocodeBatch) batch = g_queue_pop_head(&table->pending);
    if (batch->kept_run != MARCH_NO_RUN) {
        GString *kept =
            march_geocode_reports_fetch(table->reports, batch->kept_run, error);
        const gboolean done = kept != NULL && print(kept, error);
        if (kept != NULL) {
            g_string_free(kept, TRUE);
        }
        return done;
    }
    march_batch_workers_wait(table->workers, batch);
    gsize start = 0;
    for (guint i = 0; i < batch->runs->len; i++) {
        const MarchBatchRun *run = &g_array_index(batch->runs, MarchBatchRun, i);
        if (!march_geocode_reports_put(table->reports, run->run,
                                       batch->later->str + start, run->end - start,
                                       error)) {
            return FALSE;
        }
        start = run->end;
    }
    march_progress_update(&table->progress, batch->last_number, batch->offset,
                          march_geocode_input_get_size(table->input));
    return print(batch->text, error);
}

static gboolean
push(Table *table, MarchGeocodeBatch *batch, GError **error)
{
    batch->offset = march_geocode_input_get_offset(table->input);
    g_queue_push_tail(&table->pending, batch);
    if (batch->kept_run == MARCH_NO_RUN) {
        march_batch_workers_push(table->workers, batch);
    }
    while (g_queue_get_length(&table->pending) > table->run->jobs * BATCHES_PER_JOB) {
        if (!emit(table, error)) {
            return FALSE;
        }
    }
    return TRUE;
}

/** Reads over the rows of a run that was taken before; what was kept is written. */
static gboolean
skip_run(Table *table, guint run, GError **error)
{
    for (guint i = march_geocode_reports_get_size(table->reports, run); i > 0; i--) {
        GError *inner = NULL;
        MarchGeocodeRecord *record = next_record(table, &inner);
        march_geocode_record_free(record);
        if (inner != NULL) {
            g_propagate_error(error, inner);
            return FALSE;
        }
    }
    MarchGeocodeBatch *batch = march_geocode_batch_new();
    batch->kept_run = run;
    return push(table, batch, error);
}

/** Adds the rows of @report that stand elsewhere to @batch, @count being there. */
static gboolean
take_later(Table *table,
           MarchGeocodeBatch *batch,
           const char *report,
           guint64 number,
           guint count,
           GError **error)
{
    for (;;) {
        const guint run = march_geocode_reports_find(table->reports, report, number);
        if (run == MARCH_NO_RUN ||
            count + march_geocode_reports_get_size(table->reports, run) >
                MARCH_REPORT_LIMIT) {
            return TRUE;
        }
        g_autoptr(GPtrArray) rows = g_ptr_array_new();
        if (!march_geocode_reports_take(table->reports, run, rows, error)) {
            g_ptr_array_set_free_func(rows, (GDestroyNotify)march_geocode_record_free);
            return FALSE;
        }
        for (guint i = 0; i < rows->len; i++) {
            march_geocode_batch_add(batch, rows->pdata[i], run);
        }
        count += rows->len;
    }
}

/** Adds the rows of the report that begins with @record, which it takes. */
static gboolean
add_report(Table *table,
           MarchGeocodeBatch *batch,
           MarchGeocodeRecord *record,
           GError **error)
{
    g_autofree char *report = g_strdup(record->report);
    const int line = record->line;
    guint64 number = record->number;
    GError *inner = NULL;
    guint count = 0;
    while (record != NULL && g_strcmp0(record->report, report) == 0 &&
           count < MARCH_REPORT_LIMIT) {
        number = record->number;
        march_geocode_batch_add(batch, record, MARCH_NO_RUN);
        count++;
        record = next_record(table, &inner);
    }
    table->ahead = record;
    if (inner != NULL) {
        g_propagate_error(error, inner);
        return FALSE;
    }
    if (record != NULL && g_strcmp0(record->report, report) == 0) {
        g_autoptr(MarchDiagnostics) diagnostics = march_diagnostics_new();
        march_diagnostics_add(diagnostics, MARCH_SEVERITY_WARNING, "report",
                              march_location_new(table->path, line, 0), report,
                              "the report \"%s\" has more than %d rows; it is "
                              "resolved in parts of that many",
                              report, MARCH_REPORT_LIMIT);
        tell(table, diagnostics);
    }
    return take_later(table, batch, report, number, count, error);
}

/** Fills a batch; it stays empty at the end of the table. */
static gboolean
fill(Table *table, MarchGeocodeBatch *batch, guint *kept_run, GError **error)
{
    GError *inner = NULL;
    *kept_run = MARCH_NO_RUN;
    while (batch->records->len < BATCH_ROWS) {
        MarchGeocodeRecord *record = next_record(table, &inner);
        if (record == NULL) {
            break;
        }
        if (record->report == NULL) {
            march_geocode_batch_add(batch, record, MARCH_NO_RUN);
            continue;
        }
        *kept_run = march_geocode_reports_get_taken(table->reports, record->number);
        if (*kept_run != MARCH_NO_RUN) {
            table->ahead = record;
            break;
        }
        g_autofree char *report = g_strdup(record->report);
        if (!add_report(table, batch, record, error)) {
            return FALSE;
        }
        if (table->ahead != NULL && g_strcmp0(table->ahead->report, report) == 0) {
            break; /* the next part of a long report */
        }
    }
    if (inner != NULL) {
        g_propagate_error(error, inner);
        return FALSE;
    }
    return TRUE;
}

static gboolean
resolve_all(Table *table, GError **error)
{
    for (;;) {
        guint kept_run;
        g_autoptr(MarchGeocodeBatch) batch = march_geocode_batch_new();
        GError *inner = NULL;
        const gboolean done = fill(table, batch, &kept_run, &inner);
        /* What was read before a row that ends the reading is still answered. */
        const gboolean is_last = batch->records->len == 0 && kept_run == MARCH_NO_RUN;
        if (batch->records->len > 0 &&
            !push(table, g_steal_pointer(&batch), inner == NULL ? &inner : NULL)) {
            g_propagate_error(error, inner);
            return FALSE;
        }
        if (done && kept_run != MARCH_NO_RUN && !skip_run(table, kept_run, &inner)) {
            g_propagate_error(error, inner);
            return FALSE;
        }
        if (!done || is_last) {
            gboolean is_written = TRUE;
            while (is_written && !g_queue_is_empty(&table->pending)) {
                is_written = emit(table, inner == NULL ? &inner : NULL);
            }
            if (inner != NULL) {
                g_propagate_error(error, inner);
            }
            return done && is_written;
        }
    }
}

static void
free_batch(gpointer data)
{
    march_geocode_batch_free(data);
}

static gboolean
open_table(Table *table, MarchGeocodeRun *run, const char *format, GError **error)
{
    g_autoptr(MarchDiagnostics) diagnostics = march_diagnostics_new();
    table->input = march_geocode_input_open(table->path, diagnostics, error);
    tell(table, diagnostics);
    if (table->input == NULL) {
        return FALSE;
    }
    const char delimiter = march_geocode_input_get_delimiter(table->input);
    run->output.delimiter = delimiter == '\t' ? ',' : delimiter;
    run->output.has_crlf = march_geocode_input_has_crlf(table->input);
    if (format == NULL) {
        run->output.format = delimiter == '\t' ? MARCH_GEOCODE_TSV : MARCH_GEOCODE_CSV;
    }
    if (march_geocode_input_has_reports(table->input)) {
        g_autoptr(MarchDiagnostics) found = march_diagnostics_new();
        table->reports =
            march_geocode_reports_scan(table->input, table->path, found, error);
        tell(table, found);
        return table->reports != NULL;
    }
    return TRUE;
}

gboolean
march_geocode_run_table(const MarchGeocodeRun *asked,
                        const char *path,
                        const char *format,
                        MarchGeocodeTally *tally,
                        GError **error)
{
    MarchGeocodeRun run = *asked;
    Table table = {.run = &run, .path = path, .tally = tally};
    g_autoptr(GString) text = g_string_new(NULL);
    g_queue_init(&table.pending);
    table.told = g_hash_table_new(g_str_hash, g_str_equal);
    march_progress_init(&table.progress);
    gboolean done = open_table(&table, &run, format, error);
    if (done) {
        table.workers = march_batch_workers_new(&run);
        march_geocode_begin(text, &run.output,
                            march_geocode_input_get_headers(table.input));
        done = print(text, error) && resolve_all(&table, error);
        g_string_truncate(text, 0);
        march_geocode_end(text, &run.output, tally->rows);
        done = done && print(text, error);
    }
    march_batch_workers_free(table.workers);
    g_queue_clear_full(&table.pending, free_batch);
    march_geocode_record_free(table.ahead);
    march_geocode_reports_free(table.reports);
    march_geocode_input_free(table.input);
    march_progress_wipe(&table.progress);
    tell_rest(&table);
    g_hash_table_unref(table.told);
    return done;
}

GPtrArray *
march_geocode_resolve_names(const MarchGeocodeRun *run,
                            const char *const *names,
                            MarchGeocodeTally *tally)
{
    GPtrArray *answers =
        g_ptr_array_new_with_free_func((GDestroyNotify)march_answer_free);
    for (; *names != NULL; names++) {
        const gboolean is_valid = g_utf8_validate(*names, -1, NULL);
        MarchAnswer *answer = march_geocode_refuse(
            *names, is_valid ? NULL : "the name is not UTF-8 text");
        if (answer == NULL) {
            const MarchQuery query = {.text = *names, .countries = run->country};
            g_autoptr(GPtrArray) resolved =
                march_gazetteer_resolve(run->gazetteer, &query, 1, &run->resolve);
            answer = g_ptr_array_steal_index(resolved, 0);
        }
        g_ptr_array_add(answers, answer);
        tally->rows++;
        if (!is_valid) {
            tally->faults++;
            g_printerr("marchland geocode: name %" G_GUINT64_FORMAT
                       " is not UTF-8 text; it is not looked up\n",
                       tally->rows);
        }
    }
    return answers;
}

gboolean
march_geocode_print_names(const MarchGeocodeRun *run,
                          const char *const *names,
                          const GPtrArray *answers,
                          GError **error)
{
    g_autoptr(GString) text = g_string_new(NULL);
    march_geocode_begin(text, &run->output, NULL);
    for (guint i = 0; i < answers->len; i++) {
        g_autofree char *name = g_utf8_make_valid(names[i], -1);
        const MarchGeocodeRow row = {.query = name};
        march_geocode_append(text, &run->output, &row, answers->pdata[i], i);
    }
    march_geocode_end(text, &run->output, answers->len);
    return print(text, error);
}
