/* SPDX-License-Identifier: MIT */
/**
 * Where the program's own data are: the folder with geodata/, styles/ and
 * gazetteer.idx.
 */
#ifndef MARCH_BASE_DATA_PATH_H
#define MARCH_BASE_DATA_PATH_H

#include "error.h"

/**
 * The data folder: @explicit_dir when given, else the environment's MARCHLAND_DATA,
 * else the one installed beside the running program (../share/marchland), else the
 * one of the build tree that the program runs from, else the one compiled in. The
 * first two are taken at their word: when they lack the data, that is an error.
 *
 * Returns: (transfer full), or NULL with MARCH_ERROR_NOT_FOUND.
 */
char *march_data_path(const char *explicit_dir,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
