/* SPDX-License-Identifier: MIT */
/* Font sets: which files Pango may use, and with which rendering options. */
#include <pango/pangofc-fontmap.h>
#include <string.h>

#include "engine.h"

/*
 * Pango 1.50 keeps a reference to the configuration of a font map that is gone. It
 * is one small block an engine; LeakSanitizer is told so.
 */
#ifdef __SANITIZE_ADDRESS__
const char *__lsan_default_suppressions(void) __attribute__((visibility("default")));

const char *
__lsan_default_suppressions(void)
{
    return "leak:libfontconfig\n";
}
#endif

static int
compare_names(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Names in order, so that the choice among equal fonts never depends on the disk. */
static GPtrArray *
list_font_files(const char *font_dir, GError **error)
{
    g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GError) cause = NULL;
    g_autoptr(GDir) folder = g_dir_open(font_dir, 0, &cause);
    const char *name;

    if (folder == NULL) {
        march_error_set(error, MARCH_ERROR_NOT_FOUND, MARCH_LOCATION_NONE,
                        "cannot read the font folder \"%s\": %s", font_dir,
                        cause->message);
        return NULL;
    }
    while ((name = g_dir_read_name(folder)) != NULL) {
        if (g_str_has_suffix(name, ".ttf") || g_str_has_suffix(name, ".otf")) {
            g_ptr_array_add(files, g_build_filename(font_dir, name, NULL));
        }
    }
    if (files->len == 0) {
        march_error_set(error, MARCH_ERROR_NOT_FOUND, MARCH_LOCATION_NONE,
                        "the font folder \"%s\" holds no .ttf or .otf file", font_dir);
        return NULL;
    }
    g_ptr_array_sort(files, compare_names);
    return g_steal_pointer(&files);
}

/*
 * The system's fonts without those families that are bundled: Fontconfig prefers
 * the system's file when two fit equally well, and it may be another version.
 */
static FcConfig *
load_system_config(const FcFontSet *bundled)
{
    GString *rules = g_string_new("<?xml version=\"1.0\"?><fontconfig><selectfont>"
                                  "<rejectfont>");
    FcConfig *config = FcInitLoadConfig();

    for (int i = 0; bundled != NULL && i < bundled->nfont; i++) {
        FcChar8 *family = NULL;

        if (FcPatternGetString(bundled->fonts[i], FC_FAMILY, 0, &family) ==
            FcResultMatch) {
            g_autofree char *escaped = g_markup_escape_text((const char *)family, -1);

            g_string_append_printf(rules,
                                   "<pattern><patelt name=\"family\"><string>%s"
                                   "</string></patelt></pattern>",
                                   escaped);
        }
    }
    g_string_append(rules, "</rejectfont></selectfont></fontconfig>");
    if (config != NULL) {
        FcConfigParseAndLoadFromMemory(config, (const FcChar8 *)rules->str, FcTrue);
        FcConfigBuildFonts(config);
    }
    g_string_free(rules, TRUE);
    return config;
}

/* Another folder of fonts is none: what it lacks is missing, and reported so. */
static void
add_script_files(GPtrArray *files, const char *font_dir)
{
    g_autofree char *folder = g_build_filename(font_dir, "scripts", NULL);
    g_autoptr(GPtrArray) others = list_font_files(folder, NULL);

    if (others != NULL) {
        g_ptr_array_extend_and_steal(files, g_steal_pointer(&others));
    }
}

static void
add_files(FcConfig *config, const GPtrArray *files)
{
    for (guint i = 0; i < files->len; i++) {
        FcConfigAppFontAddFile(config, g_ptr_array_index(files, i));
    }
}

static PangoContext *
create_context(PangoFontMap *map)
{
    PangoContext *context = pango_font_map_create_context(map);
    cairo_font_options_t *options = cairo_font_options_create();

    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    pango_cairo_context_set_font_options(context, options);
    cairo_font_options_destroy(options);
    pango_cairo_context_set_resolution(context, 72);
    pango_context_set_round_glyph_positions(context, FALSE);
    pango_context_set_language(context, pango_language_from_string("en"));
    return context;
}

gboolean
march_font_set_init(MarchFontSet *set,
                    const char *font_dir,
                    MarchFontReach reach,
                    GError **error)
{
    g_autoptr(GPtrArray) files = list_font_files(font_dir, error);
    FcFontSet *fonts;

    if (files == NULL) {
        return FALSE;
    }
    if (reach >= MARCH_FONT_REACH_SCRIPTS) {
        add_script_files(files, font_dir);
    }
    set->config = FcConfigCreate();
    add_files(set->config, files);
    fonts = FcConfigGetFonts(set->config, FcSetApplication);
    if (fonts == NULL || fonts->nfont == 0) {
        march_error_set(error, MARCH_ERROR_DATA, MARCH_LOCATION_NONE,
                        "no file in the font folder \"%s\" is a readable font",
                        font_dir);
        march_font_set_clear(set);
        return FALSE;
    }
    if (reach == MARCH_FONT_REACH_SYSTEM) {
        FcConfig *config = load_system_config(fonts);

        if (config != NULL) {
            add_files(config, files);
            FcConfigDestroy(set->config);
            set->config = config;
        }
    }
    set->map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
    pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(set->map), set->config);
    set->context = create_context(set->map);
    return TRUE;
}

void
march_font_set_clear(MarchFontSet *set)
{
    g_clear_object(&set->context);
    g_clear_object(&set->map);
    g_clear_pointer(&set->config, FcConfigDestroy);
}

gboolean
march_font_set_has_family(const MarchFontSet *set, const char *family)
{
    const FcFontSet *fonts = FcConfigGetFonts(set->config, FcSetApplication);
    gboolean is_cut = g_str_has_suffix(family, " Condensed");
    g_autofree char *plain =
        g_strndup(family, strlen(family) - (is_cut ? strlen(" Condensed") : 0));

    for (int i = 0; fonts != NULL && i < fonts->nfont; i++) {
        FcChar8 *name = NULL;

        for (int j = 0;
             FcPatternGetString(fonts->fonts[i], FC_FAMILY, j, &name) == FcResultMatch;
             j++) {
            if (g_ascii_strcasecmp((const char *)name, plain) == 0) {
                return TRUE;
            }
        }
    }
    return FALSE;
}

void
march_font_set_list_families(const MarchFontSet *set, GPtrArray *names)
{
    const FcFontSet *fonts = FcConfigGetFonts(set->config, FcSetApplication);

    for (int i = 0; fonts != NULL && i < fonts->nfont; i++) {
        FcChar8 *name = NULL;

        if (FcPatternGetString(fonts->fonts[i], FC_FAMILY, 0, &name) == FcResultMatch &&
            !g_ptr_array_find_with_equal_func(names, name, g_str_equal, NULL)) {
            g_ptr_array_add(names, g_strdup((const char *)name));
        }
    }
}

static PangoWeight
weight_of(int weight)
{
    return (PangoWeight)CLAMP(weight, 100, 1000);
}

double
march_font_unit(const MarchFont *font)
{
    return CLAMP(font->size, 0.01, 1000) / MARCH_TEXT_EM;
}

PangoFontDescription *
march_font_describe(const MarchFont *font)
{
    PangoFontDescription *description = pango_font_description_new();
    const char *asked = font->family != NULL ? font->family : MARCH_TEXT_DEFAULT_FAMILY;
    g_auto(GStrv) names = g_strsplit(asked, ",", -1);
    GString *families = g_string_new(NULL);

    /* Fontconfig knows a condensed cut as a width of its family, not by name. */
    for (guint i = 0; names[i] != NULL; i++) {
        char *name = g_strstrip(names[i]);
        gsize length = strlen(name);

        if (g_str_has_suffix(name, " Condensed")) {
            length -= strlen(" Condensed");
            pango_font_description_set_stretch(description, PANGO_STRETCH_CONDENSED);
        }
        g_string_append_len(families, name, (gssize)length);
        g_string_append_c(families, ',');
    }
    g_string_append(families, MARCH_TEXT_DEFAULT_FAMILY);
    pango_font_description_set_family(description, families->str);
    pango_font_description_set_weight(description, weight_of(font->weight));
    pango_font_description_set_style(description, font->italic ? PANGO_STYLE_ITALIC
                                                               : PANGO_STYLE_NORMAL);
    pango_font_description_set_absolute_size(description, MARCH_TEXT_EM * PANGO_SCALE);
    g_string_free(families, TRUE);
    return description;
}
