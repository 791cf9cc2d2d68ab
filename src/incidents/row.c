/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <string.h>

#include "read-private.h"

static const char *
cell_get(const MarchIncidentRow *row, MarchField field)
{
    const char *cell = row->cells[field];

    return cell != NULL && *cell != '\0' ? cell : NULL;
}

/* FALSE when coordinates are there but unusable: the row is then left out. */
static gboolean
position_read(const MarchIncidentRow *row,
              MarchIncident *incident,
              MarchDiagnostics *diagnostics)
{
    const char *lon_text = cell_get(row, MARCH_FIELD_LON);
    const char *lat_text = cell_get(row, MARCH_FIELD_LAT);
    double lon = 0;
    double lat = 0;

    if (row->position != NULL) {
        lon = row->position->lon;
        lat = row->position->lat;
    } else if (lon_text == NULL && lat_text == NULL) {
        return TRUE;
    } else if (lon_text == NULL || lat_text == NULL) {
        march_diagnostics_add(diagnostics, MARCH_SEVERITY_WARNING,
                              "incomplete-position", row->row, incident->id,
                              "the row has a %s but no %s; expected both or neither",
                              lon_text != NULL ? "longitude" : "latitude",
                              lon_text != NULL ? "latitude" : "longitude");
        return incident->place != NULL;
    } else if (!march_incident_number_parse(lon_text, &lon)) {
        march_diagnostics_add(
            diagnostics, MARCH_SEVERITY_ERROR, "bad-coordinate",
            row->where[MARCH_FIELD_LON], incident->id,
            "the row is left out: longitude \"%s\" is not a number in degrees",
            lon_text);
        return FALSE;
    } else if (!march_incident_number_parse(lat_text, &lat)) {
        march_diagnostics_add(
            diagnostics, MARCH_SEVERITY_ERROR, "bad-coordinate",
            row->where[MARCH_FIELD_LAT], incident->id,
            "the row is left out: latitude \"%s\" is not a number in degrees",
            lat_text);
        return FALSE;
    }
    if (fabs(lat) > 90 || fabs(lon) > 180) {
        gboolean swapped = fabs(lat) <= 180 && fabs(lon) <= 90;

        march_diagnostics_add(
            diagnostics, MARCH_SEVERITY_ERROR, "coordinate-out-of-range",
            row->where[fabs(lat) > 90 ? MARCH_FIELD_LAT : MARCH_FIELD_LON],
            incident->id,
            "the row is left out: latitude %g, longitude %g lie outside -90 to 90 and -180 to 180%s",
            lat, lon, swapped ? "; they look swapped" : "");
        return FALSE;
    }
    if (fabs(lat) <= 0 && fabs(lon) <= 0) {
        march_diagnostics_add(
            diagnostics, MARCH_SEVERITY_WARNING, "zero-position", row->row,
            incident->id,
            "latitude 0, longitude 0 is in the sea off Africa: often it "
            "stands for \"not known\"");
    }
    incident->is_located = TRUE;
    incident->position = (MarchLonLat){lon, lat};
    incident->located_by = g_strdup("coordinates");
    return TRUE;
}

static void
value_read(const MarchIncidentRow *row,
           MarchIncident *incident,
           MarchDiagnostics *diagnostics)
{
    const char *text = cell_get(row, MARCH_FIELD_VALUE);
    double number = 0;

    if (text == NULL) {
        return;
    }
    if (march_incident_number_parse(text, &number) && number >= 0) {
        incident->has_value = TRUE;
        incident->value = number;
        return;
    }
    incident->value_text = g_strdup(text);
    march_diagnostics_add(diagnostics, MARCH_SEVERITY_WARNING, "bad-number",
                          row->where[MARCH_FIELD_VALUE], incident->id,
                          "\"%s\" is not a number of 0 or more; the symbol is drawn "
                          "without a size",
                          text);
}

static void
precision_read(const MarchIncidentRow *row,
               MarchIncident *incident,
               MarchDiagnostics *diagnostics)
{
    const char *text = cell_get(row, MARCH_FIELD_PRECISION);

    if (text != NULL && !march_incident_precision_parse(text, row->precision_column,
                                                        &incident->precision_km)) {
        march_diagnostics_add(diagnostics, MARCH_SEVERITY_WARNING, "bad-precision",
                              row->where[MARCH_FIELD_PRECISION], incident->id,
                              "\"%s\" is not a precision in km", text);
    }
}

/* FALSE when the row lies outside the dates asked for, or may do so: @is_filtered
 * tells which. */
static gboolean
date_read(const MarchIncidentRow *row,
          MarchIncident *incident,
          const MarchIncidentOptions *options,
          gboolean *is_filtered,
          MarchDiagnostics *diagnostics)
{
    const char *text = cell_get(row, MARCH_FIELD_DATE);
    gboolean filtered = march_date_is_given(options->dates.from) ||
                        march_date_is_given(options->dates.to);

    incident->date_text = g_strdup(text);
    if (text != NULL && march_incident_date_parse(text, &incident->date)) {
        *is_filtered =
            filtered && !march_date_range_contains(options->dates, incident->date);
        return !*is_filtered;
    }
    if (text != NULL || filtered) {
        march_diagnostics_add(
            diagnostics, filtered ? MARCH_SEVERITY_ERROR : MARCH_SEVERITY_WARNING,
            "bad-date", row->where[MARCH_FIELD_DATE], incident->id,
            "\"%s\" is not a date such as 2021-04-29%s", text != NULL ? text : "",
            filtered ? "; the row is left out" : "");
    }
    return !filtered;
}

void
march_incidents_add_row(MarchIncidents *incidents,
                        const MarchIncidentRow *row,
                        const MarchIncidentOptions *options,
                        MarchDiagnostics *diagnostics)
{
    MarchIncident incident = {.where = row->row};
    gboolean is_filtered = FALSE;
    gboolean usable;

    incident.id = cell_get(row, MARCH_FIELD_ID) != NULL
                      ? g_strdup(row->cells[MARCH_FIELD_ID])
                      : g_strdup_printf("row-%u", incidents->rows->len + 1);
    incident.place = g_strdup(cell_get(row, MARCH_FIELD_PLACE));
    incident.country = g_strdup(cell_get(row, MARCH_FIELD_COUNTRY));
    incident.type = g_strdup(cell_get(row, MARCH_FIELD_TYPE));
    incident.text = g_strdup(cell_get(row, MARCH_FIELD_TEXT));
    incident.source = g_strdup(cell_get(row, MARCH_FIELD_SOURCE));
    incident.label = g_strdup(cell_get(row, MARCH_FIELD_LABEL));
    usable = position_read(row, &incident, diagnostics);
    if (usable && !incident.is_located && incident.place == NULL) {
        march_diagnostics_add(
            diagnostics, MARCH_SEVERITY_ERROR, "no-position", row->row, incident.id,
            "the row is left out: it has neither coordinates nor a place name");
        usable = FALSE;
    }
    if (usable) {
        value_read(row, &incident, diagnostics);
        precision_read(row, &incident, diagnostics);
    }
    usable = usable && date_read(row, &incident, options, &is_filtered, diagnostics);
    g_array_append_val(incidents->rows, incident);
    incidents->n_lost += !usable && !is_filtered;
    if (!usable) {
        g_array_set_size(incidents->rows, incidents->rows->len - 1);
    }
}
