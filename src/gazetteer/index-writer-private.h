/* SPDX-License-Identifier: MIT */
/**
 * What the writer's two files share: index-writer.c takes places and names in,
 * index-tables.c makes the tables of them.
 */
#ifndef MARCH_GAZETTEER_INDEX_WRITER_PRIVATE_H
#define MARCH_GAZETTEER_INDEX_WRITER_PRIVATE_H

#include "country-keys.h"
#include "external-sorter.h"
#include "index-writer.h"
#include "key-blocks.h"
#include "name-sorter.h"
#include "string-pool.h"
#include "trigram-lists.h"

typedef struct {
    char *code;
    guint32 place;
} MarchAdminEntry;

struct MarchIndexWriter {
    char *path;
    MarchIndexWriterOptions options;
    MarchScratch *sections[MARCH_SECTION_COUNT];
    MarchNameSorter *sorter; /**< NULL once its names are written */
    MarchTrigramLists *trigrams;
    MarchKeyBlocks *keys;
    MarchCountryKeys *countries;
    MarchExternalSorter *soft, *skeleton; /**< hash above key, without bytes */
    GArray *admin;                        /**< of MarchAdminEntry */
    MarchStringPool *strings;
    guint32 place_count, key_count;
    gboolean has_pending;
    MarchPlaceRecord pending;    /**< the last place, while its names come */
    GByteArray *pending_strings; /**< what comes behind its record */
};

/** Appends to @section within the writer's limits. */
gboolean march_index_writer_put(MarchIndexWriter *writer,
                                MarchIndexSection section,
                                const void *bytes,
                                gsize size,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
/** A share of the memory for sorting, but never too little to work with. */
gsize march_index_writer_share(const MarchIndexWriter *writer, guint divisor);

/** All tables that are made of what was added. */
gboolean march_index_writer_make_tables(MarchIndexWriter *writer,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
