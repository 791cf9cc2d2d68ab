/* SPDX-License-Identifier: MIT */
/* Text as shapes, for viewers and printers that have no fonts. */
#include <cairo.h>
#include <math.h>

#include "svg-xml.h"
#include "svg.h"

#define QUADRATIC_MM 0.02 /* cairo keeps points to 1/256 of a unit */

/* A canvas whose unit is one page mm and that keeps nothing but a path. */
static cairo_t *
create_canvas(void)
{
    cairo_surface_t *surface =
        cairo_recording_surface_create(CAIRO_CONTENT_ALPHA, NULL);
    cairo_t *canvas = cairo_create(surface);

    cairo_surface_destroy(surface);
    return canvas;
}

typedef struct {
    gint64 x, y;      /* user units, as written */
    MarchPoint exact; /* mm */
} Position;

static Position
position_of(MarchPoint point)
{
    return (Position){llround(point.x * MARCH_SVG_UNITS_PER_MM),
                      llround(point.y * MARCH_SVG_UNITS_PER_MM), point};
}

static MarchPoint
point_of(const cairo_path_data_t *data)
{
    return (MarchPoint){data->point.x, data->point.y};
}

/* A command is not said again where it is the same as before. */
static void
append_command(GString *out, char command, char *last)
{
    if (command != *last) {
        g_string_append_c(out, command);
    }
    *last = command;
}

static void
append_number(GString *out, gint64 step)
{
    if (step >= 0 && g_ascii_isdigit(out->str[out->len - 1])) {
        g_string_append_c(out, ' ');
    }
    march_xml_number(out, (double)step, 0);
}

/* Steps between rounded positions, as those of other paths. */
static void
append_step(GString *out, Position from, Position to)
{
    append_number(out, to.x - from.x);
    append_number(out, to.y - from.y);
}

static void
append_line(GString *out, Position from, Position to, char *last)
{
    if (from.x == to.x && from.y == to.y) {
        return;
    }
    if (from.y == to.y) {
        append_command(out, 'h', last);
        append_number(out, to.x - from.x);
    } else if (from.x == to.x) {
        append_command(out, 'v', last);
        append_number(out, to.y - from.y);
    } else {
        append_command(out, 'l', last);
        append_step(out, from, to);
    }
}

/*
 * Letters of TrueType fonts are quadratic curves, which cairo keeps as cubic ones: where
 * both ends ask for the same control point, it is enough.
 */
static void
append_curve(GString *out, Position from, const cairo_path_data_t *data, char *last)
{
    MarchPoint first = point_of(&data[1]);
    MarchPoint second = point_of(&data[2]);
    Position to = position_of(point_of(&data[3]));
    MarchPoint early = {(3 * first.x - from.exact.x) / 2,
                        (3 * first.y - from.exact.y) / 2};
    MarchPoint late = {(3 * second.x - to.exact.x) / 2,
                       (3 * second.y - to.exact.y) / 2};

    if (hypot(early.x - late.x, early.y - late.y) < QUADRATIC_MM) {
        append_command(out, 'q', last);
        append_step(
            out, from,
            position_of((MarchPoint){(early.x + late.x) / 2, (early.y + late.y) / 2}));
    } else {
        append_command(out, 'c', last);
        append_step(out, from, position_of(first));
        append_step(out, from, position_of(second));
    }
    append_step(out, from, to);
}

static void
append_data(GString *out, const cairo_path_t *path)
{
    Position at = {0};
    Position start = {0};
    char last = '\0';

    for (int i = 0; i < path->num_data; i += path->data[i].header.length) {
        const cairo_path_data_t *data = &path->data[i];
        Position end = data->header.length > 1
                           ? position_of(point_of(&data[data->header.length - 1]))
                           : start;

        switch (data->header.type) {
        case CAIRO_PATH_MOVE_TO:
            if (i + data->header.length >= path->num_data) {
                return; /* cairo leaves one after closing */
            }
            last = '\0'; /* what follows a move without a letter would be a line */
            append_command(out, 'm', &last);
            append_step(out, at, end);
            start = end;
            break;
        case CAIRO_PATH_LINE_TO:
            append_line(out, at, end, &last);
            break;
        case CAIRO_PATH_CURVE_TO:
            append_curve(out, at, data, &last);
            break;
        case CAIRO_PATH_CLOSE_PATH:
            append_command(out, 'z', &last);
            break;
        }
        at = end;
    }
}

static void
write_path(MarchSvgWriter *writer, const MarchTextRun *run, cairo_t *canvas)
{
    cairo_path_t *path = cairo_copy_path(canvas);
    GString *out = writer->out;

    if (path->num_data > 0) {
        g_string_append(out, "<path role=\"img\"");
        march_xml_attribute(out, "aria-label", run->text);
        march_svg_text_paint(out, run);
        g_string_append(out, " d=\"");
        append_data(out, path);
        g_string_append(out, "\"/>\n");
    }
    cairo_path_destroy(path);
}

void
march_svg_outline(MarchSvgWriter *writer, const MarchTextRun *run)
{
    cairo_t *canvas = create_canvas();

    march_text_add_outline(writer->text, canvas, run);
    write_path(writer, run, canvas);
    cairo_destroy(canvas);
}

void
march_svg_outline_along(MarchSvgWriter *writer,
                        const MarchTextRun *run,
                        const MarchPath *path,
                        double start_offset)
{
    cairo_t *canvas = create_canvas();

    march_text_add_outline_along(writer->text, canvas, run, path, start_offset);
    write_path(writer, run, canvas);
    cairo_destroy(canvas);
}
