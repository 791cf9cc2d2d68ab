/* SPDX-License-Identifier: MIT */
#include "index-writer.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "key-blocks.h"
#include "name-sorter.h"
#include "scratch.h"
#include "sound.h"
#include "trigram-lists.h"

/** Memory for sorting names; a larger gazetteer spills to disk. */
#define SORT_MEMORY ((gsize)256 << 20)
/** Above this, in tenths of a kilometre, a position is an anchor. */
#define ANCHOR_PRECISION 50
/** Distinct names remembered so as to store each once. */
#define INTERNED_LIMIT 2000000U

typedef struct {
    char *code;
    guint32 place;
} AdminEntry;

struct MarchIndexWriter {
    char *path;
    MarchScratch *sections[MARCH_SECTION_COUNT];
    MarchNameSorter *sorter;
    MarchTrigramLists *trigrams;
    MarchKeyBlocks *keys;
    GArray *soft, *skeleton; /**< of guint64: hash above key */
    GArray *admin;           /**< of AdminEntry */
    guint32 place_count, key_count;
    GArray *anchors;          /**< of guint32: see MARCH_PLACES_ANCHORED */
    MarchPlaceRecord *places; /**< mapped, or NULL */
    GHashTable *strings;      /**< name -> its offset */
};

static gboolean
fail(const MarchIndexWriter *writer, const char *doing, GError **error)
{
    const int saved = errno;
    march_error_set(error, march_error_code_from_errno(saved, TRUE),
                    march_location_new(writer->path, 0, 0), "cannot %s the index: %s",
                    doing, g_strerror(saved));
    return FALSE;
}

static void
clear_admin(gpointer entry)
{
    g_free(((AdminEntry *)entry)->code);
}

static gboolean put(MarchIndexWriter *writer,
                    MarchIndexSection section,
                    const void *bytes,
                    gsize size,
                    GError **error);

MarchIndexWriter *
march_index_writer_new(const char *path, GError **error)
{
    g_autoptr(MarchIndexWriter) writer = g_new0(MarchIndexWriter, 1);
    writer->path = g_strdup(path);
    writer->sorter = march_name_sorter_new(path, SORT_MEMORY);
    writer->trigrams = march_trigram_lists_new(path);
    writer->soft = g_array_new(FALSE, FALSE, sizeof(guint64));
    writer->skeleton = g_array_new(FALSE, FALSE, sizeof(guint64));
    writer->strings = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    writer->admin = g_array_new(FALSE, FALSE, sizeof(AdminEntry));
    g_array_set_clear_func(writer->admin, clear_admin);
    for (guint i = 0; i < MARCH_SECTION_COUNT; i++) {
        writer->sections[i] = march_scratch_new(path);
    }
    writer->keys = march_key_blocks_new(writer->sections[MARCH_SECTION_KEY_STARTS],
                                        writer->sections[MARCH_SECTION_KEY_BLOCKS],
                                        writer->sections[MARCH_SECTION_KEY_TEXT],
                                        writer->sections[MARCH_SECTION_NAMES]);
    writer->anchors = g_array_new(FALSE, FALSE, sizeof(guint32));
    /* Offset 0 is the empty string: a place whose name has no key. */
    if (!put(writer, MARCH_SECTION_STRINGS, "", 1, error)) {
        return NULL;
    }
    return g_steal_pointer(&writer);
}

void
march_index_writer_free(MarchIndexWriter *writer)
{
    if (writer == NULL) {
        return;
    }
    for (guint i = 0; i < MARCH_SECTION_COUNT; i++) {
        march_scratch_free(writer->sections[i]);
    }
    march_name_sorter_free(writer->sorter);
    march_trigram_lists_free(writer->trigrams);
    march_key_blocks_free(writer->keys);
    g_array_unref(writer->anchors);
    g_array_unref(writer->soft);
    g_array_unref(writer->skeleton);
    g_array_unref(writer->admin);
    g_hash_table_unref(writer->strings);
    g_free(writer->path);
    g_free(writer);
}

static gboolean
put(MarchIndexWriter *writer,
    MarchIndexSection section,
    const void *bytes,
    gsize size,
    GError **error)
{
    if (!march_scratch_append(writer->sections[section], bytes, size, error)) {
        return FALSE;
    }
    if (march_scratch_get_size(writer->sections[section]) > G_MAXUINT32 &&
        section != MARCH_SECTION_PLACES && section != MARCH_SECTION_NAMES) {
        march_error_set(
            error, MARCH_ERROR_LIMIT, march_location_new(writer->path, 0, 0),
            "the gazetteer is too large: section %d passes 4 GiB", (int)section);
        return FALSE;
    }
    return TRUE;
}

gboolean
march_index_writer_add_place(MarchIndexWriter *writer,
                             const MarchPlaceRecord *record,
                             guint32 *place,
                             GError **error)
{
    if (writer->place_count == MARCH_NAME_PLACE_MASK) {
        march_error_set(error, MARCH_ERROR_LIMIT,
                        march_location_new(writer->path, 0, 0),
                        "the gazetteer has more than %u places", MARCH_NAME_PLACE_MASK);
        return FALSE;
    }
    if (writer->place_count % MARCH_PLACES_ANCHORED == 0) {
        const guint32 anchor =
            (guint32)march_scratch_get_size(writer->sections[MARCH_SECTION_STRINGS]);
        g_array_append_val(writer->anchors, anchor);
    }
    *place = writer->place_count++;
    return put(writer, MARCH_SECTION_PLACES, record, sizeof *record, error);
}

/** The offset of @string, which is stored once unless there are very many. */
static gboolean
intern(MarchIndexWriter *writer, const char *string, guint32 *offset, GError **error)
{
    gpointer known = g_hash_table_lookup(writer->strings, string);
    if (known != NULL) {
        *offset = GPOINTER_TO_UINT(known);
        return TRUE;
    }
    *offset = (guint32)march_scratch_get_size(writer->sections[MARCH_SECTION_STRINGS]);
    if (g_hash_table_size(writer->strings) < INTERNED_LIMIT) {
        g_hash_table_insert(writer->strings, g_strdup(string),
                            GUINT_TO_POINTER(*offset));
    }
    return put(writer, MARCH_SECTION_STRINGS, string, strlen(string) + 1, error);
}

gboolean
march_index_writer_add_name(MarchIndexWriter *writer,
                            guint32 place,
                            const char *key,
                            const char *name,
                            guint flags,
                            GError **error)
{
    guint32 string;
    if (!intern(writer, name, &string, error)) {
        return FALSE;
    }
    MarchSound sound = {.length = (guint)strlen(key)};
    g_assert(sound.length <= MARCH_SOUND_LIMIT);
    memcpy(sound.text, key, sound.length + 1);
    /* Keys are sorted by size first: a byte before the text does it. */
    char sized[MARCH_SOUND_LIMIT + 2] = {(char)(1 + march_key_size(&sound))};
    memcpy(sized + 1, key, sound.length + 1);
    const MarchSortedName entry = {sized, string, place, flags};
    return march_name_sorter_add(writer->sorter, &entry, error);
}

void
march_index_writer_add_admin(MarchIndexWriter *writer, const char *code, guint32 place)
{
    const AdminEntry entry = {g_strdup(code), place};
    g_array_append_val(writer->admin, entry);
}

gboolean
march_index_writer_add_learned(MarchIndexWriter *writer,
                               gunichar letter,
                               const char *latin,
                               GError **error)
{
    g_autofree char *line = g_strdup_printf("%X\t%s\n", letter, latin);
    return put(writer, MARCH_SECTION_LEARNED, line, strlen(line), error);
}

MarchPlaceRecord *
march_index_writer_map_places(MarchIndexWriter *writer, guint32 *count, GError **error)
{
    *count = writer->place_count;
    writer->places = march_scratch_map(writer->sections[MARCH_SECTION_PLACES], error);
    return writer->places;
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
    const guint64 soft_entry =
        (guint64)march_index_hash(soft.text, soft.length) << 32 | number;
    g_array_append_val(writer->soft, soft_entry);
    if (skeleton.length > 0) {
        const guint64 entry =
            (guint64)march_index_hash(skeleton.text, skeleton.length) << 32 | number;
        g_array_append_val(writer->skeleton, entry);
    }
    return march_key_blocks_begin(writer->keys, key, count, error) &&
           march_trigram_lists_add(writer->trigrams, number, trigrams, count, error);
}

/** Streams the sorted names into strings, keys and name records. */
static gboolean
write_names(MarchIndexWriter *writer, GError **error)
{
    g_autofree char *key = NULL;
    MarchSortedName last = {.place = G_MAXUINT32};
    MarchSortedName name;
    GError *inner = NULL;
    while (march_name_sorter_next(writer->sorter, &name, &inner)) {
        const gboolean is_new_key = key == NULL || strcmp(key, name.key) != 0;
        if (is_new_key) {
            g_free(key);
            key = g_strdup(name.key);
            if (!begin_key(writer, key + 1, error)) {
                return FALSE;
            }
        }
        if ((name.flags & MARCH_NAME_MAIN) != 0) {
            writer->places[name.place].name = name.string;
        }
        if (!is_new_key && name.string == last.string && name.place == last.place) {
            continue;
        }
        last = name;
        const MarchNameRecord record = {
            .place = name.place | name.flags << MARCH_NAME_PLACE_BITS,
            .string = name.string,
        };
        march_key_blocks_add_name(writer->keys, &record,
                                  g_array_index(writer->anchors, guint32,
                                                name.place / MARCH_PLACES_ANCHORED));
    }
    if (inner != NULL) {
        g_propagate_error(error, inner);
        return FALSE;
    }
    return march_key_blocks_finish(writer->keys, error) &&
           put(writer, MARCH_SECTION_PLACE_STRINGS, writer->anchors->data,
               writer->anchors->len * sizeof(guint32), error);
}

static int
compare_numbers(gconstpointer a, gconstpointer b)
{
    const guint64 first = *(const guint64 *)a;
    const guint64 second = *(const guint64 *)b;
    return first < second ? -1 : first > second;
}

static gboolean
write_hashes(MarchIndexWriter *writer,
             MarchIndexSection section,
             GArray *entries,
             GError **error)
{
    qsort(entries->data, entries->len, sizeof(guint64), compare_numbers);
    for (guint i = 0; i < entries->len; i++) {
        const guint64 entry = g_array_index(entries, guint64, i);
        const MarchHashRecord record = {(guint32)(entry >> 32), (guint32)entry};
        if (!put(writer, section, &record, sizeof record, error)) {
            return FALSE;
        }
    }
    return TRUE;
}

static int
compare_admin(gconstpointer a, gconstpointer b)
{
    return strcmp(((const AdminEntry *)a)->code, ((const AdminEntry *)b)->code);
}

static gboolean
write_admin(MarchIndexWriter *writer, GError **error)
{
    g_array_sort(writer->admin, compare_admin);
    for (guint i = 0; i < writer->admin->len; i++) {
        const AdminEntry *entry = &g_array_index(writer->admin, AdminEntry, i);
        const MarchAdminRecord record = {
            (guint32)march_scratch_get_size(writer->sections[MARCH_SECTION_STRINGS]),
            entry->place};
        if (!put(writer, MARCH_SECTION_STRINGS, entry->code, strlen(entry->code) + 1,
                 error) ||
            !put(writer, MARCH_SECTION_ADMIN, &record, sizeof record, error)) {
            return FALSE;
        }
    }
    return TRUE;
}

typedef struct {
    guint32 cell, place;
    guint64 weight;
} GridEntry;

static int
compare_grid(const void *a, const void *b)
{
    const GridEntry *first = a;
    const GridEntry *second = b;
    if (first->cell != second->cell) {
        return first->cell < second->cell ? -1 : 1;
    }
    if (first->weight != second->weight) {
        return first->weight > second->weight ? -1 : 1;
    }
    return first->place < second->place ? -1 : first->place > second->place;
}

/** Settlements by one-degree cell, the most important first. */
static gboolean
write_grid(MarchIndexWriter *writer, GError **error)
{
    g_autoptr(GArray) entries = g_array_new(FALSE, FALSE, sizeof(GridEntry));
    for (guint32 i = 0; i < writer->place_count; i++) {
        const MarchPlaceRecord *place = &writer->places[i];
        /* A village known only to some kilometres is not to be drawn there. */
        const gboolean is_anchored =
            place->population == 0 && place->precision > ANCHOR_PRECISION;
        if (place->place_class != 0 || is_anchored ||
            (place->flags & MARCH_RECORD_UNPLACED) != 0) {
            continue;
        }
        const GridEntry entry = {
            march_grid_cell(place->lon / 1e6, place->lat / 1e6),
            i,
            march_place_weight(place),
        };
        g_array_append_val(entries, entry);
    }
    if (entries->len > 0) {
        qsort(entries->data, entries->len, sizeof(GridEntry), compare_grid);
    }
    guint next = 0;
    for (guint32 cell = 0; cell <= MARCH_GRID_CELLS; cell++) {
        while (next < entries->len &&
               g_array_index(entries, GridEntry, next).cell < cell) {
            next++;
        }
        const guint32 start = next;
        if (!put(writer, MARCH_SECTION_GRID, &start, sizeof start, error)) {
            return FALSE;
        }
    }
    for (guint i = 0; i < entries->len; i++) {
        const guint32 place = g_array_index(entries, GridEntry, i).place;
        if (!put(writer, MARCH_SECTION_GRID_PLACES, &place, sizeof place, error)) {
            return FALSE;
        }
    }
    return TRUE;
}

static gboolean
write_section(MarchIndexWriter *writer, guint section, FILE *target, GError **error)
{
    static const char zeros[8] = {0};
    MarchScratch *scratch = writer->sections[section];
    const gsize size = (gsize)march_scratch_get_size(scratch);
    const void *bytes = march_scratch_map(scratch, error);
    if (bytes == NULL && size > 0) {
        return FALSE;
    }
    const gsize padding = -size & 7;
    if ((size > 0 && fwrite(bytes, 1, size, target) != size) ||
        (padding > 0 && fwrite(zeros, 1, padding, target) != padding)) {
        return fail(writer, "write", error);
    }
    return TRUE;
}

static gboolean
write_file(MarchIndexWriter *writer, FILE *target, GError **error)
{
    MarchIndexHeader header = {.version = MARCH_INDEX_VERSION,
                               .byte_order = MARCH_INDEX_BYTE_ORDER};
    memcpy(header.magic, MARCH_INDEX_MAGIC, sizeof header.magic);
    guint64 offset = (sizeof header + 7) & ~(guint64)7;
    for (guint i = 0; i < MARCH_SECTION_COUNT; i++) {
        const guint64 size = march_scratch_get_size(writer->sections[i]);
        header.sections[i] = (MarchSectionRecord){offset, size};
        offset += (size + 7) & ~(guint64)7;
    }
    header.file_size = offset;
    if (fwrite(&header, 1, sizeof header, target) != sizeof header) {
        return fail(writer, "write", error);
    }
    for (guint i = 0; i < MARCH_SECTION_COUNT; i++) {
        if (!write_section(writer, i, target, error)) {
            return FALSE;
        }
    }
    return fflush(target) == 0 || fail(writer, "write", error);
}

/** Writes beside the target and renames, so that a failure leaves the old index. */
static gboolean
replace_file(MarchIndexWriter *writer, GError **error)
{
    g_autofree char *temporary = g_strdup_printf("%s.XXXXXX", writer->path);
    const int descriptor = g_mkstemp_full(temporary, O_RDWR | O_CREAT, 0644);
    FILE *target = descriptor < 0 ? NULL : fdopen(descriptor, "wb");
    if (target == NULL) {
        fail(writer, "create", error);
        if (descriptor >= 0) {
            close(descriptor);
            unlink(temporary);
        }
        return FALSE;
    }
    gboolean done = write_file(writer, target, error);
    if (done && fsync(fileno(target)) != 0) {
        done = fail(writer, "write", error);
    }
    if (fclose(target) != 0 && done) {
        done = fail(writer, "write", error);
    }
    if (done && rename(temporary, writer->path) != 0) {
        done = fail(writer, "replace", error);
    }
    if (!done) {
        unlink(temporary);
    }
    return done;
}

/** Everything but the file itself. */
static gboolean
complete_sections(MarchIndexWriter *writer, const char *metadata, GError **error)
{
    guint32 count;
    if (march_index_writer_map_places(writer, &count, error) == NULL && count > 0) {
        return FALSE;
    }
    return march_name_sorter_finish(writer->sorter, error) &&
           write_names(writer, error) && write_admin(writer, error) &&
           write_hashes(writer, MARCH_SECTION_SOFT, writer->soft, error) &&
           write_hashes(writer, MARCH_SECTION_SKELETON, writer->skeleton, error) &&
           march_trigram_lists_write(writer->trigrams,
                                     writer->sections[MARCH_SECTION_TRIGRAM_OFFSETS],
                                     writer->sections[MARCH_SECTION_TRIGRAMS], error) &&
           write_grid(writer, error) &&
           put(writer, MARCH_SECTION_METADATA, metadata, strlen(metadata), error);
}

gboolean
march_index_writer_finish(MarchIndexWriter *writer,
                          const char *metadata,
                          GError **error)
{
    return complete_sections(writer, metadata, error) && replace_file(writer, error);
}

GBytes *
march_index_writer_finish_in_memory(MarchIndexWriter *writer,
                                    const char *metadata,
                                    GError **error)
{
    if (!complete_sections(writer, metadata, error)) {
        return NULL;
    }
    char *bytes = NULL;
    gsize size = 0;
    FILE *target = open_memstream(&bytes, &size);
    if (target == NULL) {
        fail(writer, "hold", error);
        return NULL;
    }
    const gboolean done = write_file(writer, target, error);
    if (fclose(target) != 0 || !done) {
        free(bytes);
        return NULL;
    }
    return g_bytes_new_with_free_func(bytes, size, free, bytes);
}
