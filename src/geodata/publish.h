/* SPDX-License-Identifier: MIT */
/**
 * Finished files put where GDAL can write: an object store ("/vsis3/bucket/maps"), or
 * any other of its virtual file systems.
 *
 * The network is used for that. Object stores take a file whole when it is closed, so
 * nobody reads half of one; other systems make no such promise.
 */
#ifndef MARCH_GEODATA_PUBLISH_H
#define MARCH_GEODATA_PUBLISH_H

#include "base/error.h"

/**
 * Copies the file at @path to @target. FALSE with NOT_FOUND or IO when @path cannot be
 * read, with UNAVAILABLE when the store does not take it.
 */
gboolean march_publish_file(const char *path,
                            const char *target,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
