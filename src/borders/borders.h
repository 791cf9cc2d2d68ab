/* SPDX-License-Identifier: MIT */
/**
 * Borders: boundary lines stitched into chains and rings, and the sections cut
 * out of them, each with a status, claims, a validity and a source.
 *
 * A MarchBorders owns its chains and sections. Positions are given: looking up
 * place names is the caller's. It draws nothing; it hands out features.
 */
#ifndef MARCH_BORDERS_BORDERS_H
#define MARCH_BORDERS_BORDERS_H

#include "base/date.h"
#include "base/diagnostics.h"
#include "base/row-report.h"
#include "geo/feature.h"

typedef enum {
    MARCH_BORDER_INTERNATIONAL, /**< delimited as far as the data tell */
    MARCH_BORDER_DEMARCATED,
    MARCH_BORDER_UNDELIMITED,
    MARCH_BORDER_DISPUTED,
    MARCH_BORDER_CLAIMED,
    MARCH_BORDER_LINE_OF_CONTROL,
    MARCH_BORDER_CEASEFIRE,
    MARCH_BORDER_ADMINISTRATIVE,
    MARCH_BORDER_LEASE,
    MARCH_BORDER_NEUTRAL,
    MARCH_BORDER_SHARED,
    MARCH_BORDER_UNRECOGNISED, /**< not drawn for this view */
} MarchBorderStatus;

/** "disputed" and so on; FALSE when @name is none of them. */
gboolean march_border_status_parse(const char *name, MarchBorderStatus *status);
const char *march_border_status_name(MarchBorderStatus status);

/** "Disputed section as of 1 May 2021": the legend's words of a status, (transfer full). */
char *march_border_status_describe(MarchBorderStatus status, MarchDate as_of);

typedef enum {
    MARCH_CUT_FROM_TO,
    MARCH_CUT_NEAR,
    MARCH_CUT_RING,
    MARCH_CUT_KM,
    MARCH_CUT_ALL,
    MARCH_CUT_GEOMETRY,
    MARCH_CUT_ALONG, /**< the border's own line where @geometry runs along it */
} MarchCutKind;

/** A position to snap to the border; @name (nullable) is for messages. */
typedef struct {
    const char *name;
    MarchLonLat position;
    double precision_km;
} MarchCutPlace;

/** What to cut. All pointers are borrowed for the call. */
typedef struct {
    const char *name;       /**< of the section */
    const char *between[2]; /**< ISO alpha-2 */
    MarchCutKind kind;
    MarchCutPlace from, to;   /**< @from also for NEAR and RING */
    const MarchCutPlace *via; /**< (nullable) */
    gsize n_via;
    double within_km;
    double km_from, km_to;
    const MarchGeometry *geometry; /**< (nullable) */
    gboolean is_beside;            /**< GEOMETRY: it takes no border's place */
    gboolean is_undoubted;         /**< ALL: no limits of land that several claim */
    double snap_limit_km;          /**< 0: the default, 10 km */
    MarchBorderStatus status;
    MarchDateRange valid;
    const char *const *claims; /**< (nullable) NULL-ended code, text, code, text... */
    const char *source;        /**< (nullable): a warning, and said in the legend */
    const char *label;         /**< (nullable) */
    MarchLocation where;
} MarchCutRequest;

/** The result of a cut, for reporting; owned by the MarchBorders. */
typedef struct {
    const char *name;
    const MarchGeometry *geometry;
    double length_km; /**< geodesic, of the data as they are */
    MarchLonLat start, end;
    double from_snap_km, to_snap_km;
    const char *data;     /**< (nullable) the name of the data it was cut from */
    const char *sentence; /**< "KG–TJ border from X to Y: 43 km, disputed..." */
} MarchSection;

typedef struct MarchBorders MarchBorders;

MarchBorders *march_borders_new(void);
void march_borders_free(MarchBorders *borders);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarchBorders, march_borders_free)

/**
 * Adds boundary lines: features of lines with string properties "left" and
 * "right" (ISO alpha-2). They are stitched into chains and rings per pair.
 * @data_name is named in messages and length statements.
 */
void march_borders_add_lines(MarchBorders *borders,
                             const MarchFeatures *lines,
                             const char *data_name,
                             MarchDiagnostics *diagnostics);

/** What lines are from, and how exact they are. */
typedef struct {
    const char *name;       /**< for messages and length statements */
    double error_m;         /**< NAN: what is published for files of their kind */
    const char *error_from; /**< (nullable) how the error is known */
} MarchBorderData;

/** "320 m" or "1.9 km", (transfer full). */
char *march_border_error_text(double metres);
/** As march_borders_add_lines() for data whose error may be known. */
void march_borders_add_data(MarchBorders *borders,
                            const MarchFeatures *lines,
                            const MarchBorderData *data,
                            MarchDiagnostics *diagnostics);
/**
 * Says what the lines of @data, the user's own, leave undrawn in @box: in a warning when
 * they are less than four fifths of the border whose place they took, in a note when the
 * view does not draw them. Warns of codes that no country has.
 */
void march_borders_check_data(const MarchBorders *borders,
                              const char *data,
                              const char *view,
                              MarchBox box,
                              MarchLocation where,
                              MarchDiagnostics *diagnostics);
/**
 * The data of the lines that are drawn in @box, once each; strings are borrowed. A
 * line generalised by more than its error has that as its error.
 *
 * Returns: (transfer full) of MarchBorderData, the least exact first.
 */
GArray *march_borders_list_data(const MarchBorders *borders, MarchBox box);
/**
 * The lines drawn in @box, as one feature for each error. Properties: "error-m",
 * "label" (legend words), "data".
 *
 * Returns: (transfer full)
 */
MarchFeatures *march_borders_select_errors(const MarchBorders *borders, MarchBox box);

/** Cuts a section and keeps it; returned section is borrowed. */
const MarchSection *march_borders_cut(MarchBorders *borders,
                                      const MarchCutRequest *request,
                                      MarchDiagnostics *diagnostics,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * Keeps a section for each line of @features, as MARCH_CUT_GEOMETRY. Properties:
 * "section" or "name", "left" and "right" or "between" ("KG,TJ"), "status", "valid"
 * (FROM/TO), "claims" ("KG: international; TJ: unrecognised"), "source", "label".
 */
gboolean march_borders_cut_features(MarchBorders *borders,
                                    const MarchFeatures *features,
                                    MarchDiagnostics *diagnostics,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * Whether a line between @left and @right is one between the countries @a and @b; a
 * side that several claim ("KE/SS") counts for each.
 */
gboolean march_border_sides_match(const char *left,
                                  const char *right,
                                  const char *a,
                                  const char *b);
/** FALSE with MARCH_ERROR_UNKNOWN, naming the neighbours, when there is no border. */
gboolean march_borders_check_pair(const MarchBorders *borders,
                                  const char *a,
                                  const char *b,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
/** The sections kept so far, in the order cut; borrowed. */
guint march_borders_count_sections(const MarchBorders *borders);
const MarchSection *march_borders_get_section(const MarchBorders *borders, guint index);

/**
 * What changed between two dates, in one view: pieces whose class differs.
 * Properties: "kind" ("new", "ceased", "settled", "contested", "changed" or "renamed"), "before" and "after" (status names,
 * or "none" when not drawn), "section-before", "section-after", "source-before",
 * "source-after" (where there are any), "date" (ISO, where the sections tell it),
 * "left", "right", "label" (legend words), "series" (a number for each distinct label;
 * none for the kind "renamed"), "length_km" (of the data as they are).
 *
 * Returns: (transfer full)
 */
MarchFeatures *march_borders_diff(const MarchBorders *borders,
                                  MarchDate before,
                                  MarchDate after,
                                  const char *view,
                                  MarchDiagnostics *diagnostics);

/**
 * All lines to draw as of @as_of in @view: chains with the valid sections cut
 * out, and the sections. Each piece once, in one class. Properties: "status"
 * (march_border_status_name()), "left", "right", "section" (name, sections only),
 * "label" (legend words), "claimant" (claimed lines: whose boundary it would be),
 * "source", "rank" (1 agreed, 2 otherwise), "enclave", "name"
 * (of an enclave), "data" (the name of the line's), "along" (metres from the start of the whole line to the piece's:
 * with it dashes run on from piece to piece).
 *
 * Returns: (transfer full)
 */
MarchFeatures *march_borders_select(const MarchBorders *borders,
                                    MarchDate as_of,
                                    const char *view,
                                    MarchDiagnostics *diagnostics);

/**
 * What is drawn as an ordinary boundary as of @as_of although a section, of later days
 * only, says otherwise of it: nobody says what it was. Property: "section" (its name).
 *
 * Returns: (transfer full)
 */
MarchFeatures *march_borders_select_not_yet(const MarchBorders *borders,
                                            MarchDate as_of);

/**
 * Where @views (NULL-ended) differ as of @as_of: a feature for each piece of line
 * that is not the same in all of them. Properties: "words-0", "words-1"... the
 * legend's words in each view, "" where it is not drawn; "section" (name, sections
 * only), "left", "right".
 *
 * Returns: (transfer full)
 */
MarchFeatures *march_borders_compare_views(const MarchBorders *borders,
                                           MarchDate as_of,
                                           const char *const *views);

/** On which side of the border a position lies in one set of data. */
typedef struct {
    const char *country; /**< "KG", or "KE/SS" for land that both claim; borrowed */
    const char *other;   /**< across the line */
    double distance_km;  /**< to the nearest line */
    double error_m;      /**< of that line */
    const char *data;    /**< (nullable) the name of the data */
    gboolean is_drawn;   /**< the line is the one drawn */
} MarchBorderSide;

/**
 * The side of the border nearest to @position: of the line that is drawn, then of the
 * same border in each other set of data that has it, in the order added. Distances
 * are true near the line.
 *
 * Returns: (transfer full) of MarchBorderSide.
 */
GArray *march_borders_find_sides(const MarchBorders *borders, MarchLonLat position);

/**
 * Finds the sides of many positions: it knows where the pieces of each line lie. It
 * borrows the borders, to which no more lines may be added.
 */
typedef struct MarchSideFinder MarchSideFinder;
MarchSideFinder *march_side_finder_new(const MarchBorders *borders);
void march_side_finder_free(MarchSideFinder *finder);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarchSideFinder, march_side_finder_free)
/**
 * The country on whose land @position lies when none of @sides can be right, as of an
 * island without a border; (transfer full) (nullable).
 */
typedef char *(*MarchLandFunction)(gpointer data,
                                   const GArray *sides,
                                   MarchLonLat position);
/** Gives @finder something to ask about land before it says anything of a place. */
void march_side_finder_set_land(MarchSideFinder *finder,
                                MarchLandFunction find_land,
                                gpointer data);
/** As march_borders_find_sides(). */
GArray *march_side_finder_find(const MarchSideFinder *finder, MarchLonLat position);
/** As march_borders_check_side(), into the report on the rows of a file. */
void march_side_finder_check(const MarchSideFinder *finder,
                             const char *name,
                             const char *country,
                             MarchLonLat position,
                             MarchLocation where,
                             MarchRowReport *report);
/** "no land border near: the nearest line, KE–SS, is 29 km away", (transfer full). */
char *march_border_side_describe_far(const MarchBorderSide *side);
/** Whether that side is less sure than the data: the place is nearer than their error. */
gboolean march_border_side_is_uncertain(const MarchBorderSide *side);
/**
 * Says in a note on which side of each set of data @name at @position lies. Warns
 * when they differ, when the one drawn puts it across the line from @country
 * (nullable), where it is said to be, or when it is nearer to the line than the data
 * are exact.
 */
void march_borders_check_side(const MarchBorders *borders,
                              const char *name,
                              const char *country,
                              MarchLonLat position,
                              MarchLocation where,
                              MarchDiagnostics *diagnostics);

#endif
