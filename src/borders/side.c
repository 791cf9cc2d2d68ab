/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <string.h>

#include "borders-private.h"
#include "geo/geodesic.h"

/* The place on a chain nearest to the position, in a plane about it. */
typedef struct {
    double squared;     /* metres squared */
    double east, north; /* from the nearest point to the position */
    guint edge;
    double share; /* of the edge, from its first vertex */
} Nearest;

/* So many edges make a piece of a chain; a piece far away is passed over whole. */
#define EDGES_A_PIECE 32U
#define METRES        111195.0
/* The nearest border says in what country a place is when it is as near as this. */
#define TELLING_KM 150.0

/* Where the edges from @first to before @end lie. */
typedef struct {
    guint first, end;
    double middle, half_width; /* of longitude */
    double south, north;
} Piece;

struct MarchSideFinder {
    const MarchBorders *borders;
    GPtrArray *pieces;           /* of GArray of Piece, one a chain */
    GArray *wholes;              /* of Piece: where each chain lies */
    MarchLandFunction find_land; /* (nullable) */
    gpointer land_data;
};

static MarchMapXY
to_plane(MarchLonLat origin, double cosine, MarchLonLat position)
{
    return (MarchMapXY){march_lon_lat_wrap(position.lon - origin.lon) * cosine * METRES,
                        (position.lat - origin.lat) * METRES};
}

/* Adds the unit direction from @a to @b. */
static void
add_direction(MarchMapXY a, MarchMapXY b, double *east, double *north)
{
    double length = hypot(b.x - a.x, b.y - a.y);

    if (length > 0) {
        *east += (b.x - a.x) / length;
        *north += (b.y - a.y) / length;
    }
}

static guint
count_edges(const MarchChain *chain)
{
    return chain->is_ring ? chain->positions->len : MAX(chain->positions->len, 1) - 1;
}

/* Goes on from @nearest along the edges from @first to before @end. */
static void
find_nearest(const MarchChain *chain,
             guint first,
             guint end,
             MarchLonLat position,
             double cosine,
             Nearest *nearest)
{
    const MarchLonLat *vertices = (const MarchLonLat *)(void *)chain->positions->data;
    guint count = chain->positions->len;
    MarchMapXY a = to_plane(position, cosine, vertices[first]);

    for (guint i = first; i < end; i++) {
        MarchMapXY b = to_plane(position, cosine, vertices[(i + 1) % count]);
        double dx = b.x - a.x, dy = b.y - a.y, squared = dx * dx + dy * dy;
        double t = squared > 0 ? CLAMP(-(a.x * dx + a.y * dy) / squared, 0, 1) : 0;
        double x = a.x + t * dx, y = a.y + t * dy;

        if (x * x + y * y < nearest->squared) {
            *nearest = (Nearest){x * x + y * y, -x, -y, i, t};
        }
        a = b;
    }
}

/* Whether the position is left of the chain. At a corner both edges decide, or an
 * acute one would lie. */
static gboolean
is_left_of(const MarchChain *chain,
           MarchLonLat position,
           double cosine,
           const Nearest *nearest)
{
    const MarchLonLat *vertices = (const MarchLonLat *)(void *)chain->positions->data;
    guint count = chain->positions->len, i = nearest->edge;
    MarchMapXY a = to_plane(position, cosine, vertices[i]);
    MarchMapXY b = to_plane(position, cosine, vertices[(i + 1) % count]);
    double east = 0, north = 0;

    add_direction(a, b, &east, &north);
    if (nearest->share >= 1 && (chain->is_ring || i + 2 < count)) {
        add_direction(b, to_plane(position, cosine, vertices[(i + 2) % count]), &east,
                      &north);
    } else if (nearest->share <= 0 && (chain->is_ring || i > 0)) {
        add_direction(to_plane(position, cosine, vertices[(i + count - 1) % count]), a,
                      &east, &north);
    }
    return east * nearest->north - north * nearest->east > 0;
}

/* No edge of @piece is nearer than this, squared; the plane is find_nearest()'s. */
static double
least_squared(const Piece *piece, MarchLonLat position, double cosine)
{
    double away = fabs(march_lon_lat_wrap(piece->middle - position.lon));
    double east = MAX(away - piece->half_width, 0) * cosine * METRES;
    double north =
        MAX(MAX(piece->south - position.lat, position.lat - piece->north), 0) * METRES;

    return east * east + north * north;
}

static Piece
piece_make(const MarchChain *chain, guint first, guint end)
{
    const MarchLonLat *vertices = (const MarchLonLat *)(void *)chain->positions->data;
    guint count = chain->positions->len;
    double origin = vertices[first].lon;
    double west = 0, east = 0;
    Piece piece = {.first = first,
                   .end = end,
                   .south = vertices[first].lat,
                   .north = vertices[first].lat};

    for (guint i = first; i < end; i++) {
        MarchLonLat vertex = vertices[(i + 1) % count];
        double lon = march_lon_lat_wrap(vertex.lon - origin);

        west = MIN(west, lon);
        east = MAX(east, lon);
        piece.south = MIN(piece.south, vertex.lat);
        piece.north = MAX(piece.north, vertex.lat);
    }
    piece.middle = origin + (west + east) / 2;
    /* Rounding must not hide an edge on the rim. */
    piece.half_width = (east - west) / 2 + 1e-9;
    piece.south -= 1e-9;
    piece.north += 1e-9;
    return piece;
}

/* Where all of the chain lies: longitudes may lie on either side of its start by more
 * than half the globe, so that a wide chain lies everywhere. */
static Piece
whole_make(const GArray *pieces)
{
    Piece whole = {.half_width = 360, .south = INFINITY, .north = -INFINITY};
    double west = 0, east = 0;

    for (guint i = 0; i < pieces->len; i++) {
        const Piece *piece = &g_array_index(pieces, Piece, i);
        double start = g_array_index(pieces, Piece, 0).middle;
        double middle = march_lon_lat_wrap(piece->middle - start);

        west = MIN(west, middle - piece->half_width);
        east = MAX(east, middle + piece->half_width);
        whole.south = MIN(whole.south, piece->south);
        whole.north = MAX(whole.north, piece->north);
        whole.middle = start + (west + east) / 2;
    }
    if (east - west < 170) {
        whole.half_width = (east - west) / 2 + 1e-9;
    }
    return whole;
}

static GArray *
pieces_make(const MarchChain *chain)
{
    GArray *pieces = g_array_new(FALSE, FALSE, sizeof(Piece));
    guint n_edges = count_edges(chain);

    for (guint first = 0; first < n_edges; first += EDGES_A_PIECE) {
        Piece piece = piece_make(chain, first, MIN(first + EDGES_A_PIECE, n_edges));

        g_array_append_val(pieces, piece);
    }
    return pieces;
}

static void
pieces_free(gpointer pieces)
{
    g_array_unref(pieces);
}

MarchSideFinder *
march_side_finder_new(const MarchBorders *borders)
{
    MarchSideFinder *finder = g_new0(MarchSideFinder, 1);

    finder->borders = borders;
    finder->pieces = g_ptr_array_new_with_free_func(pieces_free);
    finder->wholes = g_array_new(FALSE, FALSE, sizeof(Piece));
    for (guint i = 0; i < borders->chains->len; i++) {
        GArray *pieces = pieces_make(g_ptr_array_index(borders->chains, i));
        Piece whole = whole_make(pieces);

        g_ptr_array_add(finder->pieces, pieces);
        g_array_append_val(finder->wholes, whole);
    }
    return finder;
}

void
march_side_finder_free(MarchSideFinder *finder)
{
    if (finder != NULL) {
        g_ptr_array_unref(finder->pieces);
        g_array_unref(finder->wholes);
        g_free(finder);
    }
}

void
march_side_finder_set_land(MarchSideFinder *finder,
                           MarchLandFunction find_land,
                           gpointer data)
{
    finder->find_land = find_land;
    finder->land_data = data;
}

static gboolean
is_same_border(const MarchChain *a, const MarchChain *b)
{
    return (strcmp(a->left, b->left) == 0 && strcmp(a->right, b->right) == 0) ||
           (strcmp(a->left, b->right) == 0 && strcmp(a->right, b->left) == 0);
}

static void
piece_search(const MarchChain *chain,
             const GArray *pieces,
             guint index,
             MarchLonLat position,
             double cosine,
             Nearest *nearest)
{
    const Piece *piece = &g_array_index(pieces, Piece, index);

    find_nearest(chain, piece->first, piece->end, position, cosine, nearest);
}

/* Sets @side and @border to those of chain @index when that is nearer than they are. */
static void
take_nearer(const MarchSideFinder *finder,
            guint index,
            MarchLonLat position,
            MarchBorderSide *side,
            const MarchChain **border)
{
    const MarchChain *chain = g_ptr_array_index(finder->borders->chains, index);
    const GArray *pieces = g_ptr_array_index(finder->pieces, index);
    double reach = side->distance_km * 1000;
    double cosine = cos(position.lat * G_PI / 180);
    Nearest nearest = {reach * reach, 0, 0, 0, 0};
    double least = INFINITY;
    guint nearest_piece = 0;
    gboolean is_left;

    if (least_squared(&g_array_index(finder->wholes, Piece, index), position, cosine) >
        nearest.squared) {
        return;
    }
    /* The nearest piece first, which makes most of the others needless. */
    for (guint i = 0; i < pieces->len; i++) {
        double squared =
            least_squared(&g_array_index(pieces, Piece, i), position, cosine);

        if (squared <= least) {
            least = squared;
            nearest_piece = i;
        }
    }
    if (pieces->len > 0 && least <= nearest.squared) {
        piece_search(chain, pieces, nearest_piece, position, cosine, &nearest);
    }
    for (guint i = 0; i < pieces->len; i++) {
        if (i != nearest_piece && least_squared(&g_array_index(pieces, Piece, i),
                                                position, cosine) <= nearest.squared) {
            piece_search(chain, pieces, i, position, cosine, &nearest);
        }
    }
    if (!(nearest.squared < reach * reach)) {
        return;
    }
    is_left = is_left_of(chain, position, cosine, &nearest);
    *side = (MarchBorderSide){
        .country = is_left ? chain->left : chain->right,
        .other = is_left ? chain->right : chain->left,
        .distance_km = sqrt(nearest.squared) / 1000,
        .error_m = chain->error_m,
        .data = chain->data,
        .is_drawn = !chain->is_replaced,
    };
    *border = chain;
}

static MarchBorderSide *
find_data(GArray *sides, const char *data)
{
    const MarchBorderSide added = {.data = data, .distance_km = INFINITY};

    /* The first is the drawn line's, which is complete. */
    for (guint i = 1; i < sides->len; i++) {
        MarchBorderSide *side = &g_array_index(sides, MarchBorderSide, i);

        if (g_strcmp0(side->data, data) == 0) {
            return side;
        }
    }
    g_array_append_val(sides, added);
    return &g_array_index(sides, MarchBorderSide, sides->len - 1);
}

GArray *
march_side_finder_find(const MarchSideFinder *finder, MarchLonLat position)
{
    const GPtrArray *chains = finder->borders->chains;
    GArray *sides = g_array_new(FALSE, FALSE, sizeof(MarchBorderSide));
    MarchBorderSide drawn = {.distance_km = INFINITY};
    const MarchChain *border = NULL;

    for (guint i = 0; i < chains->len; i++) {
        const MarchChain *chain = g_ptr_array_index(chains, i);

        if (!chain->is_replaced) {
            take_nearer(finder, i, position, &drawn, &border);
        }
    }
    if (border == NULL) {
        return sides;
    }
    g_array_append_val(sides, drawn);
    for (guint i = 0; i < chains->len; i++) {
        const MarchChain *chain = g_ptr_array_index(chains, i);
        const MarchChain *other = NULL;

        if (chain->data != drawn.data && g_strcmp0(chain->data, drawn.data) != 0 &&
            is_same_border(chain, border)) {
            take_nearer(finder, i, position, find_data(sides, chain->data), &other);
        }
    }
    return sides;
}

GArray *
march_borders_find_sides(const MarchBorders *borders, MarchLonLat position)
{
    g_autoptr(MarchSideFinder) finder = march_side_finder_new(borders);

    return march_side_finder_find(finder, position);
}

gboolean
march_border_side_is_uncertain(const MarchBorderSide *side)
{
    return side->distance_km * 1000 < side->error_m;
}

char *
march_border_side_describe_far(const MarchBorderSide *side)
{
    g_autofree char *distance = march_border_error_text(side->distance_km * 1000);
    g_autofree char *pair = march_border_pair_text(side->country, side->other);

    return g_strdup_printf("no land border near: the nearest line, %s, is %s away",
                           pair, distance);
}

static const char *
data_name(const MarchBorderSide *side)
{
    return side->data != NULL ? side->data : "the boundary data";
}

static void
say_sides(const char *name,
          const GArray *sides,
          MarchLocation where,
          MarchRowReport *report)
{
    g_autoptr(GString) text = g_string_new(NULL);

    for (guint i = 0; i < sides->len; i++) {
        const MarchBorderSide *side = &g_array_index(sides, MarchBorderSide, i);
        g_autofree char *distance = march_border_error_text(side->distance_km * 1000);

        g_string_append_printf(text, "%sin %s, %s from %s, in the data %s",
                               i > 0 ? "; " : "", side->country, distance, side->other,
                               data_name(side));
    }
    march_row_report_add(report, MARCH_SEVERITY_NOTE, "side-of-border", where, name,
                         "\"%s\" lies %s", name, text->str);
}

/* Warns where other data put it on another side than @drawn. */
static void
warn_of_others(const char *name,
               const GArray *sides,
               MarchLocation where,
               MarchRowReport *report)
{
    const MarchBorderSide *drawn = &g_array_index(sides, MarchBorderSide, 0);

    for (guint i = 1; i < sides->len; i++) {
        const MarchBorderSide *side = &g_array_index(sides, MarchBorderSide, i);

        if (g_strcmp0(side->country, drawn->country) != 0) {
            march_row_report_add(
                report, MARCH_SEVERITY_WARNING, "side-depends-on-data", where, name,
                "\"%s\" lies in %s, %.1f km from %s, in the data %s, but in %s, %.1f km "
                "from %s, in the data %s",
                name, side->country, side->distance_km, side->other, data_name(side),
                drawn->country, drawn->distance_km, drawn->other, data_name(drawn));
        }
    }
}

/* Warns when @name, said to be in @country, lies in @land ("KG" or "KG/TJ"). */
static void
warn_of_country(const char *name,
                const char *country,
                const char *land,
                MarchLocation where,
                MarchRowReport *report)
{
    g_auto(GStrv) codes = g_strsplit(land, "/", -1);

    if (country != NULL && strlen(country) == 2 &&
        !g_strv_contains((const char *const *)codes, country)) {
        march_row_report_add(report, MARCH_SEVERITY_WARNING, "country-differs", where,
                             name,
                             "\"%s\" is said to be in %s, but its position is in %s",
                             name, country, land);
    }
}

void
march_side_finder_check(const MarchSideFinder *finder,
                        const char *name,
                        const char *country,
                        MarchLonLat position,
                        MarchLocation where,
                        MarchRowReport *report)
{
    g_autoptr(GArray) sides = march_side_finder_find(finder, position);
    const MarchBorderSide *drawn;
    g_autofree char *owner = NULL;

    if (sides->len == 0) {
        return;
    }
    drawn = &g_array_index(sides, MarchBorderSide, 0);
    if (finder->find_land != NULL && g_strcmp0(country, drawn->country) != 0) {
        owner = finder->find_land(finder->land_data, sides, position);
    }
    if (owner != NULL) {
        g_autofree char *far = march_border_side_describe_far(drawn);

        march_row_report_add(report, MARCH_SEVERITY_NOTE, "side-of-border", where, name,
                             "\"%s\" lies in %s, with %s", name, owner, far);
        warn_of_country(name, country, owner, where, report);
        return;
    }
    if (sides->len > 1 || finder->borders->sections->len > 0) {
        say_sides(name, sides, where, report);
    }
    warn_of_others(name, sides, where, report);
    if (country != NULL && strcmp(country, drawn->other) == 0) {
        march_row_report_add(report, MARCH_SEVERITY_WARNING, "side-differs", where,
                             name,
                             "\"%s\" is said to be in %s, but the boundary data draw "
                             "it %.1f km inside %s",
                             name, country, drawn->distance_km, drawn->country);
    } else if (drawn->distance_km <= TELLING_KM) {
        warn_of_country(name, country, drawn->country, where, report);
    }
    if (march_border_side_is_uncertain(drawn)) {
        march_row_report_group(
            report, MARCH_SEVERITY_WARNING, "side-is-uncertain", where, name,
            "places lie nearer to the border than the boundary data are sure of",
            "\"%s\" is drawn %.0f m on the side of %s: less than the "
            "%.0f m by which the boundary data may be wrong",
            name, drawn->distance_km * 1000, drawn->country, drawn->error_m);
    }
}

void
march_borders_check_side(const MarchBorders *borders,
                         const char *name,
                         const char *country,
                         MarchLonLat position,
                         MarchLocation where,
                         MarchDiagnostics *diagnostics)
{
    g_autoptr(MarchSideFinder) finder = march_side_finder_new(borders);
    MarchRowReport report;

    march_row_report_init(&report, where.file, diagnostics);
    march_side_finder_check(finder, name, country, position, where, &report);
    march_row_report_finish(&report);
}
