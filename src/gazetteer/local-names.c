/* SPDX-License-Identifier: MIT */
#include "local-names.h"

#include <math.h>
#include <string.h>
#include <unicode/uldnames.h>
#include <unicode/uloc.h>
#include <unicode/ulocdata.h>
#include <unicode/uset.h>
#include <unicode/ustring.h>
#include <unicode/utrans.h>

#include "places-csv.h"

#define NAME_MAX_UNITS 200 /* UTF-16 units of a name */
#define TAG_MAX        64
#define SAME_DEGREES   0.01 /* a place of the same table lies where it lies */
#define FIELDS         9
/* A name whose consonants differ by more than this share is another name. */
#define ANOTHER_NAME 0.5
#define SOUND_MAX    120

typedef struct {
    MarchLonLat position;
    char country[3];
    char **others;
} Place;

struct MarchLocalNames {
    GArray *places;         /* of Place */
    GArray *own;            /* of Place, whose others begin with the main name */
    UTransliterator *latin; /* (nullable) */
};

static void
place_clear(gpointer data)
{
    g_strfreev(((Place *)data)->others);
}

void
march_local_names_free(MarchLocalNames *names)
{
    if (names != NULL) {
        g_array_unref(names->places);
        g_array_unref(names->own);
        utrans_close(names->latin);
        g_free(names);
    }
}

static gboolean
is_within(MarchLonLat position, MarchBox box)
{
    gboolean is_east = position.lon >= box.west;
    gboolean is_west = position.lon <= box.east;

    return position.lat >= box.south && position.lat <= box.north &&
           (box.west <= box.east ? is_east && is_west : is_east || is_west);
}

/* Fields are told apart in place: most lines lie elsewhere. */
static void
line_take(MarchLocalNames *names, const char *line, gsize length, MarchBox box)
{
    const char *fields[FIELDS];
    const char *at = line;
    const char *end = line + length;

    for (guint i = 0; i < FIELDS; i++) {
        fields[i] = at;
        at = memchr(at, '\t', (gsize)(end - at));
        if (at == NULL) {
            return;
        }
        at++;
    }
    Place place = {
        .position = {g_ascii_strtod(fields[5], NULL), g_ascii_strtod(fields[4], NULL)}};

    if (!is_within(place.position, box) || fields[4] - fields[3] < 2 ||
        at - fields[8] != 3) {
        return;
    }
    g_autofree char *others = g_strndup(fields[3], (gsize)(fields[4] - fields[3]) - 1);

    memcpy(place.country, fields[8], 2);
    place.others = g_strsplit(others, ",", -1);
    g_array_append_val(names->places, place);
}

static UTransliterator *
latin_new(void)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar id[64];

    u_uastrcpy(id, "Any-Latin; Latin-ASCII; Lower");
    return utrans_openU(id, -1, UTRANS_FORWARD, NULL, 0, NULL, &status);
}

MarchLocalNames *
march_local_names_read(const char *path, MarchBox box, GError **error)
{
    g_autoptr(MarchLocalNames) names = g_new0(MarchLocalNames, 1);
    g_autoptr(GMappedFile) file = NULL;
    g_autoptr(GError) failure = NULL;

    names->places = g_array_new(FALSE, TRUE, sizeof(Place));
    g_array_set_clear_func(names->places, place_clear);
    names->own = g_array_new(FALSE, TRUE, sizeof(Place));
    g_array_set_clear_func(names->own, place_clear);
    names->latin = latin_new();
    if (!g_file_test(path, G_FILE_TEST_EXISTS)) {
        return g_steal_pointer(&names);
    }
    file = g_mapped_file_new(path, FALSE, &failure);
    if (file == NULL) {
        march_error_set(error, MARCH_ERROR_IO, march_location_new(path, 0, 0), "%s",
                        failure->message);
        return NULL;
    }
    const char *at = g_mapped_file_get_contents(file);
    const char *end = at + g_mapped_file_get_length(file);

    while (at != NULL && at < end) {
        const char *stop = memchr(at, '\n', (gsize)(end - at));

        stop = stop != NULL ? stop : end;
        line_take(names, at, (gsize)(stop - at), box);
        at = stop + 1;
    }
    return g_steal_pointer(&names);
}

gboolean
march_local_names_add_own(MarchLocalNames *names, const char *path, GError **error)
{
    g_autoptr(GPtrArray) rows = march_places_csv_read(path, NULL, error);

    for (guint i = 0; rows != NULL && i < rows->len; i++) {
        const MarchPlaceRow *row = g_ptr_array_index(rows, i);
        g_autoptr(GStrvBuilder) forms = g_strv_builder_new();
        Place place = {.position = row->position};

        if (!row->has_position) {
            continue;
        }
        g_strlcpy(place.country, row->country, sizeof place.country);
        g_strv_builder_add(forms, row->name);
        for (guint k = 0; k < row->alternates->len; k++) {
            g_strv_builder_add(forms, g_ptr_array_index(row->alternates, k));
        }
        place.others = g_strv_builder_end(forms);
        g_array_append_val(names->own, place);
    }
    return rows != NULL;
}

/* "ky" for "local" in KG, else @language itself. */
static void
tag_of(const char *language, const char *country, char tag[TAG_MAX])
{
    UErrorCode status = U_ZERO_ERROR;
    g_autofree char *unknown = g_strconcat("und_", country, NULL);

    g_strlcpy(tag, language, TAG_MAX);
    if (strcmp(language, "local") == 0 && country[0] != '\0') {
        uloc_addLikelySubtags(unknown, tag, TAG_MAX, &status);
    } else {
        uloc_forLanguageTag(language, tag, TAG_MAX, NULL, &status);
    }
}

static gboolean
is_latin(const char *tag)
{
    UErrorCode status = U_ZERO_ERROR;
    char full[TAG_MAX] = "";
    char script[16] = "";

    uloc_addLikelySubtags(tag, full, sizeof full, &status);
    uloc_getScript(full, script, sizeof script, &status);
    return script[0] == '\0' || strcmp(script, "Latn") == 0;
}

/* The letters of the language's alphabet, capitals as well; NULL when not known. */
static USet *
alphabet_new(const char *tag)
{
    UErrorCode status = U_ZERO_ERROR;
    ULocaleData *data = ulocdata_open(tag, &status);
    USet *letters = U_SUCCESS(status)
                        ? ulocdata_getExemplarSet(data, NULL, USET_ADD_CASE_MAPPINGS,
                                                  ULOCDATA_ES_STANDARD, &status)
                        : NULL;

    ulocdata_close(data);
    return letters;
}

static gboolean
is_spelt_with(const char *name, const USet *letters)
{
    gboolean has_letter = FALSE;

    for (const char *at = name; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar letter = g_utf8_get_char(at);

        if (g_unichar_isalpha(letter)) {
            has_letter = TRUE;
            if (!uset_contains(letters, (UChar32)letter)) {
                return FALSE;
            }
        }
    }
    return has_letter;
}

/* What transliterations from other alphabets write otherwise, by one letter. */
static void
sound_fold(char *sound)
{
    static const struct {
        const char *written, *sound;
    } FOLDS[] = {{"dzh", "j"}, {"dz", "j"}, {"kh", "h"}, {"gh", "g"}, {"q", "k"}};
    gsize to = 0;

    for (const char *at = sound; *at != '\0';) {
        gsize i = 0;

        while (i < G_N_ELEMENTS(FOLDS) && !g_str_has_prefix(at, FOLDS[i].written)) {
            i++;
        }
        if (i < G_N_ELEMENTS(FOLDS)) {
            at += strlen(FOLDS[i].written);
            sound[to++] = FOLDS[i].sound[0];
        } else {
            sound[to++] = *at++;
        }
    }
    sound[to] = '\0';
}

/* @name in Latin letters, or its consonants only: what scripts without vowels have. */
static void
sound_of(const MarchLocalNames *names,
         const char *name,
         gboolean consonants_only,
         char sound[SOUND_MAX])
{
    UErrorCode status = U_ZERO_ERROR;
    UChar units[2 * SOUND_MAX];
    char text[4 * SOUND_MAX] = "";
    int32_t length = 0;
    gsize at = 0;

    u_strFromUTF8(units, SOUND_MAX, &length, name, -1, &status);
    if (U_SUCCESS(status) && names->latin != NULL) {
        int32_t limit = length;

        utrans_transUChars(names->latin, units, &length, 2 * SOUND_MAX, 0, &limit,
                           &status);
        u_strToUTF8(text, sizeof text - 1, NULL, units, length, &status);
    }
    for (const char *p = text; *p != '\0' && at + 1 < SOUND_MAX; p++) {
        if (g_ascii_isalpha(*p) &&
            !(consonants_only && strchr("aeiouyw", *p) != NULL)) {
            sound[at++] = *p;
        }
    }
    sound[at] = '\0';
    sound_fold(sound);
}

/* The edits from one to the other (Levenshtein), as a share of the longer. */
static double
edits_between(const char *one, const char *other)
{
    gsize n = strlen(one), m = strlen(other);
    guint row[SOUND_MAX + 1];

    for (gsize k = 0; k <= m; k++) {
        row[k] = (guint)k;
    }
    for (gsize i = 1; i <= n; i++) {
        guint last = row[0];

        row[0] = (guint)i;
        for (gsize k = 1; k <= m; k++) {
            guint above = row[k];
            guint change = last + (one[i - 1] != other[k - 1] ? 1 : 0);

            row[k] = MIN(MIN(above + 1, row[k - 1] + 1), change);
            last = above;
        }
    }
    return MAX(n, m) > 0 ? (double)row[m] / (double)MAX(n, m) : 1;
}

/* How far @other is from @name; 2 and more: another name, such as a former one. */
static double
distance_between(const MarchLocalNames *names, const char *name, const char *other)
{
    char one[SOUND_MAX], two[SOUND_MAX];
    double consonants;

    sound_of(names, name, TRUE, one);
    sound_of(names, other, TRUE, two);
    consonants = edits_between(one, two);
    sound_of(names, name, FALSE, one);
    sound_of(names, other, FALSE, two);
    return consonants > ANOTHER_NAME ? 2 : consonants + edits_between(one, two) / 4;
}

static const Place *
place_find(const MarchLocalNames *names, MarchLonLat position)
{
    const Place *best = NULL;
    double nearest = SAME_DEGREES;

    for (guint i = 0; i < names->places->len; i++) {
        const Place *place = &g_array_index(names->places, Place, i);
        double distance = MAX(fabs(place->position.lon - position.lon),
                              fabs(place->position.lat - position.lat));

        if (distance < nearest) {
            nearest = distance;
            best = place;
        }
    }
    return best;
}

static gboolean
is_called(const Place *place, const char *name)
{
    for (guint i = 0; place->others[i] != NULL; i++) {
        if (g_ascii_strcasecmp(place->others[i], name) == 0) {
            return TRUE;
        }
    }
    return FALSE;
}

/* (nullable) the first name that the user's own place @name at @position has in the
 * letters of @language. */
static char *
own_find(const MarchLocalNames *names,
         MarchLonLat position,
         const char *name,
         const char *language)
{
    char *found = NULL;

    for (guint i = 0; i < names->own->len && found == NULL; i++) {
        const Place *place = &g_array_index(names->own, Place, i);
        char tag[TAG_MAX];
        USet *letters = NULL;

        tag_of(language, place->country, tag);
        if (fabs(place->position.lon - position.lon) < SAME_DEGREES &&
            fabs(place->position.lat - position.lat) < SAME_DEGREES &&
            is_called(place, name) && !is_latin(tag)) {
            letters = alphabet_new(tag);
        }
        for (guint k = 0; letters != NULL && place->others[k] != NULL && found == NULL;
             k++) {
            if (is_spelt_with(place->others[k], letters)) {
                found = g_strdup(place->others[k]);
            }
        }
        uset_close(letters);
    }
    return found;
}

char *
march_local_names_find(const MarchLocalNames *names,
                       MarchLonLat position,
                       const char *name,
                       const char *language)
{
    const Place *place = place_find(names, position);
    char tag[TAG_MAX];
    USet *letters;
    double nearest = 2;
    char *found = own_find(names, position, name, language);

    if (found != NULL) {
        return found;
    }
    tag_of(language, place != NULL ? place->country : "", tag);
    if (is_latin(tag)) {
        return g_strdup(name);
    }
    letters = place != NULL ? alphabet_new(tag) : NULL;
    for (guint i = 0; letters != NULL && place->others[i] != NULL; i++) {
        if (is_spelt_with(place->others[i], letters)) {
            double distance = distance_between(names, name, place->others[i]);

            /* of names that sound alike the longer: Latin letters have no soft sign */
            if (distance < nearest - 1e-9 ||
                (found != NULL && distance < nearest + 1e-9 &&
                 strlen(place->others[i]) > strlen(found))) {
                nearest = MIN(distance, nearest);
                g_free(found);
                found = g_strdup(place->others[i]);
            }
        }
    }
    uset_close(letters);
    return found;
}

/* CLDR gives the code back where it has no name: NULL. */
static char *
region_name(const ULocaleDisplayNames *names, const char *iso)
{
    UErrorCode status = U_ZERO_ERROR;
    UChar name[NAME_MAX_UNITS];
    char text[3 * NAME_MAX_UNITS];
    int32_t length = uldn_regionDisplayName(names, iso, name, NAME_MAX_UNITS, &status);

    if (U_FAILURE(status) || length <= 0 || length >= NAME_MAX_UNITS) {
        return NULL;
    }
    u_strToUTF8(text, sizeof text, NULL, name, length, &status);
    return U_SUCCESS(status) && g_ascii_strcasecmp(text, iso) != 0 ? g_strdup(text)
                                                                   : NULL;
}

char *
march_country_name_in(const char *iso, const char *language)
{
    UErrorCode status = U_ZERO_ERROR;
    char tag[TAG_MAX];
    ULocaleDisplayNames *names;
    char *name = NULL;

    tag_of(language, iso, tag);
    names = uldn_open(tag, ULDN_STANDARD_NAMES, &status);
    if (U_SUCCESS(status)) {
        name = region_name(names, iso);
    }
    uldn_close(names);
    return name;
}

void
march_country_names_visit(const char *language,
                          MarchCountryVisitor visitor,
                          gpointer data)
{
    UErrorCode status = U_ZERO_ERROR;
    ULocaleDisplayNames *english = uldn_open("en", ULDN_STANDARD_NAMES, &status);
    ULocaleDisplayNames *names = uldn_open(language, ULDN_STANDARD_NAMES, &status);
    const char *const *countries = uloc_getISOCountries();

    for (guint i = 0; U_SUCCESS(status) && countries[i] != NULL; i++) {
        g_autofree char *one = region_name(english, countries[i]);
        g_autofree char *other = region_name(names, countries[i]);

        if (one != NULL && other != NULL) {
            visitor(one, other, data);
        }
    }
    uldn_close(english);
    uldn_close(names);
}
