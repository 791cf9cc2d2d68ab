/* SPDX-License-Identifier: MIT */
/**
 * The places of a figure: every name in the figure file and its tables, resolved
 * together as one report.
 *
 * A name of the figure file that is unknown or ambiguous stops the figure with
 * the candidates listed. A name of an incident table is left unplaced with a
 * warning, to be counted on the map. The resolution owns its answers.
 */
#ifndef MARCH_FIGURE_PLACES_H
#define MARCH_FIGURE_PLACES_H

#include "gazetteer/gazetteer.h"
#include "geodata/catalogue.h"
#include "incidents/incidents.h"
#include "place-answers.h"
#include "spec/spec.h"

typedef struct MarchPlaces MarchPlaces;

/** How a name was understood; borrowed from the resolution and the spec. */
typedef struct {
    const char *name;    /**< (nullable) as written */
    const char *matched; /**< (nullable) the place's main name */
    MarchLonLat position;
    double precision_km;
    const char *country; /**< "" when unknown */
    gint64 population;
    MarchPlaceClass place_class;
    gboolean has_incident; /**< an incident happened there */
    gboolean is_in_figure; /**< the figure file names it, too */
} MarchNamedPlace;

/**
 * @catalogue: (nullable) tells which disputed areas a row's country claims.
 * @incidents: of MarchIncidents, whose unlocated rows are given positions.
 * @known: (nullable) answers of the whole figure, of which this is a part; they must
 * outlive the places.
 */
MarchPlaces *march_places_resolve(MarchGazetteer *gazetteer,
                                  MarchCatalogue *catalogue,
                                  const MarchSpec *spec,
                                  const char *const *picks,
                                  GPtrArray *incidents,
                                  const MarchPlaceAnswers *known,
                                  MarchDiagnostics *diagnostics,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
/** Resolves anew what is left when rows of @places (transfer full) were left out; names
 * keep the meaning that they had among all rows. */
MarchPlaces *march_places_resolve_again(MarchPlaces *places,
                                        MarchGazetteer *gazetteer,
                                        MarchCatalogue *catalogue,
                                        const MarchSpec *spec,
                                        const char *const *picks,
                                        GPtrArray *incidents,
                                        MarchDiagnostics *diagnostics,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
/** The answers to all names, for the parts of the figure; (transfer full) (nullable). To
 * be taken when @places is used no more. */
MarchPlaceAnswers *march_places_take_answers(MarchPlaces *places);
/** Warns of rows whose coordinates and whose name lie apart. */
void march_places_check_positions(MarchGazetteer *gazetteer,
                                  const MarchSpec *spec,
                                  GPtrArray *incidents,
                                  MarchDiagnostics *diagnostics);
void march_places_free(MarchPlaces *places);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarchPlaces, march_places_free)

/** Where @place of the spec lies, or NULL when it names nothing. */
const MarchNamedPlace *march_places_find(const MarchPlaces *places,
                                         const MarchSpecPlace *place);
/** All distinct places found, in the order of the figure. */
guint march_places_count(const MarchPlaces *places);
const MarchNamedPlace *march_places_get(const MarchPlaces *places, guint index);

#endif
