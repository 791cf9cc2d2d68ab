/* SPDX-License-Identifier: MIT */
#include "gazetteer.h"

#include <stdlib.h>
#include <string.h>

#include "answers.h"
#include "build.h"
#include "candidates.h"
#include "index-reader.h"
#include "name-forms.h"
#include "retriever.h"

/** Candidates a query keeps for the second pass. */
#define KEPT_CANDIDATES 60

/** An index and what is needed to search it. */
typedef struct {
    MarchIndexReader *reader;
    MarchRetriever *retriever; /**< NULL until it is asked */
    gboolean is_users;
} Source;

struct MarchGazetteer {
    GArray *sources; /**< of Source; the user's own first */
    MarchNameFolder *folder;
};

static void
clear_source(gpointer data)
{
    Source *source = data;
    march_retriever_free(source->retriever);
    march_index_reader_free(source->reader);
}

/** Spares ICU what the builder has learned of it. */
static void
load_learned(MarchNameFolder *folder, const MarchIndexReader *reader)
{
    gsize size;
    const char *text =
        march_index_reader_get_text(reader, MARCH_SECTION_LEARNED, &size);
    g_autofree char *copy = g_strndup(text, size);
    for (char *line = copy; *line != '\0';) {
        char *end = strchr(line, '\n');
        if (end == NULL) {
            return;
        }
        *end = '\0';
        char *tab;
        const guint64 letter = g_ascii_strtoull(line, &tab, 16);
        if (*tab == '\t' && letter <= 0x10FFFF) {
            march_speller_learn(march_name_folder_get_speller(folder), (gunichar)letter,
                                tab + 1);
        }
        line = end + 1;
    }
}

MarchGazetteer *
march_gazetteer_open(const char *index_path, GError **error)
{
    MarchIndexReader *reader = march_index_reader_open(index_path, error);
    if (reader == NULL) {
        return NULL;
    }
    MarchGazetteer *gazetteer = g_new0(MarchGazetteer, 1);
    gazetteer->sources = g_array_new(FALSE, TRUE, sizeof(Source));
    g_array_set_clear_func(gazetteer->sources, clear_source);
    const Source source = {.reader = reader};
    g_array_append_val(gazetteer->sources, source);
    gazetteer->folder = march_name_folder_new();
    load_learned(gazetteer->folder, reader);
    return gazetteer;
}

void
march_gazetteer_free(MarchGazetteer *gazetteer)
{
    if (gazetteer != NULL) {
        g_array_unref(gazetteer->sources);
        march_name_folder_free(gazetteer->folder);
        g_free(gazetteer);
    }
}

gboolean
march_gazetteer_add_places(MarchGazetteer *gazetteer,
                           const char *csv_path,
                           MarchDiagnostics *diagnostics,
                           GError **error)
{
    g_autoptr(GBytes) bytes =
        march_gazetteer_build_places(csv_path, diagnostics, error);
    if (bytes == NULL) {
        return FALSE;
    }
    MarchIndexReader *reader = march_index_reader_open_bytes(bytes, error);
    if (reader == NULL) {
        return FALSE;
    }
    const Source source = {.reader = reader, .is_users = TRUE};
    g_array_prepend_val(gazetteer->sources, source);
    return TRUE;
}

void
march_resolve_options_init(MarchResolveOptions *options)
{
    *options = (MarchResolveOptions){.limit = 5, .as_of = MARCH_DATE_NONE};
}

static void
search_one(MarchGazetteer *gazetteer, MarchSearch *search, MarchDate as_of)
{
    search->name = g_strdup(search->query->text);
    march_name_forms_for_query(gazetteer->folder, search->name,
                               search->query->countries, search->forms, &search->hint);
    for (guint i = 0; i < gazetteer->sources->len; i++) {
        Source *source = &g_array_index(gazetteer->sources, Source, i);
        if (source->retriever == NULL) {
            source->retriever = march_retriever_new(source->reader);
        }
        march_search_collect(search, source->retriever, source->is_users, as_of);
    }
    march_search_score(search, KEPT_CANDIDATES);
}

GPtrArray *
march_gazetteer_resolve(MarchGazetteer *gazetteer,
                        const MarchQuery *queries,
                        gsize count,
                        const MarchResolveOptions *options)
{
    GPtrArray *answers =
        g_ptr_array_new_full((guint)count, (GDestroyNotify)march_answer_free);
    for (gsize i = 0; i < count; i++) {
        MarchSearch search;
        march_search_init(&search, &queries[i]);
        search_one(gazetteer, &search, options->as_of);
        g_ptr_array_add(answers, march_answer_from_search(&search, options->limit));
        march_search_clear(&search);
    }
    return answers;
}

typedef struct {
    const MarchIndexReader *reader;
    guint32 place;
    guint64 weight;
} Listed;

static int
compare_listed(gconstpointer a, gconstpointer b)
{
    const Listed *first = a;
    const Listed *second = b;
    if (first->weight != second->weight) {
        return first->weight > second->weight ? -1 : 1;
    }
    return first->place < second->place ? -1 : first->place > second->place;
}

static void
list_cell(const MarchIndexReader *reader,
          guint cell,
          MarchBox box,
          guint limit,
          GArray *listed)
{
    guint32 count;
    const guint32 *places = march_index_reader_get_cell(reader, cell, &count);
    guint taken = 0;
    for (guint32 i = 0; i < count && taken < limit; i++) {
        const MarchPlaceRecord *record =
            march_index_reader_get_place(reader, places[i]);
        if (!march_box_contains(box, march_record_position(record))) {
            continue;
        }
        const Listed entry = {
            reader,
            places[i],
            march_place_weight(record),
        };
        g_array_append_val(listed, entry);
        taken++;
    }
}

GPtrArray *
march_gazetteer_list_places(const MarchGazetteer *gazetteer, MarchBox box, guint limit)
{
    g_autoptr(GArray) listed = g_array_new(FALSE, FALSE, sizeof(Listed));
    const int south = (int)march_grid_cell(0, box.south) / 360;
    const int north = (int)march_grid_cell(0, box.north) / 360;
    const int west = (int)march_grid_cell(box.west, 0) % 360;
    const int columns = MIN(360, (int)march_box_width(box) + 2);
    for (guint i = 0; i < gazetteer->sources->len; i++) {
        const Source *source = &g_array_index(gazetteer->sources, Source, i);
        for (int row = south; row <= north; row++) {
            for (int column = 0; column < columns; column++) {
                const guint cell = (guint)(row * 360 + (west + column) % 360);
                list_cell(source->reader, cell, box, limit, listed);
            }
        }
    }
    g_array_sort(listed, compare_listed);
    GPtrArray *places =
        g_ptr_array_new_with_free_func((GDestroyNotify)march_place_free);
    for (guint i = 0; i < listed->len && places->len < limit; i++) {
        const Listed *entry = &g_array_index(listed, Listed, i);
        g_ptr_array_add(places, march_place_from_record(entry->reader, entry->place));
    }
    return places;
}

void
march_place_free(MarchPlace *place)
{
    if (place != NULL) {
        g_free(place->name);
        g_free(place->matched);
        g_free(place->admin1);
        g_free(place->admin2);
        g_free(place->source);
        g_free(place);
    }
}

void
march_answer_free(MarchAnswer *answer)
{
    if (answer != NULL) {
        g_ptr_array_unref(answer->candidates);
        g_free(answer->reason);
        g_free(answer);
    }
}

const char *
march_place_class_name(MarchPlaceClass place_class)
{
    static const char *const names[] = {"place", "district", "region", "country",
                                        "feature"};
    return names[place_class];
}

const char *
march_match_name(MarchMatch match)
{
    static const char *const names[] = {"exact", "folded", "fuzzy"};
    return names[match];
}

const char *
march_answer_status_name(MarchAnswerStatus status)
{
    static const char *const names[] = {"found", "ambiguous", "not-found"};
    return names[status];
}
