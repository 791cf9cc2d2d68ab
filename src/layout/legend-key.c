/* SPDX-License-Identifier: MIT */
#include "legend-key.h"

#include "furniture-text.h"

#define TEXT_SIZE    0.95 /* em */
#define LINE_PITCH   1.22
#define NUMBER_WIDTH 1.8
#define HEADING      1.6 /* lines */
#define LEAST        2

/* The heading in the figure's language, broken. */
static GPtrArray *
heading_lines(const MarchFurnitureKit *kit, double width)
{
    MarchFont bold = march_furniture_font(kit, TEXT_SIZE * kit->base, 600);
    g_autofree char *heading = march_furniture_say(kit, "Numbered places");

    return march_furniture_break(kit, &bold, heading, width, width);
}

static GPtrArray *
entry_lines(const MarchFurnitureKit *kit, const char *text, double width)
{
    double em = TEXT_SIZE * kit->base;
    MarchFont font = march_furniture_font(kit, em, 400);
    double left = width - NUMBER_WIDTH * em;

    return march_furniture_break(kit, &font, text, left, left);
}

static double
heading_height(const MarchFurnitureKit *kit, double width)
{
    g_autoptr(GPtrArray) lines = heading_lines(kit, width);

    return lines->len - 1 + HEADING;
}

/* From the most lines to the fewest. */
static int
compare_lines(gconstpointer a, gconstpointer b)
{
    guint one = *(const guint *)a;
    guint other = *(const guint *)b;

    return one > other ? -1 : one < other;
}

guint
march_legend_key_capacity(const MarchFurnitureKit *kit,
                          const GPtrArray *requests,
                          MarchRect room)
{
    double left = room.height / (LINE_PITCH * TEXT_SIZE * kit->base);
    g_autoptr(GArray) counts = g_array_new(FALSE, FALSE, sizeof(guint));
    guint capacity = 0;

    if (room.width < 12 * kit->base) {
        return 0;
    }
    left -= heading_height(kit, room.width);
    if (left < LEAST) {
        return 0;
    }
    for (guint i = 0; i < requests->len; i++) {
        const MarchLabelRequest *request = g_ptr_array_index(requests, i);

        if (!request->along_line && !request->in_area) {
            g_autoptr(GPtrArray) lines = entry_lines(kit, request->text, room.width);

            g_array_append_val(counts, lines->len);
        }
    }
    g_array_sort(counts, compare_lines);
    for (; capacity < counts->len; capacity++) {
        left -= g_array_index(counts, guint, capacity);
        if (left < 0) {
            break;
        }
    }
    return capacity;
}

double
march_legend_key_height(const MarchFurnitureKit *kit,
                        const GPtrArray *keys,
                        MarchRect room)
{
    double height = 0;

    for (guint i = 0; i < keys->len; i++) {
        const MarchLabelKey *key = g_ptr_array_index(keys, i);
        g_autoptr(GPtrArray) lines = entry_lines(kit, key->text, room.width);

        height += lines->len;
    }
    return keys->len > 0 ? (height + heading_height(kit, room.width)) * LINE_PITCH *
                               TEXT_SIZE * kit->base
                         : 0;
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
    g_autoptr(GPtrArray) heading = heading_lines(kit, room.width);
    double y = room.y + 0.93 * em;
    double number_right = room.x + (NUMBER_WIDTH - 0.5) * em;

    march_furniture_begin_group(kit, "key", "Key to numbers");
    for (guint line = 0; line < heading->len; line++) {
        march_furniture_add_text(kit, &bold, g_ptr_array_index(heading, line),
                                 (MarchPoint){room.x, y}, MARCH_TEXT_ALIGN_START,
                                 kit->ink);
        y += LINE_PITCH * em;
    }
    y += 0.25 * LINE_PITCH * em;
    for (guint i = 0; i < keys->len; i++) {
        const MarchLabelKey *key = g_ptr_array_index(keys, i);
        g_autofree char *number = g_strdup_printf("%u", key->number);
        g_autoptr(GPtrArray) lines = entry_lines(kit, key->text, room.width);
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
