/* SPDX-License-Identifier: MIT */
/**
 * What happened to a stretch of border between two dates, as a kind and in words.
 *
 * Used by diff.c, which finds the stretches.
 */
#ifndef MARCH_BORDERS_CHANGE_H
#define MARCH_BORDERS_CHANGE_H

#include "borders-private.h"

/** What a stretch is on one of the two dates. */
typedef struct {
    gboolean is_drawn;
    MarchBorderStatus status;        /**< when drawn */
    const MarchKeptSection *section; /**< (nullable) */
} MarchBorderState;

/** A stretch that is not on both dates the same. */
typedef struct {
    MarchBorderState before, after;
    MarchDateRange dates; /**< of the comparison */
} MarchBorderChange;

/** Whether both have the same status, and the same section by name. */
gboolean march_border_state_equals(const MarchBorderState *a,
                                   const MarchBorderState *b);
/** The status' name, or "none" when not drawn. */
const char *march_border_state_name(const MarchBorderState *state);
/** (nullable) */
const char *march_border_state_section(const MarchBorderState *state);

/**
 * "new", "ceased", "settled" (contested before, agreed after), "contested" (the other
 * way round), "changed" (from one contested status to another, or one agreed), or
 * "renamed" (the same status, by another section).
 */
const char *march_border_change_kind(const MarchBorderChange *change);
/** "Disputed until 13 March 2025, now international boundary", (transfer full). */
char *march_border_change_words(const MarchBorderChange *change);
/** The day of the change where the sections tell it, else not given. */
MarchDate march_border_change_date(const MarchBorderChange *change);

#endif
