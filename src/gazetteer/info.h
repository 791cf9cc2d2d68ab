/* SPDX-License-Identifier: MIT */
/**
 * What an index file holds, for people: counts, sources and their licences.
 */
#ifndef MARCH_GAZETTEER_INFO_H
#define MARCH_GAZETTEER_INFO_H

#include "base/error.h"

/** (transfer full) Lines of text, or NULL with @error. */
char *march_gazetteer_describe(const char *index_path,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
