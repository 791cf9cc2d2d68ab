/* SPDX-License-Identifier: MIT */
/**
 * Whether the files of lines and polygons that a figure names are there: a missing one
 * is told with the place that names it. Where they are read they are only paths.
 */
#ifndef MARCH_FIGURE_FILE_CHECK_H
#define MARCH_FIGURE_FILE_CHECK_H

#include "base/error.h"
#include "spec/spec.h"

/** FALSE with NOT_FOUND for the first file of sections, areas or boundaries missing. */
gboolean march_files_check(const MarchSpec *spec,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
