/* SPDX-License-Identifier: MIT */
#include "layout/timeline.h"

#include "layout-fixture.h"

#define WIDTH       160.0
#define LEFT        12.0
#define SIX_POINTS  (6 * 25.4 / 72)
#define MOST_BARS   62
#define SMALLEST_EM 2.0

static MarchTimeline *
timeline_of_weeks(guint count)
{
    MarchTimeline *timeline = march_timeline_new("week");
    MarchDate start = {737912};

    for (guint i = 0; i < count; i++) {
        MarchTimeBar bar = {start, {start.day + 6}, 1 + i % 5};

        g_array_append_val(timeline->bars, bar);
        start.day += 7;
    }
    return timeline;
}

/* Whatever the number of bars, all text is readable, whole, and clear of other text. */
static void
check_texts(MarchTextEngine *engine, guint count, double base)
{
    g_autoptr(MarchTimeline) timeline = timeline_of_weeks(count);
    MarchScene *scene = march_scene_new(180, 60);
    MarchFurnitureKit kit = fixture_kit(engine, scene);
    double last_right = -1;

    kit.base = base;
    march_timeline_draw(timeline, &kit, (MarchPoint){LEFT, 10}, WIDTH);
    for (guint i = 0; i < march_scene_count(scene); i++) {
        const MarchSceneItem *item = march_scene_get(scene, i);
        const MarchTextRun *run = &item->as.text;

        if (item->type != MARCH_SCENE_TEXT) {
            continue;
        }
        g_assert_cmpfloat(run->font.size, >=, SIX_POINTS);
        if (run->align != MARCH_TEXT_ALIGN_START || run->origin.y < 10 + 2 * kit.base) {
            continue;
        }
        g_assert_cmpfloat(run->origin.x + run->width, <=, LEFT + WIDTH + 0.01);
        g_assert_cmpfloat(run->origin.x, >, last_right);
        last_right = run->origin.x + run->width;
    }
    g_assert_cmpfloat(last_right, >, 0);
    march_scene_free(scene);
}

static void
test_dates_are_whole_and_readable(void)
{
    g_autoptr(MarchTextEngine) engine = fixture_text_engine();

    for (guint count = 1; count <= MOST_BARS; count++) {
        check_texts(engine, count, 2.5);
        check_texts(engine, count, SMALLEST_EM);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/layout/timeline/dates-are-whole-and-readable",
                    test_dates_are_whole_and_readable);
    return g_test_run();
}
