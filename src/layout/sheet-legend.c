/* SPDX-License-Identifier: MIT */
#include "sheet-legend.h"

#include <string.h>

#include "legend.h"
#include "map-content.h"
#include "scale-bar.h"

#define COLUMNS_MAX  4
#define COLUMN_LEAST 15.0 /* em of the base size */
#define COLUMN_MOST  22.0
#define GAP          1.8 /* em, between legend and scale bar */

struct MarchSheetLegend {
    const MarchFurnitureKit *kit;
    MarchMapContent *content; /* only its uses */
    MarchLegendSampler sampler;
    MarchLegend *legend; /* (nullable) */
    gboolean has_bar;
    MarchScaleBar bar;
    MarchRect size; /* of the legend */
    double width;
};

/* Layers of panels are of styles of their own: the same one has the same name. */
static MarchLegendUse *
find_use(const MarchMapContent *content, const MarchLegendUse *wanted)
{
    const char *id = march_style_layer_get_id(wanted->layer);

    for (guint i = 0; i < content->uses->len; i++) {
        MarchLegendUse *use = g_ptr_array_index(content->uses, i);

        if (strcmp(march_style_layer_get_id(use->layer), id) == 0 &&
            strcmp(use->label, wanted->label) == 0 &&
            g_strcmp0(march_legend_use_measure(use),
                      march_legend_use_measure(wanted)) == 0) {
            return use;
        }
    }
    return NULL;
}

static void
add_uses(MarchMapContent *content, const MarchMapContent *panel)
{
    for (guint i = 0; i < panel->uses->len; i++) {
        const MarchLegendUse *use = g_ptr_array_index(panel->uses, i);
        MarchLegendUse *same = find_use(content, use);

        if (same == NULL) {
            same = g_memdup2(use, sizeof *use);
            same->label = g_strdup(use->label);
            g_ptr_array_add(content->uses, same);
        } else {
            same->largest_value = MAX(same->largest_value, use->largest_value);
            same->count += use->count;
        }
    }
}

/* As low as it gets, in columns that are neither narrow nor far apart. */
static void
arrange(MarchSheetLegend *legend, double room)
{
    double em = legend->kit->base;
    double lowest = G_MAXDOUBLE;
    guint best = 1;
    double widths[COLUMNS_MAX + 1] = {0};

    for (guint n = 1; n <= COLUMNS_MAX; n++) {
        MarchRect size;

        widths[n] = MIN(room, n * COLUMN_MOST * em);
        if (n > 1 && room / n < COLUMN_LEAST * em) {
            break;
        }
        march_legend_arrange(legend->legend, &legend->sampler, widths[n], n, &size);
        if (size.height < lowest && size.width <= room) {
            lowest = size.height;
            best = n;
        }
    }
    march_legend_arrange(legend->legend, &legend->sampler, widths[best], best,
                         &legend->size);
}

MarchSheetLegend *
march_sheet_legend_new(const MarchSheetInput *input,
                       const MarchFurnitureKit *kit,
                       double width)
{
    MarchSheetLegend *legend = g_new0(MarchSheetLegend, 1);
    double room = width;

    legend->kit = kit;
    legend->width = width;
    legend->content = march_map_content_new();
    legend->sampler = (MarchLegendSampler){.kit = kit,
                                           .zoom = march_frame_get_zoom(input->frame),
                                           .value_label = input->value_label,
                                           .beside = input->marginalia->beside};
    for (gsize i = 0; i < input->n_panels; i++) {
        if (input->panels[i].content != NULL) {
            add_uses(legend->content, input->panels[i].content);
        }
    }
    legend->has_bar = input->spec->show_scale_bar &&
                      march_scale_bar_make(kit, input->frame, &legend->bar);
    if (legend->has_bar) {
        room -= legend->bar.width + GAP * kit->base;
    }
    if (input->spec->show_legend &&
        (legend->content->uses->len > 0 ||
         (input->marginalia->beside != NULL && input->marginalia->beside->len > 0))) {
        legend->legend = march_legend_new(&legend->sampler, legend->content);
        arrange(legend, room);
    }
    return legend;
}

void
march_sheet_legend_free(MarchSheetLegend *legend)
{
    if (legend == NULL) {
        return;
    }
    march_legend_free(legend->legend);
    march_map_content_free(legend->content);
    g_free(legend);
}

double
march_sheet_legend_get_height(const MarchSheetLegend *legend)
{
    return MAX(legend->size.height, legend->has_bar ? legend->bar.height : 0);
}

void
march_sheet_legend_draw(const MarchSheetLegend *legend, MarchPoint origin)
{
    const MarchFurnitureKit *kit = legend->kit;
    MarchFurnitureKit mirrored =
        march_furniture_mirror(kit, (MarchRect){origin.x, origin.y, legend->width, 0});

    if (legend->legend != NULL) {
        MarchRect rect = march_furniture_mirror_rect(
            &mirrored, (MarchRect){origin.x, origin.y, legend->size.width, 0});

        march_furniture_begin_group(kit, "legend", "Legend");
        march_legend_draw(legend->legend, &legend->sampler,
                          (MarchPoint){rect.x, origin.y});
        march_scene_end_group(kit->scene);
    }
    if (legend->has_bar) {
        MarchRect rect = march_furniture_mirror_rect(
            &mirrored, (MarchRect){origin.x + legend->width - legend->bar.width,
                                   origin.y, legend->bar.width, 0});

        march_furniture_begin_group(kit, "scale", "Scale");
        march_scale_bar_draw(&legend->bar, kit, (MarchPoint){rect.x, origin.y});
        march_scene_end_group(kit->scene);
    }
}
