/* SPDX-License-Identifier: MIT */
/**
 * The names that a map writes, in the languages that the figure asks for.
 */
#ifndef MARCH_FIGURE_LABEL_NAMES_H
#define MARCH_FIGURE_LABEL_NAMES_H

#include "gazetteer/local-names.h"
#include "geo/feature.h"
#include "spec/spec.h"

/** Puts the wanted names for the property "name" of the points in @features: places, or
 * countries when they have an "iso", which need no @names. Names that are missing are
 * told of by number in @diagnostics (nullable). */
void march_label_names_set(MarchFeatures *features,
                           const MarchSpec *spec,
                           const MarchLocalNames *names,
                           MarchDiagnostics *diagnostics);

#endif
