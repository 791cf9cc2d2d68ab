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
    guint points;    /**< place symbols covered, but those that go with their names */
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
/** As march_label_surroundings_touch(), without the lines. */
void march_label_surroundings_hit(MarchLabelSurroundings *surroundings,
                                  MarchRect box,
                                  const MarchPoint *own,
                                  MarchLabelContact *contact);
/** Adds to @features those whose symbols, drawn with their names only, @box covers. */
void march_label_surroundings_list_covered(MarchLabelSurroundings *surroundings,
                                           MarchRect box,
                                           GPtrArray *features);
/**
 * The distance from @box to the nearest symbol of an anchor other than @own, at most
 * @reach; one that is no farther than @enough will do.
 */
double march_label_surroundings_other_anchor(MarchLabelSurroundings *surroundings,
                                             MarchRect box,
                                             MarchPoint own,
                                             double enough,
                                             double reach);
/** The distance from @point to @rect; 0 inside. */
double march_label_rect_distance(MarchRect rect, MarchPoint point);

#endif
