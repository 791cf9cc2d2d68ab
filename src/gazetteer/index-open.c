/* SPDX-License-Identifier: MIT */
/* For madvise(), which POSIX lacks. */
#define _DEFAULT_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "index-reader-private.h"

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
        if (march_index_reader_number(reader, MARCH_SECTION_KEY_STARTS, size) >
            march_index_reader_number(reader, MARCH_SECTION_KEY_STARTS, size + 1)) {
            return "its keys are not sorted";
        }
    }
    reader->key_count =
        march_index_reader_number(reader, MARCH_SECTION_KEY_STARTS, MARCH_KEY_SIZES);
    reader->name_count = march_index_reader_number(reader, MARCH_SECTION_KEY_STARTS,
                                                   MARCH_KEY_SIZES + 1);
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
