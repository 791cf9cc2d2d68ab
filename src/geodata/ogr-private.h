/* SPDX-License-Identifier: MIT */
/**
 * What opening and reading share: GDAL's handles, and its messages caught.
 */
#ifndef MARCH_GEODATA_OGR_PRIVATE_H
#define MARCH_GEODATA_OGR_PRIVATE_H

#include "gdal-library.h"
#include "ogr.h"

struct MarchOgrSource {
    const MarchGdal *gdal;
    char *path;
    GDALDatasetH dataset;
    OGRLayerH result; /* NULL, or the layer: rows of a query, to be released */
    OGRLayerH layer;  /* borrowed from the data set */
    OGRCoordinateTransformationH to_degrees; /* NULL: in degrees already */
    gboolean is_sheet;  /* feature numbers are the rows of a spreadsheet */
    gboolean has_lines; /* feature numbers are lines, less the header's */
    gboolean has_ids;   /* feature numbers are kept in the file */
};

/** Catches GDAL's messages of this thread until march_ogr_messages_end(). */
void march_ogr_messages_begin(const MarchGdal *gdal, GString *messages);
void march_ogr_messages_end(const MarchGdal *gdal);

/** Whether @path may reach GDAL: a file of at most @max_bytes, or an address if allowed. */
gboolean march_ogr_path_check(const char *path,
                              gboolean allow_network,
                              gint64 max_bytes,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
/** Sets GDAL's options of this thread. */
void march_ogr_thread_configure(const MarchGdal *gdal, gboolean allow_network);

#endif
