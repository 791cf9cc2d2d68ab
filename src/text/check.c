/* SPDX-License-Identifier: MIT */
/* Whether a scene's texts can be drawn with the fonts there are. */
#include <math.h>

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

/* A size that is too small, in tenths of a point. */
typedef struct {
    int tenths;
    guint count;
    const char *first;
} SmallSize;

static void
count_size(GArray *sizes, const MarchTextRun *run)
{
    int tenths = (int)floor(run->font.size * 72 / 25.4 * 10 + 0.01);

    for (guint i = 0; i < sizes->len; i++) {
        SmallSize *size = &g_array_index(sizes, SmallSize, i);

        if (size->tenths == tenths) {
            size->count++;
            return;
        }
    }
    g_array_append_vals(sizes, &(SmallSize){tenths, 1, run->text}, 1);
}

void
march_text_check_sizes(const MarchScene *scene, MarchDiagnostics *diagnostics)
{
    g_autoptr(GArray) sizes = g_array_new(FALSE, FALSE, sizeof(SmallSize));

    for (guint i = 0; i < march_scene_count(scene); i++) {
        const MarchSceneItem *item = march_scene_get(scene, i);

        if ((item->type == MARCH_SCENE_TEXT || item->type == MARCH_SCENE_TEXT_ALONG) &&
            item->as.text.font.size < MARCH_TEXT_SIZE_LEAST - 1e-3) {
            count_size(sizes, &item->as.text);
        }
    }
    for (guint i = 0; i < sizes->len; i++) {
        const SmallSize *size = &g_array_index(sizes, SmallSize, i);

        march_diagnostics_add(diagnostics, MARCH_SEVERITY_WARNING, "small-text",
                              MARCH_LOCATION_NONE, size->first,
                              "%u text%s, first \"%s\", %s %.1f pt at print size; "
                              "expected at least 6 pt",
                              size->count, size->count == 1 ? "" : "s", size->first,
                              size->count == 1 ? "has" : "have", size->tenths / 10.0);
    }
}
