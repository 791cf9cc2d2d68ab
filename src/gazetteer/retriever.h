/* SPDX-License-Identifier: MIT */
/**
 * Finds in one index the keys that may sound like a name.
 *
 * The union of exact keys, soft keys, consonant skeletons and the keys that share
 * most trigrams, each measured by the weighted edit distance to the nearest form.
 * A retriever borrows its reader and owns counters; one thread at a time.
 */
#ifndef MARCH_GAZETTEER_RETRIEVER_H
#define MARCH_GAZETTEER_RETRIEVER_H

#include "index-reader.h"
#include "name-forms.h"

typedef struct {
    guint32 key;
    MarchNameSpan names;   /**< of the key */
    guint32 form;          /**< number of the form that is nearest */
    guint32 key_length;    /**< sounds of the key */
    double distance;       /**< per mean length, plus the penalty of the form */
    gboolean is_same;      /**< the sounds are equal */
    gboolean begins_alike; /**< the first sounds are equal */
    gboolean is_inside;    /**< the name is only a part of the key */
} MarchKeyMatch;

typedef struct MarchRetriever MarchRetriever;

MarchRetriever *march_retriever_new(const MarchIndexReader *reader);
void march_retriever_free(MarchRetriever *retriever);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarchRetriever, march_retriever_free)
const MarchIndexReader *march_retriever_get_reader(const MarchRetriever *retriever);

/** Fills @matches (of MarchKeyMatch), nearest first. @forms are MarchNameForm. */
void
march_retriever_find(MarchRetriever *retriever, const GArray *forms, GArray *matches);
/**
 * The same among the keys of @countries (ISO codes with commas between), and with a
 * looser look: what is hardly alike is found too.
 */
void march_retriever_find_in(MarchRetriever *retriever,
                             const GArray *forms,
                             const char *countries,
                             GArray *matches);

#endif
