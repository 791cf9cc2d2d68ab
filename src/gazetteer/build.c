/* SPDX-License-Identifier: MIT */
#include "build.h"

#include <math.h>
#include <string.h>
#include <sys/stat.h>

#include "admin-units.h"
#include "gazetteer.h"
#include "geonames-reader.h"
#include "index-writer.h"
#include "name-forms.h"
#include "place-kinds.h"
#include "places-csv.h"

#define NAME_LIMIT     400
#define SOURCE_LIMIT   250
#define PROGRESS_EVERY 4096
/** Fewer members do not show where a district lies. */
#define ENOUGH_MEMBERS    3
#define SEAT_PRECISION_KM 25.0

typedef struct {
    const MarchBuildSources *sources;
    MarchDiagnostics *diagnostics;
    MarchIndexWriter *writer;
    MarchNameFolder *folder;
    MarchAdminUnits *units;
    GHashTable *seats;   /**< "KG.09 sound" -> MarchAdminUnit that may sit there */
    GHashTable *by_id;   /**< GeoNames id -> Merged: CSV rows of places */
    GPtrArray *credits;  /**< of char: the sources by number */
    GArray *forms;       /**< of MarchNameForm, for one name */
    guint64 done, total; /**< bytes */
    guint64 names;
} Build;

/** A place of a CSV row that a GeoNames row describes too. */
typedef struct {
    guint32 place;
    MarchPlaceRecord record; /**< what GeoNames adds, when it has come */
    gboolean has_come;
} Merged;

static guint8
number_source(Build *build, const char *source)
{
    for (guint i = 0; i < build->credits->len; i++) {
        if (strcmp(build->credits->pdata[i], source) == 0) {
            return (guint8)i;
        }
    }
    if (build->credits->len == SOURCE_LIMIT) {
        return 0;
    }
    g_ptr_array_add(build->credits, g_strdelimit(g_strdup(source), "\n\r", ' '));
    return (guint8)(build->credits->len - 1);
}

static gboolean
add_name(Build *build,
         guint32 place,
         const char *name,
         const char *country,
         gboolean is_admin,
         guint flags,
         GError **error)
{
    if (name[0] == '\0' || strlen(name) > NAME_LIMIT) {
        return TRUE;
    }
    g_array_set_size(build->forms, 0);
    march_name_forms_for_index(build->folder, name, country, is_admin, build->forms);
    for (guint i = 0; i < build->forms->len; i++) {
        const MarchNameForm *form = &g_array_index(build->forms, MarchNameForm, i);
        guint form_flags = flags;
        if ((form->flags & MARCH_FORM_STRIPPED) != 0) {
            form_flags |= MARCH_NAME_STRIPPED;
        }
        if ((form->flags & MARCH_FORM_READING) != 0) {
            form_flags |= MARCH_NAME_READING;
        }
        if ((form->flags & MARCH_FORM_HEAD) != 0) {
            form_flags |= MARCH_NAME_HEAD;
        }
        if (!march_index_writer_add_name(build->writer, place, form->sound.text, name,
                                         form_flags, error)) {
            return FALSE;
        }
        build->names++;
    }
    return TRUE;
}

static guint16
to_precision(double km)
{
    return (guint16)CLAMP(km * 10, 1, G_MAXUINT16);
}

static void
set_position(MarchPlaceRecord *record, MarchLonLat position)
{
    record->lon = (gint32)lround(position.lon * 1e6);
    record->lat = (gint32)lround(position.lat * 1e6);
}

static gboolean
is_admin_class(MarchPlaceClass place_class)
{
    return place_class == MARCH_PLACE_DISTRICT || place_class == MARCH_PLACE_REGION;
}

/** Adds a row of CSV; a unit with the same code becomes this place. */
static gboolean
add_row(Build *build, const MarchPlaceRow *row, GError **error)
{
    MarchAdminUnit *unit = NULL;
    if (row->code != NULL) {
        unit = march_admin_units_add(build->units, row->code);
    }
    MarchPlaceRecord record = {
        .geonames_id = (guint32)row->geonames_id,
        .population = (guint32)row->population,
        .valid_from = row->valid.from.day,
        .valid_to = row->valid.to.day,
        .place_class = (guint8)row->place_class,
        .source = number_source(build, row->source != NULL ? row->source : "user"),
    };
    /* The codes are GeoNames': where a source disagrees on the country, they win. */
    memcpy(record.country, unit != NULL ? row->code : row->country, 2);
    const double precision = row->precision_km >= 0
                                 ? row->precision_km
                                 : march_place_default_precision(row->place_class);
    record.precision = to_precision(precision);
    if (row->is_notable) {
        record.flags |= MARCH_RECORD_NOTABLE;
    }
    if (row->has_position) {
        set_position(&record, row->position);
    } else {
        record.flags |= MARCH_RECORD_UNPLACED;
    }
    guint32 place;
    if (unit != NULL && unit->place != MARCH_UNIT_UNPLACED) {
        place = unit->place;
    } else if (!march_index_writer_add_place(build->writer, &record, &place, error)) {
        return FALSE;
    }
    const gboolean is_admin = is_admin_class(row->place_class);
    const char *country = record.country[0] == '\0' ? "" : row->country;
    const gboolean has_unit_name = unit != NULL && unit->name != NULL;
    if (has_unit_name && !add_name(build, place, unit->name, country, is_admin,
                                   MARCH_NAME_MAIN, error)) {
        return FALSE;
    }
    if (!add_name(build, place, row->name, country, is_admin,
                  has_unit_name ? 0 : MARCH_NAME_MAIN, error)) {
        return FALSE;
    }
    for (guint i = 0; i < row->alternates->len; i++) {
        if (!add_name(build, place, row->alternates->pdata[i], country, is_admin, 0,
                      error)) {
            return FALSE;
        }
    }
    if (unit == NULL && row->geonames_id > 0) {
        Merged *merged = g_new0(Merged, 1);
        merged->place = place;
        g_hash_table_replace(build->by_id, GUINT_TO_POINTER((guint)row->geonames_id),
                             merged);
    }
    if (unit != NULL && unit->place == MARCH_UNIT_UNPLACED) {
        unit->place = place;
        unit->has_position = row->has_position;
        unit->position = row->position;
        unit->radius_km = precision;
    }
    return TRUE;
}

static gboolean
add_csv(Build *build, const char *path, GError **error)
{
    g_autoptr(GPtrArray) rows = march_places_csv_read(path, build->diagnostics, error);
    if (rows == NULL) {
        return FALSE;
    }
    for (guint i = 0; i < rows->len; i++) {
        if (!add_row(build, rows->pdata[i], error)) {
            return FALSE;
        }
    }
    return TRUE;
}

/** Gives each unit of the tables that no CSV row described a place of its own. */
static gboolean
add_units(Build *build, GError **error)
{
    const guint8 source = number_source(build, "GeoNames (CC BY 4.0)");
    for (guint i = 0; i < march_admin_units_count(build->units); i++) {
        MarchAdminUnit *unit = march_admin_units_get(build->units, i);
        if (unit->place != MARCH_UNIT_UNPLACED || unit->name == NULL) {
            continue;
        }
        const guint level = march_admin_unit_level(unit);
        MarchPlaceRecord record = {
            .geonames_id = (guint32)unit->geonames_id,
            .place_class = level == 1 ? MARCH_PLACE_REGION : MARCH_PLACE_DISTRICT,
            .flags = MARCH_RECORD_UNPLACED,
            .source = source,
        };
        const char country[3] = {unit->code[0], unit->code[1], '\0'};
        memcpy(record.country, country, 2);
        if (!march_index_writer_add_place(build->writer, &record, &unit->place,
                                          error) ||
            !add_name(build, unit->place, unit->name, country, TRUE, MARCH_NAME_MAIN,
                      error)) {
            return FALSE;
        }
    }
    return TRUE;
}

static char *
seat_key(const char *region, const MarchSound *sound)
{
    return g_strconcat(region, " ", sound->text, NULL);
}

/** By which settlement names in which region a district's seat is known. */
static void
expect_seats(Build *build)
{
    for (guint i = 0; i < march_admin_units_count(build->units); i++) {
        MarchAdminUnit *unit = march_admin_units_get(build->units, i);
        if (march_admin_unit_level(unit) != 2 || unit->name == NULL ||
            unit->has_position) {
            continue;
        }
        const char country[3] = {unit->code[0], unit->code[1], '\0'};
        g_autofree char *region =
            g_strndup(unit->code, (gsize)(strrchr(unit->code, '.') - unit->code));
        g_array_set_size(build->forms, 0);
        march_name_forms_for_index(build->folder, unit->name, country, TRUE,
                                   build->forms);
        for (guint k = 0; k < build->forms->len; k++) {
            const MarchNameForm *form = &g_array_index(build->forms, MarchNameForm, k);
            g_hash_table_insert(build->seats, seat_key(region, &form->sound), unit);
        }
    }
}

/** The unit a row of class A stands for, or NULL. */
static MarchAdminUnit *
find_own_unit(Build *build, const MarchGeonamesRow *row, MarchPlaceClass place_class)
{
    g_autofree char *code = NULL;
    if (place_class == MARCH_PLACE_COUNTRY) {
        code = g_strdup(row->country);
    } else if (place_class == MARCH_PLACE_REGION) {
        code = g_strdup_printf("%s.%s", row->country, row->admin1);
    } else if (strcmp(row->feature_code, "ADM2") == 0) {
        code = g_strdup_printf("%s.%s.%s", row->country, row->admin1, row->admin2);
    }
    return code == NULL ? NULL : march_admin_units_find(build->units, code);
}

/** Counts a settlement with the units it lies in. */
static void
join_units(Build *build,
           const MarchGeonamesRow *row,
           guint8 rank,
           MarchPlaceRecord *record)
{
    MarchAdminUnit *country = march_admin_units_find(build->units, row->country);
    if (country != NULL) {
        march_admin_unit_add_member(country, row->position, row->population);
    }
    g_autofree char *region_code = g_strdup_printf("%s.%s", row->country, row->admin1);
    MarchAdminUnit *region = march_admin_units_find(build->units, region_code);
    if (region != NULL) {
        record->admin1 = region->place + 1;
        march_admin_unit_add_member(region, row->position, row->population);
    }
    g_autofree char *district_code = g_strdup_printf("%s.%s", region_code, row->admin2);
    MarchAdminUnit *district = march_admin_units_find(build->units, district_code);
    if (district != NULL && row->admin2[0] != '\0') {
        record->admin2 = district->place + 1;
        march_admin_unit_add_member(district, row->position, row->population);
    }
    if (g_hash_table_size(build->seats) == 0) {
        return;
    }
    MarchSound sound;
    march_name_fold(build->folder, row->name, &sound);
    g_autofree char *key = seat_key(region_code, &sound);
    MarchAdminUnit *seated = g_hash_table_lookup(build->seats, key);
    const gint64 weight = row->population + (gint64)rank * 2000 + 1;
    if (seated != NULL && weight > seated->seat_weight) {
        seated->has_seat = TRUE;
        seated->seat = row->position;
        seated->seat_weight = weight;
    }
}

static gboolean
add_all_names(Build *build,
              guint32 place,
              const MarchGeonamesRow *row,
              gboolean is_admin,
              gboolean is_main,
              GError **error)
{
    if (!add_name(build, place, row->name, row->country, is_admin,
                  is_main ? MARCH_NAME_MAIN : 0, error)) {
        return FALSE;
    }
    char *rest = row->alternates;
    while (rest != NULL && *rest != '\0') {
        char *comma = strchr(rest, ',');
        if (comma != NULL) {
            *comma = '\0';
        }
        if (strcmp(rest, row->name) != 0 &&
            !add_name(build, place, rest, row->country, is_admin, 0, error)) {
            return FALSE;
        }
        rest = comma == NULL ? NULL : comma + 1;
    }
    return TRUE;
}

static gboolean
add_geonames_row(Build *build,
                 const MarchGeonamesRow *row,
                 guint8 source,
                 GError **error)
{
    const MarchPlaceClass place_class = march_geonames_classify(row);
    MarchAdminUnit *own = NULL;
    if (place_class != MARCH_PLACE_PLACE && place_class != MARCH_PLACE_FEATURE) {
        own = find_own_unit(build, row, place_class);
    }
    if (own != NULL && own->place != MARCH_UNIT_UNPLACED) {
        if (!own->has_position) {
            own->has_position = TRUE;
            own->position = row->position;
        }
        return add_all_names(build, own->place, row, TRUE, FALSE, error);
    }
    MarchPlaceRecord record = {
        .geonames_id = (guint32)CLAMP(row->id, 0, (gint64)G_MAXUINT32),
        .population = (guint32)CLAMP(row->population, 0, (gint64)G_MAXUINT32),
        .place_class = (guint8)place_class,
        .source = source,
    };
    memcpy(record.country, row->country, strlen(row->country));
    set_position(&record, row->position);
    double precision = march_place_default_precision(place_class);
    if (place_class == MARCH_PLACE_PLACE) {
        record.rank = march_geonames_rank(row->feature_code);
        precision = march_settlement_precision(row->population);
        join_units(build, row, record.rank, &record);
    }
    record.precision = to_precision(precision);
    Merged *merged =
        g_hash_table_lookup(build->by_id, GUINT_TO_POINTER(record.geonames_id));
    if (merged != NULL && record.geonames_id != 0) {
        merged->record = record;
        merged->has_come = TRUE;
        return add_all_names(build, merged->place, row, FALSE, FALSE, error);
    }
    guint32 place;
    return march_index_writer_add_place(build->writer, &record, &place, error) &&
           add_all_names(build, place, row, is_admin_class(place_class), TRUE, error);
}

static gboolean
add_geonames(Build *build, const char *path, GError **error)
{
    g_autoptr(MarchGeonamesReader) reader =
        march_geonames_reader_open(path, build->diagnostics, error);
    if (reader == NULL) {
        return FALSE;
    }
    const guint8 source = number_source(build, "GeoNames (CC BY 4.0)");
    MarchGeonamesRow row;
    GError *inner = NULL;
    guint64 rows = 0;
    while (march_geonames_reader_next(reader, &row, &inner)) {
        if (!add_geonames_row(build, &row, source, error)) {
            return FALSE;
        }
        if (++rows % PROGRESS_EVERY == 0 && build->sources->progress != NULL) {
            build->sources->progress(build->done +
                                         march_geonames_reader_get_position(reader),
                                     build->total, build->sources->progress_data);
        }
    }
    build->done += march_geonames_reader_get_position(reader);
    if (inner != NULL) {
        g_propagate_error(error, inner);
        return FALSE;
    }
    return TRUE;
}

/** Where a unit without a position of its own lies, as well as can be told. */
static void
place_unit(const MarchAdminUnits *units, MarchAdminUnit *unit, MarchPlaceRecord *record)
{
    MarchLonLat middle;
    double radius;
    const gboolean has_middle = march_admin_unit_get_middle(unit, &middle, &radius);
    const double least = march_admin_unit_level(unit) == 1 ? 40 : 8;
    if (unit->has_position) {
        if (unit->radius_km <= 0) {
            unit->radius_km = has_middle ? MAX(radius, least) : SEAT_PRECISION_KM;
        }
    } else if (has_middle && unit->members >= ENOUGH_MEMBERS) {
        unit->position = middle;
        unit->radius_km = MAX(radius, least);
    } else if (unit->has_seat) {
        unit->position = unit->seat;
        unit->radius_km = SEAT_PRECISION_KM;
        record->flags |= MARCH_RECORD_SEAT;
    } else if (has_middle) {
        unit->position = middle;
        unit->radius_km = MAX(radius, SEAT_PRECISION_KM);
    } else {
        const MarchAdminUnit *parent = march_admin_units_find_parent(units, unit);
        if (parent == NULL || !parent->has_position) {
            return;
        }
        unit->position = parent->position;
        unit->radius_km = MAX(parent->radius_km, SEAT_PRECISION_KM);
        record->flags |= MARCH_RECORD_BORROWED;
    }
    unit->has_position = TRUE;
    record->flags &= (guint8)~MARCH_RECORD_UNPLACED;
    set_position(record, unit->position);
    record->precision = to_precision(unit->radius_km);
}

/** Completes a CSV row from its GeoNames row; what the CSV gives stays. */
static void
merge_record(const Merged *merged, MarchPlaceRecord *records)
{
    if (!merged->has_come) {
        return;
    }
    MarchPlaceRecord *record = &records[merged->place];
    record->admin1 = merged->record.admin1;
    record->admin2 = merged->record.admin2;
    record->rank = merged->record.rank;
    if (record->population == 0) {
        record->population = merged->record.population;
    }
}

static gboolean
place_units(Build *build, GError **error)
{
    guint32 count;
    MarchPlaceRecord *records =
        march_index_writer_map_places(build->writer, &count, error);
    if (records == NULL) {
        return count == 0 && (error == NULL || *error == NULL);
    }
    GHashTableIter iter;
    gpointer value;
    g_hash_table_iter_init(&iter, build->by_id);
    while (g_hash_table_iter_next(&iter, NULL, &value)) {
        merge_record(value, records);
    }
    guint borrowed = 0;
    for (guint level = 0; level <= 2; level++) {
        for (guint i = 0; i < march_admin_units_count(build->units); i++) {
            MarchAdminUnit *unit = march_admin_units_get(build->units, i);
            if (march_admin_unit_level(unit) != level ||
                unit->place == MARCH_UNIT_UNPLACED) {
                continue;
            }
            MarchPlaceRecord *record = &records[unit->place];
            place_unit(build->units, unit, record);
            record->rank = (guint8)MIN(10 * log10(1 + (double)unit->population), 255);
            const MarchAdminUnit *parent =
                march_admin_units_find_parent(build->units, unit);
            if (level == 2 && parent != NULL && parent->place != MARCH_UNIT_UNPLACED) {
                record->admin1 = parent->place + 1;
            }
            borrowed += (record->flags & MARCH_RECORD_BORROWED) != 0;
            march_index_writer_add_admin(build->writer, unit->code, unit->place);
        }
    }
    if (borrowed > 0) {
        march_diagnostics_add(build->diagnostics, MARCH_SEVERITY_NOTE, "unplaced-units",
                              MARCH_LOCATION_NONE, NULL,
                              "%u districts are known by name only and stand at the "
                              "middle of their region with its radius as precision",
                              borrowed);
    }
    return TRUE;
}

typedef struct {
    MarchIndexWriter *writer;
    GError **error;
    gboolean failed;
} Learning;

static void
keep_learned(gunichar letter, const char *latin, gpointer data)
{
    Learning *learning = data;
    if (!learning->failed && !march_index_writer_add_learned(learning->writer, letter,
                                                             latin, learning->error)) {
        learning->failed = TRUE;
    }
}

static char *
describe(const Build *build)
{
    guint32 places = 0;
    (void)march_index_writer_map_places(build->writer, &places, NULL);
    GString *text = g_string_new(NULL);
    g_string_append_printf(text, "places: %u\n", places);
    g_string_append_printf(text, "units: %u\n", march_admin_units_count(build->units));
    for (guint i = 0; i < build->credits->len; i++) {
        g_string_append_printf(text, "source-%u: %s\n", i,
                               (const char *)build->credits->pdata[i]);
    }
    return g_string_free(text, FALSE);
}

static gboolean
run(Build *build, GError **error)
{
    const MarchBuildSources *sources = build->sources;
    if ((sources->admin1 != NULL &&
         !march_admin_units_read(build->units, sources->admin1, build->diagnostics,
                                 error)) ||
        (sources->admin2 != NULL &&
         !march_admin_units_read(build->units, sources->admin2, build->diagnostics,
                                 error))) {
        return FALSE;
    }
    for (guint i = 0; sources->places != NULL && sources->places[i] != NULL; i++) {
        if (!add_csv(build, sources->places[i], error)) {
            return FALSE;
        }
    }
    if (!add_units(build, error)) {
        return FALSE;
    }
    expect_seats(build);
    for (guint i = 0; sources->geonames != NULL && sources->geonames[i] != NULL; i++) {
        if (!add_geonames(build, sources->geonames[i], error)) {
            return FALSE;
        }
    }
    return place_units(build, error);
}

static guint64
measure(const char *const *paths)
{
    guint64 total = 0;
    for (guint i = 0; paths != NULL && paths[i] != NULL; i++) {
        struct stat status;
        if (stat(paths[i], &status) == 0) {
            total += (guint64)status.st_size;
        }
    }
    return total;
}

/** Runs @sources into @writer; the metadata, or NULL with @error. */
static char *
fill(MarchIndexWriter *writer,
     const MarchBuildSources *sources,
     MarchDiagnostics *diagnostics,
     GError **error)
{
    g_autoptr(MarchNameFolder) folder = march_name_folder_new();
    g_autoptr(MarchAdminUnits) units = march_admin_units_new();
    g_autoptr(GHashTable) seats =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GHashTable) by_id = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    g_autoptr(GPtrArray) credits = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GArray) forms = g_array_new(FALSE, FALSE, sizeof(MarchNameForm));
    Build build = {
        .sources = sources,
        .diagnostics = diagnostics,
        .writer = writer,
        .folder = folder,
        .units = units,
        .seats = seats,
        .by_id = by_id,
        .credits = credits,
        .forms = forms,
        .total = measure(sources->geonames),
    };
    if (!run(&build, error)) {
        return NULL;
    }
    Learning learning = {writer, error, FALSE};
    march_speller_foreach_learned(march_name_folder_get_speller(folder), keep_learned,
                                  &learning);
    return learning.failed ? NULL : describe(&build);
}

gboolean
march_gazetteer_build(const MarchBuildSources *sources,
                      const char *output,
                      MarchDiagnostics *diagnostics,
                      GError **error)
{
    g_autoptr(MarchIndexWriter) writer = march_index_writer_new(output, error);
    if (writer == NULL) {
        return FALSE;
    }
    g_autofree char *metadata = fill(writer, sources, diagnostics, error);
    return metadata != NULL && march_index_writer_finish(writer, metadata, error);
}

GBytes *
march_gazetteer_build_places(const char *csv_path,
                             MarchDiagnostics *diagnostics,
                             GError **error)
{
    const char *const places[] = {csv_path, NULL};
    const MarchBuildSources sources = {.places = places};
    g_autoptr(MarchIndexWriter) writer = march_index_writer_new(NULL, error);
    if (writer == NULL) {
        return NULL;
    }
    g_autofree char *metadata = fill(writer, &sources, diagnostics, error);
    return metadata == NULL
               ? NULL
               : march_index_writer_finish_in_memory(writer, metadata, error);
}
