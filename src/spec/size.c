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
#define NARROW_WIDTH   150.0 /* mm; a page so wide has two columns of notes */
#define NARROW_RISE    0.6   /* mm of height for a mm less than that */

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
     .otherwise = "the page's, else 180mm, or 18/13 of the height",
     .summary = "Width of the page: a number and mm, cm, in, pt or px"},
    {"height", MARCH_KEY_CUSTOM, 0, .read = side_read,
     .otherwise = "the page's, else 130mm, or 13/18 of the width, more below 150mm",
     .summary = "Height of the page"},
    {"dpi", MARCH_KEY_NUMBER, G_STRUCT_OFFSET(SizeMapping, dpi), .least = 30,
     .most = 1200, .otherwise = "300, or 96 for a size in px, or 192 on a page in px",
     .summary = "Pixels per inch of raster outputs"},
};

const MarchKeyTable MARCH_SIZE_TABLE = {"size", SIZE_KEYS, G_N_ELEMENTS(SIZE_KEYS)};

/* Notes take the more lines the narrower the page is: it is higher for its width, so
   that there is room for a map. */
static double
height_for(MarchLength width)
{
    double mm = march_length_to_mm((MarchLength){1, width.unit});
    double missing = MAX(NARROW_WIDTH - width.value * mm, 0);

    return width.value * DEFAULT_HEIGHT / DEFAULT_WIDTH + NARROW_RISE * missing / mm;
}

/* Gives a missing side the page's, or the proportion of the default page. */
static void
sides_complete(SizeMapping *mapping, const MarchPagePreset *page)
{
    if (page != NULL) {
        MarchUnit unit = page->width_px > 0 ? MARCH_UNIT_PX : MARCH_UNIT_MM;

        if (mapping->width.value <= 0) {
            mapping->width = (MarchLength){
                page->width_px > 0 ? page->width_px : page->width_mm, unit};
        }
        if (mapping->height.value <= 0) {
            mapping->height = (MarchLength){
                page->height_px > 0 ? page->height_px : page->height_mm, unit};
        }
        return;
    }
    if (mapping->width.value <= 0 && mapping->height.value <= 0) {
        mapping->width = (MarchLength){DEFAULT_WIDTH, MARCH_UNIT_MM};
        mapping->height = (MarchLength){DEFAULT_HEIGHT, MARCH_UNIT_MM};
    } else if (mapping->width.value <= 0) {
        mapping->width =
            (MarchLength){mapping->height.value * DEFAULT_WIDTH / DEFAULT_HEIGHT,
                          mapping->height.unit};
    } else if (mapping->height.value <= 0) {
        mapping->height =
            (MarchLength){height_for(mapping->width), mapping->width.unit};
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

/* A px is 1/96 inch, but on a page of so many pixels it is one of those. */
static double
side_to_mm(MarchLength length, gboolean is_page_px)
{
    return march_length_to_mm(length) * (is_page_px && length.unit == MARCH_UNIT_PX
                                             ? PIXEL_DPI / MARCH_PAGE_PIXEL_DPI
                                             : 1);
}

static void
size_apply(MarchSpecReader *reader, SizeMapping *mapping, MarchSpec *spec)
{
    const MarchPagePreset *page = march_page_preset_find(spec->page);
    gboolean is_page_px = page != NULL && page->width_px > 0;
    gboolean is_exact;
    double width_px;
    double height_px;

    sides_complete(mapping, page);
    is_exact = mapping->dpi <= 0 && mapping->width.unit == MARCH_UNIT_PX &&
               mapping->height.unit == MARCH_UNIT_PX;
    spec->dpi = mapping->dpi > 0 ? mapping->dpi
                : is_page_px     ? MARCH_PAGE_PIXEL_DPI
                : is_exact       ? PIXEL_DPI
                                 : DEFAULT_DPI;
    spec->width_mm = side_to_mm(mapping->width, is_page_px);
    spec->height_mm = side_to_mm(mapping->height, is_page_px);
    spec->has_fixed_marginalia = page != NULL && page->has_fixed_marginalia;
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

/* The page may stand after the size in the file: march_spec_settle_size() reads it. */
void
march_spec_read_size(MarchSpecReader *reader,
                     const MarchKey *key,
                     const MarchYamlNode *node,
                     gpointer target)
{
    (void)reader;
    (void)key;
    (void)node;
    (void)target;
}

void
march_spec_settle_size(MarchSpecReader *reader,
                       MarchSpec *spec,
                       const MarchYamlNode *node,
                       MarchLocation where)
{
    SizeMapping mapping = {.width_where = where, .height_where = where};

    if (node != NULL) {
        mapping.width_where = mapping.height_where = node->where;
        march_spec_read_mapping(reader, &MARCH_SIZE_TABLE, node, &mapping);
    }
    size_apply(reader, &mapping, spec);
}
