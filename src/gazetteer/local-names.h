/* SPDX-License-Identifier: MIT */
/**
 * Names of places and countries in a language.
 *
 * Countries are named by CLDR (ICU). Names of places come from the other names that
 * GeoNames lists without saying their language: one is taken as of a language when the
 * language's alphabet has all its letters, and of those the one that sounds most like
 * the main name; one that sounds otherwise, such as a former name, is none. So Russian and Kyrgyz, which share most
 * letters, may get the same name. Languages written in Latin letters get the main
 * name. The names own their strings.
 */
#ifndef MARCH_GAZETTEER_LOCAL_NAMES_H
#define MARCH_GAZETTEER_LOCAL_NAMES_H

#include "base/error.h"
#include "geo/types.h"

typedef struct MarchLocalNames MarchLocalNames;

/** Reads the places of the GeoNames table at @path within @box; a missing table has
    none. */
MarchLocalNames *march_local_names_read(const char *path,
                                        MarchBox box,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
void march_local_names_free(MarchLocalNames *names);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarchLocalNames, march_local_names_free)

/**
 * Adds the places of the user's own table at @path, which come first: a place has there
 * the first of its names that is written in the letters of the language.
 */
gboolean march_local_names_add_own(MarchLocalNames *names,
                                   const char *path,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * The name in @language of the place at @position whose main name is @name; "local" is
 * the language of its country.
 *
 * Returns: (transfer full), or NULL when there is none.
 */
char *march_local_names_find(const MarchLocalNames *names,
                             MarchLonLat position,
                             const char *name,
                             const char *language);
/** The name of the country @iso in @language or "local", (transfer full) (nullable). */
char *march_country_name_in(const char *iso, const char *language);
/** Told of a country: what CLDR calls it in English and in another language. */
typedef void (*MarchCountryVisitor)(const char *english,
                                    const char *name,
                                    gpointer data);
/** Visits all countries that CLDR names in @language. */
void march_country_names_visit(const char *language,
                               MarchCountryVisitor visitor,
                               gpointer data);

#endif
