/* SPDX-License-Identifier: MIT */
#include "arena.h"

#include <string.h>

#define BLOCK_SIZE ((gsize)16 * 1024)
#define ALIGNMENT  ((gsize)16)

typedef struct Block Block;

struct Block {
    Block *next;
    gsize size;
    gsize used;
    _Alignas(16) char bytes[];
};

struct MarchArena {
    Block *first;
    Block *current;
};

static Block *
block_new(gsize size)
{
    Block *block = g_malloc(sizeof *block + size);

    block->next = NULL;
    block->size = size;
    block->used = 0;
    return block;
}

MarchArena *
march_arena_new(void)
{
    MarchArena *arena = g_new0(MarchArena, 1);

    arena->first = block_new(BLOCK_SIZE);
    arena->current = arena->first;
    return arena;
}

void
march_arena_free(MarchArena *arena)
{
    if (arena == NULL) {
        return;
    }
    for (Block *block = arena->first; block != NULL;) {
        Block *next = block->next;

        g_free(block);
        block = next;
    }
    g_free(arena);
}

/* Blocks after the current one are empty leftovers of before a reset. */
static void
arena_grow(MarchArena *arena, gsize size)
{
    Block *block;

    while (arena->current->next != NULL) {
        arena->current = arena->current->next;
        arena->current->used = 0;
        if (arena->current->size >= size) {
            return;
        }
    }
    block = block_new(MAX(size, BLOCK_SIZE));
    arena->current->next = block;
    arena->current = block;
}

void *
march_arena_alloc(MarchArena *arena, gsize size)
{
    void *memory;

    g_assert(size <= G_MAXSIZE / 2);
    size = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    if (arena->current->size - arena->current->used < size) {
        arena_grow(arena, size);
    }
    memory = arena->current->bytes + arena->current->used;
    arena->current->used += size;
    return memory;
}

void *
march_arena_alloc_array(MarchArena *arena, gsize count, gsize size)
{
    void *memory;

    g_assert(size > 0 && count <= G_MAXSIZE / 2 / size);
    memory = march_arena_alloc(arena, count * size);
    if (count > 0) {
        memset(memory, 0, count * size);
    }
    return memory;
}

char *
march_arena_strndup(MarchArena *arena, const char *text, gsize length)
{
    char *copy = march_arena_alloc(arena, length + 1);

    memcpy(copy, text, length);
    copy[length] = '\0';
    return copy;
}

char *
march_arena_strdup(MarchArena *arena, const char *text)
{
    return march_arena_strndup(arena, text, strlen(text));
}

char *
march_arena_vprintf(MarchArena *arena, const char *format, va_list arguments)
{
    g_autofree char *text = g_strdup_vprintf(format, arguments);

    return march_arena_strdup(arena, text);
}

char *
march_arena_printf(MarchArena *arena, const char *format, ...)
{
    va_list arguments;
    char *text;

    va_start(arguments, format);
    text = march_arena_vprintf(arena, format, arguments);
    va_end(arguments);
    return text;
}

void
march_arena_reset(MarchArena *arena)
{
    arena->current = arena->first;
    arena->first->used = 0;
}
