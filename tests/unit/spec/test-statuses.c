/* SPDX-License-Identifier: MIT */
#include "borders/borders.h"
#include "spec/spec.h"

#include <string.h>

/* The spec may not include borders, so the words stand in both. */
static void
test_knows_every_border_status(void)
{
    for (int i = 0; i <= (int)MARCH_BORDER_UNRECOGNISED; i++) {
        const char *name = march_border_status_name((MarchBorderStatus)i);
        g_autofree char *text = g_strdup_printf(
            "borders: {section: s, between: [KG, TJ], whole: true, status: %s}", name);
        g_autoptr(GError) error = NULL;
        g_autoptr(MarchSpec) spec =
            march_spec_parse(text, strlen(text), "f.yaml", NULL, NULL, &error);
        const MarchSpecSection *section;

        g_assert_no_error(error);
        section = g_ptr_array_index(spec->sections, 0);
        g_assert_cmpstr(section->status, ==, name);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/spec/statuses/knows-every-border-status",
                    test_knows_every_border_status);
    return g_test_run();
}
