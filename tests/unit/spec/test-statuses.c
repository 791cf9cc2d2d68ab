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

/* Areas have some of them: none that the borders do not know. */
static void
test_statuses_of_areas_are_known(void)
{
    static const char *const OF_LINES[] = {"international", "demarcated",
                                           "line-of-control", "ceasefire", NULL};

    for (int i = 0; i <= (int)MARCH_BORDER_UNRECOGNISED; i++) {
        const char *name = march_border_status_name((MarchBorderStatus)i);
        g_autofree char *text =
            g_strdup_printf("areas: {area: a, geometry: a.json, status: %s}", name);
        g_autoptr(MarchSpec) spec =
            march_spec_parse(text, strlen(text), "f.yaml", NULL, NULL, NULL);

        g_assert_cmpint(spec != NULL, ==, !g_strv_contains(OF_LINES, name));
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/spec/statuses/knows-every-border-status",
                    test_knows_every_border_status);
    g_test_add_func("/spec/statuses/statuses-of-areas-are-known",
                    test_statuses_of_areas_are_known);
    return g_test_run();
}
