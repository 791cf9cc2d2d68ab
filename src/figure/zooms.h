/* SPDX-License-Identifier: MIT */
/**
 * The insets of a figure: each is a map of its own, made by the same stages from the
 * same tables for the rectangle that the page plan gives it.
 *
 * The insets own their compositions; a layout borrows from them.
 */
#ifndef MARCH_FIGURE_ZOOMS_H
#define MARCH_FIGURE_ZOOMS_H

#include "stages-private.h"

typedef struct MarchZooms MarchZooms;

/**
 * Composes the insets of the figure, (transfer full).
 *
 * Returns: NULL with an error; CONFIG when one shows nothing of the map.
 */
MarchZooms *march_zooms_compose(const MarchStages *stages,
                                MarchTimings *timings,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
void march_zooms_free(MarchZooms *zooms);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarchZooms, march_zooms_free)

/** For the layout; NULL when there are none. */
const MarchLayoutZoom *march_zooms_get(const MarchZooms *zooms);
/** Appends what was said of the insets and not of the map as well. */
void march_zooms_report(const MarchZooms *zooms, MarchDiagnostics *diagnostics);

#endif
