/* SPDX-License-Identifier: MIT */
#include "notes.h"

#include <math.h>
#include <string.h>

#include "furniture-text.h"
#include "timeline.h"

#define COLUMN_GAP      2.2  /* em */
#define LINE_PITCH      1.27 /* em */
#define PARAGRAPH_SPACE 0.3  /* em */
#define COLUMNS_MAX     3
#define FULL_SIZE       0.8 /* em of the base */
#define EM_MIN          MARCH_TEXT_SIZE_LEAST
/* 5 and 4.5 pt: below 6 pt print fills in, which is said of a figure; the last resort */
#define EM_SMALL 1.7639
#define EM_LEAST 1.5875

typedef struct {
    const char *lead;
    char *text;
} Paragraph;

typedef struct {
    char *text;
    gboolean is_own; /* the figure file's: shed before what the program says */
    gboolean is_shed;
} Note;

typedef struct {
    const char *lead; /* (nullable) set before the text, bold */
    double lead_advance;
    char *text;
    gboolean starts_paragraph;
    double x, baseline;
} Line;

struct MarchFooter {
    GArray *notes; /* of Note */
    char *sources;
    char *credits;
    char *projection;
    char *short_projection;
    const MarchTimeline *timeline; /* (nullable) borrowed; above the lines */
    double width;
    double em;
    GArray *lines; /* of Line */
    double column_width;
    gboolean is_rtl;
};

static void
clear_note(gpointer data)
{
    Note *note = data;
    g_free(note->text);
}

static void
clear_line(gpointer data)
{
    Line *line = data;
    g_free(line->text);
}

static void
clear_paragraph(gpointer data)
{
    Paragraph *paragraph = data;
    g_free(paragraph->text);
}

char *
march_scale_text(double denominator)
{
    double power = pow(10, floor(log10(denominator)) - 1);
    /* two digits, three after a leading 1: a step of at most 5 % */
    if (denominator / power < 20) {
        power /= 10;
    }
    double rounded = round(denominator / power) * power;
    g_autofree char *number = march_furniture_number(rounded);
    gboolean is_exact = fabs(rounded - denominator) <= denominator * 1e-3;
    return g_strconcat(is_exact ? "1:" : "about 1:", number, NULL);
}

static void
append_sentence(GString *text, const char *line)
{
    if (line[0] == '\0') {
        return;
    }
    if (text->len > 0) {
        g_string_append_c(text, ' ');
    }
    g_string_append(text, line);
    if (strchr(".!?", text->str[text->len - 1]) == NULL) {
        g_string_append_c(text, '.');
    }
}

/* Credits may be of the user's own layers: what has no translation stays untold. */
static char *
join_credits(const GPtrArray *lines, const MarchWords *words)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; i < lines->len; i++) {
        g_autofree char *said = march_words_say(words, g_ptr_array_index(lines, i));
        append_sentence(text, said);
    }
    return g_strdup(text->str);
}

static char *
join_sentences(const GPtrArray *lines, MarchWords *words)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; i < lines->len; i++) {
        g_autofree char *said =
            march_words_translate(words, g_ptr_array_index(lines, i));
        append_sentence(text, said);
    }
    return g_strdup(text->str);
}

/* The notes that are not shed. */
static char *
join_notes(const GArray *notes)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; i < notes->len; i++) {
        const Note *note = &g_array_index(notes, Note, i);
        if (!note->is_shed) {
            append_sentence(text, note->text);
        }
    }
    return g_strdup(text->str);
}

static char *
projection_text(const MarchSpec *spec, const char *description, double denominator)
{
    g_autofree char *scale = march_scale_text(denominator);
    g_autofree char *width =
        spec->width_px > 0
            ? g_strdup_printf("Scale %s at a width of %d\302\240px (%.0f to the inch).",
                              scale, spec->width_px, spec->dpi)
            : g_strdup_printf("Scale %s at a width of %.0f\302\240mm.", scale,
                              spec->width_mm);
    g_autofree char *projection = march_words_translate(spec->words, description);
    g_autofree char *said = march_words_translate(spec->words, width);
    g_autoptr(GString) text = g_string_new(NULL);

    append_sentence(text, projection);
    append_sentence(text, said);
    return g_strdup(text->str);
}

MarchFooter *
march_footer_new(const MarchSpec *spec,
                 const MarchMarginalia *marginalia,
                 const MarchFrame *frame)
{
    MarchFooter *footer = g_new0(MarchFooter, 1);
    footer->notes = g_array_new(FALSE, TRUE, sizeof(Note));
    g_array_set_clear_func(footer->notes, clear_note);
    for (guint i = 0; i < marginalia->notes->len; i++) {
        const char *text = g_ptr_array_index(marginalia->notes, i);
        Note note = {.text = march_words_translate(spec->words, text),
                     .is_own = g_ptr_array_find_with_equal_func(spec->notes, text,
                                                                g_str_equal, NULL)};
        g_array_append_val(footer->notes, note);
    }
    footer->timeline = marginalia->timeline;
    footer->sources = join_sentences(marginalia->sources, spec->words);
    footer->credits = join_credits(marginalia->credits, spec->words);

    const char *description =
        "Lambert conformal conic, 39.25\302\260 N and 40.75\302\260 N, centred "
        "170.25\302\260 E";
    double denominator = 12300000;
    if (frame != NULL) {
        description =
            march_projection_get_description(march_frame_get_projection(frame));
        denominator = march_frame_get_scale_denominator(frame);
    }
    footer->projection = projection_text(spec, description, denominator);
    g_auto(GStrv) pieces = g_strsplit(description, ",", 2);
    footer->short_projection =
        projection_text(spec, pieces[0] != NULL ? pieces[0] : description, denominator);

    footer->lines = g_array_new(FALSE, TRUE, sizeof(Line));
    g_array_set_clear_func(footer->lines, clear_line);
    return footer;
}

void
march_footer_free(MarchFooter *footer)
{
    if (footer == NULL) {
        return;
    }
    g_array_unref(footer->notes);
    g_free(footer->sources);
    g_free(footer->credits);
    g_free(footer->projection);
    g_free(footer->short_projection);
    g_array_unref(footer->lines);
    g_free(footer);
}

static void
append_paragraph(GArray *paragraphs, const char *lead, char *text)
{
    if (text[0] == '\0') {
        g_free(text);
        return;
    }
    Paragraph paragraph = {.lead = lead, .text = text};
    g_array_append_val(paragraphs, paragraph);
}

static GArray *
make_paragraphs(const MarchFooter *footer, gboolean is_short)
{
    GArray *paragraphs = g_array_new(FALSE, TRUE, sizeof(Paragraph));
    g_array_set_clear_func(paragraphs, clear_paragraph);
    append_paragraph(paragraphs, "Notes", join_notes(footer->notes));
    append_paragraph(paragraphs, "Sources", g_strdup(footer->sources));
    append_paragraph(
        paragraphs, "Projection",
        g_strdup(is_short ? footer->short_projection : footer->projection));
    append_paragraph(paragraphs, "Data", g_strdup(footer->credits));
    return paragraphs;
}

static guint
column_count(double width, double em)
{
    double ems = width / em;
    return ems > 150 ? 3 : ems > 58 ? 2 : 1;
}

static void
append_lines(const MarchFurnitureKit *kit,
             const Paragraph *paragraph,
             double em,
             double width,
             GArray *lines)
{
    MarchFont font = march_furniture_font(kit, em, 400);
    MarchFont bold = march_furniture_font(kit, em, 700);
    double lead_advance =
        march_furniture_text_width(kit, &bold, paragraph->lead) + 0.55 * em;
    g_autofree char *bound = march_furniture_bind_units(paragraph->text);
    g_autoptr(GPtrArray) broken =
        march_furniture_break(kit, &font, bound, width - lead_advance, width);
    for (guint i = 0; i < broken->len; i++) {
        Line line = {.text = g_strdup(g_ptr_array_index(broken, i)),
                     .starts_paragraph = i == 0};
        if (i == 0) {
            line.lead = paragraph->lead;
            line.lead_advance = lead_advance;
        }
        g_array_append_val(lines, line);
    }
}

/* The height of lines @from to @to (not included), in ems. */
static double
block_height(const GArray *lines, guint from, guint to)
{
    double height = 0;
    for (guint i = from; i < to; i++) {
        const Line *line = &g_array_index(lines, Line, i);
        height +=
            LINE_PITCH + (i > from && line->starts_paragraph ? PARAGRAPH_SPACE : 0);
    }
    return height;
}

/* How bad a column break before line @at is, in ems. */
static double
break_penalty(const GArray *lines, guint at)
{
    if (at == 0 || at >= lines->len ||
        g_array_index(lines, Line, at).starts_paragraph) {
        return 0;
    }
    gboolean is_orphan = g_array_index(lines, Line, at - 1).starts_paragraph;
    gboolean is_widow =
        at + 1 >= lines->len || g_array_index(lines, Line, at + 1).starts_paragraph;
    return is_orphan || is_widow ? 1.3 : 0.4;
}

/* Picks the column breaks of least height; @breaks gets n + 1 line numbers. */
static double
balance_columns(const GArray *lines, guint n_columns, guint *breaks)
{
    double best_cost = G_MAXDOUBLE;
    double best_height = 0;
    guint n = lines->len;
    for (guint first = n_columns > 1 ? 0 : n; first <= n; first++) {
        for (guint second = n_columns > 2 ? first : n; second <= n; second++) {
            double height = MAX(block_height(lines, 0, first),
                                MAX(block_height(lines, first, second),
                                    block_height(lines, second, n)));
            double cost =
                height + break_penalty(lines, first) + break_penalty(lines, second);
            if (cost < best_cost) {
                best_cost = cost;
                best_height = height;
                breaks[0] = 0;
                breaks[1] = first;
                breaks[2] = second;
                breaks[3] = n;
            }
        }
    }
    return best_height;
}

/* Sets the type at @em and returns the height in mm. */
static double
set_lines(MarchFooter *footer,
          const MarchFurnitureKit *kit,
          const GArray *paragraphs,
          double em,
          double width)
{
    guint n_columns = column_count(width, em);
    double gap = COLUMN_GAP * em;
    double column_width = (width - gap * (n_columns - 1)) / n_columns;
    g_array_set_size(footer->lines, 0);
    for (guint i = 0; i < paragraphs->len; i++) {
        append_lines(kit, &g_array_index(paragraphs, Paragraph, i), em, column_width,
                     footer->lines);
    }

    guint breaks[COLUMNS_MAX + 1] = {0};
    double top = march_timeline_height(footer->timeline, kit);
    double height = top + balance_columns(footer->lines, n_columns, breaks) * em;
    for (guint column = 0; column < COLUMNS_MAX; column++) {
        for (guint i = breaks[column]; i < breaks[column + 1]; i++) {
            Line *line = &g_array_index(footer->lines, Line, i);
            guint place = march_words_is_right_to_left(kit->words)
                              ? n_columns - 1 - column
                              : column;
            line->x = place * (column_width + gap);
            line->baseline =
                top + (block_height(footer->lines, breaks[column], i + 1) - 0.27) * em;
        }
    }
    footer->em = em;
    footer->column_width = column_width;
    footer->is_rtl = march_words_is_right_to_left(kit->words);
    footer->width = width;
    return height;
}

double
march_footer_set(MarchFooter *footer, const MarchFurnitureKit *kit, double width)
{
    g_autoptr(GArray) paragraphs = make_paragraphs(footer, FALSE);
    return set_lines(footer, kit, paragraphs, MAX(FULL_SIZE * kit->base, EM_MIN),
                     width);
}

/* The note that is missed least: the last of the figure's own, then of the others
   but the first, which says date and point of view; NULL when only that is left. */
static Note *
find_next_to_shed(const MarchFooter *footer)
{
    Note *other = NULL;
    for (guint i = footer->notes->len; i-- > 1;) {
        Note *note = &g_array_index(footer->notes, Note, i);
        if (note->is_shed) {
            continue;
        }
        if (note->is_own) {
            return note;
        }
        other = other != NULL ? other : note;
    }
    return other;
}

static double
set_brief(MarchFooter *footer, const MarchFurnitureKit *kit, double em, double width)
{
    g_autoptr(GArray) paragraphs = make_paragraphs(footer, TRUE);
    return set_lines(footer, kit, paragraphs, em, width);
}

double
march_footer_fit(MarchFooter *footer,
                 const MarchFurnitureKit *kit,
                 double width,
                 double wanted_height,
                 double max_height,
                 MarchDiagnostics *diagnostics)
{
    static const double sizes[] = {FULL_SIZE, 0.75, 0.7};
    double height = 0;
    double em = 0;

    /* the text is not to suffer for what stands above it */
    wanted_height = MIN(wanted_height + march_timeline_height(footer->timeline, kit),
                        MAX(wanted_height, max_height));
    g_autoptr(GArray) full = make_paragraphs(footer, FALSE);
    for (gsize i = 0; i < G_N_ELEMENTS(sizes); i++) {
        em = MAX(sizes[i] * kit->base, EM_MIN);
        height = set_lines(footer, kit, full, em, width);
        if (height <= wanted_height) {
            return height;
        }
    }
    height = set_brief(footer, kit, em, width);
    if (strcmp(footer->projection, footer->short_projection) != 0) {
        march_diagnostics_add(diagnostics, MARCH_SEVERITY_NOTE, "note-shed",
                              MARCH_LOCATION_NONE, "projection",
                              "the page is too small for the parameters of the "
                              "projection; print them in the caption");
    }
    for (Note *note = find_next_to_shed(footer); height > wanted_height && note != NULL;
         note = find_next_to_shed(footer)) {
        note->is_shed = TRUE;
        march_diagnostics_add(diagnostics, MARCH_SEVERITY_WARNING, "note-shed",
                              MARCH_LOCATION_NONE, NULL,
                              "the page is too small for the note \"%s\"; print it in "
                              "the caption",
                              note->text);
        height = set_brief(footer, kit, em, width);
    }
    if (height > max_height) {
        height = set_brief(footer, kit, EM_SMALL, width);
    }
    return height <= max_height ? height : set_brief(footer, kit, EM_LEAST, width);
}

void
march_footer_draw(const MarchFooter *footer,
                  const MarchFurnitureKit *kit,
                  MarchPoint origin)
{
    MarchFont font = march_furniture_font(kit, footer->em, 400);
    MarchFont bold = march_furniture_font(kit, footer->em, 700);

    if (footer->timeline != NULL) {
        march_timeline_draw(footer->timeline, kit, origin, footer->width);
    }
    march_furniture_begin_group(kit, "footer", "Notes and sources");
    for (guint i = 0; i < footer->lines->len; i++) {
        const Line *line = &g_array_index(footer->lines, Line, i);
        MarchPoint at = {origin.x + line->x +
                             (footer->is_rtl ? footer->column_width : 0),
                         origin.y + line->baseline};
        MarchTextAlign align =
            footer->is_rtl ? MARCH_TEXT_ALIGN_END : MARCH_TEXT_ALIGN_START;
        if (line->lead != NULL) {
            march_furniture_add_text(kit, &bold, line->lead, at, align, kit->quiet);
            at.x += footer->is_rtl ? -line->lead_advance : line->lead_advance;
        }
        if (line->text[0] != '\0') {
            march_furniture_add_text(kit, &font, line->text, at, align, kit->quiet);
        }
    }
    march_scene_end_group(kit->scene);
}
