/* SPDX-License-Identifier: MIT */
/* The size of the page and of raster outputs. */
#include "base/number.h"
#include "reader.h"
#include "tables.h"

#include <math.h>

#define DEFAULT_DPI    300.0
#define PIXEL_DPI      96.0 /* of a size in px without a dpi: 1 px is 1/96 inch */
#define MM_PER_INCH    25.4
#define SIDE_LEAST_MM  20.0
#define SIDE_MOST_MM   2000.0
#define SIDE_MOST_PX   30000.0 /* cairo's image surfaces end at 32767 */
#define PIXELS_MOST    120e6
#define DEFAULT_WIDTH  180.0 /* mm: the text width of an A4 page */
#define DEFAULT_HEIGHT 130.0

typedef struct {
    MarchLength width, height; /* value 0: not given */
    double dpi;                /* 0: not given */
    MarchLocation width_where, height_where;
} SizeMapping;

static void
side_read(MarchSpecReader *reader,
          const MarchKey *key,
          const MarchYamlNode *node,
          gpointer target)
{
    SizeMapping *mapping = target;
    gboolean is_width = key->name[0] == 'w';
    MarchLength length;
    double mm;

    if (node->kind != MARCH_YAML_SCALAR || !march_length_parse(node->text, &length)) {
        march_spec_reader_expect(reader, key->name, node,
                                 "a length in mm, cm, in, pt or px such as 180mm");
        return;
    }
    mm = march_length_to_mm(length);
    if (mm < SIDE_LEAST_MM || mm > SIDE_MOST_MM) {
        march_spec_reader_fail(reader, node->where,
                               "%s: %s is %.0f mm, not from %.0f to %.0f mm", key->name,
                               node->text, mm, SIDE_LEAST_MM, SIDE_MOST_MM);
        return;
    }
    *(is_width ? &mapping->width : &mapping->height) = length;
    *(is_width ? &mapping->width_where : &mapping->height_where) = node->where;
}

static const MarchKey SIZE_KEYS[] = {
    {"width", MARCH_KEY_CUSTOM, 0, .read = side_read,
     .otherwise = "180mm, or 18/13 of the height",
     .summary = "Width of the page: a number and mm, cm, in, pt or px"},
    {"height", MARCH_KEY_CUSTOM, 0, .read = side_read,
     .otherwise = "130mm, or 13/18 of the width", .summary = "Height of the page"},
    {"dpi", MARCH_KEY_NUMBER, G_STRUCT_OFFSET(SizeMapping, dpi), .least = 30,
     .most = 1200, .otherwise = "300, or 96 for a size in px",
     .summary = "Pixels per inch of raster outputs"},
};

const MarchKeyTable MARCH_SIZE_TABLE = {"size", SIZE_KEYS, G_N_ELEMENTS(SIZE_KEYS)};

/* Gives a missing side the proportion of the default page. */
static void
sides_complete(SizeMapping *mapping)
{
    if (mapping->width.value <= 0 && mapping->height.value <= 0) {
        mapping->width = (MarchLength){DEFAULT_WIDTH, MARCH_UNIT_MM};
        mapping->height = (MarchLength){DEFAULT_HEIGHT, MARCH_UNIT_MM};
    } else if (mapping->width.value <= 0) {
        mapping->width =
            (MarchLength){mapping->height.value * DEFAULT_WIDTH / DEFAULT_HEIGHT,
                          mapping->height.unit};
    } else if (mapping->height.value <= 0) {
        mapping->height = (MarchLength){
            mapping->width.value * DEFAULT_HEIGHT / DEFAULT_WIDTH, mapping->width.unit};
    } else {
        return;
    }
    if (mapping->width.unit == MARCH_UNIT_PX) {
        mapping->width.value = round(mapping->width.value);
        mapping->height.value = round(mapping->height.value);
    }
}

static gboolean
pixels_are_whole(MarchSpecReader *reader,
                 const char *key,
                 MarchLength length,
                 MarchLocation where)
{
    if (fabs(length.value - round(length.value)) < 1e-9) {
        return TRUE;
    }
    march_spec_reader_fail(reader, where, "%s: %gpx is not a whole number of pixels",
                           key, length.value);
    return FALSE;
}

static void
size_apply(MarchSpecReader *reader, SizeMapping *mapping, MarchSpec *spec)
{
    gboolean is_exact;
    double width_px;
    double height_px;

    sides_complete(mapping);
    is_exact = mapping->dpi <= 0 && mapping->width.unit == MARCH_UNIT_PX &&
               mapping->height.unit == MARCH_UNIT_PX;
    spec->dpi = mapping->dpi > 0 ? mapping->dpi : is_exact ? PIXEL_DPI : DEFAULT_DPI;
    spec->width_mm = march_length_to_mm(mapping->width);
    spec->height_mm = march_length_to_mm(mapping->height);
    width_px = spec->width_mm * spec->dpi / MM_PER_INCH;
    height_px = spec->height_mm * spec->dpi / MM_PER_INCH;
    if (MAX(width_px, height_px) > SIDE_MOST_PX || width_px * height_px > PIXELS_MOST) {
        march_spec_reader_fail(
            reader, mapping->width_where,
            "size: %.0f × %.0f pixels at %g dpi is more than %.0f a side or %.0f "
            "million in all",
            width_px, height_px, spec->dpi, SIDE_MOST_PX, PIXELS_MOST / 1e6);
        return;
    }
    if (is_exact &&
        pixels_are_whole(reader, "width", mapping->width, mapping->width_where) &&
        pixels_are_whole(reader, "height", mapping->height, mapping->height_where)) {
        spec->width_px = (int)lround(mapping->width.value);
        spec->height_px = (int)lround(mapping->height.value);
    }
}

void
march_spec_read_size(MarchSpecReader *reader,
                     const MarchKey *key,
                     const MarchYamlNode *node,
                     gpointer target)
{
    SizeMapping mapping = {.width_where = node->where, .height_where = node->where};

    (void)key;
    march_spec_read_mapping(reader, &MARCH_SIZE_TABLE, node, &mapping);
    size_apply(reader, &mapping, target);
}
