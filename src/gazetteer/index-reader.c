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
    if (sizes[MARCH_SECTION_KEY_OFFSETS] < 4 ||
        sizes[MARCH_SECTION_PLACES] / sizeof(MarchPlaceRecord) > G_MAXUINT32 ||
        sizes[MARCH_SECTION_NAMES] / sizeof(MarchNameRecord) > G_MAXUINT32 ||
        sizes[MARCH_SECTION_KEY_OFFSETS] / 4 > G_MAXUINT32) {
        return "its tables have impossible sizes";
    }
    reader->place_count =
        (guint32)(sizes[MARCH_SECTION_PLACES] / sizeof(MarchPlaceRecord));
    reader->name_count =
        (guint32)(sizes[MARCH_SECTION_NAMES] / sizeof(MarchNameRecord));
    reader->key_count = (guint32)(sizes[MARCH_SECTION_KEY_OFFSETS] / 4 - 1);
    if (sizes[MARCH_SECTION_KEY_NAMES] != sizes[MARCH_SECTION_KEY_OFFSETS] ||
        sizes[MARCH_SECTION_KEY_TRIGRAMS] != reader->key_count ||
        sizes[MARCH_SECTION_TRIGRAM_OFFSETS] != (MARCH_TRIGRAM_COUNT + 1) * 4 ||
        sizes[MARCH_SECTION_GRID] != (MARCH_GRID_CELLS + 1) * 4) {
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

/** The text of a key; length 0 when the file lies about it. */
static const char *
get_key_text(const MarchIndexReader *reader, guint32 key, guint *length)
{
    *length = 0;
    if (key >= reader->key_count) {
        return "";
    }
    const guint32 start = get_number(reader, MARCH_SECTION_KEY_OFFSETS, key);
    const guint32 end = get_number(reader, MARCH_SECTION_KEY_OFFSETS, key + 1);
    if (end < start || end - start > MARCH_SOUND_LIMIT ||
        end > reader->sizes[MARCH_SECTION_KEY_TEXT]) {
        return "";
    }
    *length = end - start;
    return (const char *)reader->sections[MARCH_SECTION_KEY_TEXT] + start;
}

void
march_index_reader_get_key(const MarchIndexReader *reader,
                           guint32 key,
                           MarchSound *sound)
{
    const char *text = get_key_text(reader, key, &sound->length);
    memcpy(sound->text, text, sound->length);
    sound->text[sound->length] = '\0';
}

const MarchNameRecord *
march_index_reader_get_names(const MarchIndexReader *reader,
                             guint32 key,
                             guint32 *count)
{
    *count = 0;
    if (key >= reader->key_count) {
        return NULL;
    }
    const guint32 start = get_number(reader, MARCH_SECTION_KEY_NAMES, key);
    const guint32 end = get_number(reader, MARCH_SECTION_KEY_NAMES, key + 1);
    if (end < start || end > reader->name_count) {
        return NULL;
    }
    *count = end - start;
    return (const MarchNameRecord *)(const void *)
               reader->sections[MARCH_SECTION_NAMES] +
           start;
}

const guint8 *
march_index_reader_get_trigram_counts(const MarchIndexReader *reader)
{
    return reader->sections[MARCH_SECTION_KEY_TRIGRAMS];
}

gboolean
march_index_reader_find_key(const MarchIndexReader *reader,
                            const MarchSound *sound,
                            guint32 *key)
{
    guint32 low = 0;
    guint32 high = reader->key_count;
    while (low < high) {
        const guint32 middle = low + (high - low) / 2;
        guint length;
        const char *text = get_key_text(reader, middle, &length);
        int order = memcmp(text, sound->text, MIN(length, sound->length));
        if (order == 0 && length != sound->length) {
            order = length < sound->length ? -1 : 1;
        }
        if (order == 0) {
            *key = middle;
            return TRUE;
        }
        if (order < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return FALSE;
}

const MarchHashRecord *
march_index_reader_find_hash(const MarchIndexReader *reader,
                             MarchIndexSection section,
                             const MarchSound *sound,
                             guint32 *count)
{
    const MarchHashRecord *records =
        (const MarchHashRecord *)(const void *)reader->sections[section];
    const gsize total = (gsize)(reader->sizes[section] / sizeof *records);
    const guint32 hash = march_index_hash(sound->text, sound->length);
    gsize low = 0;
    gsize high = total;
    while (low < high) {
        const gsize middle = low + (high - low) / 2;
        if (records[middle].hash < hash) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    gsize end = low;
    while (end < total && records[end].hash == hash) {
        end++;
    }
    *count = (guint32)(end - low);
    return records + low;
}

const guint8 *
march_index_reader_get_trigram(const MarchIndexReader *reader,
                               guint16 trigram,
                               gsize *size)
{
    *size = 0;
    if (trigram >= MARCH_TRIGRAM_COUNT) {
        return NULL;
    }
    const guint32 start = get_number(reader, MARCH_SECTION_TRIGRAM_OFFSETS, trigram);
    const guint32 end = get_number(reader, MARCH_SECTION_TRIGRAM_OFFSETS, trigram + 1U);
    if (end < start || end > reader->sizes[MARCH_SECTION_TRIGRAMS]) {
        return NULL;
    }
    *size = end - start;
    return reader->sections[MARCH_SECTION_TRIGRAMS] + start;
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

gboolean
march_index_reader_find_admin(const MarchIndexReader *reader,
                              const char *code,
                              guint32 *place)
{
    const MarchAdminRecord *records =
        (const MarchAdminRecord *)(const void *)reader->sections[MARCH_SECTION_ADMIN];
    gsize low = 0;
    gsize high = (gsize)(reader->sizes[MARCH_SECTION_ADMIN] / sizeof *records);
    while (low < high) {
        const gsize middle = low + (high - low) / 2;
        const int order =
            strcmp(march_index_reader_get_string(reader, records[middle].code), code);
        if (order == 0) {
            *place = records[middle].place;
            return TRUE;
        }
        if (order < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return FALSE;
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
    const char *text =
        march_index_reader_get_text(reader, MARCH_SECTION_METADATA, &size);
    g_autofree char *copy = g_strndup(text, size);
    g_auto(GStrv) lines = g_strsplit(copy, "\n", -1);
    const gsize length = strlen(key);
    for (guint i = 0; lines[i] != NULL; i++) {
        if (strncmp(lines[i], key, length) == 0 && lines[i][length] == ':') {
            return g_strdup(g_strstrip(lines[i] + length + 1));
        }
    }
    return NULL;
}
