/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "index-reader-private.h"
#include "key-blocks.h"

/** A key, and where its names are. */
typedef struct {
    MarchSound sound;
    MarchNameSpan names;
    const guint8 *bytes, *end; /**< what follows in its block */
} KeyEntry;

/** Steps to the next key of the block; FALSE at its end or where the file lies. */
static gboolean
step_key(KeyEntry *entry)
{
    if (entry->bytes >= entry->end) {
        return FALSE;
    }
    const guint8 head = *entry->bytes++;
    const guint shared = head >> 4;
    guint rest = head & 0xF;
    if (rest == MARCH_LONG_SUFFIX && entry->bytes < entry->end) {
        rest = *entry->bytes++;
    }
    entry->names.offset += entry->names.size;
    if (!march_varint_read(&entry->bytes, entry->end, &entry->names.size) ||
        shared > entry->sound.length || shared + rest > MARCH_SOUND_LIMIT ||
        (gsize)(entry->end - entry->bytes) < rest) {
        return FALSE;
    }
    for (guint i = 0; i < rest; i++) {
        entry->sound.text[shared + i] = (char)entry->bytes[i];
    }
    entry->bytes += rest;
    entry->sound.length = shared + rest;
    return TRUE;
}

static const MarchKeyBlock *
get_blocks(const MarchIndexReader *reader)
{
    return (const MarchKeyBlock *)(const void *)
        reader->sections[MARCH_SECTION_KEY_BLOCKS];
}

void
march_index_reader_prefetch_key(const MarchIndexReader *reader,
                                guint32 key,
                                gboolean entry)
{
    if (key >= reader->key_count) {
        return;
    }
    const MarchKeyBlock *block = get_blocks(reader) + key / MARCH_BLOCK_KEYS;
    if (entry) {
        __builtin_prefetch(block);
    } else if (block->text < reader->sizes[MARCH_SECTION_KEY_TEXT]) {
        __builtin_prefetch(reader->sections[MARCH_SECTION_KEY_TEXT] + block->text);
    }
}

void
march_index_reader_prefetch_names(const MarchIndexReader *reader,
                                  const MarchNameSpan *span)
{
    if (span->offset < reader->sizes[MARCH_SECTION_NAMES]) {
        __builtin_prefetch(reader->sections[MARCH_SECTION_NAMES] + span->offset);
    }
}

void
march_index_reader_prefetch_place(const MarchIndexReader *reader, guint32 place)
{
    __builtin_prefetch(march_index_reader_get_traits(reader, place));
}

/** Begins a block of keys; step_key() gives its first. */
static void
begin_block(const MarchIndexReader *reader, guint32 block, KeyEntry *entry)
{
    const MarchKeyBlock *blocks = get_blocks(reader);
    const guint32 start = blocks[block].text;
    const guint32 end = blocks[block + 1].text;
    const gboolean is_sound =
        start <= end && end <= reader->sizes[MARCH_SECTION_KEY_TEXT];
    entry->bytes = reader->sections[MARCH_SECTION_KEY_TEXT] + (is_sound ? start : 0);
    entry->end = entry->bytes + (is_sound ? end - start : 0);
    entry->names = (MarchNameSpan){blocks[block].names, 0};
    entry->sound.length = 0;
}

/** Reads a key; FALSE when there is none or the file lies about it. */
static gboolean
read_key(const MarchIndexReader *reader, guint32 key, KeyEntry *entry)
{
    entry->sound.length = 0;
    if (key >= reader->key_count) {
        return FALSE;
    }
    begin_block(reader, key / MARCH_BLOCK_KEYS, entry);
    for (guint32 i = 0; i <= key % MARCH_BLOCK_KEYS; i++) {
        if (!step_key(entry)) {
            return FALSE;
        }
    }
    return TRUE;
}

void
march_index_reader_get_key(const MarchIndexReader *reader,
                           guint32 key,
                           MarchSound *sound,
                           MarchNameSpan *span)
{
    KeyEntry entry;
    const gboolean is_there = read_key(reader, key, &entry);
    sound->length = is_there ? entry.sound.length : 0;
    memcpy(sound->text, entry.sound.text, sound->length);
    sound->text[sound->length] = '\0';
    *span = is_there ? entry.names : (MarchNameSpan){0, 0};
}

const MarchNameRecord *
march_index_reader_get_names(const MarchIndexReader *reader,
                             const MarchNameSpan *span,
                             GArray *names,
                             guint32 *count)
{
    const guint64 size = reader->sizes[MARCH_SECTION_NAMES];
    const gboolean is_sound = span->offset <= size && span->size <= size - span->offset;
    const guint8 *bytes =
        reader->sections[MARCH_SECTION_NAMES] + (is_sound ? span->offset : 0);
    const guint8 *end = bytes + (is_sound ? span->size : 0);
    /* A name has two bytes at least. */
    g_array_set_size(names, (guint)(end - bytes) / 2);
    MarchNameRecord *records = (MarchNameRecord *)(void *)names->data;
    guint32 step;
    guint32 zigzag;
    guint32 place = 0;
    for (*count = 0; march_varint_read(&bytes, end, &step) &&
                     march_varint_read(&bytes, end, &zigzag);
         ++*count) {
        place = (place + (step >> MARCH_NAME_FLAG_BITS)) & MARCH_NAME_PLACE_MASK;
        march_index_reader_prefetch_place(reader, place);
        records[*count] = (MarchNameRecord){
            .place = place | step << MARCH_NAME_PLACE_BITS,
            .string = zigzag >> 1 ^ (0U - (zigzag & 1)),
        };
    }
    for (guint32 i = 0; i < *count; i++) {
        place = records[i].place & MARCH_NAME_PLACE_MASK;
        records[i].string += march_index_reader_get_traits(reader, place)->details +
                             (guint32)sizeof(MarchPlaceRecord);
    }
    return records;
}

static int
compare_sounds(const MarchSound *a, const MarchSound *b)
{
    const int order = memcmp(a->text, b->text, MIN(a->length, b->length));
    return order != 0 ? order : (a->length > b->length) - (a->length < b->length);
}

/** Whether the block's first key is at or before the wanted sound of its size. */
static gboolean
block_is_before(const MarchIndexReader *reader, guint32 block, gconstpointer wanted)
{
    KeyEntry entry;
    return read_key(reader, block * MARCH_BLOCK_KEYS, &entry) &&
           compare_sounds(&entry.sound, wanted) <= 0;
}

gboolean
march_index_reader_find_key(const MarchIndexReader *reader,
                            const MarchSound *sound,
                            guint32 *key)
{
    const guint size = march_key_size(sound);
    const guint32 start = march_index_reader_get_size_start(reader, size);
    const guint32 end = march_index_reader_get_size_start(reader, size + 1);
    if (start >= end) {
        return FALSE;
    }
    /* Blocks that begin with a key of this size; the one before may end with some. */
    const guint32 first = (start + MARCH_BLOCK_KEYS - 1) / MARCH_BLOCK_KEYS;
    const guint32 last = (end + MARCH_BLOCK_KEYS - 1) / MARCH_BLOCK_KEYS;
    const guint32 next =
        march_index_reader_search(reader, first, last, block_is_before, sound);
    if (next == 0) {
        return FALSE;
    }
    KeyEntry entry;
    begin_block(reader, next - 1, &entry);
    const guint32 base = (next - 1) * MARCH_BLOCK_KEYS;
    for (guint32 i = 0; i < MARCH_BLOCK_KEYS && step_key(&entry); i++) {
        if (base + i >= start && base + i < end &&
            compare_sounds(&entry.sound, sound) == 0) {
            *key = base + i;
            return TRUE;
        }
    }
    return FALSE;
}
