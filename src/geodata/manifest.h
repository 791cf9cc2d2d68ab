/* SPDX-License-Identifier: MIT */
/**
 * The manifest of the data pack: a YAML list of its files and what they owe.
 */
#ifndef MARCH_GEODATA_MANIFEST_H
#define MARCH_GEODATA_MANIFEST_H

#include "catalogue.h"

/**
 * Reads DIRECTORY/MANIFEST.yaml. Entries are of MarchCatalogueEntry whose strings
 * live in @strings.
 *
 * Returns: (transfer full), or NULL with NOT_FOUND or DATA.
 */
GArray *march_manifest_read(const char *directory,
                            GStringChunk *strings,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
