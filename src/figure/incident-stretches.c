/* SPDX-License-Identifier: MIT */
/* Incidents counted along sections of the border: each goes to the nearest section
 * within reach. */
#include <math.h>
#include <string.h>

#include "incident-groups-private.h"
#include "line-distance.h"

/* A section as it is drawn, in one piece or several. */
typedef struct {
    const char *name;
    GPtrArray *pieces; /* of const MarchFeature, borrowed */
    GPtrArray *lines;  /* of MarchLineIndex, one a piece */
    MarchIncidentGroup group;
    guint rough; /* of them, those whose place is less sure than the reach */
} Stretch;

static void
stretch_clear(gpointer data)
{
    Stretch *stretch = data;

    g_ptr_array_unref(stretch->pieces);
    g_ptr_array_unref(stretch->lines);
    march_incident_group_clear(&stretch->group);
}

static void
line_index_free(gpointer data)
{
    march_line_index_free(data);
}

static GArray *
stretches_collect(const MarchFeatures *borders)
{
    GArray *stretches = g_array_new(FALSE, TRUE, sizeof(Stretch));

    g_array_set_clear_func(stretches, stretch_clear);
    for (guint i = 0; i < march_features_count(borders); i++) {
        const MarchFeature *piece = march_features_get(borders, i);
        const char *name = march_feature_get_string(piece, "section");
        guint at = 0;

        if (name == NULL || piece->geometry->type != MARCH_GEOMETRY_LINE) {
            continue;
        }
        while (at < stretches->len &&
               strcmp(g_array_index(stretches, Stretch, at).name, name) != 0) {
            at++;
        }
        if (at == stretches->len) {
            const Stretch stretch = {
                .name = name,
                .pieces = g_ptr_array_new(),
                .lines = g_ptr_array_new_with_free_func(line_index_free)};

            g_array_append_val(stretches, stretch);
        }
        g_ptr_array_add(g_array_index(stretches, Stretch, at).pieces,
                        (gpointer)(guintptr)piece);
        g_ptr_array_add(g_array_index(stretches, Stretch, at).lines,
                        march_line_index_new(piece->geometry));
    }
    return stretches;
}

static Stretch *
stretch_find(GArray *stretches, MarchLonLat at, double reach)
{
    Stretch *found = NULL;

    for (guint i = 0; i < stretches->len; i++) {
        Stretch *stretch = &g_array_index(stretches, Stretch, i);

        for (guint j = 0; j < stretch->lines->len; j++) {
            double distance = march_line_index_distance(
                g_ptr_array_index(stretch->lines, j), at, reach);

            if (distance <= reach && (found == NULL || distance < reach)) {
                reach = distance;
                found = stretch;
            }
        }
    }
    return found;
}

static double
part_length(const MarchPoint *points, guint count)
{
    double length = 0;

    for (guint i = 0; i + 1 < count; i++) {
        length += hypot(points[i + 1].x - points[i].x, points[i + 1].y - points[i].y);
    }
    return length;
}

static MarchPoint
part_middle(const MarchPoint *points, guint count, double length)
{
    double left = length / 2;

    for (guint i = 0; i + 1 < count; i++) {
        double dx = points[i + 1].x - points[i].x;
        double dy = points[i + 1].y - points[i].y;
        double step = hypot(dx, dy);

        if (step > 0 && left <= step) {
            return (MarchPoint){points[i].x + dx * left / step,
                                points[i].y + dy * left / step};
        }
        left -= step;
    }
    return points[count - 1];
}

/* The middle of the longest part of the stretch that the map shows. */
static gboolean
middle_find(const Stretch *stretch, const MarchFrame *frame, MarchLonLat *middle)
{
    double longest = 0;

    for (guint i = 0; i < stretch->pieces->len; i++) {
        const MarchFeature *piece = g_ptr_array_index(stretch->pieces, i);
        g_autoptr(MarchPath) path =
            march_frame_project_geometry(frame, piece->geometry, 0);

        for (guint k = 0; k < path->parts->len; k++) {
            const MarchPathPart *part = &g_array_index(path->parts, MarchPathPart, k);
            const MarchPoint *points =
                &g_array_index(path->points, MarchPoint, part->start);
            double length = part_length(points, part->count);

            if (length > longest &&
                march_frame_unproject(frame, part_middle(points, part->count, length),
                                      middle)) {
                longest = length;
            }
        }
    }
    return longest > 0;
}

static void
stretch_draw(MarchIncidentGroups *made,
             const Stretch *stretch,
             double reach_km,
             MarchLonLat middle)
{
    MarchIncidentGroup group = stretch->group;
    g_autofree char *rough =
        stretch->rough > 0
            ? g_strdup_printf(", %u of them placed only roughly", stretch->rough)
            : g_strdup("");
    g_autofree char *label =
        g_strdup_printf("%u event%s within %g km%s", group.count,
                        group.count == 1 ? "" : "s", reach_km, rough);
    g_autofree char *place =
        g_strdup_printf("%s, within %g km%s", stretch->name, reach_km, rough);
    MarchFeature *point;

    /* What is drawn along a line is of no one type, and no ring about its middle. */
    group.type = NULL;
    group.precision_km = 0;
    point = march_groups_add_point(made, middle, place, &group);
    march_features_set_string(made->points, point, "label", label);
    march_features_set_string(made->points, point, "section", stretch->name);
}

void
march_groups_add_stretches(MarchIncidentGroups *made,
                           GArray *members,
                           const MarchIncidentGrouping *grouping)
{
    g_autoptr(GArray) stretches = stretches_collect(grouping->borders);
    g_autofree MarchLonLat *middles = g_new0(MarchLonLat, stretches->len + 1);
    guint left = 0;

    /* What has no place on this map can stand for nothing on it. */
    for (guint i = stretches->len; i > 0; i--) {
        const Stretch *stretch = &g_array_index(stretches, Stretch, i - 1);

        if (!middle_find(stretch, grouping->frame, &middles[i - 1])) {
            g_array_remove_index(stretches, i - 1);
            memmove(middles + i - 1, middles + i,
                    (stretches->len + 1 - i) * sizeof *middles);
        }
    }
    if (stretches->len == 0) {
        march_diagnostics_add(grouping->diagnostics, MARCH_SEVERITY_WARNING,
                              "no-section-drawn", grouping->where, NULL,
                              "the map shows no section to count incidents along");
    }
    for (guint i = 0; i < members->len; i++) {
        MarchGroupMember member = g_array_index(members, MarchGroupMember, i);
        Stretch *stretch =
            stretch_find(stretches, member.position, grouping->section_km * 1000);

        if (stretch != NULL) {
            march_incident_group_count(&stretch->group, &member);
            stretch->rough += member.incident->precision_km > grouping->section_km;
        } else {
            g_array_index(members, MarchGroupMember, left++) = member;
        }
    }
    g_array_set_size(members, left);
    for (guint i = 0; i < stretches->len; i++) {
        const Stretch *stretch = &g_array_index(stretches, Stretch, i);

        if (stretch->group.count > 0) {
            stretch_draw(made, stretch, grouping->section_km, middles[i]);
        }
    }
}
