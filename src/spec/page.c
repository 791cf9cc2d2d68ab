/* SPDX-License-Identifier: MIT */
/* Page presets: sizes that pages often have, by name. */
#include "reader.h"
#include "tables.h"

#include <string.h>

const char *const MARCH_PAGE_NAMES[] = {
    "a4",    "a4-landscape", "letter", "letter-landscape", "column", "two-column",
    "slide", "square",       "card",   "ocha-a4",          NULL};

/* In the order of the names. Slide, square and card have the pixels that screens and
   networks expect; at 192 to the inch their text can be read there. */
static const MarchPagePreset PRESETS[] = {
    {210, 297, 0, 0, FALSE},     {297, 210, 0, 0, FALSE},   {215.9, 279.4, 0, 0, FALSE},
    {279.4, 215.9, 0, 0, FALSE}, {85, 110, 0, 0, FALSE},    {180, 130, 0, 0, FALSE},
    {0, 0, 1920, 1080, FALSE},   {0, 0, 1080, 1080, FALSE}, {0, 0, 1200, 630, FALSE},
    {297, 210, 0, 0, TRUE},
};

const MarchPagePreset *
march_page_preset_find(const char *name)
{
    G_STATIC_ASSERT(G_N_ELEMENTS(PRESETS) + 1 == G_N_ELEMENTS(MARCH_PAGE_NAMES));
    for (gsize i = 0; name != NULL && MARCH_PAGE_NAMES[i] != NULL; i++) {
        if (strcmp(name, MARCH_PAGE_NAMES[i]) == 0) {
            return &PRESETS[i];
        }
    }
    return NULL;
}
