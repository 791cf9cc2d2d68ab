/* SPDX-License-Identifier: MIT */
#include "map-content-fixture.h"

#define POINT(name, position)                                                          \
    "{\"type\": \"Feature\", \"properties\": {\"name\": \"" name                       \
    "\"}, \"geometry\": {\"type\": \"Point\", \"coordinates\": " position "}}"
#define SOURCES                                                                        \
    "\"line\": {\"type\": \"geojson\", \"data\": {\"type\": \"LineString\", "          \
    "\"coordinates\": [[0, 4], [10, 4]]}}, \"points\": {\"type\": \"geojson\", "       \
    "\"data\": {\"type\": \"FeatureCollection\", \"features\": [" POINT(               \
        "Alpha", "[3, 4]") ", " POINT("Beta", "[7, 4]") "]}}"
#define LINE                                                                           \
    "{\"id\": \"l\", \"type\": \"line\", \"source\": \"line\", \"paint\": "            \
    "{\"line-width\": 2}}"
#define RINGS                                                                          \
    "{\"id\": \"c\", \"type\": \"circle\", \"source\": \"points\", \"paint\": "        \
    "{\"circle-radius\": 30, \"circle-opacity\": 0, \"circle-stroke-width\": 1}}"
#define NAMES(halo)                                                                    \
    "{\"id\": \"n\", \"type\": \"symbol\", \"source\": \"points\", \"metadata\": "     \
    "{\"print:halo\": \"" halo "\"}, \"layout\": {\"text-field\": \"{name}\", "        \
    "\"text-anchor\": \"center\", \"text-allow-overlap\": true}, \"paint\": "          \
    "{\"text-halo-width\": 1, \"text-halo-color\": \"#fff\"}}"

static void
place(Drawn *drawn, const char *layers)
{
    MarchLayoutInput input = {0};
    MarchLabelQuality quality;

    draw(drawn, SOURCES, layers);
    input.spec = &drawn->spec;
    input.style = drawn->style;
    input.frame = drawn->frame;
    march_labels_place(&input, drawn->text, drawn->content, drawn->scene, &quality,
                       drawn->diagnostics);
}

/* How many holes the clips about the strokes of group @id have. */
static guint
count_holes(const Drawn *drawn, const char *id)
{
    g_autoptr(GArray) open = g_array_new(FALSE, FALSE, sizeof(guint));
    gboolean is_in_group = FALSE;
    guint count = 0;

    for (guint i = 0; i < march_scene_count(drawn->scene); i++) {
        const MarchSceneItem *item = march_scene_get(drawn->scene, i);

        if (item->type == MARCH_SCENE_GROUP_BEGIN) {
            is_in_group = strcmp(item->as.group.id, id) == 0;
        } else if (item->type == MARCH_SCENE_CLIP_BEGIN) {
            guint holes = item->path->parts->len - 1;

            g_array_append_val(open, holes);
        } else if (item->type == MARCH_SCENE_CLIP_END) {
            g_assert_cmpuint(open->len, >, 0);
            g_array_set_size(open, open->len - 1);
        } else if (item->type == MARCH_SCENE_STROKE && is_in_group) {
            for (guint k = 0; k < open->len; k++) {
                count += g_array_index(open, guint, k);
            }
        }
    }
    g_assert_cmpuint(open->len, ==, 0);
    return count;
}

static double
signed_area(const MarchPath *path, guint index)
{
    const MarchPathPart *part = &g_array_index(path->parts, MarchPathPart, index);
    const MarchPoint *points = &g_array_index(path->points, MarchPoint, part->start);
    double area = 0;

    for (guint i = 0; i < part->count; i++) {
        MarchPoint a = points[i];
        MarchPoint b = points[(i + 1) % part->count];

        area += (a.x * b.y - b.x * a.y) / 2;
    }
    return area;
}

static void
test_cuts_lines_under_letters(void)
{
    Drawn drawn;

    place(&drawn, LINE ", " NAMES("knockout"));
    g_assert_cmpuint(count_holes(&drawn, "l"), ==, 2);
    clear(&drawn);
}

static void
test_stroked_halos_cut_nothing(void)
{
    Drawn drawn;

    place(&drawn, LINE ", " NAMES("stroke"));
    g_assert_cmpuint(count_holes(&drawn, "l"), ==, 0);
    clear(&drawn);
}

static void
test_symbols_stay_whole(void)
{
    Drawn drawn;

    place(&drawn, LINE ", " RINGS ", " NAMES("knockout"));
    g_assert_cmpuint(count_holes(&drawn, "c"), ==, 0);
    clear(&drawn);
}

/* A hole turns against the ring around it: nonzero clips leave it out. */
static void
test_holes_are_outside_and_hold_the_letters(void)
{
    Drawn drawn;
    guint n_holes = 0;

    place(&drawn, LINE ", " NAMES("knockout"));
    for (guint i = 0; i < march_scene_count(drawn.scene); i++) {
        const MarchSceneItem *item = march_scene_get(drawn.scene, i);

        if (item->type != MARCH_SCENE_CLIP_BEGIN || item->path->parts->len < 2) {
            continue;
        }
        g_assert_cmpfloat(signed_area(item->path, 0), >, 0);
        for (guint k = 1; k < item->path->parts->len; k++, n_holes++) {
            g_assert_cmpfloat(signed_area(item->path, k), <, -4);
        }
    }
    g_assert_cmpuint(n_holes, ==, 2);
    for (guint i = 0; i < march_scene_count(drawn.scene); i++) {
        const MarchSceneItem *item = march_scene_get(drawn.scene, i);

        g_assert_true(item->type != MARCH_SCENE_TEXT ||
                      item->as.text.halo_color.alpha <= 0);
    }
    clear(&drawn);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/layout/label-knockout/cuts-lines-under-letters",
                    test_cuts_lines_under_letters);
    g_test_add_func("/layout/label-knockout/stroked-halos-cut-nothing",
                    test_stroked_halos_cut_nothing);
    g_test_add_func("/layout/label-knockout/symbols-stay-whole",
                    test_symbols_stay_whole);
    g_test_add_func("/layout/label-knockout/holes-are-outside-and-hold-the-letters",
                    test_holes_are_outside_and_hold_the_letters);
    return g_test_run();
}
