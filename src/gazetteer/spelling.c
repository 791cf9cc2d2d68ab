/* SPDX-License-Identifier: MIT */
#include "spelling.h"

#include <string.h>
#include <unicode/ustring.h>
#include <unicode/utrans.h>

#include "spelling-tables.h"

/** Longest Latin form of one foreign letter. */
#define LEARNED_LIMIT 12

struct MarchSpeller {
    UTransliterator *transliterator; /**< NULL until needed */
    gboolean transliterator_failed;
    GHashTable *learned; /**< code point -> interned Latin */
};

/** What is being spelled, and the little that rules look back to. */
typedef struct {
    char *text;
    gsize length;
    gboolean inherent_vowel; /**< an Indic consonant still owes its a */
} Spelling;

MarchSpeller *
march_speller_new(void)
{
    MarchSpeller *speller = g_new0(MarchSpeller, 1);
    speller->learned = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    return speller;
}

void
march_speller_free(MarchSpeller *speller)
{
    if (speller == NULL) {
        return;
    }
    if (speller->transliterator != NULL) {
        utrans_close(speller->transliterator);
    }
    g_hash_table_unref(speller->learned);
    g_free(speller);
}

void
march_speller_learn(MarchSpeller *speller, gunichar letter, const char *latin)
{
    g_hash_table_replace(speller->learned, GUINT_TO_POINTER(letter), g_strdup(latin));
}

static int
compare_letters(gconstpointer a, gconstpointer b)
{
    const guint first = *(const guint *)a;
    const guint second = *(const guint *)b;
    return first < second ? -1 : first > second;
}

void
march_speller_foreach_learned(const MarchSpeller *speller,
                              MarchSpellerLearned callback,
                              gpointer data)
{
    g_autoptr(GArray) letters = g_array_new(FALSE, FALSE, sizeof(guint));
    GHashTableIter iter;
    gpointer key;
    g_hash_table_iter_init(&iter, speller->learned);
    while (g_hash_table_iter_next(&iter, &key, NULL)) {
        const guint letter = GPOINTER_TO_UINT(key);
        g_array_append_val(letters, letter);
    }
    g_array_sort(letters, compare_letters);
    for (guint i = 0; i < letters->len; i++) {
        const guint letter = g_array_index(letters, guint, i);
        callback(letter,
                 g_hash_table_lookup(speller->learned, GUINT_TO_POINTER(letter)), data);
    }
}

/** One foreign letter through ICU: lower-case ASCII letters, possibly none. */
static void
transliterate(MarchSpeller *speller, gunichar letter, char latin[LEARNED_LIMIT + 1])
{
    latin[0] = '\0';
    UErrorCode status = U_ZERO_ERROR;
    if (speller->transliterator == NULL && !speller->transliterator_failed) {
        static const UChar id[] = u"Any-Latin; Latin-ASCII; Lower";
        speller->transliterator =
            utrans_openU(id, -1, UTRANS_FORWARD, NULL, -1, NULL, &status);
        speller->transliterator_failed = U_FAILURE(status);
    }
    if (speller->transliterator_failed) {
        return;
    }
    status = U_ZERO_ERROR;
    UChar text[64] = {0};
    int32_t length = 0;
    U16_APPEND_UNSAFE(text, length, (UChar32)letter);
    int32_t limit = length;
    utrans_transUChars(speller->transliterator, text, &length, G_N_ELEMENTS(text), 0,
                       &limit, &status);
    if (U_FAILURE(status)) {
        return;
    }
    guint used = 0;
    for (int32_t i = 0; i < length && used < LEARNED_LIMIT; i++) {
        if (text[i] >= 'a' && text[i] <= 'z') {
            latin[used++] = (char)text[i];
        }
    }
    latin[used] = '\0';
}

static void
append(Spelling *spelling, const char *bytes)
{
    for (; *bytes != '\0' && spelling->length < MARCH_SPELLING_LIMIT; bytes++) {
        spelling->text[spelling->length++] = *bytes;
    }
}

static void
append_sounds(Spelling *spelling, const char *sounds)
{
    for (; *sounds != '\0' && spelling->length < MARCH_SPELLING_LIMIT; sounds++) {
        spelling->text[spelling->length++] = (char)(*sounds | 0x80);
    }
}

static void
append_space(Spelling *spelling)
{
    spelling->inherent_vowel = FALSE;
    if (spelling->length > 0 && spelling->text[spelling->length - 1] != ' ') {
        append(spelling, " ");
    }
}

static void
append_hangul(Spelling *spelling, gunichar letter)
{
    const guint index = letter - 0xAC00;
    append_sounds(spelling, march_hangul_initials[index / 588]);
    append_sounds(spelling, march_hangul_medials[index % 588 / 28]);
    append_sounds(spelling, march_hangul_finals[index % 28]);
}

/** Kana; a small ya, yu, yo takes the place of the vowel before it. */
static void
append_kana(Spelling *spelling, gunichar letter)
{
    if (letter >= 0x3041 && letter <= 0x3096) {
        letter += 0x60;
    }
    if (letter < 0x30A1 || letter > 0x30FA) {
        return;
    }
    const char *sounds = march_katakana[letter - 0x30A1];
    if (sounds[0] == '<') {
        sounds++;
        if (spelling->length > 0) {
            spelling->length--;
        }
    }
    append_sounds(spelling, sounds);
}

/** The scripts of India share one layout of 128 letters a block. */
static void
append_indic(Spelling *spelling, gunichar letter)
{
    const char *sounds = march_indic[letter & 0x7F];
    const gboolean is_sign = sounds[0] == '+';
    if (spelling->inherent_vowel && !is_sign) {
        append_sounds(spelling, "a");
    }
    spelling->inherent_vowel = sounds[0] == '*';
    append_sounds(spelling, is_sign || sounds[0] == '*' ? sounds + 1 : sounds);
}

static gboolean
append_from_table(Spelling *spelling, gunichar letter)
{
    gsize low = 0;
    gsize high = march_letter_sounds_count;
    while (low < high) {
        const gsize middle = (low + high) / 2;
        if (march_letter_sounds[middle].letter < letter) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    if (low == march_letter_sounds_count || march_letter_sounds[low].letter != letter) {
        return FALSE;
    }
    const char *form = march_letter_sounds[low].form;
    if (form[0] == '~') {
        /* Armenian writes u as o and this letter, which else sounds v. */
        const gsize length = spelling->length;
        const gboolean is_u =
            length > 0 && spelling->text[length - 1] == (char)('o' | 0x80);
        spelling->length -= is_u ? 1 : 0;
        append_sounds(spelling, is_u ? "u" : "v");
    } else if (form[0] == '=') {
        append(spelling, form + 1);
    } else {
        append_sounds(spelling, form);
    }
    return TRUE;
}

static gboolean
is_dropped(gunichar letter)
{
    switch (letter) {
    case '\'':
    case '`':
    case 0xB4:
    case 0x2BB:
    case 0x2BC:
    case 0x2BE:
    case 0x2BF:
    case 0x2B9:
    case 0x2BA:
    case 0x2018:
    case 0x2019:
    case 0x201B:
    case 0x2032:
    case 0x2033:
    case 0xB7:
    case 0xAD:
    case 0x200B:
    case 0x200C:
    case 0x200D:
    case 0x640:
        return TRUE;
    default:
        return FALSE;
    }
}

static void
append_foreign(MarchSpeller *speller, Spelling *spelling, gunichar letter)
{
    const char *known = g_hash_table_lookup(speller->learned, GUINT_TO_POINTER(letter));
    if (known == NULL) {
        char latin[LEARNED_LIMIT + 1];
        transliterate(speller, letter, latin);
        march_speller_learn(speller, letter, latin);
        known = g_hash_table_lookup(speller->learned, GUINT_TO_POINTER(letter));
    }
    append(spelling, known);
}

static void
append_letter(MarchSpeller *speller, Spelling *spelling, gunichar letter)
{
    if (letter < 0x80) {
        if (g_ascii_isalnum((char)letter)) {
            const char bytes[2] = {g_ascii_tolower((char)letter), '\0'};
            spelling->inherent_vowel = FALSE;
            append(spelling, bytes);
        } else if (letter != '\'' && letter != '`') {
            append_space(spelling);
        }
        return;
    }
    if (is_dropped(letter)) {
        return;
    }
    if (letter >= 0x900 && letter < 0xD80) {
        append_indic(spelling, letter);
        return;
    }
    spelling->inherent_vowel = FALSE;
    letter = g_unichar_tolower(letter);
    if (append_from_table(spelling, letter)) {
        return;
    }
    if (letter >= 0xAC00 && letter <= 0xD7A3) {
        append_hangul(spelling, letter);
        return;
    }
    if (letter >= 0x3041 && letter <= 0x30FF) {
        append_kana(spelling, letter);
        return;
    }
    gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
    if (g_unichar_fully_decompose(letter, FALSE, parts, G_N_ELEMENTS(parts)) > 1 &&
        parts[0] != letter) {
        append_letter(speller, spelling, parts[0]);
        return;
    }
    if (g_unichar_ismark(letter)) {
        return;
    }
    if (!g_unichar_isalnum(letter)) {
        append_space(spelling);
        return;
    }
    append_foreign(speller, spelling, letter);
}

/** Latin text without marks needs no normal form: most queries are such. */
static gboolean
is_plain_ascii(const char *text, gsize length)
{
    for (gsize i = 0; i < length; i++) {
        if ((guchar)text[i] >= 0x80) {
            return FALSE;
        }
    }
    return TRUE;
}

gsize
march_speller_spell(MarchSpeller *speller, const char *text, char *spelling_text)
{
    Spelling spelling = {.text = spelling_text};
    const gsize length = strnlen(text, (gsize)MARCH_SPELLING_LIMIT * 4);
    g_autofree char *normal = NULL;
    if (!is_plain_ascii(text, length)) {
        g_autofree char *valid = g_utf8_make_valid(text, (gssize)length);
        normal = g_utf8_normalize(valid, -1, G_NORMALIZE_NFKC);
    }
    const char *end = normal != NULL ? normal + strlen(normal) : text + length;
    for (const char *p = normal != NULL ? normal : text; p < end;
         p = g_utf8_next_char(p)) {
        append_letter(speller, &spelling, g_utf8_get_char(p));
    }
    while (spelling.length > 0 && spelling.text[spelling.length - 1] == ' ') {
        spelling.length--;
    }
    spelling.text[spelling.length] = '\0';
    return spelling.length;
}

char *
march_name_normalize(const char *text)
{
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    g_autofree char *normal = g_utf8_normalize(valid, -1, G_NORMALIZE_NFKC);
    GString *result = g_string_sized_new(strlen(normal));
    for (const char *p = normal; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar letter = g_unichar_tolower(g_utf8_get_char(p));
        if (letter != 0x640 && is_dropped(letter) && letter != 0xB7) {
            letter = '\'';
        }
        if (g_unichar_type(letter) == G_UNICODE_DASH_PUNCTUATION) {
            letter = '-';
        }
        if (g_unichar_isspace(letter) || g_unichar_iscntrl(letter)) {
            letter = ' ';
        }
        if (letter == ' ' &&
            (result->len == 0 || result->str[result->len - 1] == ' ')) {
            continue;
        }
        g_string_append_unichar(result, letter);
    }
    while (result->len > 0 && result->str[result->len - 1] == ' ') {
        g_string_truncate(result, result->len - 1);
    }
    return g_string_free(result, FALSE);
}
