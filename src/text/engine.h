/* SPDX-License-Identifier: MIT */
/**
 * Private to text/: the engine's inside, and its layouts.
 *
 * Layouts are made in layout units, a hundredth of a page millimetre, so that
 * Pango's fixed-point numbers are finer than anything a format can show.
 */
#ifndef MARCH_TEXT_ENGINE_H
#define MARCH_TEXT_ENGINE_H

#include <fontconfig/fontconfig.h>
#include <pango/pangocairo.h>

#include "text.h"

/** Layout units in a page mm. */
#define MARCH_TEXT_UNITS 100.0

/** A set of fonts and the one Pango context that uses it. */
typedef struct {
    FcConfig *config;
    PangoFontMap *map;
    PangoContext *context;
} MarchFontSet;

/** A shaped line, kept by the engine. */
typedef struct {
    PangoLayout *layout;
    MarchTextMetrics metrics;
    double shift; /**< mm to the right at which Pango's line begins */
} MarchTextLine;

struct MarchTextEngine {
    char *font_dir;
    gboolean use_system;
    MarchFontSet bundled;
    MarchFontSet system;   /**< empty until a glyph is missing */
    GHashTable *lines;     /**< LineKey -> MarchTextLine */
    GStringChunk *strings; /**< of the keys */
};

/** Fills @set with the fonts of @font_dir, and the system's when @with_system. */
gboolean march_font_set_init(MarchFontSet *set,
                             const char *font_dir,
                             gboolean with_system,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
void march_font_set_clear(MarchFontSet *set);

/** The Pango description of @font, in layout units, (transfer full). */
PangoFontDescription *march_font_describe(const MarchFont *font);
/** A layout of @text that the caller owns, with system fonts if they help. */
PangoLayout *
march_text_layout_new(MarchTextEngine *engine, const MarchFont *font, const char *text);
/** Shapes and measures @text; the line's layout is the caller's. */
void march_text_line_init(MarchTextLine *line,
                          MarchTextEngine *engine,
                          const MarchFont *font,
                          const char *text);
/** The shaped and measured line, borrowed from the engine. */
const MarchTextLine *
march_text_line_get(MarchTextEngine *engine, const MarchFont *font, const char *text);

#endif
