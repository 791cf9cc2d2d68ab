/* SPDX-License-Identifier: MIT */
#include <math.h>

#include "read-private.h"

/* Degrees: what fits the table only when swapped lies this far off it as written, */
#define FAR_DEGREES 20.0
/* and this near to its middle swapped. */
#define NEAR_DEGREES 5.0
/* No middle is told from fewer. */
#define TELLING_ROWS 5U

static gboolean
number_read(const MarchIncidentCells *cells,
            MarchField field,
            const char *words,
            const char *id,
            double *degrees,
            MarchRowReport *report)
{
    const char *text = march_incident_cell(cells, field);

    if (march_incident_number_parse(text, degrees)) {
        return TRUE;
    }
    march_row_report_add(report, MARCH_SEVERITY_ERROR, "bad-coordinate",
                         march_incident_cell_locate(cells, field), id,
                         "the row is left out: %s \"%s\" is not a number in degrees",
                         words, text);
    return FALSE;
}

static gboolean
range_check(const MarchIncidentCells *cells,
            const char *id,
            MarchLonLat at,
            MarchRowReport *report)
{
    const char *hint = "";

    if (fabs(at.lat) <= 90 && fabs(at.lon) <= 180) {
        return TRUE;
    }
    if (fabs(at.lat) <= 180 && fabs(at.lon) <= 90) {
        hint = "; they look swapped";
    } else if (fabs(at.lat) > 1000 || fabs(at.lon) > 1000) {
        hint = "; they look like metres of a projected system, expected degrees";
    }
    march_row_report_add(
        report, MARCH_SEVERITY_ERROR, "coordinate-out-of-range",
        march_incident_cell_locate(cells, fabs(at.lat) > 90 ? MARCH_FIELD_LAT
                                                            : MARCH_FIELD_LON),
        id,
        "the row is left out: latitude %g, longitude %g lie outside -90 to 90 and -180 to 180%s",
        at.lat, at.lon, hint);
    return FALSE;
}

static gboolean
has_name(const MarchIncident *incident)
{
    return incident->place != NULL || incident->district != NULL ||
           incident->region != NULL || incident->country != NULL;
}

/* FALSE when there are no coordinates that can be used; @is_usable tells whether the
 * row may be located by its name. */
static gboolean
coordinates_read(const MarchIncidentCells *cells,
                 const MarchIncident *incident,
                 MarchLonLat *at,
                 gboolean *is_usable,
                 MarchRowReport *report)
{
    const char *lon = march_incident_cell(cells, MARCH_FIELD_LON);
    const char *lat = march_incident_cell(cells, MARCH_FIELD_LAT);
    const char *id = incident->id;

    *is_usable = TRUE;
    if (cells->position != NULL) {
        *at = *cells->position;
    } else if (lon == NULL && lat == NULL) {
        return FALSE;
    } else if (lon == NULL || lat == NULL) {
        march_row_report_add(report, MARCH_SEVERITY_ERROR, "incomplete-position",
                             march_incident_cell_locate(cells, lon != NULL
                                                                   ? MARCH_FIELD_LON
                                                                   : MARCH_FIELD_LAT),
                             id, "the row has a %s but no %s; expected both or neither",
                             lon != NULL ? "longitude" : "latitude",
                             lon != NULL ? "latitude" : "longitude");
        return FALSE;
    } else if (!number_read(cells, MARCH_FIELD_LON, "longitude", id, &at->lon,
                            report) ||
               !number_read(cells, MARCH_FIELD_LAT, "latitude", id, &at->lat, report)) {
        *is_usable = FALSE;
        return FALSE;
    }
    if (!range_check(cells, id, *at, report)) {
        *is_usable = FALSE;
        return FALSE;
    }
    if (fabs(at->lat) <= 0 && fabs(at->lon) <= 0) {
        *is_usable = has_name(incident);
        march_row_report_add(
            report, MARCH_SEVERITY_ERROR, "zero-position",
            march_incident_cell_locate(cells, MARCH_FIELD_LAT), id,
            "%s: latitude 0, longitude 0 is in the sea off Africa and mostly stands for "
            "\"not known\"",
            *is_usable ? "the name in the row is used instead" : "the row is left out");
        return FALSE;
    }
    return TRUE;
}

static void
precision_read(const MarchIncidentCells *cells,
               MarchIncident *incident,
               MarchRowReport *report)
{
    const char *text = march_incident_cell(cells, MARCH_FIELD_PRECISION);
    const char *column = march_incident_cell_column(cells, MARCH_FIELD_PRECISION);

    if (text != NULL &&
        !march_incident_precision_parse(text, column, &incident->precision,
                                        &incident->precision_km)) {
        incident->precision = MARCH_PRECISION_EXACT;
        incident->precision_km = 0;
        march_row_report_add(
            report, MARCH_SEVERITY_ERROR, "bad-precision",
            march_incident_cell_locate(cells, MARCH_FIELD_PRECISION), incident->id,
            "\"%s\" is not a precision; expected km, a code of \"%s\", or one of exact, near, "
            "district, region, line, country, nowhere; exact is used",
            text, column);
    }
}

gboolean
march_incident_read_position(const MarchIncidentCells *cells,
                             MarchIncident *incident,
                             MarchRowReport *report)
{
    MarchLonLat at = {0, 0};
    gboolean is_usable = TRUE;

    if (coordinates_read(cells, incident, &at, &is_usable, report)) {
        incident->is_located = TRUE;
        incident->position = at;
        incident->located_by = g_strdup("coordinates");
    } else if (!is_usable) {
        return FALSE;
    }
    if (!incident->is_located && !has_name(incident)) {
        march_row_report_add(
            report, MARCH_SEVERITY_ERROR, "no-position",
            march_incident_cell_locate(cells, MARCH_FIELD_ID), incident->id,
            "the row is left out: it has neither coordinates nor the name of a place, a "
            "district, a region or a country");
        return FALSE;
    }
    precision_read(cells, incident, report);
    return TRUE;
}

static int
double_compare(gconstpointer a, gconstpointer b)
{
    double x = *(const double *)a;
    double y = *(const double *)b;

    return (x > y) - (x < y);
}

static double
median(GArray *numbers)
{
    g_array_sort(numbers, double_compare);
    return g_array_index(numbers, double, numbers->len / 2);
}

void
march_incidents_check_swapped(const MarchIncidents *incidents, MarchRowReport *report)
{
    g_autoptr(GArray) lons = g_array_new(FALSE, FALSE, sizeof(double));
    g_autoptr(GArray) lats = g_array_new(FALSE, FALSE, sizeof(double));
    double lon;
    double lat;

    for (guint i = 0; i < incidents->rows->len; i++) {
        const MarchIncident *row = &g_array_index(incidents->rows, MarchIncident, i);

        if (row->is_located) {
            g_array_append_val(lons, row->position.lon);
            g_array_append_val(lats, row->position.lat);
        }
    }
    if (lons->len < TELLING_ROWS) {
        return;
    }
    lon = median(lons);
    lat = median(lats);
    for (guint i = 0; i < incidents->rows->len; i++) {
        const MarchIncident *row = &g_array_index(incidents->rows, MarchIncident, i);

        if (row->is_located && fabs(row->position.lon - lon) > FAR_DEGREES &&
            fabs(row->position.lat - lat) > FAR_DEGREES &&
            fabs(row->position.lat - lon) < NEAR_DEGREES &&
            fabs(row->position.lon - lat) < NEAR_DEGREES) {
            march_row_report_add(
                report, MARCH_SEVERITY_WARNING, "swapped-coordinates", row->where,
                row->id,
                "latitude %g, longitude %g look swapped: the other way round they lie "
                "with the rest of the table",
                row->position.lat, row->position.lon);
        }
    }
}
