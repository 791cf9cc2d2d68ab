/* SPDX-License-Identifier: MIT */
/**
 * What of a geometry is worth projecting, in degrees relative to the seam's centre.
 *
 * Used by frame-project.c only: longitudes are unwrapped so that they have no jumps,
 * rings are clipped to what the frame can show before anything is projected.
 */
#ifndef MARCH_GEO_FRAME_VIEW_H
#define MARCH_GEO_FRAME_VIEW_H

#include "frame-private.h"

/** Degrees; longitudes relative to the seam's centre. */
typedef struct {
    double west, south, east, north;
    gboolean all_longitudes;
} MarchFrameView;

/** What @frame shows, grown by @margin mm and a little. */
MarchFrameView march_frame_view_new(const MarchFrame *frame, double margin);
/**
 * Sets @unwrapped (of MarchLonLat) to longitudes relative to the seam's centre,
 * without jumps: each edge goes the short way round. Returns the turn after the last
 * edge back to the first: 0, or +-360 when a ring goes round a pole.
 */
double march_frame_view_unwrap(const MarchFrame *frame,
                               const MarchLonLat *positions,
                               guint count,
                               GArray *unwrapped);
/** A ring round a pole covers it: down to it and back along the same meridian. */
void march_frame_view_close_over_pole(GArray *ring, double turn);
/** The box of @positions. */
MarchFrameView march_frame_view_reach(const GArray *positions);
/**
 * Clips the ring *@ring, whose box is @reach; *@spare is used and may change places
 * with it. With @free_longitude only latitudes are clipped.
 */
void march_frame_view_clip_ring(const MarchFrameView *view,
                                gboolean free_longitude,
                                const MarchFrameView *reach,
                                GArray **ring,
                                GArray **spare);

#endif
