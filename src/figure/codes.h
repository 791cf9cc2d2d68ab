/* SPDX-License-Identifier: MIT */
/**
 * Country codes of a figure file, checked against the data before they are used: a
 * wrong one would otherwise show up far from where it stands.
 */
#ifndef MARCH_FIGURE_CODES_H
#define MARCH_FIGURE_CODES_H

#include "geodata/catalogue.h"
#include "spec/spec.h"

/**
 * Returns: FALSE with UNKNOWN for a code under "borders" or "extent" that no country
 * has; one under "countries" is a warning, since it is only a hint.
 */
gboolean march_codes_check(const MarchSpec *spec,
                           MarchCatalogue *catalogue,
                           MarchDiagnostics *diagnostics,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
/** Whether the data know the countries whose border or land @notes wait for. */
gboolean march_codes_check_notes(const GPtrArray *notes,
                                 MarchCatalogue *catalogue,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
