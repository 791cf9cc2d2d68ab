/* SPDX-License-Identifier: MIT */
#include "label-conflicts.h"

#include "label-surroundings.h"
#include "map-grid.h"

#define CELL_MM 12.0

/* Two candidates that exclude each other. */
typedef struct {
    guint a, b;
} Pair;

/* What a candidate covers: the items whose symbols those are. */
typedef struct {
    const MarchLabelSet *set;
    MarchRect *bounds; /* of each candidate */
    GArray *covered;   /* of guint: items */
    guint *starts;     /* of each candidate in covered, and the end */
} Ground;

gboolean
march_label_may_overlap(const MarchLabelSet *set, guint item)
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

/* Which item names a feature; counted from 1. */
static GHashTable *
index_features(const MarchLabelSet *set)
{
    GHashTable *owners = g_hash_table_new(NULL, NULL);

    for (guint i = 0; i < set->items->len; i++) {
        const MarchLabelItem *item = g_ptr_array_index(set->items, i);

        for (guint k = 0; k < item->features->len; k++) {
            g_hash_table_insert(owners, g_ptr_array_index(item->features, k),
                                GUINT_TO_POINTER(i + 1));
        }
    }
    return owners;
}

/* The features are cleared again. */
static void
append_owners(Ground *ground, GHashTable *owners, guint own, GPtrArray *features)
{
    for (guint i = 0; i < features->len; i++) {
        guint owner = GPOINTER_TO_UINT(
            g_hash_table_lookup(owners, g_ptr_array_index(features, i)));

        if (owner > 0 && owner - 1 != own) {
            owner--;
            g_array_append_val(ground->covered, owner);
        }
    }
    g_ptr_array_set_size(features, 0);
}

static void
ground_init(Ground *ground, const MarchLabelSet *set)
{
    g_autoptr(GHashTable) owners = index_features(set);
    g_autoptr(GPtrArray) features = g_ptr_array_new();

    ground->set = set;
    ground->bounds = g_new(MarchRect, set->candidates->len + 1);
    ground->covered = g_array_new(FALSE, FALSE, sizeof(guint));
    ground->starts = g_new(guint, set->candidates->len + 1);
    for (guint i = 0; i < set->items->len; i++) {
        const MarchLabelItem *item = g_ptr_array_index(set->items, i);

        for (guint c = item->first; c < item->first + item->n_candidates; c++) {
            const MarchLabelCandidate *entry = march_label_set_get(set, c);

            ground->bounds[c] = candidate_bounds(set, c);
            ground->starts[c] = ground->covered->len;
            for (guint k = 0; k < entry->n_boxes; k++) {
                march_label_surroundings_list_covered(
                    set->surroundings,
                    g_array_index(set->boxes, MarchRect, entry->first_box + k),
                    features);
            }
            append_owners(ground, owners, i, features);
        }
    }
    ground->starts[set->candidates->len] = ground->covered->len;
}

static void
ground_clear(Ground *ground)
{
    g_free(ground->bounds);
    g_array_unref(ground->covered);
    g_free(ground->starts);
}

static gboolean
covers(const Ground *ground, guint candidate, guint item)
{
    for (guint i = ground->starts[candidate]; i < ground->starts[candidate + 1]; i++) {
        if (g_array_index(ground->covered, guint, i) == item) {
            return TRUE;
        }
    }
    return FALSE;
}

static gboolean
rects_meet(MarchRect a, MarchRect b)
{
    return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height &&
           b.y < a.y + a.height;
}

static void
find_conflicts_between(const Ground *ground, guint one, guint other, GArray *pairs)
{
    const MarchLabelItem *a = g_ptr_array_index(ground->set->items, one);
    const MarchLabelItem *b = g_ptr_array_index(ground->set->items, other);

    for (guint i = a->first; i < a->first + a->n_candidates; i++) {
        gboolean covers_other = covers(ground, i, other);

        for (guint k = b->first; k < b->first + b->n_candidates; k++) {
            if (covers_other || covers(ground, k, one) ||
                (rects_meet(ground->bounds[i], ground->bounds[k]) &&
                 march_label_set_conflict(ground->set, i, k))) {
                Pair pair = {i, k};

                g_array_append_val(pairs, pair);
            }
        }
    }
}

/* Where the item's label and its symbol may be. */
static MarchRect
reach_of(const Ground *ground, const MarchLabelItem *item)
{
    MarchRect reach = ground->bounds[item->first];

    for (guint k = 1; k < item->n_candidates; k++) {
        reach = march_rect_union(reach, ground->bounds[item->first + k]);
    }
    if (item->radius > 0) {
        reach = march_rect_union(
            reach, march_rect_inset((MarchRect){item->anchor.x, item->anchor.y, 0, 0},
                                    item->radius));
    }
    return reach;
}

static int
compare_indices(gconstpointer a, gconstpointer b)
{
    guint one = *(const guint *)a;
    guint other = *(const guint *)b;

    return one < other ? -1 : one > other;
}

/* All pairs that exclude each other, each once. */
static GArray *
find_pairs(const Ground *ground)
{
    const MarchLabelSet *set = ground->set;
    GArray *pairs = g_array_new(FALSE, FALSE, sizeof(Pair));
    g_autofree MarchRect *reaches = g_new(MarchRect, set->items->len + 1);
    g_autoptr(MarchMapGrid) grid = march_map_grid_new(set->frame, CELL_MM);
    g_autoptr(GArray) before = g_array_new(FALSE, FALSE, sizeof(guint));

    for (guint i = 0; i < set->items->len; i++) {
        const MarchLabelItem *item = g_ptr_array_index(set->items, i);

        if (item->n_candidates == 0 || march_label_may_overlap(set, i)) {
            continue;
        }
        reaches[i] = reach_of(ground, item);
        march_map_grid_query(grid, reaches[i], before);
        g_array_sort(before, compare_indices);
        for (guint n = 0; n < before->len; n++) {
            guint k = g_array_index(before, guint, n);

            if (rects_meet(reaches[i], reaches[k])) {
                find_conflicts_between(ground, i, k, pairs);
            }
        }
        march_map_grid_insert(grid, reaches[i], i);
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
march_label_conflicts_find(const MarchLabelSet *set, guint *starts)
{
    Ground ground;
    g_autoptr(GArray) pairs = NULL;

    ground_init(&ground, set);
    pairs = find_pairs(&ground);
    ground_clear(&ground);
    return build_rows(pairs, set->candidates->len, starts);
}
