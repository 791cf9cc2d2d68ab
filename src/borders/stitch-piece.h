/* SPDX-License-Identifier: MIT */
/**
 * The pieces a border is stitched from: parts in a direction of their own, sorted, so
 * that neither the order nor the direction they came in matters. Used by stitch.c.
 */
#ifndef MARCH_BORDERS_STITCH_PIECE_H
#define MARCH_BORDERS_STITCH_PIECE_H

#include "stitch.h"

/** A part brought into its own canonical direction. */
typedef struct {
    GArray *positions;          /**< of MarchLonLat */
    const char *first, *second; /**< the codes, in alphabetical order */
    gboolean first_is_left;
    gboolean is_enclave;
    gboolean is_ring;
    const char *name;
    const MarchBorderClass *line_class;
    guint nodes[2];
    gboolean is_used;
} MarchStitchPiece;

/**
 * The usable parts (of MarchBorderPart), sorted, each once; tells what was left out.
 *
 * Returns: (transfer full) of MarchStitchPiece.
 */
GPtrArray *march_stitch_pieces_new(const GArray *parts,
                                   const char *data,
                                   MarchDiagnostics *diagnostics);
gboolean march_stitch_is_same_border(const MarchStitchPiece *a,
                                     const MarchStitchPiece *b);
/** Negative when @a is west of @b, or south of it on the same meridian. */
int march_stitch_compare(const MarchLonLat *a, const MarchLonLat *b);
const MarchLonLat *march_stitch_position(const GArray *positions, guint index);
void march_stitch_reverse(GArray *positions);
/** Twice the area in square degrees; positive when @ring runs counter-clockwise. */
double march_stitch_area(const GArray *ring);
/** Turns @ring, and its @runs (nullable), so that the westernmost vertex is first. */
void march_stitch_rotate_ring(GArray *ring, GArray *runs);

#endif
