/* SPDX-License-Identifier: MIT */
#include "stitch-piece.h"

#include <math.h>
#include <string.h>

#include "geo/geodesic.h"

static void
piece_free(gpointer data)
{
    MarchStitchPiece *piece = data;

    g_array_unref(piece->positions);
    g_free(piece);
}

int
march_stitch_compare(const MarchLonLat *a, const MarchLonLat *b)
{
    if (a->lon < b->lon || a->lon > b->lon) {
        return a->lon < b->lon ? -1 : 1;
    }
    if (a->lat < b->lat || a->lat > b->lat) {
        return a->lat < b->lat ? -1 : 1;
    }
    return 0;
}

const MarchLonLat *
march_stitch_position(const GArray *positions, guint index)
{
    return &g_array_index(positions, MarchLonLat, index);
}

void
march_stitch_reverse(GArray *positions)
{
    for (guint i = 0, j = positions->len; i + 1 < j; i++) {
        MarchLonLat *a = &g_array_index(positions, MarchLonLat, i);
        MarchLonLat *b = &g_array_index(positions, MarchLonLat, --j);
        MarchLonLat swap = *a;

        *a = *b;
        *b = swap;
    }
}

/* Positive when the ring runs counter-clockwise. */
double
march_stitch_area(const GArray *ring)
{
    MarchLonLat origin = *march_stitch_position(ring, 0);
    double twice = 0;

    for (guint i = 0; i + 1 < ring->len; i++) {
        const MarchLonLat *a = march_stitch_position(ring, i),
                          *b = march_stitch_position(ring, i + 1);
        double ax = march_lon_lat_wrap(a->lon - origin.lon);
        double bx = march_lon_lat_wrap(b->lon - origin.lon);

        twice += ax * (b->lat - origin.lat) - bx * (a->lat - origin.lat);
    }
    return twice;
}

/* Turns a ring so that its westernmost vertex comes first. */
void
march_stitch_rotate_ring(GArray *ring, GArray *runs)
{
    guint first = 0;
    g_autofree MarchLonLat *copy =
        g_memdup2(ring->data, ring->len * sizeof(MarchLonLat));

    for (guint i = 1; i < ring->len; i++) {
        if (march_stitch_compare(&copy[i], &copy[first]) < 0) {
            first = i;
        }
    }
    for (guint i = 0; i < ring->len; i++) {
        g_array_index(ring, MarchLonLat, i) = copy[(first + i) % ring->len];
    }
    for (guint i = 0; runs != NULL && i < runs->len; i++) {
        MarchChainRun *run = &g_array_index(runs, MarchChainRun, i);

        run->vertex = (run->vertex + ring->len - first) % ring->len;
    }
}

static gboolean
is_usable(MarchLonLat position)
{
    return isfinite(position.lon) && isfinite(position.lat) &&
           fabs(position.lon) <= 180 && fabs(position.lat) <= 90;
}

/* NULL when the part has no two different positions, or impossible ones. */
static MarchStitchPiece *
piece_new(const MarchBorderPart *part)
{
    MarchStitchPiece *piece = g_new0(MarchStitchPiece, 1);
    const MarchLonLat *ends[2];
    int order;

    piece->positions =
        g_array_sized_new(FALSE, FALSE, sizeof(MarchLonLat), part->count);
    for (guint i = 0; i < part->count; i++) {
        guint count = piece->positions->len;

        if (!is_usable(part->positions[i])) {
            piece_free(piece);
            return NULL;
        }
        if (count == 0 ||
            march_stitch_compare(march_stitch_position(piece->positions, count - 1),
                                 &part->positions[i]) != 0) {
            g_array_append_val(piece->positions, part->positions[i]);
        }
    }
    if (piece->positions->len < 2) {
        piece_free(piece);
        return NULL;
    }
    order = strcmp(part->left, part->right);
    piece->first = order <= 0 ? part->left : part->right;
    piece->second = order <= 0 ? part->right : part->left;
    piece->first_is_left = order <= 0;
    piece->is_enclave = part->is_enclave;
    piece->name = part->name;
    piece->line_class = part->line_class;
    ends[0] = march_stitch_position(piece->positions, 0);
    ends[1] = march_stitch_position(piece->positions, piece->positions->len - 1);
    piece->is_ring =
        piece->positions->len >= 4 && march_stitch_compare(ends[0], ends[1]) == 0;
    if (piece->is_ring) {
        g_array_set_size(piece->positions, piece->positions->len - 1);
        march_stitch_rotate_ring(piece->positions, NULL);
        order = march_stitch_area(piece->positions) < 0;
    } else {
        order =
            march_stitch_compare(ends[0], ends[1]) > 0 ||
            (march_stitch_compare(ends[0], ends[1]) == 0 && piece->positions->len > 2 &&
             march_stitch_compare(
                 march_stitch_position(piece->positions, 1),
                 march_stitch_position(piece->positions, piece->positions->len - 2)) >
                 0);
    }
    if (order) {
        march_stitch_reverse(piece->positions);
        piece->first_is_left = !piece->first_is_left;
        if (piece->is_ring) {
            march_stitch_rotate_ring(piece->positions, NULL);
        }
    }
    return piece;
}

static int
compare_pieces(gconstpointer a, gconstpointer b)
{
    const MarchStitchPiece *first = *(const MarchStitchPiece *const *)a,
                           *second = *(const MarchStitchPiece *const *)b;
    int order = strcmp(first->first, second->first);

    if (order == 0) {
        order = strcmp(first->second, second->second);
    }
    for (guint i = 0; order == 0; i++) {
        if (i >= first->positions->len || i >= second->positions->len) {
            return (first->positions->len > second->positions->len) -
                   (first->positions->len < second->positions->len);
        }
        order = march_stitch_compare(march_stitch_position(first->positions, i),
                                     march_stitch_position(second->positions, i));
    }
    return order;
}

gboolean
march_stitch_is_same_border(const MarchStitchPiece *a, const MarchStitchPiece *b)
{
    return strcmp(a->first, b->first) == 0 && strcmp(a->second, b->second) == 0;
}

GPtrArray *
march_stitch_pieces_new(const GArray *parts,
                        const char *data,
                        MarchDiagnostics *diagnostics)
{
    GPtrArray *pieces = g_ptr_array_new_with_free_func(piece_free);
    guint dropped = 0, repeated = 0, kept = 0;

    for (guint i = 0; i < parts->len; i++) {
        MarchStitchPiece *piece = piece_new(&g_array_index(parts, MarchBorderPart, i));

        if (piece != NULL) {
            g_ptr_array_add(pieces, piece);
        } else {
            dropped++;
        }
    }
    g_ptr_array_sort(pieces, compare_pieces);
    /* The same line twice, as from the outlines of both countries, is one line. */
    for (guint i = 0; i < pieces->len; i++) {
        gpointer *slots = pieces->pdata;

        if (kept > 0 && compare_pieces(&slots[kept - 1], &slots[i]) == 0) {
            piece_free(slots[i]);
            repeated++;
        } else {
            slots[kept++] = slots[i];
        }
    }
    g_ptr_array_set_free_func(pieces, NULL);
    g_ptr_array_set_size(pieces, (int)kept);
    g_ptr_array_set_free_func(pieces, piece_free);
    if (dropped > 0) {
        march_diagnostics_add(diagnostics, MARCH_SEVERITY_WARNING, "bad-border-line",
                              MARCH_LOCATION_NONE, data,
                              "%u boundary lines without two different positions in "
                              "range were left out",
                              dropped);
    }
    if (repeated > 0) {
        march_diagnostics_add(diagnostics, MARCH_SEVERITY_NOTE, "repeated-border-line",
                              MARCH_LOCATION_NONE, data,
                              "%u boundary lines occur more than once and count once",
                              repeated);
    }
    return pieces;
}
