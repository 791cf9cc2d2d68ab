/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "expression-private.h"

typedef enum {
    EQUAL,
    NOT_EQUAL,
    LESS,
    GREATER,
    LESS_OR_EQUAL,
    GREATER_OR_EQUAL
} Variant;

static gboolean
evaluate_equality(const MarchExpression *self,
                  MarchEvaluation *evaluation,
                  MarchStyleValue *value)
{
    const MarchOperator *definition = self->data;
    MarchStyleValue left_store, right_store;
    const MarchValue *left, *right;
    gboolean same;

    left = march_expression_peek(self, 0, evaluation, &left_store);
    right =
        left != NULL ? march_expression_peek(self, 1, evaluation, &right_store) : NULL;
    if (right == NULL) {
        return FALSE;
    }
    same = left->type == right->type && left_store.special == right_store.special &&
           march_style_value_same(left, right);
    march_style_value_set_boolean(value, definition->variant == EQUAL ? same : !same);
    return TRUE;
}

static gboolean
holds(Variant variant, gboolean less, gboolean equal, gboolean greater)
{
    switch (variant) {
    case LESS:
        return less;
    case GREATER:
        return greater;
    case LESS_OR_EQUAL:
        return less || equal;
    case GREATER_OR_EQUAL:
        return greater || equal;
    case EQUAL:
    case NOT_EQUAL:
        break;
    }
    return FALSE;
}

static gboolean
fail_order(const MarchExpression *self,
           MarchEvaluation *evaluation,
           MarchStyleValue left,
           MarchStyleValue right)
{
    const MarchOperator *definition = self->data;

    return march_evaluation_fail(
        evaluation, self,
        "Expected arguments for \"%s\" to be (string, string) or (number, number), "
        "but found (%s, %s) instead.",
        definition->name,
        march_type_kind_name(march_style_value_type(&left, evaluation->scratch)->kind),
        march_type_kind_name(
            march_style_value_type(&right, evaluation->scratch)->kind));
}

static gboolean
evaluate_order(const MarchExpression *self,
               MarchEvaluation *evaluation,
               MarchStyleValue *value)
{
    const MarchOperator *definition = self->data;
    MarchStyleValue left_store, right_store;
    const MarchValue *left, *right;
    int order;

    left = march_expression_peek(self, 0, evaluation, &left_store);
    right =
        left != NULL ? march_expression_peek(self, 1, evaluation, &right_store) : NULL;
    if (right == NULL) {
        return FALSE;
    }
    if (left->type == MARCH_VALUE_NUMBER && right->type == MARCH_VALUE_NUMBER) {
        double a = left->as.number, b = right->as.number;

        march_style_value_set_boolean(
            value, holds((Variant)definition->variant, a < b, a <= b && a >= b, a > b));
        return TRUE;
    }
    if (left->type != MARCH_VALUE_STRING || right->type != MARCH_VALUE_STRING) {
        return fail_order(self, evaluation,
                          (MarchStyleValue){*left, left_store.special},
                          (MarchStyleValue){*right, right_store.special});
    }
    order = strcmp(left->as.string, right->as.string);
    march_style_value_set_boolean(
        value, holds((Variant)definition->variant, order<0, order == 0, order> 0));
    return TRUE;
}

static gboolean
is_comparable(const MarchOperator *definition, const MarchType *type)
{
    gboolean is_order = definition->variant >= LESS;

    return type->kind == MARCH_TYPE_STRING || type->kind == MARCH_TYPE_NUMBER ||
           type->kind == MARCH_TYPE_VALUE ||
           (!is_order &&
            (type->kind == MARCH_TYPE_BOOLEAN || type->kind == MARCH_TYPE_NULL));
}

static MarchExpression *
parse_side(const MarchParser *parser,
           const MarchOperator *self,
           const MarchJson *args,
           guint index)
{
    MarchExpression *side = march_parser_parse_argument(
        parser, args, index, march_type_simple(MARCH_TYPE_VALUE));

    if (side != NULL && !is_comparable(self, side->type)) {
        return march_parser_fail_at(
            parser, args, index, "\"%s\" comparisons are not supported for type '%s'.",
            self->name, march_parser_type_name(parser, side->type));
    }
    return side;
}

static MarchExpression *
parse_comparison(const MarchParser *parser,
                 const MarchOperator *self,
                 const MarchJson *args)
{
    MarchExpression *sides[2];
    gboolean is_order = self->variant >= LESS;

    if (args->length != 3 && args->length != 4) {
        return march_parser_fail(parser, "Expected two or three arguments.");
    }
    sides[0] = parse_side(parser, self, args, 1);
    if (sides[0] == NULL) {
        return NULL;
    }
    sides[1] = parse_side(parser, self, args, 2);
    if (sides[1] == NULL) {
        return NULL;
    }
    if (sides[0]->type->kind != sides[1]->type->kind &&
        sides[0]->type->kind != MARCH_TYPE_VALUE &&
        sides[1]->type->kind != MARCH_TYPE_VALUE) {
        return march_parser_fail(parser, "Cannot compare types '%s' and '%s'.",
                                 march_parser_type_name(parser, sides[0]->type),
                                 march_parser_type_name(parser, sides[1]->type));
    }
    if (args->length == 4 && sides[0]->type->kind != MARCH_TYPE_STRING &&
        sides[1]->type->kind != MARCH_TYPE_STRING &&
        sides[0]->type->kind != MARCH_TYPE_VALUE &&
        sides[1]->type->kind != MARCH_TYPE_VALUE) {
        return march_parser_fail(parser,
                                 "Cannot use collator to compare non-string types.");
    }
    if (args->length == 4) {
        return march_parser_fail_at(parser, args, 3,
                                    "Collators are not part of this profile; compare "
                                    "without one.");
    }
    for (guint i = 0; is_order && i < 2; i++) {
        const MarchType *other = sides[1 - i]->type;

        if (sides[i]->type->kind == MARCH_TYPE_VALUE &&
            other->kind != MARCH_TYPE_VALUE) {
            sides[i] = march_expression_new_assertion(parser, other, &sides[i], 1);
            break;
        }
    }
    return march_expression_new(parser, self, march_type_simple(MARCH_TYPE_BOOLEAN),
                                is_order ? evaluate_order : evaluate_equality, sides,
                                2);
}

static const MarchOperator operators[] = {
    {.name = "==",
     .parse = parse_comparison,
     .variant = EQUAL,
     .kind = MARCH_NODE_EQUAL},
    {.name = "!=", .parse = parse_comparison, .variant = NOT_EQUAL},
    {.name = "<", .parse = parse_comparison, .variant = LESS},
    {.name = ">", .parse = parse_comparison, .variant = GREATER},
    {.name = "<=", .parse = parse_comparison, .variant = LESS_OR_EQUAL},
    {.name = ">=", .parse = parse_comparison, .variant = GREATER_OR_EQUAL},
};

const MarchOperatorTable march_operators_comparison = {operators,
                                                       G_N_ELEMENTS(operators)};
