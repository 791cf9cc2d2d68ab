/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "ogr-private.h"

/* 2 GiB: more is no layer of a figure. */
#define MAX_FILE_BYTES (G_GINT64_CONSTANT(1) << 31)

/* File formats only. No VRT and no database or web service: what those read is not in
 * the file that the user names. */
static const char *const DRIVERS[] = {"GeoJSON",      "GeoJSONSeq", "TopoJSON",
                                      "GPKG",         "FlatGeobuf", "CSV",
                                      "XLSX",         "ODS",        "ESRI Shapefile",
                                      "MapInfo File", "LIBKML",     "KML",
                                      "GML",          "GPX",        "SQLite",
                                      "DXF",          "OSM",        "OpenFileGDB",
                                      "JSONFG",       NULL};
/* How tables name their positions; drivers leave alone what is not theirs. */
static const char *const OPEN_OPTIONS[] = {
    "X_POSSIBLE_NAMES=lon,lng,long,longitude,x", "Y_POSSIBLE_NAMES=lat,latitude,y",
    "GEOM_POSSIBLE_NAMES=wkt,geometry,geom", "KEEP_GEOM_COLUMNS=YES", NULL};

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
    if (source->result != NULL) {
        source->gdal->GDALDatasetReleaseResultSet(source->dataset, source->result);
    }
    if (source->dataset != NULL) {
        source->gdal->GDALClose(source->dataset);
    }
    g_free(source->path);
    g_free(source);
}

void
march_ogr_thread_configure(const MarchGdal *gdal, gboolean allow_network)
{
    gdal->CPLSetThreadLocalConfigOption("OGR_XLSX_HEADERS", "FORCE");
    gdal->CPLSetThreadLocalConfigOption("OGR_ODS_HEADERS", "FORCE");
    gdal->CPLSetThreadLocalConfigOption("GML_DOWNLOAD_SCHEMA", "NO");
    /* A file may name others; none of them is fetched. */
    gdal->CPLSetThreadLocalConfigOption("CPL_VSIL_CURL_ALLOWED_EXTENSIONS",
                                        allow_network ? NULL : ".none");
}

static gboolean
is_database(const char *path)
{
    return g_str_has_prefix(path, "PG:");
}

/* The name as messages show it: without a password. */
static char *
name_show(const char *path)
{
    g_auto(GStrv) words = NULL;

    if (!is_database(path)) {
        return g_strdup(path);
    }
    words = g_strsplit(path, " ", -1);
    for (char **word = words; *word != NULL; word++) {
        if (strstr(*word, "password=") != NULL || strstr(*word, "://") != NULL) {
            g_free(*word);
            *word = g_strdup("...");
        }
    }
    return g_strjoinv(" ", words);
}

static MarchOgrSource *
dataset_open(const char *path, gboolean allow_network, GError **error)
{
    g_autoptr(MarchOgrSource) source = g_new0(MarchOgrSource, 1);
    g_autoptr(GString) messages = g_string_new(NULL);
    static const char *const DATABASES[] = {"PostgreSQL", NULL};
    g_autofree char *name = strstr(path, "://") != NULL && !is_database(path)
                                ? g_strconcat("/vsicurl/", path, NULL)
                                : g_strdup(path);

    source->gdal = march_gdal_get(error);
    if (source->gdal == NULL) {
        return NULL;
    }
    source->path = name_show(path);
    march_ogr_thread_configure(source->gdal, allow_network);
    march_ogr_messages_begin(source->gdal, messages);
    source->dataset = source->gdal->GDALOpenEx(
        name, GDAL_OF_VECTOR | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR,
        is_database(path) ? DATABASES : DRIVERS,
        is_database(path) ? NULL : OPEN_OPTIONS, NULL);
    march_ogr_messages_end(source->gdal);
    if (source->dataset != NULL) {
        return g_steal_pointer(&source);
    }
    if (is_database(path)) {
        march_error_set(error, MARCH_ERROR_UNAVAILABLE, MARCH_LOCATION_NONE,
                        "the database cannot be reached: %s", messages->str);
        return NULL;
    }
    march_error_set(error, MARCH_ERROR_DATA, march_location_new(path, 0, 0),
                    "cannot be read as vector data: %s",
                    messages->len > 0 ? messages->str : "no known format");
    return NULL;
}

/* Only files, and folders of file databases, reach GDAL: it would take URLs,
 * archives, connection strings and whole JSON texts for names, too. */
static gboolean
file_check(const char *path, gint64 max_bytes, GError **error)
{
    MarchLocation where = march_location_new(path, 0, 0);
    GStatBuf status;

    if (g_stat(path, &status) != 0) {
        int saved = errno;

        march_error_set(error, march_error_code_from_errno(saved, FALSE), where,
                        "cannot be opened: %s", g_strerror(saved));
        return FALSE;
    }
    if (S_ISDIR(status.st_mode) && g_str_has_suffix(path, ".gdb")) {
        return TRUE;
    }
    if (!S_ISREG(status.st_mode)) {
        march_error_set(error, MARCH_ERROR_DATA, where, "is not a file");
        return FALSE;
    }
    if (status.st_size > max_bytes) {
        march_error_set(error, MARCH_ERROR_LIMIT, where,
                        "has %" G_GINT64_FORMAT " bytes; at most %" G_GINT64_FORMAT
                        " are read",
                        (gint64)status.st_size, max_bytes);
        return FALSE;
    }
    return TRUE;
}

static gboolean
is_url(const char *path)
{
    return g_str_has_prefix(path, "http://") || g_str_has_prefix(path, "https://");
}

static gboolean
is_local(const char *path)
{
    return strstr(path, "://") == NULL && !g_str_has_prefix(path, "/vsi") &&
           g_ascii_strncasecmp(path, "PG:", 3) != 0;
}

gboolean
march_ogr_path_check(const char *path,
                     gboolean allow_network,
                     gint64 max_bytes,
                     GError **error)
{
    if (is_local(path)) {
        return file_check(path, max_bytes, error);
    }
    if (allow_network && (is_url(path) || is_database(path))) {
        return TRUE;
    }
    march_error_set(error, MARCH_ERROR_PERMISSION, march_location_new(path, 0, 0), "%s",
                    allow_network
                        ? "is neither a file, an http address nor a database"
                        : "is not a local file, and the network is not allowed");
    return FALSE;
}

static OGRLayerH
layer_choose(const MarchOgrSource *source, const char *name, GError **error)
{
    const MarchGdal *gdal = source->gdal;
    MarchLocation where = march_location_new(source->path, 0, 0);
    OGRLayerH layer = name != NULL
                          ? gdal->GDALDatasetGetLayerByName(source->dataset, name)
                          : gdal->GDALDatasetGetLayer(source->dataset, 0);
    g_autoptr(GString) names = g_string_new(NULL);

    if (layer != NULL) {
        return layer;
    }
    if (gdal->GDALDatasetGetLayerCount(source->dataset) == 0) {
        march_error_set(error, MARCH_ERROR_DATA, where,
                        "is empty or damaged: it has no layer");
        return NULL;
    }
    for (int i = 0; i < gdal->GDALDatasetGetLayerCount(source->dataset); i++) {
        g_string_append_printf(
            names, "%s\"%s\"", i > 0 ? ", " : "",
            gdal->OGR_L_GetName(gdal->GDALDatasetGetLayer(source->dataset, i)));
    }
    march_error_set(error, MARCH_ERROR_UNKNOWN, where,
                    "there is no layer \"%s\"; it has %s", name, names->str);
    return NULL;
}

/* Rows of @query; a table has columns of its own, whatever they are called. */
static gboolean
query_run(MarchOgrSource *source, const char *query, GError **error)
{
    g_autoptr(GString) messages = g_string_new(NULL);

    march_ogr_messages_begin(source->gdal, messages);
    source->result =
        source->gdal->GDALDatasetExecuteSQL(source->dataset, query, NULL, NULL);
    march_ogr_messages_end(source->gdal);
    source->layer = source->result;
    if (source->result == NULL) {
        march_error_set(error, MARCH_ERROR_DATA, MARCH_LOCATION_NONE,
                        "the query gives no rows: %s",
                        messages->len > 0 ? messages->str : "expected a SELECT");
    }
    return source->result != NULL;
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
                    const char *query,
                    gboolean allow_network,
                    GError **error)
{
    g_autoptr(MarchOgrSource) source = NULL;

    const char *driver;

    if (!march_ogr_path_check(path, allow_network, MAX_FILE_BYTES, error)) {
        return NULL;
    }
    source = dataset_open(path, allow_network, error);
    if (source == NULL) {
        return NULL;
    }
    if (query != NULL) {
        if (!query_run(source, query, error)) {
            return NULL;
        }
    } else {
        source->layer = layer_choose(source, layer, error);
    }
    if (source->layer == NULL) {
        return NULL;
    }
    driver = source->gdal->GDALGetDriverShortName(
        source->gdal->GDALGetDatasetDriver(source->dataset));
    source->is_sheet = g_str_equal(driver, "XLSX") || g_str_equal(driver, "ODS");
    source->has_lines = g_str_equal(driver, "CSV");
    source->has_ids = source->gdal->OGR_L_GetFIDColumn(source->layer)[0] != '\0';
    if (!transformation_make(source, error)) {
        return NULL;
    }
    return g_steal_pointer(&source);
}
