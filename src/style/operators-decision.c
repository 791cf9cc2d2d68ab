/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "expression-private.h"

/* ---- case ---- */

static gboolean
evaluate_case(const MarchExpression *self,
              MarchEvaluation *evaluation,
              MarchStyleValue *value)
{
    for (guint i = 0; i + 1 < self->n_args; i += 2) {
        if (!march_expression_argument(self, i, evaluation, value)) {
            return FALSE;
        }
        if (value->plain.as.boolean) {
            return march_expression_argument(self, i + 1, evaluation, value);
        }
    }
    return march_expression_argument(self, self->n_args - 1, evaluation, value);
}

static MarchExpression *
parse_case(const MarchParser *parser, const MarchOperator *self, const MarchJson *args)
{
    const MarchType *output = march_parser_output_type(parser);
    g_autofree MarchExpression **parts = NULL;

    if (args->length < 4) {
        return march_parser_fail(parser,
                                 "Expected at least 3 arguments, but found only %u.",
                                 args->length - 1);
    }
    if (args->length % 2 != 0) {
        return march_parser_fail(parser, "Expected an odd number of arguments.");
    }
    parts = g_new0(MarchExpression *, args->length);
    for (guint i = 1; i < args->length; i++) {
        gboolean is_test = i % 2 == 1 && i < args->length - 1;
        const MarchType *expected =
            is_test ? march_type_simple(MARCH_TYPE_BOOLEAN) : output;

        parts[i - 1] = march_parser_parse_argument(parser, args, i, expected);
        if (parts[i - 1] == NULL) {
            return NULL;
        }
        if (!is_test && output == NULL) {
            output = parts[i - 1]->type;
        }
    }
    return march_expression_new(parser, self, output, evaluate_case, parts,
                                args->length - 1);
}

/* ---- match ---- */

/* So many are looked through one by one. */
#define FEW_LABELS 6

static int
compare_labels(gconstpointer a, gconstpointer b)
{
    const MarchMatchLabel *left = a, *right = b;

    if (left->string != NULL) {
        return strcmp(left->string, right->string);
    }
    return left->number < right->number ? -1 : left->number > right->number;
}

const MarchMatchLabel *
march_match_find(const MarchMatchTable *table, const MarchValue *input)
{
    MarchMatchLabel wanted = {NULL, 0, 0};

    if (input->type != table->type) {
        return NULL;
    }
    if (table->type == MARCH_VALUE_STRING) {
        for (guint i = 0; table->n_labels <= FEW_LABELS && i < table->n_labels; i++) {
            if (march_same_name(table->labels[i].string, input->as.string)) {
                return &table->labels[i];
            }
        }
        if (table->n_labels <= FEW_LABELS) {
            return NULL;
        }
        wanted.string = input->as.string;
    } else {
        wanted.number = input->as.number;
    }
    return wanted.string != NULL || !isnan(wanted.number)
               ? bsearch(&wanted, table->labels, table->n_labels, sizeof wanted,
                         compare_labels)
               : NULL;
}

static gboolean
evaluate_match(const MarchExpression *self,
               MarchEvaluation *evaluation,
               MarchStyleValue *value)
{
    const MarchMatchLabel *found = NULL;
    const MarchValue *input = march_expression_peek(self, 0, evaluation, value);

    if (input == NULL) {
        return FALSE;
    }
    if (value->special == MARCH_SPECIAL_NONE) {
        found = march_match_find(self->data, input);
    }
    return march_expression_argument(
        self, found != NULL ? found->output : self->n_args - 1, evaluation, value);
}

static gboolean
check_label(const MarchParser *parser, const MarchJson *label, const MarchType **input)
{
    const double limit = 9007199254740991.0;
    const MarchType *type;

    if (label->type != MARCH_JSON_NUMBER && label->type != MARCH_JSON_STRING) {
        march_parser_fail(parser, "Branch labels must be numbers or strings.");
        return FALSE;
    }
    if (label->type == MARCH_JSON_NUMBER && fabs(label->number) > limit) {
        march_parser_fail(parser, "Branch labels must be integers no larger than "
                                  "9007199254740991.");
        return FALSE;
    }
    if (label->type == MARCH_JSON_NUMBER && label->number > floor(label->number)) {
        march_parser_fail(parser, "Numeric branch labels must be integer values.");
        return FALSE;
    }
    type = march_type_simple(label->type == MARCH_JSON_NUMBER ? MARCH_TYPE_NUMBER
                                                              : MARCH_TYPE_STRING);
    if (*input == NULL) {
        *input = type;
    }
    return march_parser_check_type(parser, *input, type);
}

/* Labels are unique as texts; the table is only filled here and sorted later. */
static gboolean
add_labels(const MarchParser *parser,
           const MarchJson *labels,
           guint output,
           const MarchType **input,
           GHashTable *seen,
           GArray *table)
{
    const MarchJson *list = labels;
    guint length = 1;

    if (labels->type == MARCH_JSON_ARRAY) {
        list = labels->items;
        length = labels->length;
    }
    if (length == 0) {
        march_parser_fail(parser, "Expected at least one branch label.");
        return FALSE;
    }
    for (guint i = 0; i < length; i++) {
        MarchMatchLabel label = {NULL, list[i].number, output};
        MarchStyleValue value;

        if (!check_label(parser, &list[i], input)) {
            return FALSE;
        }
        value = list[i].type == MARCH_JSON_STRING
                    ? march_style_value_string(list[i].string)
                    : march_style_value_number(list[i].number);
        if (list[i].type == MARCH_JSON_STRING) {
            label.string = list[i].string;
        }
        if (!g_hash_table_add(seen, (gpointer)(guintptr)march_style_value_to_string(
                                        &value, parser->compilation->arena))) {
            march_parser_fail(parser, "Branch labels must be unique.");
            return FALSE;
        }
        g_array_append_val(table, label);
    }
    return TRUE;
}

static const MarchMatchTable *
freeze_labels(const MarchParser *parser, GArray *labels, const MarchType *input)
{
    MarchMatchTable *table =
        march_arena_new0(parser->compilation->arena, MarchMatchTable);
    MarchMatchLabel *copy =
        march_arena_array0(parser->compilation->arena, MarchMatchLabel, labels->len);

    g_array_sort(labels, compare_labels);
    memcpy(copy, labels->data, labels->len * sizeof *copy);
    table->type =
        input->kind == MARCH_TYPE_STRING ? MARCH_VALUE_STRING : MARCH_VALUE_NUMBER;
    table->n_labels = labels->len;
    table->labels = copy;
    return table;
}

/* Arguments of the node: the input, the outputs, the output of no match. */
static MarchExpression *
parse_match(const MarchParser *parser, const MarchOperator *self, const MarchJson *args)
{
    const MarchType *output = march_parser_output_type(parser);
    const MarchType *input = NULL;
    g_autofree MarchExpression **parts = NULL;
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GArray) labels = g_array_new(FALSE, FALSE, sizeof(MarchMatchLabel));
    guint n_parts = 1;
    MarchParser input_parser;
    MarchExpression *node;

    if (args->length < 5) {
        return march_parser_fail(parser,
                                 "Expected at least 4 arguments, but found only %u.",
                                 args->length - 1);
    }
    if (args->length % 2 != 1) {
        return march_parser_fail(parser, "Expected an even number of arguments.");
    }
    parts = g_new0(MarchExpression *, args->length);
    for (guint i = 2; i < args->length - 1; i += 2) {
        MarchParser label_parser = march_parser_descend(parser, i, NULL);

        label_parser.where = args->items[i].where;
        if (!add_labels(&label_parser, &args->items[i], n_parts, &input, seen,
                        labels)) {
            return NULL;
        }
        parts[n_parts] = march_parser_parse(parser, &args->items[i + 1], (int)i, output,
                                            parser->scope, MARCH_ANNOTATE_DEFAULT);
        if (parts[n_parts] == NULL) {
            return NULL;
        }
        output = output != NULL ? output : parts[n_parts]->type;
        n_parts++;
    }
    parts[0] = march_parser_parse_argument(parser, args, 1,
                                           march_type_simple(MARCH_TYPE_VALUE));
    if (parts[0] == NULL) {
        return NULL;
    }
    parts[n_parts] =
        march_parser_parse_argument(parser, args, args->length - 1, output);
    if (parts[n_parts] == NULL) {
        return NULL;
    }
    input_parser = march_parser_descend(parser, 1, NULL);
    input_parser.where = args->items[1].where;
    if (parts[0]->type->kind != MARCH_TYPE_VALUE &&
        !march_parser_check_type(&input_parser, input, parts[0]->type)) {
        return NULL;
    }
    node =
        march_expression_new(parser, self, output, evaluate_match, parts, n_parts + 1);
    node->data = freeze_labels(parser, labels, input);
    return node;
}

/* ---- coalesce ---- */

static gboolean
evaluate_coalesce(const MarchExpression *self,
                  MarchEvaluation *evaluation,
                  MarchStyleValue *value)
{
    const char *first_image = NULL;

    for (guint i = 0; i < self->n_args; i++) {
        if (!march_expression_argument(self, i, evaluation, value)) {
            return FALSE;
        }
        if (value->special == MARCH_SPECIAL_IMAGE &&
            (evaluation->has_image == NULL ||
             !evaluation->has_image(evaluation->images, value->plain.as.string))) {
            /* When there is none of them, the first is what is missing. */
            first_image = first_image != NULL ? first_image : value->plain.as.string;
            *value = MARCH_STYLE_VALUE_NULL;
            if (i + 1 == self->n_args) {
                *value = march_style_value_string(first_image);
            }
        }
        if (value->plain.type != MARCH_VALUE_NULL) {
            break;
        }
    }
    return TRUE;
}

static MarchExpression *
parse_coalesce(const MarchParser *parser,
               const MarchOperator *self,
               const MarchJson *args)
{
    const MarchType *output = march_parser_output_type(parser);
    g_autofree MarchExpression **parts = NULL;
    gboolean needs_annotation = FALSE;

    if (args->length < 2) {
        return march_parser_fail(parser, "Expected at least one argument.");
    }
    parts = g_new0(MarchExpression *, args->length);
    for (guint i = 1; i < args->length; i++) {
        parts[i - 1] = march_parser_parse(parser, &args->items[i], (int)i, output,
                                          parser->scope, MARCH_ANNOTATE_OMIT);
        if (parts[i - 1] == NULL) {
            return NULL;
        }
        output = output != NULL ? output : parts[i - 1]->type;
        if (parser->expected != NULL &&
            !march_type_accepts(parser->expected, parts[i - 1]->type)) {
            needs_annotation = TRUE;
        }
    }
    return march_expression_new(
        parser, self, needs_annotation ? march_type_simple(MARCH_TYPE_VALUE) : output,
        evaluate_coalesce, parts, args->length - 1);
}

/* ---- all, any, ! ---- */

static gboolean
evaluate_all(const MarchExpression *self,
             MarchEvaluation *evaluation,
             MarchStyleValue *value)
{
    march_style_value_set_boolean(value, TRUE);
    for (guint i = 0; i < self->n_args; i++) {
        if (!march_expression_argument(self, i, evaluation, value)) {
            return FALSE;
        }
        if (!value->plain.as.boolean) {
            break;
        }
    }
    return TRUE;
}

static gboolean
evaluate_any(const MarchExpression *self,
             MarchEvaluation *evaluation,
             MarchStyleValue *value)
{
    march_style_value_set_boolean(value, FALSE);
    for (guint i = 0; i < self->n_args; i++) {
        if (!march_expression_argument(self, i, evaluation, value)) {
            return FALSE;
        }
        if (value->plain.as.boolean) {
            break;
        }
    }
    return TRUE;
}

static gboolean
evaluate_not(const MarchExpression *self,
             MarchEvaluation *evaluation,
             MarchStyleValue *value)
{
    if (!march_expression_argument(self, 0, evaluation, value)) {
        return FALSE;
    }
    march_style_value_set_boolean(value, !value->plain.as.boolean);
    return TRUE;
}

static const MarchOperator operators[] = {
    {.name = "case", .parse = parse_case},
    {.name = "match", .parse = parse_match, .kind = MARCH_NODE_MATCH},
    {.name = "coalesce", .parse = parse_coalesce, .kind = MARCH_NODE_COALESCE},
    {.name = "all",
     .type = MARCH_TYPE_BOOLEAN,
     .n_signatures = 2,
     .signatures = {{2, {MARCH_TYPE_BOOLEAN, MARCH_TYPE_BOOLEAN}, evaluate_all, 0},
                    {MARCH_VARARGS, {MARCH_TYPE_BOOLEAN}, evaluate_all, 0}},
     .kind = MARCH_NODE_ALL},
    {.name = "any",
     .type = MARCH_TYPE_BOOLEAN,
     .n_signatures = 2,
     .signatures = {{2, {MARCH_TYPE_BOOLEAN, MARCH_TYPE_BOOLEAN}, evaluate_any, 0},
                    {MARCH_VARARGS, {MARCH_TYPE_BOOLEAN}, evaluate_any, 0}}},
    {.name = "!",
     .type = MARCH_TYPE_BOOLEAN,
     .n_signatures = 1,
     .signatures = {{1, {MARCH_TYPE_BOOLEAN}, evaluate_not, 0}}},
};

const MarchOperatorTable march_operators_decision = {operators,
                                                     G_N_ELEMENTS(operators)};
