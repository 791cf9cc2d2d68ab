/* SPDX-License-Identifier: MIT */
#include "gazetteer/name-codes.h"

static void
test_tells_codes_from_names(void)
{
    static const struct {
        const char *name, *main_name, *alternates;
        gboolean is_code;
    } cases[] = {
        {"DNR", "Saint-Malo", "DNR,Sanmalo,Сен-Мало", TRUE},
        {"SUH", "Sur", "As Sur,SUH,Sour", TRUE},
        {"NYC", "New York City", "NYC,New York", FALSE},
        {"PAP", "Haiti's capital", "PAP,Port-au-Prince", FALSE},
        {"UFA", "Ufa", "UFA,Уфа", FALSE},
        {"VAN", "Van", "VAN", FALSE},
        {"VAN", "VAN", "", FALSE},
        {"Sur", "Tyre", "Sur", FALSE},
        {"NOLA", "New Orleans", "NOLA", FALSE},
        {"ДНР", "Saint-Malo", "ДНР", FALSE},
        {"", "Van", "", FALSE},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        const gboolean is_code =
            march_name_is_code(cases[i].name, cases[i].main_name, cases[i].alternates);
        if (is_code != cases[i].is_code) {
            g_error("\"%s\" of \"%s\": %d", cases[i].name, cases[i].main_name, is_code);
        }
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/gazetteer/name-codes/tells-codes-from-names",
                    test_tells_codes_from_names);
    return g_test_run();
}
