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

static void
fail(const char *path, int code, GError **error)
{
    march_error_set(error, march_error_code_from_errno(code, FALSE),
                    march_location_new(path, 0, 0),
                    "cannot open the gazetteer index: %s", g_strerror(code));
}

/** What is wrong with the header, or NULL. */
static const char *
check_header(const MarchIndexHeader *header, guint64 size)
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
        sizes[MARCH_SECTION_TRAITS] / sizeof(MarchPlaceTraits) > G_MAXUINT32 ||
        sizes[MARCH_SECTION_TRIGRAM_OFFSETS] != (MARCH_TRIGRAM_COUNT + 1) * 4 ||
        sizes[MARCH_SECTION_COUNTRY_KEYS] != sizes[MARCH_SECTION_COUNTRY_SIGNATURES] ||
        sizes[MARCH_SECTION_GRID] != (MARCH_GRID_CELLS + 1) * 4) {
        return "its tables have impossible sizes";
    }
    reader->place_count =
        (guint32)(sizes[MARCH_SECTION_TRAITS] / sizeof(MarchPlaceTraits));
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
    const guint64 codes = sizes[MARCH_SECTION_ADMIN_CODES];
    if (codes > 0 && reader->sections[MARCH_SECTION_ADMIN_CODES][codes - 1] != '\0') {
        return "its codes are not terminated";
    }
    return NULL;
}

/** Takes the sizes of the sections from the file's @header. */
static gboolean
take_header(MarchIndexReader *reader,
            const MarchIndexHeader *header,
            const char *path,
            GError **error)
{
    const char *wrong = check_header(header, reader->size);
    if (wrong != NULL) {
        refuse(path, wrong, error);
        return FALSE;
    }
    for (guint i = 0; i < MARCH_SECTION_COUNT; i++) {
        reader->sizes[i] = header->sections[i].size;
    }
    reader->details = header->sections[MARCH_SECTION_DETAILS].offset;
    return TRUE;
}

/** Finds the sections in the file at @data, of which @size bytes are there. */
static gboolean
attach(MarchIndexReader *reader,
       const void *data,
       gsize size,
       const char *path,
       GError **error)
{
    const MarchIndexHeader *header = data;
    for (guint i = 0; i < MARCH_SECTION_COUNT; i++) {
        const guint64 offset = header->sections[i].offset;
        const gboolean is_there = offset <= size && reader->sizes[i] <= size - offset;
        if (is_there) {
            reader->sections[i] = (const guint8 *)data + offset;
        } else if (i != MARCH_SECTION_DETAILS) {
            refuse(path, "its sections are not in order", error);
            return FALSE;
        }
    }
    const char *wrong = check_sections(reader);
    if (wrong != NULL) {
        refuse(path, wrong, error);
        return FALSE;
    }
    return TRUE;
}

/** Opens the file and reads its header. */
static gboolean
open_file(MarchIndexReader *reader,
          const char *path,
          MarchIndexHeader *header,
          GError **error)
{
    struct stat status;
    reader->file = open(path, O_RDONLY | O_CLOEXEC);
    if (reader->file < 0 || fstat(reader->file, &status) != 0) {
        fail(path, errno, error);
        return FALSE;
    }
    if (!S_ISREG(status.st_mode) || status.st_size < (off_t)sizeof *header ||
        pread(reader->file, header, sizeof *header, 0) != (ssize_t)sizeof *header) {
        refuse(path, "it is too short to be one", error);
        return FALSE;
    }
    reader->size = (guint64)status.st_size;
    return take_header(reader, header, path, error);
}

MarchIndexReader *
march_index_reader_open(const char *path, GError **error)
{
    MarchIndexHeader header;
    g_autoptr(MarchIndexReader) reader = g_new0(MarchIndexReader, 1);
    if (!open_file(reader, path, &header, error)) {
        return NULL;
    }
    reader->map_size = (gsize)MAX(reader->details, sizeof header);
    void *map = mmap(NULL, reader->map_size, PROT_READ, MAP_SHARED, reader->file, 0);
    if (map == MAP_FAILED) {
        fail(path, errno, error);
        return NULL;
    }
    reader->map = map;
    return attach(reader, map, reader->map_size, path, error) ? g_steal_pointer(&reader)
                                                              : NULL;
}

MarchIndexReader *
march_index_reader_open_bytes(GBytes *bytes, GError **error)
{
    g_autoptr(MarchIndexReader) reader = g_new0(MarchIndexReader, 1);
    reader->file = -1;
    reader->bytes = g_bytes_ref(bytes);
    gsize size;
    const void *data = g_bytes_get_data(bytes, &size);
    reader->size = size;
    if (size < sizeof(MarchIndexHeader)) {
        refuse("(memory)", "it is too short to be one", error);
        return NULL;
    }
    return take_header(reader, data, "(memory)", error) &&
                   attach(reader, data, size, "(memory)", error)
               ? g_steal_pointer(&reader)
               : NULL;
}

void
march_index_reader_rest(MarchIndexReader *reader)
{
    if (reader->map != NULL) {
        madvise(reader->map, reader->map_size, MADV_DONTNEED);
    }
}

void
march_index_reader_free(MarchIndexReader *reader)
{
    if (reader == NULL) {
        return;
    }
    if (reader->map != NULL) {
        munmap(reader->map, reader->map_size);
    }
    if (reader->file >= 0) {
        close(reader->file);
    }
    if (reader->bytes != NULL) {
        g_bytes_unref(reader->bytes);
    }
    g_free(reader);
}
