/* SPDX-License-Identifier: MIT */
/* Where the cells of a row stand. */
#include "csv-stream-private.h"

/* The end of a quoted cell that begins at @at; the text's end when it is not closed. */
static gsize
quoted_end(const MarchCsvStream *stream, gsize at, int *lines)
{
    const char *text = stream->text;

    for (at++; at < stream->end; at++) {
        if (text[at] == '\n') {
            (*lines)++;
        } else if (text[at] == '"') {
            if (at + 1 >= stream->end || text[at + 1] != '"') {
                return at + 1;
            }
            at++;
        }
    }
    return stream->end + 1;
}

MarchCsvScan
march_csv_row_scan(MarchCsvStream *stream)
{
    const char *text = stream->text;
    gsize at = stream->begin;
    char delimiter = stream->delimiter;
    MarchCsvScan found = MARCH_CSV_SCAN_ROW;
    int lines = 1;
    guchar high = 0;
    MarchCsvCell cell;

    g_array_set_size(stream->cells, 0);
    do {
        cell = (MarchCsvCell){.begin = (guint)(at - stream->begin)};
        if (at < stream->end && text[at] == '"') {
            gsize close = quoted_end(stream, at, &lines);

            if (close > stream->end) {
                return stream->is_at_end ? MARCH_CSV_SCAN_UNCLOSED
                                         : MARCH_CSV_SCAN_SHORT;
            }
            for (; at < close; at++) {
                high |= (guchar)text[at];
            }
            cell.is_quoted = TRUE;
        }
        cell.end = (guint)(at - stream->begin);
        while (at < stream->end && text[at] != delimiter && text[at] != '\n') {
            high |= (guchar)text[at];
            if (cell.is_quoted && text[at] != ' ' && text[at] != '\r') {
                found = MARCH_CSV_SCAN_STRAY;
            }
            at++;
        }
        if (!cell.is_quoted) {
            cell.end = (guint)(at - stream->begin);
        }
        if (stream->cells->len >= MARCH_CSV_COLUMN_LIMIT) {
            found = MARCH_CSV_SCAN_WIDE;
        } else {
            g_array_append_val(stream->cells, cell);
        }
    } while (at < stream->end && text[at] == delimiter && ++at <= stream->end);
    if (at >= stream->end && !stream->is_at_end) {
        return MARCH_CSV_SCAN_SHORT;
    }
    stream->has_high = (high & 0x80) != 0;
    stream->next = MIN(at + 1, stream->end);
    stream->next_line = stream->line + lines;
    return found;
}
