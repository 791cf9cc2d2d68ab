/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "expression-private.h"

/* A style can nest variables so that each doubles the work of the one before. */
#define WORK_MAX 200000

static gboolean
evaluate_let(const MarchExpression *self,
             MarchEvaluation *evaluation,
             MarchStyleValue *value)
{
    return march_expression_argument(self, self->n_args - 1, evaluation, value);
}

static gboolean
is_variable_name(const char *name)
{
    for (; *name != '\0'; name++) {
        if (!g_ascii_isalnum(*name) && *name != '_') {
            return FALSE;
        }
    }
    return TRUE;
}

static MarchExpression *
parse_let(const MarchParser *parser, const MarchOperator *self, const MarchJson *args)
{
    g_autofree MarchExpression **parts = g_new0(MarchExpression *, args->length);
    const MarchScope *scope = parser->scope;
    guint n_parts = 0;

    if (args->length < 4) {
        return march_parser_fail(parser,
                                 "Expected at least 3 arguments, but found %u instead.",
                                 args->length - 1);
    }
    for (guint i = 1; i < args->length - 1; i += 2) {
        const MarchJson *name = &args->items[i];
        MarchScope *inner;

        if (name->type != MARCH_JSON_STRING) {
            return march_parser_fail_at(parser, args, i,
                                        "Expected string, but found %s instead.",
                                        march_json_typeof(name));
        }
        if (!is_variable_name(name->string)) {
            return march_parser_fail_at(parser, args, i,
                                        "Variable names must contain only alphanumeric "
                                        "characters or '_'.");
        }
        parts[n_parts] = march_parser_parse_argument(parser, args, i + 1, NULL);
        if (parts[n_parts] == NULL) {
            return NULL;
        }
        inner = march_arena_new0(parser->compilation->arena, MarchScope);
        *inner = (MarchScope){scope, name->string, parts[n_parts]};
        scope = inner;
        n_parts++;
    }
    parts[n_parts] = march_parser_parse(parser, &args->items[args->length - 1],
                                        (int)args->length - 1, parser->expected, scope,
                                        MARCH_ANNOTATE_DEFAULT);
    if (parts[n_parts] == NULL) {
        return NULL;
    }
    return march_expression_new(parser, self, parts[n_parts]->type, evaluate_let, parts,
                                n_parts + 1);
}

static gboolean
evaluate_var(const MarchExpression *self,
             MarchEvaluation *evaluation,
             MarchStyleValue *value)
{
    const MarchExpression *bound = self->data;

    if (++evaluation->work > WORK_MAX) {
        return march_evaluation_fail(evaluation, self,
                                     "The expression takes too long to evaluate.");
    }
    return bound->evaluate(bound, evaluation, value);
}

/* The bound expression is a child of "let", so it adds nothing to the flags here
 * but whether it can be folded. */
static MarchExpression *
parse_var(const MarchParser *parser, const MarchOperator *self, const MarchJson *args)
{
    const MarchScope *scope = parser->scope;
    const char *name;
    MarchExpression *node;

    if (args->length != 2 || args->items[1].type != MARCH_JSON_STRING) {
        return march_parser_fail(
            parser, "'var' expression requires exactly one string literal argument.");
    }
    name = args->items[1].string;
    while (scope != NULL && strcmp(scope->name, name) != 0) {
        scope = scope->outer;
    }
    if (scope == NULL) {
        return march_parser_fail_at(
            parser, args, 1,
            "Unknown variable \"%s\". Make sure \"%s\" has been bound in an enclosing "
            "\"let\" expression before using it.",
            name, name);
    }
    node =
        march_expression_new(parser, self, scope->bound->type, evaluate_var, NULL, 0);
    node->flags = scope->bound->flags & MARCH_NODE_CONSTANT;
    node->data = scope->bound;
    return node;
}

static gboolean
evaluate_global_state(const MarchExpression *self,
                      MarchEvaluation *evaluation,
                      MarchStyleValue *value)
{
    const MarchValue *member =
        evaluation->global_state != NULL
            ? march_value_object_get(evaluation->global_state,
                                     self->literal.plain.as.string)
            : NULL;

    *value = member != NULL ? march_style_value_plain(*member) : MARCH_STYLE_VALUE_NULL;
    return TRUE;
}

static MarchExpression *
parse_global_state(const MarchParser *parser,
                   const MarchOperator *self,
                   const MarchJson *args)
{
    MarchExpression *node;

    if (args->length != 2) {
        return march_parser_fail(parser, "Expected 1 argument, but found %u instead.",
                                 args->length - 1);
    }
    if (args->items[1].type == MARCH_JSON_NULL) {
        return march_parser_fail(parser, "Global state property must be defined.");
    }
    if (args->items[1].type != MARCH_JSON_STRING) {
        return march_parser_fail(
            parser, "Global state property must be string, but found %s instead.",
            march_json_typeof(&args->items[1]));
    }
    node = march_expression_new(parser, self, march_type_simple(MARCH_TYPE_VALUE),
                                evaluate_global_state, NULL, 0);
    node->literal = march_style_value_string(args->items[1].string);
    if (g_str_has_prefix(args->items[1].string, "figure-")) {
        node->flags |= MARCH_NODE_READS_FIGURE;
    }
    return node;
}

static const MarchOperator operators[] = {
    {.name = "let", .parse = parse_let, .kind = MARCH_NODE_LET},
    {.name = "var", .parse = parse_var, .kind = MARCH_NODE_VAR},
    {.name = "global-state",
     .parse = parse_global_state,
     .flags = MARCH_NODE_NEVER_FOLDED},
};

const MarchOperatorTable march_operators_variable = {operators,
                                                     G_N_ELEMENTS(operators)};
