/* SPDX-License-Identifier: MIT */
#include "incident-groups.h"

#include <math.h>
#include <string.h>

#include "incident-groups-private.h"

#define REGION_SCALE 1e6
#define PER_DEGREE   1e5 /* positions about a metre apart are one place */

static GArray *
members_collect(GPtrArray *incidents, const MarchIncidentShow *show)
{
    GArray *members = g_array_new(FALSE, FALSE, sizeof(MarchGroupMember));

    for (guint i = 0; i < incidents->len; i++) {
        MarchIncidents *table = g_ptr_array_index(incidents, i);

        for (guint row = 0; row < march_incidents_count(table); row++) {
            const MarchIncident *incident = march_incidents_get(table, row);
            MarchGroupMember member = {incident, incident->position};

            if (march_incident_show_get(show, i, row)->fate == MARCH_FATE_POINT) {
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

void
march_group_grid_init(MarchGroupGrid *grid)
{
    grid->groups = g_ptr_array_new_with_free_func(g_free);
    grid->index = g_hash_table_new(group_hash, group_equal);
}

void
march_group_grid_clear(MarchGroupGrid *grid)
{
    g_clear_pointer(&grid->index, g_hash_table_unref);
    g_clear_pointer(&grid->groups, g_ptr_array_unref);
}

void
march_incident_group_count(MarchIncidentGroup *group, const MarchIncident *incident)
{
    if (g_strcmp0(group->type, incident->type) != 0) {
        group->type = NULL;
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
                       const MarchIncident *incident)
{
    const MarchIncidentGroup key = {.column = column, .row = row};
    MarchIncidentGroup *group = g_hash_table_lookup(grid->index, &key);

    if (group == NULL) {
        group = g_new0(MarchIncidentGroup, 1);
        *group = (MarchIncidentGroup){incident, incident->type, column, row, 0, 0};
        g_ptr_array_add(grid->groups, group);
        g_hash_table_add(grid->index, group);
    }
    march_incident_group_count(group, incident);
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

void
march_groups_add_point(MarchIncidentGroups *made,
                       MarchLonLat position,
                       const char *place,
                       const MarchIncidentGroup *group)
{
    MarchFeatures *points = made->points;
    MarchFeature *point =
        march_features_add(points, march_geometry_new_point(position));
    g_autofree char *words = g_strdup_printf(
        "%s%s%u incident%s", place != NULL ? place : "", place != NULL ? ": " : "",
        group->count, group->count == 1 ? "" : "s");
    g_autofree char *label = g_strdup_printf("%u", group->count);

    point->where = group->first->where;
    march_features_set_string(points, point, "place", words);
    if (group->count > 1) {
        march_features_set_string(points, point, "label", label);
    }
    if (group->type != NULL) {
        march_features_set_string(points, point, "type", group->type);
    }
    march_features_set_number(points, point, "precision", group->precision_km);
    march_features_set_number(points, point, "count", group->count);
    march_features_set_number(points, point, "value", group->count);
    made->largest = MAX(made->largest, (double)group->count);
}

void
march_groups_add_places(MarchIncidentGroups *made, const GArray *members)
{
    g_auto(MarchGroupGrid) grid = {0};

    march_group_grid_init(&grid);
    for (guint i = 0; i < members->len; i++) {
        const MarchGroupMember *member = &g_array_index(members, MarchGroupMember, i);

        march_group_grid_count(&grid, llround(member->position.lon * PER_DEGREE),
                               llround(member->position.lat * PER_DEGREE),
                               member->incident);
    }
    march_group_grid_sort(&grid);
    for (guint i = 0; i < grid.groups->len; i++) {
        const MarchIncidentGroup *group = g_ptr_array_index(grid.groups, i);

        march_groups_add_point(made, group->first->position, group->first->place,
                               group);
    }
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
           const MarchIncidentGrouping *grouping,
           GError **error)
{
    g_autoptr(MarchFeatures) regions = NULL;

    if (strcmp(grouping->by, "district") == 0) {
        march_groups_add_areas(groups, members, grouping->districts);
        return TRUE;
    }
    regions = march_catalogue_read(grouping->catalogue, "admin1",
                                   march_frame_get_visible_box(grouping->frame),
                                   REGION_SCALE, NULL, error);
    if (regions == NULL) {
        return FALSE;
    }
    march_groups_add_areas(groups, members, regions);
    return TRUE;
}

gboolean
march_incident_groups_make(MarchIncidentGroups *groups,
                           GPtrArray *incidents,
                           const MarchIncidentShow *show,
                           const MarchIncidentGrouping *grouping,
                           GError **error)
{
    g_autoptr(GArray) members = members_collect(incidents, show);
    gboolean is_made = TRUE;

    *groups = (MarchIncidentGroups){march_features_new(), march_features_new(), -1};
    if (strcmp(grouping->by, "hexagon") == 0) {
        is_made = hexagons_make(groups, members, grouping, error);
    } else if (strcmp(grouping->by, "region") == 0 ||
               strcmp(grouping->by, "district") == 0) {
        is_made = areas_make(groups, members, grouping, error);
    } else if (strcmp(grouping->by, "section") == 0) {
        march_groups_add_stretches(groups, members, grouping);
    } else if (strcmp(grouping->by, "cluster") == 0) {
        march_groups_add_clusters(groups, members, grouping->frame);
    }
    march_groups_add_places(groups, members);
    return is_made;
}

void
march_incident_groups_clear(MarchIncidentGroups *groups)
{
    g_clear_pointer(&groups->points, march_features_free);
    g_clear_pointer(&groups->cells, march_features_free);
}
