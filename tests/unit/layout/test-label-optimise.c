/* SPDX-License-Identifier: MIT */
#include "layout/label-optimise.h"

#include <math.h>

/* A problem of random candidates that exclude each other at random. */
typedef struct {
    MarchLabelProblem problem;
    GArray *first, *costs, *drops, *starts, *conflicts;
} Random;

static void
random_init(Random *self, guint n_labels, guint n_each, double density, guint seed)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(seed);
    guint n = n_labels * n_each;
    g_autofree gboolean *pairs = g_new0(gboolean, (gsize)n * n + 1);

    self->first = g_array_new(FALSE, FALSE, sizeof(guint));
    self->costs = g_array_new(FALSE, FALSE, sizeof(double));
    self->drops = g_array_new(FALSE, FALSE, sizeof(double));
    self->starts = g_array_new(FALSE, FALSE, sizeof(guint));
    self->conflicts = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint i = 0; i < n; i++) {
        double cost = g_rand_double_range(random, 0, 6);

        g_array_append_val(self->costs, cost);
        for (guint k = 0; k < i; k++) {
            if (i / n_each != k / n_each && g_rand_double(random) < density) {
                pairs[(gsize)i * n + k] = pairs[(gsize)k * n + i] = TRUE;
            }
        }
    }
    for (guint i = 0; i <= n_labels; i++) {
        guint start = i * n_each;
        double drop = g_rand_double_range(random, 10, 60);

        g_array_append_val(self->first, start);
        g_array_append_val(self->drops, drop);
    }
    for (guint i = 0; i < n; i++) {
        g_array_append_val(self->starts, self->conflicts->len);
        for (guint k = 0; k < n; k++) {
            if (pairs[(gsize)i * n + k]) {
                g_array_append_val(self->conflicts, k);
            }
        }
    }
    g_array_append_val(self->starts, self->conflicts->len);
    self->problem = (MarchLabelProblem){n_labels,
                                        (const guint *)(void *)self->first->data,
                                        (const double *)(void *)self->costs->data,
                                        (const double *)(void *)self->drops->data,
                                        (const guint *)(void *)self->starts->data,
                                        (const guint *)(void *)self->conflicts->data};
}

static void
random_clear(Random *self)
{
    g_array_unref(self->first);
    g_array_unref(self->costs);
    g_array_unref(self->drops);
    g_array_unref(self->starts);
    g_array_unref(self->conflicts);
}

static gboolean
excludes(const MarchLabelProblem *problem, guint a, guint b)
{
    for (guint i = problem->conflict_starts[a]; i < problem->conflict_starts[a + 1];
         i++) {
        if (problem->conflicts[i] == b) {
            return TRUE;
        }
    }
    return FALSE;
}

static void
assert_legal(const MarchLabelProblem *problem, const guint *choices, double cost)
{
    double sum = 0;

    for (guint i = 0; i < problem->n_labels; i++) {
        if (choices[i] == MARCH_LABEL_UNPLACED) {
            sum += problem->drop_costs[i];
            continue;
        }
        g_assert_cmpuint(choices[i], >=, problem->first[i]);
        g_assert_cmpuint(choices[i], <, problem->first[i + 1]);
        sum += problem->costs[choices[i]];
        for (guint k = 0; k < i; k++) {
            g_assert_false(choices[k] != MARCH_LABEL_UNPLACED &&
                           excludes(problem, choices[i], choices[k]));
        }
    }
    g_assert_cmpfloat(fabs(sum - cost), <, 1e-6);
}

static void
test_never_worse_than_greedy(void)
{
    double gained = 0;

    for (guint seed = 1; seed <= 40; seed++) {
        Random random;
        guint choices[60];
        MarchLabelSearch search;
        double greedy;
        double best;

        random_init(&random, 20 + seed % 40, 6, 0.01 + 0.002 * seed, seed);
        march_label_search_init(&search);
        greedy = march_label_solve_greedily(&random.problem, choices);
        assert_legal(&random.problem, choices, greedy);
        best = march_label_optimise(&random.problem, &search, choices);
        assert_legal(&random.problem, choices, best);
        g_assert_cmpfloat(best, <=, greedy + 1e-9);
        gained += greedy - best;
        random_clear(&random);
    }
    g_assert_cmpfloat(gained, >, 40);
}

/* The cheapest for one label shuts out two others: greed takes it, search does not. */
static void
test_escapes_the_greedy_trap(void)
{
    static const guint first[] = {0, 2, 3, 4};
    static const double costs[] = {0, 1, 0, 0};
    static const double drops[] = {30, 20, 20};
    static const guint starts[] = {0, 2, 2, 3, 4};
    static const guint conflicts[] = {2, 3, 0, 0};
    MarchLabelProblem problem = {3, first, costs, drops, starts, conflicts};
    MarchLabelSearch search;
    guint choices[3];

    march_label_search_init(&search);
    g_assert_cmpfloat(march_label_solve_greedily(&problem, choices), >, 39);
    g_assert_cmpfloat(march_label_optimise(&problem, &search, choices), <, 1.5);
    g_assert_cmpuint(choices[0], ==, 1);
}

static void
test_same_problem_same_answer(void)
{
    Random random;
    guint one[50];
    guint other[50];
    MarchLabelSearch search;

    random_init(&random, 50, 8, 0.04, 99);
    march_label_search_init(&search);
    march_label_optimise(&random.problem, &search, one);
    march_label_optimise(&random.problem, &search, other);
    for (guint i = 0; i < G_N_ELEMENTS(one); i++) {
        g_assert_cmpuint(one[i], ==, other[i]);
    }
    random_clear(&random);
}

static void
test_nothing_to_place(void)
{
    static const guint first[] = {0, 0};
    static const double drops[] = {12};
    static const guint starts[] = {0};
    MarchLabelProblem problem = {1, first, NULL, drops, starts, NULL};
    MarchLabelSearch search;
    guint choice = 5;

    march_label_search_init(&search);
    g_assert_cmpfloat(march_label_optimise(&problem, &search, &choice), >, 11.9);
    g_assert_cmpuint(choice, ==, MARCH_LABEL_UNPLACED);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/layout/label-optimise/never-worse-than-greedy",
                    test_never_worse_than_greedy);
    g_test_add_func("/layout/label-optimise/escapes-the-greedy-trap",
                    test_escapes_the_greedy_trap);
    g_test_add_func("/layout/label-optimise/same-problem-same-answer",
                    test_same_problem_same_answer);
    g_test_add_func("/layout/label-optimise/nothing-to-place", test_nothing_to_place);
    return g_test_run();
}
