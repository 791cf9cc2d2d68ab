/* SPDX-License-Identifier: MIT */
#include "scripts.h"

typedef struct {
    gunichar first, last;
    MarchScript script;
} Range;

static const Range ranges[] = {
    {0x41, 0x5A, MARCH_SCRIPT_LATIN},      {0x61, 0x7A, MARCH_SCRIPT_LATIN},
    {0xC0, 0x24F, MARCH_SCRIPT_LATIN},     {0x370, 0x3FF, MARCH_SCRIPT_GREEK},
    {0x400, 0x52F, MARCH_SCRIPT_CYRILLIC}, {0x530, 0x58F, MARCH_SCRIPT_CAUCASIAN},
    {0x591, 0x5F4, MARCH_SCRIPT_HEBREW},   {0x600, 0x77F, MARCH_SCRIPT_ARABIC},
    {0x8A0, 0x8FF, MARCH_SCRIPT_ARABIC},   {0x900, 0xDFF, MARCH_SCRIPT_INDIC},
    {0xE00, 0x109F, MARCH_SCRIPT_THAI},    {0x10A0, 0x10FF, MARCH_SCRIPT_CAUCASIAN},
    {0x1100, 0x11FF, MARCH_SCRIPT_HANGUL}, {0x1200, 0x139F, MARCH_SCRIPT_ETHIOPIC},
    {0x1780, 0x17FF, MARCH_SCRIPT_THAI},   {0x1E00, 0x1EFF, MARCH_SCRIPT_LATIN},
    {0x1F00, 0x1FFF, MARCH_SCRIPT_GREEK},  {0x3041, 0x30FF, MARCH_SCRIPT_KANA},
    {0x3130, 0x318F, MARCH_SCRIPT_HANGUL}, {0x3400, 0x9FFF, MARCH_SCRIPT_HAN},
    {0xAC00, 0xD7AF, MARCH_SCRIPT_HANGUL}, {0xF900, 0xFAFF, MARCH_SCRIPT_HAN},
    {0xFB1D, 0xFB4F, MARCH_SCRIPT_HEBREW}, {0xFB50, 0xFEFC, MARCH_SCRIPT_ARABIC},
    {0x20000, 0x323AF, MARCH_SCRIPT_HAN},
};

MarchScript
march_script_of(const char *text)
{
    gsize width;
    for (const char *p = text; *p != '\0'; p += width) {
        /* Queries may be no UTF-8: such bytes are no letters. */
        const gunichar letter = g_utf8_get_char_validated(p, -1);
        width = letter >= (gunichar)-2 ? 1 : (gsize)(g_utf8_next_char(p) - p);
        for (guint i = 0; i < G_N_ELEMENTS(ranges) && letter >= ranges[i].first; i++) {
            if (letter <= ranges[i].last) {
                return ranges[i].script;
            }
        }
    }
    return MARCH_SCRIPT_UNKNOWN;
}

gboolean
march_script_is_home(MarchScript script, const char country[2])
{
    static const char *const countries[MARCH_SCRIPT_COUNT] = {
        [MARCH_SCRIPT_CYRILLIC] = "RU UA BY BG RS MK ME BA KZ KG TJ MN XK UZ MD ",
        [MARCH_SCRIPT_GREEK] = "GR CY ",
        [MARCH_SCRIPT_ARABIC] = "SA YE OM AE QA BH KW IQ IR SY LB JO PS EG LY TN DZ MA "
                                "EH MR SD DJ KM AF PK TD SO IN ",
        [MARCH_SCRIPT_HEBREW] = "IL PS ",
        [MARCH_SCRIPT_HAN] = "CN TW HK MO JP SG ",
        [MARCH_SCRIPT_KANA] = "JP ",
        [MARCH_SCRIPT_HANGUL] = "KR KP ",
        [MARCH_SCRIPT_INDIC] = "IN NP BD LK MV ",
        [MARCH_SCRIPT_THAI] = "TH LA KH MM CN BT ",
        [MARCH_SCRIPT_CAUCASIAN] = "AM GE AZ ",
        [MARCH_SCRIPT_ETHIOPIC] = "ET ER ",
    };
    for (const char *p = countries[script]; p != NULL && *p != '\0'; p += 3) {
        if (p[0] == country[0] && p[1] == country[1]) {
            return TRUE;
        }
    }
    return FALSE;
}
