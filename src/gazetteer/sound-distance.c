/* SPDX-License-Identifier: MIT */
#include "sound.h"

#include <string.h>

#include "sound-costs.h"

/** Sounds as small numbers; 31 is anything else. */
#define SOUND_KINDS MARCH_SOUND_KINDS
/** What anything else costs, to exchange or to leave out. */
#define STRANGE 100
/** What a vowel costs that the other script does not write. */
#define OMITTED_VOWEL 14

typedef struct {
    guint8 kind[128];
    guint8 change[SOUND_KINDS][SOUND_KINDS];
} Costs;

static void
fill_costs(Costs *costs)
{
    memset(costs->kind, SOUND_KINDS - 1, sizeof costs->kind);
    memset(costs->change, STRANGE, sizeof costs->change);
    for (guint i = 0; i < MARCH_LEARNED_SOUNDS; i++) {
        costs->kind[(guchar)MARCH_SOUND_ALPHABET[i]] = (guint8)i;
        memcpy(costs->change[i], march_learned_changes[i], MARCH_LEARNED_SOUNDS);
    }
}

static const Costs *
get_costs(void)
{
    static Costs costs;
    static gsize ready = 0;
    if (g_once_init_enter(&ready)) {
        fill_costs(&costs);
        g_once_init_leave(&ready, 1);
    }
    return &costs;
}

const guint8 *
march_sound_changes(guint kind)
{
    return get_costs()->change[MIN(kind, SOUND_KINDS - 1)];
}

/** Vowels and consonants as sounds are written. */
static gboolean
is_vowel(char sound)
{
    return sound == 'a' || sound == 'e' || sound == 'i' || sound == 'o' || sound == 'u';
}

/** What leaving out (or putting in) the sound at @index costs. */
static guint
omission_cost(const MarchSound *sound, guint index)
{
    const char byte = sound->text[index];
    const char before = index > 0 ? sound->text[index - 1] : '\0';
    const char after = index + 1 < sound->length ? sound->text[index + 1] : '\0';
    if (byte == 'i' && (is_vowel(before) || is_vowel(after))) {
        return 18;
    }
    if (is_vowel(byte)) {
        return after == '\0' ? 32 : 36;
    }
    if (byte == 'h') {
        return index == 0 ? 45 : 30;
    }
    if ((byte == 'g' || byte == 'k') && before == 'n') {
        return 40;
    }
    if (byte == 'v' && (is_vowel(before) || is_vowel(after))) {
        return 65;
    }
    return after == '\0' ? 85 : index == 0 ? 100 : 92;
}

void
march_sound_cost(const MarchSound *sound, MarchCostedSound *costed)
{
    const Costs *costs = get_costs();
    costed->length = sound->length;
    for (guint i = 0; i < sound->length; i++) {
        const guint byte = (guint)sound->text[i] & 0x7F;
        /* Digits have no kind of their own; they keep their byte to be told apart. */
        costed->kinds[i] = g_ascii_isdigit((char)byte) ? (guint8)(SOUND_KINDS + byte)
                                                       : costs->kind[byte];
        costed->omissions[i] = (guint8)omission_cost(sound, i);
    }
}

void
march_sound_cheapen_vowels(MarchCostedSound *costed)
{
    for (guint i = 0; i < costed->length; i++) {
        if (costed->kinds[i] < MARCH_SOUND_VOWELS) {
            costed->omissions[i] = MIN(costed->omissions[i], OMITTED_VOWEL);
        }
    }
}

/**
 * Fills the table of distances, row after row, from the first in @rows to that of the
 * last sound of @a or one in which all are above @limit; @least is the least of it.
 */
static void
fill_rows(const MarchCostedSound *a,
          const MarchCostedSound *b,
          guint limit,
          guint16 rows[2][MARCH_SOUND_LIMIT + 1],
          guint *least)
{
    const Costs *costs = get_costs();
    *least = 0;
    for (guint i = 0; i < a->length; i++) {
        const guint16 *previous = rows[i & 1];
        guint16 *row = rows[(i + 1) & 1];
        const guint kind = a->kinds[i];
        const guint omit_a = a->omissions[i];
        const guint8 *change = costs->change[MIN(kind, SOUND_KINDS - 1)];
        guint left = previous[0] + omit_a;
        guint best = left;
        row[0] = (guint16)left;
        for (guint j = 0; j < b->length; j++) {
            const guint other = b->kinds[j];
            const guint swap = kind == other ? 0 : change[MIN(other, SOUND_KINDS - 1)];
            guint cost = previous[j] + swap;
            cost = MIN(cost, previous[j + 1] + omit_a);
            cost = MIN(cost, left + b->omissions[j]);
            row[j + 1] = (guint16)cost;
            left = cost;
            best = MIN(best, cost);
        }
        *least = best;
        if (best > limit) {
            return;
        }
    }
}

guint
march_sound_measure(const MarchCostedSound *a, const MarchCostedSound *b, guint limit)
{
    guint16 rows[2][MARCH_SOUND_LIMIT + 1];
    guint least;
    rows[0][0] = 0;
    for (guint j = 0; j < b->length; j++) {
        rows[0][j + 1] = (guint16)(rows[0][j] + b->omissions[j]);
    }
    fill_rows(a, b, limit, rows, &least);
    return least > limit ? least : rows[a->length & 1][b->length];
}

guint
march_sound_measure_inside(const MarchCostedSound *part,
                           const MarchCostedSound *whole,
                           guint limit)
{
    guint16 rows[2][MARCH_SOUND_LIMIT + 1] = {{0}};
    guint least;
    /* What stands before and behind the stretch costs nothing. */
    fill_rows(part, whole, limit, rows, &least);
    return least;
}

guint
march_sound_distance(const MarchSound *a, const MarchSound *b, guint limit)
{
    MarchCostedSound first;
    MarchCostedSound second;
    march_sound_cost(a, &first);
    march_sound_cost(b, &second);
    return march_sound_measure(&first, &second, limit);
}
