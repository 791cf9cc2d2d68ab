/* SPDX-License-Identifier: MIT */
/**
 * Furniture on the map: what has no room beside it finds the emptiest places there.
 *
 * Borrows all it is given; the side column is filled before.
 */
#ifndef MARCH_LAYOUT_COMPOSE_MAP_H
#define MARCH_LAYOUT_COMPOSE_MAP_H

#include "compose-furniture.h"

/* In ems of the base size. */
#define MARCH_COMPOSE_PADDING       0.7
#define MARCH_COMPOSE_SCALE_PADDING 0.5
#define MARCH_COMPOSE_PIECE_GAP     0.7

/** Says that @piece, a word for the reader, is not drawn. */
void march_compose_note_shed(MarchDiagnostics *diagnostics,
                             const char *piece,
                             const char *reason);
/**
 * Places the pieces that the column has not taken; what finds no place is shed with a
 * diagnostic.
 *
 * Returns: FALSE when the wanted plan of @input was set instead.
 */
gboolean march_compose_map_fill(MarchComposedFurniture *furniture,
                                const MarchLayoutInput *input,
                                const MarchFurnitureKit *kit,
                                const MarchMapContent *content,
                                MarchDiagnostics *diagnostics);
/**
 * Whether all pieces have good places on the map as it is. Takes them off the column
 * and arranges the legend: march_compose_side_fill() is to be called again.
 */
gboolean march_compose_map_has_room(MarchComposedFurniture *furniture,
                                    const MarchLayoutInput *input,
                                    const MarchFurnitureKit *kit,
                                    const MarchMapContent *content);

#endif
