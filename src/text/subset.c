/* SPDX-License-Identifier: MIT */
#include "subset.h"

#include <hb-subset.h>
#include <pango/pangofc-font.h>
#include <string.h>

#include "engine.h"

/* Some 10 kB each. */
#define KEPT_MAX 128

typedef struct {
    MarchFontSubset subset; /* without its bytes */
    char *file;
    hb_face_t *face;
    hb_set_t *letters;
} Entry;

struct MarchFontCollector {
    MarchTextEngine *engine;
    GPtrArray *entries; /* of Entry; few, so they are searched in order */
};

static void
entry_free(gpointer data)
{
    Entry *entry = data;

    g_free(entry->subset.family);
    g_free(entry->file);
    hb_face_destroy(entry->face);
    hb_set_destroy(entry->letters);
    g_free(entry);
}

static void
subset_free(gpointer data)
{
    MarchFontSubset *subset = data;

    g_free(subset->family);
    g_bytes_unref(subset->font);
    g_free(subset);
}

MarchFontCollector *
march_font_collector_new(MarchTextEngine *engine)
{
    MarchFontCollector *collector = g_new0(MarchFontCollector, 1);

    collector->engine = engine;
    collector->entries = g_ptr_array_new_with_free_func(entry_free);
    return collector;
}

void
march_font_collector_free(MarchFontCollector *collector)
{
    if (collector != NULL) {
        g_ptr_array_unref(collector->entries);
        g_free(collector);
    }
}

/* The first of the names in @font's family list. */
static char *
first_family(const MarchFont *font)
{
    const char *family =
        font->family != NULL ? font->family : MARCH_TEXT_DEFAULT_FAMILY;
    const char *comma = strchr(family, ',');
    gsize length = comma != NULL ? (gsize)(comma - family) : strlen(family);

    return g_strstrip(g_strndup(family, length));
}

/* Whether the name @family is among those of @pattern; "X Condensed" is X's cut. */
static gboolean
pattern_has_family(FcPattern *pattern, const char *family)
{
    FcChar8 *name = NULL;

    for (int i = 0; FcPatternGetString(pattern, FC_FAMILY, i, &name) == FcResultMatch;
         i++) {
        gsize length = strlen((const char *)name);

        if (g_ascii_strcasecmp((const char *)name, family) == 0 ||
            (g_ascii_strncasecmp((const char *)name, family, length) == 0 &&
             g_ascii_strcasecmp(family + length, " Condensed") == 0)) {
            return TRUE;
        }
    }
    return FALSE;
}

static Entry *
find_entry(MarchFontCollector *collector, const MarchFont *font, PangoFont *used)
{
    FcPattern *pattern = pango_fc_font_get_pattern(PANGO_FC_FONT(used));
    g_autofree char *family = first_family(font);
    FcChar8 *file = NULL;
    Entry *entry;

    if (FcPatternGetString(pattern, FC_FILE, 0, &file) != FcResultMatch ||
        !g_str_has_prefix((const char *)file, collector->engine->font_dir)) {
        return NULL;
    }
    for (guint i = 0; i < collector->entries->len; i++) {
        entry = g_ptr_array_index(collector->entries, i);
        if (strcmp(entry->file, (const char *)file) == 0 &&
            strcmp(entry->subset.family, family) == 0 &&
            entry->subset.weight == font->weight &&
            !entry->subset.italic == !font->italic) {
            return entry;
        }
    }
    entry = g_new0(Entry, 1);
    entry->subset.family = g_steal_pointer(&family);
    entry->subset.weight = font->weight;
    entry->subset.italic = font->italic;
    entry->subset.is_fallback = !pattern_has_family(pattern, entry->subset.family);
    entry->file = g_strdup((const char *)file);
    entry->face = hb_face_reference(hb_font_get_face(pango_font_get_hb_font(used)));
    entry->letters = hb_set_create();
    g_ptr_array_add(collector->entries, entry);
    return entry;
}

/*
 * A letter, and the pieces that a shaper may spell it with instead: the am of Thai and
 * Lao, the vowels of Khmer that begin before their letter, and whatever Unicode
 * decomposes of the signs of other scripts. Pieces that a font lacks are no matter.
 */
static void
add_letter(hb_set_t *letters, gunichar letter)
{
    gunichar first, second;

    hb_set_add(letters, letter);
    if (letter == 0x0e33) {
        hb_set_add(letters, 0x0e4d);
        hb_set_add(letters, 0x0e32);
    } else if (letter == 0x0eb3) {
        hb_set_add(letters, 0x0ecd);
        hb_set_add(letters, 0x0eb2);
    } else if (letter >= 0x17be && letter <= 0x17c5) {
        hb_set_add(letters, 0x17c1);
    } else if (g_unichar_ismark(letter) &&
               g_unichar_decompose(letter, &first, &second)) {
        add_letter(letters, first);
        add_letter(letters, second);
    }
}

/* Letters with signs over them also as the one letter that a shaper makes of them. */
static void
add_letters(hb_set_t *letters, const char *text, gsize length)
{
    g_autofree char *composed = g_utf8_normalize(text, (gssize)length, G_NORMALIZE_NFC);

    for (const char *at = text; at < text + length; at = g_utf8_next_char(at)) {
        add_letter(letters, g_utf8_get_char(at));
    }
    for (const char *at = composed; at != NULL && *at != '\0';
         at = g_utf8_next_char(at)) {
        hb_set_add(letters, g_utf8_get_char(at));
    }
}

void
march_font_collector_add(MarchFontCollector *collector,
                         const MarchFont *font,
                         const char *text)
{
    const MarchTextLine *line = march_text_line_get(collector->engine, font, text);
    PangoLayoutLine *shaped = pango_layout_get_line_readonly(line->layout, 0);
    const char *shown = pango_layout_get_text(line->layout);

    for (GSList *node = shaped->runs; node != NULL; node = node->next) {
        const PangoItem *item = ((PangoLayoutRun *)node->data)->item;
        Entry *entry = find_entry(collector, font, item->analysis.font);

        if (entry != NULL) {
            add_letters(entry->letters, shown + item->offset, (gsize)item->length);
        }
    }
}

static void
release_blob(gpointer data)
{
    hb_blob_destroy(data);
}

/* Without hints, which nobody applies at a map's sizes, and without names. */
static GBytes *
subset_face(hb_face_t *face, const hb_set_t *letters)
{
    hb_subset_input_t *input = hb_subset_input_create_or_fail();
    hb_face_t *small;
    GBytes *bytes = NULL;

    if (input == NULL) {
        return NULL;
    }
    hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_NO_HINTING);
    hb_set_union(hb_subset_input_unicode_set(input), letters);
    hb_set_clear(hb_subset_input_set(input, HB_SUBSET_SETS_NAME_ID));
    small = hb_subset_or_fail(face, input);
    hb_subset_input_destroy(input);
    if (small != NULL) {
        hb_blob_t *blob = hb_face_reference_blob(small);
        unsigned int length;
        const char *data = hb_blob_get_data(blob, &length);

        bytes = g_bytes_new_with_free_func(data, length, release_blob, blob);
        hb_face_destroy(small);
    }
    return bytes;
}

/* What a subset depends on: the file, and the letters as stretches without gaps. */
static char *
subset_key(const Entry *entry)
{
    GString *key = g_string_new(entry->file);
    hb_codepoint_t first = HB_SET_VALUE_INVALID, last = HB_SET_VALUE_INVALID;

    while (hb_set_next_range(entry->letters, &first, &last)) {
        g_string_append_printf(key, "\n%x-%x", first, last);
    }
    return g_string_free(key, FALSE);
}

/* (nullable) from the engine's or made for it. */
static GBytes *
font_get(MarchFontCollector *collector, const Entry *entry, MarchFontPacker pack)
{
    GHashTable *kept = collector->engine->subsets;
    g_autofree char *key = subset_key(entry);
    GBytes *font = g_hash_table_lookup(kept, key);
    g_autoptr(GBytes) sfnt = NULL;

    if (font != NULL) {
        return g_bytes_ref(font);
    }
    sfnt = subset_face(entry->face, entry->letters);
    font = sfnt != NULL ? pack(sfnt) : NULL;
    if (font != NULL) {
        if (g_hash_table_size(kept) >= KEPT_MAX) {
            g_hash_table_remove_all(kept);
        }
        g_hash_table_insert(kept, g_steal_pointer(&key), g_bytes_ref(font));
    }
    return font;
}

GPtrArray *
march_font_collector_finish(MarchFontCollector *collector, MarchFontPacker pack)
{
    GPtrArray *subsets = g_ptr_array_new_with_free_func(subset_free);

    for (guint i = 0; i < collector->entries->len; i++) {
        const Entry *entry = g_ptr_array_index(collector->entries, i);
        GBytes *font = font_get(collector, entry, pack);

        if (font != NULL) {
            MarchFontSubset *subset = g_memdup2(&entry->subset, sizeof *subset);

            subset->family = g_strdup(entry->subset.family);
            subset->font = font;
            g_ptr_array_add(subsets, subset);
        }
    }
    return subsets;
}
