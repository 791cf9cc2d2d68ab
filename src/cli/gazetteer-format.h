/* SPDX-License-Identifier: MIT */
/**
 * How 'gazetteer info' is written: for people, and as JSON for programs.
 */
#ifndef MARCH_CLI_GAZETTEER_FORMAT_H
#define MARCH_CLI_GAZETTEER_FORMAT_H

#include "gazetteer/info.h"

/** (transfer full) Lines of text. */
char *march_gazetteer_info_to_text(const MarchGazetteerInfo *info);
/** (transfer full) One object on one line. */
char *march_gazetteer_info_to_json(const MarchGazetteerInfo *info);

#endif
