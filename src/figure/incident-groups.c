/* SPDX-License-Identifier: MIT */
#include "incident-groups.h"

#include <math.h>
#include <string.h>

#include "incident-groups-private.h"
#include "incident-sums.h"
#include "incident-unit-words.h"
#include "region-areas.h"

#define PER_DEGREE 1e5 /* positions about a metre apart are one place */
/* Symbols nearer than this would crowd each other. */
#define CLUSTER_MM 9.0
/* Of more places than this their symbols would hide each other: those are merged that
 * are nearer than so much, or twice, four times... as much, until so many are left. */
#define PLACES_MOST 2000U
#define MERGED_MOST 500U
#define MERGED_MM   1.0

static void
toll_add(MarchIncidentGroups *made, const MarchIncident *toll, guint number)
{
    MarchFeature *point =
        march_features_add(made->points, march_geometry_new_point(toll->position));
    g_autofree char *words = g_strdup_printf("%s%stoll of a whole side",
                                             toll->place != NULL ? toll->place : "",
                                             toll->place != NULL ? ": " : "");
    g_autofree char *in_table = number > 0 ? g_strdup_printf("#%u", number) : NULL;

    point->where = toll->where;
    march_features_set_string(made->points, point, "place", words);
    march_features_set_string(made->points, point, "type", toll->type);
    march_features_set_number(made->points, point, "precision", toll->precision_km);
    if (in_table != NULL) {
        march_features_set_string(made->points, point, "table-numbers", in_table);
    }
    march_features_set_boolean(made->points, point, "uncounted", TRUE);
}

/* Tolls of a whole side are no incidents: each stays a point of its own. */
static GArray *
members_collect(MarchIncidentGroups *made,
                GPtrArray *incidents,
                const MarchIncidentShow *show,
                const MarchMeasures *measures)
{
    GArray *members = g_array_new(FALSE, FALSE, sizeof(MarchGroupMember));

    for (guint i = 0; i < incidents->len; i++) {
        MarchIncidents *table = g_ptr_array_index(incidents, i);
        const MarchMeasure *measure =
            measures != NULL ? march_measures_get(measures, i) : NULL;

        for (guint row = 0; row < march_incidents_count(table); row++) {
            const MarchIncident *incident = march_incidents_get(table, row);
            const MarchIncidentRowFate *fate = march_incident_show_get(show, i, row);
            MarchGroupMember member = {incident, measure, incident->position,
                                       fate->number};

            if (fate->fate != MARCH_FATE_POINT) {
                continue;
            }
            if (march_incident_is_toll(incident)) {
                toll_add(made, incident, fate->number);
            } else {
                g_array_append_val(members, member);
            }
        }
    }
    return members;
}

static guint
group_hash(gconstpointer key)
{
    const MarchIncidentGroup *group = key;

    return (guint)((guint64)group->column * 73856093U ^
                   (guint64)group->row * 19349663U);
}

static gboolean
group_equal(gconstpointer a, gconstpointer b)
{
    const MarchIncidentGroup *first = a;
    const MarchIncidentGroup *second = b;

    return first->column == second->column && first->row == second->row;
}

static void
group_free(gpointer data)
{
    march_incident_group_clear(data);
    g_free(data);
}

void
march_group_grid_init(MarchGroupGrid *grid)
{
    grid->groups = g_ptr_array_new_with_free_func(group_free);
    grid->index = g_hash_table_new(group_hash, group_equal);
}

void
march_group_grid_clear(MarchGroupGrid *grid)
{
    g_clear_pointer(&grid->index, g_hash_table_unref);
    g_clear_pointer(&grid->groups, g_ptr_array_unref);
}

void
march_incident_group_clear(MarchIncidentGroup *group)
{
    g_clear_pointer(&group->rest, g_ptr_array_unref);
    g_clear_pointer(&group->numbers, g_array_unref);
}

/* Types that differ in case are one. */
static gboolean
is_same_type(const char *a, const char *b)
{
    g_autofree char *one = NULL;
    g_autofree char *other = NULL;

    if (a == NULL || b == NULL || strcmp(a, b) == 0) {
        return a == b || (a != NULL && b != NULL);
    }
    one = g_utf8_casefold(a, -1);
    other = g_utf8_casefold(b, -1);
    return strcmp(one, other) == 0;
}

void
march_incident_group_count(MarchIncidentGroup *group, const MarchGroupMember *member)
{
    const MarchIncident *incident = member->incident;

    if (group->count == 0) {
        group->first = incident;
        group->type = incident->type;
        group->measure = member->measure;
    } else {
        if (group->rest == NULL) {
            group->rest = g_ptr_array_new();
        }
        g_ptr_array_add(group->rest, (gpointer)(guintptr)incident);
        group->type = group->type != NULL && is_same_type(group->type, incident->type)
                          ? group->type
                          : NULL;
        group->measure = group->measure == member->measure ? group->measure : NULL;
    }
    if (group->numbers == NULL) {
        group->numbers = g_array_new(FALSE, FALSE, sizeof(guint));
    }
    if (member->number > 0) {
        g_array_append_val(group->numbers, member->number);
    }
    group->precision_km = MAX(group->precision_km, incident->precision_km);
    group->count++;
}

gboolean
march_group_grid_has(const MarchGroupGrid *grid, gint64 column, gint64 row)
{
    const MarchIncidentGroup key = {.column = column, .row = row};

    return g_hash_table_contains(grid->index, &key);
}

/* Groups keep their order. */
void
march_group_grid_count(MarchGroupGrid *grid,
                       gint64 column,
                       gint64 row,
                       const MarchGroupMember *member)
{
    const MarchIncidentGroup key = {.column = column, .row = row};
    MarchIncidentGroup *group = g_hash_table_lookup(grid->index, &key);

    if (group == NULL) {
        group = g_new0(MarchIncidentGroup, 1);
        *group = key;
        g_ptr_array_add(grid->groups, group);
        g_hash_table_add(grid->index, group);
    }
    march_incident_group_count(group, member);
}

static int
groups_compare(gconstpointer a, gconstpointer b)
{
    const MarchIncidentGroup *first = *(const MarchIncidentGroup *const *)a;
    const MarchIncidentGroup *second = *(const MarchIncidentGroup *const *)b;

    return (first->count < second->count) - (first->count > second->count);
}

void
march_group_grid_sort(MarchGroupGrid *grid)
{
    g_ptr_array_sort(grid->groups, groups_compare);
}

/* What claimants say of @group in sum, beside its symbol and in @words. */
static void
sum_set(MarchIncidentGroups *made,
        MarchFeature *point,
        const MarchIncidentGroup *group,
        GString *words)
{
    MarchFeatures *points = made->points;
    g_autoptr(GPtrArray) all = g_ptr_array_new();
    const MarchMeasure *measure = group->measure;
    g_autofree char *text = NULL;
    MarchIncidentSum sum;

    if (measure == NULL || group->count < 2) {
        return;
    }
    g_ptr_array_add(all, (gpointer)(guintptr)group->first);
    g_ptr_array_extend(all, group->rest, NULL, NULL);
    sum = march_incident_sum(all);
    text = march_incident_sum_text(&sum, group->count);
    if (text == NULL) {
        made->without_sum += sum.n_counted > 0 ? 1 : 0;
        return;
    }
    g_string_append_printf(
        words, "; %s %s%s%s%s", text, measure->words, sum.claimant != NULL ? " (" : "",
        sum.claimant != NULL ? sum.claimant : "", sum.claimant != NULL ? ")" : "");
    march_features_set_string(points, point, "label", text);
    march_features_set_string(points, point, "sum-of", measure->words);
    if (sum.claimant != NULL) {
        march_features_set_string(points, point, "sum-by", sum.claimant);
    }
}

MarchFeature *
march_groups_add_point(MarchIncidentGroups *made,
                       MarchLonLat position,
                       const char *place,
                       const MarchIncidentGroup *group)
{
    MarchFeatures *points = made->points;
    MarchFeature *point =
        march_features_add(points, march_geometry_new_point(position));
    g_autoptr(GString) words = g_string_new(NULL);
    g_autofree char *numbers = NULL;

    g_string_append_printf(words, "%s%s%u incident%s", place != NULL ? place : "",
                           place != NULL ? ": " : "", group->count,
                           group->count == 1 ? "" : "s");
    point->where = group->first->where;
    sum_set(made, point, group, words);
    numbers = march_table_numbers_to_text(group->numbers);
    if (numbers != NULL) {
        march_features_set_string(points, point, "table-numbers", numbers);
    }
    march_features_set_string(points, point, "place", words->str);
    if (group->type != NULL) {
        march_features_set_string(points, point, "type", group->type);
    }
    march_features_set_number(points, point, "precision", group->precision_km);
    march_features_set_number(points, point, "count", group->count);
    march_features_set_number(points, point, "value", group->count);
    made->largest = MAX(made->largest, (double)group->count);
    return point;
}

void
march_groups_add_places(MarchIncidentGroups *made, const GArray *members)
{
    g_auto(MarchGroupGrid) grid = {0};

    march_group_grid_init(&grid);
    for (guint i = 0; i < members->len; i++) {
        const MarchGroupMember *member = &g_array_index(members, MarchGroupMember, i);

        march_group_grid_count(&grid, llround(member->position.lon * PER_DEGREE),
                               llround(member->position.lat * PER_DEGREE), member);
    }
    march_group_grid_sort(&grid);
    for (guint i = 0; i < grid.groups->len; i++) {
        const MarchIncidentGroup *group = g_ptr_array_index(grid.groups, i);

        (void)march_groups_add_point(made, group->first->position, group->first->place,
                                     group);
    }
}

static guint
places_count(const GArray *members)
{
    g_autoptr(GHashTable) places =
        g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);

    for (guint i = 0; i < members->len; i++) {
        MarchLonLat at = g_array_index(members, MarchGroupMember, i).position;
        gint64 key = llround((at.lat + 90) * PER_DEGREE) * 100000000 +
                     llround((at.lon + 180) * PER_DEGREE);

        if (!g_hash_table_contains(places, &key)) {
            g_hash_table_add(places, g_memdup2(&key, sizeof key));
        }
    }
    return g_hash_table_size(places);
}

/* No page can show a hundred thousand places apart. */
static void
places_merge(MarchIncidentGroups *groups,
             GArray *members,
             const MarchIncidentGrouping *grouping)
{
    guint places = places_count(members);
    double reach = MERGED_MM;

    if (places <= PLACES_MOST) {
        return;
    }
    while (march_groups_count_squares(members, grouping->frame, reach) > MERGED_MOST) {
        reach *= 2;
    }
    march_groups_add_clusters(groups, members, grouping->frame, reach);
    groups->has_merged_places = TRUE;
    march_diagnostics_add(grouping->diagnostics, MARCH_SEVERITY_WARNING,
                          "places-merged", grouping->where, NULL,
                          "the map has %u places, more than can be told apart: those "
                          "within %g mm of each other share a symbol",
                          places, reach);
}

/* What lies beyond the hexagons' projection stays a point, and is told of. */
static gboolean
hexagons_make(MarchIncidentGroups *groups,
              GArray *members,
              const MarchIncidentGrouping *grouping,
              GError **error)
{
    if (!march_groups_add_hexagons(groups, members, grouping, error)) {
        return FALSE;
    }
    if (members->len > 0) {
        march_diagnostics_add(grouping->diagnostics, MARCH_SEVERITY_WARNING,
                              "beyond-hexagons", grouping->where, NULL,
                              "%u incident%s where no hexagon can be drawn and %s "
                              "drawn at %s place%s",
                              members->len, members->len == 1 ? " lies" : "s lie",
                              members->len == 1 ? "is" : "are",
                              members->len == 1 ? "its" : "their",
                              members->len == 1 ? "" : "s");
    }
    return TRUE;
}

/* What lies in no area, at the edge of coarse outlines, stays a point. */
static gboolean
areas_make(MarchIncidentGroups *groups,
           GArray *members,
           const MarchIncidentShow *show,
           const MarchIncidentGrouping *grouping,
           GError **error)
{
    g_autoptr(MarchFeatures) regions = NULL;

    if (strcmp(grouping->by, "district") == 0) {
        march_groups_add_areas(groups, members, grouping->districts, show, grouping);
        return TRUE;
    }
    regions =
        march_region_areas_read(grouping->catalogue, grouping->frame, NULL, error);
    if (regions == NULL) {
        return FALSE;
    }
    march_groups_add_areas(groups, members, regions, show, grouping);
    return TRUE;
}

/* What the sums of all points have in common. */
typedef struct {
    gboolean has_sums, has_key;
    const char *of; /* NULL once there are two */
    const char *by; /* likewise */
} SumsInCommon;

static SumsInCommon
sums_compare(const MarchFeatures *points)
{
    SumsInCommon common = {0};

    for (guint i = 0; i < march_features_count(points); i++) {
        const MarchFeature *point = march_features_get(points, i);
        const char *of = march_feature_get_string(point, "sum-of");
        const char *by = march_feature_get_string(point, "sum-by");

        common.has_key =
            common.has_key || (march_feature_get_number(point, "count", 0) > 1 &&
                               march_feature_get_string(point, "type") == NULL);
        if (of == NULL) {
            continue;
        }
        common.of = !common.has_sums || g_strcmp0(common.of, of) == 0 ? of : NULL;
        common.by = !common.has_sums || g_strcmp0(common.by, by) == 0 ? by : NULL;
        common.has_sums = TRUE;
    }
    return common;
}

/* What the number on a symbol counts, and what the one beside it. */
static char *
key_words(const SumsInCommon *common, gboolean is_of_section, double section_km)
{
    if (is_of_section) {
        return g_strdup_printf("Incidents within %g km of a section", section_km);
    }
    if (!common->has_sums || common->of == NULL) {
        return g_strdup("Number of incidents");
    }
    return g_strdup_printf("Number of incidents; beside it, where one "
                           "claimant%s%s%s tells of all, %s",
                           common->by != NULL ? " (" : "",
                           common->by != NULL ? common->by : "",
                           common->by != NULL ? ")" : "", common->of);
}

/* Types look as they do where nothing is grouped; sums that the legend cannot name say
 * what they count. */
static void
point_finish(MarchFeatures *points,
             MarchFeature *point,
             const SumsInCommon *common,
             const MarchIncidentGrouping *grouping)
{
    const char *of = march_feature_get_string(point, "sum-of");
    gboolean is_of_section = march_feature_get_string(point, "section") != NULL;

    if (march_feature_get_number(point, "count", 0) > 1 || is_of_section) {
        g_autofree char *key = key_words(common, is_of_section, grouping->section_km);

        march_features_set_string(points, point, "count-legend", key);
    }
    if (of != NULL && !is_of_section && !(common->has_key && common->of != NULL)) {
        g_autofree char *label =
            g_strdup_printf("%s %s", march_feature_get_string(point, "label"), of);

        march_features_set_string(points, point, "label", label);
    }
    if (grouping->types != NULL) {
        march_incident_types_set(grouping->types, points, point);
    }
}

static void
groups_finish(MarchIncidentGroups *groups, const MarchIncidentGrouping *grouping)
{
    const SumsInCommon common = sums_compare(groups->points);

    for (guint i = 0; i < march_features_count(groups->points); i++) {
        point_finish(groups->points, march_features_edit(groups->points, i), &common,
                     grouping);
    }
    if (groups->without_sum > 0) {
        march_diagnostics_add(
            grouping->diagnostics, MARCH_SEVERITY_NOTE, "no-sum", grouping->where, NULL,
            "%u group%s no sum: no claimant speaks of all of its "
            "incidents",
            groups->without_sum, groups->without_sum == 1 ? " has" : "s have");
    }
}

gboolean
march_incident_groups_make(MarchIncidentGroups *groups,
                           GPtrArray *incidents,
                           const MarchIncidentShow *show,
                           const MarchIncidentGrouping *grouping,
                           GError **error)
{
    g_autoptr(GArray) members = NULL;
    gboolean is_made = TRUE;

    *groups = (MarchIncidentGroups){march_features_new(),
                                    march_features_new(),
                                    -1,
                                    0,
                                    g_hash_table_new(NULL, NULL),
                                    FALSE,
                                    0};
    members = members_collect(groups, incidents, show, grouping->measures);
    if (strcmp(grouping->by, "hexagon") == 0) {
        is_made = hexagons_make(groups, members, grouping, error);
    } else if (strcmp(grouping->by, "region") == 0 ||
               strcmp(grouping->by, "district") == 0) {
        is_made = areas_make(groups, members, show, grouping, error);
    } else if (strcmp(grouping->by, "section") == 0) {
        march_groups_add_stretches(groups, members, grouping);
    } else if (strcmp(grouping->by, "cluster") == 0) {
        march_groups_add_clusters(groups, members, grouping->frame, CLUSTER_MM);
    } else {
        places_merge(groups, members, grouping);
    }
    march_groups_add_places(groups, members);
    groups_finish(groups, grouping);
    return is_made;
}

void
march_incident_groups_clear(MarchIncidentGroups *groups)
{
    g_clear_pointer(&groups->points, march_features_free);
    g_clear_pointer(&groups->cells, march_features_free);
    g_clear_pointer(&groups->units, g_hash_table_unref);
}
