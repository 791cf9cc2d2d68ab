/* SPDX-License-Identifier: MIT */
#include "base/error.h"
#include "batch/plan.h"
#include "folder.h"

#define PLAN_HEAD "batch: 1\nfigure: figure.yaml\nover: towns.csv\n"
#define TOWNS                                                                          \
    "town,lat,lon,day\nOsh,40.5,72.8,2021-01-01\nAravan,40.5,72.5,2021-02-03\n"

typedef struct {
    char *folder;
} Fixture;

static void
set_up(Fixture *fixture, gconstpointer data)
{
    g_autofree char *figure = NULL;
    g_autofree char *towns = NULL;

    (void)data;
    fixture->folder = folder_make();
    figure = folder_write(fixture->folder, "figure.yaml", "title: x\n");
    towns = folder_write(fixture->folder, "towns.csv", TOWNS);
}

static void
tear_down(Fixture *fixture, gconstpointer data)
{
    (void)data;
    folder_remove(fixture->folder);
    g_free(fixture->folder);
}

static MarchBatchPlan *
plan_load(const Fixture *fixture, const char *plan, GError **error)
{
    g_autoptr(MarchDiagnostics) diagnostics = march_diagnostics_new();
    g_autofree char *path = folder_write(fixture->folder, "plan.yaml", plan);

    return march_batch_plan_load(path, NULL, NULL, diagnostics, error);
}

/* Name, outputs and values of each job, a line each. */
static char *
plan_dump(const MarchBatchPlan *plan)
{
    g_autoptr(GString) text = g_string_new(NULL);

    for (guint i = 0; i < plan->jobs->len; i++) {
        const MarchBatchJob *job = g_ptr_array_index(plan->jobs, i);
        g_autofree char *values = g_strjoinv(" | ", job->overrides);

        g_string_append(text, job->name);
        for (guint k = 0; job->outputs != NULL && k < job->outputs->len; k++) {
            g_string_append_printf(text, " %s",
                                   (const char *)g_ptr_array_index(job->outputs, k));
        }
        g_string_append_printf(text, ": %s\n", values);
    }
    return g_string_free(g_steal_pointer(&text), FALSE);
}

typedef struct {
    const char *name, *plan, *expected;
} Reading;

static void
test_reading(Fixture *fixture, gconstpointer data)
{
    const Reading *reading = data;
    g_autoptr(GError) error = NULL;
    g_autoptr(MarchBatchPlan) plan = plan_load(fixture, reading->plan, &error);
    g_autofree char *text = NULL;

    g_assert_no_error(error);
    text = plan_dump(plan);
    g_assert_cmpstr(text, ==, reading->expected);
}

/* The error's text begins with the place in the plan and has the words. */
static void
test_mistake(Fixture *fixture, gconstpointer data)
{
    const Reading *reading = data;
    g_autoptr(GError) error = NULL;
    g_autoptr(MarchBatchPlan) plan = plan_load(fixture, reading->plan, &error);
    g_autofree char *text = NULL;

    g_assert_null(plan);
    g_assert_nonnull(error);
    text = march_error_format(error);
    g_test_message("%s", text);
    g_assert_nonnull(strstr(text, reading->expected));
}

static void
test_shards_part_the_plan(void)
{
    for (guint count = 1; count <= 7; count++) {
        for (int i = 0; i < 50; i++) {
            g_autofree char *name = g_strdup_printf("figure-%d", i);
            guint owners = 0;

            for (guint index = 0; index < count; index++) {
                owners += march_batch_shard_has(index, count, name) ? 1 : 0;
            }
            g_assert_cmpuint(owners, ==, 1);
        }
    }
}

static void
test_folder(Fixture *fixture, gconstpointer data)
{
    g_autoptr(MarchDiagnostics) diagnostics = march_diagnostics_new();
    g_autoptr(GError) error = NULL;
    g_autofree char *first = folder_write(fixture->folder, "f/b.yaml", "title: b\n");
    g_autofree char *second = folder_write(fixture->folder, "f/s/a.yml", "title: a\n");
    g_autofree char *output =
        folder_write(fixture->folder, "f/out/c.yaml", "title: c\n");
    g_autofree char *borders =
        folder_write(fixture->folder, "f/d.yaml", "borders: []\n");
    g_autofree char *hidden = folder_write(fixture->folder, "f/.e.yaml", "title: e\n");
    g_autofree char *folder = g_build_filename(fixture->folder, "f", NULL);
    g_autofree char *skip = g_build_filename(fixture->folder, "f", "out", NULL);
    g_autoptr(MarchBatchPlan) plan =
        march_batch_plan_load(folder, skip, NULL, diagnostics, &error);
    g_autofree char *text = NULL;

    (void)data;
    g_assert_no_error(error);
    text = plan_dump(plan);
    g_assert_cmpstr(text, ==, "b: \ns/a: \n");
    g_assert_cmpuint(march_diagnostics_count(diagnostics), ==, 1);
}

int
main(int argc, char **argv)
{
    static const Reading READINGS[] = {
        {"rows", PLAN_HEAD, "0001 0001.png: \n0002 0002.png: \n"},
        {"sorted-by-name", PLAN_HEAD "name: \"{town}\"\n",
         "Aravan Aravan.png: \nOsh Osh.png: \n"},
        {"name-in-a-folder",
         PLAN_HEAD "name: \"{day:%Y}/{town}\"\nformats: [svg, pdf]\n",
         "2021/Aravan 2021/Aravan.svg 2021/Aravan.pdf: \n"
         "2021/Osh 2021/Osh.svg 2021/Osh.pdf: \n"},
        {"values",
         PLAN_HEAD "name: \"{town}\"\nset:\n  title: \"In {town}\"\n"
                   "  size: {width: 60mm}\n",
         "Aravan Aravan.png: title=\"In Aravan\" | size={\"width\": \"60mm\"}\n"
         "Osh Osh.png: title=\"In Osh\" | size={\"width\": \"60mm\"}\n"},
        {"two-tables", "batch: 1\nfigure: figure.yaml\nover: [towns.csv, towns.csv]\n",
         "0001 0001.png: \n0002 0002.png: \n0003 0003.png: \n0004 0004.png: \n"},
    };
    static const Reading MISTAKES[] = {
        {"empty", "", "expected a plan"},
        {"no-plan", "figure: figure.yaml\n", "expected \"batch: 1\""},
        {"no-figure", "batch: 1\nover: towns.csv\n", "figure: expected"},
        {"no-table", "batch: 1\nfigure: figure.yaml\n", "over: expected"},
        {"table-not-there", "batch: 1\nfigure: figure.yaml\nover: none.csv\n",
         "none.csv"},
        {"unknown-key", PLAN_HEAD "nmae: x\n", "did you mean \"name\""},
        {"unknown-format", PLAN_HEAD "formats: [gif]\n", "png, svg or pdf"},
        {"no-format", PLAN_HEAD "formats: []\n", "a list of png"},
        {"set-is-a-list", PLAN_HEAD "set: [1]\n", "a mapping"},
        {"margin", PLAN_HEAD "extent: {margin: wide}\n", "a fraction"},
        {"radius", PLAN_HEAD "extent: {radius: 0 km}\n", "a distance"},
        {"unknown-column", PLAN_HEAD "name: \"{city}\"\n", "no table of the plan"},
        {"empty-name", PLAN_HEAD "name: \"???\"\n", "no letter or digit"},
        {"equal-names", PLAN_HEAD "name: x\n", "two figures are named \"x\""},
        {"dots-lead-nowhere", PLAN_HEAD "name: \"../..\"\n", "no letter or digit"},
        {"five-tables", "batch: 1\nfigure: f\nover: [a, b, c, d, e]\n",
         "1 to 4 tables"},
    };

    g_test_init(&argc, &argv, NULL);
    for (gsize i = 0; i < G_N_ELEMENTS(READINGS); i++) {
        g_autofree char *path = g_strdup_printf("/batch/plan/%s", READINGS[i].name);

        g_test_add(path, Fixture, &READINGS[i], set_up, test_reading, tear_down);
    }
    for (gsize i = 0; i < G_N_ELEMENTS(MISTAKES); i++) {
        g_autofree char *path =
            g_strdup_printf("/batch/plan/mistake/%s", MISTAKES[i].name);

        g_test_add(path, Fixture, &MISTAKES[i], set_up, test_mistake, tear_down);
    }
    g_test_add("/batch/plan/folder", Fixture, NULL, set_up, test_folder, tear_down);
    g_test_add_func("/batch/plan/shards-part-the-plan", test_shards_part_the_plan);
    return g_test_run();
}
