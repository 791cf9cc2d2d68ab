/* SPDX-License-Identifier: MIT */
/**
 * The incident tables of a figure: read as its file says, and thinned to the rows that
 * it asks for.
 *
 * What a row alone decides (dates, types, `where:`...) is decided while reading;
 * what needs its place (`within:`, `side:`) once all names are resolved.
 */
#ifndef MARCH_FIGURE_INCIDENT_TABLES_H
#define MARCH_FIGURE_INCIDENT_TABLES_H

#include "geodata/catalogue.h"
#include "places.h"

/**
 * Reads every table of @spec, (transfer full) of MarchIncidents; NULL with an error.
 *
 * @progress: (nullable) told of the rows, with @data.
 */
GPtrArray *march_incident_tables_read(const MarchSpec *spec,
                                      MarchIncidentProgress progress,
                                      gpointer data,
                                      MarchDiagnostics *diagnostics,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
/** Tells of incidents that two tables have, and merges them where @spec says so; once
 * all names are resolved. */
void march_incident_tables_compare(const MarchSpec *spec,
                                   GPtrArray *tables,
                                   MarchDiagnostics *diagnostics);
/** Whether @spec asks for rows by their place. */
gboolean march_incident_tables_ask_for_places(const MarchSpec *spec);
/** Leaves out the located rows of @tables that lie elsewhere than @spec asks for. */
gboolean march_incident_tables_thin(const MarchSpec *spec,
                                    GPtrArray *tables,
                                    const MarchPlaces *places,
                                    MarchCatalogue *catalogue,
                                    MarchDiagnostics *diagnostics,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
