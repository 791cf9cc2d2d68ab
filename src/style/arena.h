/* SPDX-License-Identifier: MIT */
/**
 * An arena: memory that is handed out in order and released all at once.
 *
 * A style parses into one arena and evaluates into another, which is emptied
 * between evaluations and keeps its blocks: after the first few features nothing
 * is allocated. Memory is aligned for any of our types and not cleared.
 */
#ifndef MARCH_STYLE_ARENA_H
#define MARCH_STYLE_ARENA_H

#include <glib.h>

typedef struct MarchArena MarchArena;

MarchArena *march_arena_new(void);
void march_arena_free(MarchArena *arena);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarchArena, march_arena_free)

void *march_arena_alloc(MarchArena *arena, gsize size);
/** As march_arena_alloc(), zeroed; @count times @size must not overflow. */
void *march_arena_alloc_array(MarchArena *arena, gsize count, gsize size);
/** @length bytes of @text with a NUL after them. */
char *march_arena_strndup(MarchArena *arena, const char *text, gsize length);
char *march_arena_strdup(MarchArena *arena, const char *text);
char *march_arena_printf(MarchArena *arena, const char *format, ...)
    G_GNUC_PRINTF(2, 3);
char *march_arena_vprintf(MarchArena *arena, const char *format, va_list arguments)
    G_GNUC_PRINTF(2, 0);
/** Takes back everything handed out; the blocks stay for reuse. */
void march_arena_reset(MarchArena *arena);

#define march_arena_new0(arena, type)                                                  \
    ((type *)march_arena_alloc_array((arena), 1, sizeof(type)))
#define march_arena_array0(arena, type, count)                                         \
    ((type *)march_arena_alloc_array((arena), (count), sizeof(type)))

#endif
