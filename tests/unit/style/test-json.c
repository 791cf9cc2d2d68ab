/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <string.h>

#include "style/json.h"

static const MarchJson *
parse(const char *text, MarchArena *arena, GError **error)
{
    return march_json_parse(text, strlen(text), "a.json", arena, error);
}

static void
test_positions(void)
{
    g_autoptr(MarchArena) arena = march_arena_new();
    g_autoptr(GError) error = NULL;
    const MarchJson *root =
        parse("{\"é\": [1,\n  {\"b\\\"{\" : true}, \"x\\\\\"]}", arena, &error);
    const MarchJson *list;

    g_assert_no_error(error);
    g_assert_cmpint(root->keys[0].where.column, ==, 2);
    list = march_json_get(root, "é");
    g_assert_nonnull(list);
    g_assert_cmpint(list->where.line, ==, 1);
    g_assert_cmpint(list->where.column, ==, 7);
    g_assert_cmpint(list->items[0].where.column, ==, 8);
    g_assert_cmpint(list->items[1].where.line, ==, 2);
    g_assert_cmpint(list->items[1].where.column, ==, 3);
    g_assert_cmpint(list->items[1].items[0].where.column, ==, 13);
    g_assert_cmpint(list->items[2].where.column, ==, 20);
    g_assert_cmpstr(list->items[2].string, ==, "x\\");
}

static void
test_refuses(void)
{
    static const char *const texts[] = {
        "",    "{",     "{\"a\":1,\"a\":2}", "[1,]", "{'a':1}", "\"\xff\"", "[1] [2]",
        "nan", "1e999",
    };

    for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autoptr(MarchArena) arena = march_arena_new();
        g_autoptr(GError) error = NULL;

        g_assert_null(parse(texts[i], arena, &error));
        g_assert_error(error, MARCH_ERROR, MARCH_ERROR_CONFIG);
        g_assert_cmpstr(march_error_get_location(error).file, ==, "a.json");
    }
}

static void
test_limits_depth(void)
{
    g_autoptr(GString) text = g_string_new(NULL);
    g_autoptr(MarchArena) arena = march_arena_new();
    g_autoptr(GError) error = NULL;

    for (int i = 0; i < MARCH_JSON_DEPTH_MAX + 1; i++) {
        g_string_append_c(text, '[');
    }
    for (int i = 0; i < MARCH_JSON_DEPTH_MAX + 1; i++) {
        g_string_append_c(text, ']');
    }
    g_assert_null(parse(text->str, arena, &error));
    g_assert_error(error, MARCH_ERROR, MARCH_ERROR_LIMIT);
}

static void
test_limits_size(void)
{
    g_autofree char *text = g_strnfill(MARCH_JSON_SIZE_MAX + 1, ' ');
    g_autoptr(MarchArena) arena = march_arena_new();
    g_autoptr(GError) error = NULL;

    g_assert_null(parse(text, arena, &error));
    g_assert_error(error, MARCH_ERROR, MARCH_ERROR_LIMIT);
}

/* ECMA-262, Number::toString. */
static void
test_numbers_as_javascript(void)
{
    static const struct {
        double number;
        const char *text;
    } cases[] = {
        {0, "0"},
        {-0.0, "0"},
        {1, "1"},
        {-12.5, "-12.5"},
        {0.1, "0.1"},
        {1e21, "1e+21"},
        {1e20, "100000000000000000000"},
        {1e-6, "0.000001"},
        {1e-7, "1e-7"},
        {1.5e300, "1.5e+300"},
        {123456789012345680.0, "123456789012345680"},
        {1.0 / 3, "0.3333333333333333"},
        {5e-324, "5e-324"},
    };

    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GString) text = g_string_new(NULL);

        march_json_append_number(text, cases[i].number);
        g_assert_cmpstr(text->str, ==, cases[i].text);
    }
}

static void
test_writes_what_it_read(void)
{
    static const char text[] =
        "{\"a\":[1,null,true,\"\\\"\\n\\u0001é\"],\"b\":{\"c\":-0.25}}";
    g_autoptr(MarchArena) arena = march_arena_new();
    g_autoptr(GString) written = g_string_new(NULL);
    const MarchJson *root = parse(text, arena, NULL);

    g_assert_nonnull(root);
    march_json_append(written, root);
    g_assert_cmpstr(written->str, ==, text);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/style/json/positions", test_positions);
    g_test_add_func("/style/json/refuses", test_refuses);
    g_test_add_func("/style/json/limits-depth", test_limits_depth);
    g_test_add_func("/style/json/limits-size", test_limits_size);
    g_test_add_func("/style/json/numbers-as-javascript", test_numbers_as_javascript);
    g_test_add_func("/style/json/writes-what-it-read", test_writes_what_it_read);
    return g_test_run();
}
