/* SPDX-License-Identifier: MIT */
/**
 * Where to write the name of an area: points in the roomiest visible part of each.
 *
 * Areas come in pieces (subdivided land) that share a key. The areas are painted
 * on a coarse grid of the frame; the label goes where an ellipse about three times
 * as wide as high fits best, which suits a line of text better than a circle.
 */
#ifndef MARCH_FIGURE_AREA_LABELS_H
#define MARCH_FIGURE_AREA_LABELS_H

#include "base/diagnostics.h"
#include "geo/feature.h"
#include "geo/frame.h"
#include "view-land.h"

/**
 * Adds a point feature to @points for each distinct string property @key of
 * @areas with room for a label: properties @key, "name" (the areas' string
 * property @name, else the key), "room" (mm from the point to the area's edge,
 * upwards) and "area" (visible mm²).
 */
void march_area_labels_add(MarchFeatures *points,
                           const MarchFeatures *areas,
                           const char *key,
                           const char *name,
                           const MarchFrame *frame);
/**
 * As march_area_labels_add() for countries, whose pieces of @land have the properties
 * "iso" and "name". A name stands on land that is its own in the figure's view, and on
 * contested land only where the country has no other in the frame; a country of which
 * the view leaves nothing there is told in a note.
 */
void march_country_labels_add(MarchFeatures *points,
                              const MarchFeatures *land,
                              const MarchViewLand *view_land,
                              MarchDiagnostics *diagnostics);

#endif
