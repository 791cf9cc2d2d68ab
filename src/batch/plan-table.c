/* SPDX-License-Identifier: MIT */
/*
 * The tables of plans. Plain CSV is read without GDAL, whose start takes longer than a
 * figure or two.
 */
#include <string.h>
#include <sys/stat.h>

#include "base/csv.h"
#include "base/number.h"
#include "plan-private.h"

/* More is left to GDAL, which reads row by row. */
#define BYTES_MAX ((goffset)64 << 20)

static const char *const LON_NAMES[] = {"lon", "lng", "long", "longitude", "x", NULL};
static const char *const LAT_NAMES[] = {"lat", "latitude", "y", NULL};
static const char *const WKT_NAMES[] = {"wkt", "geometry", "geom", NULL};

/* The first column that has one of @names, or -1. */
static int
column_find(const MarchCsv *csv, const char *const *names)
{
    for (guint i = 0; names[i] != NULL; i++) {
        for (guint column = 0; column < march_csv_count_columns(csv); column++) {
            if (g_ascii_strcasecmp(march_csv_get_header(csv, column), names[i]) == 0) {
                return (int)column;
            }
        }
    }
    return -1;
}

/* Empty when the row has no position. */
static MarchGeometry *
position_make(const MarchCsv *csv, guint row, int lon, int lat, guint *n_outside)
{
    MarchLonLat position;

    if (lon < 0 || lat < 0 ||
        !march_number_parse(march_csv_get(csv, row, (guint)lon), &position.lon) ||
        !march_number_parse(march_csv_get(csv, row, (guint)lat), &position.lat)) {
        return march_geometry_new(MARCH_GEOMETRY_POINT);
    }
    if (fabs(position.lat) > 90 || fabs(position.lon) > 180) {
        ++*n_outside;
        return march_geometry_new(MARCH_GEOMETRY_POINT);
    }
    return march_geometry_new_point(position);
}

static MarchFeatures *
features_make(const MarchCsv *csv, const char *path, MarchDiagnostics *diagnostics)
{
    MarchFeatures *features = march_features_new();
    int lon = column_find(csv, LON_NAMES), lat = column_find(csv, LAT_NAMES);
    guint n_outside = 0;

    for (guint row = 0; row < march_csv_count_rows(csv); row++) {
        MarchFeature *feature =
            march_features_add(features, position_make(csv, row, lon, lat, &n_outside));

        feature->id = (gint64)row + 1;
        feature->where = march_csv_locate(csv, row, 0);
        feature->where.column = 0; /* it is the whole row */
        for (guint column = 0; column < march_csv_count_columns(csv); column++) {
            march_features_set_string(features, feature,
                                      march_csv_get_header(csv, column),
                                      march_csv_get(csv, row, column));
        }
    }
    if (n_outside > 0) {
        march_diagnostics_add(diagnostics, MARCH_SEVERITY_WARNING, "not-degrees",
                              march_location_new(path, 0, 0), NULL,
                              "%u rows have positions outside the range of degrees; "
                              "they are taken to have none",
                              n_outside);
    }
    return features;
}

static gboolean
is_plain(const char *path, const MarchLayerOptions *options)
{
    struct stat status;

    return options->layer == NULL && options->where == NULL &&
           (g_str_has_suffix(path, ".csv") || g_str_has_suffix(path, ".tsv")) &&
           (stat(path, &status) != 0 || status.st_size <= BYTES_MAX);
}

MarchFeatures *
march_batch_plan_read_table(const char *path,
                            const MarchLayerOptions *options,
                            MarchDiagnostics *diagnostics,
                            GError **error)
{
    g_autoptr(MarchCsv) csv = NULL;

    if (!is_plain(path, options)) {
        return march_layer_read(path, options, diagnostics, error);
    }
    csv = march_csv_read(path, diagnostics, error);
    if (csv == NULL) {
        return NULL;
    }
    return column_find(csv, WKT_NAMES) >= 0
               ? march_layer_read(path, options, diagnostics, error)
               : features_make(csv, path, diagnostics);
}
