/* SPDX-License-Identifier: MIT */
/**
 * Within the expression compiler: nodes, the parser's state and the operators.
 *
 * An operator is either a special form with its own parser, or "compound": a list
 * of signatures that are tried in turn. Each operators-*.c offers one table.
 */
#ifndef MARCH_STYLE_EXPRESSION_PRIVATE_H
#define MARCH_STYLE_EXPRESSION_PRIVATE_H

#include <string.h>

#include "color-space.h"
#include "expression.h"

/** Stores the result in @value, or fails with march_evaluation_fail(). */
typedef gboolean (*MarchEvaluate)(const MarchExpression *self,
                                  MarchEvaluation *evaluation,
                                  MarchStyleValue *value);

/**
 * The same without the wrapping, where a node's kind and its arguments allow it: numbers
 * and colours that depend on nothing but the feature. FALSE says that this feature is not
 * one of the usual: then only the whole evaluation knows the value or the error.
 */
typedef gboolean (*MarchEvaluateNumber)(const MarchExpression *self,
                                        const MarchFeature *feature,
                                        double *number);
typedef gboolean (*MarchEvaluateColor)(const MarchExpression *self,
                                       const MarchFeature *feature,
                                       MarchColor *color);

typedef enum {
    MARCH_NODE_OTHER,
    MARCH_NODE_LITERAL,
    MARCH_NODE_ANNOTATION, /**< an assertion or coercion */
    MARCH_NODE_VAR,
    MARCH_NODE_LET,
    MARCH_NODE_COALESCE,
    MARCH_NODE_STEP,
    MARCH_NODE_INTERPOLATE,
    MARCH_NODE_ZOOM,
    MARCH_NODE_PROPERTY, /**< reads the feature property that it names */
    MARCH_NODE_ALL,
    MARCH_NODE_EQUAL,
    MARCH_NODE_MATCH,
} MarchNodeKind;

typedef enum {
    MARCH_NODE_READS_FEATURE = 1 << 0,
    MARCH_NODE_READS_ZOOM = 1 << 1,
    MARCH_NODE_NEVER_FOLDED = 1 << 2,   /**< not a constant even without inputs */
    MARCH_NODE_CONSTANT = 1 << 3,       /**< may be evaluated while compiling */
    MARCH_NODE_NAMES_PROPERTY = 1 << 4, /**< argument 0 names a feature property */
    MARCH_NODE_READS_FIGURE = 1 << 5,   /**< a variable that the program sets */
} MarchNodeFlags;

struct MarchExpression {
    MarchNodeKind kind;
    guint flags; /**< MarchNodeFlags, of the whole subtree */
    const MarchType *type;
    MarchEvaluate evaluate;
    MarchEvaluateNumber number; /**< (nullable) set by march_expression_set_typed() */
    MarchEvaluateColor color;   /**< (nullable) */
    guint n_args;
    MarchExpression **args;
    const char *key;
    const char *property;         /**< (nullable) the feature property it reads */
    MarchStyleValue literal;      /**< literals; otherwise the operator's own */
    const double *labels;         /**< step, interpolate: the inputs of the stops */
    gconstpointer data;           /**< the operator's own */
    guint hint;                   /**< index at which the property was last found */
    const MarchExpression *curve; /**< zoom curve of the subtree, when looked for */
    /* The root only: */
    const MarchStyleProperty *target;
    MarchStyleValue fallback;
};

typedef enum {
    MARCH_EASING_LINEAR,
    MARCH_EASING_EXPONENTIAL,
    MARCH_EASING_CUBIC_BEZIER,
} MarchEasing;

/** How "interpolate" goes from one stop to the next: the node's own data. */
typedef struct {
    MarchEasing easing;
    double base;
    double points[4];
    MarchColorSpace space;
} MarchInterpolation;

/** Where between two stops @input lies: 0 to 1. */
double march_interpolation_progress(const MarchInterpolation *how,
                                    double input,
                                    double lower,
                                    double upper);

/** A label of "match". */
typedef struct {
    const char *string; /**< NULL for numbers */
    double number;
    guint output; /**< the argument */
} MarchMatchLabel;

/** What "match" looks its input up in: the node's own data. */
typedef struct {
    MarchValueType type;
    guint n_labels;
    const MarchMatchLabel *labels; /**< sorted */
} MarchMatchTable;

/** The label that is @input, or NULL. */
const MarchMatchLabel *march_match_find(const MarchMatchTable *table,
                                        const MarchValue *input);

/** Gives @node and what it is made of evaluators for numbers and colours. */
void march_expression_set_typed(MarchExpression *node);

typedef struct MarchScope MarchScope;

struct MarchScope {
    const MarchScope *outer;
    const char *name;
    MarchExpression *bound;
};

/** Shared by all parsers of one compilation. */
typedef struct {
    MarchArena *arena;
    guint visits; /**< nodes parsed, also in attempts that failed */
} MarchCompilation;

/** Where the parser is: passed down by value. */
typedef struct {
    MarchCompilation *compilation;
    GArray *errors; /**< of MarchExpressionError */
    const char *key;
    MarchLocation where;
    const MarchType *expected; /**< (nullable) */
    const MarchScope *scope;   /**< (nullable) */
} MarchParser;

typedef enum {
    MARCH_ANNOTATE_DEFAULT,
    MARCH_ANNOTATE_COERCE,
    MARCH_ANNOTATE_OMIT,
} MarchAnnotation;

#define MARCH_VARARGS        G_MAXUINT
#define MARCH_PARAMETERS_MAX 4

typedef struct {
    guint count; /**< MARCH_VARARGS: any number of the first */
    MarchTypeKind parameters[MARCH_PARAMETERS_MAX];
    MarchEvaluate evaluate;
    guint flags; /**< MarchNodeFlags beyond the operator's */
} MarchSignature;

typedef struct MarchOperator MarchOperator;

struct MarchOperator {
    const char *name;
    /** (nullable) Special forms; @args is the whole array, @args->items[0] the name. */
    MarchExpression *(*parse)(const MarchParser *parser,
                              const MarchOperator *self,
                              const MarchJson *args);
    MarchTypeKind type;
    MarchTypeKind array_item; /**< of @type and of array parameters */
    int array_length;         /**< of @type; 0 for any */
    guint n_signatures;
    MarchSignature signatures[2];
    guint flags; /**< MarchNodeFlags that the operator itself brings */
    int variant; /**< what shared parsers and evaluators differ by */
    MarchNodeKind kind;
};

typedef struct {
    const MarchOperator *operators;
    guint count;
} MarchOperatorTable;

extern const MarchOperatorTable march_operators_color;
extern const MarchOperatorTable march_operators_comparison;
extern const MarchOperatorTable march_operators_curve;
extern const MarchOperatorTable march_operators_decision;
extern const MarchOperatorTable march_operators_filter;
extern const MarchOperatorTable march_operators_format;
extern const MarchOperatorTable march_operators_list;
extern const MarchOperatorTable march_operators_lookup;
extern const MarchOperatorTable march_operators_math;
extern const MarchOperatorTable march_operators_string;
extern const MarchOperatorTable march_operators_type;
extern const MarchOperatorTable march_operators_variable;
extern const MarchOperatorTable march_operators_geometry;

/** (nullable) The operator called @name. */
const MarchOperator *march_operator_find(const char *name);

/** Parses argument @index of @args, wanting @expected (NULL: anything). */
MarchExpression *march_parser_parse_argument(const MarchParser *parser,
                                             const MarchJson *args,
                                             guint index,
                                             const MarchType *expected);
/** As above, with a key other than the index, more bindings and annotations. */
MarchExpression *march_parser_parse(const MarchParser *parser,
                                    const MarchJson *json,
                                    int key_index,
                                    const MarchType *expected,
                                    const MarchScope *scope,
                                    MarchAnnotation annotation);
/** The parser at argument @index, wanting @expected. */
MarchParser
march_parser_descend(const MarchParser *parser, guint index, const MarchType *expected);
/** Records an error at the parser's place; returns NULL. */
MarchExpression *march_parser_fail(const MarchParser *parser, const char *format, ...)
    G_GNUC_PRINTF(2, 3);
/** As above, at argument @index. */
MarchExpression *march_parser_fail_at(const MarchParser *parser,
                                      const MarchJson *args,
                                      guint index,
                                      const char *format,
                                      ...) G_GNUC_PRINTF(4, 5);
/** Records the error of unequal types; TRUE when @actual is accepted. */
gboolean march_parser_check_type(const MarchParser *parser,
                                 const MarchType *expected,
                                 const MarchType *actual);
/** The wanted type unless it is none or "value": what branches must produce. */
const MarchType *march_parser_output_type(const MarchParser *parser);
const char *march_parser_type_name(const MarchParser *parser, const MarchType *type);

/**
 * Makes a node; @args are copied, and their flags are taken up. The node's own
 * flags are those of @definition (NULL: none).
 */
MarchExpression *march_expression_new(const MarchParser *parser,
                                      const MarchOperator *definition,
                                      const MarchType *type,
                                      MarchEvaluate evaluate,
                                      MarchExpression *const *args,
                                      guint n_args);
MarchExpression *march_expression_new_literal(const MarchParser *parser,
                                              const MarchType *type,
                                              MarchStyleValue value);
MarchExpression *march_expression_new_assertion(const MarchParser *parser,
                                                const MarchType *type,
                                                MarchExpression *const *args,
                                                guint n_args);
MarchExpression *march_expression_new_coercion(const MarchParser *parser,
                                               const MarchType *type,
                                               MarchExpression *const *args,
                                               guint n_args);

/** Evaluates argument @index. */
static inline gboolean
march_expression_argument(const MarchExpression *self,
                          guint index,
                          MarchEvaluation *evaluation,
                          MarchStyleValue *value)
{
    const MarchExpression *argument = self->args[index];

    return argument->evaluate(argument, evaluation, value);
}

/** Fails the evaluation at @self with a message in the scratch arena; FALSE. */
gboolean march_evaluation_fail(MarchEvaluation *evaluation,
                               const MarchExpression *self,
                               const char *format,
                               ...) G_GNUC_PRINTF(3, 4);
/** The name of the value's type, for messages. */
const char *march_evaluation_type_name(MarchEvaluation *evaluation,
                                       const MarchStyleValue *value);
/** As march_evaluation_property() where @hint is no help. */
const MarchValue *
march_property_search(const GArray *properties, const char *key, guint *hint);

/* Names are short, so that calling strcmp() would cost more than it does. */
static inline gboolean
march_same_name(const char *a, const char *b)
{
    while (*a == *b) {
        if (*a == '\0') {
            return TRUE;
        }
        a++;
        b++;
    }
    return FALSE;
}

/**
 * The feature property @key, or NULL; @hint speeds up the next search: features of one
 * source have the same properties in the same order.
 */
static inline const MarchValue *
march_evaluation_property(const MarchEvaluation *evaluation,
                          const char *key,
                          guint *hint)
{
    const MarchFeature *feature = evaluation->feature;
    const GArray *properties;

    if (feature == NULL || feature->properties == NULL) {
        return NULL;
    }
    properties = feature->properties;
    if (*hint < properties->len) {
        const MarchProperty *property =
            (const MarchProperty *)(gconstpointer)properties->data + *hint;

        if (march_same_name(property->key, key)) {
            return &property->value;
        }
    }
    return march_property_search(properties, key, hint);
}

/**
 * Argument @index without copying: a literal or a property where it lies, or what it
 * evaluates to in @store. NULL when the evaluation fails.
 */
static inline const MarchValue *
march_expression_peek(const MarchExpression *self,
                      guint index,
                      MarchEvaluation *evaluation,
                      MarchStyleValue *store)
{
    static const MarchValue nothing = {.type = MARCH_VALUE_NULL};
    const MarchExpression *argument = self->args[index];

    if (argument->kind == MARCH_NODE_LITERAL) {
        store->special = argument->literal.special;
        return &argument->literal.plain;
    }
    if (argument->kind == MARCH_NODE_PROPERTY) {
        guint *hint = (guint *)(guintptr)&argument->hint;
        const MarchValue *found =
            march_evaluation_property(evaluation, argument->property, hint);

        store->special = MARCH_SPECIAL_NONE;
        return found != NULL ? found : &nothing;
    }
    return argument->evaluate(argument, evaluation, store) ? &store->plain : NULL;
}

/** "Point", "LineString", "Polygon" or NULL without a feature. */
const char *march_evaluation_geometry_type(MarchEvaluation *evaluation);
/** The feature's id, null when it has none. */
MarchStyleValue march_evaluation_id(MarchEvaluation *evaluation);

/** Evaluates the "to-color" operator. */
gboolean march_evaluate_to_color(const MarchExpression *self,
                                 MarchEvaluation *evaluation,
                                 MarchStyleValue *value);

#endif
