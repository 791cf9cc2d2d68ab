/* SPDX-License-Identifier: MIT */
/**
 * Writes an index file in bounded memory: places and names stream through
 * temporary files beside the target, which is replaced only when all is well.
 *
 * The writer borrows nothing beyond a call. It knows records and keys, not where
 * they come from. The same places and names in the same order give the same bytes,
 * whatever the memory.
 */
#ifndef MARCH_GAZETTEER_INDEX_WRITER_H
#define MARCH_GAZETTEER_INDEX_WRITER_H

#include "base/error.h"
#include "index-file.h"
#include "index-format.h"

typedef struct MarchIndexWriter MarchIndexWriter;

typedef struct {
    gsize memory;         /**< bytes for sorting; the whole takes about four times it */
    guint64 place_limit;  /**< places at most: what the format can number */
    guint64 name_limit;   /**< names under all their keys at most */
    guint64 detail_limit; /**< bytes of places and their names as written at most */
    MarchIndexListener listener;
} MarchIndexWriterOptions;

/** The format's own limits and enough memory. */
void march_index_writer_options_init(MarchIndexWriterOptions *options);

/** @path NULL is for march_index_writer_finish_in_memory(). */
MarchIndexWriter *march_index_writer_new(const char *path,
                                         const MarchIndexWriterOptions *options,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
void march_index_writer_free(MarchIndexWriter *writer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarchIndexWriter, march_index_writer_free)

/** Adds a place; its name offset is filled in later from its first MAIN name, which
 * must come before the next place. */
gboolean march_index_writer_add_place(MarchIndexWriter *writer,
                                      const MarchPlaceRecord *record,
                                      guint32 *place,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
/** Adds @name of @place under @key; @flags are MarchNameFlags. */
gboolean march_index_writer_add_name(MarchIndexWriter *writer,
                                     guint32 place,
                                     const char *key,
                                     const char *name,
                                     guint flags,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
/** Gives the admin code @code ("KG.09") the place @place. */
void
march_index_writer_add_admin(MarchIndexWriter *writer, const char *code, guint32 place);
/** Remembers what a speller learned of @letter. */
gboolean march_index_writer_add_learned(MarchIndexWriter *writer,
                                        gunichar letter,
                                        const char *latin,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

guint32 march_index_writer_count_places(const MarchIndexWriter *writer);
/** Names added so far, each under each of its keys. */
guint64 march_index_writer_count_names(const MarchIndexWriter *writer);
gboolean march_index_writer_get_place(MarchIndexWriter *writer,
                                      guint32 place,
                                      MarchPlaceRecord *record,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
/** Replaces the record of a place that was added. */
gboolean march_index_writer_change_place(MarchIndexWriter *writer,
                                         guint32 place,
                                         const MarchPlaceRecord *record,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** Sorts, writes and renames into place. @metadata are lines "key: value". */
gboolean march_index_writer_finish(MarchIndexWriter *writer,
                                   const char *metadata,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
/** As march_index_writer_finish(), for a small index that is used at once. */
GBytes *march_index_writer_finish_in_memory(MarchIndexWriter *writer,
                                            const char *metadata,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
