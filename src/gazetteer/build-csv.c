/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "build-state.h"
#include "place-kinds.h"
#include "places-csv.h"

/** MarchPlaceRecord.rank of a feature that somebody lists: as known as a sea. */
#define LISTED_FEATURE_RANK 6

/** Adds a row of CSV; a unit with the same code becomes this place. */
static gboolean
add_row(MarchBuild *build, const MarchPlaceRow *row, GError **error)
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
        .source = march_build_number_source(build,
                                            row->source != NULL ? row->source : "user"),
    };
    /* The codes are GeoNames': where a source disagrees on the country, they win. */
    const gboolean has_country_code =
        unit != NULL && g_ascii_isalpha(row->code[0]) && g_ascii_isalnum(row->code[1]);
    memcpy(record.country, has_country_code ? row->code : row->country, 2);
    const double precision = row->precision_km >= 0
                                 ? row->precision_km
                                 : march_place_default_precision(row->place_class);
    march_build_set_precision(&record, precision);
    if (row->place_class == MARCH_PLACE_FEATURE) {
        record.rank = LISTED_FEATURE_RANK;
    }
    if (row->is_notable) {
        record.flags |= MARCH_RECORD_NOTABLE;
    }
    if (row->has_position) {
        march_build_set_position(&record, row->position);
    } else {
        record.flags |= MARCH_RECORD_UNPLACED;
    }
    guint32 place;
    if (unit != NULL && unit->place != MARCH_UNIT_UNPLACED) {
        place = unit->place;
    } else if (!march_index_writer_add_place(build->writer, &record, &place, error)) {
        return FALSE;
    }
    const gboolean is_admin = march_build_is_admin(row->place_class);
    const char *country = record.country[0] == '\0' ? "" : row->country;
    const gboolean has_unit_name = unit != NULL && unit->name != NULL;
    if (has_unit_name && !march_build_add_name(build, place, unit->name, country,
                                               is_admin, MARCH_NAME_MAIN, error)) {
        return FALSE;
    }
    if (!march_build_add_name(build, place, row->name, country, is_admin,
                              has_unit_name ? 0 : MARCH_NAME_MAIN, error)) {
        return FALSE;
    }
    for (guint i = 0; i < row->alternates->len; i++) {
        if (!march_build_add_name(build, place, row->alternates->pdata[i], country,
                                  is_admin, 0, error)) {
            return FALSE;
        }
    }
    if (unit == NULL && row->geonames_id > 0) {
        const gpointer id = GUINT_TO_POINTER((guint)row->geonames_id);
        MarchMergedPlace *merged = g_new0(MarchMergedPlace, 1);
        merged->place = place;
        merged->next = g_hash_table_lookup(build->by_id, id);
        g_hash_table_steal(build->by_id, id);
        g_hash_table_insert(build->by_id, id, merged);
    }
    if (unit != NULL && unit->place == MARCH_UNIT_UNPLACED) {
        unit->place = place;
        unit->has_position = row->has_position;
        unit->position = row->position;
        unit->radius_km = precision;
    }
    return TRUE;
}

gboolean
march_build_add_csv(MarchBuild *build, const char *path, GError **error)
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
