/* SPDX-License-Identifier: MIT */
/**
 * Whether the map's day is one that the data and the sections speak of.
 */
#ifndef MARCH_FIGURE_DATE_CHECK_H
#define MARCH_FIGURE_DATE_CHECK_H

#include "borders/borders.h"
#include "geo/frame.h"
#include "geodata/catalogue.h"
#include "spec/spec.h"

/**
 * Warns, and adds a note to @notes (of char*), where the day is before that of the
 * data, and where a line in view is drawn as an ordinary boundary because its section
 * holds on later days only.
 */
void march_date_check(const MarchBorders *borders,
                      const MarchSpec *spec,
                      const MarchCatalogue *catalogue,
                      const MarchFrame *frame,
                      GPtrArray *notes,
                      MarchDiagnostics *diagnostics);

#endif
