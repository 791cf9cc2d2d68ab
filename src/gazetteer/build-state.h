/* SPDX-License-Identifier: MIT */
/**
 * What the parts of a build share: build.c runs them, build-csv.c and build-geonames.c
 * bring places in, build-units.c tells where admin units lie.
 *
 * Everything is borrowed from march_gazetteer_build().
 */
#ifndef MARCH_GAZETTEER_BUILD_STATE_H
#define MARCH_GAZETTEER_BUILD_STATE_H

#include "admin-units.h"
#include "build.h"
#include "gazetteer.h"
#include "geonames-reader.h"
#include "id-set.h"
#include "index-writer.h"
#include "name-forms.h"

typedef struct {
    const MarchBuildSources *sources;
    MarchDiagnostics *diagnostics;
    MarchIndexWriter *writer;
    MarchNameFolder *folder;
    MarchAdminUnits *units;
    GHashTable *seats;   /**< "KG.09 sound" -> MarchAdminUnit that may sit there */
    GHashTable *by_id;   /**< GeoNames id -> MarchMergedPlace: CSV rows of places */
    MarchIdSet *ids;     /**< of GeoNames rows that have come */
    GPtrArray *credits;  /**< of char: the sources by number */
    GArray *forms;       /**< of MarchNameForm, for one name */
    guint64 done, total; /**< bytes of GeoNames tables */
    guint64 rows;        /**< lines of GeoNames tables */
    guint64 long_names;  /**< left out */
    char modified[11];   /**< the latest date of a GeoNames row */
} MarchBuild;

/** A place of a CSV row that a GeoNames row describes too. */
typedef struct MarchMergedPlace {
    struct MarchMergedPlace *next; /**< (nullable) of another row with the same id */
    guint32 place;
    MarchPlaceRecord record; /**< what GeoNames adds, when it has come */
    gboolean has_come;
} MarchMergedPlace;

/** The number under which places keep @source. */
guint8 march_build_number_source(MarchBuild *build, const char *source);
/** Adds @name in all forms under which it may be asked for; @flags of MarchNameFlags. */
gboolean march_build_add_name(MarchBuild *build,
                              guint32 place,
                              const char *name,
                              const char *country,
                              gboolean is_admin,
                              guint flags,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
/** Tells the listener; FALSE with @error when the build is to stop. */
gboolean march_build_tell(const MarchBuild *build,
                          const char *step,
                          guint64 done,
                          guint64 total,
                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
void march_build_set_position(MarchPlaceRecord *record, MarchLonLat position);
void march_build_set_precision(MarchPlaceRecord *record, double km);
gboolean march_build_is_admin(MarchPlaceClass place_class);

gboolean march_build_add_csv(MarchBuild *build,
                             const char *path,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean march_build_add_geonames(MarchBuild *build,
                                  const char *path,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** Gives each unit of the tables that no CSV row described a place of its own. */
gboolean march_build_add_units(MarchBuild *build,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
/** Learns by which settlement names in which region a district's seat is known. */
void march_build_expect_seats(MarchBuild *build);
/** Joins a row to the units it lies in; a settlement counts as their member. */
void march_build_join_units(MarchBuild *build,
                            const MarchGeonamesRow *row,
                            gboolean is_settlement,
                            MarchPlaceRecord *record);
/** (nullable) The unit that a row of class A stands for. */
MarchAdminUnit *march_build_find_unit(const MarchBuild *build,
                                      const MarchGeonamesRow *row,
                                      MarchPlaceClass place_class);
/** Completes merged places and places the units, when all rows have come. */
gboolean march_build_place_units(MarchBuild *build,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
