/* SPDX-License-Identifier: MIT */
#include "label-area.h"

#include "label-point.h"
#include "label-text.h"
#include "map-scan.h"

#include <math.h>
#include <string.h>

#define ROWS_MAX        160
#define POSITIONS_MAX   700
#define KEPT_MAX        48
#define TIGHT_COST      3.0
#define ROOM_BESIDE     0.6 /* cap heights */
#define CUT_SHARE_LEAST 0.8
#define OUTSIDE_COST    9.0
#define FAR_COST        7.0
#define STRETCHES       3

/* The area as cells: which are inside, and how far each is from the edge. */
typedef struct {
    double cell;
    MarchPoint origin; /* centre of the first cell */
    guint columns, rows;
    guint *sums;       /* (rows + 1) * (columns + 1): inside cells above and left */
    double *clearance; /* in cells */
    MarchPoint pole;
    double reach; /* mm: side of a square of the same area */
    gboolean is_cut;
} AreaMask;

typedef struct {
    double cost;
    MarchPoint center;
    guint text;
    double letter_spacing;
} AreaPosition;

static void
mask_clear(AreaMask *mask)
{
    g_free(mask->sums);
    g_free(mask->clearance);
}

static gboolean *
fill_cells(AreaMask *mask, const MarchMapScan *scan)
{
    gboolean *inside = g_new0(gboolean, (gsize)mask->columns * mask->rows + 1);

    for (guint row = 0; row < mask->rows; row++) {
        guint count;
        const MarchMapSpan *spans = march_map_scan_get_row(scan, row, &count);

        for (guint i = 0; i < count; i++) {
            double left = ceil((spans[i].left - mask->origin.x) / mask->cell);
            double right = floor((spans[i].right - mask->origin.x) / mask->cell);

            for (double c = MAX(left, 0); c <= right && c < mask->columns; c += 1) {
                inside[(gsize)row * mask->columns + (guint)c] = TRUE;
            }
        }
    }
    return inside;
}

static guint
clamp_index(double value, guint limit)
{
    return value <= 0 ? 0 : value >= limit ? limit : (guint)value;
}

/* A name may stand neither on furniture nor on incidents: no room there. */
static void
clear_obstacles(const AreaMask *mask, const GArray *obstacles, gboolean *inside)
{
    for (guint i = 0; i < obstacles->len; i++) {
        const MarchObstacle *obstacle = &g_array_index(obstacles, MarchObstacle, i);
        MarchRect rect = obstacle->rect;
        guint left = clamp_index((rect.x - mask->origin.x) / mask->cell, mask->columns);
        guint right = clamp_index(
            ceil((rect.x + rect.width - mask->origin.x) / mask->cell), mask->columns);
        guint top = clamp_index((rect.y - mask->origin.y) / mask->cell, mask->rows);
        guint bottom = clamp_index(
            ceil((rect.y + rect.height - mask->origin.y) / mask->cell), mask->rows);

        for (guint y = top; y < bottom && obstacle->kind != MARCH_OBSTACLE_POINT; y++) {
            for (guint x = left; x < right; x++) {
                inside[(gsize)y * mask->columns + x] = FALSE;
            }
        }
    }
}

/* The distance of a cell by that of the one @before it and those of three @beside. */
static double
nearest_edge(double before, const double *beside)
{
    double straight = MIN(before, beside[0]) + 1;
    double slant = MIN(beside[-1], beside[1]) + G_SQRT2;

    return MIN(straight, slant);
}

/* Chamfer distances (Borgefors 1986); cells beyond the border count as outside. */
static void
measure_clearance(AreaMask *mask, const gboolean *inside)
{
    const gsize width = mask->columns, stride = width + 2;
    /* With a rim of cells outside on every side. */
    g_autofree double *rimmed = g_new0(double, stride *(mask->rows + 2));

    for (gsize row = 0; row < mask->rows; row++) {
        double *cells = rimmed + (row + 1) * stride + 1;

        for (gsize column = 0; column < width; column++) {
            if (inside[row * width + column]) {
                cells[column] =
                    nearest_edge(*(cells + column - 1), cells + column - stride);
            }
        }
    }
    for (gsize row = mask->rows; row-- > 0;) {
        double *cells = rimmed + (row + 1) * stride + 1;

        for (gsize column = width; column-- > 0;) {
            double nearest = nearest_edge(cells[column + 1], cells + column + stride);

            cells[column] = MIN(cells[column], nearest);
        }
        memcpy(mask->clearance + row * width, cells, width * sizeof *cells);
    }
}

static void
sum_cells(AreaMask *mask, const gboolean *inside)
{
    gsize stride = (gsize)mask->columns + 1;

    for (guint y = 0; y < mask->rows; y++) {
        for (guint x = 0; x < mask->columns; x++) {
            mask->sums[(y + 1) * stride + x + 1] =
                mask->sums[y * stride + x + 1] + mask->sums[(y + 1) * stride + x] -
                mask->sums[y * stride + x] +
                (inside[(gsize)y * mask->columns + x] ? 1 : 0);
        }
    }
}

static MarchPoint
cell_center(const AreaMask *mask, guint column, guint row)
{
    return (MarchPoint){mask->origin.x + column * mask->cell,
                        mask->origin.y + row * mask->cell};
}

static void
find_pole(AreaMask *mask)
{
    gsize best = 0;

    for (gsize i = 1; i < (gsize)mask->columns * mask->rows; i++) {
        if (mask->clearance[i] > mask->clearance[best]) {
            best = i;
        }
    }
    mask->pole =
        cell_center(mask, (guint)(best % mask->columns), (guint)(best / mask->columns));
}

/* FALSE when nothing of the area is visible. */
static gboolean
build_mask(AreaMask *mask, const MarchLabelSet *set, const MarchLabelItem *item)
{
    double cell = MAX(item->cap_height * 0.6, set->frame.height / ROWS_MAX);
    g_autoptr(MarchMapScan) scan = march_map_scan_new(item->paths, cell, ROWS_MAX);
    g_autofree gboolean *inside = NULL;

    *mask = (AreaMask){.rows = march_map_scan_count_rows(scan)};
    if (mask->rows == 0) {
        return FALSE;
    }
    mask->cell = mask->rows > 1
                     ? march_map_scan_get_y(scan, 1) - march_map_scan_get_y(scan, 0)
                     : cell;
    mask->columns = (guint)ceil(set->frame.width / mask->cell);
    mask->origin =
        (MarchPoint){set->frame.x + mask->cell / 2, march_map_scan_get_y(scan, 0)};
    inside = fill_cells(mask, scan);
    clear_obstacles(mask, set->obstacles, inside);
    mask->clearance = g_new0(double, (gsize)mask->columns * mask->rows + 1);
    mask->sums = g_new0(guint, ((gsize)mask->columns + 1) * (mask->rows + 1));
    measure_clearance(mask, inside);
    sum_cells(mask, inside);
    find_pole(mask);
    mask->reach = mask->cell *
                  sqrt(mask->sums[((gsize)mask->columns + 1) * (mask->rows + 1) - 1]);
    return mask->reach > 0;
}

/* Whether the area goes on beyond the frame. */
static gboolean
touches_frame(const MarchLabelSet *set, const MarchLabelItem *item)
{
    MarchRect inner = march_rect_inset(set->frame, -0.05);

    for (guint i = 0; i < item->paths->len; i++) {
        MarchRect bounds = march_path_bounds(g_ptr_array_index(item->paths, i));

        if (bounds.x < inner.x || bounds.y < inner.y ||
            bounds.x + bounds.width > inner.x + inner.width ||
            bounds.y + bounds.height > inner.y + inner.height) {
            return TRUE;
        }
    }
    return FALSE;
}

/* The share of the rectangle that lies inside the area. */
static double
share_inside(const AreaMask *mask, MarchPoint center, double width, double height)
{
    double x = (center.x - width / 2 - mask->origin.x) / mask->cell + 0.5;
    double y = (center.y - height / 2 - mask->origin.y) / mask->cell + 0.5;
    guint left = clamp_index(floor(x), mask->columns);
    guint top = clamp_index(floor(y), mask->rows);
    guint right = clamp_index(ceil(x + width / mask->cell), mask->columns);
    guint bottom = clamp_index(ceil(y + height / mask->cell), mask->rows);
    double cells = (ceil(x + width / mask->cell) - floor(x)) *
                   (ceil(y + height / mask->cell) - floor(y));
    gsize stride = (gsize)mask->columns + 1;
    guint inside = mask->sums[bottom * stride + right] -
                   mask->sums[top * stride + right] -
                   mask->sums[bottom * stride + left] + mask->sums[top * stride + left];

    return cells > 0 ? MIN(1, inside / cells) : 0;
}

static void
consider(const AreaMask *mask,
         const MarchLabelItem *item,
         AreaPosition position,
         gboolean always,
         GArray *positions)
{
    const MarchLabelText *text = &item->texts[position.text];
    double spacing = item->request->run.font.letter_spacing;
    double width = text->n_lines == 1
                       ? march_label_text_spaced_width(item, position.letter_spacing)
                       : text->width;
    double share = share_inside(mask, position.center, width + item->cap_height,
                                text->height + item->cap_height);
    double far = march_point_distance(position.center, mask->pole);

    if ((mask->is_cut && share < CUT_SHARE_LEAST) || (share < 0.3 && !always)) {
        return;
    }
    position.cost +=
        text->cost + OUTSIDE_COST * (1 - share) + FAR_COST * MIN(far / mask->reach, 1) -
        MIN(1, 2 * (position.letter_spacing - spacing) / item->request->run.font.size);
    g_array_append_val(positions, position);
}

static void
consider_at(const AreaMask *mask,
            const MarchLabelItem *item,
            MarchPoint center,
            gboolean always,
            GArray *positions)
{
    double spacing = item->request->run.font.letter_spacing;

    for (guint text = 0; text < item->n_texts; text++) {
        guint stretches = spacing > 0 && item->texts[text].n_lines == 1 ? STRETCHES : 1;

        for (guint k = 0; k < stretches; k++) {
            AreaPosition position = {1, center, text, spacing * (1 + 0.5 * k)};

            consider(mask, item, position, always, positions);
        }
    }
}

static int
compare_positions(gconstpointer a, gconstpointer b)
{
    const AreaPosition *one = a;
    const AreaPosition *other = b;

    if (one->cost < other->cost || one->cost > other->cost) {
        return one->cost < other->cost ? -1 : 1;
    }
    if (one->center.y < other->center.y || one->center.y > other->center.y) {
        return one->center.y < other->center.y ? -1 : 1;
    }
    return (one->center.x > other->center.x) - (one->center.x < other->center.x);
}

/* Spaced letters end where the eye expects one more: beside them there is to be some
   room, unless the name would not stand at all. */
static void
add_position(MarchLabelSet *set,
             MarchLabelItem *item,
             const AreaPosition *position,
             gboolean is_tight)
{
    MarchLabelText text = item->texts[position->text];
    MarchRect boxes[MARCH_LABEL_LINES_MAX];
    guint n_boxes;
    MarchLabelCandidate entry = {
        .shape = MARCH_LABEL_BLOCK,
        .text = position->text,
        .align = MARCH_TEXT_ALIGN_MIDDLE,
        .letter_spacing = position->letter_spacing,
        .cost = MAX(position->cost, 0) + (is_tight ? TIGHT_COST : 0),
        .origin = {position->center.x,
                   position->center.y - text.height / 2 + text.rises[0]}};

    if (text.n_lines == 1) {
        text.widths[0] = march_label_text_spaced_width(item, position->letter_spacing);
    }
    n_boxes =
        march_label_block_boxes(&text, entry.origin, entry.align, item->padding, boxes);
    for (guint i = 0; i < n_boxes && !is_tight; i++) {
        boxes[i].x -= ROOM_BESIDE * item->cap_height;
        boxes[i].width += 2 * ROOM_BESIDE * item->cap_height;
    }
    march_label_set_add(set, item, &entry, boxes, n_boxes);
}

/* The same with the style's own letter-spacing, which may be what has room beside it. */
static void
add_narrow(MarchLabelSet *set, MarchLabelItem *item, const AreaPosition *position)
{
    AreaPosition narrow = *position;

    narrow.letter_spacing = item->request->run.font.letter_spacing;
    if (narrow.letter_spacing < position->letter_spacing) {
        narrow.cost += 1;
        add_position(set, item, &narrow, FALSE);
    }
}

/* The cheapest positions, spread so that a shifted name finds another place. */
static void
add_spread(MarchLabelSet *set, MarchLabelItem *item, GArray *positions)
{
    g_autoptr(GArray) kept = g_array_new(FALSE, FALSE, sizeof(AreaPosition));
    double apart = item->texts[0].height * 0.7;

    g_array_sort(positions, compare_positions);
    for (guint i = 0; i < positions->len && kept->len < KEPT_MAX; i++) {
        const AreaPosition *position = &g_array_index(positions, AreaPosition, i);
        gboolean is_new = TRUE;

        for (guint k = 0; k < kept->len && is_new; k++) {
            const AreaPosition *other = &g_array_index(kept, AreaPosition, k);

            is_new = march_point_distance(other->center, position->center) > apart ||
                     other->text != position->text;
        }
        if (is_new) {
            g_array_append_val(kept, *position);
            add_position(set, item, position, FALSE);
            add_position(set, item, position, TRUE);
            add_narrow(set, item, position);
        }
    }
}

void
march_label_area_generate(MarchLabelSet *set, MarchLabelItem *item)
{
    g_autoptr(GArray) positions = g_array_new(FALSE, FALSE, sizeof(AreaPosition));
    AreaMask mask;
    guint step;

    if (!build_mask(&mask, set, item)) {
        return;
    }
    mask.is_cut = touches_frame(set, item);
    step = (guint)MAX(1, ceil(sqrt((double)mask.columns * mask.rows / POSITIONS_MAX)));
    for (guint row = 0; row < mask.rows; row += step) {
        for (guint column = 0; column < mask.columns; column += step) {
            consider_at(&mask, item, cell_center(&mask, column, row), FALSE, positions);
        }
    }
    consider_at(&mask, item, mask.pole, TRUE, positions);
    add_spread(set, item, positions);
    mask_clear(&mask);
}
