/* SPDX-License-Identifier: MIT */
/* Colour literals; what parses must survive its own text form. */
#include "base/color.h"

int LLVMFuzzerTestOneInput(const guint8 *data, gsize size);

int
LLVMFuzzerTestOneInput(const guint8 *data, gsize size)
{
    g_autofree char *text = g_strndup((const char *)data, size);
    MarchColor color;

    if (march_color_parse(text, &color)) {
        g_autofree char *written = march_color_to_string(color);
        g_autofree char *again = NULL;
        MarchColor reread;

        g_assert(color.red >= 0 && color.red <= 1 && color.alpha >= 0 &&
                 color.alpha <= 1);
        g_assert(march_color_parse(written, &reread));
        again = march_color_to_string(reread);
        g_assert(g_str_equal(written, again));
    }
    return 0;
}
