/* SPDX-License-Identifier: MIT */
#include "place-answers.h"

#include <string.h>

struct MarchPlaceAnswers {
    GPtrArray *found;   /* of MarchAnswer, in an order of their own */
    GPtrArray *ordered; /* of const MarchAnswer, one a query */
    GPtrArray *keys;    /* of char *, one a query */
    GHashTable *by_key; /* key -> const MarchAnswer */
};

void
march_place_answers_free(MarchPlaceAnswers *answers)
{
    if (answers == NULL) {
        return;
    }
    g_hash_table_unref(answers->by_key);
    g_ptr_array_unref(answers->ordered);
    g_ptr_array_unref(answers->keys);
    g_ptr_array_unref(answers->found);
    g_free(answers);
}

/* What the order of queries follows. */
typedef struct {
    const MarchQuery *queries;
    guint n_first;
} Ordering;

/* The names of a report help each other, and what follows a name tells of it: names of
 * the figure file stay in their order, that of rows must not matter. */
static int
queries_compare(gconstpointer a, gconstpointer b, gpointer data)
{
    const Ordering *ordering = data;
    const guint i = *(const guint *)a;
    const guint j = *(const guint *)b;
    int order = 0;

    if (i >= ordering->n_first && j >= ordering->n_first) {
        order = strcmp(ordering->queries[i].text, ordering->queries[j].text);
        order = order != 0 ? order
                           : g_strcmp0(ordering->queries[i].countries,
                                       ordering->queries[j].countries);
    }
    return order != 0 ? order : (i > j) - (i < j);
}

/* The queries that @known has no answer to, in their order. */
static GArray *
order_make(const Ordering *ordering,
           const GPtrArray *keys,
           const MarchPlaceAnswers *known)
{
    GArray *order = g_array_new(FALSE, FALSE, sizeof(guint));

    for (guint i = 0; i < keys->len; i++) {
        if (known == NULL ||
            !g_hash_table_contains(known->by_key, g_ptr_array_index(keys, i))) {
            g_array_append_val(order, i);
        }
    }
    g_array_sort_with_data(order, queries_compare, (gpointer)(guintptr)ordering);
    return order;
}

MarchPlaceAnswers *
march_place_answers_get(MarchGazetteer *gazetteer,
                        const MarchQuery *queries,
                        GPtrArray *keys,
                        guint n_first,
                        const MarchPlaceAnswers *known,
                        const MarchResolveOptions *options)
{
    const Ordering ordering = {queries, n_first};
    g_autoptr(GArray) order = order_make(&ordering, keys, known);
    g_autofree MarchQuery *sorted = g_new0(MarchQuery, order->len + 1);
    MarchPlaceAnswers *answers = g_new0(MarchPlaceAnswers, 1);

    answers->ordered = g_ptr_array_new();
    answers->keys = keys;
    answers->by_key = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < order->len; i++) {
        sorted[i] = queries[g_array_index(order, guint, i)];
    }
    answers->found =
        march_gazetteer_resolve_again(gazetteer, sorted, order->len, options);
    g_ptr_array_set_size(answers->ordered, (int)keys->len);
    for (guint i = 0; i < order->len; i++) {
        guint at = g_array_index(order, guint, i);
        gpointer key = g_ptr_array_index(keys, at);

        /* Two rows of one name are one place, even where it could be either of two. */
        if (!g_hash_table_contains(answers->by_key, key)) {
            g_hash_table_insert(answers->by_key, key,
                                g_ptr_array_index(answers->found, i));
        }
        g_ptr_array_index(answers->ordered, at) =
            g_hash_table_lookup(answers->by_key, key);
    }
    for (guint i = 0; i < keys->len; i++) {
        gpointer key = g_ptr_array_index(keys, i);

        if (g_ptr_array_index(answers->ordered, i) == NULL) {
            gpointer answer = g_hash_table_lookup(known->by_key, key);

            g_ptr_array_index(answers->ordered, i) = answer;
            g_hash_table_insert(answers->by_key, key, answer);
        }
    }
    return answers;
}

const MarchAnswer *
march_place_answers_find(const MarchPlaceAnswers *answers, guint index)
{
    g_assert(index < answers->ordered->len);
    return g_ptr_array_index(answers->ordered, index);
}
