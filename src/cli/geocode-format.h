/* SPDX-License-Identifier: MIT */
/**
 * How answers of the gazetteer are written: for people and for programs.
 */
#ifndef MARCH_CLI_GEOCODE_FORMAT_H
#define MARCH_CLI_GEOCODE_FORMAT_H

#include "gazetteer/gazetteer.h"
#include "geocode-text.h"

typedef enum {
    MARCH_GEOCODE_TEXT,
    MARCH_GEOCODE_JSON,
    MARCH_GEOCODE_JSONL,
    MARCH_GEOCODE_TSV, /**< the columns of the input and the answer's */
    MARCH_GEOCODE_CSV, /**< the same, quoted as RFC 4180 says */
    MARCH_GEOCODE_GEOJSON,
} MarchGeocodeFormat;

gboolean march_geocode_format_parse(const char *name, MarchGeocodeFormat *format);

/** How to write; strings are borrowed. */
typedef struct {
    MarchGeocodeFormat format;
    char delimiter;    /**< of CSV */
    gboolean has_crlf; /**< lines of tables end with CR LF */
    gboolean is_verbose;
    MarchTextTable text;
} MarchGeocodeOutput;

/** What one row asked and, for tables, all its cells. */
typedef struct {
    const char *id; /**< (nullable) */
    const char *query;
    const char *const *cells; /**< (nullable) ends with NULL */
} MarchGeocodeRow;

/**
 * Begins the output; @headers are the input's columns (nullable). Columns of the
 * answer begin with "geocode_", or "geocode2_" and so on where the input has one of
 * them.
 */
void march_geocode_begin(GString *text,
                         const MarchGeocodeOutput *output,
                         const char *const *headers);
/** Appends one answer; @number counts from 0. */
void march_geocode_append(GString *text,
                          const MarchGeocodeOutput *output,
                          const MarchGeocodeRow *row,
                          const MarchAnswer *answer,
                          guint64 number);
void march_geocode_end(GString *text, const MarchGeocodeOutput *output, guint64 count);

#endif
