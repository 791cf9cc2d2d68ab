/* SPDX-License-Identifier: MIT */
/**
 * The scale bar: a round number of kilometres, true at the centre of the frame.
 *
 * A small value, made for a frame and drawn where the caller wants it.
 */
#ifndef MARCH_LAYOUT_SCALE_BAR_H
#define MARCH_LAYOUT_SCALE_BAR_H

#include "furniture.h"

typedef struct {
    double metres; /**< what the whole bar stands for: 1, 2 or 5 times 10^n units */
    double length; /**< mm on the page */
    double unit;   /**< metres of the unit that its numbers are in */
    const char *unit_name;   /**< "km" */
    double miles;            /**< of the line below the bar; 0: there is none */
    double miles_length;     /**< mm */
    guint n_segments;        /**< alternating */
    gboolean is_at_latitude; /**< the scale varies: the latitude is printed with it */
    double latitude;         /**< degrees */
    double width, height;    /**< mm, with its numbers */
    double left;             /**< mm from the left side to the bar's zero */
} MarchScaleBar;

/**
 * Fits a bar of about a fifth of the map's width; FALSE when the scale varies so
 * much over the map that no bar would be true.
 */
gboolean march_scale_bar_make(const MarchFurnitureKit *kit,
                              const MarchFrame *frame,
                              MarchScaleBar *bar);
void march_scale_bar_draw(const MarchScaleBar *bar,
                          const MarchFurnitureKit *kit,
                          MarchPoint origin);

#endif
