/* SPDX-License-Identifier: MIT */
#include "places.h"

#include <math.h>
#include <string.h>

#include "incidents/country.h"
#include "pick.h"
#include "place-countries.h"
#include "place-reports.h"
#include "place-units.h"
#include "place-veto.h"
#include "places-private.h"

/* Positions further than this from their middle tell nothing about a name. */
/* Six codes of two letters and the commas between them. */
#define HINT_LENGTH_MAX  17U
#define TELLING_RADIUS_M 800e3
/* A name that only sounds alike is no answer so far from the middle of what is known: */
#define UNLIKELY_MOST_M 1200e3
/* three times as far as that reaches, but at least */
#define UNLIKELY_LEAST_M 300e3
/* So many names of tables tell where they are about without the figure's extent. */
#define NAMES_ENOUGH 3

struct MarchPlaces {
    GArray *requests; /* of MarchPlaceRequest */
    GArray *lacking;  /* likewise: rows that may be known to a district or region */
    MarchPlaceAnswers *answers; /* one a request; NULL without requests */
    MarchPlaceAnswers *earlier; /* (nullable) of all rows, before some were left out */
    MarchPlaceUnits *units;     /* what rows tell besides their place */
    GPtrArray *named;           /* of MarchNamedPlace */
    GPtrArray *texts;    /* of what names borrow and neither rows nor answers own */
    GHashTable *by_spec; /* MarchSpecPlace -> MarchNamedPlace, borrowed */
    char *countries;
    gboolean is_center_complete;
    gboolean has_center; /* the middle of what the figure gives positions for */
    MarchLonLat center;
    double reach; /* metres from there to the furthest of it */
};

void
march_places_free(MarchPlaces *places)
{
    if (places == NULL) {
        return;
    }
    g_array_unref(places->requests);
    g_array_unref(places->lacking);
    march_place_answers_free(places->answers);
    march_place_answers_free(places->earlier);
    march_place_units_free(places->units);
    g_ptr_array_unref(places->named);
    g_ptr_array_unref(places->texts);
    g_hash_table_unref(places->by_spec);
    g_free(places->countries);
    g_free(places);
}

static MarchPlaces *
places_new(void)
{
    MarchPlaces *places = g_new0(MarchPlaces, 1);

    places->requests = g_array_new(FALSE, TRUE, sizeof(MarchPlaceRequest));
    places->lacking = g_array_new(FALSE, TRUE, sizeof(MarchPlaceRequest));
    places->named = g_ptr_array_new_with_free_func(g_free);
    places->texts = g_ptr_array_new_with_free_func(g_free);
    places->by_spec = g_hash_table_new(g_direct_hash, g_direct_equal);
    return places;
}

static void
named_add(MarchPlaces *places, const MarchSpecPlace *place, MarchNamedPlace named)
{
    MarchNamedPlace *kept = NULL;

    for (guint i = 0; i < places->named->len && kept == NULL; i++) {
        MarchNamedPlace *other = g_ptr_array_index(places->named, i);

        if (g_strcmp0(other->name, named.name) == 0 &&
            march_lon_lat_distance(other->position, named.position) < 1) {
            kept = other;
        }
    }
    if (kept == NULL) {
        kept = g_new0(MarchNamedPlace, 1);
        *kept = named;
        g_ptr_array_add(places->named, kept);
    }
    kept->has_incident = kept->has_incident || named.has_incident;
    kept->is_in_figure = kept->is_in_figure || place != NULL;
    if (place != NULL) {
        g_hash_table_insert(places->by_spec, (gpointer)(guintptr)place, kept);
    }
}

static void
spec_place_add(MarchPlaces *places, const MarchSpecPlace *place)
{
    if (place->has_position) {
        named_add(places, place,
                  (MarchNamedPlace){
                      .name = place->text, .position = place->position, .country = ""});
    } else if (place->text != NULL) {
        MarchPlaceRequest request = {.text = place->text,
                                     .country = place->country,
                                     .where = place->where,
                                     .place = place};

        g_array_append_val(places->requests, request);
    }
}

/* "border" and the names of sections are no places. */
static gboolean
is_border_name(const MarchSpec *spec, const MarchSpecPlace *place)
{
    if (place->has_position || place->text == NULL) {
        return FALSE;
    }
    for (guint i = 0; i < spec->sections->len; i++) {
        const MarchSpecSection *section = g_ptr_array_index(spec->sections, i);

        if (g_strcmp0(section->name, place->text) == 0) {
            return TRUE;
        }
    }
    return strcmp(place->text, "border") == 0;
}

static void
spec_places_collect(MarchPlaces *places, const MarchSpec *spec)
{
    for (guint i = 0; i < spec->extent.places->len; i++) {
        spec_place_add(places, g_ptr_array_index(spec->extent.places, i));
    }
    for (guint i = 0; i < spec->sections->len; i++) {
        const MarchSpecSection *section = g_ptr_array_index(spec->sections, i);

        spec_place_add(places, &section->from);
        spec_place_add(places, &section->to);
        for (guint j = 0; j < section->via->len; j++) {
            spec_place_add(places, g_ptr_array_index(section->via, j));
        }
    }
    for (guint i = 0; i < spec->zooms->len; i++) {
        const MarchSpecZoom *zoom = g_ptr_array_index(spec->zooms, i);

        for (guint k = 0; k < zoom->extent.places->len; k++) {
            spec_place_add(places, g_ptr_array_index(zoom->extent.places, k));
        }
    }
    for (guint i = 0; i < spec->labels->len; i++) {
        const MarchSpecLabel *label = g_ptr_array_index(spec->labels, i);

        spec_place_add(places, &label->place);
    }
    for (guint i = 0; i < spec->incidents->len; i++) {
        const MarchSpecIncidents *incidents = g_ptr_array_index(spec->incidents, i);

        if (incidents->has_within && !is_border_name(spec, &incidents->within_of)) {
            spec_place_add(places, &incidents->within_of);
        }
    }
}

/* The name of a row that is known to an area stands for the area, not for a spot. */
static MarchPlaceClass
class_of_precision(MarchPrecision precision)
{
    switch (precision) {
    case MARCH_PRECISION_EXACT:
    case MARCH_PRECISION_NEAR:
        return MARCH_PLACE_PLACE;
    case MARCH_PRECISION_DISTRICT:
    case MARCH_PRECISION_LINE:
        return MARCH_PLACE_DISTRICT;
    case MARCH_PRECISION_REGION:
        return MARCH_PLACE_REGION;
    case MARCH_PRECISION_COUNTRY:
    case MARCH_PRECISION_NOWHERE:
        return MARCH_PLACE_COUNTRY;
    }
    g_assert_not_reached();
}

/* The country of a row as a hint: its code, else what is written. */
static const char *
country_hint(const MarchIncident *incident)
{
    return incident->country_code[0] != '\0' ? incident->country_code
                                             : incident->country;
}

/* A row that tells no place but its country. */
static void
country_request_add(MarchPlaces *places, MarchPlaceRequest request)
{
    const MarchIncident *incident = march_incidents_get(request.incidents, request.row);
    char *name = incident->country_code[0] != '\0'
                     ? march_incident_country_name(incident->country_code)
                     : NULL;

    request.is_country = TRUE;
    request.text = incident->country;
    if (name != NULL) {
        g_ptr_array_add(places->texts, name);
        request.text = name;
    }
    g_array_append_val(places->requests, request);
}

static void
incidents_collect(MarchPlaces *places, GPtrArray *incidents)
{
    for (guint i = 0; i < incidents->len; i++) {
        MarchIncidents *table = g_ptr_array_index(incidents, i);

        for (guint row = 0; row < march_incidents_count(table); row++) {
            const MarchIncident *incident = march_incidents_get(table, row);
            MarchPlaceRequest request = {.text = incident->place,
                                         .country = country_hint(incident),
                                         .where = incident->where,
                                         .incidents = table,
                                         .row = row};

            if (incident->is_located && incident->place != NULL) {
                named_add(places, NULL,
                          (MarchNamedPlace){.name = incident->place,
                                            .position = incident->position,
                                            .precision_km = incident->precision_km,
                                            .country = "",
                                            .place_class =
                                                class_of_precision(incident->precision),
                                            .has_incident = TRUE});
            } else if (incident->place != NULL) {
                g_array_append_val(places->requests, request);
            } else if (!incident->is_located && march_place_has_unit(incident)) {
                g_array_append_val(places->lacking, request);
            } else if (!incident->is_located && incident->country != NULL) {
                country_request_add(places, request);
            }
        }
    }
}

static void
country_append(GString *joined, const char *country)
{
    if (country != NULL && strstr(joined->str, country) == NULL) {
        g_string_append_printf(joined, "%s%s", joined->len > 0 ? "," : "", country);
    }
}

/* The countries the figure is about: a soft hint for every name without its own. */
static char *
countries_join(const MarchSpec *spec)
{
    GString *joined = g_string_new(NULL);

    for (guint i = 0; i < spec->countries->len; i++) {
        country_append(joined, g_ptr_array_index(spec->countries, i));
    }
    for (guint i = 0; i < spec->sections->len && spec->countries->len == 0; i++) {
        const MarchSpecSection *section = g_ptr_array_index(spec->sections, i);

        country_append(joined, section->between[0]);
        country_append(joined, section->between[1]);
    }
    /* Sections all over the world do not say which part of it the figure is about. */
    if (spec->countries->len == 0 && joined->len > HINT_LENGTH_MAX) {
        g_string_truncate(joined, 0);
    }
    return g_string_free(joined, FALSE);
}

/* The middle of the positions that need no looking up; FALSE when there are none or
 * they lie too far apart to say anything. Longitudes are taken relative to the first. */
static gboolean
given_center(const MarchPlaces *places, MarchLonLat *center, double *reach)
{
    const MarchNamedPlace *first;
    double lon = 0;
    double lat = 0;

    if (places->named->len == 0) {
        return FALSE;
    }
    first = g_ptr_array_index(places->named, 0);
    for (guint i = 0; i < places->named->len; i++) {
        const MarchNamedPlace *place = g_ptr_array_index(places->named, i);

        lon += remainder(place->position.lon - first->position.lon, 360);
        lat += place->position.lat;
    }
    center->lon = remainder(first->position.lon + lon / places->named->len, 360);
    center->lat = lat / places->named->len;
    *reach = 0;
    for (guint i = 0; i < places->named->len; i++) {
        const MarchNamedPlace *place = g_ptr_array_index(places->named, i);

        *reach = MAX(*reach, march_lon_lat_distance(place->position, *center));
    }
    return *reach <= TELLING_RADIUS_M;
}

/* What names are preferably close to: what the figure shows, else the rows of its
 * tables that have coordinates. */
static const MarchLonLat *
center_find(MarchPlaces *places, const MarchSpec *spec)
{
    if (spec->extent.kind == MARCH_EXTENT_BOX) {
        const MarchBox box = spec->extent.box;

        places->center = march_box_center(box);
        places->reach =
            march_lon_lat_distance(places->center, (MarchLonLat){box.west, box.south});
        places->has_center = TRUE;
    } else {
        places->has_center = given_center(places, &places->center, &places->reach);
    }
    return places->has_center ? &places->center : NULL;
}

/* Names of tables help each other when there are some: a row then lies where it does in
 * whatever window of a batch. */
static gboolean
tables_say_enough(const GArray *requests)
{
    g_autoptr(GHashTable) names = g_hash_table_new(g_str_hash, g_str_equal);

    for (guint i = 0; i < requests->len && g_hash_table_size(names) < NAMES_ENOUGH;
         i++) {
        const MarchPlaceRequest *request =
            &g_array_index(requests, MarchPlaceRequest, i);

        if (request->incidents != NULL) {
            g_hash_table_add(names, (gpointer)(guintptr)request->text);
        }
    }
    return g_hash_table_size(names) >= NAMES_ENOUGH;
}

static const MarchLonLat *
near_choose(const MarchPlaceRequest *request,
            const MarchLonLat *center,
            const MarchLonLat *of_tables)
{
    if (request->place != NULL && request->place->has_near) {
        return &request->place->near;
    }
    return request->incidents != NULL ? of_tables : center;
}

/* What tells one question from another: rows that ask the same get the same answer. */
static char *
request_key(const MarchPlaceRequest *request, const char *countries)
{
    const MarchSpecPlace *place = request->place;

    if (place != NULL && place->has_near) {
        return g_strdup_printf("%s\x1f%s\x1f%.9f %.9f", request->text, countries,
                               place->near.lon, place->near.lat);
    }
    return g_strdup_printf("%s\x1f%s\x1f%d", request->text, countries,
                           place != NULL ? 1 : 0);
}

static void
answers_get(MarchPlaces *places,
            MarchGazetteer *gazetteer,
            const MarchSpec *spec,
            const MarchPlaceAnswers *known)
{
    guint count = places->requests->len;
    g_autofree MarchQuery *queries = g_new0(MarchQuery, MAX(count, 1));
    const MarchLonLat *center = center_find(places, spec);
    GPtrArray *keys = g_ptr_array_new_with_free_func(g_free);
    MarchResolveOptions options;
    MarchLonLat given;
    const MarchLonLat *of_tables = center;
    double reach = 0;
    guint n_first = 0;

    if (tables_say_enough(places->requests)) {
        of_tables = given_center(places, &given, &reach) ? &given : NULL;
    }
    march_resolve_options_init(&options);
    options.as_of = spec->as_of;
    for (guint i = 0; i < count; i++) {
        const MarchPlaceRequest *request =
            &g_array_index(places->requests, MarchPlaceRequest, i);

        queries[i].text = request->text;
        queries[i].report = "figure";
        queries[i].near = near_choose(request, center, of_tables);
        queries[i].countries = request->country;
        if (request->country == NULL && *places->countries != '\0') {
            queries[i].countries = places->countries;
        }
        n_first += request->place != NULL ? 1 : 0;
        g_ptr_array_add(keys, request_key(request, queries[i].countries != NULL
                                                       ? queries[i].countries
                                                       : ""));
    }
    places->answers =
        march_place_answers_get(gazetteer, queries, keys, n_first, known, &options);
}

/* Whether @chosen, which only sounds like the name, lies where it cannot be meant: in
 * another country than the row says, or far from all that is known. */
static gboolean
is_unlikely(const MarchPlaces *places,
            const MarchPlaceRequest *request,
            const MarchPlace *chosen)
{
    const MarchIncident *incident = march_place_request_incident(request);
    double most = CLAMP(3 * places->reach, UNLIKELY_LEAST_M, UNLIKELY_MOST_M);

    if (incident == NULL || chosen->match == MARCH_MATCH_EXACT) {
        return FALSE;
    }
    if (chosen->match == MARCH_MATCH_FOLDED) {
        most = UNLIKELY_MOST_M;
    } else if (incident->country_code[0] != '\0' && chosen->country[0] != '\0' &&
               strcmp(incident->country_code, chosen->country) != 0) {
        return TRUE;
    }
    return places->has_center &&
           march_lon_lat_distance(chosen->position, places->center) > most;
}

/* The country among the candidates, for a row that tells nothing else. */
static const MarchPlace *
country_choose(const MarchPlaceRequest *request, const MarchAnswer *answer)
{
    const char *code =
        march_incidents_get(request->incidents, request->row)->country_code;

    for (guint i = 0; i < answer->candidates->len; i++) {
        const MarchPlace *place = g_ptr_array_index(answer->candidates, i);

        if (place->place_class == MARCH_PLACE_COUNTRY &&
            (code[0] == '\0' || strcmp(place->country, code) == 0)) {
            return place;
        }
    }
    return NULL;
}

static void
place_use(MarchPlaces *places,
          const MarchPlaceRequest *request,
          const MarchPlace *chosen,
          MarchPlaceReports *reports)
{
    MarchIncident *incident = march_place_request_incident(request);

    if (incident != NULL) {
        march_place_reports_compare_country(reports, request, chosen);
        march_place_request_locate(request, chosen);
        incident->is_name_guessed = chosen->match == MARCH_MATCH_FUZZY;
    }
    march_place_reports_judge(reports, request, chosen);
    named_add(
        places, request->place,
        (MarchNamedPlace){.name = request->text,
                          .matched = chosen->name,
                          .position = chosen->position,
                          .precision_km = chosen->precision_km,
                          .country = chosen->country,
                          .population = chosen->population,
                          .place_class = chosen->place_class,
                          .has_incident = incident != NULL &&
                                          incident->precision <= MARCH_PRECISION_NEAR});
}

/* FALSE with an error when a name of the figure file has no one meaning. */
static gboolean
doubt_report(MarchPlaces *places,
             const MarchPlaceRequest *request,
             const MarchAnswer *answer,
             MarchPlaceReports *reports,
             GError **error)
{
    gboolean ambiguous = answer->status == MARCH_ANSWER_AMBIGUOUS;

    if (request->place != NULL) {
        g_autofree char *listing = march_answer_explain(request->text, answer);

        march_error_set(error, ambiguous ? MARCH_ERROR_AMBIGUOUS : MARCH_ERROR_UNKNOWN,
                        request->where, "%s", listing);
        return FALSE;
    }
    march_place_reports_doubt(reports, request, answer);
    if (march_place_has_unit(march_place_request_incident(request))) {
        g_array_append_val(places->lacking, *request);
    }
    return TRUE;
}

/* @chosen, or another of the name that the row may mean, or NULL when it can mean none
 * and is known to its district, region or country at best. */
static const MarchPlace *
doubtful_check(MarchPlaces *places,
               const MarchPlaceRequest *request,
               const MarchAnswer *answer,
               const MarchPlace *chosen,
               MarchPlaceReports *reports)
{
    const char *by;
    double distance_km;
    const MarchPlace *other;

    if (!request->is_country &&
        march_place_is_vetoed(places->units, request, chosen, &by, &distance_km)) {
        other = march_place_find_allowed(places->units, request, answer);
        if (other != NULL) {
            return other;
        }
        march_place_reports_veto(reports, request, chosen, by, distance_km);
        g_array_append_val(places->lacking, *request);
        return NULL;
    }
    if (is_unlikely(places, request, chosen)) {
        march_place_reports_refuse(reports, request, chosen);
        if (march_place_has_unit(march_place_request_incident(request))) {
            g_array_append_val(places->lacking, *request);
        }
        return NULL;
    }
    return chosen;
}

/* What the figure file names tells where the rows are about, when nothing else does. */
static void
center_complete(MarchPlaces *places, const MarchPlaceRequest *request)
{
    if (places->is_center_complete || request->incidents == NULL) {
        return;
    }
    places->is_center_complete = TRUE;
    if (!places->has_center) {
        places->has_center = given_center(places, &places->center, &places->reach);
    }
}

/* FALSE with an error when a name of the figure file has no one meaning. */
static gboolean
request_settle(MarchPlaces *places,
               const MarchSpec *spec,
               const char *const *picks,
               guint index,
               MarchPlaceReports *reports,
               GError **error)
{
    const MarchPlaceRequest *request =
        &g_array_index(places->requests, MarchPlaceRequest, index);
    const MarchAnswer *answer = march_place_answers_find(places->answers, index);
    const MarchPlace *chosen = NULL;

    center_complete(places, request);
    if (request->is_country) {
        chosen = country_choose(request, answer);
    } else if (!march_pick_choose(request->text, answer, picks, spec->picks,
                                  request->where, &chosen, error)) {
        return FALSE;
    }
    if (chosen == NULL && !request->is_country) {
        chosen = march_place_find_only(places->units, request, answer);
    }
    if (chosen == NULL) {
        return doubt_report(places, request, answer, reports, error);
    }
    if (march_pick_find(request->text, picks, spec->picks) == NULL) {
        chosen = doubtful_check(places, request, answer, chosen, reports);
    }
    if (chosen != NULL) {
        place_use(places, request, chosen, reports);
    }
    return TRUE;
}

/* What is told of each district or region that is found. */
typedef struct {
    MarchPlaces *places;
    MarchPlaceReports *reports;
} UnitFinding;

static char *
text_keep(MarchPlaces *places, const char *text)
{
    char *kept = g_strdup(text);

    if (kept != NULL) {
        g_ptr_array_add(places->texts, kept);
    }
    return kept;
}

static void
unit_use(const MarchPlaceRequest *request, const MarchPlace *chosen, gpointer data)
{
    UnitFinding *finding = data;
    MarchPlaceRequest kept = *request;
    MarchPlace *lasting = g_memdup2(chosen, sizeof *chosen);

    g_ptr_array_add(finding->places->texts, lasting);
    kept.text = text_keep(finding->places, request->text);
    lasting->name = text_keep(finding->places, chosen->name);
    place_use(finding->places, &kept, lasting, finding->reports);
}

MarchPlaces *
march_places_resolve(MarchGazetteer *gazetteer,
                     MarchCatalogue *catalogue,
                     const MarchSpec *spec,
                     const char *const *picks,
                     GPtrArray *incidents,
                     const MarchPlaceAnswers *known,
                     MarchDiagnostics *diagnostics,
                     GError **error)
{
    g_autoptr(MarchPlaces) places = places_new();
    g_autoptr(MarchPlaceReports) reports = NULL;
    UnitFinding finding;

    march_place_countries_recognise(gazetteer, incidents, diagnostics);
    reports = march_place_reports_new(incidents, diagnostics);
    spec_places_collect(places, spec);
    incidents_collect(places, incidents);
    places->countries = countries_join(spec);
    places->units =
        march_place_units_new(gazetteer, catalogue, places->requests, places->lacking,
                              places->countries, spec->as_of);
    if (places->requests->len > 0) {
        answers_get(places, gazetteer, spec, known);
    }
    for (guint i = 0; i < places->requests->len; i++) {
        if (!request_settle(places, spec, picks, i, reports, error)) {
            return NULL;
        }
    }
    finding = (UnitFinding){places, reports};
    for (guint i = 0; i < places->lacking->len; i++) {
        march_place_units_find(places->units,
                               g_array_index(places->lacking, MarchPlaceRequest, i),
                               reports, unit_use, &finding);
    }
    return g_steal_pointer(&places);
}

const MarchNamedPlace *
march_places_find(const MarchPlaces *places, const MarchSpecPlace *place)
{
    return g_hash_table_lookup(places->by_spec, place);
}

guint
march_places_count(const MarchPlaces *places)
{
    return places->named->len;
}

const MarchNamedPlace *
march_places_get(const MarchPlaces *places, guint index)
{
    g_assert(index < places->named->len);
    return g_ptr_array_index(places->named, index);
}

MarchPlaces *
march_places_resolve_again(MarchPlaces *places,
                           MarchGazetteer *gazetteer,
                           MarchCatalogue *catalogue,
                           const MarchSpec *spec,
                           const char *const *picks,
                           GPtrArray *incidents,
                           MarchDiagnostics *diagnostics,
                           GError **error)
{
    MarchPlaces *again =
        march_places_resolve(gazetteer, catalogue, spec, picks, incidents,
                             places->answers, diagnostics, error);

    if (again != NULL) {
        again->earlier = g_steal_pointer(&places->answers);
    }
    march_places_free(places);
    return again;
}

MarchPlaceAnswers *
march_places_take_answers(MarchPlaces *places)
{
    return places->earlier != NULL ? g_steal_pointer(&places->earlier)
                                   : g_steal_pointer(&places->answers);
}
