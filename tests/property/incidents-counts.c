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

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/incidents/counts/rows-are-accounted-for",
                    test_rows_are_accounted_for);
    return g_test_run();
}
