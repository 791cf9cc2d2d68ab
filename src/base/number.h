/* SPDX-License-Identifier: MIT */
/**
 * Numbers, page lengths, ground distances and fractions as people write them.
 *
 * The decimal sign is always a full stop, whatever the locale. The whole text must
 * be the value: no trailing words, no infinities, no hexadecimal. A parser that
 * returns FALSE leaves its output untouched.
 */
#ifndef MARCH_BASE_NUMBER_H
#define MARCH_BASE_NUMBER_H

#include <glib.h>

/** A finite decimal number: "-12.5", "1e3". */
gboolean march_number_parse(const char *text, double *number);
/** "140000", "2.5": without an exponent below a quadrillion; (transfer full). */
char *march_number_to_text(double number);

typedef enum {
    MARCH_UNIT_MM,
    MARCH_UNIT_CM,
    MARCH_UNIT_IN,
    MARCH_UNIT_PT, /**< 1/72 inch */
    MARCH_UNIT_PX, /**< 1/96 inch */
} MarchUnit;

/** A length on the page. */
typedef struct {
    double value;
    MarchUnit unit;
} MarchLength;

/** A number and mm, cm, in, pt or px, with or without a space: "180mm", "7 in". */
gboolean march_length_parse(const char *text, MarchLength *length);
double march_length_to_mm(MarchLength length);

/** A distance on the ground: a number and km, m, mi or nmi, as kilometres. */
gboolean march_distance_parse(const char *text, double *kilometres);

/** "12%" or "0.12", as 0.12. */
gboolean march_fraction_parse(const char *text, double *fraction);

#endif
