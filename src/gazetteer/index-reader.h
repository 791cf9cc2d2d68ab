/* SPDX-License-Identifier: MIT */
/**
 * Reads an index file: mapped read-only, shared by all processes, every number
 * from the file checked before it is followed.
 *
 * All strings and records are borrowed from the mapping. A reader has nothing that
 * changes after it is opened: any number of threads may read from one at a time, each
 * with a MarchRetriever of its own. march_index_reader_rest() may come between.
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
/** Where the names of a key are; as march_index_reader_get_key() gives it. */
typedef struct {
    guint64 offset;
    guint32 size;
} MarchNameSpan;

/** The key's sound string, empty when there is no such key, and where its names are. */
void march_index_reader_get_key(const MarchIndexReader *reader,
                                guint32 key,
                                MarchSound *sound,
                                MarchNameSpan *span);
/**
 * Fetches ahead what march_index_reader_get_key() will read of @key: first the
 * @entry of its block in the table, later, with @entry FALSE, its text.
 *
 * Keys that sound alike lie all over the file; waiting for each in turn costs more
 * than all the arithmetic.
 */
void march_index_reader_prefetch_key(const MarchIndexReader *reader,
                                     guint32 key,
                                     gboolean entry);
/** The same for the names at @span and for the record of @place. */
void march_index_reader_prefetch_names(const MarchIndexReader *reader,
                                       const MarchNameSpan *span);
void march_index_reader_prefetch_place(const MarchIndexReader *reader, guint32 place);
/** Sets @names (of MarchNameRecord) to the names at @span; what they hold. */
const MarchNameRecord *march_index_reader_get_names(const MarchIndexReader *reader,
                                                    const MarchNameSpan *span,
                                                    GArray *names,
                                                    guint32 *count);
/** The first key with @size trigrams or more; keys are sorted by size. */
guint32 march_index_reader_get_size_start(const MarchIndexReader *reader, guint size);

/** Finds @sound among the keys. */
gboolean march_index_reader_find_key(const MarchIndexReader *reader,
                                     const MarchSound *sound,
                                     guint32 *key);
/**
 * Keys of @section (soft or skeleton) with the hash of @sound, and perhaps a few
 * others; MARCH_HASH_KEY_MASK takes the key out of an entry.
 */
const guint32 *march_index_reader_find_hash(const MarchIndexReader *reader,
                                            MarchIndexSection section,
                                            const MarchSound *sound,
                                            guint32 *count);
/** Part of a trigram's list, see trigram-lists.h. */
typedef struct {
    const guint8 *bytes;
    gsize size;
} MarchTrigramRun;

/** The runs of @trigram by group of key sizes. */
void march_index_reader_get_trigram(const MarchIndexReader *reader,
                                    guint16 trigram,
                                    MarchTrigramRun runs[MARCH_KEY_GROUPS]);
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
