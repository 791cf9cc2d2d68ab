/* SPDX-License-Identifier: MIT */
/**
 * The keys of each country's names, with what tells at a glance how they sound: the
 * writing half. country-search.c reads.
 *
 * A signature (march_key_signature()) has a bit for each consonant of the key, some
 * for pairs of neighbouring ones, and its length.
 */
#ifndef MARCH_GAZETTEER_COUNTRY_KEYS_H
#define MARCH_GAZETTEER_COUNTRY_KEYS_H

#include "index-format.h"
#include "scratch.h"

typedef struct MarchCountryKeys MarchCountryKeys;

/** @beside and @memory as in march_external_sorter_new(). */
MarchCountryKeys *march_country_keys_new(const char *beside, gsize memory);
void march_country_keys_free(MarchCountryKeys *keys);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarchCountryKeys, march_country_keys_free)

/** Places come by number; one that came may be given another country. */
void march_country_keys_set_place(MarchCountryKeys *keys,
                                  guint32 place,
                                  const char country[2]);
/** Begins the key @number; keys come by number. */
void march_country_keys_begin(MarchCountryKeys *keys,
                              guint32 number,
                              const MarchSound *sound);
/** Adds a name of the key begun last. */
gboolean march_country_keys_add_name(MarchCountryKeys *keys,
                                     guint32 place,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
/** Writes the three sections. */
gboolean march_country_keys_write(MarchCountryKeys *keys,
                                  MarchScratch *countries,
                                  MarchScratch *numbers,
                                  MarchScratch *signatures,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

#endif
