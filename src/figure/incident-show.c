/* SPDX-License-Identifier: MIT */
#include "incident-show.h"

#include <math.h>
#include <string.h>

#include "area-index.h"
#include "area-names.h"
#include "contested-units.h"
#include "region-areas.h"

/* Regions are read at the scale that has most detail. */
#define REGION_SCALE 1e6
/* Countries are only asked for their names. */
#define COUNTRY_SCALE 2e7
/* About a position, to read what lies there. */
#define ABOUT_DEGREES 1e-4
/* The region of the country that a row names is looked for this near to its place. */
#define OWN_REGION_M 25000.0
#define M_PER_DEGREE 111195.0
/* Positions this close stand for one unit. */
#define PER_DEGREE 1e4

struct MarchIncidentShow {
    guint references;
    GArray *rows;    /* of MarchIncidentRowFate, all tables in turn */
    GArray *starts;  /* of guint: the first row of each table */
    GArray *units;   /* of MarchIncidentUnit */
    GPtrArray *read; /* of MarchFeatures */
    MarchIncidentCounts counts;
};

/* The making of a show. */
typedef struct {
    MarchIncidentShow *show;
    MarchCatalogue *catalogue;
    const MarchFeatures *districts; /* (nullable) */
    const MarchFrame *frame;
    GHashTable *by_key; /* char *: unit's index + 1 */
    MarchDate as_of;
    guint table; /* at hand */
} Making;

static void
unit_clear(gpointer data)
{
    MarchIncidentUnit *unit = data;

    g_free(unit->name);
    g_array_unref(unit->members);
}

static void
features_free(gpointer data)
{
    march_features_free(data);
}

MarchIncidentShow *
march_incident_show_ref(MarchIncidentShow *show)
{
    show->references++;
    return show;
}

void
march_incident_show_free(MarchIncidentShow *show)
{
    if (show == NULL || --show->references > 0) {
        return;
    }
    g_array_unref(show->rows);
    g_array_unref(show->starts);
    g_array_unref(show->units);
    g_ptr_array_unref(show->read);
    g_free(show);
}

static MarchBox
box_about(MarchLonLat at)
{
    return (MarchBox){at.lon - ABOUT_DEGREES, at.lat - ABOUT_DEGREES,
                      at.lon + ABOUT_DEGREES, at.lat + ABOUT_DEGREES};
}

/* The polygon of @layer at @at, kept by the show; @is_read is FALSE on failure. */
static const MarchFeature *
area_find(Making *making,
          const char *layer,
          double scale,
          MarchLonLat at,
          gboolean *is_read,
          GError **error)
{
    MarchFeatures *features = march_catalogue_read(making->catalogue, layer,
                                                   box_about(at), scale, NULL, error);

    *is_read = features != NULL;
    if (features == NULL) {
        return NULL;
    }
    g_ptr_array_add(making->show->read, features);
    for (guint i = 0; i < march_features_count(features); i++) {
        const MarchFeature *feature = march_features_get(features, i);

        if (feature->geometry != NULL &&
            feature->geometry->type == MARCH_GEOMETRY_POLYGON &&
            march_area_contains(feature->geometry, at)) {
            return feature;
        }
    }
    return NULL;
}

static gboolean
is_of_another_country(const MarchFeature *area, const char *country)
{
    const char *own = area != NULL ? march_feature_get_string(area, "iso") : NULL;

    return country[0] != '\0' && own != NULL && strcmp(own, country) != 0;
}

/* The region of @incident: near a border the position of a province may lie on the other
 * side, where the outlines are coarse or the position is that of a disputed place. */
static const MarchFeature *
region_find(Making *making,
            const MarchIncident *incident,
            gboolean *is_read,
            GError **error)
{
    const MarchLonLat at = incident->position;
    const MarchFeature *region =
        area_find(making, "admin1", REGION_SCALE, at, is_read, error);
    double lat = OWN_REGION_M / M_PER_DEGREE;
    double lon = lat / MAX(cos(at.lat * G_PI / 180), 0.01);
    const MarchBox box = {at.lon - lon, at.lat - lat, at.lon + lon, at.lat + lat};
    g_autoptr(MarchAreaIndex) index = NULL;
    MarchFeatures *regions;
    int own;

    if (!*is_read || !is_of_another_country(region, incident->unit_country)) {
        return region;
    }
    regions = march_catalogue_read(making->catalogue, "admin1", box, REGION_SCALE, NULL,
                                   error);
    *is_read = regions != NULL;
    if (regions == NULL) {
        return NULL;
    }
    g_ptr_array_add(making->show->read, regions);
    index = march_area_index_new(regions, box);
    own = march_area_index_find_near(index, at, OWN_REGION_M, incident->unit_country);
    return own >= 0 ? march_features_get(regions, (guint)own) : region;
}

/* What tells one unit from another; rows of one key are counted together. */
static char *
key_make(const MarchIncident *incident)
{
    g_autofree char *name =
        incident->unit != NULL ? g_utf8_casefold(incident->unit, -1) : g_strdup("");

    if (incident->precision == MARCH_PRECISION_NOWHERE) {
        return g_strdup("nowhere");
    }
    if (incident->precision == MARCH_PRECISION_COUNTRY &&
        incident->unit_country[0] != '\0') {
        return g_strdup_printf("country %s", incident->unit_country);
    }
    if (incident->unit_id > 0) {
        return g_strdup_printf("%d #%" G_GINT64_FORMAT, incident->precision,
                               incident->unit_id);
    }
    return g_strdup_printf("%d %s %s %ld %ld", incident->precision, name,
                           incident->unit_country,
                           lround(incident->position.lon * PER_DEGREE),
                           lround(incident->position.lat * PER_DEGREE));
}

/* The district at @at among those that the figure brings, or NULL. */
static const MarchFeature *
district_find(const MarchFeatures *districts, MarchLonLat at)
{
    for (guint i = 0; districts != NULL && i < march_features_count(districts); i++) {
        const MarchFeature *district = march_features_get(districts, i);

        if (march_box_contains(march_geometry_box(district->geometry), at) &&
            march_area_contains(district->geometry, at)) {
            return district;
        }
    }
    return NULL;
}

static const char *
name_of(const MarchIncident *incident, const MarchFeature *area)
{
    if (incident->precision == MARCH_PRECISION_NOWHERE) {
        return NULL;
    }
    if (area != NULL && march_area_name(area) != NULL) {
        return march_area_name(area);
    }
    if (incident->unit != NULL) {
        return incident->unit;
    }
    return incident->precision == MARCH_PRECISION_COUNTRY && incident->country != NULL
               ? incident->country
               : incident->place;
}

/* Two keys may lead to one region: what has the same polygon is one unit. */
static guint
unit_of_area(const MarchIncidentShow *show,
             MarchPrecision level,
             const MarchFeature *area,
             const char *code)
{
    const char *own = code != NULL ? march_feature_get_string(area, code) : NULL;

    for (guint i = 0; i < show->units->len; i++) {
        const MarchIncidentUnit *unit =
            &g_array_index(show->units, MarchIncidentUnit, i);

        if (unit->level == level && unit->area != NULL &&
            (unit->area == area ||
             (own != NULL &&
              g_strcmp0(march_feature_get_string(unit->area, code), own) == 0))) {
            return i;
        }
    }
    return G_MAXUINT;
}

/* The disputed area that @incident is known to, or NULL. What the gazetteer gives to no
 * state, and what a row names or lies in without a region of its own, is its own unit:
 * counting it in one state's region would take a side. */
static const MarchFeature *
contested_find(Making *making,
               const MarchIncident *incident,
               gboolean *is_read,
               GError **error)
{
    MarchFeatures *features;

    *is_read = TRUE;
    if (making->catalogue == NULL ||
        march_catalogue_find(making->catalogue, "contested", 1) == NULL) {
        return NULL;
    }
    features =
        march_catalogue_read(making->catalogue, "contested",
                             box_about(incident->position), REGION_SCALE, NULL, error);
    *is_read = features != NULL;
    if (features == NULL) {
        return NULL;
    }
    g_ptr_array_add(making->show->read, features);
    return march_contested_unit_find(features, incident);
}

/* The polygon of what @incident is known to, or NULL. */
static const MarchFeature *
unit_area_find(Making *making,
               const MarchIncident *incident,
               const char **code,
               gboolean *is_read,
               GError **error)
{
    const MarchFeature *area;

    *is_read = TRUE;
    *code = NULL;
    switch (incident->precision) {
    case MARCH_PRECISION_DISTRICT:
        area = district_find(making->districts, incident->position);
        *code = area == NULL ? "name" : NULL;
        return area != NULL ? area : contested_find(making, incident, is_read, error);
    case MARCH_PRECISION_REGION:
        area = contested_find(making, incident, is_read, error);
        *code = area != NULL ? "name" : "code";
        if (area != NULL || !*is_read) {
            return area;
        }
        area = region_find(making, incident, is_read, error);
        return area != NULL && march_contested_is_stateless(incident) &&
                       !march_contested_is_named(march_area_name(area), incident->unit)
                   ? NULL
                   : area;
    case MARCH_PRECISION_COUNTRY:
        *code = "iso";
        return area_find(making, "land", COUNTRY_SCALE, incident->position, is_read,
                         error);
    case MARCH_PRECISION_EXACT:
    case MARCH_PRECISION_NEAR:
    case MARCH_PRECISION_LINE:
    case MARCH_PRECISION_NOWHERE:
        return NULL;
    }
    g_assert_not_reached();
}

/* Sets @index to the unit of @incident, which is made when it is new. */
static gboolean
unit_find(Making *making, const MarchIncident *incident, guint *index, GError **error)
{
    GArray *units = making->show->units;
    g_autofree char *key = key_make(incident);
    guint known = GPOINTER_TO_UINT(g_hash_table_lookup(making->by_key, key));
    const char *code = NULL;
    const MarchFeature *area;
    gboolean is_read;

    if (known > 0) {
        *index = known - 1;
        return TRUE;
    }
    area = unit_area_find(making, incident, &code, &is_read, error);
    if (!is_read) {
        return FALSE;
    }
    *index = area != NULL ? unit_of_area(making->show, incident->precision, area, code)
                          : G_MAXUINT;
    if (*index == G_MAXUINT) {
        MarchIncidentUnit unit = {
            .name = g_strdup(name_of(incident, area)),
            .level = incident->precision,
            .position = incident->position,
            .radius_km = incident->precision_km,
            .area = area,
            .members = g_array_new(FALSE, FALSE, sizeof(MarchIncidentUnitMember))};

        g_strlcpy(unit.country, incident->unit_country, sizeof unit.country);
        *index = units->len;
        g_array_append_val(units, unit);
    }
    g_hash_table_insert(making->by_key, g_steal_pointer(&key),
                        GUINT_TO_POINTER(*index + 1));
    return TRUE;
}

/* Whether the map shows any of the unit. */
static gboolean
unit_is_in_view(const MarchIncidentUnit *unit, const MarchFrame *frame)
{
    g_autoptr(MarchPath) outline = NULL;
    g_autoptr(MarchPath) visible = NULL;

    if (frame == NULL || march_frame_shows(frame, unit->position)) {
        return TRUE;
    }
    if (unit->area == NULL || unit->level > MARCH_PRECISION_REGION) {
        return FALSE;
    }
    outline = march_frame_project_geometry(frame, unit->area->geometry, 0);
    visible = march_path_clip_rings(outline, march_frame_get_rect(frame));
    return !march_path_is_empty(visible);
}

static MarchFate
fate_in_frame(const Making *making, const MarchIncident *incident, guint unit)
{
    if (incident->precision >= MARCH_PRECISION_COUNTRY) {
        return MARCH_FATE_MARGIN;
    }
    if (unit != G_MAXUINT) {
        return unit_is_in_view(
                   &g_array_index(making->show->units, MarchIncidentUnit, unit),
                   making->frame)
                   ? MARCH_FATE_BADGE
                   : MARCH_FATE_OUTSIDE;
    }
    return making->frame == NULL || march_frame_shows(making->frame, incident->position)
               ? MARCH_FATE_POINT
               : MARCH_FATE_OUTSIDE;
}

gboolean
march_incident_is_toll(const MarchIncident *incident)
{
    return incident->type != NULL &&
           g_ascii_strcasecmp(incident->type, MARCH_INCIDENT_TOLL) == 0;
}

static void
counts_add(Making *making, const MarchIncident *incident, MarchIncidentRowFate *fate)
{
    MarchIncidentShow *show = making->show;
    MarchIncidentCounts *counts = &show->counts;
    guint is_toll = march_incident_is_toll(incident) ? 1 : 0;

    counts->total++;
    counts->fates[fate->fate]++;
    counts->tolls[fate->fate] += is_toll;
    if (fate->fate > MARCH_FATE_MARGIN) {
        return;
    }
    fate->number = march_incident_show_count_shown(show);
    counts->levels[incident->precision]++;
    counts->toll_levels[incident->precision] += is_toll;
    counts->later +=
        march_date_is_given(making->as_of) && incident->date.day > making->as_of.day;
    if (fate->unit != G_MAXUINT) {
        MarchIncidentUnit *unit =
            &g_array_index(show->units, MarchIncidentUnit, fate->unit);

        const MarchIncidentUnitMember member = {incident, making->table, fate->number};

        g_array_append_val(unit->members, member);
        unit->count += 1 - is_toll;
        unit->tolls += is_toll;
        counts->across += unit->level == MARCH_PRECISION_REGION &&
                          is_of_another_country(unit->area, incident->unit_country);
    } else if (incident->precision == MARCH_PRECISION_NEAR && is_toll == 0) {
        counts->near++;
        counts->worst_km = MAX(counts->worst_km, incident->precision_km);
    }
}

static gboolean
row_add(Making *making, const MarchIncident *incident, GError **error)
{
    MarchIncidentRowFate fate = {.fate = MARCH_FATE_UNPLACED, .unit = G_MAXUINT};

    if (incident->is_located) {
        if (incident->precision >= MARCH_PRECISION_DISTRICT &&
            !unit_find(making, incident, &fate.unit, error)) {
            return FALSE;
        }
        fate.fate = fate_in_frame(making, incident, fate.unit);
    }
    counts_add(making, incident, &fate);
    g_array_append_val(making->show->rows, fate);
    return TRUE;
}

MarchIncidentShow *
march_incident_show_new(GPtrArray *incidents,
                        MarchCatalogue *catalogue,
                        const MarchFeatures *districts,
                        const MarchFrame *frame,
                        MarchDate as_of,
                        GError **error)
{
    g_autoptr(MarchIncidentShow) show = g_new0(MarchIncidentShow, 1);
    g_autoptr(GHashTable) by_key =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    Making making = {show, catalogue, districts, frame, by_key, as_of, 0};

    show->references = 1;
    show->rows = g_array_new(FALSE, TRUE, sizeof(MarchIncidentRowFate));
    show->starts = g_array_new(FALSE, TRUE, sizeof(guint));
    show->units = g_array_new(FALSE, TRUE, sizeof(MarchIncidentUnit));
    g_array_set_clear_func(show->units, unit_clear);
    show->read = g_ptr_array_new_with_free_func(features_free);
    for (guint i = 0; i < incidents->len; i++) {
        MarchIncidents *table = g_ptr_array_index(incidents, i);
        guint lost = march_incidents_count_lost(table);

        making.table = i;
        g_array_append_val(show->starts, show->rows->len);
        show->counts.lost += lost;
        show->counts.total += lost;
        for (guint row = 0; row < march_incidents_count(table); row++) {
            if (!row_add(&making, march_incidents_get(table, row), error)) {
                return NULL;
            }
        }
    }
    return g_steal_pointer(&show);
}

static gboolean
is_region_in_view(const MarchIncidentUnit *unit)
{
    return unit->level == MARCH_PRECISION_REGION && unit->area != NULL &&
           unit->members->len > 0 &&
           march_feature_get_string(unit->area, "code") != NULL;
}

static const MarchFeature *
region_by_code(const MarchFeatures *regions, const char *code)
{
    for (guint i = 0; i < march_features_count(regions); i++) {
        const MarchFeature *region = march_features_get(regions, i);

        if (g_strcmp0(march_feature_get_string(region, "code"), code) == 0) {
            return region;
        }
    }
    return NULL;
}

gboolean
march_incident_show_outline(MarchIncidentShow *show,
                            MarchCatalogue *catalogue,
                            const MarchFrame *frame,
                            guint *count,
                            GError **error)
{
    g_autoptr(GHashTable) countries = g_hash_table_new(g_str_hash, g_str_equal);
    MarchFeatures *regions;

    *count = 0;
    for (guint i = 0; i < show->units->len; i++) {
        const MarchIncidentUnit *unit =
            &g_array_index(show->units, MarchIncidentUnit, i);
        const char *country = is_region_in_view(unit)
                                  ? march_feature_get_string(unit->area, "iso")
                                  : NULL;

        if (country != NULL) {
            g_hash_table_add(countries, (gpointer)(guintptr)country);
        }
    }
    if (g_hash_table_size(countries) == 0) {
        return TRUE;
    }
    regions = march_region_areas_read(catalogue, frame, countries, error);
    if (regions == NULL) {
        return FALSE;
    }
    g_ptr_array_add(show->read, regions);
    for (guint i = 0; i < show->units->len; i++) {
        MarchIncidentUnit *unit = &g_array_index(show->units, MarchIncidentUnit, i);
        const MarchFeature *region =
            is_region_in_view(unit)
                ? region_by_code(regions, march_feature_get_string(unit->area, "code"))
                : NULL;

        if (region != NULL) {
            unit->area = region;
            (*count)++;
        }
    }
    return TRUE;
}

void
march_incident_show_number_as(MarchIncidentShow *show, const MarchIncidentShow *whole)
{
    g_autofree guint *renumbered =
        g_new0(guint, march_incident_show_count_shown(show) + 1);

    g_assert(show->rows->len == whole->rows->len);
    for (guint i = 0; i < show->rows->len; i++) {
        MarchIncidentRowFate *own = &g_array_index(show->rows, MarchIncidentRowFate, i);

        if (own->number > 0) {
            const guint number =
                g_array_index(whole->rows, MarchIncidentRowFate, i).number;

            renumbered[own->number] = number;
            own->number = number;
        }
    }
    for (guint i = 0; i < show->units->len; i++) {
        GArray *members = g_array_index(show->units, MarchIncidentUnit, i).members;

        for (guint j = 0; j < members->len; j++) {
            MarchIncidentUnitMember *member =
                &g_array_index(members, MarchIncidentUnitMember, j);

            member->number = renumbered[member->number];
        }
    }
}

const MarchIncidentCounts *
march_incident_show_get_counts(const MarchIncidentShow *show)
{
    return &show->counts;
}

guint
march_incident_show_count_shown(const MarchIncidentShow *show)
{
    return show->counts.fates[MARCH_FATE_POINT] + show->counts.fates[MARCH_FATE_BADGE] +
           show->counts.fates[MARCH_FATE_MARGIN];
}

guint
march_incident_show_count_incidents(const MarchIncidentShow *show)
{
    const guint *tolls = show->counts.tolls;

    return march_incident_show_count_shown(show) - tolls[MARCH_FATE_POINT] -
           tolls[MARCH_FATE_BADGE] - tolls[MARCH_FATE_MARGIN];
}

const MarchIncidentRowFate *
march_incident_show_get(const MarchIncidentShow *show, guint table, guint row)
{
    guint start = g_array_index(show->starts, guint, table);

    g_assert(start + row < show->rows->len);
    return &g_array_index(show->rows, MarchIncidentRowFate, start + row);
}

guint
march_incident_show_count_units(const MarchIncidentShow *show)
{
    return show->units->len;
}

const MarchIncidentUnit *
march_incident_show_get_unit(const MarchIncidentShow *show, guint index)
{
    g_assert(index < show->units->len);
    return &g_array_index(show->units, MarchIncidentUnit, index);
}

const char *
march_fate_describe(MarchFate fate)
{
    static const char *const WORDS[MARCH_N_FATES] = {
        "at its place", "counted in its area", "counted beside the map",
        "outside the map", "place not found"};

    return WORDS[fate];
}
