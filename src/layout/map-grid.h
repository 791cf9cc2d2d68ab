/* SPDX-License-Identifier: MIT */
/**
 * A uniform grid over page millimetres: which items lie near a rectangle.
 *
 * Items are numbers of the caller's; the grid keeps their boxes only as cells, so a
 * query may return items that merely share a cell. What lies outside the bounds is
 * kept in the nearest cell. Not for two threads at a time, not even for reading.
 */
#ifndef MARCH_LAYOUT_MAP_GRID_H
#define MARCH_LAYOUT_MAP_GRID_H

#include "geo/types.h"

typedef struct MarchMapGrid MarchMapGrid;

/** @cell is the wanted side of a cell in mm; it is raised when there would be too many. */
MarchMapGrid *march_map_grid_new(MarchRect bounds, double cell);
void march_map_grid_free(MarchMapGrid *grid);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarchMapGrid, march_map_grid_free)

void march_map_grid_insert(MarchMapGrid *grid, MarchRect rect, guint item);
/** Inserts a segment into the cells along it only. */
void march_map_grid_insert_segment(MarchMapGrid *grid,
                                   MarchPoint from,
                                   MarchPoint to,
                                   guint item);
/** Called for an item near a rectangle; TRUE ends the visit. */
typedef gboolean (*MarchMapGridVisitor)(guint item, gpointer data);
/** Visits the items near @rect, each once, until @visitor has seen enough. */
void march_map_grid_visit(MarchMapGrid *grid,
                          MarchRect rect,
                          MarchMapGridVisitor visitor,
                          gpointer data);
/** Sets @items (of guint) to the items near @rect, each once. */
void march_map_grid_query(MarchMapGrid *grid, MarchRect rect, GArray *items);

#endif
