/* SPDX-License-Identifier: MIT */
/**
 * A map projection: degrees to metres and back, through PROJ.
 *
 * Each projection owns its PROJ context, so it may be used by one thread at a
 * time. It knows nothing of pages.
 */
#ifndef MARCH_GEO_PROJECTION_H
#define MARCH_GEO_PROJECTION_H

#include "base/error.h"
#include "types.h"

typedef struct MarchProjection MarchProjection;

/**
 * Where the projection tears the globe: an azimuthal one beyond @horizon degrees
 * from its centre, any other along the meridian opposite of its centre.
 */
typedef struct {
    gboolean is_azimuthal;
    MarchLonLat center;
    double horizon; /**< degrees of arc */
} MarchProjectionSeam;

/**
 * Makes a projection from @definition: "auto", "EPSG:n", or a PROJ string.
 * "auto" picks a conformal projection for @extent: transverse Mercator for tall
 * extents, Lambert conformal conic for wide ones, Mercator about the equator,
 * polar stereographic near a pole; for extents too large for these an
 * equal-area or compromise projection of the hemisphere or world.
 *
 * Returns: (transfer full), or NULL with MARCH_ERROR_CONFIG.
 */
MarchProjection *march_projection_new(const char *definition,
                                      MarchBox extent,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
void march_projection_free(MarchProjection *projection);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarchProjection, march_projection_free)

/** FALSE when the position has no image in the projection. */
gboolean march_projection_forward(const MarchProjection *projection,
                                  MarchLonLat position,
                                  MarchMapXY *xy);
gboolean march_projection_inverse(const MarchProjection *projection,
                                  MarchMapXY xy,
                                  MarchLonLat *position);
/** The same, to about 1e-8 degrees, in a third of the time. */
gboolean march_projection_inverse_roughly(const MarchProjection *projection,
                                          MarchMapXY xy,
                                          MarchLonLat *position);
/** Projects @count positions; those without an image become NAN. */
void march_projection_forward_many(const MarchProjection *projection,
                                   const MarchLonLat *positions,
                                   MarchMapXY *xys,
                                   gsize count);
/**
 * Square root of the areal scale factor at @position; 1 is true to scale. For Web
 * Mercator the sphere's 1 / cos(lat). NAN where there is no image.
 */
double march_projection_scale_at(const MarchProjection *projection,
                                 MarchLonLat position);
/** Meridian convergence in degrees at @position: angle from grid north to true north, clockwise. */
double march_projection_convergence_at(const MarchProjection *projection,
                                       MarchLonLat position);
/** For the map's note: "Lambert conformal conic, 39.5° N and 40.4° N, centred 70.2° E". */
const char *march_projection_get_description(const MarchProjection *projection);
/** The PROJ string or code in use. */
const char *march_projection_get_definition(const MarchProjection *projection);
/** Whether it is spherical Web Mercator, where style zooms are exact. */
gboolean march_projection_is_web_mercator(const MarchProjection *projection);
MarchProjectionSeam march_projection_get_seam(const MarchProjection *projection);
/**
 * Moves the seam of a Web Mercator projection so that @lon is its middle, which
 * shifts x and changes nothing else. Other projections stay as they are.
 */
void march_projection_recenter(MarchProjection *projection, double lon);

#endif
