/* SPDX-License-Identifier: MIT */
/**
 * The inside of a map frame, shared by frame.c (fitting) and frame-project.c
 * (geometries). Nothing else includes it.
 */
#ifndef MARCH_GEO_FRAME_PRIVATE_H
#define MARCH_GEO_FRAME_PRIVATE_H

#include "frame.h"

struct MarchFrame {
    MarchProjection *projection;
    MarchProjectionSeam seam;
    MarchRect rect;
    MarchMapXY center;   /**< the image of the rectangle's middle */
    double units_per_mm; /**< of the projection */
    double sine, cosine; /**< of the bearing */
    MarchLonLat center_position;
    MarchBox visible;
    double scale_denominator;
    double scale_at_center;
    double safe_span; /**< edges up to this many degrees need no densifying */
};

/** From the projection to the page. */
MarchPoint march_frame_to_page(const MarchFrame *frame, MarchMapXY xy);

#endif
