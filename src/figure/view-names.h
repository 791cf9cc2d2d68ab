/* SPDX-License-Identifier: MIT */
/**
 * Views as people call them: the headings of panels, and the words of notes.
 */
#ifndef MARCH_FIGURE_VIEW_NAMES_H
#define MARCH_FIGURE_VIEW_NAMES_H

#include "geodata/catalogue.h"

/** Appends the name of each of @views (of char*) to @names. */
gboolean march_view_names_add(MarchCatalogue *catalogue,
                              const GPtrArray *views,
                              GPtrArray *names,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
/** "as claimed by India"; the code where the data have no name. (transfer full) */
char *march_view_describe(MarchCatalogue *catalogue, const char *view);

#endif
