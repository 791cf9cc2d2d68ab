/* SPDX-License-Identifier: MIT */
/**
 * Scratch space that grows: in memory while it is small, in an unlinked temporary
 * file beside the target when it is not. For sections of an index being built.
 */
#ifndef MARCH_GAZETTEER_SCRATCH_H
#define MARCH_GAZETTEER_SCRATCH_H

#include <stdio.h>

#include "base/error.h"

typedef struct MarchScratch MarchScratch;

/**
 * @beside is a file in the folder to use, NULL for the system's temporary one. What
 * outgrows @memory bytes goes to disk.
 */
MarchScratch *march_scratch_new(const char *beside, gsize memory);
void march_scratch_free(MarchScratch *scratch);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarchScratch, march_scratch_free)

gboolean march_scratch_append(MarchScratch *scratch,
                              const void *bytes,
                              gsize size,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
guint64 march_scratch_get_size(const MarchScratch *scratch);

/** Reads what has been appended: @size bytes from @offset, which must be there. */
gboolean march_scratch_read(MarchScratch *scratch,
                            guint64 offset,
                            void *bytes,
                            gsize size,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
/** Overwrites what has been appended. */
gboolean march_scratch_change(MarchScratch *scratch,
                              guint64 offset,
                              const void *bytes,
                              gsize size,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
/** Appends all of it to @target. */
gboolean march_scratch_copy(MarchScratch *scratch,
                            FILE *target,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** An unlinked temporary file in the folder of @beside, or NULL with @error. */
FILE *march_scratch_open_file(const char *beside, GError **error);

#endif
