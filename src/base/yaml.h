/* SPDX-License-Identifier: MIT */
/**
 * YAML text as a tree in which every key and value knows where it stands.
 *
 * The tree keeps all scalars as text: what "NO" or "2021" means is the reader's
 * to say. It accepts one document of plain mappings, sequences and scalars;
 * anchors, aliases, tags, duplicate and non-scalar keys are errors, and so is
 * more than MARCH_YAML_MAX_BYTES, _DEPTH or _NODES. A tree owns its nodes.
 */
#ifndef MARCH_BASE_YAML_H
#define MARCH_BASE_YAML_H

#include "error.h"

enum {
    MARCH_YAML_MAX_BYTES = 1 << 20,
    MARCH_YAML_MAX_DEPTH = 32,
    MARCH_YAML_MAX_NODES = 50000,
};

typedef enum {
    MARCH_YAML_SCALAR,
    MARCH_YAML_SEQUENCE,
    MARCH_YAML_MAPPING,
} MarchYamlKind;

/** A value. Read only; borrowed from its tree. */
typedef struct MarchYamlNode MarchYamlNode;
struct MarchYamlNode {
    MarchYamlKind kind;
    MarchLocation where;
    char *text;        /**< SCALAR: UTF-8, no NUL inside */
    gboolean is_plain; /**< SCALAR: written without quotes */
    gboolean is_null;  /**< SCALAR: nothing, "~" or "null", unquoted */
    GPtrArray *items;  /**< SEQUENCE and MAPPING: of MarchYamlNode, the values */
    GPtrArray *keys;   /**< MAPPING: of MarchYamlNode (SCALAR), as long as items */
};

typedef struct MarchYaml MarchYaml;

/**
 * Parses @text. @path is named in errors only.
 *
 * Returns: (transfer full), or NULL with MARCH_ERROR_CONFIG or MARCH_ERROR_LIMIT.
 */
MarchYaml *march_yaml_parse(const char *text,
                            gsize length,
                            const char *path,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
void march_yaml_free(MarchYaml *yaml);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarchYaml, march_yaml_free)

/** The top node, or NULL when the document is empty. */
const MarchYamlNode *march_yaml_get_root(const MarchYaml *yaml);

/** The value of @key in the mapping @node, or NULL. */
const MarchYamlNode *march_yaml_node_get(const MarchYamlNode *node, const char *key);

/**
 * Sets or adds the value at "key.path", where a number picks an item of a sequence
 * ("incidents.0.data"; one past the last adds an item). Missing mappings on the way
 * are made. The value is YAML itself: "[1, 2]", "{a: b}", "text"; or text, when it begins
 * with "#".
 *
 * @assignment: "key.path=value"
 *
 * Returns: FALSE with MARCH_ERROR_USAGE.
 */
gboolean march_yaml_set(MarchYaml *yaml,
                        const char *assignment,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
