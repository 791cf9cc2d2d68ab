/* SPDX-License-Identifier: MIT */
/**
 * What is said of names that were looked up: guesses and doubts of each table are told
 * with a count, so that a table of a thousand names is no flood of warnings.
 */
#ifndef MARCH_FIGURE_PLACE_REPORTS_H
#define MARCH_FIGURE_PLACE_REPORTS_H

#include "places-private.h"

typedef struct MarchPlaceReports MarchPlaceReports;

/** @incidents: of MarchIncidents; both are borrowed. */
MarchPlaceReports *march_place_reports_new(GPtrArray *incidents,
                                           MarchDiagnostics *diagnostics);
/** Says what there is to say. */
void march_place_reports_free(MarchPlaceReports *reports);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarchPlaceReports, march_place_reports_free)

/** A name that is not written as the gazetteer has it is a judgement. */
void march_place_reports_judge(MarchPlaceReports *reports,
                               const MarchPlaceRequest *request,
                               const MarchPlace *chosen);
/** A row whose name is found in another country than it says. */
void march_place_reports_compare_country(MarchPlaceReports *reports,
                                         const MarchPlaceRequest *request,
                                         const MarchPlace *chosen);
/** What only sounds like @chosen, too far off to be it. */
void march_place_reports_refuse(MarchPlaceReports *reports,
                                const MarchPlaceRequest *request,
                                const MarchPlace *chosen);
/** What has the name, but lies far from @by, which the row tells besides. */
void march_place_reports_veto(MarchPlaceReports *reports,
                              const MarchPlaceRequest *request,
                              const MarchPlace *chosen,
                              const char *by,
                              double distance_km);
/** A row's name without one meaning. */
void march_place_reports_doubt(MarchPlaceReports *reports,
                               const MarchPlaceRequest *request,
                               const MarchAnswer *answer);
/** A district, a region or a country that is not found. */
void march_place_reports_miss(MarchPlaceReports *reports,
                              const MarchPlaceRequest *request,
                              const char *level,
                              gboolean is_ambiguous);

#endif
