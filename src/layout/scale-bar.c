/* SPDX-License-Identifier: MIT */
#include "scale-bar.h"

#include <math.h>

#define WIDTH_MAX       0.27 /* of the map's width */
#define LENGTH_MAX      28.0 /* em */
#define VARIATION_SAY   1.04
#define VARIATION_MAX   1.6
#define BAR_HEIGHT      0.34 /* em */
#define LABEL_SIZE      0.84
#define LABEL_LIFT      0.38
#define MILES_TICK      0.68 /* em */
#define MILES_GAP       0.3
#define METRES_PER_MILE 1609.344

/* The ratio of the largest to the smallest scale over a raster of the frame. */
static double
scale_variation(const MarchFrame *frame)
{
    MarchRect rect = march_frame_get_rect(frame);
    double smallest = G_MAXDOUBLE;
    double largest = 0;
    for (int row = 0; row <= 4; row++) {
        for (int column = 0; column <= 4; column++) {
            MarchPoint point = {rect.x + rect.width * column / 4,
                                rect.y + rect.height * row / 4};
            MarchLonLat position;
            if (!march_frame_unproject(frame, point, &position)) {
                return G_MAXDOUBLE;
            }
            double length = march_frame_length_at(frame, position, 1000);
            smallest = MIN(smallest, length);
            largest = MAX(largest, length);
        }
    }
    return smallest > 0 ? largest / smallest : G_MAXDOUBLE;
}

static char *
end_label(const MarchScaleBar *bar)
{
    g_autofree char *number = march_furniture_number(bar->metres / bar->unit);
    if (!bar->is_at_latitude) {
        return g_strdup_printf("%s\302\240%s", number, bar->unit_name);
    }
    return g_strdup_printf("%s\302\240%s at %.0f\302\260\302\240%s", number,
                           bar->unit_name, fabs(bar->latitude),
                           bar->latitude < 0 ? "S" : "N");
}

static char *
middle_label(const MarchScaleBar *bar)
{
    return march_furniture_number(bar->metres / 2 / bar->unit);
}

static char *
miles_label(const MarchScaleBar *bar)
{
    g_autofree char *number = march_furniture_number(bar->miles);
    return g_strdup_printf("%s\302\240mi", number);
}

static double
label_size(const MarchFurnitureKit *kit)
{
    return MAX(LABEL_SIZE * kit->base, MARCH_TEXT_SIZE_LEAST);
}

static MarchFont
label_font(const MarchFurnitureKit *kit)
{
    return march_furniture_font(kit, label_size(kit), 400);
}

/* Where the number of @label starts so that it is centred on its tick. */
static double
end_label_x(const MarchScaleBar *bar, const MarchFurnitureKit *kit)
{
    MarchFont font = label_font(kit);
    g_autofree char *number = march_furniture_number(bar->metres / bar->unit);
    return bar->length - march_furniture_text_width(kit, &font, number) / 2;
}

/* Round numbers of the units asked for, no longer than @longest mm. */
static void
choose_lengths(MarchScaleBar *bar,
               const char *units,
               double longest,
               double mm_per_metre)
{
    double metres = longest / mm_per_metre;
    double miles = march_furniture_round_down(metres / METRES_PER_MILE);

    if (g_strcmp0(units, "miles") == 0) {
        bar->metres = miles * METRES_PER_MILE;
        bar->unit = METRES_PER_MILE;
        bar->unit_name = "mi";
    } else {
        bar->metres = march_furniture_round_down(metres);
        bar->unit = bar->metres >= 1000 ? 1000 : 1;
        bar->unit_name = bar->metres >= 1000 ? "km" : "m";
    }
    bar->length = bar->metres * mm_per_metre;
    if (g_strcmp0(units, "both") == 0) {
        bar->miles = miles;
        bar->miles_length = miles * METRES_PER_MILE * mm_per_metre;
    }
}

gboolean
march_scale_bar_make(const MarchFurnitureKit *kit,
                     const MarchFrame *frame,
                     MarchScaleBar *bar)
{
    *bar = (MarchScaleBar){0};
    double variation = scale_variation(frame);
    if (variation > VARIATION_MAX) {
        return FALSE;
    }
    MarchRect rect = march_frame_get_rect(frame);
    MarchLonLat center;
    MarchPoint middle = {rect.x + rect.width / 2, rect.y + rect.height / 2};
    if (!march_frame_unproject(frame, middle, &center)) {
        return FALSE;
    }
    double mm_per_metre = march_frame_length_at(frame, center, 1000) / 1000;
    if (!(mm_per_metre > 0)) {
        return FALSE;
    }

    double longest = MIN(WIDTH_MAX * rect.width, LENGTH_MAX * kit->base);
    choose_lengths(bar, kit->units, longest, mm_per_metre);
    bar->is_at_latitude = variation > VARIATION_SAY;
    bar->latitude = center.lat;
    double number = bar->metres / bar->unit;
    double leading = number / pow(10, floor(log10(number) + 1e-9));
    bar->n_segments = leading > 4.5 && leading < 5.5 ? 5 : 4;

    MarchFont font = label_font(kit);
    g_autofree char *label = end_label(bar);
    bar->left = march_furniture_text_width(kit, &font, "0") / 2;
    bar->width = bar->left + end_label_x(bar, kit) +
                 march_furniture_text_width(kit, &font, label);
    bar->height = 0.74 * label_size(kit) + (LABEL_LIFT + BAR_HEIGHT) * kit->base;
    if (bar->miles > 0) {
        g_autofree char *miles = miles_label(bar);
        double needed = bar->left + bar->miles_length + MILES_GAP * kit->base +
                        march_furniture_text_width(kit, &font, miles);
        bar->width = MAX(bar->width, needed);
        bar->height += MILES_TICK * kit->base + 0.4 * label_size(kit);
    }
    return TRUE;
}

/* A line with a tick at each end below the bar, its length at its right. */
static void
draw_miles(const MarchScaleBar *bar,
           const MarchFurnitureKit *kit,
           MarchFont *font,
           MarchPoint at)
{
    double foot = at.y + MILES_TICK * kit->base;
    double end = at.x + bar->miles_length;
    g_autofree char *label = miles_label(bar);

    march_furniture_add_line(kit, at, (MarchPoint){at.x, foot}, 0.15, kit->ink);
    march_furniture_add_line(kit, (MarchPoint){end, at.y}, (MarchPoint){end, foot},
                             0.15, kit->ink);
    march_furniture_add_line(kit, (MarchPoint){at.x, foot}, (MarchPoint){end, foot},
                             0.15, kit->ink);
    march_furniture_add_text(
        kit, font, label,
        (MarchPoint){end + MILES_GAP * kit->base, foot + 0.36 * font->size},
        MARCH_TEXT_ALIGN_START, kit->ink);
}

void
march_scale_bar_draw(const MarchScaleBar *bar,
                     const MarchFurnitureKit *plain,
                     MarchPoint origin)
{
    MarchFurnitureKit mirrored = march_furniture_mirror(
        plain, (MarchRect){origin.x, origin.y, bar->width, bar->height});
    const MarchFurnitureKit *kit = &mirrored;
    double em = kit->base;
    double x = origin.x + bar->left;
    double top = origin.y + 0.74 * label_size(kit) + LABEL_LIFT * em;
    double segment = bar->length / bar->n_segments;

    march_furniture_fill_rect(kit, (MarchRect){x, top, bar->length, BAR_HEIGHT * em},
                              kit->paper);
    for (guint i = 0; i < bar->n_segments; i += 2) {
        march_furniture_fill_rect(
            kit, (MarchRect){x + i * segment, top, segment, BAR_HEIGHT * em}, kit->ink);
    }
    march_furniture_stroke_rect(kit, (MarchRect){x, top, bar->length, BAR_HEIGHT * em},
                                0.15, kit->ink);

    MarchFont font = label_font(kit);
    double baseline = origin.y + 0.74 * label_size(kit);
    g_autofree char *end = end_label(bar);
    march_furniture_add_text(kit, &font, "0", (MarchPoint){x, baseline},
                             MARCH_TEXT_ALIGN_MIDDLE, kit->ink);
    march_furniture_add_text(kit, &font, end,
                             (MarchPoint){x + end_label_x(bar, kit), baseline},
                             MARCH_TEXT_ALIGN_START, kit->ink);
    if (bar->n_segments % 2 == 0 && bar->length > 7 * em) {
        g_autofree char *half = middle_label(bar);
        march_furniture_add_text(kit, &font, half,
                                 (MarchPoint){x + bar->length / 2, baseline},
                                 MARCH_TEXT_ALIGN_MIDDLE, kit->ink);
    }
    if (bar->miles > 0) {
        draw_miles(bar, kit, &font, (MarchPoint){x, top + BAR_HEIGHT * em});
    }
}
