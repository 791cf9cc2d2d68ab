/* SPDX-License-Identifier: MIT */
/**
 * A chain divided among the sections that hold on a date: every point of it in
 * exactly one interval. Used by select.c, diff.c and compare.c.
 */
#ifndef MARCH_BORDERS_DIVIDE_H
#define MARCH_BORDERS_DIVIDE_H

#include "borders-private.h"

/** A piece of a chain and whose it is; @to may lie beyond a ring's length. */
typedef struct {
    double from, to;                 /**< metres along */
    const MarchKeptSection *section; /**< (nullable) */
    const MarchBorderClass *line_class;
    gboolean is_hidden; /**< the section's own line is drawn instead */
    /** Under a claim: what the line is in views that do not draw it. */
    const MarchKeptSection *ground_section;
    const MarchBorderClass *ground_class; /**< (nullable) */
} MarchInterval;

/** Whether the class holds at @as_of; without a date everything does. */
gboolean march_border_class_is_valid_at(const MarchBorderClass *line_class,
                                        MarchDate as_of);
/** Whether a section of any date covers some of the chain. */
gboolean march_chain_has_stretches(const MarchBorders *borders, guint chain);
/** Whether nothing is cut out of the chain on that date: it may stay unmeasured. */
gboolean
march_chain_is_undivided(const MarchBorders *borders, guint chain, MarchDate as_of);
/**
 * The intervals of chain @index, which is measured, in order along it.
 *
 * Returns: (transfer full) of MarchInterval; neighbours have different owners.
 */
GArray *march_chain_divide(const MarchBorders *borders, guint index, MarchDate as_of);

#endif
