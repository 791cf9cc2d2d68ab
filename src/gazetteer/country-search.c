/* SPDX-License-Identifier: MIT */
#include "country-search.h"

#include <string.h>

#include "name-forms.h"

/** Keys that are found, of all countries together. */
#define COUNTRY_KEYS 1200U
/** The same of longer keys. */
#define LONGER_KEYS 1500U
/** Consonants that a part of a longer name needs, to be told from other parts. */
#define LEAST_CONSONANTS 3
/** Sounds that a key is longer, at least and at most. */
#define LEAST_LONGER 2U
#define MOST_LONGER  16U
/** Countries that are looked at. */
#define COUNTRY_LIMIT 8U
/** Forms whose signatures are asked. */
#define ASKED_FORMS 2U
/** Sizes of keys are at most so many times the query's, and it theirs. */
#define SIZE_RATIO 2U
/** How much a sound that only one of both has weighs against a sound more. */
#define SOUND_WEIGHT 2U
/** One more than the highest score. */
#define SCORE_END (SOUND_WEIGHT * MARCH_SIGNATURE_BITS + MARCH_SOUND_LIMIT + 1U)

/** Numbers of the tables that are in memory at a time. */
#define CHUNK 4096U

/** Keys of a country that have about the right size, see MarchCountrySpan. */
typedef MarchCountrySpan KeyRange;

struct MarchCountrySearch {
    const MarchIndexReader *reader;
    GByteArray *scores; /**< of all ranges, one after the other */
    guint32 keys[CHUNK], signatures[CHUNK];
};

MarchCountrySearch *
march_country_search_new(const MarchIndexReader *reader)
{
    MarchCountrySearch *search = g_new0(MarchCountrySearch, 1);
    search->reader = reader;
    search->scores = g_byte_array_new();
    return search;
}

void
march_country_search_free(MarchCountrySearch *search)
{
    if (search != NULL) {
        g_byte_array_unref(search->scores);
        g_free(search);
    }
}

/** In a way that compilers make vector instructions of. */
static inline guint32
count_bits(guint32 bits)
{
    bits = bits - (bits >> 1 & 0x55555555U);
    bits = (bits & 0x33333333U) + (bits >> 2 & 0x33333333U);
    bits = (bits + (bits >> 4)) & 0x0F0F0F0FU;
    return (bits * 0x01010101U) >> 24;
}

/** Scores each of @count signatures by what it has in common with @asked, 0 for all. */
static void
score_chunk(const guint32 *signatures,
            guint32 count,
            guint32 asked,
            gboolean lengths_count,
            guint8 *scores)
{
    const guint32 sounds = ((guint32)1 << MARCH_SIGNATURE_BITS) - 1U;
    const gint32 length = (gint32)(asked >> MARCH_SIGNATURE_BITS);
    const gint32 length_weight = lengths_count ? 1 : 0;
    for (guint32 i = 0; i < count; i++) {
        const guint32 bits = count_bits((signatures[i] ^ asked) & sounds);
        const gint32 longer = (gint32)(signatures[i] >> MARCH_SIGNATURE_BITS) - length;
        const guint32 score =
            SOUND_WEIGHT * bits +
            (guint32)((longer < 0 ? -longer : longer) * length_weight);
        scores[i] = (guint8)(score < scores[i] ? score : scores[i]);
    }
}

/** The first of the ascending keys of @span that is @least or more. */
static guint32
find_key(const MarchIndexReader *reader, const MarchCountrySpan *span, guint32 least)
{
    guint32 low = 0;
    guint32 end = span->count;
    while (low < end) {
        const guint32 middle = low + (end - low) / 2;
        guint32 key = G_MAXUINT32;
        march_index_reader_read_country(reader, MARCH_SECTION_COUNTRY_KEYS,
                                        span->start + middle, 1, &key);
        if (key < least) {
            low = middle + 1;
        } else {
            end = middle;
        }
    }
    return low;
}

/** The keys of @country with sizes from @least to @most. */
static KeyRange
find_range(const MarchCountrySearch *search,
           const char *country,
           guint least,
           guint most)
{
    const MarchIndexReader *reader = search->reader;
    const MarchCountrySpan span = march_index_reader_get_country(reader, country);
    const guint32 first =
        find_key(reader, &span, march_index_reader_get_size_start(reader, least));
    const guint32 end =
        find_key(reader, &span, march_index_reader_get_size_start(reader, most + 1));
    return (KeyRange){span.start + first, end > first ? end - first : 0};
}

/** Steps over the next of the countries at @list, which @country is set to. */
static gboolean
take_country(const char **list, char country[3])
{
    while (**list != '\0') {
        const gsize length = strcspn(*list, ", ");
        const gboolean is_code = length == 2;
        if (is_code) {
            country[0] = g_ascii_toupper((*list)[0]);
            country[1] = g_ascii_toupper((*list)[1]);
            country[2] = '\0';
        }
        *list += length;
        *list += strspn(*list, ", ");
        if (is_code) {
            return TRUE;
        }
    }
    return FALSE;
}

/** The ranges of the @countries; how many. */
static guint
find_ranges(const MarchCountrySearch *search,
            const char *countries,
            guint least,
            guint most,
            KeyRange ranges[COUNTRY_LIMIT])
{
    guint count = 0;
    char country[3];
    for (const char *p = countries;
         count < COUNTRY_LIMIT && take_country(&p, country);) {
        ranges[count++] = find_range(search, country, least, most);
    }
    return count;
}

/** Reads signatures of @range from @start; how many. */
static guint32
read_signatures(MarchCountrySearch *search, const KeyRange *range, guint32 start)
{
    return march_index_reader_read_country(
        search->reader, MARCH_SECTION_COUNTRY_SIGNATURES, range->start + start,
        MIN(range->count - start, CHUNK), search->signatures);
}

/** Reads @count keys of @range from @start; those that cannot be read are none. */
static void
read_keys(MarchCountrySearch *search,
          const KeyRange *range,
          guint32 start,
          guint32 count)
{
    memset(search->keys, 0xFF, sizeof search->keys);
    march_index_reader_read_country(search->reader, MARCH_SECTION_COUNTRY_KEYS,
                                    range->start + start, count, search->keys);
}

static void
score_range(MarchCountrySearch *search,
            const KeyRange *range,
            const GArray *forms,
            guint8 *scores)
{
    for (guint32 start = 0; start < range->count; start += CHUNK) {
        const guint32 count = read_signatures(search, range, start);
        for (guint k = 0; k < forms->len && k < ASKED_FORMS; k++) {
            const MarchNameForm *form = &g_array_index(forms, MarchNameForm, k);
            score_chunk(search->signatures, count, march_key_signature(&form->sound),
                        !form->vowels_are_missing, scores + start);
        }
    }
}

/** Appends the keys with scores below @limit, and @room of those that have it. */
static void
take_keys(MarchCountrySearch *search,
          const KeyRange *range,
          const guint8 *scores,
          guint limit,
          guint *room,
          GArray *keys)
{
    for (guint32 start = 0; start < range->count; start += CHUNK) {
        const guint32 count = MIN(range->count - start, CHUNK);
        gboolean is_read = FALSE;
        for (guint32 k = 0; k < count; k++) {
            const guint score = scores[start + k];
            if (score > limit || (score == limit && *room == 0)) {
                continue;
            }
            if (!is_read) {
                read_keys(search, range, start, count);
                is_read = TRUE;
            }
            *room -= score == limit ? 1 : 0;
            g_array_append_val(keys, search->keys[k]);
        }
    }
}

/** Appends up to @room keys that have all @consonants and are long enough. */
static void
take_longer(MarchCountrySearch *search,
            const KeyRange *range,
            guint32 consonants,
            guint least_length,
            guint *room,
            GArray *keys)
{
    for (guint32 start = 0; start<range->count && * room> 0; start += CHUNK) {
        const guint32 count = read_signatures(search, range, start);
        gboolean is_read = FALSE;
        for (guint32 k = 0; k<count && * room> 0; k++) {
            const guint32 signature = search->signatures[k];
            if ((consonants & ~signature) != 0 ||
                signature >> MARCH_SIGNATURE_BITS < least_length) {
                continue;
            }
            if (!is_read) {
                read_keys(search, range, start, count);
                is_read = TRUE;
            }
            g_array_append_val(keys, search->keys[k]);
            (*room)--;
        }
    }
}

void
march_country_search_find(MarchCountrySearch *search,
                          const char *countries,
                          const GArray *forms,
                          GArray *keys)
{
    KeyRange ranges[COUNTRY_LIMIT];
    if (forms->len == 0) {
        return;
    }
    const guint size = march_key_size(&g_array_index(forms, MarchNameForm, 0).sound);
    const guint count = find_ranges(search, countries, size / SIZE_RATIO,
                                    size * SIZE_RATIO + 1, ranges);
    guint32 total = 0;
    for (guint i = 0; i < count; i++) {
        total += ranges[i].count;
    }
    g_byte_array_set_size(search->scores, total);
    if (total == 0) {
        return;
    }
    memset(search->scores->data, SCORE_END - 1U, total);
    guint8 *scores = search->scores->data;
    for (guint i = 0; i < count; scores += ranges[i++].count) {
        score_range(search, &ranges[i], forms, scores);
    }
    guint histogram[SCORE_END] = {0};
    for (guint32 i = 0; i < total; i++) {
        histogram[search->scores->data[i]]++;
    }
    guint limit = 0;
    guint room = COUNTRY_KEYS;
    for (; limit < SCORE_END - 1U && histogram[limit] <= room; limit++) {
        room -= histogram[limit];
    }
    scores = search->scores->data;
    for (guint i = 0; i < count; scores += ranges[i++].count) {
        take_keys(search, &ranges[i], scores, limit, &room, keys);
    }
}

void
march_country_search_find_longer(MarchCountrySearch *search,
                                 const char *countries,
                                 const MarchSound *sound,
                                 GArray *keys)
{
    const guint32 mask = ((guint32)1 << MARCH_SIGNATURE_CONSONANTS) - 1U;
    const guint32 consonants = march_key_signature(sound) & mask;
    if (count_bits(consonants) < LEAST_CONSONANTS) {
        return;
    }
    KeyRange ranges[COUNTRY_LIMIT];
    const guint size = march_key_size(sound);
    const guint count =
        find_ranges(search, countries, size, size + MOST_LONGER, ranges);
    guint room = LONGER_KEYS;
    for (guint i = 0; i < count; i++) {
        take_longer(search, &ranges[i], consonants, sound->length + LEAST_LONGER, &room,
                    keys);
    }
}
