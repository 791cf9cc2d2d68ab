/* SPDX-License-Identifier: MIT */
/**
 * A small map of what names may mean: the candidates of each, numbered by rank.
 *
 * It is an ordinary figure, made and drawn as any other.
 */
#ifndef MARCH_CLI_GEOCODE_MAP_H
#define MARCH_CLI_GEOCODE_MAP_H

#include "gazetteer/gazetteer.h"

typedef struct {
    const char *const *names;   /**< ends with NULL */
    const GPtrArray *answers;   /**< of MarchAnswer, as many */
    const char *const *outputs; /**< ends with NULL; .png, .svg, .pdf */
    const char *as_of;          /**< (nullable) a date */
    const char *data_directory; /**< (nullable) */
    gboolean is_verbose;
} MarchGeocodeMap;

/**
 * Draws the map. Messages about it go to stderr.
 *
 * Returns: FALSE with UNKNOWN when no name has a candidate: then no file is written;
 * or with what rendering a figure says.
 */
gboolean march_geocode_map_draw(const MarchGeocodeMap *map,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
