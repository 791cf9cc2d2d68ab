/* SPDX-License-Identifier: MIT */
/**
 * Where the name of a point may stand: around its symbol at several distances, at
 * the end of a leader line, or as a number that the key explains.
 *
 * Right above the point is best and left below worst (Imhof 1975). Anchors that the
 * style fixes (text-anchor other than "center", text-variable-anchor) are kept to.
 */
#ifndef MARCH_LAYOUT_LABEL_POINT_H
#define MARCH_LAYOUT_LABEL_POINT_H

#include "label-set.h"

/** Cost of a key number before what it covers: dearer than any leader line. */
#define MARCH_LABEL_KEY_COST 28.0

void march_label_point_generate(MarchLabelSet *set, MarchLabelItem *item);

/** The boxes of a block of lines, each grown by @padding; returns how many. */
guint march_label_block_boxes(const MarchLabelText *text,
                              MarchPoint origin,
                              MarchTextAlign align,
                              double padding,
                              MarchRect *boxes);

#endif
