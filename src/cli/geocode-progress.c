/* SPDX-License-Identifier: MIT */
#include "geocode-progress.h"

#include <unistd.h>

/** Microseconds until the line is shown, and between two. */
#define PATIENCE G_USEC_PER_SEC
#define PAUSE    (G_USEC_PER_SEC / 5)
/** Columns of the line. */
#define WIDTH 60

void
march_progress_init(MarchProgress *progress)
{
    *progress = (MarchProgress){0};
    progress->is_wanted = isatty(STDERR_FILENO) == 1 && isatty(STDOUT_FILENO) != 1;
    progress->began = g_get_monotonic_time();
}

static char *
format_time(double seconds)
{
    const guint whole = (guint)MIN(seconds + 0.5, 1e8);
    return whole < 100 ? g_strdup_printf("%u s", whole)
           : whole < 6000
               ? g_strdup_printf("%u min", (whole + 30) / 60)
               : g_strdup_printf("%u h %02u min", whole / 3600, whole % 3600 / 60);
}

void
march_progress_update(MarchProgress *progress,
                      guint64 rows,
                      guint64 done,
                      guint64 total)
{
    if (!progress->is_wanted) {
        return;
    }
    const gint64 now = g_get_monotonic_time();
    if (now - progress->began < PATIENCE || now - progress->told < PAUSE) {
        return;
    }
    const double seconds = (double)(now - progress->began) / G_USEC_PER_SEC;
    g_autoptr(GString) line = g_string_new(NULL);
    g_string_append_printf(line, "%" G_GUINT64_FORMAT " rows, %.0f a minute", rows,
                           (double)rows / seconds * 60);
    if (total > 0 && done > 0) {
        const double share = MIN(1, (double)done / (double)total);
        g_autofree char *left = format_time(seconds / share - seconds);
        g_string_append_printf(line, ", %.0f %%, %s left", 100 * share, left);
    }
    g_printerr("\r%-*.*s", WIDTH, WIDTH, line->str);
    progress->told = now;
    progress->is_shown = TRUE;
}

void
march_progress_wipe(MarchProgress *progress)
{
    if (progress->is_shown) {
        g_printerr("\r%*s\r", WIDTH, "");
        progress->is_shown = FALSE;
    }
}
