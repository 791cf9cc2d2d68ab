/* SPDX-License-Identifier: MIT */
#include "country-words.h"

#include "gazetteer/local-names.h"

static void
add_name(const char *english, const char *name, gpointer data)
{
    march_words_add_name(data, english, name);
}

void
march_country_words_add(const MarchSpec *spec)
{
    if (spec->words != NULL && spec->language != NULL) {
        march_country_names_visit(spec->language, add_name, spec->words);
    }
}
