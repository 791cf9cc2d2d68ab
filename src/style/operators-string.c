/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "expression-private.h"

typedef struct {
    gunichar character;
    const char *replacement;
} CaseException;

/* Characters whose other case is more than one character (Unicode SpecialCasing). */
static const CaseException upper_exceptions[] = {
    {0x00df, "SS"},        {0x0149, "\xca\xbcN"},
    {0x01f0, "J\xcc\x8c"}, {0x0587, "\xd4\xb5\xd5\x92"},
    {0xfb00, "FF"},        {0xfb01, "FI"},
    {0xfb02, "FL"},        {0xfb03, "FFI"},
    {0xfb04, "FFL"},       {0xfb05, "ST"},
    {0xfb06, "ST"},
};

static const CaseException lower_exceptions[] = {{0x0130, "i\xcc\x87"}};

static const char *
find_exception(const CaseException *exceptions, guint count, gunichar character)
{
    for (guint i = 0; i < count; i++) {
        if (exceptions[i].character == character) {
            return exceptions[i].replacement;
        }
    }
    return NULL;
}

/* A capital sigma that ends a word becomes the final form. */
static gboolean
is_final_sigma(const char *text, const char *at)
{
    const char *before = g_utf8_find_prev_char(text, at);
    const char *after = g_utf8_next_char(at);

    return g_utf8_get_char(at) == 0x03a3 && before != NULL &&
           g_unichar_isalpha(g_utf8_get_char(before)) &&
           !(*after != '\0' && g_unichar_isalpha(g_utf8_get_char(after)));
}

/* Not g_utf8_strup(), whose result depends on the user's language. */
const char *
march_text_change_case(const char *text, gboolean to_upper, MarchArena *arena)
{
    g_autoptr(GString) changed = g_string_new(NULL);

    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar character = g_utf8_get_char(at);
        const char *exception =
            to_upper ? find_exception(upper_exceptions, G_N_ELEMENTS(upper_exceptions),
                                      character)
                     : find_exception(lower_exceptions, G_N_ELEMENTS(lower_exceptions),
                                      character);

        if (exception != NULL) {
            g_string_append(changed, exception);
        } else if (to_upper) {
            g_string_append_unichar(changed, g_unichar_toupper(character));
        } else if (is_final_sigma(text, at)) {
            g_string_append_unichar(changed, 0x03c2);
        } else {
            g_string_append_unichar(changed, g_unichar_tolower(character));
        }
    }
    return march_arena_strndup(arena, changed->str, changed->len);
}

static gboolean
evaluate_case_change(const MarchExpression *self,
                     MarchEvaluation *evaluation,
                     MarchStyleValue *value)
{
    const MarchOperator *definition = self->data;

    if (!march_expression_argument(self, 0, evaluation, value)) {
        return FALSE;
    }
    *value = march_style_value_string(march_text_change_case(
        value->plain.as.string, definition->variant == 1, evaluation->scratch));
    return TRUE;
}

static gboolean
evaluate_concat(const MarchExpression *self,
                MarchEvaluation *evaluation,
                MarchStyleValue *value)
{
    const char **parts =
        march_arena_array0(evaluation->scratch, const char *, self->n_args);
    gsize total = 0;
    char *text, *end;

    for (guint i = 0; i < self->n_args; i++) {
        if (!march_expression_argument(self, i, evaluation, value)) {
            return FALSE;
        }
        parts[i] = march_style_value_to_string(value, evaluation->scratch);
        total += strlen(parts[i]);
    }
    text = march_arena_alloc(evaluation->scratch, total + 1);
    end = text;
    *end = '\0';
    for (guint i = 0; i < self->n_args; i++) {
        end = g_stpcpy(end, parts[i]);
    }
    *value = march_style_value_string(text);
    return TRUE;
}

/* An empty separator parts between characters. */
static const char *
next_separator(const char *text, const char *separator)
{
    if (*separator != '\0') {
        return strstr(text, separator);
    }
    if (*text == '\0' || *g_utf8_next_char(text) == '\0') {
        return NULL;
    }
    return g_utf8_next_char(text);
}

static gboolean
evaluate_split(const MarchExpression *self,
               MarchEvaluation *evaluation,
               MarchStyleValue *value)
{
    MarchStyleValue text, separator;
    g_autoptr(GArray) parts = g_array_new(FALSE, FALSE, sizeof(MarchValue));
    const char *start;

    if (!march_expression_argument(self, 0, evaluation, &text) ||
        !march_expression_argument(self, 1, evaluation, &separator)) {
        return FALSE;
    }
    start = text.plain.as.string;
    while (*start != '\0' || *separator.plain.as.string != '\0') {
        const char *stop = next_separator(start, separator.plain.as.string);
        MarchValue part = march_value_string(
            march_arena_strndup(evaluation->scratch, start,
                                stop != NULL ? (gsize)(stop - start) : strlen(start)));

        g_array_append_val(parts, part);
        if (stop == NULL) {
            break;
        }
        start = stop + strlen(separator.plain.as.string);
    }
    *value = march_style_value_plain(march_style_array(
        evaluation->scratch, (const MarchValue *)(gpointer)parts->data, parts->len));
    return TRUE;
}

static gboolean
evaluate_join(const MarchExpression *self,
              MarchEvaluation *evaluation,
              MarchStyleValue *value)
{
    MarchStyleValue list, separator;
    g_autoptr(GString) joined = g_string_new(NULL);

    if (!march_expression_argument(self, 0, evaluation, &list) ||
        !march_expression_argument(self, 1, evaluation, &separator)) {
        return FALSE;
    }
    for (gsize i = 0; i < list.plain.as.array->length; i++) {
        const MarchStyleValue item =
            march_style_value_plain(list.plain.as.array->items[i]);

        g_string_append(joined, i > 0 ? separator.plain.as.string : "");
        g_string_append(joined,
                        march_style_value_to_string(&item, evaluation->scratch));
    }
    *value = march_style_value_string(
        march_arena_strndup(evaluation->scratch, joined->str, joined->len));
    return TRUE;
}

static const MarchOperator operators[] = {
    {.name = "concat",
     .type = MARCH_TYPE_STRING,
     .n_signatures = 1,
     .signatures = {{MARCH_VARARGS, {MARCH_TYPE_VALUE}, evaluate_concat, 0}}},
    {.name = "upcase",
     .type = MARCH_TYPE_STRING,
     .n_signatures = 1,
     .signatures = {{1, {MARCH_TYPE_STRING}, evaluate_case_change, 0}},
     .variant = 1},
    {.name = "downcase",
     .type = MARCH_TYPE_STRING,
     .n_signatures = 1,
     .signatures = {{1, {MARCH_TYPE_STRING}, evaluate_case_change, 0}}},
    {.name = "split",
     .type = MARCH_TYPE_ARRAY,
     .array_item = MARCH_TYPE_STRING,
     .n_signatures = 1,
     .signatures = {{2, {MARCH_TYPE_STRING, MARCH_TYPE_STRING}, evaluate_split, 0}}},
    {.name = "join",
     .type = MARCH_TYPE_STRING,
     .array_item = MARCH_TYPE_STRING,
     .n_signatures = 1,
     .signatures = {{2, {MARCH_TYPE_ARRAY, MARCH_TYPE_STRING}, evaluate_join, 0}}},
};

const MarchOperatorTable march_operators_string = {operators, G_N_ELEMENTS(operators)};
