/* SPDX-License-Identifier: MIT */
/* The pack's gazetteer: opening it, asking it for names of four kinds, and a table of
 * 10,000 misspelt names through the command in a process of its own. */
#include <glib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include "gazetteer/gazetteer.h"

#define NAMES 3000U
#define ROWS  10000U
/** Every so many lines of the table one is kept. */
#define LINES_APART 16U

typedef enum { KIND_EXACT, KIND_MISSPELT, KIND_NON_LATIN, KIND_PHRASE } Kind;

static double
clock_us(clockid_t clock)
{
    struct timespec now;
    clock_gettime(clock, &now);
    return (double)now.tv_sec * 1e6 + (double)now.tv_nsec / 1e3;
}

static int
compare(gconstpointer a, gconstpointer b)
{
    const double first = *(const double *)a;
    const double second = *(const double *)b;
    return first < second ? -1 : first > second;
}

/** A name with one letter changed: nothing matches it at once. */
static char *
misspell(const char *name, GRand *rand)
{
    char *copy = g_strdup(name);
    const gsize place = (gsize)g_rand_int_range(rand, 0, (gint32)strlen(copy));
    if (g_ascii_isalpha(copy[place])) {
        copy[place] = (char)('a' + g_rand_int_range(rand, 0, 26));
    }
    return copy;
}

/** The first of comma-separated names that is in another script, or NULL. */
static char *
find_non_latin(const char *alternates)
{
    g_auto(GStrv) names = g_strsplit(alternates, ",", -1);
    for (guint i = 0; names[i] != NULL; i++) {
        const gunichar letter = g_utf8_get_char(names[i]);
        if (g_unichar_isalpha(letter) &&
            g_unichar_get_script(letter) != G_UNICODE_SCRIPT_LATIN) {
            return g_strdup(names[i]);
        }
    }
    return NULL;
}

static char *
make_query(Kind kind, char **columns, GRand *rand)
{
    switch (kind) {
    case KIND_MISSPELT:
        return misspell(columns[1], rand);
    case KIND_NON_LATIN:
        return find_non_latin(columns[3]);
    case KIND_PHRASE:
        return g_strdup_printf("in the village area of %s", columns[1]);
    case KIND_EXACT:
    default:
        return g_strdup(columns[1]);
    }
}

/** Up to @count queries from places all over the table. */
static GPtrArray *
make_queries(char **lines, Kind kind, guint count)
{
    GPtrArray *queries = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GRand) rand = g_rand_new_with_seed(1);
    const guint total = g_strv_length(lines);
    for (guint i = 0; total > 0 && i < 8 * count && queries->len < count; i++) {
        const guint line = (guint)g_rand_int_range(rand, 0, (gint32)total);
        g_auto(GStrv) columns = g_strsplit(lines[line], "\t", 5);
        char *query = g_strv_length(columns) < 4 || columns[1][0] == '\0'
                          ? NULL
                          : make_query(kind, columns, rand);
        if (query != NULL) {
            g_ptr_array_add(queries, query);
        }
    }
    return queries;
}

/** The command on a table, in a process of its own. */
static gboolean
run_command(char **lines, const char *index)
{
    g_autoptr(GPtrArray) queries = make_queries(lines, KIND_MISSPELT, ROWS);
    g_autoptr(GString) table = g_string_new("query\n");
    for (guint i = 0; i < queries->len; i++) {
        g_string_append_printf(table, "%s\n", (const char *)queries->pdata[i]);
    }
    g_autofree char *path = NULL;
    const int descriptor = g_file_open_tmp("bench-names-XXXXXX.tsv", &path, NULL);
    if (descriptor < 0 || !g_close(descriptor, NULL) ||
        !g_file_set_contents(path, table->str, (gssize)table->len, NULL)) {
        fprintf(stderr, "cannot write the table of names\n");
        return FALSE;
    }
    g_autoptr(GStrvBuilder) builder = g_strv_builder_new();
    g_strv_builder_add_many(builder, MARCH_BENCH_PROGRAM, "geocode", "--gazetteer",
                            index, "--input", path, "--format", "jsonl", NULL);
    g_auto(GStrv) arguments = g_strv_builder_end(builder);
    int status = 0;
    const double start = clock_us(CLOCK_MONOTONIC);
    const gboolean done =
        g_spawn_sync(NULL, arguments, NULL, G_SPAWN_STDOUT_TO_DEV_NULL, NULL, NULL,
                     NULL, NULL, &status, NULL) &&
        g_spawn_check_wait_status(status, NULL);
    const double minutes = (clock_us(CLOCK_MONOTONIC) - start) / 6e7;
    g_unlink(path);
    if (!done) {
        fprintf(stderr, "%s geocode failed\n", MARCH_BENCH_PROGRAM);
        return FALSE;
    }
    struct rusage usage;
    getrusage(RUSAGE_CHILDREN, &usage);
    const double cpu = (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1e6 +
                       (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec);
    printf("command            %8.0f rows a minute; %.0f a minute of processor time\n",
           queries->len / minutes, queries->len / (cpu / 6e7));
    printf("command            %8.1f MB resident at most, %u names\n",
           (double)usage.ru_maxrss / 1e3, queries->len);
    return TRUE;
}

static void
time_queries(MarchGazetteer *gazetteer, const char *title, const GPtrArray *queries)
{
    g_autoptr(GArray) times = g_array_new(FALSE, FALSE, sizeof(double));
    MarchResolveOptions options;
    march_resolve_options_init(&options);
    for (guint i = 0; i < queries->len; i++) {
        const MarchQuery query = {.text = queries->pdata[i]};
        const double start = clock_us(CLOCK_THREAD_CPUTIME_ID);
        g_autoptr(GPtrArray) answers =
            march_gazetteer_resolve(gazetteer, &query, 1, &options);
        const double time = clock_us(CLOCK_THREAD_CPUTIME_ID) - start;
        g_array_append_val(times, time);
    }
    if (times->len > 0) {
        g_array_sort(times, compare);
        printf("%-12s %6u %9.3f %9.3f %9.3f\n", title, times->len,
               g_array_index(times, double, times->len / 2) / 1e3,
               g_array_index(times, double, times->len * 9 / 10) / 1e3,
               g_array_index(times, double, times->len * 99 / 100) / 1e3);
    }
}

/** Some lines of a table; NULL when it cannot be read. */
static GStrv
read_lines(const char *path)
{
    FILE *file = fopen(path, "r");
    if (file == NULL) {
        fprintf(stderr, "cannot read %s\n", path);
        return NULL;
    }
    g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func(g_free);
    char *line = NULL;
    size_t capacity = 0;
    for (guint number = 0; getline(&line, &capacity, file) > 0; number++) {
        if (number % LINES_APART == 0) {
            g_ptr_array_add(lines, g_strdup(line));
        }
    }
    free(line);
    fclose(file);
    g_ptr_array_add(lines, NULL);
    return (GStrv)g_ptr_array_steal(lines, NULL);
}

int
main(void)
{
    const char *folder = g_getenv("MARCHLAND_DATA");
    folder = folder != NULL ? folder : MARCH_TEST_BINARY_DIR "/data";
    g_autofree char *index = g_build_filename(folder, "gazetteer.idx", NULL);
    g_autofree char *table =
        g_build_filename(folder, "gazetteer", "cities500.tsv", NULL);
    g_auto(GStrv) lines = read_lines(table);
    /* First, while this process is small: a child begins as big as its parent. */
    if (lines == NULL || !run_command(lines, index)) {
        return 1;
    }
    const double start = clock_us(CLOCK_THREAD_CPUTIME_ID);
    g_autoptr(GError) error = NULL;
    g_autoptr(MarchGazetteer) gazetteer = march_gazetteer_open(index, &error);
    if (gazetteer == NULL) {
        fprintf(stderr, "%s\n", error->message);
        return 1;
    }
    printf("open               %8.2f ms\n",
           (clock_us(CLOCK_THREAD_CPUTIME_ID) - start) / 1e3);
    GStatBuf status;
    if (g_stat(index, &status) == 0) {
        printf("index              %8.1f MB\n", (double)status.st_size / 1e6);
    }
    static const char *const titles[] = {"exact", "misspelt", "non-Latin", "phrase"};
    printf("%-12s %6s %9s %9s %9s  ms of processor time\n", "query", "count", "p50",
           "p90", "p99");
    for (guint kind = 0; kind < G_N_ELEMENTS(titles); kind++) {
        g_autoptr(GPtrArray) queries = make_queries(lines, (Kind)kind, NAMES);
        time_queries(gazetteer, titles[kind], queries);
    }
    return 0;
}
