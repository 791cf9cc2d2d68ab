/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "expression-private.h"
#include "number-format.h"

/* ---- image ---- */

static gboolean
evaluate_image(const MarchExpression *self,
               MarchEvaluation *evaluation,
               MarchStyleValue *value)
{
    return march_expression_argument(self, 0, evaluation, value) &&
           march_style_value_convert(value, MARCH_TYPE_IMAGE, evaluation->scratch,
                                     value);
}

static MarchExpression *
parse_image(const MarchParser *parser, const MarchOperator *self, const MarchJson *args)
{
    MarchExpression *name;

    if (args->length != 2) {
        return march_parser_fail(parser, "Expected two arguments.");
    }
    name = march_parser_parse_argument(parser, args, 1,
                                       march_type_simple(MARCH_TYPE_STRING));
    if (name == NULL) {
        return march_parser_fail(parser, "No image name provided.");
    }
    return march_expression_new(parser, self, march_type_simple(MARCH_TYPE_IMAGE),
                                evaluate_image, &name, 1);
}

/* ---- format ---- */

/** Which argument of the node holds what of a section; 0 for what is not given. */
typedef struct {
    guint content; /**< counts from 0, always given */
    guint scale, font, color, align;
} Section;

typedef struct {
    guint n_sections;
    Section *sections;
} Format;

static MarchValue
join_fonts(const MarchValue *fonts, MarchArena *arena)
{
    g_autoptr(GString) text = g_string_new(NULL);

    for (gsize i = 0; i < fonts->as.array->length; i++) {
        g_string_append(text, i > 0 ? "," : "");
        g_string_append(text, fonts->as.array->items[i].as.string);
    }
    return march_value_string(march_arena_strndup(arena, text->str, text->len));
}

static MarchValue
describe_image(const MarchStyleValue *image, MarchArena *arena)
{
    static const char *const keys[] = {"name", "available"};
    MarchValueObject *object = march_arena_new0(arena, MarchValueObject);
    MarchValue *values = march_arena_array0(arena, MarchValue, 2);

    values[0] = image->plain;
    values[1] = march_value_boolean(FALSE);
    *object = (MarchValueObject){2, keys, values};
    return (MarchValue){.type = MARCH_VALUE_OBJECT, .as.object = object};
}

static gboolean
read_option(const MarchExpression *self,
            guint index,
            MarchEvaluation *evaluation,
            MarchValue *option)
{
    MarchStyleValue value;

    *option = MARCH_VALUE_NONE;
    if (index == 0) {
        return TRUE;
    }
    if (!march_expression_argument(self, index, evaluation, &value)) {
        return FALSE;
    }
    *option = value.plain;
    return TRUE;
}

static gboolean
evaluate_section(const MarchExpression *self,
                 const Section *section,
                 MarchEvaluation *evaluation,
                 MarchValue *item)
{
    static const char *const keys[] = {"text",      "image",     "scale",
                                       "fontStack", "textColor", "verticalAlign"};
    MarchValueObject *object = march_arena_new0(evaluation->scratch, MarchValueObject);
    MarchValue *values =
        march_arena_array0(evaluation->scratch, MarchValue, G_N_ELEMENTS(keys));
    MarchStyleValue content;

    if (!march_expression_argument(self, section->content, evaluation, &content) ||
        !read_option(self, section->align, evaluation, &values[5])) {
        return FALSE;
    }
    if (content.special == MARCH_SPECIAL_IMAGE) {
        values[0] = march_value_string("");
        values[1] = describe_image(&content, evaluation->scratch);
    } else {
        values[0] = march_value_string(
            march_style_value_to_string(&content, evaluation->scratch));
        if (!read_option(self, section->scale, evaluation, &values[2]) ||
            !read_option(self, section->font, evaluation, &values[3]) ||
            !read_option(self, section->color, evaluation, &values[4])) {
            return FALSE;
        }
        if (values[3].type == MARCH_VALUE_ARRAY) {
            values[3] = join_fonts(&values[3], evaluation->scratch);
        }
    }
    *object = (MarchValueObject){G_N_ELEMENTS(keys), keys, values};
    *item = (MarchValue){.type = MARCH_VALUE_OBJECT, .as.object = object};
    return TRUE;
}

static gboolean
evaluate_format(const MarchExpression *self,
                MarchEvaluation *evaluation,
                MarchStyleValue *value)
{
    const Format *format = self->data;
    MarchValue *items =
        march_arena_array0(evaluation->scratch, MarchValue, format->n_sections);

    for (guint i = 0; i < format->n_sections; i++) {
        if (!evaluate_section(self, &format->sections[i], evaluation, &items[i])) {
            return FALSE;
        }
    }
    value->plain = march_style_array(evaluation->scratch, items, format->n_sections);
    value->special = MARCH_SPECIAL_FORMATTED;
    return TRUE;
}

/** A format expression while it is parsed. */
typedef struct {
    const MarchParser *parser;
    GPtrArray *parts; /**< of MarchExpression, borrowed */
} FormatParser;

/* Falsy options count as not given. */
static gboolean
is_given(const MarchJson *json)
{
    return json != NULL && json->type != MARCH_JSON_NULL &&
           !(json->type == MARCH_JSON_BOOLEAN && !json->boolean) &&
           !(json->type == MARCH_JSON_NUMBER && !(json->number < 0) &&
             !(json->number > 0)) &&
           !(json->type == MARCH_JSON_STRING && *json->string == '\0');
}

/* Options have the key of the first argument, as in the reference. */
static gboolean
parse_option(FormatParser *self,
             const MarchJson *options,
             const char *name,
             const MarchType *type,
             guint *index)
{
    const MarchJson *json = march_json_get(options, name);
    MarchExpression *part;

    if (!is_given(json)) {
        return TRUE;
    }
    part = march_parser_parse(self->parser, json, 1, type, self->parser->scope,
                              MARCH_ANNOTATE_DEFAULT);
    if (part == NULL) {
        return FALSE;
    }
    *index = self->parts->len;
    g_ptr_array_add(self->parts, part);
    return TRUE;
}

static gboolean
check_align(const FormatParser *self, const MarchJson *options)
{
    static const char *const values[] = {"bottom", "center", "top", NULL};
    const MarchJson *align = march_json_get(options, "vertical-align");

    if (is_given(align) && align->type == MARCH_JSON_STRING &&
        !g_strv_contains(values, align->string)) {
        march_parser_fail(
            self->parser,
            "'vertical-align' must be one of: 'bottom', 'center', 'top' but "
            "found '%s' instead.",
            align->string);
        return FALSE;
    }
    return TRUE;
}

static gboolean
parse_section_options(FormatParser *self, const MarchJson *options, Section *section)
{
    const MarchType *fonts =
        march_type_array(self->parser->compilation->arena,
                         march_type_simple(MARCH_TYPE_STRING), MARCH_TYPE_ANY_LENGTH);

    return parse_option(self, options, "font-scale",
                        march_type_simple(MARCH_TYPE_NUMBER), &section->scale) &&
           parse_option(self, options, "text-font", fonts, &section->font) &&
           parse_option(self, options, "text-color",
                        march_type_simple(MARCH_TYPE_COLOR), &section->color) &&
           check_align(self, options) &&
           parse_option(self, options, "vertical-align",
                        march_type_simple(MARCH_TYPE_STRING), &section->align);
}

static gboolean
parse_content(FormatParser *self, const MarchJson *json, Section *section)
{
    MarchExpression *content =
        march_parser_parse(self->parser, json, 1, march_type_simple(MARCH_TYPE_VALUE),
                           self->parser->scope, MARCH_ANNOTATE_DEFAULT);

    if (content == NULL) {
        return FALSE;
    }
    if (content->type->kind != MARCH_TYPE_STRING &&
        content->type->kind != MARCH_TYPE_VALUE &&
        content->type->kind != MARCH_TYPE_NULL &&
        content->type->kind != MARCH_TYPE_IMAGE) {
        march_parser_fail(
            self->parser,
            "Formatted text type must be 'string', 'value', 'image' or 'null'.");
        return FALSE;
    }
    section->content = self->parts->len;
    g_ptr_array_add(self->parts, content);
    return TRUE;
}

static MarchExpression *
parse_format(const MarchParser *parser,
             const MarchOperator *self,
             const MarchJson *args)
{
    MarchArena *arena = parser->compilation->arena;
    g_autoptr(GPtrArray) parts = g_ptr_array_new();
    FormatParser format_parser = {parser, parts};
    Format *format = march_arena_new0(arena, Format);
    gboolean may_be_options = FALSE;
    MarchExpression *node;

    if (args->length < 2) {
        return march_parser_fail(parser, "Expected at least one argument.");
    }
    if (args->items[1].type == MARCH_JSON_OBJECT ||
        args->items[1].type == MARCH_JSON_NULL) {
        return march_parser_fail(parser,
                                 "First argument must be an image or text section.");
    }
    format->sections = march_arena_array0(arena, Section, args->length);
    for (guint i = 1; i < args->length; i++) {
        gboolean ok;

        if (may_be_options && args->items[i].type == MARCH_JSON_NULL) {
            return march_parser_fail(parser, "Options of a section must be an object.");
        }
        if (may_be_options && args->items[i].type == MARCH_JSON_OBJECT) {
            may_be_options = FALSE;
            ok = parse_section_options(&format_parser, &args->items[i],
                                       &format->sections[format->n_sections - 1]);
        } else {
            may_be_options = TRUE;
            ok = parse_content(&format_parser, &args->items[i],
                               &format->sections[format->n_sections++]);
        }
        if (!ok) {
            return NULL;
        }
    }
    node = march_expression_new(
        parser, self, march_type_simple(MARCH_TYPE_FORMATTED), evaluate_format,
        (MarchExpression *const *)(gpointer)parts->pdata, parts->len);
    node->data = format;
    return node;
}

/* ---- number-format ---- */

/** Which argument holds which option; 0 for those not given. */
typedef struct {
    guint locale, currency, unit, minimum, maximum;
} NumberFormat;

static gboolean
read_text(const MarchExpression *self,
          guint index,
          MarchEvaluation *evaluation,
          const char **text)
{
    MarchValue value;

    if (!read_option(self, index, evaluation, &value)) {
        return FALSE;
    }
    *text = value.type == MARCH_VALUE_STRING ? value.as.string : NULL;
    return TRUE;
}

static gboolean
evaluate_number_format(const MarchExpression *self,
                       MarchEvaluation *evaluation,
                       MarchStyleValue *value)
{
    const NumberFormat *which = self->data;
    MarchNumberFormat options = {.minimum_digits = -1, .maximum_digits = -1};
    MarchValue minimum, maximum;
    g_autofree char *text = NULL;

    if (!march_expression_argument(self, 0, evaluation, value) ||
        !read_text(self, which->locale, evaluation, &options.locale) ||
        !read_text(self, which->currency, evaluation, &options.currency) ||
        !read_text(self, which->unit, evaluation, &options.unit) ||
        !read_option(self, which->minimum, evaluation, &minimum) ||
        !read_option(self, which->maximum, evaluation, &maximum)) {
        return FALSE;
    }
    if (minimum.type == MARCH_VALUE_NUMBER) {
        options.minimum_digits = (int)CLAMP(minimum.as.number, 0, 100);
    }
    if (maximum.type == MARCH_VALUE_NUMBER) {
        options.maximum_digits = (int)CLAMP(maximum.as.number, 0, 100);
    }
    if (options.maximum_digits >= 0 &&
        options.minimum_digits > options.maximum_digits) {
        return march_evaluation_fail(evaluation, self,
                                     "maximumFractionDigits value is out of range.");
    }
    text = march_number_format(value->plain.as.number, &options);
    *value = march_style_value_string(march_arena_strdup(evaluation->scratch, text));
    return TRUE;
}

static MarchExpression *
parse_number_format(const MarchParser *parser,
                    const MarchOperator *self,
                    const MarchJson *args)
{
    const MarchType *string = march_type_simple(MARCH_TYPE_STRING);
    const MarchType *number = march_type_simple(MARCH_TYPE_NUMBER);
    g_autoptr(GPtrArray) parts = g_ptr_array_new();
    FormatParser options_parser = {parser, parts};
    NumberFormat *which = march_arena_new0(parser->compilation->arena, NumberFormat);
    const MarchJson *options;
    MarchExpression *node;

    if (args->length != 3) {
        return march_parser_fail(parser, "Expected two arguments.");
    }
    node = march_parser_parse_argument(parser, args, 1, number);
    if (node == NULL) {
        return NULL;
    }
    g_ptr_array_add(parts, node);
    options = &args->items[2];
    if (options->type != MARCH_JSON_OBJECT) {
        return march_parser_fail(parser,
                                 "NumberFormat options argument must be an object.");
    }
    if (!parse_option(&options_parser, options, "locale", string, &which->locale) ||
        !parse_option(&options_parser, options, "currency", string, &which->currency) ||
        !parse_option(&options_parser, options, "unit", string, &which->unit)) {
        return NULL;
    }
    if (which->currency != 0 && which->unit != 0) {
        return march_parser_fail(
            parser,
            "NumberFormat options `currency` and `unit` are mutually exclusive");
    }
    if (!parse_option(&options_parser, options, "min-fraction-digits", number,
                      &which->minimum) ||
        !parse_option(&options_parser, options, "max-fraction-digits", number,
                      &which->maximum)) {
        return NULL;
    }
    node = march_expression_new(parser, self, string, evaluate_number_format,
                                (MarchExpression *const *)(gpointer)parts->pdata,
                                parts->len);
    node->data = which;
    return node;
}

static const MarchOperator operators[] = {
    {.name = "image", .parse = parse_image},
    {.name = "format", .parse = parse_format},
    {.name = "number-format", .parse = parse_number_format},
};

const MarchOperatorTable march_operators_format = {operators, G_N_ELEMENTS(operators)};
