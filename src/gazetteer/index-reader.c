/* SPDX-License-Identifier: MIT */
#include "index-reader.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "index-reader-private.h"
#include "key-blocks.h"

static const MarchPlaceTraits no_traits;

guint32
march_index_reader_count_places(const MarchIndexReader *reader)
{
    return reader->place_count;
}

guint32
march_index_reader_count_keys(const MarchIndexReader *reader)
{
    return reader->key_count;
}

guint32
march_index_reader_count_names(const MarchIndexReader *reader)
{
    return reader->name_count;
}

guint64
march_index_reader_get_size(const MarchIndexReader *reader)
{
    return reader->size;
}

const MarchPlaceTraits *
march_index_reader_get_traits(const MarchIndexReader *reader, guint32 place)
{
    if (place >= reader->place_count) {
        return &no_traits;
    }
    return (const MarchPlaceTraits *)(const void *)
               reader->sections[MARCH_SECTION_TRAITS] +
           place;
}

/** Reads up to @wanted bytes of the file; less when it is cut. */
static gsize
read_bytes(const MarchIndexReader *reader, guint64 offset, gsize wanted, void *bytes)
{
    gsize size = 0;
    while (size < wanted) {
        const ssize_t got = pread(reader->file, (guint8 *)bytes + size, wanted - size,
                                  (off_t)(offset + size));
        if (got == 0 || (got < 0 && errno != EINTR)) {
            break;
        }
        size += got > 0 ? (gsize)got : 0;
    }
    return size;
}

/** Reads of the details what there is from @offset; nothing when the file is cut. */
static void
move_window(const MarchIndexReader *reader, guint64 offset, MarchDetailWindow *window)
{
    const guint64 total = reader->sizes[MARCH_SECTION_DETAILS];
    const gsize wanted =
        offset < total ? (gsize)MIN(total - offset, MARCH_DETAIL_SIZE) : 0;
    gsize size = wanted;
    if (reader->sections[MARCH_SECTION_DETAILS] != NULL) {
        memcpy(window->bytes, reader->sections[MARCH_SECTION_DETAILS] + offset, wanted);
    } else {
        size = read_bytes(reader, reader->details + offset, wanted, window->bytes);
    }
    window->reader = reader;
    window->offset = offset;
    window->size = size;
    window->bytes[size] = '\0';
}

void
march_index_reader_read_place(const MarchIndexReader *reader,
                              guint32 place,
                              MarchDetailWindow *window,
                              MarchPlaceRecord *record)
{
    *record = (MarchPlaceRecord){.lon = 0};
    if (place >= reader->place_count) {
        window->reader = NULL;
        return;
    }
    move_window(reader, march_index_reader_get_traits(reader, place)->details, window);
    if (window->size >= sizeof *record) {
        memcpy(record, window->bytes, sizeof *record);
    }
}

const char *
march_index_reader_read_string(const MarchIndexReader *reader,
                               guint32 offset,
                               MarchDetailWindow *window)
{
    if (window->reader == reader && offset >= window->offset &&
        offset - window->offset < window->size) {
        const char *string = window->bytes + (offset - window->offset);
        if (string + strlen(string) < window->bytes + window->size) {
            return string;
        }
    }
    move_window(reader, offset, window);
    return window->bytes;
}

guint32
march_index_reader_get_size_start(const MarchIndexReader *reader, guint size)
{
    return march_index_reader_number(reader, MARCH_SECTION_KEY_STARTS,
                                     MIN(size, MARCH_KEY_SIZES));
}

guint32
march_index_reader_search(const MarchIndexReader *reader,
                          guint32 low,
                          guint32 high,
                          MarchIsBefore is_before,
                          gconstpointer wanted)
{
    while (low < high) {
        const guint32 middle = low + (high - low) / 2;
        if (is_before(reader, middle, wanted)) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

MarchHashSpan
march_index_reader_find_hash(const MarchIndexReader *reader,
                             MarchIndexSection section,
                             const MarchSound *sound)
{
    MarchHashSpan span = {
        .size = reader->key_count <= MARCH_HASH_KEYS_SHORT ? 3 : 4,
    };
    const guint64 total = reader->sizes[section];
    const guint32 bits =
        total >= 4 ? march_index_reader_number(reader, section, 0) : G_MAXUINT32;
    if (bits > MARCH_HASH_BITS_LIMIT || total / 4 < ((guint64)1 << bits) + 2) {
        return span;
    }
    const guint32 buckets = 1U << bits;
    const guint64 table_size = 4 * ((guint64)buckets + 2);
    /* Shifted as 64 bits: there may be no bits at all. */
    const guint64 hash = (guint64)march_index_hash(sound->text, sound->length) << bits;
    const guint32 bucket = (guint32)(hash >> 32);
    const guint32 check = (guint32)hash >> (32 - MARCH_HASH_CHECK_BITS);
    guint32 start = march_index_reader_number(reader, section, 1 + bucket);
    const guint32 end = march_index_reader_number(reader, section, 2 + bucket);
    if (start > end || end > (total - table_size) / span.size) {
        return span;
    }
    const guint shift = 8 * span.size - MARCH_HASH_CHECK_BITS;
    span.bytes = reader->sections[section] + table_size + (gsize)start * span.size;
    while (start < end && march_hash_span_entry(&span, 0) >> shift != check) {
        span.bytes += span.size;
        start++;
    }
    while (start + span.count < end &&
           march_hash_span_entry(&span, span.count) >> shift == check) {
        span.count++;
    }
    return span;
}

MarchCountrySpan
march_index_reader_get_country(const MarchIndexReader *reader, const char *country)
{
    MarchCountrySpan span = {0, 0};
    const guint64 keys = reader->sizes[MARCH_SECTION_COUNTRY_KEYS] / sizeof(guint32);
    const guint64 count =
        reader->sizes[MARCH_SECTION_COUNTRIES] / sizeof(MarchCountryRecord);
    const MarchCountryRecord *records = (const MarchCountryRecord *)(const void *)
                                            reader->sections[MARCH_SECTION_COUNTRIES];
    for (guint64 i = 0; i + 1 < count; i++) {
        const guint32 start = records[i].start;
        const guint32 end = records[i + 1].start;
        if (memcmp(records[i].code, country, sizeof records[i].code) == 0 &&
            start <= end && end <= keys) {
            span.start = start;
            span.count = end - start;
            break;
        }
    }
    return span;
}

guint32
march_index_reader_read_country(const MarchIndexReader *reader,
                                MarchIndexSection section,
                                guint32 start,
                                guint32 count,
                                guint32 *numbers)
{
    const guint64 total = reader->sizes[section] / sizeof *numbers;
    if (start >= total) {
        return 0;
    }
    const gsize wanted = (gsize)MIN(total - start, count) * sizeof *numbers;
    const guint8 *bytes = reader->sections[section] + (gsize)start * sizeof *numbers;
    if (reader->map == NULL) {
        memcpy(numbers, bytes, wanted);
        return (guint32)(wanted / sizeof *numbers);
    }
    const guint64 offset = (guint64)(bytes - (const guint8 *)reader->map);
    return (guint32)(read_bytes(reader, offset, wanted, numbers) / sizeof *numbers);
}

void
march_index_reader_get_trigram(const MarchIndexReader *reader,
                               guint16 trigram,
                               MarchTrigramRun runs[MARCH_KEY_GROUPS])
{
    memset(runs, 0, MARCH_KEY_GROUPS * sizeof *runs);
    if (trigram >= MARCH_TRIGRAM_COUNT) {
        return;
    }
    const guint32 start =
        march_index_reader_number(reader, MARCH_SECTION_TRIGRAM_OFFSETS, trigram);
    const guint32 stop =
        march_index_reader_number(reader, MARCH_SECTION_TRIGRAM_OFFSETS, trigram + 1U);
    if (stop < start || stop > reader->sizes[MARCH_SECTION_TRIGRAMS]) {
        return;
    }
    const guint8 *bytes = reader->sections[MARCH_SECTION_TRIGRAMS] + start;
    const guint8 *end = reader->sections[MARCH_SECTION_TRIGRAMS] + stop;
    guint32 sizes[MARCH_KEY_GROUPS];
    for (guint group = 0; group < MARCH_KEY_GROUPS; group++) {
        if (!march_varint_read(&bytes, end, &sizes[group])) {
            return;
        }
    }
    for (guint group = 0; group < MARCH_KEY_GROUPS; group++) {
        const gsize size = MIN((gsize)sizes[group], (gsize)(end - bytes));
        runs[group] = (MarchTrigramRun){bytes, size};
        bytes += size;
    }
}

const MarchGridPlace *
march_index_reader_get_cell(const MarchIndexReader *reader, guint cell, guint32 *count)
{
    *count = 0;
    if (cell >= MARCH_GRID_CELLS) {
        return NULL;
    }
    const guint32 start = march_index_reader_number(reader, MARCH_SECTION_GRID, cell);
    const guint32 end = march_index_reader_number(reader, MARCH_SECTION_GRID, cell + 1);
    if (end < start ||
        end > reader->sizes[MARCH_SECTION_GRID_PLACES] / sizeof(MarchGridPlace)) {
        return NULL;
    }
    *count = end - start;
    return (const MarchGridPlace *)(const void *)
               reader->sections[MARCH_SECTION_GRID_PLACES] +
           start;
}

static const MarchAdminRecord *
get_admin(const MarchIndexReader *reader, guint32 index)
{
    return (const MarchAdminRecord *)(const void *)
               reader->sections[MARCH_SECTION_ADMIN] +
           index;
}

static const char *
get_code(const MarchIndexReader *reader, guint32 index)
{
    const guint32 offset = get_admin(reader, index)->code;
    return offset < reader->sizes[MARCH_SECTION_ADMIN_CODES]
               ? (const char *)reader->sections[MARCH_SECTION_ADMIN_CODES] + offset
               : "";
}

static gboolean
admin_is_before(const MarchIndexReader *reader, guint32 index, gconstpointer wanted)
{
    return strcmp(get_code(reader, index), wanted) < 0;
}

gboolean
march_index_reader_find_admin(const MarchIndexReader *reader,
                              const char *code,
                              guint32 *place)
{
    const guint32 total = (guint32)MIN(
        reader->sizes[MARCH_SECTION_ADMIN] / sizeof(MarchAdminRecord), G_MAXUINT32);
    const guint32 found =
        march_index_reader_search(reader, 0, total, admin_is_before, code);
    if (found == total || strcmp(get_code(reader, found), code) != 0) {
        return FALSE;
    }
    *place = get_admin(reader, found)->place;
    return TRUE;
}

const char *
march_index_reader_get_text(const MarchIndexReader *reader,
                            MarchIndexSection section,
                            gsize *size)
{
    *size = (gsize)reader->sizes[section];
    return (const char *)reader->sections[section];
}

char *
march_index_reader_get_metadata(const MarchIndexReader *reader, const char *key)
{
    gsize size;
    const char *line =
        march_index_reader_get_text(reader, MARCH_SECTION_METADATA, &size);
    const char *end = line + size;
    const gsize length = strlen(key);
    while (line < end) {
        const char *stop = memchr(line, '\n', (gsize)(end - line));
        stop = stop == NULL ? end : stop;
        if ((gsize)(stop - line) > length && memcmp(line, key, length) == 0 &&
            line[length] == ':') {
            line += length + 1;
            return g_strstrip(g_strndup(line, (gsize)(stop - line)));
        }
        line = stop + 1;
    }
    return NULL;
}
