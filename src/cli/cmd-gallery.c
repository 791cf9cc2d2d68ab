/* SPDX-License-Identifier: MIT */
#include "batch/gallery.h"
#include "commands.h"
#include "output/file.h"
#include "report.h"

static int
gallery_write(const char *folder, const char *title, gboolean is_quiet)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *path = g_build_filename(folder, "index.html", NULL);
    MarchGalleryCounts counts;
    g_autoptr(GBytes) page = march_gallery_build(folder, title, &counts, &error);

    if (page == NULL || !march_output_write(path, page, &error)) {
        return march_report_error(error);
    }
    if (!is_quiet) {
        g_print("%s: %u figures, %u failed\n", path,
                counts.made + counts.unchanged + counts.failed, counts.failed);
    }
    return 0;
}

int
march_command_gallery(int argc, char **argv)
{
    g_autofree char *title = NULL;
    gboolean is_quiet = FALSE;
    int status = 0;
    const GOptionEntry entries[] = {{"title", 0, 0, G_OPTION_ARG_STRING, &title,
                                     "Title of the page (default: the folder's name)",
                                     "TEXT"},
                                    {"quiet", 'q', 0, G_OPTION_ARG_NONE, &is_quiet,
                                     "Print nothing but errors", NULL},
                                    G_OPTION_ENTRY_NULL};

    if (!march_report_parse_options(
            &argc, &argv, "DIR",
            "Writes DIR/index.html, a page of all figures that batches made there.",
            "marchland gallery maps", entries, &status)) {
        return status;
    }
    if (argc != 2) {
        return march_report_usage("gallery", "expected one folder, got %d", argc - 1);
    }
    return gallery_write(argv[1], title, is_quiet);
}
