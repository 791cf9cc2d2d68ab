/* SPDX-License-Identifier: MIT */
/**
 * Incidents: a table of events read, with each row located as well as it can be.
 *
 * Reading knows columns and dates; locating is two steps, so that all names of a
 * figure can be resolved together: march_incidents_read(), then the caller gives
 * each row without coordinates a position, then march_incidents_to_features().
 * A set owns its rows. Nothing is dropped without a diagnostic.
 */
#ifndef MARCH_INCIDENTS_INCIDENTS_H
#define MARCH_INCIDENTS_INCIDENTS_H

#include "base/date.h"
#include "base/diagnostics.h"
#include "geo/feature.h"

typedef struct {
    char *id;
    char *place;     /**< (nullable) name as written */
    char *country;   /**< (nullable) hint */
    char *type;      /**< (nullable) */
    char *text;      /**< (nullable) what happened */
    char *source;    /**< (nullable) */
    char *label;     /**< (nullable) */
    char *date_text; /**< (nullable) as written */
    MarchDate date;  /**< the (first) day; may be not given */
    gboolean has_value;
    double value;     /**< the number the symbol is sized by */
    char *value_text; /**< (nullable) as written when it is not a plain number */
    gboolean is_located;
    MarchLonLat position;
    double precision_km; /**< 0 exact */
    char *located_by;    /**< (nullable) "coordinates", or the place that matched */
    MarchLocation where; /**< file and line */
} MarchIncident;

/** Column names; NULL: recognised by their usual names. */
typedef struct {
    const char *id, *place, *lon, *lat, *date, *type, *value, *source;
    const char *precision, *label, *text, *country;
} MarchIncidentColumns;

typedef struct MarchIncidents MarchIncidents;

typedef struct {
    const char *layer; /**< (nullable) of a GDAL data set */
    MarchIncidentColumns columns;
    MarchDateRange dates;
    gboolean allow_network;
} MarchIncidentOptions;

void march_incident_options_init(MarchIncidentOptions *options);

/** Reads CSV or TSV itself, any other vector file through GDAL. */
MarchIncidents *march_incidents_read(const char *path,
                                     const MarchIncidentOptions *options,
                                     MarchDiagnostics *diagnostics,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
void march_incidents_free(MarchIncidents *incidents);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarchIncidents, march_incidents_free)

guint march_incidents_count(const MarchIncidents *incidents);
/** Rows left out because they cannot be used; each has a diagnostic. */
guint march_incidents_count_lost(const MarchIncidents *incidents);
/** The name of the column that sizes the symbols, or NULL. */
const char *march_incidents_get_value_column(const MarchIncidents *incidents);
MarchIncident *march_incidents_get(MarchIncidents *incidents, guint index);
/** Gives row @index a position found elsewhere. */
void march_incidents_locate(MarchIncidents *incidents,
                            guint index,
                            MarchLonLat position,
                            double precision_km,
                            const char *located_by);
/**
 * The located rows as point features, largest value first, with properties
 * "id", "type", "value", "date", "label", "text", "source", "place", "precision".
 *
 * Returns: (transfer full)
 */
MarchFeatures *march_incidents_to_features(const MarchIncidents *incidents);

#endif
