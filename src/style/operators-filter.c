/* SPDX-License-Identifier: MIT */
/* What filters of old styles are rewritten as; see filter-legacy.c. */
#include <string.h>

#include "expression-private.h"

typedef enum { EQUAL, LESS, GREATER, LESS_OR_EQUAL, GREATER_OR_EQUAL } Variant;

static int
compare(const MarchValue *a, const MarchValue *b, gboolean *comparable)
{
    *comparable = a->type == b->type;
    if (!*comparable) {
        return 0;
    }
    switch ((int)a->type) {
    case MARCH_VALUE_NUMBER:
        *comparable = a->as.number <= b->as.number || a->as.number > b->as.number;
        return a->as.number < b->as.number ? -1 : a->as.number > b->as.number;
    case MARCH_VALUE_STRING:
        return strcmp(a->as.string, b->as.string);
    case MARCH_VALUE_BOOLEAN:
        return !!a->as.boolean - !!b->as.boolean;
    case MARCH_VALUE_NULL:
        return 0;
    default:
        *comparable = FALSE;
        return 0;
    }
}

/* Values of different types are unequal and unordered. */
static gboolean
holds(Variant variant, const MarchValue *a, const MarchValue *b)
{
    gboolean comparable;
    int order;

    if (a == NULL) {
        return FALSE;
    }
    if (variant == EQUAL) {
        return march_style_value_same(a, b);
    }
    order = compare(a, b, &comparable);
    if (!comparable) {
        return FALSE;
    }
    switch (variant) {
    case LESS:
        return order < 0;
    case GREATER:
        return order > 0;
    case LESS_OR_EQUAL:
        return order <= 0;
    case GREATER_OR_EQUAL:
        return order >= 0;
    case EQUAL:
        break;
    }
    return FALSE;
}

static gboolean
contains(const MarchValueArray *list, const MarchValue *value)
{
    for (gsize i = 0; i < list->length; i++) {
        if (march_style_value_same(&list->items[i], value)) {
            return TRUE;
        }
    }
    return FALSE;
}

/* The property that argument 0 names; FALSE when that cannot be evaluated. */
static gboolean
read_property(const MarchExpression *self,
              MarchEvaluation *evaluation,
              const MarchValue **property)
{
    guint *hint = (guint *)(guintptr)&self->hint;
    MarchStyleValue key;

    if (self->property != NULL) {
        *property = march_evaluation_property(evaluation, self->property, hint);
        return TRUE;
    }
    if (!march_expression_argument(self, 0, evaluation, &key)) {
        return FALSE;
    }
    *property = key.plain.type == MARCH_VALUE_STRING
                    ? march_evaluation_property(evaluation, key.plain.as.string, hint)
                    : NULL;
    return TRUE;
}

static gboolean
evaluate_property(const MarchExpression *self,
                  MarchEvaluation *evaluation,
                  MarchStyleValue *value)
{
    const MarchOperator *definition = self->data;
    const MarchValue *property;
    MarchStyleValue wanted;

    if (!read_property(self, evaluation, &property) ||
        !march_expression_argument(self, 1, evaluation, &wanted)) {
        return FALSE;
    }
    march_style_value_set_boolean(
        value, holds((Variant)definition->variant, property, &wanted.plain));
    return TRUE;
}

static gboolean
evaluate_property_in(const MarchExpression *self,
                     MarchEvaluation *evaluation,
                     MarchStyleValue *value)
{
    const MarchValue *property;
    MarchStyleValue list;

    if (!read_property(self, evaluation, &property) ||
        !march_expression_argument(self, 1, evaluation, &list)) {
        return FALSE;
    }
    march_style_value_set_boolean(value, property != NULL &&
                                             contains(list.plain.as.array, property));
    return TRUE;
}

static gboolean
evaluate_property_exists(const MarchExpression *self,
                         MarchEvaluation *evaluation,
                         MarchStyleValue *value)
{
    const MarchValue *property;

    if (!read_property(self, evaluation, &property)) {
        return FALSE;
    }
    march_style_value_set_boolean(value, property != NULL);
    return TRUE;
}

static gboolean
evaluate_id(const MarchExpression *self,
            MarchEvaluation *evaluation,
            MarchStyleValue *value)
{
    const MarchOperator *definition = self->data;
    const MarchStyleValue id = march_evaluation_id(evaluation);

    if (!march_expression_argument(self, 0, evaluation, value)) {
        return FALSE;
    }
    march_style_value_set_boolean(
        value, value->plain.type == MARCH_VALUE_ARRAY
                   ? contains(value->plain.as.array, &id.plain)
                   : holds((Variant)definition->variant, &id.plain, &value->plain));
    return TRUE;
}

static gboolean
evaluate_id_exists(const MarchExpression *self,
                   MarchEvaluation *evaluation,
                   MarchStyleValue *value)
{
    (void)self;
    march_style_value_set_boolean(value, march_evaluation_id(evaluation).plain.type !=
                                             MARCH_VALUE_NULL);
    return TRUE;
}

static gboolean
evaluate_type(const MarchExpression *self,
              MarchEvaluation *evaluation,
              MarchStyleValue *value)
{
    const char *name = march_evaluation_geometry_type(evaluation);
    const MarchValue type = name != NULL ? march_value_string(name) : MARCH_VALUE_NONE;

    if (!march_expression_argument(self, 0, evaluation, value)) {
        return FALSE;
    }
    march_style_value_set_boolean(value,
                                  value->plain.type == MARCH_VALUE_ARRAY
                                      ? contains(value->plain.as.array, &type)
                                      : march_style_value_same(&type, &value->plain));
    return TRUE;
}

#define PROPERTY(text, which)                                                          \
    {                                                                                  \
        .name = (text), .type = MARCH_TYPE_BOOLEAN, .n_signatures = 1,                 \
        .signatures = {{2,                                                             \
                        {MARCH_TYPE_STRING, MARCH_TYPE_VALUE},                         \
                        evaluate_property,                                             \
                        MARCH_NODE_NAMES_PROPERTY}},                                   \
        .flags = MARCH_NODE_READS_FEATURE, .variant = (which)                          \
    }
#define PROPERTY_IN(text)                                                              \
    {                                                                                  \
        .name = (text), .type = MARCH_TYPE_BOOLEAN, .array_item = MARCH_TYPE_VALUE,    \
        .n_signatures = 1,                                                             \
        .signatures = {{2,                                                             \
                        {MARCH_TYPE_STRING, MARCH_TYPE_ARRAY},                         \
                        evaluate_property_in,                                          \
                        MARCH_NODE_NAMES_PROPERTY}},                                   \
        .flags = MARCH_NODE_READS_FEATURE                                              \
    }
#define ONE(text, parameter, item, function, which)                                    \
    {                                                                                  \
        .name = (text), .type = MARCH_TYPE_BOOLEAN, .array_item = (item),              \
        .n_signatures = 1, .signatures = {{1, {(parameter)}, (function), 0}},          \
        .flags = MARCH_NODE_READS_FEATURE, .variant = (which)                          \
    }
#define ID(text, which)                                                                \
    ONE(text, MARCH_TYPE_VALUE, MARCH_TYPE_VALUE, evaluate_id, which)

static const MarchOperator operators[] = {
    PROPERTY("filter-==", EQUAL),
    PROPERTY("filter-<", LESS),
    PROPERTY("filter->", GREATER),
    PROPERTY("filter-<=", LESS_OR_EQUAL),
    PROPERTY("filter->=", GREATER_OR_EQUAL),
    ID("filter-id-==", EQUAL),
    ID("filter-id-<", LESS),
    ID("filter-id->", GREATER),
    ID("filter-id-<=", LESS_OR_EQUAL),
    ID("filter-id->=", GREATER_OR_EQUAL),
    ONE("filter-type-==", MARCH_TYPE_STRING, MARCH_TYPE_STRING, evaluate_type, EQUAL),
    ONE("filter-type-in", MARCH_TYPE_ARRAY, MARCH_TYPE_STRING, evaluate_type, EQUAL),
    ONE("filter-id-in", MARCH_TYPE_ARRAY, MARCH_TYPE_VALUE, evaluate_id, EQUAL),
    PROPERTY_IN("filter-in-small"),
    PROPERTY_IN("filter-in-large"),
    {.name = "filter-has",
     .type = MARCH_TYPE_BOOLEAN,
     .n_signatures = 1,
     .signatures =
         {{1, {MARCH_TYPE_VALUE}, evaluate_property_exists, MARCH_NODE_NAMES_PROPERTY}},
     .flags = MARCH_NODE_READS_FEATURE},
    {.name = "filter-has-id",
     .type = MARCH_TYPE_BOOLEAN,
     .n_signatures = 1,
     .signatures = {{0, {MARCH_TYPE_NULL}, evaluate_id_exists, 0}},
     .flags = MARCH_NODE_READS_FEATURE},
};

const MarchOperatorTable march_operators_filter = {operators, G_N_ELEMENTS(operators)};
