/* SPDX-License-Identifier: MIT */
/**
 * The figure's own words in another language: a table of texts, read from a file.
 *
 * A text may have gaps, "{}": "Situation as of {}; point of view: {}." What stands in
 * them goes where the translation says {1}, {2}..., itself translated; dates and
 * numbers become those of the language. A text that the table lacks stays as it is and
 * is remembered, to be told of once.
 */
#ifndef MARCH_SPEC_WORDS_H
#define MARCH_SPEC_WORDS_H

#include "base/diagnostics.h"

typedef struct MarchWords MarchWords;

/** The words of @language in the program's @folder; NULL with an error. */
MarchWords *march_words_load(const char *folder,
                             const char *language,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
/** No words: all stays English. */
MarchWords *march_words_new(const char *language);
/** Adds the words of the file at @path, which go before those there are. */
gboolean march_words_add_file(MarchWords *words,
                              const char *path,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
/** As march_words_add_file() for text in memory; @path locates errors. */
gboolean march_words_add_text(MarchWords *words,
                              const char *text,
                              gsize length,
                              const char *path,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
/** Adds a text, without gaps, that no file has said. */
void march_words_add_name(MarchWords *words, const char *text, const char *translation);
void march_words_free(MarchWords *words);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarchWords, march_words_free)

/** Whether the language is read from right to left. */
gboolean march_words_is_right_to_left(const MarchWords *words);
/** @text in the language, or a copy; @words may be NULL. (transfer full) */
char *march_words_say(const MarchWords *words, const char *text);
/** As march_words_say(), but a text without translation is remembered. */
char *march_words_translate(MarchWords *words, const char *text);
/** Texts of the user's own need no translation. */
void march_words_except(MarchWords *words, const char *text);
/** Tells of the texts that had no translation. */
void march_words_report(const MarchWords *words,
                        MarchLocation where,
                        MarchDiagnostics *diagnostics);

#endif
