/* SPDX-License-Identifier: MIT */
#include "geonames-reader.h"

#include <math.h>
#include <string.h>

#include "line-reader.h"

#define COLUMN_COUNT 19
/** Lines with one problem that are reported one by one; the rest is counted. */
#define REPORT_LIMIT 5
#define LINE_LIMIT   ((gsize)1 << 20)
#define NAME_LIMIT   400
/** Bytes of a bad value that a message quotes. */
#define QUOTE_LIMIT 40

enum {
    COLUMN_ID = 0,
    COLUMN_NAME = 1,
    COLUMN_ALTERNATES = 3,
    COLUMN_LAT = 4,
    COLUMN_LON = 5,
    COLUMN_CLASS = 6,
    COLUMN_CODE = 7,
    COLUMN_COUNTRY = 8,
    COLUMN_ADMIN1 = 10,
    COLUMN_ADMIN2 = 11,
    COLUMN_POPULATION = 14,
    COLUMN_MODIFIED = 18,
};

typedef enum {
    PROBLEM_LONG,
    PROBLEM_TEXT,
    PROBLEM_COLUMNS,
    PROBLEM_ID,
    PROBLEM_NAME,
    PROBLEM_LAT,
    PROBLEM_LON,
    PROBLEM_COUNTRY,
    PROBLEM_POPULATION,
    PROBLEM_COUNT,
} Problem;

/** What a line has that cannot be used, and what becomes of the line. */
static const struct {
    const char *expected;
    MarchSeverity severity;
    gboolean is_fatal;
} problems[PROBLEM_COUNT] = {
    [PROBLEM_LONG] = {"a line of at most 1 MiB", MARCH_SEVERITY_WARNING, TRUE},
    [PROBLEM_TEXT] = {"UTF-8 text", MARCH_SEVERITY_WARNING, TRUE},
    [PROBLEM_COLUMNS] = {"19 columns separated by tabs", MARCH_SEVERITY_WARNING, TRUE},
    [PROBLEM_ID] = {"a geonameid from 1 to 4294967295", MARCH_SEVERITY_WARNING, TRUE},
    [PROBLEM_NAME] = {"a name of 1 to 400 bytes", MARCH_SEVERITY_WARNING, TRUE},
    [PROBLEM_LAT] = {"a latitude from -90 to 90", MARCH_SEVERITY_WARNING, TRUE},
    [PROBLEM_LON] = {"a longitude from -180 to 180", MARCH_SEVERITY_WARNING, TRUE},
    [PROBLEM_COUNTRY] = {"a country code of two letters, or none",
                         MARCH_SEVERITY_WARNING, TRUE},
    [PROBLEM_POPULATION] = {"a population in whole numbers", MARCH_SEVERITY_NOTE,
                            FALSE},
};

struct MarchGeonamesReader {
    char *path;
    MarchLineReader *lines;
    guint64 counts[PROBLEM_COUNT];
    guint64 usable;
    MarchDiagnostics *diagnostics;
};

MarchGeonamesReader *
march_geonames_reader_open(const char *path,
                           MarchDiagnostics *diagnostics,
                           GError **error)
{
    MarchLineReader *lines = march_line_reader_open(path, LINE_LIMIT, error);
    if (lines == NULL) {
        return NULL;
    }
    MarchGeonamesReader *reader = g_new0(MarchGeonamesReader, 1);
    reader->path = g_strdup(path);
    reader->lines = lines;
    reader->diagnostics = diagnostics;
    return reader;
}

/** Tells how many more lines than those reported had each problem. */
static void
report_rest(const MarchGeonamesReader *reader)
{
    for (guint i = 0; i < PROBLEM_COUNT; i++) {
        if (reader->counts[i] > REPORT_LIMIT) {
            march_diagnostics_add(
                reader->diagnostics, problems[i].severity, "bad-geonames-row",
                march_location_new(reader->path, 0, 0), NULL,
                "and %" G_GUINT64_FORMAT " more lines like it, without %s",
                reader->counts[i] - REPORT_LIMIT, problems[i].expected);
        }
    }
}

void
march_geonames_reader_free(MarchGeonamesReader *reader)
{
    if (reader != NULL) {
        report_rest(reader);
        march_line_reader_free(reader->lines);
        g_free(reader->path);
        g_free(reader);
    }
}

guint64
march_geonames_reader_get_position(const MarchGeonamesReader *reader)
{
    return march_line_reader_get_position(reader->lines);
}

guint64
march_geonames_reader_count_lines(const MarchGeonamesReader *reader)
{
    return (guint64)march_line_reader_get_number(reader->lines);
}

/** The column, in characters, of the byte @offset of @line. */
static int
column_of(const char *line, gsize offset)
{
    int column = 1;
    for (gsize i = 0; i < offset; i++) {
        column += ((guchar)line[i] & 0xC0) != 0x80;
    }
    return column;
}

/** @value (nullable) is what was found, at @offset of @line. */
static void
complain(MarchGeonamesReader *reader,
         Problem problem,
         const char *line,
         gsize offset,
         const char *value)
{
    if (++reader->counts[problem] > REPORT_LIMIT) {
        return;
    }
    g_autofree char *quoted = NULL;
    if (value != NULL) {
        g_autofree char *start = g_strndup(value, QUOTE_LIMIT);
        g_autofree char *valid = g_utf8_make_valid(start, -1);
        g_autofree char *escaped = g_strescape(valid, NULL);
        g_autofree char *plain = g_strcompress(escaped);
        g_strdelimit(plain, "\n\r\t\v\f\033", ' ');
        quoted = g_strdup_printf(", got \"%s\"%s", plain,
                                 strlen(value) > QUOTE_LIMIT ? "…" : "");
    }
    march_diagnostics_add(
        reader->diagnostics, problems[problem].severity, "bad-geonames-row",
        march_location_new(reader->path, march_line_reader_get_number(reader->lines),
                           column_of(line, offset)),
        NULL, "expected %s%s; %s", problems[problem].expected,
        quoted == NULL ? "" : quoted,
        problems[problem].is_fatal ? "the line is left out"
                                   : "the place is kept without it");
}

static gboolean
parse_degrees(const char *text, double limit, double *degrees)
{
    char *end;
    *degrees = g_ascii_strtod(text, &end);
    return end != text && *end == '\0' && isfinite(*degrees) && fabs(*degrees) <= limit;
}

/** A whole number, 0 when the cell is empty. */
static gboolean
parse_whole(const char *text, gint64 most, gint64 *number)
{
    guint64 value = 0;
    *number = 0;
    if (text[0] == '\0') {
        return TRUE;
    }
    if (!g_ascii_string_to_unsigned(text, 10, 0, (guint64)most, &value, NULL)) {
        return FALSE;
    }
    *number = (gint64)value;
    return TRUE;
}

/** Cuts the line at its tabs; how many columns it has. */
static guint
cut(char *line, char **columns)
{
    guint count = 1;
    columns[0] = line;
    for (char *p = line; *p != '\0'; p++) {
        if (*p == '\t') {
            if (count < COLUMN_COUNT) {
                *p = '\0';
                columns[count] = p + 1;
            }
            count++;
        }
    }
    return count;
}

/** Which column cannot be used, -1 when all can. */
static int
parse(char **columns, MarchGeonamesRow *row, Problem *problem)
{
    *row = (MarchGeonamesRow){
        .name = columns[COLUMN_NAME],
        .alternates = columns[COLUMN_ALTERNATES],
        .feature_class = columns[COLUMN_CLASS],
        .feature_code = columns[COLUMN_CODE],
        .country = columns[COLUMN_COUNTRY],
        .admin1 = columns[COLUMN_ADMIN1],
        .admin2 = columns[COLUMN_ADMIN2],
        .modified = columns[COLUMN_MODIFIED],
    };
    const gsize country_length = strlen(row->country);
    if (!parse_whole(columns[COLUMN_ID], G_MAXUINT32, &row->id)) {
        *problem = PROBLEM_ID;
        return COLUMN_ID;
    }
    if (row->name[0] == '\0' || strlen(row->name) > NAME_LIMIT) {
        *problem = PROBLEM_NAME;
        return COLUMN_NAME;
    }
    if (!parse_degrees(columns[COLUMN_LAT], 90, &row->position.lat)) {
        *problem = PROBLEM_LAT;
        return COLUMN_LAT;
    }
    if (!parse_degrees(columns[COLUMN_LON], 180, &row->position.lon)) {
        *problem = PROBLEM_LON;
        return COLUMN_LON;
    }
    if (country_length != 0 &&
        (country_length != 2 || !g_ascii_isupper(row->country[0]) ||
         !g_ascii_isalnum(row->country[1]))) {
        *problem = PROBLEM_COUNTRY;
        return COLUMN_COUNTRY;
    }
    if (!parse_whole(columns[COLUMN_POPULATION], G_MAXINT64, &row->population)) {
        *problem = PROBLEM_POPULATION;
        return COLUMN_POPULATION;
    }
    return -1;
}

static gboolean
is_number(const char *text)
{
    return text[0] != '\0' && strspn(text, "0123456789") == strlen(text);
}

/** Another file of GeoNames, or of ours, that was given by mistake; NULL for none. */
static const char *
recognize(char *const *columns, guint count, const char *line)
{
    if ((count == 10 || count == 8) && is_number(columns[0]) && is_number(columns[1])) {
        return "this looks like GeoNames' alternateNames, names without places; give "
               "the table of places (allCountries.txt, a country's file), whose fourth "
               "column holds these names too";
    }
    if (count == 4 && strlen(columns[0]) > 3 && columns[0][2] == '.') {
        return "this looks like GeoNames' codes of regions or districts; give it "
               "with --admin1 or --admin2";
    }
    if (count == 12 && strlen(columns[0]) == 2) {
        return "this looks like GeoNames' postal codes, not its places";
    }
    if (count == 3 && is_number(columns[0]) && is_number(columns[1])) {
        return "this looks like GeoNames' hierarchy, not its places";
    }
    if (count == 1 && strchr(line, ',') != NULL) {
        return "this looks like CSV, not like a table of GeoNames separated by tabs; "
               "give your own places with --places";
    }
    return NULL;
}

/** Whether the line is a header or a comment, as copies of GeoNames' files have. */
static gboolean
is_header(const MarchGeonamesReader *reader, const char *line)
{
    return line[0] == '#' || (march_line_reader_get_number(reader->lines) == 1 &&
                              g_ascii_strncasecmp(line, "geonameid\t", 10) == 0);
}

/** Whether the line makes a row; FALSE with @error when the file is another one. */
static gboolean
read_row(MarchGeonamesReader *reader,
         const MarchLine *line,
         MarchGeonamesRow *row,
         GError **error)
{
    const char *bad;
    if (!line->is_whole) {
        complain(reader, PROBLEM_LONG, "", 0, NULL);
        return FALSE;
    }
    if (!g_utf8_validate_len(line->text, line->length, &bad)) {
        complain(reader, PROBLEM_TEXT, line->text, (gsize)(bad - line->text), NULL);
        return FALSE;
    }
    char *columns[COLUMN_COUNT];
    const guint count = cut(line->text, columns);
    if (count != COLUMN_COUNT) {
        const char *what =
            reader->usable == 0 ? recognize(columns, count, line->text) : NULL;
        if (what != NULL) {
            march_error_set(
                error, MARCH_ERROR_DATA,
                march_location_new(reader->path,
                                   march_line_reader_get_number(reader->lines), 1),
                "%s", what);
            return FALSE;
        }
        g_autofree char *got = g_strdup_printf("%u columns", count);
        complain(reader, PROBLEM_COLUMNS, line->text, 0, got);
        return FALSE;
    }
    Problem problem;
    const int column = parse(columns, row, &problem);
    if (column >= 0) {
        complain(reader, problem, line->text, (gsize)(columns[column] - line->text),
                 columns[column]);
    }
    return column < 0 || !problems[problem].is_fatal;
}

/** A file of which nothing could be used is another file than was meant. */
static void
check_use(const MarchGeonamesReader *reader, GError **error)
{
    guint64 broken = 0;
    for (guint i = 0; i < PROBLEM_COUNT; i++) {
        broken += reader->counts[i];
    }
    if (reader->usable == 0 && broken > 0) {
        march_error_set(error, MARCH_ERROR_DATA, march_location_new(reader->path, 0, 0),
                        "none of its %" G_GUINT64_FORMAT
                        " lines can be used; expected a table of GeoNames: 19 columns "
                        "separated by tabs",
                        broken);
    }
}

gboolean
march_geonames_reader_next(MarchGeonamesReader *reader,
                           MarchGeonamesRow *row,
                           GError **error)
{
    MarchLine line;
    GError *inner = NULL;
    while (march_line_reader_next(reader->lines, &line, &inner)) {
        if ((line.length == 0 && line.is_whole) || is_header(reader, line.text)) {
            continue;
        }
        if (read_row(reader, &line, row, &inner)) {
            reader->usable++;
            return TRUE;
        }
        if (inner != NULL) {
            break;
        }
    }
    if (inner != NULL) {
        g_propagate_error(error, inner);
    } else {
        check_use(reader, error);
    }
    return FALSE;
}
