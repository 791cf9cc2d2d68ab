/* SPDX-License-Identifier: MIT */
/* Text as shapes, for viewers and printers that have no fonts. */
#include <cairo.h>
#include <math.h>

#include "svg-xml.h"
#include "svg.h"

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
    gint64 x, y; /* user units */
} Position;

static void
append_step(GString *out, gint64 step, gboolean is_first)
{
    if (!is_first && step >= 0) {
        g_string_append_c(out, ' ');
    }
    march_xml_number(out, (double)step, 0);
}

/* Steps between rounded positions, as those of other paths. */
static void
append_points(GString *out, const cairo_path_data_t *data, Position *at)
{
    Position last = *at;

    for (int k = 1; k < data->header.length; k++) {
        last.x = llround(data[k].point.x * MARCH_SVG_UNITS_PER_MM);
        last.y = llround(data[k].point.y * MARCH_SVG_UNITS_PER_MM);
        append_step(out, last.x - at->x, k == 1);
        append_step(out, last.y - at->y, FALSE);
    }
    *at = last;
}

static void
append_data(GString *out, const cairo_path_t *path)
{
    static const char COMMANDS[] = {[CAIRO_PATH_MOVE_TO] = 'm',
                                    [CAIRO_PATH_LINE_TO] = 'l',
                                    [CAIRO_PATH_CURVE_TO] = 'c',
                                    [CAIRO_PATH_CLOSE_PATH] = 'z'};
    Position at = {0, 0}, start = {0, 0};

    for (int i = 0; i < path->num_data; i += path->data[i].header.length) {
        const cairo_path_data_t *data = &path->data[i];

        if (data->header.type == CAIRO_PATH_MOVE_TO &&
            i + data->header.length >= path->num_data) {
            break; /* cairo leaves one after closing */
        }
        g_string_append_c(out, COMMANDS[data->header.type]);
        append_points(out, data, &at);
        if (data->header.type == CAIRO_PATH_MOVE_TO) {
            start = at;
        } else if (data->header.type == CAIRO_PATH_CLOSE_PATH) {
            at = start;
        }
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
