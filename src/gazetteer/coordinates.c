/* SPDX-License-Identifier: MIT */
#include "coordinates.h"

#include <math.h>
#include <string.h>

#define KM_PER_DEGREE 111.195
/** No digits say more. */
#define FINEST_KM 0.01

typedef struct {
    double degrees;
    double unit;        /**< degrees that the last digit stands for */
    char hemisphere;    /**< N, S, E, W, or NUL when it is not said */
    gboolean is_marked; /**< with a fraction or a degree sign: no mere number */
} Angle;

/** Longer words before those they begin with. */
static const struct {
    const char *word;
    char hemisphere;
} hemispheres[] = {
    {"north", 'N'}, {"south", 'S'}, {"east", 'E'},   {"west", 'W'},  {"n.", 'N'},
    {"s.", 'S'},    {"e.", 'E'},    {"w.", 'W'},     {"n", 'N'},     {"s", 'S'},
    {"e", 'E'},     {"w", 'W'},     {"с. ш.", 'N'},  {"с.ш.", 'N'},  {"сш", 'N'},
    {"ю. ш.", 'S'}, {"ю.ш.", 'S'},  {"в. д.", 'E'},  {"в.д.", 'E'},  {"вд", 'E'},
    {"з. д.", 'W'}, {"з.д.", 'W'},  {"пн. ш.", 'N'}, {"пн.ш.", 'N'}, {"сх. д.", 'E'},
    {"сх.д.", 'E'},
};

static const char *const degree_signs[] = {"°", "º", "˚", "deg"};
static const char *const minute_signs[] = {"′", "’", "‘", "'", "´"};
static const char *const second_signs[] = {"″", "”", "“", "''", "\""};

/** Steps over one of @words at @text, and the spaces around it. */
static gboolean
take(const char **text, const char *const *words, gsize count)
{
    *text += strspn(*text, " \t");
    for (gsize i = 0; i < count; i++) {
        const gsize length = strlen(words[i]);
        if (strncmp(*text, words[i], length) == 0) {
            *text += length;
            *text += strspn(*text, " \t");
            return TRUE;
        }
    }
    return FALSE;
}

static char
take_hemisphere(const char **text)
{
    *text += strspn(*text, " \t");
    for (gsize i = 0; i < G_N_ELEMENTS(hemispheres); i++) {
        const gsize length = strlen(hemispheres[i].word);
        const char *after = *text + length;
        if (strncmp(*text, hemispheres[i].word, length) == 0 &&
            !g_unichar_isalpha(g_utf8_get_char(after))) {
            *text = after + strspn(after, " \t");
            return hemispheres[i].hemisphere;
        }
    }
    return '\0';
}

/** Reads digits and a fraction; @unit is what the last digit stands for. */
static gboolean
take_number(const char **text, double *number, double *unit)
{
    const char *at = *text;
    const gsize whole = strspn(at, "0123456789");
    if (whole == 0 || whole > 3) {
        return FALSE;
    }
    gsize fraction = 0;
    if (at[whole] == '.' || at[whole] == ',') {
        fraction = strspn(at + whole + 1, "0123456789");
    }
    const gsize length = whole + (fraction > 0 ? 1 + fraction : 0);
    g_autofree char *digits = g_strdelimit(g_strndup(at, length), ",", '.');
    *number = g_ascii_strtod(digits, NULL);
    *unit = pow(10, -(double)fraction);
    *text = at + length;
    return TRUE;
}

/** Minutes or seconds, whose sign must follow; what is no such thing stays. */
static void
take_part(const char **text,
          const char *const *signs,
          gsize count,
          double share,
          Angle *angle)
{
    const char *at = *text;
    double number;
    double unit;
    if (take_number(&at, &number, &unit) && number < 60 && take(&at, signs, count)) {
        angle->degrees += number * share;
        angle->unit = unit * share;
        *text = at;
    }
}

static gboolean
take_angle(const char **text, Angle *angle)
{
    *angle = (Angle){.hemisphere = take_hemisphere(text)};
    gboolean is_negative = **text == '-';
    if (g_str_has_prefix(*text, "−")) {
        is_negative = TRUE;
        *text += strlen("−");
    } else if (**text == '-' || **text == '+') {
        ++*text;
    }
    if (!take_number(text, &angle->degrees, &angle->unit)) {
        return FALSE;
    }
    angle->is_marked = angle->unit < 1;
    if (take(text, degree_signs, G_N_ELEMENTS(degree_signs))) {
        angle->is_marked = TRUE;
        take_part(text, minute_signs, G_N_ELEMENTS(minute_signs), 1 / 60.0, angle);
        take_part(text, second_signs, G_N_ELEMENTS(second_signs), 1 / 3600.0, angle);
    }
    if (angle->hemisphere == '\0') {
        angle->hemisphere = take_hemisphere(text);
    }
    if (is_negative && angle->hemisphere != '\0') {
        return FALSE;
    }
    if (is_negative || angle->hemisphere == 'S' || angle->hemisphere == 'W') {
        angle->degrees = -angle->degrees;
    }
    return TRUE;
}

static gboolean
is_lat(char hemisphere)
{
    return hemisphere == 'N' || hemisphere == 'S';
}

gboolean
march_coordinates_read(const char *text, MarchLonLat *position, double *precision_km)
{
    if (!g_utf8_validate(text, -1, NULL)) {
        return FALSE;
    }
    g_autofree char *folded = g_utf8_strdown(text, -1);
    const char *at = folded + strspn(folded, " \t([");
    Angle first;
    Angle second;
    if (!take_angle(&at, &first)) {
        return FALSE;
    }
    at += strspn(at, " \t,;/");
    if (!take_angle(&at, &second) || at[strspn(at, " \t)].")] != '\0') {
        return FALSE;
    }
    if ((first.hemisphere == '\0') != (second.hemisphere == '\0')) {
        return FALSE;
    }
    const gboolean is_said = first.hemisphere != '\0';
    if (is_said ? is_lat(first.hemisphere) == is_lat(second.hemisphere)
                : !first.is_marked || !second.is_marked) {
        return FALSE;
    }
    const gboolean is_swapped = is_said && !is_lat(first.hemisphere);
    *position = is_swapped ? (MarchLonLat){first.degrees, second.degrees}
                           : (MarchLonLat){second.degrees, first.degrees};
    *precision_km = MAX(FINEST_KM, MAX(first.unit, second.unit) * KM_PER_DEGREE / 2);
    return fabs(position->lat) <= 90 && fabs(position->lon) <= 180;
}
