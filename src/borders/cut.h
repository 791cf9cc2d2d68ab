/* SPDX-License-Identifier: MIT */
/**
 * What each kind of cut covers: stretches of chains. Used by section.c.
 */
#ifndef MARCH_BORDERS_CUT_H
#define MARCH_BORDERS_CUT_H

#include "borders-private.h"

/** A section shorter than this is a point. */
#define MARCH_CUT_SHORTEST_M 1.0

/** The stretches of a request, and what to say about them. */
typedef struct {
    GArray *stretches;  /**< of MarchStretch, in the direction asked for */
    gboolean backwards; /**< the section runs against its chain */
    double snap_km[2];  /**< of @from and @to */
    char *text;         /**< " from X to Y" */
    const char *data;   /**< (nullable) the name of the data cut */
} MarchCut;

void march_cut_clear(MarchCut *cut);

/** Finds the stretches of every kind but MARCH_CUT_GEOMETRY. */
gboolean march_cut_find(MarchBorders *borders,
                        const MarchCutRequest *request,
                        MarchCut *cut,
                        MarchDiagnostics *diagnostics,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
/** The part of find that cuts MARCH_CUT_ALONG, each point once. */
gboolean march_cut_find_along(MarchBorders *borders,
                              const MarchCutRequest *request,
                              MarchCut *cut,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
/** Whether the data have a border of the request's pair; the error says which there are. */
gboolean march_cut_check_pair(const MarchBorders *borders,
                              const MarchCutRequest *request,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
/** How far, in km, a place may lie from the border it is snapped to. */
double march_cut_snap_limit(const MarchCutRequest *request, const MarchCutPlace *place);

/** Whether the chain is drawn and one of the request's border. */
gboolean march_cut_is_candidate(const MarchChain *chain,
                                const MarchCutRequest *request);
/** Adds a stretch of chain number @chain, unless it is a point. */
void march_cut_add_stretch(MarchCut *cut, guint chain, double from, double to);
/** The stretch of MARCH_CUT_FROM_TO. */
gboolean march_cut_find_from_to(MarchBorders *borders,
                                const MarchCutRequest *request,
                                MarchCut *cut,
                                MarchDiagnostics *diagnostics,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** "10.02": kilometres of @km, with digits enough to tell it from @limit_km, which it
 * exceeds; (transfer full). */
char *march_cut_beyond_text(double km, double limit_km);

#endif
