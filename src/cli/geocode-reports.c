/* SPDX-License-Identifier: MIT */
#include "geocode-reports.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "gazetteer/scratch.h"

/** Different reports that can be told apart, 8 to 16 bytes each. */
#define SEEN_LIMIT ((gsize)1 << 22)
/** Later runs remembered, 80 bytes each. */
#define RUN_LIMIT 1000000U

/** Rows of a report that began before, one after another. */
typedef struct {
    guint64 hash;   /**< of the report */
    guint64 number; /**< of the first row */
    guint64 offset;
    int line;
    guint count;
    gboolean is_taken;
    guint64 kept_at;
    gsize kept_size;
} Run;

struct MarchGeocodeReports {
    const MarchGeocodeInput *input;
    GArray *runs; /**< of Run, by number */
    guint *by_hash;
    guint64 *seen; /**< open addressing; 0 is empty */
    gsize seen_count, seen_capacity;
    gboolean is_full;
    FILE *spool;
    guint64 spool_size;
};

static guint64
hash_report(const char *report)
{
    guint64 hash = 0xCBF29CE484222325U;
    for (const char *p = report; *p != '\0'; p++) {
        hash = (hash ^ (guint8)*p) * 0x100000001B3U;
    }
    hash ^= hash >> 31;
    hash *= 0x7FB5D329728EA185U;
    hash ^= hash >> 27;
    return hash == 0 ? 1 : hash;
}

static gsize
find_slot(const guint64 *table, gsize capacity, guint64 hash)
{
    gsize slot = (gsize)hash & (capacity - 1);
    while (table[slot] != 0 && table[slot] != hash) {
        slot = (slot + 1) & (capacity - 1);
    }
    return slot;
}

/** Adds @hash to those seen; TRUE when it was there. */
static gboolean
see(MarchGeocodeReports *reports, guint64 hash)
{
    gsize slot = find_slot(reports->seen, reports->seen_capacity, hash);
    if (reports->seen[slot] != 0) {
        return TRUE;
    }
    if (reports->seen_count >= SEEN_LIMIT) {
        reports->is_full = TRUE;
        return FALSE;
    }
    if (reports->seen_count * 2 >= reports->seen_capacity) {
        const gsize capacity = reports->seen_capacity * 2;
        guint64 *table = g_new0(guint64, capacity);
        for (gsize i = 0; i < reports->seen_capacity; i++) {
            if (reports->seen[i] != 0) {
                table[find_slot(table, capacity, reports->seen[i])] = reports->seen[i];
            }
        }
        g_free(reports->seen);
        reports->seen = table;
        reports->seen_capacity = capacity;
        slot = find_slot(table, capacity, hash);
    }
    reports->seen[slot] = hash;
    reports->seen_count++;
    return FALSE;
}

static const Run *
get_run(const MarchGeocodeReports *reports, guint run)
{
    return &g_array_index(reports->runs, Run, run);
}

static int
compare_runs(gconstpointer a, gconstpointer b, gpointer data)
{
    const MarchGeocodeReports *reports = data;
    const guint first = *(const guint *)a;
    const guint second = *(const guint *)b;
    const guint64 x = get_run(reports, first)->hash;
    const guint64 y = get_run(reports, second)->hash;
    if (x != y) {
        return x < y ? -1 : 1;
    }
    return first < second ? -1 : first > second;
}

static void
say(const MarchGeocodeReports *reports,
    const char *path,
    const char *first,
    MarchDiagnostics *diagnostics)
{
    if (reports->runs->len > 0) {
        const Run *run = get_run(reports, 0);
        march_diagnostics_add(
            diagnostics, MARCH_SEVERITY_WARNING, "report",
            march_location_new(path, run->line, 0), first,
            "row %" G_GUINT64_FORMAT " returns to the report \"%s\" (%u such places "
            "in all); its rows are resolved together, but sorting the table by report "
            "is faster",
            run->number, first, reports->runs->len);
    }
    if (reports->is_full || reports->runs->len >= RUN_LIMIT) {
        march_diagnostics_add(
            diagnostics, MARCH_SEVERITY_WARNING, "report",
            march_location_new(path, 0, 0), NULL,
            "the table has too many reports, or too many that lie apart, to find "
            "all rows of each: some are resolved in parts; sort it by report");
    }
}

/** Notes where runs begin that return to a report. */
static gboolean
find_runs(MarchGeocodeReports *reports,
          const char *path,
          MarchDiagnostics *diagnostics,
          GError **error)
{
    g_autoptr(MarchGeocodeInput) input = march_geocode_input_fork(
        reports->input, 1, march_geocode_input_get_offset(reports->input),
        march_geocode_input_get_line(reports->input));
    g_autofree char *first = NULL;
    g_autofree char *last = NULL;
    gboolean is_run = FALSE;
    GError *inner = NULL;
    MarchGeocodeRecord *record;
    while ((record = march_geocode_input_next(input, NULL, &inner)) != NULL) {
        if (record->report == NULL) {
            is_run = FALSE;
            g_clear_pointer(&last, g_free);
        } else if (g_strcmp0(last, record->report) != 0) {
            const guint64 hash = hash_report(record->report);
            is_run = see(reports, hash) && reports->runs->len < RUN_LIMIT;
            if (is_run) {
                const Run run = {.hash = hash,
                                 .number = record->number,
                                 .offset = record->offset,
                                 .line = record->line,
                                 .count = 1};
                g_array_append_val(reports->runs, run);
                if (first == NULL) {
                    first = g_strdup(record->report);
                }
            }
            g_free(last);
            last = g_steal_pointer(&record->report);
        } else if (is_run) {
            g_array_index(reports->runs, Run, reports->runs->len - 1).count++;
        }
        march_geocode_record_free(record);
    }
    if (inner != NULL) {
        g_propagate_error(error, inner);
        return FALSE;
    }
    say(reports, path, first, diagnostics);
    return TRUE;
}

MarchGeocodeReports *
march_geocode_reports_scan(const MarchGeocodeInput *input,
                           const char *path,
                           MarchDiagnostics *diagnostics,
                           GError **error)
{
    g_autoptr(MarchGeocodeReports) reports = g_new0(MarchGeocodeReports, 1);
    reports->input = input;
    reports->runs = g_array_new(FALSE, FALSE, sizeof(Run));
    reports->seen_capacity = 1024;
    reports->seen = g_new0(guint64, reports->seen_capacity);
    if (!find_runs(reports, path, diagnostics, error)) {
        return NULL;
    }
    g_clear_pointer(&reports->seen, g_free);
    reports->by_hash = g_new(guint, reports->runs->len + 1);
    for (guint i = 0; i < reports->runs->len; i++) {
        reports->by_hash[i] = i;
    }
    g_qsort_with_data(reports->by_hash, (gint)reports->runs->len, sizeof(guint),
                      compare_runs, reports);
    return g_steal_pointer(&reports);
}

void
march_geocode_reports_free(MarchGeocodeReports *reports)
{
    if (reports == NULL) {
        return;
    }
    if (reports->spool != NULL) {
        fclose(reports->spool);
    }
    g_array_unref(reports->runs);
    g_free(reports->by_hash);
    g_free(reports->seen);
    g_free(reports);
}

guint
march_geocode_reports_find(const MarchGeocodeReports *reports,
                           const char *report,
                           guint64 after_number)
{
    const guint64 hash = hash_report(report);
    guint low = 0;
    guint high = reports->runs->len;
    while (low < high) {
        const guint middle = low + (high - low) / 2;
        const Run *run = get_run(reports, reports->by_hash[middle]);
        if (run->hash < hash || (run->hash == hash && run->number <= after_number)) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    for (; low < reports->runs->len; low++) {
        const guint run = reports->by_hash[low];
        if (get_run(reports, run)->hash != hash) {
            break;
        }
        if (!get_run(reports, run)->is_taken) {
            return run;
        }
    }
    return MARCH_NO_RUN;
}

guint
march_geocode_reports_get_size(const MarchGeocodeReports *reports, guint run)
{
    return get_run(reports, run)->count;
}

gboolean
march_geocode_reports_take(MarchGeocodeReports *reports,
                           guint index,
                           GPtrArray *records,
                           GError **error)
{
    Run *run = &g_array_index(reports->runs, Run, index);
    g_autoptr(MarchGeocodeInput) input =
        march_geocode_input_fork(reports->input, run->number, run->offset, run->line);
    for (guint i = 0; i < run->count; i++) {
        GError *inner = NULL;
        MarchGeocodeRecord *record = march_geocode_input_next(input, NULL, &inner);
        if (record == NULL) {
            if (inner == NULL) {
                march_error_set(&inner, MARCH_ERROR_IO, MARCH_LOCATION_NONE,
                                "the table has become shorter while it was read");
            }
            g_propagate_error(error, inner);
            return FALSE;
        }
        g_ptr_array_add(records, record);
    }
    run->is_taken = TRUE;
    return TRUE;
}

guint
march_geocode_reports_get_taken(const MarchGeocodeReports *reports, guint64 number)
{
    guint low = 0;
    guint high = reports->runs->len;
    while (low < high) {
        const guint middle = low + (high - low) / 2;
        if (get_run(reports, middle)->number < number) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < reports->runs->len && get_run(reports, low)->number == number &&
                   get_run(reports, low)->is_taken
               ? low
               : MARCH_NO_RUN;
}

static gboolean
fail(const char *doing, GError **error)
{
    const int saved = errno;
    march_error_set(error, MARCH_ERROR_IO, MARCH_LOCATION_NONE,
                    "cannot %s a temporary file of answers: %s", doing,
                    g_strerror(saved));
    return FALSE;
}

gboolean
march_geocode_reports_put(MarchGeocodeReports *reports,
                          guint index,
                          const char *text,
                          gsize length,
                          GError **error)
{
    if (reports->spool == NULL) {
        g_autofree char *beside = g_build_filename(g_get_tmp_dir(), "answers", NULL);
        reports->spool = march_scratch_open_file(beside, error);
        if (reports->spool == NULL) {
            return FALSE;
        }
    }
    Run *run = &g_array_index(reports->runs, Run, index);
    run->kept_at = reports->spool_size;
    run->kept_size = length;
    reports->spool_size += length;
    if (fseeko(reports->spool, (off_t)run->kept_at, SEEK_SET) != 0 ||
        fwrite(text, 1, length, reports->spool) != length) {
        return fail("write", error);
    }
    return TRUE;
}

GString *
march_geocode_reports_fetch(MarchGeocodeReports *reports, guint index, GError **error)
{
    const Run *run = get_run(reports, index);
    g_autoptr(GString) text = g_string_new(NULL);
    g_string_set_size(text, run->kept_size);
    if (reports->spool == NULL ||
        fseeko(reports->spool, (off_t)run->kept_at, SEEK_SET) != 0 ||
        fread(text->str, 1, run->kept_size, reports->spool) != run->kept_size) {
        fail("read", error);
        return NULL;
    }
    return g_steal_pointer(&text);
}
