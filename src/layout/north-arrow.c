/* SPDX-License-Identifier: MIT */
#include "north-arrow.h"

#include <math.h>

#define ARROW_WIDTH  1.5 /* em */
#define ARROW_HEIGHT 2.9

double
march_north_arrow_width(const MarchFurnitureKit *kit)
{
    return ARROW_WIDTH * kit->base;
}

double
march_north_arrow_height(const MarchFurnitureKit *kit)
{
    return ARROW_HEIGHT * kit->base;
}

gboolean
march_north_direction(const MarchFrame *frame, MarchPoint point, double *degrees)
{
    MarchLonLat position;
    if (!march_frame_unproject(frame, point, &position)) {
        return FALSE;
    }
    /* a step small on every map, and away from the pole */
    double step = position.lat > 89.9 ? -0.001 : 0.001;
    MarchLonLat north = {position.lon, position.lat + step};
    MarchPoint from;
    MarchPoint to;
    if (!march_frame_project(frame, position, &from) ||
        !march_frame_project(frame, north, &to)) {
        return FALSE;
    }
    double sign = step < 0 ? -1 : 1;
    *degrees = atan2(sign * (to.x - from.x), -sign * (to.y - from.y)) * 180 / G_PI;
    return TRUE;
}

double
march_north_spread(const MarchFrame *frame)
{
    MarchRect rect = march_frame_get_rect(frame);
    MarchPoint middle = {rect.x + rect.width / 2, rect.y + rect.height / 2};
    double reference;
    if (!march_north_direction(frame, middle, &reference)) {
        return 360;
    }
    double least = 0;
    double most = 0;
    for (int i = 0; i < 9; i++) {
        MarchPoint point = {rect.x + rect.width * (i % 3) / 2,
                            rect.y + rect.height * (i / 3) / 2};
        double degrees;
        if (!march_north_direction(frame, point, &degrees)) {
            return 360;
        }
        double difference = remainder(degrees - reference, 360);
        least = MIN(least, difference);
        most = MAX(most, difference);
    }
    return most - least;
}

static MarchPoint
turned(MarchPoint center, double x, double y, double degrees)
{
    double radians = degrees * G_PI / 180;
    return (MarchPoint){center.x + x * cos(radians) - y * sin(radians),
                        center.y + x * sin(radians) + y * cos(radians)};
}

void
march_north_arrow_draw(const MarchFurnitureKit *kit, MarchPoint origin, double degrees)
{
    double em = kit->base;
    MarchPoint center = {origin.x + ARROW_WIDTH * em / 2,
                         origin.y + ARROW_HEIGHT * em / 2};
    double tip = -0.42 * em;
    double foot = 1.45 * em;
    double half = 0.42 * em;
    double notch = 1.08 * em;

    MarchPoint dark[] = {turned(center, 0, tip, degrees),
                         turned(center, 0, notch, degrees),
                         turned(center, -half, foot, degrees)};
    MarchPoint outline[] = {dark[0], turned(center, half, foot, degrees), dark[1],
                            dark[2]};
    MarchFill fill;
    march_fill_init(&fill);
    fill.color = kit->paper;
    MarchPath *body = march_path_new();
    march_path_add_part(body, outline, G_N_ELEMENTS(outline), TRUE);
    march_scene_add_fill(kit->scene, body, &fill);

    fill.color = kit->ink;
    MarchPath *shade = march_path_new();
    march_path_add_part(shade, dark, G_N_ELEMENTS(dark), TRUE);
    march_scene_take_fill(kit->scene, shade, &fill);

    MarchStroke stroke;
    march_stroke_init(&stroke);
    stroke.width = 0.15;
    stroke.color = kit->ink;
    march_scene_take_stroke(kit->scene, body, &stroke);

    MarchFont font = march_furniture_font(kit, 0.92 * em, 600);
    march_furniture_add_turned_text(kit, &font, "N",
                                    turned(center, 0, -0.72 * em, degrees),
                                    MARCH_TEXT_ALIGN_MIDDLE, degrees, kit->ink);
}
