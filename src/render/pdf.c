/* SPDX-License-Identifier: MIT */
#include <cairo-pdf.h>
#include <string.h>

#include "backend.h"
#include "paint.h"
#include "recipe.h"

#define POINTS_PER_MM (72 / 25.4)

static cairo_status_t
append_bytes(void *closure, const unsigned char *data, unsigned int length)
{
    g_byte_array_append(closure, data, length);
    return CAIRO_STATUS_SUCCESS;
}

static void
set_metadata(cairo_surface_t *surface, cairo_pdf_metadata_t field, const char *text)
{
    if (text != NULL && *text != '\0') {
        cairo_pdf_surface_set_metadata(surface, field, text);
    }
}

/*
 * cairo 1.16 has no fields of one's own, so the recipe is the keywords, one
 * "marchland:key=value" a line; march_document_explain() reads it back.
 */
static char *
write_recipe(const MarchDocumentInfo *info)
{
    GString *text = g_string_new(NULL);

    for (guint i = 0;
         info->recipe != NULL && info->recipe[i] != NULL && info->recipe[i + 1] != NULL;
         i += 2) {
        g_autofree char *value = g_strdup(info->recipe[i + 1]);

        g_assert(march_recipe_key_is_valid(info->recipe[i]));
        g_strdelimit(value, "\r\n", ' ');
        g_string_append_printf(text, "%s" MARCH_RECIPE_PREFIX "%s=%s",
                               text->len > 0 ? "\n" : "", info->recipe[i], value);
    }
    return g_string_free(text, FALSE);
}

/* cairo would write the clock into the file; the dates are always set. */
static void
set_information(cairo_surface_t *surface, const MarchDocumentInfo *info)
{
    g_autoptr(GDateTime) created = g_date_time_new_from_unix_utc(info->creation_time);
    g_autofree char *date = created != NULL
                                ? g_date_time_format(created, "%Y-%m-%dT%H:%M:%SZ")
                                : g_strdup("1970-01-01T00:00:00Z");
    g_autofree char *recipe = write_recipe(info);
    g_autofree char *subject = NULL;

    if (info->credits != NULL && *info->credits != '\0') {
        subject = g_strconcat(info->description != NULL ? info->description : "", "\n",
                              info->credits, NULL);
    } else {
        subject = g_strdup(info->description);
    }
    set_metadata(surface, CAIRO_PDF_METADATA_TITLE, info->title);
    set_metadata(surface, CAIRO_PDF_METADATA_AUTHOR, info->author);
    set_metadata(surface, CAIRO_PDF_METADATA_SUBJECT, subject);
    set_metadata(surface, CAIRO_PDF_METADATA_KEYWORDS, recipe);
    set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "marchland");
    set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, date);
    set_metadata(surface, CAIRO_PDF_METADATA_MOD_DATE, date);
}

/* The parts of the page, by the names that people know them by. */
static void
add_bookmarks(cairo_surface_t *surface,
              const MarchScene *scene,
              const MarchDocumentInfo *info)
{
    static const char DESTINATION[] = "page=1";
    int root = cairo_pdf_surface_add_outline(surface, CAIRO_PDF_OUTLINE_ROOT,
                                             info->title != NULL ? info->title : "Map",
                                             DESTINATION, CAIRO_PDF_OUTLINE_FLAG_OPEN);
    guint depth = 0;

    for (guint i = 0; i < march_scene_count(scene); i++) {
        const MarchSceneItem *item = march_scene_get(scene, i);

        if (item->type == MARCH_SCENE_GROUP_END) {
            depth--;
        } else if (item->type == MARCH_SCENE_GROUP_BEGIN && depth++ == 0 &&
                   item->as.group.label != NULL &&
                   strcmp(item->as.group.id, "page") != 0) {
            cairo_pdf_surface_add_outline(surface, root, item->as.group.label,
                                          DESTINATION, 0);
        }
    }
}

GBytes *
march_render_pdf(const MarchScene *scene,
                 MarchTextEngine *text,
                 const MarchDocumentInfo *info,
                 GError **error)
{
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    cairo_surface_t *surface = cairo_pdf_surface_create_for_stream(
        append_bytes, bytes, march_scene_get_width(scene) * POINTS_PER_MM,
        march_scene_get_height(scene) * POINTS_PER_MM);
    cairo_t *cairo = cairo_create(surface);
    cairo_status_t status;
    gboolean is_done;

    set_information(surface, info);
    add_bookmarks(surface, scene, info);
    cairo_scale(cairo, POINTS_PER_MM, POINTS_PER_MM);
    is_done = march_paint_scene(scene, text, cairo, error);
    cairo_destroy(cairo);
    cairo_surface_finish(surface);
    status = cairo_surface_status(surface);
    cairo_surface_destroy(surface);
    if (is_done && status != CAIRO_STATUS_SUCCESS) {
        march_error_set(error, MARCH_ERROR_RENDER, MARCH_LOCATION_NONE,
                        "writing PDF failed: %s", cairo_status_to_string(status));
        is_done = FALSE;
    }
    return is_done ? g_byte_array_free_to_bytes(g_steal_pointer(&bytes)) : NULL;
}
