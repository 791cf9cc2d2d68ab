/* SPDX-License-Identifier: MIT */
#include "batch/file-states.h"
#include "folder.h"

#define LONG_AGO   1000000
#define SECOND_NS  G_GINT64_CONSTANT(1000000000)
#define ABC_HASH   "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
#define FALSE_HASH "1111111111111111111111111111111111111111111111111111111111111111"

typedef struct {
    char *folder, *path;
    MarchFileStates *states;
} Fixture;

static void
set_up(Fixture *fixture, gconstpointer data)
{
    (void)data;
    fixture->folder = folder_make();
    fixture->path = folder_write(fixture->folder, "file", "abc");
    folder_date(fixture->path, LONG_AGO);
    fixture->states = march_file_states_new();
}

static void
tear_down(Fixture *fixture, gconstpointer data)
{
    (void)data;
    march_file_states_free(fixture->states);
    folder_remove(fixture->folder);
    g_free(fixture->folder);
    g_free(fixture->path);
}

/* Tells a hash that the file does not have: it shows whether the file was read. */
static void
know(Fixture *fixture, gint64 size, gint64 mtime_s, gint64 seen_s)
{
    MarchFileState state = {fixture->path, size, mtime_s * SECOND_NS, FALSE_HASH};

    march_file_states_know(fixture->states, &state, seen_s * SECOND_NS);
}

static const char *
hash_of(Fixture *fixture)
{
    return march_file_states_get(fixture->states, fixture->path)->sha256;
}

static void
test_reads(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_assert_cmpstr(hash_of(fixture), ==, ABC_HASH);
}

static void
test_trusts_what_is_known(Fixture *fixture, gconstpointer data)
{
    (void)data;
    know(fixture, 3, LONG_AGO, LONG_AGO + 60);
    g_assert_cmpstr(hash_of(fixture), ==, FALSE_HASH);
}

static void
test_reads_after_another_time(Fixture *fixture, gconstpointer data)
{
    (void)data;
    know(fixture, 3, LONG_AGO - 1, LONG_AGO + 60);
    g_assert_cmpstr(hash_of(fixture), ==, ABC_HASH);
}

static void
test_reads_after_another_size(Fixture *fixture, gconstpointer data)
{
    (void)data;
    know(fixture, 4, LONG_AGO, LONG_AGO + 60);
    g_assert_cmpstr(hash_of(fixture), ==, ABC_HASH);
}

/* Seen in the second it was written, it may have been written once more since. */
static void
test_reads_what_was_young(Fixture *fixture, gconstpointer data)
{
    (void)data;
    know(fixture, 3, LONG_AGO, LONG_AGO + 1);
    g_assert_cmpstr(hash_of(fixture), ==, ABC_HASH);
}

static void
test_missing(Fixture *fixture, gconstpointer data)
{
    const MarchFileState *state =
        march_file_states_get(fixture->states, "/nowhere/at/all");

    (void)data;
    g_assert_cmpint(state->size, ==, -1);
    g_assert_cmpstr(state->sha256, ==, "");
}

static void
test_folder_is_no_file(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_assert_cmpint(march_file_states_get(fixture->states, fixture->folder)->size, ==,
                    -1);
}

/* What a run has seen holds for the run. */
static void
test_looks_once(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_assert_cmpstr(hash_of(fixture), ==, ABC_HASH);
    g_assert_true(g_file_set_contents(fixture->path, "other", -1, NULL));
    g_assert_cmpstr(hash_of(fixture), ==, ABC_HASH);
}

static void
test_list_is_sorted(Fixture *fixture, gconstpointer data)
{
    g_autoptr(GPtrArray) list = NULL;

    (void)data;
    march_file_states_get(fixture->states, "/b");
    march_file_states_get(fixture->states, "/a");
    list = march_file_states_list(fixture->states);
    g_assert_cmpuint(list->len, ==, 2);
    g_assert_cmpstr(((const MarchFileState *)g_ptr_array_index(list, 0))->path, ==,
                    "/a");
}

int
main(int argc, char **argv)
{
    static const struct {
        const char *path;
        void (*run)(Fixture *fixture, gconstpointer data);
    } TESTS[] = {
        {"/batch/file-states/reads", test_reads},
        {"/batch/file-states/trusts-what-is-known", test_trusts_what_is_known},
        {"/batch/file-states/reads-after-another-time", test_reads_after_another_time},
        {"/batch/file-states/reads-after-another-size", test_reads_after_another_size},
        {"/batch/file-states/reads-what-was-young", test_reads_what_was_young},
        {"/batch/file-states/missing", test_missing},
        {"/batch/file-states/folder-is-no-file", test_folder_is_no_file},
        {"/batch/file-states/looks-once", test_looks_once},
        {"/batch/file-states/list-is-sorted", test_list_is_sorted},
    };

    g_test_init(&argc, &argv, NULL);
    for (gsize i = 0; i < G_N_ELEMENTS(TESTS); i++) {
        g_test_add(TESTS[i].path, Fixture, NULL, set_up, TESTS[i].run, tear_down);
    }
    return g_test_run();
}
