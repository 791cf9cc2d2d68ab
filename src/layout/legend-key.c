/* SPDX-License-Identifier: MIT */
#include "legend-key.h"

#include <math.h>

#include "furniture-text.h"

#define TEXT_SIZE    0.95 /* em */
#define LINE_PITCH   1.22
#define NUMBER_WIDTH 1.8
#define HEADING      1.6 /* lines */
#define LEAST        2

guint
march_legend_key_capacity(const MarchFurnitureKit *kit, MarchRect room)
{
    double pitch = LINE_PITCH * TEXT_SIZE * kit->base;
    double lines = floor(room.height / pitch - HEADING);
    return lines >= LEAST && room.width >= 12 * kit->base ? (guint)lines : 0;
}

double
march_legend_key_height(const MarchFurnitureKit *kit, const GPtrArray *keys)
{
    double pitch = LINE_PITCH * TEXT_SIZE * kit->base;
    return keys->len > 0 ? (keys->len + HEADING) * pitch : 0;
}

void
march_legend_key_draw(const MarchFurnitureKit *plain,
                      const GPtrArray *keys,
                      MarchRect room)
{
    if (keys->len == 0) {
        return;
    }
    MarchFurnitureKit mirrored = march_furniture_mirror(plain, room);
    const MarchFurnitureKit *kit = &mirrored;
    double em = TEXT_SIZE * kit->base;
    MarchFont font = march_furniture_font(kit, em, 400);
    MarchFont bold = march_furniture_font(kit, em, 600);
    double y = room.y + 0.93 * em;
    double number_right = room.x + (NUMBER_WIDTH - 0.5) * em;

    march_furniture_begin_group(kit, "key", "Key to numbers");
    march_furniture_add_text(kit, &bold, "Numbered places", (MarchPoint){room.x, y},
                             MARCH_TEXT_ALIGN_START, kit->ink);
    y += 1.25 * LINE_PITCH * em;
    for (guint i = 0; i < keys->len; i++) {
        const MarchLabelKey *key = g_ptr_array_index(keys, i);
        g_autofree char *number = g_strdup_printf("%u", key->number);
        double width = room.width - NUMBER_WIDTH * em;
        g_autoptr(GPtrArray) lines =
            march_furniture_break(kit, &font, key->text, width, width);
        march_furniture_add_text(kit, &font, number, (MarchPoint){number_right, y},
                                 MARCH_TEXT_ALIGN_END, kit->quiet);
        for (guint line = 0; line < lines->len; line++) {
            march_furniture_add_text(kit, &font, g_ptr_array_index(lines, line),
                                     (MarchPoint){room.x + NUMBER_WIDTH * em, y},
                                     MARCH_TEXT_ALIGN_START, kit->ink);
            y += LINE_PITCH * em;
        }
    }
    march_scene_end_group(kit->scene);
}
