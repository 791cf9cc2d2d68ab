/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <string.h>

#include "borders-private.h"
#include "geo/geodesic.h"

/* The vertex or edge of a chain nearest to the position, in a plane about it. */
typedef struct {
    double squared;          /* metres squared */
    double east, north;      /* from the nearest point to the position */
    double along_e, along_n; /* the direction of the chain there */
} Nearest;

static MarchMapXY
to_plane(MarchLonLat origin, double cosine, MarchLonLat position)
{
    const double metres = 111195;

    return (MarchMapXY){march_lon_lat_wrap(position.lon - origin.lon) * cosine * metres,
                        (position.lat - origin.lat) * metres};
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

static void
find_nearest(const MarchChain *chain, MarchLonLat position, Nearest *nearest)
{
    const MarchLonLat *vertices = (const MarchLonLat *)(void *)chain->positions->data;
    guint count = chain->positions->len, n_edges = chain->is_ring ? count : count - 1;
    double cosine = cos(position.lat * G_PI / 180);
    MarchMapXY a = to_plane(position, cosine, vertices[0]);

    for (guint i = 0; i < n_edges; i++) {
        MarchMapXY b = to_plane(position, cosine, vertices[(i + 1) % count]);
        double dx = b.x - a.x, dy = b.y - a.y, squared = dx * dx + dy * dy;
        double t = squared > 0 ? CLAMP(-(a.x * dx + a.y * dy) / squared, 0, 1) : 0;
        double x = a.x + t * dx, y = a.y + t * dy;

        if (x * x + y * y < nearest->squared) {
            *nearest = (Nearest){x * x + y * y, -x, -y, 0, 0};
            add_direction(a, b, &nearest->along_e, &nearest->along_n);
            /* At a corner both edges decide, or an acute one would lie. */
            if (t >= 1 && (chain->is_ring || i + 2 < count)) {
                MarchMapXY next = to_plane(position, cosine, vertices[(i + 2) % count]);

                add_direction(b, next, &nearest->along_e, &nearest->along_n);
            } else if (t <= 0 && (chain->is_ring || i > 0)) {
                MarchMapXY last =
                    to_plane(position, cosine, vertices[(i + count - 1) % count]);

                add_direction(last, a, &nearest->along_e, &nearest->along_n);
            }
        }
        a = b;
    }
}

static gboolean
is_same_border(const MarchChain *a, const MarchChain *b)
{
    return (strcmp(a->left, b->left) == 0 && strcmp(a->right, b->right) == 0) ||
           (strcmp(a->left, b->right) == 0 && strcmp(a->right, b->left) == 0);
}

/* Sets @side and @border to @chain's when that is nearer than they are. */
static void
take_nearer(const MarchChain *chain,
            MarchLonLat position,
            MarchBorderSide *side,
            const MarchChain **border)
{
    double reach = side->distance_km * 1000;
    Nearest nearest = {reach * reach, 0, 0, 0, 0};
    gboolean is_left;

    find_nearest(chain, position, &nearest);
    if (!(nearest.squared < reach * reach)) {
        return;
    }
    is_left = nearest.along_e * nearest.north - nearest.along_n * nearest.east > 0;
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
march_borders_find_sides(const MarchBorders *borders, MarchLonLat position)
{
    GArray *sides = g_array_new(FALSE, FALSE, sizeof(MarchBorderSide));
    MarchBorderSide drawn = {.distance_km = INFINITY};
    const MarchChain *border = NULL;

    for (guint i = 0; i < borders->chains->len; i++) {
        const MarchChain *chain = g_ptr_array_index(borders->chains, i);

        if (!chain->is_replaced) {
            take_nearer(chain, position, &drawn, &border);
        }
    }
    if (border == NULL) {
        return sides;
    }
    g_array_append_val(sides, drawn);
    for (guint i = 0; i < borders->chains->len; i++) {
        const MarchChain *chain = g_ptr_array_index(borders->chains, i);
        const MarchChain *other = NULL;

        if (g_strcmp0(chain->data, drawn.data) != 0 && is_same_border(chain, border)) {
            take_nearer(chain, position, find_data(sides, chain->data), &other);
        }
    }
    return sides;
}

gboolean
march_border_side_is_uncertain(const MarchBorderSide *side)
{
    return side->distance_km * 1000 < side->error_m;
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
          MarchDiagnostics *diagnostics)
{
    g_autoptr(GString) text = g_string_new(NULL);

    for (guint i = 0; i < sides->len; i++) {
        const MarchBorderSide *side = &g_array_index(sides, MarchBorderSide, i);
        g_autofree char *distance = march_border_error_text(side->distance_km * 1000);

        g_string_append_printf(text, "%sin %s, %s from %s, in the data %s",
                               i > 0 ? "; " : "", side->country, distance, side->other,
                               data_name(side));
    }
    march_diagnostics_add(diagnostics, MARCH_SEVERITY_NOTE, "side-of-border", where,
                          name, "\"%s\" lies %s", name, text->str);
}

/* Warns where other data put it on another side than @drawn. */
static void
warn_of_others(const char *name,
               const GArray *sides,
               MarchLocation where,
               MarchDiagnostics *diagnostics)
{
    const MarchBorderSide *drawn = &g_array_index(sides, MarchBorderSide, 0);

    for (guint i = 1; i < sides->len; i++) {
        const MarchBorderSide *side = &g_array_index(sides, MarchBorderSide, i);

        if (g_strcmp0(side->country, drawn->country) != 0) {
            march_diagnostics_add(
                diagnostics, MARCH_SEVERITY_WARNING, "side-depends-on-data", where,
                name,
                "\"%s\" lies in %s, %.1f km from %s, in the data %s, but in %s, %.1f km "
                "from %s, in the data %s",
                name, side->country, side->distance_km, side->other, data_name(side),
                drawn->country, drawn->distance_km, drawn->other, data_name(drawn));
        }
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
    g_autoptr(GArray) sides = march_borders_find_sides(borders, position);
    const MarchBorderSide *drawn;

    if (sides->len == 0) {
        return;
    }
    drawn = &g_array_index(sides, MarchBorderSide, 0);
    if (sides->len > 1 || borders->sections->len > 0) {
        say_sides(name, sides, where, diagnostics);
    }
    warn_of_others(name, sides, where, diagnostics);
    if (country != NULL && strcmp(country, drawn->other) == 0) {
        march_diagnostics_add(diagnostics, MARCH_SEVERITY_WARNING, "side-differs",
                              where, name,
                              "\"%s\" is said to be in %s, but the boundary data draw "
                              "it %.1f km inside %s",
                              name, country, drawn->distance_km, drawn->country);
    }
    if (march_border_side_is_uncertain(drawn)) {
        march_diagnostics_add(
            diagnostics, MARCH_SEVERITY_WARNING, "side-is-uncertain", where, name,
            "\"%s\" is drawn %.0f m on the side of %s: less than the "
            "%.0f m by which the boundary data may be wrong",
            name, drawn->distance_km * 1000, drawn->country, drawn->error_m);
    }
}
