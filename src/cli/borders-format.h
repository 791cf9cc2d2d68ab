/* SPDX-License-Identifier: MIT */
/**
 * What the borders command prints. All results are (transfer full).
 */
#ifndef MARCH_CLI_BORDERS_FORMAT_H
#define MARCH_CLI_BORDERS_FORMAT_H

#include "borders-request.h"

/** The sentence of a section, its ends, snaps and data, a line each. */
char *march_borders_section_to_text(const MarchSection *section,
                                    const MarchBordersRequest *request,
                                    const MarchOpenBorders *opened);
/** The section as one feature, with all of that as properties. */
MarchFeatures *march_borders_section_to_features(const MarchSection *section,
                                                 const MarchBordersRequest *request,
                                                 const MarchOpenBorders *opened);
/** A table of the features of march_borders_select(). */
char *march_borders_list_to_text(const MarchFeatures *features);
/** A line for each change of march_borders_diff(). */
char *march_borders_diff_to_text(const MarchFeatures *features);
/** Each place of the request, and a line for each set of data that has its border. */
char *march_borders_sides_to_text(const MarchOpenBorders *opened);
/** A point for each place and set of data. */
MarchFeatures *march_borders_sides_to_features(const MarchOpenBorders *opened);

#endif
