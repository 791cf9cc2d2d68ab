/* SPDX-License-Identifier: MIT */
/**
 * Expressions of the MapLibre style specification: compiled once, evaluated for
 * each feature.
 *
 * A compiled expression is an immutable tree in the arena it was compiled into,
 * apart from hints about where a feature keeps a property. Evaluation writes
 * intermediate strings and arrays into a scratch arena and otherwise allocates
 * nothing. Types, constant folding and the texts of errors follow the
 * specification's reference implementation.
 */
#ifndef MARCH_STYLE_EXPRESSION_H
#define MARCH_STYLE_EXPRESSION_H

#include "geo/feature.h"
#include "property.h"

typedef struct MarchExpression MarchExpression;

/** Why an expression does not compile; strings live in the compile arena. */
typedef struct {
    const char *key; /**< path within the expression: "[2][1]" */
    const char *message;
    MarchLocation where;
    const char *operator_name; /**< (nullable) @where stands one that there is not */
} MarchExpressionError;

/** A tile, for reproducing the quantised coordinates of tiled maps. */
typedef struct {
    int z, x, y;
} MarchTile;

/** What one evaluation depends on, and what it leaves behind. */
typedef struct {
    double zoom;                          /**< NaN when there is none */
    const MarchFeature *feature;          /**< (nullable) */
    const MarchStyleValue *id;            /**< (nullable) instead of the feature's */
    const char *geometry_type;            /**< (nullable) instead of the feature's */
    const MarchTile *tile;                /**< (nullable) */
    const MarchValueObject *global_state; /**< (nullable) the style's variables */
    MarchArena *scratch;                  /**< results live here */
    /** (nullable) Whether there is an image @name; without it there is none. */
    gboolean (*has_image)(gpointer data, const char *name);
    gpointer images;   /**< what @has_image is given */
    const char *error; /**< set when the evaluation fails */
    const char *error_key;
    guint work; /**< how often a variable was evaluated: hostile styles */
} MarchEvaluation;

/**
 * Compiles @json, an expression, for @property (NULL: any type, any dependence).
 *
 * Returns: (transfer none), in @arena; NULL with at least one element appended to
 * @errors, an array of MarchExpressionError.
 */
MarchExpression *march_expression_compile(const MarchJson *json,
                                          const MarchStyleProperty *property,
                                          MarchArena *arena,
                                          GArray *errors);
/** Whether @json is an array that begins with the name of an operator. */
gboolean march_expression_is_one(const MarchJson *json);
/** (nullable) The operator that @name was probably meant to be. */
const char *march_expression_suggest(const char *name);

/**
 * Evaluates for @property: null and NaN become its default, an enum's value is
 * checked.
 *
 * Returns: FALSE with @evaluation's error set; @value is then the default.
 */
gboolean march_expression_evaluate(const MarchExpression *expression,
                                   MarchEvaluation *evaluation,
                                   MarchStyleValue *value);

const MarchType *march_expression_get_type(const MarchExpression *expression);
gboolean march_expression_is_feature_constant(const MarchExpression *expression);
gboolean march_expression_is_zoom_constant(const MarchExpression *expression);
/** Whether it reads a variable that the program sets ("figure-..."). */
gboolean march_expression_reads_figure(const MarchExpression *expression);
/** Whether it is one literal value, which is then stored in @value. */
gboolean march_expression_is_literal(const MarchExpression *expression,
                                     MarchStyleValue *value);
/** Adds the names of feature properties read (char *, borrowed) to @names. */
void march_expression_collect_properties(const MarchExpression *expression,
                                         GPtrArray *names);

/** Adds the first font of each list that @expression may evaluate to (char *, owned). */
void march_expression_collect_fonts(const MarchExpression *expression,
                                    GPtrArray *names);
/** As above: @value is a list of fonts or a text with sections. */
void march_style_value_collect_fonts(const MarchStyleValue *value, GPtrArray *names);

/** The text in capitals or small letters, the same in every locale, in @arena. */
const char *
march_text_change_case(const char *text, gboolean to_upper, MarchArena *arena);

/** Rewrites a function of old styles ({"stops": ...}) as an expression. */
gboolean march_function_to_expression(const MarchJson *function,
                                      const MarchStyleProperty *property,
                                      MarchArena *arena,
                                      MarchJson *expression,
                                      GError **error);
/** "Lake {name}" as an expression; strings without tokens stay themselves. */
MarchJson march_tokens_to_expression(const MarchJson *string, MarchArena *arena);
/** Whether a filter is written as an expression (or means the same in both). */
gboolean march_filter_is_expression(const MarchJson *filter);
/** Rewrites a filter of old styles (["==", "class", "lake"]) as an expression. */
MarchJson march_filter_to_expression(const MarchJson *filter, MarchArena *arena);

/**
 * The number or colour for @feature by a short way. FALSE when there is none:
 * march_expression_evaluate() then knows it, or why there is none.
 */
gboolean march_expression_get_number(const MarchExpression *expression,
                                     const MarchFeature *feature,
                                     double *number);
gboolean march_expression_get_color(const MarchExpression *expression,
                                    const MarchFeature *feature,
                                    MarchColor *color);

/**
 * A property that must be a certain text for the filter @expression to hold, when there
 * is such a one: both borrow from the expression.
 */
gboolean march_expression_find_test(const MarchExpression *expression,
                                    const char **property,
                                    const char **text);

#endif
