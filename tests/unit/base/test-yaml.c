/* SPDX-License-Identifier: MIT */
#include "base/yaml.h"

#include <string.h>

static MarchYaml *
yaml_parse(const char *text)
{
    g_autoptr(GError) error = NULL;
    MarchYaml *yaml = march_yaml_parse(text, strlen(text), "f.yaml", &error);

    g_assert_no_error(error);
    g_assert_nonnull(yaml);
    return yaml;
}

static void
yaml_assert_error(const char *text,
                  gsize length,
                  MarchErrorCode code,
                  int line,
                  int column,
                  const char *words)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(MarchYaml) yaml = march_yaml_parse(text, length, "f.yaml", &error);
    MarchLocation where = march_error_get_location(error);

    g_assert_null(yaml);
    g_assert_error(error, MARCH_ERROR, (int)code);
    g_test_message("%s", error->message);
    g_assert_nonnull(strstr(error->message, words));
    g_assert_cmpint(where.line, ==, line);
    g_assert_cmpint(where.column, ==, column);
}

static void
test_locates_keys_and_values(void)
{
    g_autoptr(MarchYaml) yaml =
        yaml_parse("title: Ворух\nextent:\n  places: [a,  b]\n");
    const MarchYamlNode *root = march_yaml_get_root(yaml);
    const MarchYamlNode *key = g_ptr_array_index(root->keys, 1);
    const MarchYamlNode *places =
        march_yaml_node_get(march_yaml_node_get(root, "extent"), "places");
    const MarchYamlNode *second = g_ptr_array_index(places->items, 1);

    g_assert_cmpstr(march_yaml_node_get(root, "title")->text, ==, "Ворух");
    g_assert_cmpint(key->where.line, ==, 2);
    g_assert_cmpint(key->where.column, ==, 1);
    g_assert_cmpstr(second->text, ==, "b");
    g_assert_cmpint(second->where.line, ==, 3);
    g_assert_cmpint(second->where.column, ==, 16);
}

static void
test_keeps_scalars_as_text(void)
{
    g_autoptr(MarchYaml) yaml = yaml_parse("[NO, 2021-05-01, 'null', null, ~, 0x10]");
    const MarchYamlNode *root = march_yaml_get_root(yaml);
    static const struct {
        const char *text;
        gboolean is_null;
    } CASES[] = {{"NO", FALSE},
                 {"2021-05-01", FALSE},
                 {"null", FALSE},
                 {"null", TRUE},
                 {"~", TRUE}};

    for (guint i = 0; i < G_N_ELEMENTS(CASES); i++) {
        const MarchYamlNode *item = g_ptr_array_index(root->items, i);

        g_assert_cmpstr(item->text, ==, CASES[i].text);
        g_assert_cmpint(item->is_null, ==, CASES[i].is_null);
    }
}

static void
test_empty_document_has_no_root(void)
{
    g_autoptr(MarchYaml) nothing = yaml_parse("");
    g_autoptr(MarchYaml) comment = yaml_parse("# a comment\n");

    g_assert_null(march_yaml_get_root(nothing));
    g_assert_null(march_yaml_get_root(comment));
}

static void
test_skips_a_byte_order_mark(void)
{
    g_autoptr(MarchYaml) yaml = yaml_parse("\xEF\xBB\xBFtitle: x");

    g_assert_nonnull(march_yaml_node_get(march_yaml_get_root(yaml), "title"));
}

static void
test_refuses(void)
{
    static const struct {
        const char *text;
        MarchErrorCode code;
        int line, column;
        const char *words;
    } CASES[] = {
        {"a: 1\nb: 2\na: 3\n", MARCH_ERROR_CONFIG, 3, 1,
         "duplicate key 'a', first given in line 1"},
        {"a: &x 1\n", MARCH_ERROR_CONFIG, 1, 4, "anchor"},
        {"a: [*x]\n", MARCH_ERROR_CONFIG, 1, 5, "alias"},
        {"a: !!int 1\n", MARCH_ERROR_CONFIG, 1, 4, "tag"},
        {"a: 1\n---\nb: 2\n", MARCH_ERROR_CONFIG, 2, 1, "second document"},
        {"? [a, b]\n: 1\n", MARCH_ERROR_CONFIG, 1, 3, "a key must be a word"},
        {"ключ: \xFF\n", MARCH_ERROR_CONFIG, 1, 7, "not UTF-8 text (byte 0xFF)"},
        {"title: Clashes: the border\n", MARCH_ERROR_CONFIG, 1, 15, "needs quotes"},
        {"size:\n\twidth: 1\n", MARCH_ERROR_CONFIG, 2, 1, "tabs cannot indent"},
        {"title: @x\n", MARCH_ERROR_CONFIG, 1, 8, "needs quotes"},
        {"a: [1, 2\nb: 3\n", MARCH_ERROR_CONFIG, 2, 2, "flow sequence"},
        {"a: \"\\0\"\n", MARCH_ERROR_CONFIG, 1, 4, "0x00"},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_test_message("%s", CASES[i].text);
        yaml_assert_error(CASES[i].text, strlen(CASES[i].text), CASES[i].code,
                          CASES[i].line, CASES[i].column, CASES[i].words);
    }
}

static void
test_limits_depth(void)
{
    g_autofree char *deep = g_strnfill(100000, '[');
    g_autofree char *most = g_strconcat("[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[x",
                                        "]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]", NULL);
    g_autoptr(MarchYaml) yaml = yaml_parse(most);

    g_assert_nonnull(march_yaml_get_root(yaml));
    yaml_assert_error(deep, 100000, MARCH_ERROR_LIMIT, 1, 33, "deeper than 32");
}

static void
test_limits_bytes_and_nodes(void)
{
    g_autofree char *large = g_strnfill(MARCH_YAML_MAX_BYTES + 1, '#');
    g_autoptr(GString) many = g_string_new("");

    for (int i = 0; i < MARCH_YAML_MAX_NODES; i++) {
        g_string_append(many, "- a\n");
    }
    yaml_assert_error(large, MARCH_YAML_MAX_BYTES + 1, MARCH_ERROR_LIMIT, 0, 0,
                      "larger than");
    yaml_assert_error(many->str, many->len, MARCH_ERROR_LIMIT, 50000, 3,
                      "more than 50000");
}

static void
test_set_replaces_and_adds(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(MarchYaml) yaml = yaml_parse("incidents:\n- data: a.csv\n");
    const MarchYamlNode *root;
    const MarchYamlNode *incident;

    g_assert_true(march_yaml_set(yaml, "incidents.0.data=b.csv", &error));
    g_assert_true(march_yaml_set(yaml, "incidents.1={data: c.csv}", &error));
    g_assert_true(march_yaml_set(yaml, "extent.margin=5%", &error));
    g_assert_true(march_yaml_set(yaml, "title=a=b", &error));
    g_assert_true(march_yaml_set(yaml, "style-variables.land=#fff", &error));
    root = march_yaml_get_root(yaml);
    incident = g_ptr_array_index(march_yaml_node_get(root, "incidents")->items, 0);
    g_assert_cmpstr(march_yaml_node_get(incident, "data")->text, ==, "b.csv");
    incident = g_ptr_array_index(march_yaml_node_get(root, "incidents")->items, 1);
    g_assert_cmpstr(march_yaml_node_get(incident, "data")->text, ==, "c.csv");
    g_assert_cmpstr(
        march_yaml_node_get(march_yaml_node_get(root, "extent"), "margin")->text, ==,
        "5%");
    g_assert_cmpstr(march_yaml_node_get(root, "title")->text, ==, "a=b");
    g_assert_cmpstr(
        march_yaml_node_get(march_yaml_node_get(root, "style-variables"), "land")->text,
        ==, "#fff");
}

static void
test_set_refuses_what_is_no_assignment(void)
{
    static const char *const WRONG[] = {"title",    "=x",     "list.7=x",
                                        "list.a=x", "a..b=x", "title=[1"};

    for (gsize i = 0; i < G_N_ELEMENTS(WRONG); i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(MarchYaml) yaml = yaml_parse("list: [1]");

        g_assert_false(march_yaml_set(yaml, WRONG[i], &error));
        g_assert_error(error, MARCH_ERROR, MARCH_ERROR_USAGE);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/base/yaml/locates-keys-and-values", test_locates_keys_and_values);
    g_test_add_func("/base/yaml/keeps-scalars-as-text", test_keeps_scalars_as_text);
    g_test_add_func("/base/yaml/empty-document-has-no-root",
                    test_empty_document_has_no_root);
    g_test_add_func("/base/yaml/skips-a-byte-order-mark", test_skips_a_byte_order_mark);
    g_test_add_func("/base/yaml/refuses", test_refuses);
    g_test_add_func("/base/yaml/limits-depth", test_limits_depth);
    g_test_add_func("/base/yaml/limits-bytes-and-nodes", test_limits_bytes_and_nodes);
    g_test_add_func("/base/yaml/set-replaces-and-adds", test_set_replaces_and_adds);
    g_test_add_func("/base/yaml/set-refuses-what-is-no-assignment",
                    test_set_refuses_what_is_no_assignment);
    return g_test_run();
}
