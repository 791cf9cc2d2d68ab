/* SPDX-License-Identifier: MIT */
#include "geodata/raster.h"

#include <math.h>
#include <string.h>

#define DATA MARCH_TEST_SOURCE_DIR "/tests/unit/geodata/data/"
#define DPI  50.0

static MarchFrame *
frame_at(const char *projection, MarchBox extent)
{
    g_autoptr(GError) error = NULL;
    MarchFrame *frame =
        march_frame_new(march_projection_new(projection, extent, &error), extent,
                        (MarchRect){5, 7, 120, 120}, &error);

    g_assert_no_error(error);
    return frame;
}

static MarchPageRaster *
read_on(const MarchFrame *frame,
        const char *path,
        gboolean as_slopes,
        MarchDiagnostics *diagnostics,
        GError **error)
{
    const MarchRasterOptions options = {
        .dpi = DPI, .as_colors = !as_slopes, .as_slopes = as_slopes};

    return march_raster_read(path, frame, &options, diagnostics, error);
}

static gsize
pixel_at(const MarchPageRaster *raster, const MarchFrame *frame, MarchLonLat position)
{
    MarchPoint point;

    g_assert_true(march_frame_project(frame, position, &point));
    g_assert_true(march_rect_contains(raster->rect, point));
    return (gsize)((point.y - raster->rect.y) / raster->rect.height * raster->height) *
               raster->width +
           (gsize)((point.x - raster->rect.x) / raster->rect.width * raster->width);
}

static void
assert_color(const MarchPageRaster *raster,
             const MarchFrame *frame,
             MarchLonLat position,
             const guint8 expected[4])
{
    const guint8 *color = raster->colors + 4 * pixel_at(raster, frame, position);

    for (guint i = 0; i < 4; i++) {
        g_assert_cmpuint(color[i], ==, expected[i]);
    }
}

/* The file is in UTM, 64 km a side about 69.0 E 40.0 N; the page is not. */
static void
test_pixels_lie_where_the_frame_says(gconstpointer data)
{
    static const guint8 RED[] = {255, 0, 0, 255};
    static const guint8 GREEN[] = {0, 255, 0, 255};
    static const guint8 BLUE[] = {0, 0, 255, 255};
    static const guint8 WHITE[] = {255, 255, 255, 255};
    static const guint8 NOTHING[] = {0, 0, 0, 0};
    const char *projection = data;
    g_autoptr(MarchFrame) frame =
        frame_at(projection, (MarchBox){68.4, 39.5, 69.6, 40.5});
    g_autoptr(GError) error = NULL;
    g_autoptr(MarchPageRaster) raster =
        read_on(frame, DATA "quarters.tif", FALSE, NULL, &error);

    g_assert_no_error(error);
    assert_color(raster, frame, (MarchLonLat){68.7, 40.2}, RED);
    assert_color(raster, frame, (MarchLonLat){69.3, 40.2}, GREEN);
    assert_color(raster, frame, (MarchLonLat){68.7, 39.8}, BLUE);
    assert_color(raster, frame, (MarchLonLat){69.3, 39.8}, WHITE);
    assert_color(raster, frame, (MarchLonLat){69.5, 40.2}, NOTHING);
}

static void
test_a_palette_is_looked_up(void)
{
    static const guint8 WEST[] = {10, 20, 30, 255};
    static const guint8 EAST[] = {200, 100, 50, 255};
    g_autoptr(MarchFrame) frame = frame_at("auto", (MarchBox){69.5, 39.5, 70.5, 40.5});
    g_autoptr(GError) error = NULL;
    g_autoptr(MarchPageRaster) raster =
        read_on(frame, DATA "palette.tif", FALSE, NULL, &error);

    g_assert_no_error(error);
    assert_color(raster, frame, (MarchLonLat){69.6, 40}, WEST);
    assert_color(raster, frame, (MarchLonLat){70.4, 40}, EAST);
}

static void
test_sixteen_bits_are_stretched_and_said_so(void)
{
    g_autoptr(MarchFrame) frame = frame_at("auto", (MarchBox){69.5, 39.5, 70.5, 40.5});
    g_autoptr(MarchDiagnostics) diagnostics = march_diagnostics_new();
    g_autoptr(GError) error = NULL;
    g_autoptr(MarchPageRaster) raster =
        read_on(frame, DATA "grey-16-bit.tif", FALSE, diagnostics, &error);
    gsize west, middle, east;

    g_assert_no_error(error);
    west = pixel_at(raster, frame, (MarchLonLat){69.52, 40});
    middle = pixel_at(raster, frame, (MarchLonLat){70, 40});
    east = pixel_at(raster, frame, (MarchLonLat){70.48, 40});
    g_assert_cmpuint(raster->colors[4 * west], <, 10);
    g_assert_cmpuint(raster->colors[4 * middle], >, 110);
    g_assert_cmpuint(raster->colors[4 * middle], <, 145);
    g_assert_cmpuint(raster->colors[4 * east], >, 245);
    g_assert_cmpuint(march_diagnostics_count(diagnostics), ==, 1);
    g_assert_cmpstr(march_diagnostics_get(diagnostics, 0)->code, ==,
                    "raster-stretched");
}

/* A cone that falls 100 m in 0.02 degrees of latitude: 2,220.7 m there. */
static void
test_slopes_are_true_on_the_ground(gconstpointer data)
{
    static const MarchLonLat SIDES[] = {{70, 40.3}, {70, 39.7}, {69.6, 40}, {70.4, 40}};
    static const double RIGHT[] = {0, 0, 1, -1};
    static const double DOWN[] = {1, -1, 0, 0};
    const double fall = 100 / 2220.7;
    const char *projection = data;
    g_autoptr(MarchFrame) frame =
        frame_at(projection, (MarchBox){69.4, 39.4, 70.6, 40.6});
    g_autoptr(GError) error = NULL;
    g_autoptr(MarchPageRaster) raster =
        read_on(frame, DATA "cone.tif", TRUE, NULL, &error);

    g_assert_no_error(error);
    for (gsize i = 0; i < G_N_ELEMENTS(SIDES); i++) {
        const float *slope = raster->slopes + 2 * pixel_at(raster, frame, SIDES[i]);

        g_assert_cmpfloat_with_epsilon(slope[0], RIGHT[i] * fall, 0.1 * fall);
        g_assert_cmpfloat_with_epsilon(slope[1], DOWN[i] * fall, 0.1 * fall);
    }
}

static void
test_no_data_has_no_slope(void)
{
    g_autoptr(MarchFrame) frame = frame_at("auto", (MarchBox){69.4, 39.4, 70.6, 40.6});
    g_autoptr(GError) error = NULL;
    g_autoptr(MarchPageRaster) raster =
        read_on(frame, DATA "cone.tif", TRUE, NULL, &error);
    gsize corner;

    g_assert_no_error(error);
    corner = pixel_at(raster, frame, (MarchLonLat){70.55, 39.45});
    g_assert_true(isnan(raster->slopes[2 * corner]));
}

static void
test_no_data_is_transparent(void)
{
    static const guint8 NOTHING[] = {0, 0, 0, 0};
    g_autoptr(MarchFrame) frame = frame_at("auto", (MarchBox){69.4, 39.4, 70.6, 40.6});
    g_autoptr(GError) error = NULL;
    g_autoptr(MarchPageRaster) raster =
        read_on(frame, DATA "cone.tif", FALSE, NULL, &error);

    g_assert_no_error(error);
    assert_color(raster, frame, (MarchLonLat){70.55, 39.45}, NOTHING);
    g_assert_cmpuint(
        raster->colors[4 * pixel_at(raster, frame, (MarchLonLat){70, 40}) + 3], ==,
        255);
}

/* The globe's rim and the seam of the world lie in the picture. */
static void
test_a_globe_has_the_raster_in_its_place(void)
{
    const MarchBox box = {-20, -85, 160, 85};
    g_autoptr(MarchFrame) frame = frame_at("+proj=ortho +lat_0=40 +lon_0=70", box);
    g_autoptr(GError) error = NULL;
    g_autoptr(MarchPageRaster) raster =
        read_on(frame, DATA "cone.tif", FALSE, NULL, &error);
    gsize count = 0;

    g_assert_no_error(error);
    for (gsize i = 0; i < (gsize)raster->width * raster->height; i++) {
        count += raster->colors[4 * i + 3] > 0 ? 1 : 0;
    }
    g_assert_cmpuint(count, >, 0);
    g_assert_cmpuint(count, <, 20);
}

static void
test_a_raster_elsewhere_is_reported(void)
{
    g_autoptr(MarchFrame) frame = frame_at("auto", (MarchBox){10, 10, 11, 11});
    g_autoptr(MarchDiagnostics) diagnostics = march_diagnostics_new();
    g_autoptr(GError) error = NULL;
    g_autoptr(MarchPageRaster) raster =
        read_on(frame, DATA "cone.tif", FALSE, diagnostics, &error);

    g_assert_no_error(error);
    g_assert_nonnull(raster);
    g_assert_cmpuint(march_diagnostics_count(diagnostics), ==, 1);
    g_assert_cmpstr(march_diagnostics_get(diagnostics, 0)->code, ==, "raster-outside");
}

static void
test_a_page_of_many_pixels_is_limited(void)
{
    g_autoptr(MarchFrame) frame = frame_at("auto", (MarchBox){69.4, 39.4, 70.6, 40.6});
    const MarchRasterOptions options = {.dpi = 100000, .as_colors = FALSE};
    g_autoptr(GError) error = NULL;
    g_autoptr(MarchPageRaster) raster =
        march_raster_read(DATA "cone.tif", frame, &options, NULL, &error);

    g_assert_no_error(error);
    g_assert_cmpuint(raster->width, ==, 4000);
}

/** A file that is refused. */
typedef struct {
    const char *path;
    MarchErrorCode code;
    const char *words;
} Refusal;

static void
test_refusal(gconstpointer data)
{
    const Refusal *refusal = data;
    g_autoptr(MarchFrame) frame = frame_at("auto", (MarchBox){69.4, 39.4, 70.6, 40.6});
    g_autoptr(GError) error = NULL;

    g_assert_null(read_on(frame, refusal->path, TRUE, NULL, &error));
    g_assert_error(error, MARCH_ERROR, (int)refusal->code);
    g_assert_nonnull(strstr(error->message, refusal->words));
}

/* A sparse file of a few hundred bytes that says it has 90,000 pixels a side. */
static void
test_a_file_too_fine_is_refused(void)
{
    g_autoptr(MarchFrame) frame = frame_at("auto", (MarchBox){69.4, 39.4, 70.6, 40.6});
    g_autoptr(GError) error = NULL;

    g_assert_null(read_on(frame, DATA "sparse.tif", TRUE, NULL, &error));
    g_assert_error(error, MARCH_ERROR, MARCH_ERROR_LIMIT);
}

int
main(int argc, char **argv)
{
    static const Refusal REFUSALS[] = {
        {DATA "missing.tif", MARCH_ERROR_NOT_FOUND, "cannot be opened"},
        {DATA "broken.geojson", MARCH_ERROR_DATA, "cannot be read as a raster"},
        {DATA "cut-off.tif", MARCH_ERROR_DATA, ""},
        {DATA "no-place.png", MARCH_ERROR_DATA, "has no place on the earth"},
        {"http://127.0.0.1/a.tif", MARCH_ERROR_PERMISSION, "not a local file"},
        {"/vsicurl/http://127.0.0.1/a.tif", MARCH_ERROR_PERMISSION, "not a local file"},
    };
    static const char *const PROJECTIONS[] = {"auto", "EPSG:3857", "EPSG:4326",
                                              "+proj=laea +lat_0=40 +lon_0=69.5"};

    g_test_init(&argc, &argv, NULL);
    for (gsize i = 0; i < G_N_ELEMENTS(PROJECTIONS); i++) {
        g_autofree char *pixels =
            g_strdup_printf("/geodata/raster/places-pixels/%s", PROJECTIONS[i]);
        g_autofree char *slopes =
            g_strdup_printf("/geodata/raster/true-slopes/%s", PROJECTIONS[i]);

        if (strcmp(PROJECTIONS[i], "EPSG:4326") != 0) {
            g_test_add_data_func(slopes, PROJECTIONS[i],
                                 test_slopes_are_true_on_the_ground);
        }
        g_test_add_data_func(pixels, PROJECTIONS[i],
                             test_pixels_lie_where_the_frame_says);
    }
    for (gsize i = 0; i < G_N_ELEMENTS(REFUSALS); i++) {
        g_autofree char *path = g_strdup_printf("/geodata/raster/refuses/%zu", i);

        g_test_add_data_func(path, &REFUSALS[i], test_refusal);
    }
    g_test_add_func("/geodata/raster/refuses/too-fine",
                    test_a_file_too_fine_is_refused);
    g_test_add_func("/geodata/raster/palette", test_a_palette_is_looked_up);
    g_test_add_func("/geodata/raster/sixteen-bits",
                    test_sixteen_bits_are_stretched_and_said_so);
    g_test_add_func("/geodata/raster/no-data-has-no-slope", test_no_data_has_no_slope);
    g_test_add_func("/geodata/raster/no-data-is-transparent",
                    test_no_data_is_transparent);
    g_test_add_func("/geodata/raster/globe", test_a_globe_has_the_raster_in_its_place);
    g_test_add_func("/geodata/raster/elsewhere", test_a_raster_elsewhere_is_reported);
    g_test_add_func("/geodata/raster/page-limit",
                    test_a_page_of_many_pixels_is_limited);
    return g_test_run();
}
