/* SPDX-License-Identifier: MIT */
/**
 * The graticule: meridians and parallels at round steps, thin lines in the map and
 * degree labels in the margin.
 *
 * A graticule is a small value chosen for a frame. Lines go into the map, labels
 * outside its frame; they are drawn at different times.
 */
#ifndef MARCH_LAYOUT_GRATICULE_H
#define MARCH_LAYOUT_GRATICULE_H

#include "furniture.h"

/** Steps in seconds of arc, so that round steps are exact. */
typedef struct {
    int lon_step;
    int lat_step;
} MarchGraticule;

/** Round steps so that lines stand about a dozen ems apart at the centre. */
MarchGraticule march_graticule_choose(const MarchFrame *frame, double base);
/** Adds the lines as the group "graticule". */
void march_graticule_draw_lines(const MarchGraticule *graticule,
                                const MarchFurnitureKit *kit,
                                const MarchFrame *frame);
/**
 * Adds ticks and labels below and left of the map as the group "graticule-labels".
 * None reaches round a corner; one that would run into another is left out, which
 * @diagnostics is told.
 */
void march_graticule_draw_labels(const MarchGraticule *graticule,
                                 const MarchFurnitureKit *kit,
                                 const MarchFrame *frame,
                                 MarchDiagnostics *diagnostics);

/**
 * "70°30′ E" for @seconds of arc; minutes and seconds only where they are not
 * zero, no letter at 0° and 180°.
 *
 * Returns: (transfer full)
 */
char *march_graticule_format(int seconds, gboolean is_longitude);

#endif
