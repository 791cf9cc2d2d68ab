/* SPDX-License-Identifier: MIT */
#include "label-items.h"

#include "label-text.h"

#include <math.h>
#include <string.h>

#define MM_PER_PX       (25.4 / 96)
#define SAME_PLACE_MM   3.0
#define SAME_POINT_MM   0.6
#define FAN_MM          15.0
#define GRID_MM         6.0
#define PADDING_MAX_MM  0.4
#define INCIDENT_WEIGHT 80.0

/* Names compare without case, spaces at the ends and compatibility forms. */
static char *
fold_name(const char *name)
{
    g_autofree char *normal = g_utf8_normalize(name, -1, G_NORMALIZE_ALL_COMPOSE);

    return normal != NULL ? g_strstrip(g_utf8_casefold(normal, -1)) : g_strdup(name);
}

static gboolean
is_point(const MarchLabelRequest *request)
{
    return !request->along_line && !request->in_area;
}

static MarchPoint
rect_center(MarchRect rect)
{
    return (MarchPoint){rect.x + rect.width / 2, rect.y + rect.height / 2};
}

/* The incident symbols on the map, by place and by name: asking for all within reach
   and comparing their names would grow with the square of a crowd. */
typedef struct {
    const GArray *obstacles; /* of MarchObstacle, borrowed */
    GHashTable *by_name;     /* folded name -> GArray of guint */
    MarchMapGrid *grid;
    GArray *found;
} Incidents;

static void
array_free(gpointer array)
{
    g_array_unref(array);
}

static void
incidents_note_name(Incidents *incidents, const char *name, guint index)
{
    g_autofree char *folded = fold_name(name);
    GArray *same = g_hash_table_lookup(incidents->by_name, folded);

    if (same == NULL) {
        same = g_array_new(FALSE, FALSE, sizeof(guint));
        g_hash_table_insert(incidents->by_name, g_steal_pointer(&folded), same);
    }
    g_array_append_val(same, index);
}

static void
incidents_init(Incidents *incidents, const MarchMapContent *content, MarchRect frame)
{
    incidents->obstacles = content->obstacles;
    incidents->by_name =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, array_free);
    incidents->grid = march_map_grid_new(frame, GRID_MM);
    incidents->found = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint i = 0; i < content->obstacles->len; i++) {
        const MarchObstacle *obstacle =
            &g_array_index(content->obstacles, MarchObstacle, i);

        if (obstacle->kind != MARCH_OBSTACLE_INCIDENT) {
            continue;
        }
        march_map_grid_insert(incidents->grid, obstacle->rect, i);
        if (obstacle->name != NULL) {
            incidents_note_name(incidents, obstacle->name, i);
        }
    }
}

static void
incidents_clear(Incidents *incidents)
{
    g_hash_table_unref(incidents->by_name);
    march_map_grid_free(incidents->grid);
    g_array_unref(incidents->found);
}

static void
adopt_incident(MarchLabelItem *item, const MarchObstacle *obstacle, double distance)
{
    double radius = MAX(obstacle->rect.width, obstacle->rect.height) / 2;

    if (distance < SAME_POINT_MM && radius > item->radius) {
        item->anchor = rect_center(obstacle->rect);
        item->radius = radius;
    }
    item->outer_radius = MAX(item->outer_radius, distance + radius);
    g_array_append_val(item->fan, obstacle->rect);
    item->is_incident = TRUE;
    item->weight = MAX(item->weight, INCIDENT_WEIGHT);
}

/* Those of @indices that are nearer to @place than @reach. */
static void
adopt_near(MarchLabelItem *item,
           const Incidents *incidents,
           const GArray *indices,
           MarchPoint place,
           double reach)
{
    for (guint i = 0; i < indices->len; i++) {
        const MarchObstacle *obstacle = &g_array_index(
            incidents->obstacles, MarchObstacle, g_array_index(indices, guint, i));
        MarchPoint center = rect_center(obstacle->rect);
        double distance = hypot(center.x - place.x, center.y - place.y);

        if (distance < reach) {
            adopt_incident(item, obstacle, distance);
        }
    }
}

/* Binds a place to the incident symbols that stand at it or fan out from it. */
static void
adopt_incidents(MarchLabelItem *item, const char *name, Incidents *incidents)
{
    MarchPoint place = item->anchor;
    MarchRect about =
        march_rect_inset((MarchRect){place.x, place.y, 0, 0}, SAME_POINT_MM);
    const GArray *named = g_hash_table_lookup(incidents->by_name, name);

    march_map_grid_query(incidents->grid, about, incidents->found);
    adopt_near(item, incidents, incidents->found, place, SAME_POINT_MM);
    if (named != NULL) {
        adopt_near(item, incidents, named, place, FAN_MM);
    }
}

static MarchLabelItem *
item_new(const MarchLabelRequest *request)
{
    MarchLabelItem *item = g_new0(MarchLabelItem, 1);

    item->request = request;
    item->anchor = request->anchor;
    item->radius = request->anchor_radius;
    item->outer_radius = request->anchor_radius;
    item->weight = CLAMP(request->priority, 0, 100);
    item->is_incident = request->is_named;
    item->padding = CLAMP(request->paint.padding * MM_PER_PX / 2, 0, PADDING_MAX_MM);
    for (guint i = 0; request->has_plate && i < 4; i++) {
        item->padding =
            MAX(item->padding, request->paint.icon_text_fit_padding[i] * MM_PER_PX);
    }
    item->paths = g_ptr_array_new();
    item->features = g_ptr_array_new();
    item->fan = g_array_new(FALSE, FALSE, sizeof(MarchRect));
    g_ptr_array_add(item->features, (gpointer)(guintptr)request->feature);
    if (request->path != NULL) {
        g_ptr_array_add(item->paths, request->path);
    }
    return item;
}

/* Adds what @other knows to @item, which says the same. */
static void
absorb(MarchLabelItem *item, MarchLabelItem *other)
{
    if (other->radius > item->radius) {
        item->anchor = other->anchor;
        item->radius = other->radius;
    }
    item->outer_radius = MAX(item->outer_radius, other->outer_radius);
    item->weight = MAX(item->weight, other->weight);
    item->is_incident |= other->is_incident;
    for (guint i = 0; i < other->paths->len; i++) {
        g_ptr_array_add(item->paths, g_ptr_array_index(other->paths, i));
    }
    for (guint i = 0; i < other->features->len; i++) {
        g_ptr_array_add(item->features, g_ptr_array_index(other->features, i));
    }
    g_array_append_vals(item->fan, other->fan->data, other->fan->len);
    march_label_item_free(other);
}

static gboolean
says_the_same(const MarchLabelItem *a, const MarchLabelItem *b)
{
    const MarchLabelRequest *one = a->request;
    const MarchLabelRequest *other = b->request;
    double distance = hypot(a->anchor.x - b->anchor.x, a->anchor.y - b->anchor.y);

    if (!is_point(one) || !is_point(other)) {
        return one->layer == other->layer && is_point(one) == is_point(other) &&
               one->in_area == other->in_area && one->repeat == other->repeat;
    }
    return distance <= MAX(SAME_PLACE_MM, a->radius + b->radius + SAME_POINT_MM);
}

static int
compare_weight(gconstpointer a, gconstpointer b)
{
    const MarchLabelItem *one = *(MarchLabelItem *const *)a;
    const MarchLabelItem *other = *(MarchLabelItem *const *)b;

    if (one->weight > other->weight || one->weight < other->weight) {
        return one->weight > other->weight ? -1 : 1;
    }
    return 0;
}

/* One item for each distinct label, in the order of the requests. */
static GPtrArray *
unite_requests(const MarchMapContent *content, Incidents *incidents)
{
    GPtrArray *items = g_ptr_array_new();
    g_autoptr(GHashTable) by_name = g_hash_table_new_full(
        g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);

    for (guint i = 0; i < content->requests->len; i++) {
        const MarchLabelRequest *request = g_ptr_array_index(content->requests, i);
        MarchLabelItem *item = item_new(request);
        g_autofree char *name = fold_name(request->text);
        GPtrArray *same = g_hash_table_lookup(by_name, name);
        MarchLabelItem *first = NULL;

        if (is_point(request)) {
            adopt_incidents(item, name, incidents);
        }
        for (guint k = 0; same != NULL && k < same->len && first == NULL; k++) {
            MarchLabelItem *known = g_ptr_array_index(same, k);

            first = says_the_same(known, item) ? known : NULL;
        }
        if (first != NULL) {
            absorb(first, item);
            continue;
        }
        if (same == NULL) {
            same = g_ptr_array_new();
            g_hash_table_insert(by_name, g_steal_pointer(&name), same);
        }
        g_ptr_array_add(same, item);
        g_ptr_array_add(items, item);
    }
    return items;
}

/* A number in place of a number would be taken for it. */
static gboolean
has_letter(const char *text)
{
    for (; text != NULL && *text != '\0'; text = g_utf8_next_char(text)) {
        if (g_unichar_isalpha(g_utf8_get_char(text))) {
            return TRUE;
        }
    }
    return FALSE;
}

void
march_label_items_collect(MarchLabelSet *set,
                          const MarchMapContent *content,
                          MarchTextEngine *text)
{
    Incidents incidents;
    g_autoptr(GPtrArray) items = NULL;

    incidents_init(&incidents, content, set->frame);
    items = unite_requests(content, &incidents);
    incidents_clear(&incidents);
    g_ptr_array_sort(items, compare_weight);
    for (guint i = 0; i < items->len; i++) {
        MarchLabelItem *item = g_ptr_array_index(items, i);

        item->drop_cost = 14 + 0.8 * item->weight;
        item->may_lead =
            is_point(item->request) &&
            (item->is_incident || item->weight >= MARCH_LABEL_NAMED_WEIGHT);
        march_label_text_measure(text, item,
                                 item->may_lead && set->may_number &&
                                     has_letter(item->request->text));
        march_label_set_take_item(set, item);
    }
}
