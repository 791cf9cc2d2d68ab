/* SPDX-License-Identifier: MIT */
/**
 * What is the same on every gallery's page: style and script. For gallery.c.
 */
#ifndef MARCH_BATCH_GALLERY_PAGE_H
#define MARCH_BATCH_GALLERY_PAGE_H

/** CSS. */
extern const char MARCH_GALLERY_STYLE[];
/** JavaScript: shows the filter and turns pairs of pictures into comparisons. */
extern const char MARCH_GALLERY_SCRIPT[];
/** HTML of the filter, hidden until the script runs. */
extern const char MARCH_GALLERY_FILTER[];

#endif
