/* SPDX-License-Identifier: MIT */
/**
 * Layout: the page around and on the map. It turns features, a style and a frame
 * into a finished scene: map layers, labels that keep clear of everything, legend,
 * scale bar, graticule, inset, notes.
 *
 * Two steps, since the frame needs to know the room the page leaves for the map:
 * march_layout_plan() before it, march_layout_compose() after. Inputs are borrowed
 * for the call; the scene is the caller's.
 */
#ifndef MARCH_LAYOUT_LAYOUT_H
#define MARCH_LAYOUT_LAYOUT_H

#include "base/diagnostics.h"
#include "geo/feature.h"
#include "geo/frame.h"
#include "geo/page-raster.h"
#include "spec/spec.h"
#include "style/style.h"
#include "text/text.h"

/** A logo: shapes, or pixels as a scene's image has them. */
typedef struct {
    GBytes *svg; /**< (nullable) owned: an icon */
    guint width, height;
    guint32 *pixels; /**< (nullable) owned */
    double aspect;   /**< width to height */
} MarchLogo;

/** Incidents by date, see timeline.h. */
typedef struct MarchTimeline MarchTimeline;

/** Lines printed under the map; all that is known before the frame is made. */
typedef struct {
    GPtrArray *notes;   /**< of char*: as-of, view, counts, what is in doubt */
    GPtrArray *sources; /**< of char*: border source, incident source */
    GPtrArray *credits; /**< of char*: credit lines owed */
    GPtrArray *drawn;   /**< (nullable) of char*: what @sources credits is drawn of */
    /** (nullable) of char*: what is not on the map for want of a place, beside it. */
    GPtrArray *beside;
    const MarchLogo *logo;   /**< (nullable) borrowed */
    guint n_incident_notes;  /**< of @notes, after the first: those on incidents */
    MarchTimeline *timeline; /**< (nullable) drawn above the notes */
} MarchMarginalia;

/** Insets of a figure, at most. */
#define MARCH_ZOOMS_MAX 4

/** Where things go; page mm. */
typedef struct {
    MarchRect page;
    MarchRect map;    /**< the frame of the map */
    MarchRect title;  /**< empty when there is no title */
    MarchRect logo;   /**< empty when there is none */
    MarchRect footer; /**< notes, sources, credits */
    MarchRect side;   /**< room for a legend beside the map; empty: on the map */
    /** It was planned for what stands in it; FALSE when planned before that was known. */
    gboolean is_side_settled;
    double base_size; /**< mm, the em of the figure's own text */
    MarchRect field;  /**< the map's before insets took their room from it */
    guint n_zooms;
    MarchRect zooms[MARCH_ZOOMS_MAX]; /**< the maps of the insets */
    gboolean zooms_are_beside;        /**< the map; else they are under it */
} MarchPagePlan;

/** What the map drew, see map-content.h. */
typedef struct MarchMapContent MarchMapContent;

/** A source of the style with its features, by MarchStyleSource.id. */
typedef struct {
    const char *id;
    const MarchFeatures *features;
    const MarchPageRaster *raster; /**< (nullable) what raster layers draw */
} MarchLayoutSource;

/** An inset: a map made for its rectangle of the plan. */
typedef struct {
    const MarchScene *scene;
    const MarchPath *outline; /**< of its frame on the map, page mm; may be empty */
    const char *title;        /**< (nullable) */
} MarchLayoutZoom;

typedef struct {
    const MarchSpec *spec;
    const MarchStyle *style;
    const MarchPagePlan *plan;
    const MarchFrame *frame;
    const MarchMarginalia *marginalia;
    const MarchLayoutSource *sources;
    gsize n_sources;
    const MarchLayoutZoom *zooms; /**< (nullable) as many as the plan has */
    /** (nullable) coarse land and boundaries about the frame for the locator. */
    const MarchFeatures *inset_land;
    const MarchFeatures *inset_boundaries;
    MarchBox inset_box;         /**< what the locator shows */
    const char *icon_directory; /**< SVG icons by name */
    /** (nullable) what the incidents' values count, when the spec does not say it. */
    const char *value_label;
    /**
     * (nullable) When the map is too full for the legend, composing sets it to a
     * plan with room for the legend outside the map; when the column beside the map
     * is mostly empty, to one without. It returns NULL without an error then: frame
     * and features are to be made for the new map rectangle.
     */
    MarchPagePlan *wanted;
    /** (nullable) Set to what the map drew, (transfer full): it borrows from @style and
        @sources. */
    MarchMapContent **content;
    /** (nullable) Set to where the map and what stands below it end, mm. */
    double *foot;
} MarchLayoutInput;

/**
 * Plans the page before there is a frame. Notes are shed as far as the map needs the
 * room; composing reports that.
 *
 * Returns: FALSE with MARCH_ERROR_CONFIG when what must be printed leaves the map too
 * little; the message says how high the page must be.
 */
gboolean march_layout_plan(const MarchSpec *spec,
                           const MarchStyle *style,
                           MarchTextEngine *text,
                           const MarchMarginalia *marginalia,
                           MarchPagePlan *plan,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** Whether @plan still has room for all notes, of which some were added after it. */
gboolean march_layout_notes_fit(const MarchSpec *spec,
                                const MarchStyle *style,
                                MarchTextEngine *text,
                                const MarchMarginalia *marginalia,
                                const MarchPagePlan *plan);

/**
 * Plans a panel of a sheet: a map of @map_height mm as wide as @spec's page, with
 * legend and scale bar in a strip below it where the page is higher; no title and no
 * notes. Its text is of @base_size mm, or what suits its size when that is 0.
 */
void march_layout_plan_panel(const MarchSpec *spec,
                             double map_height,
                             double base_size,
                             MarchPagePlan *plan);

/**
 * Composes the figure; (transfer full), or NULL with an error, or NULL without one
 * when it set @input's wanted plan.
 */
MarchScene *march_layout_compose(const MarchLayoutInput *input,
                                 MarchTextEngine *text,
                                 MarchDiagnostics *diagnostics,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
