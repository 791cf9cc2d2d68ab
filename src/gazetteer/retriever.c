/* SPDX-License-Identifier: MIT */
#include "retriever.h"

#include <stdlib.h>
#include <string.h>

#include "key-blocks.h"
#include "sound-batch.h"

/** Keys measured because of their trigrams. */
#define TRIGRAM_KEYS 140
/** Keys taken from one hash; common skeletons have thousands. */
#define HASH_KEYS 300
/** Keys of one hash come first when their size differs by this at most. */
#define NEAR_SIZE 2U
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
#define MATCH_LIMIT     160
/** Keys whose shared trigrams are counted at a time: their counters stay in the
 * processor's first cache, and no counter per key of the index is needed. */
#define BLOCK_KEYS 16384U
/** Counters looked at together; divides BLOCK_KEYS. */
#define SCANNED 32U
/** Trigrams of a query that are asked. */
#define LIST_LIMIT 124U
/** A key shares more than one of so many of the query's trigrams. */
#define LEAST_SHARE 3
/** Per cent by which the sizes of keys that are asked go beyond those of the query. */
#define SIZE_RATIO 145
/** Scores are shared trigrams of the sum of both sizes, in this unit. */
#define SCORE_UNIT  1024U
#define SCORE_LIMIT 640U
#define LEAST_SCORE 80U
/** The least that one sound more costs, see sound-distance.c. */
#define CHEAPEST_OMISSION 18
#define CHEAPEST_VOWEL    14
/** Keys that are fetched ahead of the one that is measured. */
#define AHEAD 8

/** A key that shares trigrams with the query. */
typedef struct {
    guint32 key;
    guint32 score; /**< shared trigrams relative to both sizes */
} CountedKey;

/** A trigram of the query. */
typedef struct {
    guint16 trigram;
    gsize size; /**< bytes of all runs */
    MarchTrigramRun runs[MARCH_KEY_GROUPS];
} TrigramList;

/** What the trigrams of a query ask. */
typedef struct {
    TrigramList lists[LIST_LIMIT]; /**< the rarest first */
    guint count;
    guint size;              /**< trigrams of the first form */
    guint smallest, largest; /**< sizes of keys that are asked */
    guint histogram[SCORE_LIMIT + 1];
    guint threshold; /**< the score that is worth keeping by now */
    guint kept;      /**< how many have it */
} TrigramSearch;

/** Forms that are measured together. */
typedef struct {
    guint first; /**< number of the first */
    gboolean vowels_are_missing;
    MarchSoundBatch sounds;
} FormBatch;

struct MarchRetriever {
    const MarchIndexReader *reader;
    TrigramSearch search;
    guint8 counts[BLOCK_KEYS];     /**< of a block of keys: shared trigrams */
    guint8 *is_seen;               /**< per key, a bit: already a candidate */
    GArray *counted;               /**< of CountedKey */
    GArray *chosen;                /**< of guint32: the candidates */
    FormBatch batches[FORM_LIMIT]; /**< of the current query */
    guint batch_count;
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

/** Chooses keys with a hash, those about as long as the form of @size first. */
static void
choose_hash(MarchRetriever *retriever,
            MarchIndexSection section,
            const MarchSound *sound,
            guint size)
{
    guint32 count;
    const guint32 *entries =
        march_index_reader_find_hash(retriever->reader, section, sound, &count);
    const guint32 low = march_index_reader_get_size_start(
        retriever->reader, size > NEAR_SIZE ? size - NEAR_SIZE : 0);
    const guint32 high =
        march_index_reader_get_size_start(retriever->reader, size + NEAR_SIZE + 1);
    guint chosen = 0;
    for (guint32 i = 0; i < count && chosen < HASH_KEYS; i++) {
        const guint32 key = entries[i] & MARCH_HASH_KEY_MASK;
        if (key >= low && key < high) {
            choose(retriever, key);
            chosen++;
        }
    }
    for (guint32 i = 0; i < count && chosen < HASH_KEYS; i++) {
        const guint32 key = entries[i] & MARCH_HASH_KEY_MASK;
        if (key < low || key >= high) {
            choose(retriever, key);
            chosen++;
        }
    }
}

/** The keys of a trigram and group, read block by block. */
typedef struct {
    const guint8 *bytes, *end;
    guint64 key;  /**< the next one, G_MAXUINT64 when there is none */
    guint8 least; /**< it counts only for keys that are counted so often already */
} TrigramCursor;

/** A difference of keys and where the next is; 0 at the end or where the file lies. */
typedef struct {
    const guint8 *next;
    guint64 keys;
} Step;

/** What comes after MARCH_LONG_STEP. */
static Step
read_long_step(const guint8 *bytes, const guint8 *end)
{
    guint32 more;
    const gboolean is_sound = march_varint_read(&bytes, end, &more);
    return (Step){bytes, is_sound ? MARCH_LONG_STEP + (guint64)more : 0};
}

static inline Step
read_step(const guint8 *bytes, const guint8 *end)
{
    if (bytes == end) {
        return (Step){bytes, 0};
    }
    return *bytes == MARCH_LONG_STEP ? read_long_step(bytes + 1, end)
                                     : (Step){bytes + 1, *bytes};
}

/** Counts the keys from @start to @end, which are BLOCK_KEYS at most. */
static void
count_block(guint8 *counts, TrigramCursor *cursor, guint64 start, guint64 end)
{
    const guint8 *bytes = cursor->bytes;
    const guint8 *last = cursor->end;
    const guint8 least = cursor->least;
    guint64 key = cursor->key;
    while (key < end) {
        /* Without a branch on the counter, which nothing could predict. */
        guint8 *count = counts + (key - start);
        *count = (guint8)(*count + (*count >= least));
        const Step step = read_step(bytes, last);
        key = step.keys == 0 ? G_MAXUINT64 : key + step.keys;
        bytes = step.next;
    }
    cursor->bytes = bytes;
    cursor->key = key;
}

/** Counts @score and raises the threshold when enough keys have a higher one. */
static void
count_score(TrigramSearch *search, guint score)
{
    search->histogram[score]++;
    search->kept++;
    while (search->kept - search->histogram[search->threshold] >= TRIGRAM_KEYS) {
        search->kept -= search->histogram[search->threshold++];
    }
}

/** Keeps the keys of a block that were counted often enough, and clears it. */
static void
keep_counted(MarchRetriever *retriever, guint32 start, guint32 count, guint size)
{
    TrigramSearch *search = &retriever->search;
    const guint both = size + search->size + 1;
    const guint least = MAX(1 + search->size / LEAST_SHARE,
                            (search->threshold * both + SCORE_UNIT - 1) / SCORE_UNIT);
    const guint64 ones = 0x0101010101010101ULL;
    const guint64 excess = ones * (0x80 - MIN(least, 0x7F));
    for (guint32 i = 0; i < count; i += SCANNED) {
        guint64 words[SCANNED / 8];
        memcpy(words, retriever->counts + i, sizeof words);
        const guint64 high = (words[0] + excess) | (words[1] + excess) |
                             (words[2] + excess) | (words[3] + excess);
        /* So many counters at a time: nearly always none is high enough. */
        if ((high & ones << 7) == 0) {
            continue;
        }
        for (guint32 k = i; k < i + SCANNED; k++) {
            const guint shared = retriever->counts[k];
            const guint score = MIN(shared * SCORE_UNIT / both, SCORE_LIMIT);
            if (shared >= least && score >= search->threshold) {
                const CountedKey counted = {start + k, score};
                g_array_append_val(retriever->counted, counted);
                count_score(search, score);
            }
        }
    }
    memset(retriever->counts, 0, count);
}

/** Adds the trigrams of @form to the lists; how many it has. */
static guint
collect_lists(MarchRetriever *retriever, const MarchNameForm *form)
{
    TrigramSearch *search = &retriever->search;
    MarchSound soft;
    guint16 own[MARCH_SOUND_LIMIT + 2];
    march_sound_soften(&form->sound, &soft);
    const guint own_count = march_trigrams_of(soft.text, soft.length, own);
    for (guint k = 0; k < own_count && search->count < LIST_LIMIT; k++) {
        TrigramList list = {.trigram = own[k]};
        gboolean is_known = FALSE;
        for (guint j = 0; j < search->count && !is_known; j++) {
            is_known = search->lists[j].trigram == own[k];
        }
        if (is_known) {
            continue;
        }
        march_index_reader_get_trigram(retriever->reader, own[k], list.runs);
        for (guint group = 0; group < MARCH_KEY_GROUPS; group++) {
            list.size += list.runs[group].size;
        }
        guint place = search->count++;
        for (; place > 0 && search->lists[place - 1].size > list.size; place--) {
            search->lists[place] = search->lists[place - 1];
        }
        search->lists[place] = list;
    }
    return own_count;
}

/** Counts the keys of one group of sizes. */
static void
count_group(MarchRetriever *retriever, guint group)
{
    const TrigramSearch *search = &retriever->search;
    TrigramCursor cursors[LIST_LIMIT];
    const guint count = search->count;
    const guint asked = count <= 4 ? count : (count * ASKED_SHARE + 99) / 100;
    const guint size_end = march_key_group_start(group + 1);
    guint size = march_key_group_start(group);
    const guint32 first = march_index_reader_get_size_start(retriever->reader, size);
    for (guint i = 0; i < asked; i++) {
        const MarchTrigramRun *run = &search->lists[i].runs[group];
        const guint8 *end = run->bytes + run->size;
        const Step step = read_step(run->bytes, end);
        cursors[i] = (TrigramCursor){
            .bytes = step.next,
            .end = end,
            /* The first difference is to the key before the group's first. */
            .key = step.keys == 0 ? G_MAXUINT64 : first + step.keys - 1,
            /* A key worth measuring has one of the rarer trigrams too. */
            .least = i * 100 < count * RARE_SHARE || i < 3 ? 0 : 1,
        };
    }
    for (; size < size_end; size++) {
        guint32 start = march_index_reader_get_size_start(retriever->reader, size);
        const guint32 end =
            march_index_reader_get_size_start(retriever->reader, size + 1);
        while (start < end) {
            const guint32 block = MIN(BLOCK_KEYS, end - start);
            for (guint i = 0; i < asked; i++) {
                count_block(retriever->counts, &cursors[i], start,
                            start + (guint64)block);
            }
            keep_counted(retriever, start, block, size);
            start += block;
        }
    }
}

/** Whether a group has sizes that are asked. */
static gboolean
is_asked(const TrigramSearch *search, guint group)
{
    return march_key_group_start(group) <= search->largest &&
           march_key_group_start(group + 1) > search->smallest;
}

/** Chooses the keys that share most, relative to both lengths. */
static void
choose_by_trigrams(MarchRetriever *retriever, const GArray *forms)
{
    TrigramSearch *search = &retriever->search;
    search->count = 0;
    search->kept = 0;
    search->threshold = LEAST_SCORE;
    memset(search->histogram, 0, sizeof search->histogram);
    g_array_set_size(retriever->counted, 0);
    for (guint i = 0; i < forms->len && i < TRIGRAM_FORMS; i++) {
        const guint size =
            collect_lists(retriever, &g_array_index(forms, MarchNameForm, i));
        search->size = i == 0 ? size : search->size;
        search->smallest = i == 0 ? size : MIN(search->smallest, size);
        search->largest = i == 0 ? size : MAX(search->largest, size);
    }
    if (search->count == 0) {
        return;
    }
    search->smallest = search->smallest * 100 / SIZE_RATIO;
    search->largest = search->largest * SIZE_RATIO / 100 + 1;
    /* From the own size outwards: then the threshold is soon high. */
    const guint middle = march_key_group(search->size);
    for (guint away = 0; away < MARCH_KEY_GROUPS; away++) {
        if (middle + away < MARCH_KEY_GROUPS && is_asked(search, middle + away)) {
            count_group(retriever, middle + away);
        }
        if (away > 0 && away <= middle && is_asked(search, middle - away)) {
            count_group(retriever, middle - away);
        }
    }
    /* Of those just at the threshold only as many as there is room for. */
    guint room = TRIGRAM_KEYS - (search->kept - search->histogram[search->threshold]);
    for (guint i = 0; i < retriever->counted->len; i++) {
        const CountedKey *counted = &g_array_index(retriever->counted, CountedKey, i);
        if (counted->score > search->threshold ||
            (counted->score == search->threshold && room > 0)) {
            room -= counted->score == search->threshold ? 1 : 0;
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

/** Prepares the forms for measuring many keys, in batches of like vowels. */
static void
batch_forms(MarchRetriever *retriever, const GArray *forms)
{
    retriever->batch_count = 0;
    const guint total = MIN(forms->len, FORM_LIMIT);
    for (guint first = 0; first < total;) {
        FormBatch *batch = &retriever->batches[retriever->batch_count++];
        const MarchNameForm *form = &g_array_index(forms, MarchNameForm, first);
        batch->first = first;
        batch->vowels_are_missing = form->vowels_are_missing;
        MarchCostedSound sounds[MARCH_SOUND_LANES];
        guint count = 0;
        while (first < total && count < MARCH_SOUND_LANES &&
               form->vowels_are_missing == batch->vowels_are_missing) {
            march_sound_cost(&form->sound, &sounds[count++]);
            form++;
            first++;
        }
        march_sound_batch_init(&batch->sounds, sounds, count);
    }
}

/** Measures one key against the forms of @batch; what is nearer goes to @match. */
static gboolean
measure_batch(const FormBatch *batch,
              const GArray *forms,
              const MarchSound *sound,
              const MarchCostedSound *costed,
              MarchKeyMatch *match)
{
    const guint cheapest =
        batch->vowels_are_missing ? CHEAPEST_VOWEL : CHEAPEST_OMISSION;
    guint widest = 0;
    double means[MARCH_SOUND_LANES];
    for (guint i = 0; i < batch->sounds.count; i++) {
        const MarchNameForm *form =
            &g_array_index(forms, MarchNameForm, batch->first + i);
        const double room = match->distance - form->penalty;
        means[i] = (sound->length + form->sound.length) / 2.0;
        const guint limit = room > 0 ? (guint)(room * means[i] * 100) : 0;
        const guint longer = MAX(sound->length, form->sound.length) -
                             MIN(sound->length, form->sound.length);
        widest = longer * cheapest <= limit ? MAX(widest, limit) : widest;
    }
    if (widest == 0) {
        return FALSE;
    }
    guint distances[MARCH_SOUND_LANES];
    march_sound_batch_measure(&batch->sounds, costed, widest, distances);
    gboolean found = FALSE;
    for (guint i = 0; i < batch->sounds.count; i++) {
        const MarchNameForm *form =
            &g_array_index(forms, MarchNameForm, batch->first + i);
        const double relative = distances[i] / 100.0 / means[i] + form->penalty;
        if (relative < match->distance) {
            match->distance = relative;
            match->form = batch->first + i;
            match->is_same = distances[i] == 0 && form->sound.length == sound->length &&
                             (form->flags & MARCH_FORM_PART) == 0;
            match->begins_alike = form->sound.text[0] == sound->text[0];
            found = TRUE;
        }
    }
    return found;
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
    *match = (MarchKeyMatch){.key = key, .distance = farthest};
    march_index_reader_get_key(retriever->reader, key, &sound, &match->names);
    if (sound.length == 0) {
        return FALSE;
    }
    match->key_length = sound.length;
    MarchCostedSound costed;
    march_sound_cost(&sound, &costed);
    gboolean found = FALSE;
    for (guint i = 0; i < retriever->batch_count; i++) {
        const FormBatch *batch = &retriever->batches[i];
        if (batch->vowels_are_missing) {
            MarchCostedSound unvocalised = costed;
            march_sound_cheapen_vowels(&unvocalised);
            found |= measure_batch(batch, forms, &sound, &unvocalised, match);
        } else {
            found |= measure_batch(batch, forms, &sound, &costed, match);
        }
    }
    return found;
}

/** Measures all that are chosen and sorts those near enough. */
static void
measure_chosen(MarchRetriever *retriever, const GArray *forms, GArray *matches)
{
    batch_forms(retriever, forms);
    double best = DISTANCE_LIMIT;
    const guint32 *chosen = (const guint32 *)(const void *)retriever->chosen->data;
    const guint count = retriever->chosen->len;
    for (guint i = 0; i < count; i++) {
        const guint32 key = chosen[i];
        march_index_reader_prefetch_key(retriever->reader,
                                        chosen[MIN(i + 2 * AHEAD, count - 1)], TRUE);
        march_index_reader_prefetch_key(retriever->reader,
                                        chosen[MIN(i + AHEAD, count - 1)], FALSE);
        retriever->is_seen[key / 8] = 0;
        MarchKeyMatch match;
        const double farthest = MIN(DISTANCE_LIMIT, best + DISTANCE_WINDOW);
        if (measure(retriever, forms, key, farthest, &match)) {
            best = MIN(best, match.distance);
            g_array_append_val(matches, match);
        }
    }
    MarchKeyMatch *all = (MarchKeyMatch *)(void *)matches->data;
    guint kept = 0;
    for (guint i = 0; i < matches->len; i++) {
        if (all[i].distance <= best + DISTANCE_WINDOW) {
            all[kept++] = all[i];
        }
    }
    g_array_set_size(matches, kept);
    g_array_sort(matches, compare_matches);
    if (matches->len > MATCH_LIMIT) {
        g_array_set_size(matches, MATCH_LIMIT);
    }
    for (guint i = 0; i < matches->len; i++) {
        march_index_reader_prefetch_names(
            retriever->reader, &g_array_index(matches, MarchKeyMatch, i).names);
    }
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
        const guint size = march_key_size(&form->sound);
        choose_hash(retriever, MARCH_SECTION_SOFT, &soft, size);
        MarchSound skeleton;
        march_sound_skeleton(&form->sound, &skeleton);
        if (skeleton.length > 0 && i < 8) {
            choose_hash(retriever, MARCH_SECTION_SKELETON, &skeleton, size);
        }
    }
    choose_by_trigrams(retriever, forms);
    if (forms->len > 0) {
        measure_chosen(retriever, forms, matches);
    }
}
