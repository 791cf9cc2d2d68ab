/* SPDX-License-Identifier: MIT */
/**
 * How commands speak to people: errors with their source line, messages, usage.
 */
#ifndef MARCH_CLI_REPORT_H
#define MARCH_CLI_REPORT_H

#include "base/diagnostics.h"

/** Prints @error with a caret under the place, and returns its exit status. */
int march_report_error(const GError *error);
/** Prints a usage error of @command; returns 64. */
int march_report_usage(const char *command, const char *format, ...)
    G_GNUC_PRINTF(2, 3);
/** Prints all diagnostics, or only warnings and errors when @quiet. */
void march_report_diagnostics(const MarchDiagnostics *diagnostics, gboolean quiet);
/**
 * Parses the options of a command; on failure prints why and sets @status to 64.
 * @summary and @example go into --help.
 */
gboolean march_report_parse_options(int *argc,
                                    char ***argv,
                                    const char *arguments,
                                    const char *summary,
                                    const char *example,
                                    const GOptionEntry *entries,
                                    int *status);

#endif
