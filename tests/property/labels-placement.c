/* SPDX-License-Identifier: MIT */
#include "layout/label-place.h"

#include "../support/label-window.h"

#include <math.h>
#include <string.h>

#define WINDOWS 16

/* Opening the fonts takes longer than a placement. */
static MarchTextEngine *engine;

/* A window, solved. */
typedef struct {
    MarchTextEngine *text; /* borrowed */
    MarchMapContent *content;
    MarchLabelSet *set;
    guint *choices;
} Solved;

static void
solve(Solved *solved, guint32 seed, guint n_places, guint n_incidents)
{
    MarchLabelSearch search;

    solved->text = engine;
    solved->content = label_window_new(seed, n_places, n_incidents);
    solved->content->keys_max = seed % 2 == 0 ? 20 : 0;
    solved->set =
        march_label_prepare(solved->content, solved->text, LABEL_WINDOW_FRAME);
    march_label_search_init(&search);
    solved->choices = march_label_solve(solved->set, &search);
}

static void
clear(Solved *solved)
{
    g_free(solved->choices);
    march_label_set_free(solved->set);
    march_map_content_free(solved->content);
}

static guint
windows_of(guint window, guint *n_incidents)
{
    *n_incidents = (window * 7) % 24;
    return 5 + window * 6;
}

/* What is inked of one line of a placed label, measured anew. */
static MarchRect
inked_rect(const Solved *solved, guint item_index, guint line)
{
    const MarchLabelItem *item = g_ptr_array_index(solved->set->items, item_index);
    const MarchLabelCandidate *candidate =
        march_label_set_get(solved->set, solved->choices[item_index]);
    const MarchLabelText *text = candidate->shape == MARCH_LABEL_KEY
                                     ? &item->number
                                     : &item->texts[candidate->text];
    MarchFont font = item->request->run.font;
    MarchTextMetrics metrics;
    double share = candidate->align == MARCH_TEXT_ALIGN_START ? 0
                   : candidate->align == MARCH_TEXT_ALIGN_END ? 1
                                                              : 0.5;
    double width;

    font.letter_spacing = candidate->letter_spacing;
    metrics = march_text_measure(solved->text, &font, text->lines[line]);
    width = metrics.advance - font.letter_spacing;
    return (MarchRect){candidate->origin.x - share * width,
                       candidate->origin.y + line * text->line_step + metrics.ink.y,
                       width, metrics.ink.height};
}

static guint
count_lines(const Solved *solved, guint item_index)
{
    const MarchLabelItem *item = g_ptr_array_index(solved->set->items, item_index);
    const MarchLabelCandidate *candidate;

    if (solved->choices[item_index] == MARCH_LABEL_UNPLACED) {
        return 0;
    }
    candidate = march_label_set_get(solved->set, solved->choices[item_index]);
    if (candidate->shape == MARCH_LABEL_ALONG || fabs(candidate->angle) > 0) {
        return 0;
    }
    return candidate->shape == MARCH_LABEL_KEY ? 1
                                               : item->texts[candidate->text].n_lines;
}

/* All level lines of all placed labels; the owner of each in @owners. */
static GArray *
list_inked(const Solved *solved, GArray *owners)
{
    GArray *rects = g_array_new(FALSE, FALSE, sizeof(MarchRect));

    for (guint i = 0; i < solved->set->items->len; i++) {
        for (guint line = 0; line < count_lines(solved, i); line++) {
            MarchRect rect = inked_rect(solved, i, line);

            g_array_append_val(rects, rect);
            g_array_append_val(owners, i);
        }
    }
    return rects;
}

static void
for_each_window(void (*check)(const Solved *solved))
{
    for (guint window = 0; window < WINDOWS; window++) {
        Solved solved;
        guint n_incidents;
        guint n_places = windows_of(window, &n_incidents);

        solve(&solved, (guint32)g_test_rand_int(), n_places, n_incidents);
        check(&solved);
        clear(&solved);
    }
}

static void
check_no_overlap(const Solved *solved)
{
    g_autoptr(GArray) owners = g_array_new(FALSE, FALSE, sizeof(guint));
    g_autoptr(GArray) rects = list_inked(solved, owners);
    MarchLabelQuality quality;

    for (guint i = 0; i < rects->len; i++) {
        for (guint k = 0; k < i; k++) {
            if (g_array_index(owners, guint, i) != g_array_index(owners, guint, k)) {
                g_assert_false(march_rect_intersects(
                    march_rect_inset(g_array_index(rects, MarchRect, i), -1e-6),
                    g_array_index(rects, MarchRect, k)));
            }
        }
    }
    march_label_rate(solved->set, solved->choices, &quality);
    g_assert_cmpuint(quality.label_overlaps, ==, 0);
}

static void
test_labels_never_overlap(void)
{
    for_each_window(check_no_overlap);
}

static void
check_in_frame(const Solved *solved)
{
    g_autoptr(GArray) owners = g_array_new(FALSE, FALSE, sizeof(guint));
    g_autoptr(GArray) rects = list_inked(solved, owners);
    MarchRect frame = LABEL_WINDOW_FRAME;

    for (guint i = 0; i < rects->len; i++) {
        MarchRect rect = g_array_index(rects, MarchRect, i);

        g_assert_cmpfloat(rect.x, >=, frame.x);
        g_assert_cmpfloat(rect.y, >=, frame.y);
        g_assert_cmpfloat(rect.x + rect.width, <=, frame.x + frame.width);
        g_assert_cmpfloat(rect.y + rect.height, <=, frame.y + frame.height);
    }
}

static void
test_labels_stay_in_the_frame(void)
{
    for_each_window(check_in_frame);
}

static gboolean
covers(MarchRect rect, const MarchObstacle *obstacle)
{
    double x = obstacle->rect.x + obstacle->rect.width / 2;
    double y = obstacle->rect.y + obstacle->rect.height / 2;
    double dx = MAX(MAX(rect.x - x, x - rect.x - rect.width), 0);
    double dy = MAX(MAX(rect.y - y, y - rect.y - rect.height), 0);

    return obstacle->is_round
               ? hypot(dx, dy) < obstacle->rect.width / 2 - 1e-6
               : march_rect_intersects(march_rect_inset(rect, -1e-6), obstacle->rect);
}

static void
check_clear_of_obstacles(const Solved *solved)
{
    g_autoptr(GArray) owners = g_array_new(FALSE, FALSE, sizeof(guint));
    g_autoptr(GArray) rects = list_inked(solved, owners);

    for (guint i = 0; i < rects->len; i++) {
        for (guint k = 0; k < solved->content->obstacles->len; k++) {
            const MarchObstacle *obstacle =
                &g_array_index(solved->content->obstacles, MarchObstacle, k);

            g_assert_false(obstacle->kind != MARCH_OBSTACLE_POINT &&
                           covers(g_array_index(rects, MarchRect, i), obstacle));
        }
    }
}

static void
test_labels_cover_no_incident_and_no_furniture(void)
{
    for_each_window(check_clear_of_obstacles);
}

/* Whether the symbol is drawn: its name has a place. */
static gboolean
is_drawn(const Solved *solved, const MarchObstacle *obstacle)
{
    for (guint i = 0; i < solved->set->items->len; i++) {
        const MarchLabelItem *item = g_ptr_array_index(solved->set->items, i);

        if (solved->choices[i] != MARCH_LABEL_UNPLACED &&
            g_ptr_array_find(item->features, obstacle->depends_on, NULL)) {
            return TRUE;
        }
    }
    return FALSE;
}

static void
check_clear_of_symbols(const Solved *solved)
{
    g_autoptr(GArray) owners = g_array_new(FALSE, FALSE, sizeof(guint));
    g_autoptr(GArray) rects = list_inked(solved, owners);

    for (guint i = 0; i < rects->len; i++) {
        for (guint k = 0; k < solved->content->obstacles->len; k++) {
            const MarchObstacle *obstacle =
                &g_array_index(solved->content->obstacles, MarchObstacle, k);

            g_assert_false(obstacle->depends_on != NULL &&
                           covers(g_array_index(rects, MarchRect, i), obstacle) &&
                           is_drawn(solved, obstacle));
        }
    }
}

static void
test_labels_cover_no_symbol_of_another(void)
{
    for_each_window(check_clear_of_symbols);
}

static void
test_same_input_same_layout(void)
{
    for (guint32 seed = 1; seed <= 6; seed++) {
        Solved one;
        Solved other;

        solve(&one, seed, 60, 12);
        solve(&other, seed, 60, 12);
        g_assert_cmpuint(one.set->items->len, ==, other.set->items->len);
        for (guint i = 0; i < one.set->items->len; i++) {
            g_assert_cmpuint(one.choices[i], ==, other.choices[i]);
        }
        clear(&one);
        clear(&other);
    }
}

static void
check_not_worse_than_greedy(const Solved *solved)
{
    g_autofree guint *greedy = march_label_solve(solved->set, NULL);
    MarchLabelQuality greedy_quality;
    MarchLabelQuality quality;

    march_label_rate(solved->set, greedy, &greedy_quality);
    march_label_rate(solved->set, solved->choices, &quality);
    g_assert_cmpfloat(quality.cost, <=, greedy_quality.cost + 1e-9);
}

static void
test_never_worse_than_greedy(void)
{
    for_each_window(check_not_worse_than_greedy);
}

static void
check_all_accounted_for(const Solved *solved)
{
    MarchLabelQuality quality;

    march_label_rate(solved->set, solved->choices, &quality);
    g_assert_cmpuint(quality.placed + quality.dropped, ==, quality.requested);
    g_assert_cmpuint(quality.requested, ==, solved->set->items->len);
}

static void
test_every_label_is_placed_or_dropped(void)
{
    for_each_window(check_all_accounted_for);
}

int
main(int argc, char **argv)
{
    int status;

    g_test_init(&argc, &argv, NULL);
    engine = march_text_engine_new(MARCH_TEST_SOURCE_DIR "/styles/fonts", FALSE, NULL);
    g_assert_nonnull(engine);
    g_test_add_func("/labels/never-overlap", test_labels_never_overlap);
    g_test_add_func("/labels/stay-in-the-frame", test_labels_stay_in_the_frame);
    g_test_add_func("/labels/cover-no-incident-and-no-furniture",
                    test_labels_cover_no_incident_and_no_furniture);
    g_test_add_func("/labels/placement/cover-no-symbol-of-another",
                    test_labels_cover_no_symbol_of_another);
    g_test_add_func("/labels/same-input-same-layout", test_same_input_same_layout);
    g_test_add_func("/labels/never-worse-than-greedy", test_never_worse_than_greedy);
    g_test_add_func("/labels/every-label-is-placed-or-dropped",
                    test_every_label_is_placed_or_dropped);
    status = g_test_run();
    march_text_engine_free(engine);
    return status;
}
