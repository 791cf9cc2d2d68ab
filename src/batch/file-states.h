/* SPDX-License-Identifier: MIT */
/**
 * What files hold, by hash: each file is looked at once a run, and read only when its
 * size or time is not the one known from the run before.
 *
 * A MarchFileStates owns its entries.
 */
#ifndef MARCH_BATCH_FILE_STATES_H
#define MARCH_BATCH_FILE_STATES_H

#include <glib.h>

typedef struct {
    char *path;
    gint64 size;     /**< bytes; -1 when the file is not there */
    gint64 mtime_ns; /**< nanoseconds since the epoch */
    char sha256[65]; /**< "" when the file is not there */
} MarchFileState;

/** Frees a state and its path; a GDestroyNotify. */
void march_file_state_free(gpointer state);

typedef struct MarchFileStates MarchFileStates;

MarchFileStates *march_file_states_new(void);
void march_file_states_free(MarchFileStates *states);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarchFileStates, march_file_states_free)

/**
 * Tells what a file held when it had this size and time, as of @seen_ns: a file whose
 * time is later than shortly before that is read again, since it may have been written
 * twice within the clock's step.
 */
void march_file_states_know(MarchFileStates *states,
                            const MarchFileState *state,
                            gint64 seen_ns);
/** What @path holds now; borrowed. */
const MarchFileState *march_file_states_get(MarchFileStates *states, const char *path);
/** All that were seen in this run, by path: (transfer container) of MarchFileState. */
GPtrArray *march_file_states_list(const MarchFileStates *states);
/** Nanoseconds since the epoch. */
gint64 march_file_states_now(void);

#endif
