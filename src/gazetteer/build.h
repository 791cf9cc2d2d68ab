/* SPDX-License-Identifier: MIT */
/**
 * Builds a gazetteer index from files: GeoNames extracts, tables of admin units,
 * places in CSV. Memory stays bounded whatever the size of the extracts.
 */
#ifndef MARCH_GAZETTEER_BUILD_H
#define MARCH_GAZETTEER_BUILD_H

#include "base/diagnostics.h"

/** How far a build is. */
typedef struct {
    const char *step;    /**< "reading", "sorting", "writing" */
    guint64 done, total; /**< of the step: bytes or names */
    double share;        /**< of the whole build, 0 to 1: never less than before */
    guint64 rows;        /**< of GeoNames tables read so far */
} MarchBuildStatus;

/** Called often, also while nothing is read. FALSE stops the build. */
typedef gboolean (*MarchBuildProgress)(const MarchBuildStatus *status, gpointer data);

/** All paths are borrowed; lists end with NULL and may be NULL. */
typedef struct {
    const char *const *geonames; /**< 19-column GeoNames tables, also gzip's; of rows
                                      with one geonameid the first is kept */
    const char *admin1;          /**< (nullable) codes and names of regions */
    const char *admin2;          /**< (nullable) codes and names of districts */
    const char *const *places;   /**< CSV as in places-csv.h, the first comes first */
    MarchBuildProgress progress; /**< (nullable) */
    gpointer progress_data;
    gsize memory; /**< bytes for sorting, 0 for the usual; the index is the same */
} MarchBuildSources;

/**
 * Writes the index to @output, replacing it only when all went well. Rows that
 * cannot be used become diagnostics. Temporary files, together up to twice
 * the index, are put unnamed into the folder of @output, so that nothing is left
 * of them when the process ends.
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
