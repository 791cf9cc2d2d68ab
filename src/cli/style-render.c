/* SPDX-License-Identifier: MIT */
#include "style-render.h"

#include <string.h>

#include "figure/style-map.h"
#include "report.h"

/* The options of render; strings are ours. */
typedef struct {
    char *style, *size, *center, *output, *data;
    char **set;
    double zoom, bearing, pixel_ratio;
} RenderOptions;

static void
render_options_clear(RenderOptions *options)
{
    g_free(options->style);
    g_free(options->size);
    g_free(options->center);
    g_free(options->output);
    g_free(options->data);
    g_strfreev(options->set);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(RenderOptions, render_options_clear)

/* Two numbers with @separator between them and nothing else. */
static gboolean
parse_pair(const char *text, char separator, double *first, double *second)
{
    char *end;

    *first = g_ascii_strtod(text, &end);
    if (end == text || *end != separator) {
        return FALSE;
    }
    text = end + 1;
    *second = g_ascii_strtod(text, &end);
    return end != text && *end == '\0';
}

/* KEY=VALUE... as key, value...; appends what was written to @places. */
static GPtrArray *
split_variables(char **set, GArray *places)
{
    GPtrArray *variables = g_ptr_array_new_with_free_func(g_free);

    for (char **text = set; text != NULL && *text != NULL; text++) {
        const char *equals = strchr(*text, '=');
        g_autofree char *source = g_strconcat("--set ", *text, NULL);
        MarchLocation where = march_location_new(source, 0, 0);

        g_array_append_val(places, where);
        if (equals == NULL) {
            g_ptr_array_unref(variables);
            return NULL;
        }
        g_ptr_array_add(variables, g_strndup(*text, (gsize)(equals - *text)));
        g_ptr_array_add(variables, g_strdup(equals + 1));
    }
    g_ptr_array_add(variables, NULL);
    return variables;
}

static int
render_map(const MarchStyleMap *map, const char *data)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(MarchDiagnostics) diagnostics = march_diagnostics_new();
    g_autoptr(MarchSession) session = march_session_new(data, &error);
    gboolean ok =
        session != NULL && march_style_map_render(session, map, diagnostics, &error);

    march_report_diagnostics(diagnostics, FALSE);
    return ok ? 0 : march_report_error(error);
}

int
march_style_command_render(int argc, char **argv)
{
    g_auto(RenderOptions) options = {.pixel_ratio = 1};
    const GOptionEntry entries[] = {
        {"style", 0, 0, G_OPTION_ARG_FILENAME, &options.style, "The style", "FILE"},
        {"size", 0, 0, G_OPTION_ARG_STRING, &options.size, "Size in CSS pixels", "WxH"},
        {"center", 0, 0, G_OPTION_ARG_STRING, &options.center, "Centre in degrees",
         "LON,LAT"},
        {"zoom", 0, 0, G_OPTION_ARG_DOUBLE, &options.zoom, "Zoom", "Z"},
        {"bearing", 0, 0, G_OPTION_ARG_DOUBLE, &options.bearing,
         "What is at the top, in degrees from north", "B"},
        {"pixel-ratio", 0, 0, G_OPTION_ARG_DOUBLE, &options.pixel_ratio,
         "Device pixels a CSS pixel", "R"},
        {"set", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.set,
         "Give a variable of the style a value", "KEY=VALUE"},
        {"output", 'o', 0, G_OPTION_ARG_FILENAME, &options.output,
         "Write FILE (.png, .svg, .pdf)", "FILE"},
        {"data-dir", 0, 0, G_OPTION_ARG_FILENAME, &options.data,
         "Read the program's data from DIR", "DIR"},
        G_OPTION_ENTRY_NULL,
    };
    g_autoptr(GPtrArray) variables = NULL;
    g_autoptr(GArray) places = g_array_new(FALSE, FALSE, sizeof(MarchLocation));
    MarchStyleMap map;
    int status = 0;

    if (!march_report_parse_options(
            &argc, &argv, "", "Draws a style alone on a Web Mercator map.",
            "marchland style render --style report --size 600x400 --center 70.6,39.9 "
            "--zoom 8 -o map.png",
            entries, &status)) {
        return status;
    }
    map = (MarchStyleMap){.style = options.style,
                          .zoom = options.zoom,
                          .bearing = options.bearing,
                          .pixel_ratio = options.pixel_ratio,
                          .output = options.output};
    if (argc != 1 || map.style == NULL || map.output == NULL) {
        return march_report_usage("style render",
                                  "expected --style and -o, and no other "
                                  "arguments");
    }
    if (options.size == NULL ||
        !parse_pair(options.size, 'x', &map.width, &map.height)) {
        return march_report_usage("style render", "expected --size WxH");
    }
    if (options.center == NULL ||
        !parse_pair(options.center, ',', &map.center.lon, &map.center.lat)) {
        return march_report_usage("style render", "expected --center LON,LAT");
    }
    variables = split_variables(options.set, places);
    if (variables == NULL) {
        return march_report_usage("style render", "expected --set KEY=VALUE");
    }
    map.variables = (const char *const *)variables->pdata;
    map.variable_places = (const MarchLocation *)(gpointer)places->data;
    return render_map(&map, options.data);
}
