/* SPDX-License-Identifier: MIT */
#include "codes.h"

static gboolean
is_known(const MarchFeatures *countries, const char *code)
{
    for (guint i = 0; i < march_features_count(countries); i++) {
        const char *iso =
            march_feature_get_string(march_features_get(countries, i), "iso");

        if (g_strcmp0(iso, code) == 0) {
            return TRUE;
        }
    }
    return FALSE;
}

static gboolean
sections_check(const MarchSpec *spec, const MarchFeatures *countries, GError **error)
{
    for (guint i = 0; i < spec->sections->len; i++) {
        const MarchSpecSection *section = g_ptr_array_index(spec->sections, i);

        for (guint side = 0; side < 2; side++) {
            const char *code = section->between[side];

            if (code != NULL && !is_known(countries, code)) {
                march_error_set(error, MARCH_ERROR_UNKNOWN, section->where,
                                "the data hold no country \"%s\"; expected ISO 3166 "
                                "two-letter codes under \"between\"",
                                code);
                return FALSE;
            }
        }
    }
    return TRUE;
}

static gboolean
notes_check(const GPtrArray *notes, const MarchFeatures *countries, GError **error)
{
    for (guint i = 0; i < notes->len; i++) {
        const MarchSpecNote *note = g_ptr_array_index(notes, i);
        const char *const codes[] = {note->between[0], note->between[1], note->land[0],
                                     note->land[1]};

        for (gsize j = 0; j < G_N_ELEMENTS(codes); j++) {
            if (codes[j] != NULL && !is_known(countries, codes[j])) {
                march_error_set(error, MARCH_ERROR_UNKNOWN, note->where,
                                "the data hold no country \"%s\": the note would never "
                                "be printed",
                                codes[j]);
                return FALSE;
            }
        }
    }
    return TRUE;
}

gboolean
march_codes_check_notes(const GPtrArray *notes,
                        MarchCatalogue *catalogue,
                        GError **error)
{
    static const char *const PROPERTIES[] = {"iso", NULL};
    const MarchBox world = {-180, -90, 180, 90};
    g_autoptr(MarchFeatures) countries = NULL;

    if (notes->len == 0) {
        return TRUE;
    }
    countries =
        march_catalogue_read(catalogue, "countries", world, 1, PROPERTIES, error);
    return countries != NULL && notes_check(notes, countries, error);
}

gboolean
march_codes_check(const MarchSpec *spec,
                  MarchCatalogue *catalogue,
                  MarchDiagnostics *diagnostics,
                  GError **error)
{
    static const char *const PROPERTIES[] = {"iso", NULL};
    const MarchBox world = {-180, -90, 180, 90};
    g_autoptr(MarchFeatures) countries = NULL;

    if (spec->sections->len == 0 && spec->countries->len == 0) {
        return TRUE;
    }
    countries =
        march_catalogue_read(catalogue, "countries", world, 1, PROPERTIES, error);
    if (countries == NULL) {
        return FALSE;
    }
    for (guint i = 0; i < spec->countries->len; i++) {
        const char *code = g_ptr_array_index(spec->countries, i);

        if (!is_known(countries, code)) {
            march_diagnostics_add(diagnostics, MARCH_SEVERITY_WARNING,
                                  "unknown-country",
                                  march_spec_get_location(spec, "countries"), code,
                                  "the data hold no country \"%s\": the hint is of no "
                                  "use",
                                  code);
        }
    }
    return sections_check(spec, countries, error);
}
