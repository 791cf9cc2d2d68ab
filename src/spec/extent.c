/* SPDX-License-Identifier: MIT */
/* What the map shows. */
#include "reader.h"
#include "tables.h"

#include <string.h>

#define MARGIN_NOT_GIVEN (-1.0)

typedef struct {
    MarchSpecExtent extent;
    MarchSpecPlace around;
    gboolean has_box;
} ExtentMapping;

/* [west, south, east, north] */
gboolean
march_spec_read_box(MarchSpecReader *reader,
                    const char *key,
                    const MarchYamlNode *node,
                    MarchBox *box)
{
    double edges[4];

    if (node->kind != MARCH_YAML_SEQUENCE || node->items->len != 4) {
        march_spec_reader_expect(reader, key, node,
                                 "a list [west, south, east, north] in degrees");
        return FALSE;
    }
    for (guint i = 0; i < 4; i++) {
        if (!march_spec_read_number(reader, key, g_ptr_array_index(node->items, i),
                                    -360, 360, &edges[i])) {
            return FALSE;
        }
    }
    *box = (MarchBox){edges[0], edges[1], edges[2], edges[3]};
    if (!march_spec_check_position(reader, key, node->where,
                                   (MarchLonLat){box->west, box->south}) ||
        !march_spec_check_position(reader, key, node->where,
                                   (MarchLonLat){box->east, box->north})) {
        return FALSE;
    }
    if (box->south >= box->north) {
        march_spec_reader_fail(reader, node->where,
                               "%s: south %g is not less than north %g; the order is "
                               "[west, south, east, north]",
                               key, box->south, box->north);
        return FALSE;
    }
    /* east before west is a box over the antimeridian, unless it is nearly the world */
    if (box->west >= box->east && box->west - box->east < 180) {
        march_spec_reader_fail(reader, node->where,
                               "%s: west %g is not less than east %g; the order is "
                               "[west, south, east, north]",
                               key, box->west, box->east);
        return FALSE;
    }
    return TRUE;
}

static void
box_read(MarchSpecReader *reader,
         const MarchKey *key,
         const MarchYamlNode *node,
         gpointer target)
{
    ExtentMapping *mapping = target;

    mapping->has_box =
        march_spec_read_box(reader, key->name, node, &mapping->extent.box);
}

static const MarchKey EXTENT_KEYS[] = {
    {"bbox", MARCH_KEY_CUSTOM, 0, .read = box_read, .otherwise = "none",
     .summary = "`[west, south, east, north]` in degrees; west greater than east "
                "crosses the antimeridian"},
    {"places", MARCH_KEY_PLACES, G_STRUCT_OFFSET(ExtentMapping, extent.places),
     .otherwise = "none", .summary = "Show all these places"},
    {"around", MARCH_KEY_PLACE, G_STRUCT_OFFSET(ExtentMapping, around),
     .otherwise = "none", .summary = "Show the surroundings of this place"},
    {"radius", MARCH_KEY_DISTANCE, G_STRUCT_OFFSET(ExtentMapping, extent.radius_km),
     .least = 0.1, .most = 5000, .otherwise = "none; needed with `around`",
     .summary = "How far about `around`: a number and km, m, mi or nmi"},
    {"country", MARCH_KEY_COUNTRY, G_STRUCT_OFFSET(ExtentMapping, extent.country),
     .otherwise = "none", .summary = "Show this country"},
    {"margin", MARCH_KEY_FRACTION, G_STRUCT_OFFSET(ExtentMapping, extent.margin),
     .least = 0, .most = 2,
     .otherwise = "12%; 5% with `country`, 0% with `bbox` and `around`",
     .summary = "Added on each side, in parts of the larger side"},
};

const MarchKeyTable MARCH_EXTENT_TABLE = {"extent", EXTENT_KEYS,
                                          G_N_ELEMENTS(EXTENT_KEYS)};

static void
kind_decide(MarchSpecReader *reader, const MarchYamlNode *node, ExtentMapping *mapping)
{
    MarchSpecExtent *extent = &mapping->extent;
    gboolean has_around = march_spec_place_is_given(&mapping->around);
    int n_kinds = mapping->has_box + (extent->places->len > 0) + has_around +
                  (extent->country != NULL);

    if (n_kinds > 1) {
        march_spec_reader_fail(
            reader, node->where,
            "extent: bbox, places, around and country exclude each other");
    }
    if (has_around != (extent->radius_km > 0)) {
        march_spec_reader_fail(reader, node->where,
                               "extent: around and radius go together");
    }
    if (mapping->has_box) {
        extent->kind = MARCH_EXTENT_BOX;
    } else if (has_around) {
        extent->kind = MARCH_EXTENT_AROUND;
    } else if (extent->places->len > 0) {
        extent->kind = MARCH_EXTENT_PLACES;
    } else if (extent->country != NULL) {
        extent->kind = MARCH_EXTENT_COUNTRY;
    }
}

static double
margin_default(MarchExtentKind kind)
{
    switch (kind) {
    case MARCH_EXTENT_COUNTRY:
        return 0.05;
    case MARCH_EXTENT_BOX:
    case MARCH_EXTENT_AROUND:
        return 0;
    case MARCH_EXTENT_AUTO:
    case MARCH_EXTENT_PLACES:
    default:
        return 0.12;
    }
}

static void
mapping_read(MarchSpecReader *reader,
             const MarchYamlNode *node,
             MarchSpecExtent *extent)
{
    ExtentMapping mapping = {.extent = *extent};

    march_spec_read_mapping(reader, &MARCH_EXTENT_TABLE, node, &mapping);
    kind_decide(reader, node, &mapping);
    *extent = mapping.extent;
    if (extent->kind == MARCH_EXTENT_AROUND) {
        g_ptr_array_set_size(extent->places, 0);
        g_ptr_array_add(extent->places,
                        g_memdup2(&mapping.around, sizeof mapping.around));
    } else {
        march_spec_place_clear(&mapping.around);
    }
}

void
march_spec_read_extent_mapping(MarchSpecReader *reader,
                               const char *key,
                               const MarchYamlNode *node,
                               MarchSpecExtent *extent)
{
    static const char EXPECTED[] = "a mapping such as {around: Vorukh, radius: 10 km}";

    extent->where = node->where;
    extent->margin = MARGIN_NOT_GIVEN;
    if (!march_spec_reader_check_kind(reader, key, node, MARCH_YAML_MAPPING,
                                      EXPECTED)) {
        return;
    }
    mapping_read(reader, node, extent);
    if (extent->kind == MARCH_EXTENT_AUTO) {
        march_spec_reader_expect(reader, key, node, EXPECTED);
    }
    if (extent->margin < 0) {
        extent->margin = margin_default(extent->kind);
    }
}

void
march_spec_read_extent(MarchSpecReader *reader,
                       const MarchKey *key,
                       const MarchYamlNode *node,
                       gpointer target)
{
    MarchSpecExtent *extent = &((MarchSpec *)target)->extent;

    extent->where = node->where;
    extent->margin = MARGIN_NOT_GIVEN;
    if (node->kind == MARCH_YAML_MAPPING) {
        mapping_read(reader, node, extent);
    } else if (node->kind != MARCH_YAML_SCALAR || strcmp(node->text, "auto") != 0) {
        march_spec_reader_expect(reader, key->name, node,
                                 "auto, or a mapping such as {country: KG}");
    }
    if (extent->margin < 0) {
        extent->margin = margin_default(extent->kind);
    }
}
