/* SPDX-License-Identifier: MIT */
/**
 * Map content: what the style's layers draw in the frame, and what the rest of
 * the layout must know about it: obstacles, label requests, legend uses.
 *
 * march_map_content_draw() appends everything but labels to the scene and
 * records the rest; march_labels_place() then places and draws the labels.
 * A content owns its arrays and strings.
 */
#ifndef MARCH_LAYOUT_MAP_CONTENT_H
#define MARCH_LAYOUT_MAP_CONTENT_H

#include "layout.h"

typedef enum {
    MARCH_OBSTACLE_INCIDENT,  /**< must not be covered */
    MARCH_OBSTACLE_POINT,     /**< a place symbol */
    MARCH_OBSTACLE_FURNITURE, /**< legend, scale bar: reserved room */
} MarchObstacleKind;

/** A box that labels and furniture keep clear of. */
typedef struct {
    MarchObstacleKind kind;
    MarchRect rect;
    gboolean is_round;
    const char *name; /**< (nullable) for diagnostics */
    /**
     * (nullable) The place of a symbol that is only drawn with its name; NULL: it is
     * drawn in any case.
     */
    const MarchFeature *depends_on;
} MarchObstacle;

/** Line work that labels should not cross. */
typedef struct {
    MarchPath *path;        /**< owned */
    double weight;          /**< cost of crossing: 1 is an international border */
    gboolean is_kept_clear; /**< of furniture, where there is any other place for it */
} MarchLineObstacle;

/** An icon within a text. */
typedef struct {
    guint icon;           /**< the scene's */
    double width, height; /**< mm; 0: there is no such icon */
} MarchLabelImage;

/** One thing to label. */
typedef struct {
    const MarchStyleLayer *layer;
    const MarchFeature *feature;
    char *text;
    MarchTextRun run;     /**< font, colours; strings owned by the content */
    MarchPoint anchor;    /**< point labels */
    double anchor_radius; /**< mm of the symbol to stand clear of */
    MarchPath *path; /**< (nullable) line labels: the line; area labels: the area */
    gboolean along_line;
    guint repeat; /**< line labels: 0, or how often the line has the same name before */
    gboolean in_area;
    double priority;         /**< 0 to 100: incidents, capitals, population */
    gboolean is_named;       /**< the figure names it: an incident or its place */
    MarchSymbolPaint paint;  /**< its strings owned by the content */
    gboolean has_plate;      /**< an icon is fitted about the text (icon-text-fit) */
    guint plate;             /**< the scene's icon */
    double plate_size[2];    /**< mm: width and height of the icon by itself */
    MarchLabelImage *images; /**< (nullable) owned: one for each section of @paint */
} MarchLabelRequest;

/** A label that stands on the map as a number: to be printed as a key. */
typedef struct {
    guint number;
    char *text;
} MarchLabelKey;

typedef enum {
    MARCH_LEGEND_LINE,
    MARCH_LEGEND_FILL,
    MARCH_LEGEND_CIRCLE,
    MARCH_LEGEND_SYMBOL,
} MarchLegendKind;

/** The look of a circle without padding bytes, lengths in mm. */
typedef struct {
    double radius, stroke_width;
    MarchColor color, stroke_color;
    double dx, dy;
} MarchMapCirclePaint;

/** A place's circle that is only drawn when its name is. */
typedef struct {
    const MarchFeature *feature;
    MarchMapCirclePaint paint;
    MarchPoint center;
    guint at; /**< before which item of the scene it belongs */
} MarchMapDot;

/** One class that was really drawn: a distinct legend label of a layer. */
typedef struct {
    const MarchStyleLayer *layer;
    const MarchFeature *feature; /**< the first one drawn with this label */
    char *label;
    MarchLegendKind kind;
    double largest_value; /**< nested circles: the largest value drawn */
    guint count;
} MarchLegendUse;

/**
 * What the numbers behind @use count where the figure has several measures
 * ("legend-measure" of its feature), borrowed, or NULL.
 */
const char *march_legend_use_measure(const MarchLegendUse *use);

struct MarchMapContent {
    GArray *obstacles;      /**< of MarchObstacle */
    GArray *line_obstacles; /**< of MarchLineObstacle */
    GPtrArray *requests;    /**< of MarchLabelRequest */
    GPtrArray *uses;        /**< of MarchLegendUse, in drawing order */
    /**
     * Of MarchLabelKey, by number: set by march_labels_place(). There are only any
     * where the caller allows some by setting @keys_max before.
     */
    GPtrArray *keys;
    guint keys_max;
    /**
     * Of MarchMapDot: circles of places that the figure does not name itself. They
     * are drawn by march_labels_place(), and only with their names.
     */
    GArray *dots;
    GHashTable *nameless; /**< set of MarchFeature: those that lost their label */
    /**
     * Where in the scene the first layer begins whose incidents cross the map's frame,
     * which belongs under them; 0: none.
     */
    guint crossing_at;
    GStringChunk *strings;
    /**
     * (nullable) Called once while drawing, before the first line, circle or symbol
     * layer: the graticule.
     */
    void (*draw_under_lines)(MarchScene *scene, gpointer data);
    gpointer under_lines_data;
};

MarchMapContent *march_map_content_new(void);
void march_map_content_free(MarchMapContent *content);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarchMapContent, march_map_content_free)

/** What the values of the figure's incidents count; NULL when nothing says it. */
const char *march_map_value_label(const MarchLayoutInput *input);

/** Draws all layers but symbol text into @scene, clipped to the frame. */
gboolean march_map_content_draw(const MarchLayoutInput *input,
                                MarchTextEngine *text,
                                MarchMapContent *content,
                                MarchScene *scene,
                                MarchDiagnostics *diagnostics,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** How good a placement is; see docs/layout.md. */
typedef struct {
    guint requested, placed, dropped;
    guint label_overlaps, incident_overlaps, border_crossings;
    double mean_distance_mm;
    double cost;
} MarchLabelQuality;

/** Places the requests clear of all obstacles and draws them into @scene. */
void march_labels_place(const MarchLayoutInput *input,
                        MarchTextEngine *text,
                        MarchMapContent *content,
                        MarchScene *scene,
                        MarchLabelQuality *quality,
                        MarchDiagnostics *diagnostics);

#endif
