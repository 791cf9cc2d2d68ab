/* SPDX-License-Identifier: MIT */
#include "index-file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static gboolean
fail(const char *path, const char *doing, GError **error)
{
    const int saved = errno;
    march_error_set(error, march_error_code_from_errno(saved, TRUE),
                    march_location_new(path, 0, 0), "cannot %s the index: %s", doing,
                    g_strerror(saved));
    return FALSE;
}

gboolean
march_index_listener_tell(const MarchIndexListener *listener,
                          const char *step,
                          guint64 done,
                          guint64 total,
                          GError **error)
{
    if (listener->tell == NULL || listener->tell(step, done, total, listener->data)) {
        return TRUE;
    }
    march_error_set(error, MARCH_ERROR_IO, MARCH_LOCATION_NONE,
                    "stopped before the index was complete");
    return FALSE;
}

static MarchIndexHeader
make_header(MarchScratch *const *sections)
{
    MarchIndexHeader header = {.version = MARCH_INDEX_VERSION,
                               .byte_order = MARCH_INDEX_BYTE_ORDER};
    memcpy(header.magic, MARCH_INDEX_MAGIC, sizeof header.magic);
    guint64 offset = (sizeof header + 7) & ~(guint64)7;
    for (guint i = 0; i < MARCH_SECTION_COUNT; i++) {
        const guint64 size = march_scratch_get_size(sections[i]);
        header.sections[i] = (MarchSectionRecord){offset, size};
        offset += (size + 7) & ~(guint64)7;
    }
    header.file_size = offset;
    return header;
}

/** Consumes the sections. */
static gboolean
write_sections(const char *path,
               MarchScratch **sections,
               FILE *target,
               const MarchIndexListener *listener,
               GError **error)
{
    static const char zeros[8] = {0};
    const MarchIndexHeader header = make_header(sections);
    if (fwrite(&header, 1, sizeof header, target) != sizeof header) {
        return fail(path, "write", error);
    }
    for (guint i = 0; i < MARCH_SECTION_COUNT; i++) {
        const gsize padding = (gsize)(-header.sections[i].size & 7);
        if (!march_index_listener_tell(listener, "writing", header.sections[i].offset,
                                       header.file_size, error) ||
            !march_scratch_copy(sections[i], target, error)) {
            return FALSE;
        }
        if (padding > 0 && fwrite(zeros, 1, padding, target) != padding) {
            return fail(path, "write", error);
        }
        g_clear_pointer(&sections[i], march_scratch_free);
    }
    return fflush(target) == 0 || fail(path, "write", error);
}

gboolean
march_index_file_replace(const char *path,
                         MarchScratch **sections,
                         const MarchIndexListener *listener,
                         GError **error)
{
    g_autofree char *temporary = g_strdup_printf("%s.XXXXXX", path);
    const int descriptor = g_mkstemp_full(temporary, O_RDWR | O_CREAT, 0644);
    FILE *target = descriptor < 0 ? NULL : fdopen(descriptor, "wb");
    if (target == NULL) {
        fail(path, "create", error);
        if (descriptor >= 0) {
            close(descriptor);
            unlink(temporary);
        }
        return FALSE;
    }
    GError *inner = NULL;
    gboolean done = write_sections(path, sections, target, listener, &inner);
    if (inner != NULL) {
        march_error_add_location(inner, march_location_new(path, 0, 0));
        g_propagate_error(error, inner);
    }
    if (done && fsync(fileno(target)) != 0) {
        done = fail(path, "write", error);
    }
    if (fclose(target) != 0 && done) {
        done = fail(path, "write", error);
    }
    if (done && rename(temporary, path) != 0) {
        done = fail(path, "replace", error);
    }
    if (!done) {
        unlink(temporary);
    }
    return done;
}

GBytes *
march_index_file_hold(MarchScratch **sections, GError **error)
{
    static const MarchIndexListener nobody;
    char *bytes = NULL;
    gsize size = 0;
    FILE *target = open_memstream(&bytes, &size);
    if (target == NULL) {
        fail(NULL, "hold", error);
        return NULL;
    }
    const gboolean done = write_sections(NULL, sections, target, &nobody, error);
    if (fclose(target) != 0 || !done) {
        if (done) {
            fail(NULL, "hold", error);
        }
        free(bytes);
        return NULL;
    }
    return g_bytes_new_with_free_func(bytes, size, free, bytes);
}
