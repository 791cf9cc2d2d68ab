/* SPDX-License-Identifier: MIT */
/**
 * A session's parts, opened when first asked for and kept for the next figure.
 *
 * The session owns them; what is returned is borrowed.
 */
#ifndef MARCH_FIGURE_SESSION_H
#define MARCH_FIGURE_SESSION_H

#include "file-sums.h"
#include "gazetteer/gazetteer.h"
#include "geodata/catalogue.h"
#include "marchland.h"
#include "spec/spec.h"
#include "style-cache.h"
#include "text/text.h"

const char *march_session_get_data_directory(const MarchSession *session);
MarchCatalogue *march_session_get_catalogue(MarchSession *session, GError **error);
MarchTextEngine *march_session_get_text(MarchSession *session, GError **error);
/**
 * A gazetteer with the user's files at @places (of char*) before the index. The
 * same list gives the same gazetteer again.
 */
MarchGazetteer *march_session_get_gazetteer(MarchSession *session,
                                            const GPtrArray *places,
                                            MarchDiagnostics *diagnostics,
                                            GError **error);
/** The notes (of MarchSpecNote) of the program's collection @name ("disputes"). */
const GPtrArray *
march_session_get_notes(MarchSession *session, const char *name, GError **error);
MarchStyleCache *march_session_get_styles(MarchSession *session);
MarchFileSums *march_session_get_sums(MarchSession *session);
/** "DATA/styles/NAME.json" for a bare name, else @style itself, (transfer full). */
char *march_session_find_style(const MarchSession *session, const char *style);

#endif
