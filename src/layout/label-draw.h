/* SPDX-License-Identifier: MIT */
/**
 * Drawing placed labels: leader lines, text runs, key numbers.
 */
#ifndef MARCH_LAYOUT_LABEL_DRAW_H
#define MARCH_LAYOUT_LABEL_DRAW_H

#include "label-knockout.h"
#include "label-set.h"

/**
 * Draws the chosen candidates into @scene as one layer "labels" with a group for
 * each style layer, and lists key numbers, in reading order, in @content->keys. What
 * knocked-out labels cut is added to @holes.
 */
void march_label_draw(const MarchLabelSet *set,
                      const guint *choices,
                      MarchTextEngine *text,
                      MarchMapContent *content,
                      MarchScene *scene,
                      MarchLabelHoles *holes);

#endif
