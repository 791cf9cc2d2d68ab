/* SPDX-License-Identifier: MIT */
/* The "print:" members of metadata: what the specification has no word for. */
#include <string.h>

#include "base/color.h"
#include "base/suggest.h"
#include "style-private.h"

#define PX_PER_MM (96 / 25.4)
#define PX_PER_PT (96.0 / 72)

/* mm */
#define ALTERNATE_DASH     3.0
#define ALTERNATE_DASH_MIN 0.2 /* shorter ones would be millions of dashes */
#define EDGE_BAND          1.0
#define EDGE_BAND_MIN      0.05
#define EDGE_BAND_MAX      4.0 /* what is drawn beyond the map's edge */
#define LENGTH_MAX         100.0

static const char *const root_names[] = {"print:sources", "print:extends", "print:font",
                                         "print:page",    "print:about",   NULL};
static const char *const layer_names[] = {
    "print:hatch",  "print:alternate", "print:edge",   "print:dash-phase", "print:unit",
    "print:legend", "print:halo",      "print:before", "print:obstacle",   NULL};

gboolean
march_style_reader_fail_misplaced(MarchStyleReader *reader, const MarchJsonKey *key)
{
    if (g_strv_contains(layer_names, key->name)) {
        march_style_reader_fail(reader, key->where,
                                "\"%s\" belongs in the \"metadata\" of a layer",
                                key->name);
    } else if (g_strv_contains(root_names, key->name)) {
        march_style_reader_fail(reader, key->where,
                                "\"%s\" belongs in the \"metadata\" of the style",
                                key->name);
    } else {
        return FALSE;
    }
    return TRUE;
}

/* Other programs keep metadata, too: only what looks like ours is judged. */
static gboolean
is_meant_as_ours(const char *name, const char *const *known)
{
    static const char *const prefix[] = {"print", NULL};
    g_autofree char *word = g_strndup(name, strcspn(name, ":-_./ "));

    return g_str_has_prefix(name, "print:") ||
           (march_suggest(word, prefix) != NULL && march_suggest(name, known) != NULL);
}

/* "hatch" for "print:hatch". */
static void
check_bare_name(MarchStyleReader *reader,
                const MarchJson *metadata,
                const MarchJsonKey *key,
                const char *const *known)
{
    g_autofree char *full = g_strconcat("print:", key->name, NULL);

    if (g_strv_contains(known, full) && march_json_get(metadata, full) == NULL) {
        march_diagnostics_add(
            reader->diagnostics, MARCH_SEVERITY_WARNING, "style-metadata", key->where,
            key->name, "\"%s\" has no effect; did you mean \"%s\"?", key->name, full);
    }
}

void
march_style_check_metadata(MarchStyleReader *reader,
                           const MarchJson *metadata,
                           gboolean is_root)
{
    const char *const *known = is_root ? root_names : layer_names;

    for (guint i = 0; i < metadata->length; i++) {
        const MarchJsonKey *key = &metadata->keys[i];

        if (g_strv_contains(known, key->name) ||
            march_style_reader_fail_misplaced(reader, key)) {
            continue;
        }
        if (is_meant_as_ours(key->name, known)) {
            march_style_reader_fail_unknown(reader, key,
                                            is_root ? "a print extension of styles"
                                                    : "a print extension of layers",
                                            known);
        } else {
            check_bare_name(reader, metadata, key, known);
        }
    }
}

/* The root's: {"paper": colour, ...} and the name of a font. */
void
march_style_read_page(MarchStyleReader *reader, const MarchJson *metadata)
{
    static const char *const known[] = {"paper", "ink",    "muted",
                                        "frame", "accent", NULL};
    const MarchJson *page = march_json_get(metadata, "print:page");

    march_style_read_string(reader, metadata, "print:font");
    if (page == NULL) {
        return;
    }
    if (page->type != MARCH_JSON_OBJECT) {
        march_style_reader_fail(reader, page->where,
                                "\"print:page\" must be an object");
        return;
    }
    march_style_check_keys(reader, page, "a colour of \"print:page\"", known);
    for (guint i = 0; i < page->length; i++) {
        MarchColor color;

        if (page->items[i].type != MARCH_JSON_STRING ||
            !march_color_parse(page->items[i].string, &color)) {
            march_style_reader_fail(reader, page->items[i].where,
                                    "\"%s\" must be a colour", page->keys[i].name);
        }
    }
}

void
march_style_check_keys(MarchStyleReader *reader,
                       const MarchJson *json,
                       const char *what,
                       const char *const *known)
{
    for (guint i = 0; i < json->length; i++) {
        if (!g_strv_contains(known, json->keys[i].name)) {
            march_style_reader_fail_unknown(reader, &json->keys[i], what, known);
        }
    }
}

static void
read_hatch(MarchStyleReader *reader, MarchStyleLayer *layer, const MarchJson *json)
{
    static const char *const known[] = {"angle", "spacing-mm", "offset-mm", "width-mm",
                                        "color", "opacity",    "cross",     NULL};
    static const MarchStyleProperty color = {
        .name = "print:hatch color",
        .type = MARCH_TYPE_COLOR,
        .default_json = "\"#000000\"",
        .flags =
            MARCH_PROPERTY_ZOOM | MARCH_PROPERTY_FEATURE | MARCH_PROPERTY_INTERPOLATED,
    };
    static const MarchStyleProperty opacity = {
        .name = "print:hatch opacity",
        .type = MARCH_TYPE_NUMBER,
        .default_json = "1",
        .minimum = 0,
        .maximum = 1,
        .flags = MARCH_PROPERTY_ZOOM | MARCH_PROPERTY_FEATURE |
                 MARCH_PROPERTY_INTERPOLATED | MARCH_PROPERTY_MINIMUM |
                 MARCH_PROPERTY_MAXIMUM,
    };
    const MarchJson *color_json = march_json_get(json, "color");
    const MarchJson *opacity_json = march_json_get(json, "opacity");
    const MarchJson *cross = march_json_get(json, "cross");
    MarchStyleHatch *hatch;

    if (json->type != MARCH_JSON_OBJECT) {
        march_style_reader_fail(reader, json->where, "a hatch must be an object");
        return;
    }
    if (layer->n_hatches == MARCH_PAINT_HATCHES_MAX) {
        march_style_reader_fail(reader, json->where, "a layer has at most %d hatches",
                                MARCH_PAINT_HATCHES_MAX);
        return;
    }
    march_style_check_keys(reader, json, "a member of a hatch", known);
    hatch = &layer->hatches[layer->n_hatches++];
    hatch->angle = march_style_read_number(reader, json, "angle", 45);
    hatch->spacing =
        march_style_read_number(reader, json, "spacing-mm", 1.2) * PX_PER_MM;
    hatch->offset = march_style_read_number(reader, json, "offset-mm", 0) * PX_PER_MM;
    hatch->width = march_style_read_number(reader, json, "width-mm", 0.2) * PX_PER_MM;
    hatch->cross = cross != NULL && cross->boolean;
    if (!(hatch->spacing >= 0.2 * PX_PER_MM) || !(hatch->width > 0)) {
        march_style_reader_fail(reader, json->where,
                                "hatch lines must be at least 0.2 mm apart and have a "
                                "width above 0");
    }
    hatch->color.property = &color;
    hatch->color.value = march_style_property_default(&color, reader->style->arena);
    if (color_json != NULL) {
        march_style_read_slot(reader, &color, color_json, &hatch->color);
    }
    if (opacity_json != NULL) {
        hatch->opacity.value =
            march_style_property_default(&opacity, reader->style->arena);
        march_style_read_slot(reader, &opacity, opacity_json, &hatch->opacity);
    }
}

static void
read_hatches(MarchStyleReader *reader, MarchStyleLayer *layer, const MarchJson *json)
{
    if (layer->type != MARCH_STYLE_FILL) {
        march_style_reader_fail(reader, json->where, "only fill layers are hatched");
    } else if (json->type == MARCH_JSON_ARRAY) {
        for (guint i = 0; i < json->length; i++) {
            read_hatch(reader, layer, &json->items[i]);
        }
    } else {
        read_hatch(reader, layer, json);
    }
}

static void
check_word(MarchStyleReader *reader,
           const MarchJson *metadata,
           const char *key,
           const char *const *allowed)
{
    const char *word = march_style_read_string(reader, metadata, key);

    if (word != NULL && !g_strv_contains(allowed, word)) {
        g_autofree char *list = g_strjoinv(", ", (char **)(guintptr)allowed);

        march_style_reader_fail(reader, march_json_get(metadata, key)->where,
                                "\"%s\" cannot be \"%s\"; it is one of %s", key, word,
                                list);
    }
}

static void
read_unit(MarchStyleReader *reader, MarchStyleLayer *layer, const MarchJson *metadata)
{
    static const char *const units[] = {"px", "mm", "pt", NULL};
    const char *unit = march_style_read_string(reader, metadata, "print:unit");

    check_word(reader, metadata, "print:unit", units);
    if (g_strcmp0(unit, "mm") == 0) {
        layer->unit = PX_PER_MM;
    } else if (g_strcmp0(unit, "pt") == 0) {
        layer->unit = PX_PER_PT;
    }
}

static void
read_color(MarchStyleReader *reader,
           MarchStyleLayer *layer,
           guint index,
           const MarchJson *json)
{
    static const MarchStyleProperty alternate = {
        .name = "print:alternate colors",
        .type = MARCH_TYPE_COLOR,
        .default_json = "\"#000000\"",
        .flags =
            MARCH_PROPERTY_ZOOM | MARCH_PROPERTY_FEATURE | MARCH_PROPERTY_INTERPOLATED,
    };
    static const MarchStyleProperty edge = {
        .name = "print:edge color",
        .type = MARCH_TYPE_COLOR,
        .default_json = "\"#000000\"",
        .flags =
            MARCH_PROPERTY_ZOOM | MARCH_PROPERTY_FEATURE | MARCH_PROPERTY_INTERPOLATED,
    };
    const MarchStyleProperty *property =
        index < MARCH_LINE_EDGE_LEFT ? &alternate : &edge;
    MarchStyleSlot *slot = &layer->line_colors[index];

    slot->property = property;
    slot->value = march_style_property_default(property, reader->style->arena);
    march_style_read_slot(reader, property, json, slot);
}

static gboolean
is_on_lines(MarchStyleReader *reader,
            const MarchStyleLayer *layer,
            const MarchJson *json)
{
    if (layer->type != MARCH_STYLE_LINE) {
        march_style_reader_fail(reader, json->where,
                                "only line layers have alternating colours and edges");
        return FALSE;
    }
    return TRUE;
}

/* A length in mm as px; it must be above 0 and at most @most mm. */
static double
read_length(MarchStyleReader *reader,
            const MarchJson *json,
            const char *key,
            double fallback,
            double least,
            double most)
{
    double length = march_style_read_number(reader, json, key, fallback);

    if (!(length >= least && length <= most)) {
        march_style_reader_fail(reader, json->where,
                                "\"%s\" must be from %g to %g, not %g", key, least,
                                most, length);
        return 0;
    }
    return length * PX_PER_MM;
}

/* {"colors": [two or more], "dash-mm": length} */
static void
read_alternate(MarchStyleReader *reader, MarchStyleLayer *layer, const MarchJson *json)
{
    static const char *const known[] = {"colors", "dash-mm", NULL};
    const MarchJson *colors = march_json_get(json, "colors");

    if (!is_on_lines(reader, layer, json)) {
        return;
    }
    if (json->type != MARCH_JSON_OBJECT || colors == NULL ||
        colors->type != MARCH_JSON_ARRAY || colors->length < 2 ||
        colors->length > MARCH_PAINT_ALTERNATES_MAX) {
        march_style_reader_fail(reader, json->where,
                                "\"print:alternate\" needs two to %d \"colors\"",
                                MARCH_PAINT_ALTERNATES_MAX);
        return;
    }
    march_style_check_keys(reader, json, "a member of \"print:alternate\"", known);
    layer->alternate_length = read_length(reader, json, "dash-mm", ALTERNATE_DASH,
                                          ALTERNATE_DASH_MIN, LENGTH_MAX);
    layer->n_alternates = colors->length;
    for (guint i = 0; i < colors->length; i++) {
        read_color(reader, layer, i, &colors->items[i]);
    }
}

static void
read_edge_colors(MarchStyleReader *reader,
                 MarchStyleLayer *layer,
                 const MarchJson *json)
{
    const MarchJson *color = march_json_get(json, "color");
    const MarchJson *colors = march_json_get(json, "colors");

    if (color != NULL && colors != NULL) {
        march_style_reader_fail(reader, json->where,
                                "\"print:edge\" has either a \"color\" or \"colors\" "
                                "for left and right");
        return;
    }
    if (colors != NULL && (colors->type != MARCH_JSON_ARRAY || colors->length != 2)) {
        march_style_reader_fail(reader, colors->where,
                                "\"colors\" of \"print:edge\" must be two: left and "
                                "right");
        return;
    }
    for (guint side = 0; side < 2; side++) {
        if (layer->has_edge[side] && (color != NULL || colors != NULL)) {
            read_color(reader, layer, MARCH_LINE_EDGE_LEFT + side,
                       colors != NULL ? &colors->items[side] : color);
        }
    }
}

/* {"side", "band-mm", "color" or "colors", "opacity"} */
static void
read_edge(MarchStyleReader *reader, MarchStyleLayer *layer, const MarchJson *json)
{
    static const char *const known[] = {"side",   "band-mm", "color",
                                        "colors", "opacity", NULL};
    static const char *const sides[] = {"left", "right", "both", NULL};
    const char *side;

    if (!is_on_lines(reader, layer, json)) {
        return;
    }
    if (json->type != MARCH_JSON_OBJECT) {
        march_style_reader_fail(reader, json->where,
                                "\"print:edge\" must be an object");
        return;
    }
    march_style_check_keys(reader, json, "a member of \"print:edge\"", known);
    check_word(reader, json, "side", sides);
    side = march_style_read_string(reader, json, "side");
    layer->has_edge[0] = g_strcmp0(side, "right") != 0;
    layer->has_edge[1] = g_strcmp0(side, "left") != 0;
    layer->edge_width =
        read_length(reader, json, "band-mm", EDGE_BAND, EDGE_BAND_MIN, EDGE_BAND_MAX);
    layer->edge_opacity = march_style_read_number(reader, json, "opacity", 1);
    if (!(layer->edge_opacity >= 0 && layer->edge_opacity <= 1)) {
        march_style_reader_fail(reader, json->where, "\"opacity\" must be from 0 to 1");
    }
    read_edge_colors(reader, layer, json);
}

static void
check_obstacle(MarchStyleReader *reader, const MarchJson *metadata)
{
    double weight = march_style_read_number(reader, metadata, "print:obstacle", 0);

    if (!(weight >= 0 && weight <= 1)) {
        march_style_reader_fail(
            reader, march_json_get(metadata, "print:obstacle")->where,
            "\"print:obstacle\" must be from 0 to 1, not %g", weight);
    }
}

/* Only what is laid on another style finds its place among that one's layers. */
static void
check_before(MarchStyleReader *reader, const MarchJson *metadata)
{
    const MarchJson *before = march_json_get(metadata, "print:before");

    if (before != NULL && reader->style->bases->len == 0) {
        march_style_reader_note(reader, before->where, before->string,
                                "\"print:before\" has no effect: the style extends "
                                "none");
    }
}

void
march_style_read_extensions(MarchStyleReader *reader,
                            MarchStyleLayer *layer,
                            const MarchJson *metadata)
{
    static const char *const halos[] = {"stroke", "knockout", NULL};
    static const char *const phases[] = {"shared-edge", "corner", NULL};
    const MarchJson *json;

    read_unit(reader, layer, metadata);
    check_obstacle(reader, metadata);
    check_before(reader, metadata);
    check_word(reader, metadata, "print:halo", halos);
    check_word(reader, metadata, "print:dash-phase", phases);
    layer->dashes_restart =
        g_strcmp0(march_style_read_string(reader, metadata, "print:dash-phase"),
                  "corner") == 0;
    if ((json = march_json_get(metadata, "print:hatch")) != NULL) {
        read_hatches(reader, layer, json);
    }
    if ((json = march_json_get(metadata, "print:alternate")) != NULL) {
        read_alternate(reader, layer, json);
    }
    if ((json = march_json_get(metadata, "print:edge")) != NULL) {
        read_edge(reader, layer, json);
    }
    if ((json = march_json_get(metadata, "print:legend")) != NULL) {
        march_style_read_legend(reader, layer, json);
    }
}
