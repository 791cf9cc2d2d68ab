/* SPDX-License-Identifier: MIT */
/** The layouts of event tables: recognised by their columns, and what their codes mean. */
#ifndef MARCH_INCIDENTS_SCHEMA_H
#define MARCH_INCIDENTS_SCHEMA_H

#include "incidents.h"

/**
 * ACLED, UCDP or OWN by the names of the columns, NULL-ended; warns where those of a
 * known layout are there but for the one that proves it.
 */
MarchSchema march_schema_recognise(const char *const *columns,
                                   const char *path,
                                   MarchDiagnostics *diagnostics);
/** The names of GDELT's columns, NULL-ended: 58 or 61. */
const char *const *march_schema_gdelt_columns(guint n_cells);
/** Whether the cells of a first row, NULL-ended, are a GDELT event, not a header. */
gboolean march_schema_looks_like_gdelt(const char *const *cells);
/** The words for a type that @schema gives as a code; @type itself otherwise. */
const char *march_schema_type_name(MarchSchema schema, const char *type);

#endif
