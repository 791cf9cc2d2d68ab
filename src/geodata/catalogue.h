/* SPDX-License-Identifier: MIT */
/**
 * The catalogue of the data pack: which layers there are, where they come from,
 * and how to read the part of one that a figure shows.
 *
 * It owns the manifest and opens files when first read. It reads, it does not draw.
 */
#ifndef MARCH_GEODATA_CATALOGUE_H
#define MARCH_GEODATA_CATALOGUE_H

#include "base/error.h"
#include "geo/feature.h"

typedef struct MarchCatalogue MarchCatalogue;

/** One file of the pack as the manifest describes it; strings are borrowed. */
typedef struct {
    const char *layer;   /**< "land", "boundaries", "admin1-lines", "rivers"... */
    const char *path;    /**< relative to the pack */
    const char *source;  /**< package and version */
    const char *licence; /**< SPDX identifier */
    const char *credit;  /**< the line a map must print */
    const char *date;    /**< of the data, ISO or year */
    const char *sha256;
    double tolerance_m; /**< generalisation, 0 for full detail */
    double error_m; /**< how far the lines lie from what they stand for; 0: not known */
    const char *error_from;       /**< (nullable) how that is known */
    double max_scale_denominator; /**< meant for scales up to 1:this */
} MarchCatalogueEntry;

MarchCatalogue *march_catalogue_open(const char *directory,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
void march_catalogue_free(MarchCatalogue *catalogue);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarchCatalogue, march_catalogue_free)

guint march_catalogue_count(const MarchCatalogue *catalogue);
const MarchCatalogueEntry *march_catalogue_get(const MarchCatalogue *catalogue,
                                               guint index);
/** The level of @layer meant for maps of 1:@scale_denominator, or NULL. */
const MarchCatalogueEntry *march_catalogue_find(const MarchCatalogue *catalogue,
                                                const char *layer,
                                                double scale_denominator);
/**
 * Reads the features of @layer that touch @box (which may cross the
 * antimeridian), from the level meant for the scale.
 *
 * @properties: (nullable) NULL-ended names to read; NULL reads all.
 * Returns: (transfer full), or NULL with UNKNOWN (no such layer), DATA (corrupt).
 */
MarchFeatures *march_catalogue_read(MarchCatalogue *catalogue,
                                    const char *layer,
                                    MarchBox box,
                                    double scale_denominator,
                                    const char *const *properties,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * Compares every file of the pack with its sum in the manifest.
 *
 * Returns: FALSE with DATA for the first that differs, or NOT_FOUND.
 */
gboolean march_catalogue_verify(const MarchCatalogue *catalogue,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
