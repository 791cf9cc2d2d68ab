/* SPDX-License-Identifier: MIT */
/* Cases of our own: an expression, a feature, what comes out. */
#include <string.h>

#include "style/eval-line.h"

typedef struct {
    const char *name;
    const char *expression;
    const char *type; /**< (nullable) of the property */
    const char *globals;
    const char *feature;
    const char *output; /**< as JSON */
} Case;

static const Case cases[] = {
    {"literal", "[\"literal\",[1,\"a\",null]]", NULL, "{}", "{}", "[1,\"a\",null]"},
    {"get-missing", "[\"get\",\"x\"]", NULL, "{}", "{}", "null"},
    {"get-nested", "[\"get\",\"a\",[\"get\",\"o\"]]", NULL, "{}",
     "{\"properties\":{\"o\":{\"a\":7}}}", "7"},
    {"has", "[\"has\",\"x\"]", NULL, "{}", "{\"properties\":{\"x\":null}}", "true"},
    {"at", "[\"at\",1,[\"literal\",[4,5]]]", NULL, "{}", "{}", "5"},
    {"in-text", "[\"in\",\"ру\",\"Ворух\"]", NULL, "{}", "{}", "true"},
    {"index-of-surrogates", "[\"index-of\",\"b\",\"a😀b\"]", NULL, "{}", "{}", "2"},
    {"slice-from-end", "[\"slice\",\"Ворух\",-2]", NULL, "{}", "{}", "\"ух\""},
    {"length-characters", "[\"length\",\"Ош😀\"]", NULL, "{}", "{}", "3"},
    {"sum-of-none", "[\"+\"]", NULL, "{}", "{}", "0"},
    {"round-half-away", "[\"round\",-2.5]", NULL, "{}", "{}", "-3"},
    {"remainder", "[\"%\",-7,3]", NULL, "{}", "{}", "-1"},
    {"power-of-one", "[\"^\",1,[\"/\",1,0]]", NULL, "{}", "{}", "null"},
    {"case", "[\"case\",[\"==\",[\"get\",\"x\"],1],\"one\",\"other\"]", NULL, "{}",
     "{\"properties\":{\"x\":1}}", "\"one\""},
    {"match-many-labels", "[\"match\",[\"get\",\"x\"],[3,1,2],\"low\",\"high\"]", NULL,
     "{}", "{\"properties\":{\"x\":2}}", "\"low\""},
    {"match-other-type", "[\"match\",[\"get\",\"x\"],[\"1\"],\"text\",\"other\"]", NULL,
     "{}", "{\"properties\":{\"x\":1}}", "\"other\""},
    {"coalesce", "[\"coalesce\",[\"get\",\"x\"],[\"get\",\"y\"],3]", NULL, "{}",
     "{\"properties\":{\"y\":2}}", "2"},
    {"let", "[\"let\",\"a\",2,[\"*\",[\"var\",\"a\"],[\"var\",\"a\"]]]", NULL, "{}",
     "{}", "4"},
    {"step", "[\"step\",[\"get\",\"x\"],\"a\",0,\"b\",10,\"c\"]", NULL, "{}",
     "{\"properties\":{\"x\":9.9}}", "\"b\""},
    {"interpolate-exponential",
     "[\"interpolate\",[\"exponential\",2],[\"zoom\"],0,0,2,3]", "number",
     "{\"zoom\":1}", "{}", "1"},
    {"interpolate-color",
     "[\"interpolate\",[\"linear\"],[\"zoom\"],0,\"#000\",2,\"#fff\"]", "color",
     "{\"zoom\":1}", "{}", "[0.5,0.5,0.5,1]"},
    {"interpolate-array",
     "[\"interpolate\",[\"linear\"],[\"get\",\"x\"],0,[\"literal\",[0,0]],2,[\"literal\",[2,4]]]",
     NULL, "{}", "{\"properties\":{\"x\":1}}", "[1,2]"},
    {"color-premultiplied", "[\"rgba\",255,0,0,0.5]", "color", "{}", "{}",
     "[0.5,0,0,0.5]"},
    {"upcase-sharp-s", "[\"upcase\",\"straße\"]", NULL, "{}", "{}", "\"STRASSE\""},
    {"downcase-final-sigma", "[\"downcase\",\"ΟΔΟΣ\"]", NULL, "{}", "{}", "\"οδος\""},
    {"split-empty", "[\"split\",\"\",\"\"]", NULL, "{}", "{}", "[]"},
    {"split-characters", "[\"split\",\"оша\",\"\"]", NULL, "{}", "{}",
     "[\"о\",\"ш\",\"а\"]"},
    {"split-and-join", "[\"join\",[\"split\",\"a, b, c\",\", \"],\"/\"]", NULL, "{}",
     "{}", "\"a/b/c\""},
    {"to-number-of-text", "[\"to-number\",\" 0x10 \"]", NULL, "{}", "{}", "16"},
    {"to-string-of-object", "[\"to-string\",[\"literal\",{\"a\":[1]}]]", NULL, "{}",
     "{}", "\"{\\\"a\\\":[1]}\""},
    {"typeof-array", "[\"typeof\",[\"literal\",[1,2]]]", NULL, "{}", "{}",
     "\"array<number, 2>\""},
    {"number-format", "[\"number-format\",-1234567.895,{\"max-fraction-digits\":2}]",
     NULL, "{}", "{}", "\"-1,234,567.9\""},
    {"number-format-russian",
     "[\"number-format\",12345.5,{\"locale\":\"ru\",\"min-fraction-digits\":2}]", NULL,
     "{}", "{}", "\"12\u00a0345,50\""},
    {"error-at-run-time", "[\"number\",[\"get\",\"x\"]]", NULL, "{}",
     "{\"properties\":{\"x\":\"a\"}}",
     "{\"error\":\"Expected value to be of type number, but found string instead.\"}"},
    {"enum-checked", "[\"get\",\"x\"]", "enum", "{}",
     "{\"properties\":{\"x\":\"bevel\"}}", "\"bevel\""},
};

static char *
evaluate(const Case *item)
{
    g_autoptr(GString) line = g_string_new("{\"id\":1,\"expression\":");
    g_autoptr(GString) answer = g_string_new(NULL);
    g_autoptr(GError) error = NULL;

    g_string_append(line, item->expression);
    g_string_append_printf(
        line,
        ",\"propertySpec\":{\"type\":\"%s\",\"values\":{\"bevel\":{},\"round\":{}},"
        "\"property-type\":\"data-driven\",\"expression\":{\"interpolated\":true,"
        "\"parameters\":[\"zoom\",\"feature\"]}}",
        item->type != NULL ? item->type : "");
    g_string_append_printf(line, ",\"inputs\":[[%s,%s]]}", item->globals,
                           item->feature);
    g_assert_true(march_style_eval_line(line->str, line->len, answer, &error));
    g_assert_no_error(error);
    return g_strdup(answer->str);
}

static void
test_case(gconstpointer data)
{
    const Case *item = data;
    g_autofree char *answer = evaluate(item);
    const char *outputs = strstr(answer, "\"outputs\":[");
    g_autofree char *expected = g_strdup_printf("\"outputs\":[%s]}", item->output);

    g_assert_nonnull(outputs);
    g_assert_cmpstr(outputs, ==, expected);
}

static const struct {
    const char *name;
    const char *expression;
    const char *error; /**< key and message as JSON */
} refusals[] = {
    {"unknown-operator", "[\"gett\",\"x\"]",
     "{\"key\":\"[0]\",\"error\":\"Unknown expression \\\"gett\\\". If you wanted a literal "
     "array, use [\\\"literal\\\", [...]].\"}"},
    {"wrong-type", "[\"+\",1,[\"concat\",\"a\"]]",
     "{\"key\":\"[2]\",\"error\":\"Expected number but found string instead.\"}"},
    {"bare-object", "[\"+\",{\"a\":1}]",
     "{\"key\":\"[1]\",\"error\":\"Bare objects invalid. Use [\\\"literal\\\", {...}] "
     "instead.\"}"},
    {"unbound-variable", "[\"var\",\"x\"]",
     "{\"key\":\"[1]\",\"error\":\"Unknown variable \\\"x\\\". Make sure \\\"x\\\" has been "
     "bound in an enclosing \\\"let\\\" expression before using it.\"}"},
    {"stops-not-ascending", "[\"step\",[\"get\",\"x\"],0,2,1,1,2]",
     "{\"key\":\"[5]\",\"error\":\"Input/output pairs for \\\"step\\\" expressions must be "
     "arranged with input values in strictly ascending order.\"}"},
    {"constant-that-fails", "[\"to-color\",\"nonsense\"]",
     "{\"key\":\"\",\"error\":\"Could not parse color from value 'nonsense'\"}"},
};

static void
test_refusal(gconstpointer data)
{
    guint index = GPOINTER_TO_UINT(data);
    const Case item = {"", refusals[index].expression, NULL, "{}", "{}", ""};
    g_autofree char *answer = evaluate(&item);
    const char *errors = strstr(answer, "\"errors\":[");
    g_autofree char *expected =
        g_strdup_printf("\"errors\":[%s]}}", refusals[index].error);

    g_assert_nonnull(errors);
    g_assert_cmpstr(errors, ==, expected);
}

/* Each level doubles the work of the one before: stopped, not waited for. */
static void
test_nested_variables_are_stopped(void)
{
    g_autoptr(GString) expression = g_string_new(NULL);
    g_autofree char *answer = NULL;
    Case item = {"", NULL, NULL, "{}", "{\"properties\":{\"x\":1}}", ""};

    g_string_append(expression, "[\"let\",\"a\",[\"get\",\"x\"],");
    for (char name = 'b'; name < 'a' + 25; name++) {
        char before = (char)(name - 1);

        g_string_append_printf(
            expression, "[\"let\",\"%c\",[\"+\",[\"var\",\"%c\"],[\"var\",\"%c\"]],",
            name, before, before);
    }
    g_string_append(expression, "[\"var\",\"y\"]");
    for (int i = 0; i < 25; i++) {
        g_string_append_c(expression, ']');
    }
    item.expression = expression->str;
    answer = evaluate(&item);
    g_assert_nonnull(strstr(answer, "takes too long"));
}

/* Each level is tried three times, so the whole would take for ever. */
static void
test_nested_mistakes_are_stopped(void)
{
    g_autoptr(GString) expression = g_string_new(NULL);
    g_autofree char *answer = NULL;
    Case item = {"", NULL, NULL, "{}", "{}", ""};

    for (int i = 0; i < 40; i++) {
        g_string_append(expression, "[\"all\",true,");
    }
    g_string_append(expression, "1");
    for (int i = 0; i < 40; i++) {
        g_string_append_c(expression, ']');
    }
    item.expression = expression->str;
    answer = evaluate(&item);
    g_assert_nonnull(strstr(answer, "\"result\":\"error\""));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *path =
            g_strdup_printf("/style/expression/evaluates/%s", cases[i].name);

        g_test_add_data_func(path, &cases[i], test_case);
    }
    for (guint i = 0; i < G_N_ELEMENTS(refusals); i++) {
        g_autofree char *path =
            g_strdup_printf("/style/expression/refuses/%s", refusals[i].name);

        g_test_add_data_func(path, GUINT_TO_POINTER(i), test_refusal);
    }
    g_test_add_func("/style/expression/nested-variables-are-stopped",
                    test_nested_variables_are_stopped);
    g_test_add_func("/style/expression/nested-mistakes-are-stopped",
                    test_nested_mistakes_are_stopped);
    return g_test_run();
}
