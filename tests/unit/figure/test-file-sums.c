/* SPDX-License-Identifier: MIT */
#include "figure/file-sums.h"

#include <glib/gstdio.h>
#include <utime.h>

#define ABC "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

typedef struct {
    char *path;
    MarchFileSums *sums;
} Fixture;

/* @age: seconds since the file was written. */
static void
file_write(const Fixture *fixture, const char *text, int age)
{
    struct utimbuf times;

    g_assert_true(g_file_set_contents(fixture->path, text, -1, NULL));
    times.actime = times.modtime = g_get_real_time() / G_USEC_PER_SEC - age;
    g_assert_cmpint(utime(fixture->path, &times), ==, 0);
}

static void
set_up(Fixture *fixture, gconstpointer unused)
{
    int descriptor = g_file_open_tmp("march-sums-XXXXXX", &fixture->path, NULL);

    (void)unused;
    g_assert_cmpint(descriptor, >=, 0);
    g_close(descriptor, NULL);
    fixture->sums = march_file_sums_new();
}

static void
tear_down(Fixture *fixture, gconstpointer unused)
{
    (void)unused;
    march_file_sums_free(fixture->sums);
    g_unlink(fixture->path);
    g_free(fixture->path);
}

static void
test_changes_are_seen(Fixture *fixture, gconstpointer unused)
{
    (void)unused;
    file_write(fixture, "abc", 100);
    g_assert_cmpstr(march_file_sums_get(fixture->sums, fixture->path), ==, ABC);
    file_write(fixture, "abd", 50);
    g_assert_cmpstr(march_file_sums_get(fixture->sums, fixture->path), !=, ABC);
    file_write(fixture, "abc", 50);
    g_assert_cmpstr(march_file_sums_get(fixture->sums, fixture->path), !=,
                    "unreadable");
}

/* A young file may have changed although its time and size say that it has not. */
static void
test_young_files_are_read_again(Fixture *fixture, gconstpointer unused)
{
    (void)unused;
    file_write(fixture, "abd", 0);
    g_assert_cmpstr(march_file_sums_get(fixture->sums, fixture->path), !=, ABC);
    file_write(fixture, "abc", 0);
    g_assert_cmpstr(march_file_sums_get(fixture->sums, fixture->path), ==, ABC);
}

static void
test_missing_files_have_no_sum(Fixture *fixture, gconstpointer unused)
{
    (void)unused;
    g_assert_cmpstr(march_file_sums_get(fixture->sums, "/nowhere/file"), ==,
                    "unreadable");
}

#define ADD(path, function) g_test_add(path, Fixture, NULL, set_up, function, tear_down)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    ADD("/figure/file-sums/changes-are-seen", test_changes_are_seen);
    ADD("/figure/file-sums/young-files-are-read-again",
        test_young_files_are_read_again);
    ADD("/figure/file-sums/missing-files-have-no-sum", test_missing_files_have_no_sum);
    return g_test_run();
}
