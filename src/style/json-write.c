/* SPDX-License-Identifier: MIT */
#include "json.h"

#include <math.h>
#include <string.h>

void
march_json_append_string(GString *text, const char *string)
{
    g_string_append_c(text, '"');
    for (; *string != '\0'; string++) {
        switch (*string) {
        case '"':
        case '\\':
            g_string_append_c(text, '\\');
            g_string_append_c(text, *string);
            break;
        case '\n':
            g_string_append(text, "\\n");
            break;
        case '\r':
            g_string_append(text, "\\r");
            break;
        case '\t':
            g_string_append(text, "\\t");
            break;
        case '\b':
            g_string_append(text, "\\b");
            break;
        case '\f':
            g_string_append(text, "\\f");
            break;
        default:
            if ((guchar)*string < 0x20) {
                g_string_append_printf(text, "\\u%04x", (guint)*string);
            } else {
                g_string_append_c(text, *string);
            }
        }
    }
    g_string_append_c(text, '"');
}

/* The fewest digits that read back as the same number, and their exponent. */
static int
shortest_digits(double number, char digits[32])
{
    char scientific[40];
    int n = 0;

    for (int precision = 0; precision <= 16; precision++) {
        char format[8];

        g_snprintf(format, sizeof format, "%%.%de", precision);
        g_ascii_formatd(scientific, sizeof scientific, format, number);
        if (!(g_ascii_strtod(scientific, NULL) < number) &&
            !(g_ascii_strtod(scientific, NULL) > number)) {
            break;
        }
    }
    for (const char *next = scientific; *next != 'e'; next++) {
        if (g_ascii_isdigit(*next)) {
            digits[n++] = *next;
        }
    }
    digits[n] = '\0';
    return (int)g_ascii_strtoll(strchr(scientific, 'e') + 1, NULL, 10);
}

/* ECMA-262, Number::toString. */
void
march_json_append_number(GString *text, double number)
{
    char digits[32];
    int exponent, count;

    if (isnan(number)) {
        g_string_append(text, "NaN");
        return;
    }
    if (number < 0) {
        g_string_append_c(text, '-');
        number = -number;
    }
    if (isinf(number)) {
        g_string_append(text, "Infinity");
        return;
    }
    if (!(number > 0)) {
        g_string_append_c(text, '0');
        return;
    }
    if (number < 1e15 && !(floor(number) < number)) {
        g_string_append_printf(text, "%" G_GINT64_FORMAT, (gint64)number);
        return;
    }
    exponent = shortest_digits(number, digits) + 1;
    count = (int)strlen(digits);
    if (exponent > 21 || exponent < -5) {
        g_string_append_c(text, digits[0]);
        if (count > 1) {
            g_string_append_c(text, '.');
            g_string_append(text, digits + 1);
        }
        g_string_append_printf(text, "e%+d", exponent - 1);
    } else if (exponent <= 0) {
        g_string_append(text, "0.");
        for (int i = exponent; i < 0; i++) {
            g_string_append_c(text, '0');
        }
        g_string_append(text, digits);
    } else {
        for (int i = 0; i < MAX(exponent, count); i++) {
            if (i == exponent) {
                g_string_append_c(text, '.');
            }
            g_string_append_c(text, i < count ? digits[i] : '0');
        }
    }
}

static void
append_finite_number(GString *text, double number)
{
    if (isfinite(number)) {
        march_json_append_number(text, number);
    } else {
        g_string_append(text, "null");
    }
}

static void
append_color(GString *text, MarchColor color)
{
    const double channels[4] = {color.red * color.alpha, color.green * color.alpha,
                                color.blue * color.alpha, color.alpha};

    for (guint i = 0; i < 4; i++) {
        g_string_append_printf(text, "%s\"%c\":", i == 0 ? "{" : ",", "rgba"[i]);
        append_finite_number(text, channels[i]);
    }
    g_string_append_c(text, '}');
}

void
march_json_append_value(GString *text, const MarchValue *value)
{
    switch (value->type) {
    case MARCH_VALUE_NULL:
        g_string_append(text, "null");
        break;
    case MARCH_VALUE_BOOLEAN:
        g_string_append(text, value->as.boolean ? "true" : "false");
        break;
    case MARCH_VALUE_NUMBER:
        append_finite_number(text, value->as.number);
        break;
    case MARCH_VALUE_STRING:
        march_json_append_string(text, value->as.string);
        break;
    case MARCH_VALUE_COLOR:
        append_color(text, value->as.color);
        break;
    case MARCH_VALUE_ARRAY:
        g_string_append_c(text, '[');
        for (gsize i = 0; i < value->as.array->length; i++) {
            if (i > 0) {
                g_string_append_c(text, ',');
            }
            march_json_append_value(text, &value->as.array->items[i]);
        }
        g_string_append_c(text, ']');
        break;
    case MARCH_VALUE_OBJECT:
        g_string_append_c(text, '{');
        for (gsize i = 0; i < value->as.object->length; i++) {
            if (i > 0) {
                g_string_append_c(text, ',');
            }
            march_json_append_string(text, value->as.object->keys[i]);
            g_string_append_c(text, ':');
            march_json_append_value(text, &value->as.object->values[i]);
        }
        g_string_append_c(text, '}');
        break;
    }
}

void
march_json_append(GString *text, const MarchJson *json)
{
    g_autoptr(MarchArena) arena = march_arena_new();
    MarchValue value = march_json_to_value(json, arena);

    march_json_append_value(text, &value);
}
