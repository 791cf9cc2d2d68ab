/* SPDX-License-Identifier: MIT */
/* Places: a name, a position, or both with a hint. */
#include "reader.h"
#include "tables.h"

void
march_spec_place_clear(MarchSpecPlace *place)
{
    g_clear_pointer(&place->text, g_free);
    g_clear_pointer(&place->country, g_free);
}

void
march_spec_place_free(gpointer place)
{
    march_spec_place_clear(place);
    g_free(place);
}

gboolean
march_spec_place_is_given(const MarchSpecPlace *place)
{
    return place->text != NULL || place->has_position;
}

/* The mapping form of a place, before lon and lat are joined. */
typedef struct {
    MarchSpecPlace place;
    MarchOptionalPosition near;
    double lon, lat; /* 1000 when not given */
} PlaceMapping;

#define NOT_GIVEN 1000.0

static const MarchKey PLACE_KEYS[] = {
    {"name", MARCH_KEY_TEXT, G_STRUCT_OFFSET(PlaceMapping, place.text),
     .otherwise = "none", .summary = "The name to look up, and to print"},
    {"country", MARCH_KEY_COUNTRY, G_STRUCT_OFFSET(PlaceMapping, place.country),
     .otherwise = "none", .summary = "Prefer the place of this name in this country"},
    {"near", MARCH_KEY_POSITION, G_STRUCT_OFFSET(PlaceMapping, near),
     .otherwise = "none",
     .summary = "Prefer the place of this name near this position"},
    {"lon", MARCH_KEY_NUMBER, G_STRUCT_OFFSET(PlaceMapping, lon), .least = -180,
     .most = 180, .otherwise = "looked up",
     .summary = "Longitude in degrees; with `lat`, nothing is looked up"},
    {"lat", MARCH_KEY_NUMBER, G_STRUCT_OFFSET(PlaceMapping, lat), .least = -90,
     .most = 90, .otherwise = "looked up", .summary = "Latitude in degrees"},
};

const MarchKeyTable MARCH_PLACE_TABLE = {"a place", PLACE_KEYS,
                                         G_N_ELEMENTS(PLACE_KEYS)};

static gboolean
place_mapping_read(MarchSpecReader *reader,
                   const char *key,
                   const MarchYamlNode *node,
                   MarchSpecPlace *place)
{
    PlaceMapping mapping = {.lon = NOT_GIVEN, .lat = NOT_GIVEN};
    gboolean has_lon;
    gboolean has_lat;

    march_spec_read_mapping(reader, &MARCH_PLACE_TABLE, node, &mapping);
    has_lon = mapping.lon < NOT_GIVEN;
    has_lat = mapping.lat < NOT_GIVEN;
    mapping.place.where = node->where;
    mapping.place.has_near = mapping.near.is_given;
    mapping.place.near = mapping.near.position;
    if (has_lon != has_lat) {
        march_spec_reader_fail(reader, node->where, "%s: lon and lat go together", key);
    } else if (has_lon) {
        mapping.place.has_position = TRUE;
        mapping.place.position = (MarchLonLat){mapping.lon, mapping.lat};
    } else if (mapping.place.text == NULL) {
        march_spec_reader_fail(reader, node->where,
                               "%s: a place needs a name, or lon and lat", key);
    }
    *place = mapping.place;
    return march_spec_place_is_given(place);
}

gboolean
march_spec_read_place(MarchSpecReader *reader,
                      const char *key,
                      const MarchYamlNode *node,
                      MarchSpecPlace *place)
{
    march_spec_place_clear(place);
    place->where = node->where;
    switch (node->kind) {
    case MARCH_YAML_SEQUENCE:
        place->has_position =
            march_spec_read_position(reader, key, node, &place->position);
        break;
    case MARCH_YAML_MAPPING:
        return place_mapping_read(reader, key, node, place);
    case MARCH_YAML_SCALAR:
    default:
        place->text = march_spec_read_text(reader, key, node);
        break;
    }
    return march_spec_place_is_given(place);
}
