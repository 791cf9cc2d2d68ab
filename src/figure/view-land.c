/* SPDX-License-Identifier: MIT */
#include "view-land.h"

#include <math.h>
#include <string.h>

/* Ends of lines that do not quite meet are closed over so many cells on each side. */
#define WALL_CELLS 1
#define FAIR_PART  4U
/* A claim line that ends farther from all else is left open. */
#define END_REACH_MM 25.0

/* What lies in a cell. */
enum {
    WALL_DRAWN = 1 << 0,   /* a line of the view */
    WALL_SETTLED = 1 << 1, /* one beyond which the view's party claims nothing */
    WALL_CLAIM = 1 << 2,   /* the limit of that party's claim */
};

typedef struct {
    MarchAreaGrid *grid;
    guint16 party; /* its number as an owner */
    const GPtrArray *codes;
    guint8 *walls;
    guint32 *pieces; /* of each cell: the piece of land it is in, from 1 on; 0 none */
    GArray *stack;
} Division;

static gboolean
has_code(const char *side, const char *code)
{
    g_auto(GStrv) codes = g_strsplit(side != NULL ? side : "", "/", -1);

    for (guint i = 0; codes[i] != NULL; i++) {
        if (g_ascii_strcasecmp(codes[i], code) == 0) {
            return TRUE;
        }
    }
    return FALSE;
}

static gboolean
is_claim(const MarchFeature *border)
{
    return march_feature_get_string(border, "claimed-by") != NULL;
}

/* Whether @border lies between the same two as @claim. */
static gboolean
has_sides_of(const MarchFeature *border, const MarchFeature *claim)
{
    const char *left = march_feature_get_string(claim, "left");
    const char *right = march_feature_get_string(claim, "right");
    const char *own[] = {march_feature_get_string(border, "left"),
                         march_feature_get_string(border, "right")};

    return left != NULL && right != NULL &&
           ((has_code(own[0], left) && has_code(own[1], right)) ||
            (has_code(own[1], left) && has_code(own[0], right)));
}

/* Whether the view's party claims land beyond @border, which it does not settle. */
static gboolean
is_short_of_claim(const MarchFeature *border, const MarchFeatures *borders)
{
    const char *status = march_feature_get_string(border, "status");

    if (g_strcmp0(status, "international") == 0 ||
        g_strcmp0(status, "demarcated") == 0) {
        return FALSE;
    }
    for (guint i = 0; i < march_features_count(borders); i++) {
        const MarchFeature *claim = march_features_get(borders, i);

        if (is_claim(claim) && has_sides_of(border, claim)) {
            return TRUE;
        }
    }
    return FALSE;
}

static guint8
wall_of(const MarchFeature *border, const MarchFeatures *borders)
{
    guint8 wall = WALL_DRAWN;

    wall |= is_short_of_claim(border, borders) ? 0 : WALL_SETTLED;
    wall |= is_claim(border) ? WALL_CLAIM : 0;
    return wall;
}

static void
point_mark(Division *division, MarchPoint at, guint8 wall)
{
    const MarchAreaGrid *grid = division->grid;
    int column = (int)floor((at.x - grid->rect.x) / grid->cell);
    int row = (int)floor((at.y - grid->rect.y) / grid->cell);

    for (int y = MAX(row - WALL_CELLS, 0);
         y <= MIN(row + WALL_CELLS, (int)grid->rows - 1); y++) {
        for (int x = MAX(column - WALL_CELLS, 0);
             x <= MIN(column + WALL_CELLS, (int)grid->columns - 1); x++) {
            division->walls[(guint)y * grid->columns + (guint)x] |= wall;
        }
    }
}

static void
segment_mark(Division *division, MarchPoint a, MarchPoint b, guint8 wall)
{
    double steps = ceil(hypot(b.x - a.x, b.y - a.y) / division->grid->cell) + 1;

    for (double step = 0; step <= steps; step++) {
        double share = step / steps;
        MarchPoint at = {a.x + share * (b.x - a.x), a.y + share * (b.y - a.y)};

        point_mark(division, at, wall);
    }
}

static void
line_mark(Division *division, const MarchPath *line, guint8 wall)
{
    for (guint i = 0; i < line->parts->len; i++) {
        const MarchPathPart *part = &g_array_index(line->parts, MarchPathPart, i);
        const MarchPoint *points =
            &g_array_index(line->points, MarchPoint, part->start);

        for (guint j = 0; j + 1 < part->count; j++) {
            segment_mark(division, points[j], points[j + 1], wall);
        }
    }
}

/* The middle of the nearest cell to @from that is no land or has another line. */
static gboolean
nearest_end_find(const Division *division, MarchPoint from, MarchPoint *nearest)
{
    const MarchAreaGrid *grid = division->grid;
    double least = END_REACH_MM;

    for (guint cell = 0; cell < grid->columns * grid->rows; cell++) {
        MarchPoint at = {grid->rect.x + (cell % grid->columns + 0.5) * grid->cell,
                         grid->rect.y + (cell / grid->columns + 0.5) * grid->cell};
        double distance = hypot(at.x - from.x, at.y - from.y);
        guint8 walls = division->walls[cell];

        if (distance < least &&
            (grid->owner[cell] == 0 ||
             ((walls & WALL_DRAWN) != 0 && (walls & WALL_CLAIM) == 0))) {
            least = distance;
            *nearest = at;
        }
    }
    return least < END_REACH_MM;
}

/* Leads an end of a claim line on to the coast or the line that it should have reached;
 * beyond it the land would be the claimant's too. */
static void
end_close(Division *division, MarchPoint end, guint8 wall)
{
    const MarchRect rect = division->grid->rect;
    const double near = 2 * division->grid->cell;
    MarchPoint nearest = end;

    if (end.x - rect.x < near || rect.x + rect.width - end.x < near ||
        end.y - rect.y < near || rect.y + rect.height - end.y < near) {
        return; /* the frame cuts it */
    }
    if (nearest_end_find(division, end, &nearest)) {
        segment_mark(division, end, nearest, wall);
    }
}

static void
ends_close(Division *division, const MarchPath *line, guint8 wall)
{
    for (guint i = 0; i < line->parts->len; i++) {
        const MarchPathPart *part = &g_array_index(line->parts, MarchPathPart, i);

        if (part->count > 1) {
            end_close(division, g_array_index(line->points, MarchPoint, part->start),
                      wall);
            end_close(
                division,
                g_array_index(line->points, MarchPoint, part->start + part->count - 1),
                wall);
        }
    }
}

/* Claim lines last, whose ends may have to be led on to the others. */
static void
walls_mark(Division *division, const MarchViewLand *view_land)
{
    for (guint round = 0; round < 2; round++) {
        for (guint i = 0; i < march_features_count(view_land->borders); i++) {
            const MarchFeature *border = march_features_get(view_land->borders, i);
            guint8 wall = wall_of(border, view_land->borders);
            g_autoptr(MarchPath) line = NULL;

            if (is_claim(border) != (round == 1)) {
                continue;
            }
            line = march_frame_project_geometry(view_land->frame, border->geometry, 0);
            line_mark(division, line, wall);
            if (round == 1) {
                ends_close(division, line, wall);
            }
        }
    }
}

static void
cell_push(Division *division, guint cell, guint32 piece, guint8 wall)
{
    if (division->pieces[cell] == 0 && division->grid->owner[cell] != 0 &&
        (division->walls[cell] & wall) == 0) {
        division->pieces[cell] = piece;
        g_array_append_val(division->stack, cell);
    }
}

static void
piece_fill(Division *division, guint from, guint32 piece, guint8 wall)
{
    const guint columns = division->grid->columns;

    cell_push(division, from, piece, wall);
    while (division->stack->len > 0) {
        guint cell = g_array_index(division->stack, guint, division->stack->len - 1);
        guint column = cell % columns, row = cell / columns;

        g_array_set_size(division->stack, division->stack->len - 1);
        if (column > 0) {
            cell_push(division, cell - 1, piece, wall);
        }
        if (column + 1 < columns) {
            cell_push(division, cell + 1, piece, wall);
        }
        if (row > 0) {
            cell_push(division, cell - columns, piece, wall);
        }
        if (row + 1 < division->grid->rows) {
            cell_push(division, cell + columns, piece, wall);
        }
    }
}

/* Divides the land along the lines of kind @wall; the number of pieces. */
static guint32
pieces_find(Division *division, guint8 wall)
{
    const guint cells = division->grid->columns * division->grid->rows;
    guint32 count = 0;

    memset(division->pieces, 0, sizeof *division->pieces * cells);
    for (guint cell = 0; cell < cells; cell++) {
        if (division->pieces[cell] == 0 && division->grid->owner[cell] != 0 &&
            (division->walls[cell] & wall) == 0) {
            piece_fill(division, cell, ++count, wall);
        }
    }
    return count;
}

/* Whether a cell beside @cell is the limit of a claim. */
static gboolean
touches_claim(const Division *division, guint cell)
{
    const guint columns = division->grid->columns;
    const guint8 *walls = division->walls;
    guint column = cell % columns, row = cell / columns;

    return (column > 0 && (walls[cell - 1] & WALL_CLAIM) != 0) ||
           (column + 1 < columns && (walls[cell + 1] & WALL_CLAIM) != 0) ||
           (row > 0 && (walls[cell - columns] & WALL_CLAIM) != 0) ||
           (row + 1 < division->grid->rows &&
            (walls[cell + columns] & WALL_CLAIM) != 0);
}

/* Land of several claimants is a territory, whose name it keeps in each one's view; it
 * has all their codes, or the name in place of a code. */
static gboolean
has_name_of_its_own(const Division *division, guint cell)
{
    const char *code =
        g_ptr_array_index(division->codes, division->grid->owner[cell] - 1U);

    return strlen(code) != strlen("XX");
}

/* Gives the party the pieces in which it has land already; of those along a claim only,
 * when @is_claimed. A line drawn a little beside where the land ends leaves slivers of
 * it beyond: a piece counts that has a fair part of what the fullest one has. */
static void
pieces_take(Division *division, guint32 count, gboolean is_claimed)
{
    const guint cells = division->grid->columns * division->grid->rows;
    g_autofree guint *own = g_new0(guint, count + 1);
    g_autofree gboolean *is_beside = g_new0(gboolean, count + 1);
    guint most = 0;

    for (guint cell = 0; cell < cells; cell++) {
        guint32 piece = division->pieces[cell];

        if (piece == 0) {
            continue;
        }
        own[piece] += division->grid->owner[cell] == division->party ? 1 : 0;
        is_beside[piece] |= is_claimed && touches_claim(division, cell);
    }
    for (guint32 piece = 1; piece <= count; piece++) {
        most = MAX(most, own[piece]);
    }
    for (guint cell = 0; cell < cells; cell++) {
        guint32 piece = division->pieces[cell];

        if (piece != 0 && !has_name_of_its_own(division, cell) &&
            own[piece] * FAIR_PART >= most && own[piece] > 0 &&
            (!is_claimed || is_beside[piece])) {
            division->grid->owner[cell] = division->party;
        }
    }
}

static guint16
party_find(const MarchViewLand *view_land, const GPtrArray *codes)
{
    for (guint i = 0; view_land->view != NULL && i < codes->len; i++) {
        if (g_ascii_strcasecmp(g_ptr_array_index(codes, i), view_land->view) == 0) {
            return (guint16)(i + 1);
        }
    }
    return 0;
}

void
march_view_land_apply(const MarchViewLand *view_land,
                      MarchAreaGrid *grid,
                      const GPtrArray *codes)
{
    const guint cells = grid->columns * grid->rows;
    guint16 party = party_find(view_land, codes);
    g_autofree guint8 *walls = NULL;
    g_autofree guint32 *pieces = NULL;
    g_autoptr(GArray) stack = NULL;
    Division division;

    if (party == 0 || view_land->borders == NULL ||
        march_features_count(view_land->borders) == 0) {
        return;
    }
    walls = g_new0(guint8, cells);
    pieces = g_new0(guint32, cells);
    stack = g_array_new(FALSE, FALSE, sizeof(guint));
    division = (Division){grid, party, codes, walls, pieces, stack};
    walls_mark(&division, view_land);
    pieces_take(&division, pieces_find(&division, WALL_DRAWN), FALSE);
    pieces_take(&division, pieces_find(&division, WALL_SETTLED), TRUE);
}

gboolean
march_view_land_take_contested(const MarchViewLand *view_land, MarchAreaGrid *grid)
{
    gboolean has_some = FALSE;

    for (guint i = 0;
         view_land->contested != NULL && i < march_features_count(view_land->contested);
         i++) {
        const MarchFeature *area = march_features_get(view_land->contested, i);
        g_autoptr(MarchPath) path = NULL;

        if (area->geometry->type == MARCH_GEOMETRY_POLYGON) {
            path = march_frame_project_geometry(view_land->frame, area->geometry, 0);
            march_area_grid_paint(grid, path, 0);
            has_some = TRUE;
        }
    }
    return has_some;
}
