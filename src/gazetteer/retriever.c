/* SPDX-License-Identifier: MIT */
#include "retriever.h"

#include <stdlib.h>
#include <string.h>

/** Keys measured because of their trigrams. */
#define TRIGRAM_KEYS 300
/** Keys taken from one hash; common skeletons have thousands. */
#define HASH_KEYS 400
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
/** The least that one sound more costs, see sound-distance.c. */
#define CHEAPEST_OMISSION 18
#define CHEAPEST_VOWEL    14

struct MarchRetriever {
    const MarchIndexReader *reader;
    guint8 *counts;   /**< per key: shared trigrams in the current query */
    guint8 *is_seen;  /**< per key, a bit: already a candidate */
    guint32 *touched; /**< keys that share a trigram */
    gsize touched_count, touched_capacity;
    GArray *chosen;                     /**< of guint32: the candidates */
    MarchCostedSound forms[FORM_LIMIT]; /**< of the current query */
};

MarchRetriever *
march_retriever_new(const MarchIndexReader *reader)
{
    MarchRetriever *retriever = g_new0(MarchRetriever, 1);
    const gsize keys = march_index_reader_count_keys(reader);
    retriever->reader = reader;
    retriever->counts = g_malloc0(keys + 1);
    retriever->is_seen = g_malloc0(keys / 8 + 1);
    retriever->chosen = g_array_new(FALSE, FALSE, sizeof(guint32));
    retriever->touched_capacity = 4096;
    retriever->touched = g_new(guint32, retriever->touched_capacity);
    return retriever;
}

void
march_retriever_free(MarchRetriever *retriever)
{
    if (retriever != NULL) {
        g_free(retriever->counts);
        g_free(retriever->is_seen);
        g_free(retriever->touched);
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

/** Makes room for as many touched keys as one more list may add. */
static void
reserve_touched(MarchRetriever *retriever, gsize more)
{
    if (retriever->touched_count + more > retriever->touched_capacity) {
        retriever->touched_capacity = (retriever->touched_count + more) * 2;
        retriever->touched =
            g_renew(guint32, retriever->touched, retriever->touched_capacity);
    }
}

/** Counts the keys of one trigram; without @may_add only those already counted. */
static void
count_trigram(MarchRetriever *retriever,
              const guint8 *bytes,
              gsize size,
              gboolean may_add)
{
    if (size == 0) {
        return;
    }
    const guint32 key_count = march_index_reader_count_keys(retriever->reader);
    guint8 *counts = retriever->counts;
    reserve_touched(retriever, size);
    guint32 *touched = retriever->touched + retriever->touched_count;
    const guint8 *end = bytes + size;
    guint64 next = 0;
    while (bytes < end) {
        guint32 difference = *bytes++;
        if (difference >= 0x80) {
            difference &= 0x7F;
            guint shift = 7;
            while (bytes < end && *bytes >= 0x80 && shift < 28) {
                difference |= (guint32)(*bytes++ & 0x7F) << shift;
                shift += 7;
            }
            if (bytes == end) {
                break;
            }
            difference |= (guint32)*bytes++ << shift;
        }
        next += difference;
        if (next == 0 || next > key_count) {
            break;
        }
        const guint32 key = (guint32)(next - 1);
        if (counts[key] != 0) {
            counts[key]++;
        } else if (may_add) {
            *touched++ = key;
            counts[key] = 1;
        }
    }
    retriever->touched_count = (gsize)(touched - retriever->touched);
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

/** Chooses the keys that share most, relative to both lengths. */
static void
choose_by_trigrams(MarchRetriever *retriever, const GArray *forms)
{
    TrigramList lists[160];
    guint first;
    const guint count =
        collect_lists(retriever, forms, lists, G_N_ELEMENTS(lists), &first);
    retriever->touched_count = 0;
    const guint asked = count <= 4 ? count : (count * ASKED_SHARE + 99) / 100;
    for (guint i = 0; i < asked; i++) {
        /* A key worth measuring has one of the rarer trigrams too. */
        const gboolean may_add = i * 100 < count * RARE_SHARE || i < 3;
        count_trigram(retriever, lists[i].bytes, lists[i].size, may_add);
    }
    const guint8 *sizes = march_index_reader_get_trigram_counts(retriever->reader);
    guint16 shares[256];
    for (guint i = 0; i < G_N_ELEMENTS(shares); i++) {
        shares[i] = (guint16)(65535U / (i + first + 1U));
    }
    guint histogram[257] = {0};
    for (gsize i = 0; i < retriever->touched_count; i++) {
        const guint32 key = retriever->touched[i];
        const guint score = retriever->counts[key] * (guint)shares[sizes[key]] >> 7;
        histogram[MIN(score, 256U)]++;
    }
    guint threshold = 256;
    guint total = histogram[256];
    while (threshold > 40 && total + histogram[threshold - 1] <= TRIGRAM_KEYS) {
        total += histogram[--threshold];
    }
    for (gsize i = 0; i < retriever->touched_count; i++) {
        const guint32 key = retriever->touched[i];
        const guint score = retriever->counts[key] * (guint)shares[sizes[key]] >> 7;
        if (score >= threshold) {
            choose(retriever, key);
        }
        retriever->counts[key] = 0;
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

/** Measures one key against all forms. */
static gboolean
measure(const MarchRetriever *retriever,
        const GArray *forms,
        guint32 key,
        MarchKeyMatch *match)
{
    MarchSound sound;
    march_index_reader_get_key(retriever->reader, key, &sound);
    if (sound.length == 0) {
        return FALSE;
    }
    *match = (MarchKeyMatch){.key = key, .distance = DISTANCE_LIMIT};
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
        if (measure(retriever, forms, key, &match)) {
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
