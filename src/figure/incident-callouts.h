/* SPDX-License-Identifier: MIT */
/**
 * Numbers of incidents along sections of a border: each stands beside its section, clear
 * of the line, of other symbols and with room for its words, on a leader to the middle of
 * the section.
 */
#ifndef MARCH_FIGURE_INCIDENT_CALLOUTS_H
#define MARCH_FIGURE_INCIDENT_CALLOUTS_H

#include "geo/frame.h"
#include "style/style.h"

/**
 * Moves those of @points that stand for a section (property "section") off the point of
 * the section that they are at. Sizes are those of @style's circles for the source at
 * @location.
 *
 * Returns: (transfer full) a leader line for each, and a point at each section.
 */
MarchFeatures *march_incident_callouts_place(MarchFeatures *points,
                                             const MarchStyle *style,
                                             const char *location,
                                             const MarchFrame *frame);

#endif
