/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <string.h>

#include "expression-private.h"

static MarchExpression *
parse_literal(const MarchParser *parser,
              const MarchOperator *self,
              const MarchJson *args)
{
    MarchArena *arena = parser->compilation->arena;
    const MarchType *type, *expected = parser->expected;
    MarchStyleValue value;

    (void)self;
    if (args->length != 2) {
        return march_parser_fail(
            parser,
            "'literal' expression requires exactly one argument, but found %u instead.",
            args->length - 1);
    }
    value = march_style_value_plain(march_json_to_value(&args->items[1], arena));
    type = march_style_value_type(&value, arena);
    if (type->kind == MARCH_TYPE_ARRAY && type->length == 0 && expected != NULL &&
        expected->kind == MARCH_TYPE_ARRAY &&
        (expected->length == MARCH_TYPE_ANY_LENGTH || expected->length == 0)) {
        type = expected;
    }
    return march_expression_new_literal(parser, type, value);
}

static gboolean
evaluate_semiliteral(const MarchExpression *self,
                     MarchEvaluation *evaluation,
                     MarchStyleValue *value)
{
    MarchValue *items =
        march_arena_array0(evaluation->scratch, MarchValue, self->n_args);

    for (guint i = 0; i < self->n_args; i++) {
        MarchStyleValue item;

        if (!march_expression_argument(self, i, evaluation, &item)) {
            return FALSE;
        }
        items[i] = item.plain;
    }
    *value = march_style_value_plain(
        march_style_array(evaluation->scratch, items, self->n_args));
    return TRUE;
}

static MarchExpression *
parse_semiliteral(const MarchParser *parser,
                  const MarchOperator *self,
                  const MarchJson *args)
{
    const MarchType *item_type = NULL;
    const MarchJson *list = args->length == 2 ? &args->items[1] : NULL;
    g_autofree MarchExpression **items = NULL;
    MarchParser inner;

    if (list == NULL) {
        return march_parser_fail(parser,
                                 "'semiliteral' expression requires exactly one "
                                 "argument, but found %u instead.",
                                 args->length - 1);
    }
    if (list->type != MARCH_JSON_ARRAY) {
        return parse_literal(parser, self, args);
    }
    items = g_new0(MarchExpression *, list->length + 1);
    inner = march_parser_descend(parser, 1, NULL);
    for (guint i = 0; i < list->length; i++) {
        items[i] = march_parser_parse_argument(&inner, list, i,
                                               march_type_simple(MARCH_TYPE_VALUE));
        if (items[i] == NULL) {
            return NULL;
        }
        if (item_type == NULL) {
            item_type = items[i]->type;
        } else if (item_type != items[i]->type) {
            item_type = march_type_simple(MARCH_TYPE_VALUE);
        }
    }
    if (item_type == NULL) {
        item_type = march_type_simple(MARCH_TYPE_VALUE);
    }
    return march_expression_new(
        parser, self,
        march_type_array(parser->compilation->arena, item_type, list->length),
        evaluate_semiliteral, items, list->length);
}

/* The common case, told from the types alone. */
static gboolean
is_simply(MarchTypeKind kind, const MarchValue *value)
{
    return (kind == MARCH_TYPE_NUMBER && value->type == MARCH_VALUE_NUMBER) ||
           (kind == MARCH_TYPE_STRING && value->type == MARCH_VALUE_STRING) ||
           (kind == MARCH_TYPE_BOOLEAN && value->type == MARCH_VALUE_BOOLEAN);
}

static gboolean
evaluate_assertion(const MarchExpression *self,
                   MarchEvaluation *evaluation,
                   MarchStyleValue *value)
{
    for (guint i = 0; i < self->n_args; i++) {
        const MarchValue *plain = march_expression_peek(self, i, evaluation, value);

        if (plain == NULL) {
            return FALSE;
        }
        if (plain != &value->plain) {
            value->plain = *plain;
        }
        if (value->special == MARCH_SPECIAL_NONE &&
            is_simply(self->type->kind, plain)) {
            return TRUE;
        }
        if (march_style_value_is(value, self->type, evaluation->scratch)) {
            return TRUE;
        }
    }
    return march_evaluation_fail(
        evaluation, self, "Expected value to be of type %s, but found %s instead.",
        march_type_to_string(self->type, evaluation->scratch),
        march_evaluation_type_name(evaluation, value));
}

MarchExpression *
march_expression_new_assertion(const MarchParser *parser,
                               const MarchType *type,
                               MarchExpression *const *args,
                               guint n_args)
{
    static const MarchOperator definition = {.kind = MARCH_NODE_ANNOTATION};

    return march_expression_new(parser, &definition, type, evaluate_assertion, args,
                                n_args);
}

/* The optional item type and length of ["array", type, length, value]. */
static const MarchType *
parse_array_type(const MarchParser *parser, const MarchJson *args, guint *first)
{
    const MarchType *item = march_type_simple(MARCH_TYPE_VALUE);
    gint64 length = MARCH_TYPE_ANY_LENGTH;

    *first = 1;
    if (args->length > 2) {
        const char *name =
            args->items[1].type == MARCH_JSON_STRING ? args->items[1].string : "";

        if (strcmp(name, "string") == 0) {
            item = march_type_simple(MARCH_TYPE_STRING);
        } else if (strcmp(name, "number") == 0) {
            item = march_type_simple(MARCH_TYPE_NUMBER);
        } else if (strcmp(name, "boolean") == 0) {
            item = march_type_simple(MARCH_TYPE_BOOLEAN);
        } else {
            march_parser_fail_at(parser, args, 1,
                                 "The item type argument of \"array\" must be one of "
                                 "string, number, boolean");
            return NULL;
        }
        (*first)++;
    }
    if (args->length > 3) {
        const MarchJson *count = &args->items[2];

        if (count->type != MARCH_JSON_NULL &&
            (count->type != MARCH_JSON_NUMBER || !(count->number >= 0) ||
             count->number > G_MAXINT32 || count->number > floor(count->number))) {
            march_parser_fail_at(
                parser, args, 2,
                "The length argument to \"array\" must be a positive integer literal");
            return NULL;
        }
        if (count->type == MARCH_JSON_NUMBER) {
            length = (gint64)count->number;
        }
        (*first)++;
    }
    return march_type_array(parser->compilation->arena, item, length);
}

static MarchExpression *
parse_annotation(const MarchParser *parser,
                 const MarchJson *args,
                 guint first,
                 const MarchType *type,
                 gboolean coerces)
{
    g_autofree MarchExpression **inputs = g_new0(MarchExpression *, args->length);
    guint n_inputs = 0;

    for (guint i = first; i < args->length; i++) {
        inputs[n_inputs] = march_parser_parse_argument(
            parser, args, i, march_type_simple(MARCH_TYPE_VALUE));
        if (inputs[n_inputs] == NULL) {
            return NULL;
        }
        n_inputs++;
    }
    return coerces ? march_expression_new_coercion(parser, type, inputs, n_inputs)
                   : march_expression_new_assertion(parser, type, inputs, n_inputs);
}

static MarchExpression *
parse_assertion(const MarchParser *parser,
                const MarchOperator *self,
                const MarchJson *args)
{
    const MarchType *type;
    guint first = 1;

    if (args->length < 2) {
        return march_parser_fail(parser, "Expected at least one argument.");
    }
    type = self->type == MARCH_TYPE_ARRAY ? parse_array_type(parser, args, &first)
                                          : march_type_simple(self->type);
    return type != NULL ? parse_annotation(parser, args, first, type, FALSE) : NULL;
}

static MarchExpression *
parse_coercion(const MarchParser *parser,
               const MarchOperator *self,
               const MarchJson *args)
{
    if (args->length < 2) {
        return march_parser_fail(parser, "Expected at least one argument.");
    }
    if ((self->type == MARCH_TYPE_BOOLEAN || self->type == MARCH_TYPE_STRING) &&
        args->length != 2) {
        return march_parser_fail(parser, "Expected one argument.");
    }
    return parse_annotation(parser, args, 1, march_type_simple(self->type), TRUE);
}

static gboolean
evaluate_to_boolean(const MarchExpression *self,
                    MarchEvaluation *evaluation,
                    MarchStyleValue *value)
{
    if (!march_expression_argument(self, 0, evaluation, value)) {
        return FALSE;
    }
    march_style_value_set_boolean(value, march_style_value_is_truthy(value));
    return TRUE;
}

static gboolean
evaluate_to_number(const MarchExpression *self,
                   MarchEvaluation *evaluation,
                   MarchStyleValue *value)
{
    for (guint i = 0; i < self->n_args; i++) {
        double number;

        if (!march_expression_argument(self, i, evaluation, value)) {
            return FALSE;
        }
        number = march_style_value_to_number(value);
        if (!isnan(number)) {
            march_style_value_set_number(value, number);
            return TRUE;
        }
    }
    return march_evaluation_fail(evaluation, self, "Could not convert %s to number.",
                                 march_style_value_to_json(value, evaluation->scratch));
}

/* Texts, and types that are only made of other values. */
static gboolean
evaluate_conversion(const MarchExpression *self,
                    MarchEvaluation *evaluation,
                    MarchStyleValue *value)
{
    MarchStyleValue input;
    const char *shown;

    for (guint i = 0; i < self->n_args; i++) {
        if (!march_expression_argument(self, i, evaluation, &input)) {
            return FALSE;
        }
        if (march_style_value_convert(&input, self->type->kind, evaluation->scratch,
                                      value)) {
            return TRUE;
        }
    }
    shown = input.plain.type == MARCH_VALUE_STRING
                ? input.plain.as.string
                : march_style_value_to_json(&input, evaluation->scratch);
    return march_evaluation_fail(evaluation, self, "Could not parse %s from value '%s'",
                                 march_type_kind_name(self->type->kind), shown);
}

static gboolean
evaluate_to_string(const MarchExpression *self,
                   MarchEvaluation *evaluation,
                   MarchStyleValue *value)
{
    if (!march_expression_argument(self, 0, evaluation, value)) {
        return FALSE;
    }
    *value = march_style_value_string(
        march_style_value_to_string(value, evaluation->scratch));
    return TRUE;
}

MarchExpression *
march_expression_new_coercion(const MarchParser *parser,
                              const MarchType *type,
                              MarchExpression *const *args,
                              guint n_args)
{
    static const MarchOperator definition = {.kind = MARCH_NODE_ANNOTATION};
    MarchEvaluate evaluate = evaluate_conversion;

    if (type->kind == MARCH_TYPE_BOOLEAN) {
        evaluate = evaluate_to_boolean;
    } else if (type->kind == MARCH_TYPE_NUMBER) {
        evaluate = evaluate_to_number;
    } else if (type->kind == MARCH_TYPE_STRING) {
        evaluate = evaluate_to_string;
    } else if (type->kind == MARCH_TYPE_COLOR) {
        evaluate = march_evaluate_to_color;
    }
    return march_expression_new(parser, &definition, type, evaluate, args, n_args);
}

static gboolean
evaluate_typeof(const MarchExpression *self,
                MarchEvaluation *evaluation,
                MarchStyleValue *value)
{
    if (!march_expression_argument(self, 0, evaluation, value)) {
        return FALSE;
    }
    *value = march_style_value_string(march_evaluation_type_name(evaluation, value));
    return TRUE;
}

static const MarchOperator operators[] = {
    {.name = "literal", .parse = parse_literal},
    {.name = "semiliteral", .parse = parse_semiliteral},
    {.name = "string", .parse = parse_assertion, .type = MARCH_TYPE_STRING},
    {.name = "number", .parse = parse_assertion, .type = MARCH_TYPE_NUMBER},
    {.name = "boolean", .parse = parse_assertion, .type = MARCH_TYPE_BOOLEAN},
    {.name = "object", .parse = parse_assertion, .type = MARCH_TYPE_OBJECT},
    {.name = "array", .parse = parse_assertion, .type = MARCH_TYPE_ARRAY},
    {.name = "to-boolean", .parse = parse_coercion, .type = MARCH_TYPE_BOOLEAN},
    {.name = "to-number", .parse = parse_coercion, .type = MARCH_TYPE_NUMBER},
    {.name = "to-string", .parse = parse_coercion, .type = MARCH_TYPE_STRING},
    {.name = "to-color", .parse = parse_coercion, .type = MARCH_TYPE_COLOR},
    {.name = "typeof",
     .type = MARCH_TYPE_STRING,
     .n_signatures = 1,
     .signatures = {{1, {MARCH_TYPE_VALUE}, evaluate_typeof}}},
};

const MarchOperatorTable march_operators_type = {operators, G_N_ELEMENTS(operators)};
