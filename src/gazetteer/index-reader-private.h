/* SPDX-License-Identifier: MIT */
/**
 * What the parts of the reader share: index-open.c opens and checks the file,
 * index-keys.c reads keys and names, index-reader.c the rest.
 */
#ifndef MARCH_GAZETTEER_INDEX_READER_PRIVATE_H
#define MARCH_GAZETTEER_INDEX_READER_PRIVATE_H

#include "index-reader.h"

struct MarchIndexReader {
    void *map;      /**< NULL when the index is held in memory */
    gsize map_size; /**< the file but for the details */
    int file;       /**< where the details are read, -1 when in memory */
    GBytes *bytes;  /**< NULL when it is mapped */
    guint64 size;
    const guint8
        *sections[MARCH_SECTION_COUNT]; /**< that of the details only in memory */
    guint64 details;                    /**< where they are in the file */
    guint64 sizes[MARCH_SECTION_COUNT];
    guint32 place_count, key_count, name_count;
};

/** Number @index of a section of numbers; the caller has checked that it is there. */
static inline guint32
march_index_reader_number(const MarchIndexReader *reader,
                          MarchIndexSection section,
                          guint32 index)
{
    return ((const guint32 *)(const void *)reader->sections[section])[index];
}

/** Whether entry @index of a sorted table comes before what is searched for. */
typedef gboolean (*MarchIsBefore)(const MarchIndexReader *reader,
                                  guint32 index,
                                  gconstpointer wanted);

/** The first entry of @low to @high that does not come before @wanted, else @high. */
guint32 march_index_reader_search(const MarchIndexReader *reader,
                                  guint32 low,
                                  guint32 high,
                                  MarchIsBefore is_before,
                                  gconstpointer wanted);

#endif
