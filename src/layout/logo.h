/* SPDX-License-Identifier: MIT */
/**
 * The logo: at the far end of the title, as high as it or three lines of text.
 */
#ifndef MARCH_LAYOUT_LOGO_H
#define MARCH_LAYOUT_LOGO_H

#include "furniture.h"

/** Its size on a page that is @width mm wide inside; empty without one, or on a page
    too narrow for it. */
MarchRect march_logo_measure(const MarchLogo *logo, double base, double width);
/** Draws it into @rect. */
void
march_logo_draw(const MarchLogo *logo, const MarchFurnitureKit *kit, MarchRect rect);

#endif
