/* SPDX-License-Identifier: MIT */
/* Which features layers draw. */
#include <math.h>
#include <string.h>

#include "expression-private.h"
#include "style-private.h"

/* Each feature is shown to all layers while what it holds is in the processor's cache;
 * so many are asked for ahead. */
#define BLOCK       96
#define CACHE_LINE  64
#define REACH_AGAIN 1024 /* features */
#define AHEAD       6    /* features */

#if defined(__GNUC__)
#define PREFETCH(address) __builtin_prefetch(address)
#else
#define PREFETCH(address) ((void)(address))
#endif

/* Properties @first to before @end. */
static void
fetch_properties(const MarchFeature *feature, guint first, guint end)
{
    gsize to = MIN(end, feature->properties->len) * sizeof(MarchProperty);

    for (gsize at = first * sizeof(MarchProperty); at < to; at += CACHE_LINE) {
        PREFETCH(feature->properties->data + at);
    }
}

/* Asks for the properties of a block all at once: what reads them one by one would wait
 * for three places in memory each, one after the other. */
static void
fetch_block(const MarchFeatures *features, guint first, guint end)
{
    for (guint i = first; i < end; i++) {
        PREFETCH(march_features_get(features, i));
    }
    for (guint i = first; i < end; i++) {
        PREFETCH(march_features_get(features, i)->properties);
    }
    for (guint i = first; i < end; i++) {
        fetch_properties(march_features_get(features, i), 0, G_MAXUINT);
    }
}

/* Widens @layer's reach by the properties that @expression found where they lie. */
static void
widen_reach(MarchStyleLayer *layer, const MarchExpression *expression)
{
    if (expression->property != NULL && expression->kind == MARCH_NODE_PROPERTY) {
        layer->reach[0] = MIN(layer->reach[0], expression->hint);
        layer->reach[1] = MAX(layer->reach[1], expression->hint + 1);
    }
    for (guint i = 0; i < expression->n_args; i++) {
        widen_reach(layer, expression->args[i]);
    }
}

static void
find_reach(MarchStyleLayer *layer)
{
    layer->reach[0] = G_MAXUINT;
    layer->reach[1] = 0;
    for (guint i = 0; i < layer->n_slots; i++) {
        if (layer->slots[i].expression != NULL) {
            widen_reach(layer, layer->slots[i].expression);
        }
    }
}

/* The features, then what they point to, then the properties: each step has arrived
 * when the next one needs it. After a few features it is known which properties. */
void
march_style_announce(const MarchStyleLayer *layer, const GArray *matches, guint index)
{
    const MarchStyleMatch *match =
        (const MarchStyleMatch *)(gconstpointer)matches->data;
    const MarchFeature *next;

    if (index + 3 * AHEAD >= matches->len) {
        return;
    }
    if (index % REACH_AGAIN == AHEAD) {
        find_reach((MarchStyleLayer *)(guintptr)layer);
    }
    PREFETCH(match[index + 3 * AHEAD].feature);
    PREFETCH(match[index + 2 * AHEAD].feature->properties);
    next = match[index + AHEAD].feature;
    if (layer->reach[1] > 0) {
        fetch_properties(next, layer->reach[0], layer->reach[1]);
    }
}

/* A layer, and what its filter asks for before all else. */
typedef struct {
    const MarchStyleLayer *layer;
    guint key;        /* index + 1 into the keys; 0: no such test */
    const char *text; /* what the property must be */
} Candidate;

/* The layers, and the properties that their filters test: most filters ask for one text
 * of a property that the other layers ask for, too, so it is looked up once. */
typedef struct {
    Candidate *candidates;
    guint n_candidates;
    GPtrArray *keys; /* of const char* */
    guint *hints;
    const char **texts; /* of the feature at hand, by key; NULL: no text */
} Selection;

static guint
find_key(GPtrArray *keys, const char *name)
{
    for (guint i = 0; i < keys->len; i++) {
        if (strcmp(g_ptr_array_index(keys, i), name) == 0) {
            return i + 1;
        }
    }
    g_ptr_array_add(keys, (gpointer)(guintptr)name);
    return keys->len;
}

static void
selection_init(Selection *selection,
               const MarchStyleLayer *const *layers,
               guint n_layers)
{
    *selection = (Selection){.candidates = g_new0(Candidate, n_layers + 1),
                             .n_candidates = n_layers,
                             .keys = g_ptr_array_new()};
    for (guint i = 0; i < n_layers; i++) {
        Candidate *candidate = &selection->candidates[i];
        const char *name;

        candidate->layer = layers[i];
        if (layers[i]->filter != NULL &&
            march_expression_find_test(layers[i]->filter, &name, &candidate->text)) {
            candidate->key = find_key(selection->keys, name);
        }
    }
    selection->hints = g_new0(guint, selection->keys->len + 1);
    selection->texts = g_new0(const char *, selection->keys->len + 1);
}

static void
selection_clear(Selection *selection)
{
    g_free(selection->candidates);
    g_ptr_array_unref(selection->keys);
    g_free(selection->hints);
    g_free(selection->texts);
}

static void
read_texts(Selection *selection, const MarchFeature *feature)
{
    const MarchEvaluation evaluation = {.feature = feature};

    for (guint i = 0; i < selection->keys->len; i++) {
        const MarchValue *value = march_evaluation_property(
            &evaluation, g_ptr_array_index(selection->keys, i), &selection->hints[i]);

        selection->texts[i] = value != NULL && value->type == MARCH_VALUE_STRING
                                  ? value->as.string
                                  : NULL;
    }
}

/* FALSE when the filter cannot hold. */
static gboolean
may_accept(const Selection *selection, const Candidate *candidate)
{
    const char *text =
        candidate->key > 0 ? selection->texts[candidate->key - 1] : candidate->text;

    return candidate->key == 0 || (text != NULL && text[0] == candidate->text[0] &&
                                   strcmp(text, candidate->text) == 0);
}

static void
add_if_accepted(GArray *matches,
                const MarchStyleLayer *layer,
                const MarchStyleContext *context)
{
    MarchStyleMatch match = {context->feature, 0};

    if (march_style_layer_accepts(layer, context)) {
        match.sort_key = march_style_layer_get_sort_key(layer, context);
        if (!isfinite(match.sort_key)) {
            match.sort_key = 0;
        }
        g_array_append_val(matches, match);
    }
}

static int
compare_sort_keys(gconstpointer a, gconstpointer b)
{
    const MarchStyleMatch *one = a;
    const MarchStyleMatch *other = b;

    return (one->sort_key > other->sort_key) - (one->sort_key < other->sort_key);
}

static gboolean
is_sorted(const GArray *matches)
{
    for (guint i = 1; i < matches->len; i++) {
        if (compare_sort_keys(&g_array_index(matches, MarchStyleMatch, i - 1),
                              &g_array_index(matches, MarchStyleMatch, i)) > 0) {
            return FALSE;
        }
    }
    return TRUE;
}

/* Whether the layer draws every feature, all with one sort key. */
static gboolean
takes_all(const MarchStyleLayer *layer, double zoom, double *sort_key)
{
    const MarchStyleContext context = {zoom, NULL};

    if (layer->filter != NULL || layer->source_filter != NULL ||
        !march_style_layer_has_constant_sort_key(layer)) {
        return FALSE;
    }
    *sort_key = march_style_layer_get_sort_key(layer, &context);
    *sort_key = isfinite(*sort_key) ? *sort_key : 0;
    return TRUE;
}

static GArray *
take_all(const MarchFeatures *features, guint count, double sort_key)
{
    GArray *matches = g_array_sized_new(FALSE, FALSE, sizeof(MarchStyleMatch), count);
    MarchStyleMatch *match;

    g_array_set_size(matches, count);
    match = (MarchStyleMatch *)(gpointer)matches->data;
    for (guint i = 0; i < count; i++) {
        match[i] = (MarchStyleMatch){march_features_get(features, i), sort_key};
    }
    return matches;
}

/* Shows each feature to the layers that take only some of them. */
static void
visit_features(Selection *selection,
               const MarchStyleLayer *const *layers,
               const gboolean *is_open,
               const MarchFeatures *features,
               double zoom,
               GPtrArray *selected)
{
    guint count = march_features_count(features);

    for (guint i = 0; i < count; i++) {
        const MarchStyleContext context = {zoom, march_features_get(features, i)};

        if (i % BLOCK == 0) {
            fetch_block(features, i, MIN(i + BLOCK, count));
        }
        read_texts(selection, context.feature);
        for (guint k = 0; k < selection->n_candidates; k++) {
            if (is_open[k] && may_accept(selection, &selection->candidates[k])) {
                add_if_accepted(g_ptr_array_index(selected, k), layers[k], &context);
            }
        }
    }
}

GPtrArray *
march_style_select(const MarchStyleLayer *const *layers,
                   guint n_layers,
                   const MarchFeatures *features,
                   double zoom)
{
    GPtrArray *selected = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
    guint count = features != NULL ? march_features_count(features) : 0;
    g_autofree gboolean *is_open = g_new0(gboolean, n_layers + 1);
    GArray *all = NULL;
    double all_key = 0;
    guint n_open = 0;
    Selection selection;

    for (guint i = 0; i < n_layers; i++) {
        double key;

        is_open[i] = count > 0 && !takes_all(layers[i], zoom, &key);
        n_open += is_open[i] ? 1 : 0;
        if (is_open[i] || count == 0) {
            g_ptr_array_add(selected,
                            g_array_new(FALSE, FALSE, sizeof(MarchStyleMatch)));
            continue;
        }
        /* Layers that take the same in the same order share it. */
        if (all == NULL || key < all_key || key > all_key) {
            all = take_all(features, count, key);
            all_key = key;
            g_ptr_array_add(selected, all);
        } else {
            g_ptr_array_add(selected, g_array_ref(all));
        }
    }
    if (n_open == 0) {
        return selected;
    }
    selection_init(&selection, layers, n_layers);
    visit_features(&selection, layers, is_open, features, zoom, selected);
    for (guint i = 0; i < n_layers; i++) {
        GArray *matches = g_ptr_array_index(selected, i);

        if (!is_sorted(matches)) {
            g_array_sort(matches, compare_sort_keys);
        }
    }
    selection_clear(&selection);
    return selected;
}
