/* SPDX-License-Identifier: MIT */
#include "label-set.h"

#include "label-surroundings.h"
#include "label-text.h"

#include <math.h>
#include <stdlib.h>

#define COVERED_POINT_COST 18.0
#define CROSSING_COST      9.0
#define CROSSED_COST       12.0 /* for a border touched at all */
/* What costs more is as bad: a place must be named, a river need not be. */
#define POINT_CROSSING_MAX 1.5
#define OTHER_CROSSING_MAX 4.0
#define RIVER_WEIGHT_PAST  0.15 /* a river's name stands close to its river */
#define AMBIGUITY_COST     4.0
#define AMBIGUITY_MM       1.0
/* Away from its own point and this much nearer to another, a name is the other's. */
#define MISTAKEN    0.75
#define MISTAKEN_EM 0.8

void
march_label_item_free(MarchLabelItem *item)
{
    if (item == NULL) {
        return;
    }
    for (guint i = 0; i < item->n_texts; i++) {
        march_label_text_clear(&item->texts[i]);
    }
    march_label_text_clear(&item->number);
    if (item->paths != NULL) {
        g_ptr_array_unref(item->paths);
        g_ptr_array_unref(item->features);
        g_array_unref(item->fan);
    }
    g_free(item);
}

MarchLabelSet *
march_label_set_new(const MarchMapContent *content, MarchRect frame)
{
    MarchLabelSet *set = g_new0(MarchLabelSet, 1);

    set->frame = frame;
    set->may_number = content->keys_max > 0;
    set->obstacles = content->obstacles;
    set->surroundings = march_label_surroundings_new(content, frame);
    set->items = g_ptr_array_new_with_free_func((GDestroyNotify)march_label_item_free);
    set->candidates = g_array_new(FALSE, FALSE, sizeof(MarchLabelCandidate));
    set->boxes = g_array_new(FALSE, FALSE, sizeof(MarchRect));
    set->paths = g_ptr_array_new_with_free_func((GDestroyNotify)march_path_free);
    set->found = g_array_new(FALSE, FALSE, sizeof(guint));
    return set;
}

void
march_label_set_free(MarchLabelSet *set)
{
    if (set == NULL) {
        return;
    }
    march_label_surroundings_free(set->surroundings);
    g_ptr_array_unref(set->items);
    g_array_unref(set->candidates);
    g_array_unref(set->boxes);
    g_ptr_array_unref(set->paths);
    g_array_unref(set->found);
    g_free(set);
}

void
march_label_set_take_item(MarchLabelSet *set, MarchLabelItem *item)
{
    g_ptr_array_add(set->items, item);
    if (!item->request->along_line && !item->request->in_area) {
        march_label_surroundings_add_anchor(set->surroundings, item->anchor,
                                            item->radius);
    }
}

static gboolean
is_inside(MarchRect frame, MarchRect box)
{
    return box.x >= frame.x && box.y >= frame.y &&
           box.x + box.width <= frame.x + frame.width &&
           box.y + box.height <= frame.y + frame.height;
}

static gboolean
belongs_to_point(const MarchLabelItem *item)
{
    return !item->request->along_line && !item->request->in_area;
}

/* How much nearer the text is to another point than it should be: 0 to 1. */
static double
ambiguity(MarchLabelSet *set,
          const MarchLabelItem *item,
          double distance,
          const MarchRect *boxes,
          guint n_boxes)
{
    double other = distance + AMBIGUITY_MM;

    for (guint i = 0; i < n_boxes; i++) {
        other = MIN(other, march_label_surroundings_other_anchor(
                               set->surroundings, boxes[i], item->anchor,
                               distance - AMBIGUITY_MM, other));
    }
    return CLAMP((distance + AMBIGUITY_MM - other) / (2 * AMBIGUITY_MM), 0, 1);
}

/* A place that the figure does not name is left out rather than written on a border. */
static gboolean
is_minor_place(const MarchLabelItem *item)
{
    return belongs_to_point(item) && !item->is_incident &&
           item->weight < MARCH_LABEL_NAMED_WEIGHT;
}

gboolean
march_label_set_may_stand(MarchLabelSet *set,
                          MarchLabelItem *item,
                          const MarchRect *boxes,
                          guint n_boxes)
{
    for (guint i = 0; i < n_boxes; i++) {
        if (!is_inside(set->frame, boxes[i])) {
            item->refusals.frame++;
            return FALSE;
        }
    }
    for (guint i = 0; i < n_boxes; i++) {
        MarchLabelContact contact = {0};

        march_label_surroundings_hit(set->surroundings, boxes[i], NULL, &contact);
        if (contact.incident || contact.furniture) {
            item->refusals.incident += contact.incident ? 1 : 0;
            item->refusals.furniture += contact.incident ? 0 : 1;
            return FALSE;
        }
    }
    return TRUE;
}

/* FALSE when the boxes are impossible; otherwise @contact says what they meet. */
static gboolean
check_boxes(MarchLabelSet *set,
            MarchLabelItem *item,
            const MarchRect *boxes,
            guint n_boxes,
            MarchLabelContact *contact)
{
    const MarchPoint *own = belongs_to_point(item) ? &item->anchor : NULL;

    for (guint i = 0; i < n_boxes; i++) {
        if (!is_inside(set->frame, boxes[i])) {
            item->refusals.frame++;
            return FALSE;
        }
    }
    for (guint i = 0; i < n_boxes; i++) {
        march_label_surroundings_touch(set->surroundings, boxes[i], own, contact);
        if (contact->incident) {
            item->refusals.incident++;
            return FALSE;
        }
        if (contact->furniture) {
            item->refusals.furniture++;
            return FALSE;
        }
    }
    if (contact->border && is_minor_place(item)) {
        item->refusals.border++;
        return FALSE;
    }
    return TRUE;
}

void
march_label_set_add(MarchLabelSet *set,
                    MarchLabelItem *item,
                    const MarchLabelCandidate *candidate,
                    const MarchRect *boxes,
                    guint n_boxes)
{
    MarchLabelCandidate entry = *candidate;
    MarchLabelContact contact = {.least_weight =
                                     item->request->along_line ? RIVER_WEIGHT_PAST : 0};

    g_assert(n_boxes > 0);
    if (!check_boxes(set, item, boxes, n_boxes, &contact)) {
        return;
    }
    if (belongs_to_point(item) && !entry.has_leader) {
        double doubt = ambiguity(set, item, entry.distance, boxes, n_boxes);

        if (doubt >= MISTAKEN &&
            entry.distance > MISTAKEN_EM * item->request->run.font.size) {
            item->refusals.mistaken++;
            return;
        }
        entry.cost += AMBIGUITY_COST * doubt;
    }
    entry.first_box = set->boxes->len;
    entry.n_boxes = n_boxes;
    entry.crosses_border = contact.border;
    entry.crossing = contact.crossing / MAX(item->cap_height, 0.1);
    entry.cost += contact.border ? CROSSED_COST : 0;
    entry.cost += COVERED_POINT_COST * contact.points;
    entry.cost += CROSSING_COST * MIN(entry.crossing, belongs_to_point(item)
                                                          ? POINT_CROSSING_MAX
                                                          : OTHER_CROSSING_MAX);
    g_array_append_vals(set->boxes, boxes, n_boxes);
    g_array_append_val(set->candidates, entry);
    item->n_candidates++;
}

static int
compare_cost(gconstpointer a, gconstpointer b)
{
    const MarchLabelCandidate *one = a;
    const MarchLabelCandidate *other = b;

    if (one->cost < other->cost || one->cost > other->cost) {
        return one->cost < other->cost ? -1 : 1;
    }
    return one->first_box < other->first_box ? -1 : one->first_box > other->first_box;
}

void
march_label_set_trim(MarchLabelSet *set, MarchLabelItem *item, guint limit)
{
    MarchLabelCandidate *first;

    g_assert(item->first + item->n_candidates == set->candidates->len);
    if (item->n_candidates == 0) {
        return;
    }
    first = &g_array_index(set->candidates, MarchLabelCandidate, item->first);
    qsort(first, item->n_candidates, sizeof *first, compare_cost);
    item->n_candidates = MIN(item->n_candidates, limit);
    g_array_set_size(set->candidates, item->first + item->n_candidates);
}

const MarchLabelCandidate *
march_label_set_get(const MarchLabelSet *set, guint index)
{
    return &g_array_index(set->candidates, MarchLabelCandidate, index);
}

gboolean
march_label_set_conflict(const MarchLabelSet *set, guint a, guint b)
{
    const MarchLabelCandidate *one = march_label_set_get(set, a);
    const MarchLabelCandidate *other = march_label_set_get(set, b);

    for (guint i = 0; i < one->n_boxes; i++) {
        MarchRect p = g_array_index(set->boxes, MarchRect, one->first_box + i);

        for (guint k = 0; k < other->n_boxes; k++) {
            MarchRect q = g_array_index(set->boxes, MarchRect, other->first_box + k);

            if (p.x < q.x + q.width && q.x < p.x + p.width && p.y < q.y + q.height &&
                q.y < p.y + p.height) {
                return TRUE;
            }
        }
    }
    return FALSE;
}
