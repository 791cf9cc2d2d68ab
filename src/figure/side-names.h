/* SPDX-License-Identifier: MIT */
/** The names of the countries on both sides of the borders of a map. */
#ifndef MARCH_FIGURE_SIDE_NAMES_H
#define MARCH_FIGURE_SIDE_NAMES_H

#include "geodata/catalogue.h"

/** Sets "left-name" and "right-name" where "left" and "right" are known countries. */
gboolean march_side_names_set(MarchFeatures *borders,
                              MarchCatalogue *catalogue,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
