/* SPDX-License-Identifier: MIT */
/**
 * The inside of a manifest, and reading it. For manifest.c.
 */
#ifndef MARCH_BATCH_MANIFEST_PRIVATE_H
#define MARCH_BATCH_MANIFEST_PRIVATE_H

#include "manifest.h"

/** A file as a manifest tells of it, and when that was seen. */
typedef struct {
    MarchFileState state;
    gint64 seen_ns;
} MarchKnownFile;

struct MarchManifest {
    char *path;
    char *journal_path;
    int journal;         /**< -1 until something is appended */
    gboolean is_whole;   /**< no shard's: what shards wrote becomes part of it */
    GHashTable *records; /**< name to MarchManifestRecord */
    GPtrArray *known;    /**< of MarchKnownFile, the latest last */
    GPtrArray *others; /**< of char*: files of shards that a whole manifest replaces */
    GHashTable *appended; /**< path to number + 1 of those that the journal has */
    guint n_appended;
    gint64 last_seen_ns; /**< of the latest file that was read; 0: none */
};

/**
 * Reads what all runs and shards left in @own, the latest last: lines that are cut off
 * or not understood are skipped.
 */
gboolean march_manifest_read_all(MarchManifest *manifest,
                                 const char *own,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
