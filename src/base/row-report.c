/* SPDX-License-Identifier: MIT */
#include "row-report.h"

#include <stdarg.h>
#include <string.h>

#define NAMED_MAX    20U
#define EXAMPLES_MAX 5U

typedef struct {
    const char *code;
    MarchSeverity severity;
    guint count;
    const char *words; /* (nullable) of remarks that are told once for all */
    MarchLocation where;
    char *object, *message; /* of the first */
    GPtrArray *examples;    /* of char *, different ones */
    gboolean has_more;      /* different objects than these */
} Kind;

static void
kind_clear(gpointer data)
{
    Kind *kind = data;

    g_free(kind->object);
    g_free(kind->message);
    g_clear_pointer(&kind->examples, g_ptr_array_unref);
}

void
march_row_report_init(MarchRowReport *report, const char *file, MarchDiagnostics *to)
{
    *report = (MarchRowReport){.diagnostics = to, .file = file, .most = NAMED_MAX};
    report->kinds = g_array_new(FALSE, FALSE, sizeof(Kind));
    g_array_set_clear_func(report->kinds, kind_clear);
}

static Kind *
kind_find(MarchRowReport *report, MarchSeverity severity, const char *code)
{
    const Kind first = {.code = code, .severity = severity};

    for (guint i = 0; i < report->kinds->len; i++) {
        Kind *kind = &g_array_index(report->kinds, Kind, i);

        if (strcmp(kind->code, code) == 0) {
            return kind;
        }
    }
    g_array_append_val(report->kinds, first);
    return &g_array_index(report->kinds, Kind, report->kinds->len - 1);
}

gboolean
march_row_report_counts(MarchRowReport *report,
                        MarchSeverity severity,
                        const char *code)
{
    report->last_code = code;
    return ++kind_find(report, severity, code)->count <= report->most;
}

static void
example_add(Kind *kind, const char *object)
{
    if (g_ptr_array_find_with_equal_func(kind->examples, object, g_str_equal, NULL)) {
        return;
    }
    kind->has_more = kind->examples->len == EXAMPLES_MAX;
    if (!kind->has_more) {
        g_ptr_array_add(kind->examples, g_strdup(object));
    }
}

void
march_row_report_group(MarchRowReport *report,
                       MarchSeverity severity,
                       const char *code,
                       MarchLocation where,
                       const char *object,
                       const char *words,
                       const char *format,
                       ...)
{
    gboolean is_named = march_row_report_counts(report, severity, code);
    Kind *kind = kind_find(report, severity, code);
    g_autofree char *message = NULL;
    va_list arguments;

    if (!is_named && kind->words != NULL) {
        example_add(kind, object);
        return;
    }
    va_start(arguments, format);
    message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    if (kind->words == NULL) {
        kind->words = words;
        kind->where = where;
        kind->object = g_strdup(object);
        kind->message = g_steal_pointer(&message);
        kind->examples = g_ptr_array_new_with_free_func(g_free);
    } else {
        march_diagnostics_add(report->diagnostics, MARCH_SEVERITY_NOTE, code, where,
                              object, "%s", message);
    }
    example_add(kind, object);
}

static void
group_finish(MarchRowReport *report, const Kind *kind)
{
    g_autoptr(GString) text = NULL;

    if (kind->count == 1) {
        march_diagnostics_add(report->diagnostics, kind->severity, kind->code,
                              kind->where, kind->object, "%s", kind->message);
        return;
    }
    march_diagnostics_add(report->diagnostics, MARCH_SEVERITY_NOTE, kind->code,
                          kind->where, kind->object, "%s", kind->message);
    text = g_string_new(NULL);
    g_string_append_printf(text, "%u %s: ", kind->count, kind->words);
    for (guint i = 0; i < kind->examples->len; i++) {
        g_string_append_printf(text, "%s\"%s\"", i > 0 ? ", " : "",
                               (const char *)g_ptr_array_index(kind->examples, i));
    }
    g_string_append(text, kind->has_more ? " and others" : "");
    march_diagnostics_add(report->diagnostics, kind->severity, kind->code,
                          march_location_new(kind->where.file, kind->where.line, 0),
                          kind->object, "%s; -v tells of each", text->str);
}

void
march_row_report_finish(MarchRowReport *report)
{
    for (guint i = 0; i < report->kinds->len; i++) {
        const Kind *kind = &g_array_index(report->kinds, Kind, i);

        if (kind->words != NULL) {
            group_finish(report, kind);
        }
        if (kind->count > report->most) {
            march_diagnostics_add(
                report->diagnostics,
                kind->words != NULL ? MARCH_SEVERITY_NOTE
                                    : MIN(kind->severity, MARCH_SEVERITY_WARNING),
                "more-rows", march_location_new(report->file, 0, 0), kind->code,
                "%u more rows of the kind \"%s\" are not listed",
                kind->count - report->most, kind->code);
        }
    }
    g_clear_pointer(&report->kinds, g_array_unref);
}
