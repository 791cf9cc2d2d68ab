/* SPDX-License-Identifier: MIT */
/**
 * A stylesheet: the MapLibre style specification v8 as a closed profile.
 *
 * What the profile holds works, what is outside it is refused by name. A style
 * owns its layers, its expressions and the strings of resolved paints. Resolved
 * lengths are CSS pixels (1/96 inch) whatever unit the style used; colours are
 * straight sRGB. It draws nothing and knows no page.
 */
#ifndef MARCH_STYLE_STYLE_H
#define MARCH_STYLE_STYLE_H

#include "base/diagnostics.h"
#include "geo/feature.h"

typedef enum {
    MARCH_STYLE_BACKGROUND,
    MARCH_STYLE_FILL,
    MARCH_STYLE_LINE,
    MARCH_STYLE_CIRCLE,
    MARCH_STYLE_SYMBOL,
    MARCH_STYLE_RASTER,
    MARCH_STYLE_HILLSHADE,
} MarchStyleLayerType;

typedef struct MarchStyle MarchStyle;
typedef struct MarchStyleLayer MarchStyleLayer;

typedef struct {
    const char
        *style_directory; /**< where "extends" and relative files are looked for */
    const char *const *
        variables; /**< (nullable) NULL-ended key, value (JSON or text)...: global-state */
    /** (nullable) Where the user gave each of them: one for each key. */
    const MarchLocation *variable_places;
} MarchStyleOptions;

/** Where a layer's features come from. */
typedef struct {
    const char *id; /**< key under "sources" */
    /** "pack:LAYER", "figure:NAME", a file path, or NULL when inline. */
    const char *location;
    const char *layer_name; /**< (nullable) the layer within a GDAL data set */
    const MarchFeatures *inline_features; /**< (nullable) inline GeoJSON */
    gboolean is_raster;      /**< raster or hillshade layers draw it, and no others */
    const char *attribution; /**< (nullable) credit to print */
    MarchLocation where;     /**< of @location */
} MarchStyleSource;

/** metadata "print:legend" of a layer. The label may differ from feature to feature. */
typedef struct {
    const char *group; /**< (nullable) heading */
    double order;
    gboolean nested_circles; /**< sized circles with round values of @value_property */
    const char *value_property; /**< (nullable) */
    const char *value_label;    /**< (nullable) what the sizes count: "people killed" */
} MarchStyleLegend;

MarchStyle *march_style_load(const char *path,
                             const MarchStyleOptions *options,
                             MarchDiagnostics *diagnostics,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
MarchStyle *march_style_parse(const char *text,
                              gsize length,
                              const char *file_name,
                              const MarchStyleOptions *options,
                              MarchDiagnostics *diagnostics,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
void march_style_free(MarchStyle *style);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarchStyle, march_style_free)

guint march_style_count_layers(const MarchStyle *style);
const MarchStyleLayer *march_style_get_layer(const MarchStyle *style, guint index);
/** The files that the style extends, the nearest first. */
guint march_style_count_bases(const MarchStyle *style);
const char *march_style_get_base(const MarchStyle *style, guint index);
guint march_style_count_sources(const MarchStyle *style);
const MarchStyleSource *march_style_get_source(const MarchStyle *style, guint index);
/**
 * Sets a variable that the style declares and that the program knows the value of:
 * "figure-first" and "figure-second" (country codes of the border's sides),
 * "figure-largest-value" (of the incidents), "figure-metres-per-px" (on the ground),
 * "figure-text-scale" (how much larger than on a page of 180 mm names are).
 * A string in @value is copied.
 *
 * Returns: FALSE when the style declares no such variable or @key does not begin
 * with "figure-"; other variables are settled when the style is read.
 */
gboolean march_style_set_variable(MarchStyle *style, const char *key, MarchValue value);
/**
 * Where icons are looked for, copied: @own (nullable) before @directory (nullable).
 * "coalesce" takes the first image that is there; without folders none is.
 */
void march_style_set_icons(MarchStyle *style, const char *own, const char *directory);
/**
 * Undoes what march_style_set_variable(), march_style_set_web_view(), march_style_set_icons() and evaluations
 * left in @style: it is then as it was read.
 */
void march_style_reset(MarchStyle *style);
/**
 * Makes paints those of a web map: dashes grow between whole zooms, outlines of fills
 * are as wide as a device pixel of @pixel_ratio to a CSS px.
 */
void march_style_set_web_view(MarchStyle *style, double pixel_ratio);
/**
 * Adds a warning for each property whose expression failed for some features and
 * took its default: call it when all features have been evaluated.
 */
void march_style_report(const MarchStyle *style, MarchDiagnostics *diagnostics);
/**
 * Adds a warning for each thing in @style that will probably not be drawn as it was
 * meant: icons named that are not in @icon_directory (nullable), lines on land that is
 * cut.
 */
void march_style_check(const MarchStyle *style,
                       const char *icon_directory,
                       MarchDiagnostics *diagnostics);
/** The style's file, without a line. */
MarchLocation march_style_get_location(const MarchStyle *style);
/** A root metadata value such as "print:font", or NULL. */
const MarchValue *march_style_get_metadata(const MarchStyle *style, const char *key);

const char *march_style_layer_get_id(const MarchStyleLayer *layer);
MarchStyleLayerType march_style_layer_get_type(const MarchStyleLayer *layer);
/** NULL for a background. */
const MarchStyleSource *march_style_layer_get_source(const MarchStyleLayer *layer);
/** Where the style's file has the layer. */
MarchLocation march_style_layer_get_location(const MarchStyleLayer *layer);
/** Where the layer names its icons or its pattern; the layer itself when it does not. */
MarchLocation march_style_layer_get_image_location(const MarchStyleLayer *layer);
/** Where a symbol layer's "text-font" is given, or else its "text-field". */
MarchLocation march_style_layer_get_font_location(const MarchStyleLayer *layer);
/**
 * Adds the names of fonts that a symbol layer's "text-font" may evaluate to (the first of
 * each list, which counts) and those of "format" to @names, of char*, owned.
 */
void march_style_layer_list_fonts(const MarchStyleLayer *layer, GPtrArray *names);
/** Whether visibility, minzoom and maxzoom let it show at @zoom. */
gboolean march_style_layer_is_visible(const MarchStyleLayer *layer, double zoom);
/** NULL when the layer has no legend entry. */
const MarchStyleLegend *march_style_layer_get_legend(const MarchStyleLayer *layer);
/** A layer metadata value such as "print:hatch", or NULL. */
const MarchValue *march_style_layer_get_metadata(const MarchStyleLayer *layer,
                                                 const char *key);
/**
 * Property names its expressions read, sorted, NULL-ended: what to read from files.
 * "*" among them means that any property may be read.
 */
const char *const *march_style_layer_get_properties(const MarchStyleLayer *layer);

/** What an evaluation depends on. @feature is NULL for a background. */
typedef struct {
    double zoom;
    const MarchFeature *feature;
} MarchStyleContext;

/** Whether the layer's filter accepts the feature. */
gboolean march_style_layer_accepts(const MarchStyleLayer *layer,
                                   const MarchStyleContext *context);
/** The legend label for this feature, or NULL; valid until the next evaluation. */
const char *march_style_layer_get_legend_label(const MarchStyleLayer *layer,
                                               const MarchStyleContext *context);
/** Which of the legend's classes has @label; their number when none has. */
guint march_style_layer_get_legend_rank(const MarchStyleLayer *layer,
                                        const char *label);
/** The sort key (fill-, line-, circle- or symbol-sort-key), 0 when not given. */
double march_style_layer_get_sort_key(const MarchStyleLayer *layer,
                                      const MarchStyleContext *context);

/** A feature that a layer draws. */
typedef struct {
    const MarchFeature *feature;
    double sort_key; /**< finite */
} MarchStyleMatch;

/**
 * The features (none for NULL) that each of @layers of one style draws at @zoom, by their
 * sort keys. Faster than one layer after the other: the features are visited once.
 *
 * Returns: (transfer full) a GArray of MarchStyleMatch for each layer, in their order, not
 * to be changed: layers may share one
 */
GPtrArray *march_style_select(const MarchStyleLayer *const *layers,
                              guint n_layers,
                              const MarchFeatures *features,
                              double zoom);

/**
 * Tells the processor that @layer's paint of match @index is read next and those after it
 * soon: features lie far apart, and reading each takes several waits for memory.
 */
void
march_style_announce(const MarchStyleLayer *layer, const GArray *matches, guint index);

/** Strings in paints are valid until the next evaluation of the same style. */
typedef struct {
    MarchColor color;
    double opacity;
    const char *pattern; /**< (nullable) image name */
} MarchBackgroundPaint;

#define MARCH_PAINT_HATCHES_MAX 4

typedef struct {
    double angle;   /**< degrees, clockwise from horizontal */
    double spacing; /**< px between lines */
    double offset;  /**< px from the raster that all hatches share */
    double width;   /**< px */
    MarchColor color;
    double opacity; /**< its own, or the fill's */
    gboolean cross;
} MarchHatch;

typedef struct {
    MarchColor color;
    double opacity;
    gboolean antialias;
    gboolean has_outline;
    MarchColor outline_color;
    double outline_width; /**< px */
    double translate[2];  /**< px, x right, y down */
    const char *pattern;  /**< (nullable) */
    gboolean has_hatch;
    MarchHatch hatch; /**< the first of @hatches */
    guint n_hatches;
    MarchHatch hatches[MARCH_PAINT_HATCHES_MAX];
    gboolean translate_turns; /**< @translate turns with the map (anchor "map") */
} MarchFillPaint;

#define MARCH_PAINT_DASHES_MAX     16
#define MARCH_PAINT_ALTERNATES_MAX 4

typedef struct {
    MarchColor color;
    double opacity;
    double width;
    double gap_width;
    double offset; /**< px to the right of the line's direction */
    guint n_dashes;
    const char *cap;  /**< "butt", "round", "square" */
    const char *join; /**< "miter", "round", "bevel" */
    double miter_limit;
    double translate[2];
    const char *pattern; /**< (nullable) */
    double dash_offset;  /**< px into the dashes at which a line begins */
    gboolean translate_turns;
    guint n_alternates;      /**< "print:alternate": 0, or 2 and more colours in turn */
    double alternate_length; /**< px of a dash of one colour */
    double edge_width;       /**< "print:edge": px of the bands beside the line, or 0 */
    MarchColor edge_left;    /**< of the line's direction; transparent: no band */
    MarchColor edge_right;
    gboolean dashes_restart; /**< "print:dash-phase" corner: at each part */
    /* What most lines have none of comes last, and is set as far as its number says. */
    double dashes[MARCH_PAINT_DASHES_MAX]; /**< px (already multiplied by the width) */
    MarchColor alternates[MARCH_PAINT_ALTERNATES_MAX];
} MarchLinePaint;

typedef struct {
    double radius;
    MarchColor color;
    double opacity;
    double stroke_width;
    MarchColor stroke_color;
    double stroke_opacity;
    double translate[2];
    gboolean translate_turns;
} MarchCirclePaint;

#define MARCH_PAINT_SECTIONS_MAX 16

/** How a piece of a label's text is written: a section of "format". */
typedef struct {
    guint length;     /**< bytes of the text */
    const char *font; /**< (nullable) instead of the label's */
    double scale;     /**< of the label's size */
    gboolean has_color;
    MarchColor color; /**< instead of the label's */
    double raise;     /**< 0: on the baseline, 0.5: centred, 1: tops level */
    /** (nullable) an icon that stands for MARCH_TEXT_IMAGE, which is the section's text */
    const char *image;
} MarchTextSection;

/** What an image is in a text: U+FFFC, the object replacement character. */
#define MARCH_TEXT_IMAGE "\xef\xbf\xbc"

typedef struct {
    const char *placement; /**< "point", "line", "line-center" */
    double spacing;
    const char *text; /**< "" when there is none */
    guint n_sections; /**< 0: all of @text is written alike */
    MarchTextSection sections[MARCH_PAINT_SECTIONS_MAX];
    const char *font; /**< first name of text-font: family with optional style words */
    double size;
    MarchColor color;
    double opacity;
    MarchColor halo_color;
    double halo_width;
    const char *anchor; /**< text-anchor */
    guint n_variable_anchors;
    const char *variable_anchors[9];
    double offset[2];     /**< ems */
    double radial_offset; /**< ems */
    const char *justify;
    double max_width;      /**< ems */
    double line_height;    /**< ems */
    double letter_spacing; /**< ems */
    double rotate;
    double padding; /**< px */
    double max_angle;
    gboolean keep_upright;
    gboolean allow_overlap;
    gboolean ignore_placement;
    gboolean text_optional;
    const char *icon; /**< (nullable) image name */
    double icon_size;
    double icon_rotate;
    const char *icon_anchor;
    double icon_offset[2]; /**< px */
    MarchColor icon_color;
    MarchColor icon_halo_color;
    double icon_halo_width;
    double icon_opacity;
    gboolean icon_allow_overlap;
    gboolean icon_optional;
    double icon_padding;
    gboolean icon_ignore_placement;
    gboolean icon_turns;             /**< icon-rotation-alignment "map" */
    const char *icon_text_fit;       /**< "none", "width", "height", "both" */
    double icon_text_fit_padding[4]; /**< px: top, right, bottom, left */
    double text_translate[2];        /**< px, x right, y down */
    double icon_translate[2];        /**< px */
    gboolean halo_knocks_out; /**< "print:halo" knockout: what is under it is cut */
} MarchSymbolPaint;

typedef struct {
    double opacity;
    double brightness_min, brightness_max;
    double contrast;
    double saturation;
    double hue_rotate; /**< degrees around the colour wheel */
} MarchRasterPaint;

#define MARCH_PAINT_LIGHTS_MAX 4

/** Where light comes from, and what it makes of slopes. */
typedef struct {
    double direction; /**< degrees clockwise from the top of the map, or from north */
    double altitude;  /**< degrees above the horizon */
    MarchColor shadow, highlight;
} MarchHillshadeLight;

typedef struct {
    const char
        *method;    /**< "standard", "basic", "combined", "igor", "multidirectional" */
    guint n_lights; /**< at least 1; only "multidirectional" uses more */
    MarchHillshadeLight lights[MARCH_PAINT_LIGHTS_MAX];
    gboolean lights_turn; /**< directions count from north (anchor "map") */
    double exaggeration;
    MarchColor accent;
} MarchHillshadePaint;

void march_style_layer_get_background(const MarchStyleLayer *layer,
                                      const MarchStyleContext *context,
                                      MarchBackgroundPaint *paint);
void march_style_layer_get_fill(const MarchStyleLayer *layer,
                                const MarchStyleContext *context,
                                MarchFillPaint *paint);
void march_style_layer_get_line(const MarchStyleLayer *layer,
                                const MarchStyleContext *context,
                                MarchLinePaint *paint);
void march_style_layer_get_circle(const MarchStyleLayer *layer,
                                  const MarchStyleContext *context,
                                  MarchCirclePaint *paint);
void march_style_layer_get_symbol(const MarchStyleLayer *layer,
                                  const MarchStyleContext *context,
                                  MarchSymbolPaint *paint);
void march_style_layer_get_raster(const MarchStyleLayer *layer,
                                  const MarchStyleContext *context,
                                  MarchRasterPaint *paint);
void march_style_layer_get_hillshade(const MarchStyleLayer *layer,
                                     const MarchStyleContext *context,
                                     MarchHillshadePaint *paint);

#endif
