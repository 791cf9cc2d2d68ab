/* SPDX-License-Identifier: MIT */
#include "date-check.h"

#include <string.h>

#include "natural-earth.h"

/* After the first note, once: a map is planned more than once. */
static void
note_add(GPtrArray *notes, char *note)
{
    if (g_ptr_array_find_with_equal_func(notes, note, g_str_equal, NULL)) {
        g_free(note);
    } else {
        g_ptr_array_insert(notes, 1, note);
    }
}

/* "2017-11" as "November 2017". */
static char *
data_date_text(const char *date)
{
    static const char *const MONTHS[] = {
        "January", "February", "March",     "April",   "May",      "June",
        "July",    "August",   "September", "October", "November", "December"};
    guint64 month = strlen(date) >= 7 ? g_ascii_strtoull(date + 5, NULL, 10) : 0;

    return month >= 1 && month <= G_N_ELEMENTS(MONTHS)
               ? g_strdup_printf("%s %.4s", MONTHS[month - 1], date)
               : g_strdup(date);
}

static void
sections_check(const MarchBorders *borders,
               const MarchSpec *spec,
               const MarchFrame *frame,
               GPtrArray *notes,
               MarchDiagnostics *diagnostics)
{
    g_autoptr(MarchFeatures) lines = march_borders_select_not_yet(borders, spec->as_of);
    g_autofree char *day = march_date_to_text(spec->as_of);
    g_autoptr(GString) names = g_string_new(NULL);

    for (guint i = 0; i < march_features_count(lines); i++) {
        const MarchFeature *line = march_features_get(lines, i);
        const char *name = march_feature_get_string(line, "section");
        /* The program's sections say what they know; the user's may leave out what is
           plain. */
        gboolean is_own = !march_natural_earth_has(spec, name);

        if (!march_frame_shows_geometry(frame, line->geometry)) {
            continue;
        }
        march_diagnostics_add(
            diagnostics, is_own ? MARCH_SEVERITY_NOTE : MARCH_SEVERITY_WARNING,
            "not-yet-valid", line->where, name,
            "section \"%s\" holds from a later day on: what the line was on %s is not "
            "known here, and it is drawn as an ordinary boundary",
            name, day);
        if (!is_own) {
            g_string_append_printf(names, "%s%s", names->len > 0 ? "; " : "", name);
        }
    }
    if (names->len > 0) {
        note_add(notes, g_strdup_printf("The status on %s of these lines is not known "
                                        "here, and they are drawn as ordinary "
                                        "boundaries: %s.",
                                        day, names->str));
    }
}

void
march_date_check(const MarchBorders *borders,
                 const MarchSpec *spec,
                 const MarchCatalogue *catalogue,
                 const MarchFrame *frame,
                 GPtrArray *notes,
                 MarchDiagnostics *diagnostics)
{
    const MarchCatalogueEntry *entry = march_catalogue_find(
        catalogue, "boundaries", march_frame_get_scale_denominator(frame));
    g_autofree char *day = NULL;
    g_autofree char *data_day = NULL;
    MarchDate date;

    if (!march_date_is_given(spec->as_of)) {
        return;
    }
    sections_check(borders, spec, frame, notes, diagnostics);
    if (entry == NULL || entry->date == NULL) {
        return;
    }
    day = g_strdup_printf("%.4s-%s-01", entry->date,
                          strlen(entry->date) >= 7 ? entry->date + 5 : "01");
    if (!march_date_parse(day, &date) || spec->as_of.day >= date.day) {
        return;
    }
    data_day = data_date_text(entry->date);
    march_diagnostics_add(
        diagnostics, MARCH_SEVERITY_WARNING, "before-the-data",
        march_spec_get_location(spec, "as-of"), NULL,
        "the day is before that of the data: land, countries and lines "
        "are those of %s",
        data_day);
    note_add(notes,
             g_strdup_printf("Land, countries and boundary lines are those of %s.",
                             data_day));
}
