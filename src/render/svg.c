/* SPDX-License-Identifier: MIT */
/* The SVG document around the items: head, metadata, patterns. */
#include "svg.h"

#include "backend.h"
#include "recipe.h"
#include "svg-xml.h"

static void
append_element(GString *out, const char *name, const char *text)
{
    if (text != NULL && *text != '\0') {
        g_string_append_printf(out, "<%s>", name);
        march_xml_text(out, text);
        g_string_append_printf(out, "</%s>\n", name);
    }
}

static void
write_head(MarchSvgWriter *writer, const char *title, const char *description)
{
    GString *out = writer->out;
    double width = march_scene_get_width(writer->scene);
    double height = march_scene_get_height(writer->scene);
    g_autofree char *title_id = march_svg_take_id(writer, "march-title");
    g_autofree char *description_id = march_svg_take_id(writer, "march-description");

    g_string_append(out,
                    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                    "<svg xmlns=\"http://www.w3.org/2000/svg\" "
                    "xmlns:xlink=\"http://www.w3.org/1999/xlink\" "
                    "xmlns:inkscape=\"http://www.inkscape.org/namespaces/inkscape\" "
                    "version=\"1.1\" width=\"");
    march_xml_number(out, width, 3);
    g_string_append(out, "mm\" height=\"");
    march_xml_number(out, height, 3);
    g_string_append(out, "mm\" viewBox=\"0 0 ");
    march_svg_number(out, width);
    g_string_append_c(out, ' ');
    march_svg_number(out, height);
    g_string_append_printf(out, "\" role=\"img\" aria-labelledby=\"%s %s\"", title_id,
                           description_id);
    march_xml_attribute(out, "xml:lang", march_scene_get_language(writer->scene));
    g_string_append(out, " font-family=\"'" MARCH_TEXT_DEFAULT_FAMILY
                         "'," MARCH_SVG_FALLBACK_FAMILIES "\" "
                         "text-rendering=\"geometricPrecision\">\n");
    g_string_append_printf(out, "<title id=\"%s\">", title_id);
    march_xml_text(out, title != NULL ? title : "Map");
    g_string_append_printf(out, "</title>\n<desc id=\"%s\">", description_id);
    march_xml_text(out, description != NULL ? description : "");
    g_string_append(out, "</desc>\n");
}

static void
write_recipe(GString *out, const MarchDocumentInfo *info)
{
    g_string_append(out, "<march:recipe xmlns:march=\"" MARCH_RECIPE_NAMESPACE "\">\n");
    for (guint i = 0;
         info->recipe != NULL && info->recipe[i] != NULL && info->recipe[i + 1] != NULL;
         i += 2) {
        g_assert(march_recipe_key_is_valid(info->recipe[i]));
        g_string_append_printf(out, "<march:entry key=\"%s\">", info->recipe[i]);
        march_xml_text(out, info->recipe[i + 1]);
        g_string_append(out, "</march:entry>\n");
    }
    g_string_append(out, "</march:recipe>\n");
}

static void
write_metadata(GString *out, const MarchDocumentInfo *info)
{
    g_autoptr(GDateTime) created = g_date_time_new_from_unix_utc(info->creation_time);
    g_autofree char *date =
        created != NULL ? g_date_time_format(created, "%Y-%m-%dT%H:%M:%SZ") : NULL;

    g_string_append(
        out,
        "<metadata>\n"
        "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" "
        "xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n"
        "<rdf:Description rdf:about=\"\">\n<dc:format>image/svg+xml</dc:format>\n");
    append_element(out, "dc:title", info->title);
    append_element(out, "dc:description", info->description);
    append_element(out, "dc:creator", info->author);
    append_element(out, "dc:source", info->credits);
    append_element(out, "dc:date", date);
    g_string_append(out, "</rdf:Description>\n</rdf:RDF>\n");
    write_recipe(out, info);
    g_string_append(out, "</metadata>\n");
}

/* Only patterns that are used: a legend may have registered more. */
static gboolean
is_pattern_used(const MarchScene *scene, guint pattern)
{
    for (guint i = 0; i < march_scene_count(scene); i++) {
        const MarchSceneItem *item = march_scene_get(scene, i);

        if (item->type == MARCH_SCENE_FILL && item->as.fill.pattern == pattern) {
            return TRUE;
        }
    }
    return FALSE;
}

static void
clear_id(gpointer data)
{
    g_free(*(char **)data);
}

static GArray *
icon_ids_new(const MarchScene *scene)
{
    GArray *ids = g_array_new(FALSE, TRUE, sizeof(char *));

    g_array_set_clear_func(ids, clear_id);
    g_array_set_size(ids, march_scene_count_icons(scene));
    return ids;
}

/* A tile has icons of its own; all else goes on as in the document. */
static void
write_tile(MarchSvgWriter *writer, const MarchScene *tile)
{
    const MarchScene *scene = writer->scene;
    GArray *icon_ids = writer->icon_ids;

    writer->scene = tile;
    writer->icon_ids = icon_ids_new(tile);
    march_replay(tile, &march_svg_backend, writer);
    g_array_unref(writer->icon_ids);
    writer->scene = scene;
    writer->icon_ids = icon_ids;
}

static void
write_patterns(MarchSvgWriter *writer)
{
    const MarchScene *scene = writer->scene;
    GString *out = writer->out;

    for (guint i = 1; i <= march_scene_count_patterns(scene); i++) {
        const MarchPatternTile *tile = march_scene_get_pattern(scene, i);
        g_autofree char *name = g_strdup_printf("march-pattern-%u", i);
        g_autofree char *id = march_svg_take_id(writer, name);

        if (!is_pattern_used(scene, i)) {
            continue;
        }
        g_string_append_printf(
            out, "<pattern id=\"%s\" patternUnits=\"userSpaceOnUse\"", id);
        march_svg_length(out, "width", tile->width);
        march_svg_length(out, "height", tile->height);
        if (tile->angle < 0 || tile->angle > 0) {
            g_string_append(out, " patternTransform=\"rotate(");
            march_xml_number(out, tile->angle, 3);
            g_string_append(out, ")\"");
        }
        g_string_append(out, ">\n");
        write_tile(writer, march_scene_get_pattern_scene(scene, i));
        g_string_append(out, "</pattern>\n");
    }
}

GBytes *
march_render_svg(const MarchScene *scene,
                 MarchTextEngine *text,
                 const MarchDocumentInfo *info,
                 MarchSvgText mode,
                 GError **error)
{
    MarchSvgWriter writer = {.scene = scene,
                             .text = text,
                             .has_outlines = mode == MARCH_SVG_TEXT_OUTLINE,
                             .out = g_string_sized_new(1 << 16)};

    (void)error;
    writer.ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    writer.icon_ids = icon_ids_new(scene);
    write_head(&writer,
               info->title != NULL ? info->title : march_scene_get_title(scene),
               info->description != NULL ? info->description
                                         : march_scene_get_description(scene));
    write_metadata(writer.out, info);
    if (mode == MARCH_SVG_TEXT_EMBED) {
        march_svg_fonts(&writer);
    }
    write_patterns(&writer);
    march_replay(scene, &march_svg_backend, &writer);
    g_string_append(writer.out, "</svg>\n");
    g_hash_table_unref(writer.ids);
    g_array_unref(writer.icon_ids);
    return g_string_free_to_bytes(writer.out);
}
