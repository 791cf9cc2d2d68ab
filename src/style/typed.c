/* SPDX-License-Identifier: MIT */
/* Numbers and colours without the wrapping: most expressions of maps are a curve or a
 * choice over a property of the feature, and maps ask for millions of them. */
#include <math.h>

#include "expression-private.h"

/* The property that @argument reads, through the assertion that it is of a type. */
static const MarchExpression *
find_property(const MarchExpression *argument)
{
    return argument->kind == MARCH_NODE_ANNOTATION && argument->n_args == 1
               ? argument->args[0]
               : argument;
}

static const MarchValue *
read_property(const MarchExpression *node, const MarchFeature *feature)
{
    const MarchEvaluation evaluation = {.feature = feature};

    return march_evaluation_property(&evaluation, node->property,
                                     (guint *)(guintptr)&node->hint);
}

static gboolean
number_of_literal(const MarchExpression *self,
                  const MarchFeature *feature,
                  double *number)
{
    (void)feature;
    *number = self->literal.plain.as.number;
    return TRUE;
}

static gboolean
color_of_literal(const MarchExpression *self,
                 const MarchFeature *feature,
                 MarchColor *color)
{
    (void)feature;
    *color = self->literal.plain.as.color;
    return TRUE;
}

static gboolean
number_of_property(const MarchExpression *self,
                   const MarchFeature *feature,
                   double *number)
{
    const MarchValue *value = read_property(find_property(self), feature);

    if (value == NULL || value->type != MARCH_VALUE_NUMBER) {
        return FALSE;
    }
    *number = value->as.number;
    return TRUE;
}

/* As "match" does: the argument that holds. */
static const MarchExpression *
choose(const MarchExpression *self, const MarchFeature *feature)
{
    const MarchValue *input = read_property(self->args[0], feature);
    const MarchMatchLabel *found =
        input != NULL ? march_match_find(self->data, input) : NULL;

    return self->args[found != NULL ? found->output : self->n_args - 1];
}

static gboolean
number_of_match(const MarchExpression *self,
                const MarchFeature *feature,
                double *number)
{
    const MarchExpression *chosen = choose(self, feature);

    return chosen->number(chosen, feature, number);
}

static gboolean
color_of_match(const MarchExpression *self,
               const MarchFeature *feature,
               MarchColor *color)
{
    const MarchExpression *chosen = choose(self, feature);

    return chosen->color(chosen, feature, color);
}

/* The last stop at or below the input, and how far it is to the next: 0 at the ends. */
static gboolean
find_stop(const MarchExpression *self,
          const MarchFeature *feature,
          guint *index,
          double *progress)
{
    guint low = 0, high = self->n_args - 2;
    double input;

    *progress = 0;
    *index = 0;
    if (high == 0) {
        return TRUE;
    }
    if (!self->args[0]->number(self->args[0], feature, &input) || isnan(input)) {
        return FALSE;
    }
    if (input <= self->labels[0]) {
        return TRUE;
    }
    if (input >= self->labels[high]) {
        *index = high;
        return TRUE;
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
    if (self->kind == MARCH_NODE_INTERPOLATE) {
        *progress = march_interpolation_progress(self->data, input, self->labels[low],
                                                 self->labels[low + 1]);
    }
    return TRUE;
}

static gboolean
number_of_curve(const MarchExpression *self,
                const MarchFeature *feature,
                double *number)
{
    double progress, next;
    guint index;

    if (!find_stop(self, feature, &index, &progress) ||
        !self->args[index + 1]->number(self->args[index + 1], feature, number)) {
        return FALSE;
    }
    if (!(progress > 0)) {
        return TRUE;
    }
    if (!self->args[index + 2]->number(self->args[index + 2], feature, &next)) {
        return FALSE;
    }
    *number += progress * (next - *number);
    return TRUE;
}

static gboolean
color_of_curve(const MarchExpression *self,
               const MarchFeature *feature,
               MarchColor *color)
{
    const MarchInterpolation *how = self->data;
    double progress;
    MarchColor next;
    guint index;

    if (!find_stop(self, feature, &index, &progress) ||
        !self->args[index + 1]->color(self->args[index + 1], feature, color)) {
        return FALSE;
    }
    if (!(progress > 0)) {
        return TRUE;
    }
    if (!self->args[index + 2]->color(self->args[index + 2], feature, &next)) {
        return FALSE;
    }
    *color = march_color_mix(*color, next, progress, how->space);
    return TRUE;
}

static void
set_leaf(MarchExpression *node)
{
    const MarchExpression *property = find_property(node);

    if (node->kind == MARCH_NODE_LITERAL &&
        node->literal.special == MARCH_SPECIAL_NONE) {
        if (node->literal.plain.type == MARCH_VALUE_NUMBER) {
            node->number = number_of_literal;
        } else if (node->literal.plain.type == MARCH_VALUE_COLOR) {
            node->color = color_of_literal;
        }
    } else if (property != node && property->kind == MARCH_NODE_PROPERTY &&
               node->type->kind == MARCH_TYPE_NUMBER) {
        node->number = number_of_property;
    }
}

/* Every value must be of the same kind: then so is what is chosen from them. */
static void
set_choice(MarchExpression *node, MarchEvaluateNumber number, MarchEvaluateColor color)
{
    gboolean are_numbers = TRUE, are_colors = TRUE;

    for (guint i = 1; i < node->n_args; i++) {
        are_numbers = are_numbers && node->args[i]->number != NULL;
        are_colors = are_colors && node->args[i]->color != NULL;
    }
    node->number = are_numbers ? number : NULL;
    node->color = are_colors ? color : NULL;
}

void
march_expression_set_typed(MarchExpression *node)
{
    for (guint i = 0; i < node->n_args; i++) {
        march_expression_set_typed(node->args[i]);
    }
    switch ((int)node->kind) {
    case MARCH_NODE_LITERAL:
    case MARCH_NODE_ANNOTATION:
        set_leaf(node);
        break;
    case MARCH_NODE_MATCH:
        if (node->args[0]->kind == MARCH_NODE_PROPERTY) {
            set_choice(node, number_of_match, color_of_match);
        }
        break;
    case MARCH_NODE_STEP:
    case MARCH_NODE_INTERPOLATE:
        if (node->args[0]->number != NULL) {
            set_choice(node, number_of_curve, color_of_curve);
        }
        break;
    default:
        break;
    }
}

gboolean
march_expression_get_number(const MarchExpression *expression,
                            const MarchFeature *feature,
                            double *number)
{
    return expression->number != NULL &&
           expression->number(expression, feature, number) && !isnan(*number);
}

gboolean
march_expression_get_color(const MarchExpression *expression,
                           const MarchFeature *feature,
                           MarchColor *color)
{
    return expression->color != NULL && expression->color(expression, feature, color);
}
