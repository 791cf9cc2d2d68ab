/* SPDX-License-Identifier: MIT */
/**
 * Icons by name: where the SVG file of one lies.
 *
 * The user's own folder comes before the bundled ones. It reads no file.
 */
#ifndef MARCH_STYLE_ICON_FILE_H
#define MARCH_STYLE_ICON_FILE_H

#include <glib.h>

/**
 * @own: (nullable) the user's folder. @directory: (nullable) the bundled folder.
 *
 * Returns: (transfer full) a path, or NULL when there is no icon @name.
 */
char *march_icon_file_find(const char *own, const char *directory, const char *name);

#endif
