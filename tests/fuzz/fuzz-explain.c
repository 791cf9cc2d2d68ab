/* SPDX-License-Identifier: MIT */
#include "output/document.h"
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(GBytes) bytes = g_bytes_new(data, size);
    g_autofree char *recipe = march_document_explain(bytes, NULL);

    g_assert(recipe == NULL || g_utf8_validate(recipe, -1, NULL));
    return 0;
}
