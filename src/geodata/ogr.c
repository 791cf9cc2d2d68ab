/* SPDX-License-Identifier: MIT */
#include <cpl_conv.h>
#include <cpl_error.h>
#include <cpl_vsi.h>
#include <string.h>

#include "ogr-private.h"

/* GDAL keeps these for itself; they are entry points of its library. */
void CPL_DLL RegisterOGRFlatGeobuf(void);

static void CPL_STDCALL
message_keep(CPLErr class, CPLErrorNum number, const char *text)
{
    GString *messages = CPLGetErrorHandlerUserData();

    (void)number;
    if (class >= CE_Failure && messages != NULL && messages->len == 0) {
        g_string_append(messages, text);
        g_strdelimit(messages->str, "\n\r", ' ');
    }
}

void
march_ogr_messages_begin(GString *messages)
{
    CPLPushErrorHandlerEx(message_keep, messages);
}

void
march_ogr_messages_end(void)
{
    CPLPopErrorHandler();
}

static void
drivers_register(gboolean all)
{
    static gsize pack_done = 0;
    static gsize all_done = 0;

    if (all && g_once_init_enter(&all_done)) {
        GDALAllRegister();
        g_once_init_leave(&all_done, 1);
    }
    if (!all && g_once_init_enter(&pack_done)) {
        RegisterOGRFlatGeobuf();
        g_once_init_leave(&pack_done, 1);
    }
}

void
march_ogr_source_free(MarchOgrSource *source)
{
    if (source == NULL) {
        return;
    }
    if (source->to_degrees != NULL) {
        OCTDestroyCoordinateTransformation(source->to_degrees);
    }
    if (source->dataset != NULL) {
        GDALClose(source->dataset);
    }
    g_free(source->path);
    g_free(source);
}

static MarchOgrSource *
dataset_open(const char *path,
             const char *const *drivers,
             const char *const *options,
             GError **error)
{
    g_autoptr(MarchOgrSource) source = g_new0(MarchOgrSource, 1);
    g_autoptr(GString) messages = g_string_new(NULL);

    source->path = g_strdup(path);
    march_ogr_messages_begin(messages);
    source->dataset =
        GDALOpenEx(path, GDAL_OF_VECTOR | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR,
                   drivers, options, NULL);
    march_ogr_messages_end();
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

MarchOgrSource *
march_ogr_open_pack(const char *path, GError **error)
{
    static const char *const DRIVERS[] = {"FlatGeobuf", NULL};
    static const char *const OPTIONS[] = {"VERIFY_BUFFERS=YES", NULL};
    g_autoptr(MarchOgrSource) source = NULL;

    if (!file_check(path, error)) {
        return NULL;
    }
    drivers_register(FALSE);
    source = dataset_open(path, DRIVERS, OPTIONS, error);
    if (source == NULL) {
        return NULL;
    }
    source->layer = GDALDatasetGetLayer(source->dataset, 0);
    return g_steal_pointer(&source);
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
    OGRSpatialReferenceH from = OGR_L_GetSpatialRef(source->layer);
    OGRSpatialReferenceH degrees;
    g_autoptr(GString) messages = g_string_new(NULL);

    if (from == NULL) {
        return TRUE;
    }
    march_ogr_messages_begin(messages);
    degrees = OSRNewSpatialReference(NULL);
    OSRImportFromEPSG(degrees, 4326);
    OSRSetAxisMappingStrategy(degrees, OAMS_TRADITIONAL_GIS_ORDER);
    if (!OSRIsSame(from, degrees)) {
        source->to_degrees = OCTNewCoordinateTransformation(from, degrees);
    }
    march_ogr_messages_end();
    if (source->to_degrees == NULL && !OSRIsSame(from, degrees)) {
        OSRDestroySpatialReference(degrees);
        march_error_set(error, MARCH_ERROR_DATA, march_location_new(source->path, 0, 0),
                        "its coordinate system cannot be turned into degrees: %s",
                        messages->str);
        return FALSE;
    }
    OSRDestroySpatialReference(degrees);
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
    drivers_register(TRUE);
    source = dataset_open(path, NULL, NULL, error);
    if (source == NULL) {
        return NULL;
    }
    source->layer = layer != NULL ? GDALDatasetGetLayerByName(source->dataset, layer)
                                  : GDALDatasetGetLayer(source->dataset, 0);
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
