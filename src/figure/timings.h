/* SPDX-License-Identifier: MIT */
/**
 * How long each stage of a figure took, in CPU and wall time, and the memory by then.
 */
#ifndef MARCH_FIGURE_TIMINGS_H
#define MARCH_FIGURE_TIMINGS_H

#include <glib.h>

typedef struct MarchTimings MarchTimings;

/** Starts the clock of the first stage; CPU time counts from the process's start. */
MarchTimings *march_timings_new(void);
void march_timings_free(MarchTimings *timings);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarchTimings, march_timings_free)

/** Ends the running stage under @name (a literal) and starts the next. */
void march_timings_mark(MarchTimings *timings, const char *name);
/** A table, one stage a line, (transfer full). */
char *march_timings_format(const MarchTimings *timings);

#endif
