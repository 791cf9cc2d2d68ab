/* SPDX-License-Identifier: MIT */
/* Areas as features of a file say them, and as the legend does. */
#include <string.h>

#include "areas.h"

static const char *
get_text(const MarchFeature *feature, const char *key)
{
    const char *text = march_feature_get_string(feature, key);

    return text != NULL && text[0] != '\0' ? text : NULL;
}

/* A NULL-ended list of the texts from @first on, kept with them. */
static const char *const *
list_keep(GPtrArray *kept, guint first)
{
    guint count = kept->len - first;
    const char **list = g_new0(const char *, count + 1);

    for (guint i = 0; i < count; i++) {
        list[i] = g_ptr_array_index(kept, first + i);
    }
    g_ptr_array_add(kept, (gpointer)list);
    return list;
}

static gboolean
claimants_read(const MarchFeature *feature,
               MarchAreaRequest *request,
               GPtrArray *kept,
               GError **error)
{
    const char *text = get_text(feature, "claimants");
    g_auto(GStrv) codes = g_strsplit_set(text != NULL ? text : "", "/,;", -1);
    guint first = kept->len;

    for (guint i = 0; codes[i] != NULL; i++) {
        const char *code = g_strstrip(codes[i]);

        if (code[0] == '\0') {
            continue;
        }
        if (strlen(code) != 2 || !g_ascii_isalpha(code[0]) ||
            !g_ascii_isalpha(code[1])) {
            march_error_set(error, MARCH_ERROR_DATA, feature->where,
                            "claimants \"%s\": expected two-letter country codes such "
                            "as \"KE/SS\"",
                            text);
            return FALSE;
        }
        g_ptr_array_add(kept, g_ascii_strup(code, -1));
    }
    request->claimants = kept->len > first ? list_keep(kept, first) : NULL;
    return TRUE;
}

static gboolean
claims_read(const MarchFeature *feature,
            MarchAreaRequest *request,
            GPtrArray *kept,
            GError **error)
{
    const char *text = get_text(feature, "claims");
    g_auto(GStrv) items = g_strsplit(text != NULL ? text : "", ";", -1);
    guint first = kept->len;

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
        g_ptr_array_add(kept, g_strdup(g_strstrip(items[i])));
        g_ptr_array_add(kept, g_strdup(g_strstrip(colon + 1)));
    }
    request->claims = kept->len > first ? list_keep(kept, first) : NULL;
    return TRUE;
}

gboolean
march_area_request_read(const MarchFeature *feature,
                        MarchAreaRequest *request,
                        GPtrArray *kept,
                        GError **error)
{
    const char *name = get_text(feature, "area");
    const char *status = get_text(feature, "status");
    const char *valid = get_text(feature, "valid");

    name = name != NULL ? name : get_text(feature, "name");
    *request = (MarchAreaRequest){
        .name = name != NULL ? name : "unnamed",
        .geometry = feature->geometry,
        .status = MARCH_BORDER_DISPUTED,
        .source = get_text(feature, "source"),
        .label = get_text(feature, "label"),
        .where = feature->where,
    };
    if (status != NULL && !march_border_status_parse(status, &request->status)) {
        march_error_set(error, MARCH_ERROR_DATA, feature->where,
                        "status \"%s\" is not known; expected one such as disputed, "
                        "claimed or lease",
                        status);
        return FALSE;
    }
    if (valid != NULL && !march_date_range_parse(valid, &request->valid)) {
        march_error_set(error, MARCH_ERROR_DATA, feature->where,
                        "valid \"%s\" is not a range like 1991-09-09/2025-03-13",
                        valid);
        return FALSE;
    }
    return claimants_read(feature, request, kept, error) &&
           claims_read(feature, request, kept, error);
}

static const char *
status_words(MarchBorderStatus status)
{
    switch (status) {
    case MARCH_BORDER_UNDELIMITED:
        return "Area without agreed boundary";
    case MARCH_BORDER_ADMINISTRATIVE:
        return "Area under its own administration";
    case MARCH_BORDER_LEASE:
        return "Leased area";
    case MARCH_BORDER_NEUTRAL:
        return "Neutral area";
    case MARCH_BORDER_SHARED:
        return "Shared area";
    case MARCH_BORDER_CLAIMED:
        return "Claimed area";
    case MARCH_BORDER_DISPUTED:
    case MARCH_BORDER_INTERNATIONAL:
    case MARCH_BORDER_DEMARCATED:
    case MARCH_BORDER_LINE_OF_CONTROL:
    case MARCH_BORDER_CEASEFIRE:
    case MARCH_BORDER_UNRECOGNISED:
    default:
        return "Disputed area";
    }
}

char *
march_area_legend_words(MarchBorderStatus status,
                        const char *label,
                        const char *claimant_names,
                        gboolean has_source,
                        MarchDate as_of)
{
    GString *words = g_string_new(label != NULL ? label : status_words(status));

    if (label == NULL && claimant_names != NULL &&
        (status == MARCH_BORDER_DISPUTED || status == MARCH_BORDER_CLAIMED)) {
        g_string_printf(words, "Area claimed by %s", claimant_names);
    } else if (label == NULL && march_date_is_given(as_of) &&
               (status == MARCH_BORDER_DISPUTED ||
                status == MARCH_BORDER_UNDELIMITED)) {
        g_autofree char *date = march_date_to_text(as_of);

        g_string_append_printf(words, " as of %s", date);
    }
    if (!has_source) {
        g_string_append(words, " (no source given)");
    }
    return g_string_free(words, FALSE);
}
