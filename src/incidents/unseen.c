/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/suggest.h"
#include "read-private.h"

/* Words remembered; a longer list is no vocabulary. */
#define SEEN_MAX 2000U

void
march_incidents_see(GHashTable *seen, const char *text)
{
    if (text != NULL && !g_hash_table_contains(seen, text) &&
        g_hash_table_size(seen) < SEEN_MAX) {
        g_hash_table_add(seen, g_strdup(text));
    }
}

static int
texts_compare(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The words in the order of the alphabet, NULL-ended and borrowed. */
static GPtrArray *
words_list(GHashTable *seen)
{
    GPtrArray *words = g_ptr_array_new();
    GHashTableIter iterator;
    gpointer word;

    g_hash_table_iter_init(&iterator, seen);
    while (g_hash_table_iter_next(&iterator, &word, NULL)) {
        g_ptr_array_add(words, word);
    }
    g_ptr_array_sort(words, texts_compare);
    g_ptr_array_add(words, NULL);
    return words;
}

const char *
march_incidents_find_unseen(const MarchIncidents *incidents,
                            const char *const *wanted,
                            gboolean are_actors,
                            guint *from,
                            const char **near)
{
    GHashTable *seen = are_actors ? incidents->actors_seen : incidents->types_seen;
    g_autoptr(GPtrArray) words = words_list(seen);

    /* A vocabulary that is not known whole proves nothing. */
    if (words->len == 1 || g_hash_table_size(seen) >= SEEN_MAX) {
        return NULL;
    }
    for (; wanted != NULL && wanted[*from] != NULL; (*from)++) {
        const char *const one[] = {wanted[*from], NULL};
        gboolean is_found = FALSE;

        for (guint i = 0; i + 1 < words->len && !is_found; i++) {
            is_found =
                march_incident_is_wanted(one, g_ptr_array_index(words, i), are_actors);
        }
        if (!is_found) {
            *near = march_suggest(wanted[*from], (const char *const *)words->pdata);
            return wanted[(*from)++];
        }
    }
    return NULL;
}
