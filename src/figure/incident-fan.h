/* SPDX-License-Identifier: MIT */
/**
 * Incidents at one place, fanned out so that each can be seen and counted.
 *
 * Symbols at the same point are moved to a ring about it, each touching the next;
 * leaders join them to the place. What is moved keeps its row, its place and its
 * precision: only the drawing is moved, and it says so ("fanned").
 */
#ifndef MARCH_FIGURE_INCIDENT_FAN_H
#define MARCH_FIGURE_INCIDENT_FAN_H

#include "geo/feature.h"
#include "geo/frame.h"
#include "style/style.h"

/**
 * The places of @incidents, each once: points with "precision" (km, the roughest of
 * its incidents) and "count".
 *
 * Returns: (transfer full)
 */
MarchFeatures *march_incident_places_make(const MarchFeatures *incidents);

/**
 * Moves those of @incidents (point features) that share a point. The sizes are
 * those of the first visible circle layer on the source located at @location.
 *
 * Returns: (transfer full) leader lines from each place to its symbols, and a
 * point at each place.
 */
MarchFeatures *march_incident_fan_out(MarchFeatures *incidents,
                                      const MarchStyle *style,
                                      const char *location,
                                      const MarchFrame *frame);

#endif
