/* SPDX-License-Identifier: MIT */
/* docs/figure-file.md says of every key what the program does. */
#include "base/file.h"
#include "spec/schema.h"

#include <string.h>

static char *
default_describe(const MarchKey *key)
{
    if (key->is_required) {
        return g_strdup("required");
    }
    if (key->fallback != NULL) {
        return g_strdup_printf("`%s`", key->fallback);
    }
    return g_strdup(key->otherwise);
}

static char *
row_expect(const MarchKey *key)
{
    g_autofree char *type = march_key_describe_type(key);
    g_autofree char *fallback = default_describe(key);

    return g_strdup_printf("| `%s` | %s | %s | %s |", key->name, type, fallback,
                           key->summary);
}

/* The part of @page under the heading that names @table, or NULL. */
static char *
section_find(const char *page, const MarchKeyTable *table)
{
    g_autofree char *mark = g_strdup_printf("<!-- keys: %s -->\n", table->name);
    const char *start = strstr(page, mark);
    const char *end;

    if (start == NULL) {
        return NULL;
    }
    end = strstr(start + 1, "<!-- keys: ");
    return end != NULL ? g_strndup(start, (gsize)(end - start)) : g_strdup(start);
}

static void
test_names_every_key(void)
{
    g_autoptr(GError) error = NULL;
    gsize length = 0;
    g_autofree char *page = march_file_read(
        MARCH_TEST_SOURCE_DIR "/docs/figure-file.md", 1 << 20, &length, &error);
    const MarchKeyTable *const *tables = march_key_tables();

    g_assert_no_error(error);
    for (gsize i = 0; tables[i] != NULL; i++) {
        g_autofree char *section = section_find(page, tables[i]);

        for (gsize j = 0; j < tables[i]->n_keys; j++) {
            g_autofree char *row = row_expect(&tables[i]->keys[j]);

            if (section == NULL || strstr(section, row) == NULL) {
                g_test_message("missing under %s: %s", tables[i]->name, row);
                g_test_fail();
            }
        }
    }
}

static void
test_has_no_key_the_program_lacks(void)
{
    g_autoptr(GError) error = NULL;
    gsize length = 0;
    g_autofree char *page = march_file_read(
        MARCH_TEST_SOURCE_DIR "/docs/figure-file.md", 1 << 20, &length, &error);
    const MarchKeyTable *const *tables = march_key_tables();
    gsize n_keys = 0;
    gsize n_rows = 0;

    g_assert_no_error(error);
    for (gsize i = 0; tables[i] != NULL; i++) {
        n_keys += tables[i]->n_keys;
    }
    for (const char *at = page; (at = strstr(at, "\n| `")) != NULL; at++) {
        n_rows++;
    }
    g_assert_cmpuint(n_rows, ==, n_keys);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/spec/documentation/names-every-key", test_names_every_key);
    g_test_add_func("/spec/documentation/has-no-key-the-program-lacks",
                    test_has_no_key_the_program_lacks);
    return g_test_run();
}
