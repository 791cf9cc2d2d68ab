/* SPDX-License-Identifier: MIT */
#include "suggest.h"

#include <string.h>

/* Longer words are not misspelt keys; the bound keeps the table on the stack. */
enum { WORD_MAX = 40 };

static gsize
word_fold(const char *word, char *folded)
{
    gsize length = strlen(word);

    if (length > WORD_MAX) {
        return 0;
    }
    for (gsize i = 0; i < length; i++) {
        char letter = g_ascii_tolower(word[i]);

        folded[i] = letter == '_' || letter == ' ' ? '-' : letter;
    }
    return length;
}

/* Optimal string alignment distance: edits and swaps of neighbours. */
static guint
words_distance(const char *a, gsize a_length, const char *b, gsize b_length)
{
    guint8 rows[3][WORD_MAX + 1];

    for (gsize j = 0; j <= b_length; j++) {
        rows[0][j] = (guint8)j;
    }
    for (gsize i = 1; i <= a_length; i++) {
        guint8 *row = rows[i % 3];
        const guint8 *above = rows[(i - 1) % 3];

        row[0] = (guint8)i;
        for (gsize j = 1; j <= b_length; j++) {
            int least = above[j - 1] + (a[i - 1] != b[j - 1]);

            least = MIN(least, above[j] + 1);
            least = MIN(least, row[j - 1] + 1);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                least = MIN(least, rows[(i - 2) % 3][j - 2] + 1);
            }
            row[j] = (guint8)least;
        }
    }
    return rows[a_length % 3][b_length];
}

const char *
march_suggest(const char *word, const char *const *words)
{
    char folded[WORD_MAX];
    gsize length = word_fold(word, folded);
    const char *nearest = NULL;
    guint least = (guint)MAX(length / 3, 1);

    if (length < 2) {
        return NULL;
    }
    for (gsize i = 0; words[i] != NULL; i++) {
        char other[WORD_MAX];
        gsize other_length = word_fold(words[i], other);
        guint distance;

        if (other_length == 0) {
            continue;
        }
        distance = words_distance(folded, length, other, other_length);
        if (distance < least || (nearest == NULL && distance == least)) {
            nearest = words[i];
            least = distance;
        }
    }
    return nearest;
}
