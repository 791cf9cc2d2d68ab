/* SPDX-License-Identifier: MIT */
/**
 * What reading shares with the set of incidents: its definition, and one row of
 * text cells turned into an incident.
 */
#ifndef MARCH_INCIDENTS_READ_PRIVATE_H
#define MARCH_INCIDENTS_READ_PRIVATE_H

#include "columns.h"

struct MarchIncidents {
    GArray *rows; /* of MarchIncident */
    guint n_lost;
    char *value_column;
};

MarchIncidents *march_incidents_new(void);

/** A row before it is understood; cells are borrowed, NULL or "" is not given. */
typedef struct {
    const char *cells[MARCH_N_FIELDS];
    MarchLocation where[MARCH_N_FIELDS];
    MarchLocation row;
    const char *precision_column; /**< (nullable) its name tells the scale */
    const MarchLonLat *position;  /**< (nullable) from a geometry */
} MarchIncidentRow;

/**
 * Understands @row and adds it. A row that cannot be used is reported and left
 * out; a cell that cannot is reported and the rest of the row is used.
 */
void march_incidents_add_row(MarchIncidents *incidents,
                             const MarchIncidentRow *row,
                             const MarchIncidentOptions *options,
                             MarchDiagnostics *diagnostics);

#endif
