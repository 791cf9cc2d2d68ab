/* SPDX-License-Identifier: MIT */
/**
 * The gallery: one static page of all figures of an output folder, failures first.
 *
 * It tells what the manifests of the folder tell, of all shards. It asks nothing of the
 * network, works without scripts, and is the same for the same manifests and files.
 */
#ifndef MARCH_BATCH_GALLERY_H
#define MARCH_BATCH_GALLERY_H

#include "base/error.h"

/** What the page shows. */
typedef struct {
    guint made, unchanged, failed; /**< in the last run */
    guint warnings, dropped;       /**< of all figures */
} MarchGalleryCounts;

/**
 * Makes the page of @folder.
 *
 * @title: (nullable) of the page; the folder's name unless given
 * Returns: (transfer full), or NULL with an error: no batch has written there.
 */
GBytes *march_gallery_build(const char *folder,
                            const char *title,
                            MarchGalleryCounts *counts,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
