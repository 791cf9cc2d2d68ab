/* SPDX-License-Identifier: MIT */
/** ISO 3166-1 codes: files name countries by two letters or by three. */
#ifndef MARCH_BORDERS_COUNTRY_CODES_H
#define MARCH_BORDERS_COUNTRY_CODES_H

#include <glib.h>

/** The alpha-2 code of an alpha-3 code in capitals, or NULL. */
const char *march_country_code_from_alpha3(const char *alpha3);

/** Whether @code is one of the alpha-2 codes, in either case. */
gboolean march_country_code_is_known(const char *code);

#endif
