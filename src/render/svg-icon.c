/* SPDX-License-Identifier: MIT */
/* Icons as <symbol>, written at their first use; images as PNG data. */
#include <cairo.h>
#include <string.h>

#include "svg-xml.h"
#include "svg.h"

static void
append_segments(GString *out, const GArray *segments)
{
    static const char letters[] = "MLCZ";

    for (guint i = 0; i < segments->len; i++) {
        const MarchIconSegment *segment = &g_array_index(segments, MarchIconSegment, i);
        guint count = segment->op == MARCH_ICON_CURVE ? 3 : 1;

        g_string_append_c(out, letters[segment->op]);
        for (guint k = 0; segment->op != MARCH_ICON_CLOSE && k < count; k++) {
            g_string_append(out, k > 0 ? " " : "");
            march_xml_number(out, segment->points[k].x, 3);
            g_string_append_c(out, ' ');
            march_xml_number(out, segment->points[k].y, 3);
        }
    }
}

static void
append_icon_paint(GString *out, const char *name, const MarchIconPaint *paint)
{
    MarchColor color = paint->color;

    if (paint->type == MARCH_ICON_PAINT_COLOR) {
        color.alpha *= paint->opacity;
        march_xml_paint(out, name, color);
        return;
    }
    march_xml_attribute(out, name, "currentColor");
    if (paint->opacity < 1) {
        g_autofree char *opacity = g_strconcat(name, "-opacity", NULL);

        march_xml_ratio(out, opacity, paint->opacity);
    }
}

static void
append_icon_pen(GString *out, const MarchIconShape *shape)
{
    static const char *const caps[] = {"butt", "round", "square"};
    static const char *const joins[] = {"miter", "round", "bevel"};

    append_icon_paint(out, "stroke", &shape->stroke);
    march_xml_ratio(out, "stroke-width", shape->stroke_width);
    march_xml_attribute(out, "stroke-linecap", caps[shape->cap]);
    march_xml_attribute(out, "stroke-linejoin", joins[shape->join]);
    march_xml_ratio(out, "stroke-miterlimit", shape->miter_limit);
}

static void
append_shapes(GString *out, const MarchIcon *icon)
{
    for (guint i = 0; i < icon->shapes->len; i++) {
        const MarchIconShape *shape = &g_array_index(icon->shapes, MarchIconShape, i);

        g_string_append(out, "<path");
        if (shape->fill.type == MARCH_ICON_PAINT_NONE) {
            march_xml_attribute(out, "fill", "none");
        } else {
            append_icon_paint(out, "fill", &shape->fill);
        }
        if (shape->even_odd) {
            march_xml_attribute(out, "fill-rule", "evenodd");
        }
        if (shape->stroke.type != MARCH_ICON_PAINT_NONE) {
            append_icon_pen(out, shape);
        }
        g_string_append(out, " d=\"");
        append_segments(out, shape->segments);
        g_string_append(out, "\"/>");
    }
}

static gboolean
is_stroked(const MarchIcon *icon)
{
    for (guint i = 0; i < icon->shapes->len; i++) {
        const MarchIconShape *shape = &g_array_index(icon->shapes, MarchIconShape, i);

        if (shape->stroke.type != MARCH_ICON_PAINT_NONE) {
            return TRUE;
        }
    }
    return FALSE;
}

static char *
symbol_name(const MarchScene *scene, guint icon)
{
    return g_strdup_printf("march-icon-%u-%s", icon,
                           march_scene_get_icon_name(scene, icon));
}

static void
write_symbol(MarchSvgWriter *writer, const MarchIcon *icon, const char *id)
{
    GString *out = writer->out;
    MarchRect box = icon->view_box;

    g_string_append_printf(out, "<symbol id=\"%s\" overflow=\"visible\" viewBox=\"",
                           id);
    march_xml_number(out, box.x, 3);
    g_string_append_c(out, ' ');
    march_xml_number(out, box.y, 3);
    g_string_append_c(out, ' ');
    march_xml_number(out, box.width, 3);
    g_string_append_c(out, ' ');
    march_xml_number(out, box.height, 3);
    g_string_append(out, "\">");
    append_shapes(out, icon);
    g_string_append(out, "</symbol>\n");
}

static void
append_icon_halo(GString *out,
                 const MarchIcon *icon,
                 const MarchSceneIcon *item,
                 double extra)
{
    double scale = MIN(item->rect.width / icon->view_box.width,
                       item->rect.height / icon->view_box.height);

    march_xml_paint(out, "stroke", item->halo_color);
    march_xml_ratio(out, "stroke-width", 2 * item->halo_width / scale + extra);
    g_string_append(out, " stroke-linejoin=\"round\"");
}

/* A stroked icon's own pen hides an inherited halo, so the halo is drawn by itself. */
static void
write_separate_halo(GString *out, const MarchIcon *icon, const MarchSceneIcon *item)
{
    MarchRect box = icon->view_box;
    double scale = MIN(item->rect.width / box.width, item->rect.height / box.height);

    for (guint i = 0; i < icon->shapes->len; i++) {
        const MarchIconShape *shape = &g_array_index(icon->shapes, MarchIconShape, i);
        gboolean has_pen = shape->stroke.type != MARCH_ICON_PAINT_NONE;

        g_string_append(out, "<path fill=\"none\"");
        append_icon_halo(out, icon, item, has_pen ? shape->stroke_width : 0);
        g_string_append(out, " transform=\"translate(");
        march_svg_number(out, item->rect.x + item->rect.width / 2 -
                                  scale * (box.x + box.width / 2));
        g_string_append_c(out, ' ');
        march_xml_number(
            out,
            item->rect.y + item->rect.height / 2 - scale * (box.y + box.height / 2), 4);
        g_string_append(out, ") scale(");
        march_xml_number(out, MARCH_SVG_UNITS_PER_MM * scale, 4);
        g_string_append(out, ")\" d=\"");
        append_segments(out, shape->segments);
        g_string_append(out, "\"/>");
    }
}

static void
append_use(GString *out,
           const char *id,
           const MarchIcon *icon,
           const MarchSceneIcon *item,
           gboolean with_halo)
{
    g_string_append_printf(out, "<use xlink:href=\"#%s\"", id);
    march_svg_length(out, "x", item->rect.x);
    march_svg_length(out, "y", item->rect.y);
    march_svg_length(out, "width", item->rect.width);
    march_svg_length(out, "height", item->rect.height);
    march_xml_paint(
        out, "color",
        (MarchColor){item->color.red, item->color.green, item->color.blue, 1});
    if (item->color.alpha < 1) {
        march_xml_ratio(out, "opacity", item->color.alpha);
    }
    if (with_halo) {
        append_icon_halo(out, icon, item, 0);
        g_string_append(out, " paint-order=\"stroke\"");
    }
    g_string_append(out, "/>");
}

void
march_svg_icon(MarchSvgWriter *writer, const MarchSceneIcon *item)
{
    GString *out = writer->out;
    const MarchIcon *icon = march_scene_get_icon(writer->scene, item->icon);
    char **id = &g_array_index(writer->icon_ids, char *, item->icon);
    gboolean has_halo = item->halo_color.alpha > 0 && item->halo_width > 0;
    gboolean is_simple;

    if (icon == NULL || item->opacity <= 0 || !(item->rect.width > 0) ||
        !(item->rect.height > 0)) {
        return;
    }
    if (*id == NULL) {
        g_autofree char *name = symbol_name(writer->scene, item->icon);

        *id = march_svg_take_id(writer, name);
        write_symbol(writer, icon, *id);
    }
    is_simple = !has_halo || (!is_stroked(icon) && item->color.alpha >= 1);
    g_string_append(out, "<g");
    if (item->opacity < 1) {
        march_xml_ratio(out, "opacity", item->opacity);
    }
    if (item->angle < 0 || item->angle > 0) {
        g_string_append(out, " transform=\"rotate(");
        march_xml_number(out, item->angle, 3);
        g_string_append_c(out, ' ');
        march_svg_number(out, item->rect.x + item->rect.width / 2);
        g_string_append_c(out, ' ');
        march_svg_number(out, item->rect.y + item->rect.height / 2);
        g_string_append(out, ")\"");
    }
    g_string_append_c(out, '>');
    if (!is_simple) {
        write_separate_halo(out, icon, item);
    }
    append_use(out, *id, icon, item, has_halo && is_simple);
    g_string_append(out, "</g>\n");
}

static cairo_status_t
append_bytes(void *closure, const unsigned char *data, unsigned int length)
{
    g_byte_array_append(closure, data, length);
    return CAIRO_STATUS_SUCCESS;
}

static char *
encode_image(const MarchSceneImage *image)
{
    g_autoptr(GByteArray) png = g_byte_array_new();
    cairo_surface_t *surface = cairo_image_surface_create(
        CAIRO_FORMAT_ARGB32, (int)image->width, (int)image->height);
    unsigned char *rows = cairo_image_surface_get_data(surface);
    gsize stride = (gsize)cairo_image_surface_get_stride(surface);

    for (guint y = 0; rows != NULL && y < image->height; y++) {
        memcpy(rows + y * stride, image->pixels + (gsize)y * image->width,
               image->width * sizeof *image->pixels);
    }
    cairo_surface_mark_dirty(surface);
    cairo_surface_write_to_png_stream(surface, append_bytes, png);
    cairo_surface_destroy(surface);
    return g_base64_encode(png->data, png->len);
}

void
march_svg_image(GString *out, const MarchSceneImage *image)
{
    g_autofree char *data = encode_image(image);

    g_string_append(out, "<image");
    march_svg_length(out, "x", image->rect.x);
    march_svg_length(out, "y", image->rect.y);
    march_svg_length(out, "width", image->rect.width);
    march_svg_length(out, "height", image->rect.height);
    if (image->opacity < 1) {
        march_xml_ratio(out, "opacity", MAX(image->opacity, 0));
    }
    g_string_append(out, " preserveAspectRatio=\"none\" "
                         "xlink:href=\"data:image/png;base64,");
    g_string_append(out, data);
    g_string_append(out, "\"/>\n");
}
