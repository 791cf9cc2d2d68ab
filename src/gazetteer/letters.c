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

/**
 * The edits, of which a swap of neighbours is one, that make @b of @a; a column of the
 * table at a time, each in the bits of a word (Hyyrö 2003).
 */
static guint
count_edits(const Letters *a, const Letters *b)
{
    guint64 places[128] = {0}; /* of each letter in a, a bit each */
    for (guint i = 0; i < a->length; i++) {
        places[(guchar)a->text[i]] |= (guint64)1 << i;
    }
    const guint64 last = (guint64)1 << (a->length - 1);
    guint64 more = ~(guint64)0; /* where a cell is one more than the one above */
    guint64 less = 0;
    guint64 same = 0;
    guint64 before = 0; /* places of the letter of b before */
    guint edits = a->length;
    for (guint j = 0; j < b->length; j++) {
        const guint64 place = places[(guchar)b->text[j]];
        const guint64 swapped = ((~same & place) << 1) & before;
        same = (((place & more) + more) ^ more) | place | less | swapped;
        const guint64 right_more = less | ~(same | more);
        const guint64 right_less = same & more;
        edits += (right_more & last) != 0;
        edits -= (right_less & last) != 0;
        const guint64 shifted = right_more << 1 | 1;
        more = right_less << 1 | ~(same | shifted);
        less = same & shifted;
        before = place;
    }
    return edits;
}

double
march_letters_distance(const char *asked, const char *name)
{
    Letters a;
    Letters b;
    take_letters(asked, &a);
    take_letters(name, &b);
    const guint longer = MAX(a.length, b.length);
    if (a.length == 0 || b.length == 0) {
        return longer == 0 ? 0 : 1;
    }
    return count_edits(&a, &b) / (double)longer;
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
