/* SPDX-License-Identifier: MIT */
/* Located YAML, and the caret under each error it finds. */
#include "base/caret.h"
#include "base/yaml.h"

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size);

int
LLVMFuzzerTestOneInput(const guint8 *data, gsize size)
{
    const char *text = (const char *)data;
    g_autoptr(GError) error = NULL;
    g_autoptr(MarchYaml) yaml = march_yaml_parse(text, size, "fuzz.yaml", &error);

    g_assert((yaml == NULL) == (error != NULL));
    if (error != NULL) {
        g_autofree char *caret =
            march_caret_format(text, size, march_error_get_location(error));
        g_assert(g_utf8_validate(error->message, -1, NULL));
        g_assert(caret == NULL || g_utf8_validate(caret, -1, NULL));
    }
    return 0;
}
