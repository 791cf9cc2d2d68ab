/* SPDX-License-Identifier: MIT */
#include "batch/manifest.h"
#include "folder.h"

#define HASH "1111111111111111111111111111111111111111111111111111111111111111"
#define INPUT(path)                                                                    \
    "{\"file\":\"" path "\",\"size\":1,\"mtime\":5,\"sha256\":\"" HASH "\"}\n"
#define OUTPUT(path)                                                                   \
    "{\"path\":\"" path "\",\"size\":1,\"mtime\":5,\"sha256\":\"" HASH "\"}"
#define HEAD(seen) "{\"marchland-batch\":1,\"seen\":" seen "}\n"

typedef struct {
    char *folder;
} Fixture;

static void
set_up(Fixture *fixture, gconstpointer data)
{
    (void)data;
    fixture->folder = folder_make();
}

static void
tear_down(Fixture *fixture, gconstpointer data)
{
    (void)data;
    folder_remove(fixture->folder);
    g_free(fixture->folder);
}

static void
file_put(const Fixture *fixture, const char *name, const char *content)
{
    g_autofree char *below = g_build_filename(".marchland", name, NULL);
    g_autofree char *path = folder_write(fixture->folder, below, content);

    g_assert_true(g_file_test(path, G_FILE_TEST_EXISTS));
}

static gboolean
file_is_there(const Fixture *fixture, const char *name)
{
    g_autofree char *path = g_build_filename(fixture->folder, ".marchland", name, NULL);

    return g_file_test(path, G_FILE_TEST_EXISTS);
}

static MarchManifest *
manifest_open(const Fixture *fixture, const char *suffix)
{
    g_autoptr(GError) error = NULL;
    MarchManifest *manifest = march_manifest_open(fixture->folder, suffix, &error);

    g_assert_no_error(error);
    return manifest;
}

static void
manifest_take(MarchManifest *manifest, MarchManifestRecord *record)
{
    g_autoptr(GError) error = NULL;

    g_assert_true(march_manifest_take(manifest, record, &error));
    g_assert_no_error(error);
}

static void
manifest_close(MarchManifest *manifest)
{
    g_autoptr(GError) error = NULL;

    g_assert_true(march_manifest_close(manifest, NULL, &error));
    g_assert_no_error(error);
}

/* The folder ".marchland" is the batch's to make. */
static void
own_make(const Fixture *fixture)
{
    file_put(fixture, "other", "");
}

static MarchManifestRecord *
record_make(const char *name)
{
    MarchManifestRecord *record = march_manifest_record_new(name);
    MarchFileState input = {(char[]){"/in.yaml"}, 3, 4, HASH};
    MarchFileState output = {(char[]){"map.png"}, 5, 6, HASH};

    record->values = g_strdup("values");
    record->base = g_strdup("base");
    record->title = g_strdup("A \"title\"\n\xd0\x96");
    record->description = g_strdup("alt");
    record->date = g_strdup("2021-04-28");
    record->warnings = 1;
    record->dropped = 2;
    record->shown = 3;
    record->milliseconds = 4;
    march_manifest_add_state(record->inputs, &input);
    march_manifest_add_state(record->outputs, &output);
    g_ptr_array_add(record->left, g_strdup("old.png"));
    return record;
}

static void
record_check(const MarchManifestRecord *record)
{
    const MarchFileState *input, *output;

    g_assert_nonnull(record);
    g_assert_null(record->error);
    g_assert_cmpstr(record->values, ==, "values");
    g_assert_cmpstr(record->base, ==, "base");
    g_assert_cmpstr(record->title, ==, "A \"title\"\n\xd0\x96");
    g_assert_cmpstr(record->description, ==, "alt");
    g_assert_cmpstr(record->date, ==, "2021-04-28");
    g_assert_cmpuint(record->warnings, ==, 1);
    g_assert_cmpuint(record->dropped, ==, 2);
    g_assert_cmpuint(record->shown, ==, 3);
    g_assert_cmpuint(record->milliseconds, ==, 4);
    g_assert_cmpuint(record->inputs->len, ==, 1);
    g_assert_cmpuint(record->outputs->len, ==, 1);
    input = g_ptr_array_index(record->inputs, 0);
    output = g_ptr_array_index(record->outputs, 0);
    g_assert_cmpstr(input->path, ==, "/in.yaml");
    g_assert_cmpint(input->size, ==, 3);
    g_assert_cmpint(input->mtime_ns, ==, 4);
    g_assert_cmpstr(input->sha256, ==, HASH);
    g_assert_cmpstr(output->path, ==, "map.png");
    g_assert_cmpuint(record->left->len, ==, 1);
}

static void
test_survives_a_kill(Fixture *fixture, gconstpointer data)
{
    g_autoptr(MarchManifest) killed = NULL;
    g_autoptr(MarchManifest) next = NULL;

    (void)data;
    own_make(fixture);
    killed = manifest_open(fixture, "");
    manifest_take(killed, record_make("a"));
    next = manifest_open(fixture, "");
    record_check(march_manifest_find(next, "a"));
}

static void
test_is_closed(Fixture *fixture, gconstpointer data)
{
    g_autoptr(MarchManifest) manifest = NULL;
    g_autoptr(MarchManifest) next = NULL;

    (void)data;
    own_make(fixture);
    manifest = manifest_open(fixture, "");
    manifest_take(manifest, record_make("a"));
    g_assert_true(file_is_there(fixture, "journal.jsonl"));
    manifest_close(manifest);
    g_assert_false(file_is_there(fixture, "journal.jsonl"));
    next = manifest_open(fixture, "");
    record_check(march_manifest_find(next, "a"));
    g_assert_true(march_manifest_find(next, "a")->is_made);
    march_manifest_begin(next);
    g_assert_false(march_manifest_find(next, "a")->is_made);
}

static void
test_nothing_is_known_at_first(Fixture *fixture, gconstpointer data)
{
    g_autoptr(MarchManifest) manifest = manifest_open(fixture, "");
    g_autoptr(GPtrArray) records = march_manifest_list(manifest);

    (void)data;
    g_assert_cmpuint(records->len, ==, 0);
}

typedef struct {
    const char *name, *content;
    const char *known; /* names in order, blanks between */
} Damage;

static const Damage DAMAGES[] = {
    {"cut-off-line",
     HEAD("1") "{\"figure\":\"a\",\"inputs\":[],\"outputs\":[]}\n"
               "{\"figure\":\"b\",\"inputs\":[],\"outp",
     "a"},
    {"cut-off-between-lines",
     HEAD("1") "{\"figure\":\"a\",\"inputs\":[],\"outputs\":[]}", ""},
    {"foreign-lines",
     "hello\n\n[1]\n\"x\"\n{}\n\x01\xff\n{\"figure\":7}\n{\"file\":\"x\"}\n"
     "{\"figure\":\"a\",\"inputs\":[],\"outputs\":[]}\n",
     "a"},
    {"input-of-no-number", INPUT("/x") "{\"figure\":\"a\",\"inputs\":[1]}\n", ""},
    {"input-below-zero", INPUT("/x") "{\"figure\":\"a\",\"inputs\":[-1]}\n", ""},
    {"huge-numbers",
     "{\"figure\":\"a\",\"inputs\":[],\"warnings\":9223372036854775807,"
     "\"shown\":-5}\n",
     "a"},
    {"number-out-of-range", "{\"figure\":\"a\",\"warnings\":1e999}\n", ""},
    {"twice-a-key", "{\"figure\":\"a\",\"figure\":\"b\"}\n", ""},
    {"output-above", "{\"figure\":\"a\",\"outputs\":[" OUTPUT("../a.png") "]}\n", ""},
    {"output-absolute", "{\"figure\":\"a\",\"outputs\":[" OUTPUT("/a.png") "]}\n", ""},
    {"output-through", "{\"figure\":\"a\",\"outputs\":[" OUTPUT("b/../../a") "]}\n",
     ""},
    {"output-of-no-name", "{\"figure\":\"a\",\"outputs\":[" OUTPUT("") "]}\n", ""},
    {"short-hash",
     "{\"figure\":\"a\",\"outputs\":[{\"path\":\"a\",\"sha256\":\"12\"}]}\n", ""},
    {"later-line-counts",
     "{\"figure\":\"b\"}\n{\"figure\":\"a\",\"outputs\":[" OUTPUT("a") "]}\n", "a b"},
};

static void
test_damage(Fixture *fixture, gconstpointer data)
{
    const Damage *damage = data;
    g_autoptr(MarchManifest) manifest = NULL;
    g_autoptr(GPtrArray) records = NULL;
    g_autoptr(GString) names = g_string_new(NULL);

    file_put(fixture, "manifest.jsonl", damage->content);
    manifest = manifest_open(fixture, "");
    records = march_manifest_list(manifest);
    for (guint i = 0; i < records->len; i++) {
        const MarchManifestRecord *record = g_ptr_array_index(records, i);

        g_string_append_printf(names, "%s%s", i > 0 ? " " : "", record->name);
    }
    g_assert_cmpstr(names->str, ==, damage->known);
}

static void
test_huge_line(Fixture *fixture, gconstpointer data)
{
    g_autoptr(GString) text = g_string_new("{\"figure\":\"huge\",\"title\":\"");
    g_autoptr(MarchManifest) manifest = NULL;

    (void)data;
    for (int i = 0; i < 300000; i++) {
        g_string_append(text, "xxxxxxxx");
    }
    g_string_append(text, "\"}\n{\"figure\":\"after\"}\n");
    file_put(fixture, "manifest.jsonl", text->str);
    manifest = manifest_open(fixture, "");
    g_assert_null(march_manifest_find(manifest, "huge"));
    g_assert_nonnull(march_manifest_find(manifest, "after"));
}

static void
test_deep_line(Fixture *fixture, gconstpointer data)
{
    g_autofree char *open = g_strnfill(500000, '[');
    g_autofree char *text = g_strdup_printf("%s\n{\"figure\":\"after\"}\n", open);
    g_autoptr(MarchManifest) manifest = NULL;

    (void)data;
    file_put(fixture, "manifest.jsonl", text);
    manifest = manifest_open(fixture, "");
    g_assert_nonnull(march_manifest_find(manifest, "after"));
}

#define FIGURE(title) "{\"figure\":\"a\",\"title\":\"" title "\"}\n"

static void
test_latest_counts(Fixture *fixture, gconstpointer data)
{
    g_autoptr(MarchManifest) manifest = NULL;

    (void)data;
    file_put(fixture, "manifest-1-of-2.jsonl", HEAD("30") FIGURE("newest"));
    file_put(fixture, "manifest-2-of-3.jsonl", HEAD("10") FIGURE("oldest"));
    file_put(fixture, "manifest.jsonl", HEAD("20") FIGURE("whole"));
    manifest = manifest_open(fixture, "");
    g_assert_cmpstr(march_manifest_find(manifest, "a")->title, ==, "newest");
}

static void
test_journal_counts_after_its_manifest(Fixture *fixture, gconstpointer data)
{
    g_autoptr(MarchManifest) manifest = NULL;

    (void)data;
    file_put(fixture, "manifest.jsonl", HEAD("10") FIGURE("before"));
    file_put(fixture, "journal.jsonl", HEAD("10") FIGURE("after"));
    manifest = manifest_open(fixture, "");
    g_assert_cmpstr(march_manifest_find(manifest, "a")->title, ==, "after");
}

/* A shard writes its own and what it took over, and leaves the others'. */
static void
test_shard_writes_its_own(Fixture *fixture, gconstpointer data)
{
    g_autoptr(MarchManifest) shard = NULL;
    g_autoptr(MarchManifest) alone = NULL;
    g_autofree char *other = NULL;

    (void)data;
    file_put(fixture, "manifest-1-of-2.jsonl",
             HEAD("10") "{\"figure\":\"a\"}\n{\"figure\":\"b\"}\n");
    shard = manifest_open(fixture, "-1-of-3");
    g_assert_nonnull(march_manifest_find(shard, "a"));
    march_manifest_claim(shard, "b");
    manifest_take(shard, record_make("c"));
    manifest_close(shard);
    g_assert_true(file_is_there(fixture, "manifest-1-of-2.jsonl"));
    other =
        g_build_filename(fixture->folder, ".marchland", "manifest-1-of-2.jsonl", NULL);
    g_assert_cmpint(g_unlink(other), ==, 0);
    alone = manifest_open(fixture, "-1-of-3");
    g_assert_null(march_manifest_find(alone, "a"));
    g_assert_nonnull(march_manifest_find(alone, "b"));
    g_assert_nonnull(march_manifest_find(alone, "c"));
}

static void
test_whole_replaces_shards(Fixture *fixture, gconstpointer data)
{
    g_autoptr(MarchManifest) manifest = NULL;
    g_autoptr(MarchManifest) next = NULL;

    (void)data;
    file_put(fixture, "manifest-1-of-2.jsonl", HEAD("10") "{\"figure\":\"a\"}\n");
    file_put(fixture, "journal-2-of-2.jsonl", HEAD("11") "{\"figure\":\"b\"}\n");
    manifest = manifest_open(fixture, "");
    manifest_close(manifest);
    g_assert_false(file_is_there(fixture, "manifest-1-of-2.jsonl"));
    g_assert_false(file_is_there(fixture, "journal-2-of-2.jsonl"));
    next = manifest_open(fixture, "");
    g_assert_nonnull(march_manifest_find(next, "a"));
    g_assert_nonnull(march_manifest_find(next, "b"));
}

/* With a clock that was put back, what is written last still counts. */
static void
test_clock_put_back(Fixture *fixture, gconstpointer data)
{
    g_autoptr(MarchManifest) manifest = NULL;
    g_autoptr(MarchManifest) next = NULL;

    (void)data;
    file_put(fixture, "manifest-1-of-2.jsonl",
             HEAD("7000000000000000000") FIGURE("future"));
    manifest = manifest_open(fixture, "-1-of-3");
    manifest_take(manifest, record_make("a"));
    manifest_close(manifest);
    next = manifest_open(fixture, "");
    record_check(march_manifest_find(next, "a"));
}

static void
test_left_is_forgotten(Fixture *fixture, gconstpointer data)
{
    g_autoptr(MarchManifest) manifest = NULL;

    (void)data;
    own_make(fixture);
    manifest = manifest_open(fixture, "");
    manifest_take(manifest, record_make("a"));
    march_manifest_forget_left(manifest, "a", "none.png");
    g_assert_cmpuint(march_manifest_find(manifest, "a")->left->len, ==, 1);
    march_manifest_forget_left(manifest, "a", "old.png");
    g_assert_cmpuint(march_manifest_find(manifest, "a")->left->len, ==, 0);
}

int
main(int argc, char **argv)
{
    static const struct {
        const char *path;
        void (*run)(Fixture *fixture, gconstpointer data);
    } TESTS[] = {
        {"/batch/manifest/survives-a-kill", test_survives_a_kill},
        {"/batch/manifest/is-closed", test_is_closed},
        {"/batch/manifest/nothing-is-known-at-first", test_nothing_is_known_at_first},
        {"/batch/manifest/huge-line", test_huge_line},
        {"/batch/manifest/deep-line", test_deep_line},
        {"/batch/manifest/latest-counts", test_latest_counts},
        {"/batch/manifest/journal-counts-after-its-manifest",
         test_journal_counts_after_its_manifest},
        {"/batch/manifest/shard-writes-its-own", test_shard_writes_its_own},
        {"/batch/manifest/whole-replaces-shards", test_whole_replaces_shards},
        {"/batch/manifest/clock-put-back", test_clock_put_back},
        {"/batch/manifest/left-is-forgotten", test_left_is_forgotten},
    };

    g_test_init(&argc, &argv, NULL);
    for (gsize i = 0; i < G_N_ELEMENTS(TESTS); i++) {
        g_test_add(TESTS[i].path, Fixture, NULL, set_up, TESTS[i].run, tear_down);
    }
    for (gsize i = 0; i < G_N_ELEMENTS(DAMAGES); i++) {
        g_autofree char *path = g_strdup_printf("/batch/manifest/%s", DAMAGES[i].name);

        g_test_add(path, Fixture, &DAMAGES[i], set_up, test_damage, tear_down);
    }
    return g_test_run();
}
