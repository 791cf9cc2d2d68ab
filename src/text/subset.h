/* SPDX-License-Identifier: MIT */
/**
 * Subsets of the bundled fonts: just the letters that some texts need, so that a
 * document can carry them and look the same where the fonts are not installed.
 *
 * The caller owns the collector. Fonts of the system are never copied: their
 * licences are not known.
 */
#ifndef MARCH_TEXT_SUBSET_H
#define MARCH_TEXT_SUBSET_H

#include "text.h"

/** One font file's share of a font as it was asked for. */
typedef struct {
    char *family; /**< the first name asked for */
    int weight;
    gboolean italic;
    gboolean is_fallback; /**< holds letters that the family itself lacks */
    GBytes *font;         /**< as the packer made it */
} MarchFontSubset;

/** (transfer full) (nullable) the form that a document wants of @sfnt, a TrueType or
 * OpenType font. */
typedef GBytes *(*MarchFontPacker)(GBytes *sfnt);

typedef struct MarchFontCollector MarchFontCollector;

MarchFontCollector *march_font_collector_new(MarchTextEngine *engine);
void march_font_collector_free(MarchFontCollector *collector);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarchFontCollector, march_font_collector_free)

/** Notes the letters of @text as set in @font. */
void march_font_collector_add(MarchFontCollector *collector,
                              const MarchFont *font,
                              const char *text);
/**
 * The subsets of all that was added, in the order of first use. A font that cannot
 * be subset is left out. The engine keeps them for the next document, which often needs
 * the same letters: @pack must be the same at each call for one engine.
 *
 * Returns: (transfer full) of MarchFontSubset, which it frees.
 */
GPtrArray *march_font_collector_finish(MarchFontCollector *collector,
                                       MarchFontPacker pack);

#endif
