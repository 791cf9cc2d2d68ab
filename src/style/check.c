/* SPDX-License-Identifier: MIT */
/* What a style that can be read will not draw as it was probably meant. */
#include "icon-file.h"
#include "style-private.h"

static void
check_icon(const MarchStyleLayer *layer,
           const MarchStyleSlot *slot,
           const char *directory,
           MarchDiagnostics *diagnostics)
{
    const MarchValue *value = &slot->value.plain;
    g_autofree char *path = NULL;

    if (!slot->is_given || slot->property->type != MARCH_TYPE_IMAGE ||
        slot->expression != NULL || value->type != MARCH_VALUE_STRING ||
        *value->as.string == '\0') {
        return;
    }
    path = march_icon_file_find(NULL, directory, value->as.string);
    if (path == NULL) {
        march_diagnostics_add(diagnostics, MARCH_SEVERITY_WARNING, "icon-missing",
                              slot->where, value->as.string,
                              "layer \"%s\": the program has no icon \"%s\"; only a "
                              "figure file with \"icons\" can give one",
                              layer->id, value->as.string);
    }
}

static gboolean
is_on_land(const MarchStyleLayer *layer)
{
    return layer->source != NULL &&
           g_strcmp0(layer->source->location, "pack:land") == 0;
}

/* Whether a fill of the land above layer @index covers the inner half of its lines. */
static gboolean
is_covered(const MarchStyle *style, guint index)
{
    for (guint i = index + 1; i < style->layers->len; i++) {
        const MarchStyleLayer *layer = g_ptr_array_index(style->layers, i);

        if (layer->type == MARCH_STYLE_FILL && is_on_land(layer)) {
            return TRUE;
        }
    }
    return FALSE;
}

/* The pack's land lies there in cells, whose edges are no coast. */
static void
check_land(const MarchStyle *style, guint index, MarchDiagnostics *diagnostics)
{
    const MarchStyleLayer *layer = g_ptr_array_index(style->layers, index);
    gboolean is_outlined = layer->type == MARCH_STYLE_FILL &&
                           layer->slots[MARCH_FILL_OUTLINE_COLOR].is_given;

    if (!is_on_land(layer) || (!is_outlined && (layer->type != MARCH_STYLE_LINE ||
                                                is_covered(style, index)))) {
        return;
    }
    march_diagnostics_add(
        diagnostics, MARCH_SEVERITY_WARNING, "land-in-cells",
        is_outlined ? layer->slots[MARCH_FILL_OUTLINE_COLOR].where : layer->where,
        layer->id,
        "layer \"%s\" draws the edges of cells that \"pack:land\" is cut into as lines; "
        "for coasts put a line layer twice as wide below a fill of the land, for borders "
        "use \"pack:boundaries\"",
        layer->id);
}

void
march_style_check(const MarchStyle *style,
                  const char *icon_directory,
                  MarchDiagnostics *diagnostics)
{
    for (guint i = 0; i < style->layers->len; i++) {
        const MarchStyleLayer *layer = g_ptr_array_index(style->layers, i);

        for (guint j = 0; icon_directory != NULL && j < layer->n_slots; j++) {
            check_icon(layer, &layer->slots[j], icon_directory, diagnostics);
        }
        check_land(style, i, diagnostics);
    }
}
