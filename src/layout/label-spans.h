/* SPDX-License-Identifier: MIT */
/**
 * Spans: the pieces of a label's line that are written alike. A label without sections
 * of its own (MarchSymbolPaint) has one span a line.
 */
#ifndef MARCH_LAYOUT_LABEL_SPANS_H
#define MARCH_LAYOUT_LABEL_SPANS_H

#include "map-content.h"

typedef struct {
    char *text;   /**< owned */
    char *family; /**< (nullable) owned: the font's, where a section has its own */
    MarchFont font;
    MarchColor color;
    MarchTextMetrics metrics;
    double x;                     /**< mm from the line's start */
    double y;                     /**< mm above the baseline */
    const MarchLabelImage *image; /**< (nullable) drawn instead of the text */
} MarchLabelSpan;

/**
 * The spans of @line, which begins @offset bytes into the request's text, in the order
 * they are written in from left to right.
 *
 * Returns: (transfer full) of MarchLabelSpan
 */
GArray *march_label_spans_new(MarchTextEngine *engine,
                              const MarchLabelRequest *request,
                              const char *line,
                              guint offset,
                              double letter_spacing);
/** What the line measures as a whole. */
MarchTextMetrics march_label_spans_measure(MarchTextEngine *engine,
                                           const MarchLabelRequest *request,
                                           const char *line,
                                           guint offset);
/** Draws the icon of @span with its lower left corner at @at, turned by @angle degrees. */
void march_label_span_draw_image(MarchScene *scene,
                                 const MarchLabelRequest *request,
                                 const MarchLabelSpan *span,
                                 MarchPoint at,
                                 double angle);
/** The text without its images, (transfer full). */
char *march_label_plain_text(const MarchLabelRequest *request);
/** Where @line begins in the request's text, at @from bytes or later. */
guint
march_label_find_line(const MarchLabelRequest *request, const char *line, guint from);
/** The largest of the sections' scales, at least 1. */
double march_label_largest_scale(const MarchLabelRequest *request);

#endif
