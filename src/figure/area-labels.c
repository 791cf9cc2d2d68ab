/* SPDX-License-Identifier: MIT */
#include "area-labels.h"

#include <math.h>
#include <string.h>

#include "area-grid.h"
#include "view-land.h"

/* Cells with this share of the most room are as good as the roomiest. */
#define ROOMY 0.95
/* Less room than this holds no name. */
#define SMALLEST_ROOM_MM 1.6

typedef struct {
    const char *key;
    const char *name;
    guint cells;
    guint32 room;       /* of the roomiest cell, in parts of DOWN to a cell */
    double column, row; /* mean of the cells with nearly that room */
    guint roomy;        /* their number */
    guint best;         /* the one of them nearest to the mean */
    double best_distance;
    gboolean is_less; /* than the outlines have: the label keeps within its room */
} Area;

static guint
area_find(GArray *areas, const MarchFeature *feature, const char *key, const char *name)
{
    const char *value = march_feature_get_string(feature, key);
    const char *text = name != NULL ? march_feature_get_string(feature, name) : NULL;
    Area area = {.key = value, .name = text != NULL ? text : value};

    if (value == NULL || *value == '\0') {
        return G_MAXUINT;
    }
    for (guint i = 0; i < areas->len; i++) {
        if (strcmp(g_array_index(areas, Area, i).key, value) == 0) {
            return i;
        }
    }
    if (areas->len >= G_MAXUINT16 - 1) {
        return G_MAXUINT;
    }
    g_array_append_val(areas, area);
    return areas->len - 1;
}

static void
rooms_find(const MarchAreaGrid *grid, Area *areas)
{
    for (guint cell = 0; cell < grid->columns * grid->rows; cell++) {
        if (grid->owner[cell] != 0) {
            Area *area = areas + grid->owner[cell] - 1;

            area->cells++;
            area->room = MAX(area->room, grid->distance[cell]);
        }
    }
}

/* The cells that have nearly the most room of their area. */
static GArray *
roomy_list(const MarchAreaGrid *grid, const Area *areas)
{
    GArray *cells = g_array_new(FALSE, FALSE, sizeof(guint));

    for (guint cell = 0; cell < grid->columns * grid->rows; cell++) {
        if (grid->owner[cell] != 0 &&
            grid->distance[cell] >= areas[grid->owner[cell] - 1].room * ROOMY) {
            g_array_append_val(cells, cell);
        }
    }
    return cells;
}

static void
mean_add(Area *area, double column, double row)
{
    area->roomy++;
    area->column += (column - area->column) / area->roomy;
    area->row += (row - area->row) / area->roomy;
}

static void
best_update(Area *area, guint cell, double column, double row)
{
    double distance = hypot(column - area->column, row - area->row);

    if (distance < area->best_distance) {
        area->best_distance = distance;
        area->best = cell;
    }
}

/* A long area has much equal room: the label goes to the middle of it. */
static void
best_cells_find(const MarchAreaGrid *grid, GArray *found)
{
    Area *areas = (Area *)(gpointer)found->data;
    g_autoptr(GArray) roomy = NULL;

    for (guint i = 0; i < found->len; i++) {
        areas[i].best_distance = HUGE_VAL;
    }
    rooms_find(grid, areas);
    roomy = roomy_list(grid, areas);
    for (guint i = 0; i < roomy->len; i++) {
        guint cell = g_array_index(roomy, guint, i);

        mean_add(areas + grid->owner[cell] - 1, cell % grid->columns,
                 cell / grid->columns);
    }
    for (guint i = 0; i < roomy->len; i++) {
        guint cell = g_array_index(roomy, guint, i);

        best_update(areas + grid->owner[cell] - 1, cell, cell % grid->columns,
                    cell / grid->columns);
    }
}

/* Millimetres of the room of an area. */
static double
area_room(const MarchAreaGrid *grid, const Area *area)
{
    return area->room * grid->cell / MARCH_AREA_GRID_DOWN;
}

static void
point_add(MarchFeatures *points,
          const MarchAreaGrid *grid,
          const Area *area,
          const char *key,
          const MarchFrame *frame)
{
    MarchPoint at = {
        grid->rect.x + ((double)(area->best % grid->columns) + 0.5) * grid->cell,
        grid->rect.y + ((double)(area->best / grid->columns) + 0.5) * grid->cell};
    MarchLonLat position;
    MarchFeature *feature;

    if (!march_frame_unproject(frame, at, &position)) {
        return;
    }
    feature = march_features_add(points, march_geometry_new_point(position));
    march_features_set_string(points, feature, key, area->key);
    march_features_set_string(points, feature, "name", area->name);
    march_features_set_number(points, feature, "room", area_room(grid, area));
    march_features_set_number(points, feature, "area",
                              area->cells * grid->cell * grid->cell);
    if (area->is_less) {
        march_features_set_boolean(points, feature, "keeps-room", TRUE);
    }
}

static void
areas_paint(MarchAreaGrid *grid,
            GArray *found,
            const MarchFeatures *areas,
            const char *key,
            const char *name,
            const MarchFrame *frame)
{
    for (guint i = 0; i < march_features_count(areas); i++) {
        const MarchFeature *feature = march_features_get(areas, i);
        guint area = area_find(found, feature, key, name);
        g_autoptr(MarchPath) path = NULL;

        if (area == G_MAXUINT || feature->geometry->type != MARCH_GEOMETRY_POLYGON) {
            continue;
        }
        path = march_frame_project_geometry(frame, feature->geometry, 0);
        march_area_grid_paint(grid, path, (guint16)(area + 1));
    }
}

/* Finds the roomiest cells of all areas anew. */
static void
rooms_measure(MarchAreaGrid *grid, GArray *found)
{
    for (guint i = 0; i < found->len; i++) {
        Area *area = &g_array_index(found, Area, i);

        *area = (Area){.key = area->key, .name = area->name, .is_less = area->is_less};
    }
    march_area_grid_measure(grid);
    best_cells_find(grid, found);
}

/* A point for each area that has room and none yet, as @is_done tells. */
static void
points_add(MarchFeatures *points,
           const MarchAreaGrid *grid,
           const GArray *found,
           const char *key,
           const MarchFrame *frame,
           gboolean *is_done)
{
    for (guint i = 0; i < found->len; i++) {
        const Area *area = &g_array_index(found, Area, i);

        if (!is_done[i] && area_room(grid, area) >= SMALLEST_ROOM_MM) {
            point_add(points, grid, area, key, frame);
            is_done[i] = TRUE;
        }
    }
}

void
march_area_labels_add(MarchFeatures *points,
                      const MarchFeatures *areas,
                      const char *key,
                      const char *name,
                      const MarchFrame *frame)
{
    g_autoptr(GArray) found = g_array_new(FALSE, TRUE, sizeof(Area));
    g_autofree gboolean *is_done = NULL;
    MarchAreaGrid grid;

    march_area_grid_init(&grid, march_frame_get_rect(frame));
    areas_paint(&grid, found, areas, key, name, frame);
    rooms_measure(&grid, found);
    is_done = g_new0(gboolean, found->len + 1);
    points_add(points, &grid, found, key, frame, is_done);
    march_area_grid_clear(&grid);
}

static void
say_unnamed(const MarchAreaGrid *grid,
            const GArray *found,
            const MarchViewLand *view_land,
            const gboolean *is_done,
            MarchDiagnostics *diagnostics)
{
    for (guint i = 0; i < found->len; i++) {
        const Area *area = &g_array_index(found, Area, i);

        if (!is_done[i] && area_room(grid, area) >= SMALLEST_ROOM_MM) {
            march_diagnostics_add(diagnostics, MARCH_SEVERITY_NOTE, "country-not-named",
                                  MARCH_LOCATION_NONE, area->name,
                                  "\"%s\" is not written: what land it holds on the "
                                  "map is another's in the view %s",
                                  area->name, view_land->view);
        }
    }
}

/* The owners of the cells as they are in the view, from those as they are. */
static void
view_apply(MarchAreaGrid *grid, const GArray *found, const MarchViewLand *view_land)
{
    g_autoptr(GPtrArray) codes = g_ptr_array_new();

    for (guint i = 0; i < found->len; i++) {
        g_ptr_array_add(codes, (gpointer)(guintptr)g_array_index(found, Area, i).key);
    }
    march_view_land_apply(view_land, grid, codes);
}

/* Marks the areas of which @held has cells that the grid gives to others. */
static void
less_mark(const MarchAreaGrid *grid, const guint16 *held, GArray *found)
{
    for (guint cell = 0; cell < grid->columns * grid->rows; cell++) {
        if (held[cell] != 0 && held[cell] != grid->owner[cell]) {
            g_array_index(found, Area, held[cell] - 1U).is_less = TRUE;
        }
    }
}

void
march_country_labels_add(MarchFeatures *points,
                         const MarchFeatures *land,
                         const MarchViewLand *view_land,
                         MarchDiagnostics *diagnostics)
{
    const MarchFrame *frame = view_land->frame;
    g_autoptr(GArray) found = g_array_new(FALSE, TRUE, sizeof(Area));
    g_autofree guint16 *held = NULL, *own = NULL;
    g_autofree gboolean *is_done = NULL;
    MarchAreaGrid grid;
    gsize size;

    march_area_grid_init(&grid, march_frame_get_rect(frame));
    size = sizeof *grid.owner * grid.columns * grid.rows;
    areas_paint(&grid, found, land, "iso", "name", frame);
    is_done = g_new0(gboolean, found->len + 1);
    held = g_memdup2(grid.owner, size);
    view_apply(&grid, found, view_land);
    own = g_memdup2(grid.owner, size);
    less_mark(&grid, held, found);
    if (march_view_land_take_contested(view_land, &grid)) {
        less_mark(&grid, held, found);
        rooms_measure(&grid, found);
        points_add(points, &grid, found, "iso", frame, is_done);
        memcpy(grid.owner, own, size);
    }
    /* On contested land only where there is no other. */
    rooms_measure(&grid, found);
    points_add(points, &grid, found, "iso", frame, is_done);
    if (memcmp(held, own, size) != 0) {
        memcpy(grid.owner, held, size);
        rooms_measure(&grid, found);
        say_unnamed(&grid, found, view_land, is_done, diagnostics);
    }
    march_area_grid_clear(&grid);
}
