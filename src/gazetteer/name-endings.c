/* SPDX-License-Identifier: MIT */
#include "name-endings.h"

#include <string.h>

/** Shortest stem worth looking up, in letters. */
#define STEM_MINIMUM 4

/** Letters with the high bit off: sounds and Latin letters look alike then. */
static gsize
to_plain_letters(const char *spelling, char *plain)
{
    gsize length = 0;
    for (; spelling[length] != '\0'; length++) {
        plain[length] = (char)(spelling[length] & 0x7F);
    }
    plain[length] = '\0';
    return length;
}

static gboolean
strip(const char *spelling, const char *ending, char *stem)
{
    char plain[256];
    const gsize length = to_plain_letters(spelling, plain);
    const gsize ending_length = strlen(ending);
    if (length < ending_length + STEM_MINIMUM ||
        strcmp(plain + length - ending_length, ending) != 0) {
        return FALSE;
    }
    const char *last_space = strrchr(plain, ' ');
    const gsize word = last_space == NULL ? 0 : (gsize)(last_space - plain) + 1;
    if (length - ending_length < word + STEM_MINIMUM) {
        return FALSE;
    }
    memcpy(stem, spelling, length - ending_length);
    stem[length - ending_length] = '\0';
    return TRUE;
}

gboolean
march_name_strip_adjective(const char *spelling, char *stem)
{
    static const char *const endings[] = {
        "skogo", "skaya", "skaia", "skiy", "skii", "skij", "skoi",  "skoy",
        "skomu", "skom",  "skoho", "skyi", "skyy", "skyj", "ska",   "ski",
        "sky",   "skie",  "skim",  "ske",  "skoe", "skih", "skikh",
    };
    for (gsize i = 0; i < G_N_ELEMENTS(endings); i++) {
        if (strip(spelling, endings[i], stem)) {
            return TRUE;
        }
    }
    return FALSE;
}

gboolean
march_name_strip_case(const char *spelling, guint index, char *stem)
{
    static const char *const endings[] = {
        "nin", "nyn",  "nun", "din", "dyn", "dun", "tin", "tun", "da", "de",   "do",
        "ta",  "te",   "dan", "den", "don", "tan", "ten", "ga",  "ge", "go",   "ka",
        "ke",  "ning", "ni",  "om",  "oi",  "oy",  "ov",  "in",  "im", "dagi", "lik",
    };
    if (index >= G_N_ELEMENTS(endings)) {
        return FALSE;
    }
    if (!strip(spelling, endings[index], stem)) {
        stem[0] = '\0';
    }
    return TRUE;
}
