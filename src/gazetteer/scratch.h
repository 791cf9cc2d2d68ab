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

/** @beside is a file in the folder to use, NULL for the system's temporary one. */
MarchScratch *march_scratch_new(const char *beside);
void march_scratch_free(MarchScratch *scratch);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarchScratch, march_scratch_free)

gboolean march_scratch_append(MarchScratch *scratch,
                              const void *bytes,
                              gsize size,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
guint64 march_scratch_get_size(const MarchScratch *scratch);

/**
 * What has been appended, for reading and changing; nothing may be appended
 * afterwards. NULL with @error, or without when it is empty.
 */
void *march_scratch_map(MarchScratch *scratch, GError **error);

/** An unlinked temporary file in the folder of @beside, or NULL with @error. */
FILE *march_scratch_open_file(const char *beside, GError **error);

#endif
