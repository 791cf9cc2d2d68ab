/* SPDX-License-Identifier: MIT */
#include "label-names.h"

#include <string.h>

static char *
name_in(const MarchFeature *feature,
        const char *name,
        const char *language,
        const MarchLocalNames *names)
{
    const char *iso = march_feature_get_string(feature, "iso");

    if (iso != NULL) {
        return march_country_name_in(iso, language);
    }
    return march_local_names_find(
        names, g_array_index(feature->geometry->positions, MarchLonLat, 0), name,
        language);
}

/* "local+en": a line for each language that says something else. */
static char *
name_of_form(const MarchFeature *feature,
             const char *name,
             const char *form,
             const MarchLocalNames *names)
{
    g_auto(GStrv) languages = g_strsplit(form, "+", -1);
    g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func(g_free);

    for (guint i = 0; languages[i] != NULL; i++) {
        char *line = name_in(feature, name, languages[i], names);

        if (line == NULL) {
            return NULL;
        }
        if (g_ptr_array_find_with_equal_func(lines, line, g_str_equal, NULL)) {
            g_free(line);
        } else {
            g_ptr_array_add(lines, line);
        }
    }
    g_ptr_array_add(lines, NULL);
    return g_strjoinv("\n", (char **)lines->pdata);
}

void
march_label_names_set(MarchFeatures *features,
                      const MarchSpec *spec,
                      const MarchLocalNames *names,
                      MarchDiagnostics *diagnostics)
{
    const char *first = g_ptr_array_index(spec->label_languages, 0);
    guint missing = 0;

    for (guint i = 0; i < march_features_count(features); i++) {
        MarchFeature *feature = march_features_edit(features, i);
        const char *name = march_feature_get_string(feature, "name");
        g_autofree char *found = NULL;

        for (guint k = 0;
             name != NULL && found == NULL && k < spec->label_languages->len; k++) {
            found = name_of_form(feature, name,
                                 g_ptr_array_index(spec->label_languages, k), names);
            missing += found == NULL && k == 0 ? 1 : 0;
        }
        if (found != NULL) {
            march_features_set_string(features, feature, "name", found);
        }
    }
    if (missing > 0 && diagnostics != NULL) {
        march_diagnostics_add(
            diagnostics, MARCH_SEVERITY_NOTE, "no-local-name",
            march_spec_get_location(spec, "label-languages"), NULL,
            "%u name%s of the map ha%s no form in \"%s\": written in the next language "
            "of the list, else as the data have them",
            missing, missing == 1 ? "" : "s", missing == 1 ? "s" : "ve", first);
    }
}
