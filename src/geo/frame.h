/* SPDX-License-Identifier: MIT */
/**
 * The map frame: a projection fitted into a rectangle of the page.
 *
 * It turns degrees into page millimetres: projected, densified so that edges
 * straight in lon/lat bend as they should, cut at the antimeridian and at the
 * projection's horizon. It borrows nothing; it owns its projection.
 */
#ifndef MARCH_GEO_FRAME_H
#define MARCH_GEO_FRAME_H

#include "geometry.h"
#include "path.h"
#include "projection.h"

typedef struct MarchFrame MarchFrame;

/**
 * Fits @extent into @rect, keeping the whole extent visible and centred, and
 * takes ownership of @projection.
 */
MarchFrame *march_frame_new(MarchProjection *projection,
                            MarchBox extent,
                            MarchRect rect,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
/** A frame of given centre and scale denominator (ground : page at the centre). */
MarchFrame *march_frame_new_at(MarchProjection *projection,
                               MarchLonLat center,
                               double scale_denominator,
                               double bearing_degrees,
                               MarchRect rect,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
void march_frame_free(MarchFrame *frame);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarchFrame, march_frame_free)

const MarchProjection *march_frame_get_projection(const MarchFrame *frame);
MarchRect march_frame_get_rect(const MarchFrame *frame);
/** The lon/lat box that covers everything the rectangle shows. */
MarchBox march_frame_get_visible_box(const MarchFrame *frame);
/** Ground metres at the frame's centre per page metre. */
double march_frame_get_scale_denominator(const MarchFrame *frame);
/**
 * The style zoom: log2(295,829,355 cos(lat) / scale); exact for Web Mercator. For
 * other projections lat counts up to 60 degrees.
 */
double march_frame_get_zoom(const MarchFrame *frame);

/** FALSE when the position has no image; the point may lie outside the rectangle. */
gboolean
march_frame_project(const MarchFrame *frame, MarchLonLat position, MarchPoint *point);
/** Whether the position has an image inside the rectangle. */
gboolean march_frame_shows(const MarchFrame *frame, MarchLonLat position);
gboolean
march_frame_unproject(const MarchFrame *frame, MarchPoint point, MarchLonLat *position);
/**
 * The geometry as a page path clipped to the rectangle grown by @margin mm.
 * Lines keep their phase, polygon rings are closed. Points become one-point parts.
 * Edges run straight in lon/lat, as the files mean them, the short way round. Rings are right to fill,
 * not to stroke: they run along the clip rectangle and along the map's seam.
 *
 * Returns: (transfer full), empty when nothing is visible.
 */
MarchPath *march_frame_project_geometry(const MarchFrame *frame,
                                        const MarchGeometry *geometry,
                                        double margin);
/** Whether some of the geometry is within the rectangle. */
gboolean march_frame_shows_geometry(const MarchFrame *frame,
                                    const MarchGeometry *geometry);
/**
 * The image of the whole earth as far as the rectangle, grown by @margin mm, shows
 * it: all of the rectangle, or the globe's outline on it (transfer full).
 */
MarchPath *march_frame_get_earth_outline(const MarchFrame *frame, double margin);
/** Page millimetres of @metres on the ground at @position. */
double
march_frame_length_at(const MarchFrame *frame, MarchLonLat position, double metres);

#endif
