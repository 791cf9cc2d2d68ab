/* SPDX-License-Identifier: MIT */
#include "string-pool.h"

#include <string.h>

/** Strings held, and their bytes. A world's towns with all their names fit. */
#define COUNT_LIMIT 1500000U
#define TEXT_LIMIT  ((guint)48 << 20)
#define LEAST_SLOTS 4096U

typedef struct {
    guint32 text; /**< offset + 1 of the string in the texts, 0 for a free slot */
    guint32 value;
} Slot;

struct MarchStringPool {
    GByteArray *texts;
    Slot *slots;
    guint capacity, count;
};

MarchStringPool *
march_string_pool_new(void)
{
    MarchStringPool *pool = g_new0(MarchStringPool, 1);
    pool->texts = g_byte_array_new();
    pool->capacity = LEAST_SLOTS;
    pool->slots = g_new0(Slot, pool->capacity);
    return pool;
}

void
march_string_pool_free(MarchStringPool *pool)
{
    if (pool != NULL) {
        g_byte_array_unref(pool->texts);
        g_free(pool->slots);
        g_free(pool);
    }
}

static guint
hash_of(const char *string)
{
    guint64 hash = 14695981039346656037U;
    for (; *string != '\0'; string++) {
        hash = (hash ^ (guchar)*string) * 1099511628211U;
    }
    return (guint)(hash ^ hash >> 32);
}

/** The slot that holds @string, or the free one where it belongs. */
static Slot *
find_slot(const MarchStringPool *pool, const char *string)
{
    guint index = hash_of(string);
    for (;; index++) {
        Slot *slot = &pool->slots[index & (pool->capacity - 1)];
        if (slot->text == 0 ||
            strcmp((const char *)pool->texts->data + slot->text - 1, string) == 0) {
            return slot;
        }
    }
}

static void
grow(MarchStringPool *pool)
{
    g_autofree Slot *old = pool->slots;
    const guint old_capacity = pool->capacity;
    pool->capacity *= 2;
    pool->slots = g_new0(Slot, pool->capacity);
    for (guint i = 0; i < old_capacity; i++) {
        if (old[i].text != 0) {
            const char *string = (const char *)pool->texts->data + old[i].text - 1;
            *find_slot(pool, string) = old[i];
        }
    }
}

gboolean
march_string_pool_look_up(MarchStringPool *pool, const char *string, guint32 *value)
{
    Slot *slot = find_slot(pool, string);
    if (slot->text != 0) {
        *value = slot->value;
        return TRUE;
    }
    const guint size = (guint)strlen(string) + 1;
    if (pool->count == COUNT_LIMIT || pool->texts->len + size > TEXT_LIMIT) {
        memset(pool->slots, 0, pool->capacity * sizeof *pool->slots);
        g_byte_array_set_size(pool->texts, 0);
        pool->count = 0;
        slot = find_slot(pool, string);
    } else if (pool->count >= pool->capacity / 2) {
        grow(pool);
        slot = find_slot(pool, string);
    }
    *slot = (Slot){pool->texts->len + 1, *value};
    g_byte_array_append(pool->texts, (const guint8 *)string, size);
    pool->count++;
    return FALSE;
}
