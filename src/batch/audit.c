/* SPDX-License-Identifier: MIT */
#include "audit.h"

#include <string.h>

/* Outputs of other formats never have the same bytes. */
static void
find_identical(const MarchManifestRecord *record,
               GHashTable *seen,
               GPtrArray *identical)
{
    for (guint i = 0; i < record->outputs->len; i++) {
        const MarchFileState *output = g_ptr_array_index(record->outputs, i);
        const char *other = g_hash_table_lookup(seen, output->sha256);

        if (other == NULL) {
            g_hash_table_insert(seen, (gpointer)(guintptr)output->sha256, output->path);
        } else {
            g_ptr_array_add(identical, g_strdup_printf("%s and %s have the same bytes",
                                                       other, output->path));
        }
    }
}

void
march_batch_audit(const MarchManifest *manifest, MarchBatchReport *report)
{
    g_autoptr(GPtrArray) records = march_manifest_list(manifest);
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);

    report->identical = g_ptr_array_new_with_free_func(g_free);
    report->without_events = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < records->len; i++) {
        const MarchManifestRecord *record = g_ptr_array_index(records, i);

        if (record->error != NULL) {
            continue;
        }
        find_identical(record, seen, report->identical);
        if (record->shown == 0) {
            g_ptr_array_add(report->without_events, g_strdup(record->name));
        }
        report->dropped += record->dropped;
        report->warnings += record->warnings;
    }
}
