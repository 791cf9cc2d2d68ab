/* SPDX-License-Identifier: MIT */
/**
 * The steps of label placement, for march_labels_place() and for those who measure
 * it: prepare, solve, rate. Nothing here draws.
 */
#ifndef MARCH_LAYOUT_LABEL_PLACE_H
#define MARCH_LAYOUT_LABEL_PLACE_H

#include "label-optimise.h"
#include "label-set.h"

/**
 * All labels of @content with their candidates. Borrows @content.
 *
 * Returns: (transfer full)
 */
MarchLabelSet *march_label_prepare(const MarchMapContent *content,
                                   MarchTextEngine *text,
                                   MarchRect frame);

/**
 * Chooses a candidate for each item of @set: an index of the set's candidates, or
 * MARCH_LABEL_UNPLACED. @search NULL: greedily.
 *
 * Returns: (transfer full) as many as there are items.
 */
guint *march_label_solve(const MarchLabelSet *set, const MarchLabelSearch *search);

void march_label_rate(const MarchLabelSet *set,
                      const guint *choices,
                      MarchLabelQuality *quality);

#endif
