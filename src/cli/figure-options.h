/* SPDX-License-Identifier: MIT */
/**
 * What the commands that make figures have in common: options and messages.
 */
#ifndef MARCH_CLI_FIGURE_OPTIONS_H
#define MARCH_CLI_FIGURE_OPTIONS_H

#include "marchland.h"

/** The options of render, check and proof; strings are owned. */
typedef struct {
    char **outputs;
    char **overrides;
    char **picks;
    char *as_of;
    char *view;
    char *svg_text;
    char *data;
    gboolean allow_network;
    gboolean strict;
    gboolean quiet;
    gboolean verbose;
    gboolean timings;
} MarchCommandOptions;

void march_command_options_clear(MarchCommandOptions *options);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(MarchCommandOptions, march_command_options_clear)

/** --set, --as-of, --view, --svg-text and --allow-network as overrides of the figure file, NULL-ended; (transfer
 * full) of char*. */
GPtrArray *march_command_options_get_overrides(const MarchCommandOptions *options);
/**
 * Prints what was said of a figure, its timings and, when there is no @error, the
 * files written; returns the exit status.
 */
int march_command_report_result(const MarchResult *result,
                                const MarchCommandOptions *options,
                                const GError *error);

#endif
