/* SPDX-License-Identifier: MIT */
#include "sheet.h"

#include "logo.h"
#include "notes.h"
#include "page-title.h"
#include "page.h"
#include "sheet-legend.h"
#include "sheet-table.h"

/* A sheet's text is as large as that of a figure of this shape. */
#define SHAPE 0.72

#define COLUMN_GAP  1.8  /* em */
#define ROW_GAP     1.8  /* em */
#define HEADING     1.12 /* em of the base */
#define HEADING_GAP 0.5  /* em under the heading's baseline */
#define BLOCK_GAP   1.6  /* em */
#define TITLE_GAP   1.0  /* em */
#define LOGO_GAP    1.5  /* em */

static double
sheet_base(double width)
{
    return march_page_base_size(width, SHAPE * width);
}

double
march_sheet_panel_width(double width, guint columns)
{
    double base = sheet_base(width);

    return (width - 2 * march_page_outer_margin(base) -
            (columns - 1) * COLUMN_GAP * base) /
           columns;
}

/* The height of the row of panels that starts with panel @first. */
static double
row_height(const MarchSheetInput *input, double base, gsize first)
{
    double height = 0;

    for (gsize i = first; i < MIN(first + input->columns, input->n_panels); i++) {
        height = MAX(height, input->panels[i].height);
    }
    return height + (HEADING + HEADING_GAP) * base;
}

static double
panels_height(const MarchSheetInput *input, double base)
{
    double height = 0;

    for (gsize first = 0; first < input->n_panels; first += input->columns) {
        height += row_height(input, base, first) + (first > 0 ? ROW_GAP * base : 0);
    }
    return height;
}

static void
draw_panel(const MarchSheetInput *input,
           const MarchFurnitureKit *kit,
           gsize index,
           MarchPoint at)
{
    const MarchSheetPanel *panel = &input->panels[index];
    g_autofree char *id = g_strdup_printf("panel-%zu", index + 1);
    g_autofree char *prefix = g_strdup_printf("%s-", id);
    MarchFont bold = march_furniture_font(kit, HEADING * kit->base, 700);
    MarchPoint baseline = {at.x, at.y + 0.8 * HEADING * kit->base};
    MarchFurnitureKit mirrored = march_furniture_mirror(
        kit,
        (MarchRect){at.x, at.y,
                    march_sheet_panel_width(input->spec->width_mm, input->columns), 0});

    march_furniture_begin_group(kit, id, panel->heading);
    march_scene_append(kit->scene, panel->scene,
                       (MarchPoint){at.x, at.y + (HEADING + HEADING_GAP) * kit->base},
                       prefix);
    march_furniture_add_text(&mirrored, &bold, panel->heading, baseline,
                             MARCH_TEXT_ALIGN_START, kit->ink);
    march_scene_end_group(kit->scene);
}

static void
draw_panels(const MarchSheetInput *input, const MarchFurnitureKit *kit, MarchPoint at)
{
    double width = march_sheet_panel_width(input->spec->width_mm, input->columns);
    double y = at.y;
    MarchFurnitureKit mirrored = march_furniture_mirror(
        kit, (MarchRect){at.x, at.y,
                         input->columns * width +
                             (input->columns - 1) * COLUMN_GAP * kit->base,
                         0});

    for (gsize first = 0; first < input->n_panels; first += input->columns) {
        for (gsize i = first; i < MIN(first + input->columns, input->n_panels); i++) {
            double x = at.x + (double)(i - first) * (width + COLUMN_GAP * kit->base);

            MarchRect rect =
                march_furniture_mirror_rect(&mirrored, (MarchRect){x, y, width, 0});

            draw_panel(input, kit, i, (MarchPoint){rect.x, y});
        }
        y += row_height(input, kit->base, first) + ROW_GAP * kit->base;
    }
}

/* Where the blocks of the page begin; mm. */
typedef struct {
    double panels, legend, table, footer, end;
} Blocks;

static Blocks
place_blocks(const MarchSheetInput *input,
             double base,
             double title_height,
             double legend_height,
             const MarchSheetTableLayout *table,
             double footer_height)
{
    double gap = BLOCK_GAP * base;
    Blocks blocks = {.panels = march_page_outer_margin(base)};

    blocks.panels += title_height > 0 ? title_height + TITLE_GAP * base : 0;
    blocks.legend = blocks.panels + panels_height(input, base) + gap;
    blocks.table = blocks.legend + (legend_height > 0 ? legend_height + gap : 0);
    blocks.footer =
        blocks.table + (table != NULL ? march_sheet_table_get_height(table) + gap : 0);
    blocks.end = blocks.footer + footer_height + march_page_outer_margin(base);
    return blocks;
}

MarchScene *
march_sheet_compose(const MarchSheetInput *input,
                    MarchTextEngine *text,
                    MarchDiagnostics *diagnostics)
{
    double width = input->spec->width_mm;
    double base = sheet_base(width);
    double left = march_page_outer_margin(base);
    double inner = width - 2 * left;
    MarchFurnitureKit kit = march_furniture_kit(input->spec, input->style, text, base);
    MarchRect logo = march_logo_measure(input->marginalia->logo, base, inner);
    double logo_room = logo.width > 0 ? logo.width + LOGO_GAP * base : 0;
    gboolean is_rtl = march_words_is_right_to_left(kit.words);
    g_autoptr(MarchTitleBlock) title =
        march_title_block_new(&kit, input->spec, inner - logo_room);
    g_autoptr(MarchFooter) footer =
        march_footer_new(input->spec, input->marginalia, input->frame);
    double footer_height =
        march_footer_fit(footer, &kit, inner, G_MAXDOUBLE, G_MAXDOUBLE, diagnostics);
    g_autoptr(MarchSheetTableLayout) table =
        input->table != NULL ? march_sheet_table_arrange(input->table, &kit, inner)
                             : NULL;
    g_autoptr(MarchSheetLegend) legend =
        input->has_legend ? march_sheet_legend_new(input, &kit, inner) : NULL;
    double legend_height = legend != NULL ? march_sheet_legend_get_height(legend) : 0;
    Blocks blocks = place_blocks(input, base, MAX(title->height, logo.height),
                                 legend_height, table, footer_height);

    kit.scene = march_scene_new(width, blocks.end);
    march_furniture_begin_group(&kit, "page", "Page");
    march_furniture_fill_rect(&kit, (MarchRect){0, 0, width, blocks.end}, kit.paper);
    march_scene_end_group(kit.scene);
    march_title_block_draw(title, &kit,
                           (MarchPoint){left + (is_rtl ? logo_room : 0), left});
    if (logo.width > 0) {
        logo.x = is_rtl ? left : left + inner - logo.width;
        logo.y = left;
        march_logo_draw(input->marginalia->logo, &kit, logo);
    }
    draw_panels(input, &kit, (MarchPoint){left, blocks.panels});
    if (legend != NULL) {
        march_sheet_legend_draw(legend, (MarchPoint){left, blocks.legend});
    }
    if (table != NULL) {
        march_sheet_table_draw(table, &kit, (MarchPoint){left, blocks.table});
    }
    march_footer_draw(footer, &kit, (MarchPoint){left, blocks.footer});
    return kit.scene;
}
