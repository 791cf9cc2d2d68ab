/* SPDX-License-Identifier: MIT */
#include "sound.h"

#include <string.h>

/** Pairs of sounds that names exchange, with the cost in hundredths. */
static const struct {
    char pair[3];
    guint8 cost;
} related[] = {
    {"ao", 20}, {"ei", 20}, {"ou", 22}, {"ae", 25}, {"iu", 30}, {"oe", 32}, {"au", 30},
    {"eu", 35}, {"ai", 35}, {"io", 38}, {"Ss", 35}, {"SC", 40}, {"SJ", 40}, {"CJ", 35},
    {"Cc", 30}, {"Ck", 60}, {"cs", 30}, {"cz", 35}, {"ck", 45}, {"ct", 50}, {"cJ", 45},
    {"sz", 25}, {"Jz", 35}, {"Jg", 45}, {"Ji", 40}, {"Jd", 50}, {"Jh", 50}, {"dt", 30},
    {"bp", 35}, {"bv", 35}, {"vf", 30}, {"vu", 30}, {"vo", 45}, {"gk", 30}, {"gh", 35},
    {"kh", 40}, {"nm", 45}, {"lr", 60}, {"pf", 45}, {"st", 60}, {"dz", 50}, {"Ch", 50},
    {"Sh", 50}, {"Sc", 45}, {"Sz", 50}, {"Cs", 50}, {"Ct", 60}, {"gi", 60}, {"li", 70},
    {"hf", 60}, {"mb", 70}, {"nl", 75}, {"ln", 75}, {"rn", 85}, {"gv", 70}, {"bm", 70},
};

/** Sounds as small numbers; 31 is anything else. */
#define SOUND_KINDS MARCH_SOUND_KINDS
#define VOWEL_KINDS 5
/** What a vowel costs that the other script does not write. */
#define OMITTED_VOWEL 14

typedef struct {
    guint8 kind[128];
    guint8 change[SOUND_KINDS][SOUND_KINDS];
} Costs;

static const char alphabet[] = "aeioubpdtgkvfzsmnlrhcCSJ";

static void
fill_costs(Costs *costs)
{
    memset(costs->kind, SOUND_KINDS - 1, sizeof costs->kind);
    memset(costs->change, 100, sizeof costs->change);
    for (guint i = 0; alphabet[i] != '\0'; i++) {
        costs->kind[(guchar)alphabet[i]] = (guint8)i;
    }
    for (guint i = 0; i < G_N_ELEMENTS(related); i++) {
        const guint a = costs->kind[(guchar)related[i].pair[0]];
        const guint b = costs->kind[(guchar)related[i].pair[1]];
        costs->change[a][b] = costs->change[b][a] = related[i].cost;
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
        /* The vowels come first in the alphabet. */
        if (costed->kinds[i] < VOWEL_KINDS) {
            costed->omissions[i] = MIN(costed->omissions[i], OMITTED_VOWEL);
        }
    }
}

guint
march_sound_measure(const MarchCostedSound *a, const MarchCostedSound *b, guint limit)
{
    const Costs *costs = get_costs();
    guint16 rows[2][MARCH_SOUND_LIMIT + 1];
    rows[0][0] = 0;
    for (guint j = 0; j < b->length; j++) {
        rows[0][j + 1] = (guint16)(rows[0][j] + b->omissions[j]);
    }
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
        if (best > limit) {
            return best;
        }
    }
    return rows[a->length & 1][b->length];
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
