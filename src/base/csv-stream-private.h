/* SPDX-License-Identifier: MIT */
/** The inside of a MarchCsvStream: its text, read and decoded, and the row at hand. */
#ifndef MARCH_BASE_CSV_STREAM_PRIVATE_H
#define MARCH_BASE_CSV_STREAM_PRIVATE_H

#include "csv-stream.h"

#define MARCH_CSV_COLUMN_LIMIT 4096U

/* Where a cell stands in the text, quotes included. */
typedef struct {
    guint begin;
    guint end;
    gboolean is_quoted;
} MarchCsvCell;

struct MarchCsvStream {
    int file;
    char *name;
    guint64 n_read;
    guint64 n_total;
    char *text; /* one byte more than its size says */
    gsize size;
    gsize begin; /* of the row at hand */
    gsize next;  /* of the row after it */
    gsize end;   /* of what was read */
    int line;    /* of the row at hand */
    int next_line;
    gboolean is_at_end;
    const char *encoding; /* NULL: plain ASCII so far; interned */
    GIConv converter;     /* (GIConv)-1: none */
    char rest[8];         /* bytes of a character that is not complete yet */
    gsize n_rest;
    char delimiter;
    gboolean has_high; /* the row at hand has bytes beyond ASCII */
    GArray *cells;     /* of MarchCsvCell */
    GPtrArray *headers;
    GPtrArray *unquoted; /* of char *: cells of the row at hand, by column, or NULL */
    char *fault;
    MarchLocation fault_where;
    MarchDiagnostics *diagnostics;
};

/** What the scan of a row found. */
typedef enum {
    MARCH_CSV_SCAN_ROW,
    MARCH_CSV_SCAN_SHORT, /* the text ends within the row */
    MARCH_CSV_SCAN_UNCLOSED,
    MARCH_CSV_SCAN_STRAY, /* text after a closing quote */
    MARCH_CSV_SCAN_WIDE,
} MarchCsvScan;

/** Takes the row that begins at @stream's text apart into cells. */
MarchCsvScan march_csv_row_scan(MarchCsvStream *stream);

/** Opens @path, "-" for standard input. */
gboolean march_csv_input_open(MarchCsvStream *stream, const char *path, GError **error);
/** Reads the bytes as @encoding from here on. */
gboolean march_csv_input_set_encoding(MarchCsvStream *stream,
                                      const char *encoding,
                                      GError **error);
/** Reads more text; at the end of the file it sets is_at_end. */
gboolean march_csv_input_read(MarchCsvStream *stream, GError **error);

#endif
