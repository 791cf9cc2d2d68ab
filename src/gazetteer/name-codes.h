/* SPDX-License-Identifier: MIT */
/**
 * Tells codes from names: GeoNames keeps the codes of airports, ports and stations
 * among the alternates of the towns they serve, and nobody calls a town so.
 */
#ifndef MARCH_GAZETTEER_NAME_CODES_H
#define MARCH_GAZETTEER_NAME_CODES_H

#include <glib.h>

/**
 * Whether @name, three Latin capitals, is a code: no other of the names of its place
 * is the same in small letters, and none has it as its initials ("NYC").
 *
 * @main_name: the place's own name. @alternates: its others, separated by commas.
 */
gboolean
march_name_is_code(const char *name, const char *main_name, const char *alternates);

#endif
