/* SPDX-License-Identifier: MIT */
/**
 * marchland: map figures of border-incident reports.
 *
 * The public interface. A session owns what figures share (data pack, gazetteer,
 * fonts) and renders one figure after another; a result owns what was said about
 * one. A session is used by one thread at a time. The library never prints, exits
 * or calls setlocale, and touches no network.
 */
#ifndef MARCHLAND_H
#define MARCHLAND_H

#include <glib.h>

G_BEGIN_DECLS

#if defined(__GNUC__)
#define MARCH_API __attribute__((visibility("default")))
#else
#define MARCH_API
#endif

/** What figures share. */
typedef struct MarchSession MarchSession;
/** What became of one figure. */
typedef struct MarchResult MarchResult;

/** What the caller wants otherwise than the figure file says; zero it to start. */
typedef struct {
    const char *const
        *outputs; /**< (nullable) NULL-ended paths instead of the file's */
    const char *const *overrides; /**< (nullable) NULL-ended "key.path=value" */
    const char *const *picks;     /**< (nullable) NULL-ended "name=choice" */
    gboolean strict;     /**< any warning fails the figure; nothing is written */
    gboolean check_only; /**< do all but write */
    /** (nullable) told now and then how far a table of incidents is read; @total bytes is
     * 0 when it is not known */
    void (*progress)(guint64 rows, guint64 bytes, guint64 total, gpointer data);
    gpointer progress_data;
} MarchFigureOptions;

/** The version, such as "0.1.0". */
MARCH_API const char *march_version(void);

/**
 * Opens a session.
 *
 * @data_directory: (nullable) where the data pack, styles and gazetteer lie;
 *   NULL: MARCHLAND_DATA, then the installed data.
 * Returns: (transfer full), or NULL with an error.
 */
MARCH_API MarchSession *march_session_new(const char *data_directory, GError **error);
MARCH_API void march_session_free(MarchSession *session);

/**
 * Renders the figure file at @path and writes its outputs, each whole or not at all.
 *
 * @options: (nullable)
 * Returns: (transfer full) a result also when the figure failed: then @error is set
 *   and the result holds what was said before.
 */
MARCH_API MarchResult *march_session_render(MarchSession *session,
                                            const char *path,
                                            const MarchFigureOptions *options,
                                            GError **error);
/** What a proof sheet shows; zero it to start. */
typedef struct {
    const char *const *views; /**< (nullable) NULL-ended; NULL: chosen by the data */
    guint columns;            /**< of maps; 0: 2, or 3 for more than four views */
} MarchProofOptions;

/**
 * Draws a proof sheet of the figure file at @path: its map in several views side by
 * side, and a table of what differs. The outputs are @options', else "NAME-proof.pdf"
 * beside the figure file.
 *
 * @proof: (nullable)
 * @options: (nullable)
 * Returns: (transfer full) as march_session_render().
 */
MARCH_API MarchResult *march_session_proof(MarchSession *session,
                                           const char *path,
                                           const MarchProofOptions *proof,
                                           const MarchFigureOptions *options,
                                           GError **error);
MARCH_API void march_result_free(MarchResult *result);

/** Messages in order: "file:line:column: warning: text [code]". */
MARCH_API guint march_result_count_messages(const MarchResult *result);
MARCH_API const char *march_result_get_message(const MarchResult *result, guint index);
/** Parts that failed while the rest went on, such as rows left out as broken. */
MARCH_API guint march_result_count_failures(const MarchResult *result);
/** Whether the message only notes something: nothing is missing or in doubt. */
MARCH_API gboolean march_result_is_note(const MarchResult *result, guint index);
/** Files written, in order. */
MARCH_API guint march_result_count_outputs(const MarchResult *result);
MARCH_API const char *march_result_get_output(const MarchResult *result, guint index);
/** Warnings and failures among the messages. */
MARCH_API guint march_result_count_warnings(const MarchResult *result);
/** A table of stages with CPU and wall milliseconds. */
MARCH_API const char *march_result_get_timings(const MarchResult *result);
/** The alternative text of the figure, or NULL when it failed. */
MARCH_API const char *march_result_get_description(const MarchResult *result);
/** The exit status the command would end with for @error: 0 for NULL. */
MARCH_API int march_exit_status(const GError *error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarchSession, march_session_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarchResult, march_result_free)

G_END_DECLS

#endif
