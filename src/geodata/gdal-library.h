/* SPDX-License-Identifier: MIT */
/**
 * GDAL, loaded when a user's own layer is first read.
 *
 * Linking it costs every figure some 35 ms of start-up for a hundred libraries that
 * most never use, so its functions are looked up in the library by name. The table
 * lives as long as the process, as GDAL's own drivers do.
 */
#ifndef MARCH_GEODATA_GDAL_LIBRARY_H
#define MARCH_GEODATA_GDAL_LIBRARY_H

#include <cpl_conv.h>
#include <cpl_error.h>
#include <cpl_vsi.h>
#include <gdal.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>

#include "base/error.h"

#define MARCH_GDAL_FUNCTIONS(FUNCTION)                                                 \
    FUNCTION(CPLGetErrorHandlerUserData)                                               \
    FUNCTION(CPLPopErrorHandler)                                                       \
    FUNCTION(CPLPushErrorHandlerEx)                                                    \
    FUNCTION(CPLSetThreadLocalConfigOption)                                            \
    FUNCTION(GDALAllRegister)                                                          \
    FUNCTION(GDALClose)                                                                \
    FUNCTION(GDALDatasetGetLayer)                                                      \
    FUNCTION(GDALDatasetGetLayerByName)                                                \
    FUNCTION(GDALDatasetGetLayerCount)                                                 \
    FUNCTION(GDALGetBlockSize)                                                         \
    FUNCTION(GDALGetColorEntryAsRGB)                                                   \
    FUNCTION(GDALGetColorEntryCount)                                                   \
    FUNCTION(GDALGetDatasetDriver)                                                     \
    FUNCTION(GDALGetDriverShortName)                                                   \
    FUNCTION(GDALGetGeoTransform)                                                      \
    FUNCTION(GDALGetMaskBand)                                                          \
    FUNCTION(GDALGetMaskFlags)                                                         \
    FUNCTION(GDALGetOverview)                                                          \
    FUNCTION(GDALGetOverviewCount)                                                     \
    FUNCTION(GDALGetRasterBand)                                                        \
    FUNCTION(GDALGetRasterBandXSize)                                                   \
    FUNCTION(GDALGetRasterColorInterpretation)                                         \
    FUNCTION(GDALGetRasterColorTable)                                                  \
    FUNCTION(GDALGetRasterCount)                                                       \
    FUNCTION(GDALGetRasterDataType)                                                    \
    FUNCTION(GDALGetRasterOffset)                                                      \
    FUNCTION(GDALGetRasterScale)                                                       \
    FUNCTION(GDALGetRasterUnitType)                                                    \
    FUNCTION(GDALGetRasterXSize)                                                       \
    FUNCTION(GDALGetRasterYSize)                                                       \
    FUNCTION(GDALGetSpatialRef)                                                        \
    FUNCTION(GDALInvGeoTransform)                                                      \
    FUNCTION(GDALDatasetExecuteSQL)                                                    \
    FUNCTION(GDALDatasetReleaseResultSet)                                              \
    FUNCTION(GDALOpenEx)                                                               \
    FUNCTION(GDALRasterIOEx)                                                           \
    FUNCTION(OCTDestroyCoordinateTransformation)                                       \
    FUNCTION(OCTNewCoordinateTransformation)                                           \
    FUNCTION(OCTTransform)                                                             \
    FUNCTION(OGR_F_Destroy)                                                            \
    FUNCTION(OGR_F_GetFID)                                                             \
    FUNCTION(OGR_F_GetFieldAsDateTimeEx)                                               \
    FUNCTION(OGR_F_GetFieldAsDouble)                                                   \
    FUNCTION(OGR_F_GetFieldAsInteger)                                                  \
    FUNCTION(OGR_F_GetFieldAsString)                                                   \
    FUNCTION(OGR_F_GetFieldCount)                                                      \
    FUNCTION(OGR_F_GetFieldDefnRef)                                                    \
    FUNCTION(OGR_F_GetGeometryRef)                                                     \
    FUNCTION(OGR_F_IsFieldSetAndNotNull)                                               \
    FUNCTION(OGR_Fld_GetNameRef)                                                       \
    FUNCTION(OGR_Fld_GetSubType)                                                       \
    FUNCTION(OGR_Fld_GetType)                                                          \
    FUNCTION(OGR_GT_Flatten)                                                           \
    FUNCTION(OGR_G_AddGeometryDirectly)                                                \
    FUNCTION(OGR_G_AddPoint_2D)                                                        \
    FUNCTION(OGR_G_CreateGeometry)                                                     \
    FUNCTION(OGR_G_DestroyGeometry)                                                    \
    FUNCTION(OGR_G_Difference)                                                         \
    FUNCTION(OGR_G_GetGeometryCount)                                                   \
    FUNCTION(OGR_G_GetGeometryRef)                                                     \
    FUNCTION(OGR_G_GetGeometryType)                                                    \
    FUNCTION(OGR_G_GetLinearGeometry)                                                  \
    FUNCTION(OGR_G_GetPointCount)                                                      \
    FUNCTION(OGR_G_GetPoints)                                                          \
    FUNCTION(OGR_G_HasCurveGeometry)                                                   \
    FUNCTION(OGR_G_Intersection)                                                       \
    FUNCTION(OGR_G_UnionCascaded)                                                      \
    FUNCTION(OGR_G_IsEmpty)                                                            \
    FUNCTION(OGR_G_Transform)                                                          \
    FUNCTION(OGR_L_GetFIDColumn)                                                       \
    FUNCTION(OGR_L_GetName)                                                            \
    FUNCTION(OGR_L_GetNextFeature)                                                     \
    FUNCTION(OGR_L_GetSpatialRef)                                                      \
    FUNCTION(OGR_L_ResetReading)                                                       \
    FUNCTION(OGR_L_SetAttributeFilter)                                                 \
    FUNCTION(OGR_L_SetSpatialFilter)                                                   \
    FUNCTION(OGR_L_SetSpatialFilterRect)                                               \
    FUNCTION(OSRDestroySpatialReference)                                               \
    FUNCTION(OSRImportFromEPSG)                                                        \
    FUNCTION(OSRIsGeographic)                                                          \
    FUNCTION(OSRIsSame)                                                                \
    FUNCTION(OSRNewSpatialReference)                                                   \
    FUNCTION(OSRSetAxisMappingStrategy)                                                \
    FUNCTION(OSRSetPROJEnableNetwork)                                                  \
    FUNCTION(VSIFCloseL)                                                               \
    FUNCTION(VSIFOpenExL)                                                              \
    FUNCTION(VSIFWriteL)

typedef struct {
#define MARCH_GDAL_MEMBER(name) __typeof__(name) *name;
    MARCH_GDAL_FUNCTIONS(MARCH_GDAL_MEMBER)
#undef MARCH_GDAL_MEMBER
} MarchGdal;

/** The functions, with the drivers registered and PROJ kept off the network; NULL with UNAVAILABLE without GDAL. */
const MarchGdal *march_gdal_get(GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
