/* SPDX-License-Identifier: MIT */
#include "disputes.h"

#include <string.h>

#include "extent-notes.h"

#define NAMED_MAX 4U

/* "Line of control (please verify)" as words in a sentence. */
static char *
class_to_words(const char *class)
{
    const char *bracket = strstr(class, " (");
    char *words =
        g_strndup(class, bracket != NULL ? (gsize)(bracket - class) : strlen(class));

    if (bracket != NULL) {
        words[0] = g_ascii_tolower(words[0]);
    }
    return words;
}

/*
 * The classes in view, once each, in the order of the file; not those of lines that
 * notes by extent tell of, which sets @is_some_said.
 */
static GPtrArray *
classes_collect(const MarchFeatures *lines,
                const MarchFrame *frame,
                const GPtrArray *said,
                gboolean *is_some_said)
{
    GPtrArray *classes = g_ptr_array_new_with_free_func(g_free);

    for (guint i = 0; i < march_features_count(lines); i++) {
        const MarchFeature *feature = march_features_get(lines, i);
        const char *class = march_feature_get_string(feature, "class");
        g_autofree char *words = NULL;

        if (class == NULL) {
            continue;
        }
        if (march_extent_notes_cover(said, feature->geometry,
                                     march_feature_get_string(feature, "left"),
                                     march_feature_get_string(feature, "right"))) {
            *is_some_said = TRUE;
            continue;
        }
        words = class_to_words(class);
        if (!g_ptr_array_find_with_equal_func(classes, words, g_str_equal, NULL) &&
            march_frame_shows_geometry(frame, feature->geometry)) {
            g_ptr_array_add(classes, g_steal_pointer(&words));
        }
    }
    return classes;
}

gboolean
march_disputes_are_drawn(const MarchFeatures *borders, const MarchFrame *frame)
{
    for (guint i = 0; i < march_features_count(borders); i++) {
        const MarchFeature *border = march_features_get(borders, i);

        if (g_strcmp0(march_feature_get_string(border, "status"), "international") !=
                0 &&
            march_frame_shows_geometry(frame, border->geometry)) {
            return TRUE;
        }
    }
    return FALSE;
}

/* A figure that names these lines itself draws them as its view has them. */
static gboolean
names_them_itself(const MarchSpec *spec)
{
    for (guint i = 0; i < spec->sections->len; i++) {
        const MarchSpecSection *section = g_ptr_array_index(spec->sections, i);

        if (section->kind == MARCH_SECTION_NATURAL_EARTH) {
            return TRUE;
        }
    }
    return FALSE;
}

gboolean
march_disputes_note(const MarchSpec *spec,
                    MarchCatalogue *catalogue,
                    const MarchFrame *frame,
                    const GPtrArray *said,
                    GPtrArray *notes,
                    MarchDiagnostics *diagnostics,
                    GError **error)
{
    static const char *const PROPERTIES[] = {"class", "left", "right", NULL};
    g_autoptr(MarchFeatures) lines = NULL;
    g_autoptr(GPtrArray) classes = NULL;
    g_autoptr(GString) text = g_string_new(NULL);
    gboolean is_some_said = FALSE;

    if (names_them_itself(spec)) {
        return TRUE;
    }
    lines =
        march_catalogue_read(catalogue, "disputed", march_frame_get_visible_box(frame),
                             1, PROPERTIES, error);
    if (lines == NULL) {
        return FALSE;
    }
    classes = classes_collect(lines, frame, said, &is_some_said);
    if (classes->len == 0) {
        return TRUE;
    }
    g_string_printf(text, "Natural Earth counts %slines in view as disputed (",
                    is_some_said ? "other " : "");
    for (guint i = 0; i < MIN(classes->len, NAMED_MAX); i++) {
        g_string_append_printf(text, "%s%s", i > 0 ? ", " : "",
                               (const char *)g_ptr_array_index(classes, i));
    }
    g_string_append_printf(text,
                           "%s); boundaries are drawn here as their source has them.",
                           classes->len > NAMED_MAX ? " and others" : "");
    march_diagnostics_add(diagnostics, MARCH_SEVERITY_WARNING, "disputed-in-view",
                          march_location_new(spec->path, 0, 0), NULL,
                          "%.*s; \"borders: [world-disputes]\" or sections of your "
                          "own show them",
                          (int)text->len - 1, text->str);
    if (!g_ptr_array_find_with_equal_func(notes, text->str, g_str_equal, NULL)) {
        g_ptr_array_insert(notes, 1, g_strdup(text->str));
    }
    return TRUE;
}
