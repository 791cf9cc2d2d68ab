/* SPDX-License-Identifier: MIT */
/* SVG path data (SVG 1.1, section 8.3) into moves, lines and cubic curves. */
#include "icon.h"

#include <math.h>
#include <string.h>

typedef struct {
    const char *at;
    GArray *segments;
    MarchPoint current;
    MarchPoint start;   /* of the subpath */
    MarchPoint control; /* the last control point, for S and T */
    char previous;      /* the last command, lower case */
} PathReader;

static void
skip_separators(PathReader *reader)
{
    while (*reader->at != '\0' && strchr(" \t\r\n,", *reader->at) != NULL) {
        reader->at++;
    }
}

static gboolean
read_number(PathReader *reader, double *number)
{
    const char *from;
    char *end = NULL;

    skip_separators(reader);
    from = reader->at;
    if (!g_ascii_isdigit(*from) && strchr("+-.", *from) == NULL) {
        return FALSE; /* g_ascii_strtod() would take "inf" and "nan" */
    }
    if (*from == '\0') {
        return FALSE;
    }
    *number = g_ascii_strtod(from, &end);
    if (end == from || !isfinite(*number) || fabs(*number) > 1e6) {
        return FALSE;
    }
    reader->at = end;
    return TRUE;
}

/* Flags of an arc are one digit and may stand without a separator: "a1 1 0 01.5.5". */
static gboolean
read_flag(PathReader *reader, gboolean *flag)
{
    skip_separators(reader);
    if (*reader->at != '0' && *reader->at != '1') {
        return FALSE;
    }
    *flag = *reader->at == '1';
    reader->at++;
    return TRUE;
}

static gboolean
read_point(PathReader *reader, gboolean relative, MarchPoint *point)
{
    if (!read_number(reader, &point->x) || !read_number(reader, &point->y)) {
        return FALSE;
    }
    if (relative) {
        point->x += reader->current.x;
        point->y += reader->current.y;
    }
    return TRUE;
}

static void
add_segment(PathReader *reader, MarchIconOp op, MarchPoint end)
{
    MarchIconSegment segment = {.op = op, .points = {end}};

    g_array_append_val(reader->segments, segment);
    reader->current = end;
}

static void
add_curve(PathReader *reader, MarchPoint first, MarchPoint second, MarchPoint end)
{
    MarchIconSegment segment = {MARCH_ICON_CURVE, {first, second, end}};

    g_array_append_val(reader->segments, segment);
    reader->current = end;
    reader->control = second;
}

static void
add_quadratic(PathReader *reader, MarchPoint control, MarchPoint end)
{
    MarchPoint from = reader->current;
    MarchPoint first = {from.x + 2.0 / 3.0 * (control.x - from.x),
                        from.y + 2.0 / 3.0 * (control.y - from.y)};
    MarchPoint second = {end.x + 2.0 / 3.0 * (control.x - end.x),
                         end.y + 2.0 / 3.0 * (control.y - end.y)};

    add_curve(reader, first, second, end);
    reader->control = control;
}

/* The control point mirrored at the current point, when @commands continue it. */
static MarchPoint
mirrored_control(const PathReader *reader, const char *commands)
{
    if (reader->previous == '\0' || strchr(commands, reader->previous) == NULL) {
        return reader->current;
    }
    return (MarchPoint){2 * reader->current.x - reader->control.x,
                        2 * reader->current.y - reader->control.y};
}

typedef struct {
    double rx, ry, rotation; /* radians */
    MarchPoint center;
} Ellipse;

static MarchPoint
ellipse_point(const Ellipse *ellipse, double x, double y)
{
    double cosine = cos(ellipse->rotation), sine = sin(ellipse->rotation);

    return (MarchPoint){
        ellipse->center.x + cosine * ellipse->rx * x - sine * ellipse->ry * y,
        ellipse->center.y + sine * ellipse->rx * x + cosine * ellipse->ry * y};
}

/* From end points to centre and angles: SVG 1.1, appendix F.6.5 and F.6.6. */
static void
add_arc(PathReader *reader,
        Ellipse ellipse,
        gboolean large,
        gboolean sweep,
        MarchPoint end)
{
    MarchPoint from = reader->current;
    double cosine = cos(ellipse.rotation), sine = sin(ellipse.rotation);
    double dx = (from.x - end.x) / 2, dy = (from.y - end.y) / 2;
    double x1 = cosine * dx + sine * dy, y1 = -sine * dx + cosine * dy;
    double rx = fabs(ellipse.rx), ry = fabs(ellipse.ry);
    double lambda, root, cx, cy, start, sweep_angle;
    int pieces;

    if (rx < 1e-9 || ry < 1e-9 || hypot(dx, dy) < 1e-12) {
        add_segment(reader, MARCH_ICON_LINE, end);
        return;
    }
    lambda = (x1 * x1) / (rx * rx) + (y1 * y1) / (ry * ry);
    if (lambda > 1) {
        rx *= sqrt(lambda);
        ry *= sqrt(lambda);
        lambda = 1;
    }
    root = sqrt(MAX(0, 1 / lambda - 1)) * (large == sweep ? -1 : 1);
    cx = root * rx * y1 / ry;
    cy = -root * ry * x1 / rx;
    ellipse.rx = rx;
    ellipse.ry = ry;
    ellipse.center = (MarchPoint){cosine * cx - sine * cy + (from.x + end.x) / 2,
                                  sine * cx + cosine * cy + (from.y + end.y) / 2};
    start = atan2((y1 - cy) / ry, (x1 - cx) / rx);
    sweep_angle = atan2((-y1 - cy) / ry, (-x1 - cx) / rx) - start;
    if (sweep && sweep_angle < 0) {
        sweep_angle += 2 * G_PI;
    } else if (!sweep && sweep_angle > 0) {
        sweep_angle -= 2 * G_PI;
    }
    pieces = MAX(1, (int)ceil(fabs(sweep_angle) / (G_PI / 2) - 1e-9));
    for (int i = 0; i < pieces; i++) {
        double a = start + sweep_angle * i / pieces;
        double b = start + sweep_angle * (i + 1) / pieces;
        double k = 4.0 / 3.0 * tan((b - a) / 4);

        add_curve(reader,
                  ellipse_point(&ellipse, cos(a) - k * sin(a), sin(a) + k * cos(a)),
                  ellipse_point(&ellipse, cos(b) + k * sin(b), sin(b) - k * cos(b)),
                  i + 1 == pieces ? end : ellipse_point(&ellipse, cos(b), sin(b)));
    }
}

static gboolean
read_arc(PathReader *reader, gboolean relative)
{
    Ellipse ellipse = {0};
    double degrees;
    gboolean large, sweep;
    MarchPoint end;

    if (!read_number(reader, &ellipse.rx) || !read_number(reader, &ellipse.ry) ||
        !read_number(reader, &degrees) || !read_flag(reader, &large) ||
        !read_flag(reader, &sweep) || !read_point(reader, relative, &end)) {
        return FALSE;
    }
    ellipse.rotation = degrees * G_PI / 180;
    add_arc(reader, ellipse, large, sweep, end);
    return TRUE;
}

static gboolean
read_axis_line(PathReader *reader, gboolean relative, gboolean horizontal)
{
    MarchPoint end = reader->current;
    double number;

    if (!read_number(reader, &number)) {
        return FALSE;
    }
    if (horizontal) {
        end.x = relative ? end.x + number : number;
    } else {
        end.y = relative ? end.y + number : number;
    }
    add_segment(reader, MARCH_ICON_LINE, end);
    return TRUE;
}

static gboolean
read_curve(PathReader *reader, char command, gboolean relative)
{
    MarchPoint first = {0, 0}, second = {0, 0}, end;

    if (command == 'c') {
        if (!read_point(reader, relative, &first)) {
            return FALSE;
        }
    } else if (command == 's') {
        first = mirrored_control(reader, "cs");
    }
    if (command == 't') {
        second = mirrored_control(reader, "qt");
    } else if (!read_point(reader, relative, &second)) {
        return FALSE;
    }
    if (!read_point(reader, relative, &end)) {
        return FALSE;
    }
    if (command == 'q' || command == 't') {
        add_quadratic(reader, second, end);
    } else {
        add_curve(reader, first, second, end);
    }
    return TRUE;
}

/* Reads the numbers of one @command (lower case), once. */
static gboolean
read_command(PathReader *reader, char command, gboolean relative)
{
    MarchPoint point;

    switch (command) {
    case 'm':
        if (!read_point(reader, relative, &point)) {
            return FALSE;
        }
        add_segment(reader, MARCH_ICON_MOVE, point);
        reader->start = point;
        return TRUE;
    case 'l':
        if (!read_point(reader, relative, &point)) {
            return FALSE;
        }
        add_segment(reader, MARCH_ICON_LINE, point);
        return TRUE;
    case 'h':
    case 'v':
        return read_axis_line(reader, relative, command == 'h');
    case 'c':
    case 's':
    case 'q':
    case 't':
        return read_curve(reader, command, relative);
    case 'a':
        return read_arc(reader, relative);
    case 'z':
        add_segment(reader, MARCH_ICON_CLOSE, reader->start);
        return TRUE;
    default:
        return FALSE;
    }
}

gboolean
march_icon_path_parse(const char *text, GArray *segments)
{
    PathReader reader = {.at = text, .segments = segments};
    char letter = '\0';

    for (skip_separators(&reader); *reader.at != '\0'; skip_separators(&reader)) {
        char command;

        if (g_ascii_isalpha(*reader.at)) {
            letter = *reader.at++;
        } else if (letter == '\0' || g_ascii_tolower(letter) == 'z') {
            return FALSE;
        }
        command = g_ascii_tolower(letter);
        if (reader.previous == '\0' && command != 'm') {
            return FALSE;
        }
        if (!read_command(&reader, command, g_ascii_islower(letter))) {
            return FALSE;
        }
        reader.previous = command;
        if (command == 'm') { /* further pairs are lines */
            letter = g_ascii_islower(letter) ? 'l' : 'L';
        }
    }
    return TRUE;
}
