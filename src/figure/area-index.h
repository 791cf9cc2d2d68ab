/* SPDX-License-Identifier: MIT */
/**
 * Which of many areas a position lies in, for long tables: most squares of the map are
 * crossed by no outline, and one answer holds for all of such a square.
 *
 * An index borrows its areas.
 */
#ifndef MARCH_FIGURE_AREA_INDEX_H
#define MARCH_FIGURE_AREA_INDEX_H

#include "geo/feature.h"

typedef struct MarchAreaIndex MarchAreaIndex;

/** For positions within @box; any other is found, too, but not as fast. */
MarchAreaIndex *march_area_index_new(const MarchFeatures *areas, MarchBox box);
void march_area_index_free(MarchAreaIndex *index);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarchAreaIndex, march_area_index_free)

/** The first area that holds @at, or -1. */
int march_area_index_find(MarchAreaIndex *index, MarchLonLat at);
/**
 * The area whose outline is nearest to @at and within @reach metres of it, or -1.
 *
 * @iso: (nullable) only areas whose property "iso" is this
 */
int march_area_index_find_near(const MarchAreaIndex *index,
                               MarchLonLat at,
                               double reach,
                               const char *iso);

#endif
