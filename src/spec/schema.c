/* SPDX-License-Identifier: MIT */
#include "schema.h"

#include "base/number.h"
#include "base/suggest.h"
#include "reader.h"
#include "tables.h"

#include <string.h>

const MarchKeyTable *const *
march_key_tables(void)
{
    static const MarchKeyTable *const TABLES[] = {
        &MARCH_FIGURE_TABLE,
        &MARCH_SIZE_TABLE,
        &MARCH_CHANGES_TABLE,
        &MARCH_PANELS_TABLE,
        &MARCH_EXTENT_TABLE,
        &MARCH_PLACE_TABLE,
        &MARCH_BOUNDARIES_TABLE,
        &MARCH_SECTION_TABLE,
        &MARCH_AREA_TABLE,
        &MARCH_INCIDENTS_TABLE,
        &MARCH_COLUMNS_TABLE,
        &MARCH_WITHIN_TABLE,
        &MARCH_LAYER_TABLE,
        &MARCH_LABEL_TABLE,
        &MARCH_BORDER_FILE_TABLE,
        &MARCH_NOTE_TABLE,
        &MARCH_NOTES_FILE_TABLE,
        &MARCH_ZOOM_TABLE,
        NULL,
    };

    return TABLES;
}

/* "a, b or c", each between @quote. */
static char *
choices_join(const char *const *choices, const char *quote)
{
    GString *text = g_string_new(NULL);

    for (gsize i = 0; choices[i] != NULL; i++) {
        if (i > 0) {
            g_string_append(text, choices[i + 1] == NULL ? " or " : ", ");
        }
        g_string_append_printf(text, "%s%s%s", quote, choices[i], quote);
    }
    return g_string_free(text, FALSE);
}

char *
march_key_describe_type(const MarchKey *key)
{
    static const char *const WORDS[] = {
        [MARCH_KEY_TEXT] = "text",
        [MARCH_KEY_PATH] = "path",
        [MARCH_KEY_CHOICE] = "",
        [MARCH_KEY_COUNTRY] = "country code",
        [MARCH_KEY_BOOLEAN] = "true or false",
        [MARCH_KEY_NUMBER] = "number",
        [MARCH_KEY_FRACTION] = "percentage",
        [MARCH_KEY_DISTANCE] = "distance",
        [MARCH_KEY_DATE] = "date",
        [MARCH_KEY_DATES] = "dates",
        [MARCH_KEY_POSITION] = "`[lon, lat]`",
        [MARCH_KEY_PLACE] = "place",
        [MARCH_KEY_TEXTS] = "text or list",
        [MARCH_KEY_PATHS] = "path or list",
        [MARCH_KEY_COUNTRIES] = "code or list",
        [MARCH_KEY_PAIRS] = "mapping of text",
        [MARCH_KEY_PLACES] = "place or list",
        [MARCH_KEY_CUSTOM] = "see below",
    };

    if (key->type == MARCH_KEY_CHOICE) {
        return choices_join(key->choices, "`");
    }
    return g_strdup(WORDS[key->type]);
}

static char *
choice_read(MarchSpecReader *reader, const MarchKey *key, const MarchYamlNode *node)
{
    g_autofree char *expected = choices_join(key->choices, "");
    const char *nearest;

    if (!march_spec_reader_check_kind(reader, key->name, node, MARCH_YAML_SCALAR,
                                      expected)) {
        return NULL;
    }
    if (g_strv_contains(key->choices, node->text)) {
        return g_strdup(node->text);
    }
    nearest = march_suggest(node->text, key->choices);
    if (nearest != NULL) {
        g_autofree char *with_hint =
            g_strdup_printf("%s (did you mean '%s'?)", expected, nearest);

        march_spec_reader_expect(reader, key->name, node, with_hint);
        return NULL;
    }
    march_spec_reader_expect(reader, key->name, node, expected);
    return NULL;
}

static void
bounded_read(MarchSpecReader *reader,
             const MarchKey *key,
             const MarchYamlNode *node,
             gboolean (*parse)(const char *text, double *value),
             const char *expected,
             double *value)
{
    double parsed;

    if (node->kind != MARCH_YAML_SCALAR || !parse(node->text, &parsed)) {
        march_spec_reader_expect(reader, key->name, node, expected);
    } else if (parsed < key->least || parsed > key->most) {
        gboolean is_percent = key->type == MARCH_KEY_FRACTION;

        march_spec_reader_fail(
            reader, node->where, "%s: %s is not from %g to %g%s", key->name, node->text,
            key->least * (is_percent ? 100 : 1), key->most * (is_percent ? 100 : 1),
            is_percent ? "%" : " km");
    } else {
        *value = parsed;
    }
}

static void
string_take(char **field, char *value)
{
    if (value != NULL) {
        g_free(*field);
        *field = value;
    }
}

typedef char *(*StringReader)(MarchSpecReader *reader,
                              const char *key,
                              const MarchYamlNode *node);

static void
strings_read(MarchSpecReader *reader,
             const MarchKey *key,
             const MarchYamlNode *node,
             StringReader read,
             GPtrArray *strings)
{
    for (guint i = 0; i < march_spec_node_count(node); i++) {
        char *string = read(reader, key->name, march_spec_node_item(node, i));

        if (string != NULL) {
            g_ptr_array_add(strings, string);
        }
    }
}

static void
pairs_read(MarchSpecReader *reader,
           const MarchKey *key,
           const MarchYamlNode *node,
           GPtrArray *pairs)
{
    if (!march_spec_reader_check_kind(reader, key->name, node, MARCH_YAML_MAPPING,
                                      "a mapping such as {name: text}")) {
        return;
    }
    for (guint i = 0; i < node->items->len; i++) {
        const MarchYamlNode *name = g_ptr_array_index(node->keys, i);
        char *value =
            march_spec_read_text(reader, name->text, g_ptr_array_index(node->items, i));

        if (value != NULL) {
            g_ptr_array_add(pairs, g_strdup(name->text));
            g_ptr_array_add(pairs, value);
        }
    }
}

static void
places_read(MarchSpecReader *reader,
            const MarchKey *key,
            const MarchYamlNode *node,
            GPtrArray *places)
{
    for (guint i = 0; i < march_spec_node_count(node); i++) {
        MarchSpecPlace *place = g_new0(MarchSpecPlace, 1);

        if (march_spec_read_place(reader, key->name, march_spec_node_item(node, i),
                                  place)) {
            g_ptr_array_add(places, place);
        } else {
            march_spec_place_free(place);
        }
    }
}

static void
value_read(MarchSpecReader *reader,
           const MarchKey *key,
           const MarchYamlNode *node,
           gpointer target)
{
    gpointer field = (char *)target + key->offset;
    MarchOptionalPosition *optional = field;

    switch (key->type) {
    case MARCH_KEY_TEXT:
        string_take(field, march_spec_read_text(reader, key->name, node));
        break;
    case MARCH_KEY_PATH:
        string_take(field, march_spec_read_path(reader, key->name, node));
        break;
    case MARCH_KEY_CHOICE:
        string_take(field, choice_read(reader, key, node));
        break;
    case MARCH_KEY_COUNTRY:
        string_take(field, march_spec_read_country(reader, key->name, node));
        break;
    case MARCH_KEY_BOOLEAN:
        march_spec_read_boolean(reader, key->name, node, field);
        break;
    case MARCH_KEY_NUMBER:
        march_spec_read_number(reader, key->name, node, key->least, key->most, field);
        break;
    case MARCH_KEY_FRACTION:
        bounded_read(reader, key, node, march_fraction_parse,
                     "a percentage such as 12%", field);
        break;
    case MARCH_KEY_DISTANCE:
        bounded_read(reader, key, node, march_distance_parse,
                     "a distance such as 40 km", field);
        break;
    case MARCH_KEY_DATE:
        march_spec_read_date(reader, key->name, node, field);
        break;
    case MARCH_KEY_DATES:
        march_spec_read_dates(reader, key->name, node, field);
        break;
    case MARCH_KEY_POSITION:
        optional->is_given =
            march_spec_read_position(reader, key->name, node, &optional->position);
        break;
    case MARCH_KEY_PLACE:
        march_spec_read_place(reader, key->name, node, field);
        break;
    case MARCH_KEY_TEXTS:
        strings_read(reader, key, node, march_spec_read_text, *(GPtrArray **)field);
        break;
    case MARCH_KEY_PATHS:
        strings_read(reader, key, node, march_spec_read_path, *(GPtrArray **)field);
        break;
    case MARCH_KEY_COUNTRIES:
        strings_read(reader, key, node, march_spec_read_country, *(GPtrArray **)field);
        break;
    case MARCH_KEY_PAIRS:
        pairs_read(reader, key, node, *(GPtrArray **)field);
        break;
    case MARCH_KEY_PLACES:
        places_read(reader, key, node, *(GPtrArray **)field);
        break;
    case MARCH_KEY_CUSTOM:
    default:
        key->read(reader, key, node, target);
        break;
    }
}

static void
unknown_key_fail(MarchSpecReader *reader,
                 const MarchKeyTable *table,
                 const MarchYamlNode *name)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    g_autofree char *described = march_spec_node_describe(name);
    g_autofree char *hint = NULL;
    const char *nearest;

    for (gsize i = 0; i < table->n_keys; i++) {
        g_ptr_array_add(names, (gpointer)(guintptr)table->keys[i].name);
    }
    g_ptr_array_add(names, NULL);
    nearest = march_suggest(name->text, (const char *const *)names->pdata);
    hint = nearest != NULL ? g_strdup_printf(", did you mean '%s'?", nearest) : NULL;
    march_spec_reader_fail(reader, name->where, "unknown key %s in %s%s", described,
                           table->name, hint != NULL ? hint : "");
}

static const MarchKey *
key_find(const MarchKeyTable *table, const char *name)
{
    for (gsize i = 0; i < table->n_keys; i++) {
        if (strcmp(table->keys[i].name, name) == 0) {
            return &table->keys[i];
        }
    }
    return NULL;
}

static void
fallback_read(MarchSpecReader *reader,
              const MarchKey *key,
              const char *file,
              gpointer target)
{
    g_autofree char *text = g_strdup(key->fallback);
    MarchYamlNode node = {.kind = MARCH_YAML_SCALAR,
                          .where = march_location_new(file, 0, 0),
                          .text = text};

    value_read(reader, key, &node, target);
}

void
march_spec_read_mapping(MarchSpecReader *reader,
                        const MarchKeyTable *table,
                        const MarchYamlNode *node,
                        gpointer target)
{
    if (!march_spec_reader_check_kind(reader, table->name, node, MARCH_YAML_MAPPING,
                                      "a mapping of keys to values")) {
        return;
    }
    for (gsize i = 0; i < table->n_keys; i++) {
        const MarchKey *key = &table->keys[i];

        if (march_yaml_node_get(node, key->name) != NULL) {
            continue;
        }
        if (key->fallback != NULL) {
            fallback_read(reader, key, node->where.file, target);
        } else if (key->is_required) {
            march_spec_reader_fail(reader, node->where, "%s needs the key '%s'",
                                   table->name, key->name);
        }
    }
    for (guint i = 0; i < node->items->len; i++) {
        const MarchYamlNode *name = g_ptr_array_index(node->keys, i);
        const MarchKey *key = key_find(table, name->text);

        if (key == NULL) {
            unknown_key_fail(reader, table, name);
        } else {
            value_read(reader, key, g_ptr_array_index(node->items, i), target);
        }
    }
}
