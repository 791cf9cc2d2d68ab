/* SPDX-License-Identifier: MIT */
#include "base/number.h"

static void
test_number_takes_decimals_only(void)
{
    static const char *const WRONG[] = {"",    "-",     ".",     "1 ",
                                        " 1",  "1,5",   "0x10",  "inf",
                                        "nan", "1e999", "1.2.3", "12abc"};
    double number = 7;

    for (gsize i = 0; i < G_N_ELEMENTS(WRONG); i++) {
        g_assert_false(march_number_parse(WRONG[i], &number));
        g_assert_cmpfloat_with_epsilon(number, 7, 1e-12);
    }
    g_assert_true(march_number_parse("-12.5", &number));
    g_assert_cmpfloat_with_epsilon(number, -12.5, 1e-12);
    g_assert_true(march_number_parse(".5e1", &number));
    g_assert_cmpfloat_with_epsilon(number, 5, 1e-12);
}

static void
test_length_converts_to_mm(void)
{
    static const struct {
        const char *text;
        double mm;
    } CASES[] = {{"180mm", 180}, {"18 cm", 180}, {"2in", 50.8},
                 {"72pt", 25.4}, {"96px", 25.4}, {"-1.5mm", -1.5}};

    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        MarchLength length;

        g_assert_true(march_length_parse(CASES[i].text, &length));
        g_assert_cmpfloat_with_epsilon(march_length_to_mm(length), CASES[i].mm, 1e-12);
    }
}

static void
test_length_needs_a_known_unit(void)
{
    static const char *const WRONG[] = {"180",         "180em", "mm",
                                        "180 mm wide", "180MM", ""};
    MarchLength length;

    for (gsize i = 0; i < G_N_ELEMENTS(WRONG); i++) {
        g_assert_false(march_length_parse(WRONG[i], &length));
    }
}

static void
test_distance_converts_to_km(void)
{
    double km;

    g_assert_true(march_distance_parse("40 km", &km));
    g_assert_cmpfloat_with_epsilon(km, 40, 1e-12);
    g_assert_true(march_distance_parse("500m", &km));
    g_assert_cmpfloat_with_epsilon(km, 0.5, 1e-12);
    g_assert_true(march_distance_parse("10nmi", &km));
    g_assert_cmpfloat_with_epsilon(km, 18.52, 1e-12);
    g_assert_false(march_distance_parse("40", &km));
    g_assert_false(march_distance_parse("40 mm", &km));
}

static void
test_fraction_takes_percent_or_number(void)
{
    double fraction;

    g_assert_true(march_fraction_parse("12%", &fraction));
    g_assert_cmpfloat_with_epsilon(fraction, 0.12, 1e-12);
    g_assert_true(march_fraction_parse("0.12", &fraction));
    g_assert_cmpfloat_with_epsilon(fraction, 0.12, 1e-12);
    g_assert_false(march_fraction_parse("12 percent", &fraction));
}

static void
test_text_has_no_exponent(void)
{
    static const struct {
        double number;
        const char *text;
    } CASES[] = {{0, "0"},
                 {140000, "140000"},
                 {1234567, "1234567"},
                 {2.5, "2.5"},
                 {1234567.25, "1234567.25"}};

    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autofree char *text = march_number_to_text(CASES[i].number);

        g_assert_cmpstr(text, ==, CASES[i].text);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/base/number/takes-decimals-only",
                    test_number_takes_decimals_only);
    g_test_add_func("/base/number/length-converts-to-mm", test_length_converts_to_mm);
    g_test_add_func("/base/number/text-has-no-exponent", test_text_has_no_exponent);
    g_test_add_func("/base/number/length-needs-a-known-unit",
                    test_length_needs_a_known_unit);
    g_test_add_func("/base/number/distance-converts-to-km",
                    test_distance_converts_to_km);
    g_test_add_func("/base/number/fraction-takes-percent-or-number",
                    test_fraction_takes_percent_or_number);
    return g_test_run();
}
