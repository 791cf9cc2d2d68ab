/* SPDX-License-Identifier: MIT */
#include "page.h"

#include <math.h>

#include "logo.h"
#include "notes.h"
#include "page-title.h"
#include "zoom.h"

/* A figure of 180 mm by 130 mm has 7 pt text. */
#define REFERENCE_SIDE 153.0
#define REFERENCE_BASE 2.5
#define BASE_MIN       2.31 /* the legend then has 6 pt */
#define BASE_MAX       4.8

#define GRATICULE_LABELS_PAGE_MIN 80.0 /* mm */

/* The map is what the figure is about. */
#define MAP_HEIGHT_MIN   25.0 /* mm */
#define MAP_SHARE_MIN    0.4  /* of the page's height */
#define FOOTER_SHARE     0.36 /* of the page's height: notes are shed above it */
#define FIXED_SIDE       0.25 /* of the width: the column of fixed marginalia */
#define FIXED_FOOTER     0.5  /* of that column's height */
#define SIDE_FOOTER      0.34 /* of the side column's height, otherwise */
#define PANEL_STRIP_GAP  0.9  /* em */
#define LOGO_GAP         1.5  /* em */
#define HEIGHT_STEP      5.0  /* mm, looking for a height that is enough */
#define HEIGHT_TRIED_MAX 2000.0

double
march_page_base_size(double width_mm, double height_mm)
{
    double side = sqrt(width_mm * height_mm);
    return CLAMP(REFERENCE_BASE * pow(side / REFERENCE_SIDE, 0.45), BASE_MIN, BASE_MAX);
}

double
march_page_outer_margin(double base)
{
    return 1.2 * base;
}

gboolean
march_page_has_graticule_labels(const MarchSpec *spec)
{
    return spec->show_graticule && spec->width_mm >= GRATICULE_LABELS_PAGE_MIN;
}

double
march_page_graticule_label_size(double base)
{
    return MAX(0.76 * base, MARCH_TEXT_SIZE_LEAST);
}

double
march_page_graticule_label_room(double base)
{
    return march_page_graticule_label_size(base) * 1.05 + 0.45 * base;
}

double
march_page_map_height_least(double page_height)
{
    return MAX(MAP_HEIGHT_MIN, MAP_SHARE_MIN * page_height);
}

/* Wide and large pages have room for the legend beside the map. */
static double
side_width(const MarchSpec *spec, double base)
{
    if (spec->has_fixed_marginalia) {
        return FIXED_SIDE * spec->width_mm;
    }
    if (!spec->show_legend && !spec->show_inset) {
        return 0;
    }
    double aspect = spec->width_mm / spec->height_mm;
    gboolean is_wide = aspect >= 1.6 && spec->width_mm >= 150;
    gboolean is_large = aspect >= 1.15 && spec->width_mm >= 240;
    return is_wide || is_large ? MIN(20 * base, 0.27 * spec->width_mm) : 0;
}

/* Puts the footer into the foot of the side column if it leaves enough of it. */
static gboolean
place_footer_in_side(MarchFooter *footer,
                     const MarchFurnitureKit *kit,
                     double share,
                     MarchPagePlan *plan)
{
    if (plan->side.width <= 0) {
        return FALSE;
    }
    double limit = share * plan->side.height;
    double height = march_footer_set(footer, kit, plan->side.width);
    if (height > limit) {
        return FALSE;
    }
    double gap = 1.4 * kit->base;
    plan->footer = (MarchRect){plan->side.x, plan->side.y + plan->side.height - height,
                               plan->side.width, height};
    plan->side.height -= height + gap;
    return TRUE;
}

/* Leaves the map what it must have, or returns with a lower map. */
static void
place_footer_below(MarchFooter *footer,
                   const MarchFurnitureKit *kit,
                   double page_height,
                   double outer,
                   MarchPagePlan *plan)
{
    double width = plan->map.width;
    if (plan->side.width > 0) {
        width = plan->side.x + plan->side.width - plan->map.x;
    }
    double gap = 0.9 * kit->base;
    double room = plan->map.height - gap - march_page_map_height_least(page_height);
    double height = march_footer_fit(footer, kit, width,
                                     MIN(FOOTER_SHARE * page_height, room), room, NULL);
    if (height <= 0) {
        return;
    }
    plan->footer =
        (MarchRect){plan->map.x, page_height - outer - height, width, height};
    plan->map.height -= height + gap;
    if (plan->side.width > 0) {
        plan->side.height -= height + gap;
    }
}

/* Plans the page; FALSE when the text leaves too little of it for the map. */
static gboolean
plan_page(const MarchSpec *spec,
          const MarchStyle *style,
          MarchTextEngine *text,
          const MarchMarginalia *marginalia,
          MarchPagePlan *plan)
{
    double base = march_page_base_size(spec->width_mm, spec->height_mm);
    MarchFurnitureKit kit = march_furniture_kit(spec, style, text, base);
    double outer = march_page_outer_margin(base);
    double label_room = march_page_has_graticule_labels(spec)
                            ? march_page_graticule_label_room(base)
                            : 0;

    *plan = (MarchPagePlan){.page = {0, 0, spec->width_mm, spec->height_mm},
                            .base_size = base};
    double left = outer + label_room;
    double top = outer;
    double content_width = spec->width_mm - left - outer;

    MarchRect logo = march_logo_measure(marginalia->logo, base, content_width);
    double logo_room = logo.width > 0 ? logo.width + LOGO_GAP * base : 0;
    gboolean is_rtl = march_words_is_right_to_left(spec->words);
    g_autoptr(MarchTitleBlock) title =
        march_title_block_new(&kit, spec, content_width - logo_room);
    if (title->height > 0) {
        plan->title = (MarchRect){left + (is_rtl ? logo_room : 0), top,
                                  content_width - logo_room, title->height};
    }
    if (logo.width > 0) {
        plan->logo = logo;
        plan->logo.x = is_rtl ? left : left + content_width - logo.width;
        plan->logo.y = top;
    }
    if (title->height > 0 || logo.height > 0) {
        top += MAX(title->height, logo.height) + 0.65 * base;
    }

    double side = side_width(spec, base);
    double side_gap = side > 0 ? 1.6 * base : 0;
    plan->map = (MarchRect){left, top, content_width - side - side_gap,
                            spec->height_mm - top - outer - label_room};
    if (side > 0) {
        plan->side =
            (MarchRect){spec->width_mm - outer - side, top, side, plan->map.height};
    }

    g_autoptr(MarchFooter) footer = march_footer_new(spec, marginalia, NULL);
    double share = spec->has_fixed_marginalia ? FIXED_FOOTER : SIDE_FOOTER;
    if (!place_footer_in_side(footer, &kit, share, plan)) {
        place_footer_below(footer, &kit, spec->height_mm, outer, plan);
    }
    gboolean is_enough =
        plan->map.height >= march_page_map_height_least(spec->height_mm);

    march_zooms_plan(spec, plan);
    return is_enough;
}

/* The least height in mm, in steps, of a page of this width; 0 when none is. */
static double
find_height(const MarchSpec *spec,
            const MarchStyle *style,
            MarchTextEngine *text,
            const MarchMarginalia *marginalia)
{
    MarchSpec higher = *spec;
    MarchPagePlan plan;

    higher.height_mm = HEIGHT_STEP * floor(spec->height_mm / HEIGHT_STEP);
    while (higher.height_mm < HEIGHT_TRIED_MAX) {
        higher.height_mm += HEIGHT_STEP;
        if (plan_page(&higher, style, text, marginalia, &plan)) {
            return higher.height_mm;
        }
    }
    return 0;
}

gboolean
march_layout_plan(const MarchSpec *spec,
                  const MarchStyle *style,
                  MarchTextEngine *text,
                  const MarchMarginalia *marginalia,
                  MarchPagePlan *plan,
                  GError **error)
{
    if (plan_page(spec, style, text, marginalia, plan)) {
        return TRUE;
    }
    double height = find_height(spec, style, text, marginalia);
    if (height > 0) {
        march_error_set(error, MARCH_ERROR_CONFIG,
                        march_spec_get_location(spec, "size"),
                        "title, sources and credits leave too little of a page of %.0f "
                        "mm by %.0f mm for the map; expected a height of at least %.0f "
                        "mm, or a wider page",
                        spec->width_mm, spec->height_mm, height);
    } else {
        march_error_set(error, MARCH_ERROR_CONFIG,
                        march_spec_get_location(spec, "size"),
                        "a page %.0f mm wide is too narrow for title, sources and "
                        "credits; expected a wider one",
                        spec->width_mm);
    }
    return FALSE;
}

gboolean
march_layout_notes_fit(const MarchSpec *spec,
                       const MarchStyle *style,
                       MarchTextEngine *text,
                       const MarchMarginalia *marginalia,
                       const MarchPagePlan *plan)
{
    MarchFurnitureKit kit = march_furniture_kit(spec, style, text, plan->base_size);
    g_autoptr(MarchFooter) footer = march_footer_new(spec, marginalia, NULL);
    g_autoptr(MarchDiagnostics) shed = march_diagnostics_new();
    double room = plan->footer.height + 0.01;

    march_footer_fit(footer, &kit, plan->footer.width, room, room, shed);
    return march_diagnostics_count_at_least(shed, MARCH_SEVERITY_WARNING) == 0;
}

void
march_layout_plan_panel(const MarchSpec *spec,
                        double map_height,
                        double base_size,
                        MarchPagePlan *plan)
{
    double base =
        base_size > 0 ? base_size : march_page_base_size(spec->width_mm, map_height);
    double strip = map_height + PANEL_STRIP_GAP * base;
    gboolean has_strip = spec->height_mm > strip;

    *plan = (MarchPagePlan){
        .page = {0, 0, spec->width_mm, spec->height_mm},
        .map = {0, 0, spec->width_mm, map_height},
        .side = has_strip
                    ? (MarchRect){0, strip, spec->width_mm, spec->height_mm - strip}
                    : MARCH_RECT_NONE,
        .base_size = base,
    };
}
