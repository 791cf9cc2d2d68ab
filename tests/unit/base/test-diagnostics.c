/* SPDX-License-Identifier: MIT */
#include "base/diagnostics.h"

static void
add(MarchDiagnostics *diagnostics, const char *file, int line, int column)
{
    march_diagnostics_add(diagnostics, MARCH_SEVERITY_NOTE, "test",
                          march_location_new(file, line, column), NULL, "%d", line);
}

/* Files stay in the order in which they come up; what they hold goes by its place. */
static void
test_sort(void)
{
    static const char *const expected[] = {"b:1:2:", "b:3:1:", "b:3:9:", "a:1:1:", ""};
    g_autoptr(MarchDiagnostics) diagnostics = march_diagnostics_new();

    add(diagnostics, "b", 3, 9);
    add(diagnostics, "a", 1, 1);
    add(diagnostics, NULL, 0, 0);
    add(diagnostics, "b", 3, 1);
    add(diagnostics, "b", 1, 2);
    march_diagnostics_sort(diagnostics);
    for (guint i = 0; i < G_N_ELEMENTS(expected); i++) {
        g_autofree char *place =
            march_location_format(march_diagnostics_get(diagnostics, i)->where);

        g_assert_cmpstr(place, ==, expected[i]);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/base/diagnostics/sort", test_sort);
    return g_test_run();
}
