/* SPDX-License-Identifier: MIT */
#include "legend.h"

#include "furniture-text.h"
#include "legend-circles.h"
#include "legend-sections.h"

#define TEXT_SIZE     0.93 /* em of the base */
#define LINE_PITCH    1.2  /* em of the text */
#define ENTRY_SPACE   0.24
#define SECTION_SPACE 0.75
#define HEADING_SPACE 0.25
#define SAMPLE_GAP    0.7
#define COLUMN_GAP    1.6
#define TORN_COST     5.0
#define TORN_LEAST    2 /* entries of a torn section in a column */

typedef enum { ROW_HEADING, ROW_ENTRY, ROW_CAPTION, ROW_CIRCLES } RowType;

/* What columns are filled with, top to bottom. */
typedef struct {
    RowType type;
    const MarchLegendEntry *entry;
    MarchLegendCircles circles;
    GPtrArray *lines;      /* (nullable) of char* */
    double space;          /* mm above it, unless first in its column */
    double height;         /* mm */
    double sample_height;  /* mm, of entries */
    guint heading;         /* entries: index + 1 of their heading; 0: none */
    GPtrArray *continued;  /* headings: what stands over the rest in a next column */
    gboolean may_start;    /* a column may start with it */
    gboolean is_continued; /* it starts a column within its section */
    guint column;
    double y; /* mm from the top of the legend */
} Row;

struct MarchLegend {
    GArray *sections; /* of MarchLegendSection */
    guint n_beside;   /* lines after them */
    GArray *rows;     /* of Row, once arranged */
    double sample_width;
    double column_pitch;
    guint n_columns;
};

static void
clear_row(gpointer data)
{
    Row *row = data;
    g_clear_pointer(&row->lines, g_ptr_array_unref);
    g_clear_pointer(&row->continued, g_ptr_array_unref);
}

MarchLegend *
march_legend_new(const MarchLegendSampler *sampler, const MarchMapContent *content)
{
    MarchLegend *legend = g_new0(MarchLegend, 1);
    legend->sections = march_legend_sections_new(sampler, content);
    legend->n_beside = sampler->beside != NULL ? sampler->beside->len : 0;
    legend->rows = g_array_new(FALSE, TRUE, sizeof(Row));
    g_array_set_clear_func(legend->rows, clear_row);

    for (guint i = 0; i < content->uses->len; i++) {
        const MarchLegendUse *use = g_ptr_array_index(content->uses, i);
        if (march_style_layer_get_legend(use->layer) != NULL) {
            legend->sample_width =
                MAX(legend->sample_width, march_legend_sample_width(sampler, use));
        }
    }
    return legend;
}

void
march_legend_free(MarchLegend *legend)
{
    if (legend == NULL) {
        return;
    }
    g_array_unref(legend->sections);
    g_array_unref(legend->rows);
    g_free(legend);
}

guint
march_legend_count(const MarchLegend *legend)
{
    guint count = legend->n_beside;
    for (guint i = 0; i < legend->sections->len; i++) {
        count += g_array_index(legend->sections, MarchLegendSection, i).entries->len;
    }
    return count;
}

static Row *
add_row(MarchLegend *legend, RowType type, double space)
{
    Row row = {
        .type = type,
        .space = space,
        .may_start = type == ROW_HEADING || type == ROW_CAPTION,
    };
    g_array_append_val(legend->rows, row);
    return &g_array_index(legend->rows, Row, legend->rows->len - 1);
}

/* Breaks a label; lines of nearly equal width where that takes no more of them. */
static GPtrArray *
break_label(const MarchFurnitureKit *kit,
            const MarchFont *font,
            const char *text,
            double width)
{
    g_autofree char *said = march_furniture_say(kit, text);
    g_autofree char *bound = march_furniture_bind_units(said);
    GPtrArray *lines = march_furniture_break(kit, font, bound, width, width);
    if (lines->len < 2) {
        return lines;
    }
    g_auto(GStrv) balanced = march_text_break_balanced(kit->text, font, bound, width);
    gboolean fits = g_strv_length(balanced) == lines->len;
    for (guint i = 0; fits && i < lines->len; i++) {
        fits = march_furniture_text_width(kit, font, balanced[i]) <= width + 0.01;
    }
    for (guint i = 0; fits && i < lines->len; i++) {
        g_free(lines->pdata[i]);
        lines->pdata[i] = g_strdup(balanced[i]);
    }
    return lines;
}

static Row *
add_text_row(MarchLegend *legend,
             const MarchFurnitureKit *kit,
             RowType type,
             const char *text,
             const MarchFont *font,
             double width,
             double space)
{
    Row *row = add_row(legend, type, space);
    row->lines = break_label(kit, font, text, width);
    row->height = row->lines->len * LINE_PITCH * font->size;
    return row;
}

static void
add_heading_row(MarchLegend *legend,
                const MarchFurnitureKit *kit,
                const char *heading,
                double width,
                double space)
{
    MarchFont bold = march_furniture_font(kit, TEXT_SIZE * kit->base, 600);
    Row *row = add_text_row(legend, kit, ROW_HEADING, heading, &bold, width, space);
    g_autofree char *again = g_strdup_printf("%s (continued)", heading);
    row->continued = break_label(kit, &bold, again, width);
}

/* Whether the sizes of @layer are of what the figure's incidents tell. */
static gboolean
is_of_incidents(const MarchStyleLayer *layer)
{
    const MarchStyleSource *source = march_style_layer_get_source(layer);

    return source != NULL && source->location != NULL &&
           g_str_has_prefix(source->location, "figure:incident");
}

/* "buildings damaged" as a caption: of incidents the figure's own words before the
   style's. Bare numbers would say nothing, so there is one in any case but where it was
   emptied. */
static char *
make_caption(const MarchLegendSampler *sampler, const MarchLegendSection *section)
{
    const MarchStyleLayer *layer = section->sized->layer;
    const char *words = section->measure;
    if (words == NULL && is_of_incidents(layer)) {
        words = sampler->value_label;
    }
    if (words == NULL) {
        words = march_style_layer_get_legend(layer)->value_label;
    }
    if (words == NULL) {
        words = "Value";
    }
    if (words[0] == '\0') {
        return NULL;
    }
    g_autoptr(GString) caption = g_string_new(NULL);
    g_string_append_unichar(caption, g_unichar_toupper(g_utf8_get_char(words)));
    g_string_append(caption, g_utf8_offset_to_pointer(words, 1));
    return g_strdup(caption->str);
}

/* "Incidents: houses burnt" where others count something else. */
static char *
make_heading(const MarchFurnitureKit *kit, const MarchLegendSection *section)
{
    if (section->measure == NULL) {
        return g_strdup(section->heading);
    }
    g_autofree char *said = march_furniture_say(kit, section->heading);
    return g_strdup_printf("%s: %s", said, section->measure);
}

/* The height of an entry's sample; a mark within a circle adds nothing. */
static double
entry_sample_height(const MarchLegendSampler *sampler, const MarchLegendEntry *entry)
{
    double height = 0;
    gboolean has_circle = FALSE;
    for (guint i = 0; i < entry->uses->len; i++) {
        const MarchLegendUse *use = g_ptr_array_index(entry->uses, i);
        if (!has_circle || use->kind != MARCH_LEGEND_SYMBOL) {
            height = MAX(height, march_legend_sample_height(sampler, use));
        }
        has_circle = has_circle || use->kind == MARCH_LEGEND_CIRCLE;
    }
    return height;
}

static void
add_section_rows(MarchLegend *legend,
                 const MarchLegendSampler *sampler,
                 const MarchLegendSection *section,
                 double width)
{
    const MarchFurnitureKit *kit = sampler->kit;
    double em = TEXT_SIZE * kit->base;
    MarchFont font = march_furniture_font(kit, em, 400);
    double text_width = width - legend->sample_width - SAMPLE_GAP * em;
    double space = legend->rows->len > 0 ? SECTION_SPACE * em : 0;

    guint heading = 0;
    guint n_entries = section->entries->len;
    if (section->heading != NULL && section->heading[0] != '\0') {
        g_autofree char *words = make_heading(kit, section);
        add_heading_row(legend, kit, words, width, space);
        heading = legend->rows->len;
        space = HEADING_SPACE * em;
    }
    for (guint i = 0; i < n_entries; i++) {
        const MarchLegendEntry *entry =
            &g_array_index(section->entries, MarchLegendEntry, i);
        Row *row = add_text_row(legend, kit, ROW_ENTRY, entry->label, &font, text_width,
                                space);
        row->entry = entry;
        row->heading = heading;
        row->may_start = (i == 0 && heading == 0) ||
                         (i >= TORN_LEAST && i + TORN_LEAST <= n_entries);
        row->sample_height = entry_sample_height(sampler, entry);
        row->height = MAX(row->height, row->sample_height);
        space = ENTRY_SPACE * em;
    }
    if (section->sized != NULL) {
        MarchLegendCircles circles =
            march_legend_circles_make(sampler, section->sized, section->largest_value);
        if (circles.count == 0) {
            return;
        }
        g_autofree char *caption = make_caption(sampler, section);
        space = 0.7 * em;
        if (caption != NULL) {
            add_text_row(legend, kit, ROW_CAPTION, caption, &font, width, space);
            space = HEADING_SPACE * em;
        }
        Row *row = add_row(legend, ROW_CIRCLES, space);
        row->circles = circles;
        row->height = circles.height;
    }
}

/* What has no place on the map, in words. */
static void
add_beside_rows(MarchLegend *legend, const MarchLegendSampler *sampler, double width)
{
    const MarchFurnitureKit *kit = sampler->kit;
    double em = TEXT_SIZE * kit->base;
    MarchFont font = march_furniture_font(kit, em, 400);

    if (legend->n_beside == 0) {
        return;
    }
    add_heading_row(legend, kit, "Not on the map", width,
                    legend->rows->len > 0 ? SECTION_SPACE * em : 0);
    for (guint i = 0; i < legend->n_beside; i++) {
        Row *row = add_text_row(legend, kit, ROW_CAPTION,
                                g_ptr_array_index(sampler->beside, i), &font, width,
                                (i == 0 ? HEADING_SPACE : ENTRY_SPACE) * em);
        row->may_start = FALSE;
    }
}

/* The rows from @first on that must stay in one column: up to the returned index. */
static guint
find_block_end(const MarchLegend *legend, guint first)
{
    guint end = first + 1;
    while (end < legend->rows->len &&
           !g_array_index(legend->rows, Row, end).may_start) {
        end++;
    }
    return end;
}

/* The lines over the rest of a torn section; NULL when it has no heading. */
static const GPtrArray *
find_continued(const MarchLegend *legend, const Row *row)
{
    return row->heading > 0
               ? g_array_index(legend->rows, Row, row->heading - 1).continued
               : NULL;
}

/* Sets rows @first to @end (not included) below @y of @column; returns their foot. */
static double
set_block(MarchLegend *legend, guint first, guint end, guint column, double y)
{
    for (guint i = first; i < end; i++) {
        Row *row = &g_array_index(legend->rows, Row, i);
        row->column = column;
        row->y = y > 0 ? y + row->space : 0;
        y = row->y + row->height;
    }
    return y;
}

/* Fills columns no higher than @limit; returns how many it took. */
static guint
fill_columns(MarchLegend *legend, double limit, double em)
{
    guint column = 0;
    double y = 0;
    guint end = 0;
    for (guint first = 0; first < legend->rows->len; first = end) {
        Row *row = &g_array_index(legend->rows, Row, first);
        end = find_block_end(legend, first);
        row->is_continued = FALSE;
        double bottom = set_block(legend, first, end, column, y);
        if (bottom > limit && y > 0) {
            const GPtrArray *continued =
                row->type == ROW_ENTRY ? find_continued(legend, row) : NULL;
            column++;
            row->is_continued = continued != NULL;
            y = continued != NULL ? continued->len * LINE_PITCH * em : 0;
            bottom = set_block(legend, first, end, column, y);
        }
        y = bottom;
    }
    return column + 1;
}

/* How bad the columns are: their height, and sections torn apart. */
static double
columns_cost(const MarchLegend *legend, double em)
{
    double cost = 0;
    for (guint i = 0; i < legend->rows->len; i++) {
        const Row *row = &g_array_index(legend->rows, Row, i);
        cost = MAX(cost, row->y + row->height);
    }
    for (guint i = 1; i < legend->rows->len; i++) {
        const Row *row = &g_array_index(legend->rows, Row, i);
        gboolean starts_column =
            row->column != g_array_index(legend->rows, Row, i - 1).column;
        if (starts_column && row->type == ROW_ENTRY) {
            cost += TORN_COST * em;
        }
    }
    return cost;
}

/* The column height that gives the best columns. */
static double
best_limit(MarchLegend *legend, guint n_columns, double total, double em)
{
    double limit = total / n_columns;
    while (fill_columns(legend, limit, em) > n_columns) {
        limit += 0.25 * em;
    }
    double best = limit;
    double best_cost = columns_cost(legend, em);
    for (guint step = 1; step <= 24 && limit + step * 0.5 * em <= total; step++) {
        fill_columns(legend, limit + step * 0.5 * em, em);
        double cost = columns_cost(legend, em);
        if (cost < best_cost) {
            best_cost = cost;
            best = limit + step * 0.5 * em;
        }
    }
    return best;
}

static double
lines_width(const MarchFurnitureKit *kit, const GPtrArray *lines, int weight)
{
    MarchFont font = march_furniture_font(kit, TEXT_SIZE * kit->base, weight);
    double width = 0;
    for (guint i = 0; lines != NULL && i < lines->len; i++) {
        width = MAX(
            width, march_furniture_text_width(kit, &font, g_ptr_array_index(lines, i)));
    }
    return width;
}

static double
row_width(const MarchLegend *legend, const MarchFurnitureKit *kit, const Row *row)
{
    switch (row->type) {
    case ROW_HEADING:
        return lines_width(kit, row->lines, 600);
    case ROW_ENTRY: {
        double width = lines_width(kit, row->lines, 400) + legend->sample_width +
                       SAMPLE_GAP * TEXT_SIZE * kit->base;
        double continued =
            row->is_continued ? lines_width(kit, find_continued(legend, row), 600) : 0;
        return MAX(width, continued);
    }
    case ROW_CAPTION:
        return lines_width(kit, row->lines, 400);
    case ROW_CIRCLES:
        return row->circles.width;
    }
    g_assert_not_reached();
}

void
march_legend_arrange(MarchLegend *legend,
                     const MarchLegendSampler *sampler,
                     double max_width,
                     guint n_columns,
                     MarchRect *size)
{
    const MarchFurnitureKit *kit = sampler->kit;
    double em = TEXT_SIZE * kit->base;
    double column_width = (max_width - (n_columns - 1) * COLUMN_GAP * em) / n_columns;

    g_array_set_size(legend->rows, 0);
    for (guint i = 0; i < legend->sections->len; i++) {
        add_section_rows(legend, sampler,
                         &g_array_index(legend->sections, MarchLegendSection, i),
                         column_width);
    }
    add_beside_rows(legend, sampler, column_width);

    double total = 0;
    for (guint i = 0; i < legend->rows->len; i++) {
        const Row *row = &g_array_index(legend->rows, Row, i);
        total += row->height + row->space;
    }
    fill_columns(legend, best_limit(legend, n_columns, total, em), em);

    double widest = 0;
    double height = 0;
    guint columns = 0;
    for (guint i = 0; i < legend->rows->len; i++) {
        const Row *row = &g_array_index(legend->rows, Row, i);
        widest = MAX(widest, row_width(legend, kit, row));
        height = MAX(height, row->y + row->height);
        columns = MAX(columns, row->column + 1);
    }
    legend->column_pitch = widest + COLUMN_GAP * em;
    legend->n_columns = columns;
    *size = (MarchRect){0, 0, columns * legend->column_pitch - COLUMN_GAP * em, height};
}

static void
draw_text_lines(const MarchFurnitureKit *kit,
                const GPtrArray *lines,
                double height,
                int weight,
                MarchColor color,
                MarchPoint top_left)
{
    MarchFont font = march_furniture_font(kit, TEXT_SIZE * kit->base, weight);
    double pitch = LINE_PITCH * font.size;
    /* a sample higher than its text: the text stands beside its middle */
    double y = top_left.y + (height - lines->len * pitch) / 2;
    for (guint i = 0; i < lines->len; i++) {
        march_furniture_add_text(
            kit, &font, g_ptr_array_index(lines, i),
            (MarchPoint){top_left.x, y + i * pitch + 0.93 * font.size},
            MARCH_TEXT_ALIGN_START, color);
    }
}

/* @kit may be mirrored; the samples by themselves are not. */
static void
draw_entry(const MarchLegend *legend,
           const MarchLegendSampler *sampler,
           const MarchFurnitureKit *kit,
           const Row *row,
           MarchPoint at)
{
    double em = TEXT_SIZE * sampler->kit->base;
    double pitch = LINE_PITCH * em;
    double text_top = (row->height - row->lines->len * pitch) / 2;
    /* the sample stands beside the first line, centred on its x-height; one higher
       than a line beside the middle of the entry */
    MarchRect room = {at.x, at.y + text_top + 0.02 * em, legend->sample_width, pitch};
    if (row->sample_height > pitch) {
        room.y = at.y + (row->height - pitch) / 2;
    }
    room = march_furniture_mirror_rect(kit, room);
    const MarchLegendUse *circle = NULL;
    for (guint i = 0; i < row->entry->uses->len; i++) {
        const MarchLegendUse *use = g_ptr_array_index(row->entry->uses, i);
        /* a mark within a circle shrinks with it */
        double scale = circle != NULL && use->kind == MARCH_LEGEND_SYMBOL
                           ? march_legend_sample_scale(sampler, circle, use->feature)
                           : 1;
        march_legend_sample_draw(sampler, use, scale, room);
        circle = use->kind == MARCH_LEGEND_CIRCLE ? use : circle;
    }
    draw_text_lines(kit, row->lines, row->height, 400, kit->ink,
                    (MarchPoint){at.x + legend->sample_width + SAMPLE_GAP * em, at.y});
}

/* The heading of a torn section over its rest, at the top of a column. */
static void
draw_continued(const MarchLegend *legend,
               const MarchFurnitureKit *kit,
               const Row *row,
               MarchPoint at)
{
    if (row->is_continued) {
        const GPtrArray *lines = find_continued(legend, row);
        double height = lines->len * LINE_PITCH * TEXT_SIZE * kit->base;
        draw_text_lines(kit, lines, height, 600, kit->ink, at);
    }
}

void
march_legend_draw(const MarchLegend *legend,
                  const MarchLegendSampler *sampler,
                  MarchPoint origin)
{
    double em = TEXT_SIZE * sampler->kit->base;
    MarchRect rect = {origin.x, origin.y,
                      legend->n_columns * legend->column_pitch - COLUMN_GAP * em, 0};
    MarchFurnitureKit kit = march_furniture_mirror(sampler->kit, rect);

    for (guint i = 0; i < legend->rows->len; i++) {
        const Row *row = &g_array_index(legend->rows, Row, i);
        MarchPoint at = {origin.x + row->column * legend->column_pitch,
                         origin.y + row->y};
        switch (row->type) {
        case ROW_HEADING:
            draw_text_lines(&kit, row->lines, row->height, 600, kit.ink, at);
            break;
        case ROW_ENTRY:
            draw_continued(legend, &kit, row, (MarchPoint){at.x, origin.y});
            draw_entry(legend, sampler, &kit, row, at);
            break;
        case ROW_CAPTION:
            draw_text_lines(&kit, row->lines, row->height, 400, kit.ink, at);
            break;
        case ROW_CIRCLES:
            march_legend_circles_draw(&row->circles, &kit, at);
            break;
        }
    }
}
