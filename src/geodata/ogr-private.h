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
    OGRLayerH layer;                         /* borrowed from the data set */
    OGRCoordinateTransformationH to_degrees; /* NULL: in degrees already */
    gboolean is_sheet; /* feature numbers are the rows of a spreadsheet */
};

/** Catches GDAL's messages of this thread until march_ogr_messages_end(). */
void march_ogr_messages_begin(const MarchGdal *gdal, GString *messages);
void march_ogr_messages_end(const MarchGdal *gdal);

#endif
