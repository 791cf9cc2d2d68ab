/* SPDX-License-Identifier: MIT */
/**
 * A chain: one unbroken boundary line between two countries, or a ring of one.
 *
 * A chain has a direction that does not depend on the order or direction of the
 * parts it was stitched from: an open chain starts at its western end, a ring at
 * its westernmost vertex and runs counter-clockwise. Places along it are metres
 * from its start. It owns its arrays; strings are borrowed from the MarchBorders.
 */
#ifndef MARCH_BORDERS_CHAIN_H
#define MARCH_BORDERS_CHAIN_H

#include "base/date.h"
#include "borders.h"

/** What a line is: its status, and whose word that is. Strings are borrowed. */
typedef struct {
    const char *name; /**< (nullable) of a section */
    MarchBorderStatus status;
    const char *label;         /**< (nullable) legend words */
    const char *source;        /**< (nullable) */
    const char *const *claims; /**< (nullable) NULL-ended code, text, code, text... */
    MarchDateRange valid;
} MarchBorderClass;

/** From @vertex on the data say that the line is of @line_class. */
typedef struct {
    guint vertex;
    const MarchBorderClass *line_class;
} MarchChainRun;

typedef struct {
    const char *left, *right; /**< "KG", or "KE/SS" for land that both claim */
    const char *name;         /**< (nullable) of an enclave */
    const char *data;         /**< (nullable) the name of the data */
    double error_m;           /**< how far the line may be off */
    const char *error_from;   /**< (nullable) how that is known */
    gboolean is_ring;         /**< positions are not repeated at the end */
    gboolean is_enclave;
    gboolean is_replaced; /**< later data have this border too */
    GArray *positions;    /**< of MarchLonLat */
    GArray *runs;         /**< of MarchChainRun; the first is at vertex 0 */
    GArray *along; /**< (nullable) of double: metres at each vertex, when needed */
    double length; /**< metres, once @along is there */
} MarchChain;

/** A place on a chain. */
typedef struct {
    double along;    /**< metres from the chain's start */
    double distance; /**< metres from the position asked for */
    MarchLonLat position;
} MarchChainSpot;

MarchChain *march_chain_new(const char *left, const char *right);
void march_chain_free(MarchChain *chain);

/** Measures the chain if that has not been done: geodesic metres at each vertex. */
void march_chain_measure(MarchChain *chain);
/** Whether it is a line between @a and @b, whichever side they are on. */
gboolean march_chain_is_between(const MarchChain *chain, const char *a, const char *b);
/** The place nearest to @position; measures the chain. */
MarchChainSpot march_chain_find_nearest(MarchChain *chain, MarchLonLat position);
/** The position at @along metres; for a ring any number of turns. */
MarchLonLat march_chain_get_position(const MarchChain *chain, double along);
/** Adds the stretch from @from to @to (which may be less) to @geometry as a line. */
void march_chain_add_stretch(const MarchChain *chain,
                             double from,
                             double to,
                             MarchGeometry *geometry);
/** Whether a ring has @position inside. */
gboolean march_chain_contains(const MarchChain *chain, MarchLonLat position);
/**
 * The stretches within @metres of @position, as pairs of doubles along the chain;
 * a stretch over a ring's start ends beyond its length. (transfer full)
 */
GArray *march_chain_find_within(MarchChain *chain, MarchLonLat position, double metres);

#endif
