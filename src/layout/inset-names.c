/* SPDX-License-Identifier: MIT */
#include "inset-names.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "map-scan.h"

#define NAMES_MAX 6
#define ROW_PITCH 0.4 /* mm */
#define ROWS_MAX  400
#define NAME_SIZE 0.72 /* em of the base */

/* Size of the name, and the part of it that must lie inside the country. */
static const struct {
    double size, part;
} TRIES[] = {{1, 1}, {0.92, 0.92}, {0.88, 0.78}};

typedef struct {
    const char *name;
    GPtrArray *areas; /* of MarchPath */
    double area;      /* mm² */
    double under;     /* of it under the outline */
    gboolean is_under_outline;
} Country;

typedef struct {
    MarchRect rect;
    double room; /* mm of free width beside the name */
} Place;

static void
clear_country(gpointer data)
{
    g_ptr_array_unref(((Country *)data)->areas);
}

static const char *
feature_name(const MarchFeature *feature)
{
    static const char *const keys[] = {"name", "name_en", "country"};
    for (gsize i = 0; i < G_N_ELEMENTS(keys); i++) {
        const char *name = march_feature_get_string(feature, keys[i]);
        if (name != NULL && name[0] != '\0') {
            return name;
        }
    }
    return NULL;
}

static Country *
find_country(GArray *countries, const char *name)
{
    for (guint i = 0; i < countries->len; i++) {
        Country *country = &g_array_index(countries, Country, i);
        if (strcmp(country->name, name) == 0) {
            return country;
        }
    }
    Country country = {
        .name = name,
        .areas = g_ptr_array_new_with_free_func((GDestroyNotify)march_path_free)};
    g_array_append_val(countries, country);
    return &g_array_index(countries, Country, countries->len - 1);
}

/* The area of all rings; holes wind the other way or are small beside the land. */
static double
rings_area(const MarchPath *path)
{
    double area = 0;
    for (guint p = 0; p < path->parts->len; p++) {
        const MarchPathPart *part = &g_array_index(path->parts, MarchPathPart, p);
        double twice = 0;
        for (guint i = 0; i < part->count; i++) {
            MarchPoint a = g_array_index(path->points, MarchPoint, part->start + i);
            MarchPoint b = g_array_index(path->points, MarchPoint,
                                         part->start + (i + 1) % part->count);
            twice += a.x * b.y - b.x * a.y;
        }
        area += fabs(twice) / 2;
    }
    return area;
}

static GArray *
collect_countries(const MarchFrame *inset, const MarchFeatures *land, MarchRect outline)
{
    GArray *countries = g_array_new(FALSE, TRUE, sizeof(Country));
    g_array_set_clear_func(countries, clear_country);
    for (guint i = 0; i < march_features_count(land); i++) {
        const MarchFeature *feature = march_features_get(land, i);
        const char *name = feature_name(feature);
        if (name == NULL || feature->geometry->type != MARCH_GEOMETRY_POLYGON) {
            continue;
        }
        g_autoptr(MarchPath) path =
            march_frame_project_geometry(inset, feature->geometry, 0);
        if (march_path_is_empty(path)) {
            continue;
        }
        Country *country = find_country(countries, name);
        country->area += rings_area(path);
        g_autoptr(MarchPath) under = march_path_clip_rings(path, outline);
        country->under += rings_area(under);
        if (rings_area(under) > 0.05 * outline.width * outline.height) {
            country->is_under_outline = TRUE;
        }
        g_ptr_array_add(country->areas, g_steal_pointer(&path));
    }
    return countries;
}

static int
compare_countries(gconstpointer a, gconstpointer b)
{
    const Country *first = a;
    const Country *second = b;
    if (first->is_under_outline != second->is_under_outline) {
        return first->is_under_outline ? -1 : 1;
    }
    if (first->area < second->area || first->area > second->area) {
        return first->area > second->area ? -1 : 1;
    }
    return strcmp(first->name, second->name);
}

/* The part of @span that lies inside the area on all rows of the text. */
static MarchMapSpan
narrow_span(const MarchMapScan *scan, guint row, guint n_rows, MarchMapSpan span)
{
    for (guint r = row; r < row + n_rows; r++) {
        guint count;
        const MarchMapSpan *spans = march_map_scan_get_row(scan, r, &count);
        MarchMapSpan widest = {0, 0};
        for (guint i = 0; i < count; i++) {
            MarchMapSpan common = {MAX(spans[i].left, span.left),
                                   MIN(spans[i].right, span.right)};
            if (common.right - common.left > widest.right - widest.left) {
                widest = common;
            }
        }
        span = widest;
    }
    return span;
}

static gboolean
is_clear(MarchRect rect, MarchRect outline, const GArray *taken)
{
    if (march_rect_intersects(march_rect_inset(rect, 0.3), outline)) {
        return FALSE;
    }
    for (guint i = 0; i < taken->len; i++) {
        if (march_rect_intersects(march_rect_inset(rect, 0.4),
                                  g_array_index(taken, MarchRect, i))) {
            return FALSE;
        }
    }
    return TRUE;
}

/* Tries the name at the middle and both ends of the free span of one row. */
static void
try_row(MarchMapSpan span,
        double top,
        double width,
        double height,
        MarchRect outline,
        const GArray *taken,
        Place *best)
{
    double room = span.right - span.left - width;
    if (room < 0) {
        return;
    }
    for (int i = 0; i <= 4; i++) {
        MarchRect rect = {span.left + room * i / 4, top, width, height};
        double value = room / 2 - abs(i - 2) * room / 8;
        if (value > best->room && is_clear(rect, outline, taken)) {
            *best = (Place){rect, value};
        }
    }
}

static gboolean
find_place(const Country *country,
           MarchRect bounds,
           double width,
           double height,
           MarchRect outline,
           const GArray *taken,
           MarchRect *rect)
{
    g_autoptr(MarchMapScan) scan =
        march_map_scan_new(country->areas, ROW_PITCH, ROWS_MAX);
    guint n_rows = march_map_scan_count_rows(scan);
    guint tall = (guint)ceil(height / ROW_PITCH);
    Place best = {.room = -1};

    for (guint row = 0; row + tall <= n_rows; row++) {
        double top = march_map_scan_get_y(scan, row);
        if (top < bounds.y || top + height > bounds.y + bounds.height) {
            continue;
        }
        guint count;
        const MarchMapSpan *spans = march_map_scan_get_row(scan, row, &count);
        for (guint i = 0; i < count; i++) {
            MarchMapSpan start = {MAX(spans[i].left, bounds.x),
                                  MIN(spans[i].right, bounds.x + bounds.width)};
            try_row(narrow_span(scan, row, tall, start), top, width, height, outline,
                    taken, &best);
        }
    }
    *rect = best.rect;
    return best.room >= 0;
}

/* The country of a map that is mostly sea: its name stands under the outline. NULL
   when land takes much of the outline. */
static const Country *
find_small_country(const GArray *countries)
{
    const Country *best = NULL;

    for (guint i = 0; i < countries->len; i++) {
        const Country *country = &g_array_index(countries, Country, i);
        if (country->is_under_outline) {
            return NULL;
        }
        if (country->under > 0 && (best == NULL || country->under > best->under)) {
            best = country;
        }
    }
    return best;
}

static void
draw_beside_outline(const MarchFurnitureKit *kit,
                    const MarchFont *font,
                    const char *name,
                    MarchRect outline,
                    MarchRect bounds,
                    const GArray *taken)
{
    double width = march_furniture_text_width(kit, font, name);
    double height = 0.95 * font->size;
    double tops[] = {outline.y + outline.height + 0.6, outline.y - height - 0.6};

    for (gsize i = 0; i < G_N_ELEMENTS(tops); i++) {
        MarchRect rect = {outline.x + (outline.width - width) / 2, tops[i], width,
                          height};

        rect.x = CLAMP(rect.x, bounds.x, bounds.x + MAX(bounds.width - width, 0));
        if (width <= bounds.width && rect.y >= bounds.y &&
            rect.y + height <= bounds.y + bounds.height &&
            is_clear(rect, outline, taken)) {
            march_furniture_add_text(kit, font, name,
                                     (MarchPoint){rect.x, rect.y + 0.76 * font->size},
                                     MARCH_TEXT_ALIGN_START, kit->quiet);
            return;
        }
    }
}

void
march_inset_names_draw(const MarchFurnitureKit *kit,
                       const MarchFrame *inset,
                       const MarchFeatures *land,
                       const MarchPath *outline)
{
    MarchRect outline_box = march_path_bounds(outline);
    MarchRect bounds = march_rect_inset(march_frame_get_rect(inset), -0.6);
    MarchFont font = march_furniture_font(
        kit, MAX(NAME_SIZE * kit->base, MARCH_TEXT_SIZE_LEAST), 400);
    g_autoptr(GArray) taken = g_array_new(FALSE, FALSE, sizeof(MarchRect));
    g_autoptr(GArray) countries = collect_countries(inset, land, outline_box);
    g_array_sort(countries, compare_countries);

    for (guint i = 0; i < countries->len && taken->len < NAMES_MAX; i++) {
        const Country *country = &g_array_index(countries, Country, i);
        /* the countries the map is about may reach a little over their borders */
        guint n_tries = country->is_under_outline ? G_N_ELEMENTS(TRIES) : 1;
        for (guint t = 0; t < n_tries; t++) {
            MarchRect rect;
            MarchFont tried = font;
            tried.size = MAX(font.size * TRIES[t].size, MARCH_TEXT_SIZE_LEAST);
            double width = march_furniture_text_width(kit, &tried, country->name);
            double height = 0.95 * tried.size;
            double part = TRIES[t].part;
            if (!find_place(country, bounds, part * width, part * height, outline_box,
                            taken, &rect)) {
                continue;
            }
            rect.x += (rect.width - width) / 2;
            rect.y += (rect.height - height) / 2;
            rect.width = width;
            rect.height = height;
            march_furniture_add_text(kit, &tried, country->name,
                                     (MarchPoint){rect.x, rect.y + 0.76 * tried.size},
                                     MARCH_TEXT_ALIGN_START, kit->quiet);
            g_array_append_val(taken, rect);
            break;
        }
    }
    const Country *small = find_small_country(countries);
    if (small != NULL) {
        draw_beside_outline(kit, &font, small->name, outline_box, bounds, taken);
    }
}
