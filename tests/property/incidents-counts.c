/* SPDX-License-Identifier: MIT */
/* Whatever a table holds and whatever is asked of it, every row is accounted for. */
#include <glib/gstdio.h>
#include <string.h>

#include "incidents/incidents.h"

#define TABLES 300

static const char *
pick(const char *const *choices, guint count)
{
    return choices[g_test_rand_int_range(0, (gint32)count)];
}

/* Returns how many rows it made. */
static guint
table_make(GString *text)
{
    static const char *const DATES[] = {
        "2021-04-29", "16 May 2021", "2021-04-30T01:00+06:00",
        "",           "not a date",  "2021-05-02/2021-04-30"};
    static const char *const LATS[] = {"40.1", "40,2", "95", "", "0", "x", "40.1001"};
    static const char *const LONS[] = {"70.1", "70,2", "69", "", "0", "x", "70.1001"};
    static const char *const VALUES[] = {"", "3", ">=10", "-1", "7 TJ", "2-4"};
    static const char *const CLAIMANTS[] = {"", "KG", "TJ"};
    static const char *const PLACES[] = {"", "Somewhere", "<b>x</b>", "=1+(2)"};
    static const char *const TYPES[] = {"Battles", "riots", "Riots", ""};
    guint rows = 0;

    g_string_assign(text, "id;date;lat;lon;value;claimant;place;type\n");
    for (gint32 i = g_test_rand_int_range(0, 60); i > 0; i--) {
        rows++;
        if (g_test_rand_int_range(0, 20) == 0) {
            g_string_append(text, "a;\"b\"c;1\n");
            continue;
        }
        g_string_append_printf(
            text, "%d;%s;%s;%s;%s;%s;%s;%s%s\n", g_test_rand_int_range(0, 30),
            pick(DATES, G_N_ELEMENTS(DATES)), pick(LATS, G_N_ELEMENTS(LATS)),
            pick(LONS, G_N_ELEMENTS(LONS)), pick(VALUES, G_N_ELEMENTS(VALUES)),
            pick(CLAIMANTS, G_N_ELEMENTS(CLAIMANTS)),
            pick(PLACES, G_N_ELEMENTS(PLACES)), pick(TYPES, G_N_ELEMENTS(TYPES)),
            g_test_rand_int_range(0, 15) == 0 ? ";extra" : "");
        if (g_test_rand_bit()) {
            g_string_append(text, "\n");
        }
    }
    return rows;
}

static void
options_draw(MarchIncidentOptions *options, MarchBox *box)
{
    static const char *const BATTLES[] = {"battles", NULL};

    march_incident_options_init(options);
    options->merge_duplicates = g_test_rand_bit() != 0;
    if (g_test_rand_bit()) {
        g_assert_true(march_date_range_parse("2021-04-29/2021-05-02", &options->dates));
    }
    if (g_test_rand_bit()) {
        *box = (MarchBox){70.05, 40.05, 70.15, 40.15};
        options->box = box;
    }
    if (g_test_rand_bit()) {
        options->types = BATTLES;
    }
}

static void
test_rows_are_accounted_for(void)
{
    g_autofree char *folder = g_dir_make_tmp("march-counts-XXXXXX", NULL);
    g_autofree char *path = g_build_filename(folder, "table.csv", NULL);
    g_autoptr(GString) text = g_string_new(NULL);

    for (guint i = 0; i < TABLES; i++) {
        guint rows = table_make(text);
        g_autoptr(MarchIncidents) incidents = NULL;
        g_autoptr(MarchFeatures) features = NULL;
        g_autoptr(GError) error = NULL;
        MarchIncidentOptions options;
        MarchIncidentTally tally;
        guint unlocated = 0;
        MarchBox box;

        options_draw(&options, &box);
        g_assert_true(g_file_set_contents(path, text->str, -1, NULL));
        incidents = march_incidents_read(path, &options, NULL, &error);
        g_assert_no_error(error);
        tally = march_incidents_get_tally(incidents);
        g_assert_cmpuint(tally.rows, ==, rows);
        g_assert_cmpuint(tally.rows, ==,
                         march_incidents_count(incidents) + tally.claims +
                             tally.merged + tally.filtered + tally.outside +
                             tally.lost);
        for (guint row = 0; row < march_incidents_count(incidents); row++) {
            unlocated += march_incidents_get(incidents, row)->is_located ? 0 : 1;
        }
        features = march_incidents_to_features(incidents);
        g_assert_cmpuint(march_features_count(features) + unlocated, ==,
                         march_incidents_count(incidents));
    }
    g_unlink(path);
    g_rmdir(folder);
}

static int
texts_compare(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* A table of few places and days, so that many rows are near-duplicates. */
static void
rows_make(GString *text)
{
    static const char *const TYPES[] = {"Battles", "Riots"};

    g_string_assign(text, "id,date,type,lat,lon,value,source\n");
    for (gint32 i = g_test_rand_int_range(0, 40); i > 0; i--) {
        g_string_append_printf(
            text, "r%d,2021-04-%02d,%s,40.%d,70.5,%d,%s\n", i,
            g_test_rand_int_range(1, 5), pick(TYPES, G_N_ELEMENTS(TYPES)),
            g_test_rand_int_range(1, 4), g_test_rand_int_range(0, 30),
            g_test_rand_bit() ? "Asia-Plus" : "");
    }
}

/* The claims of all incidents. */
static guint
claims_count(MarchIncidents *incidents)
{
    guint count = 0;

    for (guint i = 0; i < march_incidents_count(incidents); i++) {
        count += march_incident_count_claims(march_incidents_get(incidents, i));
    }
    return count;
}

/* The numbers that stand, each once, as they would be written; sorted. */
static GPtrArray *
numbers_list(GPtrArray *tables)
{
    GPtrArray *numbers = g_ptr_array_new_with_free_func(g_free);

    for (guint i = 0; i < tables->len; i++) {
        MarchIncidents *table = g_ptr_array_index(tables, i);

        for (guint row = 0; row < march_incidents_count(table); row++) {
            const MarchIncident *incident = march_incidents_get(table, row);

            for (guint j = 0; j < march_incident_count_claims(incident); j++) {
                const MarchClaim *claim = march_incident_get_claim(incident, j);
                char *text =
                    g_strdup_printf("%g %s", claim->value,
                                    claim->claimant != NULL ? claim->claimant : "");

                if (claim->is_current && !g_ptr_array_find_with_equal_func(
                                             numbers, text, g_str_equal, NULL)) {
                    g_ptr_array_add(numbers, text);
                } else {
                    g_free(text);
                }
            }
        }
    }
    g_ptr_array_sort(numbers, texts_compare);
    return numbers;
}

static void
incidents_free(gpointer data)
{
    march_incidents_free(data);
}

static GPtrArray *
tables_read(char *const *paths, guint count, gboolean merge)
{
    GPtrArray *tables = g_ptr_array_new_with_free_func(incidents_free);
    const gboolean merges[] = {merge, merge, merge};
    MarchIncidentOptions options;

    march_incident_options_init(&options);
    options.merge_duplicates = merge;
    for (guint i = 0; i < count; i++) {
        g_autoptr(GError) error = NULL;

        g_ptr_array_add(tables, march_incidents_read(paths[i], &options, NULL, &error));
        g_assert_no_error(error);
    }
    march_incidents_check_duplicates_across(tables, merges, MARCH_MOMENT_NONE, NULL);
    return tables;
}

/* Merging, within a table or across tables, loses no claim and no number that stands,
 * and each row of the tables is accounted for once. */
static void
test_merging_loses_no_claim(void)
{
    g_autofree char *folder = g_dir_make_tmp("march-merge-XXXXXX", NULL);
    char *paths[3] = {g_build_filename(folder, "a.csv", NULL),
                      g_build_filename(folder, "b.csv", NULL),
                      g_build_filename(folder, "c.csv", NULL)};
    g_autoptr(GString) text = g_string_new(NULL);

    for (guint round = 0; round < TABLES; round++) {
        guint count = (guint)g_test_rand_int_range(1, 4);
        g_autoptr(GPtrArray) apart = NULL;
        g_autoptr(GPtrArray) merged = NULL;
        g_autoptr(GPtrArray) before = NULL;
        g_autoptr(GPtrArray) after = NULL;
        guint claims[2] = {0};
        guint rows[2] = {0};

        for (guint i = 0; i < count; i++) {
            rows_make(text);
            g_assert_true(g_file_set_contents(paths[i], text->str, -1, NULL));
        }
        apart = tables_read(paths, count, FALSE);
        merged = tables_read(paths, count, TRUE);
        for (guint i = 0; i < count; i++) {
            MarchIncidentTally tally =
                march_incidents_get_tally(g_ptr_array_index(merged, i));

            claims[0] += claims_count(g_ptr_array_index(apart, i));
            claims[1] += claims_count(g_ptr_array_index(merged, i));
            rows[0] += march_incidents_get_tally(g_ptr_array_index(apart, i)).rows;
            rows[1] += tally.rows;
            g_assert_cmpuint(tally.rows, ==,
                             march_incidents_count(g_ptr_array_index(merged, i)) +
                                 tally.claims + tally.merged + tally.lost);
        }
        g_assert_cmpuint(claims[0], ==, claims[1]);
        g_assert_cmpuint(rows[0], ==, rows[1]);
        before = numbers_list(apart);
        after = numbers_list(merged);
        g_assert_cmpuint(before->len, ==, after->len);
        for (guint i = 0; i < before->len; i++) {
            g_assert_cmpstr(g_ptr_array_index(before, i), ==,
                            g_ptr_array_index(after, i));
        }
    }
    for (guint i = 0; i < G_N_ELEMENTS(paths); i++) {
        g_unlink(paths[i]);
        g_free(paths[i]);
    }
    g_rmdir(folder);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/incidents/counts/rows-are-accounted-for",
                    test_rows_are_accounted_for);
    g_test_add_func("/incidents/counts/merging-loses-no-claim",
                    test_merging_loses_no_claim);
    return g_test_run();
}
