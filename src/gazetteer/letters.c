/* SPDX-License-Identifier: MIT */
#include "letters.h"

#include <string.h>

#include "spelling.h"

/** Longer names are compared by their beginnings. */
#define LETTER_LIMIT 63

typedef struct {
    char text[LETTER_LIMIT + 1];
    guint length;
} Letters;

/** The letters without spaces; certain sounds and letters look alike. */
static void
take_letters(const char *spelling, Letters *letters)
{
    letters->length = 0;
    for (const char *p = spelling; *p != '\0' && letters->length < LETTER_LIMIT; p++) {
        if (*p != ' ') {
            letters->text[letters->length++] = (char)g_ascii_tolower(*p & 0x7F);
        }
    }
    letters->text[letters->length] = '\0';
}

double
march_letters_distance(const char *asked, const char *name)
{
    Letters a;
    Letters b;
    take_letters(asked, &a);
    take_letters(name, &b);
    guint8 rows[3][LETTER_LIMIT + 1];
    for (guint j = 0; j <= b.length; j++) {
        rows[0][j] = (guint8)j;
    }
    for (guint i = 1; i <= a.length; i++) {
        const guint8 *before = rows[(i + 1) % 3];
        const guint8 *previous = rows[(i + 2) % 3];
        guint8 *row = rows[i % 3];
        row[0] = (guint8)i;
        for (guint j = 1; j <= b.length; j++) {
            const gboolean is_equal = a.text[i - 1] == b.text[j - 1];
            guint cost = previous[j - 1] + (is_equal ? 0U : 1U);
            cost = MIN(cost, previous[j] + 1U);
            cost = MIN(cost, row[j - 1] + 1U);
            if (i > 1 && j > 1 && a.text[i - 1] == b.text[j - 2] &&
                a.text[i - 2] == b.text[j - 1]) {
                cost = MIN(cost, before[j - 2] + 1U);
            }
            row[j] = (guint8)cost;
        }
    }
    const guint longer = MAX(a.length, b.length);
    return longer == 0 ? 0 : rows[a.length % 3][b.length] / (double)longer;
}

/** Words whose first letters are equal but for this part are nearly equal. */
#define LIKE_SHARE 4U

/** Whether two words are equal, or but for their ends or one letter in the middle. */
static gboolean
are_like(const char *a, gsize a_length, const char *b, gsize b_length)
{
    const gsize shorter = MIN(a_length, b_length);
    const gsize longer = MAX(a_length, b_length);
    gsize prefix = 0;
    while (prefix < shorter && a[prefix] == b[prefix]) {
        prefix++;
    }
    gsize suffix = 0;
    while (suffix < shorter - prefix &&
           a[a_length - 1 - suffix] == b[b_length - 1 - suffix]) {
        suffix++;
    }
    return longer - prefix - suffix <= longer / LIKE_SHARE;
}

/** The part of the letters of @words that stands in words of @others too. */
static double
share_words(const char *words, const char *others)
{
    gsize total = 0;
    gsize known = 0;
    for (const char *word = words; *word != '\0';) {
        const gsize length = strcspn(word, " ");
        gboolean is_known = FALSE;
        for (const char *other = others; *other != '\0' && !is_known;) {
            const gsize other_length = strcspn(other, " ");
            is_known = are_like(word, length, other, other_length);
            other += other_length + strspn(other + other_length, " ");
        }
        total += length;
        known += is_known ? length : 0;
        word += length + strspn(word + length, " ");
    }
    return total == 0 ? 0 : (double)known / (double)total;
}

void
march_letters_share(const char *asked, const char *name, MarchLettersShare *share)
{
    Letters a;
    Letters b;
    take_letters(asked, &a);
    take_letters(name, &b);
    const guint shorter = MIN(a.length, b.length);
    const guint longer = MAX(a.length, b.length);
    *share = (MarchLettersShare){.prefix = 0};
    if (shorter == 0) {
        return;
    }
    guint prefix = 0;
    while (prefix < shorter && a.text[prefix] == b.text[prefix]) {
        prefix++;
    }
    guint suffix = 0;
    while (suffix < shorter &&
           a.text[a.length - 1 - suffix] == b.text[b.length - 1 - suffix]) {
        suffix++;
    }
    share->prefix = prefix / (double)longer;
    share->suffix = suffix / (double)longer;
    share->longer = b.length > a.length ? (b.length - a.length) / (double)longer : 0;
    share->shorter = a.length > b.length ? (a.length - b.length) / (double)longer : 0;
    share->asked_words = share_words(asked, name);
    share->name_words = share_words(name, asked);
}

/** Whether @part stands in @whole at @at as whole words. */
static gboolean
stands_at(const char *whole, const char *part, const char *at)
{
    const char after = at[strlen(part)];
    return (at == whole || at[-1] == ' ') && (after == '\0' || after == ' ');
}

/** @part in @whole as whole words, or NULL. */
static const char *
find_words(const char *whole, const char *part)
{
    for (const char *at = strstr(whole, part); at != NULL; at = strstr(at + 1, part)) {
        if (stands_at(whole, part, at)) {
            return at;
        }
    }
    return NULL;
}

guint
march_letters_compare(const char *asked, const char *name)
{
    const gsize asked_length = strlen(asked);
    const gsize name_length = strlen(name);
    if (asked_length == 0 || name_length == 0) {
        return 0;
    }
    guint flags = 0;
    flags |= asked[0] == name[0] ? (guint)MARCH_LETTERS_FIRST : 0U;
    flags |= asked[asked_length - 1] == name[name_length - 1]
                 ? (guint)MARCH_LETTERS_LAST
                 : 0U;
    if (name_length > asked_length) {
        const char *at = find_words(name, asked);
        if (at == name) {
            flags |= (guint)MARCH_LETTERS_HEAD;
        } else if (at != NULL) {
            flags |= at[asked_length] == '\0' ? (guint)MARCH_LETTERS_TAIL
                                              : (guint)MARCH_LETTERS_MIDDLE;
        }
    } else if (asked_length > name_length && find_words(asked, name) != NULL) {
        flags |= (guint)MARCH_LETTERS_PART;
    }
    return flags;
}
