/* SPDX-License-Identifier: MIT */
/* Areas with a status of their own. */
#include "reader.h"
#include "tables.h"

#include <string.h>

/* Of march_border_status_name(), those that an area can have. */
static const char *const STATUSES[] = {
    "disputed", "claimed",      "undelimited", "administrative", "lease", "neutral",
    "shared",   "unrecognised", NULL,
};

#define FIELD(name) G_STRUCT_OFFSET(MarchSpecArea, name)

static const MarchKey AREA_KEYS[] = {
    {"area", MARCH_KEY_TEXT, FIELD(name), .is_required = TRUE,
     .summary = "Name of the area, for messages and the legend"},
    {"geometry", MARCH_KEY_PATH, FIELD(geometry), .otherwise = "none",
     .summary = "A file with the polygons of the area: GeoJSON, or any vector file"},
    {"layer", MARCH_KEY_TEXT, FIELD(layer), .otherwise = "the first",
     .summary = "Layer of a file that has several"},
    {"between", MARCH_KEY_TEXTS, FIELD(between), .otherwise = "none",
     .summary = "The names of two sections: the area is the land between their lines"},
    {"claimants", MARCH_KEY_COUNTRIES, FIELD(claimants), .otherwise = "none",
     .summary = "The countries that claim it"},
    {"status", MARCH_KEY_CHOICE, FIELD(status), .choices = STATUSES,
     .fallback = "disputed", .summary = "What the area is"},
    {"valid", MARCH_KEY_DATES, FIELD(valid), .otherwise = "always",
     .summary = "From when to when (the first day no longer inside)"},
    {"claims", MARCH_KEY_PAIRS, FIELD(claims), .otherwise = "none",
     .summary = "How views see it: `{KG: unrecognised, un: text}`"},
    {"source", MARCH_KEY_TEXT, FIELD(source), .otherwise = "none, with a warning",
     .summary = "Who says so"},
    {"label", MARCH_KEY_TEXT, FIELD(label),
     .otherwise = "the words of the status and the claimants",
     .summary = "Legend text"},
};

const MarchKeyTable MARCH_AREA_TABLE = {"an area", AREA_KEYS, G_N_ELEMENTS(AREA_KEYS)};

void
march_spec_area_free(gpointer data)
{
    MarchSpecArea *area = data;

    g_free(area->name);
    g_free(area->geometry);
    g_free(area->layer);
    g_ptr_array_unref(area->between);
    g_ptr_array_unref(area->claimants);
    g_free(area->status);
    g_ptr_array_unref(area->claims);
    g_free(area->source);
    g_free(area->label);
    g_free(area);
}

static void
area_check(MarchSpecReader *reader,
           const MarchYamlNode *node,
           const MarchSpecArea *area)
{
    const MarchYamlNode *between = march_yaml_node_get(node, "between");

    if ((area->geometry != NULL) == (between != NULL)) {
        march_spec_reader_fail(reader, node->where,
                               "an area needs one of: geometry, between");
    } else if (between != NULL && march_spec_node_count(between) != 2) {
        march_spec_reader_expect(reader, "between", between,
                                 "the names of two sections");
    } else if (area->between->len == 2 &&
               strcmp(area->between->pdata[0], area->between->pdata[1]) == 0) {
        march_spec_reader_fail(reader, between->where,
                               "between: there is no land between '%s' and itself",
                               (const char *)area->between->pdata[0]);
    }
    for (guint i = 0; i < area->claimants->len; i++) {
        for (guint j = 0; j < i; j++) {
            if (strcmp(area->claimants->pdata[i], area->claimants->pdata[j]) == 0) {
                march_spec_reader_fail(reader, node->where,
                                       "claimants: %s is given twice",
                                       (const char *)area->claimants->pdata[i]);
            }
        }
    }
}

void
march_spec_read_areas(MarchSpecReader *reader,
                      const MarchKey *key,
                      const MarchYamlNode *node,
                      gpointer target)
{
    MarchSpec *spec = target;

    for (guint i = 0; i < march_spec_node_count(node); i++) {
        const MarchYamlNode *item = march_spec_node_item(node, i);
        MarchSpecArea *area;

        if (item->kind == MARCH_YAML_SCALAR) {
            char *path = march_spec_read_path(reader, key->name, item);

            if (path != NULL) {
                g_ptr_array_add(spec->area_layers, path);
                march_spec_note_file(spec, path, item);
            }
            continue;
        }
        area = g_new0(MarchSpecArea, 1);
        area->where = item->where;
        area->between = g_ptr_array_new_with_free_func(g_free);
        area->claimants = g_ptr_array_new_with_free_func(g_free);
        area->claims = g_ptr_array_new_with_free_func(g_free);
        g_ptr_array_add(spec->areas, area);
        march_spec_read_mapping(reader, &MARCH_AREA_TABLE, item, area);
        if (item->kind == MARCH_YAML_MAPPING) {
            area_check(reader, item, area);
            march_spec_note_file(spec, area->geometry,
                                 march_yaml_node_get(item, "geometry"));
        }
    }
}
