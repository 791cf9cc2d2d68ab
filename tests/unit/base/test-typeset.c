/* SPDX-License-Identifier: MIT */
#include "base/typeset.h"

typedef struct {
    const char *path, *language, *text, *expected; /* NULL: nothing changes */
} Case;

static void
marks_are_set(gconstpointer data)
{
    const Case *it = data;
    g_autofree char *set = march_typeset_marks(it->text, it->language);

    g_assert_cmpstr(set, ==, it->expected);
}

int
main(int argc, char **argv)
{
    static const Case cases[] = {
        {"/base/typeset/apostrophe-in-a-word", "en", "Hala'ib", "Hala’ib"},
        {"/base/typeset/apostrophe-after-a-word", "en", "Stavropol'", "Stavropol’"},
        {"/base/typeset/ain-before-a-word", "en", "'Ajlun and Dar`a",
         "‘Ajlun and Dar‘a"},
        {"/base/typeset/single-quotes", "en", "the 'line'", "the ‘line’"},
        {"/base/typeset/quotes", "en", "a \"line\" drawn", "a “line” drawn"},
        {"/base/typeset/quotes-of-no-language", NULL, "\"x\"", "“x”"},
        {"/base/typeset/quotes-of-russian", "ru", "водозабор \"Головной\"",
         "водозабор «Головной»"},
        {"/base/typeset/quotes-of-french", "fr-CA", "\"ligne\"", "«\u202fligne\u202f»"},
        {"/base/typeset/quotes-of-german", "de", "\"Linie\"", "„Linie“"},
        {"/base/typeset/single-quote-mark-stays", "en", "a \" alone", NULL},
        {"/base/typeset/minutes-and-seconds-stay", "en", "40°10'30\"", NULL},
        {"/base/typeset/dash-between-spaces", "en", "May - June", "May – June"},
        {"/base/typeset/hyphen-in-a-word-stays", "en", "Ak-Sai", NULL},
        {"/base/typeset/mark-at-an-end-stays", "en", "- item -", NULL},
        {"/base/typeset/nothing-to-set", "en", "Batken", NULL},
    };

    g_test_init(&argc, &argv, NULL);
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_test_add_data_func(cases[i].path, &cases[i], marks_are_set);
    }
    return g_test_run();
}
