/* SPDX-License-Identifier: MIT */
#include "trigram-search.h"

#include <string.h>

#include "key-blocks.h"
#include "name-forms.h"

/** Keys measured because of their trigrams. */
#define TRIGRAM_KEYS 140
/** Forms whose trigrams are asked. */
#define TRIGRAM_FORMS 2
/** Per cent of the trigrams, the rarest, that are asked at all: the commonest tell
 * little and have the longest lists. */
#define ASKED_SHARE 85
/** Per cent of the trigrams, the rarest, that bring in new keys. */
#define RARE_SHARE 60
/** Keys whose shared trigrams are counted at a time: their counters stay in the
 * processor's first cache, and no counter per key of the index is needed. */
#define BLOCK_KEYS 16384U
/** Counters looked at together; divides BLOCK_KEYS. */
#define SCANNED 128U
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
struct MarchTrigramSearch {
    const MarchIndexReader *reader;
    TrigramList lists[LIST_LIMIT]; /**< the rarest first */
    guint count;
    guint size;              /**< trigrams of the first form */
    guint smallest, largest; /**< sizes of keys that are asked */
    guint histogram[SCORE_LIMIT + 1];
    guint threshold; /**< the score that is worth keeping by now */
    guint kept;      /**< how many have it */
    GArray *counted; /**< of CountedKey */
    /** Of a block of keys, a byte each: shared trigrams. */
    guint64 counts[BLOCK_KEYS / 8];
};

MarchTrigramSearch *
march_trigram_search_new(const MarchIndexReader *reader)
{
    MarchTrigramSearch *search = g_new0(MarchTrigramSearch, 1);
    search->reader = reader;
    search->counted = g_array_new(FALSE, FALSE, sizeof(CountedKey));
    return search;
}

void
march_trigram_search_free(MarchTrigramSearch *search)
{
    if (search != NULL) {
        g_array_unref(search->counted);
        g_free(search);
    }
}

/** The keys of a trigram and group, read block by block. */
typedef struct {
    const guint8 *bytes, *end;
    guint64 key;        /**< the next one, G_MAXUINT64 when there is none */
    gboolean is_common; /**< it counts only for keys that are counted already */
} TrigramCursor;

/** A difference of keys and where the next is; 0 at the end or where the file lies. */
typedef struct {
    const guint8 *next;
    guint64 keys;
} Step;

/** What comes after MARCH_MORE_BYTES. */
static Step
read_long_step(const guint8 *bytes, const guint8 *end)
{
    guint32 more;
    const gboolean is_sound = march_varint_read(&bytes, end, &more);
    return (Step){bytes, is_sound ? MARCH_LONGER_STEP + (guint64)more : 0};
}

static inline Step
read_step(const guint8 *bytes, const guint8 *end)
{
    if (bytes == end) {
        return (Step){bytes, 0};
    }
    if (*bytes < MARCH_TWO_BYTES) {
        return (Step){bytes + 1, *bytes};
    }
    if (*bytes < MARCH_MORE_BYTES && end - bytes > 1) {
        return (Step){bytes + 2,
                      MARCH_TWO_BYTES + ((*bytes - MARCH_TWO_BYTES) << 8 | bytes[1])};
    }
    return read_long_step(bytes + 1, end);
}

/** Counts the keys from @start to @end whose counters are @least or more already. */
static inline void
count_from(guint8 *counts,
           TrigramCursor *cursor,
           guint64 start,
           guint64 end,
           guint8 least)
{
    const guint8 *bytes = cursor->bytes;
    const guint8 *last = cursor->end;
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

/** The same for a block, which is BLOCK_KEYS at most. */
static void
count_block(guint64 *counts, TrigramCursor *cursor, guint64 start, guint64 end)
{
    /* Two loops: a comparison with a constant costs nothing or next to it. */
    if (cursor->is_common) {
        count_from((guint8 *)counts, cursor, start, end, 1);
    } else {
        count_from((guint8 *)counts, cursor, start, end, 0);
    }
}

/** Counts @score and raises the threshold when enough keys have a higher one. */
static void
count_score(MarchTrigramSearch *search, guint score)
{
    search->histogram[score]++;
    search->kept++;
    while (search->kept - search->histogram[search->threshold] >= TRIGRAM_KEYS) {
        search->kept -= search->histogram[search->threshold++];
    }
}

/** Keeps the keys of a block that were counted often enough, and clears it. */
static void
keep_counted(MarchTrigramSearch *search, guint32 start, guint32 count, guint size)
{
    const guint both = size + search->size + 1;
    const guint least = MAX(1 + search->size / LEAST_SHARE,
                            (search->threshold * both + SCORE_UNIT - 1) / SCORE_UNIT);
    const guint8 *counts = (const guint8 *)search->counts;
    const guint8 excess = (guint8)(0x80 - MIN(least, 0x7F));
    for (guint32 i = 0; i < count; i += SCANNED) {
        guint8 high = 0;
        for (guint k = 0; k < SCANNED; k++) {
            high |= (guint8)(counts[i + k] + excess);
        }
        /* So many counters at a time: nearly always none is high enough. */
        if ((high & 0x80) == 0) {
            continue;
        }
        for (guint32 k = i; k < i + SCANNED; k++) {
            const guint shared = counts[k];
            const guint score = MIN(shared * SCORE_UNIT / both, SCORE_LIMIT);
            if (shared >= least && score >= search->threshold) {
                const CountedKey counted = {start + k, score};
                g_array_append_val(search->counted, counted);
                count_score(search, score);
            }
        }
    }
    memset(search->counts, 0, (count + 7) / 8 * 8);
}

/** Adds the trigrams of @form to the lists; how many it has. */
static guint
collect_lists(MarchTrigramSearch *search, const MarchNameForm *form)
{
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
        march_index_reader_get_trigram(search->reader, own[k], list.runs);
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
count_group(MarchTrigramSearch *search, guint group)
{
    TrigramCursor cursors[LIST_LIMIT];
    const guint count = search->count;
    const guint asked = count <= 4 ? count : (count * ASKED_SHARE + 99) / 100;
    const guint size_end = march_key_group_start(group + 1);
    guint size = march_key_group_start(group);
    const guint32 first = march_index_reader_get_size_start(search->reader, size);
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
            .is_common = i * 100 >= count * RARE_SHARE && i >= 3,
        };
    }
    for (; size < size_end; size++) {
        guint32 start = march_index_reader_get_size_start(search->reader, size);
        const guint32 end = march_index_reader_get_size_start(search->reader, size + 1);
        while (start < end) {
            const guint32 block = MIN(BLOCK_KEYS, end - start);
            for (guint i = 0; i < asked; i++) {
                count_block(search->counts, &cursors[i], start, start + (guint64)block);
            }
            keep_counted(search, start, block, size);
            start += block;
        }
    }
}

/** Whether a group has sizes that are asked. */
static gboolean
is_asked(const MarchTrigramSearch *search, guint group)
{
    return march_key_group_start(group) <= search->largest &&
           march_key_group_start(group + 1) > search->smallest;
}

void
march_trigram_search_find(MarchTrigramSearch *search, const GArray *forms, GArray *keys)
{
    search->count = 0;
    search->kept = 0;
    search->threshold = LEAST_SCORE;
    memset(search->histogram, 0, sizeof search->histogram);
    g_array_set_size(search->counted, 0);
    for (guint i = 0; i < forms->len && i < TRIGRAM_FORMS; i++) {
        const guint size =
            collect_lists(search, &g_array_index(forms, MarchNameForm, i));
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
            count_group(search, middle + away);
        }
        if (away > 0 && away <= middle && is_asked(search, middle - away)) {
            count_group(search, middle - away);
        }
    }
    /* Of those just at the threshold only as many as there is room for. */
    guint room = TRIGRAM_KEYS - (search->kept - search->histogram[search->threshold]);
    for (guint i = 0; i < search->counted->len; i++) {
        const CountedKey *counted = &g_array_index(search->counted, CountedKey, i);
        if (counted->score > search->threshold ||
            (counted->score == search->threshold && room > 0)) {
            room -= counted->score == search->threshold ? 1 : 0;
            g_array_append_val(keys, counted->key);
        }
    }
}
