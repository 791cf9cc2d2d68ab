/* SPDX-License-Identifier: MIT */
#include "quote.h"

void
march_quote_append(GString *text, const char *value)
{
    g_string_append_c(text, '"');
    for (const char *p = value; *p != '\0'; p++) {
        if (*p == '"' || *p == '\\') {
            g_string_append_c(text, '\\');
        }
        if ((guchar)*p < 0x20) {
            g_string_append_printf(text, "\\u%04x", (guint)(guchar)*p);
        } else {
            g_string_append_c(text, *p);
        }
    }
    g_string_append_c(text, '"');
}
