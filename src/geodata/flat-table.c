/* SPDX-License-Identifier: MIT */
#include "flat-table.h"

#include <string.h>

guint16
march_flat_u16(const guint8 *bytes)
{
    guint16 value;

    memcpy(&value, bytes, sizeof value);
    return GUINT16_FROM_LE(value);
}

guint32
march_flat_u32(const guint8 *bytes)
{
    guint32 value;

    memcpy(&value, bytes, sizeof value);
    return GUINT32_FROM_LE(value);
}

guint64
march_flat_u64(const guint8 *bytes)
{
    guint64 value;

    memcpy(&value, bytes, sizeof value);
    return GUINT64_FROM_LE(value);
}

double
march_flat_double(const guint8 *bytes)
{
    guint64 bits = march_flat_u64(bytes);
    double value;

    memcpy(&value, &bits, sizeof value);
    return value;
}

static gboolean
fits(gsize length, gsize at, gsize size)
{
    return at <= length && size <= length - at;
}

/* Follows the unsigned offset at @at; FALSE when it leads out of the buffer. */
static gboolean
offset_follow(const guint8 *bytes, gsize length, gsize at, gsize *target)
{
    gsize offset;

    if (!fits(length, at, 4)) {
        return FALSE;
    }
    offset = march_flat_u32(bytes + at);
    if (offset == 0 || !fits(length, at, offset) || !fits(length, at + offset, 4)) {
        return FALSE;
    }
    *target = at + offset;
    return TRUE;
}

gboolean
march_flat_root(const guint8 *bytes, gsize length, MarchFlatTable *root)
{
    root->bytes = bytes;
    root->length = length;
    return offset_follow(bytes, length, 0, &root->at);
}

/* Where field @index lies, or 0: position 0 holds the root offset, never a field. */
static gsize
field_find(const MarchFlatTable *table, guint index)
{
    gint64 vtable;
    gsize entry;
    guint16 offset;

    if (!fits(table->length, table->at, 4)) {
        return 0;
    }
    vtable =
        (gint64)table->at - (gint64)(gint32)march_flat_u32(table->bytes + table->at);
    if (vtable < 0 || !fits(table->length, (gsize)vtable, 4)) {
        return 0;
    }
    entry = 4 + (gsize)index * 2;
    if (entry + 2 > march_flat_u16(table->bytes + vtable) ||
        !fits(table->length, (gsize)vtable + entry, 2)) {
        return 0;
    }
    offset = march_flat_u16(table->bytes + (gsize)vtable + entry);
    return offset > 0 && fits(table->length, table->at, offset) ? table->at + offset
                                                                : 0;
}

const guint8 *
march_flat_scalar(const MarchFlatTable *table, guint index, gsize size)
{
    gsize at = field_find(table, index);

    return at > 0 && fits(table->length, at, size) ? table->bytes + at : NULL;
}

MarchFlatVector
march_flat_vector(const MarchFlatTable *table, guint index, gsize size)
{
    MarchFlatVector vector = {table->bytes, table->length, 0, 0};
    gsize at = field_find(table, index);
    gsize start = 0;
    guint32 length;

    if (at == 0 || !offset_follow(table->bytes, table->length, at, &start)) {
        return vector;
    }
    length = march_flat_u32(table->bytes + start);
    if (length > (table->length - start - 4) / size) {
        return vector;
    }
    vector.at = start + 4;
    vector.length = length;
    return vector;
}

gboolean
march_flat_child(const MarchFlatTable *table, guint index, MarchFlatTable *child)
{
    gsize at = field_find(table, index);

    child->bytes = table->bytes;
    child->length = table->length;
    return at > 0 && offset_follow(table->bytes, table->length, at, &child->at);
}

gboolean
march_flat_element(const MarchFlatVector *vector, guint index, MarchFlatTable *element)
{
    g_assert(index < vector->length);
    element->bytes = vector->bytes;
    element->length = vector->buffer_length;
    return offset_follow(vector->bytes, vector->buffer_length,
                         vector->at + (gsize)index * 4, &element->at);
}
