/* SPDX-License-Identifier: MIT */
#include "phrases.h"

#include <math.h>
#include <string.h>

#define MILE_KM 1.609344
/** Farther, a phrase does not say where something is. */
#define OFFSET_LIMIT_KM 500.0
#define WORD_LIMIT      24

/** Units of length, in English, French, Spanish, German, Turkish, Russian... */
static const struct {
    const char *word;
    double km;
} units[] = {
    {"km", 1},          {"kms", 1},         {"kilometre", 1},   {"kilometres", 1},
    {"kilometer", 1},   {"kilometers", 1},  {"kilomètres", 1},  {"kilómetros", 1},
    {"quilómetros", 1}, {"quilômetros", 1}, {"kilometern", 1},  {"kilometre", 1},
    {"chilometri", 1},  {"км", 1},          {"километр", 1},    {"километра", 1},
    {"километрах", 1},  {"километров", 1},  {"кілометрів", 1},  {"кілометрах", 1},
    {"километре", 1},   {"чакырым", 1},     {"чақирим", 1},     {"كم", 1},
    {"كيلومترا", 1},    {"کیلومتری", 1},    {"کیلومتر", 1},     {"kilometr", 1},
    {"mi", MILE_KM},    {"mile", MILE_KM},  {"miles", MILE_KM}, {"meilen", MILE_KM},
    {"миль", MILE_KM},  {"metres", 0.001},  {"meters", 0.001},  {"mètres", 0.001},
    {"metros", 0.001},  {"метров", 0.001},  {"метрах", 0.001},
};

/** Words between the distance and the name, and such before the distance. */
static const char *const links[] = {
    "about",
    "some",
    "around",
    "roughly",
    "approximately",
    "nearly",
    "over",
    "just",
    "at",
    "a",
    "in",
    "of",
    "from",
    "to",
    "the",
    "away",
    "outside",
    "off",
    "before",
    "north",
    "south",
    "east",
    "west",
    "northeast",
    "northwest",
    "southeast",
    "southwest",
    "north-east",
    "north-west",
    "south-east",
    "south-west",
    "n",
    "s",
    "e",
    "w",
    "ne",
    "nw",
    "se",
    "sw",
    "nne",
    "nnw",
    "sse",
    "ssw",
    "northern",
    "upstream",
    "downstream",
    "inland",
    "environ",
    "à",
    "au",
    "nord",
    "sud",
    "est",
    "ouest",
    "l'est",
    "l'ouest",
    "nord-est",
    "nord-ouest",
    "sud-est",
    "sud-ouest",
    "de",
    "du",
    "unos",
    "al",
    "norte",
    "sur",
    "este",
    "oeste",
    "noreste",
    "noroeste",
    "sureste",
    "suroeste",
    "del",
    "ao",
    "sul",
    "leste",
    "do",
    "da",
    "etwa",
    "rund",
    "ca",
    "ca.",
    "nördlich",
    "südlich",
    "östlich",
    "westlich",
    "nordöstlich",
    "nordwestlich",
    "südöstlich",
    "südwestlich",
    "von",
    "vom",
    "entfernt",
    "vor",
    "в",
    "во",
    "около",
    "примерно",
    "к",
    "ко",
    "на",
    "северу",
    "югу",
    "востоку",
    "западу",
    "северо-востоку",
    "северо-западу",
    "юго-востоку",
    "юго-западу",
    "севернее",
    "южнее",
    "восточнее",
    "западнее",
    "северо-восточнее",
    "северо-западнее",
    "юго-восточнее",
    "юго-западнее",
    "от",
    "до",
    "за",
    "на",
    "північ",
    "південь",
    "схід",
    "захід",
    "від",
    "kuzeyinde",
    "güneyinde",
    "doğusunda",
    "batısında",
    "kuzeydoğusunda",
    "uzaklıkta",
    "uzaklıktaki",
    "شمال",
    "جنوب",
    "شرق",
    "غرب",
    "من",
    "عن",
    "على",
    "بعد",
    "di",
    "circa",
};

static const struct {
    const char *word, *joint;
} betweens[] = {
    {"between", "and"},  {"entre", "et"}, {"entre", "y"}, {"entre", "e"},
    {"zwischen", "und"}, {"между", "и"},  {"між", "і"},   {"між", "та"},
    {"tra", "e"},        {"między", "a"}, {"بين", "و"},
};

/** "X front", "X direction": the country before X, how far nobody says. */
static const char *const fronts[] = {
    "front",       "frontline",   "direction",   "axis",       "направление",
    "направлении", "направления", "направлению", "напрямок",   "напрямку",
    "напрямі",     "напрям",      "фронт",       "фронте",     "фронті",
    "cephesi",     "cephesinde",  "istikameti",  "istiqaməti",
};
#define FRONT_KM 30.0

static gboolean
is_link(const char *word)
{
    for (gsize i = 0; i < G_N_ELEMENTS(links); i++) {
        if (strcmp(links[i], word) == 0) {
            return TRUE;
        }
    }
    return FALSE;
}

/** The kilometres of a unit, 0 when it is none. */
static double
unit_km(const char *word)
{
    for (gsize i = 0; i < G_N_ELEMENTS(units); i++) {
        if (strcmp(units[i].word, word) == 0) {
            return units[i].km;
        }
    }
    return 0;
}

/** Reads "15", "15.5", "15,5" or "15km"; @rest is what follows. */
static double
read_number(const char *word, const char **rest)
{
    g_autofree char *copy = g_strdelimit(g_strdup(word), ",", '.');
    char *end;
    const double number = g_ascii_isdigit(copy[0]) ? g_ascii_strtod(copy, &end) : 0;
    if (!(number > 0) || number > 10 * OFFSET_LIMIT_KM) {
        return 0;
    }
    *rest = word + (end - copy);
    return number;
}

static char *
join(char **words, guint from, guint to)
{
    GString *text = g_string_new(NULL);
    for (guint i = from; i < to; i++) {
        g_string_append_printf(text, "%s%s", i > from ? " " : "", words[i]);
    }
    return g_string_free(text, FALSE);
}

/** "15 km north of X" and "X 15 km south"; FALSE when there is no such thing. */
static gboolean
read_offset(char **words, char **folded, guint count, MarchPhrase *phrase)
{
    for (guint i = 0; i < count; i++) {
        const char *rest = NULL;
        const double number = read_number(folded[i], &rest);
        if (!(number > 0)) {
            continue;
        }
        const gboolean is_joined = *rest != '\0';
        if (!is_joined && i + 1 == count) {
            continue;
        }
        const double km = number * unit_km(is_joined ? rest : folded[i + 1]);
        guint before = i;
        guint after = i + (is_joined ? 1 : 2);
        while (before > 0 && is_link(folded[before - 1])) {
            before--;
        }
        while (after < count && is_link(folded[after])) {
            after++;
        }
        /* The name stands on one side. */
        if (!(km > 0) || km > OFFSET_LIMIT_KM || (before > 0) == (after < count)) {
            continue;
        }
        phrase->name = before > 0 ? join(words, 0, before) : join(words, after, count);
        phrase->offset_km = km;
        return TRUE;
    }
    return FALSE;
}

static gboolean
read_between(char **words, char **folded, guint count, MarchPhrase *phrase)
{
    for (gsize k = 0; count >= 4 && k < G_N_ELEMENTS(betweens); k++) {
        if (strcmp(folded[0], betweens[k].word) != 0) {
            continue;
        }
        for (guint i = 2; i + 1 < count; i++) {
            if (strcmp(folded[i], betweens[k].joint) == 0) {
                phrase->name = join(words, 1, i);
                phrase->other = join(words, i + 1, count);
                return TRUE;
            }
        }
    }
    return FALSE;
}

/** "Kupiansk direction"; with "the" and "on the" before it. */
static gboolean
read_front(char **words, char **folded, guint count, MarchPhrase *phrase)
{
    guint first = 0;
    while (first + 1 < count &&
           (is_link(folded[first]) || strcmp(folded[first], "on") == 0)) {
        first++;
    }
    for (gsize k = 0; first + 1 < count && k < G_N_ELEMENTS(fronts); k++) {
        if (strcmp(folded[count - 1], fronts[k]) == 0) {
            phrase->name = join(words, first, count - 1);
            phrase->offset_km = FRONT_KM;
            return TRUE;
        }
    }
    return FALSE;
}

void
march_phrase_read(const char *text, MarchPhrase *phrase)
{
    *phrase = (MarchPhrase){NULL, NULL, 0};
    g_auto(GStrv) parts = g_strsplit_set(text, " \t\n", WORD_LIMIT);
    char *words[WORD_LIMIT + 1];
    char *folded[WORD_LIMIT + 1];
    guint count = 0;
    for (guint i = 0; parts[i] != NULL; i++) {
        if (parts[i][0] != '\0') {
            words[count] = parts[i];
            folded[count++] = g_utf8_validate(parts[i], -1, NULL)
                                  ? g_utf8_strdown(parts[i], -1)
                                  : g_strdup("");
        }
    }
    if (!read_offset(words, folded, count, phrase) &&
        !read_between(words, folded, count, phrase) &&
        !read_front(words, folded, count, phrase)) {
        phrase->name = g_strdup(text);
    }
    for (guint i = 0; i < count; i++) {
        g_free(folded[i]);
    }
}

void
march_phrase_clear(MarchPhrase *phrase)
{
    g_clear_pointer(&phrase->name, g_free);
    g_clear_pointer(&phrase->other, g_free);
}
