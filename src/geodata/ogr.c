/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "ogr-private.h"

static void CPL_STDCALL
message_keep(CPLErr class, CPLErrorNum number, const char *text)
{
    const MarchGdal *gdal = march_gdal_get(NULL);
    GString *messages = gdal->CPLGetErrorHandlerUserData();

    (void)number;
    if (class >= CE_Failure && messages != NULL && messages->len == 0) {
        g_string_append(messages, text);
        g_strdelimit(messages->str, "\n\r", ' ');
    }
}

void
march_ogr_messages_begin(const MarchGdal *gdal, GString *messages)
{
    gdal->CPLPushErrorHandlerEx(message_keep, messages);
}

void
march_ogr_messages_end(const MarchGdal *gdal)
{
    gdal->CPLPopErrorHandler();
}

void
march_ogr_source_free(MarchOgrSource *source)
{
    if (source == NULL) {
        return;
    }
    if (source->to_degrees != NULL) {
        source->gdal->OCTDestroyCoordinateTransformation(source->to_degrees);
    }
    if (source->dataset != NULL) {
        source->gdal->GDALClose(source->dataset);
    }
    g_free(source->path);
    g_free(source);
}

static MarchOgrSource *
dataset_open(const char *path, GError **error)
{
    g_autoptr(MarchOgrSource) source = g_new0(MarchOgrSource, 1);
    g_autoptr(GString) messages = g_string_new(NULL);

    source->gdal = march_gdal_get(error);
    if (source->gdal == NULL) {
        return NULL;
    }
    source->path = g_strdup(path);
    march_ogr_messages_begin(source->gdal, messages);
    source->dataset = source->gdal->GDALOpenEx(
        path, GDAL_OF_VECTOR | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR, NULL, NULL,
        NULL);
    march_ogr_messages_end(source->gdal);
    if (source->dataset != NULL) {
        return g_steal_pointer(&source);
    }
    march_error_set(error, MARCH_ERROR_DATA, march_location_new(path, 0, 0),
                    "cannot be read as vector data: %s",
                    messages->len > 0 ? messages->str : "no known format");
    return NULL;
}

static gboolean
file_check(const char *path, GError **error)
{
    if (g_file_test(path, G_FILE_TEST_EXISTS)) {
        return TRUE;
    }
    march_error_set(error, MARCH_ERROR_NOT_FOUND, march_location_new(path, 0, 0),
                    "there is no such file");
    return FALSE;
}

static gboolean
is_local(const char *path)
{
    return strstr(path, "://") == NULL && !g_str_has_prefix(path, "/vsi") &&
           g_ascii_strncasecmp(path, "PG:", 3) != 0;
}

/* The transformation from the layer's system to degrees; none when it is degrees. */
static gboolean
transformation_make(MarchOgrSource *source, GError **error)
{
    const MarchGdal *gdal = source->gdal;
    OGRSpatialReferenceH from = gdal->OGR_L_GetSpatialRef(source->layer);
    OGRSpatialReferenceH degrees;
    g_autoptr(GString) messages = g_string_new(NULL);

    if (from == NULL) {
        return TRUE;
    }
    march_ogr_messages_begin(gdal, messages);
    degrees = gdal->OSRNewSpatialReference(NULL);
    gdal->OSRImportFromEPSG(degrees, 4326);
    gdal->OSRSetAxisMappingStrategy(degrees, OAMS_TRADITIONAL_GIS_ORDER);
    if (!gdal->OSRIsSame(from, degrees)) {
        source->to_degrees = gdal->OCTNewCoordinateTransformation(from, degrees);
    }
    march_ogr_messages_end(gdal);
    if (source->to_degrees == NULL && !gdal->OSRIsSame(from, degrees)) {
        gdal->OSRDestroySpatialReference(degrees);
        march_error_set(error, MARCH_ERROR_DATA, march_location_new(source->path, 0, 0),
                        "its coordinate system cannot be turned into degrees: %s",
                        messages->str);
        return FALSE;
    }
    gdal->OSRDestroySpatialReference(degrees);
    return TRUE;
}

MarchOgrSource *
march_ogr_open_user(const char *path,
                    const char *layer,
                    gboolean allow_network,
                    GError **error)
{
    g_autoptr(MarchOgrSource) source = NULL;

    if (!allow_network && !is_local(path)) {
        march_error_set(error, MARCH_ERROR_PERMISSION, march_location_new(path, 0, 0),
                        "is not a local file, and the network is not allowed");
        return NULL;
    }
    if (is_local(path) && !file_check(path, error)) {
        return NULL;
    }
    source = dataset_open(path, error);
    if (source == NULL) {
        return NULL;
    }
    source->layer =
        layer != NULL ? source->gdal->GDALDatasetGetLayerByName(source->dataset, layer)
                      : source->gdal->GDALDatasetGetLayer(source->dataset, 0);
    if (source->layer == NULL) {
        march_error_set(error, MARCH_ERROR_UNKNOWN, march_location_new(path, 0, 0),
                        "there is no layer \"%s\"", layer != NULL ? layer : "0");
        return NULL;
    }
    if (!transformation_make(source, error)) {
        return NULL;
    }
    return g_steal_pointer(&source);
}
