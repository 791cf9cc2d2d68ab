/* SPDX-License-Identifier: MIT */
#include "number.h"

#include <math.h>
#include <string.h>

typedef struct {
    const char *name;
    double factor;
} UnitFactor;

#define MM_PER_INCH 25.4

/* Reads the number that @text begins with; returns what follows it, or NULL. */
static const char *
number_scan(const char *text, double *number)
{
    const char *digits = text + (*text == '-' || *text == '+');
    char *end = NULL;
    double parsed;

    /* strtod also takes "inf", "nan" and hexadecimal, which no file means */
    if (!g_ascii_isdigit(*digits) && !(*digits == '.' && g_ascii_isdigit(digits[1]))) {
        return NULL;
    }
    if (digits[0] == '0' && (digits[1] == 'x' || digits[1] == 'X')) {
        return NULL;
    }
    parsed = g_ascii_strtod(text, &end);
    if (!isfinite(parsed)) {
        return NULL;
    }
    *number = parsed;
    return end;
}

gboolean
march_number_parse(const char *text, double *number)
{
    double parsed;
    const char *rest = number_scan(text, &parsed);

    if (rest == NULL || *rest != '\0') {
        return FALSE;
    }
    *number = parsed;
    return TRUE;
}

/* A number and one of @units; the index of the unit, or -1. */
static int
quantity_scan(const char *text, const UnitFactor *units, int n_units, double *number)
{
    const char *rest = number_scan(text, number);

    if (rest == NULL) {
        return -1;
    }
    while (*rest == ' ') {
        rest++;
    }
    for (int i = 0; i < n_units; i++) {
        if (strcmp(rest, units[i].name) == 0) {
            return i;
        }
    }
    return -1;
}

static const UnitFactor PAGE_UNITS[] = {
    [MARCH_UNIT_MM] = {"mm", 1},
    [MARCH_UNIT_CM] = {"cm", 10},
    [MARCH_UNIT_IN] = {"in", MM_PER_INCH},
    [MARCH_UNIT_PT] = {"pt", MM_PER_INCH / 72},
    [MARCH_UNIT_PX] = {"px", MM_PER_INCH / 96},
};

gboolean
march_length_parse(const char *text, MarchLength *length)
{
    double number;
    int unit = quantity_scan(text, PAGE_UNITS, G_N_ELEMENTS(PAGE_UNITS), &number);

    if (unit < 0) {
        return FALSE;
    }
    *length = (MarchLength){number, (MarchUnit)unit};
    return TRUE;
}

double
march_length_to_mm(MarchLength length)
{
    return length.value * PAGE_UNITS[length.unit].factor;
}

gboolean
march_distance_parse(const char *text, double *kilometres)
{
    static const UnitFactor GROUND_UNITS[] = {
        {"km", 1}, {"m", 0.001}, {"mi", 1.609344}, {"nmi", 1.852}};
    double number;
    int unit = quantity_scan(text, GROUND_UNITS, G_N_ELEMENTS(GROUND_UNITS), &number);

    if (unit < 0) {
        return FALSE;
    }
    *kilometres = number * GROUND_UNITS[unit].factor;
    return TRUE;
}

gboolean
march_fraction_parse(const char *text, double *fraction)
{
    static const UnitFactor FRACTIONS[] = {{"", 1}, {"%", 0.01}};
    double number;
    int unit = quantity_scan(text, FRACTIONS, G_N_ELEMENTS(FRACTIONS), &number);

    if (unit < 0) {
        return FALSE;
    }
    *fraction = number * FRACTIONS[unit].factor;
    return TRUE;
}

char *
march_number_to_text(double number)
{
    char buffer[G_ASCII_DTOSTR_BUF_SIZE];
    const char *format = fabs(number) < 1e6 ? "%g" : "%.15g";

    return g_strdup(g_ascii_formatd(buffer, sizeof buffer, format, number));
}
