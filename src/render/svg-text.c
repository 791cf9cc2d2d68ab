/* SPDX-License-Identifier: MIT */
/* Text as <text>: selectable, searchable, and in the same place as elsewhere. */
#include <string.h>

#include "svg-xml.h"
#include "svg.h"
#include "text/text.h"

/* The family as CSS names, each quoted, ending in a generic one. */
static void
append_family(GString *out, const MarchFont *font)
{
    g_auto(GStrv) names = g_strsplit(
        font->family != NULL ? font->family : MARCH_TEXT_DEFAULT_FAMILY, ",", -1);
    gboolean has_default = FALSE;
    gboolean is_condensed = FALSE;

    g_string_append(out, " font-family=\"");
    for (guint i = 0; names[i] != NULL; i++) {
        const char *name = g_strstrip(names[i]);

        g_string_append_c(out, '\'');
        march_xml_text(out, g_strdelimit(names[i], "'\\", ' '));
        g_string_append(out, "',");
        has_default = has_default || strcmp(name, MARCH_TEXT_DEFAULT_FAMILY) == 0;
        is_condensed = is_condensed || g_str_has_suffix(name, " Condensed");
    }
    if (!has_default) {
        g_string_append(out, "'" MARCH_TEXT_DEFAULT_FAMILY "',");
    }
    g_string_append(out, MARCH_SVG_FALLBACK_FAMILIES "\"");
    if (is_condensed) {
        march_xml_attribute(out, "font-stretch", "condensed");
    }
}

static void
append_font(GString *out, const MarchFont *font)
{
    if (g_strcmp0(font->family, MARCH_TEXT_DEFAULT_FAMILY) != 0) {
        append_family(out, font);
    }
    march_svg_length(out, "font-size", font->size);
    if (font->weight != 400) {
        g_string_append_printf(out, " font-weight=\"%d\"", font->weight);
    }
    if (font->italic) {
        march_xml_attribute(out, "font-style", "italic");
    }
    if (font->letter_spacing < 0 || font->letter_spacing > 0) {
        march_svg_length(out, "letter-spacing", font->letter_spacing);
    }
    march_xml_attribute(out, "xml:lang", font->language);
}

void
march_svg_text_paint(GString *out, const MarchTextRun *run)
{
    march_xml_paint(out, "fill", run->color);
    if (run->halo_color.alpha > 0 && run->halo_width > 0) {
        march_xml_paint(out, "stroke", run->halo_color);
        march_svg_length(out, "stroke-width", 2 * run->halo_width);
        g_string_append(out, " stroke-linejoin=\"round\" paint-order=\"stroke\"");
    }
}

/* Spaces at the ends and doubled ones would be collapsed. */
static void
append_space(GString *out, const char *text)
{
    if (g_str_has_prefix(text, " ") || g_str_has_suffix(text, " ") ||
        strstr(text, "  ") != NULL) {
        march_xml_attribute(out, "xml:space", "preserve");
    }
}

/*
 * SVG's anchors follow the reading direction, ours the page: start is the left end.
 * Letter spacing is at the right of every letter, also of those that read from right to
 * left (Chromium), so the last one's is taken back.
 */
static double
append_anchor(GString *out, const MarchTextRun *run, gboolean is_rtl)
{
    static const char *const anchors[] = {"start", "middle", "end"};
    MarchTextAlign align = run->align;
    double spacing = run->font.letter_spacing;

    if (is_rtl && align == MARCH_TEXT_ALIGN_START) {
        align = MARCH_TEXT_ALIGN_END;
    } else if (is_rtl && align == MARCH_TEXT_ALIGN_END) {
        align = MARCH_TEXT_ALIGN_START;
    }
    if (align != MARCH_TEXT_ALIGN_START) {
        march_xml_attribute(out, "text-anchor", anchors[align]);
    }
    if (is_rtl) {
        march_xml_attribute(out, "direction", "rtl");
    }
    switch (run->align) {
    case MARCH_TEXT_ALIGN_MIDDLE:
        return spacing / 2;
    case MARCH_TEXT_ALIGN_END:
        return spacing;
    case MARCH_TEXT_ALIGN_START:
        break;
    }
    return 0;
}

void
march_svg_text(MarchSvgWriter *writer, const MarchTextRun *run)
{
    GString *out = writer->out;
    gboolean is_rtl = march_text_is_right_to_left(writer->text, &run->font, run->text);
    double shift;

    g_string_append(out, "<text");
    shift = append_anchor(out, run, is_rtl);
    march_svg_length(out, "x", run->origin.x + shift);
    march_svg_length(out, "y", run->origin.y);
    if (run->angle < 0 || run->angle > 0) {
        g_string_append(out, " transform=\"rotate(");
        march_xml_number(out, run->angle, 3);
        g_string_append_c(out, ' ');
        march_svg_number(out, run->origin.x);
        g_string_append_c(out, ' ');
        march_svg_number(out, run->origin.y);
        g_string_append(out, ")\"");
    }
    append_font(out, &run->font);
    march_svg_text_paint(out, run);
    append_space(out, run->text);
    g_string_append_c(out, '>');
    march_xml_text(out, run->text);
    g_string_append(out, "</text>\n");
}

void
march_svg_text_along(MarchSvgWriter *writer,
                     const MarchTextRun *run,
                     const MarchPath *path,
                     double start_offset)
{
    GString *out = writer->out;
    g_autofree char *name = g_strdup_printf("march-path-%u", ++writer->paths);
    g_autofree char *id = march_svg_take_id(writer, name);

    g_string_append_printf(out, "<path id=\"%s\" fill=\"none\" d=\"", id);
    march_svg_part_data(out, path, 0);
    g_string_append(out, "\"/>\n<text");
    append_font(out, &run->font);
    march_svg_text_paint(out, run);
    append_space(out, run->text);
    g_string_append_printf(out, "><textPath xlink:href=\"#%s\"", id);
    march_svg_length(out, "startOffset", start_offset);
    g_string_append_c(out, '>');
    march_xml_text(out, run->text);
    g_string_append(out, "</textPath></text>\n");
}
