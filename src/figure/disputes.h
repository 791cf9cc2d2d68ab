/* SPDX-License-Identifier: MIT */
/**
 * What Natural Earth counts as disputed in view, where the figure says nothing of it.
 *
 * The pack's boundary lines have no status. Drawing a line of control like an agreed
 * border without a word would be a guess, so the figure says it in a note.
 */
#ifndef MARCH_FIGURE_DISPUTES_H
#define MARCH_FIGURE_DISPUTES_H

#include "geo/frame.h"
#include "geodata/catalogue.h"
#include "spec/spec.h"

/**
 * Whether @borders (of march_borders_select()) already draw something in another
 * class than an international boundary.
 */
gboolean march_disputes_are_drawn(const MarchFeatures *borders,
                                  const MarchFrame *frame);

/**
 * Adds a note to @notes (of char*) and a diagnostic for the classes of the pack's
 * "disputed" lines in view, but for those that @said (of const MarchSpecNote) tell of.
 */
gboolean march_disputes_note(const MarchSpec *spec,
                             MarchCatalogue *catalogue,
                             const MarchFrame *frame,
                             const GPtrArray *said,
                             GPtrArray *notes,
                             MarchDiagnostics *diagnostics,
                             GError **error);

#endif
