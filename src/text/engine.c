/* SPDX-License-Identifier: MIT */
/* The engine and its cache of shaped lines. */
#include "engine.h"

#include <math.h>
#include <string.h>

#include "base/suggest.h"
#include "masks.h"

/* Enough for every label of a figure; a batch must not grow without end. */
#define LINES_MAX 4096

typedef struct {
    MarchFont font; /* strings borrowed from the engine */
    const char *text;
    MarchTextLine line;
} CachedLine;

static guint
line_hash(gconstpointer data)
{
    const CachedLine *line = data;

    return g_str_hash(line->text) ^ (guint)line->font.weight;
}

static gboolean
same_number(double a, double b)
{
    return !(a < b) && !(a > b);
}

static gboolean
line_equal(gconstpointer one, gconstpointer other)
{
    const CachedLine *a = one, *b = other;

    return a->font.weight == b->font.weight && a->font.italic == b->font.italic &&
           same_number(a->font.letter_spacing, b->font.letter_spacing) &&
           strcmp(a->text, b->text) == 0 &&
           g_strcmp0(a->font.family, b->font.family) == 0 &&
           g_strcmp0(a->font.language, b->font.language) == 0;
}

static void
line_free(gpointer data)
{
    CachedLine *line = data;

    g_object_unref(line->line.layout);
    g_clear_pointer(&line->line.outline, cairo_path_destroy);
    g_free(line);
}

MarchTextEngine *
march_text_engine_new(const char *font_dir, gboolean use_system, GError **error)
{
    g_autoptr(MarchTextEngine) engine = g_new0(MarchTextEngine, 1);

    engine->font_dir = g_strdup(font_dir);
    engine->use_system = use_system;
    engine->rasteriser = march_rasteriser_new();
    g_assert(engine->rasteriser != NULL); /* it fails for want of memory only */
    engine->masks = march_text_masks_new();
    engine->subsets = g_hash_table_new_full(g_str_hash, g_str_equal, g_free,
                                            (GDestroyNotify)g_bytes_unref);
    engine->strings = g_string_chunk_new(4096);
    engine->lines = g_hash_table_new_full(line_hash, line_equal, NULL, line_free);
    if (!march_font_set_init(&engine->bundled, font_dir, MARCH_FONT_REACH_BASE,
                             error)) {
        return NULL;
    }
    return g_steal_pointer(&engine);
}

void
march_text_engine_free(MarchTextEngine *engine)
{
    if (engine == NULL) {
        return;
    }
    march_text_masks_free(engine->masks);
    g_hash_table_unref(engine->subsets);
    g_clear_pointer(&engine->lines, g_hash_table_unref);
    march_font_set_clear(&engine->bundled);
    march_font_set_clear(&engine->scripts);
    march_font_set_clear(&engine->system);
    g_clear_pointer(&engine->strings, g_string_chunk_free);
    march_rasteriser_free(engine->rasteriser);
    g_free(engine->font_dir);
    g_free(engine);
}

static void
set_attributes(PangoLayout *layout, const MarchFont *font)
{
    PangoAttrList *attributes = pango_attr_list_new();
    int spacing =
        (int)lround(font->letter_spacing / march_font_unit(font) * PANGO_SCALE);

    if (spacing != 0) {
        pango_attr_list_insert(attributes, pango_attr_letter_spacing_new(spacing));
    }
    if (font->language != NULL) {
        PangoLanguage *language = pango_language_from_string(font->language);

        pango_attr_list_insert(attributes, pango_attr_language_new(language));
    }
    pango_layout_set_attributes(layout, attributes);
    pango_attr_list_unref(attributes);
}

static PangoLayout *
create_layout(const MarchFontSet *set, const MarchFont *font, const char *text)
{
    PangoLayout *layout = pango_layout_new(set->context);
    PangoFontDescription *description = march_font_describe(font);

    pango_layout_set_font_description(layout, description);
    pango_font_description_free(description);
    pango_layout_set_single_paragraph_mode(layout, TRUE);
    set_attributes(layout, font);
    if (g_utf8_validate(text, -1, NULL)) {
        pango_layout_set_text(layout, text, -1);
    } else { /* Pango would print a warning */
        g_autofree char *valid = g_utf8_make_valid(text, -1);

        pango_layout_set_text(layout, valid, -1);
    }
    return layout;
}

/* A set that cannot be opened leaves glyphs missing, which measuring reports. */
static gboolean
open_set(MarchTextEngine *engine, MarchFontSet *set, MarchFontReach reach)
{
    return set->context != NULL ||
           march_font_set_init(set, engine->font_dir, reach, NULL);
}

gboolean
march_text_has_family(MarchTextEngine *engine, const char *family)
{
    return march_font_set_has_family(&engine->bundled, family) ||
           (open_set(engine, &engine->scripts, MARCH_FONT_REACH_SCRIPTS) &&
            march_font_set_has_family(&engine->scripts, family));
}

static int
compare_names(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

char *
march_text_suggest_family(MarchTextEngine *engine, const char *family)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);

    march_font_set_list_families(&engine->bundled, names);
    if (open_set(engine, &engine->scripts, MARCH_FONT_REACH_SCRIPTS)) {
        march_font_set_list_families(&engine->scripts, names);
    }
    /* Of equals the shortest comes first: "Noto Sans" before "Noto Sans Arabic". */
    g_ptr_array_sort(names, compare_names);
    g_ptr_array_add(names, NULL);
    return g_strdup(march_suggest(family, (const char *const *)names->pdata));
}

/* Replaces @layout by one of @set's fonts if that lacks fewer glyphs. */
static void
improve_layout(PangoLayout **layout,
               int *missing,
               const MarchFontSet *set,
               const MarchFont *font,
               const char *text)
{
    PangoLayout *other = create_layout(set, font, text);
    int others = pango_layout_get_unknown_glyphs_count(other);

    if (others < *missing) {
        g_object_unref(*layout);
        *layout = other;
        *missing = others;
    } else {
        g_object_unref(other);
    }
}

/* Most figures need the first set only, and opening the others takes time. */
PangoLayout *
march_text_layout_new(MarchTextEngine *engine, const MarchFont *font, const char *text)
{
    PangoLayout *layout = create_layout(&engine->bundled, font, text);
    int missing = pango_layout_get_unknown_glyphs_count(layout);

    if (missing > 0 && open_set(engine, &engine->scripts, MARCH_FONT_REACH_SCRIPTS)) {
        improve_layout(&layout, &missing, &engine->scripts, font, text);
    }
    if (missing > 0 && engine->use_system &&
        open_set(engine, &engine->system, MARCH_FONT_REACH_SYSTEM)) {
        improve_layout(&layout, &missing, &engine->system, font, text);
    }
    return layout;
}

MarchTextLine *
march_text_line_get(MarchTextEngine *engine, const MarchFont *font, const char *text)
{
    CachedLine key = {.font = *font, .text = text};
    CachedLine *cached;

    /* One line serves all sizes: in layout units only the spacing depends on it. */
    key.font.letter_spacing /= march_font_unit(font);
    key.font.size = MARCH_TEXT_EM;
    cached = g_hash_table_lookup(engine->lines, &key);
    if (cached != NULL) {
        return &cached->line;
    }
    if (g_hash_table_size(engine->lines) >= LINES_MAX) {
        march_text_masks_clear(engine->masks);
        g_hash_table_remove_all(engine->lines);
        g_string_chunk_clear(engine->strings);
    }
    cached = g_new0(CachedLine, 1);
    cached->font = key.font;
    cached->text = g_string_chunk_insert(engine->strings, text);
    if (font->family != NULL) {
        cached->font.family =
            g_string_chunk_insert_const(engine->strings, font->family);
    }
    if (font->language != NULL) {
        cached->font.language =
            g_string_chunk_insert_const(engine->strings, font->language);
    }
    march_text_line_init(&cached->line, engine, &cached->font, text);
    g_hash_table_add(engine->lines, cached);
    return &cached->line;
}
