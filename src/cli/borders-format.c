/* SPDX-License-Identifier: MIT */
#include "borders-format.h"

#include <string.h>

/* "70.5544, 39.9658" */
static char *
position_text(MarchLonLat position)
{
    return g_strdup_printf("%.4f, %.4f", position.lon, position.lat);
}

static const char *
data_name(const MarchSection *section)
{
    return section->data != NULL ? section->data : "the line given";
}

/* Whether the program's own data were cut, which are known to be generalised. */
static gboolean
is_of_pack(const MarchSection *section, const MarchOpenBorders *opened)
{
    return opened->data != NULL && g_strcmp0(section->data, opened->data->source) == 0;
}

/* "A and B": the data that the features are of; (transfer full). */
static char *
data_names(const MarchFeatures *features)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();

    for (guint i = 0; i < march_features_count(features); i++) {
        const char *name =
            march_feature_get_string(march_features_get(features, i), "data");

        if (name != NULL &&
            !g_ptr_array_find_with_equal_func(names, name, g_str_equal, NULL)) {
            g_ptr_array_add(names, (gpointer)(guintptr)name);
        }
    }
    if (names->len == 0) {
        return g_strdup("the lines given");
    }
    g_ptr_array_add(names, NULL);
    return g_strjoinv(" and ", (char **)names->pdata);
}

/* The sentence without what the command line did not give: the name, the source, and
   the status, which nobody has claimed then. */
static char *
bare_sentence(const MarchSection *section, const MarchBordersRequest *request)
{
    static const char UNSAID[] = ", " MARCH_BORDERS_STATUS_UNSAID "; ";
    const char *start = strchr(section->sentence, ':');
    const char *end = g_strrstr(section->sentence, "; source:");
    const char *status = g_strrstr(section->sentence, UNSAID);
    g_autoptr(GString) text = NULL;

    start = start != NULL ? start + 2 : section->sentence;
    end = end != NULL ? end : start + strlen(start);
    text = g_string_new_len(start, end - start);
    if (request->status == NULL && status != NULL && status >= start) {
        g_string_erase(text, status - start, (gssize)strlen(UNSAID) - 2);
    }
    return g_string_free(g_steal_pointer(&text), FALSE);
}

char *
march_borders_section_to_text(const MarchSection *section,
                              const MarchBordersRequest *request,
                              const MarchOpenBorders *opened)
{
    g_autofree char *start = position_text(section->start);
    g_autofree char *end = position_text(section->end);
    g_autofree char *sentence = bare_sentence(section, request);

    g_autofree char *exactness =
        is_of_pack(section, opened)
            ? g_strdup_printf(", generalised to %g m", opened->data->tolerance_m)
            : g_strdup("");

    return g_strdup_printf(
        "%s\nlength  %.1f km in these data\nstart   %s (snapped %.1f "
        "km)\nend     %s (snapped %.1f km)\nparts   %u\ndata    %s%s\n",
        sentence, section->length_km, start, section->from_snap_km, end,
        section->to_snap_km, section->geometry->parts->len, data_name(section),
        exactness);
}

MarchFeatures *
march_borders_section_to_features(const MarchSection *section,
                                  const MarchBordersRequest *request,
                                  const MarchOpenBorders *opened)
{
    MarchFeatures *features = march_features_new();
    MarchFeature *feature =
        march_features_add(features, march_geometry_copy(section->geometry));
    g_autofree char *sentence = bare_sentence(section, request);

    march_features_set_string(features, feature, "left", opened->countries[0]);
    march_features_set_string(features, feature, "right", opened->countries[1]);
    if (request->status != NULL) {
        march_features_set_string(features, feature, "status", request->status);
    }
    march_features_set_string(features, feature, "sentence", sentence);
    march_features_set_number(features, feature, "length_km", section->length_km);
    march_features_set_number(features, feature, "start_lon", section->start.lon);
    march_features_set_number(features, feature, "start_lat", section->start.lat);
    march_features_set_number(features, feature, "end_lon", section->end.lon);
    march_features_set_number(features, feature, "end_lat", section->end.lat);
    march_features_set_number(features, feature, "from_snap_km", section->from_snap_km);
    march_features_set_number(features, feature, "to_snap_km", section->to_snap_km);
    march_features_set_string(features, feature, "data", data_name(section));
    if (is_of_pack(section, opened)) {
        march_features_set_number(features, feature, "tolerance_m",
                                  opened->data->tolerance_m);
    }
    return features;
}

static void
append_ends(GString *text, const MarchGeometry *geometry)
{
    guint count;
    const MarchLonLat *first = march_geometry_get_part(geometry, 0, &count);
    const MarchLonLat *last =
        march_geometry_get_part(geometry, geometry->parts->len - 1, &count);
    g_autofree char *start = position_text(first[0]);
    g_autofree char *end = position_text(last[count - 1]);

    g_string_append_printf(text, "%-19s  %-19s", start, end);
}

char *
march_borders_list_to_text(const MarchFeatures *features)
{
    GString *text = g_string_new("status            km       start                end"
                                 "                  what\n");
    double total = 0;
    g_autofree char *data = data_names(features);

    for (guint i = 0; i < march_features_count(features); i++) {
        const MarchFeature *feature = march_features_get(features, i);
        double km = march_geometry_length(feature->geometry) / 1000;
        const char *section = march_feature_get_string(feature, "section");
        const char *name = march_feature_get_string(feature, "name");
        const char *source = march_feature_get_string(feature, "source");

        total += km;
        g_string_append_printf(text, "%-16s  %7.1f  ",
                               march_feature_get_string(feature, "status"), km);
        append_ends(text, feature->geometry);
        g_string_append_printf(
            text, "  %s%s%s%s%s%s\n", section != NULL ? section : "",
            section != NULL ? ": " : "", march_feature_get_string(feature, "label"),
            name != NULL ? ", around " : "", name != NULL ? name : "",
            section == NULL  ? ""
            : source != NULL ? "; source: "
                             : "");
        if (section != NULL && source != NULL) {
            g_string_truncate(text, text->len - 1);
            g_string_append_printf(text, "%s\n", source);
        }
    }
    g_string_append_printf(text,
                           "%u piece%s, about %.0f km as drawn by %s, not surveyed "
                           "lengths\n",
                           march_features_count(features),
                           march_features_count(features) == 1 ? "" : "s", total, data);
    return g_string_free(text, FALSE);
}

char *
march_borders_diff_to_text(const MarchFeatures *features)
{
    GString *text = g_string_new(NULL);

    for (guint i = 0; i < march_features_count(features); i++) {
        const MarchFeature *feature = march_features_get(features, i);
        const char *before = march_feature_get_string(feature, "section-before");
        const char *after = march_feature_get_string(feature, "section-after");
        const char *source = march_feature_get_string(feature, "source-after");

        g_string_append_printf(text, "%s -> %s  %.1f km  ",
                               march_feature_get_string(feature, "before"),
                               march_feature_get_string(feature, "after"),
                               march_feature_get_number(feature, "length_km", 0));
        append_ends(text, feature->geometry);
        g_string_append_printf(text, "  %s -> %s", before != NULL ? before : "-",
                               after != NULL ? after : "-");
        g_string_append_printf(text, "; %s",
                               march_feature_get_string(feature, "label"));
        if (source != NULL) {
            g_string_append_printf(text, "; source: %s", source);
        }
        g_string_append_c(text, '\n');
    }
    if (march_features_count(features) == 0) {
        g_string_append(text, "nothing changed\n");
    }
    return g_string_free(text, FALSE);
}
