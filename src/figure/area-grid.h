/* SPDX-License-Identifier: MIT */
/**
 * A coarse grid of a map's frame, on which areas are painted to find where each has the
 * most room. It owns its cells; what the numbers of owners mean is its user's matter.
 */
#ifndef MARCH_FIGURE_AREA_GRID_H
#define MARCH_FIGURE_AREA_GRID_H

#include "geo/frame.h"

/** Distances to the height of a cell. */
#define MARCH_AREA_GRID_DOWN 12288U

typedef struct {
    MarchRect rect;
    double cell; /**< mm */
    guint columns, rows;
    guint16 *owner;    /**< 0 nobody, else area + 1 */
    guint32 *distance; /**< in parts of MARCH_AREA_GRID_DOWN to a cell */
} MarchAreaGrid;

/** With cells of a millimetre, or larger ones on a large map; all are nobody's. */
void march_area_grid_init(MarchAreaGrid *grid, MarchRect rect);
void march_area_grid_clear(MarchAreaGrid *grid);
/** Gives the cells whose middle is within the rings of @path to @owner. */
void march_area_grid_paint(MarchAreaGrid *grid, const MarchPath *path, guint16 owner);
/** Finds how far each cell is from the nearest one of another owner or the frame. */
void march_area_grid_measure(MarchAreaGrid *grid);

#endif
