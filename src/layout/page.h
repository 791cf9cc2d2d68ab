/* SPDX-License-Identifier: MIT */
/**
 * The page: sizes that planning and composing must agree on.
 *
 * All of them follow from the spec and the base size, so nothing is handed from
 * march_layout_plan() to march_layout_compose() but the plan.
 */
#ifndef MARCH_LAYOUT_PAGE_H
#define MARCH_LAYOUT_PAGE_H

#include "furniture.h"

/** The em in mm of the figure's own text for a page of this size. */
double march_page_base_size(double width_mm, double height_mm);
/** White around everything, mm. */
double march_page_outer_margin(double base);
/** Whether the graticule is labelled in the margin; small pages have no room. */
gboolean march_page_has_graticule_labels(const MarchSpec *spec);
/** The em of the graticule's labels in mm. */
double march_page_graticule_label_size(double base);
/** The width of the strip that they need beside the map, mm. */
double march_page_graticule_label_room(double base);
/** What title and footer must leave the map of a page so high, mm. */
double march_page_map_height_least(double page_height);

#endif
