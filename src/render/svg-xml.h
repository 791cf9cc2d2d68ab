/* SPDX-License-Identifier: MIT */
/**
 * Private to render/: writing XML into a string.
 *
 * Numbers are written without the locale, as short as their precision allows; text
 * is escaped, and what XML cannot hold becomes U+FFFD.
 */
#ifndef MARCH_RENDER_SVG_XML_H
#define MARCH_RENDER_SVG_XML_H

#include <glib.h>

#include "base/color.h"

/** "1.5" for 1.500 with 3 @decimals; at most 6 decimals. */
void march_xml_number(GString *out, double number, int decimals);
/** The escaped @text, for content and for attributes in double quotes. */
void march_xml_text(GString *out, const char *text);
/** ' name="text"', or nothing when @text is NULL. */
void march_xml_attribute(GString *out, const char *name, const char *text);
/** ' name="number"' with three decimals, of a number that is no length on the page. */
void march_xml_ratio(GString *out, const char *name, double number);
/** ' name="#rrggbb"', and ' name-opacity="a"' when not opaque. */
void march_xml_paint(GString *out, const char *name, MarchColor color);

#endif
