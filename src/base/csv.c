/* SPDX-License-Identifier: MIT */
#include "csv.h"

#include <errno.h>
#include <string.h>

#define SIZE_LIMIT   (64U << 20)
#define COLUMN_LIMIT 4096U

typedef struct {
    guint offset; /* of the unquoted cell in the text */
    int line;
    int column;
} Cell;

struct MarchCsv {
    char *text; /* cells are unquoted in place */
    char *name;
    char delimiter;
    guint n_columns;
    guint n_broken;
    GArray *cells;  /* of Cell, header first */
    GArray *starts; /* of guint: index of a row's first cell, plus the end */
};

/* Where the scanner stands. */
typedef struct {
    char *text;
    gsize length;
    gsize at;
    int line;
    int column;
    char delimiter;
} Scanner;

void
march_csv_free(MarchCsv *csv)
{
    if (csv == NULL) {
        return;
    }
    g_free(csv->text);
    g_free(csv->name);
    if (csv->cells != NULL) {
        g_array_unref(csv->cells);
    }
    if (csv->starts != NULL) {
        g_array_unref(csv->starts);
    }
    g_free(csv);
}

static char *
text_to_utf8(const char *text,
             gsize length,
             const char *name,
             gsize *size,
             GError **error)
{
    const guint8 *bytes = (const guint8 *)text;
    const char *end = NULL;
    gboolean little = length >= 2 && bytes[0] == 0xff && bytes[1] == 0xfe;
    gboolean big = length >= 2 && bytes[0] == 0xfe && bytes[1] == 0xff;

    if (little || big) {
        g_autoptr(GError) cause = NULL;
        char *converted =
            g_convert(text + 2, (gssize)length - 2, "UTF-8",
                      little ? "UTF-16LE" : "UTF-16BE", NULL, size, &cause);

        if (converted == NULL) {
            march_error_set(error, MARCH_ERROR_DATA, march_location_new(name, 0, 0),
                            "the text is not valid UTF-16: %s", cause->message);
        }
        return converted;
    }
    if (length >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0) {
        text += 3;
        length -= 3;
    }
    if (!g_utf8_validate_len(text, length, &end)) {
        int line = 1;
        const char *line_start = text;

        for (const char *at = text; at < end; at++) {
            if (*at == '\n') {
                line++;
                line_start = at + 1;
            }
        }
        march_error_set(
            error, MARCH_ERROR_DATA,
            march_location_new(name, line,
                               (int)g_utf8_strlen(line_start, end - line_start) + 1),
            "byte 0x%02x is not UTF-8 text; save the table as UTF-8",
            (guint)(guint8)*end);
        return NULL;
    }
    *size = length;
    return g_strndup(text, length);
}

static char
delimiter_detect(const char *text)
{
    static const char CANDIDATES[] = ",;\t|";
    guint counts[4] = {0};
    gboolean quoted = FALSE;
    guint best = 0;

    for (const char *at = text; *at != '\0' && (quoted || *at != '\n'); at++) {
        const char *found = strchr(CANDIDATES, *at);

        if (*at == '"') {
            quoted = !quoted;
        } else if (!quoted && found != NULL) {
            counts[found - CANDIDATES]++;
        }
    }
    for (guint i = 1; i < G_N_ELEMENTS(counts); i++) {
        if (counts[i] > counts[best]) {
            best = i;
        }
    }
    return CANDIDATES[best];
}

static gboolean
is_row_end(const Scanner *scanner)
{
    return scanner->at >= scanner->length || scanner->text[scanner->at] == '\n' ||
           (scanner->text[scanner->at] == '\r' &&
            scanner->text[scanner->at + 1] == '\n');
}

static void
advance(Scanner *scanner)
{
    char byte = scanner->text[scanner->at++];

    if (byte == '\n') {
        scanner->line++;
        scanner->column = 1;
    } else if ((byte & 0xc0) != 0x80) {
        scanner->column++;
    }
}

/* Reads a cell, unquoting it in place; FALSE when text follows a closing quote. */
static gboolean
cell_scan(Scanner *scanner, Cell *cell, gsize *cell_end)
{
    gsize write = scanner->at;
    gboolean whole = TRUE;

    *cell = (Cell){(guint)scanner->at, scanner->line, scanner->column};
    if (scanner->at < scanner->length && scanner->text[scanner->at] == '"') {
        gboolean closed = FALSE;

        advance(scanner);
        while (scanner->at < scanner->length && !closed) {
            if (scanner->text[scanner->at] != '"') {
                scanner->text[write++] = scanner->text[scanner->at];
                advance(scanner);
            } else if (scanner->text[scanner->at + 1] == '"') {
                scanner->text[write++] = '"';
                advance(scanner);
                advance(scanner);
            } else {
                advance(scanner);
                closed = TRUE;
            }
        }
        whole = closed;
    }
    while (!is_row_end(scanner) && scanner->text[scanner->at] != scanner->delimiter) {
        whole = whole && (write == scanner->at || scanner->text[scanner->at] == ' ');
        scanner->text[write++] = scanner->text[scanner->at];
        advance(scanner);
    }
    *cell_end = write;
    return whole;
}

/* The ends are overwritten only now: a NUL may fall on a delimiter still to be read. */
static void
cells_terminate(MarchCsv *csv, guint first, const GArray *ends)
{
    for (guint i = 0; i < ends->len; i++) {
        Cell *cell = &g_array_index(csv->cells, Cell, first + i);
        char *end = csv->text + g_array_index(ends, gsize, i);

        while (end > csv->text + cell->offset && g_ascii_isspace(end[-1])) {
            end--;
        }
        *end = '\0';
        while (g_ascii_isspace(csv->text[cell->offset])) {
            cell->offset++;
        }
    }
}

static gboolean
row_is_blank(const MarchCsv *csv, guint first)
{
    for (guint i = first; i < csv->cells->len; i++) {
        if (csv->text[g_array_index(csv->cells, Cell, i).offset] != '\0') {
            return FALSE;
        }
    }
    return TRUE;
}

/* Adds one row; FALSE at the column limit. */
static gboolean
row_scan(MarchCsv *csv, Scanner *scanner, MarchDiagnostics *diagnostics)
{
    guint first = csv->cells->len;
    gboolean is_header = csv->starts->len == 0;
    int line = scanner->line;
    int bad_column = 0;
    gboolean more = TRUE;
    g_autoptr(GArray) ends = g_array_new(FALSE, FALSE, sizeof(gsize));

    while (more) {
        Cell cell;
        gsize end;

        if (!cell_scan(scanner, &cell, &end) && bad_column == 0) {
            bad_column = cell.column;
        }
        g_array_append_val(csv->cells, cell);
        g_array_append_val(ends, end);
        if (ends->len > COLUMN_LIMIT) {
            return FALSE;
        }
        more = !is_row_end(scanner);
        if (more) {
            advance(scanner);
        }
    }
    while (scanner->at < scanner->length && scanner->text[scanner->at] == '\r') {
        advance(scanner);
    }
    if (scanner->at < scanner->length) {
        advance(scanner);
    }
    cells_terminate(csv, first, ends);
    if (row_is_blank(csv, first)) {
        g_array_set_size(csv->cells, first);
        return TRUE;
    }
    if (is_header) {
        csv->n_columns = ends->len;
    }
    if (bad_column != 0 || ends->len > csv->n_columns) {
        csv->n_broken++;
        if (bad_column != 0) {
            march_diagnostics_add(
                diagnostics, MARCH_SEVERITY_ERROR, "broken-row",
                march_location_new(csv->name, line, bad_column), NULL,
                "the row is skipped: a quoted cell is not closed, or text follows its "
                "closing quote");
        } else {
            march_diagnostics_add(diagnostics, MARCH_SEVERITY_ERROR, "broken-row",
                                  march_location_new(csv->name, line, 1), NULL,
                                  "the row is skipped: it has %u cells where the "
                                  "header has %u",
                                  ends->len, csv->n_columns);
        }
        g_array_set_size(csv->cells, first);
        return TRUE;
    }
    g_array_append_val(csv->starts, first);
    return TRUE;
}

MarchCsv *
march_csv_parse(const char *text,
                gsize length,
                const char *name,
                MarchDiagnostics *diagnostics,
                GError **error)
{
    g_autoptr(MarchCsv) csv = g_new0(MarchCsv, 1);
    Scanner scanner = {.line = 1, .column = 1};
    guint end;

    csv->name = g_strdup(name);
    if (length > SIZE_LIMIT) {
        march_error_set(error, MARCH_ERROR_LIMIT, march_location_new(name, 0, 0),
                        "the table has %" G_GSIZE_FORMAT " bytes; the limit is 64 MiB",
                        length);
        return NULL;
    }
    csv->text = text_to_utf8(text, length, name, &scanner.length, error);
    if (csv->text == NULL) {
        return NULL;
    }
    if (memchr(csv->text, '\0', scanner.length) != NULL) {
        march_error_set(error, MARCH_ERROR_DATA, march_location_new(name, 0, 0),
                        "the table holds NUL bytes; expected a text file");
        return NULL;
    }
    csv->delimiter = delimiter_detect(csv->text);
    csv->cells = g_array_new(FALSE, FALSE, sizeof(Cell));
    csv->starts = g_array_new(FALSE, FALSE, sizeof(guint));
    scanner.text = csv->text;
    scanner.delimiter = csv->delimiter;
    while (scanner.at < scanner.length) {
        if (!row_scan(csv, &scanner, diagnostics)) {
            march_error_set(error, MARCH_ERROR_LIMIT,
                            march_location_new(name, scanner.line, 0),
                            "the row has more than %u cells", COLUMN_LIMIT);
            return NULL;
        }
    }
    if (csv->starts->len == 0) {
        march_error_set(error, MARCH_ERROR_DATA, march_location_new(name, 1, 1),
                        "the table is empty; expected a header row");
        return NULL;
    }
    end = csv->cells->len;
    g_array_append_val(csv->starts, end);
    return g_steal_pointer(&csv);
}

MarchCsv *
march_csv_read(const char *path, MarchDiagnostics *diagnostics, GError **error)
{
    g_autofree char *text = NULL;
    gsize length = 0;
    g_autoptr(GError) cause = NULL;
    g_autoptr(GMappedFile) map = NULL;

    errno = 0;
    map = g_mapped_file_new(path, FALSE, &cause);
    if (map == NULL) {
        march_error_set(error, march_error_code_from_errno(errno, FALSE),
                        march_location_new(path, 0, 0), "cannot read the table: %s",
                        g_strerror(errno));
        return NULL;
    }
    length = g_mapped_file_get_length(map);
    return march_csv_parse(length > 0 ? g_mapped_file_get_contents(map) : "", length,
                           path, diagnostics, error);
}

char
march_csv_get_delimiter(const MarchCsv *csv)
{
    return csv->delimiter;
}

guint
march_csv_count_columns(const MarchCsv *csv)
{
    return csv->n_columns;
}

guint
march_csv_count_rows(const MarchCsv *csv)
{
    return csv->starts->len - 2;
}

guint
march_csv_count_broken(const MarchCsv *csv)
{
    return csv->n_broken;
}

const char *
march_csv_get_header(const MarchCsv *csv, guint column)
{
    g_assert(column < csv->n_columns);
    return csv->text + g_array_index(csv->cells, Cell, column).offset;
}

/* The next significant character of a column name, lower case; '\0' at the end. */
static gunichar
name_next(const char **at)
{
    while (**at != '\0') {
        gunichar character = g_utf8_get_char(*at);

        *at = g_utf8_next_char(*at);
        if (character != ' ' && character != '-' && character != '_') {
            return g_unichar_tolower(character);
        }
    }
    return 0;
}

gboolean
march_csv_names_match(const char *a, const char *b)
{
    gunichar x;
    gunichar y;

    do {
        x = name_next(&a);
        y = name_next(&b);
    } while (x == y && x != 0);
    return x == y;
}

int
march_csv_find_column(const MarchCsv *csv, const char *name)
{
    for (guint i = 0; i < csv->n_columns; i++) {
        if (march_csv_names_match(march_csv_get_header(csv, i), name)) {
            return (int)i;
        }
    }
    return -1;
}

static const Cell *
cell_find(const MarchCsv *csv, guint row, guint column)
{
    guint first;
    guint end;

    g_assert(row + 2 < csv->starts->len);
    first = g_array_index(csv->starts, guint, row + 1);
    end = g_array_index(csv->starts, guint, row + 2);
    return first + column < end ? &g_array_index(csv->cells, Cell, first + column)
                                : NULL;
}

const char *
march_csv_get(const MarchCsv *csv, guint row, guint column)
{
    const Cell *cell = cell_find(csv, row, column);

    return cell != NULL ? csv->text + cell->offset : "";
}

MarchLocation
march_csv_locate(const MarchCsv *csv, guint row, guint column)
{
    const Cell *cell = cell_find(csv, row, column);

    if (cell == NULL) {
        cell = cell_find(csv, row, 0);
    }
    return march_location_new(csv->name, cell->line, cell->column);
}
