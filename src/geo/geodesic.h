/* SPDX-License-Identifier: MIT */
/**
 * Geodesics on the WGS 84 ellipsoid (Karney 2013, through PROJ).
 *
 * march_lon_lat_distance() is in types.h; here is what fewer files need.
 */
#ifndef MARCH_GEO_GEODESIC_H
#define MARCH_GEO_GEODESIC_H

#include "types.h"

/** @lon brought into [-180, 180]; values already inside are kept as they are. */
double march_lon_lat_wrap(double lon);
/** Degrees clockwise from north at @from, -180 to 180. */
double march_lon_lat_azimuth(MarchLonLat from, MarchLonLat to);
/** The position @metres from @from in the direction @azimuth (degrees). */
MarchLonLat march_lon_lat_destination(MarchLonLat from, double azimuth, double metres);
/**
 * Metres from @position to the straight line from @a to @b, in a plane about it on the
 * mean sphere: within 1 % up to 100 km. @share (nullable) is set to where on the line
 * the nearest point is, 0 to 1.
 */
double march_lon_lat_segment_distance(MarchLonLat position,
                                      MarchLonLat a,
                                      MarchLonLat b,
                                      double *share);
/** Length in metres of a line, or of a ring when @closed (not repeated at its end). */
double march_lon_lat_length(const MarchLonLat *positions, gsize count, gboolean closed);

#endif
