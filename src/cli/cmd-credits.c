/* SPDX-License-Identifier: MIT */
#include "base/data-path.h"
#include "commands.h"
#include "geodata/catalogue.h"
#include "report.h"

/* One block a distinct source: what it is, its licence, the line a map must print. */
static void
entries_print(const MarchCatalogue *catalogue)
{
    g_autoptr(GHashTable) seen =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    for (guint i = 0; i < march_catalogue_count(catalogue); i++) {
        const MarchCatalogueEntry *entry = march_catalogue_get(catalogue, i);
        char *key = g_strdup_printf("%s|%s", entry->layer, entry->source);

        if (!g_hash_table_add(seen, key)) {
            continue;
        }
        g_print("%s\n  source   %s, %s\n  licence  %s\n  credit   %s\n", entry->layer,
                entry->source, entry->date, entry->licence, entry->credit);
    }
}

int
march_command_credits(int argc, char **argv)
{
    g_autofree char *data = NULL;
    const GOptionEntry entries[] = {{"data-dir", 0, 0, G_OPTION_ARG_FILENAME, &data,
                                     "Read the program's data from DIR", "DIR"},
                                    G_OPTION_ENTRY_NULL};
    g_autoptr(GError) error = NULL;
    g_autoptr(MarchCatalogue) catalogue = NULL;
    g_autofree char *directory = NULL;
    g_autofree char *pack = NULL;
    int status = 0;

    if (!march_report_parse_options(&argc, &argv, NULL,
                                    "Prints where the program's data come from, their "
                                    "licences and the credit each owes.",
                                    "marchland credits", entries, &status)) {
        return status;
    }
    if (argc != 1) {
        return march_report_usage("credits", "expected no argument, got %d", argc - 1);
    }
    directory = march_data_path(data, &error);
    if (directory == NULL) {
        return march_report_error(error);
    }
    pack = g_build_filename(directory, "geodata", NULL);
    catalogue = march_catalogue_open(pack, &error);
    if (catalogue == NULL) {
        return march_report_error(error);
    }
    entries_print(catalogue);
    return 0;
}
