/* SPDX-License-Identifier: MIT */
#include "template.h"

#include <string.h>

#include "base/date.h"

#define NAME_BYTES_MAX 150

static const MarchValue *
find_value(const MarchTemplateRow *row, const char *column)
{
    for (guint i = row->n_features; i-- > 0;) {
        const MarchFeature *feature = row->features[i];

        for (guint k = 0; k < feature->properties->len; k++) {
            const MarchProperty *property =
                &g_array_index(feature->properties, MarchProperty, k);

            if (g_ascii_strcasecmp(property->key, column) == 0) {
                return &property->value;
            }
        }
    }
    return NULL;
}

static void
append_value(GString *text, const MarchValue *value)
{
    char number[G_ASCII_DTOSTR_BUF_SIZE];

    switch (value->type) {
    case MARCH_VALUE_STRING:
        g_string_append(text, value->as.string);
        break;
    case MARCH_VALUE_NUMBER:
        g_ascii_formatd(number, sizeof number, "%.15g", value->as.number);
        g_string_append(text, number);
        break;
    case MARCH_VALUE_BOOLEAN:
        g_string_append(text, value->as.boolean ? "true" : "false");
        break;
    case MARCH_VALUE_NULL:
    case MARCH_VALUE_COLOR:
    case MARCH_VALUE_ARRAY:
    case MARCH_VALUE_OBJECT:
    default:
        break;
    }
}

static gboolean
append_date(GString *text, MarchDate date, const char *format)
{
    g_autoptr(GDate) day = g_date_new_julian((guint32)date.day);

    for (const char *p = format; *p != '\0'; p++) {
        if (*p != '%') {
            g_string_append_c(text, *p);
            continue;
        }
        switch (*++p) {
        case 'Y':
            g_string_append_printf(text, "%04u", g_date_get_year(day));
            break;
        case 'm':
            g_string_append_printf(text, "%02u", (guint)g_date_get_month(day));
            break;
        case 'd':
            g_string_append_printf(text, "%02u", g_date_get_day(day));
            break;
        case 'j':
            g_string_append_printf(text, "%03u", g_date_get_day_of_year(day));
            break;
        case 'V':
            g_string_append_printf(text, "%02u", g_date_get_iso8601_week_of_year(day));
            break;
        default:
            return FALSE;
        }
    }
    return TRUE;
}

static gboolean
append_formatted(GString *text,
                 const MarchValue *value,
                 const char *column,
                 const char *format,
                 MarchLocation where,
                 GError **error)
{
    g_autoptr(GString) plain = g_string_new(NULL);
    MarchDate date;

    append_value(plain, value);
    /* "2021-04-28T10:00" is a day as well */
    if (plain->len > 10 && (plain->str[10] == 'T' || plain->str[10] == ' ')) {
        g_string_truncate(plain, 10);
    }
    if (!march_date_parse(plain->str, &date)) {
        march_error_set(error, MARCH_ERROR_DATA, where,
                        "{%s:%s}: \"%s\" is no date; expected YYYY-MM-DD", column,
                        format, plain->str);
        return FALSE;
    }
    if (!append_date(text, date, format)) {
        march_error_set(error, MARCH_ERROR_CONFIG, where,
                        "{%s:%s}: expected a format of %%Y, %%m, %%d, %%j and %%V",
                        column, format);
        return FALSE;
    }
    return TRUE;
}

/* The text between braces. */
static gboolean
append_field(GString *text,
             const char *field,
             const MarchTemplateRow *row,
             MarchLocation where,
             GError **error)
{
    const char *colon = strchr(field, ':');
    g_autofree char *column =
        colon != NULL ? g_strndup(field, (gsize)(colon - field)) : g_strdup(field);
    const MarchValue *value;

    g_strstrip(column);
    value = find_value(row, column);
    if (value == NULL && strcmp(column, "row") == 0) {
        g_string_append_printf(text, "%04u", row->number);
        return TRUE;
    }
    if (value == NULL) {
        march_error_set(error, MARCH_ERROR_CONFIG, where,
                        "no table of the plan has a column \"%s\"", column);
        return FALSE;
    }
    if (colon != NULL) {
        return append_formatted(text, value, column, colon + 1, where, error);
    }
    append_value(text, value);
    return TRUE;
}

char *
march_template_expand(const char *text,
                      const MarchTemplateRow *row,
                      MarchLocation where,
                      GError **error)
{
    g_autoptr(GString) expanded = g_string_new(NULL);

    for (const char *p = text; *p != '\0'; p++) {
        g_autofree char *field = NULL;
        const char *end;

        if ((*p == '{' || *p == '}') && p[1] == *p) {
            g_string_append_c(expanded, *p++);
            continue;
        }
        if (*p != '{') {
            g_string_append_c(expanded, *p);
            continue;
        }
        end = strchr(p, '}');
        if (end == NULL) {
            march_error_set(error, MARCH_ERROR_CONFIG, where,
                            "\"%s\" has a brace that is not closed", text);
            return NULL;
        }
        field = g_strndup(p + 1, (gsize)(end - p - 1));
        if (!append_field(expanded, field, row, where, error)) {
            return NULL;
        }
        p = end;
    }
    return g_string_free(g_steal_pointer(&expanded), FALSE);
}

char *
march_template_file_name(const char *text)
{
    g_autoptr(GString) name = g_string_new(NULL);
    gboolean is_gap = FALSE;

    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        gboolean is_kept =
            g_unichar_isalnum(c) || g_unichar_ismark(c) || c == '.' || c == '_';

        if (!is_kept) {
            is_gap = TRUE;
            continue;
        }
        if (name->len == 0 && c == '.') {
            continue;
        }
        if (is_gap && name->len > 0) {
            g_string_append_c(name, '-');
        }
        is_gap = FALSE;
        if (name->len + 6 > NAME_BYTES_MAX) {
            break;
        }
        g_string_append_unichar(name, c);
    }
    return name->len > 0 ? g_string_free(g_steal_pointer(&name), FALSE) : NULL;
}
