/* SPDX-License-Identifier: MIT */
/* Small multiples: what the panels of the figure differ in. */
#include "reader.h"
#include "tables.h"

#include <string.h>

enum { PANELS_MAX = 12, COLUMNS_MAX = 4 };

#define FIELD(name) G_STRUCT_OFFSET(MarchSpec, name)

static void
as_of_read(MarchSpecReader *reader,
           const MarchKey *key,
           const MarchYamlNode *node,
           gpointer target)
{
    MarchSpec *spec = target;

    for (guint i = 0; i < march_spec_node_count(node); i++) {
        MarchDate date = MARCH_DATE_NONE;

        if (march_spec_read_date(reader, key->name, march_spec_node_item(node, i),
                                 &date)) {
            g_array_append_val(spec->panels.days, date);
        }
    }
}

static void
dates_read(MarchSpecReader *reader,
           const MarchKey *key,
           const MarchYamlNode *node,
           gpointer target)
{
    MarchSpec *spec = target;

    for (guint i = 0; i < march_spec_node_count(node); i++) {
        MarchDateRange dates = {MARCH_DATE_NONE, MARCH_DATE_NONE};

        if (march_spec_read_dates(reader, key->name, march_spec_node_item(node, i),
                                  &dates)) {
            g_array_append_val(spec->panels.ranges, dates);
        }
    }
}

static const MarchKey PANELS_KEYS[] = {
    {"views", MARCH_KEY_TEXTS, FIELD(panels.views), .otherwise = "none",
     .summary = "A panel for each of these views"},
    {"as-of", MARCH_KEY_CUSTOM, 0, .read = as_of_read, .otherwise = "none",
     .summary = "A panel for each of these days: borders as of it, incidents until it"},
    {"dates", MARCH_KEY_CUSTOM, 0, .read = dates_read, .otherwise = "none",
     .summary = "A panel for the incidents of each of these spans of days"},
    {"types", MARCH_KEY_TEXTS, FIELD(panels.types), .otherwise = "none",
     .summary =
         "A panel for each of these types of incidents; `all` for all there are"},
    {"columns", MARCH_KEY_NUMBER, FIELD(panels.columns), .least = 1,
     .most = COLUMNS_MAX, .otherwise = "as many as fit",
     .summary = "Panels beside each other, 4 at most"},
};

const MarchKeyTable MARCH_PANELS_TABLE = {"panels", PANELS_KEYS,
                                          G_N_ELEMENTS(PANELS_KEYS)};

void
march_spec_read_panels(MarchSpecReader *reader,
                       const MarchKey *key,
                       const MarchYamlNode *node,
                       gpointer target)
{
    MarchSpec *spec = target;
    MarchSpecPanels *panels = &spec->panels;
    guint n_kinds;
    guint n_panels;

    (void)key;
    panels->is_given = TRUE;
    panels->where = node->where;
    march_spec_read_mapping(reader, &MARCH_PANELS_TABLE, node, spec);
    n_kinds = (panels->views->len > 0 ? 1U : 0) + (panels->days->len > 0 ? 1U : 0) +
              (panels->ranges->len > 0 ? 1U : 0) + (panels->types->len > 0 ? 1U : 0);
    n_panels = panels->views->len + panels->days->len + panels->ranges->len +
               panels->types->len;
    if (n_kinds != 1) {
        march_spec_reader_fail(reader, node->where,
                               "the panels need one of the keys 'views', 'as-of', "
                               "'dates' and 'types'");
    } else if (n_panels > PANELS_MAX) {
        march_spec_reader_fail(reader, node->where,
                               "panels: %u of them; expected at most %d", n_panels,
                               PANELS_MAX);
    }
}
