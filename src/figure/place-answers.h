/* SPDX-License-Identifier: MIT */
/**
 * The answers of the gazetteer to all names of a figure, asked in one order whatever
 * that of the rows, and shared by the panels of a sheet: a panel that shows some of the
 * incidents must not put them elsewhere than the others do.
 */
#ifndef MARCH_FIGURE_PLACE_ANSWERS_H
#define MARCH_FIGURE_PLACE_ANSWERS_H

#include "gazetteer/gazetteer.h"

typedef struct MarchPlaceAnswers MarchPlaceAnswers;

/**
 * Asks for @count names; those from @n_first on, which come from tables, in the order
 * of the alphabet.
 *
 * @keys: (transfer full) one a query: queries of one key have one answer.
 * @known: (nullable) answers of the whole figure, which are taken where there are; they
 * must outlive these.
 *
 * Returns: (transfer full)
 */
MarchPlaceAnswers *march_place_answers_get(MarchGazetteer *gazetteer,
                                           const MarchQuery *queries,
                                           GPtrArray *keys,
                                           guint n_first,
                                           const MarchPlaceAnswers *known,
                                           const MarchResolveOptions *options);
void march_place_answers_free(MarchPlaceAnswers *answers);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarchPlaceAnswers, march_place_answers_free)
/** The answer to query @index. */
const MarchAnswer *march_place_answers_find(const MarchPlaceAnswers *answers,
                                            guint index);

#endif
