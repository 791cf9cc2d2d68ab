/* SPDX-License-Identifier: MIT */
/* Reading the recipe back. The files may be hostile: nothing in them is believed. */
#include <string.h>

#include "document.h"
#include "render/recipe.h"

#define RECIPE_MAX ((gsize)1 << 20)

typedef struct {
    const guint8 *data;
    gsize length;
} Span;

/* The first place of @needle in @span at or after @from; G_MAXSIZE when none. */
static gsize
find(Span span, gsize from, const char *needle)
{
    gsize count = strlen(needle);

    while (from + count <= span.length) {
        const guint8 *hit =
            memchr(span.data + from, needle[0], span.length - count - from + 1);

        if (hit == NULL) {
            return G_MAXSIZE;
        }
        from = (gsize)(hit - span.data);
        if (memcmp(hit, needle, count) == 0) {
            return from;
        }
        from++;
    }
    return G_MAXSIZE;
}

static gboolean
begins_with(Span span, const char *prefix)
{
    gsize count = strlen(prefix);

    return span.length >= count && memcmp(span.data, prefix, count) == 0;
}

/* One line of output; control characters must not reach a terminal. */
static void
add_pair(GString *out, const char *key, const char *value, gssize length)
{
    g_autofree char *valid = NULL;

    if (!march_recipe_key_is_valid(key) || out->len > RECIPE_MAX) {
        return;
    }
    valid = g_utf8_make_valid(value, length);
    g_string_append_printf(out, "%s: ", key);
    for (const char *at = valid; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar character = g_utf8_get_char(at);

        g_string_append_unichar(out, g_unichar_iscntrl(character) ? ' ' : character);
    }
    g_string_append_c(out, '\n');
}

static guint32
read_u32(const guint8 *data)
{
    return (guint32)data[0] << 24 | (guint32)data[1] << 16 | (guint32)data[2] << 8 |
           data[3];
}

/* iTXt: keyword, 0, compressed?, method, language, 0, translation, 0, text. */
static void
explain_text_chunk(GString *out, Span chunk)
{
    const gsize prefix = strlen(MARCH_RECIPE_PREFIX);
    const guint8 *end = memchr(chunk.data, 0, chunk.length);
    const guint8 *limit = chunk.data + chunk.length;
    const guint8 *text;
    g_autofree char *key = NULL;

    if (end == NULL || !begins_with(chunk, MARCH_RECIPE_PREFIX) || limit - end < 5 ||
        end[1] != 0) {
        return;
    }
    key = g_strndup((const char *)chunk.data + prefix,
                    (gsize)(end - chunk.data) - prefix);
    text = memchr(end + 3, 0, (gsize)(limit - end - 3));
    text = text != NULL ? memchr(text + 1, 0, (gsize)(limit - text - 1)) : NULL;
    if (text != NULL) {
        add_pair(out, key, (const char *)text + 1, limit - text - 1);
    }
}

static void
explain_png(GString *out, Span file)
{
    gsize at = 8;

    while (at + 12 <= file.length) {
        guint32 length = read_u32(file.data + at);

        if (length > file.length - at - 12) {
            return;
        }
        if (memcmp(file.data + at + 4, "iTXt", 4) == 0) {
            explain_text_chunk(out, (Span){file.data + at + 8, length});
        }
        at += 12 + (gsize)length;
    }
}

typedef struct {
    GString *out;
    char *key; /* of the open entry */
} EntryReader;

static void
start_entry(GMarkupParseContext *markup,
            const char *name,
            const char **keys,
            const char **values,
            gpointer user_data,
            GError **error)
{
    EntryReader *reader = user_data;

    (void)markup;
    (void)error;
    for (guint i = 0; strcmp(name, "march:entry") == 0 && keys[i] != NULL; i++) {
        if (strcmp(keys[i], "key") == 0) {
            g_free(reader->key);
            reader->key = g_strdup(values[i]);
        }
    }
}

static void
end_entry(GMarkupParseContext *markup,
          const char *name,
          gpointer user_data,
          GError **error)
{
    EntryReader *reader = user_data;

    (void)markup;
    (void)name;
    (void)error;
    g_clear_pointer(&reader->key, g_free);
}

static void
read_entry(GMarkupParseContext *markup,
           const char *text,
           gsize length,
           gpointer user_data,
           GError **error)
{
    EntryReader *reader = user_data;

    (void)markup;
    (void)error;
    if (reader->key != NULL) {
        add_pair(reader->out, reader->key, text, (gssize)length);
    }
}

/* Only the recipe's own element is parsed, never the whole drawing. */
static void
explain_svg(GString *out, Span file)
{
    static const GMarkupParser callbacks = {
        .start_element = start_entry, .end_element = end_entry, .text = read_entry};
    static const char closing[] = "</march:recipe>";
    gsize from = find(file, 0, "<march:recipe ");
    gsize to = from != G_MAXSIZE ? find(file, from, closing) : G_MAXSIZE;
    EntryReader reader = {.out = out};
    g_autoptr(GMarkupParseContext) markup = NULL;

    if (to == G_MAXSIZE || to - from > RECIPE_MAX) {
        return;
    }
    markup = g_markup_parse_context_new(&callbacks, 0, &reader, NULL);
    (void)g_markup_parse_context_parse(markup, (const char *)file.data + from,
                                       (gssize)(to - from + strlen(closing)), NULL);
    g_free(reader.key);
}

static char
unescape(char letter)
{
    switch (letter) {
    case 'n':
        return '\n';
    case 'r':
        return '\r';
    case 't':
        return '\t';
    case 'b':
        return '\b';
    case 'f':
        return '\f';
    default:
        return letter;
    }
}

/* A literal string (PDF 32000-1, 7.3.4.2); @at is after its opening parenthesis. */
static GByteArray *
read_literal(Span file, gsize at)
{
    GByteArray *bytes = g_byte_array_new();
    guint depth = 1;

    for (; at < file.length && bytes->len < RECIPE_MAX; at++) {
        guint8 byte = file.data[at];

        if (byte == '\\' && at + 1 < file.length) {
            byte = (guint8)unescape((char)file.data[++at]);
            if (g_ascii_isdigit(byte)) {
                guint code = 0;

                for (guint digits = 0;
                     digits < 3 && at < file.length && g_ascii_isdigit(file.data[at]);
                     digits++) {
                    code = code * 8 + (guint)(file.data[at++] - '0');
                }
                at--;
                byte = (guint8)code;
            }
        } else if (byte == '(') {
            depth++;
        } else if (byte == ')' && --depth == 0) {
            break;
        }
        g_byte_array_append(bytes, &byte, 1);
    }
    return bytes;
}

/* A hexadecimal string (7.3.4.3); @at is after its opening bracket. */
static GByteArray *
read_hexadecimal(Span file, gsize at)
{
    GByteArray *bytes = g_byte_array_new();
    int high = -1;

    for (; at < file.length && file.data[at] != '>' && bytes->len < RECIPE_MAX; at++) {
        int digit = g_ascii_xdigit_value((char)file.data[at]);

        if (digit < 0) {
            continue;
        }
        if (high < 0) {
            high = digit;
        } else {
            guint8 byte = (guint8)(high * 16 + digit);

            g_byte_array_append(bytes, &byte, 1);
            high = -1;
        }
    }
    return bytes;
}

/* A text string (7.9.2.2): UTF-16 with its mark, else taken as UTF-8 or Latin-1. */
static char *
decode_text(const GByteArray *bytes)
{
    const char *data = (const char *)bytes->data;
    char *text;

    if (bytes->len >= 2 && bytes->data[0] == 0xfe && bytes->data[1] == 0xff) {
        text =
            g_convert(data + 2, bytes->len - 2, "UTF-8", "UTF-16BE", NULL, NULL, NULL);
    } else if (g_utf8_validate(data, bytes->len, NULL)) {
        text = g_strndup(data, bytes->len);
    } else {
        text = g_convert(data, bytes->len, "UTF-8", "ISO-8859-1", NULL, NULL, NULL);
    }
    return text;
}

static void
add_keywords(GString *out, const char *keywords)
{
    g_auto(GStrv) lines = g_strsplit(keywords, "\n", -1);

    for (guint i = 0; lines[i] != NULL; i++) {
        char *equals = strchr(lines[i], '=');

        if (equals != NULL && g_str_has_prefix(lines[i], MARCH_RECIPE_PREFIX)) {
            *equals = '\0';
            add_pair(out, lines[i] + strlen(MARCH_RECIPE_PREFIX), equals + 1, -1);
        }
    }
}

static void
explain_pdf(GString *out, Span file)
{
    gsize at = find(file, 0, "/Keywords");
    g_autoptr(GByteArray) bytes = NULL;
    g_autofree char *keywords = NULL;

    if (at == G_MAXSIZE) {
        return;
    }
    at += strlen("/Keywords");
    while (at < file.length && g_ascii_isspace(file.data[at])) {
        at++;
    }
    if (at < file.length && file.data[at] == '(') {
        bytes = read_literal(file, at + 1);
    } else if (at < file.length && file.data[at] == '<') {
        bytes = read_hexadecimal(file, at + 1);
    }
    keywords = bytes != NULL && bytes->len > 0 ? decode_text(bytes) : NULL;
    if (keywords != NULL) {
        add_keywords(out, keywords);
    }
}

char *
march_document_explain(GBytes *bytes, GError **error)
{
    Span file = {0};
    GString *out = g_string_new(NULL);
    gboolean is_known = TRUE;

    file.data = g_bytes_get_data(bytes, &file.length);
    if (begins_with(file, "\x89PNG\r\n\x1a\n")) {
        explain_png(out, file);
    } else if (begins_with(file, "%PDF-")) {
        explain_pdf(out, file);
    } else if (begins_with(file, "<?xml") || begins_with(file, "<svg")) {
        explain_svg(out, file);
    } else {
        is_known = FALSE;
    }
    if (out->len > 0) {
        return g_string_free(out, FALSE);
    }
    g_string_free(out, TRUE);
    march_error_set(error, MARCH_ERROR_DATA, MARCH_LOCATION_NONE, "%s",
                    is_known
                        ? "the file holds no recipe: marchland did not write it, or "
                          "another program wrote it again"
                        : "the file is neither PNG, SVG nor PDF");
    return NULL;
}
