/* SPDX-License-Identifier: MIT */
/**
 * FlatGeobuf files of the data pack, mapped and read by their index.
 *
 * GDAL reads FlatGeobuf too, but loading it costs more than the rest of a small
 * figure; the pack's files need only this much of the format: one layer, 2D,
 * degrees, a packed Hilbert R-tree. A file owns its mapping. Its content is not
 * trusted: what leads out of bounds is an error that names the file.
 *
 * Source: FlatGeobuf specification, https://github.com/flatgeobuf/flatgeobuf
 */
#ifndef MARCH_GEODATA_FLATGEOBUF_H
#define MARCH_GEODATA_FLATGEOBUF_H

#include "base/error.h"
#include "geo/feature.h"

typedef struct MarchFlatgeobuf MarchFlatgeobuf;

MarchFlatgeobuf *march_flatgeobuf_open(const char *path,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
/** As march_flatgeobuf_open() for bytes in memory, which are kept. */
MarchFlatgeobuf *march_flatgeobuf_new(GBytes *bytes,
                                      const char *name,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
void march_flatgeobuf_free(MarchFlatgeobuf *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarchFlatgeobuf, march_flatgeobuf_free)

guint64 march_flatgeobuf_count(const MarchFlatgeobuf *file);
/** Bytes of features and index that reads have touched so far: for the bench. */
gsize march_flatgeobuf_bytes_read(const MarchFlatgeobuf *file);

/**
 * Appends the features whose box touches @box (which may cross the
 * antimeridian), each once, in the file's order, with the @properties named
 * (nullable: all).
 *
 * Returns: FALSE with DATA when the file is corrupt.
 */
gboolean march_flatgeobuf_read(MarchFlatgeobuf *file,
                               MarchBox box,
                               const char *const *properties,
                               MarchFeatures *features,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
