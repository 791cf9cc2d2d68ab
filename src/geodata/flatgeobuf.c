/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <string.h>

#include "flatgeobuf-private.h"

#define HEADER_LIMIT ((gsize)10 << 20)
#define NODE_BYTES   ((gsize)40)
#define LEVELS_MAX   64U

/* Field numbers of the Header and Column tables. */
enum { HEADER_TYPE = 2, HEADER_COLUMNS = 7, HEADER_COUNT = 8, HEADER_NODE_SIZE = 9 };
enum { COLUMN_NAME = 0, COLUMN_TYPE = 1 };

/* Nodes of the tree from the leaves (level 0) up; starts are node numbers. */
typedef struct {
    guint count;
    guint64 start[LEVELS_MAX];
    guint64 end[LEVELS_MAX];
} Levels;

static void
column_clear(gpointer data)
{
    MarchColumn *column = data;

    g_free(column->name);
}

void
march_flatgeobuf_free(MarchFlatgeobuf *file)
{
    if (file == NULL) {
        return;
    }
    g_bytes_unref(file->data);
    g_free(file->name);
    g_array_unref(file->columns);
    g_free(file);
}

static gboolean
corrupt(const MarchFlatgeobuf *file, const char *what, GError **error)
{
    march_error_set(error, MARCH_ERROR_DATA, file->where,
                    "is no whole FlatGeobuf file: %s", what);
    return FALSE;
}

/* The number of nodes; FALSE when the tree would be absurdly deep. */
static gboolean
levels_find(guint64 n_features, guint node_size, Levels *levels, guint64 *n_nodes)
{
    guint64 sizes[LEVELS_MAX];
    guint64 n = n_features;

    levels->count = 0;
    *n_nodes = 0;
    do {
        if (levels->count > 0) {
            n = (n + node_size - 1) / node_size;
        }
        sizes[levels->count++] = n;
        *n_nodes += n;
    } while (n > 1 && levels->count < LEVELS_MAX);
    n = *n_nodes;
    for (guint i = 0; i < levels->count; i++) {
        levels->end[i] = n;
        n -= sizes[i];
        levels->start[i] = n;
    }
    return sizes[levels->count - 1] == 1;
}

static void
columns_read(MarchFlatgeobuf *file, const MarchFlatTable *header)
{
    MarchFlatVector columns = march_flat_vector(header, HEADER_COLUMNS, 4);

    for (guint i = 0; i < columns.length; i++) {
        MarchColumn column = {NULL, MARCH_COLUMN_BYTE};
        MarchFlatTable table;

        if (march_flat_element(&columns, i, &table)) {
            MarchFlatVector name = march_flat_vector(&table, COLUMN_NAME, 1);
            const guint8 *type = march_flat_scalar(&table, COLUMN_TYPE, 1);

            column.name = g_utf8_make_valid((const char *)name.bytes + name.at,
                                            (gssize)name.length);
            column.type = type != NULL ? (MarchColumnType)*type : MARCH_COLUMN_BYTE;
        }
        g_array_append_val(file->columns, column);
    }
}

static gboolean
header_read(MarchFlatgeobuf *file, GError **error)
{
    MarchFlatTable header;
    const guint8 *scalar;
    gsize size;
    guint64 n_nodes = 0;
    Levels levels;

    if (file->length < 12 || memcmp(file->bytes, "fgb\3fgb", 7) != 0) {
        return corrupt(file, "the first bytes are others", error);
    }
    size = march_flat_u32(file->bytes + 8);
    if (size > HEADER_LIMIT || size > file->length - 12 ||
        !march_flat_root(file->bytes + 12, size, &header)) {
        return corrupt(file, "the header does not fit", error);
    }
    scalar = march_flat_scalar(&header, HEADER_TYPE, 1);
    file->geometry_type = scalar != NULL ? *scalar : 0;
    scalar = march_flat_scalar(&header, HEADER_COUNT, 8);
    file->n_features = scalar != NULL ? march_flat_u64(scalar) : 0;
    scalar = march_flat_scalar(&header, HEADER_NODE_SIZE, 2);
    file->node_size = scalar != NULL ? march_flat_u16(scalar) : 16;
    columns_read(file, &header);
    file->index_start = 12 + size;
    file->features_start = file->index_start;
    if (file->n_features == 0) {
        return TRUE;
    }
    if (file->node_size < 2) {
        return corrupt(file, "it has no spatial index", error);
    }
    if (file->n_features > file->length ||
        !levels_find(file->n_features, file->node_size, &levels, &n_nodes) ||
        n_nodes > (file->length - file->index_start) / NODE_BYTES) {
        return corrupt(file, "the index does not fit", error);
    }
    file->features_start += (gsize)n_nodes * NODE_BYTES;
    return TRUE;
}

MarchFlatgeobuf *
march_flatgeobuf_new(GBytes *bytes, const char *name, GError **error)
{
    g_autoptr(MarchFlatgeobuf) file = g_new0(MarchFlatgeobuf, 1);

    file->data = g_bytes_ref(bytes);
    file->name = g_strdup(name);
    file->where = march_location_new(name, 0, 0);
    file->bytes = g_bytes_get_data(bytes, &file->length);
    file->columns = g_array_new(FALSE, TRUE, sizeof(MarchColumn));
    g_array_set_clear_func(file->columns, column_clear);
    return header_read(file, error) ? g_steal_pointer(&file) : NULL;
}

MarchFlatgeobuf *
march_flatgeobuf_open(const char *path, GError **error)
{
    g_autoptr(GMappedFile) map = NULL;
    g_autoptr(GBytes) bytes = NULL;

    errno = 0;
    map = g_mapped_file_new(path, FALSE, NULL);
    if (map == NULL) {
        march_error_set(error, march_error_code_from_errno(errno, FALSE),
                        march_location_new(path, 0, 0), "cannot be read: %s",
                        g_strerror(errno));
        return NULL;
    }
    bytes = g_mapped_file_get_bytes(map);
    return march_flatgeobuf_new(bytes, path, error);
}

guint64
march_flatgeobuf_count(const MarchFlatgeobuf *file)
{
    return file->n_features;
}

gsize
march_flatgeobuf_bytes_read(const MarchFlatgeobuf *file)
{
    return file->bytes_read;
}

static gboolean
node_touches(const guint8 *node, MarchBox box)
{
    gboolean west_touches = march_flat_double(node + 16) >= box.west;
    gboolean east_touches = march_flat_double(node) <= box.east;

    return march_flat_double(node + 8) <= box.north &&
           march_flat_double(node + 24) >= box.south &&
           (box.west <= box.east ? west_touches && east_touches
                                 : west_touches || east_touches);
}

/* Offsets of matching features, relative to the first, by walking the tree down. */
static gboolean
index_search(MarchFlatgeobuf *file, MarchBox box, GArray *offsets)
{
    g_autoptr(GArray) queue = g_array_new(FALSE, FALSE, sizeof(guint64));
    g_autoptr(GArray) next = g_array_new(FALSE, FALSE, sizeof(guint64));
    guint64 n_nodes = 0;
    guint64 root = 0;
    Levels levels;

    levels_find(file->n_features, file->node_size, &levels, &n_nodes);
    g_array_append_val(queue, root);
    for (guint level = levels.count; level-- > 0;) {
        g_array_set_size(next, 0);
        for (guint i = 0; i < queue->len; i++) {
            guint64 first = g_array_index(queue, guint64, i);
            guint64 last = MIN(first + file->node_size, levels.end[level]);

            if (first < levels.start[level] || first >= levels.end[level]) {
                return FALSE;
            }
            file->bytes_read += (gsize)(last - first) * NODE_BYTES;
            for (guint64 n = first; n < last; n++) {
                const guint8 *node =
                    file->bytes + file->index_start + (gsize)n * NODE_BYTES;
                guint64 offset = march_flat_u64(node + 32);

                if (node_touches(node, box)) {
                    g_array_append_val(next, offset);
                }
            }
        }
        /* A well-formed tree leads to each node once. */
        if (level > 0 && next->len > levels.end[level - 1] - levels.start[level - 1]) {
            return FALSE;
        }
        {
            GArray *swap = queue;

            queue = next;
            next = swap;
        }
    }
    g_array_append_vals(offsets, queue->data, queue->len);
    return TRUE;
}

static int
offsets_compare(gconstpointer a, gconstpointer b)
{
    guint64 x = *(const guint64 *)a;
    guint64 y = *(const guint64 *)b;

    return (x > y) - (x < y);
}

gboolean
march_flatgeobuf_read(MarchFlatgeobuf *file,
                      MarchBox box,
                      const char *const *properties,
                      MarchFeatures *features,
                      GError **error)
{
    g_autoptr(GArray) offsets = g_array_new(FALSE, FALSE, sizeof(guint64));
    g_autofree gboolean *wanted = g_new0(gboolean, file->columns->len + 1);
    gsize room = file->length - file->features_start;

    if (file->n_features == 0) {
        return TRUE;
    }
    for (guint i = 0; i < file->columns->len; i++) {
        const MarchColumn *column = &g_array_index(file->columns, MarchColumn, i);

        wanted[i] = column->name != NULL &&
                    (properties == NULL || g_strv_contains(properties, column->name));
    }
    if (!index_search(file, box, offsets)) {
        return corrupt(file, "its index leads nowhere", error);
    }
    g_array_sort(offsets, offsets_compare);
    for (guint i = 0; i < offsets->len; i++) {
        guint64 offset = g_array_index(offsets, guint64, i);
        const guint8 *at = file->bytes + file->features_start + (gsize)offset;
        gsize size;

        if (offset > room || room - offset < 4) {
            return corrupt(file, "a feature lies beyond its end", error);
        }
        size = march_flat_u32(at);
        if (size > room - offset - 4 ||
            !march_flatgeobuf_decode(file, at + 4, size, wanted, features)) {
            return corrupt(file, "a feature is broken", error);
        }
        file->bytes_read += size + 4;
    }
    return TRUE;
}
