/* SPDX-License-Identifier: MIT */
#include "label-point.h"

#include "label-surroundings.h"

#include <math.h>
#include <string.h>

#define N_DIRECTIONS      16
#define GAP_MM            0.45
#define TURNED_BOXES      10U
#define FAN_STEP_MM       0.5
#define FAR_COST_MM       1.6
#define FAR_EM            1.5
#define LEADER_COST       8.0
#define MINOR_LEADER_COST 13.0
#define LEADER_COST_MM    0.35
#define LEADER_GAP_MM     0.3
#define LEADER_BOX_MM     1.2
#define LEADER_WIDTH_MM   0.3
#define LEADER_BOXES_MAX  24
#define ROOM_ASPECT       3.0 /* rooms are measured for text three times as wide as high */

/* From the right anticlockwise in steps of 22.5 degrees. */
static const double direction_costs[N_DIRECTIONS] = {
    0.3, 0.1, 0.0, 0.9, 1.2, 1.5, 1.3, 1.5, 1.6, 1.9, 2.0, 2.2, 1.8, 1.6, 0.8, 0.6};

#define COS_22_5 0.92387953251128674
#define COS_45   0.70710678118654752
#define COS_67_5 0.38268343236508977

/* Their unit vectors, y up. */
static const MarchPoint direction_vectors[N_DIRECTIONS] = {
    {1, 0},  {COS_22_5, COS_67_5},   {COS_45, COS_45},   {COS_67_5, COS_22_5},
    {0, 1},  {-COS_67_5, COS_22_5},  {-COS_45, COS_45},  {-COS_22_5, COS_67_5},
    {-1, 0}, {-COS_22_5, -COS_67_5}, {-COS_45, -COS_45}, {-COS_67_5, -COS_22_5},
    {0, -1}, {COS_67_5, -COS_22_5},  {COS_45, -COS_45},  {COS_22_5, -COS_67_5}};

static const struct {
    const char *anchor;
    guint direction;
} anchor_directions[] = {
    {"left", 0},  {"bottom-left", 2}, {"bottom", 4}, {"bottom-right", 6},
    {"right", 8}, {"top-right", 10},  {"top", 12},   {"top-left", 14},
};

/* Direction of a style's anchor, or N_DIRECTIONS for "center". */
static guint
direction_of(const char *anchor)
{
    for (guint i = 0; i < G_N_ELEMENTS(anchor_directions); i++) {
        if (g_strcmp0(anchor, anchor_directions[i].anchor) == 0) {
            return anchor_directions[i].direction;
        }
    }
    return N_DIRECTIONS;
}

guint
march_label_block_boxes(const MarchLabelText *text,
                        MarchPoint origin,
                        MarchTextAlign align,
                        double padding,
                        MarchRect *boxes)
{
    for (guint i = 0; i < text->n_lines; i++) {
        double share = align == MARCH_TEXT_ALIGN_START ? 0
                       : align == MARCH_TEXT_ALIGN_END ? 1
                                                       : 0.5;
        MarchRect ink = {origin.x - share * text->widths[i],
                         origin.y + i * text->line_step - text->rises[i],
                         text->widths[i], text->rises[i] + text->falls[i]};

        boxes[i] = march_rect_inset(ink, padding);
    }
    return text->n_lines;
}

/* The block whose centre is at @center, its lines aligned as @align says. */
static void
place_block(const MarchLabelText *text, MarchPoint center, MarchLabelCandidate *entry)
{
    double share = entry->align == MARCH_TEXT_ALIGN_START ? -0.5
                   : entry->align == MARCH_TEXT_ALIGN_END ? 0.5
                                                          : 0;

    entry->origin = (MarchPoint){center.x + share * text->width,
                                 center.y - text->height / 2 + text->rises[0]};
}

static double
block_distance(const MarchRect *boxes, guint n_boxes, MarchPoint point)
{
    double distance = G_MAXDOUBLE;

    for (guint i = 0; i < n_boxes; i++) {
        distance = MIN(distance, march_label_rect_distance(boxes[i], point));
    }
    return distance;
}

/* Puts the block outside the circle of @reach about the anchor, in @direction. */
static guint
place_around(const MarchLabelItem *item,
             const MarchLabelText *text,
             guint direction,
             double reach,
             MarchLabelCandidate *entry,
             MarchRect *boxes)
{
    double dx = direction_vectors[direction].x;
    double dy = -direction_vectors[direction].y;
    double across = CLAMP(dx / COS_67_5, -1, 1);
    double along = CLAMP(dy / COS_45, -1, 1);
    double radius = reach;
    guint n_boxes = 0;

    entry->align = across > 0.3    ? MARCH_TEXT_ALIGN_START
                   : across < -0.3 ? MARCH_TEXT_ALIGN_END
                                   : MARCH_TEXT_ALIGN_MIDDLE;
    for (guint attempt = 0; attempt < 4; attempt++) {
        MarchPoint center = {item->anchor.x + radius * dx + across * text->width / 2,
                             item->anchor.y + radius * dy + along * text->height / 2};
        double lacking;

        place_block(text, center, entry);
        n_boxes = march_label_block_boxes(text, entry->origin, entry->align,
                                          item->padding, boxes);
        lacking = reach - item->padding - block_distance(boxes, n_boxes, item->anchor);
        if (lacking < 0.02) {
            break;
        }
        radius += lacking;
    }
    return n_boxes;
}

/* Boxes over the lines of a block whose baselines run at @angle degrees. */
static guint
turned_boxes(const MarchLabelText *text,
             const MarchLabelCandidate *entry,
             double padding,
             MarchRect *boxes)
{
    double cosine = cos(entry->angle * G_PI / 180);
    double sine = sin(entry->angle * G_PI / 180);
    guint n_boxes = 0;

    for (guint i = 0; i < text->n_lines; i++) {
        double share = entry->align == MARCH_TEXT_ALIGN_START ? 0
                       : entry->align == MARCH_TEXT_ALIGN_END ? 1
                                                              : 0.5;
        double step = text->widths[i] / TURNED_BOXES;
        double middle = i * text->line_step + (text->falls[i] - text->rises[i]) / 2;
        double height = text->rises[i] + text->falls[i];

        for (guint k = 0; k < TURNED_BOXES; k++) {
            double along = (k + 0.5) * step - share * text->widths[i];
            MarchPoint center = {entry->origin.x + along * cosine - middle * sine,
                                 entry->origin.y + along * sine + middle * cosine};
            double width = step * fabs(cosine) + height * fabs(sine);
            double rise = step * fabs(sine) + height * fabs(cosine);

            boxes[n_boxes++] = march_rect_inset(
                (MarchRect){center.x - width / 2, center.y - rise / 2, width, rise},
                padding);
        }
    }
    return n_boxes;
}

/* Takes up a candidate, turned about its point when the style turns the text. */
static void
add_block(MarchLabelSet *set,
          MarchLabelItem *item,
          const MarchLabelCandidate *candidate,
          const MarchRect *boxes,
          guint n_boxes)
{
    MarchLabelCandidate entry = *candidate;
    MarchRect turned[MARCH_LABEL_LINES_MAX * TURNED_BOXES];
    double angle = item->request->paint.rotate * G_PI / 180;
    double dx = entry.origin.x - item->anchor.x;
    double dy = entry.origin.y - item->anchor.y;
    guint n_turned;

    if (!(fabs(angle) > 0)) {
        march_label_set_add(set, item, candidate, boxes, n_boxes);
        return;
    }
    entry.angle = item->request->paint.rotate;
    entry.origin = (MarchPoint){item->anchor.x + dx * cos(angle) - dy * sin(angle),
                                item->anchor.y + dx * sin(angle) + dy * cos(angle)};
    n_turned = turned_boxes(&item->texts[entry.text], &entry, item->padding, turned);
    march_label_set_add(set, item, &entry, turned, n_turned);
}

static gboolean
covers_incident(MarchLabelSet *set, const MarchRect *boxes, guint n_boxes)
{
    MarchLabelContact contact = {0};

    for (guint i = 0; i < n_boxes; i++) {
        march_label_surroundings_hit(set->surroundings, boxes[i], NULL, &contact);
    }
    return contact.incident;
}

/* As place_around(), pushed out between the symbols that fan out from the point. */
static guint
place_clear(MarchLabelSet *set,
            const MarchLabelItem *item,
            const MarchLabelText *text,
            guint direction,
            double gap,
            MarchLabelCandidate *entry,
            MarchRect *boxes)
{
    double reach = item->radius + gap;
    guint n_boxes = place_around(item, text, direction, reach, entry, boxes);

    while (reach < item->outer_radius + gap && covers_incident(set, boxes, n_boxes)) {
        reach += FAN_STEP_MM;
        n_boxes = place_around(item, text, direction, reach, entry, boxes);
    }
    return n_boxes;
}

/* From the text to what it names: the point's symbol or one that fans out from it. */
static double
own_distance(const MarchLabelItem *item, const MarchRect *boxes, guint n_boxes)
{
    double nearest = block_distance(boxes, n_boxes, item->anchor) - item->radius;

    for (guint i = 0; i < item->fan->len; i++) {
        MarchRect symbol = g_array_index(item->fan, MarchRect, i);
        MarchPoint center = {symbol.x + symbol.width / 2, symbol.y + symbol.height / 2};

        nearest = MIN(nearest, block_distance(boxes, n_boxes, center) -
                                   MAX(symbol.width, symbol.height) / 2);
    }
    return nearest + item->padding;
}

static void
add_around(MarchLabelSet *set,
           MarchLabelItem *item,
           guint text,
           guint direction,
           double extra,
           double cost)
{
    MarchLabelCandidate entry = {.shape = MARCH_LABEL_BLOCK, .text = text};
    MarchRect boxes[MARCH_LABEL_LINES_MAX];
    double radial = item->request->paint.radial_offset * item->request->run.font.size;
    double gap = MAX(GAP_MM, radial - item->radius);
    guint n_boxes = place_clear(set, item, &item->texts[text], direction,
                                MAX(gap, item->padding + 0.05) + extra, &entry, boxes);

    double distance = own_distance(item, boxes, n_boxes);

    if (distance > MAX(gap + extra, FAR_EM * item->request->run.font.size) + 0.1) {
        return; /* so far from all that it names, it needs a leader line */
    }
    entry.letter_spacing = item->request->run.font.letter_spacing;
    entry.distance = MAX(gap + extra, distance);
    entry.cost = cost + item->texts[text].cost + FAR_COST_MM * extra;
    add_block(set, item, &entry, boxes, n_boxes);
}

/* Thin boxes along the leader; returns their number, 0 when it is too long. */
static guint
leader_boxes(MarchPoint from, MarchPoint to, MarchRect *boxes)
{
    double length = hypot(to.x - from.x, to.y - from.y);
    guint count = (guint)ceil(length / LEADER_BOX_MM);

    if (count == 0 || count > LEADER_BOXES_MAX) {
        return 0;
    }
    for (guint i = 0; i < count; i++) {
        double s = (double)i / count;
        double t = (double)(i + 1) / count;
        MarchPoint a = {from.x + s * (to.x - from.x), from.y + s * (to.y - from.y)};
        MarchPoint b = {from.x + t * (to.x - from.x), from.y + t * (to.y - from.y)};
        MarchRect box = {MIN(a.x, b.x), MIN(a.y, b.y), fabs(a.x - b.x),
                         fabs(a.y - b.y)};

        boxes[i] = march_rect_inset(box, LEADER_WIDTH_MM / 2);
    }
    return count;
}

/* The point of the block's first line that a leader should end at. */
static MarchPoint
leader_end(MarchRect ink, MarchPoint anchor)
{
    MarchPoint end = {CLAMP(anchor.x, ink.x, ink.x + ink.width),
                      CLAMP(anchor.y, ink.y, ink.y + ink.height)};
    gboolean beside = anchor.x < ink.x || anchor.x > ink.x + ink.width;

    if (beside) {
        end.y = ink.y + ink.height / 2;
    }
    return end;
}

/* The middle of what a leader to @block comes from: the nearest of the symbols that
 * fan out, which would be in its way, or the point itself. */
static MarchPoint
leader_start(const MarchLabelItem *item, MarchRect block, double *radius)
{
    MarchPoint start = item->anchor;
    double nearest = march_label_rect_distance(block, start) - item->radius;

    *radius = item->radius;
    for (guint i = 0; i < item->fan->len; i++) {
        MarchRect symbol = g_array_index(item->fan, MarchRect, i);
        MarchPoint center = {symbol.x + symbol.width / 2, symbol.y + symbol.height / 2};
        double half = MAX(symbol.width, symbol.height) / 2;
        double distance = march_label_rect_distance(block, center) - half;

        if (distance < nearest - 0.01) {
            nearest = distance;
            start = center;
            *radius = half;
        }
    }
    return start;
}

static void
add_leader(MarchLabelSet *set,
           MarchLabelItem *item,
           guint text,
           guint direction,
           double reach)
{
    MarchLabelCandidate entry = {.shape = MARCH_LABEL_BLOCK, .text = text};
    MarchRect boxes[MARCH_LABEL_LINES_MAX + LEADER_BOXES_MAX];
    guint n_boxes = place_around(item, &item->texts[text], direction,
                                 item->outer_radius + reach, &entry, boxes);
    MarchRect block = boxes[0];
    MarchPoint start;
    MarchPoint end;
    double radius;
    double length;
    double share;

    if (!march_label_set_may_stand(set, item, boxes, n_boxes)) {
        return;
    }
    for (guint i = 1; i < n_boxes; i++) {
        block = march_rect_union(block, boxes[i]);
    }
    start = leader_start(item, block, &radius);
    end = leader_end(march_rect_inset(block, LEADER_GAP_MM - item->padding), start);
    length = hypot(end.x - start.x, end.y - start.y);
    if (length <= radius + 0.5) {
        return;
    }
    share = (radius + LEADER_WIDTH_MM) / length; /* its boxes clear of the symbol */
    entry.has_leader = TRUE;
    entry.leader_from = (MarchPoint){start.x + share * (end.x - start.x),
                                     start.y + share * (end.y - start.y)};
    entry.leader_to = end;
    entry.letter_spacing = item->request->run.font.letter_spacing;
    entry.distance = length - radius;
    entry.cost = (item->may_lead ? LEADER_COST : MINOR_LEADER_COST) +
                 item->texts[text].cost + 0.3 * direction_costs[direction] +
                 LEADER_COST_MM * entry.distance;
    n_boxes += leader_boxes(entry.leader_from, end, boxes + n_boxes);
    march_label_set_add(set, item, &entry, boxes, n_boxes);
}

static void
add_key(MarchLabelSet *set, MarchLabelItem *item, guint direction)
{
    MarchLabelCandidate entry = {.shape = MARCH_LABEL_KEY};
    MarchRect boxes[MARCH_LABEL_LINES_MAX];
    guint n_boxes =
        place_around(item, &item->number, direction,
                     item->radius + MAX(GAP_MM, item->padding + 0.05), &entry, boxes);

    entry.distance = GAP_MM;
    entry.letter_spacing = item->request->run.font.letter_spacing;
    entry.cost = MARCH_LABEL_KEY_COST + 0.3 * direction_costs[direction];
    march_label_set_add(set, item, &entry, boxes, n_boxes);
}

/* The block on the point itself, as the style asks for names without a symbol. */
static void
add_centered(MarchLabelSet *set,
             MarchLabelItem *item,
             double dx,
             double dy,
             double cost)
{
    for (guint text = 0; text < item->n_texts; text++) {
        MarchLabelCandidate entry = {
            .shape = MARCH_LABEL_BLOCK, .text = text, .align = MARCH_TEXT_ALIGN_MIDDLE};
        MarchRect boxes[MARCH_LABEL_LINES_MAX];
        MarchPoint center = {item->anchor.x + dx, item->anchor.y + dy};
        guint n_boxes;

        place_block(&item->texts[text], center, &entry);
        n_boxes = march_label_block_boxes(&item->texts[text], entry.origin, entry.align,
                                          item->padding, boxes);
        entry.letter_spacing = item->request->run.font.letter_spacing;
        entry.distance = hypot(dx, dy);
        entry.cost = cost + item->texts[text].cost;
        add_block(set, item, &entry, boxes, n_boxes);
    }
}

/* How far up and down the area goes that the point stands for, if that is known. */
static double
room_of(const MarchLabelItem *item)
{
    const MarchFeature *feature = item->request->feature;

    return feature != NULL ? march_feature_get_number(feature, "room", G_MAXDOUBLE)
                           : G_MAXDOUBLE;
}

static void
generate_centered(MarchLabelSet *set, MarchLabelItem *item)
{
    static const double shifts[] = {0, -1, 1, -2, 2};
    double size = item->request->run.font.size;
    double room = room_of(item);

    for (guint row = 0; row < G_N_ELEMENTS(shifts); row++) {
        for (guint column = 0; column < G_N_ELEMENTS(shifts); column++) {
            double dx = shifts[column] * size * 1.5;
            double dy = shifts[row] * size * 0.8;

            if (hypot(dx / ROOM_ASPECT, dy) > room) {
                continue;
            }
            add_centered(set, item, dx, dy, 0.5 * hypot(shifts[row], shifts[column]));
        }
    }
}

/* Costs of the directions that the style allows; a negative one is not allowed. */
static void
allowed_directions(const MarchSymbolPaint *paint, double costs[N_DIRECTIONS])
{
    gboolean fixed =
        paint->n_variable_anchors > 0 || direction_of(paint->anchor) < N_DIRECTIONS;

    for (guint i = 0; i < N_DIRECTIONS; i++) {
        costs[i] = fixed ? -1 : direction_costs[i];
    }
    if (paint->n_variable_anchors == 0 && fixed) {
        costs[direction_of(paint->anchor)] = 0;
        return;
    }
    for (guint i = 0; i < paint->n_variable_anchors; i++) {
        guint direction = direction_of(paint->variable_anchors[i]);

        if (direction < N_DIRECTIONS) {
            costs[direction] = 0.35 * i;
        }
    }
    for (guint i = 0; i < N_DIRECTIONS && paint->n_variable_anchors >= 4; i++) {
        double before = costs[(i + N_DIRECTIONS - 1) % N_DIRECTIONS];
        double after = costs[(i + 1) % N_DIRECTIONS];

        if (costs[i] < 0 && i % 2 == 1 && (before >= 0 || after >= 0)) {
            costs[i] = MAX(before, after) + 0.2;
        }
    }
}

static gboolean
wants_center(const MarchLabelItem *item)
{
    const MarchSymbolPaint *paint = &item->request->paint;

    return item->radius <= 0 && paint->n_variable_anchors == 0 &&
           direction_of(paint->anchor) == N_DIRECTIONS &&
           !(fabs(paint->radial_offset) > 0);
}

/* Whether the style allows the very middle and nothing beside it. */
static gboolean
wants_middle(const MarchLabelItem *item)
{
    const MarchSymbolPaint *paint = &item->request->paint;

    return paint->n_variable_anchors == 1 &&
           direction_of(paint->variable_anchors[0]) == N_DIRECTIONS;
}

static void
generate_around(MarchLabelSet *set, MarchLabelItem *item)
{
    static const double extras[] = {0, 0.7, 1.6};
    double costs[N_DIRECTIONS];

    allowed_directions(&item->request->paint, costs);
    for (guint ring = 0; ring < G_N_ELEMENTS(extras); ring++) {
        for (guint direction = 0; direction < N_DIRECTIONS; direction++) {
            if (costs[direction] < 0 || (ring > 0 && direction % 2 == 1)) {
                continue;
            }
            for (guint text = 0; text < item->n_texts; text++) {
                add_around(set, item, text, direction, extras[ring], costs[direction]);
            }
        }
    }
}

/* Whether those that are kept all cost less than any leader line. */
static gboolean
has_enough(const MarchLabelSet *set, const MarchLabelItem *item)
{
    double least = item->may_lead ? LEADER_COST : MINOR_LEADER_COST;
    guint count = 0;

    for (guint i = 0; i < item->n_candidates; i++) {
        count += march_label_set_get(set, item->first + i)->cost < least ? 1 : 0;
    }
    return item->kept_most > 0 && count >= item->kept_most;
}

void
march_label_point_generate(MarchLabelSet *set, MarchLabelItem *item)
{
    static const double reaches[] = {1.8, 3.5, 6, 9, 13};

    if (wants_middle(item)) {
        add_centered(set, item, 0, 0, 0);
        return;
    }
    if (wants_center(item)) {
        generate_centered(set, item);
        return;
    }
    generate_around(set, item);
    if (fabs(item->request->paint.rotate) > 0 || has_enough(set, item)) {
        return;
    }
    for (guint ring = 0; ring < (item->may_lead ? G_N_ELEMENTS(reaches) : 3); ring++) {
        for (guint direction = 0; direction < N_DIRECTIONS; direction++) {
            add_leader(set, item, 0, direction, reaches[ring]);
        }
    }
    for (guint direction = 0; direction < N_DIRECTIONS && item->number.n_lines > 0;
         direction += 2) {
        add_key(set, item, direction);
    }
}
