/* SPDX-License-Identifier: MIT */
#include "base/file.h"
#include "commands.h"
#include "output/document.h"
#include "report.h"

#define FILE_LIMIT ((gsize)256 << 20)

int
march_command_explain(int argc, char **argv)
{
    const GOptionEntry entries[] = {G_OPTION_ENTRY_NULL};
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes = NULL;
    g_autofree char *recipe = NULL;
    char *content;
    gsize length = 0;
    int status = 0;

    if (!march_report_parse_options(
            &argc, &argv, "FILE", "Prints what a PNG, SVG or PDF figure was made from.",
            "marchland explain figure.png", entries, &status)) {
        return status;
    }
    if (argc != 2) {
        return march_report_usage("explain", "expected one file, got %d", argc - 1);
    }
    content = march_file_read(argv[1], FILE_LIMIT, &length, &error);
    if (content == NULL) {
        return march_report_error(error);
    }
    bytes = g_bytes_new_take(content, length);
    recipe = march_document_explain(bytes, &error);
    if (recipe == NULL) {
        march_error_add_location(error, march_location_new(argv[1], 0, 0));
        return march_report_error(error);
    }
    g_print("%s", recipe);
    return 0;
}
