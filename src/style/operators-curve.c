/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <string.h>

#include "expression-private.h"

/* The last stop at or below @input; the caller has excluded the ends. */
static gboolean
find_stop(const MarchExpression *self,
          MarchEvaluation *evaluation,
          double input,
          guint *index)
{
    guint low = 0, high = self->n_args - 2;

    if (isnan(input)) {
        return march_evaluation_fail(evaluation, self, "Input is not a number.");
    }
    while (low < high) {
        guint middle = (low + high + 1) / 2;

        if (self->labels[middle] <= input) {
            low = middle;
        } else {
            high = middle - 1;
        }
    }
    *index = low;
    return TRUE;
}

/* Argument 0 is the input, the outputs of the stops follow. Sets @index to the stop
 * whose output holds, @exact when no other takes part. */
static gboolean
locate_input(const MarchExpression *self,
             MarchEvaluation *evaluation,
             double *input,
             guint *index,
             gboolean *exact)
{
    guint n_stops = self->n_args - 1;
    MarchStyleValue value;

    *exact = TRUE;
    *index = 0;
    if (n_stops == 1) {
        return TRUE;
    }
    if (!march_expression_argument(self, 0, evaluation, &value)) {
        return FALSE;
    }
    *input = value.plain.as.number;
    if (*input <= self->labels[0]) {
        return TRUE;
    }
    if (*input >= self->labels[n_stops - 1]) {
        *index = n_stops - 1;
        return TRUE;
    }
    *exact = FALSE;
    return find_stop(self, evaluation, *input, index);
}

static gboolean
evaluate_step(const MarchExpression *self,
              MarchEvaluation *evaluation,
              MarchStyleValue *value)
{
    double input;
    guint index;
    gboolean exact;

    return locate_input(self, evaluation, &input, &index, &exact) &&
           march_expression_argument(self, index + 1, evaluation, value);
}

/* Solves x(t) = @x for the curve through (0,0), (p0,p1), (p2,p3), (1,1). */
static double
solve_bezier(const double points[4], double x)
{
    double cx = 3 * points[0], bx = 3 * (points[2] - points[0]) - cx, ax = 1 - cx - bx;
    double cy = 3 * points[1], by = 3 * (points[3] - points[1]) - cy, ay = 1 - cy - by;
    double low = 0, high = 1, t = x;

    for (guint i = 0; i < 60; i++) {
        double error = ((ax * t + bx) * t + cx) * t - x;

        if (fabs(error) < 1e-12) {
            break;
        }
        if (error > 0) {
            high = t;
        } else {
            low = t;
        }
        t = (low + high) / 2;
    }
    return ((ay * t + by) * t + cy) * t;
}

double
march_interpolation_progress(const MarchInterpolation *how,
                             double input,
                             double lower,
                             double upper)
{
    double difference = upper - lower;
    double progress = input - lower;

    if (!(difference < 0 || difference > 0)) {
        return 0;
    }
    if (how->easing == MARCH_EASING_EXPONENTIAL && (how->base < 1 || how->base > 1)) {
        return (pow(how->base, progress) - 1) / (pow(how->base, difference) - 1);
    }
    progress /= difference;
    return how->easing == MARCH_EASING_CUBIC_BEZIER
               ? solve_bezier(how->points, progress)
               : progress;
}

static MarchValue
mix_plain(const MarchValue *from, const MarchValue *to, double t, MarchColorSpace space)
{
    if (from->type == MARCH_VALUE_COLOR && to->type == MARCH_VALUE_COLOR) {
        return march_value_color(
            march_color_mix(from->as.color, to->as.color, t, space));
    }
    if (from->type == MARCH_VALUE_NUMBER && to->type == MARCH_VALUE_NUMBER) {
        return march_value_number(from->as.number +
                                  t * (to->as.number - from->as.number));
    }
    return march_value_number((double)NAN);
}

static MarchValue
mix_arrays(const MarchValueArray *from,
           const MarchValueArray *to,
           double t,
           MarchColorSpace space,
           MarchArena *arena)
{
    MarchValue *items = march_arena_array0(arena, MarchValue, from->length);

    for (gsize i = 0; i < from->length; i++) {
        const MarchValue none = MARCH_VALUE_NONE;

        items[i] = mix_plain(&from->items[i], i < to->length ? &to->items[i] : &none, t,
                             space);
    }
    return march_style_array(arena, items, from->length);
}

static gboolean
mix_anchor_offsets(const MarchExpression *self,
                   MarchEvaluation *evaluation,
                   const MarchStyleValue *from,
                   const MarchStyleValue *to,
                   double t,
                   MarchStyleValue *value)
{
    const MarchValueArray *a = from->plain.as.array, *b = to->plain.as.array;
    MarchValue *items = march_arena_array0(evaluation->scratch, MarchValue, a->length);

    if (a->length != b->length) {
        return march_evaluation_fail(
            evaluation, self,
            "Cannot interpolate values of different length. from: %s, to: %s",
            march_style_value_to_json(from, evaluation->scratch),
            march_style_value_to_json(to, evaluation->scratch));
    }
    for (gsize i = 0; i < a->length; i += 2) {
        if (!march_style_value_same(&a->items[i], &b->items[i])) {
            return march_evaluation_fail(
                evaluation, self,
                "Cannot interpolate values containing mismatched anchors. "
                "from[%" G_GSIZE_FORMAT "]: %s, to[%" G_GSIZE_FORMAT "]: %s",
                i, a->items[i].as.string, i, b->items[i].as.string);
        }
        items[i] = a->items[i];
        items[i + 1] = mix_arrays(a->items[i + 1].as.array, b->items[i + 1].as.array, t,
                                  MARCH_COLOR_SPACE_RGB, evaluation->scratch);
    }
    value->plain = march_style_array(evaluation->scratch, items, a->length);
    value->special = MARCH_SPECIAL_ANCHOR_OFFSETS;
    return TRUE;
}

static gboolean
evaluate_interpolate(const MarchExpression *self,
                     MarchEvaluation *evaluation,
                     MarchStyleValue *value)
{
    const MarchInterpolation *how = self->data;
    MarchStyleValue from, to;
    gboolean exact;
    double input = 0, t;
    guint index;

    if (!locate_input(self, evaluation, &input, &index, &exact)) {
        return FALSE;
    }
    if (exact) {
        return march_expression_argument(self, index + 1, evaluation, value);
    }
    t = march_interpolation_progress(how, input, self->labels[index],
                                     self->labels[index + 1]);
    if (!march_expression_argument(self, index + 1, evaluation, &from) ||
        !march_expression_argument(self, index + 2, evaluation, &to)) {
        return FALSE;
    }
    if (self->type->kind == MARCH_TYPE_ANCHOR_OFFSETS) {
        return mix_anchor_offsets(self, evaluation, &from, &to, t, value);
    }
    if (from.plain.type != MARCH_VALUE_ARRAY || to.plain.type != MARCH_VALUE_ARRAY) {
        *value =
            march_style_value_plain(mix_plain(&from.plain, &to.plain, t, how->space));
        return TRUE;
    }
    if (self->type->kind == MARCH_TYPE_COLOR_ARRAY &&
        from.plain.as.array->length != to.plain.as.array->length) {
        return march_evaluation_fail(
            evaluation, self,
            "colorArray: Arrays have mismatched length (%" G_GSIZE_FORMAT
            " vs. %" G_GSIZE_FORMAT "), cannot interpolate.",
            from.plain.as.array->length, to.plain.as.array->length);
    }
    value->plain = mix_arrays(from.plain.as.array, to.plain.as.array, t, how->space,
                              evaluation->scratch);
    value->special = from.special;
    return TRUE;
}

/* Reads label, output, label, output... from argument @first on into the node's
 * arguments after the input. */
static gboolean
parse_stops(const MarchParser *parser,
            const MarchOperator *self,
            const MarchJson *args,
            guint first,
            const MarchType **output,
            double *labels,
            MarchExpression **parts)
{
    guint n_stops = 0;

    for (guint i = first; i < args->length; i += 2) {
        gboolean is_floor = self->kind == MARCH_NODE_STEP && i == first;
        const MarchJson *label = &args->items[i];

        if (!is_floor && label->type != MARCH_JSON_NUMBER) {
            march_parser_fail_at(parser, args, i,
                                 "Input/output pairs for \"%s\" expressions must be "
                                 "defined using literal numeric values (not computed "
                                 "expressions) for the input values.",
                                 self->kind == MARCH_NODE_STEP ? "step"
                                                               : "interpolate");
            return FALSE;
        }
        labels[n_stops] = is_floor ? -HUGE_VAL : label->number;
        if (n_stops > 0 && labels[n_stops - 1] >= labels[n_stops]) {
            march_parser_fail_at(parser, args, i,
                                 "Input/output pairs for \"%s\" expressions must be "
                                 "arranged with input values in strictly ascending "
                                 "order.",
                                 self->kind == MARCH_NODE_STEP ? "step"
                                                               : "interpolate");
            return FALSE;
        }
        parts[n_stops + 1] = march_parser_parse_argument(parser, args, i + 1, *output);
        if (parts[n_stops + 1] == NULL) {
            return FALSE;
        }
        *output = *output != NULL ? *output : parts[n_stops + 1]->type;
        n_stops++;
    }
    return TRUE;
}

static gboolean
check_stop_count(const MarchParser *parser, const MarchJson *args)
{
    if (args->length < 5) {
        march_parser_fail(parser, "Expected at least 4 arguments, but found only %u.",
                          args->length - 1);
        return FALSE;
    }
    if (args->length % 2 != 1) {
        march_parser_fail(parser, "Expected an even number of arguments.");
        return FALSE;
    }
    return TRUE;
}

static MarchExpression *
parse_step(const MarchParser *parser, const MarchOperator *self, const MarchJson *args)
{
    const MarchType *output = march_parser_output_type(parser);
    g_autofree MarchExpression **parts = NULL;
    double *labels;
    MarchExpression *node;

    if (!check_stop_count(parser, args)) {
        return NULL;
    }
    parts = g_new0(MarchExpression *, args->length);
    labels = march_arena_array0(parser->compilation->arena, double, args->length);
    parts[0] = march_parser_parse_argument(parser, args, 1,
                                           march_type_simple(MARCH_TYPE_NUMBER));
    if (parts[0] == NULL ||
        !parse_stops(parser, self, args, 1, &output, labels, parts)) {
        return NULL;
    }
    node = march_expression_new(parser, self, output, evaluate_step, parts,
                                (args->length - 1) / 2 + 1);
    node->labels = labels;
    return node;
}

static gboolean
parse_easing(const MarchParser *parser, const MarchJson *args, MarchInterpolation *how)
{
    const MarchJson *easing = args->length > 1 ? &args->items[1] : NULL;
    const char *name;

    if (easing == NULL || easing->type != MARCH_JSON_ARRAY || easing->length == 0) {
        march_parser_fail_at(parser, args, 1,
                             "Expected an interpolation type expression.");
        return FALSE;
    }
    name = easing->items[0].type == MARCH_JSON_STRING ? easing->items[0].string : "";
    if (strcmp(name, "linear") == 0) {
        how->easing = MARCH_EASING_LINEAR;
        return TRUE;
    }
    if (strcmp(name, "exponential") == 0) {
        MarchParser inner = march_parser_descend(parser, 1, NULL);

        if (easing->length < 2 || easing->items[1].type != MARCH_JSON_NUMBER) {
            march_parser_fail_at(&inner, easing, 1,
                                 "Exponential interpolation requires a numeric base.");
            return FALSE;
        }
        how->easing = MARCH_EASING_EXPONENTIAL;
        how->base = easing->items[1].number;
        return TRUE;
    }
    if (strcmp(name, "cubic-bezier") == 0) {
        gboolean ok = easing->length == 5;

        for (guint i = 1; ok && i < 5; i++) {
            const MarchJson *point = &easing->items[i];

            ok = point->type == MARCH_JSON_NUMBER && point->number >= 0 &&
                 point->number <= 1;
            how->points[i - 1] = point->number;
        }
        if (!ok) {
            march_parser_fail_at(parser, args, 1,
                                 "Cubic bezier interpolation requires four numeric "
                                 "arguments with values between 0 and 1.");
            return FALSE;
        }
        how->easing = MARCH_EASING_CUBIC_BEZIER;
        return TRUE;
    }
    {
        MarchParser inner = march_parser_descend(parser, 1, NULL);
        MarchStyleValue shown = march_style_value_plain(
            march_json_to_value(&easing->items[0], parser->compilation->arena));

        march_parser_fail_at(
            &inner, easing, 0, "Unknown interpolation type %s",
            march_style_value_to_string(&shown, parser->compilation->arena));
    }
    return FALSE;
}

static gboolean
is_interpolatable(const MarchType *type)
{
    switch ((int)type->kind) {
    case MARCH_TYPE_NUMBER:
    case MARCH_TYPE_COLOR:
    case MARCH_TYPE_PADDING:
    case MARCH_TYPE_NUMBER_ARRAY:
    case MARCH_TYPE_COLOR_ARRAY:
    case MARCH_TYPE_ANCHOR_OFFSETS:
        return TRUE;
    case MARCH_TYPE_ARRAY:
        return type->item->kind == MARCH_TYPE_NUMBER &&
               type->length != MARCH_TYPE_ANY_LENGTH;
    default:
        return FALSE;
    }
}

static MarchExpression *
parse_interpolate(const MarchParser *parser,
                  const MarchOperator *self,
                  const MarchJson *args)
{
    MarchArena *arena = parser->compilation->arena;
    const MarchType *output = march_parser_output_type(parser);
    MarchInterpolation *how = march_arena_new0(arena, MarchInterpolation);
    g_autofree MarchExpression **parts = NULL;
    double *labels;
    MarchExpression *node;

    how->space = (MarchColorSpace)self->variant;
    if (!parse_easing(parser, args, how) || !check_stop_count(parser, args)) {
        return NULL;
    }
    parts = g_new0(MarchExpression *, args->length);
    labels = march_arena_array0(arena, double, args->length);
    parts[0] = march_parser_parse_argument(parser, args, 2,
                                           march_type_simple(MARCH_TYPE_NUMBER));
    if (parts[0] == NULL) {
        return NULL;
    }
    if (how->space != MARCH_COLOR_SPACE_RGB &&
        (output == NULL || output->kind != MARCH_TYPE_COLOR_ARRAY)) {
        output = march_type_simple(MARCH_TYPE_COLOR);
    }
    if (!parse_stops(parser, self, args, 3, &output, labels, parts)) {
        return NULL;
    }
    if (!is_interpolatable(output)) {
        return march_parser_fail(parser, "Type %s is not interpolatable.",
                                 march_parser_type_name(parser, output));
    }
    node = march_expression_new(parser, self, output, evaluate_interpolate, parts,
                                (args->length - 3) / 2 + 1);
    node->labels = labels;
    node->data = how;
    return node;
}

static const MarchOperator operators[] = {
    {.name = "step", .parse = parse_step, .kind = MARCH_NODE_STEP},
    {.name = "interpolate",
     .parse = parse_interpolate,
     .variant = MARCH_COLOR_SPACE_RGB,
     .kind = MARCH_NODE_INTERPOLATE},
    {.name = "interpolate-hcl",
     .parse = parse_interpolate,
     .variant = MARCH_COLOR_SPACE_HCL,
     .kind = MARCH_NODE_INTERPOLATE},
    {.name = "interpolate-lab",
     .parse = parse_interpolate,
     .variant = MARCH_COLOR_SPACE_LAB,
     .kind = MARCH_NODE_INTERPOLATE},
};

const MarchOperatorTable march_operators_curve = {operators, G_N_ELEMENTS(operators)};
