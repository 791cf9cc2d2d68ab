/* SPDX-License-Identifier: MIT */
/**
 * Private to text/: the engine's inside, and its layouts.
 *
 * Layouts are made in layout units, a thousand to the em whatever the font's size:
 * nothing is hinted, so one layout serves all sizes, and Pango's fixed-point numbers
 * are finer than anything a format can show.
 */
#ifndef MARCH_TEXT_ENGINE_H
#define MARCH_TEXT_ENGINE_H

#include <fontconfig/fontconfig.h>
#include <pango/pangocairo.h>

#include "rasterise.h"
#include "text.h"

/** Layout units in an em. */
#define MARCH_TEXT_EM 1000.0

/** A set of fonts and the one Pango context that uses it. */
typedef struct {
    FcConfig *config;
    PangoFontMap *map;
    PangoContext *context;
} MarchFontSet;

/** A shaped line, kept by the engine. */
typedef struct {
    PangoLayout *layout;
    cairo_path_t *outline;    /**< (nullable) in layout units, once it was asked for */
    MarchTextMetrics metrics; /**< in layout units */
    double shift; /**< layout units to the right at which Pango's line begins */
} MarchTextLine;

struct MarchTextEngine {
    char *font_dir;
    gboolean use_system;
    MarchFontSet bundled;
    MarchFontSet scripts;  /**< empty until a glyph is missing in @bundled */
    MarchFontSet system;   /**< empty until a glyph is missing in @scripts too */
    GHashTable *lines;     /**< LineKey -> MarchTextLine */
    GStringChunk *strings; /**< of the keys */
    MarchRasteriser *rasteriser;
    struct MarchTextMasks *masks; /**< of the lines */
    GHashTable *subsets;          /**< font file and letters -> GBytes, packed */
};

/** Which fonts a set holds: each reach includes those before it. */
typedef enum {
    MARCH_FONT_REACH_BASE,    /**< the files of the font folder */
    MARCH_FONT_REACH_SCRIPTS, /**< and those of its folder "scripts" */
    MARCH_FONT_REACH_SYSTEM,
} MarchFontReach;

/** Fills @set with the fonts of @font_dir that @reach names. */
gboolean march_font_set_init(MarchFontSet *set,
                             const char *font_dir,
                             MarchFontReach reach,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
void march_font_set_clear(MarchFontSet *set);
/** Whether one of the set's own files is of @family; "X Condensed" is a cut of X. */
gboolean march_font_set_has_family(const MarchFontSet *set, const char *family);

/** Adds the names of the set's own families, once each, to @names (of char*). */
void march_font_set_list_families(const MarchFontSet *set, GPtrArray *names);

/** Page mm of a layout unit in @font. */
double march_font_unit(const MarchFont *font);
/** The Pango description of @font, its size a thousand units, (transfer full). */
PangoFontDescription *march_font_describe(const MarchFont *font);
/** A layout of @text that the caller owns, with other fonts if they help. */
PangoLayout *
march_text_layout_new(MarchTextEngine *engine, const MarchFont *font, const char *text);
/** Shapes and measures @text; the line's layout is the caller's. */
void march_text_line_init(MarchTextLine *line,
                          MarchTextEngine *engine,
                          const MarchFont *font,
                          const char *text);
/** The shaped and measured line, borrowed from the engine until the next call. */
MarchTextLine *
march_text_line_get(MarchTextEngine *engine, const MarchFont *font, const char *text);
/** The letters' outlines from the baseline's start, in layout units, borrowed. */
const cairo_path_t *march_text_line_outline(MarchTextLine *line);
/** The same of some glyphs, for the caller to destroy. */
cairo_path_t *march_text_glyphs_outline(PangoFont *font, PangoGlyphString *glyphs);

/** Whether drawing @run needs its outline as the current path. */
gboolean march_text_wants_outline(cairo_t *cairo, const MarchTextRun *run);
/**
 * Paints the current path, in layout units, and ends it: halo and letters onto an
 * image, elsewhere the halo only.
 *
 * Returns: FALSE when the letters are still to be shown; the colour is then set.
 */
gboolean march_text_paint_outline(MarchTextEngine *engine,
                                  cairo_t *cairo,
                                  const MarchTextRun *run);

#endif
