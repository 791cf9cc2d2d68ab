/* SPDX-License-Identifier: MIT */
/* Incidents counted in areas: regions, districts. */
#include <string.h>

#include "area-index.h"
#include "area-names.h"
#include "incident-groups-private.h"
#include "incident-sums.h"

/* What is said to be in a country belongs to an area of it that is this near, although
 * the outlines have it on the other side; */
#define OTHER_SIDE_M 25000.0
/* and what lies in no area, such as a harbour, to one this near. */
#define COAST_M 2000.0

typedef struct {
    const MarchFeatures *areas;
    MarchAreaIndex *index;
    MarchIncidentGroup *groups;    /* one an area */
    const MarchMeasures *measures; /* (nullable) */
    guint elsewhere;               /* said to be in another country than their area */
} Counting;

/* The code of the country that @incident is said to be in, or NULL. */
static const char *
country_of(const MarchIncident *incident)
{
    if (incident->country_code[0] != '\0') {
        return incident->country_code;
    }
    return incident->unit_country[0] != '\0' ? incident->unit_country : NULL;
}

/* The area that @count incidents at @at are counted in, or -1. @said: (nullable) code of
 * the country that they are said to be in. */
static int
area_of(Counting *counting, MarchLonLat at, const char *said, guint count)
{
    int area = march_area_index_find(counting->index, at);
    const char *own = area >= 0
                          ? march_feature_get_string(
                                march_features_get(counting->areas, (guint)area), "iso")
                          : NULL;
    int other;

    if (area >= 0 && (said == NULL || own == NULL || strcmp(said, own) == 0)) {
        return area;
    }
    other = march_area_index_find_near(
        counting->index, at, area >= 0 || said != NULL ? OTHER_SIDE_M : COAST_M, said);
    if (other < 0 && area < 0 && said != NULL) {
        /* Areas that do not say their country take what is off their coast. */
        other = march_area_index_find_near(counting->index, at, COAST_M, NULL);
        own = other >= 0 ? march_feature_get_string(
                               march_features_get(counting->areas, (guint)other), "iso")
                         : NULL;
        return own == NULL ? other : -1;
    }
    if (other < 0 && area >= 0) {
        counting->elsewhere += count;
    }
    return other >= 0 ? other : area;
}

static void
members_count(Counting *counting, GArray *members)
{
    guint left = 0;

    for (guint i = 0; i < members->len; i++) {
        MarchGroupMember member = g_array_index(members, MarchGroupMember, i);
        int area = area_of(counting, member.incident->position,
                           country_of(member.incident), 1);

        if (area >= 0) {
            march_incident_group_count(&counting->groups[area], &member);
        } else {
            g_array_index(members, MarchGroupMember, left++) = member;
        }
    }
    g_array_set_size(members, left);
}

/* The area that is @unit's own polygon, which is one of the figure's or of the pack's
 * with the same code; -1. */
static int
area_of_polygon(const Counting *counting, const MarchIncidentUnit *unit)
{
    const char *code = march_feature_get_string(unit->area, "code");

    for (guint i = 0; i < march_features_count(counting->areas); i++) {
        const MarchFeature *area = march_features_get(counting->areas, i);

        if (area == unit->area ||
            (code != NULL && unit->level == MARCH_PRECISION_REGION &&
             g_strcmp0(march_feature_get_string(area, "code"), code) == 0)) {
            return (int)i;
        }
    }
    return -1;
}

/* The incidents of @unit; its tolls are none. */
static void
unit_members_count(const Counting *counting,
                   MarchIncidentGroup *group,
                   const MarchIncidentUnit *unit)
{
    for (guint i = 0; i < unit->members->len; i++) {
        const MarchIncidentUnitMember *of_unit =
            &g_array_index(unit->members, MarchIncidentUnitMember, i);
        const MarchGroupMember member = {
            of_unit->incident,
            counting->measures != NULL
                ? march_measures_get(counting->measures, of_unit->table)
                : NULL,
            of_unit->incident->position, of_unit->number};

        if (!march_incident_is_toll(of_unit->incident)) {
            march_incident_group_count(group, &member);
        }
    }
}

/* What is known only to an area is counted in it, a district's also in its region. */
static void
units_count(Counting *counting,
            MarchIncidentGroups *made,
            const MarchIncidentShow *show,
            gboolean are_regions)
{
    for (guint i = 0; i < march_incident_show_count_units(show); i++) {
        const MarchIncidentUnit *unit = march_incident_show_get_unit(show, i);
        int area = unit->area != NULL ? area_of_polygon(counting, unit) : -1;

        if (unit->count == 0 ||
            unit->level >
                (are_regions ? MARCH_PRECISION_REGION : MARCH_PRECISION_DISTRICT)) {
            continue;
        }
        if (area < 0 && are_regions && unit->level == MARCH_PRECISION_DISTRICT) {
            area =
                area_of(counting, unit->position,
                        unit->country[0] != '\0' ? unit->country : NULL, unit->count);
        }
        if (area >= 0) {
            unit_members_count(counting, &counting->groups[area], unit);
            g_hash_table_add(made->units, (gpointer)(guintptr)unit);
        }
    }
}

/* What is said of all that @cell counts, where there is a sum. */
static void
sum_set(MarchIncidentGroups *made, MarchFeature *cell, const MarchIncidentGroup *group)
{
    g_autoptr(GPtrArray) all = g_ptr_array_new();
    g_autofree char *text = NULL;
    g_autofree char *words = NULL;
    MarchIncidentSum sum;

    if (group->measure == NULL) {
        return;
    }
    g_ptr_array_add(all, (gpointer)(guintptr)group->first);
    if (group->rest != NULL) {
        g_ptr_array_extend(all, group->rest, NULL, NULL);
    }
    sum = march_incident_sum(all);
    text = march_incident_sum_text(&sum, group->count);
    if (text != NULL) {
        words = g_strdup_printf("%s %s", text, group->measure->words);
        march_features_set_string(made->cells, cell, "sum", words);
    } else if (group->count > 1 && sum.n_counted > 0) {
        made->without_sum++;
    }
}

static void
areas_draw(const Counting *counting,
           MarchIncidentGroups *made,
           const MarchIncidentGrouping *grouping)
{
    guint starts[MARCH_N_CELL_CLASSES];
    guint largest = 0;
    guint n_classes;

    for (guint i = 0; i < march_features_count(counting->areas); i++) {
        largest = MAX(largest, counting->groups[i].count);
    }
    made->largest_cell = largest;
    n_classes = march_cell_classes_choose(MAX(largest, grouping->largest_cell), starts);
    for (guint class = 0; class < n_classes; class ++) {
        for (guint i = 0; i < march_features_count(counting->areas); i++) {
            const MarchFeature *area = march_features_get(counting->areas, i);
            guint count = counting->groups[i].count;

            if (count >= starts[class] &&
                (class + 1 == n_classes || count < starts[class + 1])) {
                sum_set(made,
                        march_cell_add(made->cells, march_geometry_copy(area->geometry),
                                       march_area_name(area), count, starts, n_classes),
                        &counting->groups[i]);
            }
        }
    }
}

static void
counting_report(const Counting *counting,
                guint left,
                const MarchIncidentGrouping *grouping)
{
    if (counting->elsewhere > 0) {
        march_diagnostics_add(
            grouping->diagnostics, MARCH_SEVERITY_WARNING, "counted-across",
            grouping->where, NULL,
            "%u incident%s said to be in another country than the %s that %s in, and "
            "%s counted there",
            counting->elsewhere, counting->elsewhere == 1 ? " is" : "s are",
            grouping->by, counting->elsewhere == 1 ? "it lies" : "they lie",
            counting->elsewhere == 1 ? "is" : "are");
    }
    if (left > 0) {
        march_diagnostics_add(
            grouping->diagnostics, MARCH_SEVERITY_NOTE, "beyond-areas", grouping->where,
            NULL, "%u incident%s in no %s and %s drawn at %s place%s", left,
            left == 1 ? " lies" : "s lie", grouping->by, left == 1 ? "is" : "are",
            left == 1 ? "its" : "their", left == 1 ? "" : "s");
    }
}

void
march_groups_add_areas(MarchIncidentGroups *made,
                       GArray *members,
                       const MarchFeatures *areas,
                       const MarchIncidentShow *show,
                       const MarchIncidentGrouping *grouping)
{
    g_autoptr(MarchAreaIndex) index =
        march_area_index_new(areas, march_frame_get_visible_box(grouping->frame));
    guint n_areas = march_features_count(areas);
    g_autofree MarchIncidentGroup *groups = g_new0(MarchIncidentGroup, n_areas + 1);
    Counting counting = {.areas = areas,
                         .index = index,
                         .groups = groups,
                         .measures = grouping->measures};

    members_count(&counting, members);
    units_count(&counting, made, show, strcmp(grouping->by, "region") == 0);
    areas_draw(&counting, made, grouping);
    counting_report(&counting, members->len, grouping);
    for (guint i = 0; i < n_areas; i++) {
        march_incident_group_clear(&groups[i]);
    }
}
