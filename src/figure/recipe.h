/* SPDX-License-Identifier: MIT */
/**
 * The recipe of a figure: what it was made from, written into every output so that
 * the figure explains itself.
 */
#ifndef MARCH_FIGURE_RECIPE_H
#define MARCH_FIGURE_RECIPE_H

#include "geo/frame.h"
#include "session.h"
#include "spec/spec.h"

/**
 * Key, value, key, value..., NULL-ended: program version, hashes of the figure
 * file and its tables, style, data pack, view, as-of date, projection and scale.
 *
 * Returns: (transfer full)
 */
char **march_recipe_make(MarchSession *session,
                         const MarchSpec *spec,
                         const char *style_path,
                         const MarchFrame *frame);
/** SOURCE_DATE_EPOCH, or 0. */
gint64 march_recipe_creation_time(void);

#endif
