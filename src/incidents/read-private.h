/* SPDX-License-Identifier: MIT */
/**
 * What reading shares with the set of incidents: its definition and the row at hand.
 */
#ifndef MARCH_INCIDENTS_READ_PRIVATE_H
#define MARCH_INCIDENTS_READ_PRIVATE_H

#include "base/csv-stream.h"
#include "base/row-report.h"
#include "columns.h"

/** How the numbers of a table are written, as far as its rows tell. */
typedef struct {
    gboolean has_commas; /**< a position has decimal commas */
} MarchDecimals;

struct MarchIncidents {
    GArray *rows; /* of MarchIncident */
    MarchIncidentTally tally;
    MarchSchema schema;
    char *value_column;
    GPtrArray *columns; /* of char *: field, column, field, column... */
    guint n_columns;    /* of the table; 0 for a layer */
    char *encoding;     /* (nullable) */
    guint n_near_duplicates;
    MarchDecimals decimals;
    GHashTable *by_id; /* (nullable) id -> index, or what left its row out, see row.c */
    GArray *losses;    /* of MarchIncidentLoss */
    GHashTable *countries;                /* as written -> code, or "" */
    GHashTable *types_seen, *actors_seen; /* of those a choice was made among */
};

MarchIncidents *march_incidents_new(void);
/** Frees what @data, a MarchIncident, holds. */
void march_incident_clear(gpointer data);
/** Frees what @claim holds. */
void march_claim_clear(MarchClaim *claim);

/** The row at hand: of a stream or a feature of a layer. */
struct MarchIncidentCells {
    MarchCsvStream *stream; /* NULL for a layer */
    int columns[MARCH_N_FIELDS];
    GArray *claim_columns; /* of int */
    const MarchFeature *feature;
    const MarchIncidentColumns *named;
    const MarchLonLat *position; /**< (nullable) of a geometry */
    GPtrArray *texts;            /* of char *: numbers of a feature as text */
    MarchSchema schema;
    MarchDecimals *decimals; /**< (nullable) of the table */
};

/** The cell of @field; NULL when it is empty or there is no such column. */
const char *march_incident_cell(const MarchIncidentCells *cells, MarchField field);
/** Notes which column each field was found in. */
void march_incidents_note_columns(MarchIncidents *incidents,
                                  const MarchIncidentCells *cells);
/** The name of the column that @field was found in, or NULL. */
const char *march_incident_cell_column(const MarchIncidentCells *cells,
                                       MarchField field);
MarchLocation march_incident_cell_locate(const MarchIncidentCells *cells,
                                         MarchField field);

/**
 * Understands the row at hand and adds it. A row that cannot be used is reported and
 * left out; a cell that cannot is reported and the rest of the row is used.
 */
void march_incidents_add_row(MarchIncidents *incidents,
                             const MarchIncidentCells *cells,
                             const MarchIncidentOptions *options,
                             MarchRowReport *report);
/** Counts a row that cannot be used, for the reason that was just added to @report. */
void march_incidents_lose(MarchIncidents *incidents,
                          MarchLocation where,
                          const char *id,
                          const char *date,
                          const char *place,
                          const MarchRowReport *report);
/** Position, precision and place of the row; FALSE when it cannot be used. */
gboolean march_incident_read_position(const MarchIncidentCells *cells,
                                      MarchIncident *incident,
                                      MarchRowReport *report);
/** Appends the claims of the row. */
void march_incident_read_claims(const MarchIncidentCells *cells,
                                const MarchIncidentOptions *options,
                                MarchIncident *incident,
                                MarchRowReport *report);
/** Remembers how the row at hand writes decimals, for rows that do not tell. */
void march_incident_note_decimals(const MarchIncidentCells *cells);
/** Drops claims that were read before a row showed that they mean two things. */
void march_incidents_check_decimals(MarchIncidents *incidents,
                                    MarchMoment tolls_as_of,
                                    MarchRowReport *report);
/** Decides which claims are current and what follows from them. */
void march_incident_settle_claims(MarchIncident *incident, MarchMoment tolls_as_of);

/** Reads a table of text, or the features of any other file. */
gboolean march_incidents_read_table(MarchIncidents *incidents,
                                    const char *path,
                                    const MarchIncidentOptions *options,
                                    MarchRowReport *report,
                                    GError **error);
gboolean march_incidents_read_layer(MarchIncidents *incidents,
                                    const char *path,
                                    const MarchIncidentOptions *options,
                                    MarchRowReport *report,
                                    GError **error);
/** Reports incidents that may be the same, and merges them where that is asked for. */
void march_incidents_check_duplicates(MarchIncidents *incidents,
                                      const MarchIncidentOptions *options,
                                      MarchRowReport *report);
/** Remembers @text (nullable) among the words of @seen. */
void march_incidents_see(GHashTable *seen, const char *text);
/** Whether @text (nullable) is, or with @is_part holds, one of @wanted (nullable), without
 * regard to case. */
gboolean
march_incident_is_wanted(const char *const *wanted, const char *text, gboolean is_part);
/** Makes @other, which is to be dropped, part of @kept: no claim is lost. */
void march_incident_merge(MarchIncident *kept, MarchIncident *other);
/** Drops the incidents for which @is_gone is TRUE; settles the claims of the others. */
void march_incidents_drop(MarchIncidents *incidents,
                          const gboolean *is_gone,
                          MarchMoment tolls_as_of);
/** Reports positions that fit the rest of the table only when they are swapped. */
void march_incidents_check_swapped(const MarchIncidents *incidents,
                                   MarchRowReport *report);

#endif
