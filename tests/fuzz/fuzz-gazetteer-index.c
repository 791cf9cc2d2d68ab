/* SPDX-License-Identifier: MIT */
/**
 * The index file: any bytes are refused or can be asked without harm. Even-sized
 * inputs are the file itself; odd-sized ones are changes to a valid index, each of
 * three bytes of offset and one of value.
 */
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include "gazetteer/build.h"
#include "gazetteer/retriever.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/** A small valid index, built once. */
static GBytes *
get_valid_index(void)
{
    static GBytes *valid = NULL;
    if (valid == NULL) {
        static const char text[] = "name,alternates,lat,lon,class,country,code\n"
                                   "Vorukh,Woruch|Voruj,39.85,70.58,place,TJ,\n"
                                   "Batken,Batken Oblasty,39.8,70.9,region,KG,KG.09\n";
        g_autofree char *path = NULL;
        const int descriptor = g_file_open_tmp("places-XXXXXX", &path, NULL);
        g_assert_cmpint(descriptor, >=, 0);
        close(descriptor);
        g_assert_true(g_file_set_contents(path, text, -1, NULL));
        g_autoptr(GError) error = NULL;
        valid = march_gazetteer_build_places(path, NULL, &error);
        g_assert_no_error(error);
        unlink(path);
    }
    return valid;
}

static GBytes *
make_index(const uint8_t *data, size_t size)
{
    if (size % 2 == 0) {
        return g_bytes_new(data, size);
    }
    gsize length;
    const guint8 *valid = g_bytes_get_data(get_valid_index(), &length);
    guint8 *changed = g_memdup2(valid, length);
    for (size_t i = 1; i + 4 <= size; i += 4) {
        const gsize offset =
            (gsize)data[i] | (gsize)data[i + 1] << 8 | (gsize)data[i + 2] << 16;
        changed[offset % length] = data[i + 3];
    }
    return g_bytes_new_take(changed, length);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(GBytes) bytes = make_index(data, size);
    g_autoptr(GError) error = NULL;
    g_autoptr(MarchIndexReader) reader = march_index_reader_open_bytes(bytes, &error);
    if (reader == NULL) {
        g_assert_nonnull(error);
        return 0;
    }
    g_autoptr(MarchRetriever) retriever = march_retriever_new(reader);
    g_autoptr(MarchNameFolder) folder = march_name_folder_new();
    g_autoptr(GArray) forms = g_array_new(FALSE, FALSE, sizeof(MarchNameForm));
    g_autoptr(GArray) matches = g_array_new(FALSE, FALSE, sizeof(MarchKeyMatch));
    g_autoptr(GArray) records = g_array_new(FALSE, FALSE, sizeof(MarchNameRecord));
    MarchNameHint hint;
    march_name_forms_for_query(folder, "Vorukh", NULL, forms, &hint);
    march_retriever_find(retriever, forms, matches);
    for (guint i = 0; i < matches->len; i++) {
        guint32 count;
        const MarchNameRecord *names = march_index_reader_get_names(
            reader, &g_array_index(matches, MarchKeyMatch, i).names, records, &count);
        for (guint32 k = 0; k < count; k++) {
            MarchDetailWindow window;
            MarchPlaceRecord record;
            march_index_reader_read_place(
                reader, names[k].place & MARCH_NAME_PLACE_MASK, &window, &record);
            (void)march_index_reader_read_string(reader, names[k].string, &window);
        }
    }
    guint32 place;
    (void)march_index_reader_find_admin(reader, "KG.09", &place);
    return 0;
}
