/* SPDX-License-Identifier: MIT */
/* One style laid on another: "print:extends". */
#include <string.h>

#include "style-private.h"

static MarchJson
new_object(MarchStyleReader *reader,
           const GArray *keys,
           const GArray *items,
           MarchLocation where)
{
    MarchArena *arena = reader->style->arena;
    MarchJson object = march_json_new_array((const MarchJson *)(gpointer)items->data,
                                            items->len, where, arena);
    MarchJsonKey *copy = march_arena_array0(arena, MarchJsonKey, keys->len);

    if (keys->len > 0) {
        memcpy(copy, keys->data, keys->len * sizeof *copy);
    }
    object.type = MARCH_JSON_OBJECT;
    object.keys = copy;
    return object;
}

/* Members of @base that @over has too become what @merge makes of both. */
static MarchJson
merge_members(MarchStyleReader *reader,
              const MarchJson *base,
              const MarchJson *over,
              MarchJson (*merge)(MarchStyleReader *,
                                 const char *key,
                                 const MarchJson *base,
                                 const MarchJson *over))
{
    g_autoptr(GArray) keys = g_array_new(FALSE, FALSE, sizeof(MarchJsonKey));
    g_autoptr(GArray) items = g_array_new(FALSE, FALSE, sizeof(MarchJson));

    if (base->type != MARCH_JSON_OBJECT || over->type != MARCH_JSON_OBJECT) {
        return *over;
    }
    for (guint i = 0; i < base->length; i++) {
        const MarchJson *other = march_json_get(over, base->keys[i].name);
        MarchJson item = other != NULL
                             ? merge(reader, base->keys[i].name, &base->items[i], other)
                             : base->items[i];

        g_array_append_val(keys, base->keys[i]);
        g_array_append_val(items, item);
    }
    for (guint i = 0; i < over->length; i++) {
        if (march_json_get(base, over->keys[i].name) == NULL) {
            g_array_append_val(keys, over->keys[i]);
            g_array_append_val(items, over->items[i]);
        }
    }
    return new_object(reader, keys, items, over->where);
}

static MarchJson
take_over(MarchStyleReader *reader,
          const char *key,
          const MarchJson *base,
          const MarchJson *over)
{
    (void)reader;
    (void)key;
    (void)base;
    return *over;
}

static MarchJson
merge_layer_member(MarchStyleReader *reader,
                   const char *key,
                   const MarchJson *base,
                   const MarchJson *over)
{
    static const char *const by_key[] = {"paint", "layout", "metadata", NULL};

    return g_strv_contains(by_key, key) ? merge_members(reader, base, over, take_over)
                                        : *over;
}

static int
find_layer(const GArray *layers, const char *id)
{
    for (guint i = 0; i < layers->len; i++) {
        const MarchJson *other =
            march_json_get(&g_array_index(layers, MarchJson, i), "id");

        if (other != NULL && other->type == MARCH_JSON_STRING &&
            strcmp(other->string, id) == 0) {
            return (int)i;
        }
    }
    return -1;
}

static void
fail_before(MarchStyleReader *reader, const GArray *layers, const MarchJson *before)
{
    g_autofree const char **ids = g_new0(const char *, layers->len + 1);
    MarchJsonKey key = {before->string, before->where};
    guint count = 0;

    for (guint i = 0; i < layers->len; i++) {
        const MarchJson *id =
            march_json_get(&g_array_index(layers, MarchJson, i), "id");

        if (id != NULL && id->type == MARCH_JSON_STRING) {
            ids[count++] = id->string;
        }
    }
    march_style_reader_fail_unknown(reader, &key, "a layer that one can be put before",
                                    ids);
}

/* New layers go on top, or under the one that "print:before" names. */
static void
insert_layer(MarchStyleReader *reader, GArray *layers, const MarchJson *layer)
{
    const MarchJson *before =
        march_json_get(march_json_get(layer, "metadata"), "print:before");
    int index = -1;

    if (before != NULL && before->type == MARCH_JSON_STRING) {
        index = find_layer(layers, before->string);
        if (index < 0) {
            fail_before(reader, layers, before);
        }
    }
    if (index >= 0) {
        g_array_insert_val(layers, (guint)index, *layer);
    } else {
        g_array_append_val(layers, *layer);
    }
}

/* A style changes each layer of its base once: a second change would hide a slip. */
static void
check_twice(MarchStyleReader *reader, const MarchJson *layers, guint index)
{
    const MarchJson *id = march_json_get(&layers->items[index], "id");

    for (guint i = 0; i < index; i++) {
        const MarchJson *other = march_json_get(&layers->items[i], "id");

        if (id != NULL && other != NULL && id->type == MARCH_JSON_STRING &&
            other->type == MARCH_JSON_STRING &&
            strcmp(id->string, other->string) == 0) {
            march_style_reader_fail(reader, id->where, "there are two layers \"%s\"",
                                    id->string);
            return;
        }
    }
}

static MarchJson
merge_layers(MarchStyleReader *reader, const MarchJson *base, const MarchJson *over)
{
    g_autoptr(GArray) layers = g_array_new(FALSE, FALSE, sizeof(MarchJson));

    if (base->type != MARCH_JSON_ARRAY || over->type != MARCH_JSON_ARRAY) {
        return *over;
    }
    g_array_append_vals(layers, base->items, base->length);
    for (guint i = 0; i < over->length; i++) {
        const MarchJson *layer = &over->items[i];
        const MarchJson *id = march_json_get(layer, "id");
        int index = id != NULL && id->type == MARCH_JSON_STRING
                        ? find_layer(layers, id->string)
                        : -1;

        check_twice(reader, over, i);
        if (index >= 0) {
            MarchJson *slot = &g_array_index(layers, MarchJson, index);

            *slot = merge_members(reader, slot, layer, merge_layer_member);
        } else {
            insert_layer(reader, layers, layer);
        }
    }
    return march_json_new_array((const MarchJson *)(gpointer)layers->data, layers->len,
                                base->where, reader->style->arena);
}

/* Data sets are sources: those of the base stay. */
static MarchJson
merge_metadata(MarchStyleReader *reader,
               const char *key,
               const MarchJson *base,
               const MarchJson *over)
{
    return strcmp(key, "print:sources") == 0
               ? merge_members(reader, base, over, take_over)
               : *over;
}

static MarchJson
merge_root_member(MarchStyleReader *reader,
                  const char *key,
                  const MarchJson *base,
                  const MarchJson *over)
{
    static const char *const by_key[] = {"sources", "state", NULL};

    if (strcmp(key, "layers") == 0) {
        return merge_layers(reader, base, over);
    }
    if (strcmp(key, "metadata") == 0) {
        return merge_members(reader, base, over, merge_metadata);
    }
    return g_strv_contains(by_key, key) ? merge_members(reader, base, over, take_over)
                                        : *over;
}

const MarchJson *
march_style_merge(MarchStyleReader *reader,
                  const MarchJson *base,
                  const MarchJson *over)
{
    MarchJson *merged = march_arena_new0(reader->style->arena, MarchJson);

    *merged = merge_members(reader, base, over, merge_root_member);
    return merged;
}
