/* SPDX-License-Identifier: MIT */
#include "figure/incident-sums.h"

#include "incident-fixture.h"

/* What is written beside a group of all rows of the table. */
static char *
sum_of(const char *rows, MarchIncidentSum *sum)
{
    g_autofree char *text =
        g_strconcat("id,lat,lon,killed,claimant,source\n", rows, NULL);
    g_autoptr(MarchIncidents) incidents = incident_fixture_read(text);
    g_autoptr(GPtrArray) all = g_ptr_array_new();

    for (guint i = 0; i < march_incidents_count(incidents); i++) {
        g_ptr_array_add(all, march_incidents_get(incidents, i));
    }
    *sum = march_incident_sum(all);
    sum->claimant = NULL; /* it goes with the table */
    return march_incident_sum_text(sum, all->len);
}

static void
test_numbers_of_one_claimant_are_added(void)
{
    MarchIncidentSum sum;
    g_autofree char *text = sum_of("a,40,70,2,KG,\nb,40,70,3,KG,\n", &sum);

    g_assert_cmpstr(text, ==, "5");
    g_assert_cmpuint(sum.n_claimants, ==, 1);
}

static void
test_numbers_of_two_claimants_are_not(void)
{
    MarchIncidentSum sum;
    g_autofree char *text = sum_of("a,40,70,2,KG,\nb,40,70,3,TJ,\n", &sum);

    g_assert_null(text);
    g_assert_cmpuint(sum.n_counted, ==, 2);
}

static void
test_claimants_who_differ_are_a_range(void)
{
    MarchIncidentSum sum;
    g_autofree char *text =
        sum_of("a,40,70,2,KG,\na,40,70,4,TJ,\nb,40,70,3,KG,\nb,40,70,3,TJ,\n", &sum);

    g_assert_cmpstr(text, ==, "5–7");
    g_assert_cmpuint(sum.n_claimants, ==, 2);
}

static void
test_without_a_claimant_it_is_the_sources(void)
{
    MarchIncidentSum sum;
    g_autofree char *same = sum_of("a,40,70,2,,Herald\nb,40,70,3,,Herald\n", &sum);
    g_autofree char *other = sum_of("a,40,70,2,,Herald\nb,40,70,3,,Times\n", &sum);

    g_assert_cmpstr(same, ==, "5");
    g_assert_null(other);
}

static void
test_what_has_no_number_leaves_it_open(void)
{
    MarchIncidentSum sum;
    g_autofree char *missing = sum_of("a,40,70,2,KG,\nb,40,70,,KG,\n", &sum);
    g_autofree char *open = sum_of("a,40,70,2,KG,\nb,40,70,>=3,KG,\n", &sum);

    g_assert_cmpstr(missing, ==, "2+");
    g_assert_cmpstr(open, ==, "5+");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/incidents/sums/numbers-of-one-claimant-are-added",
                    test_numbers_of_one_claimant_are_added);
    g_test_add_func("/incidents/sums/numbers-of-two-claimants-are-not",
                    test_numbers_of_two_claimants_are_not);
    g_test_add_func("/incidents/sums/claimants-who-differ-are-a-range",
                    test_claimants_who_differ_are_a_range);
    g_test_add_func("/incidents/sums/without-a-claimant-it-is-the-sources",
                    test_without_a_claimant_it_is_the_sources);
    g_test_add_func("/incidents/sums/what-has-no-number-leaves-it-open",
                    test_what_has_no_number_leaves_it_open);
    return g_test_run();
}
