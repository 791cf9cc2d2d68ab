/* SPDX-License-Identifier: MIT */
#include "typeset.h"

#include <string.h>

typedef struct {
    const char *languages; /* each between spaces; NULL for all others */
    const char *opening, *closing;
} Quotes;

/* As the Common Locale Data Repository has them. */
static const Quotes QUOTES[] = {
    {" fr ", "«\u202f", "\u202f»"},
    {" ar be el es fa hy it kk ky no nb pt ru tg uk uz ", "«", "»"},
    {" bg cs de et is ka lt sk sl ", "„", "“"},
    {" hr hu pl ro ", "„", "”"},
    {" fi sv ", "”", "”"},
    {NULL, "“", "”"},
};

static const Quotes *
quotes_find(const char *language)
{
    g_autofree char *key = NULL;
    gsize i = 0;

    if (language != NULL) {
        gsize length = strcspn(language, "-_");

        key = g_strdup_printf(" %.*s ", (int)MIN(length, 8), language);
    }
    while (QUOTES[i].languages != NULL &&
           (key == NULL || strstr(QUOTES[i].languages, key) == NULL)) {
        i++;
    }
    return &QUOTES[i];
}

/* How many " of @text are quotes, which those after digits are not. */
static guint
quotes_count(const char *text)
{
    guint count = 0;

    for (const char *at = strchr(text, '"'); at != NULL; at = strchr(at + 1, '"')) {
        count += at == text || !g_ascii_isdigit(at[-1]);
    }
    return count;
}

/* What stands for the mark at @at, or NULL for the mark itself. */
static const char *
mark_find(const char *text,
          const char *at,
          const Quotes *quotes,
          gboolean has_pairs,
          guint *n_quotes)
{
    const char *last = at > text ? g_utf8_prev_char(at) : NULL;
    gunichar before = last != NULL ? g_utf8_get_char(last) : ' ';
    gunichar after = g_utf8_get_char(at + 1);

    if ((*at == '"' || *at == '\'') && g_unichar_isdigit(before)) {
        return NULL;
    }
    if (*at == '"') {
        return !has_pairs               ? NULL
               : (*n_quotes)++ % 2 == 0 ? quotes->opening
                                        : quotes->closing;
    }
    if (*at == '-') {
        gboolean is_dash =
            at > text + 1 && before == ' ' && after == ' ' && at[2] != '\0';

        return is_dash ? "–" : NULL;
    }
    if (*at == '\'' && (g_unichar_isalpha(before) || g_unichar_ismark(before))) {
        return "’";
    }
    return g_unichar_isalpha(after) || (*at == '`' && g_unichar_isalpha(before)) ? "‘"
                                                                                 : NULL;
}

char *
march_typeset_marks(const char *text, const char *language)
{
    g_autoptr(GString) set = NULL;
    const Quotes *quotes;
    gboolean has_pairs, is_changed = FALSE;
    guint n_quotes = 0;

    if (strpbrk(text, "'\"`-") == NULL) {
        return NULL;
    }
    quotes = quotes_find(language);
    has_pairs = quotes_count(text) % 2 == 0;
    set = g_string_new(NULL);
    for (const char *at = text; *at != '\0'; at++) {
        const char *mark = strchr("'\"`-", *at) != NULL
                               ? mark_find(text, at, quotes, has_pairs, &n_quotes)
                               : NULL;

        if (mark != NULL) {
            g_string_append(set, mark);
            is_changed = TRUE;
        } else {
            g_string_append_c(set, *at);
        }
    }
    return is_changed ? g_string_free(g_steal_pointer(&set), FALSE) : NULL;
}
