/* SPDX-License-Identifier: MIT */
/* Incidents counted in hexagons of equal area. */
#include <math.h>

#include "incident-groups-private.h"

#define CELLS_A_WIDTH 20.0
#define SQRT3         1.7320508075688772

guint
march_cell_classes_choose(guint largest, guint starts[MARCH_N_CELL_CLASSES])
{
    static const guint STEPS[][MARCH_N_CELL_CLASSES] = {
        {1, 2, 3, 4, 5},     {1, 2, 4, 8, 16},     {1, 2, 5, 10, 20},
        {1, 3, 10, 30, 100}, {1, 5, 20, 100, 500}, {1, 10, 100, 1000, 10000}};
    gsize chosen = 0;
    guint count = 0;

    while (chosen + 1 < G_N_ELEMENTS(STEPS) && largest > 2 * STEPS[chosen][4]) {
        chosen++;
    }
    for (; count < MARCH_N_CELL_CLASSES && STEPS[chosen][count] <= largest; count++) {
        starts[count] = STEPS[chosen][count];
    }
    return count;
}

MarchFeature *
march_cell_add(MarchFeatures *cells,
               MarchGeometry *geometry,
               const char *name,
               guint count,
               const guint *starts,
               guint n_classes)
{
    MarchFeature *cell = march_features_add(cells, geometry);
    g_autofree char *label = NULL;
    guint class = 0;
    guint last;

    while (class + 1 < n_classes && count >= starts[class + 1]) {
        class ++;
    }
    last = class + 1 < n_classes ? starts[class + 1] - 1 : 0;
    label = last == 0 ? g_strdup_printf("%u incident%s", starts[class],
                                        starts[class] == 1 ? "" : "s or more")
            : last == starts[class]
                ? g_strdup_printf("%u incident%s", last, last == 1 ? "" : "s")
                : g_strdup_printf("%u–%u incidents", starts[class], last);
    if (name != NULL) {
        march_features_set_string(cells, cell, "name", name);
    }
    march_features_set_number(cells, cell, "count", count);
    march_features_set_number(cells, cell, "class", class);
    march_features_set_number(cells, cell, "legend-rank", class);
    march_features_set_string(cells, cell, "class-label", label);
    return cell;
}

/* The hexagon of @xy among those with points up: cube coordinates rounded so that
 * they still sum to 0. */
static void
hexagon_find(MarchMapXY xy, double side, gint64 *column, gint64 *row)
{
    double q = (SQRT3 / 3 * xy.x - xy.y / 3) / side;
    double r = 2.0 / 3 * xy.y / side;
    double s = -q - r;
    double rounded_q = round(q);
    double rounded_r = round(r);
    double rounded_s = round(s);

    if (fabs(rounded_q - q) > fabs(rounded_r - r) &&
        fabs(rounded_q - q) > fabs(rounded_s - s)) {
        rounded_q = -rounded_r - rounded_s;
    } else if (fabs(rounded_r - r) > fabs(rounded_s - s)) {
        rounded_r = -rounded_q - rounded_s;
    }
    *column = (gint64)rounded_q;
    *row = (gint64)rounded_r;
}

/* NULL when a corner has no image. */
static MarchGeometry *
hexagon_outline(const MarchProjection *projection,
                const MarchIncidentGroup *group,
                double side)
{
    MarchMapXY center = {side * SQRT3 *
                             ((double)group->column + (double)group->row / 2),
                         side * 1.5 * (double)group->row};
    MarchGeometry *geometry = march_geometry_new(MARCH_GEOMETRY_POLYGON);
    MarchLonLat ring[7];

    for (int i = 0; i < 6; i++) {
        double angle = G_PI / 6 + i * G_PI / 3;
        MarchMapXY corner = {center.x + side * cos(angle),
                             center.y + side * sin(angle)};

        if (!march_projection_inverse(projection, corner, &ring[i])) {
            march_geometry_free(geometry);
            return NULL;
        }
    }
    ring[6] = ring[0];
    march_geometry_add_part(geometry, ring, G_N_ELEMENTS(ring), FALSE);
    return geometry;
}

/* A round length that gives the map some twenty hexagons across. */
static double
side_choose(const MarchFrame *frame)
{
    double metres = march_frame_get_rect(frame).width / 1000 *
                    march_frame_get_scale_denominator(frame) / CELLS_A_WIDTH / SQRT3;
    double power = pow(10, floor(log10(MAX(metres, 1))));
    double factor = metres / power;

    return power * (factor < 1.5 ? 1 : factor < 3.5 ? 2 : factor < 7.5 ? 5 : 10);
}

/* The hexagon of @member; FALSE when it or its place has no image. */
static gboolean
hexagon_of(const MarchProjection *projection,
           const MarchGroupGrid *grid,
           const MarchGroupMember *member,
           double side,
           gint64 *column,
           gint64 *row)
{
    MarchIncidentGroup group = {.first = member->incident};
    MarchGeometry *outline;
    MarchMapXY xy;

    if (!march_projection_forward(projection, member->position, &xy)) {
        return FALSE;
    }
    hexagon_find(xy, side, column, row);
    if (march_group_grid_has(grid, *column, *row)) {
        return TRUE;
    }
    group.column = *column;
    group.row = *row;
    outline = hexagon_outline(projection, &group, side);
    march_geometry_free(outline);
    return outline != NULL;
}

/* The point in the middle of @cell where its count is written. */
static void
hexagon_number(MarchFeatures *cells, const MarchFeature *cell, double room)
{
    const double count = march_feature_get_number(cell, "count", 0);
    const double class = march_feature_get_number(cell, "class", 0);
    MarchFeature *number = march_features_add(
        cells,
        march_geometry_new_point(march_box_center(march_geometry_box(cell->geometry))));

    march_features_set_number(cells, number, "number", count);
    march_features_set_number(cells, number, "class", class);
    march_features_set_number(cells, number, "room", room);
}

static void
hexagons_draw(MarchIncidentGroups *made,
              const MarchProjection *projection,
              MarchGroupGrid *grid,
              double side,
              const MarchIncidentGrouping *grouping)
{
    const double scale = march_frame_get_scale_denominator(grouping->frame);
    /* mm from the middle of a hexagon to its nearest side */
    const double room = side * SQRT3 / 2 * 1000 / scale;
    guint starts[MARCH_N_CELL_CLASSES];
    guint n_classes = 0;

    march_group_grid_sort(grid);
    if (grid->groups->len > 0) {
        const MarchIncidentGroup *most = g_ptr_array_index(grid->groups, 0);

        made->largest_cell = most->count;
        n_classes =
            march_cell_classes_choose(MAX(most->count, grouping->largest_cell), starts);
    }
    for (guint i = grid->groups->len; i > 0; i--) {
        const MarchIncidentGroup *group = g_ptr_array_index(grid->groups, i - 1);

        const MarchFeature *cell =
            march_cell_add(made->cells, hexagon_outline(projection, group, side), NULL,
                           group->count, starts, n_classes);

        hexagon_number(made->cells, cell, room);
    }
}

gboolean
march_groups_add_hexagons(MarchIncidentGroups *made,
                          GArray *members,
                          const MarchIncidentGrouping *grouping,
                          GError **error)
{
    MarchBox box = march_frame_get_visible_box(grouping->frame);
    MarchLonLat middle = march_box_center(box);
    g_autofree char *definition =
        g_strdup_printf("+proj=laea +lat_0=%.4f +lon_0=%.4f +datum=WGS84 +units=m",
                        middle.lat, middle.lon);
    g_autoptr(MarchProjection) projection =
        march_projection_new(definition, box, error);
    double side = grouping->hexagon_side_km > 0 ? grouping->hexagon_side_km * 1000
                                                : side_choose(grouping->frame);
    g_auto(MarchGroupGrid) grid = {0};
    guint left = 0;

    if (projection == NULL) {
        return FALSE;
    }
    march_group_grid_init(&grid);
    for (guint i = 0; i < members->len; i++) {
        MarchGroupMember member = g_array_index(members, MarchGroupMember, i);
        gint64 column = 0;
        gint64 row = 0;

        if (hexagon_of(projection, &grid, &member, side, &column, &row)) {
            march_group_grid_count(&grid, column, row, &member);
        } else {
            g_array_index(members, MarchGroupMember, left++) = member;
        }
    }
    g_array_set_size(members, left);
    hexagons_draw(made, projection, &grid, side, grouping);
    return TRUE;
}
