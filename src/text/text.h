/* SPDX-License-Identifier: MIT */
/**
 * Text: the one place that knows fonts, shaping and measuring (Pango).
 *
 * An engine owns font maps that find the bundled fonts first, those of other scripts
 * (the folder's "scripts") next and the system's after, with hinting and metric rounding off, so that a width in millimetres is
 * the same in every format. It is used by one thread at a time.
 */
#ifndef MARCH_TEXT_TEXT_H
#define MARCH_TEXT_TEXT_H

#include "base/diagnostics.h"
#include "base/error.h"
#include "scene/scene.h"

typedef struct _cairo cairo_t;
typedef struct MarchTextEngine MarchTextEngine;

/** Sizes of one line in page mm, relative to its baseline start; y downwards. */
typedef struct {
    double advance; /**< the width to lay out with */
    double ascent;  /**< of the font, above the baseline */
    double descent; /**< of the font, below the baseline */
    double cap_height;
    MarchRect ink; /**< what is inked */
    gboolean missing_glyphs;
} MarchTextMetrics;

/** 6 pt in mm: what is smaller fills in when it is printed. */
#define MARCH_TEXT_SIZE_LEAST (6 * 25.4 / 72)

/** The family that is bundled, and the one that follows any other. */
#define MARCH_TEXT_DEFAULT_FAMILY "Noto Sans"

/** @font_dir holds the bundled fonts; @use_system allows others as fallback. */
MarchTextEngine *march_text_engine_new(const char *font_dir,
                                       gboolean use_system,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
void march_text_engine_free(MarchTextEngine *engine);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarchTextEngine, march_text_engine_free)

/** Whether @family is among the bundled fonts, those of other scripts included. */
gboolean march_text_has_family(MarchTextEngine *engine, const char *family);
/** The bundled family that @family was probably meant to be, or NULL. (transfer full) */
char *march_text_suggest_family(MarchTextEngine *engine, const char *family);
MarchTextMetrics
march_text_measure(MarchTextEngine *engine, const MarchFont *font, const char *text);
/**
 * Adds a warning "missing-glyphs" for each text of @scene that no font has all
 * letters of, the first five by name and the others counted.
 */
void march_text_check(MarchTextEngine *engine,
                      const MarchScene *scene,
                      MarchDiagnostics *diagnostics);
/**
 * Adds a warning "small-text" for each size below 6 pt that @scene has text in, with
 * the first text of that size and how many there are.
 */
void march_text_check_sizes(const MarchScene *scene, MarchDiagnostics *diagnostics);
/** Whether the first letter with a direction reads from right to left. */
gboolean march_text_is_right_to_left(MarchTextEngine *engine,
                                     const MarchFont *font,
                                     const char *text);
/** Whether letters of @text hang together, as Arabic ones do, or a space between them
    divides words, as in Thai: spaced out they are no longer read as words. */
gboolean march_text_is_joined(const char *text);
/**
 * Breaks @text (which may hold line feeds) into lines no wider than @max_width
 * mm, at the places Unicode allows, and never within a word of a script that is
 * written without spaces; a longer single word stays whole.
 *
 * Returns: (transfer full) NULL-ended lines.
 */
char **march_text_break(MarchTextEngine *engine,
                        const MarchFont *font,
                        const char *text,
                        double max_width);
/** As march_text_break(), but with lines of nearly equal width, and names whole where
    they can be. */
char **march_text_break_balanced(MarchTextEngine *engine,
                                 const MarchFont *font,
                                 const char *text,
                                 double max_width);

/** Draws @run onto a cairo context whose unit is one page mm. */
void march_text_draw(MarchTextEngine *engine, cairo_t *cairo, const MarchTextRun *run);
/** Adds the letters of @run, without their halo, to the current path. */
void march_text_add_outline(MarchTextEngine *engine,
                            cairo_t *cairo,
                            const MarchTextRun *run);
/** The same of text along a path, see march_text_draw_along(). */
void march_text_add_outline_along(MarchTextEngine *engine,
                                  cairo_t *cairo,
                                  const MarchTextRun *run,
                                  const MarchPath *path,
                                  double start_offset);
/** Draws @run along the first part of @path, starting @start_offset mm into it. */
void march_text_draw_along(MarchTextEngine *engine,
                           cairo_t *cairo,
                           const MarchTextRun *run,
                           const MarchPath *path,
                           double start_offset);

#endif
