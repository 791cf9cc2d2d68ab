/* SPDX-License-Identifier: MIT */
/** A figure in words, for those who cannot see it. */
#ifndef MARCH_FIGURE_DESCRIBE_H
#define MARCH_FIGURE_DESCRIBE_H

#include "incident-show.h"
#include "spec/spec.h"

/** The alternative text: what the map shows, in a few sentences, (transfer full). */
char *march_figure_describe(const MarchSpec *spec,
                            GPtrArray *incidents,
                            const MarchIncidentShow *show,
                            const MarchFeatures *borders,
                            const MarchFeatures *changes,
                            const MarchFeatures *areas);

#endif
