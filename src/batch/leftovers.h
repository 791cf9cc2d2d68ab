/* SPDX-License-Identifier: MIT */
/**
 * What a killed batch leaves beside outputs: files that were being written.
 *
 * output/file.h writes ".NAME.xxxxxxxx.part" and renames it. Who holds the lock may
 * remove those of the outputs that are its own to make.
 */
#ifndef MARCH_BATCH_LEFTOVERS_H
#define MARCH_BATCH_LEFTOVERS_H

#include <glib.h>

typedef struct MarchLeftovers MarchLeftovers;

MarchLeftovers *march_leftovers_new(void);
void march_leftovers_free(MarchLeftovers *leftovers);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarchLeftovers, march_leftovers_free)

/** The file @path is ours to make: what was left of it may go. */
void march_leftovers_add(MarchLeftovers *leftovers, const char *path);
/** Removes what is left of the files that were added; returns how many there were. */
guint march_leftovers_remove(const MarchLeftovers *leftovers);

#endif
