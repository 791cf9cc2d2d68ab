/* SPDX-License-Identifier: MIT */
/**
 * Output files: written whole or not at all.
 *
 * A file is written beside its target under a temporary name, synced, and renamed
 * over it; on any failure the target stays as it was and the temporary is removed.
 */
#ifndef MARCH_OUTPUT_FILE_H
#define MARCH_OUTPUT_FILE_H

#include "base/error.h"

gboolean march_output_write(const char *path,
                            GBytes *bytes,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
