/* SPDX-License-Identifier: MIT */
#include "report.h"

#include "base/caret.h"

int
march_report_error(const GError *error)
{
    g_autofree char *line = march_error_format(error);
    MarchLocation where = march_error_get_location(error);

    g_printerr("%s\n", line);
    if (where.file != NULL && where.line > 0) {
        g_autofree char *caret = march_caret_format_file(where);

        if (caret != NULL) {
            g_printerr("%s", caret);
        }
    }
    return march_error_exit_code(error);
}

int
march_report_usage(const char *command, const char *format, ...)
{
    va_list arguments;
    g_autofree char *text = NULL;

    va_start(arguments, format);
    text = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    g_printerr("marchland %s: %s; see \"marchland %s --help\"\n", command, text,
               command);
    return 64;
}

void
march_report_diagnostics(const MarchDiagnostics *diagnostics, gboolean quiet)
{
    for (guint i = 0; i < march_diagnostics_count(diagnostics); i++) {
        const MarchDiagnostic *diagnostic = march_diagnostics_get(diagnostics, i);
        g_autofree char *line = march_diagnostic_format(diagnostic);

        if (!quiet || diagnostic->severity >= MARCH_SEVERITY_WARNING) {
            g_printerr("%s\n", line);
        }
    }
}

gboolean
march_report_parse_options(int *argc,
                           char ***argv,
                           const char *arguments,
                           const char *summary,
                           const char *example,
                           const GOptionEntry *entries,
                           int *status)
{
    g_autoptr(GOptionContext) context = g_option_context_new(arguments);
    g_autoptr(GError) error = NULL;
    g_autofree char *command = g_strdup((*argv)[0]);
    g_autofree char *program = g_strdup_printf("marchland %s", command);
    g_autofree char *description = g_strdup_printf("Example:\n  %s\n", example);

    g_option_context_set_summary(context, summary);
    g_option_context_set_description(context, description);
    g_option_context_add_main_entries(context, entries, NULL);
    g_set_prgname(program);
    if (!g_option_context_parse(context, argc, argv, &error)) {
        *status = march_report_usage(command, "%s", error->message);
        return FALSE;
    }
    return TRUE;
}
