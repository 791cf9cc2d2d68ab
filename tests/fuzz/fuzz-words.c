/* SPDX-License-Identifier: MIT */
/* Files of words: text in, translations or a located mistake out. */
#include "spec/words.h"

#include "base/error.h"

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size);

int
LLVMFuzzerTestOneInput(const guint8 *data, gsize size)
{
    static const char *const TEXTS[] = {
        "Notes",   "a; b; c", "Situation as of 1 May 2021; point of view: all claims.",
        "1,000.5", "",        ".",
        "\302\240"};
    g_autoptr(GError) error = NULL;
    g_autoptr(MarchWords) words = march_words_new("xx");
    gboolean is_read =
        march_words_add_text(words, (const char *)data, size, "fuzz.yaml", &error);

    g_assert(is_read == (error == NULL));
    for (guint i = 0; i < G_N_ELEMENTS(TEXTS); i++) {
        g_autofree char *said = march_words_translate(words, TEXTS[i]);

        g_assert(said != NULL);
    }
    return 0;
}
