/* SPDX-License-Identifier: MIT */
/**
 * Sorts any number of (key, place, string) in bounded memory, on external-sorter.h.
 */
#ifndef MARCH_GAZETTEER_NAME_SORTER_H
#define MARCH_GAZETTEER_NAME_SORTER_H

#include "base/error.h"

typedef struct {
    const char *key; /**< borrowed until the next entry */
    guint32 string;  /**< offset of the name as written */
    guint32 place;
    guint32 flags;
} MarchSortedName;

typedef struct MarchNameSorter MarchNameSorter;

/** Runs are put beside the file @beside; @memory is the size of a chunk in bytes. */
MarchNameSorter *march_name_sorter_new(const char *beside, gsize memory);
void march_name_sorter_free(MarchNameSorter *sorter);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarchNameSorter, march_name_sorter_free)

gboolean march_name_sorter_add(MarchNameSorter *sorter,
                               const MarchSortedName *name,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
/** How many names were added. */
guint64 march_name_sorter_count(const MarchNameSorter *sorter);
/** Ends the adding; then entries come by key, place, string, flags. */
gboolean march_name_sorter_finish(MarchNameSorter *sorter,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
/** FALSE at the end, or with @error set when a run cannot be read. */
gboolean
march_name_sorter_next(MarchNameSorter *sorter, MarchSortedName *name, GError **error);

#endif
