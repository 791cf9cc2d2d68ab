/* SPDX-License-Identifier: MIT */
/**
 * The gazetteer: from a name as a report spells it to the place it means, with
 * an honest account of how sure that is.
 *
 * A gazetteer maps its index file read-only and may hold the user's own places,
 * which come first. Answers own their strings. It never guesses silently: an
 * answer is found, ambiguous or not-found, with a reason.
 *
 * A gazetteer is used by one thread at a time; march_gazetteer_share() makes one for
 * each further thread. Answers belong to nobody's thread.
 */
#ifndef MARCH_GAZETTEER_GAZETTEER_H
#define MARCH_GAZETTEER_GAZETTEER_H

#include "base/date.h"
#include "base/diagnostics.h"
#include "geo/types.h"

/** Longer texts are no names, bytes. */
#define MARCH_QUERY_LIMIT 600

typedef enum {
    MARCH_PLACE_PLACE,    /**< a populated place */
    MARCH_PLACE_DISTRICT, /**< admin-2 and below */
    MARCH_PLACE_REGION,   /**< admin-1 */
    MARCH_PLACE_COUNTRY,
    MARCH_PLACE_FEATURE, /**< river, crossing, lake, pass, intake... */
} MarchPlaceClass;

typedef enum { MARCH_MATCH_EXACT, MARCH_MATCH_FOLDED, MARCH_MATCH_FUZZY } MarchMatch;

typedef enum {
    MARCH_ANSWER_FOUND,
    MARCH_ANSWER_AMBIGUOUS,
    MARCH_ANSWER_NOT_FOUND,
} MarchAnswerStatus;

typedef struct {
    char *name;    /**< the main name */
    char *matched; /**< the name that matched the query */
    MarchLonLat position;
    char country[3]; /**< ISO 3166-1 alpha-2, or "" */
    char *admin1;    /**< (nullable) name of the region */
    char *admin2;    /**< (nullable) name of the district */
    MarchPlaceClass place_class;
    gint64 geonames_id;  /**< 0 when it has none */
    gint64 population;   /**< 0 when unknown */
    double precision_km; /**< how far the position may be from what is meant */
    MarchMatch match;
    double score; /**< 0 to 1, calibrated: the chance that it is right */
    char *source; /**< (nullable) where the row comes from */
} MarchPlace;

typedef struct {
    MarchAnswerStatus status;
    GPtrArray *candidates; /**< of MarchPlace, best first */
    char *reason;          /**< (nullable) for people: why so */
} MarchAnswer;

typedef struct {
    const char *text;        /**< the name as written, UTF-8 */
    const char *countries;   /**< (nullable) "KG,TJ": a soft hint */
    const char *report;      /**< (nullable) queries of one report help each other */
    const MarchLonLat *near; /**< (nullable) prefer what is close */
} MarchQuery;

typedef struct {
    guint limit;     /**< candidates an answer, 5 by default */
    MarchDate as_of; /**< names valid then; not given: any, today's first */
} MarchResolveOptions;

typedef struct MarchGazetteer MarchGazetteer;

MarchGazetteer *march_gazetteer_open(const char *index_path,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
/**
 * Another gazetteer on the same files, for another thread: it costs the memory of
 * one query (a byte for each key of the index), the mapping is shared. Free it
 * before @gazetteer, to which no places may be added meanwhile.
 */
MarchGazetteer *march_gazetteer_share(const MarchGazetteer *gazetteer);
/**
 * Gives the memory of the index's pages back until the next question: many places
 * looked up touch much of the file, and what follows a lookup needs room of its own.
 */
void march_gazetteer_rest(MarchGazetteer *gazetteer);
/** The same names will be asked for again, as by a batch: 5 MB for what they match. */
void march_gazetteer_expect_more(MarchGazetteer *gazetteer);
void march_gazetteer_free(MarchGazetteer *gazetteer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarchGazetteer, march_gazetteer_free)

/** Adds the user's own places (CSV); they come before the index's. */
gboolean march_gazetteer_add_places(MarchGazetteer *gazetteer,
                                    const char *csv_path,
                                    MarchDiagnostics *diagnostics,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

void march_resolve_options_init(MarchResolveOptions *options);

/**
 * Resolves @count names, those of one report together.
 *
 * Returns: (transfer full) a MarchAnswer for each query, in order.
 */
GPtrArray *march_gazetteer_resolve(MarchGazetteer *gazetteer,
                                   const MarchQuery *queries,
                                   gsize count,
                                   const MarchResolveOptions *options);
/**
 * The same for reports that are asked of again, as by the figures of a batch: the
 * answers to the last few are kept.
 *
 * Returns: (transfer full) a reference to answers that are not to be changed.
 */
GPtrArray *march_gazetteer_resolve_again(MarchGazetteer *gazetteer,
                                         const MarchQuery *queries,
                                         gsize count,
                                         const MarchResolveOptions *options);

/**
 * Populated places inside @box, largest first, at most @limit: for place labels.
 *
 * @as_of: with the names they had then; not given: that they have now.
 * Returns: (transfer full) of MarchPlace.
 */
GPtrArray *march_gazetteer_list_places(const MarchGazetteer *gazetteer,
                                       MarchBox box,
                                       MarchDate as_of,
                                       guint limit);

void march_place_free(MarchPlace *place);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarchPlace, march_place_free)
void march_answer_free(MarchAnswer *answer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarchAnswer, march_answer_free)
/** "place", "district", "region", "country", "feature". */
const char *march_place_class_name(MarchPlaceClass place_class);
/** "exact", "folded", "fuzzy". */
const char *march_match_name(MarchMatch match);
/** "found", "ambiguous", "not-found". */
const char *march_answer_status_name(MarchAnswerStatus status);

#endif
