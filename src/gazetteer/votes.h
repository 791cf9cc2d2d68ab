/* SPDX-License-Identifier: MIT */
/**
 * The votes of the names of one report: which countries, regions and neighbourhoods
 * their likely senses lie in.
 *
 * A ballot borrows the searches it counts. Of a name written twice only the first
 * votes, and no name votes for itself.
 */
#ifndef MARCH_GAZETTEER_VOTES_H
#define MARCH_GAZETTEER_VOTES_H

#include "candidates.h"

/** Candidates of a name that vote. */
#define MARCH_VOTERS 6

typedef struct {
    MarchPlaceRecord record;
    const MarchIndexReader *reader;
    guint32 place;
    double weight; /**< 0 to 1 */
} MarchVote;

/**
 * The best candidates of @search, at most MARCH_VOTERS, with weights that sum to the
 * confidence in the name.
 */
guint march_votes_collect(const MarchSearch *search, MarchVote *votes);

typedef struct MarchBallot MarchBallot;

MarchBallot *march_ballot_new(MarchSearch *const *searches, guint count);
void march_ballot_free(MarchBallot *ballot);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarchBallot, march_ballot_free)

/** Counts the votes anew, from what the candidates' scores are now. */
void march_ballot_count(MarchBallot *ballot);
/** The number of the first search with the same name as search @index. */
guint march_ballot_get_first(const MarchBallot *ballot, guint index);
/** The votes of search @index. */
const MarchVote *
march_ballot_get_votes(const MarchBallot *ballot, guint index, guint *count);

/** The share of the other names that lie in the country of @candidate of @own. */
double march_ballot_share_country(const MarchBallot *ballot,
                                  guint own,
                                  const MarchCandidate *candidate);
/** The share of the other names that lie in the region of @candidate or are it. */
double march_ballot_share_region(const MarchBallot *ballot,
                                 guint own,
                                 const MarchCandidate *candidate);
/** How near the other names are to @candidate, 0 to 1. */
double march_ballot_measure_nearness(const MarchBallot *ballot,
                                     guint own,
                                     const MarchCandidate *candidate);

#endif
