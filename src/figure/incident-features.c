/* SPDX-License-Identifier: MIT */
#include "incident-features.h"

/* A type as first spelt, and its number by first appearance. */
typedef struct {
    const char *spelling;
    guint number;
} Type;

/* The types of all tables, in the order of their rows: a type keeps its look whatever
 * its numbers are, and whatever table it comes from. */
static GHashTable *
types_collect(GPtrArray *incidents)
{
    GHashTable *types = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);

    for (guint i = 0; i < incidents->len; i++) {
        MarchIncidents *table = g_ptr_array_index(incidents, i);

        for (guint row = 0; row < march_incidents_count(table); row++) {
            const char *spelling = march_incidents_get(table, row)->type;
            g_autofree char *folded =
                spelling != NULL ? g_utf8_casefold(spelling, -1) : NULL;

            if (folded != NULL && !g_hash_table_contains(types, folded)) {
                Type *type = g_new0(Type, 1);

                *type = (Type){spelling, g_hash_table_size(types)};
                g_hash_table_insert(types, g_steal_pointer(&folded), type);
            }
        }
    }
    return types;
}

static void
type_set(MarchFeatures *features, MarchFeature *feature, GHashTable *types)
{
    const char *spelling = march_feature_get_string(feature, "type");
    g_autofree char *folded = spelling != NULL ? g_utf8_casefold(spelling, -1) : NULL;
    const Type *type = folded != NULL ? g_hash_table_lookup(types, folded) : NULL;

    if (type != NULL) {
        march_features_set_string(features, feature, "type", type->spelling);
        march_features_set_number(features, feature, "series", type->number);
    }
}

MarchFeatures *
march_incident_features_join(GPtrArray *incidents, const MarchIncidentShow *show)
{
    MarchFeatures *all = march_features_new();
    g_autoptr(GHashTable) types = types_collect(incidents);

    for (guint i = 0; i < incidents->len; i++) {
        g_autoptr(MarchFeatures) table =
            march_incidents_to_features(g_ptr_array_index(incidents, i));

        for (guint j = 0; j < march_features_count(table); j++) {
            const MarchFeature *feature = march_features_get(table, j);
            guint row = (guint)march_feature_get_number(feature, "row", 0);
            const MarchIncidentRowFate *fate = march_incident_show_get(show, i, row);
            MarchFeature *added;

            if (fate->fate != MARCH_FATE_POINT) {
                continue;
            }
            march_features_append_one(all, feature);
            added = march_features_edit(all, march_features_count(all) - 1);
            march_features_set_number(all, added, "number", fate->number);
            type_set(all, added, types);
        }
    }
    return all;
}

void
march_incident_features_label_claims(MarchFeatures *incidents)
{
    for (guint i = 0; i < march_features_count(incidents); i++) {
        MarchFeature *incident = march_features_edit(incidents, i);
        const char *claims = march_feature_get_string(incident, "claims");
        const char *label = march_feature_get_string(incident, "label");
        g_autofree char *both = label != NULL && claims != NULL
                                    ? g_strdup_printf("%s: %s", label, claims)
                                    : g_strdup(claims);

        if (both != NULL) {
            march_features_set_string(incidents, incident, "label", both);
        }
    }
}
