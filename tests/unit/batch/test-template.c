/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/error.h"
#include "batch/template.h"

typedef struct {
    MarchFeatures *features;
    const MarchFeature *rows[2];
    MarchTemplateRow row;
} Fixture;

static MarchFeature *
row_add(Fixture *fixture)
{
    MarchGeometry *geometry = march_geometry_new(MARCH_GEOMETRY_POINT);

    return march_features_add(fixture->features, geometry);
}

static void
set_up(Fixture *fixture, gconstpointer data)
{
    MarchFeature *first, *second;

    (void)data;
    fixture->features = march_features_new();
    first = row_add(fixture);
    march_features_set_string(fixture->features, first, "Name", "Talas");
    march_features_set_number(fixture->features, first, "week", 17);
    march_features_set_number(fixture->features, first, "share", 0.25);
    march_features_set_boolean(fixture->features, first, "open", TRUE);
    second = row_add(fixture);
    march_features_set_string(fixture->features, second, "day", "2021-01-03T04:05");
    march_features_set_string(fixture->features, second, "name", "Naryn");
    fixture->rows[0] = march_features_get(fixture->features, 0);
    fixture->rows[1] = march_features_get(fixture->features, 1);
    fixture->row = (MarchTemplateRow){fixture->rows, 1, 7};
}

static void
tear_down(Fixture *fixture, gconstpointer data)
{
    (void)data;
    march_features_free(fixture->features);
}

typedef struct {
    const char *text, *expected; /* NULL: an error */
    guint n_features;
} Expansion;

static void
test_expand(Fixture *fixture, gconstpointer data)
{
    const Expansion *expansion = data;
    g_autoptr(GError) error = NULL;
    g_autofree char *text = NULL;

    fixture->row.n_features = expansion->n_features;
    text = march_template_expand(expansion->text, &fixture->row, MARCH_LOCATION_NONE,
                                 &error);
    g_assert_cmpstr(text, ==, expansion->expected);
    g_assert_true((text == NULL) == (error != NULL));
}

typedef struct {
    const char *text, *expected;
} Name;

static void
test_name(gconstpointer data)
{
    const Name *name = data;
    g_autofree char *made = march_template_file_name(name->text);

    g_assert_cmpstr(made, ==, name->expected);
}

static void
test_long_name(void)
{
    g_autofree char *text = g_strnfill(4000, 'x');
    g_autofree char *made = march_template_file_name(text);

    g_assert_cmpuint(strlen(made), <=, 150);
    g_assert_cmpuint(strlen(made), >, 100);
}

static void
test_long_name_ends_between_letters(void)
{
    g_autoptr(GString) text = g_string_new("x");
    g_autofree char *made = NULL;

    for (int i = 0; i < 200; i++) {
        g_string_append(text, "Ж");
    }
    made = march_template_file_name(text->str);
    g_assert_true(g_utf8_validate(made, -1, NULL));
}

int
main(int argc, char **argv)
{
    static const Expansion EXPANSIONS[] = {
        {"plain", "plain", 1},
        {"in {name}!", "in Talas!", 1},
        {"{ NAME }", "Talas", 1},
        {"{name}", "Naryn", 2}, /* the later table is asked first */
        {"{week}/{share}/{open}", "17/0.25/true", 1},
        {"{day:%Y%m%d}", "20210103", 2},
        {"{day:%Y-W%V, day %j}", "2021-W53, day 003", 2},
        {"{{name}} is {name}", "{name} is Talas", 1},
        {"{row}", "0007", 1},
        {"", "", 1},
        {"{city}", NULL, 1},
        {"{name", NULL, 1},
        {"{name:%Y}", NULL, 1},
        {"{day:%H}", NULL, 2},
        {"{day:%}", NULL, 2},
        {"{}", NULL, 1},
    };
    static const Name NAMES[] = {
        {"Talas", "Talas"},
        {"Osh / Jalal-Abad", "Osh-Jalal-Abad"},
        {"../../etc", "etc"},
        {"..", NULL},
        {"Исфара (город)", "Исфара-город"},
        {"a\nb\tc", "a-b-c"},
        {".hidden", "hidden"},
        {"-rf", "rf"},
        {"", NULL},
        {"???", NULL},
        {"a..b", "a..b"},
    };

    g_test_init(&argc, &argv, NULL);
    for (gsize i = 0; i < G_N_ELEMENTS(EXPANSIONS); i++) {
        g_autofree char *path =
            g_strdup_printf("/batch/template/expand/%" G_GSIZE_FORMAT, i);

        g_test_add(path, Fixture, &EXPANSIONS[i], set_up, test_expand, tear_down);
    }
    for (gsize i = 0; i < G_N_ELEMENTS(NAMES); i++) {
        g_autofree char *path =
            g_strdup_printf("/batch/template/file-name/%" G_GSIZE_FORMAT, i);

        g_test_add_data_func(path, &NAMES[i], test_name);
    }
    g_test_add_func("/batch/template/long-name-is-cut", test_long_name);
    g_test_add_func("/batch/template/long-name-ends-between-letters",
                    test_long_name_ends_between_letters);
    return g_test_run();
}
