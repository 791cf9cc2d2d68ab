/* SPDX-License-Identifier: MIT */
#include "rasterise.h"

#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_OUTLINE_H
#include <math.h>

#define POINTS_MAX 32000 /* FreeType counts in shorts */
/* Pixels beyond which 26.6 numbers in FreeType's own arithmetic could overflow. */
#define DISTANCE_MAX 30000.0

struct MarchRasteriser {
    FT_Library library;
    GArray *points;   /* of FT_Vector */
    GArray *tags;     /* of char */
    GArray *contours; /* of short: the last point of each */
    guint begin;      /* the first point of the open contour */
};

MarchRasteriser *
march_rasteriser_new(void)
{
    MarchRasteriser *rasteriser = g_new0(MarchRasteriser, 1);

    if (FT_Init_FreeType(&rasteriser->library) != 0) {
        g_free(rasteriser);
        return NULL;
    }
    rasteriser->points = g_array_new(FALSE, FALSE, sizeof(FT_Vector));
    rasteriser->tags = g_array_new(FALSE, FALSE, sizeof(char));
    rasteriser->contours = g_array_new(FALSE, FALSE, sizeof(short));
    return rasteriser;
}

void
march_rasteriser_free(MarchRasteriser *rasteriser)
{
    if (rasteriser == NULL) {
        return;
    }
    FT_Done_FreeType(rasteriser->library);
    g_array_unref(rasteriser->points);
    g_array_unref(rasteriser->tags);
    g_array_unref(rasteriser->contours);
    g_free(rasteriser);
}

/** From cairo's device space to FreeType's: 64ths of a pixel, y upwards. */
typedef struct {
    double dx, dy, height;
} Mapping;

static gboolean
add_point(MarchRasteriser *rasteriser,
          const Mapping *mapping,
          const cairo_path_data_t *data,
          char tag)
{
    double x = data->point.x + mapping->dx;
    double y = mapping->height - (data->point.y + mapping->dy);
    FT_Vector point;

    if (!(fabs(x) < DISTANCE_MAX) || !(fabs(y) < DISTANCE_MAX) ||
        rasteriser->points->len >= POINTS_MAX) {
        return FALSE;
    }
    point.x = lround(x * 64);
    point.y = lround(y * 64);
    g_array_append_val(rasteriser->points, point);
    g_array_append_val(rasteriser->tags, tag);
    return TRUE;
}

/* A contour of one point is what cairo leaves after closing; it draws nothing. */
static void
end_contour(MarchRasteriser *rasteriser)
{
    guint count = rasteriser->points->len;

    if (count - rasteriser->begin >= 3) {
        short last = (short)(count - 1);

        g_array_append_val(rasteriser->contours, last);
    } else {
        g_array_set_size(rasteriser->points, rasteriser->begin);
        g_array_set_size(rasteriser->tags, rasteriser->begin);
    }
    rasteriser->begin = rasteriser->points->len;
}

static gboolean
add_path(MarchRasteriser *rasteriser, const Mapping *mapping, const cairo_path_t *path)
{
    gboolean is_added = TRUE;

    for (int i = 0; is_added && i < path->num_data; i += path->data[i].header.length) {
        const cairo_path_data_t *data = &path->data[i];

        switch (data->header.type) {
        case CAIRO_PATH_MOVE_TO:
            end_contour(rasteriser);
            is_added = add_point(rasteriser, mapping, data + 1, FT_CURVE_TAG_ON);
            break;
        case CAIRO_PATH_LINE_TO:
            is_added = add_point(rasteriser, mapping, data + 1, FT_CURVE_TAG_ON);
            break;
        case CAIRO_PATH_CURVE_TO:
            is_added = add_point(rasteriser, mapping, data + 1, FT_CURVE_TAG_CUBIC) &&
                       add_point(rasteriser, mapping, data + 2, FT_CURVE_TAG_CUBIC) &&
                       add_point(rasteriser, mapping, data + 3, FT_CURVE_TAG_ON);
            break;
        case CAIRO_PATH_CLOSE_PATH:
            end_contour(rasteriser);
            break;
        }
    }
    end_contour(rasteriser);
    return is_added;
}

gboolean
march_rasteriser_fill(MarchRasteriser *rasteriser,
                      const cairo_path_t *path,
                      double dx,
                      double dy,
                      cairo_surface_t *surface)
{
    int height = cairo_image_surface_get_height(surface);
    Mapping mapping = {dx, dy, height};
    FT_Outline outline = {0};
    FT_Bitmap bitmap = {
        .rows = (unsigned int)height,
        .width = (unsigned int)cairo_image_surface_get_width(surface),
        .pitch = cairo_image_surface_get_stride(surface),
        .buffer = cairo_image_surface_get_data(surface),
        .num_grays = 256,
        .pixel_mode = FT_PIXEL_MODE_GRAY,
    };
    gboolean is_done;

    g_array_set_size(rasteriser->points, 0);
    g_array_set_size(rasteriser->tags, 0);
    g_array_set_size(rasteriser->contours, 0);
    rasteriser->begin = 0;
    if (!add_path(rasteriser, &mapping, path)) {
        return FALSE;
    }
    outline.n_points = (short)rasteriser->points->len;
    outline.n_contours = (short)rasteriser->contours->len;
    outline.points = (FT_Vector *)(void *)rasteriser->points->data;
    outline.tags = rasteriser->tags->data;
    outline.contours = (short *)(void *)rasteriser->contours->data;
    cairo_surface_flush(surface);
    is_done = FT_Outline_Get_Bitmap(rasteriser->library, &outline, &bitmap) == 0;
    cairo_surface_mark_dirty(surface);
    return is_done;
}
