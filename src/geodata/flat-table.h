/* SPDX-License-Identifier: MIT */
/**
 * Reading FlatBuffers without trusting them: every offset is checked against the
 * end of its buffer, and what is out of bounds reads as missing.
 *
 * Source: FlatBuffers internals, https://flatbuffers.dev/internals/
 */
#ifndef MARCH_GEODATA_FLAT_TABLE_H
#define MARCH_GEODATA_FLAT_TABLE_H

#include <glib.h>

/** A buffer and a position in it; borrowed. */
typedef struct {
    const guint8 *bytes;
    gsize length;
    gsize at;
} MarchFlatTable;

/** A vector of scalars, strings or tables; @length is 0 when missing. */
typedef struct {
    const guint8 *bytes;
    gsize buffer_length;
    gsize at; /**< of the first element */
    guint length;
} MarchFlatVector;

guint16 march_flat_u16(const guint8 *bytes);
guint32 march_flat_u32(const guint8 *bytes);
guint64 march_flat_u64(const guint8 *bytes);
double march_flat_double(const guint8 *bytes);

/** The root table of a buffer; FALSE when there is none. */
gboolean march_flat_root(const guint8 *bytes, gsize length, MarchFlatTable *root);
/** The scalar field @index of @size bytes, or NULL: its default. */
const guint8 *march_flat_scalar(const MarchFlatTable *table, guint index, gsize size);
/** The vector field @index with elements of @size bytes. */
MarchFlatVector march_flat_vector(const MarchFlatTable *table, guint index, gsize size);
/** The table field @index; FALSE when missing. */
gboolean
march_flat_child(const MarchFlatTable *table, guint index, MarchFlatTable *child);
/** Element @index of a vector of tables (elements of 4 bytes). */
gboolean
march_flat_element(const MarchFlatVector *vector, guint index, MarchFlatTable *element);

#endif
