/* SPDX-License-Identifier: MIT */
#include "icon-shape.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "scene.h"

#define IDENTITY ((MarchIconMatrix){1, 0, 0, 1, 0, 0})

void
march_icon_style_init(MarchIconStyle *style)
{
    *style = (MarchIconStyle){
        .matrix = IDENTITY,
        .fill = {MARCH_ICON_PAINT_TINT, MARCH_COLOR_BLACK, 1},
        .stroke = {MARCH_ICON_PAINT_NONE, MARCH_COLOR_NONE, 1},
        .fill_opacity = 1,
        .stroke_opacity = 1,
        .opacity = 1,
        .stroke_width = 1,
        .cap = MARCH_LINE_CAP_BUTT,
        .join = MARCH_LINE_JOIN_MITER,
        .miter_limit = 4,
    };
}

gboolean
march_icon_numbers_parse(const char *text, double *numbers, guint max, guint *count)
{
    *count = 0;
    for (;;) {
        char *end = NULL;

        text += strspn(text, " \t\r\n,");
        if (*text == '\0') {
            return TRUE;
        }
        if (*count == max || g_ascii_isalpha(*text)) {
            return FALSE;
        }
        numbers[*count] = g_ascii_strtod(text, &end);
        if (end == text || !isfinite(numbers[*count]) || fabs(numbers[*count]) > 1e6) {
            return FALSE;
        }
        text = end;
        (*count)++;
    }
}

gboolean
march_icon_length_parse(const char *text, double *length)
{
    static const struct {
        const char *unit;
        double px;
    } units[] = {{"", 1},    {"px", 1},         {"pt", 96.0 / 72}, {"pc", 16},
                 {"in", 96}, {"mm", 96 / 25.4}, {"cm", 96 / 2.54}};
    char *end = NULL;
    double number;

    text += strspn(text, " \t\r\n");
    if (g_ascii_isalpha(*text)) {
        return FALSE;
    }
    number = g_ascii_strtod(text, &end);
    if (end == text || !isfinite(number) || fabs(number) > 1e6) {
        return FALSE;
    }
    for (guint i = 0; i < G_N_ELEMENTS(units); i++) {
        gsize length_of_unit = strlen(units[i].unit);

        if (strncmp(end, units[i].unit, length_of_unit) == 0 &&
            strspn(end + length_of_unit, " \t\r\n") == strlen(end + length_of_unit)) {
            *length = number * units[i].px;
            return TRUE;
        }
    }
    return FALSE;
}

static MarchIconMatrix
multiply(MarchIconMatrix outer, MarchIconMatrix inner)
{
    return (MarchIconMatrix){
        outer.xx * inner.xx + outer.xy * inner.yx,
        outer.yx * inner.xx + outer.yy * inner.yx,
        outer.xx * inner.xy + outer.xy * inner.yy,
        outer.yx * inner.xy + outer.yy * inner.yy,
        outer.xx * inner.x0 + outer.xy * inner.y0 + outer.x0,
        outer.yx * inner.x0 + outer.yy * inner.y0 + outer.y0,
    };
}

static MarchPoint
transform(const MarchIconMatrix *matrix, MarchPoint point)
{
    return (MarchPoint){matrix->xx * point.x + matrix->xy * point.y + matrix->x0,
                        matrix->yx * point.x + matrix->yy * point.y + matrix->y0};
}

static gboolean
rotation_from(const double *n, guint count, MarchIconMatrix *matrix)
{
    double cosine, sine;

    if (count != 1 && count != 3) {
        return FALSE;
    }
    cosine = cos(n[0] * G_PI / 180);
    sine = sin(n[0] * G_PI / 180);
    *matrix = (MarchIconMatrix){cosine, sine, -sine, cosine, 0, 0};
    if (count == 3) {
        matrix->x0 = n[1] - cosine * n[1] + sine * n[2];
        matrix->y0 = n[2] - sine * n[1] - cosine * n[2];
    }
    return TRUE;
}

static gboolean
matrix_from(const char *name, const double *n, guint count, MarchIconMatrix *matrix)
{
    *matrix = IDENTITY;
    if (strcmp(name, "matrix") == 0 && count == 6) {
        *matrix = (MarchIconMatrix){n[0], n[1], n[2], n[3], n[4], n[5]};
        return TRUE;
    }
    if (strcmp(name, "translate") == 0 && (count == 1 || count == 2)) {
        matrix->x0 = n[0];
        matrix->y0 = count == 2 ? n[1] : 0;
        return TRUE;
    }
    if (strcmp(name, "scale") == 0 && (count == 1 || count == 2)) {
        matrix->xx = n[0];
        matrix->yy = count == 2 ? n[1] : n[0];
        return TRUE;
    }
    if (strcmp(name, "skewX") == 0 && count == 1) {
        matrix->xy = tan(n[0] * G_PI / 180);
        return TRUE;
    }
    if (strcmp(name, "skewY") == 0 && count == 1) {
        matrix->yx = tan(n[0] * G_PI / 180);
        return TRUE;
    }
    return strcmp(name, "rotate") == 0 && rotation_from(n, count, matrix);
}

static gboolean
apply_transform(MarchIconStyle *style, const char *value)
{
    for (;;) {
        g_autofree char *name = NULL;
        g_autofree char *inside = NULL;
        const char *open, *close;
        MarchIconMatrix matrix;
        double numbers[6];
        guint count;

        value += strspn(value, " \t\r\n,");
        if (*value == '\0') {
            return TRUE;
        }
        open = strchr(value, '(');
        close = open != NULL ? strchr(open, ')') : NULL;
        if (close == NULL) {
            return FALSE;
        }
        name = g_strstrip(g_strndup(value, (gsize)(open - value)));
        inside = g_strndup(open + 1, (gsize)(close - open - 1));
        if (!march_icon_numbers_parse(inside, numbers, 6, &count) ||
            !matrix_from(name, numbers, count, &matrix)) {
            return FALSE;
        }
        style->matrix = multiply(style->matrix, matrix);
        value = close + 1;
    }
}

static gboolean
apply_paint(MarchIconPaint *paint, const char *value)
{
    MarchColor color;

    if (strcmp(value, "none") == 0 || strcmp(value, "transparent") == 0) {
        paint->type = MARCH_ICON_PAINT_NONE;
        return TRUE;
    }
    if (strcmp(value, "currentColor") == 0) {
        paint->type = MARCH_ICON_PAINT_TINT;
        return TRUE;
    }
    if (strcmp(value, "inherit") == 0) {
        return TRUE;
    }
    if (!march_color_parse(value, &color)) {
        return FALSE;
    }
    if (color.red + color.green + color.blue <= 0 && color.alpha >= 1) {
        paint->type = MARCH_ICON_PAINT_TINT;
    } else {
        paint->type = MARCH_ICON_PAINT_COLOR;
        paint->color = color;
    }
    return TRUE;
}

static gboolean
apply_fraction(double *fraction, const char *value)
{
    double number;
    guint count;

    if (!march_icon_numbers_parse(value, &number, 1, &count) || count != 1) {
        return FALSE;
    }
    *fraction = CLAMP(number, 0, 1);
    return TRUE;
}

static gboolean
apply_choice(int *choice, const char *value, const char *const names[3])
{
    for (int i = 0; i < 3; i++) {
        if (strcmp(value, names[i]) == 0) {
            *choice = i;
            return TRUE;
        }
    }
    return strcmp(value, "inherit") == 0;
}

static gboolean
apply_declarations(MarchIconStyle *style, const char *value)
{
    g_auto(GStrv) declarations = g_strsplit(value, ";", -1);

    for (guint i = 0; declarations[i] != NULL; i++) {
        char *colon = strchr(declarations[i], ':');

        if (colon == NULL) {
            continue;
        }
        *colon = '\0';
        if (!march_icon_style_apply(style, g_strstrip(declarations[i]),
                                    g_strstrip(colon + 1))) {
            return FALSE;
        }
    }
    return TRUE;
}

gboolean
march_icon_style_apply(MarchIconStyle *style, const char *name, const char *value)
{
    static const char *const caps[] = {"butt", "round", "square"};
    static const char *const joins[] = {"miter", "round", "bevel"};
    double number;

    if (strcmp(name, "style") == 0) {
        return apply_declarations(style, value);
    }
    if (strcmp(name, "transform") == 0) {
        return apply_transform(style, value);
    }
    if (strcmp(name, "fill") == 0) {
        return apply_paint(&style->fill, value);
    }
    if (strcmp(name, "stroke") == 0) {
        return apply_paint(&style->stroke, value);
    }
    if (strcmp(name, "fill-opacity") == 0) {
        return apply_fraction(&style->fill_opacity, value);
    }
    if (strcmp(name, "stroke-opacity") == 0) {
        return apply_fraction(&style->stroke_opacity, value);
    }
    if (strcmp(name, "opacity") == 0) {
        double own = 1;
        gboolean is_valid = apply_fraction(&own, value);

        style->opacity *= own;
        return is_valid;
    }
    if (strcmp(name, "stroke-width") == 0) {
        return march_icon_length_parse(value, &style->stroke_width);
    }
    if (strcmp(name, "stroke-linecap") == 0) {
        return apply_choice(&style->cap, value, caps);
    }
    if (strcmp(name, "stroke-linejoin") == 0) {
        return apply_choice(&style->join, value, joins);
    }
    if (strcmp(name, "stroke-miterlimit") == 0) {
        gboolean is_valid = march_icon_length_parse(value, &number) && number >= 1;

        style->miter_limit = is_valid ? number : style->miter_limit;
        return is_valid;
    }
    if (strcmp(name, "fill-rule") == 0) {
        style->even_odd = strcmp(value, "evenodd") == 0;
        return style->even_odd || strcmp(value, "nonzero") == 0;
    }
    if (strcmp(name, "display") == 0 || strcmp(name, "visibility") == 0) {
        style->is_hidden = style->is_hidden || strcmp(value, "none") == 0 ||
                           strcmp(value, "hidden") == 0;
    }
    return TRUE;
}

/* The length attribute @name, or @fallback when it is missing. */
static gboolean
get_length(const char **keys,
           const char **values,
           const char *name,
           double fallback,
           double *length)
{
    for (guint i = 0; keys[i] != NULL; i++) {
        if (strcmp(keys[i], name) == 0) {
            return march_icon_length_parse(values[i], length);
        }
    }
    *length = fallback;
    return TRUE;
}

static void
append(GArray *segments, MarchIconOp op, double x, double y)
{
    MarchIconSegment segment = {.op = op, .points = {{x, y}}};

    g_array_append_val(segments, segment);
}

/* A quarter of an ellipse from @from to @to, whose tangents meet in @corner. */
static void
append_quarter(GArray *segments, MarchPoint from, MarchPoint corner, MarchPoint to)
{
    const double k = 0.5522847498; /* 4/3 (sqrt 2 - 1) */
    MarchIconSegment segment = {
        MARCH_ICON_CURVE,
        {{from.x + k * (corner.x - from.x), from.y + k * (corner.y - from.y)},
         {to.x + k * (corner.x - to.x), to.y + k * (corner.y - to.y)},
         to}};

    g_array_append_val(segments, segment);
}

/* A rectangle with corners rounded by @rx and @ry; the whole ellipse at their most. */
static void
append_round_rect(GArray *segments, MarchRect rect, double rx, double ry)
{
    double left = rect.x, right = rect.x + rect.width;
    double top = rect.y, bottom = rect.y + rect.height;

    append(segments, MARCH_ICON_MOVE, left + rx, top);
    append(segments, MARCH_ICON_LINE, right - rx, top);
    append_quarter(segments, (MarchPoint){right - rx, top}, (MarchPoint){right, top},
                   (MarchPoint){right, top + ry});
    append(segments, MARCH_ICON_LINE, right, bottom - ry);
    append_quarter(segments, (MarchPoint){right, bottom - ry},
                   (MarchPoint){right, bottom}, (MarchPoint){right - rx, bottom});
    append(segments, MARCH_ICON_LINE, left + rx, bottom);
    append_quarter(segments, (MarchPoint){left + rx, bottom},
                   (MarchPoint){left, bottom}, (MarchPoint){left, bottom - ry});
    append(segments, MARCH_ICON_LINE, left, top + ry);
    append_quarter(segments, (MarchPoint){left, top + ry}, (MarchPoint){left, top},
                   (MarchPoint){left + rx, top});
    append(segments, MARCH_ICON_CLOSE, left + rx, top);
}

static void
append_rect(GArray *segments, MarchRect rect)
{
    append(segments, MARCH_ICON_MOVE, rect.x, rect.y);
    append(segments, MARCH_ICON_LINE, rect.x + rect.width, rect.y);
    append(segments, MARCH_ICON_LINE, rect.x + rect.width, rect.y + rect.height);
    append(segments, MARCH_ICON_LINE, rect.x, rect.y + rect.height);
    append(segments, MARCH_ICON_CLOSE, rect.x, rect.y);
}

static gboolean
outline_rect(const char **keys, const char **values, GArray *segments)
{
    MarchRect rect;
    double rx, ry;

    if (!get_length(keys, values, "x", 0, &rect.x) ||
        !get_length(keys, values, "y", 0, &rect.y) ||
        !get_length(keys, values, "width", 0, &rect.width) ||
        !get_length(keys, values, "height", 0, &rect.height) ||
        !get_length(keys, values, "rx", -1, &rx) ||
        !get_length(keys, values, "ry", -1, &ry) || rect.width < 0 || rect.height < 0) {
        return FALSE;
    }
    rx = rx < 0 ? MAX(ry, 0) : rx;
    ry = ry < 0 ? rx : ry;
    rx = MIN(rx, rect.width / 2);
    ry = MIN(ry, rect.height / 2);
    if (rect.width <= 0 || rect.height <= 0) {
        return TRUE;
    }
    if (rx > 0 && ry > 0) {
        append_round_rect(segments, rect, rx, ry);
    } else {
        append_rect(segments, rect);
    }
    return TRUE;
}

static gboolean
outline_ellipse(const char **keys,
                const char **values,
                gboolean is_circle,
                GArray *segments)
{
    double x, y, rx, ry;

    if (!get_length(keys, values, "cx", 0, &x) ||
        !get_length(keys, values, "cy", 0, &y) ||
        !get_length(keys, values, is_circle ? "r" : "rx", 0, &rx) ||
        !get_length(keys, values, is_circle ? "r" : "ry", 0, &ry) || rx < 0 || ry < 0) {
        return FALSE;
    }
    if (rx > 0 && ry > 0) {
        append_round_rect(segments, (MarchRect){x - rx, y - ry, 2 * rx, 2 * ry}, rx,
                          ry);
    }
    return TRUE;
}

static gboolean
outline_line(const char **keys, const char **values, GArray *segments)
{
    MarchIconSegment from = {.op = MARCH_ICON_MOVE}, to = {.op = MARCH_ICON_LINE};

    if (!get_length(keys, values, "x1", 0, &from.points[0].x) ||
        !get_length(keys, values, "y1", 0, &from.points[0].y) ||
        !get_length(keys, values, "x2", 0, &to.points[0].x) ||
        !get_length(keys, values, "y2", 0, &to.points[0].y)) {
        return FALSE;
    }
    g_array_append_val(segments, from);
    g_array_append_val(segments, to);
    return TRUE;
}

static const char *
get_text(const char **keys, const char **values, const char *name)
{
    for (guint i = 0; keys[i] != NULL; i++) {
        if (strcmp(keys[i], name) == 0) {
            return values[i];
        }
    }
    return "";
}

static gboolean
outline_points(const char *points, gboolean closed, GArray *segments)
{
    g_autofree char *path = NULL;

    if (points[strspn(points, " \t\r\n,")] == '\0') {
        return TRUE;
    }
    if (strpbrk(points, "MLHVCSQTAZmlhvcsqtaz") != NULL) {
        return FALSE;
    }
    path = g_strconcat("M", points, closed ? "z" : "", NULL);
    return march_icon_path_parse(path, segments);
}

gboolean
march_icon_shape_outline(const char *name,
                         const char **keys,
                         const char **values,
                         GArray *segments)
{
    if (strcmp(name, "path") == 0) {
        return march_icon_path_parse(get_text(keys, values, "d"), segments);
    }
    if (strcmp(name, "rect") == 0) {
        return outline_rect(keys, values, segments);
    }
    if (strcmp(name, "circle") == 0 || strcmp(name, "ellipse") == 0) {
        return outline_ellipse(keys, values, name[0] == 'c', segments);
    }
    if (strcmp(name, "line") == 0) {
        return outline_line(keys, values, segments);
    }
    return outline_points(get_text(keys, values, "points"),
                          strcmp(name, "polygon") == 0, segments);
}

MarchIconShape
march_icon_shape_finish(const MarchIconStyle *style, GArray *segments)
{
    const MarchIconMatrix *matrix = &style->matrix;
    double scale = sqrt(fabs(matrix->xx * matrix->yy - matrix->xy * matrix->yx));
    MarchIconShape shape = {
        .segments = segments,
        .fill = style->fill,
        .stroke = style->stroke,
        .stroke_width = style->stroke_width * scale,
        .cap = style->cap,
        .join = style->join,
        .miter_limit = style->miter_limit,
        .even_odd = style->even_odd,
    };

    shape.fill.opacity = style->fill_opacity * style->opacity;
    shape.stroke.opacity = style->stroke_opacity * style->opacity;
    for (guint i = 0; i < segments->len; i++) {
        MarchIconSegment *segment = &g_array_index(segments, MarchIconSegment, i);

        for (guint k = 0; k < 3; k++) {
            segment->points[k] = transform(matrix, segment->points[k]);
        }
    }
    if (style->is_hidden || segments->len == 0 ||
        (shape.fill.type == MARCH_ICON_PAINT_NONE &&
         shape.stroke.type == MARCH_ICON_PAINT_NONE)) {
        g_array_unref(segments);
        shape.segments = NULL;
    }
    return shape;
}
