/* SPDX-License-Identifier: MIT */
/**
 * The script that a name is written in, and the countries that write it.
 *
 * It knows letters by their ranges in Unicode, not languages; it does not read names.
 */
#ifndef MARCH_GAZETTEER_SCRIPTS_H
#define MARCH_GAZETTEER_SCRIPTS_H

#include <glib.h>

typedef enum {
    MARCH_SCRIPT_UNKNOWN,
    MARCH_SCRIPT_LATIN,
    MARCH_SCRIPT_CYRILLIC,
    MARCH_SCRIPT_GREEK,
    MARCH_SCRIPT_ARABIC,
    MARCH_SCRIPT_HEBREW,
    MARCH_SCRIPT_HAN,
    MARCH_SCRIPT_KANA,
    MARCH_SCRIPT_HANGUL,
    MARCH_SCRIPT_INDIC,
    MARCH_SCRIPT_THAI, /**< Thai, Lao, Khmer, Burmese, Tibetan */
    MARCH_SCRIPT_CAUCASIAN,
    MARCH_SCRIPT_ETHIOPIC,
    MARCH_SCRIPT_COUNT,
} MarchScript;

/** The script of the first letter of @text (UTF-8). */
MarchScript march_script_of(const char *text);
/** Whether names in @country (two letters) are written in @script at home. */
gboolean march_script_is_home(MarchScript script, const char country[2]);

#endif
