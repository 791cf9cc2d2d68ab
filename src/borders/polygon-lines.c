/* SPDX-License-Identifier: MIT */
#include "polygon-lines.h"

#include <math.h>
#include <string.h>

#include "country-codes.h"

/* Vertices are the same when they agree to a hundred-millionth of a degree, 1 mm. */
#define STEPS_PER_DEGREE 1e8

/* An edge without its direction. */
typedef struct {
    gint64 ends[4];
} Edge;

/* A country on one side of an edge; the second one makes it a boundary. */
typedef struct {
    const char *country;
    const char *other; /* (nullable) */
} Owners;

typedef struct {
    GHashTable *edges; /* Edge to Owners */
    MarchFeatures *lines;
} Search;

static guint
edge_hash(gconstpointer key)
{
    const Edge *edge = key;
    guint64 hash = 1469598103934665603U;

    for (gsize i = 0; i < G_N_ELEMENTS(edge->ends); i++) {
        hash = (hash ^ (guint64)edge->ends[i]) * 1099511628211U;
    }
    return (guint)(hash ^ (hash >> 32));
}

static gboolean
edge_equal(gconstpointer a, gconstpointer b)
{
    return memcmp(a, b, sizeof(Edge)) == 0;
}

static Edge
edge_of(MarchLonLat a, MarchLonLat b)
{
    const gint64 first[] = {llround(a.lon * STEPS_PER_DEGREE),
                            llround(a.lat * STEPS_PER_DEGREE)};
    const gint64 second[] = {llround(b.lon * STEPS_PER_DEGREE),
                             llround(b.lat * STEPS_PER_DEGREE)};
    gboolean is_in_order =
        first[0] < second[0] || (first[0] == second[0] && first[1] <= second[1]);
    Edge edge;

    memcpy(edge.ends, is_in_order ? first : second, sizeof first);
    memcpy(edge.ends + 2, is_in_order ? second : first, sizeof second);
    return edge;
}

/* The code of the country that the polygon is, or lies in; NULL when it does not say. */
static const char *
country_of(const MarchFeature *feature)
{
    static const char *const KEYS[] = {"iso_a2",     "iso2",    "iso",   "country",
                                       "iso_a3",     "iso3",    "gid_0", "adm0_a3",
                                       "shapeGroup", "shapeISO"};

    for (gsize i = 0; i < G_N_ELEMENTS(KEYS); i++) {
        for (guint k = 0; k < feature->properties->len; k++) {
            const MarchProperty *property =
                &g_array_index(feature->properties, MarchProperty, k);
            const char *text = property->value.type == MARCH_VALUE_STRING
                                   ? property->value.as.string
                                   : "";
            gsize length = strlen(text);

            if (g_ascii_strcasecmp(property->key, KEYS[i]) != 0) {
                continue;
            }
            if (length == 2 && g_ascii_isalpha(text[0]) && g_ascii_isalpha(text[1])) {
                g_autofree char *code = g_ascii_strup(text, -1);

                return g_intern_string(code);
            }
            if (length == 3 && march_country_code_from_alpha3(text) != NULL) {
                return g_intern_string(march_country_code_from_alpha3(text));
            }
        }
    }
    return NULL;
}

static MarchLonLat
vertex(const MarchLonLat *ring, guint count, guint index)
{
    return ring[index % count];
}

static void
ring_note(const Search *search,
          const MarchLonLat *ring,
          guint count,
          const char *country)
{
    for (guint i = 0; i < count; i++) {
        Edge edge = edge_of(ring[i], vertex(ring, count, i + 1));
        Owners *owners = g_hash_table_lookup(search->edges, &edge);

        if (owners == NULL) {
            Owners first = {country, NULL};

            g_hash_table_insert(search->edges, g_memdup2(&edge, sizeof edge),
                                g_memdup2(&first, sizeof first));
        } else if (owners->country != country) {
            owners->other = country;
        }
    }
}

/* Twice the area that the ring goes round counter-clockwise. */
static double
turning_area(const MarchLonLat *ring, guint count)
{
    double area = 0;

    for (guint i = 0; i < count; i++) {
        MarchLonLat a = ring[i], b = vertex(ring, count, i + 1);

        area += a.lon * b.lat - b.lon * a.lat;
    }
    return area;
}

/* Who lies across edge @index of a ring of @country, if the line is told of here. */
static const char *
neighbour_at(const Search *search,
             const MarchLonLat *ring,
             guint count,
             guint index,
             const char *country)
{
    Edge edge = edge_of(vertex(ring, count, index), vertex(ring, count, index + 1));
    const Owners *owners = g_hash_table_lookup(search->edges, &edge);

    return owners != NULL && owners->country == country ? owners->other : NULL;
}

static void
line_add(const Search *search,
         const GArray *positions,
         const char *left,
         const char *right)
{
    MarchGeometry *geometry = march_geometry_new(MARCH_GEOMETRY_LINE);
    MarchFeature *feature;

    march_geometry_add_part(geometry,
                            (const MarchLonLat *)(const void *)positions->data,
                            positions->len, FALSE);
    feature = march_features_add(search->lines, geometry);
    march_features_set_string(search->lines, feature, "left", left);
    march_features_set_string(search->lines, feature, "right", right);
}

/* Runs of edges with one neighbour; where the ring starts within one, it comes out in
   two pieces, which stitching joins. */
static void
ring_walk(const Search *search,
          const MarchLonLat *ring,
          guint count,
          gboolean is_hole,
          const char *country)
{
    gboolean is_left = (turning_area(ring, count) > 0) != is_hole;
    g_autoptr(GArray) run = g_array_new(FALSE, FALSE, sizeof(MarchLonLat));
    const char *neighbour = NULL;

    for (guint i = 0; i <= count; i++) {
        const char *next =
            i < count ? neighbour_at(search, ring, count, i, country) : NULL;
        MarchLonLat here = vertex(ring, count, i);

        if (neighbour != NULL) {
            g_array_append_val(run, here);
        }
        if (next == neighbour) {
            continue;
        }
        if (neighbour != NULL) {
            line_add(search, run, is_left ? country : neighbour,
                     is_left ? neighbour : country);
        }
        g_array_set_size(run, 0);
        if (next != NULL) {
            g_array_append_val(run, here);
        }
        neighbour = next;
    }
}

static void
feature_visit(const Search *search,
              const MarchFeature *feature,
              const char *country,
              gboolean is_second_pass)
{
    for (guint i = 0; i < feature->geometry->parts->len; i++) {
        gboolean is_hole =
            g_array_index(feature->geometry->parts, MarchGeometryPart, i).is_hole;
        guint count = 0;
        const MarchLonLat *ring = march_geometry_get_part(feature->geometry, i, &count);

        if (count < 3) {
            continue;
        }
        if (is_second_pass) {
            ring_walk(search, ring, count, is_hole, country);
        } else {
            ring_note(search, ring, count, country);
        }
    }
}

MarchFeatures *
march_polygon_lines_new(const MarchFeatures *features,
                        const char *data_name,
                        MarchDiagnostics *diagnostics)
{
    g_autoptr(GHashTable) edges =
        g_hash_table_new_full(edge_hash, edge_equal, g_free, g_free);
    const Search search = {edges, march_features_new()};
    guint n_polygons = 0;

    for (int pass = 0; pass < 2; pass++) {
        for (guint i = 0; i < march_features_count(features); i++) {
            const MarchFeature *feature = march_features_get(features, i);
            const char *country = country_of(feature);

            if (feature->geometry->type != MARCH_GEOMETRY_POLYGON) {
                continue;
            }
            if (country == NULL) {
                march_diagnostics_add(
                    diagnostics, MARCH_SEVERITY_WARNING, "polygon-without-country",
                    feature->where, data_name,
                    "a polygon without the code of a country was left "
                    "out; expected an attribute such as shapeGroup or "
                    "iso_a3");
                continue;
            }
            n_polygons += pass == 0;
            feature_visit(&search, feature, country, pass == 1);
        }
    }
    if (n_polygons > 0 && march_features_count(search.lines) == 0) {
        march_diagnostics_add(diagnostics, MARCH_SEVERITY_WARNING, "no-shared-edges",
                              MARCH_LOCATION_NONE, data_name,
                              "the polygons of %s share no edge between two countries: "
                              "it gives no border; expected polygons of one topology",
                              data_name != NULL ? data_name : "the file");
    }
    return search.lines;
}
