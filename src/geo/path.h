/* SPDX-License-Identifier: MIT */
/**
 * A path in page millimetres: polylines and rings, as the scene draws them.
 *
 * The path owns its arrays. It has no curves: what bends has been densified.
 */
#ifndef MARCH_GEO_PATH_H
#define MARCH_GEO_PATH_H

#include "types.h"

typedef struct {
    guint start;
    guint count;
    gboolean closed;
    double phase; /**< mm of the original line before this piece: dashes run on */
} MarchPathPart;

typedef struct {
    GArray *points; /**< of MarchPoint */
    GArray *parts;  /**< of MarchPathPart */
} MarchPath;

MarchPath *march_path_new(void);
MarchPath *march_path_new_rect(MarchRect rect);
MarchPath *march_path_new_line(MarchPoint from, MarchPoint to);
/** A circle as a ring whose chords stay within 0.005 mm of it. */
MarchPath *march_path_new_circle(MarchPoint center, double radius);
MarchPath *march_path_copy(const MarchPath *path);
void march_path_free(MarchPath *path);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarchPath, march_path_free)

void march_path_add_part(MarchPath *path,
                         const MarchPoint *points,
                         guint count,
                         gboolean closed);
/** As march_path_add_part(), starting @phase mm into its line. */
void march_path_add_part_at(MarchPath *path,
                            const MarchPoint *points,
                            guint count,
                            gboolean closed,
                            double phase);
/** Appends all parts of @other. */
void march_path_append(MarchPath *path, const MarchPath *other);
gboolean march_path_is_empty(const MarchPath *path);
MarchRect march_path_bounds(const MarchPath *path);
double march_path_length(const MarchPath *path);

/**
 * Clips lines to @rect; each piece keeps the phase at which it starts.
 *
 * Returns: (transfer full)
 */
MarchPath *march_path_clip_lines(const MarchPath *path, MarchRect rect);
/**
 * Clips rings to @rect (Sutherland and Hodgman 1974). A ring that leaves and
 * comes back stays one ring whose pieces are joined along the rectangle's edge:
 * right to fill, not to stroke.
 *
 * Returns: (transfer full)
 */
MarchPath *march_path_clip_rings(const MarchPath *path, MarchRect rect);
/** Drops points that change the line by less than @tolerance mm, (transfer full). */
MarchPath *march_path_simplify(const MarchPath *path, double tolerance);

#endif
