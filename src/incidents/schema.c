/* SPDX-License-Identifier: MIT */
#include "schema.h"

#include <string.h>

#include "base/csv.h"

static const struct {
    const char *key;
    const char *name;
    const char *credit;
} SCHEMAS[] = {
    [MARCH_SCHEMA_AUTO] = {"auto", "recognised", NULL},
    [MARCH_SCHEMA_OWN] = {"own", "own", NULL},
    [MARCH_SCHEMA_ACLED] = {"acled", "ACLED",
                            "Incidents: Armed Conflict Location & Event Data (ACLED), "
                            "https://acleddata.com"},
    [MARCH_SCHEMA_UCDP] = {"ucdp", "UCDP GED",
                           "Incidents: Uppsala Conflict Data Program (UCDP), "
                           "Georeferenced Event Dataset, https://ucdp.uu.se"},
    [MARCH_SCHEMA_GDELT] =
        {"gdelt", "GDELT events",
         "Incidents: The GDELT Project, https://www.gdeltproject.org"},
};

#define ACTOR(number)                                                                  \
    "Actor" number "Code", "Actor" number "Name", "Actor" number "CountryCode",        \
        "Actor" number "KnownGroupCode", "Actor" number "EthnicCode",                  \
        "Actor" number "Religion1Code", "Actor" number "Religion2Code",                \
        "Actor" number "Type1Code", "Actor" number "Type2Code",                        \
        "Actor" number "Type3Code"
#define GEO_1(prefix)                                                                  \
    prefix "Geo_Type", prefix "Geo_FullName", prefix "Geo_CountryCode",                \
        prefix "Geo_ADM1Code"
#define GEO_2(prefix) prefix "Geo_Lat", prefix "Geo_Long", prefix "Geo_FeatureID"
#define EVENT                                                                          \
    "GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate", ACTOR("1"),       \
        ACTOR("2"), "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode",      \
        "QuadClass", "GoldsteinScale", "NumMentions", "NumSources", "NumArticles",     \
        "AvgTone"

/* GDELT event codebook 2.0, and 1.0, which has no ADM2 codes. */
static const char *const GDELT_61[] = {EVENT,
                                       GEO_1("Actor1"),
                                       "Actor1Geo_ADM2Code",
                                       GEO_2("Actor1"),
                                       GEO_1("Actor2"),
                                       "Actor2Geo_ADM2Code",
                                       GEO_2("Actor2"),
                                       GEO_1("Action"),
                                       "ActionGeo_ADM2Code",
                                       GEO_2("Action"),
                                       "DATEADDED",
                                       "SOURCEURL",
                                       NULL};
static const char *const GDELT_58[] = {
    EVENT,           GEO_1("Actor1"), GEO_2("Actor1"), GEO_1("Actor2"), GEO_2("Actor2"),
    GEO_1("Action"), GEO_2("Action"), "DATEADDED",     "SOURCEURL",     NULL};

/* CAMEO codebook, root codes 01 to 20. */
static const char *const CAMEO_ROOTS[] = {"Make public statement",
                                          "Appeal",
                                          "Express intent to cooperate",
                                          "Consult",
                                          "Engage in diplomatic cooperation",
                                          "Engage in material cooperation",
                                          "Provide aid",
                                          "Yield",
                                          "Investigate",
                                          "Demand",
                                          "Disapprove",
                                          "Reject",
                                          "Threaten",
                                          "Protest",
                                          "Exhibit force posture",
                                          "Reduce relations",
                                          "Coerce",
                                          "Assault",
                                          "Fight",
                                          "Use unconventional mass violence"};
/* UCDP GED codebook, type_of_violence. */
static const char *const UCDP_TYPES[] = {"State-based conflict", "Non-state conflict",
                                         "One-sided violence"};

const char *
march_schema_name(MarchSchema schema)
{
    return SCHEMAS[schema].name;
}

const char *
march_schema_credit(MarchSchema schema)
{
    return SCHEMAS[schema].credit;
}

gboolean
march_schema_parse(const char *name, MarchSchema *schema)
{
    for (gsize i = 0; i < G_N_ELEMENTS(SCHEMAS); i++) {
        if (g_ascii_strcasecmp(name, SCHEMAS[i].key) == 0) {
            *schema = (MarchSchema)i;
            return TRUE;
        }
    }
    return FALSE;
}

static gboolean
has_columns(const char *const *columns, const char *const *names)
{
    for (; *names != NULL; names++) {
        gboolean found = FALSE;

        for (const char *const *column = columns; *column != NULL && !found; column++) {
            found = march_csv_names_match(*column, *names);
        }
        if (!found) {
            return FALSE;
        }
    }
    return TRUE;
}

MarchSchema
march_schema_recognise(const char *const *columns,
                       const char *path,
                       MarchDiagnostics *diagnostics)
{
    static const char *const ACLED_LIKE[] = {"event_date", "event_type",
                                             "sub_event_type", NULL};
    static const char *const ACLED[] = {"event_id_cnty", "event_date", "event_type",
                                        NULL};
    static const char *const UCDP[] = {"type_of_violence", "date_start", "where_prec",
                                       NULL};

    if (has_columns(columns, ACLED)) {
        return MARCH_SCHEMA_ACLED;
    }
    if (has_columns(columns, UCDP)) {
        return MARCH_SCHEMA_UCDP;
    }
    if (has_columns(columns, ACLED_LIKE)) {
        march_diagnostics_add(
            diagnostics, MARCH_SEVERITY_WARNING, "looks-like-acled",
            march_location_new(path, 1, 1), NULL,
            "the table looks like ACLED without its column event_id_cnty; set "
            "\"schema: acled\" to read it as that, with its credit, else \"schema: own\"");
    }
    return MARCH_SCHEMA_OWN;
}

const char *const *
march_schema_gdelt_columns(guint n_cells)
{
    return n_cells == G_N_ELEMENTS(GDELT_58) - 1 ? GDELT_58 : GDELT_61;
}

gboolean
march_schema_looks_like_gdelt(const char *const *cells)
{
    gsize count = g_strv_length((char **)(gpointer)(guintptr)cells);

    return (count == G_N_ELEMENTS(GDELT_58) - 1 ||
            count == G_N_ELEMENTS(GDELT_61) - 1) &&
           strspn(cells[0], "0123456789") == strlen(cells[0]) &&
           strlen(cells[1]) == 8 && strspn(cells[1], "0123456789") == 8;
}

static const char *
code_name(const char *code, const char *const *names, gsize count)
{
    guint64 number = 0;

    return g_ascii_string_to_unsigned(code, 10, 1, count, &number, NULL)
               ? names[number - 1]
               : code;
}

const char *
march_schema_type_name(MarchSchema schema, const char *type)
{
    if (schema == MARCH_SCHEMA_UCDP) {
        return code_name(type, UCDP_TYPES, G_N_ELEMENTS(UCDP_TYPES));
    }
    if (schema == MARCH_SCHEMA_GDELT) {
        return code_name(type, CAMEO_ROOTS, G_N_ELEMENTS(CAMEO_ROOTS));
    }
    return type;
}
