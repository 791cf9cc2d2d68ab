/* SPDX-License-Identifier: MIT */
#include "session.h"

#include <string.h>

#include "base/data-path.h"

struct MarchSession {
    char *data_directory;
    MarchCatalogue *catalogue;
    MarchTextEngine *text;
    MarchGazetteer *gazetteer;
    MarchStyleCache *styles;
    MarchFileSums *sums;
    GHashTable *notes;   /* name of a collection -> GPtrArray of MarchSpecNote */
    char *gazetteer_key; /* the user's files of the open gazetteer, joined */
};

MarchSession *
march_session_new(const char *data_directory, GError **error)
{
    g_autofree char *directory = march_data_path(data_directory, error);
    MarchSession *session;

    if (directory == NULL) {
        return NULL;
    }
    session = g_new0(MarchSession, 1);
    session->data_directory = g_steal_pointer(&directory);
    session->styles = march_style_cache_new();
    session->sums = march_file_sums_new();
    session->notes = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
                                           (GDestroyNotify)g_ptr_array_unref);
    return session;
}

void
march_session_free(MarchSession *session)
{
    if (session == NULL) {
        return;
    }
    march_catalogue_free(session->catalogue);
    march_text_engine_free(session->text);
    march_gazetteer_free(session->gazetteer);
    march_style_cache_free(session->styles);
    march_file_sums_free(session->sums);
    g_hash_table_unref(session->notes);
    g_free(session->gazetteer_key);
    g_free(session->data_directory);
    g_free(session);
}

const char *
march_session_get_data_directory(const MarchSession *session)
{
    return session->data_directory;
}

MarchCatalogue *
march_session_get_catalogue(MarchSession *session, GError **error)
{
    if (session->catalogue == NULL) {
        g_autofree char *directory =
            g_build_filename(session->data_directory, "geodata", NULL);

        session->catalogue = march_catalogue_open(directory, error);
    }
    return session->catalogue;
}

MarchTextEngine *
march_session_get_text(MarchSession *session, GError **error)
{
    if (session->text == NULL) {
        g_autofree char *directory =
            g_build_filename(session->data_directory, "styles", "fonts", NULL);

        session->text = march_text_engine_new(directory, TRUE, error);
    }
    return session->text;
}

static char *
places_key(const GPtrArray *places)
{
    GString *key = g_string_new(NULL);

    for (guint i = 0; places != NULL && i < places->len; i++) {
        g_string_append_printf(key, "%s\n", (const char *)g_ptr_array_index(places, i));
    }
    return g_string_free(key, FALSE);
}

MarchGazetteer *
march_session_get_gazetteer(MarchSession *session,
                            const GPtrArray *places,
                            MarchDiagnostics *diagnostics,
                            GError **error)
{
    g_autofree char *key = places_key(places);
    g_autofree char *path =
        g_build_filename(session->data_directory, "gazetteer.idx", NULL);
    g_autoptr(MarchGazetteer) gazetteer = NULL;

    if (session->gazetteer != NULL && strcmp(key, session->gazetteer_key) == 0) {
        return session->gazetteer;
    }
    gazetteer = march_gazetteer_open(path, error);
    if (gazetteer == NULL) {
        return NULL;
    }
    march_gazetteer_expect_more(gazetteer);
    for (guint i = 0; places != NULL && i < places->len; i++) {
        if (!march_gazetteer_add_places(gazetteer, g_ptr_array_index(places, i),
                                        diagnostics, error)) {
            return NULL;
        }
    }
    march_gazetteer_free(session->gazetteer);
    session->gazetteer = g_steal_pointer(&gazetteer);
    g_free(session->gazetteer_key);
    session->gazetteer_key = g_steal_pointer(&key);
    return session->gazetteer;
}

const GPtrArray *
march_session_get_notes(MarchSession *session, const char *name, GError **error)
{
    const GPtrArray *known = g_hash_table_lookup(session->notes, name);
    g_autofree char *file = g_strconcat(name, ".yaml", NULL);
    g_autofree char *path =
        g_build_filename(session->data_directory, "geodata", "notes", file, NULL);
    g_autoptr(GPtrArray) notes = NULL;
    g_autoptr(MarchDiagnostics) diagnostics = NULL;

    if (known != NULL) {
        return known;
    }
    notes = g_ptr_array_new_with_free_func(march_spec_note_free);
    diagnostics = march_diagnostics_new();
    if (!march_spec_load_notes(path, notes, diagnostics, error)) {
        return NULL;
    }
    g_hash_table_insert(session->notes, g_strdup(name), notes);
    return g_steal_pointer(&notes);
}

MarchStyleCache *
march_session_get_styles(MarchSession *session)
{
    return session->styles;
}

MarchFileSums *
march_session_get_sums(MarchSession *session)
{
    return session->sums;
}

char *
march_session_find_style(const MarchSession *session, const char *style)
{
    g_autofree char *file = NULL;

    if (strchr(style, '/') != NULL || g_str_has_suffix(style, ".json")) {
        return g_strdup(style);
    }
    file = g_strconcat(style, ".json", NULL);
    return g_build_filename(session->data_directory, "styles", file, NULL);
}
