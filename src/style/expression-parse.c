/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <string.h>

#include "base/suggest.h"
#include "expression-private.h"

/* Signatures that do not match are tried again without coercion, which multiplies
 * the work at each level of a wrong expression. */
#define VISITS_MAX 500000

static const MarchOperatorTable *const tables[] = {
    &march_operators_list,     &march_operators_lookup, &march_operators_comparison,
    &march_operators_decision, &march_operators_math,   &march_operators_string,
    &march_operators_type,     &march_operators_curve,  &march_operators_color,
    &march_operators_variable, &march_operators_filter, &march_operators_format,
    &march_operators_geometry,
};

const MarchOperator *
march_operator_find(const char *name)
{
    for (guint i = 0; i < G_N_ELEMENTS(tables); i++) {
        for (guint j = 0; j < tables[i]->count; j++) {
            if (strcmp(tables[i]->operators[j].name, name) == 0) {
                return &tables[i]->operators[j];
            }
        }
    }
    return NULL;
}

/* What other languages call operators. */
static const char *
translate_operator(const char *name)
{
    static const struct {
        const char *foreign, *ours;
    } words[] = {
        {"=", "=="},
        {"===", "=="},
        {"!==", "!="},
        {"<>", "!="},
        {"and", "all"},
        {"&&", "all"},
        {"or", "any"},
        {"||", "any"},
        {"not", "!"},
        {"if", "case"},
        {"ifelse", "case"},
        {"switch", "match"},
        {"**", "^"},
        {"pow", "^"},
        {"mod", "%"},
        {"lower", "downcase"},
        {"lowercase", "downcase"},
        {"upper", "upcase"},
        {"uppercase", "upcase"},
        {"substring", "slice"},
        {"variable", "var"},
        {"exists", "has"},
        {"property", "get"},
    };

    for (guint i = 0; i < G_N_ELEMENTS(words); i++) {
        if (g_ascii_strcasecmp(words[i].foreign, name) == 0) {
            return words[i].ours;
        }
    }
    return NULL;
}

const char *
march_expression_suggest(const char *name)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    const char *translated = translate_operator(name);

    if (translated != NULL) {
        return translated;
    }
    for (guint i = 0; i < G_N_ELEMENTS(tables); i++) {
        for (guint j = 0; j < tables[i]->count; j++) {
            g_ptr_array_add(names, (gpointer)(guintptr)tables[i]->operators[j].name);
        }
    }
    g_ptr_array_add(names, NULL);
    return march_suggest(name, (const char *const *)names->pdata);
}

gboolean
march_expression_is_one(const MarchJson *json)
{
    return json->type == MARCH_JSON_ARRAY && json->length > 0 &&
           json->items[0].type == MARCH_JSON_STRING &&
           march_operator_find(json->items[0].string) != NULL;
}

static void
add_error(const MarchParser *parser,
          const char *key,
          MarchLocation where,
          const char *format,
          va_list arguments)
{
    const MarchExpressionError error = {
        .key = key,
        .message = march_arena_vprintf(parser->compilation->arena, format, arguments),
        .where = where,
    };

    g_array_append_val(parser->errors, error);
}

MarchExpression *
march_parser_fail(const MarchParser *parser, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    add_error(parser, parser->key, parser->where, format, arguments);
    va_end(arguments);
    return NULL;
}

MarchExpression *
march_parser_fail_at(const MarchParser *parser,
                     const MarchJson *args,
                     guint index,
                     const char *format,
                     ...)
{
    const char *key =
        march_arena_printf(parser->compilation->arena, "%s[%u]", parser->key, index);
    va_list arguments;

    va_start(arguments, format);
    add_error(parser, key,
              index < args->length ? args->items[index].where : parser->where, format,
              arguments);
    va_end(arguments);
    return NULL;
}

const char *
march_parser_type_name(const MarchParser *parser, const MarchType *type)
{
    return march_type_to_string(type, parser->compilation->arena);
}

gboolean
march_parser_check_type(const MarchParser *parser,
                        const MarchType *expected,
                        const MarchType *actual)
{
    if (march_type_accepts(expected, actual)) {
        return TRUE;
    }
    march_parser_fail(parser, "Expected %s but found %s instead.",
                      march_parser_type_name(parser, expected),
                      march_parser_type_name(parser, actual));
    return FALSE;
}

const MarchType *
march_parser_output_type(const MarchParser *parser)
{
    return parser->expected != NULL && parser->expected->kind != MARCH_TYPE_VALUE
               ? parser->expected
               : NULL;
}

MarchParser
march_parser_descend(const MarchParser *parser, guint index, const MarchType *expected)
{
    MarchParser child = *parser;

    child.key =
        march_arena_printf(parser->compilation->arena, "%s[%u]", parser->key, index);
    child.expected = expected;
    return child;
}

static gboolean
is_one_of(MarchTypeKind kind, const MarchTypeKind *kinds, guint count)
{
    for (guint i = 0; i < count; i++) {
        if (kinds[i] == kind) {
            return TRUE;
        }
    }
    return FALSE;
}

/* Data values that only turn out at run time are asserted to be what is wanted. */
static gboolean
needs_assertion(const MarchType *expected, const MarchType *actual)
{
    static const MarchTypeKind kinds[] = {MARCH_TYPE_STRING, MARCH_TYPE_NUMBER,
                                          MARCH_TYPE_BOOLEAN, MARCH_TYPE_OBJECT,
                                          MARCH_TYPE_ARRAY};

    return actual->kind == MARCH_TYPE_VALUE &&
           is_one_of(expected->kind, kinds, G_N_ELEMENTS(kinds));
}

/* Types that have no literals are made from what stands for them. */
static gboolean
needs_coercion(const MarchType *expected, const MarchType *actual)
{
    gboolean from_value = actual->kind == MARCH_TYPE_VALUE;
    gboolean from_string = actual->kind == MARCH_TYPE_STRING;
    gboolean from_number = actual->kind == MARCH_TYPE_NUMBER;
    gboolean from_array = actual->kind == MARCH_TYPE_ARRAY;

    switch ((int)expected->kind) {
    case MARCH_TYPE_COLOR:
    case MARCH_TYPE_FORMATTED:
    case MARCH_TYPE_IMAGE:
        return from_value || from_string;
    case MARCH_TYPE_PADDING:
    case MARCH_TYPE_NUMBER_ARRAY:
        return from_value || from_number || from_array;
    case MARCH_TYPE_COLOR_ARRAY:
        return from_value || from_string || from_array;
    case MARCH_TYPE_ANCHOR_OFFSETS:
        return from_value || from_array;
    default:
        return FALSE;
    }
}

static MarchExpression *
annotate(const MarchParser *parser, MarchExpression *parsed, MarchAnnotation annotation)
{
    gboolean asserts;

    if (parser->expected == NULL) {
        return parsed;
    }
    asserts = needs_assertion(parser->expected, parsed->type);
    if (!asserts && !needs_coercion(parser->expected, parsed->type)) {
        return march_parser_check_type(parser, parser->expected, parsed->type) ? parsed
                                                                               : NULL;
    }
    if (annotation == MARCH_ANNOTATE_OMIT) {
        return parsed;
    }
    return asserts && annotation == MARCH_ANNOTATE_DEFAULT
               ? march_expression_new_assertion(parser, parser->expected, &parsed, 1)
               : march_expression_new_coercion(parser, parser->expected, &parsed, 1);
}

static MarchExpression *
fold(const MarchParser *parser, MarchExpression *parsed)
{
    MarchEvaluation evaluation = {.zoom = (double)NAN,
                                  .scratch = parser->compilation->arena};
    MarchStyleValue value;

    if (parsed->kind == MARCH_NODE_LITERAL || parsed->type->kind == MARCH_TYPE_IMAGE ||
        !(parsed->flags & MARCH_NODE_CONSTANT)) {
        return parsed;
    }
    if (!parsed->evaluate(parsed, &evaluation, &value)) {
        return march_parser_fail(parser, "%s", evaluation.error);
    }
    return march_expression_new_literal(parser, parsed->type, value);
}

static const MarchType *
parameter_type(const MarchParser *parser,
               const MarchOperator *definition,
               const MarchSignature *signature,
               guint index)
{
    MarchTypeKind kind =
        signature->parameters[signature->count == MARCH_VARARGS ? 0 : index];

    if (kind == MARCH_TYPE_ARRAY) {
        return march_type_array(parser->compilation->arena,
                                march_type_simple(definition->array_item),
                                MARCH_TYPE_ANY_LENGTH);
    }
    return march_type_simple(kind);
}

static const MarchType *
result_type(const MarchParser *parser, const MarchOperator *definition)
{
    if (definition->type == MARCH_TYPE_ARRAY) {
        return march_type_array(parser->compilation->arena,
                                march_type_simple(definition->array_item),
                                definition->array_length > 0 ? definition->array_length
                                                             : MARCH_TYPE_ANY_LENGTH);
    }
    return march_type_simple(definition->type);
}

/* NULL with errors in @attempt when the arguments do not fit. */
static MarchExpression *
try_signature(const MarchParser *parser,
              const MarchParser *attempt,
              const MarchOperator *definition,
              const MarchSignature *signature,
              const MarchJson *args)
{
    g_autofree MarchExpression **parsed = g_new0(MarchExpression *, args->length);
    MarchExpression *node;

    for (guint i = 1; i < args->length; i++) {
        const MarchType *expected =
            parameter_type(parser, definition, signature, i - 1);

        parsed[i - 1] = march_parser_parse_argument(attempt, args, i, expected);
        if (parsed[i - 1] == NULL) {
            return NULL;
        }
    }
    node = march_expression_new(parser, definition, result_type(parser, definition),
                                signature->evaluate, parsed, args->length - 1);
    if (signature->flags != 0) {
        node->flags = (node->flags | signature->flags) & ~(guint)MARCH_NODE_CONSTANT;
    }
    if ((node->flags & MARCH_NODE_NAMES_PROPERTY) && node->n_args > 0 &&
        parsed[0]->kind == MARCH_NODE_LITERAL) {
        node->property = parsed[0]->literal.plain.as.string;
        if (definition->type == MARCH_TYPE_VALUE) {
            node->kind = MARCH_NODE_PROPERTY;
        }
    }
    return node;
}

static void
append_signature(GString *text,
                 const MarchParser *parser,
                 const MarchOperator *definition,
                 const MarchSignature *signature)
{
    guint count = signature->count == MARCH_VARARGS ? 1 : signature->count;

    g_string_append_c(text, '(');
    for (guint i = 0; i < count; i++) {
        g_string_append(text, i > 0 ? ", " : "");
        g_string_append(text,
                        march_parser_type_name(
                            parser, parameter_type(parser, definition, signature, i)));
    }
    g_string_append(text, signature->count == MARCH_VARARGS ? "...)" : ")");
}

static gboolean
takes_count(const MarchSignature *signature, guint count)
{
    return signature->count == MARCH_VARARGS || signature->count == count;
}

/* Says which signatures there are and what was found, once more without coercion. */
static MarchExpression *
explain_mismatch(const MarchParser *parser,
                 const MarchOperator *definition,
                 const MarchJson *args,
                 guint n_candidates)
{
    g_autoptr(GString) wanted = g_string_new(NULL);
    g_autoptr(GString) found = g_string_new(NULL);

    for (guint i = 0; i < definition->n_signatures; i++) {
        const MarchSignature *signature = &definition->signatures[i];

        if (n_candidates == 0 || takes_count(signature, args->length - 1)) {
            g_string_append(wanted, wanted->len > 0 ? " | " : "");
            append_signature(wanted, parser, definition, signature);
        }
    }
    for (guint i = 1; i < args->length; i++) {
        MarchExpression *argument = march_parser_parse_argument(parser, args, i, NULL);

        if (argument == NULL) {
            return NULL;
        }
        g_string_append(found, i > 1 ? ", " : "");
        g_string_append(found, march_parser_type_name(parser, argument->type));
    }
    return march_parser_fail(parser,
                             "Expected arguments of type %s, but found (%s) instead.",
                             wanted->str, found->str);
}

static MarchExpression *
parse_compound(const MarchParser *parser,
               const MarchOperator *definition,
               const MarchJson *args)
{
    guint n_candidates = 0;
    g_autoptr(GArray) errors = NULL;

    for (guint i = 0; i < definition->n_signatures; i++) {
        const MarchSignature *signature = &definition->signatures[i];
        MarchParser attempt = *parser;
        MarchExpression *expression;

        if (!takes_count(signature, args->length - 1)) {
            continue;
        }
        n_candidates++;
        g_clear_pointer(&errors, g_array_unref);
        errors = g_array_new(FALSE, FALSE, sizeof(MarchExpressionError));
        attempt.errors = errors;
        attempt.expected = NULL;
        expression = try_signature(parser, &attempt, definition, signature, args);
        if (expression != NULL) {
            return expression;
        }
    }
    if (n_candidates == 1) {
        g_array_append_vals(parser->errors, errors->data, errors->len);
        return NULL;
    }
    return explain_mismatch(parser, definition, args, n_candidates);
}

static MarchExpression *
fail_unknown_operator(const MarchParser *parser, const MarchJson *json)
{
    const char *name = json->items[0].string;

    march_parser_fail_at(parser, json, 0,
                         "Unknown expression \"%s\". If you wanted a literal array, "
                         "use [\"literal\", [...]].",
                         name);
    g_array_index(parser->errors, MarchExpressionError, parser->errors->len - 1)
        .operator_name = name;
    return NULL;
}

static MarchExpression *
parse_array(const MarchParser *parser,
            const MarchJson *json,
            MarchAnnotation annotation)
{
    const MarchOperator *definition;
    MarchExpression *parsed;

    if (json->length == 0) {
        return march_parser_fail(
            parser, "Expected an array with at least one element. If you wanted a "
                    "literal array, use [\"literal\", []].");
    }
    if (json->items[0].type != MARCH_JSON_STRING) {
        return march_parser_fail_at(
            parser, json, 0,
            "Expression name must be a string, but found %s instead. If you wanted a "
            "literal array, use [\"literal\", [...]].",
            march_json_typeof(&json->items[0]));
    }
    definition = march_operator_find(json->items[0].string);
    if (definition == NULL) {
        return fail_unknown_operator(parser, json);
    }
    parsed = definition->parse != NULL ? definition->parse(parser, definition, json)
                                       : parse_compound(parser, definition, json);
    if (parsed != NULL) {
        parsed = annotate(parser, parsed, annotation);
    }
    return parsed != NULL ? fold(parser, parsed) : NULL;
}

static MarchExpression *
parse_here(const MarchParser *parser, const MarchJson *json, MarchAnnotation annotation)
{
    MarchExpression *literal;
    MarchStyleValue value;

    if (++parser->compilation->visits > VISITS_MAX) {
        return march_parser_fail(parser, "The expression is too complex.");
    }
    if (json->type == MARCH_JSON_ARRAY) {
        return parse_array(parser, json, annotation);
    }
    if (json->type == MARCH_JSON_OBJECT) {
        return march_parser_fail(
            parser, "Bare objects invalid. Use [\"literal\", {...}] instead.");
    }
    value =
        march_style_value_plain(march_json_to_value(json, parser->compilation->arena));
    literal = march_expression_new_literal(
        parser, march_style_value_type(&value, parser->compilation->arena), value);
    literal = annotate(parser, literal, annotation);
    return literal != NULL ? fold(parser, literal) : NULL;
}

MarchExpression *
march_parser_parse(const MarchParser *parser,
                   const MarchJson *json,
                   int key_index,
                   const MarchType *expected,
                   const MarchScope *scope,
                   MarchAnnotation annotation)
{
    MarchParser child = *parser;

    if (key_index >= 0) {
        child = march_parser_descend(parser, (guint)key_index, expected);
    }
    child.where = json->where;
    child.scope = scope;
    return parse_here(&child, json, annotation);
}

MarchExpression *
march_parser_parse_argument(const MarchParser *parser,
                            const MarchJson *args,
                            guint index,
                            const MarchType *expected)
{
    return march_parser_parse(parser, &args->items[index], (int)index, expected,
                              parser->scope, MARCH_ANNOTATE_DEFAULT);
}
