/* SPDX-License-Identifier: MIT */
#include "geocode-countries.h"

#include <string.h>

/* ISO 3166-1 alpha-2 as assigned, and XK, which GeoNames uses for Kosovo. */
static const char CODES[] =
    "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM "
    "BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX "
    "CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG "
    "GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR "
    "IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV "
    "LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE "
    "NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO "
    "RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF "
    "TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF "
    "WS XK YE YT ZA ZM ZW";

static gboolean
is_code(const char *text)
{
    return strlen(text) == 2 && g_ascii_isalpha(text[0]) && g_ascii_isalpha(text[1]) &&
           strstr(CODES, text) != NULL;
}

char *
march_country_codes_normalize(const char *list, char **wrong)
{
    g_auto(GStrv) words = g_strsplit_set(list, ",;|/ \t", -1);
    g_autoptr(GString) codes = g_string_new(NULL);
    *wrong = NULL;
    for (char **word = words; *word != NULL; word++) {
        if (**word == '\0') {
            continue;
        }
        g_autofree char *code = g_ascii_strup(*word, -1);
        if (!is_code(code)) {
            if (*wrong == NULL) {
                *wrong = g_strdup(*word);
            }
        } else if (strstr(codes->str, code) == NULL) {
            g_string_append_printf(codes, "%s%s", codes->len > 0 ? "," : "", code);
        }
    }
    return codes->len > 0 ? g_strdup(codes->str) : NULL;
}
