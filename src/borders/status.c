/* SPDX-License-Identifier: MIT */
#include "borders.h"

#include <string.h>

static const char *const NAMES[] = {
    [MARCH_BORDER_INTERNATIONAL] = "international",
    [MARCH_BORDER_DEMARCATED] = "demarcated",
    [MARCH_BORDER_UNDELIMITED] = "undelimited",
    [MARCH_BORDER_DISPUTED] = "disputed",
    [MARCH_BORDER_CLAIMED] = "claimed",
    [MARCH_BORDER_LINE_OF_CONTROL] = "line-of-control",
    [MARCH_BORDER_CEASEFIRE] = "ceasefire",
    [MARCH_BORDER_ADMINISTRATIVE] = "administrative",
    [MARCH_BORDER_LEASE] = "lease",
    [MARCH_BORDER_NEUTRAL] = "neutral",
    [MARCH_BORDER_SHARED] = "shared",
    [MARCH_BORDER_UNRECOGNISED] = "unrecognised",
};

gboolean
march_border_status_parse(const char *name, MarchBorderStatus *status)
{
    static const struct {
        const char *name;
        MarchBorderStatus status;
    } OTHERS[] = {
        {"delimited", MARCH_BORDER_INTERNATIONAL},
        {"unrecognized", MARCH_BORDER_UNRECOGNISED},
        {"line of control", MARCH_BORDER_LINE_OF_CONTROL},
        {"ceasefire-line", MARCH_BORDER_CEASEFIRE},
        {"ceasefire line", MARCH_BORDER_CEASEFIRE},
        {"neutral-strip", MARCH_BORDER_NEUTRAL},
        {"neutral strip", MARCH_BORDER_NEUTRAL},
        {"not-delimited", MARCH_BORDER_UNDELIMITED},
        {"not delimited", MARCH_BORDER_UNDELIMITED},
        {"claim", MARCH_BORDER_CLAIMED},
    };

    if (name == NULL) {
        return FALSE;
    }
    for (gsize i = 0; i < G_N_ELEMENTS(NAMES); i++) {
        if (g_ascii_strcasecmp(name, NAMES[i]) == 0) {
            *status = (MarchBorderStatus)i;
            return TRUE;
        }
    }
    for (gsize i = 0; i < G_N_ELEMENTS(OTHERS); i++) {
        if (g_ascii_strcasecmp(name, OTHERS[i].name) == 0) {
            *status = OTHERS[i].status;
            return TRUE;
        }
    }
    return FALSE;
}

const char *
march_border_status_name(MarchBorderStatus status)
{
    g_assert((gsize)status < G_N_ELEMENTS(NAMES));
    return NAMES[status];
}
