/* SPDX-License-Identifier: MIT */
#include <math.h>

#include "borders-private.h"
#include "divide.h"

/* Shorter pieces are what rounding leaves. */
#define SHORTEST_M 100.0

static gboolean
is_agreed(MarchBorderStatus status)
{
    return status == MARCH_BORDER_INTERNATIONAL || status == MARCH_BORDER_DEMARCATED;
}

/* A section that says something of later days only. */
static gboolean
is_later(const MarchKeptSection *section, MarchDate as_of)
{
    return !is_agreed(section->line_class.status) &&
           march_date_is_given(section->line_class.valid.from) &&
           as_of.day < section->line_class.valid.from.day;
}

/* Adds the parts of a stretch in which no section holds. */
static void
add_bare(const MarchChain *chain,
         const GArray *intervals,
         double from,
         double to,
         MarchGeometry *geometry)
{
    for (guint i = 0; i < intervals->len; i++) {
        const MarchInterval *interval = &g_array_index(intervals, MarchInterval, i);
        double start = MAX(from, interval->from), end = MIN(to, interval->to);

        if (interval->section == NULL && end - start > SHORTEST_M) {
            march_chain_add_stretch(chain, start, end, geometry);
        }
    }
}

static MarchGeometry *
find_bare(const MarchBorders *borders, guint section, MarchDate as_of)
{
    MarchGeometry *geometry = march_geometry_new(MARCH_GEOMETRY_LINE);

    for (guint i = 0; i < borders->stretches->len; i++) {
        const MarchStretch *stretch =
            &g_array_index(borders->stretches, MarchStretch, i);
        const MarchChain *chain = g_ptr_array_index(borders->chains, stretch->chain);
        g_autoptr(GArray) intervals = NULL;

        if (stretch->section != section || stretch->hides || chain->is_replaced) {
            continue;
        }
        intervals = march_chain_divide(borders, stretch->chain, as_of);
        add_bare(chain, intervals, stretch->from, MIN(stretch->to, chain->length),
                 geometry);
        if (stretch->to > chain->length) {
            add_bare(chain, intervals, 0, stretch->to - chain->length, geometry);
        }
    }
    return geometry;
}

MarchFeatures *
march_borders_select_not_yet(const MarchBorders *borders, MarchDate as_of)
{
    MarchFeatures *features = march_features_new();

    for (guint i = 0; i < borders->sections->len && march_date_is_given(as_of); i++) {
        const MarchKeptSection *section = g_ptr_array_index(borders->sections, i);
        MarchGeometry *geometry;
        MarchFeature *feature;

        if (section->is_loose || !is_later(section, as_of)) {
            continue;
        }
        geometry = find_bare(borders, i, as_of);
        if (geometry->parts->len == 0) {
            march_geometry_free(geometry);
            continue;
        }
        feature = march_features_add(features, geometry);
        feature->where = section->where;
        march_features_set_string(features, feature, "section",
                                  section->info.name != NULL ? section->info.name
                                                             : "unnamed");
    }
    return features;
}
