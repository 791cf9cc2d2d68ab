/* SPDX-License-Identifier: MIT */
#include "style-fonts.h"

#include "layout/map-font.h"
#include "text/text.h"

static void
check_family(MarchTextEngine *text,
             const MarchStyleLayer *layer,
             const char *name,
             MarchDiagnostics *diagnostics)
{
    MarchFont font = {0};
    g_autofree char *family = march_map_font_parse(name, &font);
    g_autofree char *near = NULL;

    if (march_text_has_family(text, family)) {
        return;
    }
    near = march_text_suggest_family(text, family);
    march_diagnostics_add(diagnostics, MARCH_SEVERITY_WARNING, "font-missing",
                          march_style_layer_get_font_location(layer), family,
                          "layer \"%s\": there is no font \"%s\"%s%s%s; its text is "
                          "drawn in \"%s\"",
                          march_style_layer_get_id(layer), family,
                          near != NULL ? ", the nearest is \"" : "",
                          near != NULL ? near : "", near != NULL ? "\"" : "",
                          MARCH_TEXT_DEFAULT_FAMILY);
}

void
march_style_fonts_check(const MarchStyle *style,
                        const char *font_dir,
                        MarchDiagnostics *diagnostics)
{
    g_autoptr(MarchTextEngine) text = march_text_engine_new(font_dir, FALSE, NULL);

    for (guint i = 0; text != NULL && i < march_style_count_layers(style); i++) {
        const MarchStyleLayer *layer = march_style_get_layer(style, i);
        g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);

        march_style_layer_list_fonts(layer, names);
        for (guint j = 0; j < names->len; j++) {
            check_family(text, layer, g_ptr_array_index(names, j), diagnostics);
        }
    }
}
