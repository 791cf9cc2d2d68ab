/* SPDX-License-Identifier: MIT */
/**
 * The figure's logo, from a PNG or SVG file.
 */
#ifndef MARCH_FIGURE_LOGO_H
#define MARCH_FIGURE_LOGO_H

#include "layout/layout.h"

void march_logo_free(MarchLogo *logo);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarchLogo, march_logo_free)
/**
 * Reads the logo at @path, (transfer full).
 *
 * Returns: NULL with an error that names the file, at @where.
 */
MarchLogo *march_logo_load(const char *path,
                           MarchLocation where,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
