/* SPDX-License-Identifier: MIT */
/**
 * Whose land the cells of a map are in the view of its figure.
 *
 * In a party's view the lines that it does not recognise are not drawn, and its claim
 * lines are boundaries: land that no drawn boundary parts from its own is its own too.
 * Nothing is kept; all is borrowed.
 */
#ifndef MARCH_FIGURE_VIEW_LAND_H
#define MARCH_FIGURE_VIEW_LAND_H

#include "area-grid.h"
#include "geo/feature.h"

typedef struct {
    const char *view;               /**< (nullable) "defacto", "IN" */
    const MarchFeatures *borders;   /**< (nullable) those drawn in that view */
    const MarchFeatures *contested; /**< (nullable) areas that are hatched */
    const MarchFrame *frame;
} MarchViewLand;

/**
 * Gives the cells of @grid to their owners in the view. @codes are those of the owners,
 * from owner 1 on, "RU/UA" for land that both claim.
 */
void march_view_land_apply(const MarchViewLand *view_land,
                           MarchAreaGrid *grid,
                           const GPtrArray *codes);
/** Makes the cells of contested areas nobody's; whether there are such. */
gboolean march_view_land_take_contested(const MarchViewLand *view_land,
                                        MarchAreaGrid *grid);

#endif
