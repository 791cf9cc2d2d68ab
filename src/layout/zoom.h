/* SPDX-License-Identifier: MIT */
/**
 * Insets: parts of the map that stand larger beside or under it, each joined to its
 * frame on the map by two lines.
 *
 * Their room is taken from the map's when the page is planned. Their scenes are made
 * as those of any map and borrowed here.
 */
#ifndef MARCH_LAYOUT_ZOOM_H
#define MARCH_LAYOUT_ZOOM_H

#include "furniture.h"
#include "map-content.h"

/** Takes the room for the spec's insets from the map of @plan; nothing without any. */
void march_zooms_plan(const MarchSpec *spec, MarchPagePlan *plan);
/** Gives the room back, for planning anew. */
void march_zooms_unplan(MarchPagePlan *plan);

/**
 * Notes the frames and the lines from them as obstacles, and takes back the names of
 * places within the frames: they stand in the insets.
 */
void march_zooms_reserve(const MarchLayoutInput *input,
                         MarchMapContent *content,
                         MarchDiagnostics *diagnostics);
/** Draws frames, lines and insets. */
void march_zooms_draw(const MarchLayoutInput *input, const MarchFurnitureKit *kit);

#endif
