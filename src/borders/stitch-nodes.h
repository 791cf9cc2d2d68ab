/* SPDX-License-Identifier: MIT */
/**
 * The nodes of a border: where ends of lines meet.
 *
 * Used by stitch.c only. Ends that are equal share a node; then free ends, the
 * nearest first, within a tolerance.
 */
#ifndef MARCH_BORDERS_STITCH_NODES_H
#define MARCH_BORDERS_STITCH_NODES_H

#include "geo/types.h"

/** One end of one line; @node is filled in. */
typedef struct {
    MarchLonLat position;
    guint piece;
    guint end; /**< 0 or 1 */
    guint node;
} MarchStitchEnd;

typedef struct MarchStitchNodes MarchStitchNodes;

/** Groups @ends (of MarchStitchEnd, whose order it keeps) into nodes. */
MarchStitchNodes *march_stitch_nodes_new(GArray *ends, double tolerance_m);
void march_stitch_nodes_free(MarchStitchNodes *nodes);

/** How many ends meet at @node. */
guint march_stitch_nodes_degree(const MarchStitchNodes *nodes, guint node);
/** The first end at @node, and the second: FALSE when there is none. */
gboolean march_stitch_nodes_follow(const MarchStitchNodes *nodes,
                                   guint node,
                                   guint *piece,
                                   guint *end);
gboolean march_stitch_nodes_follow_other(const MarchStitchNodes *nodes,
                                         guint node,
                                         guint *piece,
                                         guint *end);
MarchLonLat march_stitch_nodes_position(const MarchStitchNodes *nodes, guint node);
/** Gives all nodes within @tolerance_m of one another the same position. */
void march_stitch_nodes_cluster(MarchStitchNodes *nodes, double tolerance_m);
/** A node where more than two ends meet. */
gboolean march_stitch_nodes_find_branch(const MarchStitchNodes *nodes,
                                        MarchLonLat *where);

#endif
