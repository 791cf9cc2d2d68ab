/* SPDX-License-Identifier: MIT */
/* Groups, clips, fills and strokes as SVG elements. */
#include <math.h>
#include <string.h>

#include "svg-xml.h"
#include "svg.h"

/* XML names without colons; anything else becomes "-". */
static char *
clean_name(const char *name)
{
    GString *clean = g_string_new(NULL);

    for (const char *at = name; *at != '\0'; at++) {
        gboolean is_letter = g_ascii_isalpha(*at) || *at == '_';
        gboolean is_other = g_ascii_isdigit(*at) || *at == '-' || *at == '.';

        if (clean->len == 0 && !is_letter) {
            g_string_append(clean, "id-");
        }
        g_string_append_c(clean, is_letter || is_other ? *at : '-');
    }
    if (clean->len == 0) {
        g_string_append(clean, "id");
    }
    return g_string_free(clean, FALSE);
}

char *
march_svg_take_id(MarchSvgWriter *writer, const char *name)
{
    g_autofree char *clean = clean_name(name);
    char *id = g_strdup(clean);

    for (guint number = 2; g_hash_table_contains(writer->ids, id); number++) {
        g_free(id);
        id = g_strdup_printf("%s-%u", clean, number);
    }
    g_hash_table_add(writer->ids, g_strdup(id));
    return id;
}

void
march_svg_number(GString *out, double mm)
{
    march_xml_number(out, mm * MARCH_SVG_UNITS_PER_MM, 1);
}

void
march_svg_length(GString *out, const char *name, double mm)
{
    g_string_append_printf(out, " %s=\"", name);
    march_svg_number(out, mm);
    g_string_append_c(out, '"');
}

typedef struct {
    gint64 x, y; /* user units */
} Position;

static Position
round_point(MarchPoint point)
{
    return (Position){llround(point.x * MARCH_SVG_UNITS_PER_MM),
                      llround(point.y * MARCH_SVG_UNITS_PER_MM)};
}

static void
append_pair(GString *out, gint64 x, gint64 y)
{
    march_xml_number(out, (double)x, 0);
    if (y >= 0) {
        g_string_append_c(out, ' ');
    }
    march_xml_number(out, (double)y, 0);
}

/*
 * Steps are taken between rounded positions, so that errors do not add up and pieces
 * that share points share them in the file.
 */
void
march_svg_part_data(GString *out, const MarchPath *path, guint index)
{
    const MarchPathPart *part = &g_array_index(path->parts, MarchPathPart, index);
    const MarchPoint *points = &g_array_index(path->points, MarchPoint, part->start);
    Position last;
    gboolean has_line = FALSE;

    if (part->count == 0) {
        return;
    }
    last = round_point(points[0]);
    g_string_append_c(out, 'M');
    append_pair(out, last.x, last.y);
    for (guint i = 1; i < part->count; i++) {
        Position next = round_point(points[i]);
        gint64 x = next.x - last.x, y = next.y - last.y;

        if (x == 0 && y == 0 && (has_line || i + 1 < part->count)) {
            continue;
        }
        if (!has_line) {
            g_string_append_c(out, 'l');
        } else if (x >= 0) {
            g_string_append_c(out, ' ');
        }
        append_pair(out, x, y);
        has_line = TRUE;
        last = next;
    }
    if (part->closed) {
        g_string_append_c(out, 'z');
    }
}

void
march_svg_path_data(GString *out, const MarchPath *path)
{
    for (guint i = 0; i < path->parts->len; i++) {
        march_svg_part_data(out, path, i);
    }
}

static void
append_data_attributes(GString *out, const char *const *data)
{
    for (guint i = 0; data != NULL && data[i] != NULL && data[i + 1] != NULL; i += 2) {
        g_autofree char *key = clean_name(data[i]);
        g_autofree char *lower = g_ascii_strdown(key, -1);
        g_autofree char *name = g_strconcat("data-", lower, NULL);

        march_xml_attribute(out, name, data[i + 1]);
    }
}

static void
append_element(GString *out, const char *name, const char *text)
{
    if (text != NULL && *text != '\0') {
        g_string_append_printf(out, "<%s>", name);
        march_xml_text(out, text);
        g_string_append_printf(out, "</%s>\n", name);
    }
}

static void
begin_group(gpointer self, const MarchSceneGroup *group)
{
    MarchSvgWriter *writer = self;
    GString *out = writer->out;
    g_autofree char *id = march_svg_take_id(writer, group->id);

    g_string_append(out, "<g");
    march_xml_attribute(out, "id", id);
    if (group->is_layer) {
        march_xml_attribute(out, "inkscape:groupmode", "layer");
    }
    march_xml_attribute(out, "inkscape:label", group->label);
    march_xml_attribute(out, "role", group->role);
    append_data_attributes(out, group->data);
    if (group->opacity < 1) {
        march_xml_ratio(out, "opacity", MAX(group->opacity, 0));
    }
    g_string_append(out, ">\n");
    append_element(out, "title", group->title);
    append_element(out, "desc", group->description);
}

static void
end_group(gpointer self, const MarchSceneGroup *group)
{
    MarchSvgWriter *writer = self;

    (void)group;
    g_string_append(writer->out, "</g>\n");
}

static void
begin_clip(gpointer self, const MarchPath *path)
{
    MarchSvgWriter *writer = self;
    g_autofree char *name = g_strdup_printf("march-clip-%u", ++writer->clips);
    g_autofree char *id = march_svg_take_id(writer, name);

    g_string_append_printf(writer->out, "<clipPath id=\"%s\"><path d=\"", id);
    march_svg_path_data(writer->out, path);
    g_string_append_printf(writer->out, "\"/></clipPath>\n<g clip-path=\"url(#%s)\">\n",
                           id);
}

static void
end_clip(gpointer self)
{
    MarchSvgWriter *writer = self;

    g_string_append(writer->out, "</g>\n");
}

static void
write_fill(gpointer self, const MarchPath *path, const MarchFill *fill)
{
    MarchSvgWriter *writer = self;
    GString *out = writer->out;

    if (fill->pattern == 0 && fill->color.alpha <= 0) {
        return;
    }
    g_string_append(out, "<path");
    if (fill->pattern > 0) {
        g_string_append_printf(out, " fill=\"url(#march-pattern-%u)\"", fill->pattern);
        if (fill->color.alpha < 1) {
            march_xml_ratio(out, "fill-opacity", MAX(fill->color.alpha, 0));
        }
    } else {
        march_xml_paint(out, "fill", fill->color);
    }
    if (fill->even_odd) {
        march_xml_attribute(out, "fill-rule", "evenodd");
    }
    if (!fill->antialias) {
        march_xml_attribute(out, "shape-rendering", "crispEdges");
    }
    g_string_append(out, " d=\"");
    march_svg_path_data(out, path);
    g_string_append(out, "\"/>\n");
}

static void
append_pen(GString *out, const MarchStroke *stroke)
{
    static const char *const caps[] = {"butt", "round", "square"};
    static const char *const joins[] = {"miter", "round", "bevel"};
    MarchColor opaque = {stroke->color.red, stroke->color.green, stroke->color.blue, 1};

    g_string_append(out, " fill=\"none\"");
    march_xml_paint(out, "stroke", opaque);
    march_svg_length(out, "stroke-width", stroke->width);
    if (stroke->cap != MARCH_LINE_CAP_BUTT) {
        march_xml_attribute(out, "stroke-linecap", caps[stroke->cap]);
    }
    if (stroke->join != MARCH_LINE_JOIN_MITER) {
        march_xml_attribute(out, "stroke-linejoin", joins[stroke->join]);
    } else {
        march_xml_ratio(out, "stroke-miterlimit", stroke->miter_limit);
    }
    for (guint i = 0; i < stroke->n_dashes; i++) {
        g_string_append(out, i == 0 ? " stroke-dasharray=\"" : " ");
        march_svg_number(out, stroke->dashes[i]);
    }
    g_string_append(out, stroke->n_dashes > 0 ? "\"" : "");
}

static gboolean
needs_own_phase(const MarchPath *path, const MarchStroke *stroke)
{
    for (guint i = 0; stroke->n_dashes > 0 && i < path->parts->len; i++) {
        double phase = g_array_index(path->parts, MarchPathPart, i).phase;

        if (phase < 0 || phase > 0) {
            return TRUE;
        }
    }
    return FALSE;
}

static void
append_dash_offset(GString *out, double offset)
{
    if (offset < 0 || offset > 0) {
        march_svg_length(out, "stroke-dashoffset", offset);
    }
}

/* Opacity is the element's, not the paint's: parts that touch must not add up. */
static void
write_stroke(gpointer self, const MarchPath *path, const MarchStroke *stroke)
{
    MarchSvgWriter *writer = self;
    GString *out = writer->out;
    gboolean is_split = needs_own_phase(path, stroke);

    if (stroke->color.alpha <= 0 || stroke->width <= 0) {
        return;
    }
    g_string_append(out, is_split ? "<g" : "<path");
    append_pen(out, stroke);
    if (stroke->color.alpha < 1) {
        march_xml_ratio(out, "opacity", stroke->color.alpha);
    }
    if (!is_split) {
        append_dash_offset(out, stroke->n_dashes > 0 ? stroke->dash_offset : 0);
        g_string_append(out, " d=\"");
        march_svg_path_data(out, path);
        g_string_append(out, "\"/>\n");
        return;
    }
    g_string_append(out, ">\n");
    for (guint i = 0; i < path->parts->len; i++) {
        double phase = g_array_index(path->parts, MarchPathPart, i).phase;

        g_string_append(out, "<path");
        append_dash_offset(out, phase + stroke->dash_offset);
        g_string_append(out, " d=\"");
        march_svg_part_data(out, path, i);
        g_string_append(out, "\"/>\n");
    }
    g_string_append(out, "</g>\n");
}

static void
write_text(gpointer self, const MarchTextRun *run)
{
    MarchSvgWriter *writer = self;

    if (writer->has_outlines) {
        march_svg_outline(writer, run);
    } else {
        march_svg_text(writer, run);
    }
}

static void
write_text_along(gpointer self,
                 const MarchTextRun *run,
                 const MarchPath *path,
                 double start_offset)
{
    MarchSvgWriter *writer = self;

    if (writer->has_outlines) {
        march_svg_outline_along(writer, run, path, start_offset);
    } else {
        march_svg_text_along(writer, run, path, start_offset);
    }
}

static void
write_icon(gpointer self, const MarchSceneIcon *item)
{
    march_svg_icon(self, item);
}

static void
write_image(gpointer self, const MarchSceneImage *image)
{
    MarchSvgWriter *writer = self;

    march_svg_image(writer->out, image);
}

const MarchBackend march_svg_backend = {
    .begin_group = begin_group,
    .end_group = end_group,
    .begin_clip = begin_clip,
    .end_clip = end_clip,
    .fill = write_fill,
    .stroke = write_stroke,
    .text = write_text,
    .text_along = write_text_along,
    .icon = write_icon,
    .image = write_image,
};
