/* SPDX-License-Identifier: MIT */
#include "label-place.h"

#include "label-area.h"
#include "label-items.h"
#include "label-line.h"
#include "label-point.h"
#include "label-surroundings.h"

#include <math.h>

#define FRAME_MARGIN_MM 0.5

/* How many candidates an item keeps: fewer the more items there are, as most of them
   would stand in each other's way, and pairs grow with the square. */
static guint
kept_most(guint n_items, gboolean may_lead)
{
    static const struct {
        guint items, leading, other;
    } KEPT[] = {{150, 64, 28}, {400, 64, 18}, {G_MAXUINT, 32, 12}};
    guint i = 0;

    while (n_items > KEPT[i].items) {
        i++;
    }
    return may_lead ? KEPT[i].leading : KEPT[i].other;
}

/* Two candidates that exclude each other. */
typedef struct {
    guint a, b;
} Pair;

MarchLabelSet *
march_label_prepare(const MarchMapContent *content,
                    MarchTextEngine *text,
                    MarchRect frame)
{
    MarchLabelSet *set =
        march_label_set_new(content, march_rect_inset(frame, -FRAME_MARGIN_MM));

    march_label_items_collect(set, content, text);
    for (guint i = 0; i < set->items->len; i++) {
        MarchLabelItem *item = g_ptr_array_index(set->items, i);

        item->first = set->candidates->len;
        if (item->request->in_area) {
            march_label_area_generate(set, item);
        } else if (item->request->along_line) {
            march_label_line_generate(set, item);
        } else {
            march_label_point_generate(set, item);
        }
        march_label_set_trim(
            set, item,
            kept_most(set->items->len, item->may_lead || item->request->in_area));
    }
    return set;
}

static gboolean
may_overlap(const MarchLabelSet *set, guint item)
{
    const MarchLabelItem *entry = g_ptr_array_index(set->items, item);

    return entry->request->paint.allow_overlap;
}

static MarchRect
candidate_bounds(const MarchLabelSet *set, guint candidate)
{
    const MarchLabelCandidate *entry = march_label_set_get(set, candidate);
    MarchRect bounds = g_array_index(set->boxes, MarchRect, entry->first_box);

    for (guint i = 1; i < entry->n_boxes; i++) {
        bounds = march_rect_union(
            bounds, g_array_index(set->boxes, MarchRect, entry->first_box + i));
    }
    return bounds;
}

static gboolean
rects_meet(MarchRect a, MarchRect b)
{
    return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height &&
           b.y < a.y + a.height;
}

static MarchRect *
list_candidate_bounds(const MarchLabelSet *set)
{
    MarchRect *bounds = g_new(MarchRect, set->candidates->len + 1);

    for (guint i = 0; i < set->candidates->len; i++) {
        bounds[i] = candidate_bounds(set, i);
    }
    return bounds;
}

static void
find_conflicts_between(const MarchLabelSet *set,
                       const MarchRect *bounds,
                       const MarchLabelItem *one,
                       const MarchLabelItem *other,
                       GArray *pairs)
{
    for (guint i = one->first; i < one->first + one->n_candidates; i++) {
        for (guint k = other->first; k < other->first + other->n_candidates; k++) {
            if (rects_meet(bounds[i], bounds[k]) &&
                march_label_set_conflict(set, i, k)) {
                Pair pair = {i, k};

                g_array_append_val(pairs, pair);
            }
        }
    }
}

/* All pairs that exclude each other, each once. */
static GArray *
find_conflicts(const MarchLabelSet *set)
{
    GArray *pairs = g_array_new(FALSE, FALSE, sizeof(Pair));
    g_autofree MarchRect *bounds = list_candidate_bounds(set);
    g_autofree MarchRect *reaches = g_new(MarchRect, set->items->len + 1);

    for (guint i = 0; i < set->items->len; i++) {
        const MarchLabelItem *item = g_ptr_array_index(set->items, i);

        for (guint k = 0; k < item->n_candidates; k++) {
            reaches[i] = k == 0 ? bounds[item->first]
                                : march_rect_union(reaches[i], bounds[item->first + k]);
        }
        for (guint k = 0; k < i && item->n_candidates > 0; k++) {
            const MarchLabelItem *other = g_ptr_array_index(set->items, k);

            if (other->n_candidates > 0 && rects_meet(reaches[i], reaches[k]) &&
                !may_overlap(set, i) && !may_overlap(set, k)) {
                find_conflicts_between(set, bounds, item, other, pairs);
            }
        }
    }
    return pairs;
}

/* The pairs as compressed rows: a row for each candidate, from @starts on. */
static guint *
build_rows(const GArray *pairs, guint n_candidates, guint *starts)
{
    guint *rows = g_new(guint, 2 * (gsize)pairs->len + 1);
    g_autofree guint *filled = g_new0(guint, n_candidates + 1);

    for (guint i = 0; i < pairs->len; i++) {
        filled[g_array_index(pairs, Pair, i).a]++;
        filled[g_array_index(pairs, Pair, i).b]++;
    }
    starts[0] = 0;
    for (guint i = 0; i < n_candidates; i++) {
        starts[i + 1] = starts[i] + filled[i];
        filled[i] = starts[i];
    }
    for (guint i = 0; i < pairs->len; i++) {
        Pair pair = g_array_index(pairs, Pair, i);

        rows[filled[pair.a]++] = pair.b;
        rows[filled[pair.b]++] = pair.a;
    }
    return rows;
}

guint *
march_label_solve(const MarchLabelSet *set, const MarchLabelSearch *search)
{
    guint n_items = set->items->len;
    guint *choices = g_new(guint, n_items + 1);
    g_autofree guint *first = g_new(guint, n_items + 1);
    g_autofree double *costs = g_new(double, set->candidates->len + 1);
    g_autofree double *drop_costs = g_new(double, n_items + 1);
    g_autofree guint *starts = g_new(guint, set->candidates->len + 1);
    g_autoptr(GArray) pairs = find_conflicts(set);
    g_autofree guint *conflicts = build_rows(pairs, set->candidates->len, starts);
    MarchLabelProblem problem = {n_items, first, costs, drop_costs, starts, conflicts};

    for (guint i = 0; i < n_items; i++) {
        const MarchLabelItem *item = g_ptr_array_index(set->items, i);

        first[i] = item->first;
        drop_costs[i] = item->drop_cost;
    }
    first[n_items] = set->candidates->len;
    for (guint i = 0; i < set->candidates->len; i++) {
        costs[i] = march_label_set_get(set, i)->cost;
    }
    if (search == NULL) {
        march_label_solve_greedily(&problem, choices);
    } else {
        march_label_optimise(&problem, search, choices);
    }
    return choices;
}

static gboolean
covers_incident(const MarchLabelSet *set, guint candidate)
{
    const MarchLabelCandidate *entry = march_label_set_get(set, candidate);
    MarchLabelContact contact = {0};

    for (guint i = 0; i < entry->n_boxes; i++) {
        march_label_surroundings_touch(
            set->surroundings,
            g_array_index(set->boxes, MarchRect, entry->first_box + i), NULL, &contact);
    }
    return contact.incident;
}

void
march_label_rate(const MarchLabelSet *set,
                 const guint *choices,
                 MarchLabelQuality *quality)
{
    *quality = (MarchLabelQuality){.requested = set->items->len};
    for (guint i = 0; i < set->items->len; i++) {
        const MarchLabelItem *item = g_ptr_array_index(set->items, i);
        const MarchLabelCandidate *candidate;

        if (choices[i] == MARCH_LABEL_UNPLACED) {
            quality->dropped++;
            quality->cost += item->drop_cost;
            continue;
        }
        candidate = march_label_set_get(set, choices[i]);
        quality->placed++;
        quality->cost += candidate->cost;
        quality->mean_distance_mm += candidate->distance;
        quality->border_crossings += candidate->crosses_border ? 1 : 0;
        quality->incident_overlaps += covers_incident(set, choices[i]) ? 1 : 0;
        for (guint k = 0; k < i; k++) {
            if (choices[k] != MARCH_LABEL_UNPLACED && !may_overlap(set, i) &&
                !may_overlap(set, k)) {
                quality->label_overlaps +=
                    march_label_set_conflict(set, choices[i], choices[k]) ? 1 : 0;
            }
        }
    }
    if (quality->placed > 0) {
        quality->mean_distance_mm /= quality->placed;
    }
}
