/* SPDX-License-Identifier: MIT */
#include "legend-circles.h"

#include <math.h>

#define LABEL_SIZE  0.92 /* em */
#define LABEL_PITCH 1.12
#define LEADER      0.7
#define LABEL_GAP   0.3

/* Of one value to the next larger: a quarter, or half where few values fit. */
#define WIDE_RATIO   0.28
#define NARROW_RATIO 0.55

/* The 1-2-5 number nearest to @value in ratio. */
static double
nearest_round(double value)
{
    double below = march_furniture_round_down(value);
    double above = march_furniture_round_down(below * 2.5);
    return value / below < above / value ? below : above;
}

/* Fills @values with round numbers, largest first, each at most @ratio of the last. */
static void
choose_values(MarchLegendCircles *circles,
              const MarchLegendSampler *sampler,
              double largest_value,
              double ratio)
{
    double pitch = 0.55 * sampler->kit->base;
    double value = nearest_round(largest_value);
    double smallest = largest_value >= 1 ? 1 : 0;

    while (circles->count < MARCH_LEGEND_CIRCLES_MAX - 1 && value > 0 &&
           value >= smallest) {
        double radius = march_legend_circle_radius(sampler, circles->use, value);
        gboolean is_distinct =
            circles->count == 0 ||
            2 * (circles->radii[circles->count - 1] - radius) >= pitch;
        if (!(radius > 0)) {
            return;
        }
        if (is_distinct) {
            circles->values[circles->count] = value;
            circles->radii[circles->count] = radius;
            circles->count++;
        }
        if (circles->count > 0 && radius < 0.2 * sampler->kit->base) {
            return;
        }
        double next = march_furniture_round_down(value * ratio);
        if (!(next < value)) {
            return;
        }
        value = next;
    }
}

MarchLegendCircles
march_legend_circles_make(const MarchLegendSampler *sampler,
                          const MarchLegendUse *use,
                          double largest_value)
{
    MarchLegendCircles circles = {.use = use};
    double em = sampler->kit->base;

    if (!(largest_value > 0)) {
        return circles;
    }
    choose_values(&circles, sampler, largest_value, WIDE_RATIO);
    if (circles.count < 2) {
        circles.count = 0;
        choose_values(&circles, sampler, largest_value, NARROW_RATIO);
    }
    if (circles.count == 0) {
        return circles;
    }

    MarchFont font = march_furniture_font(sampler->kit, LABEL_SIZE * em, 400);
    double widest = 0;
    for (guint i = 0; i < circles.count; i++) {
        g_autofree char *label = march_furniture_number(circles.values[i]);
        widest = MAX(widest, march_furniture_text_width(sampler->kit, &font, label));
    }
    circles.width = 2 * circles.radii[0] + (LEADER + LABEL_GAP) * em + widest;
    double labels_height = circles.count * LABEL_PITCH * LABEL_SIZE * em;
    circles.height = MAX(2 * circles.radii[0] + 0.3 * em, labels_height);
    return circles;
}

void
march_legend_circles_draw(const MarchLegendCircles *circles,
                          const MarchFurnitureKit *kit,
                          MarchPoint origin)
{
    double em = kit->base;
    double radius = circles->radii[0];
    double bottom = origin.y + circles->height - 0.15 * em;
    double center_x = origin.x + radius;
    double label_x = origin.x + 2 * radius + LEADER * em;
    MarchFont font = march_furniture_font(kit, LABEL_SIZE * em, 400);
    double pitch = LABEL_PITCH * font.size;

    MarchStroke stroke;
    march_stroke_init(&stroke);
    stroke.width = 0.18;
    stroke.color = kit->quiet;
    MarchFill fill;
    march_fill_init(&fill);
    fill.color = (MarchColor){0.5, 0.5, 0.5, 0.12};

    /* numbers from the top down, each at its circle's top or below the one before;
       the last must leave room above the common base */
    double label_y = -G_MAXDOUBLE;
    for (guint i = 0; i < circles->count; i++) {
        double r = circles->radii[i];
        double top = bottom - 2 * r;
        MarchRect room = march_furniture_mirror_rect(
            kit, (MarchRect){center_x - r, bottom - 2 * r, 2 * r, 2 * r});
        MarchPoint center = {room.x + r, bottom - r};
        march_scene_take_fill(kit->scene, march_path_new_circle(center, r), &fill);
        march_scene_take_stroke(kit->scene, march_path_new_circle(center, r), &stroke);

        double last = bottom - (circles->count - 1 - i) * pitch - 0.3 * em;
        label_y = MIN(MAX(MAX(top, label_y + pitch), origin.y + 0.5 * font.size), last);
        MarchPoint elbow = {origin.x + 2 * radius, label_y};
        if (fabs(top - label_y) < 0.05) {
            elbow.x = center_x;
        } else {
            march_furniture_add_line(kit, (MarchPoint){center_x, top}, elbow,
                                     MARCH_FURNITURE_HAIRLINE_WIDTH, kit->hairline);
        }
        march_furniture_add_line(kit, elbow, (MarchPoint){label_x, label_y},
                                 MARCH_FURNITURE_HAIRLINE_WIDTH, kit->hairline);
        g_autofree char *label = march_furniture_number(circles->values[i]);
        march_furniture_add_text(
            kit, &font, label,
            (MarchPoint){label_x + LABEL_GAP * em, label_y + 0.36 * font.size},
            MARCH_TEXT_ALIGN_START, kit->ink);
    }
}
