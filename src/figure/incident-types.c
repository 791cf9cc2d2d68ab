/* SPDX-License-Identifier: MIT */
#include "incident-types.h"

/* A type as first spelt, and its number by first appearance. */
typedef struct {
    char *spelling;
    guint number;
} Type;

struct MarchIncidentTypes {
    GHashTable *by_folded; /* char *: Type */
};

static void
type_free(gpointer data)
{
    Type *type = data;

    g_free(type->spelling);
    g_free(type);
}

static void
type_add(MarchIncidentTypes *types, const char *spelling)
{
    g_autofree char *folded = g_utf8_casefold(spelling, -1);

    if (!g_hash_table_contains(types->by_folded, folded)) {
        Type *type = g_new0(Type, 1);

        *type = (Type){g_strdup(spelling), g_hash_table_size(types->by_folded)};
        g_hash_table_insert(types->by_folded, g_steal_pointer(&folded), type);
    }
}

MarchIncidentTypes *
march_incident_types_new(GPtrArray *incidents, const char *const *order)
{
    MarchIncidentTypes *types = g_new0(MarchIncidentTypes, 1);
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);

    types->by_folded =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, type_free);
    for (; order != NULL && *order != NULL; order++) {
        type_add(types, *order);
    }
    for (guint i = 0; i < incidents->len; i++) {
        MarchIncidents *table = g_ptr_array_index(incidents, i);

        for (guint row = 0; row < march_incidents_count(table); row++) {
            const char *type = march_incidents_get(table, row)->type;

            /* Folding is dear, and most rows repeat a spelling. */
            if (type != NULL && g_hash_table_add(seen, (gpointer)(guintptr)type)) {
                type_add(types, type);
            }
        }
    }
    return types;
}

void
march_incident_types_free(MarchIncidentTypes *types)
{
    if (types != NULL) {
        g_hash_table_unref(types->by_folded);
        g_free(types);
    }
}

void
march_incident_types_set(const MarchIncidentTypes *types,
                         MarchFeatures *features,
                         MarchFeature *feature)
{
    const char *spelling = march_feature_get_string(feature, "type");
    g_autofree char *folded = spelling != NULL ? g_utf8_casefold(spelling, -1) : NULL;
    const Type *type =
        folded != NULL ? g_hash_table_lookup(types->by_folded, folded) : NULL;

    if (type != NULL) {
        march_features_set_string(features, feature, "type", type->spelling);
        march_features_set_number(features, feature, "series", type->number);
    }
}
