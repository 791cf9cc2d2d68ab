/* SPDX-License-Identifier: MIT */
/**
 * Builds a gazetteer index from files: GeoNames extracts, tables of admin units,
 * places in CSV. Memory stays bounded whatever the size of the extracts.
 */
#ifndef MARCH_GAZETTEER_BUILD_H
#define MARCH_GAZETTEER_BUILD_H

#include "base/diagnostics.h"

/** @done and @total are bytes of input. */
typedef void (*MarchBuildProgress)(guint64 done, guint64 total, gpointer data);

/** All paths are borrowed; lists end with NULL and may be NULL. */
typedef struct {
    const char *const *geonames; /**< 19-column GeoNames tables */
    const char *admin1;          /**< (nullable) codes and names of regions */
    const char *admin2;          /**< (nullable) codes and names of districts */
    const char *const *places;   /**< CSV as in places-csv.h, the first comes first */
    MarchBuildProgress progress; /**< (nullable) */
    gpointer progress_data;
} MarchBuildSources;

/**
 * Writes the index to @output, replacing it only when all went well. Rows that
 * cannot be used become diagnostics.
 */
gboolean march_gazetteer_build(const MarchBuildSources *sources,
                               const char *output,
                               MarchDiagnostics *diagnostics,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** An index of the places in one CSV file, in memory, for the user's own places. */
GBytes *march_gazetteer_build_places(const char *csv_path,
                                     MarchDiagnostics *diagnostics,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
