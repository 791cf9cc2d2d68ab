/* SPDX-License-Identifier: MIT */
#include "build-meter.h"

#include <signal.h>
#include <string.h>
#include <unistd.h>

#define TERMINAL_EVERY (G_USEC_PER_SEC / 10)
#define LINES_EVERY    (10 * (gint64)G_USEC_PER_SEC)
#define BAR_WIDTH      24

static const int caught_signals[] = {SIGINT, SIGTERM, SIGHUP};

/* A handler can reach nothing but what is static. */
static volatile sig_atomic_t signal_that_came;

static void
note_signal(int number)
{
    signal_that_came = number;
}

static void
set_handlers(void (*handler)(int))
{
    struct sigaction action = {.sa_handler = handler};
    sigemptyset(&action.sa_mask);
    for (gsize i = 0; i < G_N_ELEMENTS(caught_signals); i++) {
        struct sigaction old;
        /* What is ignored (nohup) stays so. */
        if (sigaction(caught_signals[i], NULL, &old) == 0 &&
            old.sa_handler != SIG_IGN) {
            sigaction(caught_signals[i], &action, NULL);
        }
    }
}

void
march_build_meter_start(MarchBuildMeter *meter, gboolean is_verbose)
{
    *meter = (MarchBuildMeter){
        .is_terminal = isatty(STDERR_FILENO) == 1,
        .is_verbose = is_verbose,
        .started = g_get_monotonic_time(),
    };
    signal_that_came = 0;
    set_handlers(note_signal);
}

/** "12,345,678" */
static char *
format_count(guint64 count)
{
    g_autofree char *digits = g_strdup_printf("%" G_GUINT64_FORMAT, count);
    GString *text = g_string_new(NULL);
    const gsize length = strlen(digits);
    for (gsize i = 0; i < length; i++) {
        if (i > 0 && (length - i) % 3 == 0) {
            g_string_append_c(text, ',');
        }
        g_string_append_c(text, digits[i]);
    }
    return g_string_free(text, FALSE);
}

static char *
describe(const MarchBuildStatus *status, gint64 elapsed)
{
    GString *text = g_string_new(NULL);
    g_string_append_printf(text, "%-8s %3.0f %%", status->step, 100 * status->share);
    if (strcmp(status->step, "reading") == 0 && elapsed > G_USEC_PER_SEC / 2) {
        const double seconds = (double)elapsed / G_USEC_PER_SEC;
        g_autofree char *rows = format_count(status->rows);
        g_autofree char *rate = format_count((guint64)((double)status->rows / seconds));
        g_string_append_printf(text, ", %s rows, %s rows/s", rows, rate);
    }
    return g_string_free(text, FALSE);
}

static void
show_bar(const MarchBuildStatus *status, const char *text)
{
    char bar[BAR_WIDTH + 1];
    const gsize filled = (gsize)CLAMP(status->share * BAR_WIDTH, 0, BAR_WIDTH);
    memset(bar, '.', BAR_WIDTH);
    memset(bar, '#', filled);
    bar[BAR_WIDTH] = '\0';
    g_printerr("\r[%s] %s\033[K", bar, text);
}

gboolean
march_build_meter_show(const MarchBuildStatus *status, gpointer data)
{
    MarchBuildMeter *meter = data;
    const gint64 now = g_get_monotonic_time();
    const gboolean is_new_step =
        meter->step == NULL || strcmp(meter->step, status->step) != 0;
    const gint64 every = meter->is_terminal ? TERMINAL_EVERY : LINES_EVERY;
    if ((meter->is_terminal || meter->is_verbose) &&
        (is_new_step || now - meter->shown >= every)) {
        g_autofree char *text = describe(status, now - meter->started);
        if (meter->is_terminal) {
            show_bar(status, text);
        } else {
            g_printerr("%s\n", text);
        }
        meter->step = status->step;
        meter->shown = now;
    }
    return signal_that_came == 0;
}

void
march_build_meter_stop(MarchBuildMeter *meter)
{
    if (meter->is_terminal && meter->step != NULL) {
        g_printerr("\r\033[K");
    }
    set_handlers(SIG_DFL);
    const int number = signal_that_came;
    if (number != 0) {
        g_printerr("marchland gazetteer build: stopped by a signal; "
                   "no index was written\n");
        raise(number);
    }
}
