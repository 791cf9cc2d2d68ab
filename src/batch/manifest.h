/* SPDX-License-Identifier: MIT */
/**
 * The manifest of an output folder: which figures were made, from what, and which files
 * they wrote.
 *
 * It is a file of JSON lines, ".marchland/manifest.jsonl", replaced whole at the end of
 * a run; until then each result is appended to ".marchland/journal.jsonl", so that a
 * run that is killed loses nothing it has finished. A shard has files of its own; all
 * are read by all, so that another number of shards finds what is made, and a run
 * without shards folds them into one. A manifest owns its records.
 */
#ifndef MARCH_BATCH_MANIFEST_H
#define MARCH_BATCH_MANIFEST_H

#include "base/error.h"
#include "file-states.h"

/** A figure that was made, or failed. */
typedef struct {
    char *name;
    char *error;        /**< (nullable) why it failed; what follows is then of before */
    char *values;       /**< hash of its overrides and outputs */
    char *base;         /**< hash of the program and its data */
    GPtrArray *inputs;  /**< of MarchFileState */
    GPtrArray *outputs; /**< of MarchFileState, paths below the folder */
    GPtrArray *left;    /**< of char*: outputs it wrote once and does not now */
    char *title;        /**< (nullable) */
    char *description;  /**< (nullable) the alternative text */
    char *date;         /**< (nullable) as-of, YYYY-MM-DD */
    guint warnings, dropped, shown;
    guint milliseconds; /**< of CPU */
    gboolean is_made;   /**< or failed, in the last run */
    gboolean is_own;    /**< of this run or shard, not read from another's manifest */
} MarchManifestRecord;

MarchManifestRecord *march_manifest_record_new(const char *name);
void march_manifest_record_free(MarchManifestRecord *record);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarchManifestRecord, march_manifest_record_free)
/** Adds a copy of @state to @files, which march_manifest_record_new() made. */
void march_manifest_add_state(GPtrArray *files, const MarchFileState *state);

typedef struct MarchManifest MarchManifest;

/**
 * Reads the manifests of @folder and the journals of runs that did not end; of two that
 * tell of a figure the later counts. Lines that are cut off or not understood are
 * skipped: their figures are made again. An output that is not below the folder is not
 * understood.
 *
 * @suffix: "" or that of a shard, "-1-of-4"
 * Returns: (transfer full), or NULL with an error; a folder without any has an empty one.
 */
MarchManifest *march_manifest_open(const char *folder,
                                   const char *suffix,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
void march_manifest_free(MarchManifest *manifest);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarchManifest, march_manifest_free)

/** The file that is replaced at the end; borrowed. */
const char *march_manifest_get_path(const MarchManifest *manifest);
/** A run begins: no figure is made in it yet. */
void march_manifest_begin(MarchManifest *manifest);
/** Takes over what another shard's manifest says of @name. */
void march_manifest_claim(MarchManifest *manifest, const char *name);
/** An output that @name wrote once is gone. */
void
march_manifest_forget_left(MarchManifest *manifest, const char *name, const char *path);
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
 * Writes the manifest whole and removes the journal; without a suffix, also what shards
 * wrote.
 *
 * @states: (nullable) files to be known in the next run, beside the figures' inputs
 */
gboolean march_manifest_close(MarchManifest *manifest,
                              const MarchFileStates *states,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** The folder of manifest and lock in @folder, (transfer full). */
char *march_manifest_folder(const char *folder);

#endif
