/* SPDX-License-Identifier: MIT */
#include "timeline.h"

#include <math.h>

/* In em of the figure's own text. */
#define TEXT_SIZE    0.86
#define HEADING_ROOM 1.3
#define BARS_ROOM    4.2
#define DATES_ROOM   1.25
#define GAP_BELOW    0.7
#define BAR_SHARE    0.8 /* of the room that a bar has, the rest is gap */
#define BAR_WIDEST   9.0
#define LABEL_GAP    0.8
#define LABEL_INDENT 0.2
/* Print below 6 pt is not read. */
#define TEXT_LEAST_MM 2.13

MarchTimeline *
march_timeline_new(const char *unit)
{
    MarchTimeline *timeline = g_new0(MarchTimeline, 1);

    timeline->unit = unit;
    timeline->bars = g_array_new(FALSE, FALSE, sizeof(MarchTimeBar));
    return timeline;
}

void
march_timeline_free(MarchTimeline *timeline)
{
    if (timeline != NULL) {
        g_array_unref(timeline->bars);
        g_free(timeline);
    }
}

double
march_timeline_height(const MarchTimeline *timeline, const MarchFurnitureKit *kit)
{
    return timeline != NULL
               ? (HEADING_ROOM + BARS_ROOM + DATES_ROOM + GAP_BELOW) * kit->base
               : 0;
}

static MarchFont
text_font(const MarchFurnitureKit *kit, int weight)
{
    return march_furniture_font(kit, MAX(TEXT_SIZE * kit->base, TEXT_LEAST_MM), weight);
}

static guint
largest_count(const MarchTimeline *timeline)
{
    guint largest = 0;

    for (guint i = 0; i < timeline->bars->len; i++) {
        largest = MAX(largest, g_array_index(timeline->bars, MarchTimeBar, i).count);
    }
    return largest;
}

/* " (2 known only to a week, month or year; 1 without a date)": what is in no bar. */
static char *
apart_text(const MarchTimeline *timeline)
{
    g_autoptr(GString) text = g_string_new(NULL);

    if (timeline->vague > 0) {
        g_string_append_printf(text, " (%u known only to a week, month or year",
                               timeline->vague);
    }
    if (timeline->undated > 0) {
        g_string_append_printf(text, "%s%u without a date", text->len > 0 ? "; " : " (",
                               timeline->undated);
    }
    g_string_append(text, text->len > 0 ? ")" : "");
    return g_string_free(g_steal_pointer(&text), FALSE);
}

static void
draw_heading(const MarchTimeline *timeline,
             const MarchFurnitureKit *kit,
             MarchPoint origin)
{
    MarchFont bold = text_font(kit, 700);
    g_autofree char *apart = apart_text(timeline);
    g_autofree char *english =
        g_strdup_printf("Incidents by %s%s", timeline->unit, apart);
    g_autofree char *heading = march_words_say(kit->words, english);

    march_furniture_add_text(kit, &bold, heading,
                             (MarchPoint){origin.x, origin.y + 0.9 * kit->base},
                             MARCH_TEXT_ALIGN_START, kit->quiet);
}

/* Dates under the first bar and as many others as there is room for, up to @right. */
static void
draw_dates(const MarchTimeline *timeline,
           const MarchFurnitureKit *kit,
           MarchPoint base,
           double pitch,
           double right)
{
    MarchFont font = text_font(kit, 400);
    double indent = LABEL_INDENT * kit->base;
    double free_from = -G_MAXDOUBLE;

    for (guint i = 0; i < timeline->bars->len; i++) {
        MarchTimeBar bar = g_array_index(timeline->bars, MarchTimeBar, i);
        g_autofree char *english = march_date_to_text(bar.first);
        g_autofree char *text = march_words_say(kit->words, english);
        double width = march_furniture_text_width(kit, &font, text);
        double x = base.x + i * pitch;
        double start = MIN(x + indent, right - width);

        if (start - indent < free_from) {
            continue;
        }
        march_furniture_add_line(kit, (MarchPoint){x, base.y},
                                 (MarchPoint){x, base.y + 0.25 * kit->base},
                                 MARCH_FURNITURE_HAIRLINE_WIDTH, kit->hairline);
        march_furniture_add_text(kit, &font, text,
                                 (MarchPoint){start, base.y + 0.95 * kit->base},
                                 MARCH_TEXT_ALIGN_START, kit->quiet);
        free_from = start - indent + width + LABEL_GAP * kit->base;
    }
}

/* A line at a round number, with the number before it. */
static void
draw_scale(const MarchFurnitureKit *kit,
           MarchPoint base,
           double width,
           double height,
           guint largest)
{
    MarchFont font = text_font(kit, 400);
    double value = MAX(march_furniture_round_down(largest), 1);
    double y = base.y - height * value / largest;
    g_autofree char *label = march_furniture_number(value);

    march_furniture_add_line(kit, (MarchPoint){base.x, y},
                             (MarchPoint){base.x + width, y},
                             MARCH_FURNITURE_HAIRLINE_WIDTH, kit->hairline);
    march_furniture_add_text(
        kit, &font, label, (MarchPoint){base.x - 0.3 * kit->base, y + 0.3 * kit->base},
        MARCH_TEXT_ALIGN_END, kit->quiet);
}

void
march_timeline_draw(const MarchTimeline *timeline,
                    const MarchFurnitureKit *plain,
                    MarchPoint origin,
                    double width)
{
    MarchFurnitureKit mirrored =
        march_furniture_mirror(plain, (MarchRect){origin.x, origin.y, width, 0});
    const MarchFurnitureKit *kit = &mirrored;
    guint largest = largest_count(timeline);
    double em = kit->base;
    MarchFont font = text_font(kit, 400);
    g_autofree char *widest = march_furniture_number(largest);
    double left = march_furniture_text_width(kit, &font, widest) + 0.5 * em;
    MarchPoint base = {origin.x + left, origin.y + (HEADING_ROOM + BARS_ROOM) * em};
    double pitch = MIN((width - left) / MAX(timeline->bars->len, 1), BAR_WIDEST * em);
    double height = (BARS_ROOM - 0.6) * em;

    march_furniture_begin_group(kit, "timeline", "Incidents over time");
    draw_heading(timeline, kit, origin);
    if (largest > 0) {
        draw_scale(kit, base, pitch * timeline->bars->len, height, largest);
    }
    for (guint i = 0; i < timeline->bars->len; i++) {
        guint count = g_array_index(timeline->bars, MarchTimeBar, i).count;
        double tall = largest > 0 ? height * count / largest : 0;

        if (count > 0) {
            march_furniture_fill_rect(
                kit,
                (MarchRect){base.x + i * pitch, base.y - tall, BAR_SHARE * pitch, tall},
                kit->quiet);
        }
    }
    march_furniture_add_line(kit, base,
                             (MarchPoint){base.x + pitch * timeline->bars->len, base.y},
                             MARCH_FURNITURE_HAIRLINE_WIDTH, kit->ink);
    draw_dates(timeline, kit, base, pitch, origin.x + width);
    march_scene_end_group(kit->scene);
}
