/* SPDX-License-Identifier: MIT */
/**
 * What opening, searching and decoding a FlatGeobuf file share.
 */
#ifndef MARCH_GEODATA_FLATGEOBUF_PRIVATE_H
#define MARCH_GEODATA_FLATGEOBUF_PRIVATE_H

#include "flat-table.h"
#include "flatgeobuf.h"

/* As the specification numbers them. */
typedef enum {
    MARCH_COLUMN_BYTE,
    MARCH_COLUMN_UBYTE,
    MARCH_COLUMN_BOOL,
    MARCH_COLUMN_SHORT,
    MARCH_COLUMN_USHORT,
    MARCH_COLUMN_INT,
    MARCH_COLUMN_UINT,
    MARCH_COLUMN_LONG,
    MARCH_COLUMN_ULONG,
    MARCH_COLUMN_FLOAT,
    MARCH_COLUMN_DOUBLE,
    MARCH_COLUMN_STRING,
    MARCH_COLUMN_JSON,
    MARCH_COLUMN_DATETIME,
    MARCH_COLUMN_BINARY,
} MarchColumnType;

typedef struct {
    char *name;
    MarchColumnType type;
} MarchColumn;

struct MarchFlatgeobuf {
    GBytes *data;
    char *name;
    MarchLocation where;
    const guint8 *bytes;
    gsize length;
    guint geometry_type; /* 0: each feature says */
    guint64 n_features;
    guint node_size; /* 0: no index */
    gsize index_start;
    gsize features_start;
    GArray *columns; /* of MarchColumn */
    gsize bytes_read;
};

/**
 * Decodes the feature of @length bytes at @bytes (after its size) and adds it.
 * @wanted: for each column, whether it is asked for.
 */
gboolean march_flatgeobuf_decode(const MarchFlatgeobuf *file,
                                 const guint8 *bytes,
                                 gsize length,
                                 const gboolean *wanted,
                                 MarchFeatures *features);

#endif
