/* SPDX-License-Identifier: MIT */
/**
 * Numbers as people of a language write them: separators of groups and decimals,
 * the common currencies and units.
 *
 * A table of the languages that figures are made in, not the whole of CLDR;
 * languages outside it are written as English.
 */
#ifndef MARCH_STYLE_NUMBER_FORMAT_H
#define MARCH_STYLE_NUMBER_FORMAT_H

#include <glib.h>

typedef struct {
    const char *locale;   /**< (nullable) BCP 47; English when NULL */
    const char *currency; /**< (nullable) ISO 4217 */
    const char *unit;     /**< (nullable) CLDR: "kilometer" */
    int minimum_digits;   /**< after the decimal sign; negative: the usual */
    int maximum_digits;
} MarchNumberFormat;

/** Rounds halves away from zero. Returns: (transfer full) */
char *march_number_format(double number, const MarchNumberFormat *options);

#endif
