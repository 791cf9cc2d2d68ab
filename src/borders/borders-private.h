/* SPDX-License-Identifier: MIT */
/**
 * The inside of a MarchBorders, shared by the files of this folder only.
 */
#ifndef MARCH_BORDERS_BORDERS_PRIVATE_H
#define MARCH_BORDERS_BORDERS_PRIVATE_H

#include "borders.h"
#include "chain.h"

/** A kept section; it owns @geometry. */
typedef struct {
    MarchSection info; /**< what callers see */
    MarchBorderClass line_class;
    const char *between[2]; /**< alphabetical */
    const char *sides[2];   /**< as asked for: left and right of a given line */
    MarchGeometry *geometry;
    gboolean is_loose; /**< a line of its own, not a stretch of a chain */
    gboolean is_claim; /**< a loose line of coarse data that a state claims */
    MarchLocation where;
} MarchKeptSection;

/** What a section covers of a chain; @to may lie beyond a ring's length. */
typedef struct {
    guint chain;
    double from, to; /**< metres along, from < to */
    guint section;
    gboolean hides; /**< the section's own line replaces it: nothing is drawn here */
} MarchStretch;

struct MarchBorders {
    GStringChunk *strings;
    GPtrArray *claims;   /**< of char **: arrays the classes borrow */
    GPtrArray *classes;  /**< of MarchBorderClass of the data */
    GPtrArray *chains;   /**< of MarchChain */
    GPtrArray *sections; /**< of MarchKeptSection */
    GArray *stretches;   /**< of MarchStretch, in the order cut */
};

/** A copy of @text that lives as long as the borders; NULL stays NULL. */
const char *march_borders_keep(MarchBorders *borders, const char *text);
/** A copy of a NULL-ended list that lives as long as the borders. */
const char *const *march_borders_keep_list(MarchBorders *borders,
                                           const char *const *list);

/** "KG–TJ" in alphabetical order, (transfer full). */
char *march_border_pair_text(const char *a, const char *b);
/** The sentence of a section, (transfer full); @from_name and @to_name may be NULL. */
char *march_section_describe(const MarchKeptSection *section,
                             const char *stretch_text,
                             const char *data);
/** Legend words of a line of @status as of @as_of, (transfer full). */
char *march_border_legend_words(MarchBorderStatus status,
                                const MarchBorderClass *line_class,
                                MarchDate as_of,
                                gboolean needs_source);
/** "43 km" or "4.3 km", (transfer full). */
char *march_border_length_text(double km);

#endif
