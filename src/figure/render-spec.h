/* SPDX-License-Identifier: MIT */
/**
 * Renders a figure that the program made itself, without a figure file.
 */
#ifndef MARCH_FIGURE_RENDER_SPEC_H
#define MARCH_FIGURE_RENDER_SPEC_H

#include "marchland.h"
#include "spec/spec.h"

/**
 * As march_session_render() for @spec, whose overrides have been applied; @options are
 * asked for outputs, picks and strictness.
 *
 * Returns: (transfer full), also when @error is set.
 */
MarchResult *march_session_render_spec(MarchSession *session,
                                       const MarchSpec *spec,
                                       const MarchFigureOptions *options,
                                       GError **error);

#endif
