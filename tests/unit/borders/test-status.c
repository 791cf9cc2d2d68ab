/* SPDX-License-Identifier: MIT */
#include "borders/borders.h"
#include "borders/country-codes.h"

static void
test_names_come_back(void)
{
    for (int i = 0; i <= MARCH_BORDER_UNRECOGNISED; i++) {
        MarchBorderStatus status = MARCH_BORDER_INTERNATIONAL;
        const char *name = march_border_status_name((MarchBorderStatus)i);

        g_assert_true(march_border_status_parse(name, &status));
        g_assert_cmpint((int)status, ==, i);
    }
}

static void
test_other_spellings(void)
{
    MarchBorderStatus status = MARCH_BORDER_INTERNATIONAL;

    g_assert_true(march_border_status_parse("Unrecognized", &status));
    g_assert_cmpint(status, ==, MARCH_BORDER_UNRECOGNISED);
    g_assert_true(march_border_status_parse("delimited", &status));
    g_assert_cmpint(status, ==, MARCH_BORDER_INTERNATIONAL);
    g_assert_false(march_border_status_parse("contested", &status));
    g_assert_false(march_border_status_parse(NULL, &status));
}

static void
test_alpha3_codes(void)
{
    g_assert_cmpstr(march_country_code_from_alpha3("KGZ"), ==, "KG");
    g_assert_cmpstr(march_country_code_from_alpha3("ABW"), ==, "AW");
    g_assert_cmpstr(march_country_code_from_alpha3("ZWE"), ==, "ZW");
    g_assert_cmpstr(march_country_code_from_alpha3("KOS"), ==, "XK");
    g_assert_null(march_country_code_from_alpha3("QQQ"));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/borders/status/names-come-back", test_names_come_back);
    g_test_add_func("/borders/status/other-spellings", test_other_spellings);
    g_test_add_func("/borders/status/alpha3-codes", test_alpha3_codes);
    return g_test_run();
}
