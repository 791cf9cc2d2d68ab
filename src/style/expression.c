/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <string.h>

#include "expression-private.h"

static gboolean
evaluate_literal(const MarchExpression *self,
                 MarchEvaluation *evaluation,
                 MarchStyleValue *value)
{
    (void)evaluation;
    *value = self->literal;
    return TRUE;
}

/* Annotations are added after their argument was parsed, so they look through it;
 * all else is constant when its arguments were folded into literals. */
static guint
constant_flag(const MarchExpression *node)
{
    if (node->flags &
        (MARCH_NODE_READS_FEATURE | MARCH_NODE_READS_ZOOM | MARCH_NODE_NEVER_FOLDED)) {
        return 0;
    }
    for (guint i = 0; i < node->n_args; i++) {
        const MarchExpression *argument = node->args[i];

        if (node->kind == MARCH_NODE_ANNOTATION
                ? !(argument->flags & MARCH_NODE_CONSTANT)
                : argument->kind != MARCH_NODE_LITERAL) {
            return 0;
        }
    }
    return MARCH_NODE_CONSTANT;
}

MarchExpression *
march_expression_new(const MarchParser *parser,
                     const MarchOperator *definition,
                     const MarchType *type,
                     MarchEvaluate evaluate,
                     MarchExpression *const *args,
                     guint n_args)
{
    MarchArena *arena = parser->compilation->arena;
    MarchExpression *node = march_arena_new0(arena, MarchExpression);

    node->kind = definition != NULL ? definition->kind : MARCH_NODE_OTHER;
    node->flags = definition != NULL ? definition->flags : 0;
    node->type = type;
    node->evaluate = evaluate;
    node->n_args = n_args;
    node->args = march_arena_array0(arena, MarchExpression *, n_args);
    node->key = parser->key;
    node->data = definition;
    for (guint i = 0; i < n_args; i++) {
        node->args[i] = args[i];
        node->flags |=
            args[i]->flags & (MARCH_NODE_READS_FEATURE | MARCH_NODE_READS_ZOOM |
                              MARCH_NODE_NEVER_FOLDED | MARCH_NODE_READS_FIGURE);
    }
    node->flags |= constant_flag(node);
    return node;
}

MarchExpression *
march_expression_new_literal(const MarchParser *parser,
                             const MarchType *type,
                             MarchStyleValue value)
{
    MarchExpression *node =
        march_expression_new(parser, NULL, type, evaluate_literal, NULL, 0);

    node->kind = MARCH_NODE_LITERAL;
    node->literal = value;
    return node;
}

gboolean
march_evaluation_fail(MarchEvaluation *evaluation,
                      const MarchExpression *self,
                      const char *format,
                      ...)
{
    va_list arguments;

    va_start(arguments, format);
    evaluation->error = march_arena_vprintf(evaluation->scratch, format, arguments);
    evaluation->error_key = self->key;
    va_end(arguments);
    return FALSE;
}

const char *
march_evaluation_type_name(MarchEvaluation *evaluation, const MarchStyleValue *value)
{
    return march_type_to_string(march_style_value_type(value, evaluation->scratch),
                                evaluation->scratch);
}

const MarchValue *
march_property_search(const GArray *properties, const char *key, guint *hint)
{
    const MarchProperty *all = (const MarchProperty *)(gpointer)properties->data;

    for (guint i = 0; i < properties->len; i++) {
        if (strcmp(all[i].key, key) == 0) {
            *hint = i;
            return &all[i].value;
        }
    }
    return NULL;
}

const char *
march_evaluation_geometry_type(MarchEvaluation *evaluation)
{
    static const char *const names[] = {"Point", "LineString", "Polygon"};

    if (evaluation->geometry_type != NULL) {
        return evaluation->geometry_type;
    }
    if (evaluation->feature == NULL || evaluation->feature->geometry == NULL) {
        return NULL;
    }
    return names[evaluation->feature->geometry->type];
}

MarchStyleValue
march_evaluation_id(MarchEvaluation *evaluation)
{
    if (evaluation->id != NULL) {
        return *evaluation->id;
    }
    if (evaluation->feature == NULL || evaluation->feature->id < 0) {
        return MARCH_STYLE_VALUE_NULL;
    }
    return march_style_value_number((double)evaluation->feature->id);
}

/* "zoom" may only be the input of the outermost curve (under "let", "coalesce").
 * Returns FALSE with @problem set when it is elsewhere. */
static gboolean
find_zoom_curve(MarchExpression *node, const char **problem)
{
    const MarchExpression *own = NULL;

    for (guint i = 0; i < node->n_args; i++) {
        if (!find_zoom_curve(node->args[i], problem)) {
            return FALSE;
        }
    }
    if (node->kind == MARCH_NODE_LET) {
        own = node->args[node->n_args - 1]->curve;
    } else if (node->kind == MARCH_NODE_COALESCE) {
        for (guint i = 0; i < node->n_args && own == NULL; i++) {
            own = node->args[i]->curve;
        }
    } else if ((node->kind == MARCH_NODE_STEP ||
                node->kind == MARCH_NODE_INTERPOLATE) &&
               node->args[0]->kind == MARCH_NODE_ZOOM) {
        own = node;
    }
    for (guint i = 0; i < node->n_args; i++) {
        const MarchExpression *curve = node->args[i]->curve;

        if (curve != NULL && own == NULL) {
            *problem = "\"zoom\" expression may only be used as input to a top-level "
                       "\"step\" or \"interpolate\" expression.";
            return FALSE;
        }
        if (curve != NULL && curve != own) {
            *problem = "Only one zoom-based \"step\" or \"interpolate\" subexpression "
                       "may be used in an expression.";
            return FALSE;
        }
    }
    node->curve = own;
    return TRUE;
}

/* What the property does not let its expressions depend on. */
static const char *
find_forbidden(MarchExpression *expression, const MarchStyleProperty *property)
{
    const char *problem = NULL;

    if (!march_expression_is_feature_constant(expression) &&
        !(property->flags & MARCH_PROPERTY_FEATURE)) {
        return "data expressions not supported";
    }
    if (!march_expression_is_zoom_constant(expression) &&
        !(property->flags & MARCH_PROPERTY_ZOOM)) {
        return "zoom expressions not supported";
    }
    if (!find_zoom_curve(expression, &problem)) {
        return problem;
    }
    if (expression->curve == NULL && !march_expression_is_zoom_constant(expression)) {
        return "\"zoom\" expression may only be used as input to a top-level \"step\" or "
               "\"interpolate\" expression.";
    }
    if (expression->curve != NULL &&
        expression->curve->kind == MARCH_NODE_INTERPOLATE &&
        !(property->flags & MARCH_PROPERTY_INTERPOLATED)) {
        return "\"interpolate\" expressions cannot be used with this property";
    }
    return NULL;
}

MarchExpression *
march_expression_compile(const MarchJson *json,
                         const MarchStyleProperty *property,
                         MarchArena *arena,
                         GArray *errors)
{
    MarchCompilation compilation = {.arena = arena};
    MarchParser parser = {
        .compilation = &compilation, .errors = errors, .key = "", .where = json->where};
    gboolean is_string = property != NULL && property->type == MARCH_TYPE_STRING &&
                         property->values == NULL;
    MarchExpression *expression;
    const char *problem;

    if (property != NULL) {
        parser.expected = march_style_property_type(property, arena);
    }
    expression =
        march_parser_parse(&parser, json, -1, NULL, NULL,
                           is_string ? MARCH_ANNOTATE_COERCE : MARCH_ANNOTATE_DEFAULT);
    if (expression == NULL || property == NULL) {
        return expression;
    }
    problem = find_forbidden(expression, property);
    if (problem != NULL) {
        return march_parser_fail(&parser, "%s", problem);
    }
    march_expression_set_typed(expression);
    expression->target = property;
    expression->fallback = march_style_property_default(property, arena);
    return expression;
}

static gboolean
check_enum(const MarchExpression *expression,
           MarchEvaluation *evaluation,
           const MarchStyleValue *value)
{
    const char *const *values = expression->target->values;
    g_autoptr(GString) list = NULL;

    if (value->plain.type == MARCH_VALUE_STRING &&
        g_strv_contains(values, value->plain.as.string)) {
        return TRUE;
    }
    list = g_string_new(NULL);
    for (guint i = 0; values[i] != NULL; i++) {
        g_string_append(list, i > 0 ? ", " : "");
        march_json_append_string(list, values[i]);
    }
    march_evaluation_fail(
        evaluation, expression, "Expected value to be one of %s, but found %s instead.",
        list->str, march_style_value_to_json(value, evaluation->scratch));
    evaluation->error_key = "";
    return FALSE;
}

gboolean
march_expression_evaluate(const MarchExpression *expression,
                          MarchEvaluation *evaluation,
                          MarchStyleValue *value)
{
    evaluation->error = NULL;
    evaluation->error_key = "";
    evaluation->work = 0;
    if (!expression->evaluate(expression, evaluation, value)) {
        *value = expression->fallback;
        return FALSE;
    }
    if (value->plain.type == MARCH_VALUE_NULL ||
        (value->plain.type == MARCH_VALUE_NUMBER && isnan(value->plain.as.number))) {
        *value = expression->fallback;
        return TRUE;
    }
    if (expression->target != NULL && expression->target->values != NULL &&
        expression->target->type == MARCH_TYPE_STRING &&
        !check_enum(expression, evaluation, value)) {
        *value = expression->fallback;
        return FALSE;
    }
    return TRUE;
}

const MarchType *
march_expression_get_type(const MarchExpression *expression)
{
    return expression->type;
}

gboolean
march_expression_is_feature_constant(const MarchExpression *expression)
{
    return !(expression->flags & MARCH_NODE_READS_FEATURE);
}

gboolean
march_expression_is_zoom_constant(const MarchExpression *expression)
{
    return !(expression->flags & MARCH_NODE_READS_ZOOM);
}

gboolean
march_expression_reads_figure(const MarchExpression *expression)
{
    return (expression->flags & MARCH_NODE_READS_FIGURE) != 0;
}

gboolean
march_expression_is_literal(const MarchExpression *expression, MarchStyleValue *value)
{
    if (expression->kind != MARCH_NODE_LITERAL) {
        return FALSE;
    }
    *value = expression->literal;
    return TRUE;
}

void
march_expression_collect_properties(const MarchExpression *expression, GPtrArray *names)
{
    if (expression->property != NULL) {
        g_ptr_array_add(names, (gpointer)(guintptr)expression->property);
    } else if (expression->flags & MARCH_NODE_NAMES_PROPERTY) {
        g_ptr_array_add(names, (gpointer)(guintptr) "*");
    }
    for (guint i = 0; i < expression->n_args; i++) {
        march_expression_collect_properties(expression->args[i], names);
    }
}

static void
add_font(GPtrArray *names, const char *fonts)
{
    char *name = g_strndup(fonts, strcspn(fonts, ","));

    if (*name == '\0' ||
        g_ptr_array_find_with_equal_func(names, name, g_str_equal, NULL)) {
        g_free(name);
    } else {
        g_ptr_array_add(names, name);
    }
}

void
march_style_value_collect_fonts(const MarchStyleValue *value, GPtrArray *names)
{
    const MarchValueArray *array =
        value->plain.type == MARCH_VALUE_ARRAY ? value->plain.as.array : NULL;

    if (array == NULL || array->length == 0) {
        return;
    }
    if (array->items[0].type == MARCH_VALUE_STRING) {
        add_font(names, array->items[0].as.string);
    }
    for (gsize i = 0; value->special == MARCH_SPECIAL_FORMATTED && i < array->length;
         i++) {
        const MarchValue *fonts =
            march_value_object_get(array->items[i].as.object, "fontStack");

        if (fonts != NULL && fonts->type == MARCH_VALUE_STRING) {
            add_font(names, fonts->as.string);
        }
    }
}

/* Lists within conditions and texts are no fonts. */
void
march_expression_collect_fonts(const MarchExpression *expression, GPtrArray *names)
{
    if (expression->type->kind != MARCH_TYPE_ARRAY &&
        expression->type->kind != MARCH_TYPE_FORMATTED) {
        return;
    }
    if (expression->kind == MARCH_NODE_LITERAL) {
        march_style_value_collect_fonts(&expression->literal, names);
    }
    for (guint i = 0; i < expression->n_args; i++) {
        march_expression_collect_fonts(expression->args[i], names);
    }
}

/* ["==", ["get", NAME], TEXT], either way round. */
static gboolean
is_test(const MarchExpression *node, const char **property, const char **text)
{
    for (guint i = 0; node->kind == MARCH_NODE_EQUAL && i < 2; i++) {
        const MarchExpression *name = node->args[i];
        const MarchExpression *value = node->args[1 - i];

        if (name->kind == MARCH_NODE_PROPERTY && value->kind == MARCH_NODE_LITERAL &&
            value->literal.special == MARCH_SPECIAL_NONE &&
            value->literal.plain.type == MARCH_VALUE_STRING) {
            *property = name->property;
            *text = value->literal.plain.as.string;
            return TRUE;
        }
    }
    return FALSE;
}

gboolean
march_expression_find_test(const MarchExpression *expression,
                           const char **property,
                           const char **text)
{
    if (is_test(expression, property, text)) {
        return TRUE;
    }
    for (guint i = 0; expression->kind == MARCH_NODE_ALL && i < expression->n_args;
         i++) {
        if (march_expression_find_test(expression->args[i], property, text)) {
            return TRUE;
        }
    }
    return FALSE;
}
