/* SPDX-License-Identifier: MIT */
#include "layout.h"

#include "compose-furniture.h"
#include "compose-replan.h"
#include "graticule.h"
#include "legend-key.h"
#include "logo.h"
#include "map-content.h"
#include "notes.h"
#include "page-title.h"
#include "page.h"
#include "zoom.h"

#define FRAME_WIDTH 0.2 /* mm */

/* What the map content calls before its first line. */
typedef struct {
    const MarchGraticule *graticule;
    const MarchFurnitureKit *kit;
    const MarchFrame *frame;
} GraticuleHook;

static void
draw_graticule_under_lines(MarchScene *scene, gpointer data)
{
    const GraticuleHook *hook = data;
    g_assert(scene == hook->kit->scene);
    march_graticule_draw_lines(hook->graticule, hook->kit, hook->frame);
}

/* The frame around the map: on top of it, or before item @at if that is not 0. */
static void
draw_frame(const MarchFurnitureKit *kit, MarchRect map, guint at)
{
    guint before = march_scene_count(kit->scene);

    march_furniture_begin_group(kit, "frame", "Frame");
    march_furniture_stroke_rect(kit, map, FRAME_WIDTH, kit->frame);
    march_scene_end_group(kit->scene);
    if (at > 0) {
        march_scene_move_tail(kit->scene, before, at);
    }
}

/* Layers, then labels clear of the furniture whose places are chosen in between.
   FALSE without an error when the input's wanted plan was set instead. */
static gboolean
draw_map(const MarchLayoutInput *input,
         const MarchFurnitureKit *kit,
         const MarchGraticule *graticule,
         MarchMapContent *content,
         MarchComposedFurniture *furniture,
         MarchDiagnostics *diagnostics,
         GError **error)
{
    GraticuleHook hook = {graticule, kit, input->frame};
    if (input->spec->show_graticule) {
        content->draw_under_lines = draw_graticule_under_lines;
        content->under_lines_data = &hook;
    }

    march_furniture_begin_group(kit, "map", "Map");
    if (!march_map_content_draw(input, kit->text, content, kit->scene, diagnostics,
                                error)) {
        return FALSE;
    }
    march_zooms_reserve(input, content, diagnostics);
    if (!march_compose_furniture_init(furniture, input, kit, content, diagnostics)) {
        return FALSE;
    }
    march_compose_furniture_reserve(furniture, kit, content, diagnostics);
    MarchLabelQuality quality;
    march_labels_place(input, kit->text, content, kit->scene, &quality, diagnostics);
    if (furniture->may_leave_column &&
        march_compose_column_is_empty(
            input, furniture,
            march_legend_key_height(kit, content->keys, furniture->key_room)) &&
        march_compose_replan_without_column(furniture, input, kit, input->wanted)) {
        return FALSE;
    }
    march_scene_end_group(kit->scene);
    draw_frame(kit, input->plan->map, content->crossing_at);
    return TRUE;
}

static void
draw_page(const MarchFurnitureKit *kit, MarchRect page)
{
    march_furniture_begin_group(kit, "page", "Page");
    march_furniture_fill_rect(kit, page, kit->paper);
    march_scene_end_group(kit->scene);
}

static void
draw_texts(const MarchLayoutInput *input,
           const MarchFurnitureKit *kit,
           MarchDiagnostics *diagnostics)
{
    const MarchPagePlan *plan = input->plan;
    if (plan->title.height > 0) {
        g_autoptr(MarchTitleBlock) title =
            march_title_block_new(kit, input->spec, plan->title.width);
        march_title_block_draw(title, kit, (MarchPoint){plan->title.x, plan->title.y});
    }
    if (plan->logo.width > 0) {
        march_logo_draw(input->marginalia->logo, kit, plan->logo);
    }
    if (plan->footer.height > 0) {
        g_autoptr(MarchFooter) footer =
            march_footer_new(input->spec, input->marginalia, input->frame);
        double room = plan->footer.height + 0.01;
        double height =
            march_footer_fit(footer, kit, plan->footer.width, room, room, diagnostics);
        /* its foot stays where it was planned, also when it takes less */
        double y = plan->footer.y + MAX(plan->footer.height - height, 0);
        march_footer_draw(footer, kit, (MarchPoint){plan->footer.x, y});
    }
}

MarchScene *
march_layout_compose(const MarchLayoutInput *input,
                     MarchTextEngine *text,
                     MarchDiagnostics *diagnostics,
                     GError **error)
{
    const MarchPagePlan *plan = input->plan;
    g_autoptr(MarchScene) scene = march_scene_new(plan->page.width, plan->page.height);
    march_scene_set_text(scene, input->spec->title, input->spec->alt,
                         input->spec->language);
    MarchFurnitureKit kit =
        march_furniture_kit(input->spec, input->style, text, plan->base_size);
    kit.scene = scene;

    draw_page(&kit, plan->page);
    MarchGraticule graticule = march_graticule_choose(input->frame, plan->base_size);
    g_autoptr(MarchMapContent) content = march_map_content_new();
    MarchComposedFurniture furniture = {0};
    gboolean is_drawn =
        draw_map(input, &kit, &graticule, content, &furniture, diagnostics, error);
    if (is_drawn) {
        if (march_page_has_graticule_labels(input->spec)) {
            march_graticule_draw_labels(&graticule, &kit, input->frame, diagnostics);
        }
        march_zooms_draw(input, &kit);
        is_drawn = march_compose_furniture_draw(&furniture, input, &kit, content,
                                                diagnostics, error);
    }
    if (input->foot != NULL) {
        *input->foot = march_compose_furniture_foot(&furniture, plan->map);
    }
    march_compose_furniture_clear(&furniture);
    if (!is_drawn) {
        return NULL;
    }
    draw_texts(input, &kit, diagnostics);
    if (input->content != NULL) {
        content->draw_under_lines = NULL;
        content->under_lines_data = NULL;
        *input->content = g_steal_pointer(&content);
    }
    return g_steal_pointer(&scene);
}
