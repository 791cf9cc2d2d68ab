/* SPDX-License-Identifier: MIT */
/* Whether a scene's texts can be drawn with the fonts there are. */
#include "text.h"

/* More are counted only: a figure in an unknown script has hundreds. */
#define NAMED_MAX 5

static gboolean
has_missing_glyphs(MarchTextEngine *engine, const MarchSceneItem *item)
{
    return (item->type == MARCH_SCENE_TEXT || item->type == MARCH_SCENE_TEXT_ALONG) &&
           march_text_measure(engine, &item->as.text.font, item->as.text.text)
               .missing_glyphs;
}

void
march_text_check(MarchTextEngine *engine,
                 const MarchScene *scene,
                 MarchDiagnostics *diagnostics)
{
    g_autoptr(GHashTable) seen =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    guint n_texts = 0;

    for (guint i = 0; i < march_scene_count(scene); i++) {
        const MarchSceneItem *item = march_scene_get(scene, i);
        const char *text;

        if (!has_missing_glyphs(engine, item)) {
            continue;
        }
        text = item->as.text.text;
        if (!g_hash_table_add(seen, g_strdup(text)) || ++n_texts > NAMED_MAX) {
            continue;
        }
        march_diagnostics_add(diagnostics, MARCH_SEVERITY_WARNING, "missing-glyphs",
                              MARCH_LOCATION_NONE, text,
                              "no font has all letters of \"%s\": those missing are "
                              "drawn as boxes; install a font of that script",
                              text);
    }
    if (n_texts > NAMED_MAX) {
        march_diagnostics_add(
            diagnostics, MARCH_SEVERITY_WARNING, "missing-glyphs", MARCH_LOCATION_NONE,
            NULL, "%u more texts have letters that no font has", n_texts - NAMED_MAX);
    }
}
