/* SPDX-License-Identifier: MIT */
/**
 * The keys of the figure file as tables, and the reader that fills structs by them.
 *
 * A table describes one mapping of the file: each key with its type, bounds, the
 * field it fills, its default and a line for people. The default is text that is
 * read as if it stood in the file, so documentation and program cannot differ
 * (docs/figure-file.md is tested against these tables).
 */
#ifndef MARCH_SPEC_SCHEMA_H
#define MARCH_SPEC_SCHEMA_H

#include "base/yaml.h"
#include "spec.h"

typedef enum {
    MARCH_KEY_TEXT,     /**< char *: one line */
    MARCH_KEY_PATH,     /**< char *: joined with the figure file's folder */
    MARCH_KEY_CHOICE,   /**< char *: one of .choices */
    MARCH_KEY_COUNTRY,  /**< char *: ISO 3166-1 alpha-2, upper case */
    MARCH_KEY_BOOLEAN,  /**< gboolean */
    MARCH_KEY_NUMBER,   /**< double */
    MARCH_KEY_FRACTION, /**< double: "12%" or 0.12 */
    MARCH_KEY_DISTANCE, /**< double: km */
    MARCH_KEY_DATE,     /**< MarchDate */
    MARCH_KEY_DATES,    /**< MarchDateRange */
    MARCH_KEY_POSITION, /**< MarchOptionalPosition */
    MARCH_KEY_PLACE,    /**< MarchSpecPlace */
    MARCH_KEY_TEXTS,    /**< GPtrArray of char *: one or a list */
    MARCH_KEY_PATHS,
    MARCH_KEY_COUNTRIES,
    MARCH_KEY_PAIRS,  /**< GPtrArray of char *: key, value, key, value... */
    MARCH_KEY_PLACES, /**< GPtrArray of MarchSpecPlace: one or a list */
    MARCH_KEY_CUSTOM, /**< by .read, which gets the whole struct */
} MarchKeyType;

/** A position that may be absent. */
typedef struct {
    gboolean is_given;
    MarchLonLat position;
} MarchOptionalPosition;

typedef struct MarchSpecReader MarchSpecReader;
typedef struct MarchKey MarchKey;

/** Reads the value @node of @key into the struct @target. */
typedef void (*MarchKeyFunction)(MarchSpecReader *reader,
                                 const MarchKey *key,
                                 const MarchYamlNode *node,
                                 gpointer target);

struct MarchKey {
    const char *name;
    MarchKeyType type;
    gsize offset;       /**< of the field in its struct */
    double least, most; /**< NUMBER, FRACTION, DISTANCE: bounds, in the field's unit */
    const char *const *choices; /**< CHOICE: NULL-ended */
    MarchKeyFunction read;      /**< CUSTOM */
    gboolean is_required;
    const char *fallback;  /**< (nullable) the default, read as from the file */
    const char *otherwise; /**< (nullable) says the default when it is no value */
    const char *summary;
};

/** One mapping of the file. */
typedef struct {
    const char *name; /**< for messages: "the extent" */
    const MarchKey *keys;
    gsize n_keys;
} MarchKeyTable;

/** Every table of the figure file, for documentation; NULL-ended. */
const MarchKeyTable *const *march_key_tables(void);
/** "length", "true or false", "`auto`, `named` or `none`": what a key takes. */
char *march_key_describe_type(const MarchKey *key);

/** Fills @target, whose fields are zero or hold empty arrays, from @node. */
void march_spec_read_mapping(MarchSpecReader *reader,
                             const MarchKeyTable *table,
                             const MarchYamlNode *node,
                             gpointer target);

#endif
