/* SPDX-License-Identifier: MIT */
/**
 * Polygons of areas: whether they are sound, and the land between two lines.
 */
#ifndef MARCH_BORDERS_AREA_GEOMETRY_H
#define MARCH_BORDERS_AREA_GEOMETRY_H

#include "base/diagnostics.h"
#include "geo/geometry.h"

/**
 * FALSE with DATA, saying where, when a ring has fewer than three corners, crosses
 * itself or another, lies inside another of its kind, or a hole outside of all; or
 * when a position is not on the Earth. Filled by the even-odd rule such polygons
 * would show another area than they mean.
 */
gboolean march_area_check(const MarchGeometry *polygons,
                          const char *name,
                          MarchLocation where,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * The land between two lines, each in one piece: closed where their ends are nearest
 * to each other, divided where they cross. Ends farther apart than 25 km, or lines
 * that cross in another order on the one than on the other, are DATA errors; ends
 * more than 300 m apart are joined straight, with a warning.
 *
 * Returns: (transfer full) polygons
 */
MarchGeometry *march_area_between(const MarchGeometry *first,
                                  const MarchGeometry *second,
                                  const char *name,
                                  MarchLocation where,
                                  MarchDiagnostics *diagnostics,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
