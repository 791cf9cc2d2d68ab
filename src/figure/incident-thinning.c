/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <string.h>

#include "incident-tables.h"
#include "line-distance.h"
#include "sections.h"

/* Around the incidents, so that the border of those far inside a country is found. */
#define SIDE_MARGIN_KM 150.0
#define KM_PER_DEGREE  111.2
#define BORDER_SCALE   1e6

/* What the rows of one entry are measured against. */
typedef struct {
    const MarchSpecIncidents *entry;
    const MarchBorders *borders;
    const MarchSideFinder *finder;
    const MarchFeatures *lines;
    const MarchSection *section;  /* (nullable) */
    const MarchNamedPlace *place; /* (nullable) */
} Nearness;

/* Whether @row is where it should be, as far as its place is known. */
typedef struct {
    gboolean is_inside, is_unsure;
} Judgement;

/* Whether @code is one of @side, such as "KG" or "KG/TJ". */
static gboolean
is_of_country(const char *side, const char *code)
{
    g_auto(GStrv) codes = g_strsplit(side != NULL ? side : "", "/", -1);

    return g_strv_contains((const char *const *)codes, code);
}

static double
distance_of(const Nearness *nearness, MarchLonLat at)
{
    const GPtrArray *between = nearness->entry->within_between;
    double least = INFINITY;

    if (nearness->place != NULL) {
        return march_lon_lat_distance(at, nearness->place->position);
    }
    if (nearness->section != NULL) {
        return march_line_distance(nearness->section->geometry, at);
    }
    for (guint i = 0; i < march_features_count(nearness->lines); i++) {
        const MarchFeature *line = march_features_get(nearness->lines, i);
        const char *left = march_feature_get_string(line, "left");
        const char *right = march_feature_get_string(line, "right");

        if (between->len == 0 ||
            (left != NULL && right != NULL &&
             march_border_sides_match(left, right, g_ptr_array_index(between, 0),
                                      g_ptr_array_index(between, 1)))) {
            least = MIN(least, march_line_distance(line->geometry, at));
        }
    }
    return least;
}

static gboolean
is_on_side(const Nearness *nearness, MarchLonLat at)
{
    g_autoptr(GArray) sides = march_side_finder_find(nearness->finder, at);

    for (guint i = 0; i < sides->len; i++) {
        const MarchBorderSide *side = &g_array_index(sides, MarchBorderSide, i);

        if (side->is_drawn) {
            return is_of_country(side->country, nearness->entry->side);
        }
    }
    return FALSE;
}

/* Finds what "of" names: the border, a section of the figure, else a place. */
static void
nearness_find(Nearness *nearness, const MarchPlaces *places)
{
    const MarchSpecPlace *of = &nearness->entry->within_of;

    if (of->text != NULL && !of->has_position && strcmp(of->text, "border") == 0) {
        return;
    }
    for (guint i = 0; i < march_borders_count_sections(nearness->borders); i++) {
        const MarchSection *section = march_borders_get_section(nearness->borders, i);

        if (of->text != NULL && g_strcmp0(section->name, of->text) == 0) {
            nearness->section = section;
            return;
        }
    }
    nearness->place = march_places_find(places, of);
}

/* How far from @at the border of the country that is asked for runs. */
static double
country_border_distance(const Nearness *nearness, MarchLonLat at)
{
    double least = INFINITY;

    for (guint i = 0; i < march_features_count(nearness->lines); i++) {
        const MarchFeature *line = march_features_get(nearness->lines, i);

        if (is_of_country(march_feature_get_string(line, "left"),
                          nearness->entry->side) ||
            is_of_country(march_feature_get_string(line, "right"),
                          nearness->entry->side)) {
            least = MIN(least, march_line_distance(line->geometry, at));
        }
    }
    return least;
}

/* What is known to a district, a region or a country by name is on the side of that
 * country, wherever the point that stands for it lies; of all else the point decides,
 * and that it could be otherwise is told. */
static void
side_judge(const Nearness *nearness, const MarchIncident *row, Judgement *judgement)
{
    if (row->precision >= MARCH_PRECISION_DISTRICT && row->unit_country[0] != '\0') {
        judgement->is_inside = strcmp(row->unit_country, nearness->entry->side) == 0;
        judgement->is_unsure = FALSE;
        return;
    }
    judgement->is_inside = is_on_side(nearness, row->position);
    judgement->is_unsure =
        row->precision_km > 0 &&
        country_border_distance(nearness, row->position) <= row->precision_km * 1000;
}

static void
distance_judge(const Nearness *nearness, const MarchIncident *row, Judgement *judgement)
{
    double limit = nearness->entry->within_km * 1000;
    double distance = distance_of(nearness, row->position);

    judgement->is_inside = distance <= limit;
    judgement->is_unsure =
        row->precision_km > 0 && fabs(distance - limit) <= row->precision_km * 1000;
}

static int
codes_compare(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The countries on the sides of the border in question, such as "KG, TJ". */
static char *
sides_list(const Nearness *nearness)
{
    const GPtrArray *between = nearness->entry->within_between;
    g_autoptr(GPtrArray) codes = g_ptr_array_new_with_free_func(g_free);
    static const char *const SIDES[] = {"left", "right"};

    for (guint i = 0; i < between->len; i++) {
        g_ptr_array_add(codes, g_strdup(g_ptr_array_index(between, i)));
    }
    for (guint i = 0; i < march_features_count(nearness->lines) && between->len == 0;
         i++) {
        for (gsize j = 0; j < G_N_ELEMENTS(SIDES); j++) {
            const char *side = march_feature_get_string(
                march_features_get(nearness->lines, i), SIDES[j]);

            if (side != NULL && strlen(side) == 2 &&
                !g_ptr_array_find_with_equal_func(codes, side, g_str_equal, NULL)) {
                g_ptr_array_add(codes, g_strdup(side));
            }
        }
    }
    g_ptr_array_sort(codes, codes_compare);
    g_ptr_array_add(codes, NULL);
    return g_strjoinv(", ", (char **)codes->pdata);
}

/* A side that the border does not have leaves nothing, or all that is far from it. */
static void
side_check(const Nearness *nearness, MarchDiagnostics *diagnostics)
{
    const MarchSpecIncidents *entry = nearness->entry;
    g_autofree char *sides = NULL;
    g_auto(GStrv) codes = NULL;

    if (entry->side == NULL) {
        return;
    }
    sides = sides_list(nearness);
    codes = g_strsplit(sides, ", ", -1);
    if (*sides != '\0' && !g_strv_contains((const char *const *)codes, entry->side)) {
        march_diagnostics_add(
            diagnostics, MARCH_SEVERITY_WARNING, "unknown-side", entry->side_where,
            entry->side,
            "no border that is asked for has the side \"%s\"; expected one "
            "of %s",
            entry->side, sides);
    }
}

static MarchIncidentVerdict
row_judge(const Nearness *nearness, const MarchIncident *row)
{
    const MarchSpecIncidents *entry = nearness->entry;
    Judgement distance = {TRUE, FALSE};
    Judgement side = {TRUE, FALSE};
    gboolean is_surely_out;

    if (row->is_located && entry->has_within) {
        distance_judge(nearness, row, &distance);
    }
    if (row->is_located && entry->side != NULL) {
        side_judge(nearness, row, &side);
    }
    is_surely_out = (!distance.is_inside && !distance.is_unsure) ||
                    (!side.is_inside && !side.is_unsure);
    return (MarchIncidentVerdict){
        .is_kept = distance.is_inside && side.is_inside,
        .is_unsure = !is_surely_out && (distance.is_unsure || side.is_unsure),
        .by = distance.is_inside ? MARCH_CHOICE_SIDE : MARCH_CHOICE_DISTANCE};
}

static void
unsure_report(const MarchIncident *row,
              const MarchIncidentVerdict *verdict,
              MarchRowReport *report)
{
    march_row_report_add(
        report, MARCH_SEVERITY_WARNING, "place-too-rough", row->where, row->id,
        "the place is known to within %.0f km only: the incident may as well lie %s "
        "what is asked for; by its nominal position it is %s",
        row->precision_km, verdict->is_kept ? "outside" : "inside",
        verdict->is_kept ? "kept" : "left out");
}

static guint
table_thin(const Nearness *nearness,
           MarchIncidents *incidents,
           MarchDiagnostics *diagnostics)
{
    guint count = march_incidents_count(incidents);
    g_autofree MarchIncidentVerdict *verdicts = g_new(MarchIncidentVerdict, count + 1);
    MarchRowReport report;
    guint dropped = 0;

    march_row_report_init(
        &report, count > 0 ? march_incidents_get(incidents, 0)->where.file : NULL,
        diagnostics);
    for (guint i = 0; i < count; i++) {
        const MarchIncident *row = march_incidents_get(incidents, i);

        verdicts[i] = row_judge(nearness, row);
        dropped += verdicts[i].is_kept ? 0 : 1;
        if (verdicts[i].is_unsure) {
            unsure_report(row, &verdicts[i], &report);
        }
    }
    march_row_report_finish(&report);
    march_incidents_filter(incidents, verdicts);
    return dropped;
}

/* The box of the located rows, grown so far that the borders that matter lie in it. */
static gboolean
box_find(const MarchSpec *spec, GPtrArray *tables, MarchBox *box)
{
    double margin = SIDE_MARGIN_KM;
    gboolean found = FALSE;

    for (guint i = 0; i < tables->len; i++) {
        MarchIncidents *table = g_ptr_array_index(tables, i);
        const MarchSpecIncidents *entry = g_ptr_array_index(spec->incidents, i);

        margin = MAX(margin, entry->within_km);
        for (guint row = 0; row < march_incidents_count(table); row++) {
            const MarchIncident *incident = march_incidents_get(table, row);
            MarchLonLat at = incident->position;

            if (!incident->is_located) {
                continue;
            }
            if (!found) {
                *box = (MarchBox){at.lon, at.lat, at.lon, at.lat};
                found = TRUE;
            }
            box->west = MIN(box->west, at.lon);
            box->east = MAX(box->east, at.lon);
            box->south = MIN(box->south, at.lat);
            box->north = MAX(box->north, at.lat);
        }
    }
    margin /= KM_PER_DEGREE;
    box->south = MAX(box->south - margin, -90);
    box->north = MIN(box->north + margin, 90);
    margin /= MAX(cos(MAX(fabs(box->south), fabs(box->north)) * G_PI / 180), 0.1);
    box->west = MAX(box->west - margin, -180);
    box->east = MIN(box->east + margin, 180);
    return found;
}

gboolean
march_incident_tables_thin(const MarchSpec *spec,
                           GPtrArray *tables,
                           const MarchPlaces *places,
                           MarchCatalogue *catalogue,
                           MarchDiagnostics *diagnostics,
                           GError **error)
{
    g_autoptr(MarchBorders) borders = NULL;
    g_autoptr(MarchSideFinder) finder = NULL;
    g_autoptr(MarchFeatures) lines = NULL;
    MarchBox box = {0, 0, 0, 0};

    if (!box_find(spec, tables, &box)) {
        return TRUE;
    }
    /* What the cuts have to say is said when the map's own are made. */
    borders =
        march_sections_cut(spec, places, catalogue, box, BORDER_SCALE, NULL, error);
    if (borders == NULL) {
        return FALSE;
    }
    lines = march_borders_select(borders, spec->as_of, spec->view, NULL);
    finder = march_side_finder_new(borders);
    for (guint i = 0; i < tables->len; i++) {
        MarchIncidents *table = g_ptr_array_index(tables, i);
        Nearness nearness = {.entry = g_ptr_array_index(spec->incidents, i),
                             .borders = borders,
                             .finder = finder,
                             .lines = lines};
        guint dropped;

        nearness_find(&nearness, places);
        side_check(&nearness, diagnostics);
        dropped = table_thin(&nearness, table, diagnostics);
        if (dropped > 0) {
            march_diagnostics_add(
                diagnostics, MARCH_SEVERITY_NOTE, "filtered-out", nearness.entry->where,
                NULL, "%u incidents are filtered out by their place", dropped);
        }
    }
    return TRUE;
}
