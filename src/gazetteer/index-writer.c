/* SPDX-License-Identifier: MIT */
#include "index-writer-private.h"

#include <string.h>

#include "scripts.h"

/** Memory for sorting names; a larger gazetteer spills to disk. */
#define SORT_MEMORY ((gsize)128 << 20)
/** Less memory than this makes runs too many. */
#define LEAST_SHARE 512U

void
march_index_writer_options_init(MarchIndexWriterOptions *options)
{
    *options = (MarchIndexWriterOptions){
        .memory = SORT_MEMORY,
        .place_limit = MARCH_NAME_PLACE_MASK,
        .name_limit = G_MAXUINT32 - 1U,
        .detail_limit = G_MAXUINT32,
    };
}

static void
clear_admin(gpointer entry)
{
    g_free(((MarchAdminEntry *)entry)->code);
}

gsize
march_index_writer_share(const MarchIndexWriter *writer, guint divisor)
{
    return MAX(writer->options.memory / divisor, LEAST_SHARE);
}

MarchIndexWriter *
march_index_writer_new(const char *path,
                       const MarchIndexWriterOptions *options,
                       GError **error)
{
    g_autoptr(MarchIndexWriter) writer = g_new0(MarchIndexWriter, 1);
    writer->path = g_strdup(path);
    writer->options = *options;
    writer->sorter = march_name_sorter_new(path, march_index_writer_share(writer, 1));
    /* A block of lists has a table of 512 KiB. */
    writer->trigrams = march_trigram_lists_new(
        path, MAX(march_index_writer_share(writer, 4), (gsize)64 << 10));
    writer->soft =
        march_external_sorter_new(path, march_index_writer_share(writer, 4), NULL);
    writer->skeleton =
        march_external_sorter_new(path, march_index_writer_share(writer, 4), NULL);
    writer->countries =
        march_country_keys_new(path, march_index_writer_share(writer, 4));
    writer->strings = march_string_pool_new();
    writer->admin = g_array_new(FALSE, FALSE, sizeof(MarchAdminEntry));
    g_array_set_clear_func(writer->admin, clear_admin);
    for (guint i = 0; i < MARCH_SECTION_COUNT; i++) {
        writer->sections[i] =
            march_scratch_new(path, march_index_writer_share(writer, 8));
    }
    writer->keys = march_key_blocks_new(writer->sections[MARCH_SECTION_KEY_STARTS],
                                        writer->sections[MARCH_SECTION_KEY_BLOCKS],
                                        writer->sections[MARCH_SECTION_KEY_TEXT],
                                        writer->sections[MARCH_SECTION_NAMES]);
    writer->pending_strings = g_byte_array_new();
    /* Offset 0 is the empty string: a place whose name has no key. */
    if (!march_index_writer_put(writer, MARCH_SECTION_DETAILS, "", 1, error)) {
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
    g_byte_array_unref(writer->pending_strings);
    march_external_sorter_free(writer->soft);
    march_external_sorter_free(writer->skeleton);
    march_country_keys_free(writer->countries);
    march_string_pool_free(writer->strings);
    g_array_unref(writer->admin);
    g_free(writer->path);
    g_free(writer);
}

static gboolean
refuse(const MarchIndexWriter *writer, const char *what, guint64 limit, GError **error)
{
    march_error_set(error, MARCH_ERROR_LIMIT, march_location_new(writer->path, 0, 0),
                    "the gazetteer is too large for one index: its %s pass "
                    "%" G_GUINT64_FORMAT "; build one index for each part of the world",
                    what, limit);
    return FALSE;
}

gboolean
march_index_writer_put(MarchIndexWriter *writer,
                       MarchIndexSection section,
                       const void *bytes,
                       gsize size,
                       GError **error)
{
    MarchScratch *scratch = writer->sections[section];
    /* Those of the packed sections are checked where they are packed. */
    if (section == MARCH_SECTION_DETAILS &&
        march_scratch_get_size(scratch) + size > writer->options.detail_limit) {
        return refuse(writer, "bytes of places and names", writer->options.detail_limit,
                      error);
    }
    return march_scratch_append(scratch, bytes, size, error);
}

/** Puts the last place among the others. */
static gboolean
flush_pending(MarchIndexWriter *writer, GError **error)
{
    if (!writer->has_pending) {
        return TRUE;
    }
    writer->has_pending = FALSE;
    const MarchPlaceTraits traits = march_traits_of_record(
        &writer->pending,
        (guint32)march_scratch_get_size(writer->sections[MARCH_SECTION_DETAILS]));
    return march_index_writer_put(writer, MARCH_SECTION_TRAITS, &traits, sizeof traits,
                                  error) &&
           march_index_writer_put(writer, MARCH_SECTION_DETAILS, &writer->pending,
                                  sizeof writer->pending, error) &&
           march_index_writer_put(writer, MARCH_SECTION_DETAILS,
                                  writer->pending_strings->data,
                                  writer->pending_strings->len, error);
}

/** Where the details of @place are or will be. */
static gboolean
find_details(MarchIndexWriter *writer, guint32 place, guint32 *details, GError **error)
{
    MarchPlaceTraits traits;
    if (writer->has_pending && place == writer->place_count - 1) {
        *details =
            (guint32)march_scratch_get_size(writer->sections[MARCH_SECTION_DETAILS]);
        return TRUE;
    }
    if (!march_scratch_read(writer->sections[MARCH_SECTION_TRAITS],
                            place * (guint64)sizeof traits, &traits, sizeof traits,
                            error)) {
        return FALSE;
    }
    *details = traits.details;
    return TRUE;
}

gboolean
march_index_writer_add_place(MarchIndexWriter *writer,
                             const MarchPlaceRecord *record,
                             guint32 *place,
                             GError **error)
{
    if (writer->place_count >= writer->options.place_limit) {
        return refuse(writer, "places", writer->options.place_limit, error);
    }
    if (!flush_pending(writer, error)) {
        return FALSE;
    }
    g_byte_array_set_size(writer->pending_strings, 0);
    writer->pending = *record;
    writer->has_pending = TRUE;
    *place = writer->place_count++;
    march_country_keys_set_place(writer->countries, *place, record->country);
    return TRUE;
}

/**
 * The offset of @string of @place, which is stored once for it unless there are very
 * many; with the names of the last place, also when it is another's.
 */
static gboolean
intern(MarchIndexWriter *writer,
       guint32 place,
       const char *string,
       guint32 *offset,
       GError **error)
{
    const gsize size = strlen(string) + 1;
    const MarchScratch *details = writer->sections[MARCH_SECTION_DETAILS];
    g_autofree char *own = g_strdup_printf("%x %s", place, string);
    guint64 end = march_scratch_get_size(details);
    if (writer->has_pending) {
        end += sizeof writer->pending + writer->pending_strings->len;
    }
    *offset = (guint32)end;
    if (march_string_pool_look_up(writer->strings, own, offset)) {
        return TRUE;
    }
    if (!writer->has_pending) {
        return march_index_writer_put(writer, MARCH_SECTION_DETAILS, string, size,
                                      error);
    }
    if (end + size > writer->options.detail_limit) {
        return refuse(writer, "bytes of places and names", writer->options.detail_limit,
                      error);
    }
    g_byte_array_append(writer->pending_strings, (const guint8 *)string, (guint)size);
    return TRUE;
}

/** Counts @name and its script for its place. */
static void
note_name(MarchIndexWriter *writer, guint32 place, const char *name, guint flags)
{
    const guint derived =
        (guint)MARCH_NAME_STRIPPED | (guint)MARCH_NAME_READING | (guint)MARCH_NAME_HEAD;
    MarchPlaceRecord *record = &writer->pending;
    if (!writer->has_pending || place != writer->place_count - 1 ||
        (flags & derived) != 0) {
        return;
    }
    record->name_count = (guint16)MIN(record->name_count + 1U, G_MAXUINT16);
    record->scripts = (guint16)(record->scripts | 1U << march_script_of(name));
}

gboolean
march_index_writer_add_name(MarchIndexWriter *writer,
                            guint32 place,
                            const char *key,
                            const char *name,
                            guint flags,
                            GError **error)
{
    g_assert(place < writer->place_count);
    guint32 string;
    guint32 details;
    if (march_name_sorter_count(writer->sorter) >= writer->options.name_limit) {
        return refuse(writer, "names", writer->options.name_limit, error);
    }
    if (!intern(writer, place, name, &string, error) ||
        !find_details(writer, place, &details, error)) {
        return FALSE;
    }
    if ((flags & MARCH_NAME_MAIN) != 0 && writer->has_pending &&
        place == writer->place_count - 1 && writer->pending.name == 0) {
        writer->pending.name = string;
    }
    note_name(writer, place, name, flags);
    MarchSound sound = {.length = (guint)strlen(key)};
    g_assert(sound.length <= MARCH_SOUND_LIMIT);
    memcpy(sound.text, key, sound.length + 1);
    /* Keys are sorted by size first: a byte before the text does it. */
    char sized[MARCH_SOUND_LIMIT + 2] = {(char)(1 + march_key_size(&sound))};
    memcpy(sized + 1, key, sound.length + 1);
    const MarchSortedName entry = {sized, string - details, place, flags};
    return march_name_sorter_add(writer->sorter, &entry, error);
}

void
march_index_writer_add_admin(MarchIndexWriter *writer, const char *code, guint32 place)
{
    const MarchAdminEntry entry = {g_strdup(code), place};
    g_array_append_val(writer->admin, entry);
}

gboolean
march_index_writer_add_learned(MarchIndexWriter *writer,
                               gunichar letter,
                               const char *latin,
                               GError **error)
{
    g_autofree char *line = g_strdup_printf("%X\t%s\n", letter, latin);
    return march_index_writer_put(writer, MARCH_SECTION_LEARNED, line, strlen(line),
                                  error);
}

guint32
march_index_writer_count_places(const MarchIndexWriter *writer)
{
    return writer->place_count;
}

guint64
march_index_writer_count_names(const MarchIndexWriter *writer)
{
    return march_name_sorter_count(writer->sorter);
}

gboolean
march_index_writer_get_place(MarchIndexWriter *writer,
                             guint32 place,
                             MarchPlaceRecord *record,
                             GError **error)
{
    g_assert(place < writer->place_count);
    guint32 details;
    return flush_pending(writer, error) &&
           find_details(writer, place, &details, error) &&
           march_scratch_read(writer->sections[MARCH_SECTION_DETAILS], details, record,
                              sizeof *record, error);
}

gboolean
march_index_writer_change_place(MarchIndexWriter *writer,
                                guint32 place,
                                const MarchPlaceRecord *record,
                                GError **error)
{
    g_assert(place < writer->place_count);
    guint32 details;
    if (!flush_pending(writer, error) ||
        !find_details(writer, place, &details, error)) {
        return FALSE;
    }
    const MarchPlaceTraits traits = march_traits_of_record(record, details);
    march_country_keys_set_place(writer->countries, place, record->country);
    return march_scratch_change(writer->sections[MARCH_SECTION_TRAITS],
                                place * (guint64)sizeof traits, &traits, sizeof traits,
                                error) &&
           march_scratch_change(writer->sections[MARCH_SECTION_DETAILS], details,
                                record, sizeof *record, error);
}

/** Everything but the file itself. */
static gboolean
complete_sections(MarchIndexWriter *writer, const char *metadata, GError **error)
{
    g_clear_pointer(&writer->strings, march_string_pool_free);
    return flush_pending(writer, error) &&
           march_index_writer_make_tables(writer, error) &&
           march_index_writer_put(writer, MARCH_SECTION_METADATA, metadata,
                                  strlen(metadata), error);
}

gboolean
march_index_writer_finish(MarchIndexWriter *writer,
                          const char *metadata,
                          GError **error)
{
    return complete_sections(writer, metadata, error) &&
           march_index_file_replace(writer->path, writer->sections,
                                    &writer->options.listener, error);
}

GBytes *
march_index_writer_finish_in_memory(MarchIndexWriter *writer,
                                    const char *metadata,
                                    GError **error)
{
    return complete_sections(writer, metadata, error)
               ? march_index_file_hold(writer->sections, error)
               : NULL;
}
