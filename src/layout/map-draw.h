/* SPDX-License-Identifier: MIT */
/**
 * The drawing of map content under way: what every kind of layer needs.
 *
 * Paints are in CSS pixels, the scene in millimetres; the functions here translate.
 */
#ifndef MARCH_LAYOUT_MAP_DRAW_H
#define MARCH_LAYOUT_MAP_DRAW_H

#include "map-content.h"
#include "map-grid.h"

#define MARCH_MM_PER_PX (25.4 / 96)

/** An icon that was looked for; @id is 0 when it is missing. */
typedef struct {
    gboolean found;
    guint id;
    double width, height; /**< px at size 1 */
    GBytes *svg;
} MarchMapIcon;

typedef struct {
    const MarchLayoutInput *input;
    MarchTextEngine *text;
    MarchMapContent *content;
    MarchScene *scene;
    MarchDiagnostics *diagnostics;
    MarchRect rect; /**< of the map */
    double zoom;
    double bearing;               /**< degrees clockwise from up to grid north */
    const MarchStyleLayer *layer; /**< the current one */
    const GArray *items;          /**< of MarchStyleMatch: its features, sorted */
    GHashTable *selected;         /**< MarchStyleLayer: GArray of MarchStyleMatch */
    gboolean is_open;             /**< its group has been begun */
    guint opened_at;              /**< the index of its group in the scene */
    GHashTable *projected;        /**< MarchFeature: MarchPath */
    GHashTable *icons;            /**< name: MarchMapIcon */
    GHashTable *families;         /**< set of names of fonts that were looked for */
    GHashTable *obstructed;       /**< features recorded as line obstacles */
    GHashTable *cut;              /**< places whose circles the frame would cut */
    MarchMapGrid *symbols;        /**< the content's obstacles, so far as... */
    guint n_symbols;              /**< ...these: the first ones */
    guint n_incidents;            /**< for group ids */
} MarchMapDrawing;

/**
 * Begins the current layer's group, once; clipped to the map but for symbols of
 * incidents, which are whole.
 */
void march_map_drawing_open(MarchMapDrawing *drawing);
void march_map_drawing_close(MarchMapDrawing *drawing);
MarchStyleContext march_map_context(const MarchMapDrawing *drawing,
                                    const MarchFeature *feature);
/** The feature on the page, with some margin about the map; borrowed. */
const MarchPath *march_map_project(MarchMapDrawing *drawing,
                                   const MarchFeature *feature);
/** Turns a px vector that the style anchors to the map with the map. */
void march_map_turn(const MarchMapDrawing *drawing, double vector[2]);
/** Moves all points by @translate px. */
void march_map_translate(MarchPath *path, const double translate[2]);
MarchColor march_map_color(MarchColor color, double opacity);
/** Records that the current layer draws @feature, for the legend. */
void march_map_note_use(MarchMapDrawing *drawing,
                        const MarchFeature *feature,
                        MarchLegendKind kind);
/** Records a line or outline as an obstacle to labels, by what it stands for. */
void march_map_record_line(MarchMapDrawing *drawing,
                           const MarchFeature *feature,
                           const MarchPath *path);
/** Whether the current layer shows the figure's incidents. */
gboolean march_map_layer_has_incidents(const MarchMapDrawing *drawing);
/** Whether it shows the hexagons or districts that incidents are counted in. */
gboolean march_map_layer_has_cells(const MarchMapDrawing *drawing);
/** Never NULL; a missing icon is reported once. */
const MarchMapIcon *march_map_get_icon(MarchMapDrawing *drawing, const char *name);
/** A copy owned by the content; NULL stays NULL. */
const char *march_map_keep_string(MarchMapDrawing *drawing, const char *string);
/** Page points of a feature's positions that lie within @reach mm of the map: MarchPoint. */
GArray *march_map_project_points(MarchMapDrawing *drawing,
                                 const MarchFeature *feature,
                                 double reach);
/**
 * The group of one incident: id, tooltip and data. What is drawn takes @rect about
 * @point; it is cut at the map's frame only when @point is outside.
 *
 * Returns: what march_map_end_incident() must be told.
 */
gboolean march_map_begin_incident(MarchMapDrawing *drawing,
                                  const MarchFeature *feature,
                                  MarchPoint point,
                                  MarchRect rect) G_GNUC_WARN_UNUSED_RESULT;
void march_map_end_incident(MarchMapDrawing *drawing, gboolean is_clipped);

/** The raster of the current layer's source, or NULL. */
const MarchPageRaster *march_map_find_raster(const MarchMapDrawing *drawing);

void march_map_draw_background(MarchMapDrawing *drawing);
void march_map_draw_fills(MarchMapDrawing *drawing);
void march_map_draw_lines(MarchMapDrawing *drawing);
void march_map_draw_circles(MarchMapDrawing *drawing);
void march_map_draw_symbols(MarchMapDrawing *drawing);
/** Draws @content's dots but for those in its set nameless, where they belong. */
void march_map_draw_dots(MarchMapContent *content, MarchScene *scene);
/** Nothing where the figure has no such raster. */
void march_map_draw_raster(MarchMapDrawing *drawing);
void march_map_draw_hillshade(MarchMapDrawing *drawing);

#endif
