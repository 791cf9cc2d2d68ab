/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "property-table-private.h"

static const char *const anchor_values[] = {"map", "viewport", NULL};
static const char *const visibility_values[] = {"visible", "none", NULL};
static const char *const cap_values[] = {"butt", "round", "square", NULL};
static const char *const join_values[] = {"bevel", "round", "miter", NULL};
static const char *const resampling_values[] = {"linear", "nearest", NULL};
static const char *const method_values[] = {
    "standard", "basic", "combined", "igor", "multidirectional", NULL};
static const char *const blend_values[] = {
    "normal",       "multiply", "color",   "luminosity",
    "plus-lighter", "screen",   "overlay", NULL};

static const MarchStyleTableEntry background_entries[] = {
    [MARCH_BACKGROUND_VISIBILITY] =
        ENUM("visibility", "\"visible\"", LAYOUT, visibility_values, 0),
    [MARCH_BACKGROUND_COLOR] = COLOR("background-color", "\"#000000\"", 0),
    [MARCH_BACKGROUND_PATTERN] =
        PLAIN("background-pattern", NULL, PAINT, MARCH_TYPE_IMAGE, ZOOM),
    [MARCH_BACKGROUND_OPACITY] = SHARE("background-opacity", "1", 0),
};

static const MarchStyleTableEntry fill_entries[] = {
    [MARCH_FILL_SORT_KEY] =
        PLAIN("fill-sort-key", NULL, LAYOUT, MARCH_TYPE_NUMBER, ZOOM | FEATURE),
    [MARCH_FILL_VISIBILITY] =
        ENUM("visibility", "\"visible\"", LAYOUT, visibility_values, 0),
    [MARCH_FILL_ANTIALIAS] =
        PLAIN("fill-antialias", "true", PAINT, MARCH_TYPE_BOOLEAN, ZOOM),
    [MARCH_FILL_OPACITY] = SHARE("fill-opacity", "1", FEATURE),
    [MARCH_FILL_LAYER_OPACITY] = SHARE("fill-layer-opacity", "1", 0),
    [MARCH_FILL_LAYER_BLEND] =
        ENUM("fill-layer-blend", "\"normal\"", PAINT, blend_values, 0),
    [MARCH_FILL_COLOR] = COLOR("fill-color", "\"#000000\"", FEATURE),
    [MARCH_FILL_OUTLINE_COLOR] = COLOR("fill-outline-color", NULL, FEATURE),
    [MARCH_FILL_TRANSLATE] = SHIFT("fill-translate", "[0, 0]"),
    [MARCH_FILL_TRANSLATE_ANCHOR] =
        ENUM("fill-translate-anchor", "\"map\"", PAINT, anchor_values, ZOOM),
    [MARCH_FILL_PATTERN] =
        PLAIN("fill-pattern", NULL, PAINT, MARCH_TYPE_IMAGE, ZOOM | FEATURE),
};

static const MarchStyleTableEntry line_entries[] = {
    [MARCH_LINE_CAP] = ENUM("line-cap", "\"butt\"", LAYOUT, cap_values, ZOOM | FEATURE),
    [MARCH_LINE_JOIN] =
        ENUM("line-join", "\"miter\"", LAYOUT, join_values, ZOOM | FEATURE),
    [MARCH_LINE_MITER_LIMIT] = PLAIN("line-miter-limit",
                                     "2",
                                     LAYOUT,
                                     MARCH_TYPE_NUMBER,
                                     ZOOM | FEATURE | INTERPOLATED),
    [MARCH_LINE_ROUND_LIMIT] = PLAIN("line-round-limit",
                                     "1.05",
                                     LAYOUT,
                                     MARCH_TYPE_NUMBER,
                                     ZOOM | FEATURE | INTERPOLATED),
    [MARCH_LINE_SORT_KEY] =
        PLAIN("line-sort-key", NULL, LAYOUT, MARCH_TYPE_NUMBER, ZOOM | FEATURE),
    [MARCH_LINE_VISIBILITY] =
        ENUM("visibility", "\"visible\"", LAYOUT, visibility_values, 0),
    [MARCH_LINE_OPACITY] = SHARE("line-opacity", "1", FEATURE),
    [MARCH_LINE_LAYER_OPACITY] = SHARE("line-layer-opacity", "1", 0),
    [MARCH_LINE_LAYER_BLEND] =
        ENUM("line-layer-blend", "\"normal\"", PAINT, blend_values, 0),
    [MARCH_LINE_COLOR] = COLOR("line-color", "\"#000000\"", FEATURE),
    [MARCH_LINE_TRANSLATE] = SHIFT("line-translate", "[0, 0]"),
    [MARCH_LINE_TRANSLATE_ANCHOR] =
        ENUM("line-translate-anchor", "\"map\"", PAINT, anchor_values, ZOOM),
    [MARCH_LINE_WIDTH] = WIDTH("line-width", "1", FEATURE),
    [MARCH_LINE_GAP_WIDTH] = WIDTH("line-gap-width", "0", FEATURE),
    [MARCH_LINE_OFFSET] = PLAIN("line-offset",
                                "0",
                                PAINT,
                                MARCH_TYPE_NUMBER,
                                ZOOM | FEATURE | INTERPOLATED | LENGTH),
    [MARCH_LINE_BLUR] = WIDTH("line-blur", "0", FEATURE),
    [MARCH_LINE_DASHARRAY] = ARRAY("line-dasharray",
                                   NULL,
                                   PAINT,
                                   MARCH_TYPE_NUMBER,
                                   0,
                                   ZOOM | FEATURE | MINIMUM),
    [MARCH_LINE_PATTERN] =
        PLAIN("line-pattern", NULL, PAINT, MARCH_TYPE_IMAGE, ZOOM | FEATURE),
    [MARCH_LINE_GRADIENT] =
        PLAIN("line-gradient", NULL, PAINT, MARCH_TYPE_COLOR, INTERPOLATED),
};

static const MarchStyleTableEntry circle_entries[] = {
    [MARCH_CIRCLE_SORT_KEY] =
        PLAIN("circle-sort-key", NULL, LAYOUT, MARCH_TYPE_NUMBER, ZOOM | FEATURE),
    [MARCH_CIRCLE_VISIBILITY] =
        ENUM("visibility", "\"visible\"", LAYOUT, visibility_values, 0),
    [MARCH_CIRCLE_RADIUS] = WIDTH("circle-radius", "5", FEATURE),
    [MARCH_CIRCLE_COLOR] = COLOR("circle-color", "\"#000000\"", FEATURE),
    [MARCH_CIRCLE_BLUR] = PLAIN("circle-blur",
                                "0",
                                PAINT,
                                MARCH_TYPE_NUMBER,
                                ZOOM | FEATURE | INTERPOLATED),
    [MARCH_CIRCLE_OPACITY] = SHARE("circle-opacity", "1", FEATURE),
    [MARCH_CIRCLE_TRANSLATE] = SHIFT("circle-translate", "[0, 0]"),
    [MARCH_CIRCLE_TRANSLATE_ANCHOR] =
        ENUM("circle-translate-anchor", "\"map\"", PAINT, anchor_values, ZOOM),
    [MARCH_CIRCLE_PITCH_SCALE] =
        ENUM("circle-pitch-scale", "\"map\"", PAINT, anchor_values, ZOOM),
    [MARCH_CIRCLE_PITCH_ALIGNMENT] =
        ENUM("circle-pitch-alignment", "\"viewport\"", PAINT, anchor_values, ZOOM),
    [MARCH_CIRCLE_STROKE_WIDTH] = WIDTH("circle-stroke-width", "0", FEATURE),
    [MARCH_CIRCLE_STROKE_COLOR] = COLOR("circle-stroke-color", "\"#000000\"", FEATURE),
    [MARCH_CIRCLE_STROKE_OPACITY] = SHARE("circle-stroke-opacity", "1", FEATURE),
};

static const MarchStyleTableEntry raster_entries[] = {
    [MARCH_RASTER_VISIBILITY] =
        ENUM("visibility", "\"visible\"", LAYOUT, visibility_values, 0),
    [MARCH_RASTER_OPACITY] = SHARE("raster-opacity", "1", 0),
    [MARCH_RASTER_LAYER_BLEND] =
        ENUM("raster-layer-blend", "\"normal\"", PAINT, blend_values, 0),
    [MARCH_RASTER_HUE_ROTATE] =
        PLAIN("raster-hue-rotate", "0", PAINT, MARCH_TYPE_NUMBER, ZOOM | INTERPOLATED),
    [MARCH_RASTER_BRIGHTNESS_MIN] = SHARE("raster-brightness-min", "0", 0),
    [MARCH_RASTER_BRIGHTNESS_MAX] = SHARE("raster-brightness-max", "1", 0),
    [MARCH_RASTER_SATURATION] = RANGE("raster-saturation",
                                      "0",
                                      PAINT,
                                      -1,
                                      1,
                                      ZOOM | INTERPOLATED | MINIMUM | MAXIMUM),
    [MARCH_RASTER_CONTRAST] = RANGE("raster-contrast",
                                    "0",
                                    PAINT,
                                    -1,
                                    1,
                                    ZOOM | INTERPOLATED | MINIMUM | MAXIMUM),
    [MARCH_RASTER_RESAMPLING_SHORT] =
        ENUM("resampling", "\"linear\"", PAINT, resampling_values, ZOOM),
    [MARCH_RASTER_RESAMPLING] =
        ENUM("raster-resampling", "\"linear\"", PAINT, resampling_values, ZOOM),
    [MARCH_RASTER_FADE_DURATION] = RANGE("raster-fade-duration",
                                         "300",
                                         PAINT,
                                         0,
                                         0,
                                         ZOOM | INTERPOLATED | MINIMUM),
};

static const MarchStyleTableEntry hillshade_entries[] = {
    [MARCH_HILLSHADE_VISIBILITY] =
        ENUM("visibility", "\"visible\"", LAYOUT, visibility_values, 0),
    [MARCH_HILLSHADE_DIRECTION] = RANGE_OF("hillshade-illumination-direction",
                                           "335",
                                           PAINT,
                                           MARCH_TYPE_NUMBER_ARRAY,
                                           0,
                                           359,
                                           ZOOM | INTERPOLATED | MINIMUM | MAXIMUM),
    [MARCH_HILLSHADE_ALTITUDE] = RANGE_OF("hillshade-illumination-altitude",
                                          "45",
                                          PAINT,
                                          MARCH_TYPE_NUMBER_ARRAY,
                                          0,
                                          90,
                                          ZOOM | INTERPOLATED | MINIMUM | MAXIMUM),
    [MARCH_HILLSHADE_ANCHOR] = ENUM("hillshade-illumination-anchor",
                                    "\"viewport\"",
                                    PAINT,
                                    anchor_values,
                                    ZOOM),
    [MARCH_HILLSHADE_EXAGGERATION] = SHARE("hillshade-exaggeration", "0.5", 0),
    [MARCH_HILLSHADE_SHADOW_COLOR] = PLAIN("hillshade-shadow-color",
                                           "\"#000000\"",
                                           PAINT,
                                           MARCH_TYPE_COLOR_ARRAY,
                                           ZOOM | INTERPOLATED),
    [MARCH_HILLSHADE_HIGHLIGHT_COLOR] = PLAIN("hillshade-highlight-color",
                                              "\"#FFFFFF\"",
                                              PAINT,
                                              MARCH_TYPE_COLOR_ARRAY,
                                              ZOOM | INTERPOLATED),
    [MARCH_HILLSHADE_ACCENT_COLOR] = COLOR("hillshade-accent-color", "\"#000000\"", 0),
    [MARCH_HILLSHADE_METHOD] =
        ENUM("hillshade-method", "\"standard\"", PAINT, method_values, ZOOM),
    [MARCH_HILLSHADE_RESAMPLING] =
        ENUM("resampling", "\"linear\"", PAINT, resampling_values, ZOOM),
};

static const struct {
    const char *name;
    MarchPropertyStatus status;
    const char *reason;
} exceptions[] = {
    {"circle-blur", MARCH_PROPERTY_REFUSED,
     "blurred circles are not drawn in print figures"},
    {"fill-layer-blend", MARCH_PROPERTY_REFUSED,
     "layers are laid over each other without blending"},
    {"fill-layer-opacity", MARCH_PROPERTY_REFUSED, "opacity is per feature"},
    {"icon-halo-blur", MARCH_PROPERTY_REFUSED,
     "halos have hard edges in print figures"},
    {"line-blur", MARCH_PROPERTY_REFUSED,
     "blurred lines are not drawn in print figures"},
    {"line-gradient", MARCH_PROPERTY_REFUSED,
     "gradients along lines are not drawn in print figures"},
    {"line-layer-blend", MARCH_PROPERTY_REFUSED,
     "layers are laid over each other without blending"},
    {"line-layer-opacity", MARCH_PROPERTY_REFUSED, "opacity is per feature"},
    {"line-round-limit", MARCH_PROPERTY_REFUSED, "round joins are always drawn round"},
    {"raster-layer-blend", MARCH_PROPERTY_REFUSED,
     "layers are laid over each other without blending"},
    {"text-halo-blur", MARCH_PROPERTY_REFUSED,
     "halos have hard edges in print figures"},
    {"text-writing-mode", MARCH_PROPERTY_REFUSED,
     "text runs horizontally or along lines"},
    {"circle-pitch-alignment", MARCH_PROPERTY_IGNORED, "maps are not pitched"},
    {"circle-pitch-scale", MARCH_PROPERTY_IGNORED, "maps are not pitched"},
    {"icon-pitch-alignment", MARCH_PROPERTY_IGNORED, "maps are not pitched"},
    {"raster-fade-duration", MARCH_PROPERTY_IGNORED, "nothing fades in print"},
    {"raster-resampling", MARCH_PROPERTY_IGNORED, "images are resampled for print"},
    {"resampling", MARCH_PROPERTY_IGNORED, "images are resampled for print"},
    {"symbol-avoid-edges", MARCH_PROPERTY_IGNORED, "there are no tiles"},
    {"symbol-height-anchor", MARCH_PROPERTY_IGNORED, "maps are flat"},
    {"symbol-height-offset", MARCH_PROPERTY_IGNORED, "maps are flat"},
    {"text-pitch-alignment", MARCH_PROPERTY_IGNORED, "maps are not pitched"},
};

const MarchStyleTableEntry *
march_property_table(MarchStyleLayerType type, guint *count)
{
    static const struct {
        const MarchStyleTableEntry *entries;
        guint count;
    } tables[] = {
        [MARCH_STYLE_BACKGROUND] = {background_entries,
                                    G_N_ELEMENTS(background_entries)},
        [MARCH_STYLE_FILL] = {fill_entries, G_N_ELEMENTS(fill_entries)},
        [MARCH_STYLE_LINE] = {line_entries, G_N_ELEMENTS(line_entries)},
        [MARCH_STYLE_CIRCLE] = {circle_entries, G_N_ELEMENTS(circle_entries)},
        [MARCH_STYLE_SYMBOL] = {march_symbol_properties, MARCH_SYMBOL_PROPERTIES},
        [MARCH_STYLE_RASTER] = {raster_entries, G_N_ELEMENTS(raster_entries)},
        [MARCH_STYLE_HILLSHADE] = {hillshade_entries, G_N_ELEMENTS(hillshade_entries)},
    };

    *count = tables[type].count;
    return tables[type].entries;
}

MarchPropertyStatus
march_property_status(const char *name, const char **reason)
{
    for (guint i = 0; i < G_N_ELEMENTS(exceptions); i++) {
        if (strcmp(exceptions[i].name, name) == 0) {
            *reason = exceptions[i].reason;
            return exceptions[i].status;
        }
    }
    *reason = NULL;
    return MARCH_PROPERTY_DRAWN;
}
