/* SPDX-License-Identifier: MIT */
#include "geonames-reader.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COLUMN_COUNT 19
/** Broken rows reported one by one; the rest is counted. */
#define REPORT_LIMIT 20
#define LINE_LIMIT   ((gssize)4 << 20)

struct MarchGeonamesReader {
    char *path;
    FILE *file;
    char *line;
    size_t capacity;
    int number;
    guint64 position;
    guint broken;
    MarchDiagnostics *diagnostics;
};

MarchGeonamesReader *
march_geonames_reader_open(const char *path,
                           MarchDiagnostics *diagnostics,
                           GError **error)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        const int saved = errno;
        march_error_set(error, march_error_code_from_errno(saved, FALSE),
                        march_location_new(path, 0, 0),
                        "cannot open the GeoNames table: %s", g_strerror(saved));
        return NULL;
    }
    MarchGeonamesReader *reader = g_new0(MarchGeonamesReader, 1);
    reader->path = g_strdup(path);
    reader->file = file;
    reader->diagnostics = diagnostics;
    return reader;
}

void
march_geonames_reader_free(MarchGeonamesReader *reader)
{
    if (reader == NULL) {
        return;
    }
    if (reader->broken > REPORT_LIMIT) {
        march_diagnostics_add(reader->diagnostics, MARCH_SEVERITY_WARNING,
                              "bad-geonames-row",
                              march_location_new(reader->path, 0, 0), NULL,
                              "%u lines in all could not be used", reader->broken);
    }
    fclose(reader->file);
    free(reader->line);
    g_free(reader->path);
    g_free(reader);
}

guint64
march_geonames_reader_get_position(const MarchGeonamesReader *reader)
{
    return reader->position;
}

static void
complain(MarchGeonamesReader *reader, const char *what)
{
    if (++reader->broken <= REPORT_LIMIT) {
        march_diagnostics_add(reader->diagnostics, MARCH_SEVERITY_WARNING,
                              "bad-geonames-row",
                              march_location_new(reader->path, reader->number, 1), NULL,
                              "%s; the line is left out", what);
    }
}

static gboolean
parse_degrees(const char *text, double limit, double *degrees)
{
    char *end;
    *degrees = g_ascii_strtod(text, &end);
    return end != text && *end == '\0' && isfinite(*degrees) && fabs(*degrees) <= limit;
}

/** Cuts the line into @row; what is wrong with it, or NULL. */
static const char *
cut(char *line, MarchGeonamesRow *row)
{
    char *columns[COLUMN_COUNT];
    char *p = line;
    for (guint i = 0; i < COLUMN_COUNT; i++) {
        columns[i] = p;
        char *tab = strchr(p, '\t');
        if ((tab == NULL) != (i == COLUMN_COUNT - 1)) {
            return "the line has not 19 columns separated by tabs";
        }
        if (tab != NULL) {
            *tab = '\0';
            p = tab + 1;
        }
    }
    *row = (MarchGeonamesRow){
        .id = g_ascii_strtoll(columns[0], NULL, 10),
        .name = columns[1],
        .alternates = columns[3],
        .feature_class = columns[6],
        .feature_code = columns[7],
        .country = columns[8],
        .admin1 = columns[10],
        .admin2 = columns[11],
        .population = g_ascii_strtoll(columns[14], NULL, 10),
    };
    if (row->name[0] == '\0') {
        return "the name is empty";
    }
    if (!parse_degrees(columns[4], 90, &row->position.lat) ||
        !parse_degrees(columns[5], 180, &row->position.lon)) {
        return "the coordinates are not degrees";
    }
    if (row->country[0] != '\0' && strlen(row->country) != 2) {
        return "the country is not a two-letter code";
    }
    return NULL;
}

gboolean
march_geonames_reader_next(MarchGeonamesReader *reader,
                           MarchGeonamesRow *row,
                           GError **error)
{
    for (;;) {
        errno = 0;
        ssize_t length = getline(&reader->line, &reader->capacity, reader->file);
        if (length < 0) {
            if (!feof(reader->file)) {
                march_error_set(error, MARCH_ERROR_IO,
                                march_location_new(reader->path, reader->number, 0),
                                "cannot read the GeoNames table: %s",
                                g_strerror(errno));
            }
            return FALSE;
        }
        reader->number++;
        reader->position += (guint64)length;
        while (length > 0 &&
               (reader->line[length - 1] == '\n' || reader->line[length - 1] == '\r')) {
            reader->line[--length] = '\0';
        }
        if (length == 0) {
            continue;
        }
        if (length > LINE_LIMIT || strlen(reader->line) != (size_t)length ||
            !g_utf8_validate(reader->line, length, NULL)) {
            complain(reader, "the line is not UTF-8 text of at most 4 MiB");
            continue;
        }
        const char *wrong = cut(reader->line, row);
        if (wrong == NULL) {
            return TRUE;
        }
        complain(reader, wrong);
    }
}
