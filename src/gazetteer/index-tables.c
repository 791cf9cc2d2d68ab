/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "index-writer-private.h"
#include "sound.h"

/** Above this, in tenths of a kilometre, a position is an anchor. */
#define ANCHOR_PRECISION 50
/** Records read at a time. */
#define BLOCK_COUNT 4096U
/** Names between two reports of progress. */
#define TELL_EVERY 65536U
/** Bits of a grid entry's prefix below the cell: the weight. */
#define WEIGHT_BITS 47U

static gboolean
add_hash(MarchExternalSorter *sorter,
         const MarchSound *sound,
         guint32 key,
         GError **error)
{
    const MarchSortRecord record = {
        .prefix = (guint64)march_index_hash(sound->text, sound->length) << 32 | key,
    };
    return march_external_sorter_add(sorter, &record, error);
}

static gboolean
put_number(MarchIndexWriter *writer,
           MarchIndexSection section,
           guint32 number,
           GError **error)
{
    return march_index_writer_put(writer, section, &number, sizeof number, error);
}

static gboolean
begin_key(MarchIndexWriter *writer, const char *key, GError **error)
{
    MarchSound sound = {.length = (guint)strlen(key)};
    g_assert(sound.length <= MARCH_SOUND_LIMIT);
    memcpy(sound.text, key, sound.length + 1);
    MarchSound soft;
    MarchSound skeleton;
    march_sound_soften(&sound, &soft);
    march_sound_skeleton(&sound, &skeleton);
    guint16 trigrams[MARCH_SOUND_LIMIT + 2];
    const guint count = march_trigrams_of(soft.text, soft.length, trigrams);
    const guint32 number = writer->key_count++;
    march_country_keys_begin(writer->countries, number, &sound);
    return add_hash(writer->soft, &soft, number, error) &&
           (skeleton.length == 0 ||
            add_hash(writer->skeleton, &skeleton, number, error)) &&
           march_key_blocks_begin(writer->keys, key, count, error) &&
           march_trigram_lists_add(writer->trigrams, number, trigrams, count, error);
}

/** The sorted names, as keys and name records. */
static gboolean
merge_names(MarchIndexWriter *writer, GError **error)
{
    const guint64 total = march_name_sorter_count(writer->sorter);
    char key[MARCH_SOUND_LIMIT + 2] = "";
    MarchSortedName last = {.place = G_MAXUINT32};
    MarchSortedName name;
    GError *inner = NULL;
    for (guint64 done = 0; march_name_sorter_next(writer->sorter, &name, &inner);
         done++) {
        if (done % TELL_EVERY == 0 &&
            !march_index_listener_tell(&writer->options.listener, "sorting", done,
                                       total, error)) {
            return FALSE;
        }
        if (writer->key_count == 0 || strcmp(key, name.key) != 0) {
            g_strlcpy(key, name.key, sizeof key);
            /* The first byte is the key's size, see march_index_writer_add_name(). */
            if (!begin_key(writer, key + 1, error)) {
                return FALSE;
            }
        } else if (name.string == last.string && name.place == last.place) {
            continue;
        }
        last = name;
        const MarchNameRecord record = {
            .place = name.place | name.flags << MARCH_NAME_PLACE_BITS,
            .string = name.string,
        };
        march_key_blocks_add_name(writer->keys, &record);
        if (!march_country_keys_add_name(writer->countries, name.place, error)) {
            return FALSE;
        }
    }
    if (inner != NULL) {
        g_propagate_error(error, inner);
        return FALSE;
    }
    return TRUE;
}

static gboolean
write_names(MarchIndexWriter *writer, GError **error)
{
    if (!march_name_sorter_finish(writer->sorter, error) ||
        !merge_names(writer, error)) {
        return FALSE;
    }
    g_clear_pointer(&writer->sorter, march_name_sorter_free);
    return march_key_blocks_finish(writer->keys, error);
}

/** How many bits of the hash number the buckets of a table of @count keys. */
static guint
bucket_bits(guint64 count)
{
    guint bits = 0;
    while (bits < MARCH_HASH_BITS_LIMIT && count >> (bits + 2) > 1) {
        bits++;
    }
    return bits;
}

/** Writes the sorted entries to @entries, and the buckets to @section. */
static gboolean
merge_hashes(MarchIndexWriter *writer,
             MarchIndexSection section,
             MarchExternalSorter *sorter,
             MarchScratch *entries,
             GError **error)
{
    const guint bits = bucket_bits(march_external_sorter_count(sorter));
    const guint below = 64 - bits;
    const guint size = writer->key_count <= MARCH_HASH_KEYS_SHORT ? 3 : 4;
    guint64 bucket = 0;
    guint32 count = 0;
    MarchSortRecord record;
    GError *inner = NULL;
    if (!put_number(writer, section, bits, error)) {
        return FALSE;
    }
    while (march_external_sorter_next(sorter, &record, &inner)) {
        const guint64 own = bits == 0 ? 0 : record.prefix >> below;
        for (; bucket <= own; bucket++) {
            if (!put_number(writer, section, count, error)) {
                return FALSE;
            }
        }
        const guint32 key = (guint32)record.prefix;
        const guint32 check =
            (guint32)(record.prefix >> (below - MARCH_HASH_CHECK_BITS)) &
            ((1U << MARCH_HASH_CHECK_BITS) - 1U);
        const guint32 entry = check << (8 * size - MARCH_HASH_CHECK_BITS) | key;
        const guint8 bytes[] = {(guint8)entry, (guint8)(entry >> 8),
                                (guint8)(entry >> 16), (guint8)(entry >> 24)};
        if (!march_scratch_append(entries, bytes, size, error)) {
            return FALSE;
        }
        count++;
    }
    for (; inner == NULL && bucket <= (guint64)1 << bits; bucket++) {
        if (!put_number(writer, section, count, error)) {
            return FALSE;
        }
    }
    if (inner != NULL) {
        g_propagate_error(error, inner);
        return FALSE;
    }
    return TRUE;
}

/** Consumes @sorter. */
static gboolean
write_hashes(MarchIndexWriter *writer,
             MarchIndexSection section,
             MarchExternalSorter **sorter,
             GError **error)
{
    if (writer->key_count > MARCH_HASH_KEY_LIMIT) {
        march_error_set(error, MARCH_ERROR_LIMIT,
                        march_location_new(writer->path, 0, 0),
                        "the gazetteer is too large for one index: its names have more "
                        "than %u sounds; build one index for each part of the world",
                        MARCH_HASH_KEY_LIMIT);
        return FALSE;
    }
    g_autoptr(MarchScratch) entries =
        march_scratch_new(writer->path, march_index_writer_share(writer, 8));
    if (!march_external_sorter_finish(*sorter, error) ||
        !merge_hashes(writer, section, *sorter, entries, error)) {
        return FALSE;
    }
    g_clear_pointer(sorter, march_external_sorter_free);
    const guint64 size = march_scratch_get_size(entries);
    guint32 block[BLOCK_COUNT];
    for (guint64 done = 0; done < size;) {
        const gsize part = (gsize)MIN(size - done, (guint64)sizeof block);
        if (!march_scratch_read(entries, done, block, part, error) ||
            !march_index_writer_put(writer, section, block, part, error)) {
            return FALSE;
        }
        done += part;
    }
    return TRUE;
}

static int
compare_admin(gconstpointer a, gconstpointer b)
{
    return strcmp(((const MarchAdminEntry *)a)->code,
                  ((const MarchAdminEntry *)b)->code);
}

static gboolean
write_admin(MarchIndexWriter *writer, GError **error)
{
    g_array_sort(writer->admin, compare_admin);
    for (guint i = 0; i < writer->admin->len; i++) {
        const MarchAdminEntry *entry =
            &g_array_index(writer->admin, MarchAdminEntry, i);
        const MarchAdminRecord record = {
            (guint32)march_scratch_get_size(
                writer->sections[MARCH_SECTION_ADMIN_CODES]),
            entry->place};
        if (!march_index_writer_put(writer, MARCH_SECTION_ADMIN_CODES, entry->code,
                                    strlen(entry->code) + 1, error) ||
            !march_index_writer_put(writer, MARCH_SECTION_ADMIN, &record, sizeof record,
                                    error)) {
            return FALSE;
        }
    }
    return TRUE;
}

static int
compare_grid_places(const MarchSortRecord *a, const MarchSortRecord *b)
{
    MarchGridPlace first;
    MarchGridPlace second;
    memcpy(&first, a->bytes, sizeof first);
    memcpy(&second, b->bytes, sizeof second);
    return first.place < second.place ? -1 : first.place > second.place;
}

/** Adds a settlement to those of the grid: by cell, the most important first. */
static gboolean
add_to_grid(MarchExternalSorter *grid,
            const MarchPlaceRecord *place,
            guint32 number,
            GError **error)
{
    /* A village known only to some kilometres is not to be drawn there. */
    const gboolean is_anchored =
        place->population == 0 && place->precision > ANCHOR_PRECISION;
    if (place->place_class != 0 || is_anchored ||
        (place->flags & MARCH_RECORD_UNPLACED) != 0) {
        return TRUE;
    }
    const guint64 cell = march_grid_cell(place->lon / 1e6, place->lat / 1e6);
    const guint64 most = ((guint64)1 << WEIGHT_BITS) - 1;
    const MarchGridPlace entry = {number, place->lon, place->lat};
    const MarchSortRecord record = {
        .prefix = cell << WEIGHT_BITS | (most - MIN(march_place_weight(place), most)),
        .bytes = (const guint8 *)&entry,
        .size = sizeof entry,
    };
    return march_external_sorter_add(grid, &record, error);
}

static gboolean
collect_grid(MarchIndexWriter *writer, MarchExternalSorter *grid, GError **error)
{
    g_autofree MarchPlaceTraits *block = g_new(MarchPlaceTraits, BLOCK_COUNT);
    for (guint32 start = 0; start < writer->place_count; start += BLOCK_COUNT) {
        const guint32 count = MIN(BLOCK_COUNT, writer->place_count - start);
        if (!march_scratch_read(writer->sections[MARCH_SECTION_TRAITS],
                                start * (guint64)sizeof *block, block,
                                count * sizeof *block, error)) {
            return FALSE;
        }
        for (guint32 i = 0; i < count; i++) {
            MarchPlaceRecord record;
            if (!march_scratch_read(writer->sections[MARCH_SECTION_DETAILS],
                                    block[i].details, &record, sizeof record, error) ||
                !add_to_grid(grid, &record, start + i, error)) {
                return FALSE;
            }
        }
    }
    return march_external_sorter_finish(grid, error);
}

/** Fills the table of cells up to and with @cell. */
static gboolean
begin_cells(MarchIndexWriter *writer,
            guint32 *next,
            guint32 cell,
            guint32 start,
            GError **error)
{
    for (; *next <= cell; (*next)++) {
        if (!put_number(writer, MARCH_SECTION_GRID, start, error)) {
            return FALSE;
        }
    }
    return TRUE;
}

/** Settlements by one-degree cell, the most important first. */
static gboolean
write_grid(MarchIndexWriter *writer, GError **error)
{
    g_autoptr(MarchExternalSorter) grid = march_external_sorter_new(
        writer->path, march_index_writer_share(writer, 4), compare_grid_places);
    if (!collect_grid(writer, grid, error)) {
        return FALSE;
    }
    MarchSortRecord entry;
    GError *inner = NULL;
    guint32 next_cell = 0;
    guint32 count = 0;
    for (; march_external_sorter_next(grid, &entry, &inner); count++) {
        const guint32 cell = (guint32)(entry.prefix >> WEIGHT_BITS);
        if (!begin_cells(writer, &next_cell, cell, count, error) ||
            !march_index_writer_put(writer, MARCH_SECTION_GRID_PLACES, entry.bytes,
                                    sizeof(MarchGridPlace), error)) {
            return FALSE;
        }
    }
    if (inner != NULL) {
        g_propagate_error(error, inner);
        return FALSE;
    }
    return begin_cells(writer, &next_cell, MARCH_GRID_CELLS, count, error);
}

gboolean
march_index_writer_make_tables(MarchIndexWriter *writer, GError **error)
{
    return write_names(writer, error) && write_admin(writer, error) &&
           write_hashes(writer, MARCH_SECTION_SOFT, &writer->soft, error) &&
           write_hashes(writer, MARCH_SECTION_SKELETON, &writer->skeleton, error) &&
           march_trigram_lists_write(writer->trigrams,
                                     writer->sections[MARCH_SECTION_TRIGRAM_OFFSETS],
                                     writer->sections[MARCH_SECTION_TRIGRAMS], error) &&
           march_country_keys_write(
               writer->countries, writer->sections[MARCH_SECTION_COUNTRIES],
               writer->sections[MARCH_SECTION_COUNTRY_KEYS],
               writer->sections[MARCH_SECTION_COUNTRY_SIGNATURES], error) &&
           write_grid(writer, error);
}
