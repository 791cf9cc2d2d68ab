/* SPDX-License-Identifier: MIT */
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "gazetteer/build.h"
#include "gazetteer/external-sorter.h"
#include "gazetteer/gazetteer.h"
#include "gazetteer/index-writer.h"

/** A folder with a table and an index, removed with all that lies in it. */
typedef struct {
    char *folder, *table, *index;
} Fixture;

static void
set_up(Fixture *fixture, gconstpointer data)
{
    (void)data;
    fixture->folder = g_dir_make_tmp("build-XXXXXX", NULL);
    g_assert_nonnull(fixture->folder);
    fixture->table = g_build_filename(fixture->folder, "table.txt", NULL);
    fixture->index = g_build_filename(fixture->folder, "db.idx", NULL);
}

static guint
count_files(const Fixture *fixture, gboolean remove)
{
    guint count = 0;
    g_autoptr(GDir) dir = g_dir_open(fixture->folder, 0, NULL);
    for (const char *name; (name = g_dir_read_name(dir)) != NULL; count++) {
        g_autofree char *path = g_build_filename(fixture->folder, name, NULL);
        if (remove) {
            unlink(path);
        }
    }
    return count;
}

static void
tear_down(Fixture *fixture, gconstpointer data)
{
    (void)data;
    count_files(fixture, TRUE);
    g_assert_cmpint(rmdir(fixture->folder), ==, 0);
    g_free(fixture->folder);
    g_free(fixture->table);
    g_free(fixture->index);
}

/** A table of @rows made-up places, from a seed. */
static void
write_table(const Fixture *fixture, guint rows)
{
    static const char *const parts[] = {"ba",  "tor", "lin", "gu",  "мар",
                                        "sze", "kh",  "a",   "ель", "on"};
    g_autoptr(GRand) rand = g_rand_new_with_seed(7);
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 1; i <= rows; i++) {
        g_string_append_printf(text, "%u\t", i);
        for (guint name = 0; name < 3; name++) {
            const gint count = g_rand_int_range(rand, 2, 6);
            for (gint k = 0; k < count; k++) {
                g_string_append(text, parts[g_rand_int_range(rand, 0, 10)]);
            }
            g_string_append(text, name == 0 ? "\t\t" : name == 1 ? "," : "\t");
        }
        g_string_append_printf(text, "%d\t%d\tP\tPPL\tX%c\t\t\t\t\t\t%d\t\t\t\t\n",
                               g_rand_int_range(rand, -80, 80),
                               g_rand_int_range(rand, -170, 170), 'A' + (int)(i % 9),
                               g_rand_int_range(rand, 0, 100000));
    }
    g_assert_true(
        g_file_set_contents(fixture->table, text->str, (gssize)text->len, NULL));
}

static gboolean
build(const Fixture *fixture,
      gsize memory,
      MarchBuildProgress progress,
      MarchDiagnostics *diagnostics,
      GError **error)
{
    const char *const tables[] = {fixture->table, NULL};
    const MarchBuildSources sources = {
        .geonames = tables, .memory = memory, .progress = progress};
    return march_gazetteer_build(&sources, fixture->index, diagnostics, error);
}

static GBytes *
build_bytes(const Fixture *fixture, gsize memory)
{
    g_autoptr(GError) error = NULL;
    char *bytes;
    gsize size;
    build(fixture, memory, NULL, NULL, &error);
    g_assert_no_error(error);
    g_assert_true(g_file_get_contents(fixture->index, &bytes, &size, NULL));
    return g_bytes_new_take(bytes, size);
}

static void
test_memory_does_not_change_the_index(Fixture *fixture, gconstpointer data)
{
    static const gsize memories[] = {1, 5000, 100000};
    (void)data;
    write_table(fixture, 2000);
    g_autoptr(GBytes) usual = build_bytes(fixture, 0);
    for (gsize i = 0; i < G_N_ELEMENTS(memories); i++) {
        g_autoptr(GBytes) other = build_bytes(fixture, memories[i]);
        g_assert_true(g_bytes_equal(usual, other));
        g_assert_cmpuint(count_files(fixture, FALSE), ==, 2);
    }
}

/** Keeps the last share in @data; one that is less ends the build. */
static gboolean
expect_more(const MarchBuildStatus *status, gpointer data)
{
    double *last = data;
    const gboolean is_more = status->share >= *last && status->share <= 1;
    *last = status->share;
    return is_more;
}

static void
test_progress_never_goes_back(Fixture *fixture, gconstpointer data)
{
    double last = 0;
    (void)data;
    write_table(fixture, 2000);
    const char *const tables[] = {fixture->table, NULL};
    const MarchBuildSources sources = {
        .geonames = tables, .progress = expect_more, .progress_data = &last};
    g_autoptr(GError) error = NULL;
    g_assert_true(march_gazetteer_build(&sources, fixture->index, NULL, &error));
    g_assert_no_error(error);
    g_assert_cmpfloat(last, >, 0.95);
}

static gboolean
stop_when_reading(const MarchBuildStatus *status, gpointer data)
{
    (void)data;
    return strcmp(status->step, "reading") != 0;
}

static gboolean
stop_when_sorting(const MarchBuildStatus *status, gpointer data)
{
    (void)data;
    return strcmp(status->step, "sorting") != 0;
}

static gboolean
stop_when_writing(const MarchBuildStatus *status, gpointer data)
{
    (void)data;
    return strcmp(status->step, "writing") != 0 || status->done < status->total / 2;
}

static void
test_stopping_leaves_the_old_index(Fixture *fixture, gconstpointer data)
{
    static const MarchBuildProgress stops[] = {stop_when_reading, stop_when_sorting,
                                               stop_when_writing};
    (void)data;
    write_table(fixture, 300);
    g_autoptr(GBytes) before = build_bytes(fixture, 0);
    for (gsize i = 0; i < G_N_ELEMENTS(stops); i++) {
        g_autoptr(GError) error = NULL;
        g_assert_false(build(fixture, 1, stops[i], NULL, &error));
        g_assert_error(error, MARCH_ERROR, MARCH_ERROR_IO);
        g_assert_cmpuint(count_files(fixture, FALSE), ==, 2);
        char *bytes;
        gsize size;
        g_assert_true(g_file_get_contents(fixture->index, &bytes, &size, NULL));
        g_autoptr(GBytes) after = g_bytes_new_take(bytes, size);
        g_assert_true(g_bytes_equal(before, after));
    }
}

static void
test_no_room_leaves_the_old_index(Fixture *fixture, gconstpointer data)
{
    (void)data;
    write_table(fixture, 300);
    g_autoptr(GBytes) before = build_bytes(fixture, 0);
    struct rlimit old;
    g_assert_cmpint(getrlimit(RLIMIT_FSIZE, &old), ==, 0);
    const struct rlimit small = {20000, old.rlim_max};
    signal(SIGXFSZ, SIG_IGN);
    g_assert_cmpint(setrlimit(RLIMIT_FSIZE, &small), ==, 0);
    const gsize memories[] = {0, 1};
    for (gsize i = 0; i < G_N_ELEMENTS(memories); i++) {
        g_autoptr(GError) error = NULL;
        g_assert_false(build(fixture, memories[i], NULL, NULL, &error));
        g_assert_error(error, MARCH_ERROR, MARCH_ERROR_IO);
        g_assert_nonnull(strstr(error->message, "File too large"));
        g_assert_cmpuint(count_files(fixture, FALSE), ==, 2);
    }
    g_assert_cmpint(setrlimit(RLIMIT_FSIZE, &old), ==, 0);
    g_autoptr(GBytes) after = build_bytes(fixture, 0);
    g_assert_true(g_bytes_equal(before, after));
}

/** The best candidate for @text, or NULL. */
static char *
ask(const Fixture *fixture, const char *text, MarchPlaceClass *place_class)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(MarchGazetteer) gazetteer = march_gazetteer_open(fixture->index, &error);
    g_assert_no_error(error);
    const MarchQuery query = {.text = text};
    MarchResolveOptions options;
    march_resolve_options_init(&options);
    g_autoptr(GPtrArray) answers =
        march_gazetteer_resolve(gazetteer, &query, 1, &options);
    const MarchAnswer *answer = answers->pdata[0];
    g_assert_cmpuint(answer->candidates->len, >, 0);
    const MarchPlace *place = answer->candidates->pdata[0];
    *place_class = place->place_class;
    return g_strdup_printf("%" G_GINT64_FORMAT, place->geonames_id);
}

static void
test_first_row_of_a_place_wins(Fixture *fixture, gconstpointer data)
{
    (void)data;
    g_assert_true(
        g_file_set_contents(fixture->table,
                            "5\tFirsttown\t\t\t1\t2\tP\tPPL\tXA\t\t\t\t\t\t\t\t\t\t\n"
                            "5\tLatertown\t\t\t1\t2\tP\tPPL\tXA\t\t\t\t\t\t\t\t\t\t\n"
                            "\tNamelessid\t\t\t1\t2\tP\tPPL\tXA\t\t\t\t\t\t\t\t\t\t\n"
                            "\tOtherworld\t\t\t1\t2\tP\tPPL\tXA\t\t\t\t\t\t\t\t\t\t\n",
                            -1, NULL));
    g_autoptr(MarchDiagnostics) diagnostics = march_diagnostics_new();
    g_assert_true(build(fixture, 0, NULL, diagnostics, NULL));
    g_assert_cmpuint(march_diagnostics_count(diagnostics), ==, 1);
    const MarchDiagnostic *told = march_diagnostics_get(diagnostics, 0);
    g_assert_cmpstr(told->code, ==, "repeated-place");
    g_assert_true(g_str_has_prefix(told->message, "1 lines"));
    MarchPlaceClass place_class;
    g_autofree char *first = ask(fixture, "Firsttown", &place_class);
    g_assert_cmpstr(first, ==, "5");
    g_autofree char *other = ask(fixture, "Otherworld", &place_class);
    g_assert_cmpstr(other, ==, "0");
}

/** A hamlet must not be drowned by what only shares its name. */
static void
test_settlements_come_before_spots(Fixture *fixture, gconstpointer data)
{
    static const char *const others[] = {"S\tHTL", "S\tSCH",  "S\tFRM", "H\tSTM",
                                         "T\tHLL", "L\tLCTY", "R\tRD",  "V\tFRST",
                                         "U\tSMU", "A\tADM3H"};
    (void)data;
    for (gsize i = 0; i < G_N_ELEMENTS(others); i++) {
        g_autofree char *text =
            g_strdup_printf("1\tKorovino\t\t\t10\t20\t%s\tXA\t\t\t\t\t\t\t\t\t\t\n"
                            "2\tKorovino\t\t\t30\t40\tP\tPPL\tXB\t\t\t\t\t\t\t\t\t\t\n"
                            "3\tKorovino\t\t\t50\t60\t%s\tXC\t\t\t\t\t\t\t\t\t\t\n",
                            others[i], others[i]);
        g_assert_true(g_file_set_contents(fixture->table, text, -1, NULL));
        g_assert_true(build(fixture, 0, NULL, NULL, NULL));
        MarchPlaceClass place_class;
        g_autofree char *id = ask(fixture, "Korovino", &place_class);
        g_assert_cmpstr(id, ==, "2");
    }
}

static void
test_codes_give_the_class(Fixture *fixture, gconstpointer data)
{
    static const struct {
        const char *code;
        MarchPlaceClass place_class;
    } cases[] = {
        {"P\tPPLH", MARCH_PLACE_PLACE},    {"A\tADM1", MARCH_PLACE_REGION},
        {"A\tADM3", MARCH_PLACE_DISTRICT}, {"A\tADM1H", MARCH_PLACE_REGION},
        {"A\tPCLH", MARCH_PLACE_COUNTRY},  {"L\tRGN", MARCH_PLACE_REGION},
        {"H\tSEA", MARCH_PLACE_FEATURE},   {"T\tPASS", MARCH_PLACE_FEATURE},
        {"S\tCSTM", MARCH_PLACE_FEATURE},  {"L\tLCTY", MARCH_PLACE_FEATURE},
        {"X\t", MARCH_PLACE_FEATURE},      {"\t", MARCH_PLACE_PLACE},
    };
    (void)data;
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *text = g_strdup_printf(
            "7\tKorovino\t\t\t10\t20\t%s\tXA\t\t\t\t\t\t\t\t\t\t\n", cases[i].code);
        g_assert_true(g_file_set_contents(fixture->table, text, -1, NULL));
        g_assert_true(build(fixture, 0, NULL, NULL, NULL));
        MarchPlaceClass place_class;
        g_autofree char *id = ask(fixture, "Korovino", &place_class);
        g_assert_cmpint(place_class, ==, cases[i].place_class);
    }
}

static void
test_limits_are_errors(Fixture *fixture, gconstpointer data)
{
    static const struct {
        guint64 places, names, details;
        const char *message;
    } cases[] = {
        {3, 100, 1000, "its places pass 3"},
        {100, 4, 1000, "its names pass 4"},
        {100, 100, 200, "its bytes of places and names pass 200"},
    };
    (void)data;
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        MarchIndexWriterOptions options;
        march_index_writer_options_init(&options);
        g_assert_cmpuint(options.place_limit, >=, 13000000);
        g_assert_cmpuint(options.name_limit, >=, 100000000);
        options.place_limit = cases[i].places;
        options.name_limit = cases[i].names;
        options.detail_limit = cases[i].details;
        g_autoptr(GError) error = NULL;
        g_autoptr(MarchIndexWriter) writer =
            march_index_writer_new(fixture->index, &options, &error);
        gboolean done = TRUE;
        for (guint k = 0; k < 10 && done; k++) {
            const MarchPlaceRecord record = {.country = "XA"};
            guint32 place;
            g_autofree char *name = g_strdup_printf("Name%u", k);
            done = march_index_writer_add_place(writer, &record, &place, &error) &&
                   march_index_writer_add_name(writer, place, "nam", name,
                                               MARCH_NAME_MAIN, &error);
        }
        g_assert_false(done);
        g_assert_error(error, MARCH_ERROR, MARCH_ERROR_LIMIT);
        g_assert_nonnull(strstr(error->message, cases[i].message));
    }
}

static int
compare_bytes(const MarchSortRecord *a, const MarchSortRecord *b)
{
    return memcmp(a->bytes, b->bytes, MIN(a->size, b->size));
}

static void
test_sorter_merges_many_runs(Fixture *fixture, gconstpointer data)
{
    static const gsize memories[] = {1, 1000, 1 << 20};
    (void)data;
    for (gsize i = 0; i < G_N_ELEMENTS(memories); i++) {
        g_autoptr(MarchExternalSorter) sorter =
            march_external_sorter_new(fixture->index, memories[i], compare_bytes);
        g_autoptr(GRand) rand = g_rand_new_with_seed(3);
        g_autoptr(GError) error = NULL;
        for (guint k = 0; k < 500; k++) {
            const guint8 bytes[] = {(guint8)g_rand_int_range(rand, 0, 256)};
            const MarchSortRecord record = {(guint64)g_rand_int_range(rand, 0, 20),
                                            bytes, 1};
            g_assert_true(march_external_sorter_add(sorter, &record, &error));
        }
        g_assert_true(march_external_sorter_finish(sorter, &error));
        guint64 last = 0;
        guint count = 0;
        MarchSortRecord record;
        while (march_external_sorter_next(sorter, &record, &error)) {
            const guint64 now = record.prefix << 8 | record.bytes[0];
            g_assert_cmpuint(now, >=, last);
            last = now;
            count++;
        }
        g_assert_no_error(error);
        g_assert_cmpuint(count, ==, 500);
        g_assert_false(march_external_sorter_next(sorter, &record, &error));
    }
}

/** The first candidate for @text in the index; NULL when there is none. */
static MarchPlace *
find_first(const Fixture *fixture, const char *text)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(MarchGazetteer) gazetteer = march_gazetteer_open(fixture->index, &error);
    g_assert_no_error(error);
    const MarchQuery query = {.text = text};
    MarchResolveOptions options;
    march_resolve_options_init(&options);
    g_autoptr(GPtrArray) answers =
        march_gazetteer_resolve(gazetteer, &query, 1, &options);
    MarchAnswer *answer = answers->pdata[0];
    return answer->candidates->len == 0
               ? NULL
               : g_ptr_array_steal_index(answer->candidates, 0);
}

/** A region, its district and a town, of which the district has an older name. */
static void
build_district(const Fixture *fixture, const char *alternates)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *admin1 = g_build_filename(fixture->folder, "admin1.tsv", NULL);
    g_autofree char *admin2 = g_build_filename(fixture->folder, "admin2.tsv", NULL);
    g_autofree char *row = g_strdup_printf(
        "7\tNewbridge\t\t%s\t40.5\t60.25\tP\tPPL\tXA\t\t01\t\t\t\t900\t\t\t\t\n"
        "8\tFarwell\t\t\t44.5\t64.25\tP\tPPL\tXA\t\t01\t\t\t\t900\t\t\t\t\n",
        alternates);
    g_assert_true(g_file_set_contents(admin1, "XA.01\tMarkland\t\t\n", -1, NULL));
    g_assert_true(
        g_file_set_contents(admin2, "XA.01.77\tOldfordskiy Rayon\t\t\n", -1, NULL));
    g_assert_true(g_file_set_contents(fixture->table, row, -1, NULL));
    const char *const tables[] = {fixture->table, NULL};
    const MarchBuildSources sources = {
        .geonames = tables, .admin1 = admin1, .admin2 = admin2};
    g_assert_true(march_gazetteer_build(&sources, fixture->index, NULL, &error));
    g_assert_no_error(error);
}

static void
test_a_district_sits_where_its_name_was(Fixture *fixture, gconstpointer data)
{
    (void)data;
    build_district(fixture, "Oldford");
    g_autoptr(MarchPlace) district = find_first(fixture, "Oldfordskiy Rayon");
    g_assert_nonnull(district);
    g_assert_cmpint(district->place_class, ==, MARCH_PLACE_DISTRICT);
    g_assert_cmpfloat_with_epsilon(district->position.lat, 40.5, 1e-5);
    g_assert_cmpfloat(district->precision_km, >=, 20);
}

static void
test_codes_are_no_names(Fixture *fixture, gconstpointer data)
{
    (void)data;
    build_district(fixture, "QZX");
    g_autoptr(MarchPlace) place = find_first(fixture, "QZX");
    g_assert_null(place);
}

int
main(int argc, char **argv)
{
#define ADD(path, test)                                                                \
    g_test_add("/gazetteer/build/" path, Fixture, NULL, set_up, test, tear_down)
    g_test_init(&argc, &argv, NULL);
    ADD("memory-does-not-change-the-index", test_memory_does_not_change_the_index);
    ADD("progress-never-goes-back", test_progress_never_goes_back);
    ADD("stopping-leaves-the-old-index", test_stopping_leaves_the_old_index);
    ADD("no-room-leaves-the-old-index", test_no_room_leaves_the_old_index);
    ADD("first-row-of-a-place-wins", test_first_row_of_a_place_wins);
    ADD("settlements-come-before-spots", test_settlements_come_before_spots);
    ADD("codes-give-the-class", test_codes_give_the_class);
    ADD("a-district-sits-where-its-name-was", test_a_district_sits_where_its_name_was);
    ADD("codes-are-no-names", test_codes_are_no_names);
    ADD("limits-are-errors", test_limits_are_errors);
    ADD("sorter-merges-many-runs", test_sorter_merges_many_runs);
#undef ADD
    return g_test_run();
}
