/* SPDX-License-Identifier: MIT */
/*
 * Figures of 1600 x 1200 px one after another in one warm session, on one core: CPU of
 * each stage, and figures per CPU second. "same" is the reference figure again and
 * again; "windows" are its incidents seen through windows that move from figure to
 * figure, so that nothing but what a batch shares is asked twice.
 *
 * Arguments, all optional: how many figures of each kind, and the one format.
 */
#include <glib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>

#include "marchland.h"

#define FIGURES    100
#define WARM_UP    5
#define STAGES_MAX 24
#define NAME_SIZE  24

#define REFERENCE MARCH_TEST_SOURCE_DIR "/examples/batken-2021/figure.yaml"

typedef struct {
    char name[NAME_SIZE];
    GArray *cpu_ms; /* of double, one a figure */
} Stage;

typedef struct {
    Stage stages[STAGES_MAX];
    guint count;
    GArray *total_ms; /* of double */
} Table;

static GArray *
table_find(Table *table, const char *name)
{
    for (guint i = 0; i < table->count; i++) {
        if (g_str_equal(table->stages[i].name, name)) {
            return table->stages[i].cpu_ms;
        }
    }
    g_assert(table->count < STAGES_MAX);
    g_strlcpy(table->stages[table->count].name, name, NAME_SIZE);
    table->stages[table->count].cpu_ms = g_array_new(FALSE, FALSE, sizeof(double));
    return table->stages[table->count++].cpu_ms;
}

static void
table_clear(Table *table)
{
    for (guint i = 0; i < table->count; i++) {
        g_array_unref(table->stages[i].cpu_ms);
    }
    g_array_unref(table->total_ms);
}

/* Adds up stages that a figure went through twice. */
static void
table_add(Table *table, const MarchResult *result)
{
    g_auto(GStrv) lines = g_strsplit(march_result_get_timings(result), "\n", -1);
    double sums[STAGES_MAX] = {0};
    guint seen[STAGES_MAX] = {0};
    double total = 0;

    for (guint i = 1; lines[0] != NULL && lines[i] != NULL; i++) {
        g_auto(GStrv) words = g_strsplit_set(g_strchug(lines[i]), " ", 2);
        GArray *cpu_ms;

        /* "start" is what the process did before. */
        if (words[0] == NULL || words[1] == NULL || g_str_equal(words[0], "start") ||
            g_str_equal(words[0], "total")) {
            continue;
        }
        cpu_ms = table_find(table, words[0]);
        for (guint k = 0; k < table->count; k++) {
            if (table->stages[k].cpu_ms == cpu_ms) {
                sums[k] += g_ascii_strtod(words[1], NULL);
                seen[k]++;
            }
        }
    }
    for (guint k = 0; k < table->count; k++) {
        if (seen[k] > 0) {
            total += sums[k];
            g_array_append_val(table->stages[k].cpu_ms, sums[k]);
        }
    }
    g_array_append_val(table->total_ms, total);
}

static int
numbers_compare(gconstpointer a, gconstpointer b)
{
    double first = *(const double *)a, second = *(const double *)b;

    return (first > second) - (first < second);
}

static void
row_print(const char *name, GArray *cpu_ms, double *median)
{
    g_array_sort(cpu_ms, numbers_compare);
    *median = g_array_index(cpu_ms, double, cpu_ms->len / 2);
    g_print("  %-12s %8.1f %8.1f\n", name, *median, g_array_index(cpu_ms, double, 0));
}

static void
table_print(const Table *table)
{
    double median;

    for (guint i = 0; i < table->count; i++) {
        row_print(table->stages[i].name, table->stages[i].cpu_ms, &median);
    }
    row_print("total", table->total_ms, &median);
    g_print("  %-12s %8.1f figures per CPU second\n", "", 1e3 / median);
}

/* Windows of 1.6 by 0.9 degrees that hold all sections of the figure. */
static char *
window_override(guint index)
{
    double west = 69.0 + 0.004 * (index % 100), south = 39.4 + 0.007 * (index % 37);
    char numbers[4][G_ASCII_DTOSTR_BUF_SIZE];

    g_ascii_formatd(numbers[0], sizeof numbers[0], "%.3f", west);
    g_ascii_formatd(numbers[1], sizeof numbers[1], "%.3f", south);
    g_ascii_formatd(numbers[2], sizeof numbers[2], "%.3f", west + 1.6);
    g_ascii_formatd(numbers[3], sizeof numbers[3], "%.3f", south + 0.9);
    return g_strdup_printf("extent={bbox: [%s, %s, %s, %s]}", numbers[0], numbers[1],
                           numbers[2], numbers[3]);
}

static gboolean
figure_render(MarchSession *session,
              const char *output,
              const char *window,
              Table *table,
              GError **error)
{
    const char *outputs[] = {output, NULL};
    const char *overrides[] = {"size={width: 1600px, height: 1200px}", window, NULL};
    MarchFigureOptions options = {.outputs = outputs, .overrides = overrides};
    GError *failure = NULL;
    g_autoptr(MarchResult) result =
        march_session_render(session, REFERENCE, &options, &failure);

    if (failure != NULL) {
        g_propagate_error(error, failure);
        return FALSE;
    }
    if (table != NULL) {
        table_add(table, result);
    }
    return TRUE;
}

static gboolean
kind_time(MarchSession *session,
          const char *format,
          gboolean moves,
          guint figures,
          const char *folder,
          GError **error)
{
    g_autofree char *output = g_strdup_printf("%s/figure.%s", folder, format);
    Table table = {.total_ms = g_array_new(FALSE, FALSE, sizeof(double))};
    GStatBuf file;
    gboolean is_done = TRUE;

    for (guint i = 0; is_done && i < WARM_UP + figures; i++) {
        g_autofree char *window = moves ? window_override(i) : NULL;

        is_done =
            figure_render(session, output, window, i < WARM_UP ? NULL : &table, error);
    }
    if (is_done) {
        g_print("%s, %s\n  %-12s %8s %8s   (last file %d kB)\n", format,
                moves ? "windows" : "same", "cpu ms", "median", "min",
                g_stat(output, &file) == 0 ? (int)(file.st_size / 1024) : 0);
        table_print(&table);
    }
    table_clear(&table);
    g_unlink(output);
    return is_done;
}

int
main(int argc, char **argv)
{
    static const char *const FORMATS[] = {"png", "svg"};
    guint figures = argc > 1 ? (guint)atoi(argv[1]) : FIGURES;
    g_autofree char *folder = g_dir_make_tmp("march-bench-XXXXXX", NULL);
    g_autoptr(GError) error = NULL;
    g_autoptr(MarchSession) session = march_session_new(NULL, &error);

    g_print("Figures of 1600 x 1200 px in one warm session, %u of each kind\n",
            figures);
    for (gsize i = 0; session != NULL && error == NULL && i < G_N_ELEMENTS(FORMATS);
         i++) {
        if (argc > 2 && !g_str_equal(argv[2], FORMATS[i])) {
            continue;
        }
        for (gboolean moves = FALSE; moves <= TRUE && error == NULL; moves++) {
            kind_time(session, FORMATS[i], moves, figures, folder, &error);
        }
    }
    g_rmdir(folder);
    if (error != NULL) {
        g_printerr("%s\n", error->message);
        return 1;
    }
    return 0;
}
