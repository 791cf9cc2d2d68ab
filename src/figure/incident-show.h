/* SPDX-License-Identifier: MIT */
/**
 * Which incidents a figure shows, and how well each is known: worked out once, for
 * the map, its notes, its warnings, its alternative text and its table.
 *
 * Every row of the tables has one fate. What is known only to a district or a region
 * is counted there, what is known only to a country beside the map; neither is given
 * a point. A show owns its units and their outlines; it borrows the tables.
 */
#ifndef MARCH_FIGURE_INCIDENT_SHOW_H
#define MARCH_FIGURE_INCIDENT_SHOW_H

#include "geo/frame.h"
#include "geodata/catalogue.h"
#include "incidents/incidents.h"

typedef enum {
    MARCH_FATE_POINT,    /**< drawn at its place */
    MARCH_FATE_BADGE,    /**< counted in the badge of a district or region */
    MARCH_FATE_MARGIN,   /**< counted beside the map: at best its country is known */
    MARCH_FATE_OUTSIDE,  /**< beyond the map's frame */
    MARCH_FATE_UNPLACED, /**< its place was not found */
} MarchFate;

#define MARCH_N_FATES 5

/** An incident or toll that a unit counts. */
typedef struct {
    const MarchIncident *incident; /**< borrowed from its table */
    guint table;                   /**< its index */
    guint number;                  /**< as MarchIncidentRowFate has it */
} MarchIncidentUnitMember;

/** An area that incidents are known to, and no better. */
typedef struct {
    char *name; /**< (nullable) */
    MarchPrecision level;
    MarchLonLat position; /**< a point that stands for it */
    double radius_km;     /**< its usual size */
    char country[3];      /**< what its first row says, ISO 3166-1, or "" */
    /** (nullable) its polygon, borrowed from the show or the figure's districts */
    const MarchFeature *area;
    guint count;     /**< incidents counted in it, of those shown */
    guint tolls;     /**< tolls of a whole side, which are no incidents, besides */
    GArray *members; /**< of MarchIncidentUnitMember: both, in the tables' order */
} MarchIncidentUnit;

/** The fate of one row. */
typedef struct {
    MarchFate fate;
    guint unit; /**< index of its unit, or G_MAXUINT */
    /** From 1 in the order of the tables; 0 for what is not shown. */
    guint number;
} MarchIncidentRowFate;

/** What a row of this type says is the toll of a whole side: no incident. */
#define MARCH_INCIDENT_TOLL "Toll of one side"

/**
 * Counts of rows, which add up: total = lost + the sum of @fates; point = exact + near.
 */
typedef struct {
    guint total; /**< the tables' incidents, with those lost */
    guint lost;  /**< rows that cannot be used */
    guint fates[MARCH_N_FATES];
    guint near;                       /**< of the points, those marked with a ring */
    guint levels[MARCH_N_PRECISIONS]; /**< of those shown */
    guint tolls[MARCH_N_FATES];       /**< of @fates, those that are no incidents */
    guint toll_levels[MARCH_N_PRECISIONS];
    guint across;    /**< in a region's badge, though said to be in another country */
    guint later;     /**< shown, but dated after the as-of date */
    double worst_km; /**< the widest ring of a point */
} MarchIncidentCounts;

typedef struct MarchIncidentShow MarchIncidentShow;

/**
 * Decides the fate of all rows of @incidents (of MarchIncidents).
 *
 * @catalogue: where outlines of regions and names of countries come from.
 * @districts: (nullable) polygons of districts; borrowed as long as the show's units
 * are drawn.
 * @frame: (nullable) without one nothing lies outside.
 * @error: what reading the catalogue may give.
 *
 * Returns: (transfer full)
 */
MarchIncidentShow *march_incident_show_new(GPtrArray *incidents,
                                           MarchCatalogue *catalogue,
                                           const MarchFeatures *districts,
                                           const MarchFrame *frame,
                                           MarchDate as_of,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
MarchIncidentShow *march_incident_show_ref(MarchIncidentShow *show);
/** Gives back one reference; the last one frees. */
void march_incident_show_free(MarchIncidentShow *show);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarchIncidentShow, march_incident_show_free)

/**
 * Gives the regions that @show counts in the outlines that @frame's land has, once it is
 * the frame that is drawn: those of the pack are coarse and cross borders.
 *
 * Returns: how many regions that are drawn were found, in @count; FALSE with an error of
 * the catalogue or of GDAL.
 */
gboolean march_incident_show_outline(MarchIncidentShow *show,
                                     MarchCatalogue *catalogue,
                                     const MarchFrame *frame,
                                     guint *count,
                                     GError **error);

/**
 * Gives the rows of @show the numbers of @whole, a show of the same tables: what an inset
 * shows goes by the numbers of the map's table. What only @show has has none, 0.
 */
void march_incident_show_number_as(MarchIncidentShow *show,
                                   const MarchIncidentShow *whole);

/** Whether @incident is the toll of a whole side. */
gboolean march_incident_is_toll(const MarchIncident *incident);
const MarchIncidentCounts *
march_incident_show_get_counts(const MarchIncidentShow *show);
/** How many rows are drawn or counted in a badge or beside the map. */
guint march_incident_show_count_shown(const MarchIncidentShow *show);
/** As march_incident_show_count_shown(), without tolls. */
guint march_incident_show_count_incidents(const MarchIncidentShow *show);
const MarchIncidentRowFate *
march_incident_show_get(const MarchIncidentShow *show, guint table, guint row);
guint march_incident_show_count_units(const MarchIncidentShow *show);
const MarchIncidentUnit *march_incident_show_get_unit(const MarchIncidentShow *show,
                                                      guint index);
/** "drawn at its place"..., for the table. */
const char *march_fate_describe(MarchFate fate);

#endif
