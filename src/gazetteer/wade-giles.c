/* SPDX-License-Identifier: MIT */
#include "wade-giles.h"

#include <string.h>

/** Stands for u with diaeresis inside this file. */
#define UMLAUT 'v'

typedef struct {
    char wade[6], pinyin[4], palatal[4]; /**< palatal: before i and u with diaeresis */
} Initial;

/** Longest first among those that begin alike. */
static const Initial initials[] = {
    {"ch'", "ch", "q"}, {"ch", "zh", "j"}, {"ts'", "c", "c"}, {"tz'", "c", "c"},
    {"ts", "z", "z"},   {"tz", "z", "z"},  {"sz", "s", "s"},  {"ss", "s", "s"},
    {"sh", "sh", "sh"}, {"hs", "x", "x"},  {"p'", "p", "p"},  {"p", "b", "b"},
    {"t'", "t", "t"},   {"t", "d", "d"},   {"k'", "k", "k"},  {"k", "g", "g"},
    {"j", "r", "r"},    {"m", "m", "m"},   {"f", "f", "f"},   {"n", "n", "n"},
    {"l", "l", "l"},    {"h", "h", "h"},   {"s", "s", "s"},   {"w", "w", "w"},
    {"y", "y", "y"},    {"", "", ""},
};

/** Finals, the longest first. */
static const char *const finals[][2] = {
    {"iung", "iong"}, {"iang", "iang"}, {"uang", "uang"}, {"ieh", "ie"},
    {"iao", "iao"},   {"ien", "ian"},   {"ing", "ing"},   {"ang", "ang"},
    {"eng", "eng"},   {"erh", "er"},    {"uai", "uai"},   {"uan", "uan"},
    {"uei", "ui"},    {"ung", "ong"},   {"van", "uan"},   {"veh", "ue"},
    {"vin", "un"},    {"ong", "ong"},   {"vn", "un"},     {"ai", "ai"},
    {"an", "an"},     {"ao", "ao"},     {"eh", "e"},      {"ei", "ei"},
    {"en", "en"},     {"er", "er"},     {"ia", "ia"},     {"ih", "i"},
    {"in", "in"},     {"iu", "iu"},     {"ou", "ou"},     {"ua", "ua"},
    {"ui", "ui"},     {"un", "un"},     {"uo", "uo"},     {"a", "a"},
    {"e", "e"},       {"i", "i"},       {"o", "o"},       {"u", "u"},
    {"v", "u"},
};

/** Words for kinds of place, in pinyin. */
static const char *const kinds[] = {"xian", "zhen", "cun",  "xiang", "shi", "zhuang",
                                    "qu",   "ji",   "chen", "pu",    "xu",  "tun"};

/** Lower-case ASCII with one kind of apostrophe; FALSE for other scripts. */
static gboolean
simplify(const char *text, char *plain, gsize size)
{
    gsize length = 0;
    for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar letter = g_unichar_tolower(g_utf8_get_char(p));
        gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
        const gsize count =
            g_unichar_fully_decompose(letter, FALSE, parts, G_N_ELEMENTS(parts));
        if (letter == 0x308 && length > 0 && plain[length - 1] == 'u') {
            plain[length - 1] = UMLAUT;
            continue;
        }
        if (g_unichar_ismark(letter)) {
            continue;
        }
        if (count > 1 && parts[0] == 'u' && parts[1] == 0x308) {
            letter = UMLAUT;
        } else if (count > 1) {
            letter = parts[0];
        } else if (letter == '`' || letter == 0x2018 || letter == 0x2019 ||
                   letter == 0x2BB || letter == 0x2BC || letter == 0x2BF) {
            letter = '\'';
        } else if (letter == UMLAUT) {
            return FALSE;
        }
        if (letter >= 0x80 || length + 1 >= size) {
            return FALSE;
        }
        plain[length++] = (char)letter;
    }
    plain[length] = '\0';
    return length > 0;
}

/** The pinyin of the final that is @wade as a whole, or NULL. */
static const char *
find_final(const char *wade)
{
    for (gsize i = 0; i < G_N_ELEMENTS(finals); i++) {
        if (strcmp(wade, finals[i][0]) == 0) {
            return finals[i][1];
        }
    }
    return NULL;
}

/** Whether pinyin writes the Wade-Giles final "o" as "e" or as "uo" here. */
static const char *
read_o(const char *initial)
{
    if (strchr("gkh", initial[0]) != NULL) {
        return "e";
    }
    return strchr("bpmfwy", initial[0]) != NULL ? "o" : "uo";
}

/** Rewrites one syllable; FALSE when it is none. */
static gboolean
rewrite_syllable(const char *syllable, GString *pinyin)
{
    for (gsize i = 0; i < G_N_ELEMENTS(initials); i++) {
        const Initial *initial = &initials[i];
        const gsize length = strlen(initial->wade);
        if (strncmp(syllable, initial->wade, length) != 0) {
            continue;
        }
        const char *rest = syllable + length;
        const char *final = find_final(rest);
        if (final == NULL) {
            continue;
        }
        const gboolean is_sibilant = strchr("zcs", initial->pinyin[0]) != NULL;
        const gboolean is_palatal =
            (rest[0] == 'i' && strcmp(rest, "ih") != 0) || rest[0] == UMLAUT;
        if (is_sibilant && length > 1 && strcmp(rest, "u") == 0 &&
            (initial->wade[1] == 'z' || initial->wade[1] == 's') &&
            initial->wade[0] != 'c' && strncmp(initial->wade, "ts", 2) != 0) {
            final = "i"; /* tzu, tz'u, szu, ssu */
        } else if (strcmp(rest, "o") == 0 && initial->pinyin[0] != '\0') {
            final = read_o(initial->pinyin);
        } else if (initial->pinyin[0] == 'y' && strcmp(rest, "en") == 0) {
            final = "an";
        } else if (initial->pinyin[0] == '\0' && strcmp(rest, "i") == 0) {
            final = "yi";
        }
        g_string_append(pinyin, is_palatal ? initial->palatal : initial->pinyin);
        g_string_append(pinyin, final);
        return TRUE;
    }
    return FALSE;
}

/** Whether only Wade-Giles writes @plain so. */
static gboolean
has_evidence(const char *plain)
{
    return strchr(plain, '-') != NULL || strchr(plain, '\'') != NULL ||
           strstr(plain, "hs") != NULL;
}

static gsize
measure_stem(const char *pinyin, gsize last)
{
    for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++) {
        if (last >= 4 && strcmp(pinyin + last, kinds[i]) == 0) {
            return last;
        }
    }
    return 0;
}

gboolean
march_wade_giles_to_pinyin(const char *text,
                           gboolean is_expected,
                           char *pinyin,
                           gsize *stem)
{
    char plain[MARCH_WADE_GILES_LIMIT];
    if (!g_utf8_validate(text, -1, NULL) || !simplify(text, plain, sizeof plain) ||
        (!is_expected && !has_evidence(plain))) {
        return FALSE;
    }
    g_autoptr(GString) result = g_string_new(NULL);
    gsize last = 0;
    g_auto(GStrv) syllables = g_strsplit_set(plain, "- ", 16);
    for (guint i = 0; syllables[i] != NULL; i++) {
        if (syllables[i][0] == '\0') {
            continue;
        }
        last = result->len;
        if (!rewrite_syllable(syllables[i], result)) {
            return FALSE;
        }
    }
    if (result->len < 2 || result->len >= MARCH_WADE_GILES_LIMIT) {
        return FALSE;
    }
    memcpy(pinyin, result->str, result->len + 1);
    *stem = measure_stem(pinyin, last);
    return TRUE;
}
