/* SPDX-License-Identifier: MIT */
#include "label-draw.h"
#include "label-place.h"
#include "label-spans.h"
#include "map-draw.h"

#define IMPORTANT_WEIGHT 50.0

/* Why the item has no place, for people. */
static const char *
reason_of(const MarchLabelItem *item)
{
    const MarchLabelRefusals *refusals = &item->refusals;

    if (refusals->border > item->n_candidates) {
        return "it would be written on a border";
    }
    if (item->n_candidates > 0) {
        return "more important labels stand where it could";
    }
    if (refusals->mistaken > MAX(refusals->incident, refusals->frame)) {
        return "it would stand nearer to another place";
    }
    if (refusals->incident > refusals->frame &&
        refusals->incident >= refusals->furniture) {
        return "it would cover an incident";
    }
    if (refusals->furniture > refusals->frame) {
        return "the figure's furniture stands where it could";
    }
    if (refusals->frame > 0) {
        return "the frame of the map would cut it";
    }
    return item->request->in_area      ? "too little of the area is visible"
           : item->request->along_line ? "the line is too short or too crooked"
                                       : "there is no room beside its point";
}

static void
report_dropped(const MarchLabelItem *item, MarchDiagnostics *diagnostics)
{
    /* A sliver of a country is not expected to bear its name. */
    gboolean important = item->is_incident ||
                         (item->weight >= IMPORTANT_WEIGHT && !item->request->in_area);

    g_autofree char *text = NULL;

    /* The name stands elsewhere along the line, or that was told. */
    if (item->request->repeat > 0) {
        return;
    }
    text = march_label_plain_text(item->request);
    march_diagnostics_add(
        diagnostics, important ? MARCH_SEVERITY_WARNING : MARCH_SEVERITY_NOTE,
        "label-dropped",
        item->request->feature != NULL ? item->request->feature->where
                                       : MARCH_LOCATION_NONE,
        text, "the label \"%s\" was left out: %s", text, reason_of(item));
}

/* What has no label of the set, though it asked for one. */
static void
collect_nameless(const MarchLabelSet *set,
                 const guint *choices,
                 const MarchMapContent *content)
{
    for (guint pass = 0; pass < 2; pass++) {
        for (guint i = 0; i < set->items->len; i++) {
            const MarchLabelItem *item = g_ptr_array_index(set->items, i);
            gboolean is_placed = choices[i] != MARCH_LABEL_UNPLACED;

            for (guint k = 0; k < item->features->len; k++) {
                gpointer feature = g_ptr_array_index(item->features, k);

                if (pass == 0 && !is_placed) {
                    g_hash_table_add(content->nameless, feature);
                } else if (pass == 1 && is_placed) {
                    g_hash_table_remove(content->nameless, feature);
                }
            }
        }
    }
}

void
march_labels_place(const MarchLayoutInput *input,
                   MarchTextEngine *text,
                   MarchMapContent *content,
                   MarchScene *scene,
                   MarchLabelQuality *quality,
                   MarchDiagnostics *diagnostics)
{
    g_autoptr(MarchLabelSet) set =
        march_label_prepare(content, text, march_frame_get_rect(input->frame));
    g_autoptr(MarchLabelHoles) holes = march_label_holes_new();
    g_autofree guint *choices = NULL;
    guint count = march_scene_count(scene);
    MarchLabelSearch search;

    march_label_search_init(&search);
    choices = march_label_solve(set, &search);
    march_label_draw(set, choices, text, content, scene, holes);
    march_label_holes_cut(holes, input->style, content, scene, count);
    collect_nameless(set, choices, content);
    march_map_draw_dots(content, scene);
    march_label_rate(set, choices, quality);
    for (guint i = 0; i < set->items->len; i++) {
        if (choices[i] == MARCH_LABEL_UNPLACED) {
            report_dropped(g_ptr_array_index(set->items, i), diagnostics);
        }
    }
}
