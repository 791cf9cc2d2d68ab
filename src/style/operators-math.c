/* SPDX-License-Identifier: MIT */
#include <math.h>

#include "expression-private.h"

typedef enum {
    CONSTANT_E,
    CONSTANT_LN2,
    CONSTANT_PI,
    ABS,
    ACOS,
    ASIN,
    ATAN,
    CEIL,
    COS,
    FLOOR,
    LN,
    LOG10,
    LOG2,
    NEGATE,
    ROUND,
    SIN,
    SQRT,
    TAN,
    DIVIDE,
    POWER,
    REMAINDER,
    SUM,
    PRODUCT,
    MINIMUM,
    MAXIMUM,
} Variant;

static gboolean
number_argument(const MarchExpression *self,
                guint index,
                MarchEvaluation *evaluation,
                double *number)
{
    MarchStyleValue value;

    if (!march_expression_argument(self, index, evaluation, &value)) {
        return FALSE;
    }
    *number = value.plain.as.number;
    return TRUE;
}

static gboolean
evaluate_constant(const MarchExpression *self,
                  MarchEvaluation *evaluation,
                  MarchStyleValue *value)
{
    static const double constants[] = {
        [CONSTANT_E] = G_E, [CONSTANT_LN2] = G_LN2, [CONSTANT_PI] = G_PI};
    const MarchOperator *definition = self->data;

    (void)evaluation;
    march_style_value_set_number(value, constants[definition->variant]);
    return TRUE;
}

static double
apply_unary(Variant variant, double x)
{
    switch ((int)variant) {
    case ABS:
        return fabs(x);
    case ACOS:
        return acos(x);
    case ASIN:
        return asin(x);
    case ATAN:
        return atan(x);
    case CEIL:
        return ceil(x);
    case COS:
        return cos(x);
    case FLOOR:
        return floor(x);
    case LN:
        return log(x);
    case LOG10:
        return log(x) / G_LN10;
    case LOG2:
        return log(x) / G_LN2;
    case ROUND:
        /* Halves away from zero. */
        return x < 0 ? -floor(-x + 0.5) : floor(x + 0.5);
    case SIN:
        return sin(x);
    case SQRT:
        return sqrt(x);
    case TAN:
        return tan(x);
    default:
        return -x;
    }
}

static gboolean
evaluate_unary(const MarchExpression *self,
               MarchEvaluation *evaluation,
               MarchStyleValue *value)
{
    const MarchOperator *definition = self->data;
    double x;

    if (!number_argument(self, 0, evaluation, &x)) {
        return FALSE;
    }
    march_style_value_set_number(value, apply_unary((Variant)definition->variant, x));
    return TRUE;
}

static double
apply_binary(Variant variant, double a, double b)
{
    switch ((int)variant) {
    case DIVIDE:
        return a / b;
    case REMAINDER:
        return fmod(a, b);
    case POWER:
        /* Where C says 1 and JavaScript NaN. */
        if (isnan(b) || (isinf(b) && fabs(a) >= 1 && fabs(a) <= 1)) {
            return (double)NAN;
        }
        return pow(a, b);
    default:
        return a - b;
    }
}

static gboolean
evaluate_binary(const MarchExpression *self,
                MarchEvaluation *evaluation,
                MarchStyleValue *value)
{
    const MarchOperator *definition = self->data;
    double a, b;

    if (!number_argument(self, 0, evaluation, &a) ||
        !number_argument(self, 1, evaluation, &b)) {
        return FALSE;
    }
    march_style_value_set_number(value,
                                 apply_binary((Variant)definition->variant, a, b));
    return TRUE;
}

static double
fold_in(Variant variant, double result, double x)
{
    switch ((int)variant) {
    case SUM:
        return result + x;
    case PRODUCT:
        return result * x;
    case MINIMUM:
        return isnan(x) || x < result ? x : result;
    default:
        return isnan(x) || x > result ? x : result;
    }
}

static gboolean
evaluate_many(const MarchExpression *self,
              MarchEvaluation *evaluation,
              MarchStyleValue *value)
{
    static const double starts[] = {[SUM] = 0,
                                    [PRODUCT] = 1,
                                    [MINIMUM] = (double)INFINITY,
                                    [MAXIMUM] = -(double)INFINITY};
    const MarchOperator *definition = self->data;
    Variant variant = (Variant)definition->variant;
    double result = starts[variant];

    for (guint i = 0; i < self->n_args; i++) {
        double x;

        if (!number_argument(self, i, evaluation, &x)) {
            return FALSE;
        }
        result = isnan(result) ? result : fold_in(variant, result, x);
    }
    march_style_value_set_number(value, result);
    return TRUE;
}

static gboolean
evaluate_zoom(const MarchExpression *self,
              MarchEvaluation *evaluation,
              MarchStyleValue *value)
{
    (void)self;
    march_style_value_set_number(value, evaluation->zoom);
    return TRUE;
}

#define CONSTANT(text, which)                                                          \
    {                                                                                  \
        .name = (text), .type = MARCH_TYPE_NUMBER, .n_signatures = 1,                  \
        .signatures = {{0, {MARCH_TYPE_NULL}, evaluate_constant, 0}},                  \
        .variant = (which)                                                             \
    }
#define UNARY(text, which)                                                             \
    {                                                                                  \
        .name = (text), .type = MARCH_TYPE_NUMBER, .n_signatures = 1,                  \
        .signatures = {{1, {MARCH_TYPE_NUMBER}, evaluate_unary, 0}},                   \
        .variant = (which)                                                             \
    }
#define BINARY(text, which)                                                            \
    {                                                                                  \
        .name = (text), .type = MARCH_TYPE_NUMBER, .n_signatures = 1,                  \
        .signatures =                                                                  \
            {{2, {MARCH_TYPE_NUMBER, MARCH_TYPE_NUMBER}, evaluate_binary, 0}},         \
        .variant = (which)                                                             \
    }
#define MANY(text, which)                                                              \
    {                                                                                  \
        .name = (text), .type = MARCH_TYPE_NUMBER, .n_signatures = 1,                  \
        .signatures = {{MARCH_VARARGS, {MARCH_TYPE_NUMBER}, evaluate_many, 0}},        \
        .variant = (which)                                                             \
    }

static const MarchOperator operators[] = {
    CONSTANT("e", CONSTANT_E),
    CONSTANT("ln2", CONSTANT_LN2),
    CONSTANT("pi", CONSTANT_PI),
    MANY("+", SUM),
    MANY("*", PRODUCT),
    MANY("min", MINIMUM),
    MANY("max", MAXIMUM),
    {.name = "-",
     .type = MARCH_TYPE_NUMBER,
     .n_signatures = 2,
     .signatures = {{2, {MARCH_TYPE_NUMBER, MARCH_TYPE_NUMBER}, evaluate_binary, 0},
                    {1, {MARCH_TYPE_NUMBER}, evaluate_unary, 0}},
     .variant = NEGATE},
    BINARY("/", DIVIDE),
    BINARY("%", REMAINDER),
    BINARY("^", POWER),
    UNARY("abs", ABS),
    UNARY("acos", ACOS),
    UNARY("asin", ASIN),
    UNARY("atan", ATAN),
    UNARY("ceil", CEIL),
    UNARY("cos", COS),
    UNARY("floor", FLOOR),
    UNARY("ln", LN),
    UNARY("log10", LOG10),
    UNARY("log2", LOG2),
    UNARY("round", ROUND),
    UNARY("sin", SIN),
    UNARY("sqrt", SQRT),
    UNARY("tan", TAN),
    {.name = "zoom",
     .type = MARCH_TYPE_NUMBER,
     .n_signatures = 1,
     .signatures = {{0, {MARCH_TYPE_NULL}, evaluate_zoom, 0}},
     .flags = MARCH_NODE_READS_ZOOM,
     .kind = MARCH_NODE_ZOOM},
};

const MarchOperatorTable march_operators_math = {operators, G_N_ELEMENTS(operators)};
