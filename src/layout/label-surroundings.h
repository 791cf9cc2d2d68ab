/* SPDX-License-Identifier: MIT */
/**
 * What labels have to live with: incidents, symbols, furniture, borders, and the
 * points that other labels belong to. Borrows the content's paths.
 */
#ifndef MARCH_LAYOUT_LABEL_SURROUNDINGS_H
#define MARCH_LAYOUT_LABEL_SURROUNDINGS_H

#include "label-set.h"

/** What a box meets. */
typedef struct {
    double least_weight; /**< lesser lines do not count; set before */
    gboolean incident, furniture;
    guint points;    /**< place symbols covered */
    double crossing; /**< weighted length of lines inside, mm */
    gboolean border; /**< one of them an international or disputed border */
} MarchLabelContact;

MarchLabelSurroundings *march_label_surroundings_new(const MarchMapContent *content,
                                                     MarchRect frame);
void march_label_surroundings_free(MarchLabelSurroundings *surroundings);

void march_label_surroundings_add_anchor(MarchLabelSurroundings *surroundings,
                                         MarchPoint anchor,
                                         double radius);
/** Adds what @box meets to @contact; the symbol at @own (radius 0.5 mm) is ignored. */
void march_label_surroundings_touch(MarchLabelSurroundings *surroundings,
                                    MarchRect box,
                                    const MarchPoint *own,
                                    MarchLabelContact *contact);
/** The distance from @box to the nearest anchor other than @own, up to 8 mm. */
double march_label_surroundings_other_anchor(MarchLabelSurroundings *surroundings,
                                             MarchRect box,
                                             MarchPoint own);
/** The distance from @point to @rect; 0 inside. */
double march_label_rect_distance(MarchRect rect, MarchPoint point);

#endif
