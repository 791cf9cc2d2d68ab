/* SPDX-License-Identifier: MIT */
#include "info.h"

#include "gazetteer.h"
#include "index-reader.h"

static void
append_counts(const MarchIndexReader *reader, GString *text)
{
    guint counts[MARCH_PLACE_FEATURE + 1] = {0};
    guint unplaced = 0;
    guint borrowed = 0;
    const guint32 places = march_index_reader_count_places(reader);
    for (guint32 i = 0; i < places; i++) {
        const MarchPlaceRecord *record = march_index_reader_get_place(reader, i);
        counts[MIN(record->place_class, (guint8)MARCH_PLACE_FEATURE)]++;
        unplaced += (record->flags & MARCH_RECORD_UNPLACED) != 0;
        borrowed += (record->flags & MARCH_RECORD_BORROWED) != 0;
    }
    g_string_append_printf(text, "places:            %u\n", places);
    for (guint i = 0; i <= MARCH_PLACE_FEATURE; i++) {
        g_autofree char *label =
            g_strdup_printf("  %s:", march_place_class_name((MarchPlaceClass)i));
        g_string_append_printf(text, "%-18s %u\n", label, counts[i]);
    }
    g_string_append_printf(
        text, "at their region:   %u (districts known by name only)\n", borrowed);
    g_string_append_printf(text, "without position:  %u\n", unplaced);
}

char *
march_gazetteer_describe(const char *index_path, GError **error)
{
    g_autoptr(MarchIndexReader) reader = march_index_reader_open(index_path, error);
    if (reader == NULL) {
        return NULL;
    }
    GString *text = g_string_new(NULL);
    g_string_append_printf(text, "index:             %s\n", index_path);
    g_string_append_printf(text, "size:              %.1f MB\n",
                           (double)march_index_reader_get_size(reader) / 1e6);
    append_counts(reader, text);
    g_string_append_printf(text, "names:             %u\n",
                           march_index_reader_count_names(reader));
    g_string_append_printf(text, "distinct sounds:   %u\n",
                           march_index_reader_count_keys(reader));
    g_string_append(text, "sources:\n");
    for (guint i = 0; i < 256; i++) {
        g_autofree char *key = g_strdup_printf("source-%u", i);
        g_autofree char *source = march_index_reader_get_metadata(reader, key);
        if (source == NULL) {
            break;
        }
        g_string_append_printf(text, "  %s\n", source);
    }
    return g_string_free(text, FALSE);
}
