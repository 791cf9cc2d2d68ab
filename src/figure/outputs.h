/* SPDX-License-Identifier: MIT */
/**
 * The files a figure is written to: chosen by the caller or the figure file, encoded
 * first and written only when all of them could be.
 */
#ifndef MARCH_FIGURE_OUTPUTS_H
#define MARCH_FIGURE_OUTPUTS_H

#include "output/document.h"
#include "pipeline.h"
#include "result.h"

/** How the table that belongs to a map is written. */
typedef enum { MARCH_TABLE_NONE, MARCH_TABLE_CSV, MARCH_TABLE_HTML } MarchTableFormat;

/** One output to write. */
typedef struct {
    char *path;
    MarchFormat format;     /**< of pictures */
    MarchTableFormat table; /**< not MARCH_TABLE_NONE: the incidents' table instead */
    GBytes *bytes;          /**< (nullable) once encoded */
} MarchFigureOutput;

/**
 * The outputs that @options or @defaults (of char*) name, the first that has any.
 *
 * Returns: (transfer full) of MarchFigureOutput, or NULL with MARCH_ERROR_USAGE for an
 * ending that is no format's, or MARCH_ERROR_CONFIG when none is named.
 */
GArray *march_outputs_choose(const MarchSpec *spec,
                             const MarchFigureOptions *options,
                             const GPtrArray *defaults,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
/** Encodes @composition for all of @outputs, at @spec's resolution. */
gboolean march_outputs_encode(GArray *outputs,
                              const MarchSpec *spec,
                              const MarchComposition *composition,
                              MarchTextEngine *text,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
/** Writes all of @outputs, each whole or not at all, and notes them in @result. */
gboolean march_outputs_write(GArray *outputs,
                             MarchResult *result,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
/** FALSE with an error when @options ask for strictness and @result has warnings. */
gboolean march_outputs_check_strict(const MarchResult *result,
                                    const MarchFigureOptions *options,
                                    const MarchSpec *spec,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
