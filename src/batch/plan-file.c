/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <string.h>

#include "base/file.h"
#include "base/number.h"
#include "base/quote.h"
#include "base/suggest.h"
#include "geodata/layer.h"
#include "plan-private.h"
#include "template.h"

#define TABLES_MAX    4U
#define JOBS_MAX      200000U
#define KM_PER_DEGREE 111.2
#define MARGIN        0.1

/* A plan file being read. */
typedef struct {
    MarchBatchPlan *plan;
    const char *path;
    char *folder;
    const MarchYamlNode *root;
    char *figure;
    GPtrArray *tables;  /* of MarchFeatures */
    GPtrArray *formats; /* of const char* */
    gboolean has_extent;
    double margin;    /* of the larger side */
    double radius_km; /* 0: none */
    const char *const *overrides;
    MarchDiagnostics *diagnostics;
} Reading;

static void
features_free(gpointer data)
{
    march_features_free(data);
}

static void
reading_clear(Reading *reading)
{
    g_free(reading->folder);
    g_free(reading->figure);
    g_clear_pointer(&reading->tables, g_ptr_array_unref);
    g_clear_pointer(&reading->formats, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Reading, reading_clear)

static gboolean
fail(const MarchYamlNode *node, GError **error, const char *key, const char *expected)
{
    march_error_set(error, MARCH_ERROR_CONFIG, node->where, "%s: expected %s", key,
                    expected);
    return FALSE;
}

static gboolean
keys_check(const MarchYamlNode *node,
           const char *what,
           const char *const *known,
           GError **error)
{
    for (guint i = 0; i < node->keys->len; i++) {
        const MarchYamlNode *key = g_ptr_array_index(node->keys, i);
        const char *near = march_suggest(key->text, known);

        if (!g_strv_contains(known, key->text)) {
            march_error_set(error, MARCH_ERROR_CONFIG, key->where,
                            "%s has no key \"%s\"%s%s%s", what, key->text,
                            near != NULL ? "; did you mean \"" : "",
                            near != NULL ? near : "", near != NULL ? "\"?" : "");
            return FALSE;
        }
    }
    return TRUE;
}

static char *
path_join(const Reading *reading, const char *path)
{
    return g_path_is_absolute(path) ? g_strdup(path)
                                    : g_build_filename(reading->folder, path, NULL);
}

static const char *
text_of(const MarchYamlNode *node, const char *key)
{
    const MarchYamlNode *value = march_yaml_node_get(node, key);

    return value != NULL && value->kind == MARCH_YAML_SCALAR && !value->is_null
               ? value->text
               : NULL;
}

static gboolean
table_read(Reading *reading, const MarchYamlNode *node, GError **error)
{
    static const char *const KNOWN[] = {"data", "layer", "where", NULL};
    MarchLayerOptions options;
    const char *data = NULL;
    g_autofree char *path = NULL;
    MarchFeatures *features;

    march_layer_options_init(&options);
    if (node->kind == MARCH_YAML_SCALAR && !node->is_null) {
        data = node->text;
    } else if (node->kind == MARCH_YAML_MAPPING) {
        if (!keys_check(node, "a table", KNOWN, error)) {
            return FALSE;
        }
        data = text_of(node, "data");
        options.layer = text_of(node, "layer");
        options.where = text_of(node, "where");
    }
    if (data == NULL) {
        return fail(node, error, "over", "a path, or {data: path, layer: name}");
    }
    path = path_join(reading, data);
    features = march_batch_plan_read_table(path, &options, reading->diagnostics, error);
    if (features == NULL) {
        march_error_add_location(error != NULL ? *error : NULL, node->where);
        return FALSE;
    }
    g_ptr_array_add(reading->tables, features);
    if (march_features_count(features) == 0) {
        march_error_set(error, MARCH_ERROR_DATA, node->where,
                        "the table \"%s\" is empty", data);
        return FALSE;
    }
    return TRUE;
}

static gboolean
tables_read(Reading *reading, GError **error)
{
    const MarchYamlNode *over = march_yaml_node_get(reading->root, "over");

    reading->tables = g_ptr_array_new_with_free_func(features_free);
    if (over == NULL) {
        return fail(reading->root, error, "over",
                    "the table or layer whose rows are the figures");
    }
    if (over->kind != MARCH_YAML_SEQUENCE) {
        return table_read(reading, over, error);
    }
    if (over->items->len == 0 || over->items->len > TABLES_MAX) {
        return fail(over, error, "over", "1 to 4 tables");
    }
    for (guint i = 0; i < over->items->len; i++) {
        if (!table_read(reading, g_ptr_array_index(over->items, i), error)) {
            return FALSE;
        }
    }
    return TRUE;
}

static gboolean
formats_read(Reading *reading, GError **error)
{
    static const char *const KNOWN[] = {"png", "svg", "pdf", NULL};
    const MarchYamlNode *node = march_yaml_node_get(reading->root, "formats");

    reading->formats = g_ptr_array_new();
    if (node == NULL) {
        g_ptr_array_add(reading->formats, (gpointer)(guintptr)KNOWN[0]);
        return TRUE;
    }
    for (guint i = 0; node->kind == MARCH_YAML_SEQUENCE && i < node->items->len; i++) {
        const MarchYamlNode *item = g_ptr_array_index(node->items, i);

        if (item->kind != MARCH_YAML_SCALAR || !g_strv_contains(KNOWN, item->text)) {
            return fail(item, error, "formats", "png, svg or pdf");
        }
        g_ptr_array_add(reading->formats, item->text);
    }
    return reading->formats->len > 0 ||
           fail(node, error, "formats", "a list of png, svg and pdf");
}

static gboolean
extent_read(Reading *reading, GError **error)
{
    static const char *const KNOWN[] = {"margin", "radius", NULL};
    const MarchYamlNode *node = march_yaml_node_get(reading->root, "extent");
    const char *margin, *radius;

    reading->margin = MARGIN;
    if (node == NULL) {
        return TRUE;
    }
    if (node->kind != MARCH_YAML_MAPPING) {
        return fail(node, error, "extent", "{margin: 10%} or {radius: 25 km}");
    }
    if (!keys_check(node, "extent", KNOWN, error)) {
        return FALSE;
    }
    reading->has_extent = TRUE;
    margin = text_of(node, "margin");
    radius = text_of(node, "radius");
    if (margin != NULL && !march_fraction_parse(margin, &reading->margin)) {
        return fail(node, error, "extent.margin", "a fraction such as 10%");
    }
    if (radius != NULL && (!march_distance_parse(radius, &reading->radius_km) ||
                           !(reading->radius_km > 0))) {
        return fail(node, error, "extent.radius", "a distance such as 25 km");
    }
    return TRUE;
}

static gboolean
box_of(const MarchGeometry *geometry, MarchBox *box)
{
    *box = (MarchBox){180, 90, -180, -90};
    for (guint i = 0; i < geometry->positions->len; i++) {
        MarchLonLat position = g_array_index(geometry->positions, MarchLonLat, i);

        box->west = MIN(box->west, position.lon);
        box->east = MAX(box->east, position.lon);
        box->south = MIN(box->south, position.lat);
        box->north = MAX(box->north, position.lat);
    }
    return geometry->positions->len > 0;
}

static MarchBox
box_grow(const Reading *reading, MarchBox box)
{
    double lat = MIN(MAX(fabs(box.south), fabs(box.north)), 89);
    double shrink = cos(lat * G_PI / 180);
    double side = MAX((box.east - box.west) * shrink, box.north - box.south);
    double by = reading->radius_km > 0 ? reading->radius_km / KM_PER_DEGREE
                                       : MAX(side * reading->margin, 0.005);

    box.south = MAX(box.south - by, -90);
    box.north = MIN(box.north + by, 90);
    box.west = MAX(box.west - by / shrink, -180);
    box.east = MIN(box.east + by / shrink, 180);
    return box;
}

/* "extent={bbox: [...]}" from the row's geometry. */
static gboolean
extent_add(const Reading *reading,
           const MarchTemplateRow *row,
           GPtrArray *values,
           GError **error)
{
    char numbers[4][G_ASCII_DTOSTR_BUF_SIZE];
    MarchBox box;

    if (!reading->has_extent) {
        return TRUE;
    }
    for (guint i = row->n_features; i-- > 0;) {
        if (!box_of(row->features[i]->geometry, &box)) {
            continue;
        }
        box = box_grow(reading, box);
        g_ascii_formatd(numbers[0], sizeof numbers[0], "%.6f", box.west);
        g_ascii_formatd(numbers[1], sizeof numbers[1], "%.6f", box.south);
        g_ascii_formatd(numbers[2], sizeof numbers[2], "%.6f", box.east);
        g_ascii_formatd(numbers[3], sizeof numbers[3], "%.6f", box.north);
        g_ptr_array_add(values,
                        g_strdup_printf("extent={bbox: [%s, %s, %s, %s]}", numbers[0],
                                        numbers[1], numbers[2], numbers[3]));
        return TRUE;
    }
    march_error_set(error, MARCH_ERROR_DATA, row->features[0]->where,
                    "row %u has no position to take the extent from", row->number);
    return FALSE;
}

/* @node as flow YAML with its texts expanded. */
static gboolean
append_node(GString *text,
            const MarchYamlNode *node,
            const MarchTemplateRow *row,
            GError **error)
{
    gboolean is_mapping = node->kind == MARCH_YAML_MAPPING;

    if (node->kind == MARCH_YAML_SCALAR) {
        g_autofree char *value =
            node->is_null ? NULL
                          : march_template_expand(node->text, row, node->where, error);

        if (node->is_null) {
            g_string_append(text, "~");
            return TRUE;
        }
        if (value == NULL) {
            return FALSE;
        }
        march_quote_append(text, value);
        return TRUE;
    }
    g_string_append_c(text, is_mapping ? '{' : '[');
    for (guint i = 0; i < node->items->len; i++) {
        g_string_append(text, i > 0 ? ", " : "");
        if (is_mapping) {
            const MarchYamlNode *key = g_ptr_array_index(node->keys, i);

            march_quote_append(text, key->text);
            g_string_append(text, ": ");
        }
        if (!append_node(text, g_ptr_array_index(node->items, i), row, error)) {
            return FALSE;
        }
    }
    g_string_append_c(text, is_mapping ? '}' : ']');
    return TRUE;
}

static gboolean
values_add(const Reading *reading,
           const MarchTemplateRow *row,
           GPtrArray *values,
           GError **error)
{
    const MarchYamlNode *set = march_yaml_node_get(reading->root, "set");

    for (guint i = 0; set != NULL && i < set->items->len; i++) {
        const MarchYamlNode *key = g_ptr_array_index(set->keys, i);
        g_autoptr(GString) text = g_string_new(key->text);

        g_string_append_c(text, '=');
        if (!append_node(text, g_ptr_array_index(set->items, i), row, error)) {
            return FALSE;
        }
        g_ptr_array_add(values, g_string_free(g_steal_pointer(&text), FALSE));
    }
    return TRUE;
}

/* "{a}/{b}" is a name in a folder: each part by itself becomes the name of a file. */
static char *
name_make(const Reading *reading, const MarchTemplateRow *row, GError **error)
{
    const MarchYamlNode *node = march_yaml_node_get(reading->root, "name");
    g_auto(GStrv) parts =
        g_strsplit(node != NULL && node->text != NULL ? node->text : "{row}", "/", -1);
    g_autoptr(GString) name = g_string_new(NULL);

    for (char **part = parts; *part != NULL; part++) {
        g_autofree char *text = march_template_expand(
            *part, row, node != NULL ? node->where : reading->root->where, error);
        g_autofree char *file = text != NULL ? march_template_file_name(text) : NULL;

        if (text == NULL) {
            return NULL;
        }
        if (file == NULL) {
            march_error_set(error, MARCH_ERROR_CONFIG,
                            node != NULL ? node->where : reading->root->where,
                            "the name \"%s\" of row %u has no letter or digit", text,
                            row->number);
            return NULL;
        }
        g_string_append_printf(name, "%s%s", name->len > 0 ? "/" : "", file);
    }
    return g_string_free(g_steal_pointer(&name), FALSE);
}

static gboolean
row_add(const Reading *reading, const MarchTemplateRow *row, GError **error)
{
    g_autoptr(GPtrArray) values = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *name = name_make(reading, row, error);
    g_autoptr(GError) fault = NULL;
    MarchLocation where = row->features[0]->where;
    MarchBatchJob *job;
    GPtrArray *outputs;

    if (name == NULL) {
        return FALSE;
    }
    /* What is wrong with a row is that figure's alone, with the plan everybody's. */
    if ((!extent_add(reading, row, values, &fault) ||
         !values_add(reading, row, values, &fault)) &&
        !g_error_matches(fault, MARCH_ERROR, MARCH_ERROR_DATA)) {
        g_propagate_error(error, g_steal_pointer(&fault));
        return FALSE;
    }
    outputs = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < reading->formats->len; i++) {
        g_ptr_array_add(outputs, g_strdup_printf("%s.%s", name,
                                                 (const char *)g_ptr_array_index(
                                                     reading->formats, i)));
    }
    if (where.file == NULL) {
        where = march_location_new(reading->path, (int)row->number, 0);
    }
    job = march_batch_plan_add(reading->plan, g_steal_pointer(&name), reading->figure,
                               values, reading->overrides, outputs, where);
    job->fault = fault != NULL ? march_error_format(fault) : NULL;
    return TRUE;
}

/* Every row of the first table with every row of the second, and so on. */
static gboolean
rows_add(const Reading *reading, GError **error)
{
    guint indices[TABLES_MAX] = {0};
    guint n_tables = reading->tables->len;
    const MarchFeature *features[TABLES_MAX];
    guint64 count = 1;

    for (guint i = 0; i < n_tables; i++) {
        count *= march_features_count(g_ptr_array_index(reading->tables, i));
    }
    if (count > JOBS_MAX) {
        march_error_set(
            error, MARCH_ERROR_LIMIT, march_location_new(reading->path, 0, 0),
            "the plan makes %" G_GUINT64_FORMAT " figures; at most %u are allowed",
            count, JOBS_MAX);
        return FALSE;
    }
    for (guint number = 1; number <= count; number++) {
        const MarchTemplateRow row = {features, n_tables, number};

        for (guint i = 0; i < n_tables; i++) {
            features[i] =
                march_features_get(g_ptr_array_index(reading->tables, i), indices[i]);
        }
        if (!row_add(reading, &row, error)) {
            return FALSE;
        }
        for (guint i = n_tables; i-- > 0;) {
            if (++indices[i] <
                march_features_count(g_ptr_array_index(reading->tables, i))) {
                break;
            }
            indices[i] = 0;
        }
    }
    return TRUE;
}

static gboolean
root_check(const Reading *reading, GError **error)
{
    static const char *const KNOWN[] = {"batch", "figure", "over",    "name",
                                        "set",   "extent", "formats", NULL};
    const MarchYamlNode *set;

    if (reading->root == NULL || reading->root->kind != MARCH_YAML_MAPPING) {
        march_error_set(error, MARCH_ERROR_CONFIG,
                        march_location_new(reading->path, 0, 0),
                        "expected a plan: a mapping with figure and over");
        return FALSE;
    }
    if (march_yaml_node_get(reading->root, "batch") == NULL) {
        march_error_set(
            error, MARCH_ERROR_CONFIG, reading->root->where,
            "this is no plan: expected \"batch: 1\"; a figure file is drawn "
            "by marchland render");
        return FALSE;
    }
    set = march_yaml_node_get(reading->root, "set");
    if (set != NULL && set->kind != MARCH_YAML_MAPPING) {
        return fail(set, error, "set", "a mapping of figure keys to values");
    }
    if (text_of(reading->root, "figure") == NULL) {
        return fail(reading->root, error, "figure",
                    "the path of the figure file that all start from");
    }
    return keys_check(reading->root, "a plan", KNOWN, error);
}

gboolean
march_batch_plan_read_file(MarchBatchPlan *plan,
                           const char *path,
                           const char *const *overrides,
                           MarchDiagnostics *diagnostics,
                           GError **error)
{
    gsize length = 0;
    g_autofree char *text = march_file_read(path, MARCH_YAML_MAX_BYTES, &length, error);
    g_autoptr(MarchYaml) yaml =
        text != NULL ? march_yaml_parse(text, length, path, error) : NULL;
    g_auto(Reading) reading = {
        .plan = plan, .path = path, .overrides = overrides, .diagnostics = diagnostics};

    if (yaml == NULL) {
        return FALSE;
    }
    reading.root = march_yaml_get_root(yaml);
    reading.folder = g_path_get_dirname(path);
    if (!root_check(&reading, error)) {
        return FALSE;
    }
    reading.figure = path_join(&reading, text_of(reading.root, "figure"));
    return tables_read(&reading, error) && formats_read(&reading, error) &&
           extent_read(&reading, error) && rows_add(&reading, error);
}
