/* SPDX-License-Identifier: MIT */
#include "incidents/country.h"

static void
test_spellings(void)
{
    static const struct {
        const char *text, *column, *code;
    } CASES[] = {
        {"KG", NULL, "KG"},
        {"kg", NULL, "KG"},
        {"KGZ", NULL, "KG"},
        {"417", "iso", "KG"},
        {"703", "iso", "SK"},
        {"703", "country_id", "KG"},
        {"703", "gwnoa", "KG"},
        {"345", "country_id", "RS"},
        {"0", "country_id", NULL},
        {"999", "iso", NULL},
        {"Kyrgyz Republic", "country", "KG"},
        {"DR Congo (Zaire)", "country", "CD"},
        {"Russia (Soviet Union)", "country", "RU"},
        {"Myanmar (Burma)", "country", "MM"},
        {"Yemen (North Yemen)", "country", "YE"},
        {"Bosnia-Herzegovina", "country", "BA"},
        {"Bosnia & Herzegovina", "country", "BA"},
        {"Kingdom of eSwatini (Swaziland)", "country", "SZ"},
        {"Macedonia, FYR", "country", "MK"},
        {"Turkey", "country", "TR"},
        {"Côte d’Ivoire", "country", "CI"},
        {"Cote d'Ivoire", "country", "CI"},
        {"The Gambia", "country", "GM"},
        {"Gambia, The", "country", "GM"},
        {"Iran, Islamic Republic of", "country", "IR"},
        {"Korea, Republic of", "country", "KR"},
        {"United States of America", "country", "US"},
        {"Kirgizonia", "country", NULL},
        {"ZZ", "country", NULL},
        {"", "country", NULL},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_assert_cmpstr(march_incident_country_parse(CASES[i].text, CASES[i].column),
                        ==, CASES[i].code);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/incidents/country/spellings", test_spellings);
    return g_test_run();
}
