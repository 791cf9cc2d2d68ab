/* SPDX-License-Identifier: MIT */
#include "property-table-private.h"

static const char *const height_values[] = {"ground", "absolute", NULL};
static const char *const anchor_values[] = {"map", "viewport", NULL};
static const char *const visibility_values[] = {"visible", "none", NULL};
static const char *const placement_values[] = {"point", "line", "line-center", NULL};
static const char *const z_order_values[] = {"auto", "viewport-y", "source", NULL};
static const char *const overlap_values[] = {"never", "always", "cooperative", NULL};
static const char *const alignment_values[] = {"map", "viewport", "auto", NULL};
static const char *const text_alignment_values[] = {"map", "viewport", "viewport-glyph",
                                                    "auto", NULL};
static const char *const fit_values[] = {"none", "width", "height", "both", NULL};
static const char *const justify_values[] = {"auto", "left", "center", "right", NULL};
static const char *const transform_values[] = {"none", "uppercase", "lowercase", NULL};
static const char *const writing_values[] = {"horizontal", "vertical", NULL};
static const char *const box_anchor_values[] = {
    "center",   "left",      "right",       "top",          "bottom",
    "top-left", "top-right", "bottom-left", "bottom-right", NULL};

const MarchStyleTableEntry march_symbol_properties[MARCH_SYMBOL_PROPERTIES] = {
    [MARCH_SYMBOL_PLACEMENT] =
        ENUM("symbol-placement", "\"point\"", LAYOUT, placement_values, ZOOM),
    [MARCH_SYMBOL_SPACING] = RANGE("symbol-spacing",
                                   "250",
                                   LAYOUT,
                                   1,
                                   0,
                                   ZOOM | INTERPOLATED | MINIMUM | LENGTH),
    [MARCH_SYMBOL_AVOID_EDGES] =
        PLAIN("symbol-avoid-edges", "false", LAYOUT, MARCH_TYPE_BOOLEAN, ZOOM),
    [MARCH_SYMBOL_SORT_KEY] =
        PLAIN("symbol-sort-key", NULL, LAYOUT, MARCH_TYPE_NUMBER, ZOOM | FEATURE),
    [MARCH_SYMBOL_Z_ORDER] =
        ENUM("symbol-z-order", "\"auto\"", LAYOUT, z_order_values, ZOOM),
    [MARCH_ICON_ALLOW_OVERLAP] =
        PLAIN("icon-allow-overlap", "false", LAYOUT, MARCH_TYPE_BOOLEAN, ZOOM),
    [MARCH_ICON_OVERLAP] = ENUM("icon-overlap", NULL, LAYOUT, overlap_values, ZOOM),
    [MARCH_ICON_IGNORE_PLACEMENT] =
        PLAIN("icon-ignore-placement", "false", LAYOUT, MARCH_TYPE_BOOLEAN, ZOOM),
    [MARCH_ICON_OPTIONAL] =
        PLAIN("icon-optional", "false", LAYOUT, MARCH_TYPE_BOOLEAN, ZOOM),
    [MARCH_ICON_ROTATION_ALIGNMENT] = ENUM("icon-rotation-alignment",
                                           "\"auto\"",
                                           LAYOUT,
                                           alignment_values,
                                           ZOOM | FEATURE),
    [MARCH_ICON_SIZE] =
        RANGE("icon-size", "1", LAYOUT, 0, 0, ZOOM | FEATURE | INTERPOLATED | MINIMUM),
    [MARCH_ICON_TEXT_FIT] = ENUM("icon-text-fit", "\"none\"", LAYOUT, fit_values, ZOOM),
    [MARCH_ICON_TEXT_FIT_PADDING] = ARRAY("icon-text-fit-padding",
                                          "[0, 0, 0, 0]",
                                          LAYOUT,
                                          MARCH_TYPE_NUMBER,
                                          4,
                                          ZOOM | INTERPOLATED | LENGTH),
    [MARCH_ICON_IMAGE] =
        PLAIN("icon-image", NULL, LAYOUT, MARCH_TYPE_IMAGE, ZOOM | FEATURE | TOKENS),
    [MARCH_ICON_ROTATE] = PLAIN("icon-rotate",
                                "0",
                                LAYOUT,
                                MARCH_TYPE_NUMBER,
                                ZOOM | FEATURE | INTERPOLATED),
    [MARCH_ICON_PADDING] = PLAIN("icon-padding",
                                 "[2]",
                                 LAYOUT,
                                 MARCH_TYPE_PADDING,
                                 ZOOM | FEATURE | INTERPOLATED | LENGTH),
    [MARCH_ICON_KEEP_UPRIGHT] =
        PLAIN("icon-keep-upright", "false", LAYOUT, MARCH_TYPE_BOOLEAN, ZOOM),
    [MARCH_ICON_OFFSET] = ARRAY("icon-offset",
                                "[0, 0]",
                                LAYOUT,
                                MARCH_TYPE_NUMBER,
                                2,
                                ZOOM | FEATURE | INTERPOLATED | LENGTH),
    [MARCH_ICON_ANCHOR] =
        ENUM("icon-anchor", "\"center\"", LAYOUT, box_anchor_values, ZOOM | FEATURE),
    [MARCH_ICON_PITCH_ALIGNMENT] =
        ENUM("icon-pitch-alignment", "\"auto\"", LAYOUT, alignment_values, ZOOM),
    [MARCH_TEXT_PITCH_ALIGNMENT] =
        ENUM("text-pitch-alignment", "\"auto\"", LAYOUT, alignment_values, ZOOM),
    [MARCH_TEXT_ROTATION_ALIGNMENT] = ENUM("text-rotation-alignment",
                                           "\"auto\"",
                                           LAYOUT,
                                           text_alignment_values,
                                           ZOOM),
    [MARCH_TEXT_FIELD] = PLAIN("text-field",
                               "\"\"",
                               LAYOUT,
                               MARCH_TYPE_FORMATTED,
                               ZOOM | FEATURE | TOKENS),
    [MARCH_TEXT_FONT] = ARRAY("text-font",
                              "[\"Open Sans Regular\", \"Arial Unicode MS Regular\"]",
                              LAYOUT,
                              MARCH_TYPE_STRING,
                              0,
                              ZOOM | FEATURE),
    [MARCH_TEXT_SIZE] = RANGE("text-size",
                              "16",
                              LAYOUT,
                              0,
                              0,
                              ZOOM | FEATURE | INTERPOLATED | MINIMUM | LENGTH),
    [MARCH_TEXT_MAX_WIDTH] = RANGE("text-max-width",
                                   "10",
                                   LAYOUT,
                                   0,
                                   0,
                                   ZOOM | FEATURE | INTERPOLATED | MINIMUM),
    [MARCH_TEXT_LINE_HEIGHT] = PLAIN("text-line-height",
                                     "1.2",
                                     LAYOUT,
                                     MARCH_TYPE_NUMBER,
                                     ZOOM | INTERPOLATED),
    [MARCH_TEXT_LETTER_SPACING] = PLAIN("text-letter-spacing",
                                        "0",
                                        LAYOUT,
                                        MARCH_TYPE_NUMBER,
                                        ZOOM | FEATURE | INTERPOLATED),
    [MARCH_TEXT_JUSTIFY] =
        ENUM("text-justify", "\"center\"", LAYOUT, justify_values, ZOOM | FEATURE),
    [MARCH_TEXT_RADIAL_OFFSET] = PLAIN("text-radial-offset",
                                       "0",
                                       LAYOUT,
                                       MARCH_TYPE_NUMBER,
                                       ZOOM | FEATURE | INTERPOLATED),
    [MARCH_TEXT_VARIABLE_ANCHOR] =
        ENUMS("text-variable-anchor", NULL, LAYOUT, box_anchor_values, ZOOM),
    [MARCH_TEXT_VARIABLE_ANCHOR_OFFSET] = PLAIN("text-variable-anchor-offset",
                                                NULL,
                                                LAYOUT,
                                                MARCH_TYPE_ANCHOR_OFFSETS,
                                                ZOOM | FEATURE | INTERPOLATED),
    [MARCH_TEXT_ANCHOR] =
        ENUM("text-anchor", "\"center\"", LAYOUT, box_anchor_values, ZOOM | FEATURE),
    [MARCH_TEXT_MAX_ANGLE] =
        PLAIN("text-max-angle", "45", LAYOUT, MARCH_TYPE_NUMBER, ZOOM | INTERPOLATED),
    [MARCH_TEXT_WRITING_MODE] =
        ENUMS("text-writing-mode", NULL, LAYOUT, writing_values, ZOOM),
    [MARCH_TEXT_ROTATE] = PLAIN("text-rotate",
                                "0",
                                LAYOUT,
                                MARCH_TYPE_NUMBER,
                                ZOOM | FEATURE | INTERPOLATED),
    [MARCH_TEXT_PADDING] = RANGE("text-padding",
                                 "2",
                                 LAYOUT,
                                 0,
                                 0,
                                 ZOOM | INTERPOLATED | MINIMUM | LENGTH),
    [MARCH_TEXT_KEEP_UPRIGHT] =
        PLAIN("text-keep-upright", "true", LAYOUT, MARCH_TYPE_BOOLEAN, ZOOM),
    [MARCH_TEXT_TRANSFORM] =
        ENUM("text-transform", "\"none\"", LAYOUT, transform_values, ZOOM | FEATURE),
    [MARCH_TEXT_OFFSET] = ARRAY("text-offset",
                                "[0, 0]",
                                LAYOUT,
                                MARCH_TYPE_NUMBER,
                                2,
                                ZOOM | FEATURE | INTERPOLATED),
    [MARCH_TEXT_ALLOW_OVERLAP] =
        PLAIN("text-allow-overlap", "false", LAYOUT, MARCH_TYPE_BOOLEAN, ZOOM),
    [MARCH_TEXT_OVERLAP] = ENUM("text-overlap", NULL, LAYOUT, overlap_values, ZOOM),
    [MARCH_TEXT_IGNORE_PLACEMENT] =
        PLAIN("text-ignore-placement", "false", LAYOUT, MARCH_TYPE_BOOLEAN, ZOOM),
    [MARCH_TEXT_OPTIONAL] =
        PLAIN("text-optional", "false", LAYOUT, MARCH_TYPE_BOOLEAN, ZOOM),
    [MARCH_SYMBOL_HEIGHT_OFFSET] = PLAIN("symbol-height-offset",
                                         "0",
                                         LAYOUT,
                                         MARCH_TYPE_NUMBER,
                                         ZOOM | FEATURE | INTERPOLATED),
    [MARCH_SYMBOL_HEIGHT_ANCHOR] =
        ENUM("symbol-height-anchor", "\"ground\"", LAYOUT, height_values, ZOOM),
    [MARCH_SYMBOL_VISIBILITY] =
        ENUM("visibility", "\"visible\"", LAYOUT, visibility_values, 0),
    [MARCH_ICON_OPACITY] = SHARE("icon-opacity", "1", FEATURE),
    [MARCH_ICON_COLOR] = COLOR("icon-color", "\"#000000\"", FEATURE),
    [MARCH_ICON_HALO_COLOR] = COLOR("icon-halo-color", "\"rgba(0, 0, 0, 0)\"", FEATURE),
    [MARCH_ICON_HALO_WIDTH] = WIDTH("icon-halo-width", "0", FEATURE),
    [MARCH_ICON_HALO_BLUR] = WIDTH("icon-halo-blur", "0", FEATURE),
    [MARCH_ICON_TRANSLATE] = SHIFT("icon-translate", "[0, 0]"),
    [MARCH_ICON_TRANSLATE_ANCHOR] =
        ENUM("icon-translate-anchor", "\"map\"", PAINT, anchor_values, ZOOM),
    [MARCH_TEXT_OPACITY] = SHARE("text-opacity", "1", FEATURE),
    [MARCH_TEXT_COLOR] = COLOR("text-color", "\"#000000\"", FEATURE),
    [MARCH_TEXT_HALO_COLOR] = COLOR("text-halo-color", "\"rgba(0, 0, 0, 0)\"", FEATURE),
    [MARCH_TEXT_HALO_WIDTH] = WIDTH("text-halo-width", "0", FEATURE),
    [MARCH_TEXT_HALO_BLUR] = WIDTH("text-halo-blur", "0", FEATURE),
    [MARCH_TEXT_TRANSLATE] = SHIFT("text-translate", "[0, 0]"),
    [MARCH_TEXT_TRANSLATE_ANCHOR] =
        ENUM("text-translate-anchor", "\"map\"", PAINT, anchor_values, ZOOM),
};
