/* SPDX-License-Identifier: MIT */
/**
 * Within the style module: how a read style is kept.
 *
 * Everything lives in the style's arena but the features of inline sources.
 */
#ifndef MARCH_STYLE_STYLE_PRIVATE_H
#define MARCH_STYLE_STYLE_PRIVATE_H

#include "expression.h"
#include "property-table.h"
#include "style.h"

/** One property of one layer: a constant, or an expression. */
typedef struct {
    const MarchStyleProperty *property;
    const MarchExpression *expression; /**< NULL: @value is constant */
    MarchStyleValue value;
    MarchLocation where;
    gboolean is_given;  /**< not the default */
    gboolean only_zoom; /**< depends on nothing but zoom: kept for the last one */
    gboolean has_cache;
    double cached_zoom;
    GHashTable *failed; /**< (nullable) the features, owned by the slot */
    char *failure;      /**< (nullable) the first message, owned by the slot */
} MarchStyleSlot;

typedef struct {
    double angle, spacing, offset, width;
    gboolean cross;
    MarchStyleSlot color;
    MarchStyleSlot opacity; /**< not given: the fill's */
} MarchStyleHatch;

/** A class of a legend: one value, or the numbers from @from to below @to. */
typedef struct {
    const char *label;
    MarchValue value; /**< null: a range */
    double from, to;  /**< infinite: open */
} MarchStyleLegendClass;

/** The colours of a line's extensions: alternates first. */
enum {
    MARCH_LINE_EDGE_LEFT = MARCH_PAINT_ALTERNATES_MAX,
    MARCH_LINE_EDGE_RIGHT,
    MARCH_LINE_COLORS,
};

/** What all features of a line layer have in common at one zoom. */
typedef struct {
    gboolean is_tried; /**< for this zoom and generation */
    gboolean is_usable;
    double zoom;
    guint generation;
    guint n_varying;
    guint8 varying[5]; /**< slots: numbers and a colour */
    MarchLinePaint paint;
} MarchStyleLineBase;

struct MarchStyleLayer {
    MarchStyle *style;
    const char *id;
    MarchLocation where;
    MarchStyleLayerType type;
    const MarchStyleSource *source; /**< (nullable) */
    gboolean is_hidden;
    double minimum_zoom, maximum_zoom;
    const MarchExpression *filter;        /**< (nullable) */
    const MarchExpression *source_filter; /**< (nullable) */
    guint n_slots;
    MarchStyleSlot *slots; /**< as in the table of the layer's type */
    double unit;           /**< CSS px of one length unit */
    guint n_hatches;
    MarchStyleHatch hatches[MARCH_PAINT_HATCHES_MAX];
    MarchStyleSlot line_colors[MARCH_LINE_COLORS];
    guint n_alternates;
    double alternate_length; /**< px */
    double edge_width;       /**< px, 0: no band */
    gboolean has_edge[2];    /**< left, right */
    double edge_opacity;
    gboolean dashes_restart;
    gboolean has_legend;
    MarchLocation legend_where;
    MarchStyleLegend legend;
    MarchStyleSlot legend_label;
    guint n_legend_classes;
    MarchStyleLegendClass *legend_classes;
    guint n_images_in_text; /**< sections of labels that are not drawn */
    guint n_unclassed; /**< features drawn that no entry of the legend stands for */
    const MarchValueObject *metadata; /**< (nullable) */
    const char *const *properties;
    MarchStyleLineBase line_base;
    guint reach[2]; /**< where the properties lie that paints read: first, end */
};

typedef struct {
    MarchStyleSource public;
    const MarchJson *filter; /**< (nullable) */
    gboolean has_features;   /**< layers that draw features use it */
} MarchStyleSourceEntry;

struct MarchStyle {
    MarchArena *arena;
    MarchArena *scratch;
    GPtrArray *layers;   /**< of MarchStyleLayer, borrowed from the arena */
    GPtrArray *sources;  /**< of MarchStyleSourceEntry, borrowed from the arena */
    GPtrArray *features; /**< of MarchFeatures, owned */
    GPtrArray *bases;    /**< of char*, borrowed from the arena: files it extends */
    const MarchValueObject *metadata; /**< (nullable) */
    const MarchValueObject *state;    /**< (nullable) variables */
    MarchValue *state_values;         /**< those of @state, to be changed */
    const MarchValue *state_read;     /**< as they were read */
    const char *file;
    char *icons[2];       /**< (nullable) the user's folder, the bundled one */
    GHashTable *has_icon; /**< (nullable) name to 1 or 2: whether it was found */
    guint generation;     /**< counts what may change paints: variables, icons, views */
    double outline_width; /**< px, of fills */
    gboolean dashes_grow; /**< between whole zooms */
};

/** A style while it is read: problems are collected, so that all are told. */
typedef struct {
    MarchStyle *style;
    const MarchStyleOptions *options;
    GPtrArray *problems; /**< of GError */
    MarchDiagnostics *diagnostics;
    gboolean lacks_variables; /**< told already; what they lead to is not */
} MarchStyleReader;

void march_style_reader_fail(MarchStyleReader *reader,
                             MarchLocation where,
                             const char *format,
                             ...) G_GNUC_PRINTF(3, 4);
/** Says what @key should have been: one of @known (NULL-ended). */
void march_style_reader_fail_unknown(MarchStyleReader *reader,
                                     const MarchJsonKey *key,
                                     const char *what,
                                     const char *const *known);
/** A problem when @key is a print extension, which stands in metadata; else FALSE. */
gboolean march_style_reader_fail_misplaced(MarchStyleReader *reader,
                                           const MarchJsonKey *key);
/** A note that something has no effect. */
void march_style_reader_note(MarchStyleReader *reader,
                             MarchLocation where,
                             const char *object,
                             const char *format,
                             ...) G_GNUC_PRINTF(4, 5);
/** Compiles a value of @property: a constant, an expression or an old function. */
gboolean march_style_read_slot(MarchStyleReader *reader,
                               const MarchStyleProperty *property,
                               const MarchJson *json,
                               MarchStyleSlot *slot);
/** Compiles a filter of either syntax; NULL after a problem. */
const MarchExpression *march_style_read_filter(MarchStyleReader *reader,
                                               const MarchJson *json);
/** A member that must be a string; NULL when absent or (a problem) not one. */
const char *march_style_read_string(MarchStyleReader *reader,
                                    const MarchJson *object,
                                    const char *key);
/** A member that must be a number; @fallback when absent or (a problem) not one. */
double march_style_read_number(MarchStyleReader *reader,
                               const MarchJson *object,
                               const char *key,
                               double fallback);

void march_style_read_sources(MarchStyleReader *reader, const MarchJson *root);
void march_style_read_state(MarchStyleReader *reader, const MarchJson *state);
void march_style_read_layers(MarchStyleReader *reader, const MarchJson *layers);
/** The "print:" members of a layer's metadata. */
void march_style_read_extensions(MarchStyleReader *reader,
                                 MarchStyleLayer *layer,
                                 const MarchJson *metadata);
/** "print:legend" of a layer. */
void march_style_read_legend(MarchStyleReader *reader,
                             MarchStyleLayer *layer,
                             const MarchJson *json);
/** A problem for each member of @json that is none of @known (NULL-ended). */
void march_style_check_keys(MarchStyleReader *reader,
                            const MarchJson *json,
                            const char *what,
                            const char *const *known);
/** Checks "print:page" and "print:font" of the root's @metadata. */
void march_style_read_page(MarchStyleReader *reader, const MarchJson *metadata);
/** Checks the names of "print:" members of @metadata. */
void march_style_check_metadata(MarchStyleReader *reader,
                                const MarchJson *metadata,
                                gboolean is_root);

/**
 * Follows "print:extends" to the style at the bottom and lays the others on it.
 * Returns: @root when it extends none or there is a problem.
 */
const MarchJson *march_style_resolve_extends(MarchStyleReader *reader,
                                             const MarchJson *root);
/** Who asked for a style by name never saw @path: says which names there are. */
void march_style_explain_unknown_name(GError **error,
                                      const char *path,
                                      const char *directory);
/**
 * Lays @over on @base, the style it extends: members of the root, sources, state
 * and metadata by key, layers by id.
 */
const MarchJson *march_style_merge(MarchStyleReader *reader,
                                   const MarchJson *base,
                                   const MarchJson *over);

/** Whether all features have the same sort key. */
gboolean march_style_layer_has_constant_sort_key(const MarchStyleLayer *layer);
/** Evaluates @slot for @context. */
void march_style_slot_evaluate(const MarchStyleLayer *layer,
                               MarchStyleSlot *slot,
                               const MarchStyleContext *context,
                               MarchStyleValue *value);

#endif
