/* SPDX-License-Identifier: MIT */
/**
 * The timeline: incidents counted by day, week, month or year, as bars under the map.
 *
 * It owns its bars. It counts incidents; it says nothing of their numbers.
 */
#ifndef MARCH_LAYOUT_TIMELINE_H
#define MARCH_LAYOUT_TIMELINE_H

#include "base/date.h"
#include "furniture.h"

/** One bar: the incidents from @first to @last, both inside. */
typedef struct {
    MarchDate first, last;
    guint count;
} MarchTimeBar;

struct MarchTimeline {
    const char *unit; /**< "day", "week", "month" or "year" */
    GArray *bars;     /**< of MarchTimeBar, without gaps */
    guint undated;    /**< incidents that have no date */
    guint vague;      /**< incidents of a month or a year that is longer than a bar */
};

MarchTimeline *march_timeline_new(const char *unit);
void march_timeline_free(MarchTimeline *timeline);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarchTimeline, march_timeline_free)

/** The height in mm, with the gap below it; 0 for NULL. */
double march_timeline_height(const MarchTimeline *timeline,
                             const MarchFurnitureKit *kit);
/** Draws it with its upper left corner at @origin, @width mm wide. */
void march_timeline_draw(const MarchTimeline *timeline,
                         const MarchFurnitureKit *kit,
                         MarchPoint origin,
                         double width);

#endif
