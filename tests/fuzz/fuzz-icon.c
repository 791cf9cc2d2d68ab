/* SPDX-License-Identifier: MIT */
#include "scene/icon.h"
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(GBytes) bytes = g_bytes_new(data, size);
    g_autoptr(MarchIcon) icon = march_icon_parse(bytes, NULL);

    g_assert(icon == NULL || icon->view_box.width > 0);
    return 0;
}
