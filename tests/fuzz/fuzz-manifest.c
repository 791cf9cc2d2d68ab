/* SPDX-License-Identifier: MIT */
/*
 * A manifest of arbitrary bytes: what is not understood is skipped, what is kept leads
 * nowhere out of the folder, and can be written and read again.
 */
#include <glib/gstdio.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "batch/gallery.h"
#include "batch/manifest.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char *
folder_get(void)
{
    static char folder[] = "/tmp/march-fuzz-manifest-XXXXXX";
    static gboolean is_made = FALSE;
    g_autofree char *own = NULL;

    if (!is_made) {
        g_assert_nonnull(mkdtemp(folder));
        own = march_manifest_folder(folder);
        g_assert_cmpint(g_mkdir(own, 0700), ==, 0);
        is_made = TRUE;
    }
    return folder;
}

static void
folder_remove(void)
{
    g_autofree char *own = march_manifest_folder(folder_get());
    g_autofree char *path = g_build_filename(own, "manifest.jsonl", NULL);

    g_unlink(path);
    g_rmdir(own);
    g_rmdir(folder_get());
}

static guint
records_check(const MarchManifest *manifest)
{
    g_autoptr(GPtrArray) records = march_manifest_list(manifest);

    for (guint i = 0; i < records->len; i++) {
        const MarchManifestRecord *record = g_ptr_array_index(records, i);

        for (guint k = 0; k < record->outputs->len; k++) {
            const MarchFileState *output = g_ptr_array_index(record->outputs, k);

            g_assert_true(output->path[0] != '/' && output->path[0] != '\0');
            g_assert_false(g_str_has_prefix(output->path, "../"));
            g_assert_null(strstr(output->path, "/../"));
        }
    }
    return records->len;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static gboolean is_registered = FALSE;
    g_autofree char *own = march_manifest_folder(folder_get());
    g_autofree char *path = g_build_filename(own, "manifest.jsonl", NULL);
    g_autoptr(MarchManifest) manifest = NULL;
    g_autoptr(MarchManifest) again = NULL;
    g_autoptr(GBytes) page = NULL;
    MarchGalleryCounts counts;
    guint count;

    if (!is_registered) {
        atexit(folder_remove);
        is_registered = TRUE;
    }
    if (!g_file_set_contents(path, (const char *)data, (gssize)size, NULL)) {
        return 0;
    }
    manifest = march_manifest_open(folder_get(), "", NULL);
    g_assert_nonnull(manifest);
    count = records_check(manifest);
    page = march_gallery_build(folder_get(), NULL, &counts, NULL);
    g_assert_nonnull(page);
    g_assert_cmpuint(counts.made + counts.unchanged + counts.failed, ==, count);
    g_assert_null(g_strstr_len(g_bytes_get_data(page, NULL),
                               (gssize)g_bytes_get_size(page), "<script>x"));
    g_assert_true(march_manifest_close(manifest, NULL, NULL));
    again = march_manifest_open(folder_get(), "", NULL);
    g_assert_nonnull(again);
    g_assert_cmpuint(records_check(again), ==, count);
    return 0;
}
