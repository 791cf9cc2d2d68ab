/* SPDX-License-Identifier: MIT */
/**
 * What an index file holds: counts, sources and their licences, dates.
 */
#ifndef MARCH_GAZETTEER_INFO_H
#define MARCH_GAZETTEER_INFO_H

#include "base/error.h"
#include "gazetteer.h"

#define MARCH_PLACE_CLASS_COUNT 5

/** Places of one country, or of none: code "". */
typedef struct {
    char code[3];
    guint counts[MARCH_PLACE_CLASS_COUNT]; /**< by MarchPlaceClass */
} MarchCountryInfo;

typedef struct {
    char *text; /**< name and licence */
    guint places;
} MarchSourceInfo;

typedef struct {
    char *path;
    guint64 size; /**< bytes */
    guint format_version;
    char *modified; /**< (nullable) the latest date of a GeoNames row */
    guint places;
    guint counts[MARCH_PLACE_CLASS_COUNT]; /**< by MarchPlaceClass */
    guint borrowed;                        /**< at their region's middle */
    guint unplaced;                        /**< without a position */
    guint dated;                           /**< valid for a time only */
    guint names;                           /**< each under each of its sounds */
    guint sounds;
    GArray *sources;   /**< of MarchSourceInfo, as built */
    GArray *countries; /**< of MarchCountryInfo, by code */
} MarchGazetteerInfo;

MarchGazetteerInfo *march_gazetteer_info_read(const char *index_path,
                                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
void march_gazetteer_info_free(MarchGazetteerInfo *info);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarchGazetteerInfo, march_gazetteer_info_free)

#endif
