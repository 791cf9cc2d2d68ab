/* SPDX-License-Identifier: MIT */
#include "reader.h"

#include "base/number.h"

#include <string.h>

enum { FOUND_MAX = 60, TEXT_MAX = 2000 };

void
march_spec_reader_fail(MarchSpecReader *reader,
                       MarchLocation where,
                       const char *format,
                       ...)
{
    g_autofree char *message = NULL;
    va_list arguments;

    va_start(arguments, format);
    message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    if (reader->first == NULL) {
        march_error_set(&reader->first, MARCH_ERROR_CONFIG, where, "%s", message);
        return;
    }
    march_diagnostics_add(reader->diagnostics, MARCH_SEVERITY_ERROR, "figure-file",
                          where, NULL, "%s", message);
}

char *
march_spec_node_describe(const MarchYamlNode *node)
{
    g_autofree char *start = NULL;
    gboolean is_long;

    if (node->kind == MARCH_YAML_SEQUENCE) {
        return g_strdup("a list");
    }
    if (node->kind == MARCH_YAML_MAPPING) {
        return g_strdup("a mapping");
    }
    if (node->is_null) {
        return g_strdup("nothing");
    }
    is_long = g_utf8_strlen(node->text, -1) > FOUND_MAX;
    start = g_utf8_substring(node->text, 0,
                             is_long ? FOUND_MAX : g_utf8_strlen(node->text, -1));
    for (char *at = start; *at != '\0'; at++) {
        if (g_ascii_iscntrl(*at)) {
            *at = ' ';
        }
    }
    return g_strdup_printf("'%s%s'", start, is_long ? "…" : "");
}

void
march_spec_reader_expect(MarchSpecReader *reader,
                         const char *key,
                         const MarchYamlNode *node,
                         const char *expected)
{
    g_autofree char *found = march_spec_node_describe(node);

    march_spec_reader_fail(reader, node->where, "%s: expected %s, found %s", key,
                           expected, found);
}

gboolean
march_spec_reader_check_kind(MarchSpecReader *reader,
                             const char *key,
                             const MarchYamlNode *node,
                             MarchYamlKind kind,
                             const char *expected)
{
    if (node->kind == kind && !(kind == MARCH_YAML_SCALAR && node->is_null)) {
        return TRUE;
    }
    march_spec_reader_expect(reader, key, node, expected);
    return FALSE;
}

guint
march_spec_node_count(const MarchYamlNode *node)
{
    return node->kind == MARCH_YAML_SEQUENCE ? node->items->len : 1;
}

const MarchYamlNode *
march_spec_node_item(const MarchYamlNode *node, guint index)
{
    return node->kind == MARCH_YAML_SEQUENCE ? g_ptr_array_index(node->items, index)
                                             : node;
}

/* The text on one line: white space about and inside it made single blanks. */
static char *
text_fold(const char *text)
{
    g_autoptr(GString) folded = g_string_new(NULL);
    gboolean is_gap = FALSE;

    for (; *text != '\0'; text++) {
        if (strchr(" \t\r\n", *text) != NULL) {
            is_gap = folded->len > 0;
            continue;
        }
        if (is_gap) {
            g_string_append_c(folded, ' ');
            is_gap = FALSE;
        }
        g_string_append_c(folded, *text);
    }
    return g_string_free(g_steal_pointer(&folded), FALSE);
}

/* Whether every character may stand in an SVG and on a page. */
static gboolean
text_is_printable(const char *text)
{
    for (; *text != '\0'; text = g_utf8_next_char(text)) {
        gunichar character = g_utf8_get_char(text);

        if (g_unichar_iscntrl(character) || (character & 0xFFFE) == 0xFFFE) {
            return FALSE;
        }
    }
    return TRUE;
}

char *
march_spec_read_text(MarchSpecReader *reader,
                     const char *key,
                     const MarchYamlNode *node)
{
    g_autofree char *text = NULL;

    if (!march_spec_reader_check_kind(reader, key, node, MARCH_YAML_SCALAR, "text")) {
        return NULL;
    }
    text = text_fold(node->text);
    if (*text == '\0') {
        march_spec_reader_expect(reader, key, node, "text");
        return NULL;
    }
    if (!text_is_printable(text)) {
        march_spec_reader_expect(reader, key, node, "text without control characters");
        return NULL;
    }
    if (g_utf8_strlen(text, -1) > TEXT_MAX) {
        march_spec_reader_fail(reader, node->where, "%s: longer than %d characters",
                               key, (int)TEXT_MAX);
        return NULL;
    }
    return g_steal_pointer(&text);
}

char *
march_spec_read_path(MarchSpecReader *reader,
                     const char *key,
                     const MarchYamlNode *node)
{
    g_autofree char *path = march_spec_read_text(reader, key, node);

    if (path == NULL) {
        return NULL;
    }
    if (strstr(path, "://") != NULL || g_str_has_prefix(path, "/vsi")) {
        march_spec_reader_expect(reader, key, node,
                                 "a file (figure files cannot read from the network)");
        return NULL;
    }
    /* always joined, so that a name such as "PG:x" stays a file's for GDAL */
    return g_path_is_absolute(path) ? g_steal_pointer(&path)
                                    : g_build_filename(reader->folder, path, NULL);
}

char *
march_spec_read_country(MarchSpecReader *reader,
                        const char *key,
                        const MarchYamlNode *node)
{
    static const char EXPECTED[] = "a two-letter country code such as KG";

    if (!march_spec_reader_check_kind(reader, key, node, MARCH_YAML_SCALAR, EXPECTED)) {
        return NULL;
    }
    if (strlen(node->text) != 2 || !g_ascii_isalpha(node->text[0]) ||
        !g_ascii_isalpha(node->text[1])) {
        march_spec_reader_expect(reader, key, node, EXPECTED);
        return NULL;
    }
    return g_ascii_strup(node->text, 2);
}

gboolean
march_spec_read_boolean(MarchSpecReader *reader,
                        const char *key,
                        const MarchYamlNode *node,
                        gboolean *value)
{
    static const char *const WORDS[] = {"false", "true", "no", "yes", "off", "on"};

    for (gsize i = 0; node->kind == MARCH_YAML_SCALAR && i < G_N_ELEMENTS(WORDS); i++) {
        if (g_ascii_strcasecmp(node->text, WORDS[i]) == 0) {
            *value = i % 2 == 1;
            return TRUE;
        }
    }
    march_spec_reader_expect(reader, key, node, "true or false");
    return FALSE;
}

gboolean
march_spec_read_number(MarchSpecReader *reader,
                       const char *key,
                       const MarchYamlNode *node,
                       double least,
                       double most,
                       double *number)
{
    double parsed;

    if (!march_spec_reader_check_kind(reader, key, node, MARCH_YAML_SCALAR,
                                      "a number")) {
        return FALSE;
    }
    if (!march_number_parse(node->text, &parsed)) {
        march_spec_reader_expect(reader, key, node, "a number");
        return FALSE;
    }
    if (parsed < least || parsed > most) {
        march_spec_reader_fail(reader, node->where, "%s: %s is not from %g to %g", key,
                               node->text, least, most);
        return FALSE;
    }
    *number = parsed;
    return TRUE;
}

gboolean
march_spec_read_date(MarchSpecReader *reader,
                     const char *key,
                     const MarchYamlNode *node,
                     MarchDate *date)
{
    if (node->kind == MARCH_YAML_SCALAR && march_date_parse(node->text, date)) {
        return TRUE;
    }
    march_spec_reader_expect(reader, key, node, "a date such as 2021-05-01");
    return FALSE;
}

/* The first day after the day, month or year that @text names. */
static MarchDate
period_end(const char *text, MarchDate first)
{
    GDate end;

    g_date_clear(&end, 1);
    g_date_set_julian(&end, (guint32)first.day);
    switch (strlen(text)) {
    case 4:
        g_date_add_years(&end, 1);
        break;
    case 7:
        g_date_add_months(&end, 1);
        break;
    default:
        g_date_add_days(&end, 1);
        break;
    }
    return (MarchDate){(gint32)g_date_get_julian(&end)};
}

/* Two good dates the wrong way round. */
static gboolean
is_range_reversed(const char *text)
{
    g_auto(GStrv) days = g_strsplit(text, "/", 2);
    MarchDate from, to;

    return g_strv_length(days) == 2 && march_date_parse(g_strstrip(days[0]), &from) &&
           march_date_parse(g_strstrip(days[1]), &to) && to.day <= from.day;
}

gboolean
march_spec_read_dates(MarchSpecReader *reader,
                      const char *key,
                      const MarchYamlNode *node,
                      MarchDateRange *dates)
{
    MarchDate first;

    if (node->kind == MARCH_YAML_SCALAR) {
        if (march_date_range_parse(node->text, dates)) {
            return TRUE;
        }
        if (is_range_reversed(node->text)) {
            march_spec_reader_fail(reader, node->where,
                                   "%s: the second day of '%s' is not after the first",
                                   key, node->text);
            return FALSE;
        }
        if (march_date_parse(node->text, &first)) {
            *dates = (MarchDateRange){first, period_end(node->text, first)};
            return TRUE;
        }
    }
    march_spec_reader_expect(reader, key, node,
                             "dates such as 2021-04-28/2021-05-02 (the second day no "
                             "longer inside), 2021-04 or 2021");
    return FALSE;
}

gboolean
march_spec_check_position(MarchSpecReader *reader,
                          const char *key,
                          MarchLocation where,
                          MarchLonLat position)
{
    if (position.lat < -90 || position.lat > 90) {
        gboolean is_swapped = position.lon >= -90 && position.lon <= 90 &&
                              position.lat >= -180 && position.lat <= 180;

        march_spec_reader_fail(
            reader, where, "%s: latitude %g is not from -90 to 90%s", key, position.lat,
            is_swapped ? "; longitude comes first, are they swapped?" : "");
        return FALSE;
    }
    if (position.lon < -180 || position.lon > 180) {
        march_spec_reader_fail(reader, where,
                               "%s: longitude %g is not from -180 to 180", key,
                               position.lon);
        return FALSE;
    }
    return TRUE;
}

gboolean
march_spec_read_position(MarchSpecReader *reader,
                         const char *key,
                         const MarchYamlNode *node,
                         MarchLonLat *position)
{
    MarchLonLat parsed;

    if (node->kind != MARCH_YAML_SEQUENCE || node->items->len != 2) {
        march_spec_reader_expect(reader, key, node, "a position [lon, lat] in degrees");
        return FALSE;
    }
    if (!march_spec_read_number(reader, key, g_ptr_array_index(node->items, 0), -360,
                                360, &parsed.lon) ||
        !march_spec_read_number(reader, key, g_ptr_array_index(node->items, 1), -360,
                                360, &parsed.lat) ||
        !march_spec_check_position(reader, key, node->where, parsed)) {
        return FALSE;
    }
    *position = parsed;
    return TRUE;
}
