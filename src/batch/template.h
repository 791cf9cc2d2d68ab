/* SPDX-License-Identifier: MIT */
/**
 * Templates of a batch plan: text in which {column} stands for a value of the row.
 *
 * A row is one feature of each table of the plan, the later ones first asked. Nothing
 * is owned.
 */
#ifndef MARCH_BATCH_TEMPLATE_H
#define MARCH_BATCH_TEMPLATE_H

#include "geo/feature.h"

typedef struct {
    const MarchFeature *const *features;
    guint n_features;
    guint number; /**< of the row, from 1: {row} */
} MarchTemplateRow;

/**
 * @text with each {column} replaced by the row's value, and each {column:FORMAT} by
 * its date in strftime's %Y %m %d %j %V; "{{" and "}}" stand for braces.
 *
 * Returns: (transfer full), or NULL with MARCH_ERROR_CONFIG at @where.
 */
char *march_template_expand(const char *text,
                            const MarchTemplateRow *row,
                            MarchLocation where,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
/**
 * @text as the name of a file: all but letters, digits, and . _ - replaced by a hyphen,
 * no dot or hyphen at its start, and at most 150 bytes.
 *
 * Returns: (transfer full), or NULL when nothing is left.
 */
char *march_template_file_name(const char *text);

#endif
