/* SPDX-License-Identifier: MIT */
#include "country-keys.h"

#include <string.h>

#include "external-sorter.h"

/** A country's number is a byte; 0 is none, or one beyond the limit. */
#define COUNTRY_LIMIT 256U
/** Bits of a sorted entry's prefix below the country. */
#define KEY_BITS 32U

struct MarchCountryKeys {
    MarchExternalSorter *sorter; /**< country above key, with the signature */
    GByteArray *places;          /**< number of the country of each place */
    char codes[COUNTRY_LIMIT][2];
    guint count;
    guint32 key, signature;             /**< of the key begun last */
    guint32 last_of_key[COUNTRY_LIMIT]; /**< by country: key + 1 */
};

MarchCountryKeys *
march_country_keys_new(const char *beside, gsize memory)
{
    MarchCountryKeys *keys = g_new0(MarchCountryKeys, 1);
    keys->sorter = march_external_sorter_new(beside, memory, NULL);
    keys->places = g_byte_array_new();
    keys->count = 1;
    return keys;
}

void
march_country_keys_free(MarchCountryKeys *keys)
{
    if (keys != NULL) {
        march_external_sorter_free(keys->sorter);
        g_byte_array_unref(keys->places);
        g_free(keys);
    }
}

static guint8
number_country(MarchCountryKeys *keys, const char country[2])
{
    if (country[0] == '\0') {
        return 0;
    }
    for (guint i = 1; i < keys->count; i++) {
        if (memcmp(keys->codes[i], country, 2) == 0) {
            return (guint8)i;
        }
    }
    if (keys->count == COUNTRY_LIMIT) {
        return 0;
    }
    memcpy(keys->codes[keys->count], country, 2);
    return (guint8)keys->count++;
}

void
march_country_keys_set_place(MarchCountryKeys *keys,
                             guint32 place,
                             const char country[2])
{
    const guint8 number = number_country(keys, country);
    g_assert(place <= keys->places->len);
    if (place == keys->places->len) {
        g_byte_array_append(keys->places, &number, 1);
    } else {
        keys->places->data[place] = number;
    }
}

void
march_country_keys_begin(MarchCountryKeys *keys,
                         guint32 number,
                         const MarchSound *sound)
{
    keys->key = number;
    keys->signature = march_key_signature(sound);
}

gboolean
march_country_keys_add_name(MarchCountryKeys *keys, guint32 place, GError **error)
{
    const guint8 country = keys->places->data[place];
    if (country == 0 || keys->last_of_key[country] == keys->key + 1) {
        return TRUE;
    }
    keys->last_of_key[country] = keys->key + 1;
    const MarchSortRecord record = {
        .prefix = (guint64)country << KEY_BITS | keys->key,
        .bytes = (const guint8 *)&keys->signature,
        .size = sizeof keys->signature,
    };
    return march_external_sorter_add(keys->sorter, &record, error);
}

/** Begins the countries up to and with @country, whose keys begin at @start. */
static gboolean
begin_countries(const MarchCountryKeys *keys,
                guint *next,
                guint country,
                guint32 start,
                MarchScratch *countries,
                GError **error)
{
    for (; *next <= country; (*next)++) {
        MarchCountryRecord record = {.start = start};
        if (*next < keys->count) {
            memcpy(record.code, keys->codes[*next], sizeof record.code);
        }
        if (!march_scratch_append(countries, &record, sizeof record, error)) {
            return FALSE;
        }
    }
    return TRUE;
}

gboolean
march_country_keys_write(MarchCountryKeys *keys,
                         MarchScratch *countries,
                         MarchScratch *numbers,
                         MarchScratch *signatures,
                         GError **error)
{
    if (!march_external_sorter_finish(keys->sorter, error)) {
        return FALSE;
    }
    MarchSortRecord record;
    GError *inner = NULL;
    guint next = 1;
    guint32 count = 0;
    for (; march_external_sorter_next(keys->sorter, &record, &inner); count++) {
        const guint country = (guint)(record.prefix >> KEY_BITS);
        const guint32 key = (guint32)record.prefix;
        guint32 signature;
        memcpy(&signature, record.bytes, sizeof signature);
        if (!begin_countries(keys, &next, country, count, countries, error) ||
            !march_scratch_append(numbers, &key, sizeof key, error) ||
            !march_scratch_append(signatures, &signature, sizeof signature, error)) {
            return FALSE;
        }
    }
    if (inner != NULL) {
        g_propagate_error(error, inner);
        return FALSE;
    }
    /* One more for the end. */
    return begin_countries(keys, &next, keys->count, count, countries, error);
}
