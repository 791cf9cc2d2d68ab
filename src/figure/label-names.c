/* SPDX-License-Identifier: MIT */
#include "label-names.h"

#include <string.h>

#include "region-names.h"

#define EXAMPLES_MAX 3

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
march_label_misses_init(MarchLabelMisses *misses)
{
    *misses = (MarchLabelMisses){.examples = g_ptr_array_new_with_free_func(g_free)};
}

void
march_label_misses_clear(MarchLabelMisses *misses)
{
    g_clear_pointer(&misses->examples, g_ptr_array_unref);
}

void
march_label_misses_count(MarchLabelMisses *misses,
                         const char *name,
                         gboolean is_missing)
{
    misses->wanted++;
    misses->missing += is_missing ? 1 : 0;
    if (is_missing && misses->examples->len < EXAMPLES_MAX) {
        g_ptr_array_add(misses->examples, g_strdup(name));
    }
}

void
march_label_misses_report(const MarchLabelMisses *misses,
                          const MarchSpec *spec,
                          MarchDiagnostics *diagnostics)
{
    g_autoptr(GString) examples = g_string_new(NULL);
    const char *first;

    if (misses->missing == 0) {
        return;
    }
    first = g_ptr_array_index(spec->label_languages, 0);
    for (guint i = 0; i < misses->examples->len; i++) {
        g_string_append_printf(examples, "%s%s", i > 0 ? ", " : "",
                               (const char *)g_ptr_array_index(misses->examples, i));
    }
    march_diagnostics_add(
        diagnostics,
        strchr(first, '+') != NULL ? MARCH_SEVERITY_WARNING : MARCH_SEVERITY_NOTE,
        "no-local-name", march_spec_get_location(spec, "label-languages"), NULL,
        "%u of %u names of the map ha%s no form in \"%s\" (%s%s): written in the next "
        "language of the list, else as the data have them",
        misses->missing, misses->wanted, misses->missing == 1 ? "s" : "ve", first,
        examples->str, misses->missing > misses->examples->len ? ", …" : "");
}

void
march_label_names_set(MarchFeatures *features,
                      const MarchSpec *spec,
                      const MarchLocalNames *names,
                      MarchLabelMisses *misses)
{
    for (guint i = 0; i < march_features_count(features); i++) {
        MarchFeature *feature = march_features_edit(features, i);
        const char *name = march_feature_get_string(feature, "name");
        g_autofree char *found = NULL;
        gboolean is_missing = FALSE;

        for (guint k = 0;
             name != NULL && found == NULL && k < spec->label_languages->len; k++) {
            found = name_of_form(feature, name,
                                 g_ptr_array_index(spec->label_languages, k), names);
            is_missing |= found == NULL && k == 0;
        }
        if (name != NULL && misses != NULL) {
            march_label_misses_count(misses, name, is_missing);
        }
        if (found != NULL) {
            march_features_set_string(features, feature, "name", found);
        }
    }
}

/* The form of the list that @region has: the first, else the next; NULL for none. */
static const char *
form_choose(const MarchFeature *region, const MarchSpec *spec, gboolean *is_first)
{
    for (guint k = 0; k < spec->label_languages->len; k++) {
        const char *form = g_ptr_array_index(spec->label_languages, k);
        g_auto(GStrv) languages = g_strsplit(form, "+", -1);
        gboolean has_all = TRUE;

        for (guint i = 0; languages[i] != NULL; i++) {
            has_all = has_all && march_region_has_name_in(region, languages[i]);
        }
        if (has_all) {
            *is_first = k == 0;
            return form;
        }
    }
    *is_first = spec->label_languages->len == 0;
    return NULL;
}

/* The regions with their names in @language, kept in the table. */
static const MarchFeatures *
named_get(GHashTable *named,
          const MarchFeatures *regions,
          MarchGazetteer *gazetteer,
          MarchBox box,
          const char *language,
          MarchDiagnostics *diagnostics)
{
    MarchFeatures *copy = g_hash_table_lookup(named, language);
    g_autoptr(MarchDiagnostics) unsaid = march_diagnostics_new();

    if (copy == NULL) {
        copy = march_features_new();
        march_features_append(copy, regions);
        /* What is said of one language holds for the others. */
        march_region_names_set(copy, gazetteer, box, language,
                               g_hash_table_size(named) == 0 ? diagnostics : unsaid);
        g_hash_table_insert(named, g_strdup(language), copy);
    }
    return copy;
}

static void
features_free(gpointer data)
{
    march_features_free(data);
}

void
march_label_regions_set(MarchFeatures *regions,
                        const MarchSpec *spec,
                        MarchGazetteer *gazetteer,
                        MarchBox box,
                        GHashTable *lacking,
                        MarchDiagnostics *diagnostics)
{
    g_autoptr(GHashTable) named =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, features_free);
    g_autoptr(MarchFeatures) given = march_features_new();

    march_features_append(given, regions);
    for (guint i = 0; i < march_features_count(given); i++) {
        const MarchFeature *region = march_features_get(given, i);
        const char *code = march_feature_get_string(region, "code");
        gboolean is_first = TRUE;
        const char *form = form_choose(region, spec, &is_first);
        g_auto(GStrv) languages = g_strsplit(form != NULL ? form : "en", "+", -1);
        g_autoptr(GPtrArray) lines = g_ptr_array_new();
        g_autofree char *text = NULL;

        for (guint k = 0; languages[k] != NULL; k++) {
            const char *line = march_feature_get_string(
                march_features_get(
                    named_get(named, given, gazetteer, box, languages[k], diagnostics),
                    i),
                "name");

            if (line != NULL &&
                !g_ptr_array_find_with_equal_func(lines, line, g_str_equal, NULL)) {
                g_ptr_array_add(lines, (gpointer)(guintptr)line);
            }
        }
        g_ptr_array_add(lines, NULL);
        text = g_strjoinv("\n", (char **)lines->pdata);
        march_features_set_string(regions, march_features_edit(regions, i), "name",
                                  text);
        if (!is_first && code != NULL) {
            g_hash_table_add(lacking, g_strdup(code));
        }
    }
}
