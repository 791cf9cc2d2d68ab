/* SPDX-License-Identifier: MIT */
/**
 * Polygons less other polygons, within them, and made one. It reads no file; GEOS, which GDAL brings, does it.
 */
#ifndef MARCH_GEODATA_OVERLAY_H
#define MARCH_GEODATA_OVERLAY_H

#include "base/error.h"
#include "geo/geometry.h"

/**
 * What of @polygons is not in @other, in degrees; both may cross the antimeridian.
 *
 * Returns: (transfer full), without parts when nothing is left; or NULL with
 * UNAVAILABLE (no GDAL) or DATA (polygons that cross themselves).
 */
MarchGeometry *march_polygons_subtract(const MarchGeometry *polygons,
                                       const MarchGeometry *other,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** What of @polygons is in @other, too; as march_polygons_subtract(). */
MarchGeometry *march_polygons_intersect(const MarchGeometry *polygons,
                                        const MarchGeometry *other,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * The area of all @polygons, which may overlap or touch: without the edges between them.
 *
 * Returns: as march_polygons_subtract()
 */
MarchGeometry *march_polygons_unite(const MarchGeometry *polygons,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
