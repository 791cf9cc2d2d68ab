/* SPDX-License-Identifier: MIT */
/**
 * The table that belongs to a map: its incidents by number, as CSV, as an HTML
 * fragment and as text. What is not shown stands after what is, and says why; then the
 * rows that cannot be used, and a line for those that each filter left out. The column
 * "Rows" says how many rows of the data a line stands for: its sum is the rows read.
 *
 * A table keeps the incidents and the show it is made of; its cells are made when it
 * is written. What is known only to an area has no coordinates in it.
 */
#ifndef MARCH_FIGURE_INCIDENT_TABLE_H
#define MARCH_FIGURE_INCIDENT_TABLE_H

#include "incident-measures.h"
#include "incident-show.h"

typedef struct MarchIncidentTable MarchIncidentTable;

/**
 * @value_label: (nullable) what the numbers count.
 *
 * Returns: (transfer full)
 */
MarchIncidentTable *march_incident_table_new(GPtrArray *incidents,
                                             MarchIncidentShow *show,
                                             const char *value_label);
/**
 * Names in the claims of each incident what its number counts, where tables count
 * different things; their incidents are those of @measures.
 */
void march_incident_table_name_measures(MarchIncidentTable *table,
                                        const MarchMeasures *measures);
void march_incident_table_free(MarchIncidentTable *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarchIncidentTable, march_incident_table_free)

/** The incidents held, shown or not. */
guint march_incident_table_count(const MarchIncidentTable *table);
/** The rows that have a number: those on or beside the map. */
guint march_incident_table_count_shown(const MarchIncidentTable *table);
/**
 * UTF-8 with a line of headings, always of the same columns. Text that a spreadsheet
 * would take for a formula is led by an apostrophe. (transfer full)
 */
char *march_incident_table_to_csv(const MarchIncidentTable *table);
/**
 * A <table> without columns that are empty; @caption is (nullable). (transfer full)
 */
char *march_incident_table_to_html(const MarchIncidentTable *table,
                                   const char *caption);
/**
 * At most @limit rows in words, a line each, and how many more there are, for an
 * accessible description. (transfer full)
 */
char *march_incident_table_to_text(const MarchIncidentTable *table, guint limit);

#endif
