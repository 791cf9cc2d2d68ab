/* SPDX-License-Identifier: MIT */
#include "words.h"

#include <string.h>

#include "base/error.h"
#include "base/file.h"
#include "base/yaml.h"

#define TEXT_MAX  600 /* bytes of a text or its translation */
#define TEXTS_MAX 4000
#define GAPS_MAX  9
#define DEPTH_MAX 4
#define NO_BREAK  "\302\240"

/* A text with gaps, and what it is in the language. */
typedef struct {
    char **pieces; /* between the gaps */
    char *translation;
} Template;

struct MarchWords {
    char *language;
    gboolean is_rtl;
    char *months[12];     /* (nullable) */
    char *date;           /* (nullable) with {d}, {m}, {y} */
    char *decimal;        /* (nullable) */
    char *thousands;      /* (nullable) */
    GHashTable *texts;    /* without gaps: text -> translation */
    GPtrArray *templates; /* of Template, in order */
    GHashTable *own;      /* set: the user's */
    GPtrArray *missed;    /* of char*, each once */
};

static void
template_free(gpointer data)
{
    Template *template = data;

    g_strfreev(template->pieces);
    g_free(template->translation);
    g_free(template);
}

MarchWords *
march_words_new(const char *language)
{
    MarchWords *words = g_new0(MarchWords, 1);

    words->language = g_strdup(language);
    words->texts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    words->own = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    words->templates = g_ptr_array_new_with_free_func(template_free);
    words->missed = g_ptr_array_new_with_free_func(g_free);
    return words;
}

void
march_words_free(MarchWords *words)
{
    if (words == NULL) {
        return;
    }
    for (guint i = 0; i < G_N_ELEMENTS(words->months); i++) {
        g_free(words->months[i]);
    }
    g_free(words->language);
    g_free(words->date);
    g_free(words->decimal);
    g_free(words->thousands);
    g_hash_table_unref(words->texts);
    g_hash_table_unref(words->own);
    g_ptr_array_unref(words->templates);
    g_ptr_array_unref(words->missed);
    g_free(words);
}

/* Spaces that hold are spaces here; the final full stop is put back later. */
static char *
normalise(const char *text, gboolean *has_stop)
{
    g_auto(GStrv) parts = g_strsplit(text, NO_BREAK, -1);
    char *plain = g_strjoinv(" ", parts);
    gsize length = strlen(plain);

    *has_stop = length > 1 && plain[length - 1] == '.';
    if (*has_stop) {
        plain[length - 1] = '\0';
    }
    return plain;
}

static gboolean
pair_add(MarchWords *words,
         const MarchYamlNode *key,
         const MarchYamlNode *value,
         guint *at,
         GError **error)
{
    gboolean has_stop = FALSE;
    g_autofree char *text = normalise(key->text, &has_stop);
    gboolean is_stopped = FALSE;
    g_autofree char *translation = NULL;
    g_auto(GStrv) pieces = g_strsplit(text, "{}", -1);
    guint n_gaps = g_strv_length(pieces) > 0 ? g_strv_length(pieces) - 1 : 0;

    if (value->kind != MARCH_YAML_SCALAR || strlen(value->text) > TEXT_MAX ||
        strlen(text) > TEXT_MAX || n_gaps > GAPS_MAX ||
        words->templates->len + g_hash_table_size(words->texts) >= TEXTS_MAX) {
        march_error_set(error, MARCH_ERROR_CONFIG, value->where,
                        "\"%.60s\": expected a text of at most %d bytes with at most "
                        "%d gaps, and at most %d texts",
                        key->text, TEXT_MAX, GAPS_MAX, TEXTS_MAX);
        return FALSE;
    }
    translation = g_strdup(value->text);
    is_stopped = g_str_has_suffix(translation, ".");
    if (is_stopped && has_stop) { /* else it is of an abbreviation */
        translation[strlen(translation) - 1] = '\0';
    }
    if (n_gaps == 0) {
        g_hash_table_insert(words->texts, g_steal_pointer(&text),
                            g_steal_pointer(&translation));
        return TRUE;
    }
    Template *template = g_new0(Template, 1);

    template->pieces = g_steal_pointer(&pieces);
    template->translation = g_steal_pointer(&translation);
    g_ptr_array_insert(words->templates, (int)(*at)++, template);
    return TRUE;
}

void
march_words_add_name(MarchWords *words, const char *text, const char *translation)
{
    if (!g_hash_table_contains(words->texts, text)) {
        g_hash_table_insert(words->texts, g_strdup(text), g_strdup(translation));
    }
}

static void
scalar_take(const MarchYamlNode *root, const char *key, char **field)
{
    const MarchYamlNode *node = march_yaml_node_get(root, key);

    if (node != NULL && node->kind == MARCH_YAML_SCALAR) {
        g_free(*field);
        *field = g_strdup(node->text);
    }
}

static gboolean
months_take(MarchWords *words, const MarchYamlNode *root, GError **error)
{
    const MarchYamlNode *node = march_yaml_node_get(root, "months");

    if (node == NULL) {
        return TRUE;
    }
    if (node->kind != MARCH_YAML_SEQUENCE || node->items->len != 12) {
        march_error_set(error, MARCH_ERROR_CONFIG, node->where,
                        "months: expected a list of twelve names");
        return FALSE;
    }
    for (guint i = 0; i < 12; i++) {
        const MarchYamlNode *month = g_ptr_array_index(node->items, i);

        if (month->kind != MARCH_YAML_SCALAR) {
            march_error_set(error, MARCH_ERROR_CONFIG, month->where,
                            "months: expected the name of a month");
            return FALSE;
        }
        g_free(words->months[i]);
        words->months[i] = g_strdup(month->text);
    }
    return TRUE;
}

static gboolean
keys_check(const MarchYamlNode *root, GError **error)
{
    static const char *const KEYS[] = {"words",   "direction", "months", "date",
                                       "decimal", "thousands", "texts",  NULL};

    for (guint i = 0; i < root->keys->len; i++) {
        const MarchYamlNode *key = g_ptr_array_index(root->keys, i);

        if (!g_strv_contains(KEYS, key->text)) {
            march_error_set(error, MARCH_ERROR_CONFIG, key->where,
                            "unknown key \"%s\" in a file of words; expected words, "
                            "direction, months, date, decimal, thousands or texts",
                            key->text);
            return FALSE;
        }
    }
    return TRUE;
}

static gboolean
root_take(MarchWords *words, const MarchYamlNode *root, GError **error)
{
    const MarchYamlNode *texts = march_yaml_node_get(root, "texts");
    const MarchYamlNode *direction = march_yaml_node_get(root, "direction");
    guint at = 0;

    if (!keys_check(root, error) || !months_take(words, root, error)) {
        return FALSE;
    }
    if (direction != NULL) {
        words->is_rtl = g_strcmp0(direction->text, "rtl") == 0;
    }
    scalar_take(root, "date", &words->date);
    scalar_take(root, "decimal", &words->decimal);
    scalar_take(root, "thousands", &words->thousands);
    if (texts != NULL && texts->kind != MARCH_YAML_MAPPING) {
        march_error_set(error, MARCH_ERROR_CONFIG, texts->where,
                        "texts: expected a mapping of texts to translations");
        return FALSE;
    }
    for (guint i = 0; texts != NULL && i < texts->items->len; i++) {
        if (!pair_add(words, g_ptr_array_index(texts->keys, i),
                      g_ptr_array_index(texts->items, i), &at, error)) {
            return FALSE;
        }
    }
    return TRUE;
}

gboolean
march_words_add_text(MarchWords *words,
                     const char *text,
                     gsize length,
                     const char *path,
                     GError **error)
{
    g_autoptr(MarchYaml) yaml = march_yaml_parse(text, length, path, error);
    const MarchYamlNode *root;

    if (yaml == NULL) {
        return FALSE;
    }
    root = march_yaml_get_root(yaml);
    if (root == NULL || root->kind != MARCH_YAML_MAPPING) {
        march_error_set(error, MARCH_ERROR_CONFIG, march_location_new(path, 1, 1),
                        "a file of words is a mapping with the key \"texts\"");
        return FALSE;
    }
    return root_take(words, root, error);
}

gboolean
march_words_add_file(MarchWords *words, const char *path, GError **error)
{
    gsize length = 0;
    g_autofree char *text = march_file_read(path, MARCH_YAML_MAX_BYTES, &length, error);

    return text != NULL && march_words_add_text(words, text, length, path, error);
}

MarchWords *
march_words_load(const char *folder, const char *language, GError **error)
{
    g_autoptr(MarchWords) words = march_words_new(language);
    g_autofree char *file = g_strconcat(language, ".yaml", NULL);
    g_autofree char *path = g_build_filename(folder, file, NULL);

    return march_words_add_file(words, path, error) ? g_steal_pointer(&words) : NULL;
}

gboolean
march_words_is_right_to_left(const MarchWords *words)
{
    return words != NULL && words->is_rtl;
}

static char *say(const MarchWords *words, const char *text, guint depth);

/* "1 May 2021" in the language; NULL when @text is no date. */
static char *
say_date(const MarchWords *words, const char *text)
{
    static const char *const MONTHS[] = {
        "January", "February", "March",     "April",   "May",      "June",
        "July",    "August",   "September", "October", "November", "December"};
    g_auto(GStrv) parts = g_strsplit(text, " ", 4);
    gboolean is_date = words->date != NULL && g_strv_length(parts) == 3 &&
                       strspn(parts[0], "0123456789") == strlen(parts[0]) &&
                       strspn(parts[2], "0123456789") == strlen(parts[2]) &&
                       strlen(parts[0]) >= 1 && strlen(parts[0]) <= 2 &&
                       strlen(parts[2]) == 4;

    for (guint i = 0; is_date && i < 12; i++) {
        if (strcmp(parts[1], MONTHS[i]) == 0 && words->months[i] != NULL) {
            g_autoptr(GString) date = g_string_new(words->date);

            g_string_replace(date, "{d}", parts[0], 1);
            g_string_replace(date, "{m}", words->months[i], 1);
            g_string_replace(date, "{y}", parts[2], 1);
            return g_string_free(g_steal_pointer(&date), FALSE);
        }
    }
    return NULL;
}

/* "1,250.5" with the marks of the language; NULL when @text is no number. */
static char *
say_number(const MarchWords *words, const char *text)
{
    g_autoptr(GString) number = NULL;

    if (!g_ascii_isdigit(text[0]) || strspn(text, "0123456789,.") != strlen(text)) {
        return NULL;
    }
    number = g_string_new(NULL);
    for (const char *at = text; *at != '\0'; at++) {
        if (*at == ',') {
            g_string_append(number, words->thousands != NULL ? words->thousands : ",");
        } else if (*at == '.') {
            g_string_append(number, words->decimal != NULL ? words->decimal : ".");
        } else {
            g_string_append_c(number, *at);
        }
    }
    return g_string_free(g_steal_pointer(&number), FALSE);
}

/* The gaps of @template in @text, (transfer full); NULL when it is another text. */
static char **
match(const Template *template, const char *text)
{
    g_autoptr(GStrvBuilder) gaps = g_strv_builder_new();
    const char *at = text;

    if (!g_str_has_prefix(text, template->pieces[0])) {
        return NULL;
    }
    at += strlen(template->pieces[0]);
    for (guint i = 1; template->pieces[i] != NULL; i++) {
        const char *piece = template->pieces[i];
        gboolean is_last = template->pieces[i + 1] == NULL;
        const char *end = NULL;

        if (is_last) {
            end = g_str_has_suffix(at, piece) ? at + strlen(at) - strlen(piece) : NULL;
        } else {
            end = strstr(at, piece);
        }
        if (end == NULL || end == at) {
            return NULL;
        }
        g_autofree char *gap = g_strndup(at, (gsize)(end - at));

        g_strv_builder_add(gaps, gap);
        at = end + strlen(piece);
    }
    return g_strv_builder_end(gaps);
}

/* Clauses of a sentence, or lines of a label, one by one; NULL unless all are known. */
static char *
say_clauses(const MarchWords *words, const char *text, guint depth)
{
    const char *separator = strstr(text, ";\n") != NULL ? ";\n" : "; ";
    g_auto(GStrv) clauses = g_strsplit(text, separator, -1);

    if (g_strv_length(clauses) < 2) {
        return NULL;
    }
    for (guint i = 0; clauses[i] != NULL; i++) {
        char *said = say(words, clauses[i], depth + 1);

        if (said == NULL) {
            return NULL;
        }
        g_free(clauses[i]);
        clauses[i] = said;
    }
    return g_strjoinv(separator, clauses);
}

/* Whether @text is a count of something, "12 by date", with words for it. */
static gboolean
is_count(const MarchWords *words, const char *text)
{
    gsize digits = strspn(text, "0123456789,");

    for (guint i = 0; digits > 0 && i < words->templates->len; i++) {
        const Template *template = g_ptr_array_index(words->templates, i);

        if (*template->pieces[0] == '\0' && template->pieces[1] != NULL &&
            template->pieces[2] == NULL &&
            strcmp(template->pieces[1], text + digits) == 0) {
            return TRUE;
        }
    }
    return FALSE;
}

/* A list of counts: "8 by date, 4 by type"; NULL when @text is none. */
static char *
say_counts(const MarchWords *words, const char *text, guint depth)
{
    g_auto(GStrv) counts = g_strsplit(text, ", ", -1);

    for (guint i = 0; counts[i] != NULL; i++) {
        char *said =
            is_count(words, counts[i]) ? say(words, counts[i], depth + 1) : NULL;

        if (said == NULL) {
            return NULL;
        }
        g_free(counts[i]);
        counts[i] = said;
    }
    return g_strv_length(counts) > 1 ? g_strjoinv(", ", counts) : NULL;
}

static char *
fill(const MarchWords *words, const Template *template, char **gaps, guint depth)
{
    g_autoptr(GString) text = g_string_new(NULL);
    guint count = g_strv_length(gaps);

    for (const char *at = template->translation; *at != '\0'; at++) {
        if (at[0] == '{' && at[1] >= '1' && at[1] <= '9' && at[2] == '}' &&
            (guint)(at[1] - '1') < count) {
            const char *gap = gaps[at[1] - '1'];
            g_autofree char *said = say(words, gap, depth + 1);

            g_string_append(text, said != NULL ? said : gap);
            at += 2;
        } else {
            g_string_append_c(text, *at);
        }
    }
    return g_string_free(g_steal_pointer(&text), FALSE);
}

/* (nullable) (transfer full) the normalised @text in the language. */
static char *
say(const MarchWords *words, const char *text, guint depth)
{
    const char *known = g_hash_table_lookup(words->texts, text);
    char *said;

    if (known != NULL || depth > DEPTH_MAX) {
        return g_strdup(known);
    }
    said = say_date(words, text);
    said = said != NULL ? said : say_number(words, text);
    said = said != NULL ? said : say_counts(words, text, depth);
    said = said != NULL ? said : say_clauses(words, text, depth);
    for (guint i = 0; said == NULL && i < words->templates->len; i++) {
        const Template *template = g_ptr_array_index(words->templates, i);
        g_auto(GStrv) gaps = match(template, text);

        if (gaps != NULL) {
            said = fill(words, template, gaps, depth);
        }
    }
    return said;
}

static char *
say_or_null(const MarchWords *words, const char *text)
{
    gboolean has_stop = FALSE;
    g_autofree char *plain = normalise(text, &has_stop);
    g_autofree char *said = say(words, plain, 0);

    return said == NULL ? NULL : g_strconcat(said, has_stop ? "." : "", NULL);
}

char *
march_words_say(const MarchWords *words, const char *text)
{
    char *said = words != NULL ? say_or_null(words, text) : NULL;

    return said != NULL ? said : g_strdup(text);
}

static gboolean
has_letters(const char *text)
{
    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
        if (g_unichar_isalpha(g_utf8_get_char(at))) {
            return TRUE;
        }
    }
    return FALSE;
}

char *
march_words_translate(MarchWords *words, const char *text)
{
    char *said = words != NULL ? say_or_null(words, text) : NULL;

    if (said != NULL || words == NULL) {
        return said != NULL ? said : g_strdup(text);
    }
    if (has_letters(text) && !g_hash_table_contains(words->own, text) &&
        !g_ptr_array_find_with_equal_func(words->missed, text, g_str_equal, NULL)) {
        g_ptr_array_add(words->missed, g_strdup(text));
    }
    return g_strdup(text);
}

void
march_words_except(MarchWords *words, const char *text)
{
    if (words != NULL && text != NULL && text[0] != '\0') {
        g_autoptr(GString) capital = g_string_new(NULL);

        g_string_append_unichar(capital, g_unichar_toupper(g_utf8_get_char(text)));
        g_string_append(capital, g_utf8_next_char(text));
        g_hash_table_add(words->own, g_strdup(text));
        g_hash_table_add(words->own, g_strdup(capital->str)); /* as a caption */
    }
}

void
march_words_report(const MarchWords *words,
                   MarchLocation where,
                   MarchDiagnostics *diagnostics)
{
    if (words == NULL || words->missed->len == 0) {
        return;
    }
    for (guint i = 0; i < words->missed->len; i++) {
        const char *text = g_ptr_array_index(words->missed, i);

        march_diagnostics_add(diagnostics, MARCH_SEVERITY_NOTE, "untranslated", where,
                              text, "no words of \"%s\" for: %s", words->language,
                              text);
    }
    march_diagnostics_add(diagnostics, MARCH_SEVERITY_WARNING, "untranslated", where,
                          NULL,
                          "%u text%s of the figure %s English, for want of words in "
                          "\"%s\"; a file under words: adds some",
                          words->missed->len, words->missed->len == 1 ? "" : "s",
                          words->missed->len == 1 ? "is" : "are", words->language);
}
