/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/date.h"
#include "build-state.h"
#include "name-codes.h"
#include "place-kinds.h"

#define TELL_EVERY 4096U

static gboolean
add_all_names(MarchBuild *build,
              guint32 place,
              const MarchGeonamesRow *row,
              const MarchPlaceKind *kind,
              gboolean is_main,
              GError **error)
{
    const gboolean is_admin = march_build_is_admin(kind->place_class);
    if (!march_build_add_name(build, place, row->name, row->country, is_admin,
                              is_main ? MARCH_NAME_MAIN : 0, error)) {
        return FALSE;
    }
    const char *rest = row->alternates;
    while (rest != NULL && *rest != '\0') {
        const gsize length = strcspn(rest, ",");
        g_autofree char *name = g_strndup(rest, length);
        rest += rest[length] == ',' ? length + 1 : length;
        const gboolean is_code = kind->place_class != MARCH_PLACE_COUNTRY &&
                                 march_name_is_code(name, row->name, row->alternates);
        if (!is_code && strcmp(name, row->name) != 0 &&
            !march_build_add_name(build, place, name, row->country, is_admin, 0,
                                  error)) {
            return FALSE;
        }
    }
    return TRUE;
}

/** What the index keeps of @row, all but its name. */
static MarchPlaceRecord
describe_row(MarchBuild *build,
             const MarchGeonamesRow *row,
             const MarchPlaceKind *kind,
             guint8 source)
{
    MarchPlaceRecord record = {
        .geonames_id = (guint32)row->id,
        .population = (guint32)CLAMP(row->population, 0, (gint64)G_MAXUINT32),
        .place_class = (guint8)kind->place_class,
        .rank = kind->rank,
        .source = source,
    };
    memcpy(record.country, row->country, strlen(row->country));
    march_build_set_position(&record, row->position);
    const gboolean is_settlement = kind->place_class == MARCH_PLACE_PLACE;
    march_build_set_precision(
        &record, is_settlement ? march_settlement_precision(row->population)
                               : march_place_default_precision(kind->place_class));
    if (kind->is_former) {
        record.flags |= MARCH_RECORD_FORMER;
    }
    march_build_join_units(build, row, is_settlement, &record);
    return record;
}

/** Tells the places of CSV rows with the row's id what GeoNames knows of them. */
static gboolean
merge_row(MarchBuild *build,
          MarchMergedPlace *merged,
          const MarchGeonamesRow *row,
          const MarchPlaceRecord *record,
          const MarchPlaceKind *kind,
          GError **error)
{
    for (; merged != NULL; merged = merged->next) {
        merged->record = *record;
        merged->has_come = TRUE;
        if (!add_all_names(build, merged->place, row, kind, FALSE, error)) {
            return FALSE;
        }
    }
    return TRUE;
}

static gboolean
add_row(MarchBuild *build, const MarchGeonamesRow *row, guint8 source, GError **error)
{
    const MarchPlaceKind kind = march_geonames_kind(row);
    MarchAdminUnit *own =
        kind.is_former ? NULL : march_build_find_unit(build, row, kind.place_class);
    if (own != NULL && own->place != MARCH_UNIT_UNPLACED) {
        if (!own->has_position) {
            own->has_position = TRUE;
            own->position = row->position;
        }
        return add_all_names(build, own->place, row, &kind, FALSE, error);
    }
    const MarchPlaceRecord record = describe_row(build, row, &kind, source);
    MarchMergedPlace *merged =
        row->id == 0
            ? NULL
            : g_hash_table_lookup(build->by_id, GUINT_TO_POINTER(record.geonames_id));
    if (merged != NULL) {
        return merge_row(build, merged, row, &record, &kind, error);
    }
    guint32 place;
    return march_index_writer_add_place(build->writer, &record, &place, error) &&
           add_all_names(build, place, row, &kind, TRUE, error);
}

/** Keeps the latest date, which tells how old the tables are. */
static void
note_date(MarchBuild *build, const char *modified)
{
    MarchDate date;
    if (strlen(modified) == 10 && strcmp(modified, build->modified) > 0 &&
        march_date_parse(modified, &date)) {
        g_strlcpy(build->modified, modified, sizeof build->modified);
    }
}

static gboolean
tell(const MarchBuild *build, const MarchGeonamesReader *reader, GError **error)
{
    return march_build_tell(build, "reading",
                            build->done + march_geonames_reader_get_position(reader),
                            build->total, error);
}

static void
report_repeated(const MarchBuild *build, const char *path, guint64 repeated)
{
    if (repeated > 0) {
        march_diagnostics_add(build->diagnostics, MARCH_SEVERITY_NOTE, "repeated-place",
                              march_location_new(path, 0, 0), NULL,
                              "%" G_GUINT64_FORMAT
                              " lines have the geonameid of a line before them; the "
                              "first one of a place is kept, the others are left out",
                              repeated);
    }
}

gboolean
march_build_add_geonames(MarchBuild *build, const char *path, GError **error)
{
    g_autoptr(MarchGeonamesReader) reader =
        march_geonames_reader_open(path, build->diagnostics, error);
    if (reader == NULL) {
        return FALSE;
    }
    const guint8 source = march_build_number_source(build, "GeoNames (CC BY 4.0)");
    MarchGeonamesRow row;
    GError *inner = NULL;
    guint64 repeated = 0;
    while (march_geonames_reader_next(reader, &row, &inner)) {
        if (build->rows++ % TELL_EVERY == 0 && !tell(build, reader, error)) {
            return FALSE;
        }
        note_date(build, row.modified);
        if (row.id != 0 && !march_id_set_add(build->ids, (guint32)row.id)) {
            repeated++;
        } else if (!add_row(build, &row, source, error)) {
            return FALSE;
        }
    }
    report_repeated(build, path, repeated);
    build->done += march_geonames_reader_get_position(reader);
    if (inner != NULL) {
        g_propagate_error(error, inner);
        return FALSE;
    }
    return TRUE;
}
