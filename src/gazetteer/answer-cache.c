/* SPDX-License-Identifier: MIT */
#include "answer-cache.h"

#include <string.h>

/* Some 2 MB at five candidates a query. */
#define REPORTS_MAX 4u
#define QUERIES_MAX 500u

typedef struct {
    char *key;          /* owned */
    GPtrArray *answers; /* a reference */
} Report;

struct MarchAnswerCache {
    Report reports[REPORTS_MAX]; /* the latest first */
    guint count;
};

MarchAnswerCache *
march_answer_cache_new(void)
{
    return g_new0(MarchAnswerCache, 1);
}

static void
report_clear(Report *report)
{
    g_free(report->key);
    g_ptr_array_unref(report->answers);
}

void
march_answer_cache_clear(MarchAnswerCache *cache)
{
    for (guint i = 0; i < cache->count; i++) {
        report_clear(cache->reports + i);
    }
    cache->count = 0;
}

void
march_answer_cache_free(MarchAnswerCache *cache)
{
    if (cache != NULL) {
        march_answer_cache_clear(cache);
        g_free(cache);
    }
}

/* Texts may hold any character, so their lengths part them. */
static void
text_append(GString *key, const char *text)
{
    if (text == NULL) {
        g_string_append(key, "-;");
        return;
    }
    g_string_append_printf(key, "%" G_GSIZE_FORMAT ":%s;", strlen(text), text);
}

char *
march_answer_cache_key(const MarchQuery *queries,
                       gsize count,
                       const MarchResolveOptions *options)
{
    GString *key;

    if (count > QUERIES_MAX) {
        return NULL;
    }
    key = g_string_new(NULL);
    g_string_append_printf(key, "%u %d;", options->limit, options->as_of.day);
    for (gsize i = 0; i < count; i++) {
        const MarchQuery *query = queries + i;
        char lon[G_ASCII_DTOSTR_BUF_SIZE], lat[G_ASCII_DTOSTR_BUF_SIZE];

        text_append(key, query->text);
        text_append(key, query->countries);
        text_append(key, query->report);
        if (query->near != NULL) {
            g_ascii_dtostr(lon, sizeof lon, query->near->lon);
            g_ascii_dtostr(lat, sizeof lat, query->near->lat);
            g_string_append_printf(key, "%s %s", lon, lat);
        }
        g_string_append_c(key, '\n');
    }
    return g_string_free(key, FALSE);
}

GPtrArray *
march_answer_cache_get(const MarchAnswerCache *cache, const char *key)
{
    for (guint i = 0; key != NULL && i < cache->count; i++) {
        if (strcmp(cache->reports[i].key, key) == 0) {
            return g_ptr_array_ref(cache->reports[i].answers);
        }
    }
    return NULL;
}

void
march_answer_cache_put(MarchAnswerCache *cache, char *key, GPtrArray *answers)
{
    if (key == NULL) {
        return;
    }
    if (cache->count == REPORTS_MAX) {
        report_clear(cache->reports + --cache->count);
    }
    memmove(cache->reports + 1, cache->reports, cache->count * sizeof(Report));
    cache->reports[0] = (Report){key, g_ptr_array_ref(answers)};
    cache->count++;
}
