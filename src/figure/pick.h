/* SPDX-License-Identifier: MIT */
/**
 * Choosing among the candidates for a name: the answer's own when it is sure, or
 * the one the user picked by number, GeoNames id, country code, region or name.
 */
#ifndef MARCH_FIGURE_PICK_H
#define MARCH_FIGURE_PICK_H

#include "gazetteer/gazetteer.h"

/** The user's choice for @name (borrowed), or NULL; arguments as below. */
const char *march_pick_find(const char *name,
                            const char *const *picks,
                            const GPtrArray *spec_picks);

/**
 * Sets @chosen to a candidate of @answer (borrowed), or NULL when none is sure.
 *
 * @picks: (nullable) NULL-ended "name=choice" of the command line, which win over
 * @spec_picks: of char*, name, choice, name, choice...
 * Returns: FALSE with UNKNOWN when a choice fits no candidate.
 */
gboolean march_pick_choose(const char *name,
                           const MarchAnswer *answer,
                           const char *const *picks,
                           const GPtrArray *spec_picks,
                           MarchLocation where,
                           const MarchPlace **chosen,
                           GError **error);

/** One line for people: why @name has no one meaning, with candidates, (transfer full). */
char *march_answer_explain(const char *name, const MarchAnswer *answer);

#endif
