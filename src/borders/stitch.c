/* SPDX-License-Identifier: MIT */
#include "stitch.h"

#include <math.h>
#include <string.h>

#include "geo/geodesic.h"
#include "stitch-nodes.h"
#include "stitch-piece.h"

/* One border being stitched. */
typedef struct {
    MarchStitchPiece **pieces; /* sorted */
    guint n_pieces;
    MarchStitchNodes *nodes;
    const char *data;
    GPtrArray *chains;
    MarchDiagnostics *diagnostics;
} Stitch;

static MarchChain *
start_chain(const Stitch *stitch, const MarchStitchPiece *piece)
{
    MarchChain *chain = march_chain_new(piece->first, piece->second);

    chain->data = stitch->data;
    return chain;
}

/* Appends a piece in the direction that starts at its end @from. */
static void
append_piece(MarchChain *chain,
             MarchStitchPiece *piece,
             int from,
             double *first_is_left)
{
    guint count = piece->positions->len;
    MarchChainRun run = {0, piece->line_class};

    piece->is_used = TRUE;
    for (guint i = 0; i < count; i++) {
        const MarchLonLat *position =
            march_stitch_position(piece->positions, from == 0 ? i : count - 1 - i);
        guint length = chain->positions->len;

        if (i == 0) {
            run.vertex = length > 0 ? length - 1 : 0;
            if (length > 0 && march_stitch_compare(
                                  march_stitch_position(chain->positions, length - 1),
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
    march_stitch_reverse(chain->positions);
}

static void
finish_chain(Stitch *stitch, MarchChain *chain, double first_is_left)
{
    guint count = chain->positions->len;

    if (chain->is_ring) {
        if (count > 1 && march_stitch_compare(
                             march_stitch_position(chain->positions, 0),
                             march_stitch_position(chain->positions, count - 1)) == 0) {
            g_array_set_size(chain->positions, --count);
        }
        if (march_stitch_area(chain->positions) < 0) {
            /* Repeat the start so that the runs turn round like a line's. */
            MarchLonLat start = *march_stitch_position(chain->positions, 0);

            g_array_append_val(chain->positions, start);
            reverse_chain(chain);
            g_array_set_size(chain->positions, count);
            first_is_left = -first_is_left;
        }
        march_stitch_rotate_ring(chain->positions, chain->runs);
        close_runs(chain);
        chain->is_enclave = TRUE;
    } else if (march_stitch_compare(
                   march_stitch_position(chain->positions, 0),
                   march_stitch_position(chain->positions, count - 1)) > 0) {
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
walk(Stitch *stitch, MarchStitchPiece *piece, int from)
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
add_ring(Stitch *stitch, MarchStitchPiece *piece)
{
    MarchChain *chain = start_chain(stitch, piece);
    double first_is_left = 0;

    append_piece(chain, piece, 0, &first_is_left);
    chain->is_ring = TRUE;
    finish_chain(stitch, chain, first_is_left);
}

static void
say_branch(const Stitch *stitch, const MarchStitchPiece *piece)
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
        MarchStitchPiece *piece = stitch->pieces[i];

        if (piece->is_ring) {
            add_ring(stitch, piece);
            continue;
        }
        for (guint end = 0; end < 2; end++) {
            MarchStitchEnd item = {
                *march_stitch_position(piece->positions,
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
        MarchStitchPiece *piece = stitch->pieces[i];

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
                *march_stitch_position(chain->positions,
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
    g_autoptr(GPtrArray) pieces = march_stitch_pieces_new(parts, data, diagnostics);
    GPtrArray *chains =
        g_ptr_array_new_with_free_func((GDestroyNotify)march_chain_free);

    for (guint i = 0; i < pieces->len;) {
        Stitch stitch = {.pieces = (MarchStitchPiece **)&pieces->pdata[i],
                         .data = data,
                         .chains = chains,
                         .diagnostics = diagnostics};

        while (i + stitch.n_pieces < pieces->len &&
               march_stitch_is_same_border(pieces->pdata[i],
                                           pieces->pdata[i + stitch.n_pieces])) {
            stitch.n_pieces++;
        }
        stitch_border(&stitch);
        i += stitch.n_pieces;
    }
    join_tripoints(chains);
    return chains;
}
