/* SPDX-License-Identifier: MIT */
#include "label-optimise.h"

#include <math.h>
#include <string.h>

#define HOTTEST 8.0
#define COLDEST 0.05

/* One change of a move, to take it back by. */
typedef struct {
    guint label;
    guint before;
} Change;

typedef struct {
    const MarchLabelProblem *problem;
    guint *choices;
    guint *blocked; /* of each candidate: how many chosen ones exclude it */
    guint *owners;  /* of each candidate: its label */
    double cost;
    GArray *changes; /* of Change, of the current move */
    GArray *evicted; /* of guint: labels pushed away by the current move */
    guint64 random;
} Search;

void
march_label_search_init(MarchLabelSearch *search)
{
    *search = (MarchLabelSearch){.moves_per_label = 120, .moves_max = 40000, .seed = 1};
}

/* splitmix64 (Steele, Lea and Flood 2014) */
static guint64
next_random(Search *search)
{
    guint64 z = search->random += 0x9e3779b97f4a7c15U;

    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
    return z ^ (z >> 31);
}

static guint
random_below(Search *search, guint limit)
{
    return (guint)(((next_random(search) >> 32) * limit) >> 32);
}

static double
random_fraction(Search *search)
{
    return (double)(next_random(search) >> 11) / 9007199254740992.0;
}

static double
cost_of(const MarchLabelProblem *problem, guint label, guint choice)
{
    return choice == MARCH_LABEL_UNPLACED ? problem->drop_costs[label]
                                          : problem->costs[choice];
}

static void
count_conflicts(Search *search, guint candidate, guint step)
{
    const MarchLabelProblem *problem = search->problem;

    for (guint i = problem->conflict_starts[candidate];
         i < problem->conflict_starts[candidate + 1]; i++) {
        search->blocked[problem->conflicts[i]] += step;
    }
}

/* The new choice must be free. */
static void
set_choice(Search *search, guint label, guint choice)
{
    guint before = search->choices[label];

    if (before != MARCH_LABEL_UNPLACED) {
        count_conflicts(search, before, G_MAXUINT);
    }
    if (choice != MARCH_LABEL_UNPLACED) {
        count_conflicts(search, choice, 1);
    }
    search->choices[label] = choice;
    search->cost += cost_of(search->problem, label, choice) -
                    cost_of(search->problem, label, before);
}

static guint
find_best_free(const Search *search, guint label)
{
    const MarchLabelProblem *problem = search->problem;
    guint best = MARCH_LABEL_UNPLACED;
    double best_cost = problem->drop_costs[label];

    for (guint i = problem->first[label]; i < problem->first[label + 1]; i++) {
        if (search->blocked[i] == 0 && problem->costs[i] < best_cost) {
            best = i;
            best_cost = problem->costs[i];
        }
    }
    return best;
}

static int
compare_importance(gconstpointer a, gconstpointer b, gpointer data)
{
    const MarchLabelProblem *problem = data;
    guint one = *(const guint *)a;
    guint other = *(const guint *)b;
    double difference = problem->drop_costs[other] - problem->drop_costs[one];

    if (difference > 0 || difference < 0) {
        return difference > 0 ? 1 : -1;
    }
    return one < other ? -1 : one > other;
}

static guint *
sort_by_importance(const MarchLabelProblem *problem)
{
    g_autoptr(GArray) order = g_array_new(FALSE, FALSE, sizeof(guint));

    for (guint i = 0; i < problem->n_labels; i++) {
        g_array_append_val(order, i);
    }
    if (order->len > 1) {
        g_array_sort_with_data(order, compare_importance, (gpointer)(guintptr)problem);
    }
    return g_array_steal(order, NULL);
}

static void
start_search(Search *search, const MarchLabelProblem *problem, guint *choices)
{
    guint n_candidates = problem->first[problem->n_labels];
    g_autofree guint *order = sort_by_importance(problem);

    search->problem = problem;
    search->choices = choices;
    search->blocked = g_new0(guint, n_candidates + 1);
    search->owners = g_new(guint, n_candidates + 1);
    search->changes = g_array_new(FALSE, FALSE, sizeof(Change));
    search->evicted = g_array_new(FALSE, FALSE, sizeof(guint));
    search->cost = 0;
    for (guint i = 0; i < problem->n_labels; i++) {
        choices[i] = MARCH_LABEL_UNPLACED;
        search->cost += problem->drop_costs[i];
        for (guint k = problem->first[i]; k < problem->first[i + 1]; k++) {
            search->owners[k] = i;
        }
    }
    for (guint i = 0; i < problem->n_labels; i++) {
        guint best = find_best_free(search, order[i]);

        if (best != MARCH_LABEL_UNPLACED) {
            set_choice(search, order[i], best);
        }
    }
}

static void
end_search(Search *search)
{
    g_free(search->blocked);
    g_free(search->owners);
    g_array_unref(search->changes);
    g_array_unref(search->evicted);
}

static void
change(Search *search, guint label, guint choice)
{
    Change entry = {label, search->choices[label]};

    g_array_append_val(search->changes, entry);
    set_choice(search, label, choice);
}

/* Changes in reverse, so that every intermediate state is one that was legal. */
static void
take_back(Search *search)
{
    for (guint i = search->changes->len; i > 0; i--) {
        Change entry = g_array_index(search->changes, Change, i - 1);

        set_choice(search, entry.label, entry.before);
    }
}

/* Puts @label at @candidate; who stood in the way goes where it still fits. */
static void
push_in(Search *search, guint label, guint candidate)
{
    const MarchLabelProblem *problem = search->problem;

    g_array_set_size(search->evicted, 0);
    if (search->blocked[candidate] > 0) {
        for (guint i = problem->conflict_starts[candidate];
             i < problem->conflict_starts[candidate + 1]; i++) {
            guint other = search->owners[problem->conflicts[i]];

            if (search->choices[other] == problem->conflicts[i]) {
                g_array_append_val(search->evicted, other);
            }
        }
    }
    for (guint i = 0; i < search->evicted->len; i++) {
        change(search, g_array_index(search->evicted, guint, i), MARCH_LABEL_UNPLACED);
    }
    change(search, label, candidate);
    if (search->evicted->len > 1) {
        g_array_sort_with_data(search->evicted, compare_importance,
                               (gpointer)(guintptr)problem);
    }
    for (guint i = 0; i < search->evicted->len; i++) {
        guint other = g_array_index(search->evicted, guint, i);
        guint best = find_best_free(search, other);

        if (best != MARCH_LABEL_UNPLACED) {
            change(search, other, best);
        }
    }
}

/* Labels that cannot simply stay at their cheapest candidate. */
static GArray *
find_active(const MarchLabelProblem *problem)
{
    GArray *active = g_array_new(FALSE, FALSE, sizeof(guint));

    for (guint label = 0; label < problem->n_labels; label++) {
        guint best = problem->first[label];

        for (guint i = best; i < problem->first[label + 1]; i++) {
            best = problem->costs[i] < problem->costs[best] ? i : best;
        }
        if (problem->first[label] < problem->first[label + 1] &&
            problem->conflict_starts[best] < problem->conflict_starts[best + 1]) {
            g_array_append_val(active, label);
        }
    }
    return active;
}

static void
anneal(Search *search, const MarchLabelSearch *options, guint *best, double *best_cost)
{
    const MarchLabelProblem *problem = search->problem;
    g_autoptr(GArray) active = find_active(problem);
    guint64 wanted = (guint64)options->moves_per_label * active->len;
    guint moves = (guint)MIN(wanted, options->moves_max);
    double cooling = moves > 1 ? pow(COLDEST / HOTTEST, 1.0 / (moves - 1)) : 1;
    double temperature = HOTTEST;

    for (guint move = 0; move < moves; move++, temperature *= cooling) {
        guint label = g_array_index(active, guint, random_below(search, active->len));
        guint count = problem->first[label + 1] - problem->first[label];
        guint candidate = problem->first[label] + random_below(search, count);
        double before = search->cost;
        double rise;

        if (search->choices[label] == candidate) {
            continue;
        }
        g_array_set_size(search->changes, 0);
        push_in(search, label, candidate);
        rise = search->cost - before;
        if (rise > 0 && random_fraction(search) >= exp(-rise / temperature)) {
            take_back(search);
            search->cost = before;
        } else if (search->cost < *best_cost - 1e-9) {
            *best_cost = search->cost;
            memcpy(best, search->choices, problem->n_labels * sizeof *best);
        }
    }
}

/* Moves single labels to cheaper free candidates until none is left. */
static void
descend(Search *search)
{
    gboolean improved = TRUE;

    while (improved) {
        improved = FALSE;
        for (guint label = 0; label < search->problem->n_labels; label++) {
            guint current = search->choices[label];
            guint best = find_best_free(search, label);

            if (best != MARCH_LABEL_UNPLACED &&
                cost_of(search->problem, label, best) <
                    cost_of(search->problem, label, current) - 1e-12) {
                set_choice(search, label, best);
                improved = TRUE;
            }
        }
    }
}

static void
restore(Search *search, const guint *choices)
{
    for (guint i = 0; i < search->problem->n_labels; i++) {
        set_choice(search, i, MARCH_LABEL_UNPLACED);
    }
    for (guint i = 0; i < search->problem->n_labels; i++) {
        set_choice(search, i, choices[i]);
    }
}

/* Summed anew in label order, so that it does not depend on the path of the search. */
static double
sum_costs(const MarchLabelProblem *problem, const guint *choices)
{
    double sum = 0;

    for (guint i = 0; i < problem->n_labels; i++) {
        sum += cost_of(problem, i, choices[i]);
    }
    return sum;
}

double
march_label_solve_greedily(const MarchLabelProblem *problem, guint *choices)
{
    Search search = {0};

    start_search(&search, problem, choices);
    end_search(&search);
    return sum_costs(problem, choices);
}

double
march_label_optimise(const MarchLabelProblem *problem,
                     const MarchLabelSearch *options,
                     guint *choices)
{
    Search search = {0};
    g_autofree guint *best = g_new(guint, problem->n_labels + 1);
    double best_cost;

    search.random = options->seed;
    start_search(&search, problem, choices);
    descend(&search);
    memcpy(best, choices, problem->n_labels * sizeof *best);
    best_cost = search.cost;
    anneal(&search, options, best, &best_cost);
    restore(&search, best);
    descend(&search);
    end_search(&search);
    return sum_costs(problem, choices);
}
