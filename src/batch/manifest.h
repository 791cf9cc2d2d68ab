/* SPDX-License-Identifier: MIT */
/**
 * The manifest of an output folder: which figures were made, from what, and which files
 * they wrote.
 *
 * It is a file of JSON lines, ".marchland/manifest.jsonl", replaced whole at the end of
 * a run; until then each result is appended to ".marchland/journal.jsonl", so that a
 * run that is killed loses nothing it has finished. A shard has files of its own. A
 * manifest owns its records.
 */
#ifndef MARCH_BATCH_MANIFEST_H
#define MARCH_BATCH_MANIFEST_H

#include "base/error.h"
#include "file-states.h"

/** A figure that was made, or failed. */
typedef struct {
    char *name;
    char *error;        /**< (nullable) why it failed; what follows is then unset */
    char *values;       /**< hash of its overrides and outputs */
    char *base;         /**< hash of the program and its data */
    GPtrArray *inputs;  /**< of MarchFileState */
    GPtrArray *outputs; /**< of MarchFileState, paths below the folder */
    char *title;        /**< (nullable) */
    char *description;  /**< (nullable) the alternative text */
    guint warnings, dropped, shown;
    guint milliseconds; /**< of CPU */
} MarchManifestRecord;

MarchManifestRecord *march_manifest_record_new(const char *name);
void march_manifest_record_free(MarchManifestRecord *record);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarchManifestRecord, march_manifest_record_free)
/** Adds a copy of @state to @files, which march_manifest_record_new() made. */
void march_manifest_add_state(GPtrArray *files, const MarchFileState *state);

typedef struct MarchManifest MarchManifest;

/**
 * Reads the manifest of @folder and the journal of a run that did not end. Lines that
 * are cut off or not understood are skipped: their figures are made again.
 *
 * @suffix: "" or that of a shard, "-1-of-4"
 * Returns: (transfer full), or NULL with an error; a folder without any has an empty one.
 */
MarchManifest *march_manifest_open(const char *folder,
                                   const char *suffix,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
void march_manifest_free(MarchManifest *manifest);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarchManifest, march_manifest_free)

/** Tells @states what the files of the run before held. */
void march_manifest_teach(const MarchManifest *manifest, MarchFileStates *states);
/** The record of @name, or NULL; borrowed. */
const MarchManifestRecord *march_manifest_find(const MarchManifest *manifest,
                                               const char *name);
/** All records sorted by name: (transfer container) of MarchManifestRecord, borrowed. */
GPtrArray *march_manifest_list(const MarchManifest *manifest);
/** Takes @record in place of one of the same name and appends it to the journal. */
gboolean march_manifest_take(MarchManifest *manifest,
                             MarchManifestRecord *record,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
void march_manifest_remove(MarchManifest *manifest, const char *name);
/**
 * Writes the manifest whole and removes the journal.
 *
 * @states: (nullable) files to be known in the next run, beside the figures' inputs
 */
gboolean march_manifest_close(MarchManifest *manifest,
                              const MarchFileStates *states,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** The folder of manifest and lock in @folder, (transfer full). */
char *march_manifest_folder(const char *folder);

#endif
