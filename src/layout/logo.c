/* SPDX-License-Identifier: MIT */
#include "logo.h"

#define HEIGHT      3.6 /* em of the base */
#define WIDTH_SHARE 0.28
#define WIDTH_LEAST 60.0 /* mm of the page inside, or no logo */

MarchRect
march_logo_measure(const MarchLogo *logo, double base, double width)
{
    double height = HEIGHT * base;

    if (logo == NULL || width < WIDTH_LEAST) {
        return MARCH_RECT_NONE;
    }
    height = MIN(height, WIDTH_SHARE * width / logo->aspect);
    return (MarchRect){0, 0, height * logo->aspect, height};
}

void
march_logo_draw(const MarchLogo *logo, const MarchFurnitureKit *kit, MarchRect rect)
{
    march_furniture_begin_group(kit, "logo", "Logo");
    if (logo->svg != NULL) {
        const MarchSceneIcon item = {
            .icon = march_scene_add_icon(kit->scene, "march-logo", logo->svg),
            .rect = rect,
            .color = kit->ink,
            .halo_color = MARCH_COLOR_NONE,
            .opacity = 1};

        march_scene_add_icon_item(kit->scene, &item);
    } else {
        const MarchSceneImage image = {.width = logo->width,
                                       .height = logo->height,
                                       .pixels = logo->pixels,
                                       .rect = rect,
                                       .opacity = 1};

        march_scene_add_image(kit->scene, &image);
    }
    march_scene_end_group(kit->scene);
}
