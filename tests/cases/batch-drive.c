/* SPDX-License-Identifier: MIT */
/*
 * What happens to a batch from outside: batch-drive WHAT PROGRAM FOLDER [KILLS [FIGURES]]
 *
 *   kill   killed at random moments, alone or with its workers, and resumed, it makes
 *          the same bytes as a run left in peace; nothing else is ever seen
 *   lock   a second batch in the folder names the first and ends with 75, or waits
 *   crash  a worker that crashes fails its figure alone
 *   bare   without environment, terminal and standard streams, from a folder that
 *          cannot be written, it makes the same bytes
 *
 * FOLDER is made anew. Nothing is random twice: the moments follow from a seed.
 */
/* flock() is not POSIX. */
#define _DEFAULT_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <glib.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define SEED         20210428U
#define FIGURES      16U
#define KILLS        8U
#define TOWNS_ACROSS 8U
#define POLL_US      2000
#define LONG_US      (60 * G_USEC_PER_SEC)
#define SETTLE_US    (5 * G_USEC_PER_SEC)
#define CRASH_TRIES  8U

typedef struct {
    const char *program;
    const char *folder;
    guint kills, figures;
} Drive;

/* A batch that runs, leader of a process group. */
typedef struct {
    pid_t process;
    char *messages; /* path of its standard error */
} Batch;

static void die(const char *format, ...) G_GNUC_PRINTF(1, 2) G_GNUC_NORETURN;

static void
die(const char *format, ...)
{
    g_autofree char *text = NULL;
    va_list arguments;

    va_start(arguments, format);
    text = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    g_printerr("batch-drive: %s\n", text);
    exit(1);
}

static char *
path_in(const Drive *drive, const char *name)
{
    return g_build_filename(drive->folder, name, NULL);
}

static void
file_write(const Drive *drive, const char *name, const char *content)
{
    g_autofree char *path = path_in(drive, name);
    g_autoptr(GError) error = NULL;

    if (!g_file_set_contents(path, content, -1, &error)) {
        die("%s", error->message);
    }
}

static void
tree_remove(const char *path)
{
    g_autoptr(GDir) folder = g_dir_open(path, 0, NULL);
    const char *name;

    g_chmod(path, 0700);
    while (folder != NULL && (name = g_dir_read_name(folder)) != NULL) {
        g_autofree char *inner = g_build_filename(path, name, NULL);

        if (g_file_test(inner, G_FILE_TEST_IS_DIR)) {
            tree_remove(inner);
        } else {
            g_unlink(inner);
        }
    }
    g_rmdir(path);
}

static void
plan_write(const Drive *drive)
{
    g_autoptr(GString) towns = g_string_new("town,lat,lon\n");
    g_autofree char *input = path_in(drive, "in");

    for (guint i = 0; i < drive->figures; i++) {
        g_string_append_printf(towns, "place %03u,%.2f,%.2f\n", i,
                               39.5 + 0.1 * (i / TOWNS_ACROSS),
                               69 + 0.2 * (i % TOWNS_ACROSS));
    }
    if (g_mkdir_with_parents(input, 0700) != 0) {
        die("cannot make %s", input);
    }
    file_write(drive, "in/towns.csv", towns->str);
    file_write(drive, "in/figure.yaml",
               "title: x\nsize: {width: 60mm, height: 80mm}\n"
               "legend: false\ninset: false\n");
    file_write(drive, "in/plan.yaml",
               "batch: 1\nfigure: figure.yaml\nover: towns.csv\n"
               "name: \"{town}\"\nformats: [svg]\nextent: {radius: 15 km}\n"
               "set:\n  title: \"Around {town}\"\n");
}

static void
child_prepare(gpointer data)
{
    (void)data;
    setpgid(0, 0);
}

static Batch
batch_start(const Drive *drive, const char *output, const char *const *more)
{
    static int number = 0;
    g_autofree char *plan = path_in(drive, "in/plan.yaml");
    g_autofree char *folder = path_in(drive, output);
    g_autofree char *name = g_strdup_printf("messages-%d", number++);
    Batch batch = {0, path_in(drive, name)};
    int messages = g_open(batch.messages, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    g_autoptr(GPtrArray) words = g_ptr_array_new();
    g_autoptr(GError) error = NULL;
    const char *const first[] = {drive->program, "batch", plan, "-O", folder, NULL};

    for (const char *const *word = first; *word != NULL; word++) {
        g_ptr_array_add(words, (gpointer)(guintptr)*word);
    }
    for (const char *const *word = more; *word != NULL; word++) {
        g_ptr_array_add(words, (gpointer)(guintptr)*word);
    }
    g_ptr_array_add(words, NULL);
    if (messages < 0 ||
        !g_spawn_async_with_fds(NULL, (char **)words->pdata, NULL,
                                G_SPAWN_DO_NOT_REAP_CHILD, child_prepare, NULL,
                                &batch.process, -1, messages, messages, &error)) {
        die("cannot start: %s", error != NULL ? error->message : g_strerror(errno));
    }
    close(messages);
    return batch;
}

static char *
batch_messages(const Batch *batch)
{
    char *text = NULL;

    return g_file_get_contents(batch->messages, &text, NULL, NULL) ? text
                                                                   : g_strdup("");
}

/* Its exit status, or minus the signal that ended it. */
static int
batch_wait(const Batch *batch)
{
    int status = 0;

    while (waitpid(batch->process, &status, 0) < 0 && errno == EINTR) {
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

static void
expect_status(const Batch *batch, int expected)
{
    int status = batch_wait(batch);
    g_autofree char *text = batch_messages(batch);

    if (status != expected) {
        die("ended with %d, not %d:\n%s", status, expected, text);
    }
}

static void
expect_text(const Batch *batch, const char *expected)
{
    g_autofree char *text = batch_messages(batch);

    if (strstr(text, expected) == NULL) {
        die("did not say \"%s\":\n%s", expected, text);
    }
}

static void
batch_run(const Drive *drive, const char *output, const char *const *more, int status)
{
    Batch batch = batch_start(drive, output, more);

    expect_status(&batch, status);
    g_free(batch.messages);
}

static int
compare_lines(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static char *
outputs_list(const char *folder)
{
    g_autoptr(GDir) directory = g_dir_open(folder, 0, NULL);
    g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func(g_free);
    const char *name;

    while (directory != NULL && (name = g_dir_read_name(directory)) != NULL) {
        g_autofree char *path = g_build_filename(folder, name, NULL);
        struct stat status;

        if (strcmp(name, ".marchland") != 0 && stat(path, &status) == 0) {
            g_ptr_array_add(lines, g_strdup_printf("%s %ld.%09ld", name,
                                                   (long)status.st_mtim.tv_sec,
                                                   status.st_mtim.tv_nsec));
        }
    }
    g_ptr_array_sort(lines, compare_lines);
    g_ptr_array_add(lines, NULL);
    return g_strjoinv("\n", (char **)lines->pdata);
}

/* Every output there is equals that of the clean run; returns how many there are. */
static guint
outputs_compare(const Drive *drive, const char *output, gboolean is_at_rest)
{
    g_autofree char *folder = path_in(drive, output);
    g_autoptr(GDir) directory = g_dir_open(folder, 0, NULL);
    const char *name;
    guint count = 0;

    while (directory != NULL && (name = g_dir_read_name(directory)) != NULL) {
        g_autofree char *path = g_build_filename(folder, name, NULL);
        g_autofree char *clean = g_build_filename(drive->folder, "clean", name, NULL);
        g_autofree char *content = NULL;
        g_autofree char *expected = NULL;
        gsize length = 0, expected_length = 0;

        if (name[0] == '.') {
            if (is_at_rest && strcmp(name, ".marchland") != 0) {
                die("left behind: %s", path);
            }
            continue;
        }
        if (!g_file_get_contents(path, &content, &length, NULL) ||
            !g_file_get_contents(clean, &expected, &expected_length, NULL)) {
            die("no clean twin: %s", path);
        }
        if (length != expected_length || memcmp(content, expected, length) != 0) {
            die("%s has other bytes than the clean run's", path);
        }
        count++;
    }
    return count;
}

/* The lock is free only when no process of the killed group can write any more. */
static void
lock_check(const Drive *drive, pid_t group)
{
    g_autofree char *path = path_in(drive, "out/.marchland/lock");
    g_autofree char *folder = path_in(drive, "out");
    g_autofree char *before = NULL;
    g_autofree char *after = NULL;
    int descriptor = g_open(path, O_RDWR, 0);
    gint64 end = g_get_monotonic_time() + SETTLE_US;

    if (descriptor < 0) {
        return; /* it was killed before it made the folder */
    }
    while (flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
        if (g_get_monotonic_time() > end) {
            die("workers of a killed batch hold the lock");
        }
        g_usleep(POLL_US);
    }
    before = outputs_list(folder);
    while (kill(-group, 0) == 0) {
        if (g_get_monotonic_time() > end) {
            die("workers of a killed batch live on");
        }
        g_usleep(POLL_US);
    }
    after = outputs_list(folder);
    if (strcmp(before, after) != 0) {
        die("written after the lock was free:\n%s\nthen:\n%s", before, after);
    }
    close(descriptor);
}

/* Kills one batch after @delay us; whether it had not ended before. */
static gboolean
kill_once(const Drive *drive, gint64 delay, gboolean with_workers)
{
    static const char *const MORE[] = {"--jobs", "2", "--quiet", NULL};
    Batch batch = batch_start(drive, "out", MORE);
    int status;

    g_usleep((gulong)delay);
    kill(with_workers ? -batch.process : batch.process, SIGKILL);
    status = batch_wait(&batch);
    if (status != 0 && status != -SIGKILL) {
        g_autofree char *text = batch_messages(&batch);

        die("a resumed batch ended with %d:\n%s", status, text);
    }
    lock_check(drive, batch.process);
    g_free(batch.messages);
    return status != 0;
}

static void
drive_kill(const Drive *drive)
{
    static const char *const QUIET[] = {"--jobs", "2", "--quiet", NULL};
    static const char *const PLAIN[] = {NULL};
    g_autofree char *out = path_in(drive, "out");
    g_autofree char *unchanged =
        g_strdup_printf("0 made, %u unchanged", drive->figures);
    g_autoptr(GRand) moments = g_rand_new_with_seed(SEED);
    gint64 start = g_get_monotonic_time(), length;
    guint killed = 0, whole = 0;
    Batch last;

    batch_run(drive, "clean", QUIET, 0);
    length = g_get_monotonic_time() - start;
    for (guint tries = 0; killed < drive->kills; tries++) {
        gint64 delay = (gint64)(g_rand_double(moments) * (double)length * 0.6);

        if (tries > 20 * drive->kills) {
            die("only %u of %u runs could be killed", killed, drive->kills);
        }
        killed += kill_once(drive, delay, tries % 2 == 1) ? 1 : 0;
        if (outputs_compare(drive, "out", FALSE) == drive->figures) {
            batch_run(drive, "out", QUIET, 0);
            outputs_compare(drive, "out", TRUE);
            tree_remove(out);
            whole++;
        }
    }
    batch_run(drive, "out", QUIET, 0);
    if (outputs_compare(drive, "out", TRUE) != drive->figures) {
        die("outputs are missing");
    }
    last = batch_start(drive, "out", PLAIN);
    expect_status(&last, 0);
    expect_text(&last, unchanged);
    g_free(last.messages);
    g_print("killed %u times, complete %u times\n", killed, whole + 1);
}

static gboolean
text_appears(const char *path, const char *text)
{
    gint64 end = g_get_monotonic_time() + LONG_US;

    while (g_get_monotonic_time() < end) {
        g_autofree char *content = NULL;

        if (g_file_get_contents(path, &content, NULL, NULL) &&
            strstr(content, text) != NULL) {
            return TRUE;
        }
        g_usleep(POLL_US);
    }
    return FALSE;
}

static void
drive_lock(const Drive *drive)
{
    static const char *const SLOW[] = {"--jobs", "1", "--quiet", NULL};
    static const char *const QUIET[] = {"--quiet", NULL};
    static const char *const SHARD[] = {"--quiet", "--shard", "0/2", NULL};
    static const char *const WAIT[] = {"--wait", "2min", NULL};
    g_autofree char *path = path_in(drive, "out/.marchland/lock");
    Batch first = batch_start(drive, "out", SLOW);
    g_autofree char *holder = g_strdup_printf("process %ld on ", (long)first.process);
    Batch second, third;

    if (!text_appears(path, holder)) {
        die("the lock does not name who holds it");
    }
    kill(first.process, SIGSTOP);
    second = batch_start(drive, "out", QUIET);
    expect_status(&second, 75);
    expect_text(&second, holder);
    batch_run(drive, "out", SHARD, 75);
    third = batch_start(drive, "out", WAIT);
    kill(first.process, SIGCONT);
    expect_status(&first, 0);
    expect_status(&third, 0);
    expect_text(&third, "0 made");
    g_free(first.messages);
    g_free(second.messages);
    g_free(third.messages);
}

/* A child of @process, or 0. */
static pid_t
child_find(pid_t process)
{
    g_autofree char *path =
        g_strdup_printf("/proc/%ld/task/%ld/children", (long)process, (long)process);
    g_autofree char *text = NULL;

    return g_file_get_contents(path, &text, NULL, NULL)
               ? (pid_t)g_ascii_strtoll(text, NULL, 10)
               : 0;
}

static void
drive_crash(const Drive *drive)
{
    static const char *const MORE[] = {"--jobs", "1", "--force", NULL};
    g_autofree char *expected =
        g_strdup_printf("%u made, 0 unchanged, 1 failed", drive->figures - 1);
    g_autoptr(GRand) moments = g_rand_new_with_seed(SEED);

    /* The sanitizers' own handler would end the worker in another way. */
    g_setenv("ASAN_OPTIONS", "handle_segv=0", TRUE);
    for (guint tries = 0; tries < CRASH_TRIES; tries++) {
        Batch batch = batch_start(drive, "out", MORE);
        gint64 end = g_get_monotonic_time() + LONG_US;
        pid_t child = 0;
        int status;

        while (child == 0 && g_get_monotonic_time() < end) {
            child = child_find(batch.process);
            g_usleep(POLL_US);
        }
        if (child == 0) {
            g_print("SKIPPED: no worker to be seen in /proc\n");
            batch_wait(&batch);
            return;
        }
        g_usleep((gulong)g_rand_int_range(moments, 1000, 50000));
        kill(child, SIGSEGV);
        status = batch_wait(&batch);
        if (status == 1) {
            expect_text(&batch, "failed: drawing it crashed: Segmentation fault");
            expect_text(&batch, expected);
            g_free(batch.messages);
            batch_run(drive, "out", (const char *const[]){"--quiet", NULL}, 0);
            return;
        }
        if (status != 0) {
            die("ended with %d", status);
        }
        g_free(batch.messages); /* it was between two figures */
    }
    die("no figure was hit in %u runs", CRASH_TRIES);
}

static void
streams_close(gpointer data)
{
    (void)data;
    close(STDIN_FILENO);
    close(STDOUT_FILENO);
    close(STDERR_FILENO);
}

static void
drive_bare(const Drive *drive)
{
    static const char *const QUIET[] = {"--quiet", NULL};
    g_autofree char *data =
        g_strdup_printf("MARCHLAND_DATA=%s", g_getenv("MARCHLAND_DATA"));
    g_autofree char *plan = path_in(drive, "in/plan.yaml");
    g_autofree char *input = path_in(drive, "in");
    g_autofree char *out = path_in(drive, "out");
    char *environment[] = {data, (char[]){"LC_ALL=C"}, NULL};
    const char *words[] = {drive->program, "batch", plan, "-O", out, NULL};
    g_autoptr(GError) error = NULL;
    pid_t process = 0;
    int status = 0;

    batch_run(drive, "clean", QUIET, 0);
    g_chmod(input, 0500);
    if (!g_spawn_async("/", (char **)(gpointer)words, environment,
                       G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_LEAVE_DESCRIPTORS_OPEN,
                       streams_close, NULL, &process, &error)) {
        die("cannot start: %s", error->message);
    }
    waitpid(process, &status, 0);
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
        die("ended with wait status %d", status);
    }
    if (outputs_compare(drive, "out", TRUE) != drive->figures) {
        die("outputs are missing");
    }
}

int
main(int argc, char **argv)
{
    static const struct {
        const char *name;
        void (*run)(const Drive *drive);
    } WHATS[] = {{"kill", drive_kill},
                 {"lock", drive_lock},
                 {"crash", drive_crash},
                 {"bare", drive_bare}};
    Drive drive = {.kills = KILLS, .figures = FIGURES};

    if (argc < 4) {
        die("expected WHAT PROGRAM FOLDER [KILLS [FIGURES]]");
    }
    drive.program = argv[2];
    drive.folder = argv[3];
    drive.kills = argc > 4 ? (guint)g_ascii_strtoull(argv[4], NULL, 10) : KILLS;
    drive.figures = argc > 5 ? (guint)g_ascii_strtoull(argv[5], NULL, 10) : FIGURES;
    tree_remove(drive.folder);
    plan_write(&drive);
    for (gsize i = 0; i < G_N_ELEMENTS(WHATS); i++) {
        if (strcmp(argv[1], WHATS[i].name) == 0) {
            WHATS[i].run(&drive);
            tree_remove(drive.folder);
            return 0;
        }
    }
    die("no drive \"%s\"", argv[1]);
}
