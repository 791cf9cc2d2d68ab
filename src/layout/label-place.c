/* SPDX-License-Identifier: MIT */
#include "label-place.h"

#include "label-area.h"
#include "label-items.h"
#include "label-line.h"
#include "label-point.h"
#include "label-surroundings.h"

#include <math.h>

#define FRAME_MARGIN_MM 0.5
#define CELL_MM         4.0
#define KEPT_LEADING    64
#define KEPT            28
#define KEPT_CROWDED    18
#define CROWD           150

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
        march_label_set_trim(set, item,
                             item->may_lead || item->request->in_area ? KEPT_LEADING
                             : set->items->len > CROWD                ? KEPT_CROWDED
                                                                      : KEPT);
    }
    return set;
}

/* The item of each candidate. */
static guint *
candidate_owners(const MarchLabelSet *set)
{
    guint *owners = g_new(guint, set->candidates->len + 1);

    for (guint i = 0; i < set->items->len; i++) {
        const MarchLabelItem *item = g_ptr_array_index(set->items, i);

        for (guint k = 0; k < item->n_candidates; k++) {
            owners[item->first + k] = i;
        }
    }
    return owners;
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

/* Who excludes whom, in compressed rows: @starts has a row for each candidate. */
static GArray *
find_conflicts(const MarchLabelSet *set, const guint *owners, guint *starts)
{
    GArray *conflicts = g_array_new(FALSE, FALSE, sizeof(guint));
    g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(guint));
    g_autoptr(MarchMapGrid) grid = march_map_grid_new(set->frame, CELL_MM);
    guint count = set->candidates->len;

    for (guint i = 0; i < count; i++) {
        march_map_grid_insert(grid, candidate_bounds(set, i), i);
    }
    for (guint i = 0; i < count; i++) {
        starts[i] = conflicts->len;
        if (may_overlap(set, owners[i])) {
            continue;
        }
        march_map_grid_query(grid, candidate_bounds(set, i), found);
        for (guint k = 0; k < found->len; k++) {
            guint other = g_array_index(found, guint, k);

            if (owners[other] != owners[i] && !may_overlap(set, owners[other]) &&
                march_label_set_conflict(set, i, other)) {
                g_array_append_val(conflicts, other);
            }
        }
    }
    starts[count] = conflicts->len;
    return conflicts;
}

guint *
march_label_solve(const MarchLabelSet *set, const MarchLabelSearch *search)
{
    guint n_items = set->items->len;
    guint *choices = g_new(guint, n_items + 1);
    g_autofree guint *first = g_new(guint, n_items + 1);
    g_autofree double *costs = g_new(double, set->candidates->len + 1);
    g_autofree double *drop_costs = g_new(double, n_items + 1);
    g_autofree guint *owners = candidate_owners(set);
    g_autofree guint *starts = g_new(guint, set->candidates->len + 1);
    g_autoptr(GArray) conflicts = find_conflicts(set, owners, starts);
    MarchLabelProblem problem = {n_items, first,
                                 costs,   drop_costs,
                                 starts,  (const guint *)(void *)conflicts->data};

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
