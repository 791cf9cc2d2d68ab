/* SPDX-License-Identifier: MIT */
#include "projection.h"

#include <math.h>
#include <proj.h>
#include <string.h>

#include "geodesic.h"
#include "projection-auto.h"

#define WGS84_RADIUS       6378137.0
#define WGS84_ECCENTRICITY 0.0066943799901413165 /* squared */

struct MarchProjection {
    PJ_CONTEXT *context;
    PJ *transformation;
    char *definition;
    char *description;
    char *log; /* (nullable) what PROJ complained of last */
    gboolean takes_radians;
    gboolean is_web_mercator;
    MarchProjectionSeam seam;
};

static void
keep_log(void *data, int level, const char *message)
{
    MarchProjection *projection = data;

    if (level == PJ_LOG_ERROR) {
        g_free(projection->log);
        projection->log = g_strdup(message);
    }
}

void
march_projection_free(MarchProjection *projection)
{
    if (projection == NULL) {
        return;
    }
    proj_destroy(projection->transformation);
    proj_context_destroy(projection->context);
    g_free(projection->definition);
    g_free(projection->description);
    g_free(projection->log);
    g_free(projection);
}

/* Parameters that open files, or run steps that may. */
static const char *
find_forbidden(const char *definition)
{
    static const char *const FORBIDDEN[] = {
        "init",  "nadgrids", "geoidgrids", "grids",   "file",
        "model", "pipeline", "xy_grids",   "z_grids", "catalog",
    };

    for (gsize i = 0; i < G_N_ELEMENTS(FORBIDDEN); i++) {
        const char *at = strstr(definition, FORBIDDEN[i]);

        for (; at != NULL; at = strstr(at + 1, FORBIDDEN[i])) {
            char after = at[strlen(FORBIDDEN[i])];

            if (at > definition && !g_ascii_isalpha(at[-1]) && at[-1] != '_' &&
                !g_ascii_isalnum(after) && after != '_') {
                return FORBIDDEN[i];
            }
        }
    }
    return NULL;
}

static gboolean
fail(MarchProjection *projection, const char *definition, GError **error)
{
    int code = proj_context_errno(projection->context);
    const char *cause = projection->log;

    if (cause == NULL && code != 0) {
        cause = proj_context_errno_string(projection->context, code);
    }
    march_error_set(error, MARCH_ERROR_CONFIG, MARCH_LOCATION_NONE,
                    "projection \"%s\" cannot be used: %s", definition,
                    cause != NULL ? cause : "not a projection PROJ knows");
    return FALSE;
}

/* Keeps PROJ from its database, which takes milliseconds to open, and from grids. */
static const char *
find_nothing(PJ_CONTEXT *context, const char *name, void *data)
{
    (void)context;
    (void)name;
    (void)data;
    /* A file that cannot be: NULL would mean the usual folders. */
    return "/dev/null/none";
}

/* A bare PROJ string is an operation from radians and needs no file at all. */
static gboolean
open_string(MarchProjection *projection, const char *definition, GError **error)
{
    const char *forbidden = find_forbidden(definition);

    if (forbidden != NULL) {
        march_error_set(error, MARCH_ERROR_CONFIG, MARCH_LOCATION_NONE,
                        "projection \"%s\" uses \"%s\", which is not allowed here",
                        definition, forbidden);
        return FALSE;
    }
    if (strstr(definition, "proj=") == NULL) {
        march_error_set(error, MARCH_ERROR_CONFIG, MARCH_LOCATION_NONE,
                        "projection \"%s\": expected auto, EPSG:number or a PROJ "
                        "string such as \"+proj=laea +lat_0=40 +lon_0=70\"",
                        definition);
        return FALSE;
    }
    proj_context_set_file_finder(projection->context, find_nothing, NULL);
    projection->transformation = proj_create(projection->context, definition);
    if (projection->transformation == NULL) {
        return fail(projection, definition, error);
    }
    if (!proj_angular_input(projection->transformation, PJ_FWD) ||
        proj_angular_output(projection->transformation, PJ_FWD)) {
        march_error_set(error, MARCH_ERROR_CONFIG, MARCH_LOCATION_NONE,
                        "projection \"%s\" does not lead from degrees to metres",
                        definition);
        return FALSE;
    }
    projection->takes_radians = TRUE;
    return TRUE;
}

static gboolean
open_code(MarchProjection *projection,
          const char *code,
          MarchBox extent,
          GError **error)
{
    g_autoptr(GString) text = g_string_new(NULL);
    PJ *target;
    PJ *operation;
    PJ_AREA *area;
    PJ_TYPE type;

    /* Reads PROJ's settings, so only where grids may be looked for. */
    proj_context_set_enable_network(projection->context, 0);
    target = proj_create(projection->context, code);
    if (target == NULL) {
        return fail(projection, code, error);
    }
    type = proj_get_type(target);
    g_string_printf(text, "%s (%s)", proj_get_name(target), code);
    proj_destroy(target);
    if (type == PJ_TYPE_GEOGRAPHIC_2D_CRS || type == PJ_TYPE_GEOGRAPHIC_3D_CRS) {
        /* Degrees drawn as they are: the equirectangular projection. */
        g_string_prepend(text, "Equirectangular, ");
        projection->description = g_string_free(g_steal_pointer(&text), FALSE);
        return open_string(projection, "+proj=eqc +ellps=WGS84", error);
    }
    if (type != PJ_TYPE_PROJECTED_CRS) {
        march_error_set(error, MARCH_ERROR_CONFIG, MARCH_LOCATION_NONE,
                        "%s is not a projected coordinate system", text->str);
        return FALSE;
    }
    area = proj_area_create();
    proj_area_set_bbox(area, extent.west, extent.south, extent.east, extent.north);
    operation = proj_create_crs_to_crs(projection->context, "OGC:CRS84", code, area);
    proj_area_destroy(area);
    if (operation == NULL) {
        return fail(projection, code, error);
    }
    projection->transformation =
        proj_normalize_for_visualization(projection->context, operation);
    proj_destroy(operation);
    if (projection->transformation == NULL) {
        return fail(projection, code, error);
    }
    projection->description = g_string_free(g_steal_pointer(&text), FALSE);
    return TRUE;
}

/*
 * The PROJ string of codes whose meaning needs no database, which takes
 * milliseconds to open; NULL for all others.
 */
static char *
string_of_code(int code, char **description)
{
    if (code == 3857) {
        *description = g_strdup("Web Mercator (EPSG:3857)");
        return g_strdup("+proj=webmerc +ellps=WGS84 +lon_0=0");
    }
    if (code == 4326) {
        /* Degrees drawn as they are. */
        *description = g_strdup("Equirectangular, WGS 84 (EPSG:4326)");
        return g_strdup("+proj=eqc +ellps=WGS84");
    }
    if ((code > 32600 && code <= 32660) || (code > 32700 && code <= 32760)) {
        gboolean is_south = code > 32700;
        int zone = code % 100;

        *description = g_strdup_printf("WGS 84 / UTM zone %d%c (EPSG:%d)", zone,
                                       is_south ? 'S' : 'N', code);
        return g_strdup_printf("+proj=utm +zone=%d%s +ellps=WGS84", zone,
                               is_south ? " +south" : "");
    }
    return NULL;
}

static gboolean
open_definition(MarchProjection *projection,
                const char *definition,
                MarchBox extent,
                GError **error)
{
    g_autofree char *code = NULL;
    g_autofree char *string = NULL;
    char *end = NULL;
    guint64 number;

    if (g_ascii_strcasecmp(definition, "auto") == 0) {
        projection->definition = march_projection_choose(extent);
        return open_string(projection, projection->definition, error);
    }
    if (g_ascii_strncasecmp(definition, "EPSG:", 5) != 0) {
        projection->definition = g_strdup(definition);
        return open_string(projection, definition, error);
    }
    number = g_ascii_strtoull(definition + 5, &end, 10);
    if (!g_ascii_isdigit(definition[5]) || *end != '\0' || number > 999999) {
        march_error_set(error, MARCH_ERROR_CONFIG, MARCH_LOCATION_NONE,
                        "projection \"%s\": expected a number after EPSG:", definition);
        return FALSE;
    }
    code = g_strdup_printf("EPSG:%d", (int)number);
    projection->definition = g_strdup(code);
    projection->is_web_mercator = number == 3857;
    string = string_of_code((int)number, &projection->description);
    if (string != NULL) {
        return open_string(projection, string, error);
    }
    return open_code(projection, code, extent, error);
}

static MarchProjectionSeam
find_seam(const MarchProjection *projection, MarchBox extent)
{
    static const struct {
        const char *proj;
        double horizon;
    } AZIMUTHAL[] = {
        {"laea", 175}, {"stere", 150},  {"sterea", 150}, {"aeqd", 175},
        {"gnom", 80},  {"ortho", 89.9}, {"ups", 150},
    };
    const char *definition = projection->definition;
    g_autofree char *proj = march_projection_word(definition, "proj");
    MarchProjectionSeam seam = {FALSE, march_box_center(extent), 180};

    if (projection->is_web_mercator) {
        seam.center = (MarchLonLat){0, 0};
        return seam;
    }
    if (proj == NULL) {
        return seam; /* a code: torn opposite of the extent */
    }
    if (strcmp(proj, "utm") == 0) {
        double zone = march_projection_parameter(definition, "zone", 31);

        seam.center = (MarchLonLat){zone * 6 - 183, 0};
        return seam;
    }
    seam.center.lon = march_projection_parameter(definition, "lon_0", 0);
    seam.center.lat = march_projection_parameter(definition, "lat_0", 0);
    seam.center.lon = march_lon_lat_wrap(seam.center.lon);
    for (gsize i = 0; i < G_N_ELEMENTS(AZIMUTHAL); i++) {
        if (strcmp(proj, AZIMUTHAL[i].proj) == 0) {
            seam.is_azimuthal = TRUE;
            seam.horizon = AZIMUTHAL[i].horizon;
        }
    }
    return seam;
}

static char *
describe(const MarchProjection *projection)
{
    char *text = march_projection_describe(projection->definition);
    const char *words;

    if (text != NULL) {
        return text;
    }
    /* PROJ's own words begin with the name on a line of its own. */
    words = proj_pj_info(projection->transformation).description;
    if (words != NULL && words[0] != '\0') {
        g_autofree char *name = g_strndup(words, strcspn(words, "\n\t"));

        return g_strdup_printf("%s (%s)", name, projection->definition);
    }
    return g_strdup(projection->definition);
}

MarchProjection *
march_projection_new(const char *definition, MarchBox extent, GError **error)
{
    g_autoptr(MarchProjection) projection = g_new0(MarchProjection, 1);

    if (!march_box_is_valid(extent)) {
        march_error_set(error, MARCH_ERROR_CONFIG, MARCH_LOCATION_NONE,
                        "extent [%g, %g, %g, %g] is not a box of degrees: expected "
                        "[west, south, east, north]",
                        extent.west, extent.south, extent.east, extent.north);
        return NULL;
    }
    projection->context = proj_context_create();
    proj_log_func(projection->context, projection, keep_log);
    if (!open_definition(projection, definition, extent, error)) {
        return NULL;
    }
    projection->seam = find_seam(projection, extent);
    if (projection->description == NULL) {
        projection->description = describe(projection);
    }
    return g_steal_pointer(&projection);
}

gboolean
march_projection_forward(const MarchProjection *projection,
                         MarchLonLat position,
                         MarchMapXY *xy)
{
    march_projection_forward_many(projection, &position, xy, 1);
    return isfinite(xy->x) && isfinite(xy->y);
}

static gboolean
invert(const MarchProjection *projection, MarchMapXY xy, MarchLonLat *position)
{
    PJ_COORD coordinate = proj_coord(xy.x, xy.y, 0, 0);

    proj_errno_reset(projection->transformation);
    coordinate = proj_trans(projection->transformation, PJ_INV, coordinate);
    if (!isfinite(coordinate.xy.x) || !isfinite(coordinate.xy.y)) {
        return FALSE;
    }
    if (projection->takes_radians) {
        coordinate.xy.x *= 180 / G_PI;
        coordinate.xy.y *= 180 / G_PI;
    }
    position->lon = march_lon_lat_wrap(coordinate.xy.x);
    position->lat = CLAMP(coordinate.xy.y, -90, 90);
    return TRUE;
}

gboolean
march_projection_inverse_roughly(const MarchProjection *projection,
                                 MarchMapXY xy,
                                 MarchLonLat *position)
{
    return isfinite(xy.x) && isfinite(xy.y) && invert(projection, xy, position);
}

gboolean
march_projection_inverse(const MarchProjection *projection,
                         MarchMapXY xy,
                         MarchLonLat *position)
{
    MarchLonLat first, again;
    MarchMapXY image;

    if (!march_projection_inverse_roughly(projection, xy, &first)) {
        return FALSE;
    }
    *position = first;
    /*
     * Some inverses are short series, off by 1e-8 degrees. What the inverse does to
     * the image of its answer tells by how much it errs thereabouts.
     */
    if (march_projection_forward(projection, first, &image) &&
        invert(projection, image, &again)) {
        double dlon = march_lon_lat_wrap(first.lon - again.lon);
        double dlat = first.lat - again.lat;

        if (fabs(dlon) < 1e-6 && fabs(dlat) < 1e-6) {
            position->lon = march_lon_lat_wrap(first.lon + dlon);
            position->lat = CLAMP(first.lat + dlat, -90, 90);
        }
    }
    return TRUE;
}

void
march_projection_forward_many(const MarchProjection *projection,
                              const MarchLonLat *positions,
                              MarchMapXY *xys,
                              gsize count)
{
    double factor = projection->takes_radians ? G_PI / 180 : 1;

    for (gsize i = 0; i < count; i++) {
        xys[i] = (MarchMapXY){positions[i].lon * factor, positions[i].lat * factor};
    }
    proj_errno_reset(projection->transformation);
    proj_trans_generic(projection->transformation, PJ_FWD, &xys->x, sizeof *xys, count,
                       &xys->y, sizeof *xys, count, NULL, 0, 0, NULL, 0, 0);
    for (gsize i = 0; i < count; i++) {
        if (!isfinite(xys[i].x) || !isfinite(xys[i].y)) {
            xys[i] = (MarchMapXY){NAN, NAN};
        }
    }
}

/* Image steps per ground metre northwards and eastwards, by central differences. */
static gboolean
differentiate(const MarchProjection *projection,
              MarchLonLat position,
              MarchMapXY *north,
              MarchMapXY *east)
{
    const double step = 1e-4; /* degrees: about 10 m */
    double lat = CLAMP(position.lat, -90 + 2 * step, 90 - 2 * step);
    double sine = sin(lat * G_PI / 180), cosine = cos(lat * G_PI / 180);
    double w = sqrt(1 - WGS84_ECCENTRICITY * sine * sine);
    double meridian = WGS84_RADIUS * (1 - WGS84_ECCENTRICITY) / (w * w * w);
    double parallel = WGS84_RADIUS / w * cosine;
    double angle = 2 * step * G_PI / 180;
    double reach = 180 - 2 * step;
    MarchLonLat center = projection->seam.center;
    /* Off the seam, where neighbours lie at opposite ends of the map. */
    double lon = center.lon +
                 CLAMP(march_lon_lat_wrap(position.lon - center.lon), -reach, reach);
    MarchLonLat around[4] = {
        {lon, lat - step}, {lon, lat + step}, {lon - step, lat}, {lon + step, lat}};
    MarchMapXY images[4];

    march_projection_forward_many(projection, around, images, 4);
    *north = (MarchMapXY){(images[1].x - images[0].x) / (meridian * angle),
                          (images[1].y - images[0].y) / (meridian * angle)};
    *east = (MarchMapXY){(images[3].x - images[2].x) / (parallel * angle),
                         (images[3].y - images[2].y) / (parallel * angle)};
    return isfinite(north->x) && isfinite(north->y) && isfinite(east->x) &&
           isfinite(east->y);
}

double
march_projection_scale_at(const MarchProjection *projection, MarchLonLat position)
{
    MarchMapXY north, east;

    if (projection->is_web_mercator) {
        /* The sphere's scale, as every Web Mercator map states it. */
        return 1 / MAX(cos(position.lat * G_PI / 180), 1e-6);
    }
    if (!differentiate(projection, position, &north, &east)) {
        return NAN;
    }
    return sqrt(fabs(east.x * north.y - east.y * north.x));
}

double
march_projection_convergence_at(const MarchProjection *projection, MarchLonLat position)
{
    MarchMapXY north, east;

    if (!differentiate(projection, position, &north, &east)) {
        return 0;
    }
    return atan2(north.x, north.y) * 180 / G_PI;
}

const char *
march_projection_get_description(const MarchProjection *projection)
{
    return projection->description;
}

const char *
march_projection_get_definition(const MarchProjection *projection)
{
    return projection->definition;
}

gboolean
march_projection_is_web_mercator(const MarchProjection *projection)
{
    return projection->is_web_mercator;
}

void
march_projection_recenter(MarchProjection *projection, double lon)
{
    char number[G_ASCII_DTOSTR_BUF_SIZE];
    g_autofree char *definition = NULL;
    PJ *moved;

    if (!projection->is_web_mercator) {
        return;
    }
    g_ascii_formatd(number, sizeof number, "%.9f", lon);
    definition = g_strdup_printf("+proj=webmerc +ellps=WGS84 +lon_0=%s", number);
    moved = proj_create(projection->context, definition);
    if (moved != NULL) {
        proj_destroy(projection->transformation);
        projection->transformation = moved;
        projection->seam.center.lon = g_ascii_strtod(number, NULL);
    }
}

MarchProjectionSeam
march_projection_get_seam(const MarchProjection *projection)
{
    return projection->seam;
}
