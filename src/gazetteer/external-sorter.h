/* SPDX-License-Identifier: MIT */
/**
 * Sorts any number of small records in bounded memory: full chunks go to one
 * unlinked temporary file as sorted runs and are merged on reading.
 *
 * A record is a 64-bit prefix and bytes. Records come by prefix; those of one prefix
 * in the order of the caller's comparison. The result does not depend on the memory
 * given when the comparison tells all different records apart.
 */
#ifndef MARCH_GAZETTEER_EXTERNAL_SORTER_H
#define MARCH_GAZETTEER_EXTERNAL_SORTER_H

#include "base/error.h"

typedef struct {
    guint64 prefix;
    const guint8 *bytes; /**< borrowed until the next record; not aligned */
    guint16 size;
} MarchSortRecord;

/** Like strcmp(), of two records with one prefix. */
typedef int (*MarchSortCompare)(const MarchSortRecord *a, const MarchSortRecord *b);

typedef struct MarchExternalSorter MarchExternalSorter;

/**
 * @beside names a file in whose folder runs are put, NULL the system's temporary
 * one. @memory is for a chunk, in bytes; @compare NULL when prefixes are all.
 */
MarchExternalSorter *
march_external_sorter_new(const char *beside, gsize memory, MarchSortCompare compare);
void march_external_sorter_free(MarchExternalSorter *sorter);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarchExternalSorter, march_external_sorter_free)

gboolean march_external_sorter_add(MarchExternalSorter *sorter,
                                   const MarchSortRecord *record,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
/** How many records were added. */
guint64 march_external_sorter_count(const MarchExternalSorter *sorter);
/** Ends the adding; then records come in order. */
gboolean march_external_sorter_finish(MarchExternalSorter *sorter,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
/** FALSE at the end, or with @error set when a run cannot be read. */
gboolean march_external_sorter_next(MarchExternalSorter *sorter,
                                    MarchSortRecord *record,
                                    GError **error);

#endif
