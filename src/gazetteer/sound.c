/* SPDX-License-Identifier: MIT */
#include "sound.h"

#include <string.h>

#include "orthography.h"
#include "spelling.h"

static void
append_sound(MarchSound *sound, char byte)
{
    if (sound->length >= MARCH_SOUND_LIMIT) {
        return;
    }
    const gboolean is_doubled =
        sound->length > 0 && sound->text[sound->length - 1] == byte;
    if (!is_doubled || g_ascii_isdigit(byte)) {
        sound->text[sound->length++] = byte;
    }
}

static void
append_all(MarchSound *sound, const char *bytes)
{
    for (; *bytes != '\0'; bytes++) {
        append_sound(sound, *bytes);
    }
}

static gboolean
is_front_vowel(char letter)
{
    return letter == 'e' || letter == 'i' || letter == 'y';
}

static gboolean
is_vowel_letter(char letter)
{
    return letter != '\0' && strchr("aeiouy", letter) != NULL;
}

/** Whether @condition of a rule holds for the letter that follows. */
static gboolean
condition_holds(char condition, char before, char after)
{
    switch (condition) {
    case '\0':
        return TRUE;
    case 'F':
        return is_front_vowel(after);
    case 'V':
        return is_vowel_letter(after);
    case 'K':
        return g_ascii_islower(after) && !is_vowel_letter(after);
    case '$':
        return after == '\0' || after == ' ';
    case '^':
        return before == '\0' || before == ' ';
    case 'M': /* between vowel and consonant or end: a mute letter */
        return is_vowel_letter(before) && !is_vowel_letter(after);
    default:
        return FALSE;
    }
}

/** The longest rule of @rules that fits at @text, or NULL. */
static const MarchLetterRule *
find_rule(const MarchLetterRule *rules, const char *text, char before)
{
    const MarchLetterRule *best = NULL;
    gsize best_length = 0;
    for (const MarchLetterRule *rule = rules; rule->letters != NULL; rule++) {
        if (rule->letters[0] != text[0]) {
            continue;
        }
        const gsize length = strlen(rule->letters);
        if (length > best_length && strncmp(text, rule->letters, length) == 0 &&
            condition_holds(rule->condition, before, text[length])) {
            best = rule;
            best_length = length;
        }
    }
    return best;
}

void
march_sound_read(const char *spelling, MarchOrthography orthography, MarchSound *sound)
{
    const MarchLetterRule *own = march_orthography_rules(orthography);
    const MarchLetterRule *plain = march_orthography_rules(MARCH_ORTHOGRAPHY_PLAIN);
    sound->length = 0;
    char before = '\0';
    for (const char *p = spelling; *p != '\0';) {
        if ((guchar)*p >= 0x80) {
            append_sound(sound, (char)(*p & 0x7F));
            before = '\0';
            p++;
            continue;
        }
        if (*p == ' ' || g_ascii_isdigit(*p)) {
            if (*p != ' ') {
                append_sound(sound, *p);
            }
            before = *p++;
            continue;
        }
        const MarchLetterRule *rule = find_rule(own, p, before);
        const MarchLetterRule *common = find_rule(plain, p, before);
        if (rule == NULL ||
            (common != NULL && strlen(common->letters) > strlen(rule->letters))) {
            rule = common;
        }
        if (rule == NULL) {
            append_sound(sound, *p);
            before = *p++;
            continue;
        }
        append_all(sound, rule->sounds);
        p += strlen(rule->letters);
        before = p[-1];
    }
    sound->text[sound->length] = '\0';
}

static gboolean
is_vowel(char sound)
{
    return sound == 'a' || sound == 'e' || sound == 'i' || sound == 'o' || sound == 'u';
}

void
march_sound_soften(const MarchSound *sound, MarchSound *soft)
{
    soft->length = 0;
    for (guint i = 0; i < sound->length; i++) {
        char byte = sound->text[i];
        const char before = i > 0 ? sound->text[i - 1] : '\0';
        const char after = i + 1 < sound->length ? sound->text[i + 1] : '\0';
        if (byte == 'h' && i > 0) {
            continue;
        }
        if (byte == 'i' && ((is_vowel(after) && after != 'i') ||
                            (is_vowel(before) && before != 'i'))) {
            continue;
        }
        switch (byte) {
        case 'o':
            byte = 'a';
            break;
        case 'i':
            byte = 'e';
            break;
        case 'z':
        case 'c':
            byte = 's';
            break;
        case 'J':
            byte = 'C';
            break;
        default:
            break;
        }
        append_sound(soft, byte);
    }
    soft->text[soft->length] = '\0';
}

void
march_sound_skeleton(const MarchSound *sound, MarchSound *skeleton)
{
    skeleton->length = 0;
    for (guint i = 0; i < sound->length; i++) {
        char byte = sound->text[i];
        if (is_vowel(byte) || (byte == 'h' && i > 0)) {
            continue;
        }
        switch (byte) {
        case 'b':
            byte = 'p';
            break;
        case 'd':
            byte = 't';
            break;
        case 'g':
        case 'h':
            byte = 'k';
            break;
        case 'f':
            byte = 'v';
            break;
        case 'z':
        case 'c':
            byte = 's';
            break;
        case 'C':
        case 'J':
            byte = 'S';
            break;
        case 'm':
            byte = 'n';
            break;
        default:
            break;
        }
        append_sound(skeleton, byte);
    }
    if (skeleton->length < 3) {
        skeleton->length = 0;
    }
    skeleton->text[skeleton->length] = '\0';
}
