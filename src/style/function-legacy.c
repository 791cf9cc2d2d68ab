/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <string.h>

#include "expression.h"
#include "json-builder.h"

/** A function being converted. */
typedef struct {
    const MarchJson *function;
    const MarchStyleProperty *property;
    MarchArena *arena;
    const MarchJson *stops;
    const MarchJson *property_name; /**< (nullable) */
    const MarchJson *fallback;      /**< (nullable) */
    const char *type;
    double base;
    gboolean plain_colors; /**< mixes in sRGB whatever "colorSpace" says */
} Function;

static const char *
interpolate_name(const Function *self)
{
    const MarchJson *space = march_json_get(self->function, "colorSpace");

    if (space != NULL && space->type == MARCH_JSON_STRING && !self->plain_colors) {
        if (strcmp(space->string, "hcl") == 0) {
            return "interpolate-hcl";
        }
        if (strcmp(space->string, "lab") == 0) {
            return "interpolate-lab";
        }
    }
    return "interpolate";
}

static MarchJson
make_get(const Function *self)
{
    MarchJson name = self->property_name != NULL
                         ? *self->property_name
                         : march_json_new_string("", self->function->where);

    return march_json_new_call("get", name, self->arena);
}

/* The function's default, then the property's, then nothing that draws. */
static MarchJson
make_fallback(const Function *self)
{
    g_autoptr(GError) error = NULL;
    const MarchJson *parsed = NULL;

    if (self->fallback != NULL) {
        return march_json_as_literal(self->fallback, self->arena);
    }
    if (self->property->default_json != NULL) {
        parsed = march_json_parse(self->property->default_json,
                                  strlen(self->property->default_json), NULL,
                                  self->arena, &error);
    }
    if (parsed != NULL) {
        return march_json_as_literal(parsed, self->arena);
    }
    if (self->property->type == MARCH_TYPE_IMAGE) {
        return march_json_new_string("", self->function->where);
    }
    return (MarchJson){.type = MARCH_JSON_NULL, .where = self->function->where};
}

static MarchJson
make_identity(const Function *self)
{
    MarchJson get = make_get(self);
    MarchJsonBuilder builder;

    if (self->fallback == NULL) {
        return self->property->type == MARCH_TYPE_STRING &&
                       self->property->values == NULL
                   ? march_json_new_call("string", get, self->arena)
                   : get;
    }
    if (self->property->values != NULL && self->property->type == MARCH_TYPE_STRING) {
        MarchJsonBuilder values = {g_array_new(FALSE, FALSE, sizeof(MarchJson)),
                                   self->function->where, self->arena};

        builder = march_json_builder_new("match", self->function, self->arena);
        march_json_builder_add(&builder, get);
        for (guint i = 0; self->property->values[i] != NULL; i++) {
            march_json_builder_add_string(&values, self->property->values[i]);
        }
        march_json_builder_add(&builder, march_json_builder_finish(&values));
        march_json_builder_add(&builder, get);
        march_json_builder_add(&builder, *self->fallback);
        return march_json_builder_finish(&builder);
    }
    builder = march_json_builder_new(self->property->type == MARCH_TYPE_COLOR
                                         ? "to-color"
                                         : march_type_kind_name(self->property->type),
                                     self->function, self->arena);
    if (self->property->type == MARCH_TYPE_ARRAY) {
        march_json_builder_add_string(&builder,
                                      march_type_kind_name(self->property->item));
        march_json_builder_add(
            &builder,
            self->property->length > 0
                ? march_json_new_number(self->property->length, builder.where)
                : (MarchJson){.type = MARCH_JSON_NULL, .where = builder.where});
    }
    march_json_builder_add(&builder, get);
    march_json_builder_add(&builder,
                           march_json_as_literal(self->fallback, self->arena));
    return march_json_builder_finish(&builder);
}

static gboolean
same_input(const MarchJson *a, const MarchJson *b)
{
    if (a->type != b->type) {
        return FALSE;
    }
    if (a->type == MARCH_JSON_NUMBER) {
        return a->number <= b->number && a->number >= b->number;
    }
    return a->type == MARCH_JSON_STRING && strcmp(a->string, b->string) == 0;
}

/* Old styles may repeat an input; the first counts. The first input of "step" is
 * left out. */
static void
add_stop(MarchJsonBuilder *builder,
         const MarchJson *input,
         MarchJson output,
         gboolean is_step)
{
    guint length = builder->items->len;

    if (length > 3 &&
        same_input(input, &g_array_index(builder->items, MarchJson, length - 2))) {
        return;
    }
    if (!(is_step && length == 2)) {
        march_json_builder_add(builder, *input);
    }
    march_json_builder_add(builder, output);
}

/* A "step" with one output needs a second stop to be an expression. */
static void
complete_step(MarchJsonBuilder *builder)
{
    if (builder->items->len == 3) {
        MarchJson output = g_array_index(builder->items, MarchJson, 2);

        march_json_builder_add(builder, march_json_new_number(0, builder->where));
        march_json_builder_add(builder, output);
    }
}

static MarchJsonBuilder
begin_curve(const Function *self, gboolean is_step, MarchJson input)
{
    MarchJsonBuilder builder;

    if (is_step) {
        builder = march_json_builder_new("step", self->function, self->arena);
    } else {
        MarchJson base = march_json_new_number(self->base, self->function->where);

        builder =
            march_json_builder_new(interpolate_name(self), self->function, self->arena);
        march_json_builder_add(
            &builder,
            self->base < 1 || self->base > 1
                ? march_json_new_call("exponential", base, self->arena)
                : march_json_new_bare_call("linear", self->function, self->arena));
    }
    march_json_builder_add(&builder, input);
    return builder;
}

static MarchJson
make_categorical(const Function *self, const MarchJson *stops)
{
    gboolean by_boolean = stops->items[0].items[0].type == MARCH_JSON_BOOLEAN;
    MarchJsonBuilder builder = march_json_builder_new(by_boolean ? "case" : "match",
                                                      self->function, self->arena);
    MarchJson get = make_get(self);

    if (!by_boolean) {
        march_json_builder_add(&builder, get);
    }
    for (guint i = 0; i < stops->length; i++) {
        const MarchJson *stop = stops->items[i].items;

        if (by_boolean) {
            const MarchJson test[3] = {march_json_new_string("==", stop[0].where), get,
                                       stop[0]};

            march_json_builder_add(
                &builder, march_json_new_array(test, 3, stop[0].where, self->arena));
            march_json_builder_add(&builder, stop[1]);
        } else {
            add_stop(&builder, &stop[0], stop[1], FALSE);
        }
    }
    march_json_builder_add(&builder, make_fallback(self));
    return march_json_builder_finish(&builder);
}

/* Interval and exponential functions of a property. */
static MarchJson
make_property_curve(const Function *self, const MarchJson *stops, gboolean is_step)
{
    MarchJson get = make_get(self);
    MarchJsonBuilder builder =
        begin_curve(self, is_step, march_json_new_call("number", get, self->arena));
    MarchJson test[3], parts[4];

    for (guint i = 0; i < stops->length; i++) {
        add_stop(&builder, &stops->items[i].items[0], stops->items[i].items[1],
                 is_step);
    }
    if (is_step) {
        complete_step(&builder);
    }
    if (self->fallback == NULL) {
        return march_json_builder_finish(&builder);
    }
    test[0] = march_json_new_string("==", self->function->where);
    test[1] = march_json_new_call("typeof", get, self->arena);
    test[2] = march_json_new_string("number", self->function->where);
    parts[0] = march_json_new_string("case", self->function->where);
    parts[1] = march_json_new_array(test, 3, self->function->where, self->arena);
    parts[2] = march_json_builder_finish(&builder);
    parts[3] = march_json_as_literal(self->fallback, self->arena);
    return march_json_new_array(parts, 4, self->function->where, self->arena);
}

static MarchJson
make_property_function(const Function *self, const MarchJson *stops)
{
    if (strcmp(self->type, "categorical") == 0) {
        return make_categorical(self, stops);
    }
    return make_property_curve(self, stops, strcmp(self->type, "interval") == 0);
}

static MarchJson
make_zoom_function(const Function *self)
{
    gboolean is_step = strcmp(self->type, "interval") == 0;
    MarchJsonBuilder builder = begin_curve(
        self, is_step, march_json_new_bare_call("zoom", self->function, self->arena));

    for (guint i = 0; i < self->stops->length; i++) {
        const MarchJson *stop = self->stops->items[i].items;
        MarchJson output = stop[1];

        if ((self->property->flags & MARCH_PROPERTY_TOKENS) &&
            output.type == MARCH_JSON_STRING) {
            output = march_tokens_to_expression(&output, self->arena);
        }
        add_stop(&builder, &stop[0], output, is_step);
    }
    if (is_step) {
        complete_step(&builder);
    }
    return march_json_builder_finish(&builder);
}

/* The stops whose input has the zoom of stop @first, as [value, output]. */
static MarchJson
stops_at_zoom(const Function *self, guint first)
{
    const MarchJson *zoom = march_json_get(&self->stops->items[first].items[0], "zoom");
    g_autoptr(GArray) stops = g_array_new(FALSE, FALSE, sizeof(MarchJson));

    for (guint i = first; i < self->stops->length; i++) {
        const MarchJson *stop = self->stops->items[i].items;

        if (same_input(zoom, march_json_get(&stop[0], "zoom"))) {
            const MarchJson pair[2] = {*march_json_get(&stop[0], "value"), stop[1]};
            MarchJson item = march_json_new_array(pair, 2, stop[0].where, self->arena);

            g_array_append_val(stops, item);
        }
    }
    return march_json_new_array((const MarchJson *)(gpointer)stops->data, stops->len,
                                self->stops->where, self->arena);
}

static gboolean
is_first_of_zoom(const Function *self, guint index)
{
    const MarchJson *zoom = march_json_get(&self->stops->items[index].items[0], "zoom");

    for (guint i = 0; i < index; i++) {
        if (same_input(zoom, march_json_get(&self->stops->items[i].items[0], "zoom"))) {
            return FALSE;
        }
    }
    return TRUE;
}

static MarchJson
make_zoom_and_property_function(const Function *self)
{
    gboolean is_step = !(self->property->flags & MARCH_PROPERTY_INTERPOLATED);
    Function linear = *self, inner;
    MarchJsonBuilder builder;

    linear.base = 1;
    inner = linear;
    inner.plain_colors = TRUE;
    builder =
        begin_curve(&linear, is_step,
                    march_json_new_bare_call("zoom", self->function, self->arena));
    for (guint i = 0; i < self->stops->length; i++) {
        if (is_first_of_zoom(self, i)) {
            MarchJson stops = stops_at_zoom(self, i);

            add_stop(&builder, march_json_get(&self->stops->items[i].items[0], "zoom"),
                     make_property_function(&inner, &stops), is_step);
        }
    }
    if (is_step) {
        complete_step(&builder);
    }
    return march_json_builder_finish(&builder);
}

static gboolean
fail(const MarchJson *where, GError **error, const char *message)
{
    march_error_set(error, MARCH_ERROR_CONFIG, where->where, "%s", message);
    return FALSE;
}

/* Outputs become literals; inputs are checked for the kind of function. */
static gboolean
check_stops(Function *self, gboolean *by_zoom_and_property, GError **error)
{
    const MarchJson *stops = self->stops;
    g_autofree MarchJson *copies = NULL;
    MarchJson *checked;

    if (stops->type != MARCH_JSON_ARRAY || stops->length == 0) {
        return fail(stops, error, "\"stops\" must be an array with at least one stop");
    }
    copies = g_new0(MarchJson, stops->length);
    for (guint i = 0; i < stops->length; i++) {
        const MarchJson *stop = &stops->items[i];
        gboolean is_object;
        MarchJson pair[2];

        if (stop->type != MARCH_JSON_ARRAY || stop->length != 2) {
            return fail(stop, error,
                        "a stop must be an array of an input and an output");
        }
        is_object = stop->items[0].type == MARCH_JSON_OBJECT;
        if (i == 0) {
            *by_zoom_and_property = is_object;
        }
        if (is_object != *by_zoom_and_property ||
            (is_object &&
             (march_json_get(&stop->items[0], "value") == NULL ||
              march_json_get(&stop->items[0], "zoom") == NULL ||
              march_json_get(&stop->items[0], "zoom")->type != MARCH_JSON_NUMBER))) {
            return fail(
                stop, error,
                "all inputs of stops must be values, or all must be objects with "
                "a numeric \"zoom\" and a \"value\"");
        }
        pair[0] = stop->items[0];
        pair[1] = march_json_as_literal(&stop->items[1], self->arena);
        copies[i] = march_json_new_array(pair, 2, stop->where, self->arena);
    }
    checked = march_arena_new0(self->arena, MarchJson);
    *checked = march_json_new_array(copies, stops->length, stops->where, self->arena);
    self->stops = checked;
    return TRUE;
}

static gboolean
read_type(Function *self, GError **error)
{
    static const char *const types[] = {"identity", "exponential", "interval",
                                        "categorical", NULL};
    const MarchJson *type = march_json_get(self->function, "type");
    const MarchJson *base = march_json_get(self->function, "base");

    self->type = self->property->flags & MARCH_PROPERTY_INTERPOLATED ? "exponential"
                                                                     : "interval";
    if (type != NULL) {
        if (type->type != MARCH_JSON_STRING || !g_strv_contains(types, type->string)) {
            return fail(type, error,
                        "the type of a function must be \"identity\", \"exponential\", "
                        "\"interval\" or \"categorical\"");
        }
        self->type = type->string;
    }
    self->base = 1;
    if (base != NULL) {
        if (base->type != MARCH_JSON_NUMBER) {
            return fail(base, error, "the base of a function must be a number");
        }
        self->base = base->number;
    }
    return TRUE;
}

gboolean
march_function_to_expression(const MarchJson *function,
                             const MarchStyleProperty *property,
                             MarchArena *arena,
                             MarchJson *expression,
                             GError **error)
{
    Function self = {
        .function = function,
        .property = property,
        .arena = arena,
        .stops = march_json_get(function, "stops"),
        .property_name = march_json_get(function, "property"),
        .fallback = march_json_get(function, "default"),
    };
    gboolean by_zoom_and_property = FALSE;

    if (!read_type(&self, error)) {
        return FALSE;
    }
    if (self.stops == NULL) {
        if (self.property_name == NULL) {
            return fail(function, error,
                        "a function needs \"stops\", or a \"property\" to take over");
        }
        *expression = make_identity(&self);
        return TRUE;
    }
    if (!check_stops(&self, &by_zoom_and_property, error)) {
        return FALSE;
    }
    if (strcmp(self.type, "identity") == 0 ||
        (!by_zoom_and_property && self.property_name == NULL &&
         strcmp(self.type, "categorical") == 0)) {
        return fail(function, error, "a function of this type has no zoom stops");
    }
    if (by_zoom_and_property && self.property_name == NULL) {
        return fail(function, error, "stops with a \"value\" need a \"property\"");
    }
    if (by_zoom_and_property) {
        *expression = make_zoom_and_property_function(&self);
    } else if (self.property_name == NULL) {
        *expression = make_zoom_function(&self);
    } else {
        *expression = make_property_function(&self, self.stops);
    }
    return TRUE;
}
