/* SPDX-License-Identifier: MIT */
#include "svg-xml.h"

#include <math.h>

/* A path has thousands of numbers, and printf takes ten times as long. */
static void
append_whole(GString *out, gint64 value)
{
    char digits[20];
    guint start = sizeof digits;

    do {
        digits[--start] = (char)('0' + value % 10);
        value /= 10;
    } while (value > 0);
    g_string_append_len(out, digits + start, (gssize)(sizeof digits - start));
}

void
march_xml_number(GString *out, double number, int decimals)
{
    static const gint64 powers[] = {1, 10, 100, 1000, 10000, 100000, 1000000};
    gint64 unit = powers[decimals];
    gint64 value = llround(CLAMP(number, -1e9, 1e9) * (double)unit);
    gint64 fraction;

    if (value < 0) {
        g_string_append_c(out, '-');
        value = -value;
    }
    fraction = value % unit;
    if (value >= unit || fraction == 0) {
        append_whole(out, value / unit);
    }
    if (fraction > 0) {
        char digits[8];
        int length = decimals;

        for (int i = decimals - 1; i >= 0; i--) {
            digits[i] = (char)('0' + fraction % 10);
            fraction /= 10;
        }
        while (digits[length - 1] == '0') {
            length--;
        }
        g_string_append_c(out, '.');
        g_string_append_len(out, digits, length);
    }
}

/* XML 1.0, production 2. */
static gboolean
is_xml_character(gunichar character)
{
    return character == 0x9 || character == 0xa || character == 0xd ||
           (character >= 0x20 && character <= 0xd7ff) ||
           (character >= 0xe000 && character <= 0xfffd) ||
           (character >= 0x10000 && character <= 0x10ffff);
}

void
march_xml_text(GString *out, const char *text)
{
    g_autofree char *valid = g_utf8_make_valid(text, -1);

    for (const char *at = valid; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar character = g_utf8_get_char(at);

        switch (character) {
        case '&':
            g_string_append(out, "&amp;");
            break;
        case '<':
            g_string_append(out, "&lt;");
            break;
        case '>':
            g_string_append(out, "&gt;");
            break;
        case '"':
            g_string_append(out, "&quot;");
            break;
        default:
            g_string_append_unichar(out,
                                    is_xml_character(character) ? character : 0xfffd);
        }
    }
}

void
march_xml_attribute(GString *out, const char *name, const char *text)
{
    if (text == NULL) {
        return;
    }
    g_string_append_printf(out, " %s=\"", name);
    march_xml_text(out, text);
    g_string_append_c(out, '"');
}

void
march_xml_ratio(GString *out, const char *name, double number)
{
    g_string_append_printf(out, " %s=\"", name);
    march_xml_number(out, number, 3);
    g_string_append_c(out, '"');
}

static guint
to_byte(double channel)
{
    return (guint)lround(CLAMP(channel, 0, 1) * 255);
}

void
march_xml_paint(GString *out, const char *name, MarchColor color)
{
    g_string_append_printf(out, " %s=\"#%02x%02x%02x\"", name, to_byte(color.red),
                           to_byte(color.green), to_byte(color.blue));
    if (color.alpha < 1) {
        g_string_append_printf(out, " %s-opacity=\"", name);
        march_xml_number(out, CLAMP(color.alpha, 0, 1), 3);
        g_string_append_c(out, '"');
    }
}
