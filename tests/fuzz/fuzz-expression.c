/* SPDX-License-Identifier: MIT */
/* Expressions with their inputs, as "style eval" reads them. */
#include <stddef.h>
#include <stdint.h>

#include "style/eval-line.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(GString) answer = g_string_new(NULL);
    g_autoptr(GError) error = NULL;

    if (!march_style_eval_line((const char *)data, size, answer, &error)) {
        g_assert_nonnull(error);
        return 0;
    }
    g_assert_true(g_utf8_validate(answer->str, (gssize)answer->len, NULL));
    return 0;
}
