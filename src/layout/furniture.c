/* SPDX-License-Identifier: MIT */
#include "furniture.h"

#include <math.h>
#include <string.h>

#define RIGHT_TO_LEFT_MARK "\342\200\217"

/* Colour @key of the style's page colours, if it is there. */
static void
read_color(const MarchValue *page, const char *key, MarchColor *color)
{
    if (page == NULL || page->type != MARCH_VALUE_OBJECT) {
        return;
    }
    const MarchValue *value = march_value_object_get(page->as.object, key);
    if (value != NULL && value->type == MARCH_VALUE_STRING) {
        march_color_parse(value->as.string, color);
    }
}

static MarchColor
mix(MarchColor a, MarchColor b, double share)
{
    return (MarchColor){a.red + share * (b.red - a.red),
                        a.green + share * (b.green - a.green),
                        a.blue + share * (b.blue - a.blue), 1};
}

MarchFurnitureKit
march_furniture_kit(const MarchSpec *spec,
                    const MarchStyle *style,
                    MarchTextEngine *text,
                    double base)
{
    MarchFurnitureKit kit = {.text = text,
                             .family = "Noto Sans",
                             .language = spec->language,
                             .words = spec->words,
                             .units = spec->units,
                             .base = base,
                             .paper = MARCH_COLOR_WHITE,
                             .ink = {0.17, 0.17, 0.17, 1},
                             .quiet = {0.35, 0.35, 0.35, 1},
                             .frame = {0.2, 0.2, 0.2, 1},
                             .accent = {0.7, 0.16, 0.13, 1}};
    const MarchValue *font =
        style != NULL ? march_style_get_metadata(style, "print:font") : NULL;
    const MarchValue *page =
        style != NULL ? march_style_get_metadata(style, "print:page") : NULL;

    read_color(page, "paper", &kit.paper);
    read_color(page, "ink", &kit.ink);
    read_color(page, "muted", &kit.quiet);
    read_color(page, "frame", &kit.frame);
    read_color(page, "accent", &kit.accent);
    kit.hairline = mix(kit.quiet, kit.paper, 0.3);
    if (font != NULL && font->type == MARCH_VALUE_STRING) {
        kit.family = font->as.string;
    }
    return kit;
}

MarchFont
march_furniture_font(const MarchFurnitureKit *kit, double size, int weight)
{
    return (MarchFont){.family = kit->family,
                       .size = size,
                       .weight = weight,
                       .language = kit->language};
}

MarchFurnitureKit
march_furniture_mirror(const MarchFurnitureKit *kit, MarchRect rect)
{
    MarchFurnitureKit mirrored = *kit;

    mirrored.is_mirrored = march_words_is_right_to_left(kit->words);
    mirrored.sides = 2 * rect.x + rect.width;
    return mirrored;
}

MarchRect
march_furniture_mirror_rect(const MarchFurnitureKit *kit, MarchRect rect)
{
    if (kit->is_mirrored) {
        rect.x = kit->sides - rect.x - rect.width;
    }
    return rect;
}

MarchRect
march_furniture_at_start(const MarchFurnitureKit *kit, MarchRect rect, MarchRect room)
{
    rect.x = march_words_is_right_to_left(kit->words) ? room.x + room.width - rect.width
                                                      : room.x;
    return rect;
}

static MarchPoint
mirror_point(const MarchFurnitureKit *kit, MarchPoint point)
{
    MarchRect rect =
        march_furniture_mirror_rect(kit, (MarchRect){point.x, point.y, 0, 0});

    return (MarchPoint){rect.x, rect.y};
}

char *
march_furniture_say(const MarchFurnitureKit *kit, const char *text)
{
    return march_words_translate(kit->words, text);
}

/* Whether any letter is of a script that is read from right to left. */
static gboolean
has_right_to_left(const char *text)
{
    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar letter = g_utf8_get_char(at);

        if ((letter >= 0x590 && letter < 0x900) ||
            (letter >= 0xfb1d && letter < 0xff00)) {
            return TRUE;
        }
    }
    return FALSE;
}

/* A line that begins with a foreign word is still one of its language: a mark says so. */
static char *
say_line(const MarchFurnitureKit *kit, const MarchFont *font, const char *text)
{
    g_autofree char *said =
        kit->words != NULL ? march_words_say(kit->words, text) : g_strdup(text);

    if (march_words_is_right_to_left(kit->words) && has_right_to_left(said) &&
        !march_text_is_right_to_left(kit->text, font, said)) {
        return g_strconcat(RIGHT_TO_LEFT_MARK, said, NULL);
    }
    return g_steal_pointer(&said);
}

double
march_furniture_text_width(const MarchFurnitureKit *kit,
                           const MarchFont *font,
                           const char *text)
{
    g_autofree char *said = say_line(kit, font, text);

    return march_text_measure(kit->text, font, said).advance;
}

static double
add_run(const MarchFurnitureKit *kit,
        const MarchFont *font,
        const char *text,
        MarchPoint origin,
        MarchTextAlign align,
        double angle,
        MarchColor color)
{
    g_autofree char *said = say_line(kit, font, text);
    double width = march_furniture_text_width(kit, font, text);
    MarchTextAlign mirrored = align == MARCH_TEXT_ALIGN_START ? MARCH_TEXT_ALIGN_END
                              : align == MARCH_TEXT_ALIGN_END ? MARCH_TEXT_ALIGN_START
                                                              : align;
    MarchTextRun run = {.font = *font,
                        .text = said,
                        .origin = mirror_point(kit, origin),
                        .align = kit->is_mirrored ? mirrored : align,
                        .angle = angle,
                        .color = color,
                        .halo_color = MARCH_COLOR_NONE,
                        .width = width};
    march_scene_add_text(kit->scene, &run);
    return width;
}

double
march_furniture_add_text(const MarchFurnitureKit *kit,
                         const MarchFont *font,
                         const char *text,
                         MarchPoint origin,
                         MarchTextAlign align,
                         MarchColor color)
{
    return add_run(kit, font, text, origin, align, 0, color);
}

void
march_furniture_add_turned_text(const MarchFurnitureKit *kit,
                                const MarchFont *font,
                                const char *text,
                                MarchPoint origin,
                                MarchTextAlign align,
                                double angle,
                                MarchColor color)
{
    add_run(kit, font, text, origin, align, angle, color);
}

void
march_furniture_add_line(const MarchFurnitureKit *kit,
                         MarchPoint from,
                         MarchPoint to,
                         double width,
                         MarchColor color)
{
    MarchStroke stroke;
    march_stroke_init(&stroke);
    stroke.width = width;
    stroke.color = color;
    march_scene_take_stroke(
        kit->scene, march_path_new_line(mirror_point(kit, from), mirror_point(kit, to)),
        &stroke);
}

void
march_furniture_fill_rect(const MarchFurnitureKit *kit,
                          MarchRect rect,
                          MarchColor color)
{
    MarchFill fill;
    march_fill_init(&fill);
    fill.color = color;
    march_scene_take_fill(
        kit->scene, march_path_new_rect(march_furniture_mirror_rect(kit, rect)), &fill);
}

void
march_furniture_stroke_rect(const MarchFurnitureKit *kit,
                            MarchRect rect,
                            double width,
                            MarchColor color)
{
    MarchStroke stroke;
    march_stroke_init(&stroke);
    stroke.width = width;
    stroke.color = color;
    march_scene_take_stroke(kit->scene,
                            march_path_new_rect(march_furniture_mirror_rect(kit, rect)),
                            &stroke);
}

void
march_furniture_add_panel(const MarchFurnitureKit *kit, MarchRect rect)
{
    march_furniture_fill_rect(kit, rect, kit->paper);
    march_furniture_stroke_rect(kit, rect, MARCH_FURNITURE_HAIRLINE_WIDTH,
                                kit->hairline);
}

static void
begin_group(const MarchFurnitureKit *kit,
            const char *id,
            const char *label,
            gboolean is_layer)
{
    MarchSceneGroup group;
    march_scene_group_init(&group, id);
    group.label = label;
    group.is_layer = is_layer;
    march_scene_begin_group(kit->scene, &group);
}

void
march_furniture_begin_group(const MarchFurnitureKit *kit,
                            const char *id,
                            const char *label)
{
    begin_group(kit, id, label, TRUE);
}

void
march_furniture_begin_part(const MarchFurnitureKit *kit,
                           const char *id,
                           const char *label)
{
    begin_group(kit, id, label, FALSE);
}

double
march_furniture_round_down(double value)
{
    double power = pow(10, floor(log10(value)));
    static const double leading[] = {10, 5, 2, 1};
    for (gsize i = 0; i < G_N_ELEMENTS(leading); i++) {
        /* log10 and pow round: 1000 must not become 500 */
        if (leading[i] * power <= value * (1 + 1e-9)) {
            return leading[i] * power;
        }
    }
    return power;
}

char *
march_furniture_number(double value)
{
    char buffer[G_ASCII_DTOSTR_BUF_SIZE];
    g_ascii_formatd(buffer, sizeof buffer, "%.6g", value);
    if (value < 1000 || value >= 1e15 || strchr(buffer, 'e') != NULL) {
        if (value < 1000 || value >= 1e15) {
            return g_strdup(buffer);
        }
        g_ascii_formatd(buffer, sizeof buffer, "%.0f", value);
    }

    g_autoptr(GString) text = g_string_new(NULL);
    gsize digits = strcspn(buffer, ".");
    for (gsize i = 0; buffer[i] != '\0'; i++) {
        if (i > 0 && i < digits && (digits - i) % 3 == 0) {
            g_string_append_c(text, ',');
        }
        g_string_append_c(text, buffer[i]);
    }
    return g_strdup(text->str);
}
