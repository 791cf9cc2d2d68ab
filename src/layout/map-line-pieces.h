/* SPDX-License-Identifier: MIT */
/**
 * Lines cut into pieces that are named one by one.
 */
#ifndef MARCH_LAYOUT_MAP_LINE_PIECES_H
#define MARCH_LAYOUT_MAP_LINE_PIECES_H

#include "geo/path.h"

/**
 * Cuts parts of at least twice @spacing mm into pieces of equal length, each at least
 * @spacing mm long: no more than 64 in all.
 *
 * Returns: (transfer full) of MarchPath: first all that is not cut and the first pieces
 * of what is, then one path for each further piece
 */
GPtrArray *march_map_line_pieces(const MarchPath *path, double spacing);

#endif
