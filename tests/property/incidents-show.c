/* SPDX-License-Identifier: MIT */
/* Counts on the map, in the legend, in the table and in the notes add up to the rows. */
#include "base/data-path.h"
#include "figure/incident-dates.h"
#include "figure/incident-features.h"
#include "figure/incident-groups.h"
#include "figure/incident-notes.h"
#include "figure/incident-table.h"
#include "figure/incident-unit-words.h"

#include <glib/gstdio.h>
#include <string.h>

#define ROUNDS 40
/* Regions are cut out of the land anew each time, which takes longer than all else. */
#define ROUNDS_A_REGION 5

typedef struct {
    MarchCatalogue *catalogue;
    MarchFrame *frame;
    MarchStyle *style;
    char *directory;
    char *path;
} Fixture;

static void
set_up(Fixture *fixture, gconstpointer unused)
{
    static const char STYLE[] = "{\"version\": 8, \"sources\": {}, \"layers\": []}";
    const MarchBox box = {69, 39.5, 71, 40.5};
    g_autofree char *data = march_data_path(NULL, NULL);
    g_autofree char *pack = g_build_filename(data, "geodata", NULL);

    (void)unused;
    fixture->catalogue = march_catalogue_open(pack, NULL);
    g_assert_nonnull(fixture->catalogue);
    fixture->frame = march_frame_new(march_projection_new("auto", box, NULL), box,
                                     (MarchRect){10, 10, 160, 100}, NULL);
    fixture->style = march_style_parse(STYLE, strlen(STYLE), "style",
                                       &(MarchStyleOptions){0}, NULL, NULL);
    fixture->directory = g_dir_make_tmp("march-show-XXXXXX", NULL);
    fixture->path = g_build_filename(fixture->directory, "t.csv", NULL);
}

static void
tear_down(Fixture *fixture, gconstpointer unused)
{
    (void)unused;
    march_catalogue_free(fixture->catalogue);
    march_frame_free(fixture->frame);
    march_style_free(fixture->style);
    g_remove(fixture->path);
    g_remove(fixture->directory);
    g_free(fixture->path);
    g_free(fixture->directory);
}

/* A table with rows of every class, broken ones, claims, duplicates, some filtered, outside, without a place found and without use. */
static MarchIncidents *
table_make(const Fixture *fixture)
{
    g_autoptr(GString) csv =
        g_string_new("id,date,type,claimant,lat,lon,place,where_prec,value\n");
    static const char *const TYPES[] = {"T1", "t2", "T3", NULL};
    static const MarchBox BOX = {69, 39.5, 71, 40.5};
    guint rows = (guint)g_test_rand_int_range(0, 60);
    MarchIncidentOptions options;
    MarchIncidents *incidents;

    for (guint i = 0; i < rows; i++) {
        int kind = g_test_rand_int_range(0, 12);

        if (kind == 10) {
            g_string_append(csv, "broken,\"a\"b,T\n");
            continue;
        }
        /* Some ids come twice: their rows are further claims. */
        g_string_append_printf(csv, "i%u,", kind == 11 && i > 0 ? i - 1 : i);
        if (g_test_rand_int_range(0, 8) == 0) {
            g_string_append(csv, "2021-04");
        } else {
            g_string_append_printf(csv, "2021-04-%02d", g_test_rand_int_range(1, 30));
        }
        if (g_test_rand_int_range(0, 8) == 0) {
            g_string_append(csv, "," MARCH_INCIDENT_TOLL);
        } else {
            g_string_append_printf(csv, ",T%d", g_test_rand_int_range(0, 5));
        }
        g_string_append_printf(csv, ",%s,", g_test_rand_bit() ? "KG" : "TJ");
        if (kind == 0) {
            g_string_append(csv, ",,Nowhere known,1,1\n");
        } else if (kind == 1) {
            g_string_append(csv, "x,y,P,1,1\n");
        } else {
            g_string_append_printf(
                csv, "%.1f,%.1f,P%d,%d,%d\n", g_test_rand_double_range(39.3, 40.7),
                g_test_rand_double_range(68.8, 71.2), i % 7,
                g_test_rand_int_range(1, 8), g_test_rand_int_range(0, 40));
        }
    }
    g_assert_true(g_file_set_contents(fixture->path, csv->str, -1, NULL));
    march_incident_options_init(&options);
    options.merge_duplicates = g_test_rand_bit() != 0;
    if (g_test_rand_bit()) {
        g_assert_true(march_date_range_parse("2021-04-05/2021-04-25", &options.dates));
    }
    if (g_test_rand_bit()) {
        options.types = TYPES;
    }
    if (g_test_rand_bit()) {
        options.box = &BOX;
    }
    incidents = march_incidents_read(fixture->path, &options, NULL, NULL);
    g_assert_nonnull(incidents);
    return incidents;
}

static void
incidents_free(gpointer data)
{
    march_incidents_free(data);
}

/* Of a figure that says nothing of its tables. */
static MarchMeasures *
measures_make(GPtrArray *tables)
{
    g_autoptr(GPtrArray) entries = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GPtrArray) none = g_ptr_array_new();
    const MarchSpec spec = {.incidents = entries};

    for (guint i = 0; i < tables->len; i++) {
        MarchSpecIncidents *entry = g_new0(MarchSpecIncidents, 1);

        entry->claims = none;
        g_ptr_array_add(entries, entry);
    }
    return march_measures_new(&spec, tables, NULL);
}

/* The sum of all numbers that stand before the words of a count. */
static guint
note_sum(const char *note, const MarchIncidentCounts *counts)
{
    g_autoptr(GRegex) regex = g_regex_new("(?:^|; )(\\d+) "
                                          "(?:of|only|not shown|outside|rows?|tolls?)",
                                          0, 0, NULL);
    g_autoptr(GMatchInfo) match = NULL;
    guint sum = 0;

    if (g_str_has_prefix(note, "All ") || g_str_has_prefix(note, "The one ")) {
        sum = counts->fates[MARCH_FATE_POINT] - counts->tolls[MARCH_FATE_POINT];
    }
    g_regex_match(regex, note, 0, &match);
    while (g_match_info_matches(match)) {
        g_autofree char *number = g_match_info_fetch(match, 1);

        sum += (guint)g_ascii_strtoull(number, NULL, 10);
        g_match_info_next(match, NULL);
    }
    return sum;
}

static guint
features_sum(const MarchFeatures *features)
{
    guint sum = 0;

    for (guint i = 0; i < march_features_count(features); i++) {
        sum += (guint)march_feature_get_number(march_features_get(features, i), "count",
                                               0);
    }
    return sum;
}

static guint
lines_sum(const GPtrArray *lines)
{
    guint sum = 0;

    for (guint i = 0; i < lines->len; i++) {
        sum += (guint)g_ascii_strtoull(g_ptr_array_index(lines, i), NULL, 10);
    }
    return sum;
}

/* What the timeline counts, with or without a date. */
static guint
bars_sum(GPtrArray *tables, const MarchIncidentShow *show)
{
    g_autoptr(MarchTimeline) timeline = march_incident_dates_count(tables, show);
    guint sum = timeline != NULL ? timeline->undated + timeline->vague : 0;

    for (guint i = 0; timeline != NULL && i < timeline->bars->len; i++) {
        sum += g_array_index(timeline->bars, MarchTimeBar, i).count;
    }
    return sum;
}

/* A border through the middle of the frame, with a section on it. */
static MarchFeatures *
borders_make(void)
{
    const MarchLonLat line[] = {{69.2, 40}, {70, 40.1}, {70.8, 40}};
    MarchGeometry *geometry = march_geometry_new(MARCH_GEOMETRY_LINE);
    MarchFeatures *borders = march_features_new();

    march_geometry_add_part(geometry, line, G_N_ELEMENTS(line), FALSE);
    march_features_set_string(borders, march_features_add(borders, geometry), "section",
                              "The middle");
    return borders;
}

/* The western half of the frame is a district, the eastern none. */
static MarchFeatures *
districts_make(void)
{
    const MarchLonLat ring[] = {{69, 39}, {70, 39}, {70, 41}, {69, 41}, {69, 39}};
    MarchGeometry *geometry = march_geometry_new(MARCH_GEOMETRY_POLYGON);
    MarchFeatures *districts = march_features_new();

    march_geometry_add_part(geometry, ring, G_N_ELEMENTS(ring), FALSE);
    march_features_set_string(districts, march_features_add(districts, geometry),
                              "shapeName", "West");
    return districts;
}

/* Whatever incidents are grouped by, none is lost and none is counted twice. */
static void
groups_check(const Fixture *fixture,
             GPtrArray *tables,
             const MarchIncidentShow *show,
             guint round)
{
    static const char *const WAYS[] = {"place",  "cluster",  "hexagon",
                                       "region", "district", "section"};
    g_autoptr(MarchFeatures) borders = borders_make();
    g_autoptr(MarchFeatures) districts = districts_make();
    g_autoptr(MarchIncidentTypes) types = march_incident_types_new(tables, NULL);
    const MarchIncidentCounts *counts = march_incident_show_get_counts(show);
    MarchIncidentGrouping grouping = {.section_km = 12,
                                      .types = types,
                                      .frame = fixture->frame,
                                      .catalogue = fixture->catalogue,
                                      .districts = districts,
                                      .borders = borders};

    for (gsize i = 0; i < G_N_ELEMENTS(WAYS); i++) {
        MarchIncidentGroups groups = {0};
        g_autoptr(MarchFeatures) badges = NULL;

        if (strcmp(WAYS[i], "region") == 0 && round % ROUNDS_A_REGION != 0) {
            continue;
        }
        grouping.by = WAYS[i];
        g_assert_true(
            march_incident_groups_make(&groups, tables, show, &grouping, NULL));
        badges = march_incident_badges_make(
            show, NULL, FALSE, groups.units, groups.points, fixture->style,
            "figure:incident-badges", "figure:incidents", fixture->frame);
        g_assert_cmpuint(features_sum(groups.points) + features_sum(groups.cells) +
                             features_sum(badges),
                         ==,
                         counts->fates[MARCH_FATE_POINT] -
                             counts->tolls[MARCH_FATE_POINT] +
                             counts->fates[MARCH_FATE_BADGE]);
        march_incident_groups_clear(&groups);
    }
}

/* The sum of the column "Rows" of a table as CSV. Cells before it may hold a comma, none
 * behind it does here. */
static guint
table_rows_sum(const MarchIncidentTable *table)
{
    g_autofree char *csv = march_incident_table_to_csv(table);
    g_auto(GStrv) lines = g_strsplit(csv, "\n", -1);
    g_auto(GStrv) headings = g_strsplit(lines[0], ",", -1);
    guint behind = 0;
    guint sum = 0;

    while (strcmp(headings[behind], "Rows") != 0) {
        behind++;
    }
    behind = g_strv_length(headings) - behind;
    for (guint i = 1; lines[i] != NULL && *lines[i] != '\0'; i++) {
        g_auto(GStrv) cells = g_strsplit(lines[i], ",", -1);

        sum += (guint)g_ascii_strtoull(cells[g_strv_length(cells) - behind], NULL, 10);
    }
    return sum;
}

/* Rows that the notes say are left out. */
static guint
left_out_sum(GPtrArray *tables)
{
    g_autofree char *note = march_incident_choice_note(tables);

    return note != NULL ? (guint)g_ascii_strtoull(note, NULL, 10) : 0;
}

static void
show_check(const Fixture *fixture,
           GPtrArray *tables,
           const MarchFrame *frame,
           guint round)
{
    g_autoptr(MarchIncidentShow) show = march_incident_show_new(
        tables, fixture->catalogue, NULL, frame, MARCH_DATE_NONE, NULL);
    const MarchIncidentCounts *counts = march_incident_show_get_counts(show);
    g_autoptr(MarchIncidentTypes) types = march_incident_types_new(tables, NULL);
    g_autoptr(MarchMeasures) measures = measures_make(tables);
    g_autoptr(MarchFeatures) points =
        march_incident_features_join(tables, show, types, measures);
    g_autoptr(MarchFeatures) badges = march_incident_badges_make(
        show, measures, TRUE, NULL, points, fixture->style, "figure:incident-badges",
        "figure:incidents", fixture->frame);
    g_autoptr(GPtrArray) lines = march_incident_margin_lines(show, measures);
    g_autoptr(MarchIncidentTable) table = march_incident_table_new(tables, show, NULL);
    g_autofree char *note = march_incident_note(show, tables);
    guint rows = 0;
    guint all = 0;
    guint left_out = 0;
    guint sum = counts->lost;

    for (guint i = 0; i < tables->len; i++) {
        MarchIncidentTally tally =
            march_incidents_get_tally(g_ptr_array_index(tables, i));

        rows +=
            tally.rows - tally.claims - tally.merged - tally.filtered - tally.outside;
        all += tally.rows;
        left_out += tally.filtered + tally.outside;
    }
    for (guint i = 0; i < MARCH_N_FATES; i++) {
        sum += counts->fates[i];
    }
    g_assert_cmpuint(counts->total, ==, rows);
    g_assert_cmpuint(sum, ==, rows);
    g_assert_cmpuint(march_features_count(points), ==, counts->fates[MARCH_FATE_POINT]);
    g_assert_cmpuint(features_sum(badges), ==, counts->fates[MARCH_FATE_BADGE]);
    g_assert_cmpuint(lines_sum(lines), ==, counts->fates[MARCH_FATE_MARGIN]);
    g_assert_cmpuint(march_incident_table_count(table), ==, rows - counts->lost);
    g_assert_cmpuint(march_incident_table_count_shown(table), ==,
                     march_incident_show_count_shown(show));
    g_assert_cmpuint(table_rows_sum(table), ==, all);
    g_assert_cmpuint(left_out_sum(tables), ==, left_out);
    groups_check(fixture, tables, show, round);
    g_assert_cmpuint(bars_sum(tables, show), ==,
                     march_incident_show_count_incidents(show));
    if (rows > 0) {
        g_assert_cmpuint(note_sum(note, counts), ==, rows);
    } else {
        g_assert_null(note);
    }
}

static void
test_counts_add_up(Fixture *fixture, gconstpointer unused)
{
    (void)unused;
    for (guint round = 0; round < ROUNDS; round++) {
        g_autoptr(GPtrArray) tables = g_ptr_array_new_with_free_func(incidents_free);
        int n_tables = g_test_rand_int_range(0, 4);

        for (int i = 0; i < n_tables; i++) {
            g_ptr_array_add(tables, table_make(fixture));
        }
        show_check(fixture, tables, NULL, round);
        show_check(fixture, tables, fixture->frame, round);
    }
}

/* A type has one number, whatever tables name it. */
static void
test_types_are_numbered_over_all_tables(Fixture *fixture, gconstpointer unused)
{
    (void)unused;
    for (guint round = 0; round < ROUNDS; round++) {
        g_autoptr(GPtrArray) tables = g_ptr_array_new_with_free_func(incidents_free);
        g_autoptr(GHashTable) numbers = g_hash_table_new(g_str_hash, g_str_equal);
        g_autoptr(GHashTable) types = g_hash_table_new(NULL, NULL);
        g_autoptr(MarchIncidentShow) show = NULL;
        g_autoptr(MarchIncidentTypes) order = NULL;
        g_autoptr(MarchMeasures) measures = NULL;
        g_autoptr(MarchFeatures) points = NULL;

        g_ptr_array_add(tables, table_make(fixture));
        g_ptr_array_add(tables, table_make(fixture));
        show = march_incident_show_new(tables, fixture->catalogue, NULL, NULL,
                                       MARCH_DATE_NONE, NULL);
        order = march_incident_types_new(tables, NULL);
        measures = measures_make(tables);
        points = march_incident_features_join(tables, show, order, measures);
        for (guint i = 0; i < march_features_count(points); i++) {
            const MarchFeature *point = march_features_get(points, i);
            const char *type = march_feature_get_string(point, "type");
            gpointer number = GUINT_TO_POINTER(
                (guint)march_feature_get_number(point, "series", 0) + 1);
            gpointer known = g_hash_table_lookup(numbers, type);
            const char *other = g_hash_table_lookup(types, number);

            g_assert_true(known == NULL || known == number);
            g_assert_true(other == NULL || strcmp(other, type) == 0);
            g_hash_table_insert(numbers, (gpointer)(guintptr)type, number);
            g_hash_table_insert(types, number, (gpointer)(guintptr)type);
        }
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add("/incidents/show/counts-add-up", Fixture, NULL, set_up,
               test_counts_add_up, tear_down);
    g_test_add("/incidents/show/types-are-numbered-over-all-tables", Fixture, NULL,
               set_up, test_types_are_numbered_over_all_tables, tear_down);
    return g_test_run();
}
