/* SPDX-License-Identifier: MIT */
#include "figure/incident-types.h"

#include "incident-fixture.h"

static const char *const TABLES[] = {
    "id,type,lat,lon\na,Shelling,1,1\nb,Landmine,1,1\n",
    "id,type,lat,lon\nc,Ambush,1,1\nd,landmine,1,1\n", NULL};

/* The number of @type, and how it is spelt. */
static double
number_of(const MarchIncidentTypes *types, const char *type, char **spelling)
{
    g_autoptr(MarchFeatures) features = march_features_new();
    MarchFeature *feature =
        march_features_add(features, march_geometry_new_point((MarchLonLat){1, 1}));

    march_features_set_string(features, feature, "type", type);
    march_incident_types_set(types, features, feature);
    *spelling = g_strdup(march_feature_get_string(feature, "type"));
    return march_feature_get_number(feature, "series", -1);
}

static void
test_types_are_numbered_over_all_tables(void)
{
    g_autoptr(GPtrArray) tables = incident_fixture_tables(TABLES);
    g_autoptr(MarchIncidentTypes) types = march_incident_types_new(tables, NULL);
    static const char *const ASKED[] = {"Shelling", "landmine", "Ambush"};
    static const char *const SPELT[] = {"Shelling", "Landmine", "Ambush"};

    for (guint i = 0; i < G_N_ELEMENTS(ASKED); i++) {
        g_autofree char *spelling = NULL;

        g_assert_cmpfloat_with_epsilon(number_of(types, ASKED[i], &spelling), i, 1e-9);
        g_assert_cmpstr(spelling, ==, SPELT[i]);
    }
}

/* A panel of one type has it look as in the others. */
static void
test_a_part_numbers_as_the_whole(void)
{
    static const char *const ORDER[] = {"Shelling", "Landmine", "Ambush", NULL};
    static const char *const PART[] = {"id,type,lat,lon\nc,Ambush,1,1\n", NULL};
    g_autoptr(GPtrArray) tables = incident_fixture_tables(PART);
    g_autoptr(MarchIncidentTypes) types = march_incident_types_new(tables, ORDER);
    g_autofree char *spelling = NULL;

    g_assert_cmpfloat_with_epsilon(number_of(types, "Ambush", &spelling), 2, 1e-9);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/incidents/types/are-numbered-over-all-tables",
                    test_types_are_numbered_over_all_tables);
    g_test_add_func("/incidents/types/a-part-numbers-as-the-whole",
                    test_a_part_numbers_as_the_whole);
    return g_test_run();
}
