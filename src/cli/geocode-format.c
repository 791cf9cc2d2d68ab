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

static void
append_cell(GString *output,
            MarchGeocodeFormat format,
            const char *text,
            gboolean first)
{
    const gboolean is_csv = format == MARCH_GEOCODE_CSV;
    if (!first) {
        g_string_append_c(output, is_csv ? ',' : '\t');
    }
    if (!is_csv || strpbrk(text, ",\"\r\n") == NULL) {
        for (const char *p = text; *p != '\0'; p++) {
            const gboolean breaks = !is_csv && (*p == '\t' || *p == '\n' || *p == '\r');
            g_string_append_c(output, breaks ? ' ' : *p);
        }
        return;
    }
    g_string_append_c(output, '"');
    for (const char *p = text; *p != '\0'; p++) {
        if (*p == '"') {
            g_string_append_c(output, '"');
        }
        g_string_append_c(output, *p);
    }
    g_string_append_c(output, '"');
}

static void
append_table_row(GString *output,
                 MarchGeocodeFormat format,
                 const MarchGeocodeRow *row,
                 const MarchAnswer *answer)
{
    guint cells = 0;
    if (row->cells == NULL) {
        append_cell(output, format, row->query, cells++ == 0);
    }
    for (guint i = 0; row->cells != NULL && row->cells[i] != NULL; i++) {
        append_cell(output, format, row->cells[i], cells++ == 0);
    }
    const MarchPlace *place = get_place(answer);
    const char *status = march_answer_status_name(answer->status);
    append_cell(output, format, status, FALSE);
    g_autofree char *numbers[4] = {NULL};
    char buffer[G_ASCII_DTOSTR_BUF_SIZE];
    const char *texts[] = {"", "", "", "", "", "", "", ""};
    if (place != NULL) {
        texts[0] = place->name;
        texts[1] = numbers[0] = g_strdup(
            g_ascii_formatd(buffer, sizeof buffer, "%.5f", place->position.lat));
        texts[2] = numbers[1] = g_strdup(
            g_ascii_formatd(buffer, sizeof buffer, "%.5f", place->position.lon));
        texts[3] = numbers[2] = g_strdup(
            g_ascii_formatd(buffer, sizeof buffer, "%.1f", place->precision_km));
        texts[4] = place->country;
        texts[5] = march_place_class_name(place->place_class);
        texts[6] = numbers[3] =
            g_strdup(g_ascii_formatd(buffer, sizeof buffer, "%.3f", place->score));
    }
    texts[7] = answer->reason != NULL ? answer->reason : "";
    for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
        append_cell(output, format, texts[i], FALSE);
    }
    g_string_append_c(output, '\n');
    g_free(g_steal_pointer(&numbers[1]));
    g_free(g_steal_pointer(&numbers[2]));
    g_free(g_steal_pointer(&numbers[3]));
}

static void
append_text(GString *output,
            const MarchGeocodeRow *row,
            const MarchAnswer *answer,
            gboolean is_verbose)
{
    g_autofree char *query = g_utf8_make_valid(row->query, -1);
    g_string_append_printf(output, "%s: %s\n", query,
                           march_answer_status_name(answer->status));
    if (answer->reason != NULL &&
        (is_verbose || answer->status != MARCH_ANSWER_FOUND)) {
        g_string_append_printf(output, "    %s\n", answer->reason);
    }
    for (guint i = 0; i < answer->candidates->len; i++) {
        const MarchPlace *place = answer->candidates->pdata[i];
        g_string_append_printf(output, "  %4.2f  %8.4f %9.4f  \xC2\xB1%g km  %s",
                               place->score, place->position.lat, place->position.lon,
                               place->precision_km, place->name);
        if (place->admin1 != NULL) {
            g_string_append_printf(output, ", %s", place->admin1);
        }
        if (place->country[0] != '\0') {
            g_string_append_printf(output, ", %s", place->country);
        }
        g_string_append_printf(output, " (%s)\n",
                               march_place_class_name(place->place_class));
        if (is_verbose) {
            g_string_append_printf(output, "        %s match of \"%s\"; %s\n",
                                   march_match_name(place->match), place->matched,
                                   place->source != NULL ? place->source : "");
        }
    }
}

void
march_geocode_begin(GString *output,
                    MarchGeocodeFormat format,
                    const char *const *headers)
{
    static const char *const added[] = {"status", "name",         "lat",
                                        "lon",    "precision_km", "country",
                                        "class",  "score",        "reason"};
    if (format == MARCH_GEOCODE_JSON) {
        g_string_append(output, "[\n");
    } else if (format == MARCH_GEOCODE_GEOJSON) {
        g_string_append(output, "{\"type\":\"FeatureCollection\",\"features\":[\n");
    } else if (format == MARCH_GEOCODE_TSV || format == MARCH_GEOCODE_CSV) {
        guint cells = 0;
        if (headers == NULL) {
            append_cell(output, format, "query", cells++ == 0);
        }
        for (guint i = 0; headers != NULL && headers[i] != NULL; i++) {
            append_cell(output, format, headers[i], cells++ == 0);
        }
        for (guint i = 0; i < G_N_ELEMENTS(added); i++) {
            /* The input may have a column of that name: country often. */
            const gboolean is_taken =
                headers != NULL && g_strv_contains(headers, added[i]);
            g_autofree char *name =
                is_taken ? g_strconcat("found_", added[i], NULL) : g_strdup(added[i]);
            append_cell(output, format, name, FALSE);
        }
        g_string_append_c(output, '\n');
    }
}

void
march_geocode_append(GString *output,
                     MarchGeocodeFormat format,
                     const MarchGeocodeRow *row,
                     const MarchAnswer *answer,
                     gsize number,
                     gboolean is_verbose)
{
    switch (format) {
    case MARCH_GEOCODE_TEXT:
        append_text(output, row, answer, is_verbose);
        return;
    case MARCH_GEOCODE_JSONL:
        append_object(output, row, answer, is_verbose);
        g_string_append_c(output, '\n');
        return;
    case MARCH_GEOCODE_TSV:
    case MARCH_GEOCODE_CSV:
        append_table_row(output, format, row, answer);
        return;
    case MARCH_GEOCODE_JSON:
    case MARCH_GEOCODE_GEOJSON:
        g_string_append(output, number > 0 ? ",\n" : "");
        if (format == MARCH_GEOCODE_JSON) {
            append_object(output, row, answer, TRUE);
        } else {
            append_geojson(output, row, answer);
        }
        return;
    default:
        g_assert_not_reached();
    }
}

void
march_geocode_end(GString *output, MarchGeocodeFormat format, gsize count)
{
    if (format == MARCH_GEOCODE_JSON) {
        g_string_append(output, count > 0 ? "\n]\n" : "]\n");
    } else if (format == MARCH_GEOCODE_GEOJSON) {
        g_string_append(output, count > 0 ? "\n]}\n" : "]}\n");
    }
}
