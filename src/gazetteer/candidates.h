/* SPDX-License-Identifier: MIT */
/**
 * The places that a query may mean, with the parts their score is made of.
 *
 * Candidates borrow from the readers of the gazetteer they come from. Those that a search
 * keeps have their records.
 */
#ifndef MARCH_GAZETTEER_CANDIDATES_H
#define MARCH_GAZETTEER_CANDIDATES_H

#include "gazetteer.h"
#include "letters.h"
#include "retriever.h"
#include "scripts.h"

typedef struct {
    const MarchIndexReader *reader;
    guint32 place;
    gboolean is_read;        /**< the record is whole, not only what its traits tell */
    MarchPlaceRecord record; /**< of the place */
    guint32 string;          /**< the name that matched */
    guint32 next_string;     /**< its next name in another form, 0 when none */
    guint name_flags;
    guint form;       /**< number of the form of the query that matched */
    double distance;  /**< of the name, see MarchKeyMatch */
    double second;    /**< distance of its next name in another form, 1 when none */
    gboolean is_same; /**< the sounds are equal */
    gboolean begins_alike; /**< the first sounds are equal */
    gboolean is_inside;    /**< only a part of the key sounds so */
    guint sound_length;    /**< of the form that matched */
    guint key_length;      /**< of the key that matched, in sounds */
    guint key_names;       /**< how many names share that key */
    gboolean vowels_are_missing;
    gboolean is_spelled; /**< the spelling is equal but for case and marks */
    gboolean is_exact;   /**< the name as written is equal but for case */
    gboolean is_part;    /**< the form that matched leaves words of the query out */
    gboolean is_part_of_whole; /**< so it does, and the whole is a name too */
    gboolean is_users;         /**< from the user's own places */
    gboolean has_hint;         /**< lies in a hinted country */
    gboolean is_contained;     /**< lies in what the query names as its container */
    double letters;     /**< edit distance of the spellings per length, 1 unknown */
    double unlike_main; /**< letter distance of the name and the main name, 0 unknown */
    guint letters_flags;     /**< of MarchLettersFlags */
    MarchLettersShare share; /**< of the name that matched */
    gboolean is_compared;    /**< the following are known */
    double compared_letters, compared_unlike_main;
    guint compared_flags;
    MarchLettersShare compared_share;
    MarchScript compared_script;
    MarchScript script; /**< of the name that matched, unknown at first */
    double own;         /**< score of the candidate by itself */
    double context;     /**< what the rest of the report adds */
} MarchCandidate;

/** A query and what has been found for it. */
typedef struct {
    const MarchQuery *query;
    char *name;       /**< the text without its container: "X" of "X, Y" */
    char *container;  /**< (nullable) the "Y" of "X, Y" */
    double offset_km; /**< how far from the name the text says it is, 0 when not */
    MarchNameHint hint;
    MarchScript script;    /**< of the name */
    guint marks;           /**< orthographies that its letters tell, 1 << each */
    GArray *forms;         /**< of MarchNameForm */
    GArray *candidates;    /**< of MarchCandidate, best first */
    MarchCandidate about;  /**< the region its report is about; no reader when unsure */
    MarchCandidate within; /**< what the container means; no reader when unsure */
} MarchSearch;

void march_search_init(MarchSearch *search, const MarchQuery *query);
void march_search_clear(MarchSearch *search);

/** Looks @search up in one index and appends what it finds, unsorted. */
void march_search_collect(MarchSearch *search,
                          MarchSpeller *speller,
                          MarchRetriever *retriever,
                          gboolean is_users);
/**
 * Drops the candidates that were no places at @as_of, or had another name then. When
 * it is not given, only those that a candidate with the same id has succeeded.
 */
void march_search_keep_valid(MarchSearch *search, MarchDate as_of);
/** Reads the records of all candidates, which distances need. */
void march_search_read(MarchSearch *search);
/**
 * Scores all candidates by themselves and keeps the best @limit: the first @least of
 * them, and of the rest those that a closer look could still bring forward.
 */
void march_search_score(MarchSearch *search,
                        MarchSpeller *speller,
                        guint least,
                        guint limit);
/**
 * Adds @place, which the query names by an abbreviation or adjective, with the score
 * @own, or lifts it to that.
 */
void march_search_add_unit(MarchSearch *search,
                           const MarchIndexReader *reader,
                           guint32 place,
                           double own);
/** Sorts by own + context, ties in a fixed order. */
void march_search_sort(MarchSearch *search);

/** Whether the place had its name at @as_of; not given: whether it has it still. */
gboolean march_record_is_valid(const MarchPlaceRecord *record, MarchDate as_of);
MarchLonLat march_record_position(const MarchPlaceRecord *record);
/** Great-circle distance in km, for ranking. */
double march_distance_km(MarchLonLat a, MarchLonLat b);

#endif
