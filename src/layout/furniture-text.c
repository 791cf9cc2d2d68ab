/* SPDX-License-Identifier: MIT */
#include "furniture-text.h"

#include <string.h>

/* ems; few texts have glyphs narrower on average */
#define NARROW_GLYPH 0.22
#define SHORT_TEXT   80 /* bytes: measuring is remembered, breaking is not */
#define SHORT_WORD   4  /* letters that should not stand on a line alone */

/* How many bytes of @word fit into @width; at least one character. */
static gsize
fitting_bytes(const MarchFurnitureKit *kit,
              const MarchFont *font,
              const char *word,
              double width)
{
    gsize fits = 0;
    gsize fits_at_separator = 0;
    for (const char *end = g_utf8_next_char(word); *word != '\0';
         end = g_utf8_next_char(end)) {
        gsize length = (gsize)(end - word);
        g_autofree char *head = g_strndup(word, length);
        if (fits > 0 && march_furniture_text_width(kit, font, head) > width) {
            break;
        }
        fits = length;
        if (strchr("/.-_?&=", end[-1]) != NULL) {
            fits_at_separator = length;
        }
        if (*end == '\0') {
            return fits;
        }
    }
    /* a separator far to the left would leave an ugly hole */
    return fits_at_separator * 2 > fits ? fits_at_separator : fits;
}

/* Appends @line, in pieces if it is wider than @width. */
static void
append_line(const MarchFurnitureKit *kit,
            const MarchFont *font,
            GPtrArray *lines,
            const char *line,
            double width)
{
    const char *rest = line;
    while (march_furniture_text_width(kit, font, rest) > width + 0.01) {
        gsize length = fitting_bytes(kit, font, rest, width);
        if (rest[length] == '\0') {
            break;
        }
        g_ptr_array_add(lines, g_strndup(rest, length));
        rest += length;
    }
    g_ptr_array_add(lines, g_strdup(rest));
}

/* As much of @text as surely holds its first line: breaking costs by length. */
static char *
take_head(const MarchFont *font, const char *text, double first_width)
{
    gsize length = strlen(text);
    double most = first_width / (NARROW_GLYPH * font->size) + 20;
    if ((double)length <= most) {
        return g_strdup(text);
    }
    const char *end = text + (gsize)most;
    while (end > text && *end != ' ') {
        end--;
    }
    return end > text ? g_strndup(text, (gsize)(end - text)) : g_strdup(text);
}

/* The first line of @text in @first_width; *rest is set to what follows. */
static char *
take_first_line(const MarchFurnitureKit *kit,
                const MarchFont *font,
                const char *text,
                double first_width,
                const char **rest)
{
    g_autofree char *head = take_head(font, text, first_width);
    g_auto(GStrv) lines = march_text_break(kit->text, font, head, first_width);
    const char *first = lines[0] != NULL ? lines[0] : "";
    if (!g_str_has_prefix(text, first) ||
        march_furniture_text_width(kit, font, first) > first_width + 0.01) {
        *rest = text;
        return g_strdup("");
    }
    const char *end = text + strlen(first);
    while (g_ascii_isspace(*end)) {
        end++;
    }
    *rest = end;
    return g_strdup(first);
}

GPtrArray *
march_furniture_break(const MarchFurnitureKit *kit,
                      const MarchFont *font,
                      const char *text,
                      double first_width,
                      double width)
{
    g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func(g_free);
    const char *rest = text;

    if (strlen(text) <= SHORT_TEXT && strchr(text, '\n') == NULL &&
        march_furniture_text_width(kit, font, text) <= MIN(first_width, width)) {
        g_ptr_array_add(lines, g_strdup(text));
        return g_steal_pointer(&lines);
    }

    if (first_width < width) {
        g_ptr_array_add(lines, take_first_line(kit, font, text, first_width, &rest));
    }
    if (*rest != '\0') {
        g_auto(GStrv) broken = march_text_break(kit->text, font, rest, width);
        for (guint i = 0; broken[i] != NULL; i++) {
            append_line(kit, font, lines, broken[i], width);
        }
    }
    if (lines->len == 0) {
        g_ptr_array_add(lines, g_strdup(""));
    }
    return g_steal_pointer(&lines);
}

static gboolean
is_bound_word(const char *word)
{
    static const char *const words[] = {
        "km",        "m",       "mm",       "cm",       "ha",   "%",    "January",
        "February",  "March",   "April",    "May",      "June", "July", "August",
        "September", "October", "November", "December", NULL};
    for (gsize i = 0; words[i] != NULL; i++) {
        gsize length = strlen(words[i]);
        if (strncmp(word, words[i], length) == 0 &&
            !g_unichar_isalnum(g_utf8_get_char(word + length))) {
            return TRUE;
        }
    }
    return FALSE;
}

char *
march_furniture_bind_units(const char *text)
{
    g_autoptr(GString) bound = g_string_new(NULL);
    const char *last = strrchr(text, ' ');
    gboolean is_short = last != NULL && g_utf8_strlen(last + 1, -1) <= SHORT_WORD;
    for (const char *at = text; *at != '\0'; at++) {
        gboolean is_unit =
            *at == ' ' && at > text && g_ascii_isdigit(at[-1]) && is_bound_word(at + 1);
        gboolean is_angle =
            *at == ' ' && at >= text + 2 && strncmp(at - 2, "\302\260", 2) == 0;
        gboolean is_licence = *at == ' ' && g_str_has_prefix(at + 1, "BY ") &&
                              at >= text + 2 && strncmp(at - 2, "CC", 2) == 0;
        if (is_unit || is_angle || is_licence || (is_short && at == last)) {
            g_string_append(bound, "\302\240");
        } else {
            g_string_append_c(bound, *at);
        }
    }
    return g_strdup(bound->str);
}
