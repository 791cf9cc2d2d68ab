/* SPDX-License-Identifier: MIT */
/**
 * What regions are called: the pack's outlines have names of many years, the
 * gazetteer's places say which region they lie in today.
 */
#ifndef MARCH_FIGURE_REGION_NAMES_H
#define MARCH_FIGURE_REGION_NAMES_H

#include "base/diagnostics.h"
#include "gazetteer/gazetteer.h"
#include "geo/feature.h"

/**
 * Sets "name" of @regions (areas in pieces that share a "code"): that which most of the
 * gazetteer's places within them give, where it is another than the outlines have. Longer
 * forms of the same name change nothing. Where none of the places has the outlines' name and
 * they do not agree on another, the unit is one of former times: its name becomes empty,
 * with a note. Where the outlines are finer than the gazetteer's regions (provinces of Italy or
 * Spain), their names are those of its districts and stay.
 * A region without places in @box is asked for by its name: its country's region of that
 * name ("iso") gives today's; where it has none, the name becomes empty, with a note.
 *
 * @language: (nullable) of the labels; "ru" takes "name_ru", none or "en" "name_en" where it
 * is another name, not a longer form, and the places do not contradict it.
 */
void march_region_names_set(MarchFeatures *regions,
                            MarchGazetteer *gazetteer,
                            MarchBox box,
                            const char *language,
                            MarchDiagnostics *diagnostics);

/** Whether the outlines have a name of @region in @language; English stands for it else. */
gboolean march_region_has_name_in(const MarchFeature *region, const char *language);

#endif
