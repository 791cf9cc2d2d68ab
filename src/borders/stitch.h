/* SPDX-License-Identifier: MIT */
/**
 * From loose boundary lines to chains.
 *
 * Parts come unordered and undirected, a ring perhaps in several. Their ends are
 * joined where they are equal, then where they are free and within a tolerance.
 * The result does not depend on the order or direction of the parts.
 */
#ifndef MARCH_BORDERS_STITCH_H
#define MARCH_BORDERS_STITCH_H

#include "base/diagnostics.h"
#include "chain.h"

/** Free ends within this many metres of each other are one place. */
#define MARCH_STITCH_TOLERANCE_M 15.0

/** A line to stitch; positions are copied, strings must outlive the chains. */
typedef struct {
    const MarchLonLat *positions;
    guint count;
    const char *left, *right; /**< in the direction of @positions */
    const char *name;         /**< (nullable) */
    gboolean is_enclave;
    const MarchBorderClass *line_class;
} MarchBorderPart;

/**
 * Stitches parts, each pair of countries for itself, pairs in alphabetical order.
 *
 * Returns: (transfer full) of MarchChain.
 */
GPtrArray *
march_stitch(const GArray *parts, const char *data, MarchDiagnostics *diagnostics);

#endif
