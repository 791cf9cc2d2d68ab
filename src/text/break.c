/* SPDX-License-Identifier: MIT */
/* Breaking a text into lines. */
#include <string.h>

#include "engine.h"
#include "words.h"

/* A line of whole names may be longer than asked by so much before a name is broken. */
#define NAME_SLACK 1.25

/* What a line may end at. */
enum {
    BREAK_NONE,
    BREAK_IN_NAME, /* between words that are written as one */
    BREAK_FULL,    /* a space, a hyphen, a mark */
};

/* A paragraph with what breaking needs to know of each of its characters. */
typedef struct {
    char *text;
    glong length;               /* characters */
    int *widths;                /* Pango units, in logical order */
    const PangoLogAttr *breaks; /* length + 1, borrowed from the layout */
    guint8 *ends;               /* length + 1: of the enumeration above */
    guint8 least;               /* lines end at breaks of at least this kind */
    PangoLayout *layout;
} Paragraph;

static void
paragraph_clear(Paragraph *paragraph)
{
    g_free(paragraph->text);
    g_free(paragraph->widths);
    g_free(paragraph->ends);
    g_clear_object(&paragraph->layout);
}

static gboolean
is_in_name(gunichar before, gunichar after)
{
    return march_text_is_spaceless(before) && march_text_is_spaceless(after) &&
           g_unichar_isgraph(before) && !g_unichar_ispunct(before) &&
           !g_unichar_ispunct(after);
}

/* Pango lets a line end between any two ideographs; words are what ICU finds. */
static void
find_ends(Paragraph *paragraph)
{
    g_autofree guint8 *words = NULL;
    const char *at = paragraph->text;
    gunichar before = 0;

    paragraph->ends = g_new0(guint8, (gsize)paragraph->length + 1);
    for (glong i = 0; i < paragraph->length; i++, at = g_utf8_next_char(at)) {
        gunichar letter = g_utf8_get_char(at);

        if (i > 0 && is_in_name(before, letter)) {
            words = words != NULL
                        ? words
                        : march_text_find_words(paragraph->text, paragraph->length);
            paragraph->ends[i] =
                words != NULL && words[i] != 0 ? BREAK_IN_NAME : BREAK_NONE;
        } else if (paragraph->breaks[i].is_line_break) {
            paragraph->ends[i] = BREAK_FULL;
        }
        before = letter;
    }
}

static void
paragraph_init(Paragraph *paragraph,
               MarchTextEngine *engine,
               const MarchFont *font,
               const char *text)
{
    PangoLayoutLine *line;
    int count;

    /* As a line it is kept, for it is broken again for other widths and figures. */
    paragraph->layout = g_object_ref(march_text_line_get(engine, font, text)->layout);
    text = pango_layout_get_text(paragraph->layout);
    paragraph->text = g_strdup(text);
    paragraph->length = g_utf8_strlen(text, -1);
    paragraph->widths = g_new0(int, (gsize)paragraph->length + 1);
    paragraph->breaks = pango_layout_get_log_attrs_readonly(paragraph->layout, &count);
    line = pango_layout_get_line_readonly(paragraph->layout, 0);
    for (GSList *node = line->runs; node != NULL; node = node->next) {
        PangoLayoutRun *run = node->data;
        glong at = g_utf8_pointer_to_offset(text, text + run->item->offset);

        pango_glyph_item_get_logical_widths(run, text, paragraph->widths + at);
    }
    find_ends(paragraph);
    paragraph->least = BREAK_IN_NAME;
}

static glong
skip_spaces(const Paragraph *paragraph, glong at)
{
    while (at < paragraph->length && paragraph->breaks[at].is_white) {
        at++;
    }
    return at;
}

/* The end of the line that begins at @start: as far as fits, but at least a word. */
static glong
find_line_end(const Paragraph *paragraph, glong start, gint64 width)
{
    gint64 used = 0;  /* with the spaces seen so far */
    gint64 inked = 0; /* up to the last character that is not a space */
    glong end = start;

    for (glong i = start; i < paragraph->length; i++) {
        used += paragraph->widths[i];
        if (!paragraph->breaks[i].is_white) {
            inked = used;
        }
        if (inked > width && end > start) {
            return end;
        }
        if (i + 1 == paragraph->length || paragraph->ends[i + 1] >= paragraph->least) {
            end = i + 1;
        }
    }
    return end;
}

static guint
count_lines(const Paragraph *paragraph, gint64 width)
{
    guint count = 0;

    for (glong at = skip_spaces(paragraph, 0); at < paragraph->length;
         at = skip_spaces(paragraph, at)) {
        at = find_line_end(paragraph, at, width);
        count++;
    }
    return count;
}

/* Names are broken only where whole ones would make a line much too long. */
static void
keep_names_whole(Paragraph *paragraph, gint64 width)
{
    paragraph->least = BREAK_FULL;
    for (glong at = skip_spaces(paragraph, 0); at < paragraph->length;
         at = skip_spaces(paragraph, at)) {
        glong end = find_line_end(paragraph, at, width);
        gint64 used = 0;

        for (glong i = at; i < end; i++) {
            used += paragraph->breaks[i].is_white ? 0 : paragraph->widths[i];
        }
        if (used > NAME_SLACK * (double)width) {
            paragraph->least = BREAK_IN_NAME;
            return;
        }
        at = end;
    }
}

/* The smallest width that needs no more lines than @width does. */
static gint64
balance_width(const Paragraph *paragraph, gint64 width)
{
    guint count = count_lines(paragraph, width);
    gint64 low = 0, high = width;

    while (high - low > PANGO_SCALE) {
        gint64 middle = (low + high) / 2;

        if (count_lines(paragraph, middle) <= count) {
            high = middle;
        } else {
            low = middle;
        }
    }
    return high;
}

static void
add_lines(GPtrArray *lines, const Paragraph *paragraph, gint64 width)
{
    glong at = skip_spaces(paragraph, 0);

    if (at == paragraph->length) {
        g_ptr_array_add(lines, g_strdup(""));
    }
    while (at < paragraph->length) {
        glong end = find_line_end(paragraph, at, width);
        glong last = end;
        const char *from = g_utf8_offset_to_pointer(paragraph->text, at);

        while (last > at && paragraph->breaks[last - 1].is_white) {
            last--;
        }
        g_ptr_array_add(
            lines,
            g_strndup(from, (gsize)(g_utf8_offset_to_pointer(from, last - at) - from)));
        at = skip_spaces(paragraph, end);
    }
}

static char **
break_text(MarchTextEngine *engine,
           const MarchFont *font,
           const char *text,
           double max_width,
           gboolean balanced)
{
    g_auto(GStrv) paragraphs = g_strsplit(text, "\n", -1);
    GPtrArray *lines = g_ptr_array_new();
    double limit = CLAMP(max_width, 0, 1e6) / march_font_unit(font) * PANGO_SCALE;

    for (guint i = 0; paragraphs[i] != NULL; i++) {
        Paragraph paragraph = {0};
        gint64 width = (gint64)limit;

        paragraph_init(&paragraph, engine, font, paragraphs[i]);
        if (balanced) {
            keep_names_whole(&paragraph, width);
            width = balance_width(&paragraph, width);
        }
        add_lines(lines, &paragraph, width);
        paragraph_clear(&paragraph);
    }
    g_ptr_array_add(lines, NULL);
    return (char **)g_ptr_array_free(lines, FALSE);
}

char **
march_text_break(MarchTextEngine *engine,
                 const MarchFont *font,
                 const char *text,
                 double max_width)
{
    return break_text(engine, font, text, max_width, FALSE);
}

char **
march_text_break_balanced(MarchTextEngine *engine,
                          const MarchFont *font,
                          const char *text,
                          double max_width)
{
    return break_text(engine, font, text, max_width, TRUE);
}
