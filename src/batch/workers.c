/* SPDX-License-Identifier: MIT */
#include "workers.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "worker-run.h"

/* How often time and memory of the workers are looked at, ms. */
#define WATCH_MS 100
/* After so many figures a worker is replaced: it gives back what it has grown. */
#define FIGURES_MAX 400

/* A worker; it is idle when it has no job. */
typedef struct {
    pid_t process; /* 0: not forked */
    int requests, results;
    gboolean is_busy;
    guint job;
    guint drawn;        /* figures since it was forked */
    gint64 deadline;    /* monotonic, us; 0: none */
    GByteArray *answer; /* what has come of its result */
    const char *killed; /* (nullable) why we killed it */
} Worker;

struct MarchWorkers {
    MarchSession *session;
    const MarchBatchPlan *plan;
    MarchWorkerOptions options;
    Worker *workers;
    GQueue queue; /* of job numbers */
};

MarchWorkers *
march_workers_new(MarchSession *session,
                  const MarchBatchPlan *plan,
                  const MarchWorkerOptions *options)
{
    MarchWorkers *workers = g_new0(MarchWorkers, 1);

    workers->session = session;
    workers->plan = plan;
    workers->options = *options;
    workers->workers = g_new0(Worker, options->count);
    for (guint i = 0; i < options->count; i++) {
        workers->workers[i].answer = g_byte_array_new();
    }
    g_queue_init(&workers->queue);
    return workers;
}

static void
worker_close(Worker *worker)
{
    close(worker->requests);
    close(worker->results);
    worker->process = 0;
    worker->is_busy = FALSE;
    worker->drawn = 0;
    worker->killed = NULL;
    g_byte_array_set_size(worker->answer, 0);
}

/* Without its requests an idle worker ends by itself. */
static void
worker_end(Worker *worker)
{
    pid_t process = worker->process;

    worker_close(worker);
    waitpid(process, NULL, 0);
}

void
march_workers_free(MarchWorkers *workers)
{
    if (workers == NULL) {
        return;
    }
    for (guint i = 0; i < workers->options.count; i++) {
        Worker *worker = &workers->workers[i];

        if (worker->process > 0) {
            if (worker->is_busy) {
                kill(worker->process, SIGKILL);
            }
            worker_end(worker);
        }
        g_byte_array_unref(worker->answer);
    }
    g_queue_clear(&workers->queue);
    g_free(workers->workers);
    g_free(workers);
}

void
march_workers_push(MarchWorkers *workers, guint job)
{
    g_queue_push_tail(&workers->queue, GUINT_TO_POINTER(job));
}

gboolean
march_workers_are_busy(const MarchWorkers *workers)
{
    for (guint i = 0; i < workers->options.count; i++) {
        if (workers->workers[i].is_busy) {
            return TRUE;
        }
    }
    return workers->queue.length > 0;
}

/* In the child: the other workers' pipes are not its own. */
static void
others_close(const MarchWorkers *workers)
{
    for (guint i = 0; i < workers->options.count; i++) {
        if (workers->workers[i].process > 0) {
            close(workers->workers[i].requests);
            close(workers->workers[i].results);
        }
    }
}

static gboolean
worker_fork(MarchWorkers *workers, Worker *worker)
{
    int requests[2], results[2];
    pid_t parent = getpid();
    pid_t process;

    /* A socket, since writing to a worker that has ended must not raise SIGPIPE. */
    if (socketpair(AF_UNIX, SOCK_STREAM, 0, requests) != 0) {
        return FALSE;
    }
    if (pipe(results) != 0) {
        close(requests[0]);
        close(requests[1]);
        return FALSE;
    }
    process = fork();
    if (process == 0) {
        others_close(workers);
        close(requests[1]);
        close(results[0]);
        signal(SIGINT, SIG_IGN); /* the parent ends it */
        signal(SIGPIPE, SIG_IGN);
        march_worker_run(workers->session, workers->plan, &workers->options, parent,
                         requests[0], results[1]);
    }
    close(requests[0]);
    close(results[1]);
    worker->requests = requests[1];
    worker->results = results[0];
    worker->process = process;
    if (process < 0) {
        close(requests[1]);
        close(results[0]);
        worker->process = 0;
        return FALSE;
    }
    fcntl(worker->results, F_SETFL, O_NONBLOCK);
    return TRUE;
}

/* Hands out what waits to who is idle. */
static void
jobs_assign(MarchWorkers *workers)
{
    for (guint i = 0; i < workers->options.count && workers->queue.length > 0; i++) {
        Worker *worker = &workers->workers[i];
        guint32 job = GPOINTER_TO_UINT(g_queue_peek_head(&workers->queue));

        if (worker->is_busy ||
            (worker->process == 0 && !worker_fork(workers, worker))) {
            continue;
        }
        if (send(worker->requests, &job, sizeof job, MSG_NOSIGNAL) != sizeof job) {
            /* It ended between two figures: another is forked. */
            worker_end(worker);
            i--;
            continue;
        }
        g_queue_pop_head(&workers->queue);
        worker->is_busy = TRUE;
        worker->job = job;
        worker->deadline = workers->options.timeout_seconds > 0
                               ? g_get_monotonic_time() +
                                     (gint64)(workers->options.timeout_seconds * 1e6)
                               : 0;
    }
}

/* Memory of the process's own, bytes; 0 when it cannot be told. */
static guint64
own_memory(pid_t process)
{
    char path[64];
    unsigned long size = 0, resident = 0, shared = 0;
    FILE *file;
    int found;

    g_snprintf(path, sizeof path, "/proc/%ld/statm", (long)process);
    file = fopen(path, "r");
    if (file == NULL) {
        return 0;
    }
    found = fscanf(file, "%lu %lu %lu", &size, &resident, &shared);
    fclose(file);
    return found == 3 && resident > shared
               ? (guint64)(resident - shared) * (guint64)sysconf(_SC_PAGESIZE)
               : 0;
}

static void
workers_watch(MarchWorkers *workers)
{
    gint64 now = g_get_monotonic_time();

    for (guint i = 0; i < workers->options.count; i++) {
        Worker *worker = &workers->workers[i];

        if (!worker->is_busy || worker->killed != NULL) {
            continue;
        }
        if (worker->deadline > 0 && now > worker->deadline) {
            worker->killed = "it took longer than the time limit";
        } else if (workers->options.memory_bytes > 0 &&
                   own_memory(worker->process) > workers->options.memory_bytes) {
            worker->killed = "it took more memory than the limit";
        }
        if (worker->killed != NULL) {
            kill(worker->process, SIGKILL);
        }
    }
}

/* The worker is gone without a result. */
static MarchWorkerResult *
worker_bury(MarchWorkers *workers, Worker *worker)
{
    MarchWorkerResult *result = g_new0(MarchWorkerResult, 1);
    pid_t process = worker->process;
    int status = 0;

    waitpid(process, &status, 0);
    result->job = worker->job;
    result->exit_status = 70;
    result->title = g_strdup("");
    result->description = g_strdup("");
    result->date = g_strdup("");
    result->inputs = g_ptr_array_new_with_free_func(g_free);
    result->outputs = g_ptr_array_new_with_free_func(g_free);
    result->messages = g_ptr_array_new_with_free_func(g_free);
    if (worker->killed != NULL) {
        result->error = g_strdup(worker->killed);
    } else if (WIFSIGNALED(status)) {
        result->error = g_strdup_printf(
            "drawing it crashed: %s%s", g_strsignal(WTERMSIG(status)),
            workers->options.memory_bytes > 0 ? " (its memory is limited)" : "");
    } else {
        result->error = g_strdup_printf("drawing it ended the worker with status %d",
                                        WEXITSTATUS(status));
    }
    worker_close(worker);
    return result;
}

/* Reads what has come; the result when it is complete or will never be. */
static MarchWorkerResult *
worker_read(MarchWorkers *workers, Worker *worker)
{
    guint8 block[16384];
    guint32 length;
    ssize_t count;

    while ((count = read(worker->results, block, sizeof block)) > 0) {
        g_byte_array_append(worker->answer, block, (guint)count);
    }
    if (worker->answer->len >= sizeof length) {
        memcpy(&length, worker->answer->data, sizeof length);
        if (length <= MARCH_WORKER_RESULT_MAX &&
            worker->answer->len >= sizeof length + length) {
            MarchWorkerResult *result =
                march_worker_result_parse(worker->answer->data + sizeof length, length);

            g_byte_array_set_size(worker->answer, 0);
            if (result != NULL && worker->killed == NULL) {
                worker->is_busy = FALSE;
                if (++worker->drawn >= FIGURES_MAX) {
                    worker_end(worker);
                }
                return result;
            }
            march_worker_result_free(result);
            kill(worker->process, SIGKILL);
            return worker_bury(workers, worker);
        }
    }
    if (count == 0 || (count < 0 && errno != EAGAIN && errno != EINTR)) {
        return worker_bury(workers, worker);
    }
    return NULL;
}

MarchWorkerResult *
march_workers_wait(MarchWorkers *workers, int wait_ms)
{
    g_autofree struct pollfd *files = g_new0(struct pollfd, workers->options.count);
    gint64 end = g_get_monotonic_time() + (gint64)wait_ms * 1000;

    while (march_workers_are_busy(workers)) {
        MarchWorkerResult *result = NULL;

        jobs_assign(workers);
        for (guint i = 0; i < workers->options.count; i++) {
            files[i] = (struct pollfd){
                .fd = workers->workers[i].is_busy ? workers->workers[i].results : -1,
                .events = POLLIN};
        }
        if (poll(files, workers->options.count, MIN(WATCH_MS, wait_ms)) < 0) {
            return NULL; /* a signal: the caller wants to know */
        }
        for (guint i = 0; i < workers->options.count && result == NULL; i++) {
            if (files[i].fd >= 0 && files[i].revents != 0) {
                result = worker_read(workers, &workers->workers[i]);
            }
        }
        if (result != NULL) {
            return result;
        }
        workers_watch(workers);
        if (g_get_monotonic_time() >= end) {
            return NULL;
        }
    }
    return NULL;
}
