/* SPDX-License-Identifier: MIT */
/* Operators on lists and texts as lists of letters. */
#include <math.h>
#include <string.h>

#include "expression-private.h"

static const char *
number_text(MarchEvaluation *evaluation, double number)
{
    const MarchStyleValue value = march_style_value_number(number);

    return march_style_value_to_string(&value, evaluation->scratch);
}

static gboolean
evaluate_at(const MarchExpression *self,
            MarchEvaluation *evaluation,
            MarchStyleValue *value)
{
    const MarchValueArray *array;
    double index;

    if (!march_expression_argument(self, 0, evaluation, value)) {
        return FALSE;
    }
    index = value->plain.as.number;
    if (!march_expression_argument(self, 1, evaluation, value)) {
        return FALSE;
    }
    array = value->plain.as.array;
    if (index < 0) {
        return march_evaluation_fail(evaluation, self,
                                     "Array index out of bounds: %s < 0.",
                                     number_text(evaluation, index));
    }
    if (index >= (double)array->length) {
        return march_evaluation_fail(
            evaluation, self, "Array index out of bounds: %s > %s.",
            number_text(evaluation, index),
            number_text(evaluation, (double)array->length - 1));
    }
    if (!(index <= floor(index))) {
        return march_evaluation_fail(evaluation, self,
                                     "Array index must be an integer, but found %s "
                                     "instead.",
                                     number_text(evaluation, index));
    }
    *value = march_style_value_plain(array->items[(gsize)index]);
    return TRUE;
}

static MarchExpression *
parse_at(const MarchParser *parser, const MarchOperator *self, const MarchJson *args)
{
    MarchArena *arena = parser->compilation->arena;
    const MarchType *item = parser->expected != NULL
                                ? parser->expected
                                : march_type_simple(MARCH_TYPE_VALUE);
    MarchExpression *parts[2];

    if (args->length != 3) {
        return march_parser_fail(parser, "Expected 2 arguments, but found %u instead.",
                                 args->length - 1);
    }
    parts[0] = march_parser_parse_argument(parser, args, 1,
                                           march_type_simple(MARCH_TYPE_NUMBER));
    parts[1] = march_parser_parse_argument(
        parser, args, 2, march_type_array(arena, item, MARCH_TYPE_ANY_LENGTH));
    if (parts[0] == NULL || parts[1] == NULL) {
        return NULL;
    }
    return march_expression_new(parser, self, parts[1]->type->item, evaluate_at, parts,
                                2);
}

static gboolean
is_scalar_type(MarchTypeKind kind)
{
    return kind == MARCH_TYPE_BOOLEAN || kind == MARCH_TYPE_STRING ||
           kind == MARCH_TYPE_NUMBER || kind == MARCH_TYPE_NULL ||
           kind == MARCH_TYPE_VALUE;
}

static gboolean
check_needle(const MarchExpression *self,
             MarchEvaluation *evaluation,
             const MarchStyleValue *needle)
{
    if (needle->special == MARCH_SPECIAL_NONE &&
        needle->plain.type != MARCH_VALUE_COLOR &&
        needle->plain.type != MARCH_VALUE_ARRAY &&
        needle->plain.type != MARCH_VALUE_OBJECT) {
        return TRUE;
    }
    return march_evaluation_fail(
        evaluation, self,
        "Expected first argument to be of type boolean, string, number or null, but "
        "found %s instead.",
        march_evaluation_type_name(evaluation, needle));
}

/* JavaScript's String() of a scalar: null is "null". */
static const char *
needle_text(MarchEvaluation *evaluation, const MarchStyleValue *needle)
{
    return needle->plain.type == MARCH_VALUE_NULL
               ? "null"
               : march_style_value_to_string(needle, evaluation->scratch);
}

static gssize
find_in_array(const MarchValueArray *array, const MarchValue *needle, gsize from)
{
    for (gsize i = from; i < array->length; i++) {
        if (march_style_value_same(&array->items[i], needle)) {
            return (gssize)i;
        }
    }
    return -1;
}

static gboolean
fail_haystack(const MarchExpression *self,
              MarchEvaluation *evaluation,
              const MarchStyleValue *haystack)
{
    return march_evaluation_fail(
        evaluation, self,
        "Expected second argument to be of type array or string, but found %s instead.",
        march_evaluation_type_name(evaluation, haystack));
}

static gboolean
evaluate_in(const MarchExpression *self,
            MarchEvaluation *evaluation,
            MarchStyleValue *value)
{
    MarchStyleValue needle, haystack;
    gboolean found;

    if (!march_expression_argument(self, 0, evaluation, &needle) ||
        !march_expression_argument(self, 1, evaluation, &haystack)) {
        return FALSE;
    }
    if (!march_style_value_is_truthy(&haystack)) {
        march_style_value_set_boolean(value, FALSE);
        return TRUE;
    }
    if (!check_needle(self, evaluation, &needle)) {
        return FALSE;
    }
    if (haystack.special == MARCH_SPECIAL_NONE &&
        haystack.plain.type == MARCH_VALUE_STRING) {
        found =
            strstr(haystack.plain.as.string, needle_text(evaluation, &needle)) != NULL;
    } else if (haystack.special == MARCH_SPECIAL_NONE &&
               haystack.plain.type == MARCH_VALUE_ARRAY) {
        found = find_in_array(haystack.plain.as.array, &needle.plain, 0) >= 0;
    } else {
        return fail_haystack(self, evaluation, &haystack);
    }
    march_style_value_set_boolean(value, found);
    return TRUE;
}

static MarchExpression *
parse_search(const MarchParser *parser,
             const MarchOperator *self,
             const MarchJson *args,
             const MarchType *type,
             MarchEvaluate evaluate)
{
    const MarchType *any = march_type_simple(MARCH_TYPE_VALUE);
    MarchExpression *parts[3] = {NULL, NULL, NULL};

    parts[0] = march_parser_parse_argument(parser, args, 1, any);
    parts[1] = march_parser_parse_argument(parser, args, 2, any);
    if (parts[0] == NULL || parts[1] == NULL) {
        return NULL;
    }
    if (!is_scalar_type(parts[0]->type->kind)) {
        return march_parser_fail(
            parser,
            "Expected first argument to be of type boolean, string, number or null, but "
            "found %s instead",
            march_parser_type_name(parser, parts[0]->type));
    }
    if (args->length == 4) {
        parts[2] = march_parser_parse_argument(parser, args, 3,
                                               march_type_simple(MARCH_TYPE_NUMBER));
        if (parts[2] == NULL) {
            return NULL;
        }
    }
    return march_expression_new(parser, self, type, evaluate, parts, args->length - 1);
}

static MarchExpression *
parse_in(const MarchParser *parser, const MarchOperator *self, const MarchJson *args)
{
    if (args->length != 3) {
        return march_parser_fail(parser, "Expected 2 arguments, but found %u instead.",
                                 args->length - 1);
    }
    return parse_search(parser, self, args, march_type_simple(MARCH_TYPE_BOOLEAN),
                        evaluate_in);
}

/* JavaScript counts UTF-16 units in arguments, characters in results. */
static const char *
skip_units(const char *text, double units)
{
    while (*text != '\0' && units > 0) {
        units -= g_utf8_get_char(text) > 0xffff ? 2 : 1;
        text = g_utf8_next_char(text);
    }
    return text;
}

static double
index_in_string(const char *haystack, const char *needle, double from)
{
    const char *start = skip_units(haystack, from > 0 ? floor(from) : 0);
    const char *found = strstr(start, needle);

    return found != NULL ? (double)g_utf8_pointer_to_offset(haystack, found) : -1;
}

/* An index from the end when negative; NaN is 0. */
static gsize
clamp_index(double index, gsize length)
{
    if (isnan(index)) {
        return 0;
    }
    index = trunc(index);
    if (index < 0) {
        index += (double)length;
    }
    return index <= 0 ? 0 : (gsize)MIN(index, (double)length);
}

static gboolean
evaluate_index_of(const MarchExpression *self,
                  MarchEvaluation *evaluation,
                  MarchStyleValue *value)
{
    MarchStyleValue needle, haystack, from = march_style_value_number(0);
    double index;

    if (!march_expression_argument(self, 0, evaluation, &needle) ||
        !march_expression_argument(self, 1, evaluation, &haystack) ||
        !check_needle(self, evaluation, &needle) ||
        (self->n_args > 2 && !march_expression_argument(self, 2, evaluation, &from))) {
        return FALSE;
    }
    if (haystack.plain.type == MARCH_VALUE_STRING) {
        index = index_in_string(haystack.plain.as.string,
                                needle_text(evaluation, &needle), from.plain.as.number);
    } else if (haystack.plain.type == MARCH_VALUE_ARRAY) {
        const MarchValueArray *array = haystack.plain.as.array;

        index = (double)find_in_array(array, &needle.plain,
                                      clamp_index(from.plain.as.number, array->length));
    } else {
        return fail_haystack(self, evaluation, &haystack);
    }
    march_style_value_set_number(value, index);
    return TRUE;
}

static MarchExpression *
parse_index_of(const MarchParser *parser,
               const MarchOperator *self,
               const MarchJson *args)
{
    if (args->length <= 2 || args->length >= 5) {
        return march_parser_fail(parser,
                                 "Expected 2 or 3 arguments, but found %u instead.",
                                 args->length - 1);
    }
    return parse_search(parser, self, args, march_type_simple(MARCH_TYPE_NUMBER),
                        evaluate_index_of);
}

static gboolean
evaluate_slice(const MarchExpression *self,
               MarchEvaluation *evaluation,
               MarchStyleValue *value)
{
    MarchStyleValue input, begin, end = march_style_value_number(HUGE_VAL);
    gsize length, first, last;

    if (!march_expression_argument(self, 0, evaluation, &input) ||
        !march_expression_argument(self, 1, evaluation, &begin) ||
        (self->n_args > 2 && !march_expression_argument(self, 2, evaluation, &end))) {
        return FALSE;
    }
    if (input.plain.type == MARCH_VALUE_STRING) {
        length = (gsize)g_utf8_strlen(input.plain.as.string, -1);
    } else if (input.plain.type == MARCH_VALUE_ARRAY) {
        length = input.plain.as.array->length;
    } else {
        return march_evaluation_fail(evaluation, self,
                                     "Expected first argument to be of type array or "
                                     "string, but found %s instead.",
                                     march_evaluation_type_name(evaluation, &input));
    }
    first = clamp_index(begin.plain.as.number, length);
    last = MAX(first, clamp_index(end.plain.as.number, length));
    if (input.plain.type == MARCH_VALUE_STRING) {
        const char *start =
            g_utf8_offset_to_pointer(input.plain.as.string, (glong)first);
        const char *stop = g_utf8_offset_to_pointer(start, (glong)(last - first));

        *value = march_style_value_string(
            march_arena_strndup(evaluation->scratch, start, (gsize)(stop - start)));
    } else {
        *value = march_style_value_plain(march_style_array(
            evaluation->scratch, input.plain.as.array->items + first, last - first));
    }
    return TRUE;
}

static MarchExpression *
parse_slice(const MarchParser *parser, const MarchOperator *self, const MarchJson *args)
{
    const MarchType *number = march_type_simple(MARCH_TYPE_NUMBER);
    MarchExpression *parts[3] = {NULL, NULL, NULL};

    if (args->length <= 2 || args->length >= 5) {
        return march_parser_fail(parser,
                                 "Expected 2 or 3 arguments, but found %u instead.",
                                 args->length - 1);
    }
    parts[0] = march_parser_parse_argument(parser, args, 1,
                                           march_type_simple(MARCH_TYPE_VALUE));
    parts[1] = march_parser_parse_argument(parser, args, 2, number);
    if (parts[0] == NULL || parts[1] == NULL) {
        return NULL;
    }
    if (parts[0]->type->kind != MARCH_TYPE_ARRAY &&
        parts[0]->type->kind != MARCH_TYPE_STRING &&
        parts[0]->type->kind != MARCH_TYPE_VALUE) {
        return march_parser_fail(
            parser,
            "Expected first argument to be of type array or string, but found %s instead",
            march_parser_type_name(parser, parts[0]->type));
    }
    if (args->length == 4) {
        parts[2] = march_parser_parse_argument(parser, args, 3, number);
        if (parts[2] == NULL) {
            return NULL;
        }
    }
    return march_expression_new(parser, self, parts[0]->type, evaluate_slice, parts,
                                args->length - 1);
}

static gboolean
evaluate_length(const MarchExpression *self,
                MarchEvaluation *evaluation,
                MarchStyleValue *value)
{
    if (!march_expression_argument(self, 0, evaluation, value)) {
        return FALSE;
    }
    if (value->plain.type == MARCH_VALUE_STRING &&
        value->special == MARCH_SPECIAL_NONE) {
        march_style_value_set_number(value,
                                     (double)g_utf8_strlen(value->plain.as.string, -1));
        return TRUE;
    }
    if (value->plain.type == MARCH_VALUE_ARRAY &&
        value->special == MARCH_SPECIAL_NONE) {
        march_style_value_set_number(value, (double)value->plain.as.array->length);
        return TRUE;
    }
    return march_evaluation_fail(
        evaluation, self,
        "Expected value to be of type string or array, but found %s instead.",
        march_evaluation_type_name(evaluation, value));
}

static MarchExpression *
parse_length(const MarchParser *parser,
             const MarchOperator *self,
             const MarchJson *args)
{
    MarchExpression *input;

    if (args->length != 2) {
        return march_parser_fail(parser, "Expected 1 argument, but found %u instead.",
                                 args->length - 1);
    }
    input = march_parser_parse_argument(parser, args, 1, NULL);
    if (input == NULL) {
        return NULL;
    }
    if (input->type->kind != MARCH_TYPE_ARRAY &&
        input->type->kind != MARCH_TYPE_STRING &&
        input->type->kind != MARCH_TYPE_VALUE) {
        return march_parser_fail(
            parser, "Expected argument of type string or array, but found %s instead.",
            march_parser_type_name(parser, input->type));
    }
    return march_expression_new(parser, self, march_type_simple(MARCH_TYPE_NUMBER),
                                evaluate_length, &input, 1);
}

static const MarchOperator operators[] = {
    {.name = "at", .parse = parse_at},
    {.name = "in", .parse = parse_in},
    {.name = "index-of", .parse = parse_index_of},
    {.name = "slice", .parse = parse_slice},
    {.name = "length", .parse = parse_length},
};

const MarchOperatorTable march_operators_list = {operators, G_N_ELEMENTS(operators)};
