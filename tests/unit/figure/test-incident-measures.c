/* SPDX-License-Identifier: MIT */
#include "figure/incident-measures.h"

#include <string.h>

#include "incident-fixture.h"

typedef struct {
    GPtrArray *tables, *entries, *none;
    MarchSpec spec;
} Fixture;

/* People killed, houses burnt, and a table that counts nothing. */
static const char *const TABLES[] = {
    "id,type,lat,lon,killed\na,Battles,40,70,12\nb,Riots,40,70,3\n",
    "id,type,lat,lon,value\nc,Arson,40,70,140\nd,riots,40,70,1\n",
    "id,type,lat,lon\ne,Protests,40,70\n", NULL};

static void
set_up(Fixture *fixture, gconstpointer unused)
{
    static const char *const LABELS[] = {"people killed", "houses burnt", NULL};

    (void)unused;
    fixture->tables = incident_fixture_tables(TABLES);
    fixture->entries = g_ptr_array_new_with_free_func(g_free);
    fixture->none = g_ptr_array_new();
    for (guint i = 0; i < fixture->tables->len; i++) {
        MarchSpecIncidents *entry = g_new0(MarchSpecIncidents, 1);

        entry->claims = fixture->none;
        entry->value_label = (char *)(gpointer)(guintptr)LABELS[i];
        g_ptr_array_add(fixture->entries, entry);
    }
    fixture->spec = (MarchSpec){.incidents = fixture->entries};
}

static void
tear_down(Fixture *fixture, gconstpointer unused)
{
    (void)unused;
    g_ptr_array_unref(fixture->tables);
    g_ptr_array_unref(fixture->entries);
    g_ptr_array_unref(fixture->none);
}

static void
test_each_has_its_own_scale(Fixture *fixture, gconstpointer unused)
{
    g_autoptr(MarchMeasures) measures =
        march_measures_new(&fixture->spec, fixture->tables, NULL);

    (void)unused;
    g_assert_true(march_measures_are_several(measures));
    g_assert_cmpstr(march_measures_get(measures, 0)->words, ==, "people killed");
    g_assert_cmpfloat_with_epsilon(march_measures_get(measures, 0)->largest, 12, 1e-9);
    g_assert_cmpstr(march_measures_get(measures, 1)->words, ==, "houses burnt");
    g_assert_cmpfloat_with_epsilon(march_measures_get(measures, 1)->largest, 140, 1e-9);
    g_assert_null(march_measures_get(measures, 2));
}

static void
test_one_word_is_one_measure(Fixture *fixture, gconstpointer unused)
{
    MarchSpecIncidents *second = g_ptr_array_index(fixture->entries, 1);
    g_autoptr(MarchMeasures) measures = NULL;

    (void)unused;
    second->value_label = (char *)(gpointer)(guintptr) "People killed";
    measures = march_measures_new(&fixture->spec, fixture->tables, NULL);
    g_assert_false(march_measures_are_several(measures));
    g_assert_true(march_measures_get(measures, 0) == march_measures_get(measures, 1));
}

/* A panel that shows one of the tables has the scale of the whole figure. */
static void
test_a_part_has_the_scale_of_the_whole(Fixture *fixture, gconstpointer unused)
{
    static const char *const PART[] = {"id,type,lat,lon,killed\nb,Riots,40,70,3\n",
                                       NULL};
    g_autoptr(MarchMeasures) whole =
        march_measures_new(&fixture->spec, fixture->tables, NULL);
    g_autoptr(GPtrArray) part = incident_fixture_tables(PART);
    g_autoptr(MarchMeasures) measures = march_measures_new(&fixture->spec, part, whole);

    (void)unused;
    g_assert_cmpfloat_with_epsilon(march_measures_get(measures, 0)->largest, 12, 1e-9);
    g_assert_true(march_measures_are_several(measures));
}

static void
test_a_type_with_two_measures_is_told(Fixture *fixture, gconstpointer unused)
{
    g_autoptr(MarchDiagnostics) said = march_diagnostics_new();
    g_autoptr(MarchMeasures) measures =
        march_measures_new(&fixture->spec, fixture->tables, NULL);

    (void)unused;
    march_measures_check(measures, &fixture->spec, fixture->tables, said);
    g_assert_cmpuint(march_diagnostics_count(said), ==, 1);
    g_assert_cmpstr(march_diagnostics_get(said, 0)->code, ==, "measures-look-alike");
    g_assert_cmpstr(march_diagnostics_get(said, 0)->object, ==, "riots");
}

#define ADD(name, test)                                                                \
    g_test_add("/incidents/measures/" name, Fixture, NULL, set_up, test, tear_down)

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    ADD("each-has-its-own-scale", test_each_has_its_own_scale);
    ADD("one-word-is-one-measure", test_one_word_is_one_measure);
    ADD("a-part-has-the-scale-of-the-whole", test_a_part_has_the_scale_of_the_whole);
    ADD("a-type-with-two-measures-is-told", test_a_type_with_two_measures_is_told);
    return g_test_run();
}
