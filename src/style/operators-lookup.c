/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "expression-private.h"

static gboolean
evaluate_get(const MarchExpression *self,
             MarchEvaluation *evaluation,
             MarchStyleValue *value)
{
    const MarchValue *found;

    if (self->property != NULL) {
        /* Which slot it was found in is a hint, never part of the result. */
        guint *hint = (guint *)(guintptr)&self->hint;

        found = march_evaluation_property(evaluation, self->property, hint);
    } else {
        guint hint = G_MAXUINT;

        if (!march_expression_argument(self, 0, evaluation, value)) {
            return FALSE;
        }
        found = march_evaluation_property(evaluation, value->plain.as.string, &hint);
    }
    *value = found != NULL ? march_style_value_plain(*found) : MARCH_STYLE_VALUE_NULL;
    return TRUE;
}

static gboolean
evaluate_has(const MarchExpression *self,
             MarchEvaluation *evaluation,
             MarchStyleValue *value)
{
    guint hint = self->hint;

    if (!march_expression_argument(self, 0, evaluation, value)) {
        return FALSE;
    }
    march_style_value_set_boolean(
        value,
        march_evaluation_property(evaluation, value->plain.as.string, &hint) != NULL);
    return TRUE;
}

/* The member of the object in argument 1 that argument 0 names. */
static gboolean
find_member(const MarchExpression *self,
            MarchEvaluation *evaluation,
            const MarchValue **member)
{
    MarchStyleValue key, object;

    if (!march_expression_argument(self, 0, evaluation, &key) ||
        !march_expression_argument(self, 1, evaluation, &object)) {
        return FALSE;
    }
    *member = march_value_object_get(object.plain.as.object, key.plain.as.string);
    return TRUE;
}

static gboolean
evaluate_get_from(const MarchExpression *self,
                  MarchEvaluation *evaluation,
                  MarchStyleValue *value)
{
    const MarchValue *member;

    if (!find_member(self, evaluation, &member)) {
        return FALSE;
    }
    *value = member != NULL ? march_style_value_plain(*member) : MARCH_STYLE_VALUE_NULL;
    return TRUE;
}

static gboolean
evaluate_has_in(const MarchExpression *self,
                MarchEvaluation *evaluation,
                MarchStyleValue *value)
{
    const MarchValue *member;

    if (!find_member(self, evaluation, &member)) {
        return FALSE;
    }
    march_style_value_set_boolean(value, member != NULL);
    return TRUE;
}

static gboolean
evaluate_properties(const MarchExpression *self,
                    MarchEvaluation *evaluation,
                    MarchStyleValue *value)
{
    const GArray *properties =
        evaluation->feature != NULL ? evaluation->feature->properties : NULL;
    guint length = properties != NULL ? properties->len : 0;
    MarchValueObject *object = march_arena_new0(evaluation->scratch, MarchValueObject);
    MarchValue *values = march_arena_array0(evaluation->scratch, MarchValue, length);
    const char **keys = march_arena_array0(evaluation->scratch, const char *, length);

    (void)self;
    for (guint i = 0; i < length; i++) {
        const MarchProperty *property = &g_array_index(properties, MarchProperty, i);

        keys[i] = property->key;
        values[i] = property->value;
    }
    *object = (MarchValueObject){length, keys, values};
    *value = march_style_value_plain(
        (MarchValue){.type = MARCH_VALUE_OBJECT, .as.object = object});
    return TRUE;
}

static gboolean
evaluate_geometry_type(const MarchExpression *self,
                       MarchEvaluation *evaluation,
                       MarchStyleValue *value)
{
    const char *type = march_evaluation_geometry_type(evaluation);

    (void)self;
    *value = march_style_value_string(type != NULL ? type : "");
    if (type == NULL) {
        /* Still a text for operators that were promised one. */
        value->plain.type = MARCH_VALUE_NULL;
    }
    return TRUE;
}

static gboolean
evaluate_id(const MarchExpression *self,
            MarchEvaluation *evaluation,
            MarchStyleValue *value)
{
    (void)self;
    *value = march_evaluation_id(evaluation);
    return TRUE;
}

#define NAMED (MARCH_NODE_READS_FEATURE | MARCH_NODE_NAMES_PROPERTY)

static const MarchOperator operators[] = {
    {.name = "get",
     .type = MARCH_TYPE_VALUE,
     .n_signatures = 2,
     .signatures = {{1, {MARCH_TYPE_STRING}, evaluate_get, NAMED},
                    {2, {MARCH_TYPE_STRING, MARCH_TYPE_OBJECT}, evaluate_get_from}}},
    {.name = "has",
     .type = MARCH_TYPE_BOOLEAN,
     .n_signatures = 2,
     .signatures = {{1, {MARCH_TYPE_STRING}, evaluate_has, NAMED},
                    {2, {MARCH_TYPE_STRING, MARCH_TYPE_OBJECT}, evaluate_has_in}}},
    {.name = "properties",
     .type = MARCH_TYPE_OBJECT,
     .n_signatures = 1,
     .signatures = {{0, {MARCH_TYPE_NULL}, evaluate_properties, 0}},
     .flags = MARCH_NODE_READS_FEATURE | MARCH_NODE_NAMES_PROPERTY},
    {.name = "geometry-type",
     .type = MARCH_TYPE_STRING,
     .n_signatures = 1,
     .signatures = {{0, {MARCH_TYPE_NULL}, evaluate_geometry_type}},
     .flags = MARCH_NODE_READS_FEATURE},
    {.name = "id",
     .type = MARCH_TYPE_VALUE,
     .n_signatures = 1,
     .signatures = {{0, {MARCH_TYPE_NULL}, evaluate_id}},
     .flags = MARCH_NODE_READS_FEATURE},
};

const MarchOperatorTable march_operators_lookup = {operators, G_N_ELEMENTS(operators)};
