/* SPDX-License-Identifier: MIT */
/**
 * Knocked-out labels ("print:halo" knockout): line work under a label is cut about its
 * letters, so that the ground shows there instead of a halo's colour.
 *
 * Holes are collected while labels are drawn; then the strokes of earlier layers are
 * clipped to what is outside of them. Fills, circles and symbols stay whole.
 */
#ifndef MARCH_LAYOUT_LABEL_KNOCKOUT_H
#define MARCH_LAYOUT_LABEL_KNOCKOUT_H

#include "map-content.h"

typedef struct MarchLabelHoles MarchLabelHoles;

/** The position @at mm into the first part of @path, and the direction there. */
MarchPoint march_label_walk(const MarchPath *path, double at, MarchPoint *direction);

MarchLabelHoles *march_label_holes_new(void);
void march_label_holes_free(MarchLabelHoles *holes);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarchLabelHoles, march_label_holes_free)

/** A rounded box about the letters of @run, @margin mm from them. */
void march_label_holes_add_text(MarchLabelHoles *holes,
                                MarchTextEngine *engine,
                                const MarchTextRun *run,
                                double margin);
/** A band along the letters of @run on @path. */
void march_label_holes_add_along(MarchLabelHoles *holes,
                                 MarchTextEngine *engine,
                                 const MarchTextRun *run,
                                 const MarchPath *path,
                                 double start_offset,
                                 double margin);

/**
 * Clips the lines of @style's layers, the outlines and hatches of fills and the
 * graticule among the first @count items of @scene. What @content says of places in
 * the scene is moved on with them.
 */
void march_label_holes_cut(const MarchLabelHoles *holes,
                           const MarchStyle *style,
                           MarchMapContent *content,
                           MarchScene *scene,
                           guint count);

#endif
