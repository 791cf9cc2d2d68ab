/* SPDX-License-Identifier: MIT */
#include <math.h>
#include <string.h>

#include "build-state.h"
#include "place-kinds.h"

/** Fewer members do not show where a district lies. */
#define ENOUGH_MEMBERS    3
#define SEAT_PRECISION_KM 25.0
/** A shorter stem would make seats of chance. */
#define SHORTEST_STEM 3
/** A seat may lie this many radii from the middle of its region. */
#define REGION_REACH  1.5
#define KM_PER_DEGREE 111.195
/** More than any settlement has people. */
#define MAIN_NAME_WEIGHT ((gint64)1 << 40)

gboolean
march_build_add_units(MarchBuild *build, GError **error)
{
    const guint8 source = march_build_number_source(build, "GeoNames (CC BY 4.0)");
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
            !march_build_add_name(build, unit->place, unit->name, country, TRUE,
                                  MARCH_NAME_MAIN, error)) {
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

/** Only a district whose name no other of the country has may sit in another region. */
static void
expect_far_seat(MarchBuild *build,
                const char *country,
                const MarchSound *sound,
                MarchAdminUnit *unit)
{
    char *key = seat_key(country, sound);
    gpointer other;
    if (g_hash_table_lookup_extended(build->seats, key, NULL, &other) &&
        other != unit) {
        unit = NULL;
    }
    g_hash_table_insert(build->seats, key, unit);
}

void
march_build_expect_seats(MarchBuild *build)
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
            expect_far_seat(build, country, &form->sound, unit);
        }
    }
}

MarchAdminUnit *
march_build_find_unit(const MarchBuild *build,
                      const MarchGeonamesRow *row,
                      MarchPlaceClass place_class)
{
    g_autofree char *code = NULL;
    if (row->feature_class[0] != 'A') {
        return NULL;
    }
    /* PCLIX and PCL are parts of a country, not the country of the code. */
    if (place_class == MARCH_PLACE_COUNTRY && strcmp(row->feature_code, "PCLIX") != 0 &&
        strcmp(row->feature_code, "PCL") != 0) {
        code = g_strdup(row->country);
    } else if (strcmp(row->feature_code, "ADM1") == 0) {
        code = g_strdup_printf("%s.%s", row->country, row->admin1);
    } else if (strcmp(row->feature_code, "ADM2") == 0) {
        code = g_strdup_printf("%s.%s.%s", row->country, row->admin1, row->admin2);
    }
    return code == NULL ? NULL : march_admin_units_find(build->units, code);
}

/**
 * The district of the region that has the settlement's name, or that name as an
 * adjective without its ending: "Sun-" of Suna, "Krasnogor-" of Krasnogorsk.
 */
static MarchAdminUnit *
find_seated(const MarchBuild *build, const char *region_code, const MarchSound *sound)
{
    static const char *const endings[] = {"", "a", "o", "e", "i", "sk", "sko", "ska"};
    for (guint i = 0; i < G_N_ELEMENTS(endings); i++) {
        const gsize cut = strlen(endings[i]);
        if (!g_str_has_suffix(sound->text, endings[i]) ||
            (i > 0 && sound->length < cut + SHORTEST_STEM)) {
            continue;
        }
        g_autofree char *key = g_strdup_printf(
            "%s %.*s", region_code, (int)(strlen(sound->text) - cut), sound->text);
        MarchAdminUnit *unit = g_hash_table_lookup(build->seats, key);
        if (unit != NULL) {
            return unit;
        }
    }
    return NULL;
}

/** Remembers the settlement of @row when @name is that of a district of its region. */
static void
join_seat_by_name(MarchBuild *build,
                  const MarchGeonamesRow *row,
                  const char *name,
                  const char *region_code,
                  gint64 weight)
{
    MarchSound sound;
    march_name_fold(build->folder, name, &sound);
    MarchAdminUnit *seated = find_seated(build, region_code, &sound);
    if (seated != NULL && weight > seated->seat_weight) {
        seated->has_seat = TRUE;
        seated->seat = row->position;
        seated->seat_weight = weight;
    }
    if (seated != NULL || weight < MAIN_NAME_WEIGHT) {
        return;
    }
    /* Regions change, and the settlement may still have the code of an older one. */
    g_autofree char *country_key = seat_key(row->country, &sound);
    MarchAdminUnit *far = g_hash_table_lookup(build->seats, country_key);
    if (far != NULL && weight > far->far_seat_weight) {
        far->far_seat = row->position;
        far->far_seat_weight = weight;
    }
}

/** Whether @name may be the Latin name that tables of districts have. */
static gboolean
begins_latin(const char *name)
{
    return g_unichar_get_script(g_utf8_get_char(name)) == G_UNICODE_SCRIPT_LATIN;
}

/**
 * The same with all names of the settlement: a district keeps an older or another
 * spelling of its seat's name. What has it as its main name comes first.
 */
static void
join_seat(MarchBuild *build,
          const MarchGeonamesRow *row,
          const char *region_code,
          guint8 rank)
{
    if (g_hash_table_size(build->seats) == 0) {
        return;
    }
    const gint64 size = row->population + (gint64)rank * 2000 + 1;
    join_seat_by_name(build, row, row->name, region_code, size + MAIN_NAME_WEIGHT);
    const char *rest = row->alternates;
    while (rest != NULL && *rest != '\0') {
        const gsize length = strcspn(rest, ",");
        if (begins_latin(rest)) {
            g_autofree char *name = g_strndup(rest, length);
            join_seat_by_name(build, row, name, region_code, size);
        }
        rest += rest[length] == ',' ? length + 1 : length;
    }
}

void
march_build_join_units(MarchBuild *build,
                       const MarchGeonamesRow *row,
                       gboolean is_settlement,
                       MarchPlaceRecord *record)
{
    char code[256];
    MarchAdminUnit *country = march_admin_units_find(build->units, row->country);
    g_snprintf(code, sizeof code, "%s.%s", row->country, row->admin1);
    MarchAdminUnit *region = march_admin_units_find(build->units, code);
    if (region != NULL && region->place != MARCH_UNIT_UNPLACED) {
        record->admin1 = region->place + 1;
    }
    if (is_settlement) {
        join_seat(build, row, code, record->rank);
    }
    MarchAdminUnit *district = NULL;
    if (row->admin2[0] != '\0') {
        g_snprintf(code, sizeof code, "%s.%s.%s", row->country, row->admin1,
                   row->admin2);
        district = march_admin_units_find(build->units, code);
    }
    if (district != NULL && district->place != MARCH_UNIT_UNPLACED) {
        record->admin2 = district->place + 1;
    }
    MarchAdminUnit *const units[] = {country, region, district};
    for (guint i = 0; is_settlement && i < G_N_ELEMENTS(units); i++) {
        if (units[i] != NULL) {
            march_admin_unit_add_member(units[i], row->position, row->population);
        }
    }
}

/** Whether the settlement with the unit's name lies where the unit's region does. */
static gboolean
has_far_seat(const MarchAdminUnits *units, const MarchAdminUnit *unit)
{
    const MarchAdminUnit *parent = march_admin_units_find_parent(units, unit);
    if (unit->far_seat_weight == 0 || parent == NULL || !parent->has_position) {
        return FALSE;
    }
    const double lon = remainder(unit->far_seat.lon - parent->position.lon, 360);
    const double x = lon * cos(unit->far_seat.lat * G_PI / 180);
    const double y = unit->far_seat.lat - parent->position.lat;
    return hypot(x, y) * KM_PER_DEGREE <= REGION_REACH * parent->radius_km;
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
    } else if (!has_middle && has_far_seat(units, unit)) {
        unit->position = unit->far_seat;
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
    march_build_set_position(record, unit->position);
    march_build_set_precision(record, unit->radius_km);
}

/** Completes a CSV row from its GeoNames row; what the CSV gives stays. */
static gboolean
merge_place(MarchBuild *build, const MarchMergedPlace *merged, GError **error)
{
    MarchPlaceRecord record;
    if (!merged->has_come) {
        return TRUE;
    }
    if (!march_index_writer_get_place(build->writer, merged->place, &record, error)) {
        return FALSE;
    }
    record.admin1 = merged->record.admin1;
    record.admin2 = merged->record.admin2;
    record.rank = merged->record.rank;
    if (record.population == 0) {
        record.population = merged->record.population;
    }
    return march_index_writer_change_place(build->writer, merged->place, &record,
                                           error);
}

static gboolean
complete_unit(MarchBuild *build, MarchAdminUnit *unit, guint *borrowed, GError **error)
{
    MarchPlaceRecord record;
    if (!march_index_writer_get_place(build->writer, unit->place, &record, error)) {
        return FALSE;
    }
    place_unit(build->units, unit, &record);
    record.rank = (guint8)MIN(10 * log10(1 + (double)unit->population), 255);
    const MarchAdminUnit *parent = march_admin_units_find_parent(build->units, unit);
    if (march_admin_unit_level(unit) == 2 && parent != NULL &&
        parent->place != MARCH_UNIT_UNPLACED) {
        record.admin1 = parent->place + 1;
    }
    *borrowed += (record.flags & MARCH_RECORD_BORROWED) != 0;
    march_index_writer_add_admin(build->writer, unit->code, unit->place);
    return march_index_writer_change_place(build->writer, unit->place, &record, error);
}

gboolean
march_build_place_units(MarchBuild *build, GError **error)
{
    GHashTableIter iter;
    gpointer value;
    g_hash_table_iter_init(&iter, build->by_id);
    while (g_hash_table_iter_next(&iter, NULL, &value)) {
        for (const MarchMergedPlace *merged = value; merged != NULL;
             merged = merged->next) {
            if (!merge_place(build, merged, error)) {
                return FALSE;
            }
        }
    }
    guint borrowed = 0;
    for (guint level = 0; level <= 2; level++) {
        for (guint i = 0; i < march_admin_units_count(build->units); i++) {
            MarchAdminUnit *unit = march_admin_units_get(build->units, i);
            if (march_admin_unit_level(unit) == level &&
                unit->place != MARCH_UNIT_UNPLACED &&
                !complete_unit(build, unit, &borrowed, error)) {
                return FALSE;
            }
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
