/* SPDX-License-Identifier: MIT */
#include "info.h"

#include <string.h>

#include "index-reader.h"

G_STATIC_ASSERT(MARCH_PLACE_FEATURE + 1 == MARCH_PLACE_CLASS_COUNT);

#define SOURCE_LIMIT 256
/** Two bytes of a code. */
#define CODE_COUNT 65536

static void
clear_source(gpointer source)
{
    g_free(((MarchSourceInfo *)source)->text);
}

void
march_gazetteer_info_free(MarchGazetteerInfo *info)
{
    if (info != NULL) {
        g_free(info->path);
        g_free(info->modified);
        g_array_unref(info->sources);
        g_array_unref(info->countries);
        g_free(info);
    }
}

static void
read_sources(const MarchIndexReader *reader, MarchGazetteerInfo *info)
{
    for (guint i = 0; i < SOURCE_LIMIT; i++) {
        g_autofree char *key = g_strdup_printf("source-%u", i);
        MarchSourceInfo source = {march_index_reader_get_metadata(reader, key), 0};
        if (source.text == NULL) {
            return;
        }
        g_array_append_val(info->sources, source);
    }
}

typedef guint ClassCounts[MARCH_PLACE_CLASS_COUNT];

static void
count_places(const MarchIndexReader *reader,
             MarchGazetteerInfo *info,
             ClassCounts *by_code)
{
    for (guint32 i = 0; i < info->places; i++) {
        MarchDetailWindow window;
        MarchPlaceRecord whole;
        march_index_reader_read_place(reader, i, &window, &whole);
        const MarchPlaceRecord *record = &whole;
        const guint place_class = MIN(record->place_class, (guint8)MARCH_PLACE_FEATURE);
        const guint code =
            (guint)(guchar)record->country[0] << 8 | (guchar)record->country[1];
        by_code[code][place_class]++;
        info->counts[place_class]++;
        info->unplaced += (record->flags & MARCH_RECORD_UNPLACED) != 0;
        info->borrowed += (record->flags & MARCH_RECORD_BORROWED) != 0;
        info->dated += record->valid_from != 0 || record->valid_to != 0;
        if (record->source < info->sources->len) {
            g_array_index(info->sources, MarchSourceInfo, record->source).places++;
        }
    }
}

static void
list_countries(MarchGazetteerInfo *info, ClassCounts *by_code)
{
    for (guint code = 0; code < CODE_COUNT; code++) {
        guint sum = 0;
        for (guint i = 0; i < MARCH_PLACE_CLASS_COUNT; i++) {
            sum += by_code[code][i];
        }
        if (sum == 0) {
            continue;
        }
        MarchCountryInfo country = {.code = {(char)(code >> 8), (char)code, '\0'}};
        memcpy(country.counts, by_code[code], sizeof country.counts);
        g_array_append_val(info->countries, country);
    }
}

MarchGazetteerInfo *
march_gazetteer_info_read(const char *index_path, GError **error)
{
    g_autoptr(MarchIndexReader) reader = march_index_reader_open(index_path, error);
    if (reader == NULL) {
        return NULL;
    }
    MarchGazetteerInfo *info = g_new0(MarchGazetteerInfo, 1);
    info->path = g_strdup(index_path);
    info->size = march_index_reader_get_size(reader);
    info->format_version = MARCH_INDEX_VERSION;
    info->modified = march_index_reader_get_metadata(reader, "geonames-modified");
    info->places = march_index_reader_count_places(reader);
    info->names = march_index_reader_count_names(reader);
    info->sounds = march_index_reader_count_keys(reader);
    info->sources = g_array_new(FALSE, FALSE, sizeof(MarchSourceInfo));
    g_array_set_clear_func(info->sources, clear_source);
    info->countries = g_array_new(FALSE, FALSE, sizeof(MarchCountryInfo));
    read_sources(reader, info);
    g_autofree ClassCounts *by_code = g_new0(ClassCounts, CODE_COUNT);
    count_places(reader, info, by_code);
    list_countries(info, by_code);
    return info;
}
