/* SPDX-License-Identifier: MIT */
/** What the ways of grouping incidents share. */
#ifndef MARCH_FIGURE_INCIDENT_GROUPS_PRIVATE_H
#define MARCH_FIGURE_INCIDENT_GROUPS_PRIVATE_H

#include "incident-groups.h"

/** One incident that is drawn at its place. */
typedef struct {
    const MarchIncident *incident;
    const MarchMeasure *measure; /* (nullable) what its number counts */
    MarchLonLat position;
    guint number; /* in the figure's table */
} MarchGroupMember;

/** Incidents of one place, cluster or cell; zeroed it is empty. */
typedef struct {
    const MarchIncident *first;
    const char *type;            /* NULL once there are two */
    const MarchMeasure *measure; /* of those with a number, NULL once there are two */
    GPtrArray *rest; /* (nullable) of const MarchIncident: all but the first */
    GArray *numbers; /* (nullable) of guint: in the figure's table, of all */
    gint64 column, row;
    double precision_km;
    guint count;
} MarchIncidentGroup;

void march_incident_group_clear(MarchIncidentGroup *group);

/** Groups by column and row, in the order they came up. */
typedef struct {
    GPtrArray *groups; /* of MarchIncidentGroup */
    GHashTable *index;
} MarchGroupGrid;

void march_group_grid_init(MarchGroupGrid *grid);
void march_group_grid_clear(MarchGroupGrid *grid);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(MarchGroupGrid, march_group_grid_clear)
/** Whether something was counted there. */
gboolean march_group_grid_has(const MarchGroupGrid *grid, gint64 column, gint64 row);
/** Counts @member in the group of @column and @row. */
void march_group_grid_count(MarchGroupGrid *grid,
                            gint64 column,
                            gint64 row,
                            const MarchGroupMember *member);
/** Puts the largest groups first, so that small symbols lie on large ones. */
void march_group_grid_sort(MarchGroupGrid *grid);

/** Counts @member in @group, whose first it may be. */
void march_incident_group_count(MarchIncidentGroup *group,
                                const MarchGroupMember *member);
/**
 * A point for @group at @position. It says how many there are, and what each claimant
 * says of them in sum.
 *
 * @place: (nullable) where they are, in words
 */
MarchFeature *march_groups_add_point(MarchIncidentGroups *made,
                                     MarchLonLat position,
                                     const char *place,
                                     const MarchIncidentGroup *group);
/** A point for each place of @members. */
void march_groups_add_places(MarchIncidentGroups *made, const GArray *members);
#define MARCH_N_CELL_CLASSES 5

/** The lower ends of classes: round numbers from 1 up, no more than needed. */
guint march_cell_classes_choose(guint largest, guint starts[MARCH_N_CELL_CLASSES]);
/** Adds a cell that takes @geometry, with its class of those that begin at @starts. */
MarchFeature *march_cell_add(MarchFeatures *cells,
                             MarchGeometry *geometry,
                             const char *name,
                             guint count,
                             const guint *starts,
                             guint n_classes);
/**
 * Cells of these ways: each counts the members that lie in it and takes them out of
 * @members. What lies in no cell is left.
 */
gboolean march_groups_add_hexagons(MarchIncidentGroups *made,
                                   GArray *members,
                                   const MarchIncidentGrouping *grouping,
                                   GError **error);
/**
 * Areas count what lies in them, and what is known only to them or, where they are
 * regions, to a district of theirs.
 */
void march_groups_add_areas(MarchIncidentGroups *made,
                            GArray *members,
                            const MarchFeatures *areas,
                            const MarchIncidentShow *show,
                            const MarchIncidentGrouping *grouping);
/** Points for members that are nearer than @reach mm; all are taken out. */
void march_groups_add_clusters(MarchIncidentGroups *made,
                               GArray *members,
                               const MarchFrame *frame,
                               double reach);
/** How many squares of the page, of @side mm, members lie in. */
guint
march_groups_count_squares(const GArray *members, const MarchFrame *frame, double side);
/** Points in the middle of the sections that members lie near, which are taken out. */
void march_groups_add_stretches(MarchIncidentGroups *made,
                                GArray *members,
                                const MarchIncidentGrouping *grouping);

#endif
