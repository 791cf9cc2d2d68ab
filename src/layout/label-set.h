/* SPDX-License-Identifier: MIT */
/**
 * The state of one label placement: what is to be labelled, what stands in the
 * way, and the candidate positions found so far.
 *
 * Everything is in page millimetres. A candidate covers boxes (one for each line of
 * text, several along a curve, thin ones along a leader line); two candidates
 * exclude each other when boxes of theirs meet. Candidates that would leave the
 * frame, cover an incident or meet furniture are not taken up; why is counted, so
 * that a dropped label can be explained.
 */
#ifndef MARCH_LAYOUT_LABEL_SET_H
#define MARCH_LAYOUT_LABEL_SET_H

#include "map-content.h"
#include "map-grid.h"

#define MARCH_LABEL_LINES_MAX    6
#define MARCH_LABEL_VARIANTS_MAX 3

/** One way to break a text into lines; all measured once. */
typedef struct {
    guint n_lines;
    char *lines[MARCH_LABEL_LINES_MAX];
    guint offsets[MARCH_LABEL_LINES_MAX]; /**< bytes into the request's text */
    double widths[MARCH_LABEL_LINES_MAX];
    double rises[MARCH_LABEL_LINES_MAX]; /**< ink above the baseline */
    double falls[MARCH_LABEL_LINES_MAX]; /**< ink below the baseline */
    double width, height;                /**< of the block */
    double line_step;                    /**< from baseline to baseline */
    double cost;                         /**< of choosing this way */
} MarchLabelText;

/** Places that the figure names weigh at least this. */
#define MARCH_LABEL_NAMED_WEIGHT 45.0

/** Why candidates of a label were refused. */
typedef struct {
    guint frame, incident, furniture, border;
    guint mistaken; /**< it would be read as the name of another point */
} MarchLabelRefusals;

/** A label to place, made of one request or of several that say the same. */
typedef struct {
    const MarchLabelRequest *request;
    MarchPoint anchor;
    double radius;       /**< of the symbol at @anchor */
    double outer_radius; /**< of the incident symbols that fan out from it */
    GArray *fan;         /**< of MarchRect: those symbols */
    double weight;       /**< 0 to 100: how much it matters */
    double drop_cost;
    gboolean is_incident; /**< names an incident or the place of one */
    gboolean may_lead;    /**< a leader line or a key number is allowed */
    double padding;
    guint n_texts;
    MarchLabelText texts[MARCH_LABEL_VARIANTS_MAX];
    MarchLabelText number; /**< as wide as a key number; n_lines 0: none */
    double cap_height, descent;
    GPtrArray *paths;    /**< of MarchPath (borrowed): pieces of the line or area */
    GPtrArray *features; /**< of MarchFeature (borrowed): all that it names */
    MarchLabelRefusals refusals;
    guint first, n_candidates; /**< its range in the set */
    guint kept_most;           /**< so many of them will be kept, the cheapest */
} MarchLabelItem;

typedef enum {
    MARCH_LABEL_BLOCK, /**< lines of text, horizontal or at an angle */
    MARCH_LABEL_ALONG, /**< along a path */
    MARCH_LABEL_KEY,   /**< a number, explained in the key */
} MarchLabelShape;

typedef struct {
    MarchLabelShape shape;
    guint text;           /**< index of the item's MarchLabelText */
    MarchPoint origin;    /**< first baseline, at the side of @align */
    MarchTextAlign align; /**< of the lines */
    double angle;         /**< degrees clockwise; single lines only */
    double letter_spacing;
    guint path; /**< along: index + 1 into the set's paths */
    double start_offset;
    gboolean has_leader;
    MarchPoint leader_from, leader_to;
    double distance; /**< mm between symbol and text */
    double crossing; /**< weighted border length under the text, in text heights */
    gboolean crosses_border;
    double cost;
    guint first_box, n_boxes;
} MarchLabelCandidate;

typedef struct MarchLabelSurroundings MarchLabelSurroundings;

typedef struct {
    MarchRect frame;         /**< labels stay inside */
    gboolean may_number;     /**< key numbers are allowed */
    const GArray *obstacles; /**< of MarchObstacle, the content's */
    MarchLabelSurroundings *surroundings;
    GPtrArray *items;   /**< of MarchLabelItem, most important first */
    GArray *candidates; /**< of MarchLabelCandidate */
    GArray *boxes;      /**< of MarchRect */
    GPtrArray *paths;   /**< of MarchPath: baselines */
    GArray *found;      /**< scratch of queries */
} MarchLabelSet;

MarchLabelSet *march_label_set_new(const MarchMapContent *content, MarchRect frame);
void march_label_set_free(MarchLabelSet *set);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarchLabelSet, march_label_set_free)

void march_label_item_free(MarchLabelItem *item);
/** Adds @item (taken) with its anchor as a point that other labels should not claim. */
void march_label_set_take_item(MarchLabelSet *set, MarchLabelItem *item);

/**
 * Whether boxes keep inside of the frame and off incidents and furniture; the item
 * counts it when they do not. Quicker than to try march_label_set_add().
 */
gboolean march_label_set_may_stand(MarchLabelSet *set,
                                   MarchLabelItem *item,
                                   const MarchRect *boxes,
                                   guint n_boxes);
/**
 * Takes up a candidate of @item that covers @boxes, unless it is impossible; adds
 * to its cost what it covers and crosses, and how ambiguous it is.
 */
void march_label_set_add(MarchLabelSet *set,
                         MarchLabelItem *item,
                         const MarchLabelCandidate *candidate,
                         const MarchRect *boxes,
                         guint n_boxes);
/** Keeps the @limit cheapest candidates of the item that was filled last. */
void march_label_set_trim(MarchLabelSet *set, MarchLabelItem *item, guint limit);

const MarchLabelCandidate *march_label_set_get(const MarchLabelSet *set, guint index);
/** Whether boxes of the two candidates meet. */
gboolean march_label_set_conflict(const MarchLabelSet *set, guint a, guint b);

#endif
