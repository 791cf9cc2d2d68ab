/* SPDX-License-Identifier: MIT */
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "incidents/incidents.h"

static const char TOLLS[] =
    "id,date,place,lat,lon,value,claimant,reported-at,tz,source\n"
    "x,2021-04-29,P,40,70.5,2,KG,2021-04-29T18:01,+06,a\n"
    "x,,,,,13,KG,2021-04-30T07:50,+06,b\n"
    "x,,,,,31,KG,2021-04-30,,c\n"
    "x,,,,,3,TJ,2021-04-29T18:01,+05,a\n"
    "x,,,,,16,RFE,2021-05-03,,d\n"
    "x,,,,,>=40,HRW,,,e\n";

static MarchIncidents *
read_text(const char *text, const char *as_of)
{
    g_autofree char *path =
        g_build_filename(g_get_tmp_dir(), "march-claims-XXXXXX.csv", NULL);
    g_autoptr(GError) error = NULL;
    MarchIncidentOptions options;
    MarchIncidents *incidents;
    int handle = g_mkstemp(path);

    g_assert_cmpint(handle, >=, 0);
    g_close(handle, NULL);
    g_assert_true(g_file_set_contents(path, text, -1, NULL));
    march_incident_options_init(&options);
    if (as_of != NULL) {
        g_assert_true(march_moment_parse(as_of, &options.tolls_as_of));
    }
    incidents = march_incidents_read(path, &options, NULL, &error);
    g_assert_no_error(error);
    g_unlink(path);
    return incidents;
}

static double
value_of(const MarchIncident *incident, const char *claimant)
{
    const MarchClaim *claim = march_incident_find_claim(incident, claimant);

    return claim != NULL ? claim->value : -1;
}

static void
test_rows_of_an_id_are_claims(void)
{
    g_autoptr(MarchIncidents) incidents = read_text(TOLLS, NULL);
    const MarchIncident *incident = march_incidents_get(incidents, 0);

    g_assert_cmpuint(march_incidents_count(incidents), ==, 1);
    g_assert_cmpuint(march_incident_count_claims(incident), ==, 6);
    g_assert_cmpuint(march_incident_count_claimants(incident), ==, 4);
    g_assert_cmpfloat_with_epsilon(value_of(incident, "KG"), 31, 1e-9);
    g_assert_cmpfloat_with_epsilon(incident->value, 3, 1e-9);
    g_assert_cmpfloat_with_epsilon(incident->value_min, 3, 1e-9);
    g_assert_true(isinf(incident->value_max));
}

static void
test_what_was_known_that_morning(void)
{
    g_autoptr(MarchIncidents) incidents = read_text(TOLLS, "2021-04-30T08:00+06:00");
    const MarchIncident *incident = march_incidents_get(incidents, 0);

    /* The 31 of that day came later; what has no time is not known to be of then. */
    g_assert_cmpfloat_with_epsilon(value_of(incident, "KG"), 13, 1e-9);
    g_assert_cmpfloat_with_epsilon(value_of(incident, "TJ"), 3, 1e-9);
    g_assert_null(march_incident_find_claim(incident, "RFE"));
    g_assert_null(march_incident_find_claim(incident, "HRW"));
    g_assert_cmpfloat_with_epsilon(incident->value_max, 13, 1e-9);
}

static void
test_clocks_decide_what_was_known(void)
{
    /* 07:50 in Bishkek is 06:50 in Dushanbe. */
    g_autoptr(MarchIncidents) before = read_text(TOLLS, "2021-04-30T06:49+05:00");
    g_autoptr(MarchIncidents) after = read_text(TOLLS, "2021-04-30T06:50+05:00");

    g_assert_cmpfloat_with_epsilon(value_of(march_incidents_get(before, 0), "KG"), 2,
                                   1e-9);
    g_assert_cmpfloat_with_epsilon(value_of(march_incidents_get(after, 0), "KG"), 13,
                                   1e-9);
}

static void
test_nothing_known_is_no_number(void)
{
    g_autoptr(MarchIncidents) incidents = read_text(TOLLS, "2021-04-29T10:00");
    const MarchIncident *incident = march_incidents_get(incidents, 0);

    g_assert_false(incident->has_value);
    g_assert_cmpuint(march_incident_count_claimants(incident), ==, 0);
    g_assert_null(march_incident_describe_claims(incident));
}

static void
test_ranges_of_one_claim(void)
{
    g_autoptr(MarchIncidents) incidents = read_text(
        "relid,type_of_violence,date_start,where_prec,latitude,longitude,best,"
        "low,high\nX,1,2021-04-29 00:00:00.000,2,40,70.5,12,9,15\n",
        NULL);
    const MarchIncident *incident = march_incidents_get(incidents, 0);
    g_autofree char *words = march_incident_describe_claims(incident);

    g_assert_cmpint(march_incidents_get_schema(incidents), ==, MARCH_SCHEMA_UCDP);
    g_assert_cmpstr(incident->type, ==, "State-based conflict");
    g_assert_cmpint(incident->precision, ==, MARCH_PRECISION_NEAR);
    g_assert_false(incident->moment.has_time);
    g_assert_cmpstr(words, ==, "12 (9–15)");
    g_assert_cmpfloat_with_epsilon(incident->value_min, 9, 1e-9);
    g_assert_cmpfloat_with_epsilon(incident->value_max, 15, 1e-9);
}

static void
test_features_have_the_range(void)
{
    g_autoptr(MarchIncidents) incidents = read_text(TOLLS, "2021-04-30T08:00+06:00");
    g_autoptr(MarchFeatures) features = march_incidents_to_features(incidents);
    const MarchFeature *feature = march_features_get(features, 0);

    g_assert_cmpfloat_with_epsilon(march_feature_get_number(feature, "value", 0), 3,
                                   1e-9);
    g_assert_cmpfloat_with_epsilon(march_feature_get_number(feature, "value-max", 0),
                                   13, 1e-9);
    g_assert_cmpfloat_with_epsilon(march_feature_get_number(feature, "claimants", 0), 2,
                                   1e-9);
    g_assert_cmpstr(march_feature_get_string(feature, "claims"), ==, "13, KG; 3, TJ");
}

static void
test_a_point_may_part_thousands_beside_decimal_commas(void)
{
    g_autoptr(MarchIncidents) incidents =
        read_text("id;lat;lon;value\na;14,39;104,68;1.234\nb;14,39;104,68;1.5\n"
                  "c;14.39;104.68;1.234\n",
                  NULL);

    g_assert_false(march_incidents_get(incidents, 0)->has_value);
    g_assert_cmpfloat_with_epsilon(march_incidents_get(incidents, 1)->value, 1.5, 1e-9);
    g_assert_cmpfloat_with_epsilon(march_incidents_get(incidents, 2)->value, 1.234,
                                   1e-9);
}

/* Rows above and below the one that shows how the table writes decimals. */
static void
test_other_rows_tell_of_decimal_commas(void)
{
    g_autoptr(MarchIncidents) incidents =
        read_text("id;place;lat;lon;value\na;A;;;1.234\nb;B;40,1;70,6;2\n"
                  "c;C;;;1.500\nd;D;;;1.5\n",
                  NULL);
    static const gboolean HAS_VALUE[] = {FALSE, TRUE, FALSE, TRUE};

    for (guint i = 0; i < G_N_ELEMENTS(HAS_VALUE); i++) {
        g_assert_cmpint(march_incidents_get(incidents, i)->has_value, ==, HAS_VALUE[i]);
    }
    g_assert_cmpstr(march_incidents_get(incidents, 0)->value_text, ==, "1.234");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/incidents/claims/rows-of-an-id-are-claims",
                    test_rows_of_an_id_are_claims);
    g_test_add_func("/incidents/claims/what-was-known-that-morning",
                    test_what_was_known_that_morning);
    g_test_add_func("/incidents/claims/clocks-decide-what-was-known",
                    test_clocks_decide_what_was_known);
    g_test_add_func("/incidents/claims/nothing-known-is-no-number",
                    test_nothing_known_is_no_number);
    g_test_add_func("/incidents/claims/ranges-of-one-claim", test_ranges_of_one_claim);
    g_test_add_func("/incidents/claims/features-have-the-range",
                    test_features_have_the_range);
    g_test_add_func(
        "/incidents/claims/a-point-may-part-thousands-beside-decimal-commas",
        test_a_point_may_part_thousands_beside_decimal_commas);
    g_test_add_func("/incidents/claims/other-rows-tell-of-decimal-commas",
                    test_other_rows_tell_of_decimal_commas);
    return g_test_run();
}
