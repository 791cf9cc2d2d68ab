/* SPDX-License-Identifier: MIT */
/**
 * Furniture: what title, legend, scale bar and the other pieces around a map are
 * drawn with, so that they share one voice: a family, a base size, quiet greys.
 *
 * A kit borrows the scene and the text engine; it is a small value that lives on
 * the stack. It decides no positions: furniture-place.h does.
 */
#ifndef MARCH_LAYOUT_FURNITURE_H
#define MARCH_LAYOUT_FURNITURE_H

#include "layout.h"

/** Style lengths are CSS pixels of 1/96 inch. */
#define MARCH_FURNITURE_MM_PER_PX (25.4 / 96.0)

#define MARCH_FURNITURE_HAIRLINE_WIDTH 0.12

typedef struct {
    MarchScene *scene; /**< (nullable) NULL while only measuring */
    MarchTextEngine *text;
    const char *family;
    const char *language; /**< (nullable) */
    MarchWords *words;    /**< (nullable) the figure's own words in it */
    const char *units;    /**< (nullable) of the scale bar: "km", "miles", "both" */
    double base;          /**< mm, the em of the figure's own text */
    MarchColor paper;     /**< the page */
    MarchColor ink;       /**< text */
    MarchColor quiet;     /**< secondary text */
    MarchColor frame;     /**< the map's frame */
    MarchColor hairline;  /**< borders of panels, leaders */
    MarchColor accent;    /**< the outline in the locator */
    gboolean
        is_mirrored; /**< what is drawn changes sides: see march_furniture_mirror() */
    double sides;    /**< mm: the sum of the two sides it changes */
} MarchFurnitureKit;

/**
 * A kit for @style's "print:font" and "print:page" (paper, ink, muted, frame,
 * accent) and for @spec's language. @style may be NULL.
 */
MarchFurnitureKit march_furniture_kit(const MarchSpec *spec,
                                      const MarchStyle *style,
                                      MarchTextEngine *text,
                                      double base);

/**
 * The kit for a piece within @rect: in a figure that is read from right to left what it
 * draws stands as in a mirror, text at the right of what it is about. Letters and
 * pictures stay as they are.
 */
MarchFurnitureKit march_furniture_mirror(const MarchFurnitureKit *kit, MarchRect rect);
/** Where @rect stands in the mirror, if there is one. */
MarchRect march_furniture_mirror_rect(const MarchFurnitureKit *kit, MarchRect rect);
/** @rect at the side of @room where lines begin. */
MarchRect
march_furniture_at_start(const MarchFurnitureKit *kit, MarchRect rect, MarchRect room);

/**
 * @text, one of the figure's own, in its language; what has no translation is told of.
 * Measuring and adding text translate too, but tell nothing: their lines may be parts.
 */
char *march_furniture_say(const MarchFurnitureKit *kit, const char *text);
MarchFont march_furniture_font(const MarchFurnitureKit *kit, double size, int weight);
/** The advance of @text in mm. */
double march_furniture_text_width(const MarchFurnitureKit *kit,
                                  const MarchFont *font,
                                  const char *text);
/** Adds one line of text with its baseline at @origin; returns its advance in mm. */
double march_furniture_add_text(const MarchFurnitureKit *kit,
                                const MarchFont *font,
                                const char *text,
                                MarchPoint origin,
                                MarchTextAlign align,
                                MarchColor color);
/** As march_furniture_add_text(), turned by @angle degrees clockwise about @origin. */
void march_furniture_add_turned_text(const MarchFurnitureKit *kit,
                                     const MarchFont *font,
                                     const char *text,
                                     MarchPoint origin,
                                     MarchTextAlign align,
                                     double angle,
                                     MarchColor color);
void march_furniture_add_line(const MarchFurnitureKit *kit,
                              MarchPoint from,
                              MarchPoint to,
                              double width,
                              MarchColor color);
void march_furniture_fill_rect(const MarchFurnitureKit *kit,
                               MarchRect rect,
                               MarchColor color);
void march_furniture_stroke_rect(const MarchFurnitureKit *kit,
                                 MarchRect rect,
                                 double width,
                                 MarchColor color);
/** The opaque ground with a hairline border that furniture on the map stands on. */
void march_furniture_add_panel(const MarchFurnitureKit *kit, MarchRect rect);
/** Opens the group @id, named @label for people; a top layer. */
void march_furniture_begin_group(const MarchFurnitureKit *kit,
                                 const char *id,
                                 const char *label);
/** Opens the group @id within another. */
void march_furniture_begin_part(const MarchFurnitureKit *kit,
                                const char *id,
                                const char *label);

/** The largest 1, 2 or 5 times a power of ten that is at most @value; @value > 0. */
double march_furniture_round_down(double value);
/** A number for people: "5", "2.5", "12,000"; (transfer full). */
char *march_furniture_number(double value);

#endif
