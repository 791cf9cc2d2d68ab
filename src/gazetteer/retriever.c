/* SPDX-License-Identifier: MIT */
#include "retriever.h"

#include <stdlib.h>
#include <string.h>

/** Keys measured because of their trigrams. */
#define TRIGRAM_KEYS 160
/** Keys taken from one hash; common skeletons have thousands. */
#define HASH_KEYS 300
/** Forms whose trigrams are asked. */
#define TRIGRAM_FORMS 2
/** Forms that are measured. */
#define FORM_LIMIT 24
/** Per cent of the trigrams, the rarest, that are asked at all: the commonest tell
 * little and have the longest lists. */
#define ASKED_SHARE 85
/** Per cent of the trigrams, the rarest, that bring in new keys. */
#define RARE_SHARE 60
/** Keys further than this are no match at all. */
#define DISTANCE_LIMIT 0.5
/** Where matches stop being kept, beyond the best. */
#define DISTANCE_WINDOW 0.3
#define MATCH_LIMIT     240
/** Keys whose shared trigrams are counted at a time: their counters stay in the
 * processor's first cache, and no counter per key of the index is needed. */
#define BLOCK_KEYS 16384U
/** Trigrams of a query that are asked. */
#define LIST_LIMIT 124U
/** The least that one sound more costs, see sound-distance.c. */
#define CHEAPEST_OMISSION 18
#define CHEAPEST_VOWEL    14

/** A key that shares trigrams with the query. */
typedef struct {
    guint32 key;
    guint32 score; /**< how many, then relative to both lengths */
} CountedKey;

struct MarchRetriever {
    const MarchIndexReader *reader;
    guint8 counts[BLOCK_KEYS];          /**< of a block of keys: shared trigrams */
    guint8 *is_seen;                    /**< per key, a bit: already a candidate */
    GArray *counted;                    /**< of CountedKey */
    GArray *chosen;                     /**< of guint32: the candidates */
    MarchCostedSound forms[FORM_LIMIT]; /**< of the current query */
};

MarchRetriever *
march_retriever_new(const MarchIndexReader *reader)
{
    MarchRetriever *retriever = g_new0(MarchRetriever, 1);
    const gsize keys = march_index_reader_count_keys(reader);
    retriever->reader = reader;
    retriever->is_seen = g_malloc0(keys / 8 + 1);
    retriever->chosen = g_array_new(FALSE, FALSE, sizeof(guint32));
    retriever->counted = g_array_new(FALSE, FALSE, sizeof(CountedKey));
    return retriever;
}

void
march_retriever_free(MarchRetriever *retriever)
{
    if (retriever != NULL) {
        g_free(retriever->is_seen);
        g_array_unref(retriever->counted);
        g_array_unref(retriever->chosen);
        g_free(retriever);
    }
}

const MarchIndexReader *
march_retriever_get_reader(const MarchRetriever *retriever)
{
    return retriever->reader;
}

static void
choose(MarchRetriever *retriever, guint32 key)
{
    if (key >= march_index_reader_count_keys(retriever->reader)) {
        return;
    }
    guint8 *byte = &retriever->is_seen[key / 8];
    const guint8 bit = (guint8)(1U << key % 8);
    if ((*byte & bit) == 0) {
        *byte |= bit;
        g_array_append_val(retriever->chosen, key);
    }
}

static void
choose_hash(MarchRetriever *retriever,
            MarchIndexSection section,
            const MarchSound *sound)
{
    guint32 count;
    const MarchHashRecord *records =
        march_index_reader_find_hash(retriever->reader, section, sound, &count);
    for (guint32 i = 0; i < MIN(count, HASH_KEYS); i++) {
        choose(retriever, records[i].key);
    }
}

/** The keys of one trigram, read block by block. */
typedef struct {
    const guint8 *bytes, *end;
    guint64 key;          /**< the next one, G_MAXUINT64 when there is none */
    gboolean brings_keys; /**< else it counts only for keys that are counted already */
} TrigramCursor;

/** Steps to the next key; the list ends where the file lies about it. */
static void
advance(TrigramCursor *cursor)
{
    guint64 difference = 0;
    for (guint shift = 0; cursor->bytes < cursor->end && shift < 35; shift += 7) {
        const guint8 byte = *cursor->bytes++;
        difference |= (guint64)(byte & 0x7F) << shift;
        if (byte < 0x80) {
            cursor->key = difference == 0 ? G_MAXUINT64 : cursor->key + difference;
            return;
        }
    }
    cursor->key = G_MAXUINT64;
}

/** The next eight differences when each is one byte, as in all long lists. */
static gboolean
has_eight_small(const TrigramCursor *cursor)
{
    guint64 word;
    if (cursor->end - cursor->bytes < (ptrdiff_t)sizeof word) {
        return FALSE;
    }
    memcpy(&word, cursor->bytes, sizeof word);
    return (word & 0x8080808080808080ULL) == 0;
}

/** Counts the keys from @start to @end, which are fewer than BLOCK_KEYS. */
static void
count_block(guint8 *counts, TrigramCursor *cursor, guint64 start, guint64 end)
{
    /* Without branches on the data, which nothing could predict. */
    const guint8 least = cursor->brings_keys ? 0 : 1;
    while (cursor->key < end) {
        while (cursor->key + 8 * 127 < end && has_eight_small(cursor)) {
            guint8 *count = counts + (cursor->key - start);
            for (guint i = 0; i < 8; i++) {
                *count = (guint8)(*count + (*count >= least));
                count += cursor->bytes[i];
            }
            cursor->key = start + (guint64)(count - counts);
            cursor->bytes += 8;
        }
        guint8 *count = counts + (cursor->key - start);
        *count = (guint8)(*count + (*count >= least));
        advance(cursor);
    }
}

/** Keeps the keys of a block that were counted at least @least times. */
static void
keep_counted(MarchRetriever *retriever, guint32 start, guint least)
{
    const guint64 ones = 0x0101010101010101ULL;
    const guint64 excess = ones * (0x80 - least);
    guint64 words[BLOCK_KEYS / 8];
    G_STATIC_ASSERT(sizeof words == BLOCK_KEYS);
    memcpy(words, retriever->counts, sizeof words);
    memset(retriever->counts, 0, BLOCK_KEYS);
    for (guint i = 0; i < G_N_ELEMENTS(words); i++) {
        if (((words[i] + excess) & ones << 7) == 0) {
            continue;
        }
        const guint8 *counts = (const guint8 *)&words[i];
        for (guint k = 0; k < 8; k++) {
            if (counts[k] >= least) {
                const CountedKey counted = {start + i * 8 + k, counts[k]};
                g_array_append_val(retriever->counted, counted);
            }
        }
    }
}

typedef struct {
    guint16 trigram;
    gsize size;
    const guint8 *bytes;
} TrigramList;

/** The lists of the trigrams of the first forms, the shortest first. */
static guint
collect_lists(const MarchRetriever *retriever,
              const GArray *forms,
              TrigramList *lists,
              guint capacity,
              guint *first)
{
    guint count = 0;
    *first = 0;
    for (guint i = 0; i < forms->len && i < TRIGRAM_FORMS; i++) {
        const MarchNameForm *form = &g_array_index(forms, MarchNameForm, i);
        MarchSound soft;
        guint16 own[MARCH_SOUND_LIMIT + 2];
        march_sound_soften(&form->sound, &soft);
        const guint own_count = march_trigrams_of(soft.text, soft.length, own);
        *first = i == 0 ? own_count : *first;
        for (guint k = 0; k < own_count && count < capacity; k++) {
            TrigramList list = {.trigram = own[k]};
            gboolean is_known = FALSE;
            for (guint j = 0; j < count && !is_known; j++) {
                is_known = lists[j].trigram == own[k];
            }
            if (is_known) {
                continue;
            }
            list.bytes =
                march_index_reader_get_trigram(retriever->reader, own[k], &list.size);
            guint place = count++;
            for (; place > 0 && lists[place - 1].size > list.size; place--) {
                lists[place] = lists[place - 1];
            }
            lists[place] = list;
        }
    }
    return count;
}

/** Fills retriever->counted with the keys that share @least trigrams or more. */
static void
count_trigrams(MarchRetriever *retriever,
               const TrigramList *lists,
               guint count,
               guint least)
{
    TrigramCursor cursors[LIST_LIMIT];
    const guint asked = count <= 4 ? count : (count * ASKED_SHARE + 99) / 100;
    for (guint i = 0; i < asked; i++) {
        cursors[i] = (TrigramCursor){
            .bytes = lists[i].bytes,
            .end = lists[i].bytes + lists[i].size,
            .key = G_MAXUINT64, /* one before key 0 */
            /* A key worth measuring has one of the rarer trigrams too. */
            .brings_keys = i * 100 < count * RARE_SHARE || i < 3,
        };
        advance(&cursors[i]);
    }
    g_array_set_size(retriever->counted, 0);
    const guint32 key_count = march_index_reader_count_keys(retriever->reader);
    for (guint32 start = 0; start < key_count;) {
        const guint32 size = MIN(BLOCK_KEYS, key_count - start);
        for (guint i = 0; i < asked; i++) {
            count_block(retriever->counts, &cursors[i], start, start + (guint64)size);
        }
        keep_counted(retriever, start, least);
        start += size;
    }
}

/** Chooses the keys that share most, relative to both lengths. */
static void
choose_by_trigrams(MarchRetriever *retriever, const GArray *forms)
{
    TrigramList lists[LIST_LIMIT];
    guint first;
    const guint count =
        collect_lists(retriever, forms, lists, G_N_ELEMENTS(lists), &first);
    count_trigrams(retriever, lists, count, 1 + first / 3);
    const guint8 *sizes = march_index_reader_get_trigram_counts(retriever->reader);
    guint16 shares[256];
    for (guint i = 0; i < G_N_ELEMENTS(shares); i++) {
        shares[i] = (guint16)(65535U / (i + first + 1U));
    }
    guint histogram[257] = {0};
    for (guint i = 0; i < retriever->counted->len; i++) {
        CountedKey *counted = &g_array_index(retriever->counted, CountedKey, i);
        counted->score = counted->score * shares[sizes[counted->key]] >> 7;
        histogram[MIN(counted->score, 256U)]++;
    }
    guint threshold = 256;
    guint total = histogram[256];
    while (threshold > 40 && total + histogram[threshold - 1] <= TRIGRAM_KEYS) {
        total += histogram[--threshold];
    }
    for (guint i = 0; i < retriever->counted->len; i++) {
        const CountedKey *counted = &g_array_index(retriever->counted, CountedKey, i);
        if (counted->score >= threshold) {
            choose(retriever, counted->key);
        }
    }
}

static int
compare_matches(gconstpointer a, gconstpointer b)
{
    const MarchKeyMatch *first = a;
    const MarchKeyMatch *second = b;
    if (first->distance < second->distance || first->distance > second->distance) {
        return first->distance < second->distance ? -1 : 1;
    }
    return first->key < second->key ? -1 : first->key > second->key;
}

/** Measures one key against all forms; FALSE when it is further than @farthest. */
static gboolean
measure(const MarchRetriever *retriever,
        const GArray *forms,
        guint32 key,
        double farthest,
        MarchKeyMatch *match)
{
    MarchSound sound;
    march_index_reader_get_key(retriever->reader, key, &sound);
    if (sound.length == 0) {
        return FALSE;
    }
    *match = (MarchKeyMatch){.key = key, .distance = farthest};
    MarchCostedSound costed;
    march_sound_cost(&sound, &costed);
    MarchCostedSound unvocalised = costed;
    march_sound_cheapen_vowels(&unvocalised);
    gboolean found = FALSE;
    for (guint i = 0; i < MIN(forms->len, FORM_LIMIT); i++) {
        const MarchNameForm *form = &g_array_index(forms, MarchNameForm, i);
        const double room = match->distance - form->penalty;
        const double mean = (sound.length + form->sound.length) / 2.0;
        const double limit = room * mean * 100;
        const guint longer = MAX(sound.length, form->sound.length) -
                             MIN(sound.length, form->sound.length);
        if (room <= 0 ||
            longer * (form->vowels_are_missing ? CHEAPEST_VOWEL : CHEAPEST_OMISSION) >
                limit) {
            continue;
        }
        const guint distance = march_sound_measure(
            &retriever->forms[i], form->vowels_are_missing ? &unvocalised : &costed,
            (guint)limit);
        const double relative = distance / 100.0 / mean + form->penalty;
        if (relative < match->distance) {
            match->distance = relative;
            match->form = i;
            match->is_same = distance == 0 && form->sound.length == sound.length &&
                             (form->flags & MARCH_FORM_PART) == 0;
            match->begins_alike = form->sound.text[0] == sound.text[0];
            found = TRUE;
        }
    }
    return found;
}

void
march_retriever_find(MarchRetriever *retriever, const GArray *forms, GArray *matches)
{
    g_array_set_size(retriever->chosen, 0);
    g_array_set_size(matches, 0);
    for (guint i = 0; i < forms->len; i++) {
        const MarchNameForm *form = &g_array_index(forms, MarchNameForm, i);
        guint32 key;
        if (march_index_reader_find_key(retriever->reader, &form->sound, &key)) {
            choose(retriever, key);
        }
        MarchSound soft;
        march_sound_soften(&form->sound, &soft);
        choose_hash(retriever, MARCH_SECTION_SOFT, &soft);
        MarchSound skeleton;
        march_sound_skeleton(&form->sound, &skeleton);
        if (skeleton.length > 0 && i < 8) {
            choose_hash(retriever, MARCH_SECTION_SKELETON, &skeleton);
        }
    }
    choose_by_trigrams(retriever, forms);
    for (guint i = 0; i < MIN(forms->len, FORM_LIMIT); i++) {
        march_sound_cost(&g_array_index(forms, MarchNameForm, i).sound,
                         &retriever->forms[i]);
    }
    double best = DISTANCE_LIMIT;
    for (guint i = 0; i < retriever->chosen->len; i++) {
        const guint32 key = g_array_index(retriever->chosen, guint32, i);
        retriever->is_seen[key / 8] = 0;
        MarchKeyMatch match;
        const double farthest = MIN(DISTANCE_LIMIT, best + DISTANCE_WINDOW);
        if (measure(retriever, forms, key, farthest, &match)) {
            best = MIN(best, match.distance);
            g_array_append_val(matches, match);
        }
    }
    g_array_sort(matches, compare_matches);
    guint kept = 0;
    while (kept < matches->len && kept < MATCH_LIMIT &&
           g_array_index(matches, MarchKeyMatch, kept).distance <=
               best + DISTANCE_WINDOW) {
        kept++;
    }
    g_array_set_size(matches, kept);
}
