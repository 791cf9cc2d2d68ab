/* SPDX-License-Identifier: MIT */
#include "batch/staleness.h"
#include "folder.h"

typedef struct {
    char *folder, *input, *output;
    MarchBatchJob job;
    MarchManifestRecord *record;
} Fixture;

static void
state_add(GPtrArray *files, const char *path, const char *named)
{
    g_autoptr(MarchFileStates) states = march_file_states_new();
    MarchFileState state = *march_file_states_get(states, path);

    state.path = (char *)(gpointer)(guintptr)named;
    march_manifest_add_state(files, &state);
}

/* A figure as it was made: nothing has changed since. */
static void
set_up(Fixture *fixture, gconstpointer data)
{
    static char title[] = "title=x";
    static char *overrides[] = {title, NULL};

    (void)data;
    fixture->folder = folder_make();
    fixture->input = folder_write(fixture->folder, "in.yaml", "input");
    fixture->output = folder_write(fixture->folder, "a.svg", "output");
    fixture->job = (MarchBatchJob){.name = (char[]){"a"}, .overrides = overrides};
    fixture->job.outputs = g_ptr_array_new();
    g_ptr_array_add(fixture->job.outputs, (gpointer)(guintptr) "a.svg");
    fixture->record = march_manifest_record_new("a");
    fixture->record->base = g_strdup("base");
    fixture->record->values = march_batch_hash_values(&fixture->job);
    state_add(fixture->record->inputs, fixture->input, fixture->input);
    state_add(fixture->record->outputs, fixture->output, "a.svg");
}

static void
tear_down(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_ptr_array_unref(fixture->job.outputs);
    march_manifest_record_free(fixture->record);
    folder_remove(fixture->folder);
    g_free(fixture->folder);
    g_free(fixture->input);
    g_free(fixture->output);
}

static void
expect(const Fixture *fixture, const MarchManifestRecord *record, const char *part)
{
    g_autoptr(MarchFileStates) states = march_file_states_new();
    g_autofree char *why = march_batch_find_staleness(&fixture->job, record,
                                                      fixture->folder, "base", states);

    if (part == NULL) {
        g_assert_cmpstr(why, ==, NULL);
    } else {
        g_assert_nonnull(why);
        g_assert_nonnull(strstr(why, part));
    }
}

static void
test_up_to_date(Fixture *fixture, gconstpointer data)
{
    (void)data;
    expect(fixture, fixture->record, NULL);
}

static void
test_new(Fixture *fixture, gconstpointer data)
{
    (void)data;
    expect(fixture, NULL, "new");
}

static void
test_failed(Fixture *fixture, gconstpointer data)
{
    (void)data;
    fixture->record->error = g_strdup("why");
    expect(fixture, fixture->record, "failed the last time");
}

static void
test_program(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_free(fixture->record->base);
    fixture->record->base = g_strdup("other");
    expect(fixture, fixture->record, "the program, its data");
}

static void
test_values(Fixture *fixture, gconstpointer data)
{
    static char title[] = "title=y";
    static char *other[] = {title, NULL};

    (void)data;
    fixture->job.overrides = other;
    expect(fixture, fixture->record, "values in the plan");
}

static void
test_outputs_of_the_plan(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_ptr_array_add(fixture->job.outputs, (gpointer)(guintptr) "a.png");
    expect(fixture, fixture->record, "values in the plan");
}

static void
test_input_changed(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_assert_true(g_file_set_contents(fixture->input, "INPUT", -1, NULL));
    expect(fixture, fixture->record, "in.yaml changed");
}

static void
test_input_gone(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_assert_cmpint(g_unlink(fixture->input), ==, 0);
    expect(fixture, fixture->record, "in.yaml is gone");
}

/* The same bytes with another time are the same. */
static void
test_touched(Fixture *fixture, gconstpointer data)
{
    (void)data;
    folder_date(fixture->input, 1000000);
    folder_date(fixture->output, 1000000);
    expect(fixture, fixture->record, NULL);
}

static void
test_output_gone(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_assert_cmpint(g_unlink(fixture->output), ==, 0);
    expect(fixture, fixture->record, "a.svg is missing");
}

static void
test_output_changed(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_assert_true(g_file_set_contents(fixture->output, "OUTPUT", -1, NULL));
    folder_date(fixture->output, 1000000);
    expect(fixture, fixture->record, "a.svg is not as it was written");
}

/* The hash of program and data follows any file of styles/fonts. */
static void
test_base(Fixture *fixture, gconstpointer data)
{
    g_autoptr(MarchFileStates) before = march_file_states_new();
    g_autoptr(MarchFileStates) after = march_file_states_new();
    g_autofree char *font = folder_write(fixture->folder, "styles/fonts/a/x.ttf", "1");
    g_autofree char *first = march_batch_hash_base(fixture->folder, before);
    g_autofree char *second = NULL;

    (void)data;
    g_assert_true(g_file_set_contents(font, "2", -1, NULL));
    second = march_batch_hash_base(fixture->folder, after);
    g_assert_cmpstr(first, !=, second);
}

int
main(int argc, char **argv)
{
    static const struct {
        const char *path;
        void (*run)(Fixture *fixture, gconstpointer data);
    } TESTS[] = {
        {"/batch/staleness/up-to-date", test_up_to_date},
        {"/batch/staleness/new", test_new},
        {"/batch/staleness/failed", test_failed},
        {"/batch/staleness/program", test_program},
        {"/batch/staleness/values", test_values},
        {"/batch/staleness/outputs-of-the-plan", test_outputs_of_the_plan},
        {"/batch/staleness/input-changed", test_input_changed},
        {"/batch/staleness/input-gone", test_input_gone},
        {"/batch/staleness/touched", test_touched},
        {"/batch/staleness/output-gone", test_output_gone},
        {"/batch/staleness/output-changed", test_output_changed},
        {"/batch/staleness/base", test_base},
    };

    g_test_init(&argc, &argv, NULL);
    for (gsize i = 0; i < G_N_ELEMENTS(TESTS); i++) {
        g_test_add(TESTS[i].path, Fixture, NULL, set_up, TESTS[i].run, tear_down);
    }
    return g_test_run();
}
