/* SPDX-License-Identifier: MIT */
/**
 * Where furniture stands in the map: the emptiest places along its frame.
 *
 * Incidents and places that the figure names are never covered; other places, border
 * lines and the last room for a country's name cost what they are worth. All pieces
 * are placed together, so that none takes another's only place. It moves nothing that
 * is drawn already and draws nothing itself.
 */
#ifndef MARCH_LAYOUT_FURNITURE_PLACE_H
#define MARCH_LAYOUT_FURNITURE_PLACE_H

#include "map-content.h"

#define MARCH_FURNITURE_SHAPES_MAX 6

/** A piece to place, and where it went. */
typedef struct {
    guint n_shapes;
    MarchRect shapes[MARCH_FURNITURE_SHAPES_MAX]; /**< alternative widths and heights */
    gboolean prefers_bottom; /**< a scale bar belongs to the foot of the map */
    gboolean prefers_top;
    gboolean is_placed; /**< set */
    guint shape;        /**< set: the shape used */
    MarchRect rect;     /**< set */
    double cost;        /**< set: what it covers, in about mm of border */
    double covered;     /**< set: mm of lines to be kept clear that it covers */
} MarchFurnitureItem;

typedef struct MarchFurnitureGround MarchFurnitureGround;

/**
 * Surveys @content within @map; borrows it. @text measures the names of areas; when
 * NULL no room is kept for them.
 */
MarchFurnitureGround *march_furniture_ground_new(MarchRect map,
                                                 const MarchMapContent *content,
                                                 MarchTextEngine *text);
void march_furniture_ground_free(MarchFurnitureGround *ground);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarchFurnitureGround, march_furniture_ground_free)

/**
 * Places all @items, @gap mm from the frame and from each other.
 *
 * Returns: FALSE when they cannot all stand without covering an incident or each
 * other; nothing is placed then.
 */
gboolean march_furniture_place(const MarchFurnitureGround *ground,
                               double gap,
                               MarchFurnitureItem *const *items,
                               guint n_items);

#endif
