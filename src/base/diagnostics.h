/* SPDX-License-Identifier: MIT */
/**
 * Diagnostics: what the program wants to say about a figure besides errors.
 *
 * A diagnostic is data, not a log line: an ambiguous name, a dropped label, a
 * claim without a source. Stages add to the list their caller owns; the command
 * prints it. Nothing here prints or stops anything.
 */
#ifndef MARCH_BASE_DIAGNOSTICS_H
#define MARCH_BASE_DIAGNOSTICS_H

#include "error.h"

typedef enum {
    MARCH_SEVERITY_NOTE,    /**< worth knowing; nothing is missing */
    MARCH_SEVERITY_WARNING, /**< something was dropped, guessed or is in doubt */
    MARCH_SEVERITY_ERROR,   /**< a part failed, the rest goes on */
} MarchSeverity;

/** One diagnostic; all strings are owned by the list. */
typedef struct {
    MarchSeverity severity;
    const char *code; /**< short, stable, kebab-case: "ambiguous-name" */
    MarchLocation where;
    char *message; /**< one line, no full stop */
    char *object;  /**< (nullable) the place, layer or row it is about */
} MarchDiagnostic;

typedef struct MarchDiagnostics MarchDiagnostics;

MarchDiagnostics *march_diagnostics_new(void);
void march_diagnostics_free(MarchDiagnostics *diagnostics);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarchDiagnostics, march_diagnostics_free)

/**
 * Adds a diagnostic. @code must be a literal; @object may be NULL. An exact
 * repetition (code, location, message) is added once. @diagnostics may be NULL:
 * then nothing is recorded.
 */
void march_diagnostics_add(MarchDiagnostics *diagnostics,
                           MarchSeverity severity,
                           const char *code,
                           MarchLocation where,
                           const char *object,
                           const char *format,
                           ...) G_GNUC_PRINTF(6, 7);

/** Appends copies of all of @other; @diagnostics may be NULL. */
void march_diagnostics_append(MarchDiagnostics *diagnostics,
                              const MarchDiagnostics *other);

/**
 * Orders them by file, line and column; files stay in the order in which they are first
 * named, and so does what has one place.
 */
void march_diagnostics_sort(MarchDiagnostics *diagnostics);

guint march_diagnostics_count(const MarchDiagnostics *diagnostics);
const MarchDiagnostic *march_diagnostics_get(const MarchDiagnostics *diagnostics,
                                             guint index);
/** How many have at least @severity. */
guint march_diagnostics_count_at_least(const MarchDiagnostics *diagnostics,
                                       MarchSeverity severity);
/** "note", "warning" or "error". */
const char *march_severity_name(MarchSeverity severity);
/** "file:line:column: warning: message [code]", (transfer full). */
char *march_diagnostic_format(const MarchDiagnostic *diagnostic);

#endif
