/* SPDX-License-Identifier: MIT */
#include "file-states.h"

#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "base/file.h"

/* File systems keep times in steps of up to two seconds. */
#define CLOCK_STEP_NS (G_GINT64_CONSTANT(2) * 1000000000)

struct MarchFileStates {
    GHashTable *known;   /* path to MarchFileState: from the run before */
    GHashTable *current; /* path to MarchFileState */
};

void
march_file_state_free(gpointer data)
{
    MarchFileState *state = data;

    g_free(state->path);
    g_free(state);
}

MarchFileStates *
march_file_states_new(void)
{
    MarchFileStates *states = g_new0(MarchFileStates, 1);

    states->known =
        g_hash_table_new_full(g_str_hash, g_str_equal, NULL, march_file_state_free);
    states->current =
        g_hash_table_new_full(g_str_hash, g_str_equal, NULL, march_file_state_free);
    return states;
}

void
march_file_states_free(MarchFileStates *states)
{
    if (states == NULL) {
        return;
    }
    g_hash_table_unref(states->known);
    g_hash_table_unref(states->current);
    g_free(states);
}

gint64
march_file_states_now(void)
{
    struct timespec now;

    clock_gettime(CLOCK_REALTIME, &now);
    return (gint64)now.tv_sec * 1000000000 + now.tv_nsec;
}

void
march_file_states_know(MarchFileStates *states,
                       const MarchFileState *state,
                       gint64 seen_ns)
{
    MarchFileState *kept;

    if (state->mtime_ns > seen_ns - CLOCK_STEP_NS) {
        return;
    }
    kept = g_memdup2(state, sizeof *state);
    kept->path = g_strdup(state->path);
    g_hash_table_replace(states->known, kept->path, kept);
}

const MarchFileState *
march_file_states_get(MarchFileStates *states, const char *path)
{
    MarchFileState *state = g_hash_table_lookup(states->current, path);
    const MarchFileState *known = g_hash_table_lookup(states->known, path);
    struct stat status;

    if (state != NULL) {
        return state;
    }
    state = g_new0(MarchFileState, 1);
    state->path = g_strdup(path);
    state->size = -1;
    g_hash_table_insert(states->current, state->path, state);
    if (stat(path, &status) != 0 || !S_ISREG(status.st_mode)) {
        return state;
    }
    state->mtime_ns =
        (gint64)status.st_mtim.tv_sec * 1000000000 + status.st_mtim.tv_nsec;
    if (known != NULL && known->size == status.st_size &&
        known->mtime_ns == state->mtime_ns) {
        memcpy(state->sha256, known->sha256, sizeof state->sha256);
    } else {
        g_autofree char *sum = march_file_sum(path);

        if (sum == NULL) {
            return state;
        }
        g_strlcpy(state->sha256, sum, sizeof state->sha256);
    }
    state->size = status.st_size;
    return state;
}

static int
compare_states(gconstpointer a, gconstpointer b)
{
    const MarchFileState *first = *(const MarchFileState *const *)a;
    const MarchFileState *second = *(const MarchFileState *const *)b;

    return strcmp(first->path, second->path);
}

GPtrArray *
march_file_states_list(const MarchFileStates *states)
{
    GPtrArray *list = g_ptr_array_new();
    GHashTableIter iterator;
    gpointer state;

    g_hash_table_iter_init(&iterator, states->current);
    while (g_hash_table_iter_next(&iterator, NULL, &state)) {
        g_ptr_array_add(list, state);
    }
    g_ptr_array_sort(list, compare_states);
    return list;
}
