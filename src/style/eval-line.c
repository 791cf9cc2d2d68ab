/* SPDX-License-Identifier: MIT */
#include "eval-line.h"

#include <math.h>
#include <string.h>

#include "expression.h"
#include "geojson.h"

/** The property of a line, and the feature of the input at hand. */
typedef struct {
    MarchArena *arena;
    MarchStyleProperty property;
    MarchValue global_state;
} Line;

static const char *
get_string(const MarchJson *json, const char *key)
{
    const MarchJson *member = march_json_get(json, key);

    return member != NULL && member->type == MARCH_JSON_STRING ? member->string : NULL;
}

static gboolean
list_contains(const MarchJson *list, const char *text)
{
    for (guint i = 0; list != NULL && i < list->length; i++) {
        if (list->items[i].type == MARCH_JSON_STRING &&
            strcmp(list->items[i].string, text) == 0) {
            return TRUE;
        }
    }
    return FALSE;
}

static MarchTypeKind
read_kind(const char *name)
{
    for (guint kind = 0; name != NULL && kind <= MARCH_TYPE_ANCHOR_OFFSETS; kind++) {
        if (strcmp(march_type_kind_name((MarchTypeKind)kind), name) == 0) {
            return (MarchTypeKind)kind;
        }
    }
    return name != NULL && strcmp(name, "enum") == 0 ? MARCH_TYPE_STRING
                                                     : MARCH_TYPE_VALUE;
}

/* "values" is a list of names or an object keyed by them. */
static const char *const *
read_values(const MarchJson *spec, MarchArena *arena)
{
    const MarchJson *values = march_json_get(spec, "values");
    const char **names;
    guint count = 0;

    if (values == NULL || g_strcmp0(get_string(spec, "type"), "enum") != 0) {
        return NULL;
    }
    names = march_arena_array0(arena, const char *, (gsize)values->length + 1);
    for (guint i = 0; i < values->length; i++) {
        if (values->keys != NULL) {
            names[count++] = values->keys[i].name;
        } else if (values->items[i].type == MARCH_JSON_STRING) {
            names[count++] = values->items[i].string;
        }
    }
    return names;
}

static MarchStyleProperty
read_property(const MarchJson *spec, MarchArena *arena)
{
    const MarchJson *expression = march_json_get(spec, "expression");
    const MarchJson *parameters = march_json_get(expression, "parameters");
    const MarchJson *interpolated = march_json_get(expression, "interpolated");
    const MarchJson *tokens = march_json_get(spec, "tokens");
    const MarchJson *length = march_json_get(spec, "length");
    const MarchJson *fallback = march_json_get(spec, "default");
    const char *kind = get_string(spec, "property-type");
    MarchStyleProperty property = {
        .type = read_kind(get_string(spec, "type")),
        .item = read_kind(get_string(spec, "value")),
        .values = read_values(spec, arena),
    };

    if (length != NULL && length->type == MARCH_JSON_NUMBER && length->number >= 0 &&
        length->number < G_MAXINT) {
        property.length = (int)length->number;
    }
    if (fallback != NULL) {
        g_autoptr(GString) text = g_string_new(NULL);

        march_json_append(text, fallback);
        property.default_json = march_arena_strdup(arena, text->str);
    }
    if (list_contains(parameters, "zoom")) {
        property.flags |= MARCH_PROPERTY_ZOOM;
    }
    if (g_strcmp0(kind, "data-driven") == 0 ||
        g_strcmp0(kind, "cross-faded-data-driven") == 0) {
        property.flags |= MARCH_PROPERTY_FEATURE;
    }
    if (interpolated != NULL && interpolated->boolean) {
        property.flags |= MARCH_PROPERTY_INTERPOLATED;
    }
    if (tokens != NULL && tokens->boolean) {
        property.flags |= MARCH_PROPERTY_TOKENS;
    }
    return property;
}

static void
append_errors(GString *answer, const GArray *errors)
{
    g_string_append(answer, "{\"result\":\"error\",\"errors\":[");
    for (guint i = 0; i < errors->len; i++) {
        const MarchExpressionError *error =
            &g_array_index(errors, MarchExpressionError, i);

        g_string_append(answer, i > 0 ? ",{\"key\":" : "{\"key\":");
        march_json_append_string(answer, error->key);
        g_string_append(answer, ",\"error\":");
        march_json_append_string(answer, error->message);
        g_string_append_c(answer, '}');
    }
    g_string_append(answer, "]}");
}

static void
append_success(GString *answer, const MarchExpression *expression, MarchArena *arena)
{
    g_string_append_printf(
        answer,
        "{\"result\":\"success\",\"isFeatureConstant\":%s,\"isZoomConstant\":%s,"
        "\"type\":",
        march_expression_is_feature_constant(expression) ? "true" : "false",
        march_expression_is_zoom_constant(expression) ? "true" : "false");
    march_json_append_string(
        answer, march_type_to_string(march_expression_get_type(expression), arena));
    g_string_append_c(answer, '}');
}

static void
append_color_array(GString *answer, MarchColor color)
{
    const double channels[4] = {color.red * color.alpha, color.green * color.alpha,
                                color.blue * color.alpha, color.alpha};

    for (guint i = 0; i < 4; i++) {
        const MarchValue channel = march_value_number(channels[i]);

        g_string_append_c(answer, i == 0 ? '[' : ',');
        march_json_append_value(answer, &channel);
    }
    g_string_append_c(answer, ']');
}

static void
append_output(GString *answer, const MarchStyleValue *value)
{
    if (value->plain.type == MARCH_VALUE_COLOR) {
        append_color_array(answer, value->plain.as.color);
        return;
    }
    switch (value->special) {
    case MARCH_SPECIAL_FORMATTED:
        g_string_append(answer, "{\"sections\":");
        break;
    case MARCH_SPECIAL_IMAGE:
        g_string_append(answer, "{\"name\":");
        march_json_append_value(answer, &value->plain);
        g_string_append(answer, ",\"available\":false}");
        return;
    case MARCH_SPECIAL_PADDING:
    case MARCH_SPECIAL_NUMBER_ARRAY:
    case MARCH_SPECIAL_COLOR_ARRAY:
    case MARCH_SPECIAL_ANCHOR_OFFSETS:
        g_string_append(answer, "{\"values\":");
        break;
    case MARCH_SPECIAL_NONE:
        march_json_append_value(answer, &value->plain);
        return;
    }
    march_json_append_value(answer, &value->plain);
    g_string_append_c(answer, '}');
}

static gboolean
read_tile(const MarchJson *globals, MarchTile *tile)
{
    const MarchJson *json = march_json_get(globals, "canonicalID");
    const char *const keys[3] = {"z", "x", "y"};
    int *const numbers[3] = {&tile->z, &tile->x, &tile->y};

    for (guint i = 0; i < 3; i++) {
        const MarchJson *number = march_json_get(json, keys[i]);

        if (number == NULL || number->type != MARCH_JSON_NUMBER || number->number < 0 ||
            number->number > (i == 0 ? 30 : G_MAXINT)) {
            return FALSE;
        }
        *numbers[i] = (int)number->number;
    }
    return TRUE;
}

/* A feature as GeoJSON has it, but all its members may lack. */
static MarchFeatures *
read_feature(const MarchJson *json, const MarchJson *geometry, GError **error)
{
    const MarchJson *properties = march_json_get(json, "properties");
    MarchFeatures *features;

    if (geometry != NULL) {
        features = march_geojson_read(geometry, error);
    } else {
        features = march_features_new();
        march_features_add(features, NULL);
    }
    if (features != NULL && properties != NULL && march_features_count(features) > 0) {
        march_geojson_set_properties(features, march_features_edit(features, 0),
                                     properties);
    }
    return features;
}

static void
append_error_output(GString *answer, const char *message)
{
    g_string_append(answer, "{\"error\":");
    march_json_append_string(answer, message);
    g_string_append_c(answer, '}');
}

static void
append_evaluation(const Line *line,
                  const MarchExpression *expression,
                  const MarchJson *globals,
                  const MarchJson *feature,
                  GString *answer)
{
    const MarchJson *zoom = march_json_get(globals, "zoom");
    const MarchJson *id = march_json_get(feature, "id");
    const MarchJson *geometry = march_json_get(feature, "geometry");
    g_autoptr(MarchFeatures) features = NULL;
    g_autoptr(GError) error = NULL;
    MarchStyleValue id_value = MARCH_STYLE_VALUE_NULL, value;
    MarchTile tile;
    MarchEvaluation evaluation = {
        .zoom = zoom != NULL && zoom->type == MARCH_JSON_NUMBER ? zoom->number
                                                                : (double)NAN,
        .id = &id_value,
        .scratch = line->arena,
    };

    if (read_tile(globals, &tile)) {
        evaluation.tile = &tile;
    } else if (geometry != NULL) {
        evaluation.geometry_type = get_string(geometry, "type");
    }
    features = read_feature(feature, evaluation.tile != NULL ? geometry : NULL, &error);
    if (features == NULL) {
        append_error_output(answer, error->message);
        return;
    }
    if (id != NULL) {
        id_value = march_style_value_plain(march_json_to_value(id, line->arena));
    }
    if (march_features_count(features) > 0) {
        evaluation.feature = march_features_get(features, 0);
    }
    if (line->global_state.type == MARCH_VALUE_OBJECT) {
        evaluation.global_state = line->global_state.as.object;
    }
    if (march_expression_evaluate(expression, &evaluation, &value)) {
        append_output(answer, &value);
    } else {
        append_error_output(answer, evaluation.error);
    }
}

static void
append_outputs(const Line *line,
               const MarchExpression *expression,
               const MarchJson *inputs,
               GString *answer)
{
    static const MarchJson nothing = {.type = MARCH_JSON_OBJECT};

    g_string_append(answer, ",\"outputs\":[");
    for (guint i = 0; inputs != NULL && i < inputs->length; i++) {
        const MarchJson *pair = &inputs->items[i];
        gboolean is_pair = pair->type == MARCH_JSON_ARRAY;

        g_string_append(answer, i > 0 ? "," : "");
        append_evaluation(
            line, expression, is_pair && pair->length > 0 ? &pair->items[0] : &nothing,
            is_pair && pair->length > 1 ? &pair->items[1] : &nothing, answer);
    }
    g_string_append_c(answer, ']');
}

gboolean
march_style_eval_line(const char *line, gsize length, GString *answer, GError **error)
{
    g_autoptr(MarchArena) arena = march_arena_new();
    g_autoptr(GArray) errors = g_array_new(FALSE, FALSE, sizeof(MarchExpressionError));
    g_autoptr(GError) function_error = NULL;
    const MarchJson *root = march_json_parse(line, length, NULL, arena, error);
    const MarchJson *source, *id, *state;
    const MarchExpression *expression = NULL;
    MarchJson converted;
    Line state_of_line = {.arena = arena};

    if (root == NULL) {
        return FALSE;
    }
    source = march_json_get(root, "expression");
    if (source == NULL) {
        march_error_set(error, MARCH_ERROR_CONFIG, root->where,
                        "expected an object with an \"expression\"");
        return FALSE;
    }
    id = march_json_get(root, "id");
    state = march_json_get(root, "globalState");
    state_of_line.property = read_property(march_json_get(root, "propertySpec"), arena);
    if (state != NULL) {
        state_of_line.global_state = march_json_to_value(state, arena);
    }
    g_string_append(answer, "{\"id\":");
    if (id != NULL) {
        march_json_append(answer, id);
    } else {
        g_string_append(answer, "null");
    }
    g_string_append(answer, ",\"compiled\":");
    if (source->type == MARCH_JSON_OBJECT) {
        if (!march_function_to_expression(source, &state_of_line.property, arena,
                                          &converted, &function_error)) {
            const MarchExpressionError failure = {"", function_error->message,
                                                  MARCH_LOCATION_NONE, NULL};

            g_array_append_val(errors, failure);
            source = NULL;
        } else {
            source = &converted;
        }
    }
    if (source != NULL) {
        expression =
            march_expression_compile(source, &state_of_line.property, arena, errors);
    }
    if (expression == NULL) {
        append_errors(answer, errors);
    } else {
        append_success(answer, expression, arena);
        append_outputs(&state_of_line, expression, march_json_get(root, "inputs"),
                       answer);
    }
    g_string_append_c(answer, '}');
    return TRUE;
}
