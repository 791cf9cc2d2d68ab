/* SPDX-License-Identifier: MIT */
/* Values of members, with what is wrong about them. */
#include <math.h>
#include <string.h>

#include "base/suggest.h"
#include "style-private.h"

void
march_style_reader_fail(MarchStyleReader *reader,
                        MarchLocation where,
                        const char *format,
                        ...)
{
    GError *error = NULL;
    va_list arguments;
    char *message;

    va_start(arguments, format);
    message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    march_error_set(&error, MARCH_ERROR_CONFIG, where, "%s", message);
    g_free(message);
    g_ptr_array_add(reader->problems, error);
}

void
march_style_reader_fail_unknown(MarchStyleReader *reader,
                                const MarchJsonKey *key,
                                const char *what,
                                const char *const *known)
{
    const char *near = march_suggest(key->name, known);

    if (near != NULL) {
        march_style_reader_fail(reader, key->where,
                                "\"%s\" is not %s; did you mean \"%s\"?", key->name,
                                what, near);
    } else {
        march_style_reader_fail(reader, key->where, "\"%s\" is not %s", key->name,
                                what);
    }
}

void
march_style_reader_note(MarchStyleReader *reader,
                        MarchLocation where,
                        const char *object,
                        const char *format,
                        ...)
{
    va_list arguments;
    g_autofree char *message = NULL;

    va_start(arguments, format);
    message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    march_diagnostics_add(reader->diagnostics, MARCH_SEVERITY_NOTE, "style-no-effect",
                          where, object, "%s", message);
}

const char *
march_style_read_string(MarchStyleReader *reader,
                        const MarchJson *object,
                        const char *key)
{
    const MarchJson *json = march_json_get(object, key);

    if (json == NULL) {
        return NULL;
    }
    if (json->type != MARCH_JSON_STRING) {
        march_style_reader_fail(reader, json->where, "\"%s\" must be a string", key);
        return NULL;
    }
    return json->string;
}

double
march_style_read_number(MarchStyleReader *reader,
                        const MarchJson *object,
                        const char *key,
                        double fallback)
{
    const MarchJson *json = march_json_get(object, key);

    if (json == NULL) {
        return fallback;
    }
    if (json->type != MARCH_JSON_NUMBER) {
        march_style_reader_fail(reader, json->where, "\"%s\" must be a number", key);
        return fallback;
    }
    return json->number;
}

static const char *
quote(MarchStyleReader *reader, const MarchJson *json)
{
    g_autoptr(GString) text = g_string_new(NULL);

    march_json_append(text, json);
    if (text->len > 60) {
        const char *cut = g_utf8_find_prev_char(text->str, text->str + 57);

        g_string_truncate(text, (gsize)(cut - text->str));
        g_string_append(text, "...");
    }
    return march_arena_strdup(reader->style->arena, text->str);
}

static const char *
describe_type(MarchStyleReader *reader, const MarchStyleProperty *property)
{
    switch ((int)property->type) {
    case MARCH_TYPE_COLOR:
        return "a colour";
    case MARCH_TYPE_NUMBER:
        return "a number";
    case MARCH_TYPE_BOOLEAN:
        return "true or false";
    case MARCH_TYPE_STRING:
        return "a string";
    case MARCH_TYPE_FORMATTED:
        return "a text";
    case MARCH_TYPE_IMAGE:
        return "an image name";
    default:
        return march_arena_printf(
            reader->style->arena, "of type %s",
            march_type_to_string(
                march_style_property_type(property, reader->style->arena),
                reader->style->arena));
    }
}

static gboolean
check_enum(MarchStyleReader *reader,
           const MarchStyleProperty *property,
           const MarchJson *json)
{
    const char *near;
    g_autofree char *list = NULL;

    if (json->type == MARCH_JSON_ARRAY) {
        for (guint i = 0; i < json->length; i++) {
            if (!check_enum(reader, property, &json->items[i])) {
                return FALSE;
            }
        }
        return TRUE;
    }
    if (g_strv_contains(property->values, json->string)) {
        return TRUE;
    }
    near = march_suggest(json->string, property->values);
    list = g_strjoinv(", ", (char **)(guintptr)property->values);
    if (near != NULL) {
        march_style_reader_fail(reader, json->where,
                                "\"%s\" cannot be \"%s\"; did you mean \"%s\"?",
                                property->name, json->string, near);
    } else {
        march_style_reader_fail(reader, json->where,
                                "\"%s\" cannot be \"%s\"; it is one of %s",
                                property->name, json->string, list);
    }
    return FALSE;
}

static gboolean
check_range(MarchStyleReader *reader,
            const MarchStyleProperty *property,
            const MarchJson *json)
{
    if (json->type == MARCH_JSON_ARRAY) {
        for (guint i = 0; i < json->length; i++) {
            if (!check_range(reader, property, &json->items[i])) {
                return FALSE;
            }
        }
        return TRUE;
    }
    if (json->type != MARCH_JSON_NUMBER) {
        return TRUE;
    }
    if ((property->flags & MARCH_PROPERTY_MINIMUM) &&
        json->number < property->minimum) {
        march_style_reader_fail(reader, json->where,
                                "\"%s\" is %s; it must be at least %g", property->name,
                                quote(reader, json), property->minimum);
        return FALSE;
    }
    if ((property->flags & MARCH_PROPERTY_MAXIMUM) &&
        json->number > property->maximum) {
        march_style_reader_fail(reader, json->where,
                                "\"%s\" is %s; it must be at most %g", property->name,
                                quote(reader, json), property->maximum);
        return FALSE;
    }
    return TRUE;
}

static void
report_operator(MarchStyleReader *reader,
                const char *property,
                const char *key,
                const char *name,
                MarchLocation where)
{
    static const char *const refused[] = {
        "accumulated",         "collator",        "elevation",
        "feature-state",       "line-progress",   "heatmap-density",
        "is-supported-script", "resolved-locale", NULL};
    const char *near = march_expression_suggest(name);

    if (g_strv_contains(refused, name)) {
        march_style_reader_fail(
            reader, where, "\"%s\"%s: the operator \"%s\" is not part of the profile",
            property, key, name);
    } else if (near != NULL) {
        march_style_reader_fail(reader, where,
                                "\"%s\"%s: no operator \"%s\"; did you mean \"%s\"?",
                                property, key, name, near);
    } else {
        march_style_reader_fail(reader, where,
                                "\"%s\"%s: no operator \"%s\"; an array of values is "
                                "written [\"literal\", [...]]",
                                property, key, name);
    }
}

static gboolean
read_constant(MarchStyleReader *reader,
              const MarchStyleProperty *property,
              const MarchJson *json,
              MarchStyleSlot *slot)
{
    if (!march_style_property_read(property, json, reader->style->arena,
                                   &slot->value)) {
        if (json->type == MARCH_JSON_ARRAY && json->length > 0 &&
            json->items[0].type == MARCH_JSON_STRING) {
            /* It was meant as an expression, where no array is wanted. */
            report_operator(reader, property->name, "", json->items[0].string,
                            json->items[0].where);
            return FALSE;
        }
        march_style_reader_fail(reader, json->where, "\"%s\" is %s; it must be %s",
                                property->name, quote(reader, json),
                                describe_type(reader, property));
        return FALSE;
    }
    return (property->values == NULL || check_enum(reader, property, json)) &&
           check_range(reader, property, json);
}

static void
report_errors(MarchStyleReader *reader, const char *name, const GArray *errors)
{
    for (guint i = 0; i < errors->len; i++) {
        const MarchExpressionError *error =
            &g_array_index(errors, MarchExpressionError, i);
        g_autofree char *message = g_strdup(error->message);
        gsize length = strlen(message);

        if (error->operator_name != NULL) {
            report_operator(reader, name, error->key, error->operator_name,
                            error->where);
            continue;
        }
        if (length > 0 && message[length - 1] == '.') {
            message[length - 1] = '\0';
        }
        march_style_reader_fail(reader, error->where, "\"%s\"%s: %s", name, error->key,
                                message);
    }
}

/* What depends on variables alone is settled now: they do not change. */
static gboolean
settle(MarchStyleReader *reader, MarchStyleSlot *slot, const MarchJson *json)
{
    const MarchExpression *expression = slot->expression;
    MarchEvaluation evaluation = {.zoom = (double)NAN,
                                  .global_state = reader->style->state,
                                  .scratch = reader->style->arena};

    /* Which images there are is only known when they are drawn. */
    if (march_expression_reads_figure(expression) ||
        slot->property->type == MARCH_TYPE_IMAGE) {
        return TRUE;
    }
    slot->only_zoom = march_expression_is_feature_constant(expression) &&
                      !march_expression_is_zoom_constant(expression);
    if (!march_expression_is_feature_constant(expression) ||
        !march_expression_is_zoom_constant(expression)) {
        return TRUE;
    }
    if (!march_expression_evaluate(expression, &evaluation, &slot->value) &&
        !reader->lacks_variables) {
        march_diagnostics_add(reader->diagnostics, MARCH_SEVERITY_WARNING,
                              "style-evaluation", json->where, NULL,
                              "\"%s\"%s takes its default: %s", slot->property->name,
                              evaluation.error_key, evaluation.error);
    }
    slot->expression = NULL;
    return TRUE;
}

static gboolean
read_expression(MarchStyleReader *reader,
                const MarchStyleProperty *property,
                const MarchJson *json,
                MarchStyleSlot *slot)
{
    g_autoptr(GArray) errors = g_array_new(FALSE, FALSE, sizeof(MarchExpressionError));

    slot->expression =
        march_expression_compile(json, property, reader->style->arena, errors);
    if (slot->expression == NULL) {
        report_errors(reader, property->name, errors);
        return FALSE;
    }
    return settle(reader, slot, json);
}

/* The names of "state", NULL-ended; borrowed strings. */
static const char **
list_variables(const MarchStyle *style)
{
    gsize count = style->state != NULL ? style->state->length : 0;
    const char **names = g_new0(const char *, count + 1);

    for (gsize i = 0; i < count; i++) {
        names[i] = style->state->keys[i];
    }
    return names;
}

static void
report_undeclared(MarchStyleReader *reader, const MarchJson *name)
{
    g_autofree const char **names = list_variables(reader->style);
    const char *near = march_suggest(name->string, names);

    march_diagnostics_add(reader->diagnostics, MARCH_SEVERITY_WARNING, "style-variable",
                          name->where, name->string,
                          "\"state\" declares no variable \"%s\"%s%s%s", name->string,
                          near != NULL ? "; did you mean \"" : "",
                          near != NULL ? near : "", near != NULL ? "\"?" : "");
}

/* Says which variables are read that "state" does not declare: they are null. */
static void
check_variables(MarchStyleReader *reader, const MarchJson *json)
{
    const MarchValueObject *state = reader->style->state;
    gboolean is_list =
        json->type == MARCH_JSON_ARRAY || json->type == MARCH_JSON_OBJECT;
    gboolean is_call = json->type == MARCH_JSON_ARRAY && json->length > 0 &&
                       json->items[0].type == MARCH_JSON_STRING;

    if (is_call && json->length == 2 && json->items[1].type == MARCH_JSON_STRING &&
        strcmp(json->items[0].string, "global-state") == 0) {
        if (state == NULL ||
            march_value_object_get(state, json->items[1].string) == NULL) {
            report_undeclared(reader, &json->items[1]);
        }
    } else if (is_list && !(is_call && strcmp(json->items[0].string, "literal") == 0)) {
        for (guint i = 0; i < json->length; i++) {
            check_variables(reader, &json->items[i]);
        }
    }
}

gboolean
march_style_read_slot(MarchStyleReader *reader,
                      const MarchStyleProperty *property,
                      const MarchJson *json,
                      MarchStyleSlot *slot)
{
    MarchJson *rewritten = march_arena_new0(reader->style->arena, MarchJson);
    g_autoptr(GError) error = NULL;

    slot->property = property;
    slot->where = json->where;
    slot->is_given = TRUE;
    if (json->type == MARCH_JSON_OBJECT) {
        if (!march_function_to_expression(json, property, reader->style->arena,
                                          rewritten, &error)) {
            march_style_reader_fail(reader, march_error_get_location(error),
                                    "\"%s\": %s", property->name, error->message);
            return FALSE;
        }
        return read_expression(reader, property, rewritten, slot);
    }
    if (march_expression_is_one(json)) {
        check_variables(reader, json);
        return read_expression(reader, property, json, slot);
    }
    if ((property->flags & MARCH_PROPERTY_TOKENS) && json->type == MARCH_JSON_STRING) {
        *rewritten = march_tokens_to_expression(json, reader->style->arena);
        if (rewritten->type == MARCH_JSON_ARRAY) {
            return read_expression(reader, property, rewritten, slot);
        }
    }
    return read_constant(reader, property, json, slot);
}

const MarchExpression *
march_style_read_filter(MarchStyleReader *reader, const MarchJson *json)
{
    static const MarchStyleProperty filter = {
        .name = "filter",
        .type = MARCH_TYPE_BOOLEAN,
        .default_json = "false",
        .flags = MARCH_PROPERTY_ZOOM | MARCH_PROPERTY_FEATURE,
    };
    g_autoptr(GArray) errors = g_array_new(FALSE, FALSE, sizeof(MarchExpressionError));
    MarchJson *converted = march_arena_new0(reader->style->arena, MarchJson);
    const MarchExpression *expression;

    check_variables(reader, json);
    *converted = march_filter_is_expression(json)
                     ? *json
                     : march_filter_to_expression(json, reader->style->arena);
    expression =
        march_expression_compile(converted, &filter, reader->style->arena, errors);
    if (expression == NULL) {
        report_errors(reader, "filter", errors);
    }
    return expression;
}
