/* SPDX-License-Identifier: MIT */
/**
 * Puts the sections of an index together into its file. The file is written beside
 * its target and takes its name only when it is whole and on disk.
 */
#ifndef MARCH_GAZETTEER_INDEX_FILE_H
#define MARCH_GAZETTEER_INDEX_FILE_H

#include "index-format.h"
#include "scratch.h"

/** How far one step of a build is; @total 0 when unknown. FALSE stops the build. */
typedef gboolean (*MarchIndexProgress)(const char *step,
                                       guint64 done,
                                       guint64 total,
                                       gpointer data);

/** Who is told of the progress; zeros for nobody. */
typedef struct {
    MarchIndexProgress tell;
    gpointer data;
} MarchIndexListener;

/** Tells @listener; FALSE with @error when it wants to stop. */
gboolean march_index_listener_tell(const MarchIndexListener *listener,
                                   const char *step,
                                   guint64 done,
                                   guint64 total,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * Writes the index of @sections, MARCH_SECTION_COUNT of them, to @path. Sections
 * are freed one by one, and their pointers set to NULL, to spare the disk.
 */
gboolean march_index_file_replace(const char *path,
                                  MarchScratch **sections,
                                  const MarchIndexListener *listener,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
/** The same in memory; NULL with @error. */
GBytes *march_index_file_hold(MarchScratch **sections,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
