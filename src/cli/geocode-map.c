/* SPDX-License-Identifier: MIT */
#include "geocode-map.h"

#include <math.h>
#include <string.h>

#include "figure/extent.h"
#include "figure/render-spec.h"
#include "geocode-text.h"

/** Names of one map, one letter each. */
#define NAME_LIMIT 26
/** Candidates of one map, and of one name at most. */
#define CANDIDATE_LIMIT 26
/** Of a name, candidates whose chance is less than this part of the best are left out. */
#define LEAST_SHARE 0.05
/** Colours of the style. */
#define SERIES 8
/** Candidates this near, in parts of the map's width, have their numbers in one label. */
#define ONE_SPOT 0.025
/** How much is shown about a single candidate, at least. */
#define AROUND_KM 100.0
/** Above this extent towns are not named, and lines are thinner. */
#define TOWNS_KM 1500.0
#define THIN_KM  8000.0
/** From this width on the world is shown. */
#define WORLD_DEGREES 150.0
#define WORLD_KM      40000.0
/** Labels have names, too, when there are no more candidates. */
#define NAMED_LIMIT 8
/** Columns of a name in the title and in a legend entry. */
#define TITLE_WIDTH 60
#define ENTRY_WIDTH 34
#define LABEL_WIDTH 24
/** Columns that the names and what became of them may take under the title. */
#define SUBTITLE_WIDTH 110

/** A candidate that is drawn. */
typedef struct {
    const MarchPlace *place;
    guint name;   /**< number of its name, from 0 */
    guint rank;   /**< among its name's candidates, from 1 */
    char *key;    /**< "1", or "A1" where there are several names */
    guint leader; /**< the number of the candidate whose label has its key */
} Drawn;

/** The map in the making. */
typedef struct {
    const MarchGeocodeMap *map;
    GArray *drawn; /**< of Drawn */
    guint names;   /**< that are on the map */
    guint left_out;
    MarchBox extent;
    double span_km;
} Plan;

static void
clear_drawn(gpointer data)
{
    g_free(((Drawn *)data)->key);
}

static const MarchAnswer *
get_answer(const Plan *plan, guint name)
{
    return g_ptr_array_index(plan->map->answers, name);
}

static const Drawn *
get_drawn(const Plan *plan, guint index)
{
    return &g_array_index(plan->drawn, Drawn, index);
}

/** The name as asked, on one line and not too long. */
static char *
show_name(const Plan *plan, guint name, guint width)
{
    g_autofree char *visible = march_text_make_visible(plan->map->names[name]);
    return march_text_cut(visible, width);
}

/** What only sounds near is drawn when there is nothing better. */
static gboolean
is_wanted(const Plan *plan, guint name)
{
    if (get_answer(plan, name)->status != MARCH_ANSWER_NOT_FOUND) {
        return TRUE;
    }
    for (guint i = 0; i < plan->names; i++) {
        if (get_answer(plan, i)->status != MARCH_ANSWER_NOT_FOUND) {
            return FALSE;
        }
    }
    return TRUE;
}

static void
choose_candidates(Plan *plan)
{
    const guint each = MAX(1, CANDIDATE_LIMIT / MAX(1, plan->names));
    for (guint name = 0; name < plan->names; name++) {
        const GPtrArray *candidates = get_answer(plan, name)->candidates;
        if (!is_wanted(plan, name)) {
            plan->left_out += candidates->len;
            continue;
        }
        for (guint i = 0; i < candidates->len; i++) {
            const MarchPlace *place = candidates->pdata[i];
            const MarchPlace *best = candidates->pdata[0];
            if (i >= each || place->score < best->score * LEAST_SHARE) {
                plan->left_out++;
                continue;
            }
            const Drawn drawn = {
                .place = place,
                .name = name,
                .rank = i + 1,
                .key = plan->names == 1
                           ? g_strdup_printf("%u", i + 1)
                           : g_strdup_printf("%c%u", 'A' + (int)name, i + 1),
            };
            g_array_append_val(plan->drawn, drawn);
        }
    }
}

static double
distance_km(MarchLonLat a, MarchLonLat b)
{
    const double radians = G_PI / 180;
    const double x = (a.lon - b.lon) * radians * cos((a.lat + b.lat) / 2 * radians);
    return 6371 * hypot(remainder(x, 2 * G_PI), (a.lat - b.lat) * radians);
}

/** The extent follows the candidates; a wide one becomes the world. */
static void
choose_extent(Plan *plan)
{
    g_autoptr(GArray) positions = g_array_new(FALSE, FALSE, sizeof(MarchLonLat));
    double precision = 0;
    for (guint i = 0; i < plan->drawn->len; i++) {
        const MarchPlace *place = get_drawn(plan, i)->place;
        g_array_append_val(positions, place->position);
        precision = MAX(precision, place->precision_km);
    }
    MarchBox box = march_extent_about(positions);
    const MarchLonLat corners[] = {{box.west, box.south}, {box.east, box.north}};
    plan->span_km = distance_km(corners[0], corners[1]);
    const double radius = MAX(AROUND_KM, 1.3 * precision);
    const double missing = radius - plan->span_km / 2;
    if (missing > 0) {
        const double lat = CLAMP((box.south + box.north) / 2, -85, 85);
        const double up = missing / 111.2;
        const double side = MIN(up / cos(lat * G_PI / 180), 170);
        box.south = MAX(box.south - up, -90);
        box.north = MIN(box.north + up, 90);
        box.west = remainder(box.west - side, 360);
        box.east = remainder(box.east + side, 360);
        plan->span_km = 2 * radius;
    }
    if (march_box_width(box) >= WORLD_DEGREES) {
        box = (MarchBox){-180, MIN(-56, box.south), 180, MAX(78, box.north)};
        plan->span_km = WORLD_KM;
    }
    plan->extent = box;
}

/** Candidates that would stand on each other share a label. */
static void
choose_leaders(Plan *plan)
{
    for (guint i = 0; i < plan->drawn->len; i++) {
        Drawn *drawn = &g_array_index(plan->drawn, Drawn, i);
        drawn->leader = i;
        for (guint k = 0; k < i && drawn->leader == i; k++) {
            const Drawn *other = get_drawn(plan, k);
            if (other->leader == k && other->name == drawn->name &&
                distance_km(other->place->position, drawn->place->position) <
                    plan->span_km * ONE_SPOT) {
                drawn->leader = k;
            }
        }
    }
}

/** "1, 2": the keys of all that stand here, and the name where there is room for it. */
static char *
make_label(const Plan *plan, guint leader)
{
    const Drawn *drawn = get_drawn(plan, leader);
    g_autoptr(GString) text = g_string_new(drawn->key);
    gboolean is_alone = TRUE;
    for (guint i = leader + 1; i < plan->drawn->len; i++) {
        if (get_drawn(plan, i)->leader == leader) {
            g_string_append_printf(text, ", %s", get_drawn(plan, i)->key);
            is_alone = FALSE;
        }
    }
    if (is_alone && plan->drawn->len <= NAMED_LIMIT) {
        g_autofree char *visible = march_text_make_visible(drawn->place->name);
        g_autofree char *name = march_text_cut(visible, LABEL_WIDTH);
        g_string_append_printf(text, "  %s", name);
    }
    return g_strdup(text->str);
}

/** "1  Springfield, Missouri, US: 0.10", with the kind of place where it is no town. */
static char *
describe(const Drawn *drawn)
{
    const MarchPlace *place = drawn->place;
    g_autofree char *visible = march_text_make_visible(place->name);
    g_autofree char *name = march_text_cut(visible, ENTRY_WIDTH);
    g_autoptr(GString) text = g_string_new(drawn->key);
    g_string_append_printf(text, "  %s", name);
    if (place->place_class != MARCH_PLACE_PLACE) {
        g_string_append_printf(text, " (%s)",
                               march_place_class_name(place->place_class));
    }
    if (place->admin1 != NULL && strcmp(place->admin1, place->name) != 0) {
        g_autofree char *region = march_text_make_visible(place->admin1);
        g_autofree char *cut = march_text_cut(region, ENTRY_WIDTH / 2);
        g_string_append_printf(text, ", %s", cut);
    }
    if (place->country[0] != '\0') {
        g_string_append_printf(text, ", %s", place->country);
    }
    char score[G_ASCII_DTOSTR_BUF_SIZE];
    g_string_append_printf(text, ": %s",
                           g_ascii_formatd(score, sizeof score, "%.2f", place->score));
    return g_strdup(text->str);
}

static MarchFeatures *
make_features(const Plan *plan)
{
    MarchFeatures *features = march_features_new();
    for (guint i = 0; i < plan->drawn->len; i++) {
        const Drawn *drawn = get_drawn(plan, i);
        g_autofree char *entry = describe(drawn);
        MarchFeature *feature = march_features_add(
            features, march_geometry_new_point(drawn->place->position));
        march_features_set_string(features, feature, "entry", entry);
        march_features_set_number(features, feature, "rank", drawn->rank);
        march_features_set_number(features, feature, "series",
                                  drawn->name % SERIES + 1);
        march_features_set_number(features, feature, "precision",
                                  drawn->place->precision_km);
        march_features_set_boolean(features, feature, "named", TRUE);
        if (drawn->leader == i) {
            g_autofree char *label = make_label(plan, i);
            march_features_set_string(features, feature, "label", label);
        }
    }
    return features;
}

/** Appends @text as a YAML scalar that means just it. */
static void
append_quoted(GString *yaml, const char *text)
{
    g_string_append_c(yaml, '"');
    for (const char *p = text; *p != '\0'; p++) {
        if (*p == '"' || *p == '\\') {
            g_string_append_c(yaml, '\\');
        }
        g_string_append_c(yaml, *p);
    }
    g_string_append(yaml, "\"\n");
}

static const char *
status_words(const MarchAnswer *answer)
{
    static const char *const words[] = {"found", "ambiguous", "not found"};
    return words[answer->status];
}

/** "A Batken: found; B Springfield: ambiguous", or what is known of the one name. */
static char *
make_subtitle(const Plan *plan)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; plan->names > 1 && i < plan->names; i++) {
        g_autofree char *shown = show_name(plan, i, LABEL_WIDTH);
        g_string_append_printf(text, "%s%c %s: %s", i > 0 ? "; " : "", 'A' + (int)i,
                               shown, status_words(get_answer(plan, i)));
    }
    if (plan->names == 1) {
        const MarchAnswer *answer = get_answer(plan, 0);
        g_string_append(text, status_words(answer));
        text->str[0] = g_ascii_toupper(text->str[0]);
        if (answer->reason != NULL) {
            g_autofree char *reason = march_text_make_visible(answer->reason);
            g_string_append_printf(text, ": %s", reason);
        }
    }
    return g_strdup(text->str);
}

/** What the subtitle has no room for: names, and why they are not found. */
static void
append_notes(const Plan *plan, gboolean has_names, GString *yaml)
{
    gboolean has_head = FALSE;
    for (guint i = 0; plan->names > 1 && i < plan->names; i++) {
        const MarchAnswer *answer = get_answer(plan, i);
        if (!has_names && answer->status == MARCH_ANSWER_FOUND) {
            continue;
        }
        g_autofree char *shown = show_name(plan, i, TITLE_WIDTH);
        g_autofree char *reason = march_text_make_visible(
            answer->status == MARCH_ANSWER_FOUND || answer->reason == NULL
                ? ""
                : answer->reason);
        g_autofree char *note = g_strdup_printf(
            "%c %s: %s%s%s%s", 'A' + (int)i, shown, status_words(answer),
            *reason != '\0' ? ", " : "", reason,
            is_wanted(plan, i) ? "." : "; its candidates are not drawn.");
        g_string_append(yaml, has_head ? "  - " : "notes:\n  - ");
        append_quoted(yaml, note);
        has_head = TRUE;
    }
    if (plan->left_out > 0) {
        g_autofree char *note =
            g_strdup_printf("%u unlikely candidate%s not drawn.", plan->left_out,
                            plan->left_out == 1 ? " is" : "s are");
        g_string_append(yaml, has_head ? "  - " : "notes:\n  - ");
        append_quoted(yaml, note);
    }
}

static void
append_texts(const Plan *plan, GString *yaml)
{
    g_autofree char *first = show_name(plan, 0, TITLE_WIDTH);
    g_autofree char *title =
        plan->names == 1
            ? g_strdup_printf("Candidates for \xE2\x80\x9C%s\xE2\x80\x9D", first)
            : g_strdup_printf("Candidates for %u names", plan->names);
    g_autofree char *subtitle = make_subtitle(plan);
    const gboolean has_room =
        plan->names == 1 || march_text_width(subtitle) <= SUBTITLE_WIDTH;
    g_string_append(yaml, "title: ");
    append_quoted(yaml, title);
    if (has_room) {
        g_string_append(yaml, "subtitle: ");
        append_quoted(yaml, subtitle);
    }
    append_notes(plan, !has_room, yaml);
}

static char *
make_yaml(const Plan *plan)
{
    const MarchBox box = plan->extent;
    const double numbers[] = {box.west, box.south, box.east, box.north};
    g_autoptr(GString) yaml = g_string_new("figure: 1\nstyle: candidates\n");
    const gboolean is_world = plan->span_km >= WORLD_KM;
    /* The legend has a line or two for each candidate. */
    /* a world is twice as wide as high: on a higher page white would stand over it */
    const int height = is_world ? MAX(125, 86 + 6 * (int)plan->drawn->len)
                                : MAX(115, 70 + 6 * (int)plan->drawn->len);
    g_string_append_printf(yaml, "size: {width: %dmm, height: %dmm}\n",
                           is_world ? height * 15 / 8 : 160, height);
    if (is_world) {
        g_string_append(yaml, "extent-notes: none\n");
    }
    if (plan->map->as_of != NULL) {
        g_string_append_printf(yaml, "as-of: %s\n", plan->map->as_of);
    }
    if (plan->span_km > THIN_KM) {
        g_string_append(yaml, "style-variables: {line-scale: \"0.45\"}\n");
    }
    append_texts(plan, yaml);
    g_string_append(yaml, "extent:\n  bbox: [");
    for (guint i = 0; i < G_N_ELEMENTS(numbers); i++) {
        char text[G_ASCII_DTOSTR_BUF_SIZE];
        g_string_append_printf(yaml, "%s%s", i > 0 ? ", " : "",
                               g_ascii_formatd(text, sizeof text, "%.4f", numbers[i]));
    }
    g_string_append_printf(yaml, "]\n  margin: %s\n",
                           is_world || plan->drawn->len == 1 ? "0%" : "12%");
    g_string_append_printf(yaml, "place-labels: %s\n",
                           plan->span_km > TOWNS_KM ? "named" : "auto");
    return g_strdup(yaml->str);
}

static MarchSpec *
make_spec(const Plan *plan, GError **error)
{
    g_autofree char *yaml = make_yaml(plan);
    MarchSpec *spec =
        march_spec_parse(yaml, strlen(yaml), "candidates", NULL, NULL, error);
    if (spec == NULL) {
        return NULL;
    }
    MarchSpecLayer *layer = g_new0(MarchSpecLayer, 1);
    layer->id = g_strdup("candidates");
    layer->features = make_features(plan);
    g_ptr_array_add(spec->layers, layer);
    spec->is_made = TRUE;
    return spec;
}

static gboolean
render(const Plan *plan, GError **error)
{
    const MarchGeocodeMap *map = plan->map;
    const MarchFigureOptions options = {.outputs = map->outputs};
    g_autoptr(MarchSpec) spec = make_spec(plan, error);
    g_autoptr(MarchSession) session =
        spec != NULL ? march_session_new(map->data_directory, error) : NULL;
    if (session == NULL) {
        return FALSE;
    }
    GError *inner = NULL;
    g_autoptr(MarchResult) result =
        march_session_render_spec(session, spec, &options, &inner);
    for (guint i = 0; i < march_result_count_messages(result); i++) {
        if (map->is_verbose || !march_result_is_note(result, i)) {
            g_printerr("%s\n", march_result_get_message(result, i));
        }
    }
    if (inner != NULL) {
        g_propagate_error(error, inner);
        return FALSE;
    }
    return TRUE;
}

/** Says what is not on the map. */
static void
tell(const Plan *plan)
{
    for (guint i = 0; i < plan->map->answers->len; i++) {
        g_autofree char *name = show_name(plan, i, TITLE_WIDTH);
        if (i >= NAME_LIMIT) {
            g_printerr("marchland geocode: \"%s\" is not on the map, which takes %d "
                       "names\n",
                       name, NAME_LIMIT);
        } else if (get_answer(plan, i)->candidates->len == 0) {
            g_printerr("marchland geocode: \"%s\" has no candidate to draw\n", name);
        }
    }
    if (plan->left_out > 0 && plan->map->is_verbose) {
        g_printerr("marchland geocode: %u unlikely candidates are not on the map\n",
                   plan->left_out);
    }
}

gboolean
march_geocode_map_draw(const MarchGeocodeMap *map, GError **error)
{
    Plan plan = {.map = map, .names = MIN(map->answers->len, NAME_LIMIT)};
    plan.drawn = g_array_new(FALSE, FALSE, sizeof(Drawn));
    g_array_set_clear_func(plan.drawn, clear_drawn);
    choose_candidates(&plan);
    tell(&plan);
    gboolean is_drawn = FALSE;
    if (plan.drawn->len == 0) {
        march_error_set(error, MARCH_ERROR_UNKNOWN, MARCH_LOCATION_NONE,
                        "no name has a candidate with a position: no map is drawn");
    } else {
        choose_extent(&plan);
        choose_leaders(&plan);
        is_drawn = render(&plan, error);
    }
    g_array_unref(plan.drawn);
    return is_drawn;
}
