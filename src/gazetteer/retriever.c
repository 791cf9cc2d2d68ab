/* SPDX-License-Identifier: MIT */
#include "retriever.h"

#include <stdlib.h>
#include <string.h>

#include "country-search.h"
#include "sound-batch.h"
#include "trigram-search.h"

/** Keys taken from one hash; common skeletons have thousands. */
#define HASH_KEYS 300
/** Keys of one hash come first when their size differs by this at most. */
#define NEAR_SIZE 2U
/** Forms that are measured. */
#define FORM_LIMIT 24
/** Keys further than this are no match at all. */
#define DISTANCE_LIMIT 0.5
/** Where matches stop being kept, beyond the best. */
#define DISTANCE_WINDOW 0.3
#define MATCH_LIMIT     160
/** The same of the keys of hinted countries. */
#define COUNTRY_WINDOW DISTANCE_LIMIT
#define COUNTRY_LIMIT  60
/** How far a part of a longer name is from the whole, at least, and what the nearest
 * stretch may differ by, in hundredths of a consonant per sound. */
#define PART       0.25
#define PART_LIMIT 20U
/** The least that one sound more costs, see sound-distance.c. */
#define CHEAPEST_OMISSION 18
#define CHEAPEST_VOWEL    14
/** Keys that are fetched ahead of the one that is measured. */
#define AHEAD 8

/** Forms that are measured together. */
typedef struct {
    guint first; /**< number of the first */
    gboolean vowels_are_missing;
    MarchSoundBatch sounds;
} FormBatch;

struct MarchRetriever {
    const MarchIndexReader *reader;
    MarchTrigramSearch *search;
    MarchCountrySearch *countries;
    guint8 *is_seen;               /**< per key, a bit: already a candidate */
    GArray *chosen;                /**< of guint32: the candidates */
    GArray *alike;                 /**< of guint32: what the trigrams find */
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
    retriever->alike = g_array_new(FALSE, FALSE, sizeof(guint32));
    retriever->search = march_trigram_search_new(reader);
    retriever->countries = march_country_search_new(reader);
    return retriever;
}

void
march_retriever_free(MarchRetriever *retriever)
{
    if (retriever != NULL) {
        g_free(retriever->is_seen);
        march_trigram_search_free(retriever->search);
        march_country_search_free(retriever->countries);
        g_array_unref(retriever->alike);
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
    const MarchHashSpan span =
        march_index_reader_find_hash(retriever->reader, section, sound);
    const guint32 low = march_index_reader_get_size_start(
        retriever->reader, size > NEAR_SIZE ? size - NEAR_SIZE : 0);
    const guint32 high =
        march_index_reader_get_size_start(retriever->reader, size + NEAR_SIZE + 1);
    guint chosen = 0;
    for (guint32 i = 0; i < span.count && chosen < HASH_KEYS; i++) {
        const guint32 key = march_hash_span_key(&span, i);
        if (key >= low && key < high) {
            choose(retriever, key);
            chosen++;
        }
    }
    for (guint32 i = 0; i < span.count && chosen < HASH_KEYS; i++) {
        const guint32 key = march_hash_span_key(&span, i);
        if (key < low || key >= high) {
            choose(retriever, key);
            chosen++;
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

/**
 * Measures all that are chosen and sorts those near enough: within @window of the
 * best, @most of them.
 */
static void
measure_chosen(MarchRetriever *retriever,
               const GArray *forms,
               double window,
               guint most,
               GArray *matches)
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
        const double farthest = MIN(DISTANCE_LIMIT, best + window);
        if (measure(retriever, forms, key, farthest, &match)) {
            best = MIN(best, match.distance);
            g_array_append_val(matches, match);
        }
    }
    MarchKeyMatch *all = (MarchKeyMatch *)(void *)matches->data;
    guint kept = 0;
    for (guint i = 0; i < matches->len; i++) {
        if (all[i].distance <= best + window) {
            all[kept++] = all[i];
        }
    }
    g_array_set_size(matches, kept);
    g_array_sort(matches, compare_matches);
    if (matches->len > most) {
        g_array_set_size(matches, most);
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
    g_array_set_size(retriever->alike, 0);
    march_trigram_search_find(retriever->search, forms, retriever->alike);
    for (guint i = 0; i < retriever->alike->len; i++) {
        choose(retriever, g_array_index(retriever->alike, guint32, i));
    }
    if (forms->len > 0) {
        measure_chosen(retriever, forms, DISTANCE_WINDOW, MATCH_LIMIT, matches);
    }
}

/** Adds the keys of @countries that hold @form within: "X" of "San X de Y". */
static void
find_inside(MarchRetriever *retriever,
            const MarchNameForm *form,
            const char *countries,
            GArray *matches)
{
    g_array_set_size(retriever->alike, 0);
    march_country_search_find_longer(retriever->countries, countries, &form->sound,
                                     retriever->alike);
    MarchCostedSound part;
    march_sound_cost(&form->sound, &part);
    const guint first = matches->len;
    for (guint i = 0; i < retriever->alike->len; i++) {
        MarchKeyMatch match = {.key = g_array_index(retriever->alike, guint32, i)};
        MarchSound sound;
        march_index_reader_get_key(retriever->reader, match.key, &sound, &match.names);
        if (sound.length == 0) {
            continue;
        }
        MarchCostedSound whole;
        march_sound_cost(&sound, &whole);
        const guint limit = part.length * PART_LIMIT;
        const guint distance = march_sound_measure_inside(&part, &whole, limit);
        if (distance > limit) {
            continue;
        }
        match.distance = distance / 100.0 / part.length + PART;
        match.key_length = sound.length;
        match.is_inside = TRUE;
        match.begins_alike = form->sound.text[0] == sound.text[0];
        g_array_append_val(matches, match);
    }
    if (matches->len > first) {
        qsort(&g_array_index(matches, MarchKeyMatch, first), matches->len - first,
              sizeof(MarchKeyMatch), compare_matches);
    }
    g_array_set_size(matches, MIN(matches->len, first + COUNTRY_LIMIT));
}

void
march_retriever_find_in(MarchRetriever *retriever,
                        const GArray *forms,
                        const char *countries,
                        GArray *matches)
{
    g_array_set_size(retriever->chosen, 0);
    g_array_set_size(matches, 0);
    g_array_set_size(retriever->alike, 0);
    march_country_search_find(retriever->countries, countries, forms, retriever->alike);
    for (guint i = 0; i < retriever->alike->len; i++) {
        choose(retriever, g_array_index(retriever->alike, guint32, i));
    }
    if (forms->len > 0) {
        measure_chosen(retriever, forms, COUNTRY_WINDOW, COUNTRY_LIMIT, matches);
        const MarchNameForm *form = &g_array_index(forms, MarchNameForm, 0);
        find_inside(retriever, form, countries, matches);
    }
}
