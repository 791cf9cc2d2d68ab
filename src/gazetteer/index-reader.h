/* SPDX-License-Identifier: MIT */
/**
 * Reads an index file: mapped read-only, shared by all processes, every number
 * from the file checked before it is followed.
 *
 * All strings and records are borrowed from the mapping. Threads may share it.
 */
#ifndef MARCH_GAZETTEER_INDEX_READER_H
#define MARCH_GAZETTEER_INDEX_READER_H

#include "base/error.h"
#include "index-format.h"
#include "sound.h"

typedef struct MarchIndexReader MarchIndexReader;

/** MARCH_ERROR_NOT_FOUND when missing, MARCH_ERROR_DATA when it is not an index. */
MarchIndexReader *march_index_reader_open(const char *path,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
/** Keeps a reference to @bytes, which must be aligned to 8. */
MarchIndexReader *
march_index_reader_open_bytes(GBytes *bytes, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/** Gives the pages read so far back to the system; they are read again when needed. */
void march_index_reader_rest(MarchIndexReader *reader);
void march_index_reader_free(MarchIndexReader *reader);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarchIndexReader, march_index_reader_free)

guint32 march_index_reader_count_places(const MarchIndexReader *reader);
guint32 march_index_reader_count_keys(const MarchIndexReader *reader);
guint32 march_index_reader_count_names(const MarchIndexReader *reader);
guint64 march_index_reader_get_size(const MarchIndexReader *reader);

/** The place @place; an empty record when there is none. */
const MarchPlaceRecord *march_index_reader_get_place(const MarchIndexReader *reader,
                                                     guint32 place);
/** The string at @offset, "" when there is none. */
const char *march_index_reader_get_string(const MarchIndexReader *reader,
                                          guint32 offset);
/** The key's sound string. */
void march_index_reader_get_key(const MarchIndexReader *reader,
                                guint32 key,
                                MarchSound *sound);
/** The name records of @key. */
const MarchNameRecord *march_index_reader_get_names(const MarchIndexReader *reader,
                                                    guint32 key,
                                                    guint32 *count);
/** How many trigrams each key has, by key number. */
const guint8 *march_index_reader_get_trigram_counts(const MarchIndexReader *reader);

/** Finds @sound among the keys. */
gboolean march_index_reader_find_key(const MarchIndexReader *reader,
                                     const MarchSound *sound,
                                     guint32 *key);
/** The records of @section (soft or skeleton) with the hash of @sound. */
const MarchHashRecord *march_index_reader_find_hash(const MarchIndexReader *reader,
                                                    MarchIndexSection section,
                                                    const MarchSound *sound,
                                                    guint32 *count);
/** The varint list of @trigram. */
const guint8 *march_index_reader_get_trigram(const MarchIndexReader *reader,
                                             guint16 trigram,
                                             gsize *size);
/** The settlements of a grid cell, most important first. */
const guint32 *
march_index_reader_get_cell(const MarchIndexReader *reader, guint cell, guint32 *count);
/** The unit with the admin code @code ("KG.09"). */
gboolean march_index_reader_find_admin(const MarchIndexReader *reader,
                                       const char *code,
                                       guint32 *place);

/** The text of a section of lines; not NUL-terminated. */
const char *march_index_reader_get_text(const MarchIndexReader *reader,
                                        MarchIndexSection section,
                                        gsize *size);
/** The value of @key in the metadata, (transfer full) (nullable). */
char *march_index_reader_get_metadata(const MarchIndexReader *reader, const char *key);

#endif
