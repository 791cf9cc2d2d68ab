/* SPDX-License-Identifier: MIT */
#include "incident-groups.h"

#include <math.h>
#include <string.h>

#define N_CLASSES     5
#define CELLS_A_WIDTH 20.0
#define REGION_SCALE  1e6
#define PER_DEGREE    1e5 /* positions about a metre apart are one place */
#define SQRT3         1.7320508075688772

/* One incident that is drawn at its place. */
typedef struct {
    const MarchIncident *incident;
    MarchLonLat position;
} Member;

/* Incidents of one place or cell. */
typedef struct {
    const MarchIncident *first;
    const char *type; /* NULL once there are two */
    gint64 column, row;
    double precision_km;
    guint count;
} Group;

static GArray *
members_collect(GPtrArray *incidents, const MarchIncidentShow *show)
{
    GArray *members = g_array_new(FALSE, FALSE, sizeof(Member));

    for (guint i = 0; i < incidents->len; i++) {
        MarchIncidents *table = g_ptr_array_index(incidents, i);

        for (guint row = 0; row < march_incidents_count(table); row++) {
            const MarchIncident *incident = march_incidents_get(table, row);
            Member member = {incident, incident->position};

            if (march_incident_show_get(show, i, row)->fate == MARCH_FATE_POINT) {
                g_array_append_val(members, member);
            }
        }
    }
    return members;
}

static guint
group_hash(gconstpointer key)
{
    const Group *group = key;

    return (guint)((guint64)group->column * 73856093U ^
                   (guint64)group->row * 19349663U);
}

static gboolean
group_equal(gconstpointer a, gconstpointer b)
{
    const Group *first = a;
    const Group *second = b;

    return first->column == second->column && first->row == second->row;
}

/* Counts @incident in the group of @column and @row; groups keep their order. */
static void
group_add(GPtrArray *groups,
          GHashTable *index,
          gint64 column,
          gint64 row,
          const MarchIncident *incident)
{
    const Group key = {.column = column, .row = row};
    Group *group = g_hash_table_lookup(index, &key);

    if (group == NULL) {
        group = g_new0(Group, 1);
        *group = (Group){incident, incident->type, column, row, 0, 0};
        g_ptr_array_add(groups, group);
        g_hash_table_add(index, group);
    }
    if (g_strcmp0(group->type, incident->type) != 0) {
        group->type = NULL;
    }
    group->precision_km = MAX(group->precision_km, incident->precision_km);
    group->count++;
}

/* Largest first, so that small symbols lie on large ones. */
static int
groups_compare(gconstpointer a, gconstpointer b)
{
    const Group *first = *(const Group *const *)a;
    const Group *second = *(const Group *const *)b;

    return (first->count < second->count) - (first->count > second->count);
}

static void
point_add(MarchFeatures *points, const Group *group)
{
    MarchFeature *point =
        march_features_add(points, march_geometry_new_point(group->first->position));
    const char *place = group->first->place;
    g_autofree char *words = g_strdup_printf(
        "%s%s%u incident%s", place != NULL ? place : "", place != NULL ? ": " : "",
        group->count, group->count == 1 ? "" : "s");
    g_autofree char *label = g_strdup_printf("%u", group->count);

    point->where = group->first->where;
    march_features_set_string(points, point, "place", words);
    if (group->count > 1) {
        march_features_set_string(points, point, "label", label);
    }
    if (group->type != NULL) {
        march_features_set_string(points, point, "type", group->type);
    }
    march_features_set_number(points, point, "precision", group->precision_km);
    march_features_set_number(points, point, "count", group->count);
    march_features_set_number(points, point, "value", group->count);
}

static void
points_group(MarchIncidentGroups *made, const GArray *members)
{
    g_autoptr(GPtrArray) groups = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GHashTable) index = g_hash_table_new(group_hash, group_equal);

    for (guint i = 0; i < members->len; i++) {
        const Member *member = &g_array_index(members, Member, i);

        group_add(groups, index, llround(member->position.lon * PER_DEGREE),
                  llround(member->position.lat * PER_DEGREE), member->incident);
    }
    g_ptr_array_sort(groups, groups_compare);
    for (guint i = 0; i < groups->len; i++) {
        point_add(made->points, g_ptr_array_index(groups, i));
    }
    made->largest = groups->len > 0
                        ? (double)((const Group *)g_ptr_array_index(groups, 0))->count
                        : -1;
}

/* The lower ends of classes: round numbers from 1 up, no more than needed. */
static guint
classes_choose(guint largest, guint starts[N_CLASSES])
{
    static const guint STEPS[][N_CLASSES] = {
        {1, 2, 3, 4, 5},     {1, 2, 4, 8, 16},     {1, 2, 5, 10, 20},
        {1, 3, 10, 30, 100}, {1, 5, 20, 100, 500}, {1, 10, 100, 1000, 10000}};
    gsize chosen = 0;
    guint count = 0;

    while (chosen + 1 < G_N_ELEMENTS(STEPS) && largest > 2 * STEPS[chosen][4]) {
        chosen++;
    }
    for (; count < N_CLASSES && STEPS[chosen][count] <= largest; count++) {
        starts[count] = STEPS[chosen][count];
    }
    return count;
}

static void
cell_add(MarchFeatures *cells,
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
    label = last == 0
                ? g_strdup_printf(
                      "%u incident%s%s", starts[class],
                      starts[class] == 1 && count == 1 ? "" : "s",
                      count > starts[class] || starts[class] > 1 ? " or more" : "")
            : last == starts[class]
                ? g_strdup_printf("%u incident%s", last, last == 1 ? "" : "s")
                : g_strdup_printf("%u–%u incidents", starts[class], last);
    if (name != NULL) {
        march_features_set_string(cells, cell, "name", name);
    }
    march_features_set_number(cells, cell, "count", count);
    march_features_set_number(cells, cell, "class", class);
    march_features_set_string(cells, cell, "class-label", label);
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
hexagon_outline(const MarchProjection *projection, const Group *group, double side)
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

static gboolean
hexagons_group(MarchIncidentGroups *made,
               const GArray *members,
               double side_km,
               const MarchFrame *frame,
               GError **error)
{
    MarchBox box = march_frame_get_visible_box(frame);
    MarchLonLat middle = march_box_center(box);
    g_autofree char *definition =
        g_strdup_printf("+proj=laea +lat_0=%.4f +lon_0=%.4f +datum=WGS84 +units=m",
                        middle.lat, middle.lon);
    g_autoptr(MarchProjection) projection =
        march_projection_new(definition, box, error);
    double side = side_km > 0 ? side_km * 1000 : side_choose(frame);
    g_autoptr(GPtrArray) groups = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GHashTable) index = g_hash_table_new(group_hash, group_equal);
    guint starts[N_CLASSES];
    guint n_classes;

    if (projection == NULL) {
        return FALSE;
    }
    for (guint i = 0; i < members->len; i++) {
        const Member *member = &g_array_index(members, Member, i);
        MarchMapXY xy;
        gint64 column = 0;
        gint64 row = 0;

        if (march_projection_forward(projection, member->position, &xy)) {
            hexagon_find(xy, side, &column, &row);
            group_add(groups, index, column, row, member->incident);
        }
    }
    g_ptr_array_sort(groups, groups_compare);
    n_classes = groups->len > 0
                    ? classes_choose(
                          ((const Group *)g_ptr_array_index(groups, 0))->count, starts)
                    : 0;
    for (guint i = groups->len; i > 0; i--) {
        const Group *group = g_ptr_array_index(groups, i - 1);
        MarchGeometry *outline = hexagon_outline(projection, group, side);

        if (outline != NULL) {
            cell_add(made->cells, outline, NULL, group->count, starts, n_classes);
        }
    }
    return TRUE;
}

/* Even-odd over all rings. */
static gboolean
area_contains(const MarchGeometry *geometry, MarchLonLat at)
{
    gboolean inside = FALSE;

    for (guint part = 0; part < geometry->parts->len; part++) {
        guint count = 0;
        const MarchLonLat *ring = march_geometry_get_part(geometry, part, &count);

        for (guint i = 0, j = count - 1; i < count; j = i++) {
            MarchLonLat a = ring[i];
            MarchLonLat b = ring[j];

            inside ^=
                (a.lat > at.lat) != (b.lat > at.lat) &&
                at.lon < (b.lon - a.lon) * (at.lat - a.lat) / (b.lat - a.lat) + a.lon;
        }
    }
    return inside;
}

/* What lies in no region, at the edge of coarse outlines, stays a point. */
static gboolean
regions_group(MarchIncidentGroups *made,
              GArray *members,
              const MarchFrame *frame,
              MarchCatalogue *catalogue,
              GError **error)
{
    g_autoptr(MarchFeatures) regions =
        march_catalogue_read(catalogue, "admin1", march_frame_get_visible_box(frame),
                             REGION_SCALE, NULL, error);
    guint count = regions != NULL ? march_features_count(regions) : 0;
    g_autofree guint *counts = g_new0(guint, MAX(count, 1));
    g_autofree MarchBox *boxes = g_new0(MarchBox, MAX(count, 1));
    guint starts[N_CLASSES];
    guint n_classes;
    guint largest = 0;
    guint left = 0;

    if (regions == NULL) {
        return FALSE;
    }
    for (guint i = 0; i < count; i++) {
        boxes[i] = march_geometry_box(march_features_get(regions, i)->geometry);
    }
    for (guint i = 0; i < members->len; i++) {
        Member member = g_array_index(members, Member, i);
        guint region = 0;

        while (region < count &&
               !(march_box_contains(boxes[region], member.position) &&
                 area_contains(march_features_get(regions, region)->geometry,
                               member.position))) {
            region++;
        }
        if (region < count) {
            largest = MAX(largest, ++counts[region]);
        } else {
            g_array_index(members, Member, left++) = member;
        }
    }
    g_array_set_size(members, left);
    n_classes = classes_choose(largest, starts);
    for (guint class = 0; class < n_classes; class ++) {
        for (guint i = 0; i < count; i++) {
            const MarchFeature *region = march_features_get(regions, i);

            if (counts[i] >= starts[class] &&
                (class + 1 == n_classes || counts[i] < starts[class + 1])) {
                cell_add(made->cells, march_geometry_copy(region->geometry),
                         march_feature_get_string(region, "name"), counts[i], starts,
                         n_classes);
            }
        }
    }
    points_group(made, members);
    return TRUE;
}

gboolean
march_incident_groups_make(MarchIncidentGroups *groups,
                           GPtrArray *incidents,
                           const MarchIncidentShow *show,
                           const char *grouping,
                           double side_km,
                           const MarchFrame *frame,
                           MarchCatalogue *catalogue,
                           GError **error)
{
    g_autoptr(GArray) members = members_collect(incidents, show);

    *groups = (MarchIncidentGroups){march_features_new(), march_features_new(), -1};
    if (strcmp(grouping, "hexagon") == 0) {
        return hexagons_group(groups, members, side_km, frame, error);
    }
    if (strcmp(grouping, "region") == 0) {
        return regions_group(groups, members, frame, catalogue, error);
    }
    points_group(groups, members);
    return TRUE;
}

void
march_incident_groups_clear(MarchIncidentGroups *groups)
{
    g_clear_pointer(&groups->points, march_features_free);
    g_clear_pointer(&groups->cells, march_features_free);
}
