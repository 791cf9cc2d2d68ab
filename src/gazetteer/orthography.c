/* SPDX-License-Identifier: MIT */
#include "orthography.h"

#include <string.h>

/** English and the romanisations of BGN, ALA-LC and the press. */
static const MarchLetterRule plain[] = {
    {"tsch", "C", 0}, {"dsch", "J", 0}, {"shch", "S", 0}, {"szcz", "S", 0},
    {"sch", "S", 0},  {"tch", "C", 0},  {"dzh", "J", 0},  {"ch", "C", 0},
    {"sh", "S", 0},   {"zh", "J", 0},   {"kh", "h", 0},   {"gh", "g", 0},
    {"ph", "f", 0},   {"th", "t", 0},   {"ts", "c", 0},   {"tz", "c", 0},
    {"cz", "C", 0},   {"dj", "J", 0},   {"dg", "J", 'F'}, {"ck", "k", 0},
    {"qu", "k", 'F'}, {"qu", "kv", 0},  {"gu", "g", 'F'}, {"ee", "i", 0},
    {"oo", "u", 0},   {"ou", "u", 0},   {"ij", "i", 0},   {"c", "c", 'F'},
    {"c", "k", 0},    {"j", "J", 0},    {"q", "k", 0},    {"w", "v", 0},
    {"x", "ks", 0},   {"x", "h", '^'},  {"y", "i", 0},    {"\x01", "C", 0},
    {NULL, NULL, 0},
};

static const MarchLetterRule french[] = {
    {"eau", "o", 0}, {"ch", "S", 0}, {"au", "o", 0},   {"oi", "ua", 0},
    {"ai", "e", 0},  {"gn", "n", 0}, {"ge", "J", 'V'}, {"g", "J", 'F'},
    {"c", "s", 'F'}, {"qu", "k", 0}, {"es", "", '$'},  {"e", "", '$'},
    {"s", "", '$'},  {"h", "", 0},   {"\x01", "s", 0}, {NULL, NULL, 0},
};

static const MarchLetterRule german[] = {
    {"chs", "ks", 0}, {"ch", "h", 0}, {"ei", "ai", 0}, {"eu", "oi", 0}, {"ie", "i", 0},
    {"ae", "e", 0},   {"oe", "o", 0}, {"ue", "u", 0},  {"h", "", 'M'},  {"j", "i", 0},
    {"z", "c", 0},    {"v", "f", 0},  {NULL, NULL, 0},
};

static const MarchLetterRule spanish[] = {
    {"ll", "i", 0},   {"g", "h", 'F'}, {"c", "s", 'F'}, {"h", "", 0},
    {"j", "h", 0},    {"x", "h", 0},   {"z", "s", 0},   {"gue", "ge", 0},
    {"gui", "gi", 0}, {NULL, NULL, 0},
};

static const MarchLetterRule portuguese[] = {
    {"ch", "S", 0}, {"nh", "n", 0}, {"lh", "l", 0},   {"g", "J", 'F'}, {"c", "s", 'F'},
    {"x", "S", 0},  {"h", "", '^'}, {"\x01", "s", 0}, {NULL, NULL, 0},
};

static const MarchLetterRule italian[] = {
    {"ch", "k", 0},   {"gli", "li", 0}, {"gn", "n", 0},  {"sc", "S", 'F'},
    {"ci", "C", 'V'}, {"cc", "C", 'F'}, {"c", "C", 'F'}, {"gi", "J", 'V'},
    {"gg", "J", 'F'}, {"g", "J", 'F'},  {NULL, NULL, 0},
};

static const MarchLetterRule polish[] = {
    {"cz", "C", 0},  {"sz", "S", 0},   {"rz", "J", 0},   {"ch", "h", 0},
    {"dz", "dz", 0}, {"ci", "C", 'V'}, {"si", "S", 'V'}, {"zi", "J", 'V'},
    {"c", "c", 0},   {"j", "i", 0},    {NULL, NULL, 0},
};

static const MarchLetterRule czech[] = {
    {"ch", "h", 0}, {"dj", "J", 0}, {"c", "c", 0}, {"j", "i", 0}, {NULL, NULL, 0},
};

static const MarchLetterRule hungarian[] = {
    {"cs", "C", 0}, {"sz", "s", 0}, {"zs", "J", 0},  {"gy", "J", 0}, {"ny", "n", 0},
    {"ly", "i", 0}, {"ty", "t", 0}, {"cz", "c", 0},  {"ch", "C", 0}, {"s", "S", 0},
    {"c", "c", 0},  {"j", "i", 0},  {NULL, NULL, 0},
};

static const MarchLetterRule romanian[] = {
    {"ch", "k", 0},  {"gh", "g", 0},  {"ci", "C", 'V'},
    {"c", "C", 'F'}, {"g", "J", 'F'}, {NULL, NULL, 0},
};

static const MarchLetterRule turkish[] = {
    {"c", "J", 0}, {"x", "h", 0}, {"q", "g", 0}, {"\x01", "C", 0}, {NULL, NULL, 0},
};

static const MarchLetterRule dutch[] = {
    {"sch", "sh", 0}, {"tj", "C", 0},  {"dj", "J", 0},  {"sj", "S", 0}, {"ch", "h", 0},
    {"oe", "u", 0},   {"ij", "ei", 0}, {"ie", "i", 0},  {"uu", "u", 0}, {"ou", "au", 0},
    {"j", "i", 0},    {"g", "h", 0},   {NULL, NULL, 0},
};

static const MarchLetterRule nordic[] = {
    {"skj", "S", 0}, {"sj", "S", 0},  {"kj", "C", 0},  {"aa", "o", 0},
    {"j", "i", 0},   {"g", "i", 'F'}, {NULL, NULL, 0},
};

static const MarchLetterRule pinyin[] = {
    {"zh", "J", 0}, {"q", "C", 0},  {"x", "S", 0}, {"c", "c", 0},
    {"hs", "S", 0}, {"ch", "C", 0}, {"z", "c", 0}, {NULL, NULL, 0},
};

static const MarchLetterRule vietnamese[] = {
    {"nh", "n", 0}, {"gi", "z", 'V'}, {"tr", "C", 0},  {"x", "s", 0},
    {"d", "d", 0},  {"kh", "k", 0},   {NULL, NULL, 0},
};

static const MarchLetterRule albanian[] = {
    {"xh", "J", 0}, {"zh", "J", 0}, {"gj", "J", 0}, {"dh", "d", 0}, {"nj", "n", 0},
    {"x", "dz", 0}, {"q", "C", 0},  {"c", "c", 0},  {"j", "i", 0},  {NULL, NULL, 0},
};

/** Arabic letters one by one, as catalogues write them: "twlwn". */
static const MarchLetterRule abjad[] = {
    {"w", "u", 0},
    {NULL, NULL, 0},
};

const MarchLetterRule *
march_orthography_rules(MarchOrthography orthography)
{
    static const MarchLetterRule *const tables[MARCH_ORTHOGRAPHY_COUNT] = {
        [MARCH_ORTHOGRAPHY_PLAIN] = plain,
        [MARCH_ORTHOGRAPHY_FRENCH] = french,
        [MARCH_ORTHOGRAPHY_GERMAN] = german,
        [MARCH_ORTHOGRAPHY_SPANISH] = spanish,
        [MARCH_ORTHOGRAPHY_PORTUGUESE] = portuguese,
        [MARCH_ORTHOGRAPHY_ITALIAN] = italian,
        [MARCH_ORTHOGRAPHY_POLISH] = polish,
        [MARCH_ORTHOGRAPHY_CZECH] = czech,
        [MARCH_ORTHOGRAPHY_HUNGARIAN] = hungarian,
        [MARCH_ORTHOGRAPHY_ROMANIAN] = romanian,
        [MARCH_ORTHOGRAPHY_TURKISH] = turkish,
        [MARCH_ORTHOGRAPHY_DUTCH] = dutch,
        [MARCH_ORTHOGRAPHY_NORDIC] = nordic,
        [MARCH_ORTHOGRAPHY_PINYIN] = pinyin,
        [MARCH_ORTHOGRAPHY_VIETNAMESE] = vietnamese,
        [MARCH_ORTHOGRAPHY_ALBANIAN] = albanian,
        [MARCH_ORTHOGRAPHY_ABJAD] = abjad,
    };
    return tables[orthography];
}

static MarchOrthography
find_orthography(const char *country)
{
    static const char *const countries[MARCH_ORTHOGRAPHY_COUNT] = {
        [MARCH_ORTHOGRAPHY_FRENCH] =
            "FR BE LU MC CH CA SN ML BF NE CI GN BJ TG GA CG CD CM CF TD MG HT DZ MA "
            "TN MR DJ KM LB RE GP MQ GF NC PF LA KH SY BI RW",
        [MARCH_ORTHOGRAPHY_GERMAN] = "DE AT LI",
        [MARCH_ORTHOGRAPHY_SPANISH] =
            "ES MX GT HN SV NI CR PA CU DO PR CO VE EC PE BO CL AR UY PY GQ PH EH AD",
        [MARCH_ORTHOGRAPHY_PORTUGUESE] = "PT BR AO MZ GW CV ST TL",
        [MARCH_ORTHOGRAPHY_ITALIAN] = "IT SM VA SO ER LY",
        [MARCH_ORTHOGRAPHY_POLISH] = "PL",
        [MARCH_ORTHOGRAPHY_CZECH] = "CZ SK HR SI RS BA ME LT LV",
        [MARCH_ORTHOGRAPHY_HUNGARIAN] = "HU",
        [MARCH_ORTHOGRAPHY_ROMANIAN] = "RO MD",
        [MARCH_ORTHOGRAPHY_TURKISH] = "TR AZ CY TM",
        [MARCH_ORTHOGRAPHY_DUTCH] = "NL SR ID",
        [MARCH_ORTHOGRAPHY_NORDIC] = "SE NO DK FI EE IS FO GL SJ AX",
        [MARCH_ORTHOGRAPHY_PINYIN] = "CN TW HK MO",
        [MARCH_ORTHOGRAPHY_VIETNAMESE] = "VN",
        [MARCH_ORTHOGRAPHY_ALBANIAN] = "AL XK",
    };
    for (guint i = 0; i < MARCH_ORTHOGRAPHY_COUNT; i++) {
        if (countries[i] != NULL && strstr(countries[i], country) != NULL) {
            return (MarchOrthography)i;
        }
    }
    return MARCH_ORTHOGRAPHY_PLAIN;
}

#define ALPHABET 26

MarchOrthography
march_orthography_of_country(const char *country)
{
    static guint8 known[ALPHABET][ALPHABET];
    static gsize ready = 0;
    if (!g_ascii_isupper(country[0]) || !g_ascii_isupper(country[1]) ||
        country[2] != '\0') {
        return MARCH_ORTHOGRAPHY_PLAIN;
    }
    if (g_once_init_enter(&ready)) {
        for (guint i = 0; i < ALPHABET * ALPHABET; i++) {
            const char code[] = {(char)('A' + i / ALPHABET), (char)('A' + i % ALPHABET),
                                 '\0'};
            known[i / ALPHABET][i % ALPHABET] = (guint8)find_orthography(code);
        }
        g_once_init_leave(&ready, 1);
    }
    return (MarchOrthography)known[country[0] - 'A'][country[1] - 'A'];
}

guint
march_orthography_tell(const char *name)
{
    static const char *const letters[MARCH_ORTHOGRAPHY_COUNT] = {
        [MARCH_ORTHOGRAPHY_FRENCH] = "éèêâîôûëïœÉÈÊÂÎÔ",
        [MARCH_ORTHOGRAPHY_GERMAN] = "äöüßÄÖÜ",
        [MARCH_ORTHOGRAPHY_SPANISH] = "ñáéíóúüÑÁÉÍÓÚ",
        [MARCH_ORTHOGRAPHY_PORTUGUESE] = "ãõâêôáéíóúàÁÉÍÓÚÂ",
        [MARCH_ORTHOGRAPHY_ITALIAN] = "àèìòù",
        [MARCH_ORTHOGRAPHY_POLISH] = "ąćęłńóśźżŁŚŹŻĆ",
        [MARCH_ORTHOGRAPHY_CZECH] = "čšžřěůďťňýáíéúôľĺŕćđūėČŠŽŘĎŤÚĐ",
        [MARCH_ORTHOGRAPHY_HUNGARIAN] = "őűáéíóöúüŐÁÉÖÜ",
        [MARCH_ORTHOGRAPHY_ROMANIAN] = "ăâîșşțţȘŞȚŢÎ",
        [MARCH_ORTHOGRAPHY_TURKISH] = "ğışçöüâəĞİŞÇÖÜƏ",
        [MARCH_ORTHOGRAPHY_NORDIC] = "åäöøæÅÄÖØÆðþ",
        [MARCH_ORTHOGRAPHY_PINYIN] = "āáǎàēéěèīíǐìōóǒòūúǔùü",
        [MARCH_ORTHOGRAPHY_VIETNAMESE] = "ăâđêôơưàảãạèẻẽẹìỉĩịòỏõọùủũụấầẩẫậắằẳẵặế"
                                         "ềểễệốồổỗộớờởỡợứừửữựýỳỷỹỵĐ",
        [MARCH_ORTHOGRAPHY_ALBANIAN] = "ëçËÇ",
    };
    guint told = 0;
    gboolean any = FALSE;
    gsize width;
    for (const char *p = name; *p != '\0'; p += width) {
        /* Queries may be no UTF-8: such bytes are no letters. */
        const gunichar letter = g_utf8_get_char_validated(p, -1);
        width = letter >= (gunichar)-2 ? 1 : (gsize)(g_utf8_next_char(p) - p);
        if (letter < 0xC0 || letter > 0x1EFF || (letter > 0x24F && letter < 0x1E00)) {
            continue;
        }
        guint writes = 0;
        for (guint i = 0; i < MARCH_ORTHOGRAPHY_COUNT; i++) {
            if (letters[i] != NULL && g_utf8_strchr(letters[i], -1, letter) != NULL) {
                writes |= 1U << i;
            }
        }
        told = any ? told & writes : writes;
        any = TRUE;
    }
    return told;
}
