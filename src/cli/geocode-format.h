/* SPDX-License-Identifier: MIT */
/**
 * How answers of the gazetteer are written: for people and for programs.
 */
#ifndef MARCH_CLI_GEOCODE_FORMAT_H
#define MARCH_CLI_GEOCODE_FORMAT_H

#include "gazetteer/gazetteer.h"

typedef enum {
    MARCH_GEOCODE_TEXT,
    MARCH_GEOCODE_JSON,
    MARCH_GEOCODE_JSONL,
    MARCH_GEOCODE_TSV, /**< the columns of the input and the answer's */
    MARCH_GEOCODE_CSV, /**< the same, quoted as RFC 4180 says */
    MARCH_GEOCODE_GEOJSON,
} MarchGeocodeFormat;

gboolean march_geocode_format_parse(const char *name, MarchGeocodeFormat *format);

/** What one row asked and, for tables, all its cells. */
typedef struct {
    const char *id; /**< (nullable) */
    const char *query;
    const char *const *cells; /**< (nullable) ends with NULL */
} MarchGeocodeRow;

/** Begins the output; @headers are the input's columns (nullable). */
void march_geocode_begin(GString *output,
                         MarchGeocodeFormat format,
                         const char *const *headers);
/** Appends one answer; @number counts from 0. */
void march_geocode_append(GString *output,
                          MarchGeocodeFormat format,
                          const MarchGeocodeRow *row,
                          const MarchAnswer *answer,
                          gsize number,
                          gboolean is_verbose);
void march_geocode_end(GString *output, MarchGeocodeFormat format, gsize count);

#endif
