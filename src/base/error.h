/* SPDX-License-Identifier: MIT */
/**
 * The errors of marchland: a GError domain whose errors carry where in the
 * user's input they arose.
 *
 * Callers branch on the code, people read the message. A message is one line,
 * has no full stop, quotes the value and says what was expected. The location
 * survives g_prefix_error(). Nothing here prints.
 */
#ifndef MARCH_BASE_ERROR_H
#define MARCH_BASE_ERROR_H

#include <glib.h>

/**
 * A position in an input file; line and column count from 1, 0 is unknown. A file that
 * has no lines that people count (GeoJSON, GeoPackage) has features: @line is then
 * below 0, and feature 2 is -2.
 */
typedef struct {
    const char *file; /**< (nullable) interned, never freed */
    int line;         /**< 1-based, 0 when unknown, below 0: a feature */
    int column;       /**< 1-based, in characters, 0 when unknown */
} MarchLocation;

#define MARCH_LOCATION_NONE ((MarchLocation){NULL, 0, 0})

/** What went wrong, in the terms a caller decides by. See march_error_exit_code(). */
typedef enum {
    MARCH_ERROR_USAGE,       /**< the command line is wrong (64) */
    MARCH_ERROR_CONFIG,      /**< a figure file or style is wrong (65) */
    MARCH_ERROR_DATA,        /**< input data are wrong (65) */
    MARCH_ERROR_AMBIGUOUS,   /**< a name means several places (65) */
    MARCH_ERROR_UNKNOWN,     /**< a name means no known place, layer, code (65) */
    MARCH_ERROR_LIMIT,       /**< an input exceeds a stated limit (65) */
    MARCH_ERROR_NOT_FOUND,   /**< an input file is missing (66) */
    MARCH_ERROR_UNAVAILABLE, /**< a needed service is not there (69) */
    MARCH_ERROR_RENDER,      /**< the drawing failed: our bug (70) */
    MARCH_ERROR_CREATE,      /**< an output cannot be created (73) */
    MARCH_ERROR_IO,          /**< reading or writing failed midway (74) */
    MARCH_ERROR_BUSY,        /**< try again later: a lock is held (75) */
    MARCH_ERROR_PERMISSION,  /**< access denied (77) */
} MarchErrorCode;

#define MARCH_ERROR (march_error_quark())
GQuark march_error_quark(void);

/** Builds a location; @file is interned. */
MarchLocation march_location_new(const char *file, int line, int column);

/** "line 12" or "feature 2", (transfer full). */
char *march_location_describe(MarchLocation where);
/** "figure.yaml:3:7:" or "mine.geojson: feature 2:"; "" without a file. (transfer full) */
char *march_location_format(MarchLocation where);

/** Sets @error with @code, @where (may be MARCH_LOCATION_NONE) and a message. */
void march_error_set(GError **error,
                     MarchErrorCode code,
                     MarchLocation where,
                     const char *format,
                     ...) G_GNUC_PRINTF(4, 5);

/** The location of a MARCH_ERROR, or MARCH_LOCATION_NONE for any other error. */
MarchLocation march_error_get_location(const GError *error);

/** Gives an error without a location @where; keeps an existing one. */
void march_error_add_location(GError *error, MarchLocation where);

/** The exit status of the command for @error: sysexits numbers, 70 for a foreign one. */
int march_error_exit_code(const GError *error);

/** "file:line:column: error: message", (transfer full). */
char *march_error_format(const GError *error);

/** Translates errno into our code: ENOENT, EACCES, ENOSPC and so on. */
MarchErrorCode march_error_code_from_errno(int saved_errno, gboolean writing);

#endif
