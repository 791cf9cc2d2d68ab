/* SPDX-License-Identifier: MIT */
#include "graticule.h"

#include <math.h>
#include <stdlib.h>

#include "page.h"

#define LINE_SPACING 11.0 /* em, at least */
#define TICK         0.3  /* em */
#define LABEL_GAP    0.2
#define LINES_MAX    400

#define DEGREE 3600
#define CIRCLE (360 * DEGREE)

static const int STEPS[] = {
    1,          2,           5,           10,          15,         30,     60,
    120,        300,         600,         1200,        1800,       DEGREE, 2 * DEGREE,
    5 * DEGREE, 10 * DEGREE, 15 * DEGREE, 30 * DEGREE, 45 * DEGREE};

/* The smallest step that sets lines @spacing mm apart, a smaller one when fewer than
   two lines would cross @length. */
static int
choose_step(double mm_per_degree, double spacing, double length)
{
    gsize i = 0;
    while (i + 1 < G_N_ELEMENTS(STEPS) && STEPS[i] * mm_per_degree / DEGREE < spacing) {
        i++;
    }
    while (i > 0 && STEPS[i] * mm_per_degree / DEGREE > length / 2 &&
           STEPS[i - 1] * mm_per_degree / DEGREE >= spacing / 2) {
        i--;
    }
    return STEPS[i];
}

MarchGraticule
march_graticule_choose(const MarchFrame *frame, double base)
{
    MarchRect rect = march_frame_get_rect(frame);
    MarchPoint middle = {rect.x + rect.width / 2, rect.y + rect.height / 2};
    MarchLonLat center;
    if (!march_frame_unproject(frame, middle, &center)) {
        center = march_box_center(march_frame_get_visible_box(frame));
    }
    double mm_per_degree = march_frame_length_at(frame, center, 111195);
    double parallel = MAX(cos(center.lat * G_PI / 180), 0.05);

    MarchGraticule graticule = {
        .lon_step =
            choose_step(mm_per_degree * parallel, LINE_SPACING * base, rect.width),
        .lat_step = choose_step(mm_per_degree, LINE_SPACING * base, rect.height)};
    /* one step for both reads more easily, where neither becomes sparse */
    int larger = MAX(graticule.lon_step, graticule.lat_step);
    int smaller = MIN(graticule.lon_step, graticule.lat_step);
    if (larger <= 2 * smaller && larger * mm_per_degree / DEGREE < rect.height / 2.6) {
        graticule.lon_step = larger;
        graticule.lat_step = larger;
    }
    return graticule;
}

/* The first multiple of @step at or after @degrees, in seconds. */
static int
first_multiple(double degrees, int step)
{
    return (int)ceil(degrees * DEGREE / step - 1e-9) * step;
}

static int
wrap_longitude(int seconds)
{
    while (seconds > CIRCLE / 2) {
        seconds -= CIRCLE;
    }
    while (seconds < -CIRCLE / 2) {
        seconds += CIRCLE;
    }
    return seconds;
}

/* Calls for each meridian or parallel that the frame can show. */
static GArray *
list_lines(const MarchFrame *frame, int step, gboolean is_meridian)
{
    GArray *values = g_array_new(FALSE, FALSE, sizeof(int));
    MarchBox box = march_frame_get_visible_box(frame);
    double from = is_meridian ? box.west : box.south;
    double to = is_meridian ? box.west + march_box_width(box) : box.north;
    int last = (int)floor(to * DEGREE / step + 1e-9) * step;

    for (int value = first_multiple(from, step);
         value <= last && values->len < LINES_MAX; value += step) {
        /* the poles are points, and a full circle ends where it began */
        gboolean is_pole = !is_meridian && abs(value) >= 90 * DEGREE;
        gboolean is_repeated = is_meridian && values->len > 0 &&
                               value - g_array_index(values, int, 0) >= CIRCLE;
        if (!is_pole && !is_repeated) {
            g_array_append_val(values, value);
        }
    }
    return values;
}

static MarchPath *
project_meridian(const MarchFrame *frame, int seconds)
{
    MarchBox box = march_frame_get_visible_box(frame);
    double lon = (double)wrap_longitude(seconds) / DEGREE;
    MarchLonLat positions[] = {{lon, box.south}, {lon, box.north}};
    g_autoptr(MarchGeometry) line = march_geometry_new(MARCH_GEOMETRY_LINE);
    march_geometry_add_part(line, positions, G_N_ELEMENTS(positions), FALSE);
    return march_frame_project_geometry(frame, line, 1);
}

static void
add_arc(MarchGeometry *line, double lat, double west, double east)
{
    enum { N = 5 }; /* two ends half a turn apart would not say which way round */
    MarchLonLat positions[N];
    for (int i = 0; i < N; i++) {
        positions[i] = (MarchLonLat){west + (east - west) * i / (N - 1), lat};
    }
    march_geometry_add_part(line, positions, N, FALSE);
}

static MarchPath *
project_parallel(const MarchFrame *frame, int seconds)
{
    MarchBox box = march_frame_get_visible_box(frame);
    double lat = (double)seconds / DEGREE;
    double east = box.west + march_box_width(box);
    g_autoptr(MarchGeometry) line = march_geometry_new(MARCH_GEOMETRY_LINE);
    if (east > 180) {
        add_arc(line, lat, box.west, 180);
        add_arc(line, lat, -180, east - 360);
    } else {
        add_arc(line, lat, box.west, east);
    }
    return march_frame_project_geometry(frame, line, 1);
}

static void
draw_family(const MarchFurnitureKit *kit,
            const MarchFrame *frame,
            int step,
            gboolean is_meridian)
{
    MarchStroke stroke;
    march_stroke_init(&stroke);
    stroke.width = 0.12;
    stroke.color = (MarchColor){0.3, 0.36, 0.42, 0.34};

    g_autoptr(GArray) values = list_lines(frame, step, is_meridian);
    MarchPath *family = march_path_new();
    for (guint i = 0; i < values->len; i++) {
        int value = g_array_index(values, int, i);
        g_autoptr(MarchPath) path = is_meridian ? project_meridian(frame, value)
                                                : project_parallel(frame, value);
        g_autoptr(MarchPath) shown =
            march_path_clip_lines(path, march_frame_get_rect(frame));
        march_path_append(family, shown);
    }
    march_scene_take_stroke(kit->scene, family, &stroke);
}

void
march_graticule_draw_lines(const MarchGraticule *graticule,
                           const MarchFurnitureKit *kit,
                           const MarchFrame *frame)
{
    march_furniture_begin_group(kit, "graticule", "Graticule");
    draw_family(kit, frame, graticule->lon_step, TRUE);
    draw_family(kit, frame, graticule->lat_step, FALSE);
    march_scene_end_group(kit->scene);
}

char *
march_graticule_format(int seconds, gboolean is_longitude)
{
    int magnitude = abs(is_longitude ? wrap_longitude(seconds) : seconds);
    int degrees = magnitude / DEGREE;
    int minutes = magnitude / 60 % 60;
    int rest = magnitude % 60;
    gboolean is_negative = (is_longitude ? wrap_longitude(seconds) : seconds) < 0;

    g_autoptr(GString) text = g_string_new(NULL);
    g_string_append_printf(text, "%d\302\260", degrees);
    if (minutes != 0 || rest != 0) {
        g_string_append_printf(text, "%02d\342\200\262", minutes);
    }
    if (rest != 0) {
        g_string_append_printf(text, "%02d\342\200\263", rest);
    }
    if (magnitude != 0 && !(is_longitude && magnitude == CIRCLE / 2)) {
        const char *letter =
            is_longitude ? (is_negative ? "W" : "E") : (is_negative ? "S" : "N");
        g_string_append_printf(text, "\302\240%s", letter);
    }
    return g_strdup(text->str);
}

/* Where @path crosses the bottom (@is_bottom) or left edge: the position along it,
   or NAN. */
static double
crossing(const MarchPath *path, MarchRect rect, gboolean is_bottom)
{
    double level = is_bottom ? rect.y + rect.height : rect.x;
    for (guint p = 0; p < path->parts->len; p++) {
        const MarchPathPart *part = &g_array_index(path->parts, MarchPathPart, p);
        for (guint i = 1; i < part->count; i++) {
            MarchPoint a = g_array_index(path->points, MarchPoint, part->start + i - 1);
            MarchPoint b = g_array_index(path->points, MarchPoint, part->start + i);
            double a_across = (is_bottom ? a.y : a.x) - level;
            double b_across = (is_bottom ? b.y : b.x) - level;
            if ((a_across < 0) == (b_across < 0)) {
                continue;
            }
            double t = a_across / (a_across - b_across);
            return is_bottom ? a.x + t * (b.x - a.x) : a.y + t * (b.y - a.y);
        }
    }
    return NAN;
}

/* A tick at @at and the text about @middle. */
static void
draw_label(const MarchFurnitureKit *kit,
           const MarchFont *font,
           const char *text,
           MarchRect rect,
           gboolean is_bottom,
           double at,
           double middle)
{
    double tick = TICK * kit->base;
    double gap = (TICK + LABEL_GAP) * kit->base;
    double bottom = rect.y + rect.height;
    MarchPoint from = {rect.x, at};
    MarchPoint to = {rect.x - tick, at};
    MarchPoint origin = {rect.x - gap, middle};
    if (is_bottom) {
        from = (MarchPoint){at, bottom};
        to = (MarchPoint){at, bottom + tick};
        origin = (MarchPoint){middle, bottom + gap + 0.73 * font->size};
    }
    march_furniture_add_line(kit, from, to, MARCH_FURNITURE_HAIRLINE_WIDTH, kit->quiet);
    march_furniture_add_turned_text(kit, font, text, origin, MARCH_TEXT_ALIGN_MIDDLE,
                                    is_bottom ? 0 : -90, kit->quiet);
}

/* Returns how many labels are left out. */
static guint
draw_edge(const MarchGraticule *graticule,
          const MarchFurnitureKit *kit,
          const MarchFrame *frame,
          gboolean is_meridian)
{
    int step = is_meridian ? graticule->lon_step : graticule->lat_step;
    MarchRect rect = march_frame_get_rect(frame);
    MarchFont font =
        march_furniture_font(kit, march_page_graticule_label_size(kit->base), 400);
    double edge_from = is_meridian ? rect.x : rect.y;
    double edge_to = is_meridian ? rect.x + rect.width : rect.y + rect.height;
    double taken_from = G_MAXDOUBLE;
    double taken_to = -G_MAXDOUBLE;
    guint left_out = 0;

    g_autoptr(GArray) values = list_lines(frame, step, is_meridian);
    for (guint i = 0; i < values->len; i++) {
        int value = g_array_index(values, int, i);
        g_autoptr(MarchPath) path = is_meridian ? project_meridian(frame, value)
                                                : project_parallel(frame, value);
        double at = crossing(path, rect, is_meridian);
        if (isnan(at) || at < edge_from || at > edge_to) {
            continue;
        }
        g_autofree char *text = march_graticule_format(value, is_meridian);
        double half = march_furniture_text_width(kit, &font, text) / 2;
        /* near a corner the text moves along the edge, its tick does not */
        double middle = CLAMP(at, edge_from + half, MAX(edge_to - half, edge_from));
        gboolean is_crowded = middle - half < taken_to + 0.8 * font.size &&
                              middle + half > taken_from - 0.8 * font.size;
        if (is_crowded) {
            left_out++;
            continue;
        }
        taken_from = MIN(taken_from, middle - half);
        taken_to = MAX(taken_to, middle + half);
        draw_label(kit, &font, text, rect, is_meridian, at, middle);
    }
    return left_out;
}

void
march_graticule_draw_labels(const MarchGraticule *graticule,
                            const MarchFurnitureKit *kit,
                            const MarchFrame *frame,
                            MarchDiagnostics *diagnostics)
{
    march_furniture_begin_group(kit, "graticule-labels", "Graticule labels");
    guint left_out = draw_edge(graticule, kit, frame, TRUE) +
                     draw_edge(graticule, kit, frame, FALSE);
    march_scene_end_group(kit->scene);
    if (left_out > 0) {
        march_diagnostics_add(diagnostics, MARCH_SEVERITY_NOTE, "furniture-shed",
                              MARCH_LOCATION_NONE, "degree labels",
                              "%u of the degree labels %s left out: others stand there",
                              left_out, left_out == 1 ? "is" : "are");
    }
}
