/* SPDX-License-Identifier: MIT */
#include "scratch.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

/** Bytes copied at a time. */
#define COPY_SIZE ((gsize)256 << 10)

struct MarchScratch {
    char *beside;
    gsize memory_limit;
    GByteArray *memory; /**< NULL once on disk */
    FILE *file;
    gboolean is_flushed; /**< all that was appended to the file can be read */
    guint64 size;
};

MarchScratch *
march_scratch_new(const char *beside, gsize memory)
{
    MarchScratch *scratch = g_new0(MarchScratch, 1);
    scratch->beside = beside != NULL ? g_strdup(beside)
                                     : g_build_filename(g_get_tmp_dir(), "index", NULL);
    scratch->memory_limit = MIN(memory, (gsize)1 << 30);
    scratch->memory = g_byte_array_new();
    return scratch;
}

void
march_scratch_free(MarchScratch *scratch)
{
    if (scratch == NULL) {
        return;
    }
    if (scratch->file != NULL) {
        fclose(scratch->file);
    }
    if (scratch->memory != NULL) {
        g_byte_array_unref(scratch->memory);
    }
    g_free(scratch->beside);
    g_free(scratch);
}

FILE *
march_scratch_open_file(const char *beside, GError **error)
{
    g_autofree char *folder = g_path_get_dirname(beside);
    g_autofree char *path = g_build_filename(folder, ".marchland-XXXXXX", NULL);
    const int descriptor = g_mkstemp(path);
    FILE *file = NULL;
    if (descriptor >= 0) {
        unlink(path);
        file = fdopen(descriptor, "w+b");
    }
    if (file == NULL) {
        const int saved = errno;
        if (descriptor >= 0) {
            close(descriptor);
        }
        march_error_set(
            error, march_error_code_from_errno(saved, TRUE), MARCH_LOCATION_NONE,
            "cannot create a temporary file in '%s': %s", folder, g_strerror(saved));
    }
    return file;
}

static gboolean
fail(const char *doing, GError **error)
{
    const int saved = errno;
    march_error_set(error, MARCH_ERROR_IO, MARCH_LOCATION_NONE,
                    "cannot %s a temporary file of the index: %s", doing,
                    g_strerror(saved));
    return FALSE;
}

static gboolean
move_to_disk(MarchScratch *scratch, GError **error)
{
    scratch->file = march_scratch_open_file(scratch->beside, error);
    if (scratch->file == NULL) {
        return FALSE;
    }
    const GByteArray *memory = scratch->memory;
    if (memory->len > 0 &&
        fwrite(memory->data, 1, memory->len, scratch->file) != memory->len) {
        return fail("write", error);
    }
    g_byte_array_unref(scratch->memory);
    scratch->memory = NULL;
    return TRUE;
}

gboolean
march_scratch_append(MarchScratch *scratch,
                     const void *bytes,
                     gsize size,
                     GError **error)
{
    if (size == 0) {
        return TRUE;
    }
    if (scratch->memory != NULL &&
        scratch->memory->len + size > scratch->memory_limit &&
        !move_to_disk(scratch, error)) {
        return FALSE;
    }
    if (scratch->memory != NULL) {
        g_byte_array_append(scratch->memory, bytes, (guint)size);
    } else if (fwrite(bytes, 1, size, scratch->file) != size) {
        return fail("write", error);
    } else {
        scratch->is_flushed = FALSE;
    }
    scratch->size += size;
    return TRUE;
}

guint64
march_scratch_get_size(const MarchScratch *scratch)
{
    return scratch->size;
}

static gboolean
flush(MarchScratch *scratch, GError **error)
{
    if (!scratch->is_flushed && fflush(scratch->file) != 0) {
        return fail("write", error);
    }
    scratch->is_flushed = TRUE;
    return TRUE;
}

gboolean
march_scratch_read(MarchScratch *scratch,
                   guint64 offset,
                   void *bytes,
                   gsize size,
                   GError **error)
{
    g_assert(offset <= scratch->size && size <= scratch->size - offset);
    if (scratch->memory != NULL) {
        memcpy(bytes, scratch->memory->data + offset, size);
        return TRUE;
    }
    if (!flush(scratch, error)) {
        return FALSE;
    }
    for (gsize done = 0; done < size;) {
        const ssize_t got = pread(fileno(scratch->file), (guint8 *)bytes + done,
                                  size - done, (off_t)(offset + done));
        if (got == 0) {
            errno = EIO;
        }
        if (got <= 0 && errno != EINTR) {
            return fail("read", error);
        }
        done += got > 0 ? (gsize)got : 0;
    }
    return TRUE;
}

gboolean
march_scratch_change(MarchScratch *scratch,
                     guint64 offset,
                     const void *bytes,
                     gsize size,
                     GError **error)
{
    g_assert(offset <= scratch->size && size <= scratch->size - offset);
    if (scratch->memory != NULL) {
        memcpy(scratch->memory->data + offset, bytes, size);
        return TRUE;
    }
    if (!flush(scratch, error)) {
        return FALSE;
    }
    for (gsize done = 0; done < size;) {
        const ssize_t put = pwrite(fileno(scratch->file), (const guint8 *)bytes + done,
                                   size - done, (off_t)(offset + done));
        if (put < 0 && errno != EINTR) {
            return fail("write", error);
        }
        done += put > 0 ? (gsize)put : 0;
    }
    return TRUE;
}

static gboolean
fail_to_copy(GError **error)
{
    const int saved = errno;
    march_error_set(error, MARCH_ERROR_IO, MARCH_LOCATION_NONE,
                    "cannot write the index: %s", g_strerror(saved));
    return FALSE;
}

gboolean
march_scratch_copy(MarchScratch *scratch, FILE *target, GError **error)
{
    if (scratch->memory != NULL) {
        const GByteArray *memory = scratch->memory;
        return memory->len == 0 ||
               fwrite(memory->data, 1, memory->len, target) == memory->len ||
               fail_to_copy(error);
    }
    g_autofree guint8 *buffer = g_malloc(COPY_SIZE);
    for (guint64 offset = 0; offset < scratch->size;) {
        const gsize size = (gsize)MIN((guint64)COPY_SIZE, scratch->size - offset);
        if (!march_scratch_read(scratch, offset, buffer, size, error)) {
            return FALSE;
        }
        if (fwrite(buffer, 1, size, target) != size) {
            return fail_to_copy(error);
        }
        offset += size;
    }
    return TRUE;
}
