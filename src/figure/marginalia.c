/* SPDX-License-Identifier: MIT */
#include "marginalia.h"

#include <string.h>

#include "incident-dates.h"
#include "incident-notes.h"
#include "incident-unit-words.h"
#include "source-lines.h"
#include "view-names.h"

static const char UN_DISCLAIMER[] =
    "The boundaries and names shown and the designations used on this map do not imply "
    "official endorsement or acceptance by the United Nations.";
static const char NEUTRAL_DISCLAIMER[] =
    "Boundaries and names are shown as the sources give them and imply no opinion on the "
    "status of any territory.";

static void
line_add(GPtrArray *lines, char *line)
{
    if (g_ptr_array_find_with_equal_func(lines, line, g_str_equal, NULL)) {
        g_free(line);
    } else {
        g_ptr_array_add(lines, line);
    }
}

static void
notes_add(GPtrArray *notes, const MarchSpec *spec, MarchCatalogue *catalogue)
{
    g_autofree char *view = march_view_describe(catalogue, spec->view);

    if (spec->shows_changes) {
        g_autofree char *from = march_date_to_text(spec->changes.from);
        g_autofree char *to = march_date_to_text(spec->changes.to);

        line_add(notes,
                 g_strdup_printf("Situation as of %s, and what changed since %s; point "
                                 "of view: %s.",
                                 to, from, view));
    } else if (march_date_is_given(spec->as_of)) {
        g_autofree char *date = march_date_to_text(spec->as_of);

        line_add(notes,
                 g_strdup_printf("Situation as of %s; point of view: %s.", date, view));
    } else {
        line_add(notes,
                 g_strdup_printf("No as-of date given; point of view: %s.", view));
    }
    for (guint i = 0; i < spec->notes->len; i++) {
        line_add(notes, g_strdup(g_ptr_array_index(spec->notes, i)));
    }
    if (spec->disclaimer == NULL) {
        line_add(notes, g_strdup(NEUTRAL_DISCLAIMER));
    } else if (strcmp(spec->disclaimer, "un") == 0) {
        line_add(notes, g_strdup(UN_DISCLAIMER));
    } else if (*spec->disclaimer != '\0') {
        line_add(notes, g_strdup(spec->disclaimer));
    }
}

/* The credit of every pack layer that the style draws, each line once. */
static void
credits_add(GPtrArray *credits,
            const MarchSpec *spec,
            const MarchStyle *style,
            const MarchCatalogue *catalogue,
            gboolean used_gazetteer)
{
    for (guint i = 0; i < march_style_count_sources(style); i++) {
        const MarchStyleSource *source = march_style_get_source(style, i);
        const MarchCatalogueEntry *entry = NULL;

        if (source->location != NULL && g_str_has_prefix(source->location, "pack:")) {
            entry = march_catalogue_find(catalogue, source->location + 5, 1);
        } else if (g_strcmp0(source->location, "figure:borders") == 0) {
            entry = march_catalogue_find(catalogue, "boundaries", 1);
        } else if (g_strcmp0(source->location, "figure:areas") == 0) {
            entry = march_catalogue_find(catalogue, "contested", 1);
        } else if (g_strcmp0(source->location, "figure:places") == 0) {
            used_gazetteer = TRUE;
        }
        if (entry != NULL && entry->credit != NULL) {
            line_add(credits, g_strdup(entry->credit));
        }
    }
    if (used_gazetteer) {
        line_add(credits, g_strdup("Place names: GeoNames (geonames.org), CC BY 4.0"));
    }
    for (guint i = 0; i < spec->layers->len; i++) {
        const MarchSpecLayer *layer = g_ptr_array_index(spec->layers, i);

        if (layer->credit != NULL) {
            line_add(credits, g_strdup(layer->credit));
        }
    }
}

/* What is owed to those who made tables of a layout that is recognised. */
static void
schema_credits_add(GPtrArray *credits, GPtrArray *incidents)
{
    for (guint i = 0; i < incidents->len; i++) {
        const char *credit = march_schema_credit(
            march_incidents_get_schema(g_ptr_array_index(incidents, i)));

        if (credit != NULL) {
            line_add(credits, g_strdup(credit));
        }
    }
}

void
march_marginalia_init(MarchMarginalia *marginalia,
                      const MarchSpec *spec,
                      const MarchStyle *style,
                      MarchCatalogue *catalogue,
                      GPtrArray *incidents,
                      gboolean used_gazetteer)
{
    marginalia->notes = g_ptr_array_new_with_free_func(g_free);
    marginalia->sources = march_source_lines_make(spec, catalogue, NULL);
    marginalia->credits = g_ptr_array_new_with_free_func(g_free);
    marginalia->beside = g_ptr_array_new_with_free_func(g_free);
    marginalia->n_incident_notes = 0;
    marginalia->timeline = NULL;
    notes_add(marginalia->notes, spec, catalogue);
    schema_credits_add(marginalia->credits, incidents);
    credits_add(marginalia->credits, spec, style, catalogue, used_gazetteer);
}

void
march_marginalia_set_drawn(MarchMarginalia *marginalia,
                           const MarchSpec *spec,
                           const MarchCatalogue *catalogue,
                           GPtrArray *drawn)
{
    g_clear_pointer(&marginalia->drawn, g_ptr_array_unref);
    g_ptr_array_unref(marginalia->sources);
    marginalia->drawn = drawn;
    marginalia->sources = march_source_lines_make(spec, catalogue, drawn);
}

static void
incident_note_insert(MarchMarginalia *marginalia, char *line)
{
    if (line != NULL) {
        marginalia->n_incident_notes++;
        g_ptr_array_insert(marginalia->notes, (int)marginalia->n_incident_notes, line);
    }
}

void
march_marginalia_set_incidents(MarchMarginalia *marginalia,
                               const MarchSpec *spec,
                               const MarchIncidentShow *show,
                               const MarchMeasures *measures,
                               GPtrArray *incidents)
{
    guint later = march_incident_show_get_counts(show)->later;
    g_autoptr(GPtrArray) lines = march_incident_data_notes(spec, incidents);

    if (marginalia->n_incident_notes > 0) {
        g_ptr_array_remove_range(marginalia->notes, 1, marginalia->n_incident_notes);
    }
    marginalia->n_incident_notes = 0;
    incident_note_insert(marginalia, march_incident_note(show, incidents));
    if (later > 0) {
        incident_note_insert(
            marginalia, g_strdup_printf("%u incident%s after the as-of date.", later,
                                        later == 1 ? " happened" : "s happened"));
    }
    for (guint i = 0; i < lines->len; i++) {
        incident_note_insert(marginalia, g_strdup(g_ptr_array_index(lines, i)));
    }
    g_ptr_array_unref(marginalia->beside);
    marginalia->beside = march_incident_margin_lines(show, measures);
    march_timeline_free(marginalia->timeline);
    marginalia->timeline =
        spec->show_timeline ? march_incident_dates_count(incidents, show) : NULL;
}

void
march_marginalia_clear(MarchMarginalia *marginalia)
{
    g_clear_pointer(&marginalia->notes, g_ptr_array_unref);
    g_clear_pointer(&marginalia->sources, g_ptr_array_unref);
    g_clear_pointer(&marginalia->credits, g_ptr_array_unref);
    g_clear_pointer(&marginalia->drawn, g_ptr_array_unref);
    g_clear_pointer(&marginalia->beside, g_ptr_array_unref);
    g_clear_pointer(&marginalia->timeline, march_timeline_free);
}

char *
march_marginalia_join_credits(const MarchMarginalia *marginalia)
{
    GString *text = g_string_new(NULL);

    for (guint i = 0; i < marginalia->credits->len; i++) {
        g_string_append_printf(text, "%s%s", i > 0 ? "\n" : "",
                               (const char *)g_ptr_array_index(marginalia->credits, i));
    }
    return g_string_free(text, FALSE);
}
