/* SPDX-License-Identifier: MIT */
#include "previous.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "file-states.h"
#include "manifest.h"

char *
march_previous_path(const char *folder, const char *below)
{
    g_autofree char *own = march_manifest_folder(folder);

    return g_build_filename(own, "previous", below, NULL);
}

static char *
held_path(const char *kept)
{
    return g_strconcat(kept, ".held", NULL);
}

gboolean
march_previous_hold(const char *folder, const char *below, GError **error)
{
    g_autofree char *output = g_build_filename(folder, below, NULL);
    g_autofree char *kept = march_previous_path(folder, below);
    g_autofree char *held = held_path(kept);
    g_autofree char *parent = g_path_get_dirname(kept);

    if (g_mkdir_with_parents(parent, 0777) == 0 &&
        (unlink(held) == 0 || errno == ENOENT) &&
        (link(output, held) == 0 || errno == ENOENT)) {
        return TRUE;
    }
    march_error_set(error, march_error_code_from_errno(errno, TRUE),
                    march_location_new(output, 0, 0),
                    "cannot keep the previous output: %s", g_strerror(errno));
    return FALSE;
}

void
march_previous_settle(const char *folder, const char *below)
{
    g_autofree char *output = g_build_filename(folder, below, NULL);
    g_autofree char *kept = march_previous_path(folder, below);
    g_autofree char *held = held_path(kept);
    g_autoptr(MarchFileStates) states = march_file_states_new();
    const MarchFileState *before = march_file_states_get(states, held);
    const MarchFileState *now = march_file_states_get(states, output);

    if (before->size < 0) {
        return;
    }
    if (now->size < 0 || strcmp(before->sha256, now->sha256) == 0 ||
        rename(held, kept) != 0) {
        unlink(held);
    }
}

void
march_previous_drop(const char *folder, const char *below)
{
    g_autofree char *kept = march_previous_path(folder, below);

    unlink(kept);
}
