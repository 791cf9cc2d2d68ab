/* SPDX-License-Identifier: MIT */
#include "geocode-format.h"

#include <string.h>

gboolean
march_geocode_format_parse(const char *name, MarchGeocodeFormat *format)
{
    static const char *const names[] = {"text", "json", "jsonl",
                                        "tsv",  "csv",  "geojson"};
    for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
        if (strcmp(name, names[i]) == 0) {
            *format = (MarchGeocodeFormat)i;
            return TRUE;
        }
    }
    return FALSE;
}

/** Appends @text as a JSON string; what is not UTF-8 becomes U+FFFD. */
static void
append_json(GString *output, const char *text)
{
    if (text == NULL) {
        g_string_append(output, "null");
        return;
    }
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    g_string_append_c(output, '"');
    for (const char *p = valid; *p != '\0'; p++) {
        const guchar byte = (guchar)*p;
        if (byte == '"' || byte == '\\') {
            g_string_append_c(output, '\\');
            g_string_append_c(output, *p);
        } else if (byte < 0x20 || byte == 0x7F) {
            g_string_append_printf(output, "\\u%04x", byte);
        } else {
            g_string_append_c(output, *p);
        }
    }
    g_string_append_c(output, '"');
}

static void
append_number(GString *output, const char *format, double number)
{
    char buffer[G_ASCII_DTOSTR_BUF_SIZE];
    g_string_append(output, g_ascii_formatd(buffer, sizeof buffer, format, number));
}

static void
append_place(GString *output, const MarchPlace *place)
{
    g_string_append(output, "{\"name\":");
    append_json(output, place->name);
    g_string_append(output, ",\"lat\":");
    append_number(output, "%.5f", place->position.lat);
    g_string_append(output, ",\"lon\":");
    append_number(output, "%.5f", place->position.lon);
    g_string_append(output, ",\"country\":");
    append_json(output, place->country);
    g_string_append(output, ",\"admin1\":");
    append_json(output, place->admin1);
    g_string_append_printf(output, ",\"class\":\"%s\"",
                           march_place_class_name(place->place_class));
    if (place->geonames_id > 0) {
        g_string_append_printf(output, ",\"geonames_id\":%" G_GINT64_FORMAT,
                               place->geonames_id);
    } else {
        g_string_append(output, ",\"geonames_id\":null");
    }
    g_string_append_printf(output, ",\"population\":%" G_GINT64_FORMAT,
                           place->population);
    g_string_append(output, ",\"precision_km\":");
    append_number(output, "%.1f", place->precision_km);
    g_string_append_printf(output, ",\"match\":\"%s\"", march_match_name(place->match));
    g_string_append(output, ",\"score\":");
    append_number(output, "%.3f", place->score);
    g_string_append_c(output, '}');
}

static void
append_object(GString *output,
              const MarchGeocodeRow *row,
              const MarchAnswer *answer,
              gboolean is_verbose)
{
    g_string_append(output, "{\"id\":");
    append_json(output, row->id);
    g_string_append(output, ",\"query\":");
    append_json(output, row->query);
    g_string_append_printf(output, ",\"status\":\"%s\"",
                           march_answer_status_name(answer->status));
    if (is_verbose) {
        g_string_append(output, ",\"reason\":");
        append_json(output, answer->reason);
    }
    g_string_append(output, ",\"candidates\":[");
    for (guint i = 0; i < answer->candidates->len; i++) {
        if (i > 0) {
            g_string_append_c(output, ',');
        }
        append_place(output, answer->candidates->pdata[i]);
    }
    g_string_append(output, "]}");
}

/** The place of a found answer, else NULL: a table row has room for one. */
static const MarchPlace *
get_place(const MarchAnswer *answer)
{
    return answer->status == MARCH_ANSWER_FOUND && answer->candidates->len > 0
               ? answer->candidates->pdata[0]
               : NULL;
}

static void
append_geojson(GString *output, const MarchGeocodeRow *row, const MarchAnswer *answer)
{
    const MarchPlace *place = get_place(answer);
    g_string_append(output, "{\"type\":\"Feature\",\"geometry\":");
    if (place == NULL) {
        g_string_append(output, "null");
    } else {
        g_string_append(output, "{\"type\":\"Point\",\"coordinates\":[");
        append_number(output, "%.5f", place->position.lon);
        g_string_append_c(output, ',');
        append_number(output, "%.5f", place->position.lat);
        g_string_append(output, "]}");
    }
    g_string_append(output, ",\"properties\":");
    append_object(output, row, answer, TRUE);
    g_string_append_c(output, '}');
}

/** Appends a cell of a table; blanks stand for breaks where nothing can be quoted. */
static void
append_cell(GString *text,
            const MarchGeocodeOutput *output,
            const char *cell,
            guint index)
{
    const gboolean is_csv = output->format == MARCH_GEOCODE_CSV;
    const char special[] = {output->delimiter, '"', '\r', '\n', '\0'};
    if (index > 0) {
        g_string_append_c(text, is_csv ? output->delimiter : '\t');
    }
    if (!is_csv || strpbrk(cell, special) == NULL) {
        for (const char *p = cell; *p != '\0'; p++) {
            const gboolean breaks = !is_csv && (*p == '\t' || *p == '\n' || *p == '\r');
            g_string_append_c(text, breaks ? ' ' : *p);
        }
        return;
    }
    g_string_append_c(text, '"');
    for (const char *p = cell; *p != '\0'; p++) {
        if (*p == '"') {
            g_string_append_c(text, '"');
        }
        g_string_append_c(text, *p);
    }
    g_string_append_c(text, '"');
}

static void
end_line(GString *text, const MarchGeocodeOutput *output)
{
    g_string_append(text, output->has_crlf ? "\r\n" : "\n");
}

static void
append_number_cell(GString *text,
                   const MarchGeocodeOutput *output,
                   const char *format,
                   double number)
{
    char buffer[G_ASCII_DTOSTR_BUF_SIZE];
    append_cell(text, output, g_ascii_formatd(buffer, sizeof buffer, format, number),
                1);
}

/** The columns of the answer; those of a place are empty unless it is found. */
static const char *const ADDED[] = {"status",       "name",    "lat",    "lon",
                                    "precision_km", "country", "admin1", "class",
                                    "geonames_id",  "score",   "match",  "reason"};
/** Of these, how many tell of the place. */
#define PLACE_COLUMNS (G_N_ELEMENTS(ADDED) - 2)

static void
append_place_cells(GString *text,
                   const MarchGeocodeOutput *output,
                   const MarchPlace *place)
{
    g_autofree char *id = g_strdup_printf("%" G_GINT64_FORMAT, place->geonames_id);
    append_cell(text, output, place->name, 1);
    append_number_cell(text, output, "%.5f", place->position.lat);
    append_number_cell(text, output, "%.5f", place->position.lon);
    append_number_cell(text, output, "%.1f", place->precision_km);
    append_cell(text, output, place->country, 1);
    append_cell(text, output, place->admin1 != NULL ? place->admin1 : "", 1);
    append_cell(text, output, march_place_class_name(place->place_class), 1);
    append_cell(text, output, place->geonames_id > 0 ? id : "", 1);
    append_number_cell(text, output, "%.3f", place->score);
    append_cell(text, output, march_match_name(place->match), 1);
}

static void
append_table_row(GString *text,
                 const MarchGeocodeOutput *output,
                 const MarchGeocodeRow *row,
                 const MarchAnswer *answer)
{
    const MarchPlace *place = get_place(answer);
    if (row->cells == NULL) {
        append_cell(text, output, row->query, 0);
    }
    for (guint i = 0; row->cells != NULL && row->cells[i] != NULL; i++) {
        append_cell(text, output, row->cells[i], i);
    }
    append_cell(text, output, march_answer_status_name(answer->status), 1);
    if (place != NULL) {
        append_place_cells(text, output, place);
    } else {
        for (guint i = 0; i < PLACE_COLUMNS; i++) {
            append_cell(text, output, "", 1);
        }
    }
    append_cell(text, output, answer->reason != NULL ? answer->reason : "", 1);
    end_line(text, output);
}

/** Whether a header of the input is @prefix and the name of an added column. */
static gboolean
is_taken(const char *const *headers, const char *prefix)
{
    for (guint i = 0; headers != NULL && headers[i] != NULL; i++) {
        for (guint k = 0; k < G_N_ELEMENTS(ADDED); k++) {
            g_autofree char *name = g_strconcat(prefix, ADDED[k], NULL);
            g_autofree char *header = g_strstrip(g_strdup(headers[i]));
            if (g_ascii_strcasecmp(header, name) == 0) {
                return TRUE;
            }
        }
    }
    return FALSE;
}

static void
append_header(GString *text,
              const MarchGeocodeOutput *output,
              const char *const *headers)
{
    g_autofree char *prefix = g_strdup("geocode_");
    for (guint i = 2; is_taken(headers, prefix); i++) {
        g_free(prefix);
        prefix = g_strdup_printf("geocode%u_", i);
    }
    if (headers == NULL) {
        append_cell(text, output, "query", 0);
    }
    for (guint i = 0; headers != NULL && headers[i] != NULL; i++) {
        append_cell(text, output, headers[i], i);
    }
    for (guint i = 0; i < G_N_ELEMENTS(ADDED); i++) {
        g_autofree char *name = g_strconcat(prefix, ADDED[i], NULL);
        append_cell(text, output, name, 1);
    }
    end_line(text, output);
}

void
march_geocode_begin(GString *text,
                    const MarchGeocodeOutput *output,
                    const char *const *headers)
{
    if (output->format == MARCH_GEOCODE_JSON) {
        g_string_append(text, "[\n");
    } else if (output->format == MARCH_GEOCODE_GEOJSON) {
        g_string_append(text, "{\"type\":\"FeatureCollection\",\"features\":[\n");
    } else if (output->format == MARCH_GEOCODE_TSV ||
               output->format == MARCH_GEOCODE_CSV) {
        append_header(text, output, headers);
    }
}

void
march_geocode_append(GString *text,
                     const MarchGeocodeOutput *output,
                     const MarchGeocodeRow *row,
                     const MarchAnswer *answer,
                     guint64 number)
{
    switch (output->format) {
    case MARCH_GEOCODE_TEXT:
        march_text_table_append(text, &output->text, row->query, answer,
                                output->is_verbose);
        return;
    case MARCH_GEOCODE_JSONL:
        append_object(text, row, answer, output->is_verbose);
        g_string_append_c(text, '\n');
        return;
    case MARCH_GEOCODE_TSV:
    case MARCH_GEOCODE_CSV:
        append_table_row(text, output, row, answer);
        return;
    case MARCH_GEOCODE_JSON:
    case MARCH_GEOCODE_GEOJSON:
        g_string_append(text, number > 0 ? ",\n" : "");
        if (output->format == MARCH_GEOCODE_JSON) {
            append_object(text, row, answer, TRUE);
        } else {
            append_geojson(text, row, answer);
        }
        return;
    default:
        g_assert_not_reached();
    }
}

void
march_geocode_end(GString *text, const MarchGeocodeOutput *output, guint64 count)
{
    if (output->format == MARCH_GEOCODE_JSON) {
        g_string_append(text, count > 0 ? "\n]\n" : "]\n");
    } else if (output->format == MARCH_GEOCODE_GEOJSON) {
        g_string_append(text, count > 0 ? "\n]}\n" : "]}\n");
    }
}
