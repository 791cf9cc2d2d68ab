/* SPDX-License-Identifier: MIT */
#include "gallery.h"

#include <string.h>
#include <unistd.h>

#include "gallery-page.h"
#include "manifest.h"
#include "marchland.h"
#include "previous.h"

/* The page being written. */
typedef struct {
    GString *text;
    const char *folder;
    MarchFileStates *states;
} Page;

/* @text as HTML, in an element or a quoted attribute. What HTML cannot hold becomes a
   replacement character. */
static void
append_escaped(const Page *page, const char *text)
{
    g_autofree char *valid = g_utf8_make_valid(text, -1);

    for (const char *p = valid; *p != '\0'; p++) {
        switch (*p) {
        case '&':
            g_string_append(page->text, "&amp;");
            break;
        case '<':
            g_string_append(page->text, "&lt;");
            break;
        case '>':
            g_string_append(page->text, "&gt;");
            break;
        case '"':
            g_string_append(page->text, "&quot;");
            break;
        case '\'':
            g_string_append(page->text, "&#39;");
            break;
        case '\n':
        case '\t':
            g_string_append_c(page->text, *p);
            break;
        default:
            if ((guchar)*p < 0x20 || *p == 0x7f) {
                g_string_append(page->text, "\xef\xbf\xbd");
            } else {
                g_string_append_c(page->text, *p);
            }
        }
    }
}

/* A relative address: whatever the name is, it is no scheme and leads nowhere else. */
static void
append_address(const Page *page, const char *prefix, const char *path)
{
    g_autofree char *escaped = g_uri_escape_string(path, "/", FALSE);

    g_string_append_printf(page->text, "./%s%s", prefix, escaped);
}

static gboolean
is_picture(const char *path)
{
    return g_str_has_suffix(path, ".png") || g_str_has_suffix(path, ".svg");
}

static gboolean
is_there(const Page *page, const char *path)
{
    g_autofree char *full = g_build_filename(page->folder, path, NULL);

    return access(full, F_OK) == 0;
}

/* The output that stands for the figure: PNG before SVG, since a browser draws it
   faster; NULL when there is none to be seen. */
static const MarchFileState *
find_picture(const Page *page, const MarchManifestRecord *record)
{
    const MarchFileState *picture = NULL;

    for (guint i = 0; i < record->outputs->len; i++) {
        const MarchFileState *output = g_ptr_array_index(record->outputs, i);

        if (is_picture(output->path) && is_there(page, output->path) &&
            (picture == NULL || (g_str_has_suffix(output->path, ".png") &&
                                 !g_str_has_suffix(picture->path, ".png")))) {
            picture = output;
        }
    }
    return picture;
}

/* Whether another picture than now is kept of @picture. */
static gboolean
has_previous(const Page *page, const MarchFileState *picture)
{
    g_autofree char *kept = NULL;
    const MarchFileState *state;

    if (picture == NULL) {
        return FALSE;
    }
    kept = march_previous_path(page->folder, picture->path);
    state = march_file_states_get(page->states, kept);
    return state->size >= 0 && strcmp(state->sha256, picture->sha256) != 0;
}

static const char *
text_or(const char *text, const char *other)
{
    return text != NULL && text[0] != '\0' ? text : other;
}

static void
append_image(const Page *page, const char *prefix, const char *path, const char *alt)
{
    g_string_append(page->text, "<img loading=\"lazy\" decoding=\"async\" src=\"");
    append_address(page, prefix, path);
    g_string_append(page->text, "\" alt=\"");
    append_escaped(page, alt);
    g_string_append(page->text, "\">");
}

static void
append_picture(const Page *page,
               const MarchManifestRecord *record,
               const MarchFileState *picture)
{
    g_string_append(page->text, "<a class=\"picture\" href=\"");
    append_address(page, "", picture->path);
    g_string_append(page->text, "\">");
    append_image(page, "", picture->path, text_or(record->description, record->name));
    g_string_append(page->text, "</a>\n");
}

static void
append_comparison(const Page *page, const MarchFileState *picture)
{
    g_string_append(page->text, "<details class=\"compare\"><summary>Compare with the "
                                "version before</summary>\n<div class=\"pair\">"
                                "<figure>");
    append_image(page, ".marchland/previous/", picture->path, "The version before");
    g_string_append(page->text, "<figcaption>before</figcaption></figure><figure>");
    append_image(page, "", picture->path, "The version of now");
    g_string_append(page->text,
                    "<figcaption>now</figcaption></figure></div></details>\n");
}

static void
append_links(const Page *page, const MarchManifestRecord *record)
{
    g_string_append(page->text, "<p class=\"links\">");
    for (guint i = 0; i < record->outputs->len; i++) {
        const MarchFileState *output = g_ptr_array_index(record->outputs, i);
        const char *dot = strrchr(output->path, '.');
        g_autofree char *format = g_ascii_strup(dot != NULL ? dot + 1 : "file", -1);

        if (!is_there(page, output->path)) {
            append_escaped(page, format);
            g_string_append(page->text, " is missing ");
            continue;
        }
        g_string_append(page->text, "<a href=\"");
        append_address(page, "", output->path);
        g_string_append(page->text, "\" aria-label=\"");
        append_escaped(page, format);
        g_string_append(page->text, " of ");
        append_escaped(page, record->name);
        g_string_append(page->text, "\">");
        append_escaped(page, format);
        g_string_append(page->text, "</a> ");
    }
    g_string_append(page->text, "</p>\n");
}

static void
append_count(const Page *page, guint count, const char *one, const char *many)
{
    g_string_append_printf(page->text, ", %u %s", count, count == 1 ? one : many);
}

static void
append_facts(const Page *page, const MarchManifestRecord *record)
{
    g_string_append(page->text, "<p class=\"name\"><bdi>");
    append_escaped(page, record->name);
    g_string_append(page->text, "</bdi></p>\n<p class=\"facts\">");
    if (record->date != NULL) {
        g_string_append(page->text, "As of <time>");
        append_escaped(page, record->date);
        g_string_append(page->text, "</time>");
    } else {
        g_string_append(page->text, "No date");
    }
    if (record->error == NULL) {
        append_count(page, record->shown, "incident", "incidents");
        append_count(page, record->warnings, "warning", "warnings");
        append_count(page, record->dropped, "label left out", "labels left out");
    }
    g_string_append(page->text, "</p>\n");
}

static void
append_figure(const Page *page, const MarchManifestRecord *record)
{
    const MarchFileState *picture = find_picture(page, record);
    gboolean is_other = has_previous(page, picture);
    const char *title = text_or(record->title, record->name);

    g_string_append_printf(page->text, "<li%s data-state=\"%s%s%s\" data-date=\"",
                           record->error != NULL ? " class=\"failed\"" : "",
                           record->error != NULL ? "failed"
                           : record->is_made     ? "made"
                                                 : "unchanged",
                           is_other ? " changed" : "",
                           record->warnings > 0 && record->error == NULL ? " warned"
                                                                         : "");
    append_escaped(page, text_or(record->date, ""));
    g_string_append(page->text, "\" data-text=\"");
    append_escaped(page, record->name);
    g_string_append_c(page->text, '\n');
    append_escaped(page, title);
    g_string_append(page->text, "\">\n");
    if (picture != NULL) {
        append_picture(page, record, picture);
    }
    g_string_append(page->text, "<h3><bdi>");
    append_escaped(page, title);
    g_string_append(page->text, "</bdi></h3>\n");
    if (record->error != NULL) {
        g_string_append(page->text, "<p class=\"error\">");
        append_escaped(page, record->error);
        g_string_append_printf(page->text, "</p>\n%s",
                               picture != NULL
                                   ? "<p class=\"facts\">The picture is that of an "
                                     "earlier run.</p>\n"
                                   : "");
    }
    append_facts(page, record);
    append_links(page, record);
    if (is_other) {
        append_comparison(page, picture);
    }
    g_string_append(page->text, "</li>\n");
}

static void
append_section(const Page *page,
               const GPtrArray *records,
               gboolean is_failed,
               const char *heading)
{
    gboolean is_open = FALSE;

    for (guint i = 0; i < records->len; i++) {
        const MarchManifestRecord *record = g_ptr_array_index(records, i);

        if ((record->error != NULL) != is_failed) {
            continue;
        }
        if (!is_open) {
            g_string_append_printf(page->text,
                                   "<section aria-label=\"%s\">\n<h2>%s</h2>\n"
                                   "<ul class=\"figures\">\n",
                                   heading, heading);
            is_open = TRUE;
        }
        append_figure(page, record);
    }
    if (is_open) {
        g_string_append(page->text, "</ul>\n</section>\n");
    }
}

static void
count(const GPtrArray *records, MarchGalleryCounts *counts)
{
    *counts = (MarchGalleryCounts){0};
    for (guint i = 0; i < records->len; i++) {
        const MarchManifestRecord *record = g_ptr_array_index(records, i);

        counts->failed += record->error != NULL;
        counts->made += record->error == NULL && record->is_made;
        counts->unchanged += record->error == NULL && !record->is_made;
        counts->warnings += record->error == NULL ? record->warnings : 0;
        counts->dropped += record->error == NULL ? record->dropped : 0;
    }
}

static void
append_head(const Page *page, const char *title, const MarchGalleryCounts *counts)
{
    g_string_append(
        page->text,
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
        "img-src 'self' file:; style-src 'unsafe-inline'; script-src "
        "'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        "<meta name=\"generator\" content=\"marchland ");
    append_escaped(page, march_version());
    g_string_append(page->text, "\">\n<title>");
    append_escaped(page, title);
    g_string_append_printf(page->text,
                           "</title>\n<style>\n%s</style>\n</head>\n<body>\n"
                           "<a class=\"skip\" href=\"#figures\">To the figures</a>\n"
                           "<header>\n<h1><bdi>",
                           MARCH_GALLERY_STYLE);
    append_escaped(page, title);
    g_string_append_printf(
        page->text,
        "</bdi></h1>\n<ul class=\"counts\" aria-label=\"The last "
        "run\">\n<li><b>%u</b> failed</li>\n<li><b>%u</b> made</li>\n"
        "<li><b>%u</b> unchanged</li>\n<li><b>%u</b> warnings</li>\n"
        "<li><b>%u</b> labels left out</li>\n</ul>\n%s</header>\n"
        "<main id=\"figures\">\n",
        counts->failed, counts->made, counts->unchanged, counts->warnings,
        counts->dropped, MARCH_GALLERY_FILTER);
}

static char *
folder_name(const char *folder)
{
    g_autofree char *full = g_canonicalize_filename(folder, NULL);

    return g_path_get_basename(full);
}

GBytes *
march_gallery_build(const char *folder,
                    const char *title,
                    MarchGalleryCounts *counts,
                    GError **error)
{
    g_autofree char *own = march_manifest_folder(folder);
    g_autoptr(MarchManifest) manifest = NULL;
    g_autoptr(GPtrArray) records = NULL;
    g_autoptr(MarchFileStates) states = march_file_states_new();
    g_autofree char *name = folder_name(folder);
    Page page = {NULL, folder, states};

    if (!g_file_test(own, G_FILE_TEST_IS_DIR)) {
        march_error_set(error, MARCH_ERROR_NOT_FOUND, march_location_new(own, 0, 0),
                        "no batch has written into this folder");
        return NULL;
    }
    manifest = march_manifest_open(folder, "", error);
    if (manifest == NULL) {
        return NULL;
    }
    records = march_manifest_list(manifest);
    count(records, counts);
    page.text = g_string_new(NULL);
    append_head(&page, text_or(title, name), counts);
    if (records->len == 0) {
        g_string_append(page.text, "<p>No figure has been made yet.</p>\n");
    }
    append_section(&page, records, TRUE, "Failed");
    append_section(&page, records, FALSE, "Figures");
    g_string_append_printf(page.text,
                           "</main>\n<footer>Made by marchland %s.</footer>\n"
                           "<script>\n%s</script>\n</body>\n</html>\n",
                           march_version(), MARCH_GALLERY_SCRIPT);
    return g_string_free_to_bytes(page.text);
}
