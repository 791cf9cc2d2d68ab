/* SPDX-License-Identifier: MIT */
/** Queries: any bytes get an answer within the limits that were asked for. */
#include <stdint.h>

#include "gazetteer/build.h"
#include "gazetteer/gazetteer.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/** The pack's own index, opened once; without it there is nothing to ask. */
static MarchGazetteer *
get_gazetteer(void)
{
    static MarchGazetteer *gazetteer = NULL;
    const char *folder = g_getenv("MARCHLAND_DATA");
    if (gazetteer == NULL && folder != NULL) {
        g_autofree char *path = g_build_filename(folder, "gazetteer.idx", NULL);
        gazetteer = march_gazetteer_open(path, NULL);
    }
    g_assert_nonnull(gazetteer);
    return gazetteer;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autofree char *text = g_strndup((const char *)data, size);
    const MarchLonLat near = {70, 40};
    const MarchQuery queries[] = {
        {.text = text},
        {.text = text, .countries = text, .report = "r", .near = &near},
        {.text = "Vorukh", .report = "r"},
    };
    MarchResolveOptions options;
    march_resolve_options_init(&options);
    g_autoptr(GPtrArray) answers = march_gazetteer_resolve(
        get_gazetteer(), queries, G_N_ELEMENTS(queries), &options);
    g_assert_cmpuint(answers->len, ==, G_N_ELEMENTS(queries));
    for (guint i = 0; i < answers->len; i++) {
        const MarchAnswer *answer = answers->pdata[i];
        g_assert_cmpuint(answer->candidates->len, <=, options.limit);
        g_assert_true(answer->status != MARCH_ANSWER_FOUND ||
                      answer->candidates->len > 0);
    }
    return 0;
}
