/* SPDX-License-Identifier: MIT */
#include "describe.h"

#include "incident-notes.h"

/* So many of the largest incidents of a table are named. */
#define LARGEST_NAMED 3U

/* Adds a sentence, in the figure's language. */
static void
sentence_add(GString *text, const MarchSpec *spec, const char *sentence)
{
    g_autofree char *said = march_words_say(spec->words, sentence);

    g_string_append_printf(text, "%s%s", text->len > 0 ? " " : "", said);
    if (!g_str_has_suffix(said, ".")) {
        g_string_append_c(text, '.');
    }
}

static void
dates_describe(GString *text, GPtrArray *incidents, const MarchIncidentShow *show)
{
    MarchDate first = MARCH_DATE_NONE;
    MarchDate last = MARCH_DATE_NONE;
    g_autofree char *from = NULL;
    g_autofree char *to = NULL;

    for (guint i = 0; i < incidents->len; i++) {
        MarchIncidents *table = g_ptr_array_index(incidents, i);

        for (guint row = 0; row < march_incidents_count(table); row++) {
            const MarchIncident *incident = march_incidents_get(table, row);
            MarchDate date = incident->date;

            if (!march_date_is_given(date) ||
                march_incident_show_get(show, i, row)->number == 0) {
                continue;
            }
            first = !march_date_is_given(first) || date.day < first.day ? date : first;
            last = incident->last_date.day > last.day ? incident->last_date : last;
        }
    }
    if (!march_date_is_given(first)) {
        return;
    }
    from = march_date_to_text(first);
    to = march_date_to_text(last);
    if (first.day == last.day) {
        g_string_append_printf(text, " of %s", from);
    } else {
        g_string_append_printf(text, " from %s to %s", from, to);
    }
}

/* The three largest of @table that are drawn at a place with a name, in @largest. */
static guint
largest_find(MarchIncidents *table,
             const MarchIncidentShow *show,
             guint index,
             const MarchIncident *largest[LARGEST_NAMED])
{
    guint count = 0;

    for (guint row = 0; row < march_incidents_count(table); row++) {
        const MarchIncident *incident = march_incidents_get(table, row);
        guint at = count;

        if (incident->place == NULL || !incident->has_value || incident->value <= 0 ||
            march_incident_show_get(show, index, row)->fate != MARCH_FATE_POINT) {
            continue;
        }
        while (at > 0 && incident->value > largest[at - 1]->value) {
            if (at < LARGEST_NAMED) {
                largest[at] = largest[at - 1];
            }
            at--;
        }
        if (at < LARGEST_NAMED) {
            largest[at] = incident;
            count = MIN(count + 1, LARGEST_NAMED);
        }
    }
    return count;
}

static void
largest_describe(GString *text,
                 const MarchSpec *spec,
                 GPtrArray *incidents,
                 const MarchIncidentShow *show)
{
    for (guint i = 0; i < incidents->len; i++) {
        const MarchSpecIncidents *entry = g_ptr_array_index(spec->incidents, i);
        const MarchIncident *largest[LARGEST_NAMED] = {NULL};
        guint named = largest_find(g_ptr_array_index(incidents, i), show, i, largest);

        g_autoptr(GString) sentence = g_string_new("The largest are at ");

        for (guint j = 0; j < named; j++) {
            g_string_append_printf(
                sentence, "%s%s (%g%s%s)", j == 0 ? "" : ", ", largest[j]->place,
                largest[j]->value, entry->value_label != NULL ? " " : "",
                entry->value_label != NULL ? entry->value_label : "");
        }
        if (named > 0) {
            sentence_add(text, spec, sentence->str);
        }
    }
}

/* "41 of 63 incidents are located to a place; ..." after how many are shown. */
static void
incidents_describe(GString *text,
                   const MarchSpec *spec,
                   GPtrArray *incidents,
                   const MarchIncidentShow *show)
{
    const MarchIncidentCounts *counts = march_incident_show_get_counts(show);
    guint shown = march_incident_show_count_incidents(show);
    g_autofree char *choice = march_incident_choice_note(incidents);
    g_autoptr(GString) sentence = g_string_new(NULL);

    if (counts->total == 0) {
        return;
    }
    g_string_append_printf(sentence, "It shows %u incident%s", shown,
                           shown == 1 ? "" : "s");
    dates_describe(sentence, incidents, show);
    sentence_add(text, spec, sentence->str);
    if (counts->fates[MARCH_FATE_POINT] < counts->total) {
        g_autofree char *note = march_incident_note(show, incidents);

        sentence_add(text, spec, note);
    }
    if (choice != NULL) {
        sentence_add(text, spec, choice);
    }
    largest_describe(text, spec, incidents, show);
}

/* Adds @lead and the distinct labels of features that have the property @key. */
static void
labels_describe(GString *text,
                const MarchSpec *spec,
                const char *lead,
                const MarchFeatures *features,
                const char *key)
{
    g_autoptr(GPtrArray) labels = g_ptr_array_new();
    g_autoptr(GString) sentence = g_string_new(lead);

    for (guint i = 0; i < march_features_count(features); i++) {
        const MarchFeature *feature = march_features_get(features, i);
        const char *label = march_feature_get_string(feature, "label");

        if (march_feature_get(feature, key) != NULL && label != NULL &&
            !g_ptr_array_find_with_equal_func(labels, label, g_str_equal, NULL)) {
            g_ptr_array_add(labels, (gpointer)(guintptr)label);
        }
    }
    for (guint i = 0; i < labels->len; i++) {
        g_autofree char *said =
            march_words_say(spec->words, g_ptr_array_index(labels, i));

        g_string_append_printf(sentence, "%s%s", i == 0 ? "" : "; ", said);
    }
    if (labels->len > 0) {
        sentence_add(text, spec, sentence->str);
    }
}

char *
march_figure_describe(const MarchSpec *spec,
                      GPtrArray *incidents,
                      const MarchIncidentShow *show,
                      const MarchFeatures *borders,
                      const MarchFeatures *changes,
                      const MarchFeatures *areas)
{
    GString *text = g_string_new(NULL);
    g_autofree char *title =
        spec->title != NULL ? g_strdup_printf("Map: %s", spec->title) : g_strdup("Map");

    if (spec->alt != NULL) {
        g_string_assign(text, spec->alt);
        return g_string_free(text, FALSE);
    }
    sentence_add(text, spec, title);
    incidents_describe(text, spec, incidents, show);
    labels_describe(text, spec, "Border sections: ", borders, "section");
    labels_describe(text, spec, "Changes of the border: ", changes, "series");
    labels_describe(text, spec, "Areas: ", areas, "area");
    return g_string_free(text, FALSE);
}
