/* SPDX-License-Identifier: MIT */
/* Runs a fuzz target over every file of a corpus folder, in name order. */
#include <glib.h>

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size);

static int
names_compare(gconstpointer a, gconstpointer b)
{
    return g_strcmp0(*(const char *const *)a, *(const char *const *)b);
}

int
main(int argc, char **argv)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GDir) folder = NULL;
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    const char *name;

    if (argc != 2) {
        g_printerr("usage: %s CORPUS\n", argv[0]);
        return 64;
    }
    folder = g_dir_open(argv[1], 0, &error);
    if (folder == NULL) {
        g_printerr("%s\n", error->message);
        return 66;
    }
    while ((name = g_dir_read_name(folder)) != NULL) {
        g_ptr_array_add(names, g_build_filename(argv[1], name, NULL));
    }
    g_ptr_array_sort(names, names_compare);
    for (guint i = 0; i < names->len; i++) {
        g_autofree char *bytes = NULL;
        gsize length = 0;

        if (!g_file_get_contents(g_ptr_array_index(names, i), &bytes, &length,
                                 &error)) {
            g_printerr("%s\n", error->message);
            return 74;
        }
        LLVMFuzzerTestOneInput((const guint8 *)bytes, length);
    }
    g_print("%u inputs replayed\n", names->len);
    return names->len > 0 ? 0 : 1;
}
