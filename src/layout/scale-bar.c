/* SPDX-License-Identifier: MIT */
#include "scale-bar.h"

#include <math.h>

#define WIDTH_MAX     0.27 /* of the map's width */
#define LENGTH_MAX    28.0 /* em */
#define VARIATION_SAY 1.04
#define VARIATION_MAX 1.6
#define BAR_HEIGHT    0.34 /* em */
#define LABEL_SIZE    0.84
#define LABEL_LIFT    0.38

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
    gboolean is_km = bar->metres >= 1000;
    g_autofree char *number =
        march_furniture_number(is_km ? bar->metres / 1000 : bar->metres);
    if (!bar->is_at_latitude) {
        return g_strdup_printf("%s\302\240%s", number, is_km ? "km" : "m");
    }
    return g_strdup_printf("%s\302\240%s at %.0f\302\260\302\240%s", number,
                           is_km ? "km" : "m", fabs(bar->latitude),
                           bar->latitude < 0 ? "S" : "N");
}

static char *
middle_label(const MarchScaleBar *bar)
{
    double middle = bar->metres / 2;
    return march_furniture_number(bar->metres >= 1000 ? middle / 1000 : middle);
}

static MarchFont
label_font(const MarchFurnitureKit *kit)
{
    return march_furniture_font(kit, LABEL_SIZE * kit->base, 400);
}

/* Where the number of @label starts so that it is centred on its tick. */
static double
end_label_x(const MarchScaleBar *bar, const MarchFurnitureKit *kit)
{
    MarchFont font = label_font(kit);
    g_autofree char *number =
        march_furniture_number(bar->metres >= 1000 ? bar->metres / 1000 : bar->metres);
    return bar->length - march_furniture_text_width(kit, &font, number) / 2;
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
    bar->metres = march_furniture_round_down(longest / mm_per_metre);
    bar->length = bar->metres * mm_per_metre;
    bar->is_at_latitude = variation > VARIATION_SAY;
    bar->latitude = center.lat;
    double leading = bar->metres / pow(10, floor(log10(bar->metres) + 1e-9));
    bar->n_segments = leading > 4.5 && leading < 5.5 ? 5 : 4;

    MarchFont font = label_font(kit);
    g_autofree char *label = end_label(bar);
    bar->left = march_furniture_text_width(kit, &font, "0") / 2;
    bar->width = bar->left + end_label_x(bar, kit) +
                 march_furniture_text_width(kit, &font, label);
    bar->height = (0.74 * LABEL_SIZE + LABEL_LIFT + BAR_HEIGHT) * kit->base;
    return TRUE;
}

void
march_scale_bar_draw(const MarchScaleBar *bar,
                     const MarchFurnitureKit *kit,
                     MarchPoint origin)
{
    double em = kit->base;
    double x = origin.x + bar->left;
    double top = origin.y + (0.74 * LABEL_SIZE + LABEL_LIFT) * em;
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
    double baseline = origin.y + 0.74 * LABEL_SIZE * em;
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
}
