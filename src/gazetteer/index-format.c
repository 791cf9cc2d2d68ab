/* SPDX-License-Identifier: MIT */
#include "index-format.h"

#include <math.h>
#include <string.h>

guint64
march_place_weight(const MarchPlaceRecord *place)
{
    static const guint8 shares[] = {8, 10, 11, 12, 14, 22, 40};
    const guint rank = MIN(place->rank, G_N_ELEMENTS(shares) - 1);
    return ((guint64)place->population + rank * 500ULL) * shares[rank];
}

/** Steps of a logarithm for each doubling: 255 of them reach 32 bits. */
#define STEPS_PER_DOUBLING 7.9

static guint8
shorten(double number)
{
    return (guint8)MIN(lround(log2(1 + number) * STEPS_PER_DOUBLING), 255);
}

static double
lengthen(guint8 steps)
{
    return round(exp2(steps / STEPS_PER_DOUBLING)) - 1;
}

MarchPlaceTraits
march_traits_of_record(const MarchPlaceRecord *record, guint32 details)
{
    const gboolean is_dated = record->valid_from != 0 || record->valid_to != 0;
    const guint class_shift = 16 - MARCH_TRAITS_CLASS_BITS;
    return (MarchPlaceTraits){
        .details = details,
        .country = {record->country[0], record->country[1]},
        .scripts =
            (guint16)(record->scripts | (guint)record->place_class << class_shift),
        .rank = record->rank,
        .flags = (guint8)(record->flags | (is_dated ? MARCH_TRAITS_DATED : 0U)),
        .population = shorten(record->population),
        .name_count = shorten(record->name_count),
    };
}

void
march_traits_to_record(const MarchPlaceTraits *traits, MarchPlaceRecord *record)
{
    const guint class_shift = 16 - MARCH_TRAITS_CLASS_BITS;
    *record = (MarchPlaceRecord){
        .country = {traits->country[0], traits->country[1]},
        .place_class = (guint8)(traits->scripts >> class_shift),
        .scripts = (guint16)(traits->scripts & ((1U << class_shift) - 1U)),
        .rank = traits->rank,
        .flags = (guint8)(traits->flags & ~MARCH_TRAITS_DATED),
        .population = (guint32)MIN(lengthen(traits->population), G_MAXUINT32),
        .name_count = (guint16)MIN(lengthen(traits->name_count), G_MAXUINT16),
    };
}

guint
march_grid_cell(double lon, double lat)
{
    const int column = CLAMP((int)(lon + 180.0), 0, 359);
    const int row = CLAMP((int)(lat + 90.0), 0, 179);
    return (guint)(row * 360 + column);
}

/** By group, the least size; most keys have 5 to 15 trigrams. */
static const guint8 group_starts[MARCH_KEY_GROUPS + 1] = {
    0, 5, 6, 7, 8, 9, 10, 11, 12, 13, 15, 17, 20, 25, MARCH_KEY_SIZES};

guint
march_key_group(guint size)
{
    guint group = 0;
    while (group + 1 < MARCH_KEY_GROUPS && group_starts[group + 1] <= size) {
        group++;
    }
    return group;
}

guint
march_key_group_start(guint group)
{
    return group_starts[MIN(group, MARCH_KEY_GROUPS)];
}

/** FNV-1a. */
guint32
march_index_hash(const char *text, gsize length)
{
    guint32 hash = 2166136261U;
    for (gsize i = 0; i < length; i++) {
        hash = (hash ^ (guchar)text[i]) * 16777619U;
    }
    return hash;
}

/** 0 is the end mark, 1 any digit, 2 anything else. */
static guint
letter_number(char letter)
{
    static const char letters[] = "aeubpdtgkvfsmnlrhCSiozcJ";
    if (g_ascii_isdigit(letter)) {
        return 1;
    }
    const char *found = letter == '\0' ? NULL : strchr(letters, letter);
    return found == NULL ? 2 : 3 + (guint)(found - letters);
}

guint
march_trigrams_of(const char *soft, guint length, guint16 *trigrams)
{
    guint count = 0;
    guint window = 0;
    const guint mask = MARCH_TRIGRAM_COUNT - 1;
    for (guint i = 0; i <= length && length > 0; i++) {
        window = (window << 5 | (i < length ? letter_number(soft[i]) : 0)) & mask;
        if (i < 1) {
            continue;
        }
        const guint16 trigram = (guint16)window;
        guint place = count;
        while (place > 0 && trigrams[place - 1] > trigram) {
            place--;
        }
        if (place > 0 && trigrams[place - 1] == trigram) {
            continue;
        }
        memmove(trigrams + place + 1, trigrams + place,
                (count - place) * sizeof *trigrams);
        trigrams[place] = trigram;
        count++;
    }
    return count;
}

guint
march_key_size(const MarchSound *sound)
{
    MarchSound soft;
    march_sound_soften(sound, &soft);
    guint16 trigrams[MARCH_SOUND_LIMIT + 2];
    return march_trigrams_of(soft.text, soft.length, trigrams);
}

guint32
march_key_signature(const MarchSound *sound)
{
    static const char consonants[] = "bpdtgkvfzsmnlrhcCSJ";
    /* Pairs tell more by how the two are spoken than by what they are. */
    static const char kinds[] = "bbddkkbbssmmrrkssss";
    const guint pair_bits = MARCH_SIGNATURE_BITS - ((guint)sizeof consonants - 1U);
    guint32 signature = 0;
    guint last = '^';
    for (guint i = 0; i <= sound->length; i++) {
        const char *found =
            i < sound->length ? strchr(consonants, sound->text[i]) : NULL;
        if (i < sound->length && found == NULL) {
            continue;
        }
        guint kind = '$';
        if (found != NULL) {
            signature |= (guint32)1 << (found - consonants);
            kind = (guint)kinds[found - consonants];
        }
        signature |= (guint32)1
                     << (sizeof consonants - 1U + (last * 31U + kind * 7U) % pair_bits);
        last = kind;
    }
    return signature | MIN(sound->length, MARCH_SOUND_LIMIT) << MARCH_SIGNATURE_BITS;
}
