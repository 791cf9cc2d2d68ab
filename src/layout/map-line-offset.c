/* SPDX-License-Identifier: MIT */
#include "map-line-offset.h"

#include "map-grid.h"

#include <math.h>

#define ARC_TOLERANCE_MM 0.01
#define MILD_TURN        0.3            /* radians: no arc is needed */
#define MITER_TURN       (2 * G_PI / 3) /* radians: the sharpest mitred corner */
#define NEAR_FRACTION    0.99
#define EDGE_SHARE       1e-3 /* of a piece: its ends lie on corners */
#define STUB_SHARE       0.1  /* of the distance: the rest of a cut corner */
#define BISECTIONS       12
#define PIECES_MAX       64
#define SHORTEST_MM      1e-4

/* A crossing of raw segment @segment with another one, at @position along it. */
typedef struct {
    guint segment;
    double position;
    MarchPoint point;
} Crossing;

static MarchPoint
point_at(const GArray *points, guint index)
{
    return g_array_index(points, MarchPoint, index);
}

static MarchRect
segment_rect(MarchPoint a, MarchPoint b)
{
    return (MarchRect){MIN(a.x, b.x), MIN(a.y, b.y), fabs(a.x - b.x), fabs(a.y - b.y)};
}

/* The part's points without repetitions, closed rings with their first repeated. */
static GArray *
clean_points(const MarchPath *path, const MarchPathPart *part)
{
    GArray *points = g_array_new(FALSE, FALSE, sizeof(MarchPoint));

    for (guint i = 0; i < part->count + (part->closed ? 1U : 0U); i++) {
        MarchPoint point = point_at(path->points, part->start + i % part->count);

        if (points->len > 0) {
            MarchPoint last = point_at(points, points->len - 1);

            if (hypot(point.x - last.x, point.y - last.y) < SHORTEST_MM) {
                continue;
            }
        }
        g_array_append_val(points, point);
    }
    return points;
}

static MarchPoint
right_of(MarchPoint a, MarchPoint b)
{
    double length = hypot(b.x - a.x, b.y - a.y);

    return (MarchPoint){-(b.y - a.y) / length, (b.x - a.x) / length};
}

static void
add_shifted(GArray *raw, MarchPoint base, MarchPoint normal, double distance)
{
    MarchPoint point = {base.x + normal.x * distance, base.y + normal.y * distance};

    g_array_append_val(raw, point);
}

/* The arc about @corner from the normal at angle @from on by @turn, without its ends. */
static void
add_arc(GArray *raw, MarchPoint corner, double from, double turn, double distance)
{
    double step = 2 * acos(1 - MIN(ARC_TOLERANCE_MM / fabs(distance), 0.5));
    guint steps = (guint)ceil(fabs(turn) / step);

    for (guint i = 1; i < steps; i++) {
        double angle = from + turn * i / steps;

        add_shifted(raw, corner, (MarchPoint){cos(angle), sin(angle)}, distance);
    }
}

static void
add_corner(GArray *raw,
           MarchPoint a,
           MarchPoint corner,
           MarchPoint c,
           double distance,
           gboolean miter)
{
    MarchPoint before = right_of(a, corner);
    MarchPoint after = right_of(corner, c);
    double turn = atan2(before.x * after.y - before.y * after.x,
                        before.x * after.x + before.y * after.y);
    double from = atan2(before.y, before.x);
    double reach = fabs(distance * tan(turn / 2));
    double room = MIN(hypot(corner.x - a.x, corner.y - a.y),
                      hypot(c.x - corner.x, c.y - corner.y));
    gboolean is_outer = turn * distance < 0;
    gboolean is_mild = fabs(turn) < MILD_TURN;

    if (is_outer ? is_mild || (miter && fabs(turn) < MITER_TURN)
                 : fabs(turn) < MITER_TURN && reach < room) {
        MarchPoint middle = {cos(from + turn / 2), sin(from + turn / 2)};

        add_shifted(raw, corner, middle, distance / cos(turn / 2));
        return;
    }
    add_shifted(raw, corner, before, distance);
    if (is_outer) {
        add_arc(raw, corner, from, turn, distance);
    }
    add_shifted(raw, corner, after, distance);
}

/* The shifted segments joined at the corners; it may fold back on itself. */
static GArray *
raw_offset(const GArray *points, double distance, gboolean miter, gboolean closed)
{
    GArray *raw = g_array_new(FALSE, FALSE, sizeof(MarchPoint));
    guint last = points->len - 1;

    if (!closed) {
        MarchPoint first = point_at(points, 0);

        add_shifted(raw, first, right_of(first, point_at(points, 1)), distance);
    }
    for (guint i = 1; i < last; i++) {
        add_corner(raw, point_at(points, i - 1), point_at(points, i),
                   point_at(points, i + 1), distance, miter);
    }
    if (closed) {
        MarchPoint first;

        add_corner(raw, point_at(points, last - 1), point_at(points, last),
                   point_at(points, 1), distance, miter);
        first = point_at(raw, 0);
        g_array_append_val(raw, first);
    } else {
        MarchPoint end = point_at(points, last);

        add_shifted(raw, end, right_of(point_at(points, last - 1), end), distance);
    }
    return raw;
}

static double
distance_to_segment(MarchPoint p, MarchPoint a, MarchPoint b)
{
    double dx = b.x - a.x;
    double dy = b.y - a.y;
    double square = dx * dx + dy * dy;
    double t = square > 0 ? ((p.x - a.x) * dx + (p.y - a.y) * dy) / square : 0;

    t = CLAMP(t, 0, 1);
    return hypot(p.x - a.x - t * dx, p.y - a.y - t * dy);
}

static gboolean
is_clear(MarchPoint point,
         const GArray *line,
         MarchMapGrid *grid,
         double distance,
         GArray *found)
{
    double limit = distance * NEAR_FRACTION;
    MarchRect rect = {point.x - limit, point.y - limit, 2 * limit, 2 * limit};

    march_map_grid_query(grid, rect, found);
    for (guint i = 0; i < found->len; i++) {
        guint segment = g_array_index(found, guint, i);

        if (distance_to_segment(point, point_at(line, segment),
                                point_at(line, segment + 1)) < limit) {
            return FALSE;
        }
    }
    return TRUE;
}

static gboolean
cross_segments(MarchPoint a, MarchPoint b, MarchPoint c, MarchPoint d, double *t)
{
    double ux = b.x - a.x;
    double uy = b.y - a.y;
    double vx = d.x - c.x;
    double vy = d.y - c.y;
    double denominator = ux * vy - uy * vx;
    double s;

    if (fabs(denominator) < 1e-15) {
        return FALSE;
    }
    *t = ((c.x - a.x) * vy - (c.y - a.y) * vx) / denominator;
    s = ((c.x - a.x) * uy - (c.y - a.y) * ux) / denominator;
    return *t > 0 && *t < 1 && s > -1e-9 && s < 1 + 1e-9;
}

static int
compare_crossings(gconstpointer a, gconstpointer b)
{
    const Crossing *one = a;
    const Crossing *other = b;

    if (one->segment != other->segment) {
        return one->segment < other->segment ? -1 : 1;
    }
    return (one->position > other->position) - (one->position < other->position);
}

static GArray *
find_crossings(const GArray *raw, MarchRect bounds, double cell)
{
    GArray *crossings = g_array_new(FALSE, FALSE, sizeof(Crossing));
    g_autoptr(MarchMapGrid) grid = march_map_grid_new(bounds, cell);
    g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(guint));

    for (guint i = 0; i + 1 < raw->len; i++) {
        march_map_grid_insert_segment(grid, point_at(raw, i), point_at(raw, i + 1), i);
    }
    for (guint i = 0; i + 1 < raw->len; i++) {
        MarchPoint a = point_at(raw, i);
        MarchPoint b = point_at(raw, i + 1);

        march_map_grid_query(grid, segment_rect(a, b), found);
        for (guint k = 0; k < found->len; k++) {
            guint other = g_array_index(found, guint, k);
            double t;

            if ((other > i + 1 || other + 1 < i) &&
                cross_segments(a, b, point_at(raw, other), point_at(raw, other + 1),
                               &t)) {
                Crossing crossing = {
                    i, t, {a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)}};

                g_array_append_val(crossings, crossing);
            }
        }
    }
    return crossings;
}

/* The raw curve with a point at every crossing. */
static GArray *
split_at_crossings(const GArray *raw, const GArray *crossings)
{
    GArray *split = g_array_new(FALSE, FALSE, sizeof(MarchPoint));
    guint next = 0;

    for (guint i = 0; i < raw->len; i++) {
        MarchPoint point = point_at(raw, i);

        g_array_append_val(split, point);
        while (next < crossings->len &&
               g_array_index(crossings, Crossing, next).segment == i) {
            g_array_append_val(split, g_array_index(crossings, Crossing, next).point);
            next++;
        }
    }
    return split;
}

/* The pieces of a parallel curve that are clear of its line, as they are found. */
typedef struct {
    MarchPath *result;
    const GArray *line;
    MarchMapGrid *grid; /* of the line's segments */
    double distance;
    double phase;
    GArray *run;   /* of MarchPoint: the piece under way */
    GArray *found; /* scratch */
    double walked;
    double run_start;
    gboolean is_ring;
    gboolean is_broken; /* something has been cut away */
} Trimmer;

static void
flush_run(Trimmer *trimmer)
{
    GArray *run = trimmer->run;

    if (run->len > 1) {
        march_path_add_part_at(trimmer->result, (const MarchPoint *)(void *)run->data,
                               run->len, FALSE, trimmer->phase + trimmer->run_start);
    }
    g_array_set_size(run, 0);
}

static void
keep_stretch(Trimmer *trimmer, MarchPoint a, MarchPoint b)
{
    GArray *run = trimmer->run;

    if (run->len > 0) {
        MarchPoint last = point_at(run, run->len - 1);

        if (hypot(last.x - a.x, last.y - a.y) > 0.05 * trimmer->distance + 1e-6) {
            flush_run(trimmer);
        }
    }
    if (run->len == 0) {
        trimmer->run_start = trimmer->walked;
        g_array_append_val(run, a);
    }
    g_array_append_val(run, b);
    trimmer->walked += hypot(b.x - a.x, b.y - a.y);
}

/* A ring that lost nothing stays a ring. */
static void
close_ring(Trimmer *trimmer)
{
    GArray *run = trimmer->run;

    if (trimmer->is_ring && !trimmer->is_broken && run->len > 3) {
        march_path_add_part_at(trimmer->result, (const MarchPoint *)(void *)run->data,
                               run->len - 1, TRUE, trimmer->phase);
        g_array_set_size(run, 0);
    }
}

static MarchPoint
between(MarchPoint a, MarchPoint b, double t)
{
    return (MarchPoint){a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)};
}

static gboolean
clear_at(Trimmer *trimmer, MarchPoint a, MarchPoint b, double t)
{
    return is_clear(between(a, b, t), trimmer->line, trimmer->grid, trimmer->distance,
                    trimmer->found);
}

/* Keeps what is clear between @from and @to of a-b, when one end of it is. */
static void
keep_half(Trimmer *trimmer, MarchPoint a, MarchPoint b, double from, double to)
{
    gboolean first = clear_at(trimmer, a, b, from + EDGE_SHARE);
    gboolean last = clear_at(trimmer, a, b, to - EDGE_SHARE);
    double low = from + EDGE_SHARE;
    double high = to - EDGE_SHARE;

    if (first && last) {
        keep_stretch(trimmer, between(a, b, from), between(a, b, to));
        return;
    }
    trimmer->is_broken = TRUE;
    if (!first && !last) {
        return;
    }
    for (guint i = 0; i < BISECTIONS; i++) {
        double middle = (low + high) / 2;

        if (clear_at(trimmer, a, b, middle) == first) {
            low = middle;
        } else {
            high = middle;
        }
    }
    from = first ? from : high;
    to = first ? low : to;
    if ((to - from) * hypot(b.x - a.x, b.y - a.y) > STUB_SHARE * trimmer->distance) {
        keep_stretch(trimmer, between(a, b, from), between(a, b, to));
    }
}

static void
trim(Trimmer *trimmer, const GArray *split)
{
    for (guint i = 0; i + 1 < split->len; i++) {
        MarchPoint a = point_at(split, i);
        MarchPoint b = point_at(split, i + 1);
        double length = hypot(b.x - a.x, b.y - a.y);
        double pieces = CLAMP(ceil(2 * length / trimmer->distance), 1, PIECES_MAX);

        for (double k = 0; k < pieces && length > 1e-9; k += 1) {
            keep_half(trimmer, a, b, k / pieces, (k + 1) / pieces);
        }
    }
    close_ring(trimmer);
    flush_run(trimmer);
}

static MarchRect
line_bounds(const GArray *line)
{
    MarchRect bounds = segment_rect(point_at(line, 0), point_at(line, 1));

    for (guint i = 1; i + 1 < line->len; i++) {
        bounds = march_rect_union(
            bounds, segment_rect(point_at(line, i), point_at(line, i + 1)));
    }
    return bounds;
}

static void
offset_part(MarchPath *result,
            const MarchPath *path,
            const MarchPathPart *part,
            double distance,
            gboolean miter)
{
    g_autoptr(GArray) line = clean_points(path, part);
    g_autoptr(MarchMapGrid) grid = NULL;
    g_autoptr(GArray) raw = NULL;
    g_autoptr(GArray) crossings = NULL;
    g_autoptr(GArray) split = NULL;
    g_autoptr(GArray) run = g_array_new(FALSE, FALSE, sizeof(MarchPoint));
    g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(guint));
    Trimmer trimmer;
    double cell = MAX(fabs(distance), 0.5);
    MarchRect bounds;

    if (line->len < 2) {
        return;
    }
    bounds = march_rect_inset(line_bounds(line), 2 * fabs(distance));
    grid = march_map_grid_new(bounds, cell);
    for (guint i = 0; i + 1 < line->len; i++) {
        march_map_grid_insert_segment(grid, point_at(line, i), point_at(line, i + 1),
                                      i);
    }
    raw = raw_offset(line, distance, miter, part->closed);
    crossings = find_crossings(raw, bounds, cell);
    g_array_sort(crossings, compare_crossings);
    split = split_at_crossings(raw, crossings);
    trimmer = (Trimmer){.result = result,
                        .line = line,
                        .grid = grid,
                        .distance = fabs(distance),
                        .phase = part->phase,
                        .is_ring = part->closed,
                        .run = run,
                        .found = found};
    trim(&trimmer, split);
}

MarchPath *
march_map_line_offset(const MarchPath *path, double distance, gboolean miter)
{
    MarchPath *result = march_path_new();

    if (fabs(distance) < 1e-6) {
        march_path_append(result, path);
        return result;
    }
    for (guint i = 0; i < path->parts->len; i++) {
        offset_part(result, path, &g_array_index(path->parts, MarchPathPart, i),
                    distance, miter);
    }
    return result;
}
