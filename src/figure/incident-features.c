/* SPDX-License-Identifier: MIT */
#include "incident-features.h"

/* Of several measures each is named, and has a scale of its own. That a table without
 * numbers gives none is no want of them. */
static void
measure_set(MarchFeatures *features,
            MarchFeature *feature,
            const MarchMeasures *measures,
            guint table)
{
    const MarchMeasure *measure = march_measures_get(measures, table);

    if (measure == NULL && march_measures_get_largest(measures) >= 0) {
        march_features_set_boolean(features, feature, "uncounted", TRUE);
    } else if (measure != NULL && march_measures_are_several(measures)) {
        march_features_set_string(features, feature, "legend-measure", measure->words);
        march_features_set_number(features, feature, "value-largest", measure->largest);
    }
}

static void
table_number_set(MarchFeatures *features, MarchFeature *feature, guint number)
{
    g_autofree char *text = number > 0 ? g_strdup_printf("#%u", number) : NULL;

    if (text == NULL) {
        return;
    }
    march_features_set_string(features, feature, "table-numbers", text);
}

MarchFeatures *
march_incident_features_join(GPtrArray *incidents,
                             const MarchIncidentShow *show,
                             const MarchIncidentTypes *types,
                             const MarchMeasures *measures)
{
    MarchFeatures *all = march_features_new();

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
            table_number_set(all, added, fate->number);
            march_incident_types_set(types, all, added);
            measure_set(all, added, measures, i);
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

void
march_incident_leader_add(MarchFeatures *leaders, MarchLonLat from, MarchLonLat to)
{
    MarchGeometry *line = march_geometry_new(MARCH_GEOMETRY_LINE);
    const MarchLonLat ends[] = {from, to};

    march_geometry_add_part(line, ends, 2, FALSE);
    march_features_add(leaders, line);
}
