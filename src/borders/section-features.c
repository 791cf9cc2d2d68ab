/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "borders-private.h"

static const char *
get_text(const MarchFeature *feature, const char *key)
{
    const char *text = march_feature_get_string(feature, key);

    return text != NULL && text[0] != '\0' ? text : NULL;
}

/* The two countries, from "left" and "right" or from "between": "KG,TJ". */
static gboolean
read_between(const MarchFeature *feature, GStrv *codes, GError **error)
{
    const char *between = get_text(feature, "between");
    const char *left = get_text(feature, "left"), *right = get_text(feature, "right");

    if (between != NULL) {
        *codes = g_strsplit(between, ",", -1);
    } else if (left != NULL && right != NULL) {
        *codes = g_new0(char *, 3);
        (*codes)[0] = g_strdup(left);
        (*codes)[1] = g_strdup(right);
    }
    if (*codes == NULL || g_strv_length(*codes) != 2 ||
        strlen(g_strstrip((*codes)[0])) != 2 || strlen(g_strstrip((*codes)[1])) != 2) {
        march_error_set(error, MARCH_ERROR_DATA, feature->where,
                        "a section's line needs two country codes: left and right, or "
                        "between, such as \"KG,TJ\"");
        return FALSE;
    }
    return TRUE;
}

/* "KG: international; TJ: unrecognised" as code, text, code, text... */
static gboolean
read_claims(const MarchFeature *feature, GPtrArray *claims, GError **error)
{
    const char *text = get_text(feature, "claims");
    g_auto(GStrv) items = g_strsplit(text != NULL ? text : "", ";", -1);

    for (guint i = 0; items[i] != NULL; i++) {
        char *colon = strchr(g_strstrip(items[i]), ':');

        if (items[i][0] == '\0') {
            continue;
        }
        if (colon == NULL) {
            march_error_set(error, MARCH_ERROR_DATA, feature->where,
                            "claims \"%s\": expected code: words; code: words", text);
            return FALSE;
        }
        *colon = '\0';
        g_ptr_array_add(claims, g_strdup(g_strstrip(items[i])));
        g_ptr_array_add(claims, g_strdup(g_strstrip(colon + 1)));
    }
    g_ptr_array_add(claims, NULL);
    return TRUE;
}

static gboolean
read_status_and_days(const MarchFeature *feature,
                     MarchCutRequest *request,
                     GError **error)
{
    const char *status = get_text(feature, "status");
    const char *valid = get_text(feature, "valid");

    if (!march_border_status_parse(status, &request->status)) {
        march_error_set(error, MARCH_ERROR_DATA, feature->where,
                        "status \"%s\" is not known; expected one such as disputed, "
                        "undelimited or line-of-control",
                        status != NULL ? status : "");
        return FALSE;
    }
    if (valid != NULL && !march_date_range_parse(valid, &request->valid)) {
        march_error_set(error, MARCH_ERROR_DATA, feature->where,
                        "valid \"%s\" is not a range like 1991-09-09/2025-03-13, the "
                        "earlier day first",
                        valid);
        return FALSE;
    }
    return TRUE;
}

static gboolean
cut_feature(MarchBorders *borders,
            const MarchFeature *feature,
            MarchDiagnostics *diagnostics,
            GError **error)
{
    g_auto(GStrv) codes = NULL;
    g_autoptr(GPtrArray) claims = g_ptr_array_new_with_free_func(g_free);
    const char *name = get_text(feature, "section");
    MarchCutRequest request = {
        .name = name != NULL ? name : get_text(feature, "name"),
        .kind = MARCH_CUT_GEOMETRY,
        .geometry = feature->geometry,
        .source = get_text(feature, "source"),
        .label = get_text(feature, "label"),
        .where = feature->where,
    };

    if (!read_between(feature, &codes, error) || !read_claims(feature, claims, error) ||
        !read_status_and_days(feature, &request, error)) {
        return FALSE;
    }
    request.between[0] = codes[0];
    request.between[1] = codes[1];
    request.claims = (const char *const *)claims->pdata;
    return march_borders_cut(borders, &request, diagnostics, error) != NULL;
}

gboolean
march_borders_cut_features(MarchBorders *borders,
                           const MarchFeatures *features,
                           MarchDiagnostics *diagnostics,
                           GError **error)
{
    g_autoptr(GError) first = NULL;

    for (guint i = 0; i < march_features_count(features); i++) {
        const MarchFeature *feature = march_features_get(features, i);
        g_autoptr(GError) fault = NULL;

        if (feature->geometry->type != MARCH_GEOMETRY_LINE) {
            march_diagnostics_add(diagnostics, MARCH_SEVERITY_WARNING,
                                  "section-not-a-line", feature->where,
                                  get_text(feature, "section"),
                                  "a point or polygon among the lines of sections was "
                                  "left out");
        } else if (!cut_feature(borders, feature, diagnostics, &fault)) {
            const char *name = get_text(feature, "section");

            name = name != NULL ? name : get_text(feature, "name");
            g_prefix_error(&fault, "section \"%s\": ", name != NULL ? name : "unnamed");
            if (first == NULL) {
                first = g_steal_pointer(&fault);
            } else {
                march_diagnostics_add(diagnostics, MARCH_SEVERITY_ERROR, "bad-section",
                                      march_error_get_location(fault), name, "%s",
                                      fault->message);
            }
        }
    }
    if (first != NULL) {
        g_propagate_error(error, g_steal_pointer(&first));
        return FALSE;
    }
    return TRUE;
}
