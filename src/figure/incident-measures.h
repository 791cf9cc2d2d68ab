/* SPDX-License-Identifier: MIT */
/**
 * What the numbers of a figure's tables count: people killed, houses burnt.
 *
 * Numbers of one measure share one scale of sizes; those of another have their own, and
 * the legend names each. A set owns its words.
 */
#ifndef MARCH_FIGURE_INCIDENT_MEASURES_H
#define MARCH_FIGURE_INCIDENT_MEASURES_H

#include "incidents/incidents.h"
#include "spec/spec.h"

typedef struct {
    char *words; /**< "people killed", or the name of the column */
    double
        largest; /**< of what is drawn at a place; -1 when nothing there has a number */
} MarchMeasure;

typedef struct MarchMeasures MarchMeasures;

/**
 * Finds the measures of @incidents (of MarchIncidents), which are the tables of @spec
 * in the same order.
 *
 * @whole: (nullable) of the figure that @incidents are a part of, whose scales and
 * number of measures hold for its parts
 * Returns: (transfer full)
 */
MarchMeasures *march_measures_new(const MarchSpec *spec,
                                  GPtrArray *incidents,
                                  const MarchMeasures *whole);
void march_measures_free(MarchMeasures *measures);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarchMeasures, march_measures_free)

/** The measure of @table, or NULL where it has no numbers to read. */
const MarchMeasure *march_measures_get(const MarchMeasures *measures, guint table);
/** Whether the figure has more than one. */
gboolean march_measures_are_several(const MarchMeasures *measures);
/** The largest number of all, -1 without any. */
double march_measures_get_largest(const MarchMeasures *measures);
/** The words of the first measure, or NULL. */
const char *march_measures_get_words(const MarchMeasures *measures);

/**
 * Tells of types that have numbers of several measures, which one look cannot tell
 * apart.
 */
void march_measures_check(const MarchMeasures *measures,
                          const MarchSpec *spec,
                          GPtrArray *incidents,
                          MarchDiagnostics *diagnostics);

#endif
