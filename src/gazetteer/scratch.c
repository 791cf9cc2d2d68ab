/* SPDX-License-Identifier: MIT */
#include "scratch.h"

#include <errno.h>
#include <sys/mman.h>
#include <unistd.h>

/** Above this a scratch goes to disk. */
#define MEMORY_LIMIT ((gsize)24 << 20)

struct MarchScratch {
    char *beside;
    GByteArray *memory; /**< NULL once on disk */
    FILE *file;
    void *map;
    guint64 size;
};

MarchScratch *
march_scratch_new(const char *beside)
{
    MarchScratch *scratch = g_new0(MarchScratch, 1);
    scratch->beside = beside != NULL ? g_strdup(beside)
                                     : g_build_filename(g_get_tmp_dir(), "index", NULL);
    scratch->memory = g_byte_array_new();
    return scratch;
}

void
march_scratch_free(MarchScratch *scratch)
{
    if (scratch == NULL) {
        return;
    }
    if (scratch->map != NULL) {
        munmap(scratch->map, (gsize)scratch->size);
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
    if (fwrite(memory->data, 1, memory->len, scratch->file) != memory->len) {
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
    g_assert(scratch->map == NULL);
    if (size == 0) {
        return TRUE;
    }
    if (scratch->memory != NULL && scratch->memory->len + size > MEMORY_LIMIT &&
        !move_to_disk(scratch, error)) {
        return FALSE;
    }
    if (scratch->memory != NULL) {
        g_byte_array_append(scratch->memory, bytes, (guint)size);
    } else if (fwrite(bytes, 1, size, scratch->file) != size) {
        return fail("write", error);
    }
    scratch->size += size;
    return TRUE;
}

guint64
march_scratch_get_size(const MarchScratch *scratch)
{
    return scratch->size;
}

void *
march_scratch_map(MarchScratch *scratch, GError **error)
{
    if (scratch->memory != NULL) {
        return scratch->memory->data;
    }
    if (scratch->map == NULL) {
        void *map = MAP_FAILED;
        if (fflush(scratch->file) == 0) {
            map = mmap(NULL, (gsize)scratch->size, PROT_READ | PROT_WRITE, MAP_SHARED,
                       fileno(scratch->file), 0);
        }
        if (map == MAP_FAILED) {
            fail("map", error);
            return NULL;
        }
        scratch->map = map;
    }
    return scratch->map;
}
