/* SPDX-License-Identifier: MIT */
#include "class-map.h"

#include <math.h>
#include <string.h>

#include "country-codes.h"

typedef struct {
    const char *value;
    MarchBorderStatus status;
} ClassValue;

/* Natural Earth's FEATURECLA and FCLASS_xx, misspellings included. */
static const ClassValue NATURAL_EARTH[] = {
    {"International boundary (verify)", MARCH_BORDER_INTERNATIONAL},
    {"International boundary", MARCH_BORDER_INTERNATIONAL},
    {"Disputed (please verify)", MARCH_BORDER_DISPUTED},
    {"Indefinite (please verify)", MARCH_BORDER_UNDELIMITED},
    {"Indeterminant frontier", MARCH_BORDER_UNDELIMITED},
    {"Elusive frontier", MARCH_BORDER_UNDELIMITED},
    {"Line of control (please verify)", MARCH_BORDER_LINE_OF_CONTROL},
    {"Overlay limit", MARCH_BORDER_ADMINISTRATIVE},
    {"Lease limit", MARCH_BORDER_LEASE},
    {"Claim boundary", MARCH_BORDER_CLAIMED},
    {"Claim", MARCH_BORDER_CLAIMED},
    {"Breakaway", MARCH_BORDER_DISPUTED},
    {"Reference line", MARCH_BORDER_CLAIMED},
    {"Map unit boundary", MARCH_BORDER_ADMINISTRATIVE},
    {"Admin-1 boundary", MARCH_BORDER_ADMINISTRATIVE},
    {"Admin-1 region boundary", MARCH_BORDER_ADMINISTRATIVE},
    {"Admin-1 statistical boundary", MARCH_BORDER_ADMINISTRATIVE},
    {"Admin-1 statistical meta bounds", MARCH_BORDER_ADMINISTRATIVE},
    {"1st Order Admin Lines", MARCH_BORDER_ADMINISTRATIVE},
    {"Unrecognized", MARCH_BORDER_UNRECOGNISED},
    {"Unrecognized Admin-1 boundary", MARCH_BORDER_UNRECOGNISED},
    {"Unrecognized Admin-1 region boundary", MARCH_BORDER_UNRECOGNISED},
    {"Unrecognized Admin-1 statistical boundary", MARCH_BORDER_UNRECOGNISED},
    {"Unrecognized Admin-1 statistical meta bounds", MARCH_BORDER_UNRECOGNISED},
};

/* LSIB's STATUS in words; RANK decides when they are none of these. */
static const ClassValue LSIB[] = {
    {"International Boundary", MARCH_BORDER_INTERNATIONAL},
    {"Other Line of International Separation", MARCH_BORDER_DISPUTED},
    {"Special Line", MARCH_BORDER_ADMINISTRATIVE},
};

static gboolean
find_value(const ClassValue *values,
           gsize count,
           const char *value,
           MarchBorderStatus *status)
{
    for (gsize i = 0; i < count; i++) {
        if (strcmp(values[i].value, value) == 0) {
            *status = values[i].status;
            return TRUE;
        }
    }
    return FALSE;
}

/*
 * How far the lines of known files may be off. LSIB's figure is its publisher's;
 * Natural Earth's is the median distance of its 10m line from that of geoBoundaries
 * between 69.3 and 70.96 E on the Kyrgyz-Tajik border (90th percentile 5.1 km).
 */
static void
set_error(MarchLineAttributes *attributes, double error_m, const char *error_from)
{
    attributes->error_m = error_m;
    attributes->error_from = error_from;
}

static const MarchValue *
get(const MarchFeature *feature, const char *key)
{
    for (guint i = 0; i < feature->properties->len; i++) {
        const MarchProperty *property =
            &g_array_index(feature->properties, MarchProperty, i);

        if (g_ascii_strcasecmp(property->key, key) == 0) {
            return &property->value;
        }
    }
    return NULL;
}

/* The text of @key; NULL when missing, empty or not text. */
static const char *
get_text(const MarchFeature *feature, const char *key)
{
    const MarchValue *value = get(feature, key);

    if (value == NULL || value->type != MARCH_VALUE_STRING ||
        value->as.string[0] == '\0') {
        return NULL;
    }
    return value->as.string;
}

static double
get_number(const MarchFeature *feature, const char *key, double fallback)
{
    const MarchValue *value = get(feature, key);

    if (value == NULL) {
        return fallback;
    }
    if (value->type == MARCH_VALUE_NUMBER) {
        return value->as.number;
    }
    return value->type == MARCH_VALUE_STRING ? g_ascii_strtod(value->as.string, NULL)
                                             : fallback;
}

/* Two letters stay, three become two; anything else is left as it is. */
static void
copy_code(char *code, gsize size, const char *text)
{
    const char *alpha2 = NULL;

    if (text == NULL || strcmp(text, "-99") == 0) {
        code[0] = '\0';
        return;
    }
    g_strlcpy(code, text, size);
    if (strlen(text) == 3) {
        g_autofree char *upper = g_ascii_strup(text, -1);

        alpha2 = march_country_code_from_alpha3(upper);
    }
    if (alpha2 != NULL) {
        g_strlcpy(code, alpha2, size);
    }
}

static void
read_sides(const MarchFeature *feature, MarchLineAttributes *attributes)
{
    static const char *const SIDES[][2] = {
        {"left", "right"}, {"adm0_a3_l", "adm0_a3_r"}, {"adm0_left", "adm0_right"},
        {"CC1", "CC2"},    {"iso_a2_l", "iso_a2_r"},
    };

    for (gsize i = 0; i < G_N_ELEMENTS(SIDES); i++) {
        if (get(feature, SIDES[i][0]) == NULL && get(feature, SIDES[i][1]) == NULL) {
            continue;
        }
        copy_code(attributes->left, sizeof attributes->left,
                  get_text(feature, SIDES[i][0]));
        copy_code(attributes->right, sizeof attributes->right,
                  get_text(feature, SIDES[i][1]));
        return;
    }
}

/* FCLASS_IN and its like: what the line is in the eyes of one country. */
static void
read_natural_earth_views(const MarchFeature *feature, MarchLineAttributes *attributes)
{
    for (guint i = 0; i < feature->properties->len; i++) {
        const MarchProperty *property =
            &g_array_index(feature->properties, MarchProperty, i);
        MarchBorderStatus status;

        if (g_ascii_strncasecmp(property->key, "FCLASS_", 7) != 0 ||
            property->value.type != MARCH_VALUE_STRING) {
            continue; /* null falls back to FEATURECLA */
        }
        if (find_value(NATURAL_EARTH, G_N_ELEMENTS(NATURAL_EARTH),
                       property->value.as.string, &status)) {
            const char *name = march_border_status_name(status);

            g_ptr_array_add(attributes->claims, g_ascii_strup(property->key + 7, -1));
            g_ptr_array_add(attributes->claims, g_strdup(name));
        }
    }
}

static gboolean
read_natural_earth(const MarchFeature *feature, MarchLineAttributes *attributes)
{
    const char *value = get_text(feature, "featurecla");

    if (value == NULL) {
        return FALSE;
    }
    attributes->class_value = value;
    attributes->is_known = find_value(NATURAL_EARTH, G_N_ELEMENTS(NATURAL_EARTH), value,
                                      &attributes->status);
    attributes->name = get_text(feature, "BRK_NAME");
    if (attributes->name == NULL) {
        attributes->name = get_text(feature, "name");
    }
    attributes->label = get_text(feature, "NOTE");
    set_error(attributes, 1850,
              "the median distance of Natural Earth from geoBoundaries on the "
              "Kyrgyz–Tajik border");
    read_natural_earth_views(feature, attributes);
    return TRUE;
}

static gboolean
read_lsib(const MarchFeature *feature, MarchLineAttributes *attributes)
{
    double rank = get_number(feature, "RANK", 0);
    const char *value = get_text(feature, "STATUS");

    if (get(feature, "CC1") == NULL || get(feature, "RANK") == NULL) {
        return FALSE;
    }
    attributes->class_value = value;
    attributes->label = get_text(feature, "LABEL");
    set_error(attributes, 100, "what the publisher of LSIB says of most of its lines");
    if (value != NULL &&
        find_value(LSIB, G_N_ELEMENTS(LSIB), value, &attributes->status)) {
        return TRUE;
    }
    attributes->is_known = rank >= 1 && rank <= 3;
    attributes->status = rank > 2   ? MARCH_BORDER_ADMINISTRATIVE
                         : rank > 1 ? MARCH_BORDER_DISPUTED
                                    : MARCH_BORDER_INTERNATIONAL;
    return TRUE;
}

static gboolean
is_yes(const char *text)
{
    return text != NULL && strcmp(text, "no") != 0;
}

static gboolean
read_openstreetmap(const MarchFeature *feature, MarchLineAttributes *attributes)
{
    const char *boundary = get_text(feature, "boundary");
    const char *claimed_by = get_text(feature, "claimed_by");
    gboolean is_disputed = is_yes(get_text(feature, "disputed")) ||
                           is_yes(get_text(feature, "dispute")) ||
                           get_text(feature, "disputed_by") != NULL;

    if (boundary == NULL && claimed_by == NULL && !is_disputed) {
        return FALSE;
    }
    attributes->class_value = boundary;
    attributes->name = get_text(feature, "name");
    set_error(attributes, 320,
              "the mean distance of OpenStreetMap from official district maps on the "
              "Kyrgyz–Tajik border");
    if (claimed_by != NULL || (boundary != NULL && strcmp(boundary, "claim") == 0)) {
        attributes->status = MARCH_BORDER_CLAIMED;
    } else if (is_disputed || (boundary != NULL && strcmp(boundary, "disputed") == 0)) {
        attributes->status = MARCH_BORDER_DISPUTED;
    }
    if (claimed_by != NULL) {
        g_auto(GStrv) codes = g_strsplit_set(claimed_by, ";,", -1);

        for (guint i = 0; codes[i] != NULL; i++) {
            g_strstrip(codes[i]);
            if (codes[i][0] != '\0') {
                g_ptr_array_add(attributes->claims, g_ascii_strup(codes[i], -1));
                g_ptr_array_add(attributes->claims, g_strdup("international"));
            }
        }
    }
    return TRUE;
}

static void
read_own(const MarchFeature *feature, MarchLineAttributes *attributes)
{
    const char *kind = get_text(feature, "kind");
    const char *status = get_text(feature, "status");

    attributes->name = get_text(feature, "name");
    attributes->label = get_text(feature, "label");
    attributes->source = get_text(feature, "source");
    if (status != NULL) {
        attributes->class_value = status;
        attributes->is_known = march_border_status_parse(status, &attributes->status);
        return;
    }
    if (kind == NULL) {
        return;
    }
    attributes->class_value = kind;
    attributes->is_enclave = strcmp(kind, "enclave") == 0;
    if (strcmp(kind, "claim") == 0) {
        /* Whose claim the sides tell: "KE" beside "KE/SS" is where SS sees it. */
        attributes->status = MARCH_BORDER_DISPUTED;
        attributes->label = "Limit of a disputed area";
    } else if (strcmp(kind, "dependency") == 0) {
        attributes->status = MARCH_BORDER_ADMINISTRATIVE;
        attributes->label = "Limit of a dependency";
    } else {
        attributes->is_known = attributes->is_enclave || strcmp(kind, "land") == 0;
    }
}

void
march_line_attributes_read(const MarchFeature *feature, MarchLineAttributes *attributes)
{
    *attributes = (MarchLineAttributes){
        .status = MARCH_BORDER_INTERNATIONAL,
        .is_known = TRUE,
        .claims = g_ptr_array_new_with_free_func(g_free),
        .error_m = NAN,
    };
    read_sides(feature, attributes);
    if (!read_natural_earth(feature, attributes) && !read_lsib(feature, attributes) &&
        !read_openstreetmap(feature, attributes)) {
        read_own(feature, attributes);
    }
}

void
march_line_attributes_clear(MarchLineAttributes *attributes)
{
    g_clear_pointer(&attributes->claims, g_ptr_array_unref);
}
