/* SPDX-License-Identifier: MIT */
/**
 * From label requests to labels: what says the same about the same thing is one
 * label, and the place of an incident is named at the incident's symbol.
 */
#ifndef MARCH_LAYOUT_LABEL_ITEMS_H
#define MARCH_LAYOUT_LABEL_ITEMS_H

#include "label-set.h"

/** Adds the items of @content's requests to @set, measured, most important first. */
void march_label_items_collect(MarchLabelSet *set,
                               const MarchMapContent *content,
                               MarchTextEngine *text);

#endif
