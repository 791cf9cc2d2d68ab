/* SPDX-License-Identifier: MIT */
#include "borders.h"

#include <math.h>
#include <string.h>

#include "borders-private.h"
#include "class-map.h"
#include "polygon-lines.h"
#include "stitch.h"

/* Of lines that nothing is known about: what OpenStreetMap's have. */
#define ASSUMED_ERROR_M 320.0

static void
section_free(gpointer data)
{
    MarchKeptSection *section = data;

    march_geometry_free(section->geometry);
    g_free(section);
}

MarchBorders *
march_borders_new(void)
{
    MarchBorders *borders = g_new0(MarchBorders, 1);

    borders->strings = g_string_chunk_new(4096);
    borders->claims = g_ptr_array_new_with_free_func(g_free);
    borders->classes = g_ptr_array_new_with_free_func(g_free);
    borders->chains = g_ptr_array_new_with_free_func((GDestroyNotify)march_chain_free);
    borders->sections = g_ptr_array_new_with_free_func(section_free);
    borders->stretches = g_array_new(FALSE, FALSE, sizeof(MarchStretch));
    return borders;
}

void
march_borders_free(MarchBorders *borders)
{
    if (borders == NULL) {
        return;
    }
    g_array_unref(borders->stretches);
    g_ptr_array_unref(borders->sections);
    g_ptr_array_unref(borders->chains);
    g_ptr_array_unref(borders->classes);
    g_ptr_array_unref(borders->claims);
    g_string_chunk_free(borders->strings);
    g_free(borders);
}

const char *
march_borders_keep(MarchBorders *borders, const char *text)
{
    return text != NULL ? g_string_chunk_insert_const(borders->strings, text) : NULL;
}

const char *const *
march_borders_keep_list(MarchBorders *borders, const char *const *list)
{
    const char **copy;
    gsize length = 0;

    while (list != NULL && list[length] != NULL) {
        length++;
    }
    if (length == 0) {
        return NULL;
    }
    copy = g_new0(const char *, length + 1);
    for (gsize i = 0; i < length; i++) {
        copy[i] = march_borders_keep(borders, list[i]);
    }
    g_ptr_array_add(borders->claims, copy);
    return copy;
}

static gboolean
is_same_text(const char *a, const char *b)
{
    return g_strcmp0(a, b) == 0;
}

static gboolean
is_same_list(const char *const *a, const char *const *b)
{
    for (gsize i = 0; a != NULL && b != NULL; i++) {
        if (a[i] == NULL || b[i] == NULL) {
            return a[i] == b[i];
        }
        if (strcmp(a[i], b[i]) != 0) {
            return FALSE;
        }
    }
    return a == b;
}

/* The class of the data with these attributes, shared by lines alike. */
static const MarchBorderClass *
find_class(MarchBorders *borders, const MarchLineAttributes *attributes)
{
    MarchBorderClass *added;

    g_ptr_array_add(attributes->claims, NULL);
    for (guint i = 0; i < borders->classes->len; i++) {
        const MarchBorderClass *known = g_ptr_array_index(borders->classes, i);

        if (known->status == attributes->status &&
            is_same_text(known->label, attributes->label) &&
            is_same_text(known->source, attributes->source) &&
            (attributes->claims->pdata[0] == NULL
                 ? known->claims == NULL
                 : is_same_list(known->claims,
                                (const char *const *)attributes->claims->pdata))) {
            return known;
        }
    }
    added = g_new0(MarchBorderClass, 1);
    added->status = attributes->status;
    added->label = march_borders_keep(borders, attributes->label);
    added->source = march_borders_keep(borders, attributes->source);
    added->claims = march_borders_keep_list(
        borders, (const char *const *)attributes->claims->pdata);
    g_ptr_array_add(borders->classes, added);
    return added;
}

static void
add_parts(MarchBorders *borders,
          const MarchFeature *feature,
          GArray *parts,
          MarchBorderData *data,
          MarchDiagnostics *diagnostics)
{
    MarchLineAttributes attributes;
    MarchBorderPart part = {0};

    march_line_attributes_read(feature, &attributes);
    if (attributes.left[0] == '\0' && attributes.right[0] == '\0') {
        march_diagnostics_add(diagnostics, MARCH_SEVERITY_WARNING,
                              "border-without-sides", feature->where, attributes.name,
                              "a boundary line without country codes was left out: "
                              "expected the properties left and right, or those of a "
                              "Natural Earth or LSIB file");
        march_line_attributes_clear(&attributes);
        return;
    }
    if (!attributes.is_known) {
        march_diagnostics_add(diagnostics, MARCH_SEVERITY_WARNING,
                              "unknown-border-class", feature->where,
                              attributes.class_value,
                              "boundary class \"%s\" is not known; drawn as an "
                              "international boundary",
                              attributes.class_value);
    }
    if (isnan(data->error_m)) {
        data->error_m = attributes.error_m;
        data->error_from = attributes.error_from;
    }
    part.left = march_borders_keep(borders, attributes.left);
    part.right = march_borders_keep(borders, attributes.right);
    part.name = march_borders_keep(borders, attributes.name);
    part.is_enclave = attributes.is_enclave;
    part.line_class = find_class(borders, &attributes);
    for (guint i = 0; i < feature->geometry->parts->len; i++) {
        part.positions = march_geometry_get_part(feature->geometry, i, &part.count);
        g_array_append_val(parts, part);
    }
    march_line_attributes_clear(&attributes);
}

static gboolean
is_same_pair(const MarchChain *a, const MarchChain *b)
{
    return (strcmp(a->left, b->left) == 0 && strcmp(a->right, b->right) == 0) ||
           (strcmp(a->left, b->right) == 0 && strcmp(a->right, b->left) == 0);
}

/* Later data are better ones: a border they have is theirs alone. */
static void
replace_older(MarchBorders *borders,
              const GPtrArray *chains,
              MarchDiagnostics *diagnostics)
{
    for (guint i = 0; i < borders->chains->len; i++) {
        MarchChain *old = g_ptr_array_index(borders->chains, i);

        for (guint j = 0; j < chains->len && !old->is_replaced; j++) {
            const MarchChain *chain = g_ptr_array_index(chains, j);
            g_autofree char *pair = NULL;

            if (!is_same_pair(old, chain)) {
                continue;
            }
            old->is_replaced = TRUE;
            pair = march_border_pair_text(old->left, old->right);
            march_diagnostics_add(diagnostics, MARCH_SEVERITY_NOTE, "border-replaced",
                                  MARCH_LOCATION_NONE, pair,
                                  "the border %s is drawn from %s instead of %s", pair,
                                  chain->data != NULL ? chain->data : "the later data",
                                  old->data != NULL ? old->data : "the earlier data");
        }
    }
}

/* Nothing is published for the file and its user says nothing. */
static void
assume_error(MarchBorderData *data, MarchDiagnostics *diagnostics)
{
    if (isnan(data->error_m)) {
        data->error_m = ASSUMED_ERROR_M;
        data->error_from = "assumed: the file does not say";
        march_diagnostics_add(diagnostics, MARCH_SEVERITY_NOTE,
                              "boundary-error-assumed", MARCH_LOCATION_NONE, data->name,
                              "how exact the lines of %s are is not known: %.0f m is "
                              "assumed; say it with error: under boundaries:",
                              data->name, ASSUMED_ERROR_M);
    }
}

void
march_borders_add_data(MarchBorders *borders,
                       const MarchFeatures *lines,
                       const MarchBorderData *data,
                       MarchDiagnostics *diagnostics)
{
    g_autoptr(GArray) parts = g_array_new(FALSE, FALSE, sizeof(MarchBorderPart));
    g_autoptr(GPtrArray) chains = NULL;
    MarchBorderData known = *data;
    gboolean has_polygons = FALSE;
    g_autoptr(MarchFeatures) edges = NULL;

    for (guint i = 0; i < march_features_count(lines); i++) {
        const MarchFeature *feature = march_features_get(lines, i);

        if (feature->geometry->type == MARCH_GEOMETRY_LINE) {
            add_parts(borders, feature, parts, &known, diagnostics);
        } else if (feature->geometry->type == MARCH_GEOMETRY_POLYGON) {
            has_polygons = TRUE;
        } else {
            march_diagnostics_add(diagnostics, MARCH_SEVERITY_WARNING,
                                  "border-not-a-line", feature->where, data->name,
                                  "a point among boundary lines was left out");
        }
    }
    if (has_polygons) {
        edges = march_polygon_lines_new(lines, data->name, diagnostics);
        for (guint i = 0; i < march_features_count(edges); i++) {
            add_parts(borders, march_features_get(edges, i), parts, &known,
                      diagnostics);
        }
    }
    if (parts->len > 0) {
        assume_error(&known, diagnostics);
    }
    chains = march_stitch(parts, march_borders_keep(borders, data->name), diagnostics);
    for (guint i = 0; i < chains->len; i++) {
        MarchChain *chain = g_ptr_array_index(chains, i);

        chain->error_m = known.error_m;
        chain->error_from = march_borders_keep(borders, known.error_from);
    }
    replace_older(borders, chains, diagnostics);
    g_ptr_array_extend_and_steal(borders->chains, g_steal_pointer(&chains));
}

void
march_borders_add_lines(MarchBorders *borders,
                        const MarchFeatures *lines,
                        const char *data_name,
                        MarchDiagnostics *diagnostics)
{
    const MarchBorderData data = {data_name, ASSUMED_ERROR_M, NULL};

    march_borders_add_data(borders, lines, &data, diagnostics);
}

guint
march_borders_count_sections(const MarchBorders *borders)
{
    return borders->sections->len;
}

const MarchSection *
march_borders_get_section(const MarchBorders *borders, guint index)
{
    const MarchKeptSection *section;

    g_assert(index < borders->sections->len);
    section = g_ptr_array_index(borders->sections, index);
    return &section->info;
}
