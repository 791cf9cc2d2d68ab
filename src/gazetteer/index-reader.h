/* SPDX-License-Identifier: MIT */
/**
 * Reads an index file: mapped read-only but for the details, shared by all processes,
 * every number from the file checked before it is followed.
 *
 * Traits and lists are borrowed from the mapping; details are read into what the caller
 * gives. A reader has nothing that
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

/** The traits of @place; empty ones when there is none. */
const MarchPlaceTraits *march_index_reader_get_traits(const MarchIndexReader *reader,
                                                      guint32 place);

/** A record and some names; a name has 400 bytes at most. */
#define MARCH_DETAIL_SIZE 512U

/** A part of the details that was read: names of one place are mostly together. */
typedef struct {
    const MarchIndexReader *reader; /**< NULL at first */
    guint64 offset;
    gsize size;
    char bytes[MARCH_DETAIL_SIZE + 1];
} MarchDetailWindow;

/** Reads the record of @place, empty when there is none, and leaves @window there. */
void march_index_reader_read_place(const MarchIndexReader *reader,
                                   guint32 place,
                                   MarchDetailWindow *window,
                                   MarchPlaceRecord *record);
/** The string at @offset of the details, "" when there is none; borrowed from
 * @window until it is used again. */
const char *march_index_reader_read_string(const MarchIndexReader *reader,
                                           guint32 offset,
                                           MarchDetailWindow *window);
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
/** The same for the names at @span and for the traits of @place. */
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
/** Entries of a table of hashes. */
typedef struct {
    const guint8 *bytes;
    guint size; /**< bytes of an entry */
    guint32 count;
} MarchHashSpan;

/** Entry @index, with the check bits above the key's. */
static inline guint32
march_hash_span_entry(const MarchHashSpan *span, guint32 index)
{
    const guint8 *bytes = span->bytes + (gsize)index * span->size;
    const guint32 low = bytes[0] | (guint32)bytes[1] << 8 | (guint32)bytes[2] << 16;
    return span->size > 3 ? low | (guint32)bytes[3] << 24 : low;
}

static inline guint32
march_hash_span_key(const MarchHashSpan *span, guint32 index)
{
    return march_hash_span_entry(span, index) &
           ((1U << (8 * span->size - MARCH_HASH_CHECK_BITS)) - 1U);
}

/** Keys of @section (soft or skeleton) with the hash of @sound, perhaps a few others. */
MarchHashSpan march_index_reader_find_hash(const MarchIndexReader *reader,
                                           MarchIndexSection section,
                                           const MarchSound *sound);
/** Where the tables of countries hold what belongs to one. */
typedef struct {
    guint32 start, count;
} MarchCountrySpan;

/** That of @country, two capitals. */
MarchCountrySpan march_index_reader_get_country(const MarchIndexReader *reader,
                                                const char *country);
/**
 * Reads @count numbers from @start on of @section, the keys of countries (ascending in
 * each) or their signatures. They are read from the file, not mapped: a query looks at
 * all of a country, which would keep megabytes resident. How many could be read.
 */
guint32 march_index_reader_read_country(const MarchIndexReader *reader,
                                        MarchIndexSection section,
                                        guint32 start,
                                        guint32 count,
                                        guint32 *numbers);
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
const MarchGridPlace *
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
