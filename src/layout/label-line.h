/* SPDX-License-Identifier: MIT */
/**
 * Where the name of a line may stand: along it, above or below, on a smoothed copy of
 * its course, never upside down; straight where the line is nearly straight.
 */
#ifndef MARCH_LAYOUT_LABEL_LINE_H
#define MARCH_LAYOUT_LABEL_LINE_H

#include "label-set.h"

void march_label_line_generate(MarchLabelSet *set, MarchLabelItem *item);

#endif
