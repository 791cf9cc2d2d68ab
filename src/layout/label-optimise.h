/* SPDX-License-Identifier: MIT */
/**
 * Choosing one candidate position for each label: the combinatorial heart of the
 * placement, free of geometry.
 *
 * A problem says what each candidate costs, which candidates exclude each other and
 * what it costs to leave a label out. Solutions never hold two that exclude each
 * other. The search is seeded and bounded by a number of moves, never by time: the
 * same problem gives the same answer.
 */
#ifndef MARCH_LAYOUT_LABEL_OPTIMISE_H
#define MARCH_LAYOUT_LABEL_OPTIMISE_H

#include <glib.h>

#define MARCH_LABEL_UNPLACED G_MAXUINT

/** All arrays are borrowed. */
typedef struct {
    guint n_labels;
    /** n_labels + 1: the candidates of label i are first[i] to first[i + 1] - 1. */
    const guint *first;
    const double *costs;      /**< of each candidate, 0 or more */
    const double *drop_costs; /**< of each label: cost of not placing it */
    /** Of each candidate + 1: where its list in @conflicts starts. */
    const guint *conflict_starts;
    /** Candidates of other labels that it excludes; symmetric. */
    const guint *conflicts;
} MarchLabelProblem;

typedef struct {
    guint moves_per_label; /**< of the annealing; 0: none */
    guint moves_max;
    guint64 seed;
} MarchLabelSearch;

void march_label_search_init(MarchLabelSearch *search);

/**
 * First free candidate in order of importance (the drop cost), cheapest first.
 * Sets @choices (n_labels of them) to candidates or MARCH_LABEL_UNPLACED.
 *
 * Returns: the total cost
 */
double march_label_solve_greedily(const MarchLabelProblem *problem, guint *choices);

/**
 * Starts greedily, then anneals with moves that push others away and put them back
 * where they still fit, and descends at the end. Never worse than the greedy choice.
 *
 * Returns: the total cost
 */
double march_label_optimise(const MarchLabelProblem *problem,
                            const MarchLabelSearch *search,
                            guint *choices);

#endif
