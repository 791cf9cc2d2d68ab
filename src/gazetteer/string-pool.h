/* SPDX-License-Identifier: MIT */
/**
 * Remembers where strings were stored, so that each is stored once. When the pool
 * is full it forgets all and begins again: a string may then be stored once more,
 * and memory stays bounded.
 */
#ifndef MARCH_GAZETTEER_STRING_POOL_H
#define MARCH_GAZETTEER_STRING_POOL_H

#include <glib.h>

typedef struct MarchStringPool MarchStringPool;

MarchStringPool *march_string_pool_new(void);
void march_string_pool_free(MarchStringPool *pool);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarchStringPool, march_string_pool_free)

/** TRUE with the @value under which @string is known; else it is known from now on
 * under what @value holds. */
gboolean
march_string_pool_look_up(MarchStringPool *pool, const char *string, guint32 *value);

#endif
