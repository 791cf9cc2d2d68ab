/* SPDX-License-Identifier: MIT */
/* Tables of incidents, and which of their rows are wanted. */
#include "reader.h"
#include "tables.h"

#include <string.h>

#include "base/quote.h"

#define INCIDENTS(name) G_STRUCT_OFFSET(MarchSpecIncidents, name)

static const MarchKey COLUMN_KEYS[] = {
    {"id", MARCH_KEY_TEXT, INCIDENTS(columns_id), .otherwise = "recognised",
     .summary = "Identifier of the incident"},
    {"place", MARCH_KEY_TEXT, INCIDENTS(columns_place), .otherwise = "recognised",
     .summary = "Name of the place, looked up when the row has no coordinates"},
    {"lon", MARCH_KEY_TEXT, INCIDENTS(columns_lon), .otherwise = "recognised",
     .summary = "Longitude in degrees"},
    {"lat", MARCH_KEY_TEXT, INCIDENTS(columns_lat), .otherwise = "recognised",
     .summary = "Latitude in degrees"},
    {"date", MARCH_KEY_TEXT, INCIDENTS(columns_date), .otherwise = "recognised",
     .summary = "Day of the incident"},
    {"type", MARCH_KEY_TEXT, INCIDENTS(columns_type), .otherwise = "recognised",
     .summary = "Kind of incident; gives the colour"},
    {"value", MARCH_KEY_TEXT, INCIDENTS(columns_value), .otherwise = "recognised",
     .summary = "Number that the symbol is sized by"},
    {"source", MARCH_KEY_TEXT, INCIDENTS(columns_source), .otherwise = "recognised",
     .summary = "Who reported it"},
    {"precision", MARCH_KEY_TEXT, INCIDENTS(columns_precision),
     .otherwise = "recognised", .summary = "How far the position may be off"},
    {"label", MARCH_KEY_TEXT, INCIDENTS(columns_label), .otherwise = "recognised",
     .summary = "Text to print beside the symbol"},
    {"symbol", MARCH_KEY_TEXT, INCIDENTS(columns_symbol), .otherwise = "recognised",
     .summary = "Icon on the symbol, by its name: `bunker`, or one of `icons`"},
    {"text", MARCH_KEY_TEXT, INCIDENTS(columns_text), .otherwise = "recognised",
     .summary = "What happened; in the SVG's tooltip"},
    {"country", MARCH_KEY_TEXT, INCIDENTS(columns_country), .otherwise = "recognised",
     .summary = "Country of the place, a hint for looking it up"},
    {"region", MARCH_KEY_TEXT, INCIDENTS(columns_region), .otherwise = "recognised",
     .summary = "First-order region, where nothing nearer is known"},
    {"district", MARCH_KEY_TEXT, INCIDENTS(columns_district), .otherwise = "recognised",
     .summary = "District, where no place is known"},
    {"date-end", MARCH_KEY_TEXT, INCIDENTS(columns_last_date),
     .otherwise = "recognised", .summary = "Last day of an incident that went on"},
    {"date-precision", MARCH_KEY_TEXT, INCIDENTS(columns_date_precision),
     .otherwise = "recognised", .summary = "How exactly the day is known"},
    {"time", MARCH_KEY_TEXT, INCIDENTS(columns_time), .otherwise = "recognised",
     .summary = "Time of day"},
    {"tz", MARCH_KEY_TEXT, INCIDENTS(columns_clock), .otherwise = "recognised",
     .summary = "Clock of the time: `+06:00`, `KG+06`"},
    {"actor", MARCH_KEY_TEXT, INCIDENTS(columns_actor), .otherwise = "recognised",
     .summary = "Who acted"},
    {"actor2", MARCH_KEY_TEXT, INCIDENTS(columns_actor2), .otherwise = "recognised",
     .summary = "Who else acted"},
    {"value-min", MARCH_KEY_TEXT, INCIDENTS(columns_value_min),
     .otherwise = "recognised", .summary = "Least that the value may be"},
    {"value-max", MARCH_KEY_TEXT, INCIDENTS(columns_value_max),
     .otherwise = "recognised", .summary = "Most that the value may be"},
    {"claimant", MARCH_KEY_TEXT, INCIDENTS(columns_claimant), .otherwise = "recognised",
     .summary =
         "Who says the value; rows with one `id` are then claims about one incident"},
    {"reported-at", MARCH_KEY_TEXT, INCIDENTS(columns_reported),
     .otherwise = "recognised", .summary = "When the value was known"},
};

const MarchKeyTable MARCH_COLUMNS_TABLE = {"columns", COLUMN_KEYS,
                                           G_N_ELEMENTS(COLUMN_KEYS)};

static void
columns_read(MarchSpecReader *reader,
             const MarchKey *key,
             const MarchYamlNode *node,
             gpointer target)
{
    (void)key;
    march_spec_read_mapping(reader, &MARCH_COLUMNS_TABLE, node, target);
}

static const MarchKey WITHIN_KEYS[] = {
    {"of", MARCH_KEY_PLACE, INCIDENTS(within_of), .is_required = TRUE,
     .summary = "`border`, the name of a section of this figure, or a place"},
    {"between", MARCH_KEY_COUNTRIES, INCIDENTS(within_between),
     .otherwise = "any border",
     .summary = "With `border`: the two countries on its sides"},
    {"distance", MARCH_KEY_DISTANCE, INCIDENTS(within_km), .least = 0.01, .most = 5000,
     .is_required = TRUE, .summary = "How near"},
};

const MarchKeyTable MARCH_WITHIN_TABLE = {"within", WITHIN_KEYS,
                                          G_N_ELEMENTS(WITHIN_KEYS)};

static void
within_read(MarchSpecReader *reader,
            const MarchKey *key,
            const MarchYamlNode *node,
            gpointer target)
{
    MarchSpecIncidents *incidents = target;

    (void)key;
    incidents->has_within = TRUE;
    march_spec_read_mapping(reader, &MARCH_WITHIN_TABLE, node, target);
    if (incidents->within_between->len != 0 && incidents->within_between->len != 2) {
        march_spec_reader_fail(reader, node->where,
                               "within: 'between' needs two countries, got %u",
                               incidents->within_between->len);
    }
}

/* A path; "-" and the name of a database are no paths. */
static char *
table_read(MarchSpecReader *reader, const char *key, const MarchYamlNode *node)
{
    if (node->kind == MARCH_YAML_SCALAR &&
        (strcmp(node->text, "-") == 0 || g_str_has_prefix(node->text, "PG:"))) {
        return march_spec_read_text(reader, key, node);
    }
    return march_spec_read_path(reader, key, node);
}

static void
data_read(MarchSpecReader *reader,
          const MarchKey *key,
          const MarchYamlNode *node,
          gpointer target)
{
    MarchSpecIncidents *incidents = target;

    g_free(incidents->data);
    incidents->data = table_read(reader, key->name, node);
}

static void
timezone_read(MarchSpecReader *reader,
              const MarchKey *key,
              const MarchYamlNode *node,
              gpointer target)
{
    MarchSpecIncidents *incidents = target;

    incidents->has_clock = node->kind == MARCH_YAML_SCALAR &&
                           march_clock_parse(node->text, &incidents->clock);
    if (!incidents->has_clock) {
        march_spec_reader_expect(reader, key->name, node,
                                 "an offset from UTC such as +06:00");
    }
}

static void
box_read(MarchSpecReader *reader,
         const MarchKey *key,
         const MarchYamlNode *node,
         gpointer target)
{
    MarchSpecIncidents *incidents = target;

    incidents->has_box = march_spec_read_box(reader, key->name, node, &incidents->box);
}

static gboolean
is_json_number(const char *text)
{
    char *end = NULL;

    if (!g_ascii_isdigit(text[text[0] == '-'])) {
        return FALSE;
    }
    (void)g_ascii_strtod(text, &end);
    return *end == '\0' && strpbrk(text, "xX") == NULL &&
           !(text[text[0] == '-'] == '0' &&
             g_ascii_isdigit(text[(text[0] == '-') + 1]));
}

/* An expression written in YAML, as the JSON it stands for: what is not in quotes may
 * be a number, true, false or null. */
static void
json_append(GString *json, const MarchYamlNode *node)
{
    const char *open = node->kind == MARCH_YAML_SEQUENCE ? "[" : "{";

    if (node->kind == MARCH_YAML_SCALAR) {
        if (node->is_null) {
            g_string_append(json, "null");
        } else if (node->is_plain &&
                   (is_json_number(node->text) || strcmp(node->text, "true") == 0 ||
                    strcmp(node->text, "false") == 0)) {
            g_string_append(json, node->text);
        } else {
            march_quote_append(json, node->text);
        }
        return;
    }
    g_string_append(json, open);
    for (guint i = 0; i < node->items->len; i++) {
        g_string_append(json, i > 0 ? "," : "");
        if (node->kind == MARCH_YAML_MAPPING) {
            const MarchYamlNode *name = g_ptr_array_index(node->keys, i);

            march_quote_append(json, name->text);
            g_string_append_c(json, ':');
        }
        json_append(json, g_ptr_array_index(node->items, i));
    }
    g_string_append(json, node->kind == MARCH_YAML_SEQUENCE ? "]" : "}");
}

static void
where_read(MarchSpecReader *reader,
           const MarchKey *key,
           const MarchYamlNode *node,
           gpointer target)
{
    MarchSpecIncidents *incidents = target;
    GString *json;

    if (!march_spec_reader_check_kind(
            reader, key->name, node, MARCH_YAML_SEQUENCE,
            "an expression such as [\">=\", [get, value], 5]")) {
        return;
    }
    json = g_string_new(NULL);
    json_append(json, node);
    g_free(incidents->filter);
    incidents->filter = g_string_free(json, FALSE);
    incidents->filter_where = node->where;
}

static const char *const SCHEMAS[] = {"auto", "own", "acled", "ucdp", "gdelt", NULL};

static const MarchKey INCIDENT_KEYS[] = {
    {"data", MARCH_KEY_CUSTOM, 0, .read = data_read, .is_required = TRUE,
     .summary =
         "The table: CSV, TSV, XLSX, any vector file, `-` for standard input, or "
         "a database (`PG:NAME`, see below)"},
    {"layer", MARCH_KEY_TEXT, INCIDENTS(layer), .otherwise = "the first",
     .summary = "Layer of a file that has several, or table of a database"},
    {"query", MARCH_KEY_TEXT, INCIDENTS(query), .otherwise = "none",
     .summary = "SQL for a database, instead of a table"},
    {"schema", MARCH_KEY_CHOICE, INCIDENTS(schema), .choices = SCHEMAS,
     .fallback = "auto", .summary = "Layout of the table, `auto` by its columns"},
    {"encoding", MARCH_KEY_TEXT, INCIDENTS(encoding), .otherwise = "recognised",
     .summary = "Encoding of the text: `windows-1251`"},
    {"columns", MARCH_KEY_CUSTOM, 0, .read = columns_read,
     .otherwise = "recognised by their usual names",
     .summary = "Which column is what, see below"},
    {"claims", MARCH_KEY_PAIRS, INCIDENTS(claims), .otherwise = "none",
     .summary = "Columns of numbers, each said by somebody else: `{Ministry of Health: "
                "killed_kg, RFE/RL: killed_rfe}`"},
    {"timezone", MARCH_KEY_CUSTOM, 0, .read = timezone_read, .otherwise = "not known",
     .summary = "Clock of the times whose row does not say: `+06:00`"},
    {"dates", MARCH_KEY_DATES, INCIDENTS(dates), .otherwise = "all",
     .summary = "Only incidents within: `2021-04-28/2021-05-02` (the second day no "
                "longer inside), `2021-04-29`, `2021-04` or `2021`"},
    {"types", MARCH_KEY_TEXTS, INCIDENTS(types), .otherwise = "all",
     .summary = "Only incidents of these types"},
    {"actors", MARCH_KEY_TEXTS, INCIDENTS(actors), .otherwise = "all",
     .summary = "Only incidents whose actor has one of these in its name"},
    {"bbox", MARCH_KEY_CUSTOM, 0, .read = box_read, .otherwise = "all",
     .summary =
         "Only rows within `[west, south, east, north]`; rows known by name alone "
         "are kept"},
    {"where", MARCH_KEY_CUSTOM, 0, .read = where_read, .otherwise = "all",
     .summary = "Only rows for which this expression of the style language is true: "
                "`[\">=\", [get, value], 5]`"},
    {"within", MARCH_KEY_CUSTOM, 0, .read = within_read, .otherwise = "all",
     .summary = "Only incidents near a border, a section or a place, see below"},
    {"side", MARCH_KEY_COUNTRY, INCIDENTS(side), .otherwise = "both",
     .summary = "Only incidents on the land of this country"},
    {"merge-duplicates", MARCH_KEY_BOOLEAN, INCIDENTS(merge_duplicates),
     .fallback = "false",
     .summary =
         "Rows of one day, type and place (2 km) are one incident; else they are "
         "only told of"},
    {"source", MARCH_KEY_TEXT, INCIDENTS(source), .otherwise = "none",
     .summary = "Source line of the table, printed on the figure"},
    {"value-label", MARCH_KEY_TEXT, INCIDENTS(value_label),
     .otherwise = "the column's name",
     .summary = "What the value counts: `people killed`"},
};

const MarchKeyTable MARCH_INCIDENTS_TABLE = {"incidents", INCIDENT_KEYS,
                                             G_N_ELEMENTS(INCIDENT_KEYS)};

void
march_spec_incidents_free(gpointer data)
{
    MarchSpecIncidents *incidents = data;

    for (gsize i = 0; i < G_N_ELEMENTS(COLUMN_KEYS); i++) {
        g_free(G_STRUCT_MEMBER(char *, incidents, COLUMN_KEYS[i].offset));
    }
    g_free(incidents->data);
    g_free(incidents->layer);
    g_free(incidents->query);
    g_free(incidents->schema);
    g_free(incidents->encoding);
    g_free(incidents->filter);
    g_free(incidents->side);
    g_free(incidents->source);
    g_free(incidents->value_label);
    march_spec_place_clear(&incidents->within_of);
    g_ptr_array_unref(incidents->claims);
    g_ptr_array_unref(incidents->types);
    g_ptr_array_unref(incidents->actors);
    g_ptr_array_unref(incidents->within_between);
    g_free(incidents);
}

static MarchSpecIncidents *
incidents_new(MarchLocation where)
{
    MarchSpecIncidents *incidents = g_new0(MarchSpecIncidents, 1);

    incidents->where = where;
    incidents->claims = g_ptr_array_new_with_free_func(g_free);
    incidents->types = g_ptr_array_new_with_free_func(g_free);
    incidents->actors = g_ptr_array_new_with_free_func(g_free);
    incidents->within_between = g_ptr_array_new_with_free_func(g_free);
    return incidents;
}

/* Where the value of @key stands in @item, or @item itself. */
static MarchLocation
key_location(const MarchYamlNode *item, const char *key)
{
    const MarchYamlNode *node =
        item->kind == MARCH_YAML_MAPPING ? march_yaml_node_get(item, key) : NULL;

    return node != NULL ? node->where : item->where;
}

void
march_spec_read_incidents(MarchSpecReader *reader,
                          const MarchKey *key,
                          const MarchYamlNode *node,
                          gpointer target)
{
    GPtrArray *tables = ((MarchSpec *)target)->incidents;

    for (guint i = 0; i < march_spec_node_count(node); i++) {
        const MarchYamlNode *item = march_spec_node_item(node, i);
        MarchSpecIncidents *incidents = incidents_new(item->where);

        g_ptr_array_add(tables, incidents);
        if (item->kind == MARCH_YAML_SCALAR) {
            incidents->data = table_read(reader, key->name, item);
            incidents->schema = g_strdup("auto");
        } else {
            march_spec_read_mapping(reader, &MARCH_INCIDENTS_TABLE, item, incidents);
            incidents->types_where = key_location(item, "types");
            incidents->actors_where = key_location(item, "actors");
            incidents->side_where = key_location(item, "side");
        }
    }
}

void
march_spec_read_tolls_as_of(MarchSpecReader *reader,
                            const MarchKey *key,
                            const MarchYamlNode *node,
                            gpointer target)
{
    if (node->kind != MARCH_YAML_SCALAR ||
        !march_moment_parse(node->text, &((MarchSpec *)target)->tolls_as_of)) {
        march_spec_reader_expect(reader, key->name, node,
                                 "a day or a time such as 2021-04-30T08:00+06:00");
    }
}

void
march_spec_read_clock(MarchSpecReader *reader,
                      const MarchKey *key,
                      const MarchYamlNode *node,
                      gpointer target)
{
    MarchSpec *spec = target;

    if (node->kind == MARCH_YAML_SCALAR && strcmp(node->text, "local") == 0) {
        spec->has_clock = FALSE;
    } else if (node->kind == MARCH_YAML_SCALAR &&
               march_clock_parse(node->text, &spec->clock)) {
        spec->has_clock = TRUE;
    } else {
        march_spec_reader_expect(reader, key->name, node,
                                 "local, UTC, or an offset such as +06:00");
    }
}

char *
march_spec_incidents_name(const MarchSpecIncidents *incidents)
{
    if (g_str_has_prefix(incidents->data, "PG:")) {
        return incidents->layer != NULL
                   ? g_strdup_printf("%s (database)", incidents->layer)
                   : g_strdup("(database)");
    }
    return strcmp(incidents->data, "-") == 0 ? g_strdup("(standard input)")
                                             : g_path_get_basename(incidents->data);
}
