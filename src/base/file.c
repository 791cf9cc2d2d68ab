/* SPDX-License-Identifier: MIT */
#include "file.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

enum { BLOCK = 65536 };

static gboolean
bytes_read(int descriptor, gsize limit, GByteArray *bytes, gboolean *is_over)
{
    for (;;) {
        gsize filled = bytes->len;
        gssize got;

        g_byte_array_set_size(bytes, (guint)(filled + BLOCK));
        do {
            got = read(descriptor, bytes->data + filled, BLOCK);
        } while (got < 0 && errno == EINTR);
        if (got < 0) {
            return FALSE;
        }
        g_byte_array_set_size(bytes, (guint)(filled + (gsize)got));
        *is_over = bytes->len > limit;
        if (got == 0 || *is_over) {
            return TRUE;
        }
    }
}

char *
march_file_read(const char *path, gsize limit, gsize *length, GError **error)
{
    MarchLocation where = march_location_new(path, 0, 0);
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    gboolean is_over = FALSE;
    gboolean is_read;
    int saved_errno;
    int descriptor;

    g_assert(limit < G_MAXUINT - 2 * BLOCK);
    /* a pipe that nobody writes to must not stop a batch */
    descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (descriptor < 0) {
        saved_errno = errno;
        march_error_set(error, march_error_code_from_errno(saved_errno, FALSE), where,
                        "cannot open: %s", g_strerror(saved_errno));
        return NULL;
    }
    is_read = bytes_read(descriptor, limit, bytes, &is_over);
    saved_errno = errno;
    close(descriptor);
    if (!is_read) {
        march_error_set(error, march_error_code_from_errno(saved_errno, FALSE), where,
                        "cannot read: %s", g_strerror(saved_errno));
        return NULL;
    }
    if (is_over) {
        march_error_set(error, MARCH_ERROR_LIMIT, where,
                        "larger than the limit of %" G_GSIZE_FORMAT " bytes", limit);
        return NULL;
    }
    *length = bytes->len;
    g_byte_array_append(bytes, (const guint8 *)"", 1);
    return (char *)g_byte_array_free(g_steal_pointer(&bytes), FALSE);
}

char *
march_file_sum(const char *path)
{
    g_autoptr(GChecksum) checksum = g_checksum_new(G_CHECKSUM_SHA256);
    g_autofree guchar *block = g_malloc(BLOCK);
    int descriptor = open(path, O_RDONLY | O_CLOEXEC);
    gssize count;

    if (descriptor < 0) {
        return NULL;
    }
    while ((count = read(descriptor, block, BLOCK)) > 0) {
        g_checksum_update(checksum, block, count);
    }
    close(descriptor);
    return count == 0 ? g_strdup(g_checksum_get_string(checksum)) : NULL;
}
