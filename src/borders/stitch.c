/* SPDX-License-Identifier: MIT */
#include "stitch.h"

#include <math.h>
#include <string.h>

#include "geo/geodesic.h"
#include "stitch-nodes.h"

/* A part brought into its own canonical direction. */
typedef struct {
    GArray *positions;          /* of MarchLonLat */
    const char *first, *second; /* the codes, in alphabetical order */
    gboolean first_is_left;
    gboolean is_enclave;
    gboolean is_ring;
    const char *name;
    const MarchBorderClass *line_class;
    guint nodes[2];
    gboolean is_used;
} Piece;

static void
piece_free(gpointer data)
{
    Piece *piece = data;

    g_array_unref(piece->positions);
    g_free(piece);
}

static int
compare_positions(const MarchLonLat *a, const MarchLonLat *b)
{
    if (a->lon < b->lon || a->lon > b->lon) {
        return a->lon < b->lon ? -1 : 1;
    }
    if (a->lat < b->lat || a->lat > b->lat) {
        return a->lat < b->lat ? -1 : 1;
    }
    return 0;
}

static const MarchLonLat *
position_of(const GArray *positions, guint index)
{
    return &g_array_index(positions, MarchLonLat, index);
}

static void
reverse(GArray *positions)
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
static double
signed_area(const GArray *ring)
{
    MarchLonLat origin = *position_of(ring, 0);
    double twice = 0;

    for (guint i = 0; i + 1 < ring->len; i++) {
        const MarchLonLat *a = position_of(ring, i), *b = position_of(ring, i + 1);
        double ax = march_lon_lat_wrap(a->lon - origin.lon);
        double bx = march_lon_lat_wrap(b->lon - origin.lon);

        twice += ax * (b->lat - origin.lat) - bx * (a->lat - origin.lat);
    }
    return twice;
}

/* Turns a ring so that its westernmost vertex comes first. */
static void
rotate_ring(GArray *ring, GArray *runs)
{
    guint first = 0;
    g_autofree MarchLonLat *copy =
        g_memdup2(ring->data, ring->len * sizeof(MarchLonLat));

    for (guint i = 1; i < ring->len; i++) {
        if (compare_positions(&copy[i], &copy[first]) < 0) {
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
static Piece *
piece_new(const MarchBorderPart *part)
{
    Piece *piece = g_new0(Piece, 1);
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
        if (count == 0 || compare_positions(position_of(piece->positions, count - 1),
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
    ends[0] = position_of(piece->positions, 0);
    ends[1] = position_of(piece->positions, piece->positions->len - 1);
    piece->is_ring =
        piece->positions->len >= 4 && compare_positions(ends[0], ends[1]) == 0;
    if (piece->is_ring) {
        g_array_set_size(piece->positions, piece->positions->len - 1);
        rotate_ring(piece->positions, NULL);
        order = signed_area(piece->positions) < 0;
    } else {
        order =
            compare_positions(ends[0], ends[1]) > 0 ||
            (compare_positions(ends[0], ends[1]) == 0 && piece->positions->len > 2 &&
             compare_positions(
                 position_of(piece->positions, 1),
                 position_of(piece->positions, piece->positions->len - 2)) > 0);
    }
    if (order) {
        reverse(piece->positions);
        piece->first_is_left = !piece->first_is_left;
        if (piece->is_ring) {
            rotate_ring(piece->positions, NULL);
        }
    }
    return piece;
}

static int
compare_pieces(gconstpointer a, gconstpointer b)
{
    const Piece *first = *(const Piece *const *)a, *second = *(const Piece *const *)b;
    int order = strcmp(first->first, second->first);

    if (order == 0) {
        order = strcmp(first->second, second->second);
    }
    for (guint i = 0; order == 0; i++) {
        if (i >= first->positions->len || i >= second->positions->len) {
            return (first->positions->len > second->positions->len) -
                   (first->positions->len < second->positions->len);
        }
        order = compare_positions(position_of(first->positions, i),
                                  position_of(second->positions, i));
    }
    return order;
}

static gboolean
is_same_border(const Piece *a, const Piece *b)
{
    return strcmp(a->first, b->first) == 0 && strcmp(a->second, b->second) == 0;
}

/* One border being stitched. */
typedef struct {
    Piece **pieces; /* sorted */
    guint n_pieces;
    MarchStitchNodes *nodes;
    const char *data;
    GPtrArray *chains;
    MarchDiagnostics *diagnostics;
} Stitch;

static MarchChain *
start_chain(const Stitch *stitch, const Piece *piece)
{
    MarchChain *chain = march_chain_new(piece->first, piece->second);

    chain->data = stitch->data;
    return chain;
}

/* Appends a piece in the direction that starts at its end @from. */
static void
append_piece(MarchChain *chain, Piece *piece, int from, double *first_is_left)
{
    guint count = piece->positions->len;
    MarchChainRun run = {0, piece->line_class};

    piece->is_used = TRUE;
    for (guint i = 0; i < count; i++) {
        const MarchLonLat *position =
            position_of(piece->positions, from == 0 ? i : count - 1 - i);
        guint length = chain->positions->len;

        if (i == 0) {
            run.vertex = length > 0 ? length - 1 : 0;
            if (length > 0 &&
                compare_positions(position_of(chain->positions, length - 1),
                                  position) == 0) {
                continue;
            }
        }
        g_array_append_val(chain->positions, *position);
    }
    if (chain->runs->len == 0 ||
        g_array_index(chain->runs, MarchChainRun, chain->runs->len - 1).line_class !=
            run.line_class) {
        g_array_append_val(chain->runs, run);
    }
    chain->is_enclave = chain->is_enclave || piece->is_enclave;
    if (chain->name == NULL) {
        chain->name = piece->name;
    }
    *first_is_left += piece->first_is_left == (from == 0) ? count : -(double)count;
}

static int
compare_runs(gconstpointer a, gconstpointer b)
{
    const MarchChainRun *first = a, *second = b;

    return (first->vertex > second->vertex) - (first->vertex < second->vertex);
}

/* The run in force at a ring's start began before it. */
static void
close_runs(MarchChain *chain)
{
    MarchChainRun last;

    g_array_sort(chain->runs, compare_runs);
    last = g_array_index(chain->runs, MarchChainRun, chain->runs->len - 1);
    if (g_array_index(chain->runs, MarchChainRun, 0).vertex > 0) {
        last.vertex = 0;
        g_array_prepend_val(chain->runs, last);
    }
}

static void
reverse_chain(MarchChain *chain)
{
    guint last = chain->positions->len - 1;
    g_autoptr(GArray) old = chain->runs;

    /* What began at a vertex now ends there: shift the classes by one run. */
    chain->runs = g_array_new(FALSE, FALSE, sizeof(MarchChainRun));
    for (guint i = old->len; i > 0; i--) {
        guint end = i < old->len ? g_array_index(old, MarchChainRun, i).vertex : last;
        MarchChainRun run = {last - end,
                             g_array_index(old, MarchChainRun, i - 1).line_class};

        g_array_append_val(chain->runs, run);
    }
    reverse(chain->positions);
}

static void
finish_chain(Stitch *stitch, MarchChain *chain, double first_is_left)
{
    guint count = chain->positions->len;

    if (chain->is_ring) {
        if (count > 1 &&
            compare_positions(position_of(chain->positions, 0),
                              position_of(chain->positions, count - 1)) == 0) {
            g_array_set_size(chain->positions, --count);
        }
        if (signed_area(chain->positions) < 0) {
            /* Repeat the start so that the runs turn round like a line's. */
            MarchLonLat start = *position_of(chain->positions, 0);

            g_array_append_val(chain->positions, start);
            reverse_chain(chain);
            g_array_set_size(chain->positions, count);
            first_is_left = -first_is_left;
        }
        rotate_ring(chain->positions, chain->runs);
        close_runs(chain);
        chain->is_enclave = TRUE;
    } else if (compare_positions(position_of(chain->positions, 0),
                                 position_of(chain->positions, count - 1)) > 0) {
        reverse_chain(chain);
        first_is_left = -first_is_left;
    }
    if (first_is_left < 0) {
        const char *swap = chain->left;

        chain->left = chain->right;
        chain->right = swap;
    }
    g_ptr_array_add(stitch->chains, chain);
}

/* Walks from @piece's end @from as long as exactly one other piece goes on. */
static void
walk(Stitch *stitch, Piece *piece, int from)
{
    MarchChain *chain = start_chain(stitch, piece);
    guint start = piece->nodes[from], at;
    double first_is_left = 0;

    append_piece(chain, piece, from, &first_is_left);
    at = piece->nodes[1 - from];
    while (at != start && march_stitch_nodes_degree(stitch->nodes, at) == 2) {
        guint next_piece, next_end;

        if (!march_stitch_nodes_follow(stitch->nodes, at, &next_piece, &next_end) ||
            stitch->pieces[next_piece]->is_used) {
            /* The way on is the one not yet used of the two. */
            if (!march_stitch_nodes_follow_other(stitch->nodes, at, &next_piece,
                                                 &next_end) ||
                stitch->pieces[next_piece]->is_used) {
                break;
            }
        }
        append_piece(chain, stitch->pieces[next_piece], (int)next_end, &first_is_left);
        at = stitch->pieces[next_piece]->nodes[1 - next_end];
    }
    chain->is_ring = at == start && chain->positions->len >= 4;
    finish_chain(stitch, chain, first_is_left);
}

static void
add_ring(Stitch *stitch, Piece *piece)
{
    MarchChain *chain = start_chain(stitch, piece);
    double first_is_left = 0;

    append_piece(chain, piece, 0, &first_is_left);
    chain->is_ring = TRUE;
    finish_chain(stitch, chain, first_is_left);
}

static void
say_branch(const Stitch *stitch, const Piece *piece)
{
    MarchLonLat where;

    if (march_stitch_nodes_find_branch(stitch->nodes, &where)) {
        march_diagnostics_add(stitch->diagnostics, MARCH_SEVERITY_NOTE, "border-branch",
                              MARCH_LOCATION_NONE, stitch->data,
                              "the border %s–%s branches or touches itself at %.4f, "
                              "%.4f; its lines end there",
                              piece->first, piece->second, where.lon, where.lat);
    }
}

static void
stitch_border(Stitch *stitch)
{
    g_autoptr(GArray) ends = g_array_new(FALSE, FALSE, sizeof(MarchStitchEnd));

    for (guint i = 0; i < stitch->n_pieces; i++) {
        Piece *piece = stitch->pieces[i];

        if (piece->is_ring) {
            add_ring(stitch, piece);
            continue;
        }
        for (guint end = 0; end < 2; end++) {
            MarchStitchEnd item = {
                *position_of(piece->positions,
                             end == 0 ? 0 : piece->positions->len - 1),
                i, end, 0};

            g_array_append_val(ends, item);
        }
    }
    stitch->nodes = march_stitch_nodes_new(ends, MARCH_STITCH_TOLERANCE_M);
    for (guint i = 0; i < ends->len; i++) {
        const MarchStitchEnd *end = &g_array_index(ends, MarchStitchEnd, i);

        stitch->pieces[end->piece]->nodes[end->end] = end->node;
    }
    for (guint i = 0; i < stitch->n_pieces; i++) {
        Piece *piece = stitch->pieces[i];

        for (guint end = 0; end < 2 && !piece->is_ring; end++) {
            if (!piece->is_used &&
                march_stitch_nodes_degree(stitch->nodes, piece->nodes[end]) != 2) {
                walk(stitch, piece, (int)end);
            }
        }
    }
    for (guint i = 0; i < stitch->n_pieces; i++) {
        if (!stitch->pieces[i]->is_used) {
            walk(stitch, stitch->pieces[i], 0);
        }
    }
    say_branch(stitch, stitch->pieces[0]);
    march_stitch_nodes_free(stitch->nodes);
}

static GPtrArray *
make_pieces(const GArray *parts, const char *data, MarchDiagnostics *diagnostics)
{
    GPtrArray *pieces = g_ptr_array_new_with_free_func(piece_free);
    guint dropped = 0, repeated = 0, kept = 0;

    for (guint i = 0; i < parts->len; i++) {
        Piece *piece = piece_new(&g_array_index(parts, MarchBorderPart, i));

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

/* Where lines of several borders end within the tolerance, they meet exactly. */
static void
join_tripoints(const GPtrArray *chains)
{
    g_autoptr(GArray) ends = g_array_new(FALSE, FALSE, sizeof(MarchStitchEnd));
    MarchStitchNodes *nodes;

    for (guint i = 0; i < chains->len; i++) {
        const MarchChain *chain = g_ptr_array_index(chains, i);

        for (guint end = 0; end < 2 && !chain->is_ring; end++) {
            MarchStitchEnd item = {
                *position_of(chain->positions,
                             end == 0 ? 0 : chain->positions->len - 1),
                i, end, 0};

            g_array_append_val(ends, item);
        }
    }
    nodes = march_stitch_nodes_new(ends, 0);
    march_stitch_nodes_cluster(nodes, MARCH_STITCH_TOLERANCE_M);
    for (guint i = 0; i < ends->len; i++) {
        const MarchStitchEnd *end = &g_array_index(ends, MarchStitchEnd, i);
        const MarchChain *chain = g_ptr_array_index(chains, end->piece);
        guint vertex = end->end == 0 ? 0 : chain->positions->len - 1;

        g_array_index(chain->positions, MarchLonLat, vertex) =
            march_stitch_nodes_position(nodes, end->node);
    }
    march_stitch_nodes_free(nodes);
}

GPtrArray *
march_stitch(const GArray *parts, const char *data, MarchDiagnostics *diagnostics)
{
    g_autoptr(GPtrArray) pieces = make_pieces(parts, data, diagnostics);
    GPtrArray *chains =
        g_ptr_array_new_with_free_func((GDestroyNotify)march_chain_free);

    for (guint i = 0; i < pieces->len;) {
        Stitch stitch = {.pieces = (Piece **)&pieces->pdata[i],
                         .data = data,
                         .chains = chains,
                         .diagnostics = diagnostics};

        while (i + stitch.n_pieces < pieces->len &&
               is_same_border(pieces->pdata[i], pieces->pdata[i + stitch.n_pieces])) {
            stitch.n_pieces++;
        }
        stitch_border(&stitch);
        i += stitch.n_pieces;
    }
    join_tripoints(chains);
    return chains;
}
