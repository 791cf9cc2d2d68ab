/* SPDX-License-Identifier: MIT */
/* The scene as text: what golden tests compare. */
#include "scene.h"

#include <math.h>
#include <string.h>

/* Longer paths are told by their bounds and a checksum. */
#define POINTS_MAX 64

static void
add_number(GString *out, double number)
{
    char buffer[G_ASCII_DTOSTR_BUF_SIZE];

    number = round(number * 100) / 100;
    g_string_append(out, g_ascii_formatd(buffer, sizeof buffer, "%.2f",
                                         fabs(number) < 0.005 ? 0 : number));
}

static void
add_pair(GString *out, double a, double b)
{
    add_number(out, a);
    g_string_append_c(out, ',');
    add_number(out, b);
}

static void
add_rect(GString *out, MarchRect rect)
{
    add_pair(out, rect.x, rect.y);
    g_string_append_c(out, ' ');
    add_number(out, rect.width);
    g_string_append_c(out, 'x');
    add_number(out, rect.height);
}

static void
add_color(GString *out, MarchColor color)
{
    g_autofree char *text = march_color_to_string(color);

    g_string_append(out, text);
}

/* Escaped as in C, except that letters beyond ASCII stay readable. */
static void
add_quoted(GString *out, const char *name, const char *text)
{
    char kept[0x81] = "";
    g_autofree char *escaped = NULL;

    if (text == NULL) {
        return;
    }
    for (guint i = 0; i < 0x80 && g_utf8_validate(text, -1, NULL); i++) {
        kept[i] = (char)(i - 0x80);
    }
    escaped = g_strescape(text, kept);
    g_string_append_printf(out, " %s\"%s\"", name, escaped);
}

/* FNV-1a over the points in hundredths of a millimetre. */
static guint32
path_checksum(const MarchPath *path)
{
    guint32 sum = 2166136261u;

    for (guint i = 0; i < path->points->len; i++) {
        MarchPoint point = g_array_index(path->points, MarchPoint, i);
        gint64 values[] = {llround(point.x * 100), llround(point.y * 100)};

        for (guint k = 0; k < 2; k++) {
            for (guint byte = 0; byte < 8; byte++) {
                sum ^= (guint8)((guint64)values[k] >> (8 * byte));
                sum *= 16777619u;
            }
        }
    }
    return sum;
}

static void
add_path(GString *out, const MarchPath *path)
{
    if (path->points->len > POINTS_MAX) {
        g_string_append_printf(out,
                               " path parts=%u points=%u bounds=", path->parts->len,
                               path->points->len);
        add_rect(out, march_path_bounds(path));
        g_string_append(out, " length=");
        add_number(out, march_path_length(path));
        g_string_append_printf(out, " sum=%08x", path_checksum(path));
        return;
    }
    for (guint i = 0; i < path->parts->len; i++) {
        const MarchPathPart *part = &g_array_index(path->parts, MarchPathPart, i);

        for (guint k = 0; k < part->count; k++) {
            MarchPoint point = g_array_index(path->points, MarchPoint, part->start + k);

            g_string_append(out, k == 0 ? " M " : " ");
            add_pair(out, point.x, point.y);
        }
        if (part->closed) {
            g_string_append(out, " Z");
        }
        if (part->phase > 0) {
            g_string_append(out, " @");
            add_number(out, part->phase);
        }
    }
}

static void
add_group(GString *out, const MarchSceneGroup *group)
{
    g_string_append_printf(out, "group %s", group->id);
    if (group->is_layer) {
        g_string_append(out, " layer");
    }
    if (group->opacity < 1) {
        g_string_append(out, " opacity=");
        add_number(out, group->opacity);
    }
    add_quoted(out, "label=", group->label);
    add_quoted(out, "title=", group->title);
    add_quoted(out, "description=", group->description);
    add_quoted(out, "role=", group->role);
    for (guint i = 0; group->data != NULL && group->data[i] != NULL; i += 2) {
        g_autofree char *name = g_strconcat("data-", group->data[i], "=", NULL);

        add_quoted(out, name, group->data[i + 1] != NULL ? group->data[i + 1] : "");
        if (group->data[i + 1] == NULL) {
            break;
        }
    }
}

static void
add_fill(GString *out, const MarchSceneItem *item)
{
    const MarchFill *fill = &item->as.fill;

    g_string_append(out, "fill ");
    if (fill->pattern > 0) {
        g_string_append_printf(out, "pattern=%u", fill->pattern);
    } else {
        add_color(out, fill->color);
    }
    g_string_append(out, fill->even_odd ? " even-odd" : "");
    g_string_append(out, fill->antialias ? "" : " crisp");
    add_path(out, item->path);
}

static void
add_stroke(GString *out, const MarchSceneItem *item)
{
    static const char *const caps[] = {"butt", "round", "square"};
    static const char *const joins[] = {"miter", "round", "bevel"};
    const MarchStroke *stroke = &item->as.stroke;

    g_string_append(out, "stroke ");
    add_color(out, stroke->color);
    g_string_append_c(out, ' ');
    add_number(out, stroke->width);
    g_string_append_printf(out, " %s %s", caps[stroke->cap], joins[stroke->join]);
    if (stroke->n_dashes > 0) {
        g_string_append(out, " dash=");
        for (guint i = 0; i < stroke->n_dashes; i++) {
            g_string_append(out, i > 0 ? "," : "");
            add_number(out, stroke->dashes[i]);
        }
        g_string_append_c(out, '+');
        add_number(out, stroke->dash_offset);
    }
    add_path(out, item->path);
}

static void
add_text(GString *out, const MarchSceneItem *item)
{
    static const char *const aligns[] = {"start", "middle", "end"};
    const MarchTextRun *run = &item->as.text;

    g_string_append(out, item->type == MARCH_SCENE_TEXT ? "text" : "text-along");
    add_quoted(out, "", run->text);
    add_quoted(out, "", run->font.family);
    g_string_append_c(out, ' ');
    add_number(out, run->font.size);
    g_string_append_printf(out, " %d%s", run->font.weight,
                           run->font.italic ? " italic" : "");
    if (run->font.letter_spacing < 0 || run->font.letter_spacing > 0) {
        g_string_append(out, " spacing=");
        add_number(out, run->font.letter_spacing);
    }
    add_quoted(out, "language=", run->font.language);
    g_string_append_c(out, ' ');
    add_color(out, run->color);
    if (run->halo_color.alpha > 0 && run->halo_width > 0) {
        g_string_append(out, " halo=");
        add_color(out, run->halo_color);
        g_string_append_c(out, '/');
        add_number(out, run->halo_width);
    }
    if (item->type == MARCH_SCENE_TEXT_ALONG) {
        g_string_append(out, " offset=");
        add_number(out, item->start_offset);
        add_path(out, item->path);
        return;
    }
    g_string_append_printf(out, " %s at ", aligns[run->align]);
    add_pair(out, run->origin.x, run->origin.y);
    if (run->angle < 0 || run->angle > 0) {
        g_string_append(out, " angle=");
        add_number(out, run->angle);
    }
    g_string_append(out, " width=");
    add_number(out, run->width);
}

static void
add_icon(GString *out, const MarchScene *scene, const MarchSceneIcon *icon)
{
    g_string_append(out, "icon");
    add_quoted(out, "", march_scene_get_icon_name(scene, icon->icon));
    if (march_scene_get_icon(scene, icon->icon) == NULL) {
        g_string_append(out, " refused");
    }
    g_string_append_c(out, ' ');
    add_color(out, icon->color);
    if (icon->halo_color.alpha > 0 && icon->halo_width > 0) {
        g_string_append(out, " halo=");
        add_color(out, icon->halo_color);
        g_string_append_c(out, '/');
        add_number(out, icon->halo_width);
    }
    g_string_append(out, " in ");
    add_rect(out, icon->rect);
    if (icon->angle < 0 || icon->angle > 0) {
        g_string_append(out, " angle=");
        add_number(out, icon->angle);
    }
    if (icon->opacity < 1) {
        g_string_append(out, " opacity=");
        add_number(out, icon->opacity);
    }
}

static void
add_image(GString *out, const MarchSceneImage *image)
{
    g_autofree char *sum = g_compute_checksum_for_data(
        G_CHECKSUM_MD5, (const guchar *)image->pixels,
        (gsize)image->width * image->height * sizeof *image->pixels);

    g_string_append_printf(out, "image %ux%u md5=%s in ", image->width, image->height,
                           sum);
    add_rect(out, image->rect);
    if (image->opacity < 1) {
        g_string_append(out, " opacity=");
        add_number(out, image->opacity);
    }
}

static void
add_item(GString *out, const MarchScene *scene, const MarchSceneItem *item)
{
    switch (item->type) {
    case MARCH_SCENE_GROUP_BEGIN:
        add_group(out, &item->as.group);
        break;
    case MARCH_SCENE_CLIP_BEGIN:
        g_string_append(out, "clip");
        add_path(out, item->path);
        break;
    case MARCH_SCENE_GROUP_END:
    case MARCH_SCENE_CLIP_END:
        g_string_append(out, "end");
        break;
    case MARCH_SCENE_FILL:
        add_fill(out, item);
        break;
    case MARCH_SCENE_STROKE:
        add_stroke(out, item);
        break;
    case MARCH_SCENE_TEXT:
    case MARCH_SCENE_TEXT_ALONG:
        add_text(out, item);
        break;
    case MARCH_SCENE_ICON:
        add_icon(out, scene, &item->as.icon);
        break;
    case MARCH_SCENE_IMAGE:
        add_image(out, &item->as.image);
        break;
    }
}

static void
add_items(GString *out, const MarchScene *scene, guint depth)
{
    for (guint i = 0; i < march_scene_count(scene); i++) {
        const MarchSceneItem *item = march_scene_get(scene, i);

        if (item->type == MARCH_SCENE_GROUP_END || item->type == MARCH_SCENE_CLIP_END) {
            depth--;
        }
        for (guint k = 0; k < depth; k++) {
            g_string_append(out, "  ");
        }
        add_item(out, scene, item);
        g_string_append_c(out, '\n');
        if (item->type == MARCH_SCENE_GROUP_BEGIN ||
            item->type == MARCH_SCENE_CLIP_BEGIN) {
            depth++;
        }
    }
}

char *
march_scene_dump(const MarchScene *scene)
{
    GString *out = g_string_new("scene ");

    add_number(out, march_scene_get_width(scene));
    g_string_append_c(out, 'x');
    add_number(out, march_scene_get_height(scene));
    add_quoted(out, "title=", march_scene_get_title(scene));
    add_quoted(out, "description=", march_scene_get_description(scene));
    add_quoted(out, "language=", march_scene_get_language(scene));
    g_string_append_c(out, '\n');
    for (guint id = 1; id <= march_scene_count_patterns(scene); id++) {
        const MarchPatternTile *tile = march_scene_get_pattern(scene, id);

        g_string_append_printf(out, "pattern %u ", id);
        add_number(out, tile->width);
        g_string_append_c(out, 'x');
        add_number(out, tile->height);
        g_string_append(out, " angle=");
        add_number(out, tile->angle);
        g_string_append_c(out, '\n');
        add_items(out, march_scene_get_pattern_scene(scene, id), 1);
    }
    add_items(out, scene, 0);
    return g_string_free(out, FALSE);
}
