/* SPDX-License-Identifier: MIT */
/**
 * Whether the boundary lines are exact enough for the scale they are drawn at.
 */
#ifndef MARCH_FIGURE_SCALE_CHECK_H
#define MARCH_FIGURE_SCALE_CHECK_H

#include "borders/borders.h"
#include "geo/frame.h"
#include "spec/spec.h"

/**
 * Warns of each set of data whose error is more than 1 mm on paper, and adds a note
 * about it to @notes (of char*); with `border-error: none` it only tells in a
 * diagnostic of severity note.
 */
void march_scale_check(const MarchBorders *borders,
                       const MarchSpec *spec,
                       const MarchFrame *frame,
                       GPtrArray *notes,
                       MarchDiagnostics *diagnostics);

#endif
