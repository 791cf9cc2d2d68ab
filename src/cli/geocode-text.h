/* SPDX-License-Identifier: MIT */
/**
 * Answers for people: a line on each name and a table of its candidates.
 *
 * Columns are aligned by the width of characters on a terminal. On a narrow one
 * columns are left out and names cut; elsewhere everything is written.
 */
#ifndef MARCH_CLI_GEOCODE_TEXT_H
#define MARCH_CLI_GEOCODE_TEXT_H

#include "gazetteer/gazetteer.h"

typedef struct {
    guint width; /**< of the terminal in columns, 0 for none */
    gboolean has_color;
} MarchTextTable;

/** Finds out what standard output is: a terminal, how wide, with colours (NO_COLOR). */
void march_text_table_init(MarchTextTable *table);

/** Columns that @text takes on a terminal. */
guint march_text_width(const char *text);

/** @text on one line: what would steer a terminal is U+FFFD, (transfer full). */
char *march_text_make_visible(const char *text);
/** The first @width columns, with an ellipsis where it is cut; 0: all, (transfer full). */
char *march_text_cut(const char *text, guint width);

void march_text_table_append(GString *text,
                             const MarchTextTable *table,
                             const char *query,
                             const MarchAnswer *answer,
                             gboolean is_verbose);

#endif
