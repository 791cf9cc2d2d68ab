/* SPDX-License-Identifier: MIT */
#include "batch/leftovers.h"
#include "folder.h"

typedef struct {
    const char *name;
    gboolean goes;
} Left;

/* Beside the output "map.png", which is ours. */
static void
test_left(gconstpointer data)
{
    const Left *left = data;
    g_autoptr(MarchLeftovers) leftovers = march_leftovers_new();
    g_autofree char *folder = folder_make();
    g_autofree char *output = folder_write(folder, "map.png", "whole");
    g_autofree char *path = folder_write(folder, left->name, "half");

    march_leftovers_add(leftovers, output);
    g_assert_cmpuint(march_leftovers_remove(leftovers), ==, left->goes ? 1 : 0);
    g_assert_true(g_file_test(path, G_FILE_TEST_EXISTS) == !left->goes);
    g_assert_true(g_file_test(output, G_FILE_TEST_EXISTS));
    folder_remove(folder);
}

int
main(int argc, char **argv)
{
    static const Left LEFT[] = {
        {".map.png.0123abcd.part", TRUE},  {".other.png.0123abcd.part", FALSE},
        {"map.png.0123abcd.part", FALSE},  {".map.png.0123abc.part", FALSE},
        {".map.png.0123abcg.part", FALSE}, {".map.png.0123abcd.parts", FALSE},
        {".0123abcd.part", FALSE},         {".map.png.01234567.0123abcd.part", FALSE},
    };

    g_test_init(&argc, &argv, NULL);
    for (gsize i = 0; i < G_N_ELEMENTS(LEFT); i++) {
        g_autofree char *path = g_strdup_printf("/batch/leftovers/%s", LEFT[i].name);

        g_test_add_data_func(path, &LEFT[i], test_left);
    }
    return g_test_run();
}
