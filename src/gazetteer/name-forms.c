/* SPDX-License-Identifier: MIT */
#include "name-forms.h"

#include <string.h>

#include "name-endings.h"
#include "shorthand.h"
#include "wade-giles.h"

#define WORD_LIMIT  16
#define FORM_LIMIT  14
#define STRIPPED    0.02
#define ENDING      0.05
#define READING     0.03
#define FOREIGN     0.045
#define WADE_GILES  0.01
#define LAST_WORD   0.08
#define SINGLE_WORD 0.11

struct MarchNameFolder {
    MarchSpeller *speller;
    MarchTypeWords *type_words;
    MarchAdjectives *adjectives; /**< NULL until a query comes */
};

typedef struct {
    gsize start, length;
    gboolean is_type, is_joint;
    MarchWordRole role;
} Word;

typedef struct {
    char spelling[MARCH_SPELLING_LIMIT + 1];
    Word words[WORD_LIMIT];
    guint count;
    guint type_count; /**< type words that are not fillers */
} Words;

MarchNameFolder *
march_name_folder_new(void)
{
    MarchNameFolder *folder = g_new0(MarchNameFolder, 1);
    folder->speller = march_speller_new();
    folder->type_words = march_type_words_new(folder->speller);
    return folder;
}

void
march_name_folder_free(MarchNameFolder *folder)
{
    if (folder != NULL) {
        march_adjectives_free(folder->adjectives);
        march_type_words_free(folder->type_words);
        march_speller_free(folder->speller);
        g_free(folder);
    }
}

MarchSpeller *
march_name_folder_get_speller(MarchNameFolder *folder)
{
    return folder->speller;
}

static void
split_words(const MarchNameFolder *folder, Words *words)
{
    words->count = words->type_count = 0;
    const char *p = words->spelling;
    while (*p != '\0' && words->count < WORD_LIMIT) {
        const gsize length = strcspn(p, " ");
        Word *word = &words->words[words->count++];
        *word = (Word){.start = (gsize)(p - words->spelling), .length = length};
        char text[MARCH_SPELLING_LIMIT + 1];
        memcpy(text, p, length);
        text[length] = '\0';
        MarchSound sound;
        march_sound_read(text, MARCH_ORTHOGRAPHY_PLAIN, &sound);
        const gboolean is_last = p[length] == '\0' && words->count > 1;
        word->is_type =
            march_type_words_find(folder->type_words, &sound, is_last, &word->role);
        word->is_joint = march_type_words_is_joint(folder->type_words, &sound);
        if (word->is_type && word->role != MARCH_WORD_FILLER) {
            words->type_count++;
        }
        p += length;
        p += strspn(p, " ");
    }
}

/** Leaves adjectives of countries out: "tadschikische Exklave Woruch". */
static void
mark_adjectives(MarchNameFolder *folder, Words *words, MarchNameHint *hint)
{
    if (folder->adjectives == NULL) {
        folder->adjectives = march_adjectives_new(folder->speller);
    }
    hint->country = march_adjectives_find(folder->adjectives, words->spelling);
    hint->is_all_adjective = hint->country != NULL;
    if (hint->country != NULL) {
        return;
    }
    guint names = 0;
    for (guint i = 0; i < words->count; i++) {
        Word *word = &words->words[i];
        char text[MARCH_SPELLING_LIMIT + 1];
        memcpy(text, words->spelling + word->start, word->length);
        text[word->length] = '\0';
        const char *country =
            word->is_type ? NULL : march_adjectives_find(folder->adjectives, text);
        if (country != NULL) {
            hint->country = country;
            word->is_type = TRUE;
            word->role = MARCH_WORD_FILLER;
        }
        names +=
            country == NULL && (!word->is_type || word->role == MARCH_WORD_FEATURE);
    }
    hint->is_all_adjective = hint->country != NULL && names == 0;
}

/** The words that are a name, joined; FALSE when none or nothing was left out. */
static gboolean
join_name_words(const Words *words, char *spelling)
{
    gsize length = 0;
    guint kept = 0;
    for (guint i = 0; i < words->count; i++) {
        const Word *word = &words->words[i];
        if (word->is_type) {
            continue;
        }
        if (length > 0) {
            spelling[length++] = ' ';
        }
        memcpy(spelling + length, words->spelling + word->start, word->length);
        length += word->length;
        kept++;
    }
    spelling[length] = '\0';
    return length >= 2 && kept < words->count;
}

/** The words before the first that joins: "Pouilly" of "Pouilly sur Loire". */
static gboolean
take_head(const Words *words, char *spelling)
{
    for (guint i = 1; i + 1 < words->count; i++) {
        const gsize length = words->words[i].start - 1;
        if (words->words[i].is_joint && length >= 4 && !words->words[i - 1].is_type) {
            memcpy(spelling, words->spelling, length);
            spelling[length] = '\0';
            return TRUE;
        }
    }
    return FALSE;
}

/** Words for a saint, which languages translate: all are read as "san". */
static gboolean
is_saint(const char *word, gsize length)
{
    static const char *const saints[] = {
        "saint", "sainte", "sankt",   "san",    "santa", "santo", "sao",   "sant",
        "sint",  "st",     "ste",     "sveti",  "szent", "agios", "ayios", "agia",
        "ayia",  "hagios", "sfantul", "sfantu", "svaty", "svety",
    };
    char plain[12];
    if (length >= sizeof plain) {
        return FALSE;
    }
    for (gsize i = 0; i < length; i++) {
        plain[i] = (char)(word[i] & 0x7F);
    }
    plain[length] = '\0';
    for (gsize i = 0; i < G_N_ELEMENTS(saints); i++) {
        if (strcmp(plain, saints[i]) == 0) {
            return TRUE;
        }
    }
    return FALSE;
}

/** Copies @spelling with each saint but a last word made "san". */
static void
unify_saints(const char *spelling, char *result)
{
    gsize length = 0;
    for (const char *p = spelling; *p != '\0';) {
        const gsize word = strcspn(p, " ");
        const gboolean is_last = p[word] == '\0';
        const char *copy = !is_last && is_saint(p, word) ? "san" : p;
        const gsize copied = copy == p ? word : 3;
        if (length + copied + 1 > MARCH_SPELLING_LIMIT) {
            break;
        }
        memcpy(result + length, copy, copied);
        length += copied;
        p += word;
        if (*p == ' ') {
            result[length++] = *p++;
        }
    }
    result[length] = '\0';
}

/** Adds a form unless the same sound is there already, then the better one stays. */
static void
add_form(GArray *forms,
         const char *spelling,
         MarchOrthography orthography,
         guint flags,
         double penalty)
{
    MarchNameForm form = {
        .flags = flags, .penalty = penalty, .orthography = orthography};
    char unified[MARCH_SPELLING_LIMIT + 1];
    unify_saints(spelling, unified);
    march_sound_read(unified, orthography, &form.sound);
    if (form.sound.length == 0) {
        return;
    }
    for (guint i = 0; i < forms->len; i++) {
        const MarchNameForm *known = &g_array_index(forms, MarchNameForm, i);
        if (strcmp(known->sound.text, form.sound.text) == 0) {
            return;
        }
    }
    g_strlcpy(form.spelling, spelling, sizeof form.spelling);
    g_array_append_val(forms, form);
}

void
march_name_fold(MarchNameFolder *folder, const char *name, MarchSound *sound)
{
    char spelling[MARCH_SPELLING_LIMIT + 1];
    march_speller_spell(folder->speller, name, spelling);
    march_sound_read(spelling, MARCH_ORTHOGRAPHY_PLAIN, sound);
}

void
march_name_forms_for_index(MarchNameFolder *folder,
                           const char *name,
                           const char *country,
                           gboolean is_admin,
                           GArray *forms)
{
    Words words;
    if (march_speller_spell(folder->speller, name, words.spelling) == 0) {
        return;
    }
    const MarchOrthography own = march_orthography_of_country(country);
    add_form(forms, words.spelling, MARCH_ORTHOGRAPHY_PLAIN, 0, 0);
    if (own != MARCH_ORTHOGRAPHY_PLAIN) {
        add_form(forms, words.spelling, own, MARCH_FORM_READING, 0);
    }
    split_words(folder, &words);
    char stripped[MARCH_SPELLING_LIMIT + 1];
    const char *base = words.spelling;
    if (words.type_count > 0 && join_name_words(&words, stripped)) {
        base = stripped;
        add_form(forms, stripped, MARCH_ORTHOGRAPHY_PLAIN, MARCH_FORM_STRIPPED, 0);
        if (own != MARCH_ORTHOGRAPHY_PLAIN) {
            add_form(forms, stripped, own, MARCH_FORM_STRIPPED | MARCH_FORM_READING, 0);
        }
    }
    MarchWordRole role;
    const gsize suffix = march_type_suffix_length(name, &role);
    if (suffix > 0) {
        g_autofree char *stem = g_strndup(name, strlen(name) - suffix);
        char spelling[MARCH_SPELLING_LIMIT + 1];
        march_speller_spell(folder->speller, stem, spelling);
        add_form(forms, spelling, MARCH_ORTHOGRAPHY_PLAIN, MARCH_FORM_STRIPPED, 0);
    }
    char stem[MARCH_SPELLING_LIMIT + 1];
    if (take_head(&words, stem)) {
        add_form(forms, stem, MARCH_ORTHOGRAPHY_PLAIN, MARCH_FORM_HEAD, 0);
        if (own != MARCH_ORTHOGRAPHY_PLAIN) {
            add_form(forms, stem, own, MARCH_FORM_HEAD, 0);
        }
    }
    if (is_admin && march_name_strip_adjective(base, stem)) {
        add_form(forms, stem, MARCH_ORTHOGRAPHY_PLAIN, MARCH_FORM_STRIPPED, 0);
    }
}

/** All readings of one spelling, the plain one first. */
static void
add_readings(GArray *forms,
             const char *spelling,
             const char *countries,
             guint flags,
             double penalty)
{
    add_form(forms, spelling, MARCH_ORTHOGRAPHY_PLAIN, flags, penalty);
    gboolean is_hinted[MARCH_ORTHOGRAPHY_COUNT] = {FALSE};
    g_auto(GStrv) codes = g_strsplit(countries != NULL ? countries : "", ",", 8);
    for (guint i = 0; codes[i] != NULL; i++) {
        is_hinted[march_orthography_of_country(g_strstrip(codes[i]))] = TRUE;
    }
    for (guint i = 1; i < MARCH_ORTHOGRAPHY_COUNT; i++) {
        if (is_hinted[i]) {
            add_form(forms, spelling, (MarchOrthography)i, flags | MARCH_FORM_READING,
                     penalty + READING / 2);
        }
    }
    for (guint i = 1; i < MARCH_ORTHOGRAPHY_ABJAD && forms->len < FORM_LIMIT; i++) {
        const gboolean is_common = i == MARCH_ORTHOGRAPHY_FRENCH ||
                                   i == MARCH_ORTHOGRAPHY_GERMAN ||
                                   i == MARCH_ORTHOGRAPHY_SPANISH;
        add_form(forms, spelling, (MarchOrthography)i, flags | MARCH_FORM_READING,
                 penalty + (is_common ? READING : FOREIGN));
    }
}

static void
add_endings(GArray *forms, const char *spelling, guint flags, double penalty)
{
    char stem[MARCH_SPELLING_LIMIT + 1];
    if (march_name_strip_adjective(spelling, stem)) {
        add_form(forms, stem, MARCH_ORTHOGRAPHY_PLAIN, flags | MARCH_FORM_STRIPPED,
                 penalty + ENDING);
    }
    for (guint i = 0; march_name_strip_case(spelling, i, stem); i++) {
        if (stem[0] != '\0') {
            add_form(forms, stem, MARCH_ORTHOGRAPHY_PLAIN, flags | MARCH_FORM_STRIPPED,
                     penalty + ENDING * 1.4);
        }
    }
}

/** Whether one of @countries writes Chinese. */
static gboolean
is_chinese(const char *countries)
{
    g_auto(GStrv) codes = g_strsplit(countries != NULL ? countries : "", ",", 8);
    for (guint i = 0; codes[i] != NULL; i++) {
        if (march_orthography_of_country(g_strstrip(codes[i])) ==
            MARCH_ORTHOGRAPHY_PINYIN) {
            return TRUE;
        }
    }
    return FALSE;
}

/** What an older romanisation of Chinese is in today's. */
static void
add_wade_giles(GArray *forms, const char *text, const char *countries)
{
    char pinyin[MARCH_WADE_GILES_LIMIT];
    gsize stem;
    if (!march_wade_giles_to_pinyin(text, is_chinese(countries), pinyin, &stem)) {
        return;
    }
    add_form(forms, pinyin, MARCH_ORTHOGRAPHY_PINYIN, MARCH_FORM_READING, WADE_GILES);
    if (stem > 0) {
        pinyin[stem] = '\0';
        add_form(forms, pinyin, MARCH_ORTHOGRAPHY_PINYIN,
                 MARCH_FORM_READING | MARCH_FORM_STRIPPED, WADE_GILES + STRIPPED);
    }
}

/** The long words of a phrase one by one: "tadschikische Exklave Woruch". */
static void
add_single_words(GArray *forms, const Words *words)
{
    guint names = 0;
    guint last = 0;
    for (guint i = 0; i < words->count; i++) {
        if (!words->words[i].is_type) {
            names++;
            last = i;
        }
    }
    if (names < 2) {
        return;
    }
    for (guint i = 0; i < words->count; i++) {
        const Word *word = &words->words[i];
        if (word->is_type || word->length < 4) {
            continue;
        }
        char text[MARCH_SPELLING_LIMIT + 1];
        memcpy(text, words->spelling + word->start, word->length);
        text[word->length] = '\0';
        add_form(forms, text, MARCH_ORTHOGRAPHY_PLAIN, MARCH_FORM_PART,
                 i == last ? LAST_WORD : SINGLE_WORD);
    }
}

/** Whether a Latin spelling has hardly any vowels: "wylmnghtwn". */
static gboolean
is_consonantal(const char *spelling)
{
    guint letters = 0;
    guint vowels = 0;
    for (const char *p = spelling; *p != '\0'; p++) {
        letters += g_ascii_islower(*p);
        vowels += *p != '\0' && strchr("aeiou", *p) != NULL;
    }
    return letters >= 4 && vowels * 4 <= letters && strpbrk(spelling, "wy") != NULL;
}

/** Scripts that write consonants only: Arabic and Hebrew letters. */
static gboolean
omits_vowels(const char *text)
{
    for (const char *p = text; *p != '\0'; p++) {
        const guchar byte = (guchar)*p;
        if (byte >= 0xD6 && byte <= 0xDB) {
            return TRUE;
        }
    }
    return FALSE;
}

void
march_name_forms_for_query(MarchNameFolder *folder,
                           const char *text,
                           const char *countries,
                           GArray *forms,
                           MarchNameHint *hint)
{
    *hint = (MarchNameHint){.role = MARCH_WORD_FILLER};
    Words words;
    if (march_speller_spell(folder->speller, text, words.spelling) == 0) {
        return;
    }
    split_words(folder, &words);
    mark_adjectives(folder, &words, hint);
    for (guint i = 0; i < words.count; i++) {
        if (words.words[i].is_type && words.words[i].role != MARCH_WORD_FILLER) {
            hint->has_role = TRUE;
            hint->role = words.words[i].role;
        }
    }
    char stripped[MARCH_SPELLING_LIMIT + 1];
    const gboolean has_stripped = join_name_words(&words, stripped);
    add_form(forms, words.spelling, MARCH_ORTHOGRAPHY_PLAIN, 0, 0);
    if (has_stripped) {
        add_form(forms, stripped, MARCH_ORTHOGRAPHY_PLAIN, MARCH_FORM_STRIPPED,
                 STRIPPED);
    }
    add_wade_giles(forms, text, countries);
    MarchWordRole role;
    const gsize suffix = march_type_suffix_length(text, &role);
    if (suffix > 0) {
        g_autofree char *stem = g_strndup(text, strlen(text) - suffix);
        char spelling[MARCH_SPELLING_LIMIT + 1];
        march_speller_spell(folder->speller, stem, spelling);
        add_form(forms, spelling, MARCH_ORTHOGRAPHY_PLAIN, MARCH_FORM_STRIPPED,
                 STRIPPED);
        hint->has_role = TRUE;
        hint->role = role;
    }
    if (has_stripped) {
        add_endings(forms, stripped, 0, STRIPPED);
    } else {
        add_endings(forms, words.spelling, 0, 0);
    }
    const gboolean consonantal = is_consonantal(words.spelling);
    if (consonantal) {
        add_form(forms, words.spelling, MARCH_ORTHOGRAPHY_ABJAD, MARCH_FORM_READING,
                 READING);
    }
    add_readings(forms, words.spelling, countries, 0, 0);
    if (has_stripped) {
        add_readings(forms, stripped, countries, MARCH_FORM_STRIPPED, STRIPPED);
    }
    add_single_words(forms, &words);
    if (consonantal || omits_vowels(text)) {
        for (guint i = 0; i < forms->len; i++) {
            g_array_index(forms, MarchNameForm, i).vowels_are_missing = TRUE;
        }
    }
}
