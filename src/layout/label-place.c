/* SPDX-License-Identifier: MIT */
#include "label-place.h"

#include "label-area.h"
#include "label-conflicts.h"
#include "label-items.h"
#include "label-line.h"
#include "label-point.h"
#include "label-surroundings.h"

#include <math.h>

#define FRAME_MARGIN_MM 0.5
#define CROWD           150U /* items: a page with more is crowded */
#define KEPT_LEADING    64
#define KEPT_OTHER      28

/* How many candidates an item keeps. On a crowded page most of them stand in each
   other's way, and the pairs would grow with the square of both: so each keeps the
   fewer, with the root of the number of items, and the pairs grow with that number. */
static guint
kept_most(guint n_items, gboolean may_lead)
{
    double share = n_items > CROWD ? sqrt((double)CROWD / n_items) : 1;

    return (guint)lround((may_lead ? KEPT_LEADING : KEPT_OTHER) * share);
}

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
        item->kept_most =
            kept_most(set->items->len, item->may_lead || item->request->in_area);
        if (item->request->in_area) {
            march_label_area_generate(set, item);
        } else if (item->request->along_line) {
            march_label_line_generate(set, item);
        } else {
            march_label_point_generate(set, item);
        }
        march_label_set_trim(set, item, item->kept_most);
    }
    return set;
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
    g_autofree guint *conflicts = march_label_conflicts_find(set, starts);
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
            if (choices[k] != MARCH_LABEL_UNPLACED &&
                !march_label_may_overlap(set, i) && !march_label_may_overlap(set, k)) {
                quality->label_overlaps +=
                    march_label_set_conflict(set, choices[i], choices[k]) ? 1 : 0;
            }
        }
    }
    if (quality->placed > 0) {
        quality->mean_distance_mm /= quality->placed;
    }
}
