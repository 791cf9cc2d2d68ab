/* SPDX-License-Identifier: MIT */
/**
 * Sections of the classes that Natural Earth gives to disputed boundary lines.
 */
#ifndef MARCH_FIGURE_NATURAL_EARTH_H
#define MARCH_FIGURE_NATURAL_EARTH_H

#include "borders/borders.h"
#include "geo/frame.h"
#include "geodata/catalogue.h"
#include "spec/spec.h"

/**
 * Cuts @request, of @section, along those of the pack's disputed lines within @box that
 * are of the section's class and between its countries. Lines within one country, and
 * those that no border runs along, are drawn as they are. Nothing is cut when none
 * of them is in the box: the section lies elsewhere.
 */
gboolean march_natural_earth_cut(MarchBorders *borders,
                                 const MarchSpecSection *section,
                                 const MarchCutRequest *request,
                                 MarchCatalogue *catalogue,
                                 MarchBox box,
                                 MarchDiagnostics *diagnostics,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
/** Whether a section of that name (nullable) is cut along lines of Natural Earth. */
gboolean march_natural_earth_has(const MarchSpec *spec, const char *name);
/**
 * Gives the lines of such sections the words of their status as label where more than
 * MARCH_NATURAL_EARTH_LABELS labels of theirs are in view: the legend has no room.
 */
void march_natural_earth_shorten(const MarchSpec *spec,
                                 MarchFeatures *borders,
                                 const MarchFrame *frame);

enum { MARCH_NATURAL_EARTH_LABELS = 7 };

#endif
