/* SPDX-License-Identifier: MIT */
/**
 * Documents: a scene encoded as a file of a format, with its recipe inside.
 *
 * PNG carries pHYs and iTXt, PDF its information dictionary, SVG <metadata>. The
 * same scene, options and information give the same bytes. Writing is file.h's.
 */
#ifndef MARCH_OUTPUT_DOCUMENT_H
#define MARCH_OUTPUT_DOCUMENT_H

#include "render/backend.h"

typedef enum { MARCH_FORMAT_PNG, MARCH_FORMAT_PDF, MARCH_FORMAT_SVG } MarchFormat;

typedef struct {
    double dpi;                /**< PNG */
    guint width_px, height_px; /**< PNG: exact size when not 0 */
    MarchSvgText svg_text;     /**< SVG */
} MarchDocumentOptions;

/** By the ending of @path; FALSE when it is none of .png, .pdf, .svg. */
gboolean march_format_from_path(const char *path, MarchFormat *format);

/** (transfer full) the bytes of the file. */
GBytes *march_document_encode(const MarchScene *scene,
                              MarchTextEngine *text,
                              MarchFormat format,
                              const MarchDocumentOptions *options,
                              const MarchDocumentInfo *info,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
/** The recipe found in a file we wrote: "key: value" lines, (transfer full). */
char *march_document_explain(GBytes *bytes, GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
