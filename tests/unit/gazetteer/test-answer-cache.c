/* SPDX-License-Identifier: MIT */
#include "gazetteer/answer-cache.h"

static const MarchLonLat HERE = {70.5, 40.0}, THERE = {70.6, 40.0};

static char *
key_of(MarchQuery query, gint32 day)
{
    MarchResolveOptions options;

    march_resolve_options_init(&options);
    options.as_of.day = day;
    return march_answer_cache_key(&query, 1, &options);
}

/* Whatever an answer depends on makes another key. */
static void
test_keys_tell_queries_apart(void)
{
    static const MarchQuery QUERIES[] = {
        {"Kok-Tash", NULL, NULL, NULL},       {"Kok-Tash", "KG", NULL, NULL},
        {"Kok-Tash", NULL, "KG", NULL},       {"Kok-Tash", NULL, NULL, &HERE},
        {"Kok-Tash", NULL, NULL, &THERE},     {"Kok-Tash", "", NULL, NULL},
        {"Kok-Tash;2:KG;", NULL, NULL, NULL}, {"-", NULL, NULL, NULL},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(QUERIES); i++) {
        g_autofree char *key = key_of(QUERIES[i], 0);
        g_autofree char *same = key_of(QUERIES[i], 0);
        g_autofree char *later = key_of(QUERIES[i], 700000);

        g_assert_cmpstr(key, ==, same);
        g_assert_cmpstr(key, !=, later);
        for (gsize j = 0; j < i; j++) {
            g_autofree char *other = key_of(QUERIES[j], 0);

            g_assert_cmpstr(key, !=, other);
        }
    }
}

static void
test_order_counts(void)
{
    MarchQuery there[] = {{"A", NULL, NULL, NULL}, {"B", NULL, NULL, NULL}};
    MarchQuery back[] = {{"B", NULL, NULL, NULL}, {"A", NULL, NULL, NULL}};
    MarchResolveOptions options;
    g_autofree char *first = NULL, *second = NULL;

    march_resolve_options_init(&options);
    first = march_answer_cache_key(there, 2, &options);
    second = march_answer_cache_key(back, 2, &options);
    g_assert_cmpstr(first, !=, second);
}

static void
test_long_reports_are_not_kept(void)
{
    g_autofree MarchQuery *queries = g_new0(MarchQuery, 100000);
    MarchResolveOptions options;

    march_resolve_options_init(&options);
    g_assert_null(march_answer_cache_key(queries, 100000, &options));
}

static void
test_the_last_few_are_kept(void)
{
    MarchAnswerCache *cache = march_answer_cache_new();

    for (int i = 0; i < 20; i++) {
        g_autoptr(GPtrArray) answers =
            g_ptr_array_new_with_free_func((GDestroyNotify)march_answer_free);

        march_answer_cache_put(cache, g_strdup_printf("%d", i), answers);
    }
    for (int i = 0; i < 20; i++) {
        g_autofree char *key = g_strdup_printf("%d", i);
        g_autoptr(GPtrArray) answers = march_answer_cache_get(cache, key);

        g_assert_cmpint(answers != NULL, ==, i >= 16);
    }
    march_answer_cache_clear(cache);
    g_assert_null(march_answer_cache_get(cache, "19"));
    g_assert_null(march_answer_cache_get(cache, NULL));
    march_answer_cache_free(cache);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/gazetteer/answer-cache/keys-tell-queries-apart",
                    test_keys_tell_queries_apart);
    g_test_add_func("/gazetteer/answer-cache/order-counts", test_order_counts);
    g_test_add_func("/gazetteer/answer-cache/long-reports-are-not-kept",
                    test_long_reports_are_not_kept);
    g_test_add_func("/gazetteer/answer-cache/the-last-few-are-kept",
                    test_the_last_few_are_kept);
    return g_test_run();
}
