/* SPDX-License-Identifier: MIT */
#include "diagnostics.h"

struct MarchDiagnostics {
    GPtrArray *items; /* of MarchDiagnostic */
    GHashTable *seen; /* formatted text, to drop repetitions */
};

static void
diagnostic_free(gpointer data)
{
    MarchDiagnostic *diagnostic = data;

    g_free(diagnostic->message);
    g_free(diagnostic->object);
    g_free(diagnostic);
}

MarchDiagnostics *
march_diagnostics_new(void)
{
    MarchDiagnostics *diagnostics = g_new0(MarchDiagnostics, 1);

    diagnostics->items = g_ptr_array_new_with_free_func(diagnostic_free);
    diagnostics->seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    return diagnostics;
}

void
march_diagnostics_free(MarchDiagnostics *diagnostics)
{
    if (diagnostics == NULL) {
        return;
    }
    g_ptr_array_unref(diagnostics->items);
    g_hash_table_unref(diagnostics->seen);
    g_free(diagnostics);
}

void
march_diagnostics_add(MarchDiagnostics *diagnostics,
                      MarchSeverity severity,
                      const char *code,
                      MarchLocation where,
                      const char *object,
                      const char *format,
                      ...)
{
    MarchDiagnostic *diagnostic;
    va_list arguments;

    if (diagnostics == NULL) {
        return;
    }
    diagnostic = g_new0(MarchDiagnostic, 1);
    diagnostic->severity = severity;
    diagnostic->code = code;
    diagnostic->where = where;
    diagnostic->object = g_strdup(object);
    va_start(arguments, format);
    diagnostic->message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    if (!g_hash_table_add(diagnostics->seen, march_diagnostic_format(diagnostic))) {
        diagnostic_free(diagnostic);
        return;
    }
    g_ptr_array_add(diagnostics->items, diagnostic);
}

/* Where the first diagnostic of @file stands. */
static guint
find_file(const MarchDiagnostics *diagnostics, const char *file)
{
    for (guint i = 0; i < diagnostics->items->len; i++) {
        const MarchDiagnostic *item = g_ptr_array_index(diagnostics->items, i);

        if (g_strcmp0(item->where.file, file) == 0) {
            return i;
        }
    }
    return diagnostics->items->len;
}

/* What diagnostics are ordered by. */
typedef struct {
    guint file;
    MarchDiagnostic *diagnostic;
} Place;

static int
compare_places(gconstpointer a, gconstpointer b, gpointer data)
{
    const Place *one = a, *other = b;
    MarchLocation here = one->diagnostic->where, there = other->diagnostic->where;

    (void)data;
    if (one->file != other->file) {
        return one->file < other->file ? -1 : 1;
    }
    return here.line != there.line ? here.line - there.line
                                   : here.column - there.column;
}

void
march_diagnostics_sort(MarchDiagnostics *diagnostics)
{
    guint count = diagnostics->items->len;
    g_autofree Place *places = g_new0(Place, count + 1);

    for (guint i = 0; i < count; i++) {
        MarchDiagnostic *item = g_ptr_array_index(diagnostics->items, i);

        places[i] = (Place){find_file(diagnostics, item->where.file), item};
    }
    g_qsort_with_data(places, (gint)count, sizeof *places, compare_places, NULL);
    for (guint i = 0; i < count; i++) {
        g_ptr_array_index(diagnostics->items, i) = places[i].diagnostic;
    }
}

void
march_diagnostics_append(MarchDiagnostics *diagnostics, const MarchDiagnostics *other)
{
    for (guint i = 0; i < other->items->len; i++) {
        const MarchDiagnostic *item = g_ptr_array_index(other->items, i);

        march_diagnostics_add(diagnostics, item->severity, item->code, item->where,
                              item->object, "%s", item->message);
    }
}

guint
march_diagnostics_count(const MarchDiagnostics *diagnostics)
{
    return diagnostics->items->len;
}

const MarchDiagnostic *
march_diagnostics_get(const MarchDiagnostics *diagnostics, guint index)
{
    g_assert(index < diagnostics->items->len);
    return g_ptr_array_index(diagnostics->items, index);
}

guint
march_diagnostics_count_at_least(const MarchDiagnostics *diagnostics,
                                 MarchSeverity severity)
{
    guint count = 0;

    for (guint i = 0; i < diagnostics->items->len; i++) {
        const MarchDiagnostic *diagnostic = g_ptr_array_index(diagnostics->items, i);

        count += diagnostic->severity >= severity;
    }
    return count;
}

const char *
march_severity_name(MarchSeverity severity)
{
    switch (severity) {
    case MARCH_SEVERITY_NOTE:
        return "note";
    case MARCH_SEVERITY_WARNING:
        return "warning";
    case MARCH_SEVERITY_ERROR:
    default:
        return "error";
    }
}

char *
march_diagnostic_format(const MarchDiagnostic *diagnostic)
{
    g_autofree char *where = march_location_format(diagnostic->where);

    return g_strdup_printf("%s%s%s: %s [%s]", where, where[0] != '\0' ? " " : "",
                           march_severity_name(diagnostic->severity),
                           diagnostic->message, diagnostic->code);
}
