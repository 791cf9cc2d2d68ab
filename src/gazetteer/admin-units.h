/* SPDX-License-Identifier: MIT */
/**
 * Admin units while an index is built: their codes and names, and what their
 * members tell of where they lie.
 *
 * A unit is known by its code: "KG" a country, "KG.09" a region, "KG.09.1222597" a
 * district. Units keep the order in which they were added.
 */
#ifndef MARCH_GAZETTEER_ADMIN_UNITS_H
#define MARCH_GAZETTEER_ADMIN_UNITS_H

#include "base/diagnostics.h"
#include "geo/types.h"

#define MARCH_UNIT_UNPLACED G_MAXUINT32

typedef struct {
    char *code;
    char *name;         /**< (nullable) from a table of units */
    gint64 geonames_id; /**< 0 when none */
    guint32 place;      /**< its place number, MARCH_UNIT_UNPLACED before it has one */
    gboolean has_position;
    MarchLonLat position;
    double radius_km; /**< 0 when unknown */
    /** Sums over settlements inside, longitudes relative to the first. */
    guint members;
    gint64 population; /**< of the members together */
    double first_lon, sum_lon, sum_lat, sum_squares;
    gboolean has_seat;
    MarchLonLat seat;
    gint64 seat_weight;
    MarchLonLat far_seat;   /**< the same in another region of the country */
    gint64 far_seat_weight; /**< 0 when there is none */
} MarchAdminUnit;

typedef struct MarchAdminUnits MarchAdminUnits;

MarchAdminUnits *march_admin_units_new(void);
void march_admin_units_free(MarchAdminUnits *units);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarchAdminUnits, march_admin_units_free)

/**
 * Reads a table of units: lines "code TAB name TAB ascii name TAB geonameid" as
 * GeoNames has them, or a JSON array of {"code", "name"} objects.
 */
gboolean march_admin_units_read(MarchAdminUnits *units,
                                const char *path,
                                MarchDiagnostics *diagnostics,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

guint march_admin_units_count(const MarchAdminUnits *units);
MarchAdminUnit *march_admin_units_get(const MarchAdminUnits *units, guint index);
/** (nullable) The unit with @code. */
MarchAdminUnit *march_admin_units_find(const MarchAdminUnits *units, const char *code);
/** The unit with @code, added when it is new. */
MarchAdminUnit *march_admin_units_add(MarchAdminUnits *units, const char *code);
/** (nullable) The unit that contains @unit: "KG.09" for "KG.09.1222597". */
MarchAdminUnit *march_admin_units_find_parent(const MarchAdminUnits *units,
                                              const MarchAdminUnit *unit);
/** 0 for a country, 1 for a region, 2 for a district. */
guint march_admin_unit_level(const MarchAdminUnit *unit);
/** Counts a settlement at @position as a member. */
void march_admin_unit_add_member(MarchAdminUnit *unit,
                                 MarchLonLat position,
                                 gint64 population);
/** The middle of the members, and the radius that holds most of them. */
gboolean march_admin_unit_get_middle(const MarchAdminUnit *unit,
                                     MarchLonLat *position,
                                     double *radius_km);

#endif
