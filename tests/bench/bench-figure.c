/* SPDX-License-Identifier: MIT */
/* The reference figure as a whole process: cold start, warm page cache. */
#include <glib.h>
#include <glib/gstdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#define RUNS 15

typedef struct {
    double cpu_ms;
    double wall_ms;
    double peak_mb;
} Run;

static double
cpu_ms(const struct rusage *usage)
{
    return (double)(usage->ru_utime.tv_sec + usage->ru_stime.tv_sec) * 1e3 +
           (double)(usage->ru_utime.tv_usec + usage->ru_stime.tv_usec) / 1e3;
}

static gboolean
run_once(char **arguments, Run *run)
{
    struct rusage before;
    struct rusage after;
    gint64 start = g_get_monotonic_time();
    int status = 0;
    pid_t child;

    getrusage(RUSAGE_CHILDREN, &before);
    child = fork();
    if (child == 0) {
        execv(arguments[0], arguments);
        _exit(127);
    }
    if (child < 0 || waitpid(child, &status, 0) < 0 || status != 0) {
        return FALSE;
    }
    getrusage(RUSAGE_CHILDREN, &after);
    run->cpu_ms = cpu_ms(&after) - cpu_ms(&before);
    run->wall_ms = (double)(g_get_monotonic_time() - start) / 1e3;
    run->peak_mb = (double)after.ru_maxrss / 1024;
    return TRUE;
}

static int
runs_compare(gconstpointer a, gconstpointer b)
{
    const Run *first = a;
    const Run *second = b;

    return (first->cpu_ms > second->cpu_ms) - (first->cpu_ms < second->cpu_ms);
}

static gboolean
format_time(const char *format, const char *folder)
{
    g_autofree char *output = g_strdup_printf("%s/figure.%s", folder, format);
    char *arguments[] = {MARCH_BENCH_PROGRAM,
                         "render",
                         MARCH_TEST_SOURCE_DIR "/examples/batken-2021/figure.yaml",
                         "--quiet",
                         "--set",
                         "size={width: 1600px, height: 1200px}",
                         "-o",
                         output,
                         NULL};
    g_autoptr(GArray) runs = g_array_new(FALSE, TRUE, sizeof(Run));
    Run warm_up;

    if (!run_once(arguments, &warm_up)) {
        g_printerr("%s render failed\n", MARCH_BENCH_PROGRAM);
        return FALSE;
    }
    for (int i = 0; i < RUNS; i++) {
        Run run = {0};

        if (!run_once(arguments, &run)) {
            return FALSE;
        }
        g_array_append_val(runs, run);
    }
    g_array_sort(runs, runs_compare);
    g_print("%-6s %10.0f %10.0f %10.0f %10.0f\n", format,
            g_array_index(runs, Run, 0).cpu_ms,
            g_array_index(runs, Run, RUNS / 2).cpu_ms,
            g_array_index(runs, Run, RUNS / 2).wall_ms,
            g_array_index(runs, Run, 0).peak_mb);
    g_unlink(output);
    return TRUE;
}

int
main(void)
{
    static const char *const FORMATS[] = {"png", "svg", "pdf"};
    g_autofree char *folder = g_dir_make_tmp("march-bench-XXXXXX", NULL);
    int status = 0;

    g_print("The reference figure, 1600 x 1200 px, new process each, %d runs\n", RUNS);
    g_print("%-6s %10s %10s %10s %10s\n", "format", "cpu min ms", "median", "wall ms",
            "peak MB");
    for (gsize i = 0; i < G_N_ELEMENTS(FORMATS) && status == 0; i++) {
        status = format_time(FORMATS[i], folder) ? 0 : 1;
    }
    g_rmdir(folder);
    return status;
}
