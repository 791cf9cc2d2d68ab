/* SPDX-License-Identifier: MIT */
#include "style-map.h"

#include <math.h>
#include <string.h>

#include "geodata/layer.h"
#include "layout/map-content.h"
#include "output/document.h"
#include "output/file.h"
#include "raster-source.h"
#include "session.h"

#define CSS_DPI      96.0
#define MM_PER_PX    (25.4 / CSS_DPI)
#define SIDE_MAX     16384.0
#define RATIO_MAX    16.0
#define ZOOM_MAX     24.0
#define LATITUDE_MAX 85.051129
/* The sphere of Web Mercator is 512 px around at zoom 0. */
#define METRES_PER_PX (2 * G_PI * 6378137 / 512)

/** What one drawing needs; all owned. */
typedef struct {
    MarchSpec *spec;
    MarchStyle *style;
    MarchFrame *frame;
    GArray *sources;     /* of MarchLayoutSource */
    GPtrArray *features; /* of MarchFeatures */
    GPtrArray *rasters;  /* of MarchPageRaster */
    double dpi;
    char *icons;
} Drawing;

static void
features_free(gpointer data)
{
    march_features_free(data);
}

static void
raster_free(gpointer data)
{
    march_page_raster_free(data);
}

static void
drawing_clear(Drawing *drawing)
{
    march_spec_free(drawing->spec);
    march_style_free(drawing->style);
    march_frame_free(drawing->frame);
    g_clear_pointer(&drawing->sources, g_array_unref);
    g_clear_pointer(&drawing->features, g_ptr_array_unref);
    g_clear_pointer(&drawing->rasters, g_ptr_array_unref);
    g_free(drawing->icons);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Drawing, drawing_clear)

static gboolean
check_map(const MarchStyleMap *map, GError **error)
{
    if (!(map->width >= 1 && map->width <= SIDE_MAX) ||
        !(map->height >= 1 && map->height <= SIDE_MAX)) {
        march_error_set(error, MARCH_ERROR_USAGE, MARCH_LOCATION_NONE,
                        "size %gx%g: expected 1 to %g pixels each", map->width,
                        map->height, SIDE_MAX);
        return FALSE;
    }
    if (!(map->pixel_ratio > 0 && map->pixel_ratio <= RATIO_MAX)) {
        march_error_set(error, MARCH_ERROR_USAGE, MARCH_LOCATION_NONE,
                        "pixel ratio %g: expected more than 0 and at most %g",
                        map->pixel_ratio, RATIO_MAX);
        return FALSE;
    }
    if (!(map->zoom >= -2 && map->zoom <= ZOOM_MAX) || !isfinite(map->bearing)) {
        march_error_set(
            error, MARCH_ERROR_USAGE, MARCH_LOCATION_NONE,
            "zoom %g, bearing %g: expected a zoom of -2 to %g and a bearing "
            "in degrees",
            map->zoom, map->bearing, ZOOM_MAX);
        return FALSE;
    }
    if (!(fabs(map->center.lon) <= 180) || !(fabs(map->center.lat) <= 90)) {
        march_error_set(error, MARCH_ERROR_USAGE, MARCH_LOCATION_NONE,
                        "centre %g,%g: expected degrees of longitude and latitude",
                        map->center.lon, map->center.lat);
        return FALSE;
    }
    return TRUE;
}

static gboolean
load_style(Drawing *drawing,
           MarchSession *session,
           const MarchStyleMap *map,
           MarchDiagnostics *diagnostics,
           GError **error)
{
    const char *data = march_session_get_data_directory(session);
    g_autofree char *directory = g_build_filename(data, "styles", NULL);
    g_autofree char *path = march_session_find_style(session, map->style);
    const MarchStyleOptions options = {.style_directory = directory,
                                       .variables = map->variables,
                                       .variable_places = map->variable_places};

    drawing->icons = g_build_filename(directory, "icons", NULL);
    drawing->style = march_style_load(path, &options, diagnostics, error);
    if (drawing->style == NULL) {
        return FALSE;
    }
    march_style_set_web_view(drawing->style, map->pixel_ratio);
    march_style_set_icons(drawing->style, NULL, drawing->icons);
    return TRUE;
}

static gboolean
make_frame(Drawing *drawing, const MarchStyleMap *map, GError **error)
{
    const MarchBox world = {-180, -85, 180, 85};
    const MarchRect page = {0, 0, map->width * MM_PER_PX, map->height * MM_PER_PX};
    MarchLonLat center = {map->center.lon,
                          CLAMP(map->center.lat, -LATITUDE_MAX, LATITUDE_MAX)};
    double ground = METRES_PER_PX * cos(center.lat * G_PI / 180) / exp2(map->zoom);
    MarchProjection *projection = march_projection_new("EPSG:3857", world, error);

    if (projection == NULL) {
        return FALSE;
    }
    drawing->frame = march_frame_new_at(projection, center, ground / (MM_PER_PX / 1000),
                                        map->bearing, page, error);
    return drawing->frame != NULL;
}

/* The figure's own sources are empty: there is no figure. */
static MarchFeatures *
read_source(const Drawing *drawing,
            const MarchStyleSource *source,
            MarchSession *session,
            MarchDiagnostics *diagnostics,
            GError **error)
{
    MarchBox box = march_frame_get_visible_box(drawing->frame);
    MarchLayerOptions options;
    MarchCatalogue *catalogue;

    if (g_str_has_prefix(source->location, "figure:")) {
        return march_features_new();
    }
    if (g_str_has_prefix(source->location, "pack:")) {
        catalogue = march_session_get_catalogue(session, error);
        return catalogue != NULL
                   ? march_catalogue_read(
                         catalogue, source->location + strlen("pack:"), box,
                         march_frame_get_scale_denominator(drawing->frame), NULL, error)
                   : NULL;
    }
    march_layer_options_init(&options);
    options.layer = source->layer_name;
    options.box = &box;
    return march_layer_read(source->location, &options, diagnostics, error);
}

/* Sets what @entry's source stands for. */
static gboolean
fill_entry(Drawing *drawing,
           const MarchStyleSource *source,
           MarchLayoutSource *entry,
           MarchSession *session,
           MarchDiagnostics *diagnostics,
           GError **error)
{
    MarchFeatures *features;
    MarchPageRaster *raster;

    if (source->location == NULL) {
        return TRUE;
    }
    if (!source->is_raster) {
        features = read_source(drawing, source, session, diagnostics, error);
        if (features != NULL) {
            g_ptr_array_add(drawing->features, features);
        }
        entry->features = features;
        return features != NULL;
    }
    if (g_str_has_prefix(source->location, "figure:")) {
        return TRUE;
    }
    raster = march_raster_source_read(source->location, drawing->style, source,
                                      drawing->frame, drawing->dpi, diagnostics, error);
    if (raster != NULL) {
        g_ptr_array_add(drawing->rasters, raster);
    }
    entry->raster = raster;
    return raster != NULL;
}

static gboolean
read_sources(Drawing *drawing,
             MarchSession *session,
             MarchDiagnostics *diagnostics,
             GError **error)
{
    drawing->sources = g_array_new(FALSE, TRUE, sizeof(MarchLayoutSource));
    drawing->features = g_ptr_array_new_with_free_func(features_free);
    drawing->rasters = g_ptr_array_new_with_free_func(raster_free);
    for (guint i = 0; i < march_style_count_sources(drawing->style); i++) {
        const MarchStyleSource *source = march_style_get_source(drawing->style, i);
        MarchLayoutSource entry = {.id = source->id,
                                   .features = source->inline_features};

        if (!fill_entry(drawing, source, &entry, session, diagnostics, error)) {
            g_prefix_error(error, "source \"%s\": ", source->id);
            return FALSE;
        }
        g_array_append_val(drawing->sources, entry);
    }
    return TRUE;
}

/* Layout asks the figure for its language and labels: there are none. */
static MarchSpec *
empty_spec(MarchDiagnostics *diagnostics, GError **error)
{
    static const char text[] = "figure: 1\nextent: {bbox: [-180, -85, 180, 85]}\n";

    return march_spec_parse(text, sizeof text - 1, "style", NULL, diagnostics, error);
}

static MarchScene *
draw(const Drawing *drawing,
     const MarchStyleMap *map,
     MarchTextEngine *text,
     MarchDiagnostics *diagnostics)
{
    const MarchRect page = march_frame_get_rect(drawing->frame);
    const MarchPagePlan plan = {.page = page, .map = page, .base_size = 3};
    const MarchLayoutInput input = {
        .spec = drawing->spec,
        .style = drawing->style,
        .plan = &plan,
        .frame = drawing->frame,
        .sources = (const MarchLayoutSource *)(gpointer)drawing->sources->data,
        .n_sources = drawing->sources->len,
        .icon_directory = drawing->icons,
    };
    MarchScene *scene = march_scene_new(page.width, page.height);
    g_autoptr(MarchMapContent) content = march_map_content_new();
    g_autoptr(GError) nothing = NULL;
    MarchLabelQuality quality;

    march_scene_set_text(scene, map->style, map->style, NULL);
    if (march_map_content_draw(&input, text, content, scene, diagnostics, &nothing)) {
        march_labels_place(&input, text, content, scene, &quality, diagnostics);
    }
    march_style_report(drawing->style, diagnostics);
    return scene;
}

static gboolean
write_scene(const MarchScene *scene,
            const MarchStyleMap *map,
            MarchFormat format,
            MarchTextEngine *text,
            GError **error)
{
    const MarchDocumentInfo info = {.title = map->style, .description = map->style};
    const MarchDocumentOptions options = {
        .dpi = CSS_DPI * map->pixel_ratio,
        .width_px = (guint)lround(map->width * map->pixel_ratio),
        .height_px = (guint)lround(map->height * map->pixel_ratio),
    };
    g_autoptr(GBytes) bytes =
        march_document_encode(scene, text, format, &options, &info, error);

    return bytes != NULL && march_output_write(map->output, bytes, error);
}

gboolean
march_style_map_render(MarchSession *session,
                       const MarchStyleMap *map,
                       MarchDiagnostics *diagnostics,
                       GError **error)
{
    g_auto(Drawing) drawing = {0};
    g_autoptr(MarchScene) scene = NULL;
    MarchTextEngine *text;
    MarchFormat format;

    if (!check_map(map, error)) {
        return FALSE;
    }
    if (!march_format_from_path(map->output, &format)) {
        march_error_set(error, MARCH_ERROR_USAGE, MARCH_LOCATION_NONE,
                        "the output \"%s\" has no known ending; expected .png, .svg or "
                        ".pdf",
                        map->output);
        return FALSE;
    }
    drawing.dpi = CSS_DPI * map->pixel_ratio;
    text = march_session_get_text(session, error);
    if (text == NULL || !load_style(&drawing, session, map, diagnostics, error) ||
        !make_frame(&drawing, map, error) ||
        !read_sources(&drawing, session, diagnostics, error)) {
        return FALSE;
    }
    drawing.spec = empty_spec(diagnostics, error);
    if (drawing.spec == NULL) {
        return FALSE;
    }
    scene = draw(&drawing, map, text, diagnostics);
    return write_scene(scene, map, format, text, error);
}
