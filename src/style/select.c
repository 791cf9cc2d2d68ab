/* SPDX-License-Identifier: MIT */
/* Which features layers draw. */
#include <math.h>

#include "style.h"

/* So many features with all they hold stay in a processor's cache while one layer after
 * the other looks at them; 50,000 do not, and each layer would wait for all of them. */
#define BLOCK      96
#define CACHE_LINE 64

#if defined(__GNUC__)
#define PREFETCH(address) __builtin_prefetch(address)
#else
#define PREFETCH(address) ((void)(address))
#endif

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
        const GArray *properties = march_features_get(features, i)->properties;
        gsize size = properties->len * sizeof(MarchProperty);

        for (gsize at = 0; at < size; at += CACHE_LINE) {
            PREFETCH(properties->data + at);
        }
    }
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

GPtrArray *
march_style_select(const MarchStyleLayer *const *layers,
                   guint n_layers,
                   const MarchFeatures *features,
                   double zoom)
{
    GPtrArray *selected = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
    guint count = features != NULL ? march_features_count(features) : 0;

    for (guint i = 0; i < n_layers; i++) {
        g_ptr_array_add(selected, g_array_new(FALSE, FALSE, sizeof(MarchStyleMatch)));
    }
    for (guint first = 0; first < count; first += BLOCK) {
        fetch_block(features, first, MIN(first + BLOCK, count));
        for (guint i = 0; i < n_layers; i++) {
            for (guint j = first; j < MIN(first + BLOCK, count); j++) {
                const MarchStyleContext context = {zoom,
                                                   march_features_get(features, j)};

                add_if_accepted(g_ptr_array_index(selected, i), layers[i], &context);
            }
        }
    }
    for (guint i = 0; i < n_layers; i++) {
        GArray *matches = g_ptr_array_index(selected, i);

        if (!is_sorted(matches)) {
            g_array_sort(matches, compare_sort_keys);
        }
    }
    return selected;
}
