/* SPDX-License-Identifier: MIT */
/**
 * Which candidates of different labels exclude each other: those whose boxes meet, and
 * those of which one covers the symbol that is drawn with the other's name.
 */
#ifndef MARCH_LAYOUT_LABEL_CONFLICTS_H
#define MARCH_LAYOUT_LABEL_CONFLICTS_H

#include "label-set.h"

/** Whether the style lets the item's label overlap others. */
gboolean march_label_may_overlap(const MarchLabelSet *set, guint item);

/**
 * The conflicts as compressed rows: those of candidate i from @starts[i] up to
 * @starts[i + 1], which has room for one more than there are candidates.
 *
 * Returns: (transfer full)
 */
guint *march_label_conflicts_find(const MarchLabelSet *set, guint *starts);

#endif
