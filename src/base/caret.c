/* SPDX-License-Identifier: MIT */
#include "caret.h"

#include "file.h"

#include <string.h>

enum {
    FILE_LIMIT = 64 << 20,
    LINE_BYTES_MAX = 1 << 16,
    BEFORE_MAX = 60, /* characters shown before the caret in a long line */
    SHOWN_MAX = 100, /* characters of a line shown in all */
};

static const char *
line_find(const char *text, gsize length, int line, gsize *line_length)
{
    const char *end = text + length;
    const char *stop;

    for (int i = 1; i < line; i++) {
        const char *newline = memchr(text, '\n', (gsize)(end - text));

        if (newline == NULL) {
            return NULL;
        }
        text = newline + 1;
    }
    stop = memchr(text, '\n', (gsize)(end - text));
    *line_length = (gsize)((stop != NULL ? stop : end) - text);
    if (*line_length > 0 && text[*line_length - 1] == '\r') {
        (*line_length)--;
    }
    *line_length = MIN(*line_length, LINE_BYTES_MAX);
    return text;
}

/* Blanks as wide as @character is on a terminal. */
static void
blank_append(GString *text, gunichar character)
{
    if (character == '\t') {
        g_string_append_c(text, '\t');
    } else if (g_unichar_iswide(character)) {
        g_string_append(text, "  ");
    } else if (!g_unichar_iszerowidth(character)) {
        g_string_append_c(text, ' ');
    }
}

char *
march_caret_format(const char *text, gsize length, MarchLocation where)
{
    g_autoptr(GString) source = g_string_new(NULL);
    g_autoptr(GString) below = g_string_new(NULL);
    g_autofree char *line = NULL;
    gsize line_length = 0;
    const char *found;
    const char *at;
    int first = 1;
    int column = 1;

    if (where.line < 1) {
        return NULL;
    }
    found = line_find(text, length, where.line, &line_length);
    if (found == NULL) {
        return NULL;
    }
    line = g_utf8_make_valid(found, (gssize)line_length);
    if (where.column > BEFORE_MAX + 1 && g_utf8_strlen(line, -1) > SHOWN_MAX) {
        first = where.column - BEFORE_MAX;
        g_string_append(source, "…");
        g_string_append_c(below, ' ');
    }
    for (at = line; *at != '\0'; at = g_utf8_next_char(at), column++) {
        gunichar character = g_utf8_get_char(at);

        if (column < first) {
            continue;
        }
        if (column >= first + SHOWN_MAX) {
            g_string_append(source, "…");
            break;
        }
        if (g_unichar_iscntrl(character) && character != '\t') {
            character = 0xFFFD;
        }
        g_string_append_unichar(source, character);
        if (column < where.column) {
            blank_append(below, character);
        }
    }
    if (where.column < 1) {
        return g_strdup_printf("%5d | %s\n", where.line, source->str);
    }
    return g_strdup_printf("%5d | %s\n      | %s^\n", where.line, source->str,
                           below->str);
}

char *
march_caret_format_file(MarchLocation where)
{
    g_autofree char *text = NULL;
    gsize length = 0;

    if (where.file == NULL || where.line < 1) {
        return NULL;
    }
    text = march_file_read(where.file, FILE_LIMIT, &length, NULL);
    return text != NULL ? march_caret_format(text, length, where) : NULL;
}
