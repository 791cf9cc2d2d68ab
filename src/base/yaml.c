/* SPDX-License-Identifier: MIT */
#include "yaml.h"

#include <string.h>
#include <yaml.h>

struct MarchYaml {
    MarchYamlNode *root; /* NULL: an empty document */
};

/* The collection under construction, innermost last. */
typedef struct {
    MarchYamlNode *node;
    MarchYamlNode *key; /* owned; of a mapping, waiting for its value */
} Level;

typedef struct {
    const char *path;
    const char *text;
    gsize length;
    yaml_parser_t parser;
    Level levels[MARCH_YAML_MAX_DEPTH];
    int depth;
    guint n_nodes;
    MarchYamlNode *root;
    gboolean has_document;
} Builder;

static void
node_free(gpointer data)
{
    MarchYamlNode *node = data;

    if (node == NULL) {
        return;
    }
    g_free(node->text);
    g_clear_pointer(&node->keys, g_ptr_array_unref);
    g_clear_pointer(&node->items, g_ptr_array_unref);
    g_free(node);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarchYamlNode, node_free)

static MarchYamlNode *
node_new(MarchYamlKind kind, MarchLocation where)
{
    MarchYamlNode *node = g_new0(MarchYamlNode, 1);

    node->kind = kind;
    node->where = where;
    if (kind != MARCH_YAML_SCALAR) {
        node->items = g_ptr_array_new_with_free_func(node_free);
    }
    if (kind == MARCH_YAML_MAPPING) {
        node->keys = g_ptr_array_new_with_free_func(node_free);
    }
    return node;
}

void
march_yaml_free(MarchYaml *yaml)
{
    if (yaml == NULL) {
        return;
    }
    node_free(yaml->root);
    g_free(yaml);
}

const MarchYamlNode *
march_yaml_get_root(const MarchYaml *yaml)
{
    return yaml->root;
}

static gboolean
key_find(const MarchYamlNode *node, const char *key, guint *index)
{
    for (guint i = 0; i < node->keys->len; i++) {
        const MarchYamlNode *known = g_ptr_array_index(node->keys, i);

        if (strcmp(known->text, key) == 0) {
            *index = i;
            return TRUE;
        }
    }
    return FALSE;
}

const MarchYamlNode *
march_yaml_node_get(const MarchYamlNode *node, const char *key)
{
    guint index;

    if (node->kind != MARCH_YAML_MAPPING || !key_find(node, key, &index)) {
        return NULL;
    }
    return g_ptr_array_index(node->items, index);
}

static MarchLocation
location_of(const Builder *builder, const yaml_mark_t *mark)
{
    return march_location_new(builder->path, (int)mark->line + 1,
                              (int)mark->column + 1);
}

/* Where the byte at @offset stands. */
static MarchLocation
location_at(const Builder *builder, gsize offset)
{
    int line = 1;
    int column = 1;

    for (gsize i = 0; i < offset && i < builder->length; i++) {
        if (builder->text[i] == '\n') {
            line++;
            column = 1;
        } else if (((guchar)builder->text[i] & 0xC0) != 0x80) {
            column++;
        }
    }
    return march_location_new(builder->path, line, column);
}

/* What a user can do about the syntax error at @mark, or "". */
static const char *
syntax_hint(const Builder *builder, const char *problem)
{
    gsize at = builder->parser.problem_mark.index;
    const char *character = NULL;

    if (strstr(problem, "mapping values are not allowed") != NULL) {
        return "; a value that contains ': ' needs quotes";
    }
    if (strstr(problem, "cannot start any token") == NULL) {
        return "";
    }
    if (at < (gsize)g_utf8_strlen(builder->text, (gssize)builder->length)) {
        character = g_utf8_offset_to_pointer(builder->text, (glong)at);
    }
    if (character != NULL && *character == '\t') {
        return "; tabs cannot indent, use spaces";
    }
    return "; a value that begins with this character needs quotes";
}

static void
syntax_error_set(const Builder *builder, GError **error)
{
    const yaml_parser_t *parser = &builder->parser;
    const char *problem = parser->problem != NULL ? parser->problem : "cannot be read";

    if (parser->error == YAML_READER_ERROR) {
        march_error_set(error, MARCH_ERROR_CONFIG,
                        location_at(builder, parser->problem_offset),
                        "%s (character 0x%02X)", problem, (guint)parser->problem_value);
        return;
    }
    march_error_set(
        error, MARCH_ERROR_CONFIG, location_of(builder, &parser->problem_mark),
        "%s%s%s%s", parser->context != NULL ? parser->context : "",
        parser->context != NULL ? ", " : "", problem, syntax_hint(builder, problem));
}

/* Gives @node, taken, to the innermost collection; FALSE on a bad key. */
static gboolean
node_place(Builder *builder, MarchYamlNode *node, GError **error)
{
    g_autoptr(MarchYamlNode) owned = node;
    Level *level;
    guint index;

    if (++builder->n_nodes > MARCH_YAML_MAX_NODES) {
        march_error_set(error, MARCH_ERROR_LIMIT, node->where, "more than %d values",
                        (int)MARCH_YAML_MAX_NODES);
        return FALSE;
    }
    if (builder->depth == 0) {
        builder->root = g_steal_pointer(&owned);
        return TRUE;
    }
    level = &builder->levels[builder->depth - 1];
    if (level->node->kind == MARCH_YAML_SEQUENCE) {
        g_ptr_array_add(level->node->items, g_steal_pointer(&owned));
        return TRUE;
    }
    if (level->key != NULL) {
        g_ptr_array_add(level->node->keys, g_steal_pointer(&level->key));
        g_ptr_array_add(level->node->items, g_steal_pointer(&owned));
        return TRUE;
    }
    if (node->kind != MARCH_YAML_SCALAR) {
        march_error_set(error, MARCH_ERROR_CONFIG, node->where,
                        "a key must be a word, not a list or mapping");
        return FALSE;
    }
    if (key_find(level->node, node->text, &index)) {
        const MarchYamlNode *first = g_ptr_array_index(level->node->keys, index);

        march_error_set(error, MARCH_ERROR_CONFIG, node->where,
                        "duplicate key '%s', first given in line %d", node->text,
                        first->where.line);
        return FALSE;
    }
    level->key = g_steal_pointer(&owned);
    return TRUE;
}

static gboolean
collection_start(Builder *builder,
                 MarchYamlKind kind,
                 MarchLocation where,
                 GError **error)
{
    MarchYamlNode *node;

    if (builder->depth == MARCH_YAML_MAX_DEPTH) {
        march_error_set(error, MARCH_ERROR_LIMIT, where, "nested deeper than %d levels",
                        (int)MARCH_YAML_MAX_DEPTH);
        return FALSE;
    }
    node = node_new(kind, where);
    if (!node_place(builder, node, error)) {
        return FALSE;
    }
    builder->levels[builder->depth++] = (Level){node, NULL};
    return TRUE;
}

static gboolean
scalar_add(Builder *builder, const yaml_event_t *event, GError **error)
{
    MarchLocation where = location_of(builder, &event->start_mark);
    const char *text = (const char *)event->data.scalar.value;
    gboolean is_plain = event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
    MarchYamlNode *node;

    if (strlen(text) != event->data.scalar.length) {
        march_error_set(error, MARCH_ERROR_CONFIG, where,
                        "text cannot contain the character 0x00");
        return FALSE;
    }
    node = node_new(MARCH_YAML_SCALAR, where);
    node->text = g_strdup(text);
    node->is_plain = is_plain;
    node->is_null = is_plain && (*text == '\0' || strcmp(text, "~") == 0 ||
                                 strcmp(text, "null") == 0);
    return node_place(builder, node, error);
}

static gboolean
feature_refuse(const Builder *builder,
               const yaml_event_t *event,
               const yaml_char_t *anchor,
               const yaml_char_t *tag,
               GError **error)
{
    const char *what = NULL;

    if (event->type == YAML_ALIAS_EVENT) {
        what = "an alias (*); a value that begins with '*' needs quotes";
    } else if (anchor != NULL) {
        what = "an anchor (&); a value that begins with '&' needs quotes";
    } else if (tag != NULL) {
        what = "a tag (!); a value that begins with '!' needs quotes";
    } else {
        return FALSE;
    }
    march_error_set(error, MARCH_ERROR_CONFIG, location_of(builder, &event->start_mark),
                    "this file cannot use %s", what);
    return TRUE;
}

static gboolean
event_handle(Builder *builder, const yaml_event_t *event, GError **error)
{
    MarchLocation where = location_of(builder, &event->start_mark);

    switch (event->type) {
    case YAML_DOCUMENT_START_EVENT:
        if (builder->has_document) {
            march_error_set(error, MARCH_ERROR_CONFIG, where,
                            "a second document; a file holds one");
            return FALSE;
        }
        builder->has_document = TRUE;
        return TRUE;
    case YAML_ALIAS_EVENT:
        return !feature_refuse(builder, event, NULL, NULL, error);
    case YAML_SCALAR_EVENT:
        if (feature_refuse(builder, event, event->data.scalar.anchor,
                           event->data.scalar.tag, error)) {
            return FALSE;
        }
        return scalar_add(builder, event, error);
    case YAML_SEQUENCE_START_EVENT:
        if (feature_refuse(builder, event, event->data.sequence_start.anchor,
                           event->data.sequence_start.tag, error)) {
            return FALSE;
        }
        return collection_start(builder, MARCH_YAML_SEQUENCE, where, error);
    case YAML_MAPPING_START_EVENT:
        if (feature_refuse(builder, event, event->data.mapping_start.anchor,
                           event->data.mapping_start.tag, error)) {
            return FALSE;
        }
        return collection_start(builder, MARCH_YAML_MAPPING, where, error);
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
        builder->depth--;
        return TRUE;
    case YAML_NO_EVENT:
    case YAML_STREAM_START_EVENT:
    case YAML_STREAM_END_EVENT:
    case YAML_DOCUMENT_END_EVENT:
    default:
        return TRUE;
    }
}

static gboolean
events_read(Builder *builder, GError **error)
{
    for (;;) {
        yaml_event_t event;
        gboolean is_last;
        gboolean is_handled;

        if (!yaml_parser_parse(&builder->parser, &event)) {
            syntax_error_set(builder, error);
            return FALSE;
        }
        is_last = event.type == YAML_STREAM_END_EVENT;
        is_handled = event_handle(builder, &event, error);
        yaml_event_delete(&event);
        if (!is_handled || is_last) {
            return is_handled;
        }
    }
}

static gboolean
text_check(const Builder *builder, GError **error)
{
    const char *end = NULL;

    if (builder->length > MARCH_YAML_MAX_BYTES) {
        march_error_set(error, MARCH_ERROR_LIMIT,
                        march_location_new(builder->path, 0, 0),
                        "larger than the limit of %d bytes", (int)MARCH_YAML_MAX_BYTES);
        return FALSE;
    }
    if (!g_utf8_validate_len(builder->text, builder->length, &end)) {
        gsize offset = (gsize)(end - builder->text);

        march_error_set(error, MARCH_ERROR_CONFIG, location_at(builder, offset),
                        "not UTF-8 text (byte 0x%02X)", (guchar)*end);
        return FALSE;
    }
    return TRUE;
}

MarchYaml *
march_yaml_parse(const char *text, gsize length, const char *path, GError **error)
{
    static const char BOM[] = "\xEF\xBB\xBF";
    Builder builder = {.path = path, .text = text, .length = length};
    MarchYaml *yaml;
    gboolean is_read;

    if (length >= 3 && memcmp(text, BOM, 3) == 0) {
        builder.text += 3;
        builder.length -= 3;
    }
    if (!text_check(&builder, error)) {
        return NULL;
    }
    /* its one failure is lack of memory, on which everything else aborts too */
    if (!yaml_parser_initialize(&builder.parser)) {
        g_error("out of memory");
    }
    yaml_parser_set_encoding(&builder.parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(&builder.parser, (const yaml_char_t *)builder.text,
                                 builder.length);
    is_read = events_read(&builder, error);
    yaml_parser_delete(&builder.parser);
    for (int i = 0; i < builder.depth; i++) {
        node_free(builder.levels[i].key);
    }
    if (!is_read) {
        node_free(builder.root);
        return NULL;
    }
    if (builder.root != NULL && builder.root->is_null) {
        g_clear_pointer(&builder.root, node_free);
    }
    yaml = g_new0(MarchYaml, 1);
    yaml->root = builder.root;
    return yaml;
}

/* The slot of @word in @node, added when it is missing; NULL when it cannot be. */
static MarchYamlNode **
slot_find(MarchYamlNode *node, const char *word, MarchLocation where)
{
    guint index = 0;
    guint64 number;

    if (node->kind == MARCH_YAML_SEQUENCE) {
        if (!g_ascii_string_to_unsigned(word, 10, 0, node->items->len, &number, NULL)) {
            return NULL;
        }
        index = (guint)number;
    } else if (!key_find(node, word, &index)) {
        MarchYamlNode *key = node_new(MARCH_YAML_SCALAR, where);

        key->text = g_strdup(word);
        index = node->keys->len;
        g_ptr_array_add(node->keys, key);
    }
    if (index == node->items->len) {
        g_ptr_array_add(node->items, NULL);
    }
    return (MarchYamlNode **)&node->items->pdata[index];
}

static gboolean
value_set(MarchYaml *yaml,
          char **words,
          MarchYamlNode *value,
          MarchLocation where,
          GError **error)
{
    g_autoptr(MarchYamlNode) owned = value;
    MarchYamlNode **slot = &yaml->root;

    for (guint i = 0; words[i] != NULL; i++) {
        if (*slot == NULL || (*slot)->kind == MARCH_YAML_SCALAR) {
            node_free(*slot);
            *slot = node_new(MARCH_YAML_MAPPING, where);
        }
        slot = *words[i] != '\0' && i < MARCH_YAML_MAX_DEPTH
                   ? slot_find(*slot, words[i], where)
                   : NULL;
        if (slot == NULL) {
            march_error_set(error, MARCH_ERROR_USAGE, MARCH_LOCATION_NONE,
                            "%s: there is nothing at '%s' to set", where.file,
                            words[i]);
            return FALSE;
        }
    }
    node_free(*slot);
    *slot = g_steal_pointer(&owned);
    return TRUE;
}

/* A colour such as "#fff" is text: nobody sets a value to a comment. */
static MarchYaml *
assigned_parse(const char *text, const char *source, GError **error)
{
    MarchYaml *yaml;

    if (*text != '#') {
        return march_yaml_parse(text, strlen(text), source, error);
    }
    yaml = g_new0(MarchYaml, 1);
    yaml->root = node_new(MARCH_YAML_SCALAR, march_location_new(source, 0, 0));
    yaml->root->text = g_strdup(text);
    return yaml;
}

gboolean
march_yaml_set(MarchYaml *yaml, const char *assignment, GError **error)
{
    const char *equals = strchr(assignment, '=');
    g_autofree char *source = g_strdup_printf("--set %s", assignment);
    g_autofree char *path = NULL;
    g_autoptr(MarchYaml) parsed = NULL;
    g_auto(GStrv) words = NULL;
    MarchLocation where = march_location_new(source, 0, 0);
    MarchYamlNode *value;

    if (equals == NULL || equals == assignment) {
        march_error_set(error, MARCH_ERROR_USAGE, MARCH_LOCATION_NONE,
                        "'%s' is not KEY=VALUE", assignment);
        return FALSE;
    }
    parsed = assigned_parse(equals + 1, source, error);
    if (parsed == NULL) {
        if (error != NULL) {
            (*error)->code = MARCH_ERROR_USAGE;
        }
        return FALSE;
    }
    value = g_steal_pointer(&parsed->root);
    if (value == NULL) {
        value = node_new(MARCH_YAML_SCALAR, where);
        value->text = g_strdup("");
        value->is_null = TRUE;
    }
    if (value->where.line == 1 && value->where.column == 1) {
        value->where = where; /* the whole of what was given */
    }
    path = g_strndup(assignment, (gsize)(equals - assignment));
    words = g_strsplit(path, ".", -1);
    return value_set(yaml, words, value, where, error);
}
