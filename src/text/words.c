/* SPDX-License-Identifier: MIT */
#include "words.h"

#include "text.h"

#include <string.h>
#include <unicode/ubrk.h>
#include <unicode/utext.h>

gboolean
march_text_is_spaceless(gunichar letter)
{
    switch ((int)g_unichar_get_script(letter)) {
    case G_UNICODE_SCRIPT_THAI:
    case G_UNICODE_SCRIPT_LAO:
    case G_UNICODE_SCRIPT_KHMER:
    case G_UNICODE_SCRIPT_MYANMAR:
    case G_UNICODE_SCRIPT_HAN:
    case G_UNICODE_SCRIPT_HIRAGANA:
    case G_UNICODE_SCRIPT_KATAKANA:
        return TRUE;
    default:
        return FALSE;
    }
}

gboolean
march_text_is_joined(const char *text)
{
    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
        switch ((int)g_unichar_get_script(g_utf8_get_char(at))) {
        case G_UNICODE_SCRIPT_ARABIC:
        case G_UNICODE_SCRIPT_SYRIAC:
        case G_UNICODE_SCRIPT_MONGOLIAN:
        case G_UNICODE_SCRIPT_NKO:
        case G_UNICODE_SCRIPT_ADLAM:
        case G_UNICODE_SCRIPT_DEVANAGARI:
        case G_UNICODE_SCRIPT_BENGALI:
        case G_UNICODE_SCRIPT_GURMUKHI:
        case G_UNICODE_SCRIPT_THAI:
        case G_UNICODE_SCRIPT_LAO:
        case G_UNICODE_SCRIPT_KHMER:
        case G_UNICODE_SCRIPT_MYANMAR:
            return TRUE;
        default:
            break;
        }
    }
    return FALSE;
}

guint8 *
march_text_find_words(const char *text, glong length)
{
    UErrorCode status = U_ZERO_ERROR;
    UText *units = utext_openUTF8(NULL, text, (gint64)strlen(text), &status);
    UBreakIterator *iterator = ubrk_open(UBRK_WORD, "", NULL, 0, &status);
    guint8 *ends = NULL;

    ubrk_setUText(iterator, units, &status);
    if (U_SUCCESS(status)) {
        ends = g_new0(guint8, (gsize)length + 1);
        /* positions are bytes, as the text is UTF-8 */
        for (int32_t at = ubrk_first(iterator); at != UBRK_DONE;
             at = ubrk_next(iterator)) {
            ends[g_utf8_pointer_to_offset(text, text + at)] = 1;
        }
    }
    ubrk_close(iterator);
    utext_close(units);
    return ends;
}
