/* SPDX-License-Identifier: MIT */
/* For madvise(), which POSIX lacks. */
#define _DEFAULT_SOURCE
#include "index-reader.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "key-blocks.h"

struct MarchIndexReader {
    void *map;     /**< NULL when the index is held in memory */
    GBytes *bytes; /**< NULL when it is mapped */
    gsize size;
    const guint8 *sections[MARCH_SECTION_COUNT];
    guint64 sizes[MARCH_SECTION_COUNT];
    guint32 place_count, key_count, name_count;
};

static const MarchPlaceRecord empty_place;

static void
refuse(const char *path, const char *why, GError **error)
{
    march_error_set(error, MARCH_ERROR_DATA, march_location_new(path, 0, 0),
                    "not a usable gazetteer index: %s; build it again with 'marchland "
                    "gazetteer build'",
                    why);
}

static void *
map_file(const char *path, gsize *size, GError **error)
{
    const int descriptor = open(path, O_RDONLY | O_CLOEXEC);
    struct stat status;
    void *map = MAP_FAILED;
    int saved = 0;
    if (descriptor < 0 || fstat(descriptor, &status) != 0) {
        saved = errno;
    } else if (!S_ISREG(status.st_mode) ||
               status.st_size < (off_t)sizeof(MarchIndexHeader)) {
        close(descriptor);
        refuse(path, "it is too short to be one", error);
        return NULL;
    } else {
        *size = (gsize)status.st_size;
        map = mmap(NULL, *size, PROT_READ, MAP_SHARED, descriptor, 0);
        saved = errno;
    }
    if (descriptor >= 0) {
        close(descriptor);
    }
    if (map == MAP_FAILED) {
        march_error_set(error, march_error_code_from_errno(saved, FALSE),
                        march_location_new(path, 0, 0),
                        "cannot open the gazetteer index: %s", g_strerror(saved));
        return NULL;
    }
    return map;
}

/** What is wrong with the header, or NULL. */
static const char *
check_header(const MarchIndexHeader *header, gsize size)
{
    if (memcmp(header->magic, MARCH_INDEX_MAGIC, sizeof header->magic) != 0) {
        return "it does not begin like one";
    }
    if (header->byte_order != MARCH_INDEX_BYTE_ORDER) {
        return "it was built on a machine of the other byte order";
    }
    if (header->version != MARCH_INDEX_VERSION) {
        return "it has another format version";
    }
    if (header->file_size != size) {
        return "its length is not what its header says (truncated?)";
    }
    for (guint i = 0; i < MARCH_SECTION_COUNT; i++) {
        const MarchSectionRecord *section = &header->sections[i];
        if (section->offset > size || section->size > size - section->offset ||
            section->offset % 8 != 0) {
            return "a section lies outside the file";
        }
    }
    return NULL;
}

static guint32
get_number(const MarchIndexReader *reader, MarchIndexSection section, guint32 index)
{
    return ((const guint32 *)(const void *)reader->sections[section])[index];
}

/** Sections must fit one another; what they hold is checked when it is used. */
static const char *
check_sections(MarchIndexReader *reader)
{
    const guint64 *sizes = reader->sizes;
    if (sizes[MARCH_SECTION_KEY_STARTS] != (MARCH_KEY_SIZES + 2) * 4 ||
        sizes[MARCH_SECTION_PLACES] / sizeof(MarchPlaceRecord) > G_MAXUINT32 ||
        sizes[MARCH_SECTION_TRIGRAM_OFFSETS] != (MARCH_TRIGRAM_COUNT + 1) * 4 ||
        sizes[MARCH_SECTION_GRID] != (MARCH_GRID_CELLS + 1) * 4) {
        return "its tables have impossible sizes";
    }
    reader->place_count =
        (guint32)(sizes[MARCH_SECTION_PLACES] / sizeof(MarchPlaceRecord));
    for (guint size = 0; size < MARCH_KEY_SIZES; size++) {
        if (get_number(reader, MARCH_SECTION_KEY_STARTS, size) >
            get_number(reader, MARCH_SECTION_KEY_STARTS, size + 1)) {
            return "its keys are not sorted";
        }
    }
    reader->key_count = get_number(reader, MARCH_SECTION_KEY_STARTS, MARCH_KEY_SIZES);
    reader->name_count =
        get_number(reader, MARCH_SECTION_KEY_STARTS, MARCH_KEY_SIZES + 1);
    const guint64 blocks =
        ((guint64)reader->key_count + MARCH_BLOCK_KEYS - 1) / MARCH_BLOCK_KEYS;
    if (sizes[MARCH_SECTION_KEY_BLOCKS] != (blocks + 1) * sizeof(MarchKeyBlock)) {
        return "its tables do not fit one another";
    }
    const guint64 strings = sizes[MARCH_SECTION_STRINGS];
    if (strings == 0 || reader->sections[MARCH_SECTION_STRINGS][strings - 1] != '\0') {
        return "its names are not terminated";
    }
    return NULL;
}

/** Finds the sections in the file at @data. */
static gboolean
attach(MarchIndexReader *reader, const void *data, const char *path, GError **error)
{
    const MarchIndexHeader *header = data;
    const char *wrong = check_header(header, reader->size);
    if (wrong == NULL) {
        for (guint i = 0; i < MARCH_SECTION_COUNT; i++) {
            reader->sections[i] = (const guint8 *)data + header->sections[i].offset;
            reader->sizes[i] = header->sections[i].size;
        }
        wrong = check_sections(reader);
    }
    if (wrong != NULL) {
        refuse(path, wrong, error);
        return FALSE;
    }
    return TRUE;
}

MarchIndexReader *
march_index_reader_open(const char *path, GError **error)
{
    gsize size = 0;
    void *map = map_file(path, &size, error);
    if (map == NULL) {
        return NULL;
    }
    g_autoptr(MarchIndexReader) reader = g_new0(MarchIndexReader, 1);
    reader->map = map;
    reader->size = size;
    return attach(reader, map, path, error) ? g_steal_pointer(&reader) : NULL;
}

MarchIndexReader *
march_index_reader_open_bytes(GBytes *bytes, GError **error)
{
    g_autoptr(MarchIndexReader) reader = g_new0(MarchIndexReader, 1);
    reader->bytes = g_bytes_ref(bytes);
    const void *data = g_bytes_get_data(bytes, &reader->size);
    if (reader->size < sizeof(MarchIndexHeader)) {
        refuse("(memory)", "it is too short to be one", error);
        return NULL;
    }
    return attach(reader, data, "(memory)", error) ? g_steal_pointer(&reader) : NULL;
}

void
march_index_reader_rest(MarchIndexReader *reader)
{
    if (reader->map != NULL) {
        madvise(reader->map, reader->size, MADV_DONTNEED);
    }
}

void
march_index_reader_free(MarchIndexReader *reader)
{
    if (reader == NULL) {
        return;
    }
    if (reader->map != NULL) {
        munmap(reader->map, reader->size);
    }
    if (reader->bytes != NULL) {
        g_bytes_unref(reader->bytes);
    }
    g_free(reader);
}

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

const MarchPlaceRecord *
march_index_reader_get_place(const MarchIndexReader *reader, guint32 place)
{
    if (place >= reader->place_count) {
        return &empty_place;
    }
    return (const MarchPlaceRecord *)(const void *)
               reader->sections[MARCH_SECTION_PLACES] +
           place;
}

const char *
march_index_reader_get_string(const MarchIndexReader *reader, guint32 offset)
{
    if (offset >= reader->sizes[MARCH_SECTION_STRINGS]) {
        return "";
    }
    return (const char *)reader->sections[MARCH_SECTION_STRINGS] + offset;
}

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
    __builtin_prefetch(march_index_reader_get_place(reader, place));
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

/** What the difference of a string is taken to. */
static guint32
get_anchor(const MarchIndexReader *reader, guint32 place)
{
    const guint32 index = place / MARCH_PLACES_ANCHORED;
    return index < reader->sizes[MARCH_SECTION_PLACE_STRINGS] / 4
               ? get_number(reader, MARCH_SECTION_PLACE_STRINGS, index)
               : 0;
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
        const guint32 difference = zigzag >> 1 ^ (0U - (zigzag & 1));
        records[*count] = (MarchNameRecord){
            .place = place | step << MARCH_NAME_PLACE_BITS,
            .string = get_anchor(reader, place) + difference,
        };
    }
    return records;
}

guint32
march_index_reader_get_size_start(const MarchIndexReader *reader, guint size)
{
    return get_number(reader, MARCH_SECTION_KEY_STARTS, MIN(size, MARCH_KEY_SIZES));
}

/** Whether entry @index of a sorted table comes before what is searched for. */
typedef gboolean (*IsBefore)(const MarchIndexReader *reader,
                             guint32 index,
                             gconstpointer wanted);

/** The first entry of @low to @high that does not come before @wanted, else @high. */
static guint32
search_sorted(const MarchIndexReader *reader,
              guint32 low,
              guint32 high,
              IsBefore is_before,
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
    const guint32 next = search_sorted(reader, first, last, block_is_before, sound);
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

const guint32 *
march_index_reader_find_hash(const MarchIndexReader *reader,
                             MarchIndexSection section,
                             const MarchSound *sound,
                             guint32 *count)
{
    *count = 0;
    const guint64 total = reader->sizes[section] / 4;
    const guint32 bits = total > 0 ? get_number(reader, section, 0) : G_MAXUINT32;
    if (bits > MARCH_HASH_BITS_LIMIT || total < ((guint64)1 << bits) + 2) {
        return NULL;
    }
    const guint32 buckets = 1U << bits;
    const guint64 entry_count = total - buckets - 2;
    /* Shifted as 64 bits: there may be no bits at all. */
    const guint64 hash = (guint64)march_index_hash(sound->text, sound->length) << bits;
    const guint32 bucket = (guint32)(hash >> 32);
    const guint32 check = (guint32)hash >> MARCH_HASH_KEY_BITS;
    guint32 start = get_number(reader, section, 1 + bucket);
    guint32 end = get_number(reader, section, 2 + bucket);
    if (start > end || end > entry_count) {
        return NULL;
    }
    const guint32 *entries =
        (const guint32 *)(const void *)reader->sections[section] + buckets + 2;
    while (start < end && entries[start] >> MARCH_HASH_KEY_BITS != check) {
        start++;
    }
    while (start + *count < end &&
           entries[start + *count] >> MARCH_HASH_KEY_BITS == check) {
        ++*count;
    }
    return entries + start;
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
    const guint32 start = get_number(reader, MARCH_SECTION_TRIGRAM_OFFSETS, trigram);
    const guint32 stop =
        get_number(reader, MARCH_SECTION_TRIGRAM_OFFSETS, trigram + 1U);
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

const guint32 *
march_index_reader_get_cell(const MarchIndexReader *reader, guint cell, guint32 *count)
{
    *count = 0;
    if (cell >= MARCH_GRID_CELLS) {
        return NULL;
    }
    const guint32 start = get_number(reader, MARCH_SECTION_GRID, cell);
    const guint32 end = get_number(reader, MARCH_SECTION_GRID, cell + 1);
    if (end < start || end > reader->sizes[MARCH_SECTION_GRID_PLACES] / 4) {
        return NULL;
    }
    *count = end - start;
    return (const guint32 *)(const void *)reader->sections[MARCH_SECTION_GRID_PLACES] +
           start;
}

static const MarchAdminRecord *
get_admin(const MarchIndexReader *reader, guint32 index)
{
    return (const MarchAdminRecord *)(const void *)
               reader->sections[MARCH_SECTION_ADMIN] +
           index;
}

static gboolean
admin_is_before(const MarchIndexReader *reader, guint32 index, gconstpointer wanted)
{
    const guint32 code = get_admin(reader, index)->code;
    return strcmp(march_index_reader_get_string(reader, code), wanted) < 0;
}

gboolean
march_index_reader_find_admin(const MarchIndexReader *reader,
                              const char *code,
                              guint32 *place)
{
    const guint32 total = (guint32)MIN(
        reader->sizes[MARCH_SECTION_ADMIN] / sizeof(MarchAdminRecord), G_MAXUINT32);
    const guint32 found = search_sorted(reader, 0, total, admin_is_before, code);
    if (found == total ||
        strcmp(march_index_reader_get_string(reader, get_admin(reader, found)->code),
               code) != 0) {
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
