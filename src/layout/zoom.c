/* SPDX-License-Identifier: MIT */
#include "zoom.h"

#include <math.h>

#include "page.h"

/* In ems of the base size unless they say mm. */
#define GAP          2.4
#define STACK_GAP    1.2
#define HEADING      1.0
#define HEADING_ROOM 1.7
#define FRAME_WIDTH  0.3  /* mm */
#define LINE_WIDTH   0.2  /* mm */
#define CASING       0.25 /* mm of paper on each side of a line */
#define BOX_STEP     1.0  /* mm: boxes along a frame that is not upright */
#define BOXES_MAX    400

/* A map narrower than this times its height has its insets below it. */
#define ASPECT_BESIDE 1.15
#define SHARE_MOST    0.42
#define SHARE_LEAST   0.3
/* As obstacles: names and furniture avoid frames more than they do borders. */
#define FRAME_WEIGHT 2.0
#define LINE_WEIGHT  1.0

static double
heading_room(const MarchSpec *spec, double base)
{
    for (guint i = 0; i < spec->zooms->len; i++) {
        const MarchSpecZoom *zoom = g_ptr_array_index(spec->zooms, i);

        if (zoom->title != NULL) {
            return HEADING_ROOM * base;
        }
    }
    return 0;
}

/* A column at the map's right, the insets one above the other. */
static void
plan_beside(MarchPagePlan *plan, guint count, double heading)
{
    MarchRect map = plan->field;
    double em = plan->base_size;
    double gap = STACK_GAP * em;
    double height = (map.height - (count - 1) * gap) / count - heading;
    double width = CLAMP(0.9 * height, SHARE_LEAST * map.width, SHARE_MOST * map.width);

    plan->map.width = map.width - width - GAP * em;
    for (guint i = 0; i < count; i++) {
        plan->zooms[i] =
            (MarchRect){map.x + map.width - width,
                        map.y + heading + i * (height + heading + gap), width, height};
    }
}

/* A row under the map and its degrees. */
static void
plan_below(MarchPagePlan *plan, guint count, double heading, double degrees)
{
    MarchRect map = plan->field;
    double em = plan->base_size;
    double gap = STACK_GAP * em;
    double width = (map.width - (count - 1) * gap) / count;
    double height =
        CLAMP(0.8 * width, SHARE_LEAST * map.height, SHARE_MOST * map.height);
    double top = map.y + map.height - height;

    plan->map.height = map.height - height - heading - degrees - GAP * em;
    for (guint i = 0; i < count; i++) {
        plan->zooms[i] = (MarchRect){map.x + i * (width + gap), top, width, height};
    }
}

void
march_zooms_plan(const MarchSpec *spec, MarchPagePlan *plan)
{
    guint count = spec->zooms != NULL ? spec->zooms->len : 0;

    plan->n_zooms = MIN(count, MARCH_ZOOMS_MAX);
    plan->field = plan->map;
    if (plan->n_zooms == 0) {
        return;
    }
    double heading = heading_room(spec, plan->base_size);

    plan->zooms_are_beside = plan->map.width >= ASPECT_BESIDE * plan->map.height;
    if (plan->zooms_are_beside) {
        plan_beside(plan, plan->n_zooms, heading);
    } else {
        plan_below(plan, plan->n_zooms, heading,
                   march_page_has_graticule_labels(spec)
                       ? march_page_graticule_label_room(plan->base_size)
                       : 0);
    }
}

void
march_zooms_unplan(MarchPagePlan *plan)
{
    if (plan->n_zooms > 0) {
        plan->map = plan->field;
        plan->n_zooms = 0;
    }
}

/* The two lines from the frame on the map to the inset: the tangents of both. */
static MarchPath *
lines_make(const MarchPagePlan *plan, guint index, const MarchPath *outline)
{
    MarchRect from = march_path_bounds(outline);
    MarchRect to = plan->zooms[index];
    MarchPath *path = march_path_new();
    MarchPoint one[2];
    MarchPoint other[2];

    if (plan->zooms_are_beside) {
        one[0] = (MarchPoint){from.x + from.width, from.y};
        one[1] = (MarchPoint){to.x, to.y};
        other[0] = (MarchPoint){from.x + from.width, from.y + from.height};
        other[1] = (MarchPoint){to.x, to.y + to.height};
    } else {
        one[0] = (MarchPoint){from.x, from.y + from.height};
        one[1] = (MarchPoint){to.x, to.y};
        other[0] = (MarchPoint){from.x + from.width, from.y + from.height};
        other[1] = (MarchPoint){to.x + to.width, to.y};
    }
    march_path_add_part(path, one, 2, FALSE);
    march_path_add_part(path, other, 2, FALSE);
    return path;
}

static void
obstacle_add(MarchMapContent *content, MarchPath *path, double weight)
{
    MarchLineObstacle obstacle = {
        .path = path, .weight = weight, .is_kept_clear = TRUE};

    g_array_append_val(content->line_obstacles, obstacle);
}

/* No label stands on the frame: narrow boxes along it, as a slope needs many. */
static void
frame_close(MarchMapContent *content, const MarchPath *outline)
{
    for (guint i = 0; i < outline->parts->len; i++) {
        const MarchPathPart *part = &g_array_index(outline->parts, MarchPathPart, i);
        const MarchPoint *points =
            &g_array_index(outline->points, MarchPoint, part->start);

        for (guint k = 0; k < part->count; k++) {
            MarchPoint a = points[k];
            MarchPoint b = points[(k + 1) % part->count];
            double slope = MIN(fabs(b.x - a.x), fabs(b.y - a.y));
            guint count = MIN((guint)ceil(slope / BOX_STEP) + 1, BOXES_MAX);

            for (guint box = 0; box < count; box++) {
                double s = (double)box / count;
                double t = (box + 1.0) / count;
                MarchRect rect = {a.x + MIN(s * (b.x - a.x), t * (b.x - a.x)),
                                  a.y + MIN(s * (b.y - a.y), t * (b.y - a.y)),
                                  fabs(b.x - a.x) / count, fabs(b.y - a.y) / count};
                MarchObstacle obstacle = {.kind = MARCH_OBSTACLE_FURNITURE,
                                          .rect =
                                              march_rect_inset(rect, FRAME_WIDTH / 2)};

                g_array_append_val(content->obstacles, obstacle);
            }
        }
    }
}

/* What has a place of its own within the frame is named in the inset. */
static guint
names_take_back(MarchMapContent *content, MarchRect frame)
{
    guint count = 0;

    for (guint i = content->requests->len; i-- > 0;) {
        const MarchLabelRequest *request = g_ptr_array_index(content->requests, i);

        if (request->in_area || request->along_line ||
            !march_rect_contains(frame, request->anchor)) {
            continue;
        }
        g_hash_table_add(content->nameless, (gpointer)(guintptr)request->feature);
        g_ptr_array_remove_index(content->requests, i);
        count++;
    }
    return count;
}

void
march_zooms_reserve(const MarchLayoutInput *input,
                    MarchMapContent *content,
                    MarchDiagnostics *diagnostics)
{
    for (guint i = 0; i < input->plan->n_zooms && input->zooms != NULL; i++) {
        const MarchLayoutZoom *zoom = &input->zooms[i];
        guint count;

        if (march_path_is_empty(zoom->outline)) {
            continue;
        }
        obstacle_add(content, march_path_copy(zoom->outline), FRAME_WEIGHT);
        frame_close(content, zoom->outline);
        obstacle_add(content, lines_make(input->plan, i, zoom->outline), LINE_WEIGHT);
        count = names_take_back(content, march_path_bounds(zoom->outline));
        if (count > 0) {
            march_diagnostics_add(diagnostics, MARCH_SEVERITY_NOTE, "named-in-inset",
                                  MARCH_LOCATION_NONE, NULL,
                                  "%u place%s within the frame of inset %u %s named "
                                  "there only",
                                  count, count == 1 ? "" : "s", i + 1,
                                  count == 1 ? "is" : "are");
        }
    }
}

static void
line_draw(const MarchFurnitureKit *kit, const MarchPath *path, double width)
{
    MarchStroke stroke;

    march_stroke_init(&stroke);
    stroke.color = kit->paper;
    stroke.color.alpha = 0.7;
    stroke.width = width + 2 * CASING;
    stroke.join = MARCH_LINE_JOIN_ROUND;
    march_scene_add_stroke(kit->scene, path, &stroke);
    stroke.color = kit->frame;
    stroke.width = width;
    march_scene_add_stroke(kit->scene, path, &stroke);
}

static void
zoom_draw(const MarchLayoutInput *input, const MarchFurnitureKit *kit, guint index)
{
    const MarchLayoutZoom *zoom = &input->zooms[index];
    MarchRect rect = input->plan->zooms[index];
    g_autofree char *id = g_strdup_printf("inset-%u", index + 1);
    g_autofree char *prefix = g_strdup_printf("%s-", id);

    march_furniture_begin_group(kit, id, zoom->title != NULL ? zoom->title : "Inset");
    march_scene_append(kit->scene, zoom->scene, (MarchPoint){rect.x, rect.y}, prefix);
    march_furniture_stroke_rect(kit, rect, FRAME_WIDTH, kit->frame);
    if (zoom->title != NULL) {
        MarchFont bold = march_furniture_font(kit, HEADING * kit->base, 700);
        gboolean is_beside = input->plan->zooms_are_beside;
        /* from above, lines come to the corners */
        double x = is_beside ? rect.x : rect.x + rect.width / 2;

        MarchFurnitureKit mirrored = march_furniture_mirror(kit, rect);

        march_furniture_add_text(
            &mirrored, &bold, zoom->title,
            (MarchPoint){x, rect.y - (HEADING_ROOM - HEADING) * kit->base},
            is_beside ? MARCH_TEXT_ALIGN_START : MARCH_TEXT_ALIGN_MIDDLE, kit->ink);
    }
    march_scene_end_group(kit->scene);
}

void
march_zooms_draw(const MarchLayoutInput *input, const MarchFurnitureKit *kit)
{
    if (input->zooms == NULL || input->plan->n_zooms == 0) {
        return;
    }
    march_furniture_begin_group(kit, "inset-frames", "Frames of insets");
    for (guint i = 0; i < input->plan->n_zooms; i++) {
        const MarchLayoutZoom *zoom = &input->zooms[i];

        if (!march_path_is_empty(zoom->outline)) {
            g_autoptr(MarchPath) lines = lines_make(input->plan, i, zoom->outline);

            line_draw(kit, lines, LINE_WIDTH);
            line_draw(kit, zoom->outline, FRAME_WIDTH);
        }
    }
    march_scene_end_group(kit->scene);
    for (guint i = 0; i < input->plan->n_zooms; i++) {
        zoom_draw(input, kit, i);
    }
}
