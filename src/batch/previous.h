/* SPDX-License-Identifier: MIT */
/**
 * The outputs as they were before they were last changed, below ".marchland/previous":
 * for the eye that compares.
 *
 * They are hard links to what was there, so that keeping costs no copy. One that is
 * drawn again with the same bytes leaves what was kept.
 */
#ifndef MARCH_BATCH_PREVIOUS_H
#define MARCH_BATCH_PREVIOUS_H

#include "base/error.h"

/** Where the output @below the folder is kept, (transfer full). */
char *march_previous_path(const char *folder, const char *below);
/** Keeps what the output holds, before it is replaced. */
gboolean march_previous_hold(const char *folder,
                             const char *below,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
/** After it: what was held counts if the output has other bytes now. */
void march_previous_settle(const char *folder, const char *below);
/** The output was replaced and nothing held: what is kept is older than the last. */
void march_previous_drop(const char *folder, const char *below);

#endif
