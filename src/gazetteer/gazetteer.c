/* SPDX-License-Identifier: MIT */
#include "gazetteer.h"

#include <stdlib.h>
#include <string.h>

#include "answer-cache.h"
#include "answers.h"
#include "build.h"
#include "candidates.h"
#include "context.h"
#include "coordinates.h"
#include "index-reader.h"
#include "name-forms.h"
#include "phrases.h"
#include "retriever.h"
#include "search-cache.h"
#include "shorthand.h"

/* Candidates that the cache keeps: names of a list are seldom asked for again, those of
 * a batch's figures always. */
#define KEPT_USUALLY  2048
#define KEPT_FOR_MORE 16384
/** Names after which the pages of the index are given back. */
#define SEARCHED_LIMIT 256U
/** Candidates a query keeps for the second pass; all of them where the rest of a report
 * may bring any forward. */
#define KEPT_CANDIDATES  60
#define LEAST_CANDIDATES 12U
/* Scores of units that an abbreviation or adjective stands for, see candidates.c. */
#define SHORTHAND_SCORE 10.0
#define CODE_SCORE      6.0

/** An index and what is needed to search it. */
typedef struct {
    MarchIndexReader *reader;
    MarchRetriever *retriever; /**< NULL until it is asked */
    gboolean is_users;
    gboolean is_borrowed; /**< the reader is another gazetteer's */
} Source;

struct MarchGazetteer {
    GArray *sources; /**< of Source; the user's own first */
    MarchNameFolder *folder;
    MarchSearchCache *cache;
    MarchAnswerCache *answers;
    guint searched; /**< names since it last rested */
};

static void
clear_source(gpointer data)
{
    Source *source = data;
    march_retriever_free(source->retriever);
    if (!source->is_borrowed) {
        march_index_reader_free(source->reader);
    }
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
    gazetteer->cache = march_search_cache_new(KEPT_USUALLY);
    gazetteer->answers = march_answer_cache_new();
    load_learned(gazetteer->folder, reader);
    return gazetteer;
}

MarchGazetteer *
march_gazetteer_share(const MarchGazetteer *gazetteer)
{
    MarchGazetteer *other = g_new0(MarchGazetteer, 1);
    other->sources = g_array_new(FALSE, TRUE, sizeof(Source));
    g_array_set_clear_func(other->sources, clear_source);
    other->folder = march_name_folder_new();
    other->cache = march_search_cache_new(KEPT_USUALLY);
    other->answers = march_answer_cache_new();
    for (guint i = 0; i < gazetteer->sources->len; i++) {
        const Source *source = &g_array_index(gazetteer->sources, Source, i);
        const Source copy = {.reader = source->reader,
                             .is_users = source->is_users,
                             .is_borrowed = TRUE};
        g_array_append_val(other->sources, copy);
        load_learned(other->folder, source->reader);
    }
    return other;
}

void
march_gazetteer_expect_more(MarchGazetteer *gazetteer)
{
    march_search_cache_free(gazetteer->cache);
    gazetteer->cache = march_search_cache_new(KEPT_FOR_MORE);
}

void
march_gazetteer_rest(MarchGazetteer *gazetteer)
{
    if (gazetteer->searched == 0) {
        return; /* what the cache answered needs few pages, and will again */
    }
    gazetteer->searched = 0;
    for (guint i = 0; i < gazetteer->sources->len; i++) {
        march_index_reader_rest(g_array_index(gazetteer->sources, Source, i).reader);
    }
}

void
march_gazetteer_free(MarchGazetteer *gazetteer)
{
    if (gazetteer != NULL) {
        g_array_unref(gazetteer->sources);
        march_name_folder_free(gazetteer->folder);
        march_search_cache_free(gazetteer->cache);
        march_answer_cache_free(gazetteer->answers);
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
    march_search_cache_clear(gazetteer->cache);
    march_answer_cache_clear(gazetteer->answers);
    return TRUE;
}

void
march_resolve_options_init(MarchResolveOptions *options)
{
    *options = (MarchResolveOptions){.limit = 5, .as_of = MARCH_DATE_NONE};
}

/** Splits "X, Y" and "X (Y)" into the name and what contains it. */
static void
split_container(MarchSearch *search, const char *text)
{
    static const char *const commas[] = {",", "\xD8\x8C", "\xE3\x80\x81",
                                         "\xEF\xBC\x8C", "("};
    const char *last = NULL;
    gsize width = 0;
    for (guint i = 0; i < G_N_ELEMENTS(commas); i++) {
        const char *found = strstr(text, commas[i]);
        if (found != NULL && found != text && (last == NULL || found < last)) {
            last = found;
            width = strlen(commas[i]);
        }
    }
    if (last == NULL) {
        search->name = g_strdup(text);
        return;
    }
    search->name = g_strstrip(g_strndup(text, (gsize)(last - text)));
    g_autofree char *rest = g_strdelimit(g_strdup(last + width), "()", ' ');
    if (g_strstrip(rest)[0] != '\0') {
        search->container = g_steal_pointer(&rest);
    }
}

/** Adds the unit with @code as a candidate, when an index knows it. */
static void
add_unit(MarchGazetteer *gazetteer, MarchSearch *search, const char *code, double own)
{
    for (guint i = 0; i < gazetteer->sources->len; i++) {
        const Source *source = &g_array_index(gazetteer->sources, Source, i);
        guint32 place;
        if (march_index_reader_find_admin(source->reader, code, &place)) {
            march_search_add_unit(search, source->reader, place, own);
            return;
        }
    }
}

/** What stands for a unit: "Ky.", "Iraqi"; and "tadschikisch" before a name. */
static void
apply_shorthand(MarchGazetteer *gazetteer, MarchSearch *search)
{
    gboolean is_code;
    const char *code = march_abbreviation_find(search->name, &is_code);
    if (code != NULL) {
        add_unit(gazetteer, search, code, is_code ? CODE_SCORE : SHORTHAND_SCORE);
    }
    if (search->hint.country == NULL) {
        return;
    }
    if (search->hint.is_all_adjective) {
        add_unit(gazetteer, search, search->hint.country, SHORTHAND_SCORE);
    } else {
        march_context_apply_country(search, search->hint.country);
    }
}

static void
retrieve(MarchGazetteer *gazetteer, MarchSearch *search)
{
    /* Thousands of names touch all of the index; its pages are cheap to map again. */
    if (gazetteer->searched++ >= SEARCHED_LIMIT) {
        march_gazetteer_rest(gazetteer);
    }
    march_name_forms_for_query(gazetteer->folder, search->name,
                               search->query->countries, search->forms, &search->hint);
    for (guint i = 0; i < gazetteer->sources->len; i++) {
        Source *source = &g_array_index(gazetteer->sources, Source, i);
        if (source->retriever == NULL) {
            source->retriever = march_retriever_new(source->reader);
        }
        march_search_collect(search, march_name_folder_get_speller(gazetteer->folder),
                             source->retriever, source->is_users);
    }
    if (search->query->near != NULL) {
        march_search_read(search);
    }
    march_search_cache_put(gazetteer->cache, search);
}

static void
search_name(MarchGazetteer *gazetteer,
            MarchSearch *search,
            guint least,
            MarchDate as_of)
{
    if (!march_search_cache_get(gazetteer->cache, search)) {
        retrieve(gazetteer, search);
    }
    march_search_keep_valid(search, as_of);
    march_search_score(search, march_name_folder_get_speller(gazetteer->folder), least,
                       KEPT_CANDIDATES);
    march_search_cache_learn(gazetteer->cache, search);
    apply_shorthand(gazetteer, search);
}

/** Finds the text of @query, a part of another's, as a name of its own. */
static void
search_part(MarchGazetteer *gazetteer,
            MarchSearch *part,
            const MarchQuery *query,
            MarchDate as_of)
{
    march_search_init(part, query);
    split_container(part, query->text);
    search_name(gazetteer, part, KEPT_CANDIDATES, as_of);
}

static void
search_one(MarchGazetteer *gazetteer,
           MarchSearch *search,
           const MarchResolveOptions *options)
{
    MarchLonLat position;
    double precision_km;
    if (strlen(search->query->text) > MARCH_QUERY_LIMIT ||
        march_coordinates_read(search->query->text, &position, &precision_km)) {
        search->name = g_strdup("");
        return;
    }
    MarchPhrase phrase;
    march_phrase_read(search->query->text, &phrase);
    search->offset_km = phrase.offset_km;
    split_container(search, phrase.name);
    const char *report = search->query->report;
    const gboolean is_alone = (report == NULL || report[0] == '\0') &&
                              search->container == NULL && phrase.other == NULL;
    const MarchDate as_of = options->as_of;
    search_name(gazetteer, search,
                is_alone ? MAX(LEAST_CANDIDATES, options->limit) : KEPT_CANDIDATES,
                as_of);
    MarchSearch part;
    MarchQuery query = {.countries = search->query->countries};
    if (search->container != NULL) {
        query.text = search->container;
        search_part(gazetteer, &part, &query, as_of);
        march_context_apply_container(search, &part);
        march_search_clear(&part);
    }
    if (phrase.other != NULL) {
        query.text = phrase.other;
        search_part(gazetteer, &part, &query, as_of);
        search->offset_km = march_context_apply_pair(search, &part);
        march_search_clear(&part);
    }
    march_phrase_clear(&phrase);
}

/** Lets the searches that share a report vote, in the order of first mention. */
static void
apply_reports(MarchSearch *searches, gsize count)
{
    g_autoptr(GHashTable) groups = g_hash_table_new_full(
        g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_ptr_array_unref);
    g_autoptr(GPtrArray) ordered = g_ptr_array_new();
    for (gsize i = 0; i < count; i++) {
        const char *report = searches[i].query->report;
        if (report == NULL || report[0] == '\0') {
            continue;
        }
        GPtrArray *group = g_hash_table_lookup(groups, report);
        if (group == NULL) {
            group = g_ptr_array_new();
            g_hash_table_insert(groups, (gpointer)(guintptr)report, group);
            g_ptr_array_add(ordered, group);
        }
        g_ptr_array_add(group, &searches[i]);
    }
    for (guint i = 0; i < ordered->len; i++) {
        const GPtrArray *group = ordered->pdata[i];
        march_context_apply_report((MarchSearch *const *)group->pdata, group->len);
    }
}

static MarchAnswer *
answer_search(const MarchSearch *search, guint limit)
{
    MarchLonLat position;
    double precision_km;
    return march_coordinates_read(search->query->text, &position, &precision_km)
               ? march_answer_from_position(search->query->text, position, precision_km)
               : march_answer_from_search(search, limit);
}

GPtrArray *
march_gazetteer_resolve(MarchGazetteer *gazetteer,
                        const MarchQuery *queries,
                        gsize count,
                        const MarchResolveOptions *options)
{
    GPtrArray *answers =
        g_ptr_array_new_full((guint)count, (GDestroyNotify)march_answer_free);
    g_autofree MarchSearch *searches = g_new0(MarchSearch, count + 1);
    for (gsize i = 0; i < count; i++) {
        march_search_init(&searches[i], &queries[i]);
        search_one(gazetteer, &searches[i], options);
    }
    apply_reports(searches, count);
    for (gsize i = 0; i < count; i++) {
        march_answer_put_likeliest_first(&searches[i]);
        g_ptr_array_add(answers, answer_search(&searches[i], options->limit));
        march_search_clear(&searches[i]);
    }
    return answers;
}

GPtrArray *
march_gazetteer_resolve_again(MarchGazetteer *gazetteer,
                              const MarchQuery *queries,
                              gsize count,
                              const MarchResolveOptions *options)
{
    char *key = march_answer_cache_key(queries, count, options);
    GPtrArray *answers = march_answer_cache_get(gazetteer->answers, key);
    if (answers != NULL) {
        g_free(key);
        return answers;
    }
    answers = march_gazetteer_resolve(gazetteer, queries, count, options);
    march_answer_cache_put(gazetteer->answers, key, answers);
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
          MarchDate as_of,
          guint limit,
          GArray *listed)
{
    guint32 count;
    const MarchGridPlace *places = march_index_reader_get_cell(reader, cell, &count);
    guint taken = 0;
    for (guint32 i = 0; i < count && taken < limit; i++) {
        const MarchLonLat position = {places[i].lon / 1e6, places[i].lat / 1e6};
        if (!march_box_contains(box, position)) {
            continue;
        }
        MarchDetailWindow window;
        MarchPlaceRecord record;
        march_index_reader_read_place(reader, places[i].place, &window, &record);
        if (!march_record_is_valid(&record, as_of)) {
            continue;
        }
        const Listed entry = {
            reader,
            places[i].place,
            march_place_weight(&record),
        };
        g_array_append_val(listed, entry);
        taken++;
    }
}

GPtrArray *
march_gazetteer_list_places(const MarchGazetteer *gazetteer,
                            MarchBox box,
                            MarchDate as_of,
                            guint limit)
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
                list_cell(source->reader, cell, box, as_of, limit, listed);
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
