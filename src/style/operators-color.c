/* SPDX-License-Identifier: MIT */
#include <math.h>

#include "expression-private.h"

static const char *
join_channels(MarchEvaluation *evaluation, const MarchValue *channels, guint count)
{
    g_autoptr(GString) text = g_string_new(NULL);

    for (guint i = 0; i < count; i++) {
        const MarchStyleValue channel = march_style_value_plain(channels[i]);

        g_string_append(text, i > 0 ? ", " : "");
        g_string_append(text,
                        march_style_value_to_string(&channel, evaluation->scratch));
    }
    return march_arena_strndup(evaluation->scratch, text->str, text->len);
}

static gboolean
is_within(const MarchValue *channel, double maximum)
{
    return channel->type == MARCH_VALUE_NUMBER && channel->as.number >= 0 &&
           channel->as.number <= maximum;
}

/* NULL when red, green, blue of 255 and alpha of 1 are in range. */
static const char *
find_channel_problem(MarchEvaluation *evaluation,
                     const MarchValue *channels,
                     gboolean has_alpha)
{
    if (!is_within(&channels[0], 255) || !is_within(&channels[1], 255) ||
        !is_within(&channels[2], 255)) {
        gboolean shows_alpha = has_alpha && channels[3].type == MARCH_VALUE_NUMBER;

        return march_arena_printf(
            evaluation->scratch,
            "Invalid rgba value [%s]: 'r', 'g', and 'b' must be between 0 and 255.",
            join_channels(evaluation, channels, shows_alpha ? 4 : 3));
    }
    if (has_alpha && !is_within(&channels[3], 1)) {
        return march_arena_printf(
            evaluation->scratch,
            "Invalid rgba value [%s]: 'a' must be between 0 and 1.",
            join_channels(evaluation, channels, 4));
    }
    return NULL;
}

static gboolean
evaluate_rgba(const MarchExpression *self,
              MarchEvaluation *evaluation,
              MarchStyleValue *value)
{
    MarchValue channels[4];
    const char *problem;

    channels[3] = march_value_number(1);
    for (guint i = 0; i < self->n_args; i++) {
        MarchStyleValue channel;

        if (!march_expression_argument(self, i, evaluation, &channel)) {
            return FALSE;
        }
        channels[i] = channel.plain;
    }
    problem = find_channel_problem(evaluation, channels, TRUE);
    if (problem != NULL) {
        return march_evaluation_fail(evaluation, self, "%s", problem);
    }
    *value = march_style_value_color(
        (MarchColor){channels[0].as.number / 255, channels[1].as.number / 255,
                     channels[2].as.number / 255, channels[3].as.number});
    return TRUE;
}

static gboolean
evaluate_to_rgba(const MarchExpression *self,
                 MarchEvaluation *evaluation,
                 MarchStyleValue *value)
{
    MarchValue channels[4];

    if (!march_expression_argument(self, 0, evaluation, value)) {
        return FALSE;
    }
    channels[0] = march_value_number(value->plain.as.color.red * 255);
    channels[1] = march_value_number(value->plain.as.color.green * 255);
    channels[2] = march_value_number(value->plain.as.color.blue * 255);
    channels[3] = march_value_number(value->plain.as.color.alpha);
    *value =
        march_style_value_plain(march_style_array(evaluation->scratch, channels, 4));
    return TRUE;
}

/* Arrays hold premultiplied channels; @problem says why one does not fit. */
static gboolean
color_from_array(MarchEvaluation *evaluation,
                 const MarchStyleValue *input,
                 MarchColor *color,
                 const char **problem)
{
    const MarchValueArray *array = input->plain.as.array;
    double alpha;

    if (array->length < 3 || array->length > 4) {
        *problem = march_arena_printf(
            evaluation->scratch,
            "Invalid rgba value %s: expected an array containing either three or four "
            "numeric values.",
            march_style_value_to_json(input, evaluation->scratch));
        return FALSE;
    }
    *problem = find_channel_problem(evaluation, array->items, array->length == 4);
    if (*problem != NULL) {
        return FALSE;
    }
    alpha = array->length == 4 ? array->items[3].as.number : 1;
    *color = (MarchColor){0, 0, 0, alpha};
    if (alpha > 0) {
        color->red = array->items[0].as.number / 255 / alpha;
        color->green = array->items[1].as.number / 255 / alpha;
        color->blue = array->items[2].as.number / 255 / alpha;
    }
    return TRUE;
}

gboolean
march_evaluate_to_color(const MarchExpression *self,
                        MarchEvaluation *evaluation,
                        MarchStyleValue *value)
{
    const char *problem = NULL;
    MarchStyleValue input = MARCH_STYLE_VALUE_NULL;
    MarchColor color;

    for (guint i = 0; i < self->n_args; i++) {
        if (!march_expression_argument(self, i, evaluation, &input)) {
            return FALSE;
        }
        problem = NULL;
        if (input.plain.type == MARCH_VALUE_COLOR) {
            *value = input;
            return TRUE;
        }
        if ((input.plain.type == MARCH_VALUE_STRING &&
             march_color_parse(input.plain.as.string, &color)) ||
            (input.plain.type == MARCH_VALUE_ARRAY &&
             input.special == MARCH_SPECIAL_NONE &&
             color_from_array(evaluation, &input, &color, &problem))) {
            *value = march_style_value_color(color);
            return TRUE;
        }
    }
    if (problem != NULL) {
        return march_evaluation_fail(evaluation, self, "%s", problem);
    }
    return march_evaluation_fail(
        evaluation, self, "Could not parse color from value '%s'",
        input.plain.type == MARCH_VALUE_STRING
            ? input.plain.as.string
            : march_style_value_to_json(&input, evaluation->scratch));
}

static const MarchOperator operators[] = {
    {.name = "rgb",
     .type = MARCH_TYPE_COLOR,
     .n_signatures = 1,
     .signatures = {{3,
                     {MARCH_TYPE_NUMBER, MARCH_TYPE_NUMBER, MARCH_TYPE_NUMBER},
                     evaluate_rgba,
                     0}}},
    {.name = "rgba",
     .type = MARCH_TYPE_COLOR,
     .n_signatures = 1,
     .signatures = {{4,
                     {MARCH_TYPE_NUMBER, MARCH_TYPE_NUMBER, MARCH_TYPE_NUMBER,
                      MARCH_TYPE_NUMBER},
                     evaluate_rgba,
                     0}}},
    {.name = "to-rgba",
     .type = MARCH_TYPE_ARRAY,
     .array_item = MARCH_TYPE_NUMBER,
     .array_length = 4,
     .n_signatures = 1,
     .signatures = {{1, {MARCH_TYPE_COLOR}, evaluate_to_rgba, 0}}},
};

const MarchOperatorTable march_operators_color = {operators, G_N_ELEMENTS(operators)};
