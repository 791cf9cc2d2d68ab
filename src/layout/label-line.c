/* SPDX-License-Identifier: MIT */
#include "label-line.h"

#include "label-text.h"

#include <math.h>

#define GAP_MM          0.35
#define POSITIONS_MAX   24
#define SAMPLES_MAX     200
#define BOXES_MAX       96
#define SMOOTHING_EMS   2.2
#define EASE            1.2   /* of the style's greatest angle, for an em of text */
#define TURN_COST       0.035 /* for a degree of turning in all */
#define OTHER_SIDE_COST 0.4
#define OFF_MIDDLE_COST 1.2
#define STEEP_COST      1.0
#define STRAIGHT_MM     0.12

/* A stretch of the smoothed line, evenly sampled. */
typedef struct {
    MarchPoint points[SAMPLES_MAX];
    guint count;
    double step;
    double turning;  /* degrees in all */
    double sharpest; /* degrees between neighbouring samples */
} Course;

/* Running lengths of one line. */
typedef struct {
    const MarchPoint *points;
    guint count;
    double *lengths;
} Line;

static MarchPoint
point_along(const Line *line, double at)
{
    guint low = 0;
    guint high = line->count - 1;
    double span;
    double t;

    at = CLAMP(at, 0, line->lengths[high]);
    while (high - low > 1) {
        guint middle = (low + high) / 2;

        if (line->lengths[middle] <= at) {
            low = middle;
        } else {
            high = middle;
        }
    }
    span = line->lengths[high] - line->lengths[low];
    t = span > 0 ? (at - line->lengths[low]) / span : 0;
    return (MarchPoint){
        line->points[low].x + t * (line->points[high].x - line->points[low].x),
        line->points[low].y + t * (line->points[high].y - line->points[low].y)};
}

/* The mean of the line within @window mm of @at. */
static MarchPoint
smooth_point(const Line *line, double at, double window)
{
    double length = line->lengths[line->count - 1];
    double reach = MIN(window, MIN(at, length - at));
    MarchPoint sum = {0, 0};

    for (gint i = -4; i <= 4; i++) {
        MarchPoint point = point_along(line, at + reach * i / 4.0);

        sum.x += point.x / 9;
        sum.y += point.y / 9;
    }
    return sum;
}

static double
turn_between(MarchPoint a, MarchPoint b, MarchPoint c)
{
    double ux = b.x - a.x;
    double uy = b.y - a.y;
    double vx = c.x - b.x;
    double vy = c.y - b.y;

    return fabs(atan2(ux * vy - uy * vx, ux * vx + uy * vy)) * 180 / G_PI;
}

static void
measure_turning(Course *course)
{
    course->turning = 0;
    course->sharpest = 0;
    for (guint i = 1; i + 1 < course->count; i++) {
        double turn = turn_between(course->points[i - 1], course->points[i],
                                   course->points[i + 1]);

        course->turning += turn;
        course->sharpest = MAX(course->sharpest, turn);
    }
}

static void
reverse_course(Course *course)
{
    for (guint i = 0; i < course->count / 2; i++) {
        MarchPoint point = course->points[i];

        course->points[i] = course->points[course->count - 1 - i];
        course->points[course->count - 1 - i] = point;
    }
}

static void
take_course(const Line *line,
            double from,
            double length,
            double step,
            double window,
            Course *course)
{
    course->count = (guint)CLAMP(ceil(length / step) + 1, 2, SAMPLES_MAX);
    course->step = length / (course->count - 1);
    for (guint i = 0; i < course->count; i++) {
        course->points[i] = smooth_point(line, from + i * course->step, window);
    }
    measure_turning(course);
}

/* Shifts the course by @shift mm to its right (down, when it runs to the right). */
static void
shift_course(const Course *course, double shift, Course *shifted)
{
    *shifted = *course;
    for (guint i = 0; i < course->count; i++) {
        MarchPoint a = course->points[i > 0 ? i - 1 : 0];
        MarchPoint b = course->points[MIN(i + 1, course->count - 1)];
        double length = MAX(hypot(b.x - a.x, b.y - a.y), 1e-9);

        shifted->points[i].x -= shift * (b.y - a.y) / length;
        shifted->points[i].y += shift * (b.x - a.x) / length;
    }
}

static double
course_length(const Course *course)
{
    double length = 0;

    for (guint i = 1; i < course->count; i++) {
        length += hypot(course->points[i].x - course->points[i - 1].x,
                        course->points[i].y - course->points[i - 1].y);
    }
    return length;
}

static double
bend_of(const Course *course)
{
    MarchPoint a = course->points[0];
    MarchPoint b = course->points[course->count - 1];
    double length = MAX(hypot(b.x - a.x, b.y - a.y), 1e-9);
    double bend = 0;

    for (guint i = 1; i + 1 < course->count; i++) {
        MarchPoint p = course->points[i];
        double cross = (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x);

        bend = MAX(bend, fabs(cross) / length);
    }
    return bend;
}

/* Upright boxes over the text that stands on the course. */
static guint
cover_course(const Course *course,
             const MarchLabelText *text,
             double padding,
             MarchRect *boxes)
{
    guint stride = MAX(1U, (course->count + BOXES_MAX - 1) / BOXES_MAX);
    guint n_boxes = 0;

    for (guint i = 0; i + 1 < course->count; i += stride) {
        MarchPoint a = course->points[i];
        MarchPoint b = course->points[MIN(i + stride, course->count - 1)];
        double length = MAX(hypot(b.x - a.x, b.y - a.y), 1e-9);
        MarchPoint up = {(b.y - a.y) / length, -(b.x - a.x) / length};
        double corners[4][2] = {
            {a.x + up.x * text->rises[0], a.y + up.y * text->rises[0]},
            {b.x + up.x * text->rises[0], b.y + up.y * text->rises[0]},
            {a.x - up.x * text->falls[0], a.y - up.y * text->falls[0]},
            {b.x - up.x * text->falls[0], b.y - up.y * text->falls[0]}};
        double left = G_MAXDOUBLE, right = -G_MAXDOUBLE;
        double top = G_MAXDOUBLE, bottom = -G_MAXDOUBLE;

        for (guint k = 0; k < 4; k++) {
            left = MIN(left, corners[k][0]);
            right = MAX(right, corners[k][0]);
            top = MIN(top, corners[k][1]);
            bottom = MAX(bottom, corners[k][1]);
        }
        boxes[n_boxes++] = march_rect_inset(
            (MarchRect){left, top, right - left, bottom - top}, padding);
    }
    return n_boxes;
}

/* Lets a path run on a little, so that rounding never cuts the last letter. */
static MarchPath *
baseline_path(const Course *course, double extra)
{
    MarchPath *path = march_path_new();
    MarchPoint points[SAMPLES_MAX + 1];
    MarchPoint last = course->points[course->count - 1];
    MarchPoint before = course->points[course->count - 2];
    double length = MAX(hypot(last.x - before.x, last.y - before.y), 1e-9);

    for (guint i = 0; i < course->count; i++) {
        points[i] = course->points[i];
    }
    points[course->count] = (MarchPoint){last.x + extra * (last.x - before.x) / length,
                                         last.y + extra * (last.y - before.y) / length};
    march_path_add_part(path, points, course->count + 1, FALSE);
    return path;
}

static void
add_course(MarchLabelSet *set, MarchLabelItem *item, const Course *course, double cost)
{
    const MarchLabelText *text = &item->texts[0];
    MarchLabelCandidate entry = {.letter_spacing =
                                     item->request->run.font.letter_spacing};
    MarchRect boxes[BOXES_MAX];
    guint n_boxes = cover_course(course, text, item->padding, boxes);
    MarchPoint a = course->points[0];
    MarchPoint b = course->points[course->count - 1];
    double angle = atan2(b.y - a.y, b.x - a.x) * 180 / G_PI;

    entry.cost = cost + STEEP_COST * MAX(0, fabs(angle) - 45) / 45;
    if (bend_of(course) < STRAIGHT_MM) {
        entry.shape = MARCH_LABEL_BLOCK;
        entry.align = MARCH_TEXT_ALIGN_MIDDLE;
        entry.origin = (MarchPoint){(a.x + b.x) / 2, (a.y + b.y) / 2};
        entry.angle = angle;
    } else {
        entry.shape = MARCH_LABEL_ALONG;
        entry.cost += TURN_COST * course->turning;
        entry.start_offset = MAX(0, (course_length(course) - text->width) / 2);
        g_ptr_array_add(set->paths,
                        baseline_path(course, item->request->run.font.size));
        entry.path = set->paths->len;
    }
    march_label_set_add(set, item, &entry, boxes, n_boxes);
}

/* How far the baseline lies to the right of the course: "bottom" puts the text's lower
 * edge at the line, "top" the upper one, anything else its middle. */
static double
baseline_shift(const MarchLabelItem *item, const char *anchor)
{
    const MarchSymbolPaint *paint = &item->request->paint;
    double clear =
        GAP_MM + (paint->halo_knocks_out ? item->request->run.halo_width : 0);
    double shift = paint->offset[1] * item->request->run.font.size;

    if (anchor != NULL && g_str_has_prefix(anchor, "bottom")) {
        return shift - (clear + item->texts[0].falls[0]);
    }
    if (anchor != NULL && g_str_has_prefix(anchor, "top")) {
        return shift + clear + item->texts[0].rises[0];
    }
    return shift + item->cap_height / 2;
}

/* The first of the anchors is the best, as for points. */
static void
add_sides(MarchLabelSet *set, MarchLabelItem *item, const Course *course, double cost)
{
    const MarchSymbolPaint *paint = &item->request->paint;
    guint count = MAX(paint->n_variable_anchors, 1);

    for (guint i = 0; i < count; i++) {
        const char *anchor =
            paint->n_variable_anchors > 0 ? paint->variable_anchors[i] : paint->anchor;
        Course shifted;

        shift_course(course, baseline_shift(item, anchor), &shifted);
        add_course(set, item, &shifted, cost + i * OTHER_SIDE_COST);
    }
}

static void
generate_on(MarchLabelSet *set, MarchLabelItem *item, const Line *line)
{
    double size = item->request->run.font.size;
    double width = item->texts[0].width + 0.2 * size;
    double length = line->lengths[line->count - 1];
    double room = length - width;
    guint steps;

    if (room < 0) {
        return;
    }
    steps = (guint)CLAMP(floor(room / MAX(width / 4, 2)), 0, POSITIONS_MAX - 1);
    for (guint i = 0; i <= steps; i++) {
        double from = steps > 0 ? room * i / steps : room / 2;
        double off = fabs(from + width / 2 - length / 2) / length;
        Course course;

        take_course(line, from, width, size / 3, size * SMOOTHING_EMS, &course);
        if (course.sharpest >
            item->request->paint.max_angle * EASE * course.step / size) {
            continue;
        }
        if (item->request->paint.keep_upright &&
            course.points[course.count - 1].x < course.points[0].x) {
            reverse_course(&course);
        }
        add_sides(set, item, &course, 0.5 + OFF_MIDDLE_COST * off);
    }
}

void
march_label_line_generate(MarchLabelSet *set, MarchLabelItem *item)
{
    for (guint i = 0; i < item->paths->len; i++) {
        const MarchPath *path = g_ptr_array_index(item->paths, i);

        for (guint k = 0; k < path->parts->len; k++) {
            const MarchPathPart *part = &g_array_index(path->parts, MarchPathPart, k);
            g_autofree double *lengths = g_new0(double, part->count + 1);
            Line line = {&g_array_index(path->points, MarchPoint, part->start),
                         part->count, lengths};

            for (guint p = 1; p < part->count; p++) {
                lengths[p] =
                    lengths[p - 1] + hypot(line.points[p].x - line.points[p - 1].x,
                                           line.points[p].y - line.points[p - 1].y);
            }
            if (part->count > 1) {
                generate_on(set, item, &line);
            }
        }
    }
}
