/* SPDX-License-Identifier: MIT */
/**
 * Notes by extent: which of a collection the map shows reason for.
 */
#ifndef MARCH_FIGURE_EXTENT_NOTES_H
#define MARCH_FIGURE_EXTENT_NOTES_H

#include "geo/frame.h"
#include "session.h"
#include "spec/spec.h"

/**
 * All notes of the figure: its own with a condition, then those of its collections.
 * Collections of the program are read once in a session.
 *
 * Returns: (transfer full) of MarchSpecNote, or NULL
 */
GPtrArray *march_extent_notes_load(const MarchSpec *spec,
                                   MarchSession *session,
                                   MarchDiagnostics *diagnostics,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * Those of @notes that hold in the figure's view and on its day, and whose place,
 * border or land takes 3 mm or more of the map, in their order.
 *
 * Returns: (transfer full) of const MarchSpecNote, borrowed from @notes; or NULL
 */
GPtrArray *march_extent_notes_find(const MarchSpec *spec,
                                   const GPtrArray *notes,
                                   MarchCatalogue *catalogue,
                                   const MarchFrame *frame,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** Whether one of @notes tells of a dispute of @left and @right (nullable) at @line. */
gboolean march_extent_notes_cover(const GPtrArray *notes,
                                  const MarchGeometry *line,
                                  const char *left,
                                  const char *right);

#endif
