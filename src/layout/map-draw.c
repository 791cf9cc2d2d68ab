/* SPDX-License-Identifier: MIT */
#include "map-draw.h"

#include "base/date.h"

#include <math.h>
#include <string.h>

/* Enough for the widest line or symbol whose centre lies outside the map. */
#define MARGIN_MM 4.0

static gboolean
shows_whole_symbols(const MarchMapDrawing *drawing)
{
    MarchStyleLayerType type = march_style_layer_get_type(drawing->layer);

    return march_map_layer_has_incidents(drawing) &&
           (type == MARCH_STYLE_CIRCLE || type == MARCH_STYLE_SYMBOL);
}

void
march_map_drawing_open(MarchMapDrawing *drawing)
{
    MarchSceneGroup group;
    g_autoptr(MarchPath) clip = NULL;

    if (drawing->is_open) {
        return;
    }
    march_scene_group_init(&group, march_style_layer_get_id(drawing->layer));
    group.label = group.id;
    group.is_layer = TRUE;
    drawing->opened_at = march_scene_count(drawing->scene);
    march_scene_begin_group(drawing->scene, &group);
    if (!shows_whole_symbols(drawing)) {
        clip = march_path_new_rect(drawing->rect);
        march_scene_begin_clip(drawing->scene, clip);
    }
    drawing->is_open = TRUE;
}

void
march_map_drawing_close(MarchMapDrawing *drawing)
{
    if (!drawing->is_open) {
        return;
    }
    if (!shows_whole_symbols(drawing)) {
        march_scene_end_clip(drawing->scene);
    }
    march_scene_end_group(drawing->scene);
}

MarchStyleContext
march_map_context(const MarchMapDrawing *drawing, const MarchFeature *feature)
{
    return (MarchStyleContext){.zoom = drawing->zoom, .feature = feature};
}

const MarchPath *
march_map_project(MarchMapDrawing *drawing, const MarchFeature *feature)
{
    MarchPath *path = g_hash_table_lookup(drawing->projected, feature);

    if (path == NULL) {
        path = march_frame_project_geometry(drawing->input->frame, feature->geometry,
                                            MARGIN_MM);
        g_hash_table_insert(drawing->projected, (gpointer)(guintptr)feature, path);
    }
    return path;
}

void
march_map_turn(const MarchMapDrawing *drawing, double vector[2])
{
    double angle = drawing->bearing * G_PI / 180;
    double x = vector[0];

    if (!(fabs(angle) > 0)) {
        return;
    }
    vector[0] = x * cos(angle) - vector[1] * sin(angle);
    vector[1] = x * sin(angle) + vector[1] * cos(angle);
}

void
march_map_translate(MarchPath *path, const double translate[2])
{
    double dx = translate[0] * MARCH_MM_PER_PX;
    double dy = translate[1] * MARCH_MM_PER_PX;

    if (!(fabs(dx) > 0) && !(fabs(dy) > 0)) {
        return;
    }
    for (guint i = 0; i < path->points->len; i++) {
        MarchPoint *point = &g_array_index(path->points, MarchPoint, i);

        *point = (MarchPoint){point->x + dx, point->y + dy};
    }
}

MarchColor
march_map_color(MarchColor color, double opacity)
{
    color.alpha *= CLAMP(opacity, 0, 1);
    return color;
}

const char *
march_legend_use_measure(const MarchLegendUse *use)
{
    return use->feature != NULL
               ? march_feature_get_string(use->feature, "legend-measure")
               : NULL;
}

static MarchLegendUse *
find_use(const MarchMapContent *content,
         const MarchStyleLayer *layer,
         const char *label,
         const char *measure)
{
    for (guint i = content->uses->len; i > 0; i--) {
        MarchLegendUse *use = g_ptr_array_index(content->uses, i - 1);

        if (use->layer == layer && strcmp(use->label, label) == 0 &&
            g_strcmp0(march_legend_use_measure(use), measure) == 0) {
            return use;
        }
    }
    return NULL;
}

void
march_map_note_use(MarchMapDrawing *drawing,
                   const MarchFeature *feature,
                   MarchLegendKind kind)
{
    const MarchStyleLegend *legend = march_style_layer_get_legend(drawing->layer);
    MarchStyleContext context = march_map_context(drawing, feature);
    const char *label = march_style_layer_get_legend_label(drawing->layer, &context);
    MarchLegendUse *use;
    double value = 0;

    if (legend == NULL || label == NULL || *label == '\0') {
        return;
    }
    use = find_use(drawing->content, drawing->layer, label,
                   march_feature_get_string(feature, "legend-measure"));
    if (use == NULL) {
        use = g_new0(MarchLegendUse, 1);
        use->layer = drawing->layer;
        use->feature = feature;
        use->label = g_strdup(label);
        use->kind = kind;
        g_ptr_array_add(drawing->content->uses, use);
    }
    if (legend->value_property != NULL) {
        value = march_feature_get_number(feature, legend->value_property, 0);
    }
    use->largest_value = MAX(use->largest_value, value);
    use->count++;
}

gboolean
march_map_layer_has_incidents(const MarchMapDrawing *drawing)
{
    const MarchStyleSource *source = march_style_layer_get_source(drawing->layer);

    return source != NULL &&
           (g_strcmp0(source->location, "figure:incidents") == 0 ||
            g_strcmp0(source->location, "figure:incident-badges") == 0 ||
            g_strcmp0(source->id, "incidents") == 0);
}

gboolean
march_map_layer_has_cells(const MarchMapDrawing *drawing)
{
    const MarchStyleSource *source = march_style_layer_get_source(drawing->layer);

    return source != NULL && g_strcmp0(source->location, "figure:incident-cells") == 0;
}

const char *
march_map_keep_string(MarchMapDrawing *drawing, const char *string)
{
    return string != NULL
               ? g_string_chunk_insert_const(drawing->content->strings, string)
               : NULL;
}

GArray *
march_map_project_points(MarchMapDrawing *drawing,
                         const MarchFeature *feature,
                         double reach)
{
    GArray *points = g_array_new(FALSE, FALSE, sizeof(MarchPoint));
    MarchRect area = march_rect_inset(drawing->rect, reach);

    if (feature->geometry == NULL) {
        return points;
    }
    for (guint i = 0; i < feature->geometry->positions->len; i++) {
        MarchLonLat position =
            g_array_index(feature->geometry->positions, MarchLonLat, i);
        MarchPoint point;

        if (march_frame_project(drawing->input->frame, position, &point) &&
            march_rect_contains(area, point)) {
            g_array_append_val(points, point);
        }
    }
    return points;
}

/* "28 April 2021 – 1 May 2021 (day not known)" of two dates parted by a slash. */
static char *
span_for_people(const char *text)
{
    const char *slash = strchr(text, '/');
    g_autofree char *head =
        slash != NULL ? g_strndup(text, (gsize)(slash - text)) : NULL;
    g_autofree char *from = NULL;
    g_autofree char *to = NULL;
    MarchDate first, last;

    if (slash == NULL || !march_date_parse(head, &first) ||
        !march_date_parse(slash + 1, &last)) {
        return g_strdup(text);
    }
    from = march_date_to_text(first);
    to = march_date_to_text(last);
    return g_strdup_printf("%s – %s (day not known)", from, to);
}

/* "29 April 2021", "April 2021", or the text as it stands when it is no date. */
static char *
date_for_people(const char *text)
{
    MarchDate date;

    return march_date_parse(text, &date)
               ? march_date_unit_to_text(date, march_date_unit_of(text))
               : span_for_people(text);
}

static char *
value_text(const MarchFeature *feature, const char *key)
{
    const MarchValue *value = march_feature_get(feature, key);
    char buffer[G_ASCII_DTOSTR_BUF_SIZE];

    if (value == NULL) {
        return NULL;
    }
    if (value->type == MARCH_VALUE_STRING && *value->as.string != '\0') {
        return g_strdup(value->as.string);
    }
    if (value->type == MARCH_VALUE_NUMBER) {
        return g_strdup(
            g_ascii_formatd(buffer, sizeof buffer, "%.10g", value->as.number));
    }
    return NULL;
}

/* "29 April 2021 – Maksat: Attack, 3 killed (source)" with what is known. */
static char *
incident_title(const MarchFeature *feature, const char *unit, const MarchWords *words)
{
    g_autoptr(GString) title = g_string_new(NULL);
    const char *date = march_feature_get_string(feature, "date");
    const char *place = march_feature_get_string(feature, "place");
    const char *type = march_feature_get_string(feature, "type");
    const char *source = march_feature_get_string(feature, "source");
    g_autofree char *value = value_text(feature, "value");

    if (date != NULL && *date != '\0') {
        g_autofree char *english = date_for_people(date);

        g_autofree char *said = march_words_say(words, english);

        g_string_append(title, said);
    }
    if (place != NULL && *place != '\0') {
        g_string_append_printf(title, "%s%s", title->len > 0 ? " – " : "", place);
    }
    if (type != NULL && *type != '\0') {
        g_autofree char *said = march_words_say(words, type);

        g_string_append_printf(title, "%s%s", title->len > 0 ? ": " : "", said);
    }
    if (value != NULL) {
        g_string_append_printf(title, "%s%s%s%s", title->len > 0 ? ", " : "", value,
                               unit != NULL ? " " : "", unit != NULL ? unit : "");
    }
    if (source != NULL && *source != '\0') {
        g_string_append_printf(title, "%s(%s)", title->len > 0 ? " " : "", source);
    }
    return g_string_free(g_steal_pointer(&title), FALSE);
}

const char *
march_map_value_label(const MarchLayoutInput *input)
{
    const GPtrArray *tables = input->spec->incidents;

    /* groups count incidents, whatever is said of each */
    if (input->spec->aggregate != NULL && strcmp(input->spec->aggregate, "none") != 0) {
        return input->value_label;
    }
    for (guint i = 0; tables != NULL && i < tables->len; i++) {
        const MarchSpecIncidents *table = g_ptr_array_index(tables, i);

        if (table->value_label != NULL) {
            return table->value_label;
        }
    }
    return input->value_label;
}

/* The unit of an incident's value: the figure's words before the style's. */
static const char *
find_unit(const MarchMapDrawing *drawing, const MarchFeature *feature)
{
    const MarchStyleLegend *legend = march_style_layer_get_legend(drawing->layer);
    const char *words = march_feature_get_string(feature, "legend-measure");

    if (words == NULL) {
        words = march_map_value_label(drawing->input);
    }

    return words != NULL || legend == NULL ? words : legend->value_label;
}

/* The frame must be drawn under a symbol that crosses it. */
static void
note_crossing(MarchMapDrawing *drawing, MarchRect rect)
{
    MarchRect map = drawing->rect;
    gboolean is_inside = rect.x >= map.x && rect.y >= map.y &&
                         rect.x + rect.width <= map.x + map.width &&
                         rect.y + rect.height <= map.y + map.height;

    if (!is_inside && drawing->content->crossing_at == 0) {
        drawing->content->crossing_at = drawing->opened_at;
    }
}

gboolean
march_map_begin_incident(MarchMapDrawing *drawing,
                         const MarchFeature *feature,
                         MarchPoint point,
                         MarchRect rect)
{
    static const char *const keys[] = {"id",    "place", "type",
                                       "value", "date",  "source"};
    const char *data[2 * G_N_ELEMENTS(keys) + 1] = {NULL};
    g_autoptr(GPtrArray) values = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *id = g_strdup_printf(
        "%s-%u", march_style_layer_get_id(drawing->layer), ++drawing->n_incidents);
    g_autofree char *title = incident_title(feature, find_unit(drawing, feature),
                                            drawing->input->spec->words);
    MarchSceneGroup group;
    guint n_data = 0;

    for (guint i = 0; i < G_N_ELEMENTS(keys); i++) {
        char *value = value_text(feature, keys[i]);

        if (value != NULL) {
            g_ptr_array_add(values, value);
            data[n_data++] = keys[i];
            data[n_data++] = value;
        }
    }
    march_scene_group_init(&group, id);
    group.title = *title != '\0' ? title : NULL;
    group.data = data;
    march_scene_begin_group(drawing->scene, &group);
    if (march_rect_contains(drawing->rect, point)) {
        note_crossing(drawing, rect);
        return FALSE;
    }
    g_autoptr(MarchPath) clip = march_path_new_rect(drawing->rect);
    march_scene_begin_clip(drawing->scene, clip);
    return TRUE;
}

void
march_map_end_incident(MarchMapDrawing *drawing, gboolean is_clipped)
{
    if (is_clipped) {
        march_scene_end_clip(drawing->scene);
    }
    march_scene_end_group(drawing->scene);
}
