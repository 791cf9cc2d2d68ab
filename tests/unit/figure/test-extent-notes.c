/* SPDX-License-Identifier: MIT */
#include "figure/extent-notes.h"

#include <string.h>

typedef struct {
    MarchSession *session;
    MarchCatalogue *catalogue; /* the session's */
} Fixture;

static void
set_up(Fixture *fixture, gconstpointer unused)
{
    (void)unused;
    fixture->session = march_session_new(NULL, NULL);
    g_assert_nonnull(fixture->session);
    fixture->catalogue = march_session_get_catalogue(fixture->session, NULL);
    g_assert_nonnull(fixture->catalogue);
}

static void
tear_down(Fixture *fixture, gconstpointer unused)
{
    (void)unused;
    march_session_free(fixture->session);
}

static MarchFrame *
frame_new(MarchBox box)
{
    MarchProjection *projection = march_projection_new("auto", box, NULL);

    return march_frame_new(projection, box, (MarchRect){10, 10, 160, 100}, NULL);
}

/* What @yaml, a figure file, prints on a map of @box: subjects with commas. */
static char *
subjects_find(const Fixture *fixture, const char *yaml, MarchBox box)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(MarchSpec) spec =
        march_spec_parse(yaml, strlen(yaml), "f.yaml", NULL, NULL, &error);
    g_autoptr(MarchFrame) frame = frame_new(box);
    g_autoptr(GPtrArray) notes = NULL;
    g_autoptr(GPtrArray) found = NULL;
    GString *text = g_string_new(NULL);

    g_assert_no_error(error);
    notes = march_extent_notes_load(spec, fixture->session, NULL, &error);
    g_assert_no_error(error);
    found = march_extent_notes_find(spec, notes, fixture->catalogue, frame, &error);
    g_assert_no_error(error);
    for (guint i = 0; i < found->len; i++) {
        const MarchSpecNote *note = g_ptr_array_index(found, i);

        g_string_append_printf(text, "%s%s", i > 0 ? ", " : "", note->about);
    }
    return g_string_free(text, FALSE);
}

static void
test_places_and_days(Fixture *fixture, gconstpointer unused)
{
    static const struct {
        const char *yaml;
        MarchBox box;
        const char *subjects;
    } CASES[] = {
        {"as-of: 2021-05-01",
         {69, 39.5, 71, 40.5},
         "Kyrgyzstan–Tajikistan border before its treaty"},
        {"as-of: 2025-03-13",
         {69, 39.5, 71, 40.5},
         "Kyrgyzstan–Tajikistan border since its treaty"},
        {"figure: 1",
         {69, 39.5, 71, 40.5},
         "Kyrgyzstan–Tajikistan border since its treaty"},
        {"as-of: 1990-01-01", {69, 39.5, 71, 40.5}, ""},
        {"as-of: 2021-05-01", {74, 41.5, 77, 43}, ""},
        {"as-of: 2005-01-01", {8, 4, 9.5, 5.5}, "Bakassi until 2006"},
        {"as-of: 2021-01-01", {8, 4, 9.5, 5.5}, ""},
        {"{as-of: 2021-01-01, extent-notes: un}",
         {72, 31, 80, 37},
         "Jammu and Kashmir"},
        {"{as-of: 2021-01-01, extent-notes: none}", {72, 31, 80, 37}, ""},
        /* India and Pakistan, but not there */
        {"{as-of: 2021-01-01, extent-notes: un}", {68, 24, 72, 28}, ""},
        {"{as-of: 2012-01-01, extent-notes: un}",
         {27.5, 9, 30, 11},
         "Sudan and South Sudan, Abyei"},
        {"{as-of: 2021-01-01, extent-notes: un}",
         {-63, -53, -56, -50},
         "Falkland Islands (Malvinas)"},
    };

    (void)unused;
    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autofree char *subjects = subjects_find(fixture, CASES[i].yaml, CASES[i].box);

        g_test_message("%s", CASES[i].yaml);
        g_assert_cmpstr(subjects, ==, CASES[i].subjects);
    }
}

static void
test_own_notes(Fixture *fixture, gconstpointer unused)
{
    static const struct {
        const char *yaml, *subjects;
    } CASES[] = {
        {"{extent-notes: none, notes: [x, {text: y, about: a}]}", "a"},
        {"{extent-notes: none, view: KG, notes: {text: y, about: a, views: [kg, un]}}",
         "a"},
        {"{extent-notes: none, notes: {text: y, about: a, views: KG}}", ""},
        {"{extent-notes: none, notes: {text: y, about: a, box: [10, 0, 20, 9]}}", ""},
        {"{extent-notes: none, notes: {text: y, about: a, between: [CN, KG]}}", ""},
        {"{extent-notes: none, notes: {text: y, about: a, box: [70, 40, 70.01, 40.01]}}",
         ""},
    };

    (void)unused;
    for (gsize i = 0; i < G_N_ELEMENTS(CASES); i++) {
        g_autofree char *subjects =
            subjects_find(fixture, CASES[i].yaml, (MarchBox){69, 39.5, 71, 40.5});

        g_test_message("%s", CASES[i].yaml);
        g_assert_cmpstr(subjects, ==, CASES[i].subjects);
    }
}

/* Every note of the collections has what one needs to check it. */
static void
test_collections_are_sourced(Fixture *fixture, gconstpointer unused)
{
    static const char YAML[] = "extent-notes: [neutral, un, ocha-style]";
    g_autoptr(MarchSpec) spec =
        march_spec_parse(YAML, strlen(YAML), "f.yaml", NULL, NULL, NULL);
    g_autoptr(GPtrArray) notes =
        march_extent_notes_load(spec, fixture->session, NULL, NULL);
    g_autoptr(MarchFeatures) countries = march_catalogue_read(
        fixture->catalogue, "countries", (MarchBox){-180, -90, 180, 90}, 1, NULL, NULL);

    (void)unused;
    g_assert_nonnull(notes);
    g_assert_cmpuint(notes->len, >, 50);
    for (guint i = 0; i < notes->len; i++) {
        const MarchSpecNote *note = g_ptr_array_index(notes, i);

        g_assert_nonnull(note->about);
        g_assert_nonnull(note->source);
        g_assert_true(g_str_has_suffix(note->text, "."));
        g_assert_true(note->has_box || note->between[0] != NULL);
        g_assert_cmpuint(note->parties->len, >, 0);
        for (guint j = 0; j < note->parties->len; j++) {
            const char *code = g_ptr_array_index(note->parties, j);
            gboolean is_known = FALSE;

            for (guint k = 0; k < march_features_count(countries); k++) {
                is_known =
                    is_known ||
                    g_strcmp0(code, march_feature_get_string(
                                        march_features_get(countries, k), "iso")) == 0;
            }
            g_test_message("%s", code);
            g_assert_true(is_known);
        }
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add("/figure/extent-notes/places-and-days", Fixture, NULL, set_up,
               test_places_and_days, tear_down);
    g_test_add("/figure/extent-notes/own-notes", Fixture, NULL, set_up, test_own_notes,
               tear_down);
    g_test_add("/figure/extent-notes/collections-are-sourced", Fixture, NULL, set_up,
               test_collections_are_sourced, tear_down);
    return g_test_run();
}
