/* SPDX-License-Identifier: MIT */
/* For TIOCGWINSZ, which POSIX lacks. */
#define _DEFAULT_SOURCE
#include "geocode-text.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

/** Columns of the longest name and of the longest region that are not cut. */
#define NAME_WIDTH   40
#define REGION_WIDTH 24
/** Terminals narrower than this are taken to have this width. */
#define LEAST_WIDTH 24

typedef enum {
    FIELD_SCORE,
    FIELD_NAME,
    FIELD_REGION,
    FIELD_COUNTRY,
    FIELD_CLASS,
    FIELD_LAT,
    FIELD_LON,
    FIELD_PRECISION,
    FIELD_COUNT,
} Field;

static const char *const HEADS[FIELD_COUNT] = {"score", "name", "region", "in",
                                               "class", "lat",  "lon",    "\xC2\xB1km"};

/** What goes first when the terminal is too narrow. */
static const Field SHED[] = {FIELD_CLASS, FIELD_REGION, FIELD_PRECISION};

typedef struct {
    char *cells[FIELD_COUNT];
} Line;

static void
clear_line(gpointer data)
{
    Line *line = data;
    for (guint i = 0; i < FIELD_COUNT; i++) {
        g_free(line->cells[i]);
    }
}

void
march_text_table_init(MarchTextTable *table)
{
    const char *columns = g_getenv("COLUMNS");
    const char *no_color = g_getenv("NO_COLOR");
    const char *terminal = g_getenv("TERM");
    struct winsize size;
    *table = (MarchTextTable){0};
    if (isatty(STDOUT_FILENO) != 1) {
        return;
    }
    table->has_color = (no_color == NULL || *no_color == '\0') && terminal != NULL &&
                       strcmp(terminal, "dumb") != 0;
    table->width = 80;
    if (columns != NULL && g_ascii_strtoull(columns, NULL, 10) > 0) {
        table->width = (guint)MIN(g_ascii_strtoull(columns, NULL, 10), 1000);
    } else if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) {
        table->width = size.ws_col;
    }
    table->width = MAX(table->width, LEAST_WIDTH);
}

static guint
letter_width(gunichar letter)
{
    if (letter == 0x00AD) {
        return 1;
    }
    return g_unichar_iszerowidth(letter) ? 0 : g_unichar_iswide(letter) ? 2 : 1;
}

guint
march_text_width(const char *text)
{
    guint width = 0;
    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
        width += letter_width(g_utf8_get_char(p));
    }
    return width;
}

/** @text on one line for a terminal: what would steer it is shown as U+FFFD. */
char *
march_text_make_visible(const char *text)
{
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    g_autoptr(GString) visible = g_string_new(NULL);
    for (const char *p = valid; *p != '\0'; p = g_utf8_next_char(p)) {
        const gunichar letter = g_utf8_get_char(p);
        /* Overrides of direction would let one name rewrite the line it is in. */
        const gboolean steers = g_unichar_iscntrl(letter) ||
                                (letter >= 0x202A && letter <= 0x202E) ||
                                (letter >= 0x2066 && letter <= 0x2069);
        g_string_append_unichar(visible, steers ? 0xFFFD : letter);
    }
    return g_strdup(visible->str);
}

/** The first @width columns of @text, with an ellipsis where it is cut. */
char *
march_text_cut(const char *text, guint width)
{
    if (width == 0 || march_text_width(text) <= width) {
        return g_strdup(text);
    }
    guint used = 0;
    const char *p = text;
    while (used + letter_width(g_utf8_get_char(p)) < width) {
        used += letter_width(g_utf8_get_char(p));
        p = g_utf8_next_char(p);
    }
    g_autofree char *head = g_strndup(text, (gsize)(p - text));
    return g_strconcat(head, "\xE2\x80\xA6", NULL);
}

static char *
format_number(const char *format, double number)
{
    char buffer[G_ASCII_DTOSTR_BUF_SIZE];
    return g_strdup(g_ascii_formatd(buffer, sizeof buffer, format, number));
}

/** The name, and the one that matched where that is another. */
static char *
name_place(const MarchPlace *place)
{
    g_autofree char *both = NULL;
    if (place->matched != NULL && place->matched[0] != '\0' &&
        strcmp(place->matched, place->name) != 0) {
        both = g_strdup_printf("%s (%s)", place->name, place->matched);
    }
    return march_text_make_visible(both != NULL ? both : place->name);
}

static void
append_place(GArray *lines, const MarchPlace *place, gboolean is_whole)
{
    g_autofree char *name = name_place(place);
    g_autofree char *region =
        march_text_make_visible(place->admin1 != NULL ? place->admin1 : "");
    const Line line = {
        .cells = {
            [FIELD_SCORE] = format_number("%.2f", place->score),
            [FIELD_NAME] = march_text_cut(name, is_whole ? 0 : NAME_WIDTH),
            [FIELD_REGION] = march_text_cut(region, is_whole ? 0 : REGION_WIDTH),
            [FIELD_COUNTRY] = g_strdup(place->country),
            [FIELD_CLASS] = g_strdup(march_place_class_name(place->place_class)),
            [FIELD_LAT] = format_number("%.4f", place->position.lat),
            [FIELD_LON] = format_number("%.4f", place->position.lon),
            [FIELD_PRECISION] = format_number(
                place->precision_km < 10 ? "%.2g" : "%.0f", place->precision_km),
        }};
    g_array_append_val(lines, line);
}

static gboolean
is_number(Field field)
{
    return field == FIELD_SCORE || field == FIELD_LAT || field == FIELD_LON ||
           field == FIELD_PRECISION;
}

static guint
measure(const GArray *lines, guint widths[FIELD_COUNT])
{
    guint total = 0;
    for (guint field = 0; field < FIELD_COUNT; field++) {
        widths[field] = march_text_width(HEADS[field]);
        for (guint i = 0; i < lines->len; i++) {
            const Line *line = &g_array_index(lines, Line, i);
            widths[field] = MAX(widths[field], march_text_width(line->cells[field]));
        }
        total += widths[field] + 2;
    }
    return total;
}

/** Leaves columns out, then cuts names, until the table is as narrow as the terminal. */
static void
fit(guint total, guint width, guint widths[FIELD_COUNT])
{
    for (guint i = 0; width > 0 && total > width && i < G_N_ELEMENTS(SHED); i++) {
        total -= widths[SHED[i]] + 2;
        widths[SHED[i]] = 0;
    }
    if (width > 0 && total > width) {
        const guint over = total - width;
        widths[FIELD_NAME] =
            widths[FIELD_NAME] > over + 8 ? widths[FIELD_NAME] - over : 8;
    }
}

static void
append_line(GString *text, char *const *cells, const guint widths[FIELD_COUNT])
{
    guint owed = 0;
    for (guint field = 0; field < FIELD_COUNT; field++) {
        if (widths[field] == 0) {
            continue;
        }
        g_autofree char *cell = march_text_cut(cells[field], widths[field]);
        const guint blanks = widths[field] - march_text_width(cell);
        owed += 2 + (is_number((Field)field) ? blanks : 0);
        if (cell[0] != '\0') {
            g_string_append_printf(text, "%*s%s", (int)owed, "", cell);
            owed = 0;
        } else {
            owed += march_text_width(cell);
        }
        owed += is_number((Field)field) ? 0 : blanks;
    }
    g_string_append_c(text, '\n');
}

static void
append_candidates(GString *text,
                  const MarchTextTable *table,
                  const MarchAnswer *answer,
                  gboolean is_verbose)
{
    g_autoptr(GArray) lines = g_array_new(FALSE, FALSE, sizeof(Line));
    g_array_set_clear_func(lines, clear_line);
    for (guint i = 0; i < answer->candidates->len; i++) {
        append_place(lines, answer->candidates->pdata[i], table->width == 0);
    }
    guint widths[FIELD_COUNT];
    fit(measure(lines, widths), table->width, widths);
    g_string_append(text, table->has_color ? "\033[2m" : "");
    char *heads[FIELD_COUNT];
    for (guint i = 0; i < FIELD_COUNT; i++) {
        heads[i] = (char *)(guintptr)HEADS[i];
    }
    append_line(text, heads, widths);
    if (table->has_color) {
        g_string_insert(text, (gssize)text->len - 1, "\033[0m");
    }
    for (guint i = 0; i < lines->len; i++) {
        const MarchPlace *place = answer->candidates->pdata[i];
        append_line(text, g_array_index(lines, Line, i).cells, widths);
        if (is_verbose) {
            g_autofree char *matched = march_text_make_visible(place->matched);
            g_autofree char *source =
                march_text_make_visible(place->source != NULL ? place->source : "");
            g_string_append_printf(text, "         %s match of \"%s\"",
                                   march_match_name(place->match), matched);
            if (place->geonames_id > 0) {
                g_string_append_printf(text, "; GeoNames %" G_GINT64_FORMAT,
                                       place->geonames_id);
            }
            if (place->population > 0) {
                g_string_append_printf(text, "; %" G_GINT64_FORMAT " inhabitants",
                                       place->population);
            }
            g_string_append_printf(text, "%s%s\n", source[0] != '\0' ? "; " : "",
                                   source);
        }
    }
}

void
march_text_table_append(GString *text,
                        const MarchTextTable *table,
                        const char *query,
                        const MarchAnswer *answer,
                        gboolean is_verbose)
{
    static const char *const colors[] = {"\033[32m", "\033[33m", "\033[31m"};
    g_autofree char *visible = march_text_make_visible(query);
    g_autofree char *shown =
        march_text_cut(visible, table->width > 0 ? NAME_WIDTH * 2 : 0);
    g_string_append_printf(text, "%s%s%s: %s%s%s", table->has_color ? "\033[1m" : "",
                           shown, table->has_color ? "\033[0m" : "",
                           table->has_color ? colors[answer->status] : "",
                           march_answer_status_name(answer->status),
                           table->has_color ? "\033[0m" : "");
    if (answer->reason != NULL &&
        (is_verbose || answer->status != MARCH_ANSWER_FOUND)) {
        g_autofree char *reason = march_text_make_visible(answer->reason);
        g_string_append_printf(text, " (%s)", reason);
    }
    g_string_append_c(text, '\n');
    if (answer->candidates->len > 0) {
        append_candidates(text, table, answer, is_verbose);
    }
}
