/* SPDX-License-Identifier: MIT */
/**
 * A section's own line: whether it can be one, and what of the border it replaces.
 * Used by section.c.
 */
#ifndef MARCH_BORDERS_GIVEN_LINE_H
#define MARCH_BORDERS_GIVEN_LINE_H

#include "borders-private.h"

/**
 * FALSE with DATA when @request's geometry has no line, or a part without length; warns
 * of a line that crosses itself.
 */
gboolean march_given_line_check(const MarchCutRequest *request,
                                MarchDiagnostics *diagnostics,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
/**
 * Hides the border under each part of @geometry, between its ends. FALSE with DATA when
 * an end lies farther from the border than the snap limit; a part that is beside the
 * border for another reason is a warning.
 */
gboolean march_given_line_hide(MarchBorders *borders,
                               const MarchCutRequest *request,
                               const MarchGeometry *geometry,
                               guint section,
                               MarchDiagnostics *diagnostics,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
