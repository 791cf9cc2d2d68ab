/* SPDX-License-Identifier: MIT */
#include "votes.h"

#include <math.h>
#include <string.h>

#define NEIGHBOUR_KM 100.0
/** Farther than this, a neighbour is none. */
#define FAR_KM     700.0
#define EARTH_KM   6371.0
#define NEIGHBOUR  0.8 /* what a sure neighbour at no distance proves */
#define MIN_WEIGHT 0.05
/** Senses of a name that may be neighbours, and how many of a report are looked at. */
#define NEIGHBOUR_SENSES 3
#define ANCHOR_LIMIT     500
/** Names' worth of doubt: one name is not yet a report. */
#define DOUBT 1.0

typedef struct {
    double x, y, z; /**< on the unit sphere */
} Direction;

/** A likely sense of a name, as a neighbour of others. */
typedef struct {
    Direction direction;
    guint name; /**< first search of the name */
    double weight;
} Anchor;

struct MarchBallot {
    MarchSearch *const *searches;
    guint count;
    MarchVote (*votes)[MARCH_VOTERS];
    guint *counts;
    guint *first;
    GArray *anchors;       /**< of Anchor */
    GHashTable *countries; /**< code -> double *: weight */
    GHashTable *regions;   /**< MarchPlaceTraits of a region -> double *: weight */
    double sum;
};

guint
march_votes_collect(const MarchSearch *search, MarchVote *votes)
{
    const guint count = MIN(search->candidates->len, MARCH_VOTERS);
    double sum = 0;
    for (guint i = 0; i < count; i++) {
        const MarchCandidate *best =
            &g_array_index(search->candidates, MarchCandidate, 0);
        const MarchCandidate *candidate =
            &g_array_index(search->candidates, MarchCandidate, i);
        votes[i] = (MarchVote){
            .record = candidate->record,
            .reader = candidate->reader,
            .place = candidate->place,
            .weight =
                exp(candidate->own + candidate->context - best->own - best->context),
        };
        sum += votes[i].weight;
    }
    for (guint i = 0; i < count; i++) {
        const MarchCandidate *best =
            &g_array_index(search->candidates, MarchCandidate, 0);
        votes[i].weight *= MAX(0, 1 - 2.5 * best->distance) / sum;
    }
    return count;
}

/** Numbers the searches by the first that has the same name. */
static void
number_names(MarchBallot *ballot)
{
    g_autoptr(GHashTable) names = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < ballot->count; i++) {
        const GArray *forms = ballot->searches[i]->forms;
        const char *name =
            forms->len == 0 ? "" : g_array_index(forms, MarchNameForm, 0).sound.text;
        gpointer known = g_hash_table_lookup(names, name);
        ballot->first[i] = known == NULL ? i : GPOINTER_TO_UINT(known) - 1;
        if (known == NULL) {
            g_hash_table_insert(names, (gpointer)(guintptr)name,
                                GUINT_TO_POINTER(i + 1));
        }
    }
}

MarchBallot *
march_ballot_new(MarchSearch *const *searches, guint count)
{
    MarchBallot *ballot = g_new0(MarchBallot, 1);
    ballot->searches = searches;
    ballot->count = count;
    ballot->votes = g_malloc0_n(count, sizeof(MarchVote[MARCH_VOTERS]));
    ballot->counts = g_new0(guint, count);
    ballot->first = g_new0(guint, count);
    ballot->anchors = g_array_new(FALSE, FALSE, sizeof(Anchor));
    ballot->countries = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    ballot->regions = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    number_names(ballot);
    return ballot;
}

void
march_ballot_free(MarchBallot *ballot)
{
    if (ballot != NULL) {
        g_free(ballot->votes);
        g_free(ballot->counts);
        g_free(ballot->first);
        g_array_unref(ballot->anchors);
        g_hash_table_unref(ballot->countries);
        g_hash_table_unref(ballot->regions);
        g_free(ballot);
    }
}

static gpointer
country_key(const MarchPlaceRecord *record)
{
    return GUINT_TO_POINTER((guint)(guchar)record->country[0] << 8 |
                            (guchar)record->country[1]);
}

/** (nullable) The region that @place lies in or is: its traits, as a key. */
static gpointer
region_key(const MarchIndexReader *reader,
           guint32 place,
           const MarchPlaceRecord *record)
{
    const guint32 region =
        record->place_class == MARCH_PLACE_REGION ? place + 1 : record->admin1;
    return region == 0
               ? NULL
               : (gpointer)(guintptr)march_index_reader_get_traits(reader, region - 1);
}

static double
get_weight(GHashTable *weights, gpointer key)
{
    const double *weight = key == NULL ? NULL : g_hash_table_lookup(weights, key);
    return weight == NULL ? 0 : *weight;
}

static void
add_weight(GHashTable *weights, gpointer key, double weight)
{
    if (key == NULL) {
        return;
    }
    double *sum = g_hash_table_lookup(weights, key);
    if (sum == NULL) {
        sum = g_new0(double, 1);
        g_hash_table_insert(weights, key, sum);
    }
    *sum += weight;
}

static Direction
direction_of(const MarchPlaceRecord *record)
{
    const MarchLonLat position = march_record_position(record);
    const double lon = position.lon * G_PI / 180;
    const double lat = position.lat * G_PI / 180;
    return (Direction){cos(lat) * cos(lon), cos(lat) * sin(lon), sin(lat)};
}

static gboolean
is_unit(const MarchPlaceRecord *record)
{
    return record->place_class == MARCH_PLACE_REGION ||
           record->place_class == MARCH_PLACE_DISTRICT;
}

static void
add_anchors(MarchBallot *ballot, guint name)
{
    const guint count = MIN(ballot->counts[name], NEIGHBOUR_SENSES);
    for (guint k = 0; k < count && ballot->anchors->len < ANCHOR_LIMIT; k++) {
        const MarchVote *vote = &ballot->votes[name][k];
        if (vote->weight >= MIN_WEIGHT && !is_unit(&vote->record) &&
            vote->record.place_class != MARCH_PLACE_COUNTRY) {
            const Anchor anchor = {direction_of(&vote->record), name, vote->weight};
            g_array_append_val(ballot->anchors, anchor);
        }
    }
}

void
march_ballot_count(MarchBallot *ballot)
{
    g_array_set_size(ballot->anchors, 0);
    g_hash_table_remove_all(ballot->countries);
    g_hash_table_remove_all(ballot->regions);
    ballot->sum = 0;
    for (guint i = 0; i < ballot->count; i++) {
        ballot->counts[i] = march_votes_collect(ballot->searches[i], ballot->votes[i]);
        if (ballot->first[i] != i) {
            continue;
        }
        add_anchors(ballot, i);
        for (guint k = 0; k < ballot->counts[i]; k++) {
            const MarchVote *vote = &ballot->votes[i][k];
            add_weight(ballot->countries, country_key(&vote->record), vote->weight);
            add_weight(ballot->regions,
                       region_key(vote->reader, vote->place, &vote->record),
                       vote->weight);
            ballot->sum += vote->weight;
        }
    }
}

guint
march_ballot_get_first(const MarchBallot *ballot, guint index)
{
    return ballot->first[index];
}

const MarchVote *
march_ballot_get_votes(const MarchBallot *ballot, guint index, guint *count)
{
    *count = ballot->counts[index];
    return ballot->votes[index];
}

double
march_ballot_share_country(const MarchBallot *ballot,
                           guint own,
                           const MarchCandidate *candidate)
{
    const gpointer key = country_key(&candidate->record);
    double weight = get_weight(ballot->countries, key);
    double sum = ballot->sum;
    const guint name = ballot->first[own];
    for (guint k = 0; k < ballot->counts[name]; k++) {
        const MarchVote *vote = &ballot->votes[name][k];
        sum -= vote->weight;
        weight -= country_key(&vote->record) == key ? vote->weight : 0;
    }
    return MAX(0, weight) / (MAX(0, sum) + DOUBT);
}

double
march_ballot_share_region(const MarchBallot *ballot,
                          guint own,
                          const MarchCandidate *candidate)
{
    const gpointer key =
        region_key(candidate->reader, candidate->place, &candidate->record);
    double weight = get_weight(ballot->regions, key);
    double sum = ballot->sum;
    const guint name = ballot->first[own];
    for (guint k = 0; k < ballot->counts[name]; k++) {
        const MarchVote *vote = &ballot->votes[name][k];
        sum -= vote->weight;
        if (region_key(vote->reader, vote->place, &vote->record) == key) {
            weight -= vote->weight;
        }
    }
    return key == NULL ? 0 : MAX(0, weight) / (MAX(0, sum) + DOUBT);
}

double
march_ballot_measure_nearness(const MarchBallot *ballot,
                              guint own,
                              const MarchCandidate *candidate)
{
    const MarchPlaceRecord *record = &candidate->record;
    const double extent = is_unit(record) ? record->precision / 10.0 : 0;
    const Direction here = direction_of(record);
    const double far_cosine = cos((FAR_KM + extent) / EARTH_KM);
    const guint name = ballot->first[own];
    double far = 1;
    for (guint i = 0; i < ballot->anchors->len; i++) {
        const Anchor *anchor = &g_array_index(ballot->anchors, Anchor, i);
        const Direction there = anchor->direction;
        const double cosine = here.x * there.x + here.y * there.y + here.z * there.z;
        if (anchor->name == name || cosine < far_cosine) {
            continue;
        }
        const double km = MAX(0, acos(MIN(1, cosine)) * EARTH_KM - extent);
        far *= 1 - NEIGHBOUR * anchor->weight * exp(-km / NEIGHBOUR_KM);
    }
    return 1 - far;
}
