/* SPDX-License-Identifier: MIT */
#include "compose-replan.h"

#include "notes.h"
#include "page.h"
#include "zoom.h"

#define SIDE_GAP       1.5  /* em of the base size */
#define COLUMN_LEAST   12.5 /* em; narrower columns break every label */
#define STRIP_GAP      0.9  /* em */
#define FOOTER_GAP     0.9  /* em */
#define STRIP_ASPECT   1.0  /* a map narrower than high gets its strip below */
#define MAP_HEIGHT_MIN 20.0 /* mm, beside or above the legend */
#define MAP_SHARE_MIN  0.3  /* of the page's height */
#define MAP_WIDTH_MIN  32.0 /* mm, beside a column */
#define MAP_ASPECT_MIN 0.6
#define FOOTER_SHARE   0.4  /* of the page's height, in a narrow column */
#define ROUNDING_ROOM  0.01 /* mm, so that rounding does not refuse the room later */

/* A column with more of a gap looks forgotten. */
#define GAP_SHARE_MAX 0.15
/* What the map is to gain in area for it, and may lose in height. */
#define AREA_GAIN       1.1
#define HEIGHT_LEFT_MIN 0.8
#define FOOTER_BELOW    0.36 /* of the page's height */

typedef struct {
    MarchComposedFurniture *furniture;
    const MarchLayoutInput *input;
    const MarchFurnitureKit *kit;
    MarchPagePlan plan; /* without insets: they take their room last */
    double labels;      /* mm of the graticule's labels under the map */
    double foot;        /* where the text at the page's foot ends */
} Task;

static double
map_height_least(const Task *task)
{
    return MAX(MAP_HEIGHT_MIN, MAP_SHARE_MIN * task->plan.page.height);
}

/* Arranges the legend @width mm wide as low as it gets, at most @limit. */
static gboolean
arrange_lowest(const Task *task, double width, double limit, MarchRect *size)
{
    MarchLegend *legend = task->furniture->legend;
    const MarchLegendSampler *sampler = &task->furniture->sampler;
    guint best = 0;
    double lowest = limit;
    for (guint n_columns = 1; n_columns <= 3; n_columns++) {
        if (n_columns > 1 && width / n_columns < COLUMN_LEAST * task->kit->base) {
            break;
        }
        march_legend_arrange(legend, sampler, width, n_columns, size);
        if (size->width <= width && size->height < lowest) {
            lowest = size->height;
            best = n_columns;
        }
    }
    if (best > 0) {
        march_legend_arrange(legend, sampler, width, best, size);
    }
    return best > 0;
}

/* Sets the footer of @plan anew, @width mm wide and at most @room high; FALSE when it
   does not fit. */
static gboolean
fit_footer(const Task *task,
           double width,
           double wanted,
           double room,
           MarchPagePlan *plan)
{
    g_autoptr(MarchFooter) footer = march_footer_new(
        task->input->spec, task->input->marginalia, task->input->frame);
    double height =
        room > 0 ? march_footer_fit(footer, task->kit, width, wanted, room, NULL) : 1;
    if (height > room) {
        return FALSE;
    }
    /* the frame of the new plan changes a figure or two of the text */
    height = MIN(height + ROUNDING_ROOM, room);
    plan->footer = (MarchRect){plan->map.x, task->foot - height, width, height};
    return TRUE;
}

/* The legend beside a wide map, which keeps its height. */
static gboolean
plan_beside(const Task *task, MarchPagePlan *plan)
{
    MarchRect map = task->plan.map;
    double gap = SIDE_GAP * task->kit->base;
    MarchRect size;
    march_legend_arrange(task->furniture->legend, &task->furniture->sampler,
                         MARCH_COMPOSE_LEGEND_WIDTH * task->kit->base, 1, &size);
    if (map.width - size.width - gap <= STRIP_ASPECT * map.height ||
        size.height > map.height) {
        return FALSE;
    }
    plan->map.width -= size.width + gap;
    plan->side =
        (MarchRect){map.x + map.width - size.width, map.y, size.width, map.height};
    return TRUE;
}

/* The legend between map and footer; the footer gives way first. */
static gboolean
plan_below(const Task *task, MarchPagePlan *plan)
{
    MarchRect map = task->plan.map;
    double gap = STRIP_GAP * task->kit->base;
    double least = map_height_least(task);
    MarchRect size;
    if (!arrange_lowest(task, map.width, map.height, &size)) {
        return FALSE;
    }
    double height = map.height - size.height - gap;
    if (height < least) {
        double room = plan->footer.height - (least - height);
        double planned = plan->footer.height;
        if (plan->footer.height <= 0 ||
            !fit_footer(task, plan->footer.width, room, room, plan)) {
            return FALSE;
        }
        height += planned - plan->footer.height;
    }
    plan->map.height = height;
    plan->side =
        (MarchRect){map.x, map.y + height + task->labels + gap, map.width, size.height};
    plan->side.height += ROUNDING_ROOM;
    return TRUE;
}

/* The legend in a column that is as high as map and footer together. */
static gboolean
plan_column(const Task *task, double ems, MarchPagePlan *plan)
{
    MarchRect map = task->plan.map;
    double em = task->kit->base;
    double column = task->foot - map.y;
    MarchRect size;
    march_legend_arrange(task->furniture->legend, &task->furniture->sampler, ems * em,
                         1, &size);
    double width = map.width - size.width - SIDE_GAP * em;
    double room = column - map_height_least(task) - task->labels - FOOTER_GAP * em;
    double wanted = MIN(FOOTER_SHARE * plan->page.height, room);
    if (size.height > column || size.width > ems * em ||
        !fit_footer(task, width, wanted, room, plan)) {
        return FALSE;
    }
    plan->map.width = width;
    plan->map.height = column - plan->footer.height - FOOTER_GAP * em - task->labels;
    plan->side = (MarchRect){map.x + width + SIDE_GAP * em, map.y,
                             size.width + ROUNDING_ROOM, column};
    return width >= MAP_WIDTH_MIN && width >= MAP_ASPECT_MIN * plan->map.height;
}

/* Takes @plan for @best if it leaves the map more. */
static void
compare_plan(const MarchPagePlan *plan, MarchPagePlan *best, gboolean *has_plan)
{
    double area = plan->map.width * plan->map.height;
    if (!*has_plan || area > best->map.width * best->map.height) {
        *best = *plan;
        *has_plan = TRUE;
    }
}

static Task
task_make(MarchComposedFurniture *furniture,
          const MarchLayoutInput *input,
          const MarchFurnitureKit *kit)
{
    Task task = {
        .furniture = furniture, .input = input, .kit = kit, .plan = *input->plan};

    march_zooms_unplan(&task.plan);
    task.plan.is_side_settled = TRUE;
    task.labels = march_page_has_graticule_labels(input->spec)
                      ? march_page_graticule_label_room(kit->base)
                      : 0;
    task.foot = task.plan.page.height - march_page_outer_margin(kit->base);
    return task;
}

gboolean
march_compose_replan(MarchComposedFurniture *furniture,
                     const MarchLayoutInput *input,
                     const MarchFurnitureKit *kit,
                     MarchPagePlan *wanted)
{
    static const double column_ems[] = {MARCH_COMPOSE_LEGEND_WIDTH, 15, COLUMN_LEAST};
    Task task = task_make(furniture, input, kit);
    MarchPagePlan plan = task.plan;
    gboolean has_plan = FALSE;

    if (plan_beside(&task, &plan)) {
        *wanted = plan;
        march_zooms_plan(input->spec, wanted);
        return TRUE;
    }
    plan = task.plan;
    if (plan_below(&task, &plan)) {
        compare_plan(&plan, wanted, &has_plan);
    }
    for (gsize i = 0; i < G_N_ELEMENTS(column_ems); i++) {
        plan = task.plan;
        if (plan.footer.height > 0 && plan_column(&task, column_ems[i], &plan)) {
            compare_plan(&plan, wanted, &has_plan);
        }
    }
    if (has_plan) {
        march_zooms_plan(input->spec, wanted);
    }
    return has_plan;
}

gboolean
march_compose_column_is_empty(const MarchLayoutInput *input,
                              const MarchComposedFurniture *furniture,
                              double taken)
{
    const MarchPagePlan *plan = input->plan;
    gboolean is_column = plan->side.width > 0 && plan->side.height > plan->side.width;

    return is_column && !plan->is_side_settled && !input->spec->has_fixed_marginalia &&
           furniture->key_room.height - taken > GAP_SHARE_MAX * plan->map.height;
}

/* The footer under map and column; FALSE when it needs more than its share. */
static gboolean
move_footer_below(const Task *task, MarchPagePlan *plan)
{
    double gap = FOOTER_GAP * task->kit->base;
    double page = plan->page.height;
    double room = plan->map.height - gap - march_page_map_height_least(page);
    room = MIN(room, FOOTER_BELOW * page);
    if (!fit_footer(task, plan->map.width, room, room, plan)) {
        return FALSE;
    }
    plan->map.height -= plan->footer.height + gap;
    return TRUE;
}

gboolean
march_compose_replan_without_column(const MarchComposedFurniture *furniture,
                                    const MarchLayoutInput *input,
                                    const MarchFurnitureKit *kit,
                                    MarchPagePlan *wanted)
{
    MarchComposedFurniture copy = *furniture;
    Task task = task_make(&copy, input, kit);
    MarchPagePlan plan = task.plan;
    MarchRect before = task.plan.map;
    gboolean is_footer_in_column =
        plan.footer.height > 0 && plan.footer.x >= before.x + before.width;

    plan.map.width = plan.side.x + plan.side.width - before.x;
    plan.side = MARCH_RECT_NONE;
    if ((is_footer_in_column && !move_footer_below(&task, &plan)) ||
        plan.map.height < HEIGHT_LEFT_MIN * before.height ||
        plan.map.width * plan.map.height < AREA_GAIN * before.width * before.height) {
        return FALSE;
    }
    march_zooms_plan(input->spec, &plan);
    *wanted = plan;
    return TRUE;
}
