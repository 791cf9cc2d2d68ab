/* SPDX-License-Identifier: MIT */
#include "map-scan.h"

#include <math.h>

#define TOUCH_MM 1e-4

/* Where an edge of area @area crosses line @row. */
typedef struct {
    guint row;
    guint area;
    double x;
} Crossing;

struct MarchMapScan {
    double spacing;
    gint64 first; /* the first line is at first * spacing */
    guint n_rows;
    guint *starts; /* n_rows + 1 indices into spans */
    GArray *spans; /* of MarchMapSpan */
};

static int
compare_crossings(gconstpointer a, gconstpointer b)
{
    const Crossing *one = a;
    const Crossing *other = b;

    if (one->row != other->row) {
        return one->row < other->row ? -1 : 1;
    }
    if (one->area != other->area) {
        return one->area < other->area ? -1 : 1;
    }
    return (one->x > other->x) - (one->x < other->x);
}

static int
compare_spans(gconstpointer a, gconstpointer b)
{
    const MarchMapSpan *one = a;
    const MarchMapSpan *other = b;

    return (one->left > other->left) - (one->left < other->left);
}

/* Lines at y with lower.y <= y < upper.y, so that a vertex counts once. */
static void
cross_edge(const MarchMapScan *scan,
           MarchPoint a,
           MarchPoint b,
           guint area,
           GArray *crossings)
{
    MarchPoint lower = a.y <= b.y ? a : b;
    MarchPoint upper = a.y <= b.y ? b : a;
    double from = ceil(lower.y / scan->spacing);
    double to = ceil(upper.y / scan->spacing);

    for (double line = from; line < to; line += 1) {
        double y = line * scan->spacing;
        double row = line - (double)scan->first;
        double t = (y - lower.y) / (upper.y - lower.y);
        Crossing crossing = {(guint)row, area, lower.x + t * (upper.x - lower.x)};

        if (row >= 0 && row < scan->n_rows) {
            g_array_append_val(crossings, crossing);
        }
    }
}

static void
cross_area(const MarchMapScan *scan,
           const MarchPath *path,
           guint area,
           GArray *crossings)
{
    for (guint i = 0; i < path->parts->len; i++) {
        const MarchPathPart *part = &g_array_index(path->parts, MarchPathPart, i);
        const MarchPoint *points =
            &g_array_index(path->points, MarchPoint, part->start);

        for (guint k = 0; k < part->count && part->count > 2; k++) {
            cross_edge(scan, points[k], points[(k + 1) % part->count], area, crossings);
        }
    }
}

/* Appends the union of @row_spans, which it sorts. */
static void
unite_spans(GArray *row_spans, GArray *spans)
{
    guint first = spans->len;

    g_array_sort(row_spans, compare_spans);
    for (guint i = 0; i < row_spans->len; i++) {
        MarchMapSpan span = g_array_index(row_spans, MarchMapSpan, i);

        if (spans->len > first) {
            MarchMapSpan *last = &g_array_index(spans, MarchMapSpan, spans->len - 1);

            if (span.left <= last->right + TOUCH_MM) {
                last->right = MAX(last->right, span.right);
                continue;
            }
        }
        g_array_append_val(spans, span);
    }
}

static void
build_spans(MarchMapScan *scan, GArray *crossings)
{
    g_autoptr(GArray) row_spans = g_array_new(FALSE, FALSE, sizeof(MarchMapSpan));
    guint next = 0;

    g_array_sort(crossings, compare_crossings);
    for (guint row = 0; row < scan->n_rows; row++) {
        scan->starts[row] = scan->spans->len;
        g_array_set_size(row_spans, 0);
        while (next + 1 < crossings->len) {
            const Crossing *one = &g_array_index(crossings, Crossing, next);
            const Crossing *other = one + 1;

            if (one->row != row) {
                break;
            }
            if (other->row == row && other->area == one->area) {
                MarchMapSpan span = {one->x, other->x};

                g_array_append_val(row_spans, span);
                next++;
            }
            next++;
        }
        unite_spans(row_spans, scan->spans);
    }
    scan->starts[scan->n_rows] = scan->spans->len;
}

static gboolean
find_extent(const GPtrArray *areas, double *top, double *bottom)
{
    gboolean found = FALSE;

    for (guint i = 0; i < areas->len; i++) {
        const MarchPath *path = g_ptr_array_index(areas, i);

        for (guint k = 0; k < path->points->len; k++) {
            double y = g_array_index(path->points, MarchPoint, k).y;

            *top = found ? MIN(*top, y) : y;
            *bottom = found ? MAX(*bottom, y) : y;
            found = TRUE;
        }
    }
    return found && isfinite(*top) && isfinite(*bottom);
}

MarchMapScan *
march_map_scan_new(const GPtrArray *areas, double spacing, guint rows_max)
{
    MarchMapScan *scan = g_new0(MarchMapScan, 1);
    g_autoptr(GArray) crossings = g_array_new(FALSE, FALSE, sizeof(Crossing));
    double top = 0;
    double bottom = 0;

    g_assert(spacing > 0 && rows_max > 0);
    scan->spans = g_array_new(FALSE, FALSE, sizeof(MarchMapSpan));
    if (find_extent(areas, &top, &bottom)) {
        while ((bottom - top) / spacing > rows_max) {
            spacing *= 2;
        }
        scan->first = (gint64)ceil(top / spacing);
        scan->n_rows = (guint)MAX(0, floor(bottom / spacing) - (double)scan->first + 1);
    }
    scan->spacing = spacing;
    scan->starts = g_new0(guint, scan->n_rows + 1);
    for (guint i = 0; i < areas->len && scan->n_rows > 0; i++) {
        cross_area(scan, g_ptr_array_index(areas, i), i, crossings);
    }
    build_spans(scan, crossings);
    return scan;
}

void
march_map_scan_free(MarchMapScan *scan)
{
    if (scan == NULL) {
        return;
    }
    g_free(scan->starts);
    g_array_unref(scan->spans);
    g_free(scan);
}

guint
march_map_scan_count_rows(const MarchMapScan *scan)
{
    return scan->n_rows;
}

double
march_map_scan_get_y(const MarchMapScan *scan, guint row)
{
    return ((double)scan->first + row) * scan->spacing;
}

const MarchMapSpan *
march_map_scan_get_row(const MarchMapScan *scan, guint row, guint *count)
{
    g_assert(row < scan->n_rows);
    *count = scan->starts[row + 1] - scan->starts[row];
    return &g_array_index(scan->spans, MarchMapSpan, scan->starts[row]);
}
