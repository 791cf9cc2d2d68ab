/* SPDX-License-Identifier: MIT */
/**
 * Claim lines of coarse data meet the lines they are drawn with. Their ends lie kilometres
 * beside the border that they start from; each free end is joined straight to the
 * nearest line of the same selection. Lines of the user are left as they are.
 */
#ifndef MARCH_BORDERS_CLAIM_JOINTS_H
#define MARCH_BORDERS_CLAIM_JOINTS_H

#include "base/diagnostics.h"
#include "geo/feature.h"

/** A free end farther from all lines than this stays free, in metres. */
#define MARCH_CLAIM_JOINT_LIMIT_M 15000.0

/**
 * Joins the ends of the features whose numbers are in @claims (of guint) to the other
 * features; a note says how far.
 */
void march_claim_lines_join(MarchFeatures *features,
                            const GArray *claims,
                            MarchDiagnostics *diagnostics);

#endif
