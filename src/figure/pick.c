/* SPDX-License-Identifier: MIT */
#include "pick.h"

#include <string.h>

#define LISTED_MAX 5U
/* What is less likely than this only sounds alike and helps nobody. */
#define LISTED_SCORE 0.02

const char *
march_pick_find(const char *name, const char *const *picks, const GPtrArray *spec_picks)
{
    gsize length = strlen(name);

    for (; picks != NULL && *picks != NULL; picks++) {
        if (strncmp(*picks, name, length) == 0 && (*picks)[length] == '=') {
            return *picks + length + 1;
        }
    }
    for (guint i = 0; i + 1 < spec_picks->len; i += 2) {
        if (strcmp(g_ptr_array_index(spec_picks, i), name) == 0) {
            return g_ptr_array_index(spec_picks, i + 1);
        }
    }
    return NULL;
}

static gboolean
text_is(const char *text, const char *choice)
{
    return text != NULL && g_ascii_strcasecmp(choice, text) == 0;
}

static gboolean
place_fits(const MarchPlace *place, const char *choice, guint number)
{
    guint64 id = 0;

    if (g_ascii_string_to_unsigned(choice, 10, 1, G_MAXINT64, &id, NULL)) {
        return id == number ||
               (place->geonames_id > 0 && id == (guint64)place->geonames_id);
    }
    return text_is(place->country, choice) || text_is(place->admin1, choice) ||
           text_is(place->admin2, choice) || text_is(place->name, choice);
}

gboolean
march_pick_choose(const char *name,
                  const MarchAnswer *answer,
                  const char *const *picks,
                  const GPtrArray *spec_picks,
                  MarchLocation where,
                  const MarchPlace **chosen,
                  GError **error)
{
    const char *choice = march_pick_find(name, picks, spec_picks);
    g_autofree char *listing = NULL;

    *chosen = NULL;
    if (choice == NULL) {
        if (answer->status == MARCH_ANSWER_FOUND) {
            *chosen = g_ptr_array_index(answer->candidates, 0);
        }
        return TRUE;
    }
    for (guint i = 0; i < answer->candidates->len && *chosen == NULL; i++) {
        const MarchPlace *place = g_ptr_array_index(answer->candidates, i);

        if (place_fits(place, choice, i + 1)) {
            *chosen = place;
        }
    }
    if (*chosen != NULL) {
        return TRUE;
    }
    listing = march_answer_explain(name, answer);
    march_error_set(error, MARCH_ERROR_UNKNOWN, where,
                    "the pick \"%s\" fits no candidate: %s", choice, listing);
    return FALSE;
}

static void
place_append(GString *text, const MarchPlace *place)
{
    g_string_append_printf(text, "%s (", place->name);
    if (place->admin1 != NULL) {
        g_string_append_printf(text, "%s, ", place->admin1);
    }
    if (*place->country != '\0') {
        g_string_append_printf(text, "%s, ", place->country);
    }
    g_string_append_printf(text, "%.3f %.3f", place->position.lat, place->position.lon);
    if (place->geonames_id > 0) {
        g_string_append_printf(text, ", id %" G_GINT64_FORMAT, place->geonames_id);
    }
    g_string_append_c(text, ')');
}

char *
march_answer_explain(const char *name, const MarchAnswer *answer)
{
    GString *text = g_string_new(NULL);
    guint listed = 0;

    /* All up to the last likely one: the numbers are what --pick takes. */
    for (guint i = 0; i < MIN(answer->candidates->len, LISTED_MAX); i++) {
        const MarchPlace *place = g_ptr_array_index(answer->candidates, i);

        listed = place->score >= LISTED_SCORE ? i + 1 : listed;
    }
    if (answer->status == MARCH_ANSWER_AMBIGUOUS) {
        g_string_append_printf(text, "\"%s\" may mean several places", name);
    } else {
        g_string_append_printf(text, "\"%s\" is not known", name);
    }
    if (answer->reason != NULL && *answer->reason != '\0' &&
        answer->candidates->len > 0 &&
        ((const MarchPlace *)g_ptr_array_index(answer->candidates, 0))->score >=
            LISTED_SCORE) {
        g_string_append_printf(text, " (%s)", answer->reason);
    }
    for (guint i = 0; i < listed; i++) {
        g_string_append_printf(text, "%s%u. ", i == 0 ? ": " : "; ", i + 1);
        place_append(text, g_ptr_array_index(answer->candidates, i));
    }
    g_string_append(text, listed > 0
                              ? "; choose with \"pick:\" or --pick"
                              : "; give its position in a table under \"gazetteer:\"");
    return g_string_free(text, FALSE);
}
