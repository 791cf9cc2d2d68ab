/* SPDX-License-Identifier: MIT */
#include "projection-auto.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "geodesic.h"

#define KM_PER_DEGREE 111.2
/* Beyond this span a conformal map swells visibly at its rim (by about 2.5 %). */
#define CONFORMAL_SPAN_KM 7000
/* Beyond this neither a conic nor an azimuthal map of a part makes sense. */
#define WORLD_WIDTH_DEGREES 200
/* Centred within this of the equator the cone of a conic map is all but a cylinder. */
#define CYLINDER_LATITUDE 2
/* Extents on both sides of the equator get Mercator up to this central latitude. */
#define MERCATOR_LATITUDE 20
/* A pole this near, or parallels this short, call for a polar map. */
#define POLAR_LATITUDE 70

static double
round_to(double value, double step)
{
    /* Adding zero turns a negative zero into zero. */
    return round(value / step) * step + 0.0;
}

static void
append_number(GString *text, const char *key, double value)
{
    char number[G_ASCII_DTOSTR_BUF_SIZE];

    g_ascii_formatd(number, sizeof number, "%.2f", value);
    if (strchr(number, '.') != NULL) {
        char *end = number + strlen(number);

        while (end[-1] == '0') {
            *--end = '\0';
        }
        if (end[-1] == '.') {
            end[-1] = '\0';
        }
    }
    if (strcmp(number, "-0") == 0) {
        strcpy(number, "0");
    }
    g_string_append_printf(text, " +%s=%s", key, number);
}

static char *
finish(GString *text)
{
    g_string_append(text, " +ellps=WGS84 +units=m");
    return g_string_free(text, FALSE);
}

static char *
choose_conformal(MarchBox extent, MarchLonLat center, double step)
{
    double height = extent.north - extent.south;
    double width_km = march_box_width(extent) * cos(center.lat * G_PI / 180);
    GString *text;

    if (height > 1.5 * width_km) {
        text = g_string_new("+proj=tmerc");
        append_number(text, "lat_0", center.lat);
        append_number(text, "lon_0", center.lon);
        return finish(text);
    }
    if (fabs(center.lat) < CYLINDER_LATITUDE ||
        (extent.south < 0 && extent.north > 0 &&
         fabs(center.lat) < MERCATOR_LATITUDE)) {
        double reach = MAX(fabs(extent.south), fabs(extent.north));

        text = g_string_new("+proj=merc");
        append_number(text, "lat_ts", round_to(MIN(reach * 2 / 3, 60), step));
        append_number(text, "lon_0", center.lon);
        return finish(text);
    }
    text = g_string_new("+proj=lcc");
    append_number(text, "lat_1", round_to(extent.south + height / 6, step));
    append_number(text, "lat_2", round_to(extent.north - height / 6, step));
    append_number(text, "lat_0", center.lat);
    append_number(text, "lon_0", center.lon);
    return finish(text);
}

static char *
choose_polar(MarchBox extent, MarchLonLat center)
{
    GString *text = g_string_new("+proj=stere");
    double pole = center.lat > 0 ? 90 : -90;
    double edge = pole > 0 ? extent.south : extent.north;

    append_number(text, "lat_0", pole);
    /* The parallel of true scale lies between the pole and the rim. */
    append_number(text, "lat_ts", round_to(edge + (pole - edge) / 2, 1));
    append_number(text, "lon_0", march_box_width(extent) > 300 ? 0 : center.lon);
    return finish(text);
}

char *
march_projection_choose(MarchBox extent)
{
    double width = march_box_width(extent);
    double height = extent.north - extent.south;
    double step = MAX(width, height) < 0.5 ? 0.01 : 0.1;
    MarchLonLat center = march_box_center(extent);
    double widest = extent.south * extent.north < 0
                        ? 1
                        : cos(MIN(fabs(extent.south), fabs(extent.north)) * G_PI / 180);
    double span_km = MAX(width * widest, height) * KM_PER_DEGREE;
    GString *text;

    center.lon = march_lon_lat_wrap(round_to(center.lon, step));
    center.lat = round_to(center.lat, step);
    if (fabs(center.lat) >= POLAR_LATITUDE &&
        (width > 60 || extent.north > 88 || extent.south < -88)) {
        return choose_polar(extent, center);
    }
    if (width >= WORLD_WIDTH_DEGREES && height > 60) {
        text = g_string_new("+proj=eqearth");
        append_number(text, "lon_0", round_to(center.lon, 1));
        return finish(text);
    }
    if (span_km <= CONFORMAL_SPAN_KM ||
        (width > 120 && height < 40 && fabs(center.lat) < MERCATOR_LATITUDE)) {
        return choose_conformal(extent, center, step);
    }
    if (width >= WORLD_WIDTH_DEGREES) {
        text = g_string_new("+proj=eqearth");
        append_number(text, "lon_0", round_to(center.lon, 1));
        return finish(text);
    }
    text = g_string_new("+proj=laea");
    append_number(text, "lat_0", round_to(center.lat, 1));
    append_number(text, "lon_0", round_to(center.lon, 1));
    return finish(text);
}

/* "+key=" at the start of a word of @definition; the "+" may be missing. */
static const char *
find_value(const char *definition, const char *key)
{
    gsize length = strlen(key);

    for (const char *at = strstr(definition, key); at != NULL;
         at = strstr(at + 1, key)) {
        gboolean starts = at == definition || at[-1] == '+' || g_ascii_isspace(at[-1]);

        if (starts && at[length] == '=') {
            return at + length + 1;
        }
    }
    return NULL;
}

double
march_projection_parameter(const char *definition, const char *key, double fallback)
{
    const char *value = find_value(definition, key);
    char *end = NULL;
    double number;

    if (value == NULL) {
        return fallback;
    }
    number = g_ascii_strtod(value, &end);
    return end != value && isfinite(number) ? number : fallback;
}

char *
march_projection_word(const char *definition, const char *key)
{
    const char *value = find_value(definition, key);

    return value != NULL ? g_strndup(value, strcspn(value, " \t\r\n+")) : NULL;
}

static char *
degrees(double value, char positive, char negative)
{
    char number[G_ASCII_DTOSTR_BUF_SIZE];

    g_ascii_formatd(number, sizeof number, "%.6g", fabs(value));
    if (fabs(value) <= 0) {
        return g_strdup("0°");
    }
    return g_strdup_printf("%s° %c", number, value < 0 ? negative : positive);
}

static char *
latitude(const char *definition, const char *key)
{
    return degrees(march_projection_parameter(definition, key, 0), 'N', 'S');
}

char *
march_projection_describe(const char *definition)
{
    static const struct {
        const char *proj;
        const char *name;
        const char *standard; /* the parameter of true scale, or NULL */
        gboolean has_center_latitude;
    } KNOWN[] = {
        {"merc", "Mercator", "lat_ts", FALSE},
        {"tmerc", "Transverse Mercator", NULL, FALSE},
        {"stere", "Stereographic", "lat_ts", TRUE},
        {"laea", "Lambert azimuthal equal-area", NULL, TRUE},
        {"aeqd", "Azimuthal equidistant", NULL, TRUE},
        {"ortho", "Orthographic", NULL, TRUE},
        {"gnom", "Gnomonic", NULL, TRUE},
        {"eqearth", "Equal Earth", NULL, FALSE},
        {"robin", "Robinson", NULL, FALSE},
        {"moll", "Mollweide", NULL, FALSE},
        {"natearth", "Natural Earth", NULL, FALSE},
        {"wintri", "Winkel tripel", NULL, FALSE},
        {"eqc", "Equirectangular", "lat_ts", FALSE},
        {"sinu", "Sinusoidal", NULL, FALSE},
        {"cea", "Cylindrical equal-area", "lat_ts", FALSE},
    };
    g_autofree char *proj = march_projection_word(definition, "proj");
    g_autofree char *lon =
        degrees(march_projection_parameter(definition, "lon_0", 0), 'E', 'W');

    if (proj == NULL) {
        return NULL;
    }
    if (strcmp(proj, "lcc") == 0 || strcmp(proj, "aea") == 0) {
        const char *name =
            proj[0] == 'l' ? "Lambert conformal conic" : "Albers equal-area conic";
        g_autofree char *south = latitude(definition, "lat_1");
        g_autofree char *north = latitude(definition, "lat_2");

        if (find_value(definition, "lat_2") == NULL || strcmp(south, north) == 0) {
            return g_strdup_printf("%s, %s, centred %s", name, south, lon);
        }
        return g_strdup_printf("%s, %s and %s, centred %s", name, south, north, lon);
    }
    for (gsize i = 0; i < G_N_ELEMENTS(KNOWN); i++) {
        g_autoptr(GString) text = NULL;

        if (strcmp(proj, KNOWN[i].proj) != 0) {
            continue;
        }
        text = g_string_new(KNOWN[i].name);
        if (KNOWN[i].standard != NULL &&
            find_value(definition, KNOWN[i].standard) != NULL) {
            g_autofree char *standard = latitude(definition, KNOWN[i].standard);

            g_string_append_printf(text, ", true at %s", standard);
        }
        if (KNOWN[i].has_center_latitude) {
            g_autofree char *lat = latitude(definition, "lat_0");

            g_string_append_printf(text, ", centred %s, %s", lat, lon);
        } else {
            g_string_append_printf(text, ", centred %s", lon);
        }
        return g_string_free(g_steal_pointer(&text), FALSE);
    }
    return NULL;
}
