/* SPDX-License-Identifier: MIT */
#include "map-symbol-text.h"

#include "map-font.h"
#include "map-line-merge.h"
#include "map-line-pieces.h"

#include <math.h>
#include <string.h>

#define WEIGHT_INCIDENT   90.0
#define WEIGHT_NAMED      80.0
#define WEIGHT_COUNTRY    70.0
#define WEIGHT_CAPITAL    55.0
#define WEIGHT_REGION     35.0
#define WEIGHT_LINE       12.0
#define WEIGHT_REPEAT     4.0 /* of the same name once more along its line */
#define SIMPLIFY_MM       0.05
#define SYMBOL_TOUCHES_MM 0.5
/* From the baseline to the middle of figures. */
#define CAP_MIDDLE_EM 0.36
#define CAP_EM        0.72

/* One name and the lines that bear it. */
typedef struct {
    const MarchFeature *feature;
    MarchSymbolPaint paint;
    MarchPath *path;
} LineName;

struct MarchMapLineNames {
    GPtrArray *names; /* of LineName */
    GHashTable *index;
};

static gboolean
is_true(const MarchFeature *feature, const char *key)
{
    const MarchValue *value = march_feature_get(feature, key);

    if (value == NULL) {
        return FALSE;
    }
    return value->type == MARCH_VALUE_BOOLEAN  ? value->as.boolean
           : value->type == MARCH_VALUE_NUMBER ? fabs(value->as.number) > 0
           : value->type == MARCH_VALUE_STRING ? *value->as.string != '\0'
                                               : FALSE;
}

/* 0 to 40 for 0 to 10 million people. */
static double
population_weight(const MarchFeature *feature)
{
    double population = march_feature_get_number(feature, "population", 0);

    return population > 1 ? MIN(40, 40 * log10(population) / 7) : 5;
}

static double
weigh(const MarchMapDrawing *drawing, const MarchFeature *feature, gboolean *is_named)
{
    *is_named = march_map_layer_has_incidents(drawing) || is_true(feature, "named");
    if (march_map_layer_has_incidents(drawing)) {
        return WEIGHT_INCIDENT;
    }
    if (*is_named) {
        return WEIGHT_NAMED + population_weight(feature) / 10;
    }
    if (march_feature_get(feature, "room") != NULL) {
        return march_feature_get(feature, "iso") != NULL ? WEIGHT_COUNTRY
                                                         : WEIGHT_REGION;
    }
    if (is_true(feature, "capital")) {
        return WEIGHT_CAPITAL + population_weight(feature) / 10;
    }
    return population_weight(feature);
}

/* Told once for each family: its letters are another's, and so are their widths. */
static void
check_family(MarchMapDrawing *drawing, const char *family)
{
    g_autofree char *near = NULL;

    if (!g_hash_table_add(drawing->families, (gpointer)(guintptr)family) ||
        march_text_has_family(drawing->text, family)) {
        return;
    }
    near = march_text_suggest_family(drawing->text, family);
    march_diagnostics_add(drawing->diagnostics, MARCH_SEVERITY_WARNING, "font-missing",
                          march_style_layer_get_font_location(drawing->layer), family,
                          "layer \"%s\": there is no font \"%s\"%s%s%s; its text is "
                          "drawn in \"%s\"",
                          march_style_layer_get_id(drawing->layer), family,
                          near != NULL ? ", the nearest is \"" : "",
                          near != NULL ? near : "", near != NULL ? "\"" : "",
                          MARCH_TEXT_DEFAULT_FAMILY);
}

static void
fill_run(MarchMapDrawing *drawing, const MarchSymbolPaint *paint, MarchTextRun *run)
{
    g_autofree char *family = march_map_font_parse(paint->font, &run->font);

    run->font.family = march_map_keep_string(drawing, family);
    if (paint->text != NULL && *paint->text != '\0') {
        check_family(drawing, run->font.family);
    }
    run->font.size = paint->size * MARCH_MM_PER_PX;
    run->font.letter_spacing = paint->text != NULL && march_text_is_joined(paint->text)
                                   ? 0
                                   : paint->letter_spacing * run->font.size;
    run->font.language = drawing->input->spec->language;
    run->color = march_map_color(paint->color, paint->opacity);
    run->halo_color = march_map_color(paint->halo_color, paint->opacity);
    run->halo_width = paint->halo_width * MARCH_MM_PER_PX;
}

gboolean
march_map_symbol_has_plate(const MarchSymbolPaint *paint)
{
    return paint->icon != NULL && *paint->icon != '\0' && paint->text != NULL &&
           *paint->text != '\0' && paint->icon_text_fit != NULL &&
           strcmp(paint->icon_text_fit, "none") != 0;
}

static void
add_plate(MarchMapDrawing *drawing, MarchLabelRequest *request)
{
    const MarchSymbolPaint *paint = &request->paint;
    const MarchMapIcon *icon;

    if (!march_map_symbol_has_plate(paint)) {
        return;
    }
    icon = march_map_get_icon(drawing, paint->icon);
    request->has_plate = icon->found;
    request->plate = icon->id;
    request->plate_size[0] = icon->width * paint->icon_size * MARCH_MM_PER_PX;
    request->plate_size[1] = icon->height * paint->icon_size * MARCH_MM_PER_PX;
}

/* The icons that stand in the text, at their own size. */
static void
add_images(MarchMapDrawing *drawing, MarchLabelRequest *request)
{
    const MarchSymbolPaint *paint = &request->paint;

    for (guint i = 0; i < paint->n_sections; i++) {
        const MarchMapIcon *icon;

        if (paint->sections[i].image == NULL) {
            continue;
        }
        if (request->images == NULL) {
            request->images = g_new0(MarchLabelImage, paint->n_sections);
        }
        icon = march_map_get_icon(drawing, paint->sections[i].image);
        if (icon->found) {
            request->images[i] =
                (MarchLabelImage){icon->id, icon->width * MARCH_MM_PER_PX,
                                  icon->height * MARCH_MM_PER_PX};
        }
    }
}

/* NULL when there is nothing to write. */
static MarchLabelRequest *
request_new(MarchMapDrawing *drawing,
            const MarchFeature *feature,
            const MarchSymbolPaint *paint)
{
    MarchLabelRequest *request;

    if (paint->text == NULL || *paint->text == '\0' || !(paint->size > 0) ||
        !(paint->opacity > 0)) {
        return NULL;
    }
    request = g_new0(MarchLabelRequest, 1);
    request->layer = drawing->layer;
    request->feature = feature;
    request->text = g_strdup(paint->text);
    request->paint = *paint;
    request->priority = weigh(drawing, feature, &request->is_named);
    fill_run(drawing, paint, &request->run);
    if (paint->halo_knocks_out) {
        request->run.halo_color = MARCH_COLOR_NONE;
    }
    request->run.text = request->text;
    add_plate(drawing, request);
    add_images(drawing, request);
    g_ptr_array_add(drawing->content->requests, request);
    return request;
}

/* The radius of the symbol drawn at @point. */
static double
symbol_radius(MarchMapDrawing *drawing, MarchPoint point)
{
    const GArray *obstacles = drawing->content->obstacles;
    MarchRect about =
        march_rect_inset((MarchRect){point.x, point.y, 0, 0}, SYMBOL_TOUCHES_MM);
    g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(guint));
    double radius = 0;

    for (; drawing->n_symbols < obstacles->len; drawing->n_symbols++) {
        march_map_grid_insert(
            drawing->symbols,
            g_array_index(obstacles, MarchObstacle, drawing->n_symbols).rect,
            drawing->n_symbols);
    }
    march_map_grid_query(drawing->symbols, about, found);
    for (guint i = 0; i < found->len; i++) {
        const MarchObstacle *obstacle =
            &g_array_index(obstacles, MarchObstacle, g_array_index(found, guint, i));
        MarchRect rect = obstacle->rect;
        double distance = hypot(rect.x + rect.width / 2 - point.x,
                                rect.y + rect.height / 2 - point.y);

        if (obstacle->kind != MARCH_OBSTACLE_FURNITURE &&
            distance < SYMBOL_TOUCHES_MM) {
            radius = MAX(radius, MAX(rect.width, rect.height) / 2);
        }
    }
    return radius;
}

static const char *
area_key(const MarchFeature *feature)
{
    static const char *const keys[] = {"iso", "code"};

    for (guint i = 0; i < G_N_ELEMENTS(keys); i++) {
        if (march_feature_get_string(feature, keys[i]) != NULL) {
            return keys[i];
        }
    }
    return NULL;
}

/* The visible area that a label point of a country or region stands for, or NULL. */
static MarchPath *
find_area(MarchMapDrawing *drawing, const MarchFeature *point)
{
    const char *key = area_key(point);
    const char *value = key != NULL ? march_feature_get_string(point, key) : NULL;

    for (gsize i = 0; value != NULL && i < drawing->input->n_sources; i++) {
        const MarchFeatures *features = drawing->input->sources[i].features;
        guint count = features != NULL ? march_features_count(features) : 0;
        g_autoptr(MarchPath) area = march_path_new();

        for (guint k = 0; k < count; k++) {
            const MarchFeature *feature = march_features_get(features, k);

            if (feature->geometry != NULL &&
                feature->geometry->type == MARCH_GEOMETRY_POLYGON &&
                g_strcmp0(march_feature_get_string(feature, key), value) == 0) {
                march_path_append(area, march_map_project(drawing, feature));
            }
        }
        if (!march_path_is_empty(area)) {
            return march_path_clip_rings(area, drawing->rect);
        }
    }
    return NULL;
}

/* Text that may overlap anything and is in nothing's way is part of a symbol: the
 * number in a badge. It stands centred on its point, whatever else is there. */
static gboolean
is_pinned(const MarchSymbolPaint *paint)
{
    return paint->allow_overlap && paint->ignore_placement &&
           paint->n_variable_anchors == 0 && paint->n_sections == 0 &&
           (paint->anchor == NULL || strcmp(paint->anchor, "center") == 0) &&
           !march_map_symbol_has_plate(paint) && paint->text != NULL &&
           *paint->text != '\0' && paint->size > 0 && paint->opacity > 0 &&
           strchr(paint->text, '\n') == NULL;
}

/* What is counted is an incident too: nothing may cover the number. */
static void
record_count(MarchMapDrawing *drawing, const MarchTextRun *run)
{
    double height = CAP_EM * run->font.size;
    MarchObstacle obstacle = {.kind = MARCH_OBSTACLE_INCIDENT,
                              .rect = {run->origin.x - run->width / 2,
                                       run->origin.y - height, run->width, height}};

    if (march_map_layer_has_cells(drawing)) {
        g_array_append_val(drawing->content->obstacles, obstacle);
    }
}

static void
draw_pinned(MarchMapDrawing *drawing,
            const MarchFeature *feature,
            const MarchSymbolPaint *paint,
            MarchPoint point)
{
    MarchTextRun run = {
        .text = paint->text, .align = MARCH_TEXT_ALIGN_MIDDLE, .angle = paint->rotate};

    fill_run(drawing, paint, &run);
    run.origin =
        (MarchPoint){point.x + paint->offset[0] * run.font.size +
                         paint->text_translate[0] * MARCH_MM_PER_PX,
                     point.y + (paint->offset[1] + CAP_MIDDLE_EM) * run.font.size +
                         paint->text_translate[1] * MARCH_MM_PER_PX};
    run.width = march_text_measure(drawing->text, &run.font, run.text).advance;
    record_count(drawing, &run);
    march_map_note_use(drawing, feature, MARCH_LEGEND_SYMBOL);
    march_map_drawing_open(drawing);
    march_scene_add_text(drawing->scene, &run);
}

void
march_map_request_point(MarchMapDrawing *drawing,
                        const MarchFeature *feature,
                        const MarchSymbolPaint *paint,
                        MarchPoint point)
{
    MarchLabelRequest *request;
    double size;

    if (is_pinned(paint)) {
        draw_pinned(drawing, feature, paint, point);
        return;
    }
    request = g_hash_table_contains(drawing->cut, feature)
                  ? NULL
                  : request_new(drawing, feature, paint);
    if (request == NULL) {
        return;
    }
    size = request->run.font.size;
    request->anchor = (MarchPoint){
        point.x + paint->offset[0] * size + paint->text_translate[0] * MARCH_MM_PER_PX,
        point.y + paint->offset[1] * size + paint->text_translate[1] * MARCH_MM_PER_PX};
    if (march_feature_get(feature, "room") != NULL) {
        request->path =
            is_true(feature, "keeps-room") ? NULL : find_area(drawing, feature);
        request->in_area = request->path != NULL;
    } else {
        request->anchor_radius = symbol_radius(drawing, point);
        if (request->anchor_radius > 0) {
            request->anchor = point;
        }
    }
}

void
march_map_request_area(MarchMapDrawing *drawing,
                       const MarchFeature *feature,
                       const MarchSymbolPaint *paint,
                       const MarchPath *area)
{
    g_autoptr(MarchPath) visible = march_path_clip_rings(area, drawing->rect);
    MarchLabelRequest *request;

    if (march_path_is_empty(visible)) {
        return;
    }
    request = request_new(drawing, feature, paint);
    if (request != NULL) {
        MarchRect bounds = march_path_bounds(visible);

        request->anchor =
            (MarchPoint){bounds.x + bounds.width / 2, bounds.y + bounds.height / 2};
        request->path = g_steal_pointer(&visible);
        request->in_area = TRUE;
        request->priority = march_feature_get_string(feature, "iso") != NULL
                                ? WEIGHT_COUNTRY
                                : MAX(request->priority, WEIGHT_LINE);
    }
}

static void
line_name_free(gpointer data)
{
    LineName *name = data;

    march_path_free(name->path);
    g_free(name);
}

MarchMapLineNames *
march_map_line_names_new(void)
{
    MarchMapLineNames *names = g_new0(MarchMapLineNames, 1);

    names->names = g_ptr_array_new_with_free_func(line_name_free);
    names->index = g_hash_table_new(g_str_hash, g_str_equal);
    return names;
}

void
march_map_line_names_free(MarchMapLineNames *names)
{
    if (names == NULL) {
        return;
    }
    g_ptr_array_unref(names->names);
    g_hash_table_unref(names->index);
    g_free(names);
}

void
march_map_line_names_add(MarchMapLineNames *names,
                         const MarchFeature *feature,
                         const MarchSymbolPaint *paint,
                         const MarchPath *line)
{
    LineName *name;

    if (paint->text == NULL || *paint->text == '\0' || march_path_is_empty(line)) {
        return;
    }
    name = g_hash_table_lookup(names->index, paint->text);
    if (name == NULL) {
        name = g_new0(LineName, 1);
        name->feature = feature;
        name->paint = *paint;
        name->path = march_path_new();
        g_ptr_array_add(names->names, name);
        g_hash_table_insert(names->index, (gpointer)(guintptr)name->paint.text, name);
    }
    march_path_append(name->path, line);
}

/* The name once for each piece of its line; only the first one must be there. */
static void
request_line_name(MarchMapDrawing *drawing, const LineName *name, MarchPath *visible)
{
    gboolean repeats = g_strcmp0(name->paint.placement, "line") == 0;
    double spacing = repeats ? name->paint.spacing * MARCH_MM_PER_PX : 0;
    g_autoptr(MarchPath) simple = march_path_simplify(visible, SIMPLIFY_MM);
    g_autoptr(GPtrArray) pieces = march_map_line_pieces(simple, spacing);

    for (guint i = 0; i < pieces->len; i++) {
        MarchPath *piece = g_ptr_array_index(pieces, i);
        MarchLabelRequest *request =
            march_path_is_empty(piece)
                ? NULL
                : request_new(drawing, name->feature, &name->paint);

        if (request != NULL) {
            request->path = march_path_copy(piece);
            request->along_line = TRUE;
            request->repeat = i;
            request->anchor = g_array_index(piece->points, MarchPoint, 0);
            request->priority =
                MIN(request->priority, i == 0 ? WEIGHT_LINE : WEIGHT_REPEAT);
        }
    }
}

void
march_map_line_names_request(const MarchMapLineNames *names, MarchMapDrawing *drawing)
{
    for (guint i = 0; i < names->names->len; i++) {
        const LineName *name = g_ptr_array_index(names->names, i);
        g_autoptr(MarchPath) merged = march_map_line_merge(name->path, FALSE);
        g_autoptr(MarchPath) visible = march_path_clip_lines(merged, drawing->rect);

        if (!march_path_is_empty(visible)) {
            request_line_name(drawing, name, visible);
        }
    }
}
