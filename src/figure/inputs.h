/* SPDX-License-Identifier: MIT */
/**
 * The files a figure is made from, so that others can tell when it is out of date.
 */
#ifndef MARCH_FIGURE_INPUTS_H
#define MARCH_FIGURE_INPUTS_H

#include "spec/spec.h"
#include "style/style.h"

/**
 * Every file of the user's that the figure of @spec in @style, read from @style_path,
 * depends on: the figure file first, each once. The program's own data are not among
 * them, but for the style.
 *
 * Returns: (transfer full) of char*
 */
GPtrArray *march_inputs_list(const MarchSpec *spec,
                             const MarchStyle *style,
                             const char *style_path);

#endif
