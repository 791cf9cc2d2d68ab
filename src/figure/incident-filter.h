/* SPDX-License-Identifier: MIT */
/**
 * The `where:` of an incident table: an expression of the style language that a row is
 * kept for.
 *
 * Properties of a row are what the program read from it ("type", "value", "date",
 * "precision-class"...), then the table's own columns, as numbers where they are. A
 * filter owns its expression.
 */
#ifndef MARCH_FIGURE_INCIDENT_FILTER_H
#define MARCH_FIGURE_INCIDENT_FILTER_H

#include "incidents/incidents.h"

typedef struct MarchIncidentFilter MarchIncidentFilter;

/**
 * Compiles @json.
 *
 * Returns: (transfer full), or NULL with CONFIG at @where.
 */
MarchIncidentFilter *
march_incident_filter_new(const char *json,
                          MarchLocation where,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
void march_incident_filter_free(MarchIncidentFilter *filter);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarchIncidentFilter, march_incident_filter_free)

/** As MarchIncidentAccept; @filter is a MarchIncidentFilter. */
gboolean march_incident_filter_accept(const MarchIncident *incident,
                                      const MarchIncidentCells *cells,
                                      gpointer filter);
/**
 * The next property from @from (0 first) on that the expression reads and no row had:
 * neither the program nor a column of the table has it. NULL for none.
 *
 * @near: (out) (nullable) what may be meant.
 */
const char *march_incident_filter_find_unknown(const MarchIncidentFilter *filter,
                                               guint *from,
                                               const char **near);
/** How often the expression failed, and the first message (nullable). */
guint march_incident_filter_count_failures(const MarchIncidentFilter *filter,
                                           const char **message);

#endif
