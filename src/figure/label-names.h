/* SPDX-License-Identifier: MIT */
/**
 * The names that a map writes, in the languages that the figure asks for.
 */
#ifndef MARCH_FIGURE_LABEL_NAMES_H
#define MARCH_FIGURE_LABEL_NAMES_H

#include "gazetteer/gazetteer.h"
#include "gazetteer/local-names.h"
#include "geo/feature.h"
#include "spec/spec.h"

/** The labels of a map that have no name in the language asked for first. */
typedef struct {
    guint wanted; /**< all labels that were to have one */
    guint missing;
    GPtrArray *examples; /**< of the missing, a few names */
} MarchLabelMisses;

void march_label_misses_init(MarchLabelMisses *misses);
void march_label_misses_clear(MarchLabelMisses *misses);
/** Tells how many are missing: in a warning where two languages stand in a label. */
void march_label_misses_report(const MarchLabelMisses *misses,
                               const MarchSpec *spec,
                               MarchDiagnostics *diagnostics);

/** Puts the wanted names for the property "name" of the points in @features: places, or
 * countries when they have an "iso", which need no @names. Those that are missing are
 * added to @misses (nullable). */
void march_label_names_set(MarchFeatures *features,
                           const MarchSpec *spec,
                           const MarchLocalNames *names,
                           MarchLabelMisses *misses);

/** As march_label_names_set() for the areas of regions, with the names of the outlines as
 * the places of @gazetteer (nullable) in @box confirm them. Adds to @lacking the codes of
 * those without a name in the first language. */
void march_label_regions_set(MarchFeatures *regions,
                             const MarchSpec *spec,
                             MarchGazetteer *gazetteer,
                             MarchBox box,
                             GHashTable *lacking,
                             MarchDiagnostics *diagnostics);

/** Counts a label, called @name; whether it @is_missing in the first language. */
void march_label_misses_count(MarchLabelMisses *misses,
                              const char *name,
                              gboolean is_missing);

#endif
