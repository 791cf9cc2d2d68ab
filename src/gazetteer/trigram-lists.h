/* SPDX-License-Identifier: MIT */
/**
 * Collects which keys have which trigram, keys coming in rising order, and writes
 * the lists. Lists that outgrow memory go to a temporary file.
 *
 * The list of a trigram is a run of keys for each group of key sizes: first the
 * varint sizes of the runs, then the runs. A run is differences of key numbers, the
 * first to the key before the group's first: one byte each below MARCH_TWO_BYTES, two
 * below MARCH_LONGER_STEP, else the byte MARCH_MORE_BYTES and a varint of what is above.
 * Most are one byte, so that reading them is quick; what is not read is skipped by its
 * size.
 */
#ifndef MARCH_GAZETTEER_TRIGRAM_LISTS_H
#define MARCH_GAZETTEER_TRIGRAM_LISTS_H

#include "base/error.h"
#include "scratch.h"

typedef struct MarchTrigramLists MarchTrigramLists;

/** Lists that outgrow @memory bytes go to a file beside the file @beside. */
MarchTrigramLists *march_trigram_lists_new(const char *beside, gsize memory);
void march_trigram_lists_free(MarchTrigramLists *lists);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarchTrigramLists, march_trigram_lists_free)

gboolean march_trigram_lists_add(MarchTrigramLists *lists,
                                 guint32 key,
                                 const guint16 *trigrams,
                                 guint count,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** Appends the table of offsets and the lists. */
gboolean march_trigram_lists_write(MarchTrigramLists *lists,
                                   MarchScratch *offsets,
                                   MarchScratch *postings,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
