/* SPDX-License-Identifier: MIT */
#include "timings.h"

#include <sys/resource.h>
#include <time.h>

typedef struct {
    const char *name;
    double cpu_ms;
    double wall_ms;
    double peak_mb; /* of the process so far */
} Stage;

struct MarchTimings {
    GArray *stages; /* of Stage */
    double cpu_ms;  /* when the running stage began */
    double wall_ms;
};

static double
clock_ms(clockid_t clock)
{
    struct timespec now = {0, 0};

    clock_gettime(clock, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

MarchTimings *
march_timings_new(void)
{
    MarchTimings *timings = g_new0(MarchTimings, 1);

    timings->stages = g_array_new(FALSE, FALSE, sizeof(Stage));
    timings->wall_ms = clock_ms(CLOCK_MONOTONIC);
    return timings;
}

void
march_timings_free(MarchTimings *timings)
{
    if (timings == NULL) {
        return;
    }
    g_array_unref(timings->stages);
    g_free(timings);
}

void
march_timings_mark(MarchTimings *timings, const char *name)
{
    struct rusage usage;
    Stage stage;

    if (timings == NULL) {
        return;
    }
    getrusage(RUSAGE_SELF, &usage);
    stage.peak_mb = (double)usage.ru_maxrss / 1024;
    stage.name = name;
    stage.cpu_ms = clock_ms(CLOCK_PROCESS_CPUTIME_ID) - timings->cpu_ms;
    stage.wall_ms = clock_ms(CLOCK_MONOTONIC) - timings->wall_ms;
    g_array_append_val(timings->stages, stage);
    timings->cpu_ms += stage.cpu_ms;
    timings->wall_ms += stage.wall_ms;
}

char *
march_timings_format(const MarchTimings *timings)
{
    GString *text = g_string_new("stage            cpu ms   wall ms   peak MB\n");
    double cpu = 0;
    double wall = 0;

    for (guint i = 0; i < timings->stages->len; i++) {
        const Stage *stage = &g_array_index(timings->stages, Stage, i);

        g_string_append_printf(text, "%-14s %8.1f  %8.1f  %8.1f\n", stage->name,
                               stage->cpu_ms, stage->wall_ms, stage->peak_mb);
        cpu += stage->cpu_ms;
        wall += stage->wall_ms;
    }
    g_string_append_printf(text, "%-14s %8.1f  %8.1f\n", "total", cpu, wall);
    return g_string_free(text, FALSE);
}
