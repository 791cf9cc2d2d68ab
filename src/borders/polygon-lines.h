/* SPDX-License-Identifier: MIT */
/**
 * Boundary lines out of polygons of countries: the edges that two of them share.
 *
 * For files such as geoBoundaries or GADM, in which countries, or units of them, are
 * areas. Polygons must fit one another edge by edge, as those of one file do.
 */
#ifndef MARCH_BORDERS_POLYGON_LINES_H
#define MARCH_BORDERS_POLYGON_LINES_H

#include "base/diagnostics.h"
#include "geo/feature.h"

/**
 * Lines with "left" and "right" (ISO alpha-2) along which polygons of different
 * countries in @features touch. Warns of polygons without a country's code and of a
 * file, @data_name, whose countries touch nowhere.
 *
 * Returns: (transfer full)
 */
MarchFeatures *march_polygon_lines_new(const MarchFeatures *features,
                                       const char *data_name,
                                       MarchDiagnostics *diagnostics);

#endif
