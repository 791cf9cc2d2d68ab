/* SPDX-License-Identifier: MIT */
#include <string.h>
#include <unistd.h>

#include "gazetteer/build.h"
#include "gazetteer/gazetteer.h"

/** A folder that is removed with the files that a test put there. */
typedef struct {
    char *folder, *table, *admin1, *admin2, *places, *index;
} Fixture;

static char *
write_text(const Fixture *fixture, const char *name, const char *text)
{
    char *path = g_build_filename(fixture->folder, name, NULL);
    g_assert_true(g_file_set_contents(path, text, -1, NULL));
    return path;
}

static void
set_up(Fixture *fixture, gconstpointer data)
{
    (void)data;
    fixture->folder = g_dir_make_tmp("gazetteer-XXXXXX", NULL);
    g_assert_nonnull(fixture->folder);
    fixture->table = write_text(
        fixture, "table.txt",
        "1\tAlpha\t\tАльфа,Alfa\t10.5\t20.5\tP\tPPLA\tXA\t\t01\t007\t\t\t5000\t\t\t\t\n"
        "2\tBeta\t\t\t11\t21\tP\tPPL\tXA\t\t01\t\t\t\t\t\t\t\t\n"
        "broken line\n"
        "3\tGamma\t\t\t95\t21\tP\tPPL\tXA\t\t01\t\t\t\t\t\t\t\t\n");
    fixture->admin1 = write_text(fixture, "a1.txt", "XA.01\tDelta\tDelta\t77\n");
    fixture->admin2 = write_text(
        fixture, "a2.json", "[{\"code\":\"XA.01.007\",\"name\":\"Alpha District\"}]");
    fixture->places = write_text(fixture, "places.csv",
                                 "name,lat,lon,country,valid-to\n"
                                 "Epsilon,1,2,XB,2000-01-01\nZeta,,,XB,\n");
    fixture->index = g_build_filename(fixture->folder, "db.idx", NULL);
}

static void
tear_down(Fixture *fixture, gconstpointer data)
{
    (void)data;
    char *const paths[] = {fixture->table,  fixture->admin1, fixture->admin2,
                           fixture->places, fixture->index,  fixture->folder};
    for (gsize i = 0; i + 1 < G_N_ELEMENTS(paths); i++) {
        unlink(paths[i]);
        g_free(paths[i]);
    }
    g_assert_cmpint(rmdir(fixture->folder), ==, 0);
    g_free(fixture->folder);
}

static void
build(const Fixture *fixture, MarchDiagnostics *diagnostics)
{
    const char *const tables[] = {fixture->table, NULL};
    const char *const places[] = {fixture->places, NULL};
    const MarchBuildSources sources = {
        .geonames = tables,
        .admin1 = fixture->admin1,
        .admin2 = fixture->admin2,
        .places = places,
    };
    g_autoptr(GError) error = NULL;
    g_assert_true(march_gazetteer_build(&sources, fixture->index, diagnostics, &error));
    g_assert_no_error(error);
}

static MarchAnswer *
ask(const Fixture *fixture, const char *text, const char *as_of)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(MarchGazetteer) gazetteer = march_gazetteer_open(fixture->index, &error);
    g_assert_no_error(error);
    const MarchQuery query = {.text = text};
    MarchResolveOptions options;
    march_resolve_options_init(&options);
    g_assert_true(as_of == NULL || march_date_parse(as_of, &options.as_of));
    g_autoptr(GPtrArray) answers =
        march_gazetteer_resolve(gazetteer, &query, 1, &options);
    return g_ptr_array_steal_index(answers, 0);
}

static void
test_finds_every_row(Fixture *fixture, gconstpointer data)
{
    (void)data;
    static const struct {
        const char *text, *name;
        MarchPlaceClass place_class;
    } cases[] = {
        {"Alpha", "Alpha", MARCH_PLACE_PLACE},
        {"альфа", "Alpha", MARCH_PLACE_PLACE},
        {"Beta", "Beta", MARCH_PLACE_PLACE},
        {"Delta", "Delta", MARCH_PLACE_REGION},
        {"Alpha District", "Alpha District", MARCH_PLACE_DISTRICT},
        {"Epsilon", "Epsilon", MARCH_PLACE_PLACE},
    };
    build(fixture, NULL);
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(MarchAnswer) answer = ask(fixture, cases[i].text, NULL);
        g_assert_cmpint(answer->status, ==, MARCH_ANSWER_FOUND);
        const MarchPlace *place = answer->candidates->pdata[0];
        g_assert_cmpstr(place->name, ==, cases[i].name);
        g_assert_cmpint(place->place_class, ==, cases[i].place_class);
    }
}

static void
test_reports_unusable_rows(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_autoptr(MarchDiagnostics) diagnostics = march_diagnostics_new();
    build(fixture, diagnostics);
    g_assert_cmpuint(
        march_diagnostics_count_at_least(diagnostics, MARCH_SEVERITY_WARNING), ==, 2);
    g_assert_cmpint(march_diagnostics_get(diagnostics, 0)->where.line, ==, 3);
    g_assert_cmpint(march_diagnostics_get(diagnostics, 1)->where.line, ==, 4);
}

static void
test_tells_what_has_no_position(Fixture *fixture, gconstpointer data)
{
    (void)data;
    build(fixture, NULL);
    g_autoptr(MarchAnswer) answer = ask(fixture, "Zeta", NULL);
    g_assert_cmpint(answer->status, ==, MARCH_ANSWER_NOT_FOUND);
    g_assert_nonnull(strstr(answer->reason, "no source gives its position"));
}

static void
test_minds_the_date(Fixture *fixture, gconstpointer data)
{
    (void)data;
    build(fixture, NULL);
    g_autoptr(MarchAnswer) before = ask(fixture, "Epsilon", "1999-12-31");
    g_assert_cmpint(before->status, ==, MARCH_ANSWER_FOUND);
    g_autoptr(MarchAnswer) after = ask(fixture, "Epsilon", "2000-01-01");
    g_assert_cmpint(after->status, ==, MARCH_ANSWER_NOT_FOUND);
}

/** The best candidate for @text in @countries; "" when there is none. */
static char *
ask_in(const Fixture *fixture, const char *text, const char *countries)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(MarchGazetteer) gazetteer = march_gazetteer_open(fixture->index, &error);
    g_assert_no_error(error);
    const MarchQuery query = {.text = text, .countries = countries};
    MarchResolveOptions options;
    march_resolve_options_init(&options);
    g_autoptr(GPtrArray) answers =
        march_gazetteer_resolve(gazetteer, &query, 1, &options);
    const GPtrArray *candidates = ((const MarchAnswer *)answers->pdata[0])->candidates;
    return g_strdup(
        candidates->len == 0 ? "" : ((const MarchPlace *)candidates->pdata[0])->name);
}

static void
test_looks_looser_in_hinted_countries(Fixture *fixture, gconstpointer data)
{
    /* A consonant and a vowel are others: neither skeleton nor trigrams are shared. */
    static const struct {
        const char *text, *countries, *name;
    } cases[] = {
        {"Chavlak", NULL, ""},
        {"Chavlak", "XA", "Cherlik"},
        {"Chavlak", "xb, xa", "Cherlik"},
        {"Chavlak", "XB", ""},
        {"Chavlak", "XQ,nonsense,,", ""},
    };
    (void)data;
    g_assert_true(
        g_file_set_contents(fixture->table,
                            "1\tCherlik\t\t\t10\t20\tP\tPPL\tXA\t\t\t\t\t\t\t\t\t\t\n"
                            "2\tMonorom\t\t\t11\t21\tP\tPPL\tXA\t\t\t\t\t\t\t\t\t\t\n"
                            "3\tOtranto\t\t\t12\t21\tP\tPPL\tXB\t\t\t\t\t\t\t\t\t\t\n",
                            -1, NULL));
    build(fixture, NULL);
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *name = ask_in(fixture, cases[i].text, cases[i].countries);
        g_assert_cmpstr(name, ==, cases[i].name);
    }
}

static void
test_is_deterministic(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_autofree char *first = NULL;
    g_autofree char *second = NULL;
    gsize first_size;
    gsize second_size;
    build(fixture, NULL);
    g_assert_true(g_file_get_contents(fixture->index, &first, &first_size, NULL));
    build(fixture, NULL);
    g_assert_true(g_file_get_contents(fixture->index, &second, &second_size, NULL));
    g_assert_cmpuint(first_size, ==, second_size);
    g_assert_cmpint(memcmp(first, second, first_size), ==, 0);
}

static void
test_refuses_a_truncated_index(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_autofree char *bytes = NULL;
    gsize size;
    build(fixture, NULL);
    g_assert_true(g_file_get_contents(fixture->index, &bytes, &size, NULL));
    for (gsize cut = 0; cut < size; cut += size / 7 + 1) {
        g_assert_true(g_file_set_contents(fixture->index, bytes, (gssize)cut, NULL));
        g_autoptr(GError) error = NULL;
        g_assert_null(march_gazetteer_open(fixture->index, &error));
        g_assert_error(error, MARCH_ERROR, MARCH_ERROR_DATA);
    }
}

static void
test_keeps_the_old_index_on_failure(Fixture *fixture, gconstpointer data)
{
    (void)data;
    build(fixture, NULL);
    const char *const tables[] = {"/nonexistent/table.txt", NULL};
    const MarchBuildSources sources = {.geonames = tables};
    g_autoptr(GError) error = NULL;
    g_assert_false(march_gazetteer_build(&sources, fixture->index, NULL, &error));
    g_assert_error(error, MARCH_ERROR, MARCH_ERROR_NOT_FOUND);
    g_autoptr(MarchAnswer) answer = ask(fixture, "Alpha", NULL);
    g_assert_cmpint(answer->status, ==, MARCH_ANSWER_FOUND);
}

int
main(int argc, char **argv)
{
#define ADD(path, test)                                                                \
    g_test_add("/gazetteer/index/" path, Fixture, NULL, set_up, test, tear_down)
    g_test_init(&argc, &argv, NULL);
    ADD("finds-every-row", test_finds_every_row);
    ADD("reports-unusable-rows", test_reports_unusable_rows);
    ADD("tells-what-has-no-position", test_tells_what_has_no_position);
    ADD("minds-the-date", test_minds_the_date);
    ADD("looks-looser-in-hinted-countries", test_looks_looser_in_hinted_countries);
    ADD("is-deterministic", test_is_deterministic);
    ADD("refuses-a-truncated-index", test_refuses_a_truncated_index);
    ADD("keeps-the-old-index-on-failure", test_keeps_the_old_index_on_failure);
#undef ADD
    return g_test_run();
}
