/* SPDX-License-Identifier: MIT */
#include "sheet-table.h"

#include "furniture-text.h"

#define TEXT_SIZE    0.9 /* em of the base */
#define LINE_PITCH   1.22
#define ROW_PADDING  0.28 /* above and below the text, em */
#define COLUMN_GAP   1.2  /* em */
#define CAPTION_GAP  0.45 /* em */
#define FIRST_SHARE  0.36 /* of the width, at most, for the first column */
#define BASELINE     0.95 /* em from the top of a line */
#define RULE_WIDTH   0.12 /* mm */
#define STRONG_WIDTH 0.25

/* A row's cells, each broken into lines. */
typedef struct {
    GPtrArray *cells; /* of GPtrArray of char* */
    guint lines;      /* of the highest cell */
} Row;

struct MarchSheetTableLayout {
    GPtrArray *caption; /* of char* */
    GArray *rows;       /* of Row: the headings first */
    GArray *lefts;      /* of double: the left edge of each column */
    double em;
    double width;
};

static void
clear_row(gpointer data)
{
    Row *row = data;

    g_ptr_array_unref(row->cells);
}

static int
cell_weight(guint row, guint column)
{
    return row == 0 || column == 0 ? 600 : 400;
}

static const char *const *
get_cells(const MarchSheetTable *table, guint row)
{
    return row == 0 ? table->headings : g_ptr_array_index(table->rows, row - 1);
}

/* The width the first column wants: of its longest cell. */
static double
first_width(const MarchSheetTable *table, const MarchFurnitureKit *kit, double em)
{
    double widest = 0;

    for (guint row = 0; row <= table->rows->len; row++) {
        MarchFont font = march_furniture_font(kit, em, cell_weight(row, 0));

        widest = MAX(widest,
                     march_furniture_text_width(kit, &font, get_cells(table, row)[0]));
    }
    return widest;
}

static void
set_columns(MarchSheetTableLayout *layout,
            const MarchSheetTable *table,
            const MarchFurnitureKit *kit)
{
    guint n_columns = g_strv_length((char **)(gpointer)(guintptr)table->headings);
    double gap = COLUMN_GAP * layout->em;
    double first =
        MIN(first_width(table, kit, layout->em), FIRST_SHARE * layout->width);
    double rest = (layout->width - first) / MAX(n_columns - 1, 1);

    for (guint column = 0; column < n_columns; column++) {
        double left =
            column == 0 ? 0 : first + gap + (column - 1) * (rest - gap / n_columns);

        g_array_append_val(layout->lefts, left);
    }
}

static double
column_width(const MarchSheetTableLayout *layout, guint column)
{
    double left = g_array_index(layout->lefts, double, column);
    double right =
        column + 1 < layout->lefts->len
            ? g_array_index(layout->lefts, double, column + 1) - COLUMN_GAP * layout->em
            : layout->width;

    return right - left;
}

static void
add_row(MarchSheetTableLayout *layout,
        const MarchSheetTable *table,
        const MarchFurnitureKit *kit,
        guint index)
{
    const char *const *cells = get_cells(table, index);
    Row row = {.cells =
                   g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref)};

    for (guint column = 0; column < layout->lefts->len; column++) {
        MarchFont font =
            march_furniture_font(kit, layout->em, cell_weight(index, column));
        g_autofree char *bound = march_furniture_bind_units(cells[column]);
        double width = column_width(layout, column);
        GPtrArray *lines = march_furniture_break(kit, &font, bound, width, width);

        row.lines = MAX(row.lines, lines->len);
        g_ptr_array_add(row.cells, lines);
    }
    g_array_append_val(layout->rows, row);
}

MarchSheetTableLayout *
march_sheet_table_arrange(const MarchSheetTable *table,
                          const MarchFurnitureKit *kit,
                          double width)
{
    MarchSheetTableLayout *layout = g_new0(MarchSheetTableLayout, 1);

    layout->em = TEXT_SIZE * kit->base;
    layout->width = width;
    MarchFont bold = march_furniture_font(kit, layout->em, 700);
    layout->caption = march_furniture_break(kit, &bold, table->caption, width, width);
    layout->rows = g_array_new(FALSE, TRUE, sizeof(Row));
    g_array_set_clear_func(layout->rows, clear_row);
    layout->lefts = g_array_new(FALSE, FALSE, sizeof(double));
    if (table->rows->len > 0) {
        set_columns(layout, table, kit);
        for (guint row = 0; row <= table->rows->len; row++) {
            add_row(layout, table, kit, row);
        }
    }
    return layout;
}

void
march_sheet_table_free(MarchSheetTableLayout *layout)
{
    if (layout == NULL) {
        return;
    }
    g_ptr_array_unref(layout->caption);
    g_array_unref(layout->rows);
    g_array_unref(layout->lefts);
    g_free(layout);
}

static double
caption_height(const MarchSheetTableLayout *layout)
{
    return (layout->caption->len * LINE_PITCH + CAPTION_GAP) * layout->em;
}

static double
row_height(const MarchSheetTableLayout *layout, const Row *row)
{
    return (row->lines * LINE_PITCH + 2 * ROW_PADDING) * layout->em;
}

double
march_sheet_table_get_height(const MarchSheetTableLayout *layout)
{
    double height = caption_height(layout);

    for (guint i = 0; i < layout->rows->len; i++) {
        height += row_height(layout, &g_array_index(layout->rows, Row, i));
    }
    return height;
}

static void
draw_lines(const MarchSheetTableLayout *layout,
           const MarchFurnitureKit *kit,
           const GPtrArray *lines,
           int weight,
           MarchPoint at)
{
    MarchFont font = march_furniture_font(kit, layout->em, weight);

    for (guint i = 0; i < lines->len; i++) {
        MarchPoint baseline = {at.x, at.y + (i * LINE_PITCH + BASELINE) * layout->em};

        march_furniture_add_text(kit, &font, g_ptr_array_index(lines, i), baseline,
                                 MARCH_TEXT_ALIGN_START, kit->ink);
    }
}

void
march_sheet_table_draw(const MarchSheetTableLayout *layout,
                       const MarchFurnitureKit *plain,
                       MarchPoint origin)
{
    MarchFurnitureKit mirrored = march_furniture_mirror(
        plain, (MarchRect){origin.x, origin.y, layout->width, 0});
    const MarchFurnitureKit *kit = &mirrored;
    double y = origin.y;

    march_furniture_begin_group(kit, "table", "Table");
    draw_lines(layout, kit, layout->caption, 700, origin);
    y += caption_height(layout);
    for (guint i = 0; i < layout->rows->len; i++) {
        const Row *row = &g_array_index(layout->rows, Row, i);
        double height = row_height(layout, row);

        for (guint column = 0; column < row->cells->len; column++) {
            MarchPoint at = {origin.x + g_array_index(layout->lefts, double, column),
                             y + ROW_PADDING * layout->em};

            draw_lines(layout, kit, g_ptr_array_index(row->cells, column),
                       cell_weight(i, column), at);
        }
        y += height;
        march_furniture_add_line(kit, (MarchPoint){origin.x, y},
                                 (MarchPoint){origin.x + layout->width, y},
                                 i == 0 ? STRONG_WIDTH : RULE_WIDTH, kit->quiet);
    }
    march_scene_end_group(kit->scene);
}
