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
/** Length in metres of a line, or of a ring when @closed (not repeated at its end). */
double march_lon_lat_length(const MarchLonLat *positions, gsize count, gboolean closed);

#endif
