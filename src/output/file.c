/* SPDX-License-Identifier: MIT */
#include "file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define LINKS_MAX 16
#define TRIES_MAX 100

static gboolean
fail(GError **error, const char *path, const char *what, int saved_errno)
{
    march_error_set(error, march_error_code_from_errno(saved_errno, TRUE),
                    MARCH_LOCATION_NONE, "cannot %s \"%s\": %s", what, path,
                    g_strerror(saved_errno));
    return FALSE;
}

/*
 * The file that @path stands for: a symbolic link is followed, so that it goes on
 * pointing at its target, which is what is replaced.
 */
static char *
resolve_links(const char *path, GError **error)
{
    g_autofree char *current = g_strdup(path);

    for (int links = 0; links < LINKS_MAX; links++) {
        g_autofree char *target = NULL;
        g_autofree char *folder = NULL;
        g_autofree char *next = NULL;
        struct stat status;

        if (lstat(current, &status) != 0 || !S_ISLNK(status.st_mode)) {
            return g_steal_pointer(&current);
        }
        target = g_file_read_link(current, NULL);
        if (target == NULL) {
            fail(error, path, "follow the link", errno);
            return NULL;
        }
        folder = g_path_get_dirname(current);
        next = g_path_is_absolute(target) ? g_strdup(target)
                                          : g_build_filename(folder, target, NULL);
        g_free(current);
        current = g_steal_pointer(&next);
    }
    fail(error, path, "follow the link", ELOOP);
    return NULL;
}

static gboolean
write_all(int descriptor, GBytes *bytes)
{
    gsize length;
    const char *data = g_bytes_get_data(bytes, &length);

    while (length > 0) {
        ssize_t written = write(descriptor, data, MIN(length, (gsize)1 << 30));

        if (written < 0 && errno == EINTR) {
            continue;
        }
        if (written < 0) {
            return FALSE;
        }
        data += written;
        length -= (gsize)written;
    }
    return TRUE;
}

/* Pipes and devices cannot be replaced; they are written to. */
static gboolean
write_in_place(const char *path, GBytes *bytes, GError **error)
{
    int descriptor = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
    int saved_errno;

    if (descriptor < 0) {
        return fail(error, path, "open", errno);
    }
    saved_errno = write_all(descriptor, bytes) ? 0 : errno;
    if (close(descriptor) != 0 && saved_errno == 0) {
        saved_errno = errno;
    }
    return saved_errno == 0 || fail(error, path, "write to", saved_errno);
}

/* Creates a new file beside @target; the umask applies, as to any new file. */
static int
create_temporary(const char *target, char **temporary)
{
    g_autofree char *folder = g_path_get_dirname(target);
    g_autofree char *name = g_path_get_basename(target);

    if (strlen(name) > 200) {
        name[200] = '\0'; /* leaves room for the ending within a name's 255 bytes */
    }
    for (int tries = 0; tries < TRIES_MAX; tries++) {
        g_autofree char *candidate =
            g_strdup_printf("%s/.%s.%08x.part", folder, name, g_random_int());
        int descriptor = open(candidate, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);

        if (descriptor >= 0) {
            *temporary = g_steal_pointer(&candidate);
            return descriptor;
        }
        if (errno != EEXIST) {
            return -1;
        }
    }
    return -1;
}

/* File systems without fsync (EINVAL, ENOTSUP) have nothing to wait for. */
static gboolean
sync_to_disk(int descriptor)
{
    return fsync(descriptor) == 0 || errno == EINVAL || errno == ENOTSUP ||
           errno == EROFS;
}

/* Makes the rename last; the file itself is safe already, so failing is no error. */
static void
sync_folder_of(const char *target)
{
    g_autofree char *folder = g_path_get_dirname(target);
    int descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

    if (descriptor >= 0) {
        (void)fsync(descriptor);
        (void)close(descriptor);
    }
}

/* Writes @bytes to @descriptor and closes it; 0 or the errno of what failed. */
static int
fill_temporary(int descriptor, GBytes *bytes, const struct stat *existing)
{
    int saved_errno = 0;

    if (existing != NULL) {
        /* Only root may give files away; for others the file becomes their own. */
        if (fchown(descriptor, existing->st_uid, existing->st_gid) != 0) {
            errno = 0;
        }
        if (fchmod(descriptor, existing->st_mode & 07777) != 0) {
            saved_errno = errno;
        }
    }
    if (saved_errno == 0 &&
        (!write_all(descriptor, bytes) || !sync_to_disk(descriptor))) {
        saved_errno = errno;
    }
    if (close(descriptor) != 0 && saved_errno == 0) {
        saved_errno = errno;
    }
    return saved_errno;
}

static gboolean
replace(const char *path,
        const char *target,
        GBytes *bytes,
        const struct stat *existing,
        GError **error)
{
    g_autofree char *temporary = NULL;
    int descriptor = create_temporary(target, &temporary);
    int saved_errno;

    if (descriptor < 0) {
        return fail(error, path, "create", errno);
    }
    saved_errno = fill_temporary(descriptor, bytes, existing);
    if (saved_errno == 0 && rename(temporary, target) != 0) {
        saved_errno = errno;
    }
    if (saved_errno != 0) {
        (void)unlink(temporary);
        return fail(error, path, "write", saved_errno);
    }
    sync_folder_of(target);
    return TRUE;
}

gboolean
march_output_write(const char *path, GBytes *bytes, GError **error)
{
    g_autofree char *target = resolve_links(path, error);
    struct stat status;

    if (target == NULL) {
        return FALSE;
    }
    if (stat(target, &status) != 0) {
        return errno == ENOENT ? replace(path, target, bytes, NULL, error)
                               : fail(error, path, "create", errno);
    }
    if (S_ISDIR(status.st_mode)) {
        return fail(error, path, "write", EISDIR);
    }
    if (!S_ISREG(status.st_mode)) {
        return write_in_place(path, bytes, error);
    }
    if (access(target, W_OK) != 0) { /* a file protected by its mode stays */
        return fail(error, path, "replace", errno);
    }
    return replace(path, target, bytes, &status, error);
}
