/* SPDX-License-Identifier: MIT */
/* flock() is not POSIX; record locks are, but a child's or a second open's close loses
   them. */
#define _DEFAULT_SOURCE
#include "lock.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <time.h>
#include <unistd.h>

#define STEP_MS          100
#define HOLDER_BYTES_MAX 200

struct MarchBatchLock {
    int descriptor;
};

/* "process 4711 on host since ..."; (transfer full). */
static char *
holder_read(int descriptor)
{
    char text[HOLDER_BYTES_MAX + 1] = "";
    ssize_t count = pread(descriptor, text, HOLDER_BYTES_MAX, 0);

    text[count > 0 ? count : 0] = '\0';
    g_strchomp(text);
    return g_utf8_make_valid(text[0] != '\0' ? text : "an unknown process", -1);
}

static void
holder_write(int descriptor)
{
    char host[65] = "unknown host";
    g_autoptr(GDateTime) now = g_date_time_new_now_utc();
    g_autofree char *time = g_date_time_format(now, "%Y-%m-%dT%H:%M:%SZ");
    g_autofree char *text = NULL;

    gethostname(host, sizeof host - 1);
    text = g_strdup_printf("process %ld on %s since %s\n", (long)getpid(), host, time);
    /* Who holds the lock is a courtesy: failing to say so is no failure. */
    if (ftruncate(descriptor, 0) != 0 ||
        pwrite(descriptor, text, strlen(text), 0) < 0) {
        return;
    }
}

/* Whether the lock was got before the time was up. */
static gboolean
wait_for(int descriptor, double seconds)
{
    gint64 end = g_get_monotonic_time() + (gint64)(MAX(seconds, 0) * 1e6);

    while (flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
        if (errno != EWOULDBLOCK && errno != EINTR) {
            return FALSE;
        }
        if (seconds >= 0 && g_get_monotonic_time() >= end) {
            errno = EWOULDBLOCK;
            return FALSE;
        }
        g_usleep(STEP_MS * 1000);
    }
    return TRUE;
}

MarchBatchLock *
march_batch_lock_take(const char *path, double wait_seconds, GError **error)
{
    int descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    MarchBatchLock *lock;

    if (descriptor < 0) {
        march_error_set(error, march_error_code_from_errno(errno, TRUE),
                        march_location_new(path, 0, 0), "cannot open the lock: %s",
                        g_strerror(errno));
        return NULL;
    }
    if (!wait_for(descriptor, wait_seconds)) {
        int saved = errno;
        g_autofree char *holder = holder_read(descriptor);

        close(descriptor);
        march_error_set(error, saved == EWOULDBLOCK ? MARCH_ERROR_BUSY : MARCH_ERROR_IO,
                        march_location_new(path, 0, 0),
                        "another batch writes into this folder: %s",
                        saved == EWOULDBLOCK ? holder : g_strerror(saved));
        return NULL;
    }
    holder_write(descriptor);
    lock = g_new0(MarchBatchLock, 1);
    lock->descriptor = descriptor;
    return lock;
}

void
march_batch_lock_free(MarchBatchLock *lock)
{
    if (lock == NULL) {
        return;
    }
    if (ftruncate(lock->descriptor, 0) != 0) {
        /* the name of a holder that is gone says nothing wrong: it holds no lock */
    }
    close(lock->descriptor);
    g_free(lock);
}
