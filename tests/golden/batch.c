/* SPDX-License-Identifier: MIT */
/* A scene gives the same bytes alone and among others that share an engine. */
#include "output/document.h"
#include "scenes.h"

static MarchTextEngine *
create_engine(void)
{
    MarchTextEngine *engine =
        march_text_engine_new(MARCH_TEST_SOURCE_DIR "/styles/fonts", FALSE, NULL);

    g_assert_nonnull(engine);
    return engine;
}

static GBytes *
encode(guint index, MarchTextEngine *engine, MarchFormat format)
{
    g_autoptr(MarchScene) scene = golden_scene_build(&golden_scenes[index], engine);
    MarchDocumentInfo info = {.title = golden_scenes[index].name};
    MarchDocumentOptions options = {.dpi = 100};
    g_autoptr(GError) error = NULL;
    GBytes *bytes =
        march_document_encode(scene, engine, format, &options, &info, &error);

    g_assert_no_error(error);
    return bytes;
}

static void
batch_equals_singles(gconstpointer data)
{
    MarchFormat format = (MarchFormat)GPOINTER_TO_INT(data);
    g_autoptr(MarchTextEngine) shared = create_engine();
    g_autoptr(GPtrArray) singles =
        g_ptr_array_new_with_free_func((GDestroyNotify)g_bytes_unref);

    for (guint i = 0; i < n_golden_scenes; i++) {
        g_autoptr(MarchTextEngine) engine = create_engine();

        g_ptr_array_add(singles, encode(i, engine, format));
    }
    for (guint k = 0; k < 2 * n_golden_scenes; k++) {
        guint index = k * 5 % n_golden_scenes; /* in another order, and twice */
        g_autoptr(GBytes) bytes = encode(index, shared, format);

        g_test_message("%s", golden_scenes[index].name);
        g_assert_true(g_bytes_equal(bytes, g_ptr_array_index(singles, index)));
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_data_func("/golden/batch/png", GINT_TO_POINTER(MARCH_FORMAT_PNG),
                         batch_equals_singles);
    g_test_add_data_func("/golden/batch/pdf", GINT_TO_POINTER(MARCH_FORMAT_PDF),
                         batch_equals_singles);
    g_test_add_data_func("/golden/batch/svg", GINT_TO_POINTER(MARCH_FORMAT_SVG),
                         batch_equals_singles);
    return g_test_run();
}
