/* SPDX-License-Identifier: MIT */
/* flock() is not POSIX; record locks are, but a child's or a second open's close loses
   them. */
#define _DEFAULT_SOURCE
#include "lock.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#define STEP_MS          100
#define HOLDER_BYTES_MAX 200
#define HOST_BYTES_MAX   64
/* What workers may need to end after the batch that forked them was killed. */
#define ORPHANS_SECONDS 5

struct MarchBatchLock {
    int whole; /* of the folder; shared by shards */
    int shard; /* -1: no shard */
};

/* One attempt after another to lock a folder. */
typedef struct {
    const char *own;
    guint shard_index, shard_count;
    MarchBatchLock *lock;
    char *busy; /* path of what another holds */
} Attempt;

static gboolean
fail(const char *path, const char *what, int saved_errno, GError **error)
{
    march_error_set(error, march_error_code_from_errno(saved_errno, TRUE),
                    march_location_new(path, 0, 0), "cannot %s the lock: %s", what,
                    g_strerror(saved_errno));
    return FALSE;
}

static char *
shard_path(const Attempt *attempt)
{
    return g_strdup_printf("%s/lock-%u-of-%u", attempt->own, attempt->shard_index + 1,
                           attempt->shard_count);
}

/* "process 4711 on host since ..."; (transfer full). */
static char *
holder_read(const char *path)
{
    char text[HOLDER_BYTES_MAX + 1] = "";
    int descriptor = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t count = descriptor >= 0 ? pread(descriptor, text, HOLDER_BYTES_MAX, 0) : -1;

    if (descriptor >= 0) {
        close(descriptor);
    }
    text[count > 0 ? count : 0] = '\0';
    g_strchomp(text);
    return g_utf8_make_valid(text[0] != '\0' ? text : "an unknown process", -1);
}

static void
holder_write(int descriptor)
{
    char host[HOST_BYTES_MAX + 1] = "unknown host";
    g_autoptr(GDateTime) now = g_date_time_new_now_utc();
    g_autofree char *time = g_date_time_format(now, "%Y-%m-%dT%H:%M:%SZ");
    g_autofree char *text = NULL;

    gethostname(host, HOST_BYTES_MAX);
    text = g_strdup_printf("process %ld on %s since %s\n", (long)getpid(), host, time);
    /* Who holds the lock is a courtesy: failing to say so is no failure. */
    if (ftruncate(descriptor, 0) != 0 ||
        pwrite(descriptor, text, strlen(text), 0) < 0) {
        return;
    }
}

/* Whether the batch that @path names was killed here: its workers are about to end. */
static gboolean
holder_is_gone(const char *path)
{
    char host[HOST_BYTES_MAX + 1] = "", named[HOST_BYTES_MAX + 1] = "";
    g_autofree char *holder = holder_read(path);
    long process = 0;

    gethostname(host, HOST_BYTES_MAX);
    return sscanf(holder, "process %ld on %64s", &process, named) == 2 && process > 0 &&
           strcmp(host, named) == 0 && kill((pid_t)process, 0) != 0 && errno == ESRCH;
}

/* Whether the file was locked; what another holds is noted. */
static gboolean
file_lock(Attempt *attempt, int descriptor, int operation, const char *path)
{
    if (flock(descriptor, operation | LOCK_NB) == 0) {
        return TRUE;
    }
    if (errno == EWOULDBLOCK) {
        g_free(attempt->busy);
        attempt->busy = g_strdup(path);
    }
    return FALSE;
}

/* Shards of another count share figures with ours. Ours is locked before this looks, so
   of two that begin together at least one sees the other. */
static gboolean
other_counts_check(Attempt *attempt)
{
    g_autoptr(GDir) folder = g_dir_open(attempt->own, 0, NULL);
    const char *name;
    gboolean is_free = TRUE;

    while (is_free && folder != NULL && (name = g_dir_read_name(folder)) != NULL) {
        g_autofree char *path = g_build_filename(attempt->own, name, NULL);
        unsigned index = 0, count = 0;
        int descriptor;

        if (sscanf(name, "lock-%u-of-%u", &index, &count) != 2 ||
            count == attempt->shard_count) {
            continue;
        }
        descriptor = open(path, O_RDONLY | O_CLOEXEC);
        if (descriptor >= 0) {
            is_free = file_lock(attempt, descriptor, LOCK_SH, path);
            close(descriptor);
        }
    }
    return is_free;
}

/* FALSE with errno when it is not to be had now. */
static gboolean
locks_try(Attempt *attempt)
{
    g_autofree char *whole = g_build_filename(attempt->own, "lock", NULL);
    MarchBatchLock *lock = attempt->lock;
    g_autofree char *shard = lock->shard >= 0 ? shard_path(attempt) : NULL;

    if (!file_lock(attempt, lock->whole, shard != NULL ? LOCK_SH : LOCK_EX, whole)) {
        return FALSE;
    }
    if (shard == NULL || (file_lock(attempt, lock->shard, LOCK_EX, shard) &&
                          other_counts_check(attempt))) {
        return TRUE;
    }
    flock(lock->whole, LOCK_UN);
    flock(lock->shard, LOCK_UN);
    errno = EWOULDBLOCK;
    return FALSE;
}

/* Whether the lock was got before the time was up. */
static gboolean
locks_wait(Attempt *attempt, double seconds, GError **error)
{
    gint64 start = g_get_monotonic_time();

    while (!locks_try(attempt)) {
        double passed = (double)(g_get_monotonic_time() - start) / 1e6;

        if (errno != EWOULDBLOCK && errno != EINTR) {
            return fail(attempt->own, "take", errno, error);
        }
        if (attempt->busy != NULL && seconds >= 0 && passed >= seconds &&
            (passed >= ORPHANS_SECONDS || !holder_is_gone(attempt->busy))) {
            g_autofree char *holder = holder_read(attempt->busy);

            march_error_set(error, MARCH_ERROR_BUSY,
                            march_location_new(attempt->busy, 0, 0),
                            "another batch writes into this folder: %s", holder);
            return FALSE;
        }
        g_usleep(STEP_MS * 1000);
    }
    return TRUE;
}

static gboolean
file_open(const char *path, int *descriptor, GError **error)
{
    *descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    return *descriptor >= 0 || fail(path, "open", errno, error);
}

MarchBatchLock *
march_batch_lock_take(const char *own,
                      guint shard_index,
                      guint shard_count,
                      double wait_seconds,
                      GError **error)
{
    g_autoptr(MarchBatchLock) lock = g_new0(MarchBatchLock, 1);
    g_autofree char *whole = g_build_filename(own, "lock", NULL);
    Attempt attempt = {own, shard_index, shard_count, lock, NULL};
    gboolean is_shard = shard_count > 1;
    g_autofree char *shard = is_shard ? shard_path(&attempt) : NULL;
    gboolean is_taken;

    lock->whole = lock->shard = -1;
    if (!file_open(whole, &lock->whole, error) ||
        (is_shard && !file_open(shard, &lock->shard, error))) {
        return NULL;
    }
    is_taken = locks_wait(&attempt, wait_seconds, error);
    g_free(attempt.busy);
    if (!is_taken) {
        return NULL;
    }
    holder_write(lock->whole);
    if (is_shard) {
        holder_write(lock->shard);
    }
    return g_steal_pointer(&lock);
}

void
march_batch_lock_free(MarchBatchLock *lock)
{
    if (lock == NULL) {
        return;
    }
    if (lock->shard >= 0) {
        close(lock->shard);
    }
    if (lock->whole >= 0) {
        close(lock->whole);
    }
    g_free(lock);
}
