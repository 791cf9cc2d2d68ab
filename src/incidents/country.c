/* SPDX-License-Identifier: MIT */
#include "country.h"

#include <string.h>

#include "gazetteer/local-names.h"

/* ISO 3166-1 with XK for Kosovo; the number of Gleditsch and Ward (revised list of
 * independent states, with the micro-states), 0 where there is none. */
static const struct {
    char alpha2[3], alpha3[4];
    guint16 number, ward;
} COUNTRIES[] = {
    {"AD", "AND", 20, 232},  {"AE", "ARE", 784, 696}, {"AF", "AFG", 4, 700},
    {"AG", "ATG", 28, 58},   {"AI", "AIA", 660, 0},   {"AL", "ALB", 8, 339},
    {"AM", "ARM", 51, 371},  {"AO", "AGO", 24, 540},  {"AQ", "ATA", 10, 0},
    {"AR", "ARG", 32, 160},  {"AS", "ASM", 16, 0},    {"AT", "AUT", 40, 305},
    {"AU", "AUS", 36, 900},  {"AW", "ABW", 533, 0},   {"AX", "ALA", 248, 0},
    {"AZ", "AZE", 31, 373},  {"BA", "BIH", 70, 346},  {"BB", "BRB", 52, 53},
    {"BD", "BGD", 50, 771},  {"BE", "BEL", 56, 211},  {"BF", "BFA", 854, 439},
    {"BG", "BGR", 100, 355}, {"BH", "BHR", 48, 692},  {"BI", "BDI", 108, 516},
    {"BJ", "BEN", 204, 434}, {"BL", "BLM", 652, 0},   {"BM", "BMU", 60, 0},
    {"BN", "BRN", 96, 835},  {"BO", "BOL", 68, 145},  {"BQ", "BES", 535, 0},
    {"BR", "BRA", 76, 140},  {"BS", "BHS", 44, 31},   {"BT", "BTN", 64, 760},
    {"BV", "BVT", 74, 0},    {"BW", "BWA", 72, 571},  {"BY", "BLR", 112, 370},
    {"BZ", "BLZ", 84, 80},   {"CA", "CAN", 124, 20},  {"CC", "CCK", 166, 0},
    {"CD", "COD", 180, 490}, {"CF", "CAF", 140, 482}, {"CG", "COG", 178, 484},
    {"CH", "CHE", 756, 225}, {"CI", "CIV", 384, 437}, {"CK", "COK", 184, 0},
    {"CL", "CHL", 152, 155}, {"CM", "CMR", 120, 471}, {"CN", "CHN", 156, 710},
    {"CO", "COL", 170, 100}, {"CR", "CRI", 188, 94},  {"CU", "CUB", 192, 40},
    {"CV", "CPV", 132, 402}, {"CW", "CUW", 531, 0},   {"CX", "CXR", 162, 0},
    {"CY", "CYP", 196, 352}, {"CZ", "CZE", 203, 316}, {"DE", "DEU", 276, 260},
    {"DJ", "DJI", 262, 522}, {"DK", "DNK", 208, 390}, {"DM", "DMA", 212, 54},
    {"DO", "DOM", 214, 42},  {"DZ", "DZA", 12, 615},  {"EC", "ECU", 218, 130},
    {"EE", "EST", 233, 366}, {"EG", "EGY", 818, 651}, {"EH", "ESH", 732, 0},
    {"ER", "ERI", 232, 531}, {"ES", "ESP", 724, 230}, {"ET", "ETH", 231, 530},
    {"FI", "FIN", 246, 375}, {"FJ", "FJI", 242, 950}, {"FK", "FLK", 238, 0},
    {"FM", "FSM", 583, 987}, {"FO", "FRO", 234, 0},   {"FR", "FRA", 250, 220},
    {"GA", "GAB", 266, 481}, {"GB", "GBR", 826, 200}, {"GD", "GRD", 308, 55},
    {"GE", "GEO", 268, 372}, {"GF", "GUF", 254, 0},   {"GG", "GGY", 831, 0},
    {"GH", "GHA", 288, 452}, {"GI", "GIB", 292, 0},   {"GL", "GRL", 304, 0},
    {"GM", "GMB", 270, 420}, {"GN", "GIN", 324, 438}, {"GP", "GLP", 312, 0},
    {"GQ", "GNQ", 226, 411}, {"GR", "GRC", 300, 350}, {"GS", "SGS", 239, 0},
    {"GT", "GTM", 320, 90},  {"GU", "GUM", 316, 0},   {"GW", "GNB", 624, 404},
    {"GY", "GUY", 328, 110}, {"HK", "HKG", 344, 0},   {"HM", "HMD", 334, 0},
    {"HN", "HND", 340, 91},  {"HR", "HRV", 191, 344}, {"HT", "HTI", 332, 41},
    {"HU", "HUN", 348, 310}, {"ID", "IDN", 360, 850}, {"IE", "IRL", 372, 205},
    {"IL", "ISR", 376, 666}, {"IM", "IMN", 833, 0},   {"IN", "IND", 356, 750},
    {"IO", "IOT", 86, 0},    {"IQ", "IRQ", 368, 645}, {"IR", "IRN", 364, 630},
    {"IS", "ISL", 352, 395}, {"IT", "ITA", 380, 325}, {"JE", "JEY", 832, 0},
    {"JM", "JAM", 388, 51},  {"JO", "JOR", 400, 663}, {"JP", "JPN", 392, 740},
    {"KE", "KEN", 404, 501}, {"KG", "KGZ", 417, 703}, {"KH", "KHM", 116, 811},
    {"KI", "KIR", 296, 970}, {"KM", "COM", 174, 581}, {"KN", "KNA", 659, 60},
    {"KP", "PRK", 408, 731}, {"KR", "KOR", 410, 732}, {"KW", "KWT", 414, 690},
    {"KY", "CYM", 136, 0},   {"KZ", "KAZ", 398, 705}, {"LA", "LAO", 418, 812},
    {"LB", "LBN", 422, 660}, {"LC", "LCA", 662, 56},  {"LI", "LIE", 438, 223},
    {"LK", "LKA", 144, 780}, {"LR", "LBR", 430, 450}, {"LS", "LSO", 426, 570},
    {"LT", "LTU", 440, 368}, {"LU", "LUX", 442, 212}, {"LV", "LVA", 428, 367},
    {"LY", "LBY", 434, 620}, {"MA", "MAR", 504, 600}, {"MC", "MCO", 492, 221},
    {"MD", "MDA", 498, 359}, {"ME", "MNE", 499, 341}, {"MF", "MAF", 663, 0},
    {"MG", "MDG", 450, 580}, {"MH", "MHL", 584, 983}, {"MK", "MKD", 807, 343},
    {"ML", "MLI", 466, 432}, {"MM", "MMR", 104, 775}, {"MN", "MNG", 496, 712},
    {"MO", "MAC", 446, 0},   {"MP", "MNP", 580, 0},   {"MQ", "MTQ", 474, 0},
    {"MR", "MRT", 478, 435}, {"MS", "MSR", 500, 0},   {"MT", "MLT", 470, 338},
    {"MU", "MUS", 480, 590}, {"MV", "MDV", 462, 781}, {"MW", "MWI", 454, 553},
    {"MX", "MEX", 484, 70},  {"MY", "MYS", 458, 820}, {"MZ", "MOZ", 508, 541},
    {"NA", "NAM", 516, 565}, {"NC", "NCL", 540, 0},   {"NE", "NER", 562, 436},
    {"NF", "NFK", 574, 0},   {"NG", "NGA", 566, 475}, {"NI", "NIC", 558, 93},
    {"NL", "NLD", 528, 210}, {"NO", "NOR", 578, 385}, {"NP", "NPL", 524, 790},
    {"NR", "NRU", 520, 971}, {"NU", "NIU", 570, 0},   {"NZ", "NZL", 554, 920},
    {"OM", "OMN", 512, 698}, {"PA", "PAN", 591, 95},  {"PE", "PER", 604, 135},
    {"PF", "PYF", 258, 0},   {"PG", "PNG", 598, 910}, {"PH", "PHL", 608, 840},
    {"PK", "PAK", 586, 770}, {"PL", "POL", 616, 290}, {"PM", "SPM", 666, 0},
    {"PN", "PCN", 612, 0},   {"PR", "PRI", 630, 0},   {"PS", "PSE", 275, 0},
    {"PT", "PRT", 620, 235}, {"PW", "PLW", 585, 986}, {"PY", "PRY", 600, 150},
    {"QA", "QAT", 634, 694}, {"RE", "REU", 638, 0},   {"RO", "ROU", 642, 360},
    {"RS", "SRB", 688, 340}, {"RU", "RUS", 643, 365}, {"RW", "RWA", 646, 517},
    {"SA", "SAU", 682, 670}, {"SB", "SLB", 90, 940},  {"SC", "SYC", 690, 591},
    {"SD", "SDN", 729, 625}, {"SE", "SWE", 752, 380}, {"SG", "SGP", 702, 830},
    {"SH", "SHN", 654, 0},   {"SI", "SVN", 705, 349}, {"SJ", "SJM", 744, 0},
    {"SK", "SVK", 703, 317}, {"SL", "SLE", 694, 451}, {"SM", "SMR", 674, 331},
    {"SN", "SEN", 686, 433}, {"SO", "SOM", 706, 520}, {"SR", "SUR", 740, 115},
    {"SS", "SSD", 728, 626}, {"ST", "STP", 678, 403}, {"SV", "SLV", 222, 92},
    {"SX", "SXM", 534, 0},   {"SY", "SYR", 760, 652}, {"SZ", "SWZ", 748, 572},
    {"TC", "TCA", 796, 0},   {"TD", "TCD", 148, 483}, {"TF", "ATF", 260, 0},
    {"TG", "TGO", 768, 461}, {"TH", "THA", 764, 800}, {"TJ", "TJK", 762, 702},
    {"TK", "TKL", 772, 0},   {"TL", "TLS", 626, 860}, {"TM", "TKM", 795, 701},
    {"TN", "TUN", 788, 616}, {"TO", "TON", 776, 972}, {"TR", "TUR", 792, 640},
    {"TT", "TTO", 780, 52},  {"TV", "TUV", 798, 973}, {"TW", "TWN", 158, 713},
    {"TZ", "TZA", 834, 510}, {"UA", "UKR", 804, 369}, {"UG", "UGA", 800, 500},
    {"UM", "UMI", 581, 0},   {"US", "USA", 840, 2},   {"UY", "URY", 858, 165},
    {"UZ", "UZB", 860, 704}, {"VA", "VAT", 336, 0},   {"VC", "VCT", 670, 57},
    {"VE", "VEN", 862, 101}, {"VG", "VGB", 92, 0},    {"VI", "VIR", 850, 0},
    {"VN", "VNM", 704, 816}, {"VU", "VUT", 548, 935}, {"WF", "WLF", 876, 0},
    {"WS", "WSM", 882, 990}, {"XK", "XKX", 0, 347},   {"YE", "YEM", 887, 678},
    {"YT", "MYT", 175, 0},   {"ZA", "ZAF", 710, 560}, {"ZM", "ZMB", 894, 551},
    {"ZW", "ZWE", 716, 552},
};

/* Countries that had more than one number: UCDP writes these, too. */
static const struct {
    char alpha2[3];
    guint16 ward;
} FORMER_NUMBERS[] = {{"RS", 345}, {"DE", 255}, {"YE", 679}, {"VN", 815}};

/* Names that CLDR's English has otherwise: those of UCDP, ACLED, the UN, the World
 * Bank. */
static const struct {
    char alpha2[3];
    const char *name;
} NAMES[] = {
    {"TR", "Turkey"},
    {"CI", "Ivory Coast"},
    {"CD", "DR Congo"},
    {"CD", "DRC"},
    {"CD", "Democratic Republic of Congo"},
    {"CD", "Democratic Republic of the Congo"},
    {"CD", "Congo, Democratic Republic of the"},
    {"CD", "Congo, The Democratic Republic of the"},
    {"CD", "Congo, Dem. Rep."},
    {"CD", "Zaire"},
    {"CG", "Congo"},
    {"CG", "Republic of Congo"},
    {"CG", "Republic of the Congo"},
    {"CG", "Congo, Rep."},
    {"BA", "Bosnia-Herzegovina"},
    {"CZ", "Czech Republic"},
    {"SZ", "Swaziland"},
    {"SZ", "Kingdom of eSwatini"},
    {"MK", "Macedonia"},
    {"PS", "Palestine"},
    {"PS", "State of Palestine"},
    {"PS", "Palestine, State of"},
    {"PS", "Palestinian Territory"},
    {"MM", "Myanmar"},
    {"MM", "Burma"},
    {"TL", "East Timor"},
    {"US", "United States of America"},
    {"US", "USA"},
    {"GB", "Great Britain"},
    {"GB", "UK"},
    {"RU", "Russian Federation"},
    {"SY", "Syrian Arab Republic"},
    {"IR", "Islamic Republic of Iran"},
    {"KR", "Republic of Korea"},
    {"KR", "Korea, Republic of"},
    {"KR", "Korea, South"},
    {"KP", "Democratic People's Republic of Korea"},
    {"KP", "Korea, Democratic People's Republic of"},
    {"KP", "Korea, North"},
    {"LA", "Lao People's Democratic Republic"},
    {"VN", "Viet Nam"},
    {"BN", "Brunei Darussalam"},
    {"CV", "Cabo Verde"},
    {"MD", "Republic of Moldova"},
    {"TZ", "United Republic of Tanzania"},
    {"KG", "Kyrgyz Republic"},
    {"SK", "Slovak Republic"},
    {"VA", "Holy See"},
    {"HK", "Hong Kong"},
    {"MO", "Macao"},
    {"MK", "Former Yugoslav Republic of Macedonia"},
    {"TW", "Taiwan, Province of China"},
};

/* Small Latin letters and figures alone; "&" is "and". (transfer full) */
static char *
name_fold(const char *name)
{
    g_autofree char *ascii = g_str_to_ascii(name, "C");
    GString *folded = g_string_new(NULL);

    if (g_ascii_strncasecmp(ascii, "the ", 4) == 0) {
        memset(ascii, ' ', 4);
    }
    for (const char *at = ascii; *at != '\0'; at++) {
        if (*at == '&') {
            g_string_append(folded, "and");
        } else if (g_ascii_isalnum(*at)) {
            g_string_append_c(folded, g_ascii_tolower(*at));
        }
    }
    return g_string_free(folded, FALSE);
}

static const char *
code_find(const char *alpha2)
{
    for (gsize i = 0; i < G_N_ELEMENTS(COUNTRIES); i++) {
        if (strcmp(COUNTRIES[i].alpha2, alpha2) == 0) {
            return COUNTRIES[i].alpha2;
        }
    }
    return NULL;
}

static const char *
number_find(guint64 number, gboolean is_ward)
{
    for (gsize i = 0; i < G_N_ELEMENTS(COUNTRIES) && number > 0; i++) {
        if (number == (is_ward ? COUNTRIES[i].ward : COUNTRIES[i].number)) {
            return COUNTRIES[i].alpha2;
        }
    }
    for (gsize i = 0; i < G_N_ELEMENTS(FORMER_NUMBERS) && is_ward; i++) {
        if (number == FORMER_NUMBERS[i].ward) {
            return code_find(FORMER_NUMBERS[i].alpha2);
        }
    }
    return NULL;
}

static const char *
letters_find(const char *text)
{
    g_autofree char *code = g_ascii_strup(text, -1);

    for (gsize i = 0; i < G_N_ELEMENTS(COUNTRIES); i++) {
        if (strcmp(COUNTRIES[i].alpha2, code) == 0 ||
            strcmp(COUNTRIES[i].alpha3, code) == 0) {
            return COUNTRIES[i].alpha2;
        }
    }
    return NULL;
}

static const char *
name_find(const char *text)
{
    g_autofree char *wanted = name_fold(text);

    for (gsize i = 0; i < G_N_ELEMENTS(NAMES) && *wanted != '\0'; i++) {
        g_autofree char *name = name_fold(NAMES[i].name);

        if (strcmp(name, wanted) == 0) {
            return code_find(NAMES[i].alpha2);
        }
    }
    for (gsize i = 0; i < G_N_ELEMENTS(COUNTRIES) && *wanted != '\0'; i++) {
        g_autofree char *english = march_country_name_in(COUNTRIES[i].alpha2, "en");
        g_autofree char *name = english != NULL ? name_fold(english) : NULL;

        if (g_strcmp0(name, wanted) == 0) {
            return COUNTRIES[i].alpha2;
        }
    }
    return NULL;
}

static gboolean
is_ward_column(const char *column)
{
    g_autofree char *lower = column != NULL ? g_ascii_strdown(column, -1) : NULL;

    return lower != NULL &&
           (strcmp(lower, "country_id") == 0 || strstr(lower, "gw") != NULL);
}

const char *
march_incident_country_parse(const char *text, const char *column)
{
    gsize length = strlen(text);
    const char *bracket = strchr(text, '(');
    const char *comma = strchr(text, ',');
    const char *code;

    if (strspn(text, "0123456789") == length) {
        return number_find(g_ascii_strtoull(text, NULL, 10), is_ward_column(column));
    }
    code = length == 2 || length == 3 ? letters_find(text) : NULL;
    code = code != NULL ? code : name_find(text);
    /* "Russia (Soviet Union)", "Macedonia, FYR". */
    if (code == NULL && (bracket != NULL || comma != NULL)) {
        gsize end = (gsize)((bracket != NULL ? bracket : comma) - text);
        g_autofree char *head = g_strndup(text, end);

        code = name_find(head);
    }
    return code;
}

char *
march_incident_country_name(const char *code)
{
    return march_country_name_in(code, "en");
}
