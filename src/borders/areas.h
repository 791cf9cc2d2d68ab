/* SPDX-License-Identifier: MIT */
/**
 * Areas with a status of their own: land that several claim, leased or neutral land.
 *
 * A MarchAreas owns its areas. Where areas that hold on the same day overlap, the
 * later one has the land, so every point is in one area at most. It draws nothing;
 * it hands out features.
 */
#ifndef MARCH_BORDERS_AREAS_H
#define MARCH_BORDERS_AREAS_H

#include "borders.h"

/** What to keep. All pointers are borrowed for the call. */
typedef struct {
    const char *name;
    const MarchGeometry *geometry; /**< polygons, no ring crossing another or itself */
    MarchBorderStatus status;
    MarchDateRange valid;
    const char *const *claimants; /**< (nullable) NULL-ended ISO alpha-2 codes */
    const char *claimant_names;   /**< (nullable) "Kenya and South Sudan" */
    const char *const *claims; /**< (nullable) NULL-ended code, text, code, text... */
    const char *source;        /**< (nullable): a warning, and said in the legend */
    const char *label;         /**< (nullable) */
    gboolean is_of_pack;       /**< no word about what of it is covered */
    MarchLocation where;
} MarchAreaRequest;

typedef struct MarchAreas MarchAreas;

MarchAreas *march_areas_new(void);
void march_areas_free(MarchAreas *areas);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarchAreas, march_areas_free)

guint march_areas_count(const MarchAreas *areas);
/** Keeps an area; FALSE with DATA or CONFIG, located, when it cannot be right. */
gboolean march_areas_add(MarchAreas *areas,
                         const MarchAreaRequest *request,
                         MarchDiagnostics *diagnostics,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * Reads the properties of a feature as a request that borrows from it: "area" or
 * "name", "status" (disputed unless given), "valid" (FROM/TO), "claimants"
 * ("KE/SS" or "KE,SS"), "claims" ("KE: unrecognised; un: words"), "source",
 * "label". What the request needs besides goes into @kept (of char *).
 */
gboolean march_area_request_read(const MarchFeature *feature,
                                 MarchAreaRequest *request,
                                 GPtrArray *kept,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * The areas to draw as of @as_of in @view. In the eyes of a claimant the land is its
 * own: it is no area there. Properties: "status", "area" (name), "label" (legend
 * words), "plain-label" (those without claimants), "claimants" ("KE/SS"), "first" and "second" (codes, where there are just
 * two), "source".
 *
 * Returns: (transfer full), or NULL with UNAVAILABLE when areas overlap and GDAL,
 * which divides them, is not there.
 */
MarchFeatures *march_areas_select(const MarchAreas *areas,
                                  MarchDate as_of,
                                  const char *view,
                                  MarchDiagnostics *diagnostics,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** "Area claimed by Kenya and South Sudan (no source given)", (transfer full). */
char *march_area_legend_words(MarchBorderStatus status,
                              const char *label,
                              const char *claimant_names,
                              gboolean has_source,
                              MarchDate as_of);

#endif
