/* SPDX-License-Identifier: MIT */
/**
 * The forms of a name: how it may sound, whole and without type words and endings.
 *
 * The same code makes the keys of the index and the forms of a query; a query gets
 * more readings, each with a penalty. A folder owns the speller and the type words
 * and may be used by one thread at a time.
 */
#ifndef MARCH_GAZETTEER_NAME_FORMS_H
#define MARCH_GAZETTEER_NAME_FORMS_H

#include "sound.h"
#include "spelling.h"
#include "type-words.h"

typedef enum {
    MARCH_FORM_STRIPPED = 1 << 0, /**< type words or endings were taken off */
    MARCH_FORM_HEAD = 1 << 2,     /**< only what stands before "sur", "upon", ... */
    MARCH_FORM_READING = 1 << 1,  /**< read by another orthography than the plain one */
    MARCH_FORM_PART = 1 << 3,     /**< one word of a phrase */
} MarchFormFlags;

typedef struct {
    MarchSound sound;
    char spelling[MARCH_SPELLING_LIMIT + 1];
    guint flags;                  /**< of MarchFormFlags */
    MarchOrthography orthography; /**< that reads it */
    double penalty;               /**< 0 for the name as it stands */
    gboolean vowels_are_missing;  /**< written in a script that omits vowels */
} MarchNameForm;

/** What the type words of a query say. */
typedef struct {
    gboolean has_role;
    MarchWordRole role;
    const char *country;       /**< (nullable) of an adjective: "TJ", constant */
    gboolean is_all_adjective; /**< nothing but the adjective names a place */
} MarchNameHint;

typedef struct MarchNameFolder MarchNameFolder;

MarchNameFolder *march_name_folder_new(void);
void march_name_folder_free(MarchNameFolder *folder);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MarchNameFolder, march_name_folder_free)
MarchSpeller *march_name_folder_get_speller(MarchNameFolder *folder);

/**
 * Appends the forms under which the index keeps @name: the plain reading, that of
 * the orthography of @country, and each without type words; for an admin unit
 * also without adjective endings.
 */
void march_name_forms_for_index(MarchNameFolder *folder,
                                const char *name,
                                const char *country,
                                gboolean is_admin,
                                GArray *forms);

/**
 * Appends the forms of a query, best first; @hint is set.
 *
 * @countries is a soft hint for the orthography (nullable).
 */
void march_name_forms_for_query(MarchNameFolder *folder,
                                const char *text,
                                const char *countries,
                                GArray *forms,
                                MarchNameHint *hint);

/** The plain sound of the whole name. */
void march_name_fold(MarchNameFolder *folder, const char *name, MarchSound *sound);

#endif
